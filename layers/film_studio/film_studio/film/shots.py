"""How a scene is filmed: where it is cut, how near the camera is, whom it looks at, and when it moves.

A scene opens wide, so that one sees where it is: the camera pans over a place to be looked at, and goes in where
something is felt. Whoever speaks is then looked at, the nearer the less is said; while the narrator speaks the camera
shows all, or those whom it is about. Where nobody is, it keeps moving, and looks at details in between. The last shot
of a film draws back.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from film_studio.film.models import FPS, CameraMove, Mood, Scene, Shot, ShotSize, TimedLine, TimedScene, Transition

_SHORTEST = 3 * FPS // 2
_SHORTEST_TURN = 3 * FPS
"""In a podcast: of people who take turns quickly, both are seen."""

_LONGEST = 8 * FPS
_LONGEST_EMPTY = 5 * FPS
"""Of a place where nobody is to be looked at."""

_CLOSE = 4 * FPS
"""A speech up to this length is seen close, a longer one with the hands."""

_LEAD = 4
"""Frames by which a cut comes before the words that it is made for."""

_SCENIC: frozenset[Mood] = frozenset({"peaceful", "joyful", "heroic", "playful"})
"""Moods in which a scene opens with a look around."""


_WANDERING: tuple[CameraMove, ...] = ("push-in", "pan-right", "pan-left", "pull-out")
"""How the camera moves from shot to shot where nobody is."""


class _Beat(NamedTuple):
    start: int
    subject: str | None


def transition(before: Scene | None, scene: Scene | None) -> Transition:
    """How one scene follows another; None is a card. Where only the talk goes on, it is cut."""
    if before is None or scene is None:
        return "dissolve"
    if (before.setting, before.inside, before.time_of_day) == (scene.setting, scene.inside, scene.time_of_day):
        return "cut"
    return "iris" if "playful" in (before.mood, scene.mood) else "dissolve"


def shots(
    scene: TimedScene,
    on_stage: Sequence[str],
    *,
    mood: Mood = "peaceful",
    podcast: bool = False,
    last: bool = False,
    comings: Mapping[str, str] = MappingProxyType({}),
    goings: Mapping[str, str] = MappingProxyType({}),
) -> list[Shot]:
    """The shots of a scene in order, without gap, as if it followed the one before by a cut.

    `on_stage` are the characters that its picture shows; `last` is the scene that ends the film. `comings` and `goings`
    are those who come or go while the narrator says so, by line: all of the stage is shown then.
    """
    if scene.number <= 0:
        return [_shot(scene, 1, scene.start_frame, scene.end_frame, "wide", [], "still")]
    if not on_stage:
        return _wandering(scene)
    beats = _beats(scene, on_stage, _SHORTEST_TURN if podcast else _SHORTEST)
    told = {line.line: line for line in scene.lines}
    result: list[Shot] = []
    for beat, following in pairwise([*beats, _Beat(scene.end_frame, None)]):
        length = following.start - beat.start
        parts = ceil(length / _LONGEST)
        for part in range(parts):
            start, end = (beat.start + length * edge // parts for edge in (part, part + 1))
            there = [name for name in on_stage if _there(name, start, end, told, comings, goings)]
            size, subjects = _look(beat.subject, part, end - start, there)
            if beat.subject is None and _moves(start, end, told, [*comings.values(), *goings.values()]):
                size, subjects = "wide", []
                if result and result[-1].size == "wide":
                    result[-1] = result[-1].model_copy(update={"end_frame": end})
                    continue
            result.append(_shot(scene, len(result) + 1, start, end, size, subjects, "still"))
    result[0] = result[0].model_copy(update={"move": _opening(scene.number, mood, podcast)})
    if last and len(result) > 1 and result[-1].size == "wide":
        result[-1] = result[-1].model_copy(update={"move": "pull-out"})
    return result


def _wandering(scene: TimedScene) -> list[Shot]:
    """A place where nobody is: all of it and a detail by turns, the camera on its way in each."""
    length = scene.end_frame - scene.start_frame
    parts = ceil(length / _LONGEST_EMPTY)
    edges = [scene.start_frame + length * edge // parts for edge in range(parts + 1)]
    return [
        _shot(scene, part + 1, *edge, "detail" if part % 2 else "wide", [], _WANDERING[part % len(_WANDERING)])
        for part, edge in enumerate(pairwise(edges))
    ]


def _moves(start: int, end: int, told: Mapping[str, TimedLine], lines: Sequence[str]) -> bool:
    """Whether one of these lines is said between two frames."""
    return any(told[line].start_frame < end and start < told[line].end_frame for line in lines)


def _there(
    name: str,
    start: int,
    end: int,
    told: Mapping[str, TimedLine],
    comings: Mapping[str, str],
    goings: Mapping[str, str],
) -> bool:
    """Whether somebody has come, and not yet gone, for all the time between two frames."""
    come = name not in comings or told[comings[name]].end_frame <= start
    return come and (name not in goings or end <= told[goings[name]].start_frame)


def _opening(scene: int, mood: Mood, podcast: bool) -> CameraMove:
    if podcast or mood not in _SCENIC:
        return "push-in"
    return "pan-right" if scene % 2 else "pan-left"


def _beats(scene: TimedScene, on_stage: Sequence[str], shortest: int) -> list[_Beat]:
    """Where attention goes from one to another: the opening first, then every change of speaker that lasts."""
    wanted = [_Beat(scene.start_frame, None)]
    for line in scene.lines:
        subject = line.speaker if line.speaker in on_stage else None
        if subject != wanted[-1].subject:
            wanted.append(_Beat(max(line.start_frame - _LEAD, scene.start_frame + _SHORTEST), subject))
    beats = wanted[:1]
    for beat, following in pairwise([*wanted[1:], _Beat(scene.end_frame, None)]):
        if following.start - beat.start >= shortest and beat.subject != beats[-1].subject:
            beats.append(beat)
    return beats


def _look(speaker: str | None, part: int, length: int, on_stage: Sequence[str]) -> tuple[ShotSize, list[str]]:
    """Size and subjects of a beat's part: neighbouring ones differ, as a cut to nearly the same looks like a fault."""
    if speaker is not None:
        near = length <= _CLOSE
        return ("close" if near != bool(part % 2) else "medium"), [speaker]
    if part % 4 == 1 and len(on_stage) > 1:
        return "two-shot", list(on_stage[:2])
    if part % 2 and on_stage:
        return "medium", [on_stage[part // 2 % len(on_stage)]]
    return "wide", []


def _shot(
    scene: TimedScene, number: int, start: int, end: int, size: ShotSize, subjects: list[str], move: CameraMove
) -> Shot:
    return Shot(
        scene=scene.number, number=number, start_frame=start, end_frame=end, size=size, subjects=subjects, move=move
    )
