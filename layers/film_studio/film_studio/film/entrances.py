"""Who walks in and out of a scene, and when: a rule on the plan, so that all shots of a scene know the same.

Where the script says when somebody comes or goes, it is then, if the camera shows all of the stage. Otherwise, who was
not on stage in the scene before comes in while the opening shot shows all of it; everybody has arrived before the
camera goes near or the newcomer speaks. Who is not needed in the next scene leaves over a wide last shot, where
somebody stays behind and the film stays at the place.
"""

from itertools import pairwise

from film_studio.film.models import FPS, FilmPlan, Shot, TimedLine, Timeline

_SETTLED = FPS // 4
"""Frames before a cut or a first word by which a newcomer has arrived."""

_LONG_ENOUGH = FPS
"""What is left of a scene in which it is worth leaving."""


def arrivals(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """The characters that come into a scene, and the film's frame by which each has arrived."""
    return _opening(plan, timeline, scene) | cued_arrivals(plan, timeline, scene)


def departures(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """The characters that leave a scene, and the film's frame from which each walks."""
    return _closing(plan, timeline, scene) | _cued_departures(plan, timeline, scene)


def cued_arrivals(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """Those who come when the script says so, and the frame at which each stands in its place.

    That is when the line has been said, or when the newcomer speaks; until then the camera has not looked at them.
    """
    planned = next(each for each in plan.scenes if each.number == scene)
    timed = next(each for each in timeline.scenes if each.number == scene)
    found: dict[str, int] = {}
    for name, told in planned.comings.items():
        line = next(each for each in timed.lines if each.line == told)
        own = min((each.start_frame for each in timed.lines if each.speaker == name), default=timed.end_frame)
        shot = _wide_at(timeline, scene, line)
        if name not in planned.characters or shot is None:
            continue
        frame = min(line.end_frame, shot.end_frame - _SETTLED, own - _SETTLED)
        seen = min((each.start_frame for each in _shots_of(timeline, scene, name)), default=timed.end_frame)
        if frame - shot.start_frame >= _LONG_ENOUGH and seen >= frame:
            found[name] = frame
    return found


def _cued_departures(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """Those who go when the script says so, and have no more to say; the camera does not look at them again."""
    planned = next(each for each in plan.scenes if each.number == scene)
    timed = next(each for each in timeline.scenes if each.number == scene)
    here = cued_arrivals(plan, timeline, scene)
    found: dict[str, int] = {}
    for name, told in planned.goings.items():
        line = next(each for each in timed.lines if each.line == told)
        shot = _wide_at(timeline, scene, line)
        if name not in planned.characters or shot is None:
            continue
        said = max((each.end_frame for each in timed.lines if each.speaker == name), default=timed.start_frame)
        frame = max(line.start_frame, shot.start_frame, here.get(name, 0))
        seen = max((each.end_frame for each in _shots_of(timeline, scene, name)), default=timed.start_frame)
        if shot.end_frame - frame >= _LONG_ENOUGH and frame >= max(said, seen):
            found[name] = frame
    return found


def _wide_at(timeline: Timeline, scene: int, line: TimedLine) -> Shot | None:
    """The first shot that shows all of the stage while a line is said."""
    return next(
        (
            shot
            for shot in _wide_shots(timeline, scene)
            if shot.start_frame < line.end_frame and line.start_frame < shot.end_frame
        ),
        None,
    )


def _shots_of(timeline: Timeline, scene: int, name: str) -> list[Shot]:
    return [shot for shot in timeline.shots if shot.scene == scene and name in shot.subjects]


def _opening(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    before = next((earlier for earlier, later in pairwise(plan.scenes) if later.number == scene), None)
    shots = _wide_shots(timeline, scene)
    if before is None or not shots or shots[0].number != 1:
        return {}
    on_stage = next(each for each in plan.scenes if each.number == scene).characters
    lines = next(timed for timed in timeline.scenes if timed.number == scene).lines
    spoken = {line.speaker: line.start_frame for line in reversed(lines)}
    latest = {
        name: min(shots[0].end_frame, spoken.get(name, shots[0].end_frame)) - _SETTLED
        for name in on_stage
        if name not in before.characters
    }
    return {name: frame for name, frame in latest.items() if frame > shots[0].start_frame}


def _closing(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    here, following = next(((one, other) for one, other in pairwise(plan.scenes) if one.number == scene), (None, None))
    shots = _wide_shots(timeline, scene)
    timed = next(each for each in timeline.scenes if each.number == scene)
    if here is None or following is None or not shots or shots[-1].end_frame != timed.end_frame:
        return {}
    if here.setting != following.setting:
        return {}
    start = max(shots[-1].start_frame, *(line.end_frame for line in timed.lines)) if timed.lines else timed.end_frame
    if timed.end_frame - start < _LONG_ENOUGH or not set(here.characters) & set(following.characters):
        return {}
    return {name: start for name in here.characters if name not in following.characters}


def _wide_shots(timeline: Timeline, scene: int) -> list[Shot]:
    return [shot for shot in timeline.shots if shot.scene == scene and shot.size == "wide"]
