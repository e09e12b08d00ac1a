"""How somebody comes in: steps whose standing foot stays where it is, hops, wing beats, coils.

Lengths are units of the puppet (its height is 100), times seconds.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

from film_studio.film.models import Character, Garment, Species
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose

Gait = Literal["step", "hop", "fly", "glide"]


@dataclass(frozen=True)
class Manner:
    """How one moves: the gait, units a second, and the length of a step or hop."""

    gait: Gait
    speed: float
    step: float
    lift: float = 3.0


_PERSON = Manner("step", 58.0, 24.0, 3.4)
_TROT = Manner("step", 50.0, 13.0, 3.2)
_MANNERS: dict[Species, Manner] = {
    "rabbit": Manner("hop", 52.0, 24.0, 13.0),
    "mouse": Manner("step", 46.0, 9.0, 2.0),
    "crow": Manner("fly", 66.0, 16.0, 46.0),
    "bird": Manner("fly", 66.0, 16.0, 46.0),
    "owl": Manner("fly", 66.0, 16.0, 46.0),
    "frog": Manner("hop", 46.0, 24.0, 16.0),
    "snake": Manner("glide", 34.0, 20.0, 0.0),
    "fish": Manner("glide", 38.0, 24.0, 2.0),
    "tortoise": Manner("step", 20.0, 9.0, 2.0),
    "elephant": Manner("step", 36.0, 14.0, 2.4),
    "bear": Manner("step", 38.0, 13.0, 2.8),
    "camel": Manner("step", 40.0, 16.0, 3.0),
    "crocodile": Manner("step", 30.0, 10.0, 2.0),
    "dragon": Manner("step", 44.0, 14.0, 3.0),
    "robot": Manner("step", 36.0, 13.0, 2.4),
}
_SHORT_STEPS: dict[Garment, float] = {
    "sari": 0.62, "lehenga": 0.62, "robe": 0.62, "gown": 0.62, "monks-robe": 0.62, "cloak": 0.8, "lungi": 0.75,
    "dhoti": 0.8, "dress": 0.8,
}  # fmt: skip
"""Share of a step that a long garment allows."""


def manner(character: Character) -> Manner:
    """How this character moves."""
    if character.species:
        return _MANNERS.get(character.species, _TROT)
    short = _SHORT_STEPS.get(character.look.garment, 1.0) * (0.8 if character.age == "child" else 1.0)
    slow = 0.75 if character.age == "senior" else 1.0
    return replace(_PERSON, step=_PERSON.step * short, speed=_PERSON.speed * slow * (0.6 + 0.4 * short))


def distance(moves: Manner, seconds: float) -> float:
    """How far from its mark somebody is who arrives in so many seconds."""
    if moves.gait == "hop":
        hops = seconds * moves.speed / moves.step
        return moves.step * (math.floor(hops) + _airborne(hops % 1.0))
    return moves.speed * seconds


def _airborne(share: float) -> float:
    """How far a hop has come, which begins and ends with a crouch."""
    return min(1.0, max(0.0, (share - 0.16) / 0.68))


def moving(pose: Pose, moves: Manner, seconds: float, heading: int, reverse: bool, out: bool) -> Pose:
    """The pose of somebody who arrives in so many `seconds`, or left so many ago where it goes `out`.

    `heading` is 1 to the right and −1 to the left; `reverse` says that this is not the way it faces on its mark. The
    way out is the way in played backwards, so that it too begins from a stand.
    """
    away = distance(moves, seconds)
    pose = replace(pose, x=heading * away if out else -heading * away, reversed=reverse, turn=1.0, lean=2.0)
    match moves.gait:
        case "step":
            return _stepping(pose, moves, away, -1 if out else 1)
        case "hop":
            share = _airborne(seconds * moves.speed / moves.step % 1.0)
            crouch = 1.0 if share in (0.0, 1.0) else 0.0
            up = 4 * share * (1 - share)
            feet = Foot(-4 * up, 0, 30 * up)
            return replace(pose, y=moves.lift * up, bob=2 * up - 2.5 * crouch, near_foot=feet, far_foot=feet)
        case "fly":
            height = min(1.0, away / 60)
            beat = 70 + 45 * math.sin(seconds * math.tau * 4)
            wing = Arm(beat, beat + 20, "open") if height > 0.02 else Arm()
            feet = Foot(-5 * height, 0, 40 * height)
            return replace(
                pose, y=moves.lift * height * height * (3 - 2 * height), lean=10 * height, near_arm=wing, far_arm=wing,
                near_foot=feet, far_foot=feet,
            )  # fmt: skip
        case "glide":
            turn = away / moves.step * math.tau
            return replace(pose, tail=3 * math.sin(turn), y=moves.lift * (1 - math.cos(turn)), lean=2 * math.sin(turn))


def _stepping(pose: Pose, moves: Manner, away: float, way: int) -> Pose:
    near, far = _foot(moves, -away, 0.0), _foot(moves, -away, moves.step)
    standing = near if near.lift <= far.lift else far
    swing = math.sin(math.pi * away / moves.step) * min(1.0, away / moves.step)
    reach = 24 if moves is not _TROT else 12
    arms = 8 + reach * swing
    return replace(
        pose,
        bob=-standing.x * standing.x / 78,
        near_arm=Arm(arms, arms + 12),
        far_arm=Arm(arms, arms - 12),
        near_foot=replace(near, x=way * near.x),
        far_foot=replace(far, x=way * far.x),
        tail=swing,
    )


def _foot(moves: Manner, at: float, phase: float) -> Foot:
    """A foot while the body is `at` (0 on the mark, negative before it).

    It stands on every second step's place, while the body passes from half a step behind to half a step beyond, and
    swings to the next place meanwhile; the last swing ends beside the other foot.
    """
    step = moves.step
    place = 2 * step * math.floor((at + step / 2 - phase) / (2 * step)) + phase
    swung = at - (place + step / 2)
    if place >= 0 or swung <= 0:
        return Foot(min(place, 0.0) - at)
    goal = min(place + 2 * step, 0.0)
    share = swung / (step if goal == place + 2 * step else 0.5 * step)
    if share >= 1:
        return Foot(goal - at)
    ease = share * share * (3 - 2 * share)
    up = math.sin(math.pi * share)
    return Foot(place + (goal - place) * ease - at, moves.lift * up, 22 * math.sin(math.tau * share) * (share < 0.5))
