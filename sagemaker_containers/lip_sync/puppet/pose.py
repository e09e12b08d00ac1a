"""A puppet's pose: what acting decides and drawing shows.

Angles are degrees, lengths are units of the puppet, whose whole height is 100; the rest is −1 or 0 to 1.
"""

from dataclasses import dataclass
from typing import Literal

HandShape = Literal["relaxed", "open", "fist", "point", "pray", "clasp"]


@dataclass(frozen=True)
class Arm:
    """How an arm is held: where upper arm and forearm point, from straight down (0) outward to level (90) and up (180).

    Negative angles are across the body.
    """

    upper: float = 16.0
    fore: float = -8.0
    hand: HandShape = "relaxed"

    @property
    def across(self) -> bool:
        """Whether the hand is before the body."""
        return self.fore < -40

    def toward(self, other: "Arm", share: float) -> "Arm":
        """This arm on its way to the `other`."""
        return Arm(
            self.upper + (other.upper - self.upper) * share,
            self.fore + (other.fore - self.fore) * share,
            other.hand if share > 0.5 else self.hand,
        )


@dataclass(frozen=True)
class Foot:
    """Where a foot is: `x` in front of the place under its hip, `lift` above the ground, its toes down by `pitch`."""

    x: float = 0.0
    lift: float = 0.0
    pitch: float = 0.0


@dataclass(frozen=True)
class Pose:
    """A puppet's pose but for its mouth. `turn` 1 is the way it faces; near is the side on the viewer's right."""

    x: float = 0.0
    """How far the puppet is from its mark, to the right of the picture."""
    y: float = 0.0
    """How high above the ground."""
    reversed: bool = False
    """Whether it faces the other way than on its mark."""
    turn: float = 0.45
    tilt: float = 0.0
    nod: float = 0.0
    lean: float = 0.0
    bob: float = 0.0
    """How much higher than usual body and head are over the feet."""
    breath: float = 0.0
    blink: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    brow_inner: float = 0.0
    brow_outer: float = 0.0
    lids: float = 0.0
    """How far the upper lids hang (positive) or the eyes are torn open (negative)."""
    lower_lids: float = 0.0
    """How far the lower lids are raised, by a laugh or in disgust."""
    smile: float = 0.0
    sneer: float = 0.0
    """How much nose and upper lip wrinkle."""
    blush: float = 0.0
    tears: float = 0.0
    near_arm: Arm = Arm()
    far_arm: Arm = Arm()
    near_foot: Foot = Foot()
    far_foot: Foot = Foot()
    tail: float = 0.0
