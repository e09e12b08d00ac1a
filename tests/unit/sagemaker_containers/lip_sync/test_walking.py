"""Nobody slides: feet stand where they are while they carry weight, and whoever comes in ends on its mark."""

from itertools import pairwise
from typing import Any, get_args

import pytest

from film_studio.film.models import FPS, Species
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.pose import Foot, Pose
from sagemaker_containers.lip_sync.puppet.walking import distance, manner, moving

PX_PER_UNIT = 5.4
"""A character of half the height of a 1080p frame."""

SLIP = 2.0
"""How far a standing foot may move, in px."""


def walker(clipper: Any, species: Species | None, garment: str = "suit", **changes: Any) -> Any:
    look = clipper.cast[0].look.model_copy(update={"garment": garment})
    return clipper.cast[0].model_copy(update={"species": species, "look": look, **changes})


def way(character: Any, heading: int, out: bool) -> list[Pose]:
    """The poses of a walk of three seconds, on twos."""
    times = [k / 12 for k in range(36 + 1)]
    ordered = times if out else reversed(times)
    return [moving(Pose(), manner(character), at, heading, reverse=False, out=out) for at in ordered]


@pytest.mark.parametrize("out", [False, True], ids=["in", "out"])
@pytest.mark.parametrize("heading", [1, -1])
@pytest.mark.parametrize("species", [None, "fox", "elephant", "tortoise", "mouse", "lion"])
def test_a_standing_foot_stays_where_it_is(clipper: Any, species: Species | None, heading: int, out: bool) -> None:
    poses = way(walker(clipper, species), heading, out)
    steps = 0
    for foot_of in (lambda pose: pose.near_foot, lambda pose: pose.far_foot):
        for before, after in pairwise(poses):
            at = [pose.x + heading * foot_of(pose).x for pose in (before, after)]
            if foot_of(before).lift == foot_of(after).lift == 0:
                assert abs(at[1] - at[0]) * PX_PER_UNIT <= SLIP
            elif foot_of(before).lift == 0:
                steps += 1
    assert steps >= 4
    assert all(0.0 in (pose.near_foot.lift, pose.far_foot.lift) for pose in poses), "one foot always stands"
    assert all((after.x - before.x) * heading >= 0 for before, after in pairwise(poses))


@pytest.mark.parametrize("species", [None, *get_args(Species)])
def test_everybody_arrives_on_the_mark_with_both_feet_on_the_ground(clipper: Any, species: Species | None) -> None:
    last = way(walker(clipper, species), 1, out=False)[-1]
    assert (last.x, last.near_foot.x, last.far_foot.x, last.near_foot.lift, last.far_foot.lift) == (0, 0, 0, 0, 0)
    assert last.y == pytest.approx(0, abs=1.1)


def test_legs_step_in_time_with_the_distance(clipper: Any) -> None:
    character = walker(clipper, None)
    poses = way(character, 1, out=False)
    lifts = [pose.near_foot.lift > 0 for pose in poses]
    strides = sum(later and not earlier for earlier, later in pairwise(lifts))
    assert strides == pytest.approx(-poses[0].x / (2 * manner(character).step), abs=1)
    assert max(pose.bob for pose in poses) - min(pose.bob for pose in poses) > 1, "the body bobs"
    arms = [pose.near_arm.upper for pose in poses]
    assert max(arms) - min(arms) > 25, "arms swing"


def test_a_rabbit_hops_and_a_crow_flies(clipper: Any) -> None:
    rabbit = way(walker(clipper, "rabbit"), 1, out=False)
    assert sum(one.y < 1 <= other.y for one, other in pairwise(rabbit)) >= 4
    for before, after in pairwise(rabbit):
        assert after.y > 0.01 or before.y > 0.01 or after.x == before.x, "on the ground it does not slide"
    crow = way(walker(clipper, "crow"), 1, out=False)
    assert crow[0].y > 30 and crow[-1].y == 0
    beats = [pose.near_arm.upper for pose in crow[:20]]
    assert max(beats) - min(beats) > 60


def test_the_old_and_the_wrapped_are_slower(clipper: Any) -> None:
    speeds = [
        distance(manner(walker(clipper, None, **changes)), 1.0)
        for changes in ({}, {"garment": "sari"}, {"garment": "sari", "age": "senior"})
    ]
    assert speeds == sorted(speeds, reverse=True) and len(set(speeds)) == 3


def test_a_newcomer_is_not_seen_before_it_comes_and_stands_when_it_is_due(clipper: Any) -> None:
    request = clipper.request(frames=200)
    picture, _ = clipper.picture()
    arrival = request.scene.start_frame + 100
    performance = Performance(request.model_copy(update={"arrivals": {"fox": arrival}}), picture, clipper.speech)
    place = next(actor for actor in picture.actors if actor.character == "fox")
    unit = place.height / 100
    first = place.x + performance.pose("fox", 0).x * unit
    assert not 0 < first < picture.width
    assert performance.pose("fox", 100).x == 0
    moved = [performance.pose("fox", frame).x for frame in range(0, 101, 2)]
    assert all(abs(later) <= abs(earlier) for earlier, later in pairwise(moved))
    assert performance.pose("mira", 0).x == 0, "who was there stays"


def test_who_has_no_time_to_walk_all_the_way_is_already_on_it(clipper: Any) -> None:
    request = clipper.request(frames=200)
    picture, _ = clipper.picture()
    soon = {"fox": request.scene.start_frame + FPS}
    performance = Performance(request.model_copy(update={"arrivals": soon}), picture, clipper.speech)
    assert 20 < abs(performance.pose("fox", 0).x) < 60
    assert performance.pose("fox", FPS).x == 0


def test_nobody_has_to_pass_one_who_stands_there_already(clipper: Any) -> None:
    request, (picture, _) = clipper.request(frames=300), clipper.picture()
    mira, fox = (actor.model_copy(update={"facing": "left"}) for actor in picture.actors)
    marks = [mira.model_copy(update={"x": 300}), fox.model_copy(update={"x": 400})]
    due = {"mira": request.scene.start_frame + 260, "fox": request.scene.start_frame + 260}
    acted = Performance(
        request.model_copy(update={"arrivals": due}), picture.model_copy(update={"actors": marks[::-1]}), None
    )
    for frame in range(0, 300, 2):
        places = [mark.x + acted.pose(mark.character, frame).x * mark.height / 100 for mark in marks]
        assert places[0] < places[1], "both come from the right"


def test_who_leaves_turns_to_the_nearer_side(clipper: Any) -> None:
    request = clipper.request(frames=200)
    picture, _ = clipper.picture()
    leaves = {"mira": request.scene.start_frame + 120}
    performance = Performance(request.model_copy(update={"departures": leaves}), picture, clipper.speech)
    place = next(actor for actor in picture.actors if actor.character == "mira")
    side = -1 if place.x < picture.width / 2 else 1
    assert performance.pose("mira", 118).x == 0 and performance.pose("mira", 118).near_foot == Foot()
    pose = performance.pose("mira", 180)
    assert pose.x * side > 40
    assert pose.reversed == ((place.facing == "right") == (side < 0))
