"""What the rules find in prose of many kinds and languages, against what a reader finds there."""

import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from film_studio.film.analysis import analyse
from film_studio.film.language import LANGUAGES
from film_studio.film.models import NARRATOR, FilmOptions, FilmPlan, FilmRequest, Scene

FOLDER = Path(__file__).parent / "passages"


def passages(*names: str) -> dict[str, dict[str, Any]]:
    files = [FOLDER / f"{name}.toml" for name in names]
    return {key: value for file in files for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def plan_of(passage: dict[str, Any]) -> FilmPlan:
    options = FilmOptions.model_validate({"mode": passage.get("mode", "narration")})
    return analyse(FilmRequest(title="A tale", script=passage["script"].strip(), options=options))


def says(scene: Scene, words: str) -> bool:
    return any(words in line.text for line in scene.lines)


def traits(scene: Scene) -> set[str]:
    return {scene.setting, scene.time_of_day, scene.weather, scene.mood, "inside" if scene.inside else "outside"}


def judged(passage: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Everything that is expected of a passage, and whether it is so."""
    plan = plan_of(passage)
    names = {character.id: character.name for character in plan.characters} | {NARRATOR: NARRATOR}
    lines = [line for scene in plan.scenes for line in scene.lines]
    if "language" in passage:
        yield f"language {plan.language}", plan.language == passage["language"]
    for attribute, field in (("setting", "places"), ("time_of_day", "times"), ("mood", "moods")):
        if field in passage:
            found = [key for key, _ in groupby(getattr(scene, attribute) for scene in plan.scenes)]
            yield f"{field} {found}", found == passage[field]
    if "weather" in passage:
        found = [scene.weather for scene in plan.scenes]
        yield f"weather {found}", passage["weather"] in found
    if "period" in passage:
        yield f"period {plan.period}", plan.period == passage["period"]
    for speaker, words in passage.get("said", []):
        by = {names[line.speaker] for line in lines if words in line.text}
        yield f"“{words}” is said by {by}, not {speaker}", by == {speaker}
    for words, emotion in passage.get("feels", []):
        found = {line.emotion for line in lines if words in line.text}
        yield f"“{words}” feels {found}", found == {emotion}
    for name, attributes in passage.get("cast", {}).items():
        who = next((character for character in plan.characters if character.name == name), None)
        is_so = {who.age, who.gender, who.role, who.species} if who else set()
        yield f"{name} is {is_so}", who is not None and set(attributes.split()) <= is_so
    for name in passage.get("absent", []):
        on_stage = {names[one] for scene in plan.scenes for one in scene.characters}
        yield f"{name} is there", name not in on_stage
    for name, words in passage.get("there", []) + passage.get("away", []):
        here = [names[one] for scene in plan.scenes for one in scene.characters if says(scene, words)]
        yield f"where “{words}”: {here}", (name in here) == ([name, words] in passage.get("there", []))
    for words, attributes in passage.get("at", []):
        is_so = next(traits(scene) for scene in plan.scenes if says(scene, words))
        yield f"“{words}” at {is_so}", set(attributes.split()) <= is_so
    for prop in passage.get("props", []):
        yield f"no {prop}", any(prop in scene.props for scene in plan.scenes)
    for name, words in passage.get("described", []):
        yield f"{name} without {words}", any(words in c.description for c in plan.characters if c.name == name)


KNOWN = passages("english")
UNSEEN = passages("unseen")
FILMS = passages("films", "abroad")
STORIES = passages("stories")
FRESH = passages("fresh")
WORLD = passages("languages")


@pytest.mark.parametrize("name", [*KNOWN, *UNSEEN, *FILMS, *STORIES, *FRESH, *WORLD])
def test_the_rules_find_what_a_reader_finds(name: str) -> None:
    wrong = [what for what, right in judged((KNOWN | UNSEEN | FILMS | STORIES | FRESH | WORLD)[name]) if not right]
    assert wrong == []


def test_every_kind_of_prose_is_tried_and_most_languages() -> None:
    assert len(KNOWN) >= 25 and len(UNSEEN) >= 10 and len(FILMS) >= 5
    assert set(WORLD) <= set(LANGUAGES)
    assert len(WORLD) >= 10


if __name__ == "__main__":
    for group in (KNOWN, UNSEEN, FILMS, STORIES, FRESH, WORLD):
        results = [(name, *result) for name, passage in group.items() for result in judged(passage)]
        print(sum(right for *_, right in results), "of", len(results))
        print("\n".join(f"  {name}: {what}" for name, what, right in results if not right))
