"""The creator's own images in a plan: which scenes play before them, and whose faces they are."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from film_studio.film.models import BackgroundChoice, Character, FilmPlan, ImageChoice, PortraitChoice, UserImage


def person(plan: FilmPlan, name: str) -> Character | None:
    """The character of this name, whatever its case; None where the script has none."""
    wanted = name.strip().casefold()
    return next((character for character in plan.characters if character.name.casefold() == wanted), None)


def placed(plan: FilmPlan, choices: Sequence[ImageChoice], images: Mapping[UUID, UserImage]) -> FilmPlan:
    """The plan with its scenes' backgrounds and its people's portraits. `images` are the assets that are chosen.

    The choices fit the plan (see `validation`); of two for one scene or person the later counts.
    """
    backgrounds: dict[int, UserImage] = {}
    portraits: dict[str, UserImage] = {}
    for choice in choices:
        image = images[choice.asset]
        match choice:
            case BackgroundChoice(scenes=numbers):
                backgrounds |= dict.fromkeys(numbers or [scene.number for scene in plan.scenes], image)
            case PortraitChoice(character=name) if character := person(plan, name):
                portraits[character.id] = image
    return plan.model_copy(
        update={
            "scenes": [scene.model_copy(update={"background": backgrounds.get(scene.number)}) for scene in plan.scenes],
            "characters": [each.model_copy(update={"portrait": portraits.get(each.id)}) for each in plan.characters],
        }
    )
