"""Keys of artifacts: the same for the same inputs, another for any other."""

from uuid import UUID

import pytest

from film_studio.film.models import FilmOptions, VoiceChoice
from film_studio.rendering import artifacts
from film_studio.storage import ProjectFolder

FOLDER = ProjectFolder("media", UUID(int=1), UUID(int=2))
INPUTS = {"request": FilmOptions(), "engine": "espeak", "version": "1"}


def test_the_same_inputs_have_the_same_key_in_any_order() -> None:
    assert artifacts.digest(INPUTS) == artifacts.digest(dict(reversed(INPUTS.items())))
    assert len(artifacts.digest(INPUTS)) == 64


@pytest.mark.parametrize(
    "change",
    [{"request": FilmOptions(voice=VoiceChoice(age="senior"))}, {"engine": "xtts"}, {"version": "2"}, {"x": None}],
)
def test_any_other_input_has_another_key(change: dict[str, object]) -> None:
    assert artifacts.digest({**INPUTS, **change}) != artifacts.digest(INPUTS)


def test_artifacts_lie_in_the_projects_rooms() -> None:
    output = artifacts.output(FOLDER, "film", INPUTS)
    assert output == f"{FOLDER.root}final/film/{artifacts.digest(INPUTS)}"
    assert artifacts.thumbnail(FOLDER, output) == f"{FOLDER.root}thumbnails/{artifacts.digest(INPUTS)}.jpg"
    assert artifacts.output(FOLDER, "voice", INPUTS).startswith(f"{FOLDER.root}intermediate/voice/")
