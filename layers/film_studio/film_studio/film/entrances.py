"""Who walks in and out of a scene, and when: a rule on the plan, so that all shots of a scene know the same.

Who was not on stage in the scene before comes in while the opening shot shows all of the stage; everybody has arrived
before the camera goes near or the newcomer speaks. Who is not needed in the next scene leaves over a wide last shot,
where somebody stays behind.
"""

from itertools import pairwise

from film_studio.film.models import FPS, FilmPlan, Shot, Timeline

_SETTLED = FPS // 4
"""Frames before a cut or a first word by which a newcomer has arrived."""

_LONG_ENOUGH = FPS
"""What is left of a scene in which it is worth leaving."""


def arrivals(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """The characters that come into a scene, and the film's frame by which each has arrived."""
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


def departures(plan: FilmPlan, timeline: Timeline, scene: int) -> dict[str, int]:
    """The characters that leave a scene, and the film's frame from which each walks."""
    here, following = next(((one, other) for one, other in pairwise(plan.scenes) if one.number == scene), (None, None))
    shots = _wide_shots(timeline, scene)
    timed = next(each for each in timeline.scenes if each.number == scene)
    if here is None or following is None or not shots or shots[-1].end_frame != timed.end_frame:
        return {}
    start = max(shots[-1].start_frame, *(line.end_frame for line in timed.lines)) if timed.lines else timed.end_frame
    if timed.end_frame - start < _LONG_ENOUGH or not set(here.characters) & set(following.characters):
        return {}
    return {name: start for name in here.characters if name not in following.characters}


def _wide_shots(timeline: Timeline, scene: int) -> list[Shot]:
    return [shot for shot in timeline.shots if shot.scene == scene and shot.size == "wide"]
