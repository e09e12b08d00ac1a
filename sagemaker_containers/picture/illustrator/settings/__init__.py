"""Where a scene can play: one function per setting, in a file per family; `HALLS` are the insides of some."""

from collections.abc import Callable

from film_studio.film.models import Setting
from sagemaker_containers.picture.illustrator.settings import (
    beyond,
    countryside,
    courts,
    halls,
    monuments,
    rooms,
    sanctuaries,
    stations,
    towns,
    venues,
    waterside,
    wild,
    workplaces,
)
from sagemaker_containers.picture.illustrator.stage import Stage

SETTINGS: dict[Setting, Callable[[Stage], None]] = {
    "village": countryside.village,
    "farm": countryside.farm,
    "garden": countryside.garden,
    "forest": wild.forest,
    "jungle": wild.jungle,
    "mountain": wild.mountain,
    "desert": wild.desert,
    "river": waterside.river,
    "sea-shore": waterside.sea_shore,
    "ship": waterside.ship,
    "city-street": towns.city_street,
    "railway-station": stations.railway_station,
    "bazaar": towns.bazaar,
    "temple": monuments.temple,
    "palace": courts.palace,
    "castle": monuments.castle,
    "home": rooms.home,
    "kitchen": rooms.kitchen,
    "library": rooms.library,
    "classroom": rooms.classroom,
    "hospital": workplaces.hospital,
    "office": workplaces.office,
    "workshop": workplaces.workshop,
    "tavern": venues.tavern,
    "space": beyond.space,
    "studio": venues.studio,
}

HALLS: dict[Setting, Callable[[Stage], None]] = {
    "temple": sanctuaries.sanctum,
    "palace": halls.throne_room,
    "castle": halls.great_hall,
}
"""How a setting under the sky looks inside, where a scene plays there."""

INDOORS: frozenset[Setting] = frozenset(
    {
        "home", "kitchen", "library", "classroom", "hospital", "office", "workshop", "tavern", "studio",
        "railway-station",
    }
)  # fmt: skip
"""Settings with a roof: no weather falls there, and lamps decide the light."""
