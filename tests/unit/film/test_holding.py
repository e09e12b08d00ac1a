"""Who holds what, by what the narrator says."""

from pathlib import Path

import pytest

from film_studio.film import script_file
from film_studio.film.analysis import analyse
from film_studio.film.models import FilmOptions, FilmPlan, FilmRequest

SCRIPTS = Path(__file__).parents[3] / "examples" / "scripts"


def planned(script: str) -> FilmPlan:
    return analyse(FilmRequest(title="A Tale", script=script, options=FilmOptions()))


def holdings(plan: FilmPlan) -> list[dict[str, str]]:
    """Who holds what in each scene, by name."""
    names = {character.id: character.name for character in plan.characters}
    return [{names[one]: thing for one, thing in scene.holdings.items()} for scene in plan.scenes]


def example(name: str) -> list[dict[str, str]]:
    title, script = script_file.read((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))
    return holdings(analyse(FilmRequest(title=title, script=script, options=FilmOptions())))


@pytest.mark.parametrize(
    "told, held",
    [
        ("Anna took the last lamp and ran.", {"Anna": "lamp"}),
        ("Anna was afraid, but she lifted her sword.", {"Anna": "sword"}),
        ("Anna came running, waving an envelope.", {"Anna": "envelope"}),
        ("Anna, a young woman with a red suitcase, waited.", {"Anna": "bag"}),
        ("Anna ran into the garden with the key.", {"Anna": "key"}),
        ("Anna came to a house with a bell.", {}),
        ("Anna sat under the lamp.", {}),
        ("Anna saw a lamp on the table.", {}),
        ("Anna sat on a bench. A book lay on the floor.", {}),
        ("Anna held no lamp.", {}),
        ("A fox carried a key to Anna.", {}),
    ],
)
def test_who_takes_or_brings_a_thing_has_it_in_the_hand(told: str, held: dict[str, str]) -> None:
    plan = planned(f'Anna lived in the village. {told} "Here I am," said Anna.')
    assert holdings(plan) == [held]


def test_what_the_whole_village_has_in_its_hands_everybody_on_stage_holds() -> None:
    assert example("the_clay_lamp")[-1] == {"Grandmother": "lamp", "Meera": "lamp"}


def test_a_suitcase_is_not_put_away_from_one_scene_to_the_next() -> None:
    scenes = example("the_last_train")
    assert [scene.get("Anna") for scene in scenes] == ["bag", "bag", None, "bag"]


def test_hindi_says_it_after_the_thing() -> None:
    plan = planned("गाँव में मीरा नाम की एक लड़की रहती थी। मीरा दीया लेकर नदी की ओर भागी। “मैं आ रही हूँ,” मीरा ने कहा।")
    assert holdings(plan)[-1] == {"मीरा": "diya"}
