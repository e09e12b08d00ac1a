"""Which scene sounds of what: the tables. Levels are decibels against the loudest a place gets (`play.FULL_LUFS`)."""

from typing import Literal, NamedTuple

from film_studio.film.models import Culture, Period, Setting, TimeOfDay, Weather

BedName = Literal[
    "rain",
    "rain_on_the_roof",
    "wind",
    "breeze",
    "snow",
    "sea",
    "river",
    "fire",
    "birds",
    "gulls",
    "crickets",
    "cicadas",
    "frogs",
    "owl",
    "crowd",
    "murmur",
    "children",
    "room",
    "hall",
    "machines",
    "traffic",
    "clock",
    "cups",
    "hammer",
    "typing",
    "pages",
    "monitor",
    "boiling",
    "creaking",
    "temple_bells",
]
"""What goes on as long as a scene does."""

SpotName = Literal["thunder", "bell", "drumming", "hooves", "car"]
"""What is heard once."""


class Heard(NamedTuple):
    """A sound of a place: how loud, and at which hours, in which periods and cultures alone."""

    sound: BedName
    level: float
    hours: tuple[TimeOfDay, ...] = ("dawn", "day", "dusk", "night")
    periods: tuple[Period, ...] = ("historical", "modern", "future")
    cultures: tuple[Culture, ...] = ("indian", "western", "mixed")


_DAY: tuple[TimeOfDay, ...] = ("dawn", "day", "dusk")
_NIGHT: tuple[TimeOfDay, ...] = ("dusk", "night")
_NOW: tuple[Period, ...] = ("modern", "future")
_BEFORE: tuple[Period, ...] = ("historical",)
_INDIAN: tuple[Culture, ...] = ("indian", "mixed")

OUTDOORS: frozenset[Setting] = frozenset(
    {
        "village", "temple", "palace", "bazaar", "river", "forest", "jungle", "mountain", "desert", "sea-shore", "ship",
        "farm", "garden", "city-street", "castle",
    }
)  # fmt: skip
"""What is seen from outside, as long as a scene does not go inside."""

WITHOUT_WEATHER: frozenset[Setting] = frozenset({"space", "studio"})

