"""The robot: no animal, but made as they are."""

import math
from dataclasses import dataclass

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import joint, limb, reach
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_HIP, _SHIN = -24.0, 11.4
_SHOULDER = (13.4, -53.0)
_UPPER_ARM, _FOREARM = 13.0, 12.0


@dataclass(frozen=True)
class Robot(Animal):
    """A chest of sheet metal in its own colour, on two legs, with claws for hands."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        canvas = pen.canvas
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            self._leg(pen, side, foot, pose.bob)
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        if not pose.far_arm.across:
            self._arm(pen, -1, pose.far_arm)
        self._stills.draw(pen, "body", self._body)
        self._head(pen, pose, mouth)
        if pose.far_arm.across:
            self._arm(pen, -1, pose.far_arm)
        self._arm(pen, 1, pose.near_arm)
        canvas.restore()

    def _body(self, pen: Pen) -> None:
        paint, steel = self.look.garment_colour, self.coat.main
        pen.rect(-4.6, -66, 9.2, 9, soft(self.coat.dark), 1.6)
        for y in (-64, -61.6):
            pen.line([(-4.4, y), (4.4, y)], lighter(self.coat.dark, 0.3), 0.7)
        pen.rect(-10.4, -29, 20.8, 7.4, soft(self.coat.dark), 2.4)
        pen.rect(-14.4, -59, 28.8, 33, soft(paint, 0.16, 0.2), 6)
        pen.rect(-14.4, -59, 6, 33, darker(paint, 0.4), 6, 0.16)
        pen.rect(-8.6, -53, 17.2, 13.4, soft(steel, 0.16, 0.12), 2.2)
        pen.arc(-3.4, -45.6, 3.4, 3.4, 180, 180, darker(steel, 0.4), 0.8)
        pen.line([(-3.4, -45.6), (-1.6, -48)], "#d9404f", 0.8)
        for x, y, colour in (
            (3.2, -49.4, "#f0b53a"),
            (6.0, -49.4, "#4fb86a"),
            (3.2, -45.6, "#3fa0d0"),
            (6.0, -45.6, "#d9404f"),
        ):
            pen.circle(x, y, 1.0, colour)
        for k in range(3):
            pen.line([(-6, -36 + 2.6 * k), (6, -36 + 2.6 * k)], darker(paint, 0.3), 0.8)
        for x in (-12, 12):
            for y in (-56.4, -28.6):
                pen.circle(x, y, 0.7, lighter(paint, 0.5))

    def _leg(self, pen: Pen, side: int, foot: Foot, bob: float) -> None:
        steel = darker(self.coat.main, 0.16 if side < 0 else 0.04)
        hip, ankle = (side * 6.0, _HIP - bob), (side * 6.4 + foot.x, -4.4 - foot.lift)
        knee = joint(hip, ankle, _SHIN, _SHIN, -1)
        pen.shape(limb([(hip, 2.8), (knee, 2.5), (ankle, 2.6)]), soft(steel, 0.14, 0.14))
        pen.circle(*knee, 3.0, soft(self.coat.dark, 0.2, 0.1))
        with pen.moved(*ankle, rotate=foot.pitch):
            pen.blob(
                [(-5.4, 4.2), (-5.2, 0.4), (-2, -2.4), (4.2, -2), (8.4, 1.2), (8.8, 4.2)],
                soft(self.coat.dark, 0.16, 0.1),
            )
            pen.rect(-5.6, 3.0, 14.4, 1.6, darker(self.coat.dark, 0.3), 0.8)

    def _arm(self, pen: Pen, side: int, arm: Arm) -> None:
        steel = darker(self.coat.main, 0.16 if side < 0 else 0.0)
        shoulder = (side * _SHOULDER[0], _SHOULDER[1])
        elbow, hand = reach(shoulder, _UPPER_ARM, _FOREARM, side, arm)
        pen.shape(limb([(shoulder, 2.9), (elbow, 2.6), (hand, 2.6)]), darker(steel, 0.3))
        pen.shape(limb([(shoulder, 2.4), (elbow, 2.1), (hand, 2.1)]), soft(steel, 0.16, 0.1))
        pen.circle(*shoulder, 4.2, soft(self.look.garment_colour, 0.2, 0.16))
        pen.circle(*elbow, 2.7, soft(self.coat.dark, 0.2, 0.1))
        angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
        spread = {"open": 2.6, "fist": 0.4, "point": 0.8}.get(arm.hand, 1.6)
        with pen.moved(*hand, rotate=angle):
            pen.circle(0, 0, 3.0, soft(self.coat.dark, 0.2, 0.1))
            for way in (-1, 1):
                pen.line(
                    [(0.6, way * 1.6), (3.4, way * (1.8 + spread)), (6.6, way * (0.4 + spread))], self.coat.dark, 1.9
                )
