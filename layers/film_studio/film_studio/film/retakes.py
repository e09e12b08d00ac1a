"""What one film has otherwise than another, and the film that differs from it in a single scene."""

from collections.abc import Mapping
from typing import NamedTuple

from film_studio.film import analysis, edits
from film_studio.film.models import (
    FPS,
    INTRO_FRAMES,
    MOST_TAKES,
    Film,
    FilmPlan,
    FilmRequest,
    Pace,
    Scene,
    SceneChoices,
)
from film_studio.film.pacing import FASTEST, MARGIN, MIN_LINE_PAUSE, MIN_SCENE_PAUSE, scene_budgets, scene_seconds

Changes = Mapping[int, list[str]]
"""By the number of a scene, what it has otherwise: names of fields of `Scene`."""

_UNSEEN = {"number", "lines", "comings", "goings", "background"}


class Retake(NamedTuple):
    """What is asked of a film that differs from another in one scene, and which take of that scene this is."""

    request: FilmRequest
    take: int


class NoSuchScene(ValueError):
    """The script has no scene of this number."""


class OthersDiffer(ValueError):
    """Other scenes are not as they were: `scenes` are their numbers; none where some came or went."""

    def __init__(self, scenes: list[int]) -> None:
        super().__init__(f"other scenes differ: {scenes}")
        self.scenes = scenes


def changes(before: FilmPlan, now: FilmPlan) -> Changes:
    """What each scene of `now` has otherwise than the one of the same number had; `number` where there was none.

    That is what a new film would draw or speak anew. Characters count where they are on stage.
    """
    then = {scene.number: scene for scene in before.scenes}
    return {
        scene.number: _changed(before, then[scene.number], now, scene) if scene.number in then else ["number"]
        for scene in now.scenes
    }


def _changed(before: FilmPlan, then: Scene, now: FilmPlan, scene: Scene) -> list[str]:
    found = [name for name in Scene.model_fields if name not in _UNSEEN and getattr(then, name) != getattr(scene, name)]
    if _said(before, then) != _said(now, scene):
        found.append("lines")
    if "characters" not in found and _cast(before, then) != _cast(now, scene):
        found.append("characters")
    return found


def _said(plan: FilmPlan, scene: Scene) -> list[tuple[object, ...]]:
    """What is said, how, and by what voice."""
    voices = {character.id: character.voice for character in plan.characters}
    return [
        (line.id, line.text, line.speaker, line.emotion, line.emphases, voices.get(line.speaker, plan.narrator))
        for line in scene.lines
    ] + [(scene.comings, scene.goings)]


def _cast(plan: FilmPlan, scene: Scene) -> list[object]:
    """Who is seen, and how they look."""
    return [
        character.model_copy(update={"voice": None, "portrait": None})
        for character in plan.characters
        if character.id in scene.characters
    ]


def retake(before: FilmRequest, now: FilmRequest, number: int) -> Retake:
    """The film before with one scene as it is now: its words, its edits, but everybody as they looked and sounded.

    A scene that is as it was gets another take. Raises `NoSuchScene`, or `OthersDiffer` where the script has changed
    beyond that scene.
    """
    now = before.model_copy(update={"script": now.script, "edits": now.edits})
    plan, old = analysis.analyse(now), edits.planned(before)
    if number not in (scene.number for scene in plan.scenes):
        raise NoSuchScene(number)
    if len(plan.scenes) != len(old.scenes):
        raise OthersDiffer([])
    chosen = edits.of_one_scene(plan, before.edits, now.edits, number)
    made = edits.applied(plan, chosen)
    changed = changes(old, made)
    if others := [scene for scene, names in changed.items() if names and scene != number]:
        raise OthersDiffer(others)
    take = next(scene.take for scene in made.scenes if scene.number == number)
    if not changed[number]:
        take = (take + 1) % MOST_TAKES
        chosen = edits.merged(plan, chosen, scenes={number: SceneChoices(take=take)}, emotions={}, characters={})
    return Retake(now.model_copy(update={"edits": chosen}), take)


def pace(before: FilmRequest, duration_seconds: float, film: Film, kept: Pace | None) -> Pace | None:
    """How a film was spoken and laid out, so that another can keep to it; None where that is not known."""
    ends = {scene.number: scene.end_frame for scene in film.scenes}
    if not ends:
        return None
    if kept is not None:
        return kept.model_copy(update={"ends": ends})
    budgets = scene_budgets(edits.planned(before), duration_seconds)
    return Pace(
        rate=next(iter(budgets.values())).rate,
        max_seconds={number: budget.max_seconds for number, budget in budgets.items()},
        ends=ends,
    )


def fits(plan: FilmPlan, kept: Pace, number: int) -> bool:
    """Whether a scene's lines can be expected to fit where the scene is, spoken as fast as may be."""
    ordered = sorted(kept.ends)
    index = ordered.index(number)
    start = kept.ends[ordered[index - 1]] if index else INTRO_FRAMES
    scene = next(scene for scene in plan.scenes if scene.number == number)
    seconds = scene_seconds(plan, scene) * MARGIN / FASTEST
    pauses = MIN_LINE_PAUSE * (len(scene.lines) - 1) + 2 * MIN_SCENE_PAUSE
    return seconds <= min(kept.max_seconds[number], (kept.ends[number] - start) / FPS - pauses)