PLACES: dict[Setting, tuple[Heard, ...]] = {
    "village": (
        Heard("birds", -3, _DAY), Heard("breeze", -9), Heard("children", -16, _DAY), Heard("crickets", -6, _NIGHT),
        Heard("owl", -11, ("night",)),
    ),
    "temple": (
        Heard("temple_bells", -9, cultures=_INDIAN), Heard("birds", -6, _DAY), Heard("breeze", -10),
        Heard("crickets", -9, _NIGHT),
    ),
    "palace": (
        Heard("birds", -6, _DAY), Heard("breeze", -9), Heard("murmur", -15, _DAY), Heard("crickets", -8, _NIGHT),
    ),
    "bazaar": (Heard("crowd", -2, _DAY), Heard("crowd", -7, ("night",)), Heard("birds", -16, _DAY)),
    "river": (
        Heard("river", -2), Heard("birds", -9, _DAY), Heard("crickets", -10, _NIGHT), Heard("frogs", -9, ("night",)),
    ),
    "forest": (
        Heard("birds", -1, _DAY), Heard("breeze", -5), Heard("crickets", -8, _NIGHT), Heard("owl", -6, ("night",)),
    ),
    "jungle": (
        Heard("cicadas", -8), Heard("birds", -2, _DAY), Heard("crickets", -9, _NIGHT), Heard("frogs", -7, ("night",)),
        Heard("breeze", -10),
    ),
    "mountain": (Heard("wind", -4), Heard("birds", -13, _DAY)),
    "desert": (Heard("wind", -5),),
    "sea-shore": (Heard("sea", -1), Heard("gulls", -8, _DAY)),
    "ship": (Heard("sea", -5), Heard("creaking", -5), Heard("gulls", -13, ("dawn", "day")), Heard("wind", -12)),
    "farm": (Heard("birds", -2, _DAY), Heard("breeze", -8), Heard("crickets", -5, _NIGHT)),
    "garden": (Heard("birds", -1, _DAY), Heard("breeze", -9), Heard("crickets", -7, _NIGHT)),
    "city-street": (
        Heard("traffic", -2, _DAY, _NOW), Heard("traffic", -6, ("night",), _NOW), Heard("crowd", -10, _DAY, _NOW),
        Heard("crowd", -4, _DAY, _BEFORE), Heard("crickets", -12, ("night",), _BEFORE), Heard("hall", -10),
    ),
    "railway-station": (
        Heard("hall", -6), Heard("crowd", -10, _DAY), Heard("murmur", -12, _NIGHT), Heard("clock", -16, periods=_NOW),
    ),
    "classroom": (Heard("children", -10, _DAY), Heard("room", -9), Heard("clock", -12, periods=_NOW)),
    "home": (Heard("room", -9), Heard("clock", -12, periods=_NOW), Heard("crickets", -16, _NIGHT)),
    "kitchen": (Heard("boiling", -6), Heard("room", -11)),
    "library": (Heard("room", -9), Heard("pages", -9), Heard("clock", -12, periods=_NOW)),
    "hospital": (Heard("room", -8), Heard("monitor", -13, periods=_NOW)),
    "office": (Heard("room", -8), Heard("typing", -9, periods=_NOW)),
    "workshop": (Heard("hammer", -8), Heard("room", -9)),
    "castle": (
        Heard("wind", -9), Heard("birds", -9, _DAY), Heard("crickets", -10, _NIGHT), Heard("owl", -10, ("night",)),
    ),
    "tavern": (Heard("murmur", -3), Heard("cups", -7)),
    "space": (Heard("machines", -4),),
    "studio": (Heard("room", -12),),
}  # fmt: skip

INSIDE: dict[Setting, tuple[Heard, ...]] = {
    "temple": (Heard("hall", -6), Heard("temple_bells", -7, cultures=_INDIAN), Heard("murmur", -15, _DAY)),
    "palace": (Heard("hall", -6), Heard("murmur", -12)),
    "castle": (Heard("hall", -6), Heard("wind", -13)),
}
"""The same within their walls, where the pictures go inside too."""

OUT_IN: dict[Weather, tuple[Heard, ...]] = {
    "clear": (),
    "cloudy": (Heard("breeze", -8),),
    "rain": (Heard("rain", -1),),
    "snow": (Heard("snow", -6),),
    "mist": (Heard("snow", -10),),
    "storm": (Heard("rain", 0), Heard("wind", -1)),
}
"""What the weather sounds like in the open."""

UNDER_A_ROOF: dict[Weather, tuple[Heard, ...]] = {
    "clear": (),
    "cloudy": (),
    "rain": (Heard("rain_on_the_roof", -5),),
    "snow": (Heard("snow", -13),),
    "mist": (),
    "storm": (Heard("rain_on_the_roof", -3), Heard("wind", -8)),
}

_IN_RAIN: frozenset[BedName] = frozenset({"birds", "crickets", "cicadas", "owl", "children", "breeze"})
SILENT_IN: dict[Weather, frozenset[BedName]] = {"rain": _IN_RAIN, "storm": _IN_RAIN, "snow": _IN_RAIN | {"frogs"}}
"""What keeps quiet in bad weather, or is drowned by it."""

OF_PROPS: dict[str, Heard] = {"fire": Heard("fire", -6), "clock": Heard("clock", -9)}
"""Things that sound as long as they are there."""

MENTIONED: dict[str, SpotName] = {
    "bell": "bell",
    "drum": "drumming",
    "tabla": "drumming",
    "cart": "hooves",
    "horse": "hooves",
    "car": "car",
}
"""Things and animals that are heard when the narrator first speaks of them."""

SPOT_LEVEL: dict[SpotName, float] = {"thunder": 4, "bell": -2, "drumming": -3, "hooves": -4, "car": -4}
