"""Those who stand on their hind legs."""

import math
from dataclasses import dataclass

from film_studio.film.models import Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import limb, reach
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class _Build:
    """How one of them is built (units): half the breadth of shoulders and belly, limbs, feet."""

    shoulder: float = 9.6
    belly: float = 14.6
    arm: float = 6.4
    thigh: float = 7.2
    knee: tuple[float, float] = (10.0, -13.0)
    stance: float = 7.4
    foot: float = 6.6


_BUILDS: dict[Species, _Build] = {
    "bear": _Build(14.0, 18.6, 9.6, 9.0, (10.6, -13), 9.6, 8.4),
    "monkey": _Build(9.4, 11.6, 5.6, 5.4, (9.6, -15), 7.4, 7.0),
    "mouse": _Build(8.4, 13.8, 4.8, 6.4, (9.4, -11.5), 6.8, 6.0),
    "rabbit": _Build(9.0, 13.6, 5.8, 8.4, (9.6, -11.5), 6.6, 9.4),
    "frog": _Build(11.0, 15.0, 5.6, 7.2, (17.0, -13), 10.0, 9.4),
}


@dataclass(frozen=True)
class Upright(Animal):
    """On its hind legs, as monkeys, rabbits, mice and bears do stand."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            self._hind_leg(pen, side, foot)
        canvas = pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        self._upright_tail(pen, pose)
        if not pose.far_arm.across:
            self._limb(pen, -1, pose.far_arm)
        canvas.save()
        canvas.scale(1 + 0.012 * pose.breath, 1)
        self._stills.draw(pen, "body", self._pear)
        canvas.restore()
        self._scarf(pen, 0.0, -self.neck + 1, 10.4)
        self._head(pen, pose, mouth)
        if pose.far_arm.across:
            self._limb(pen, -1, pose.far_arm)
        self._limb(pen, 1, pose.near_arm)
        canvas.restore()

    def _pear(self, pen: Pen) -> None:
        build = _BUILDS.get(self.species, _Build())
        broad = build.belly / 16
        right = [
            (7.0, -64),
            (build.shoulder + 1.4, -55),
            (build.belly * 0.94, -38),
            (build.belly, -24),
            (build.belly * 0.6, -11),
        ]
        body = smooth([*right, (0, -9), *[(-x, y) for x, y in reversed(right)]])
        pen.shape(body, soft(self.coat.main, 0.14, 0.2))
        with pen.clipped(body):
            pen.ellipse(1.2, -31, 9.4 * broad, 22, soft(self.coat.light, 0.1, 0.1))
            pen.ellipse(-16 * broad, -30, 7, 30, darker(self.coat.main, 0.4), 0.2)

    def _hind_leg(self, pen: Pen, side: int, foot: Foot) -> None:
        """Thigh, shank and a long foot."""
        build = _BUILDS.get(self.species, _Build())
        colour = darker(self.coat.main, 0.14 if side < 0 else 0.04)
        at, heel = (side * build.stance + foot.x, -3.4 - foot.lift), side * 7.0
        knee = (side * build.knee[0] + 0.5 * foot.x, build.knee[1] - 0.6 * foot.lift)
        pen.shape(limb([((heel, build.knee[1] - 7.5), build.thigh), (knee, build.thigh * 0.86), (at, 3.2)]),
                  (lighter(colour, 0.1), darker(colour, 0.08)))  # fmt: skip
        long = build.foot
        with pen.moved(*at, rotate=foot.pitch):
            pen.blob([(-3.4, -0.6), (1.0, -2.6), (long * 0.8, -0.8), (long * 1.1, 1.6), (long * 0.8, 3.2), (-2.6, 3.2)],
                     soft(self.coat.dark if self.species == "monkey" else lighter(colour, 0.16)))  # fmt: skip
            for toe in (0.55, 0.8):
                pen.line([(long * toe, 0.8), (long * (toe + 0.06), 2.8)], darker(self.coat.main, 0.35), 0.5)

    def _limb(self, pen: Pen, side: int, arm: Arm) -> None:
        build = _BUILDS.get(self.species, _Build())
        colour = darker(self.coat.main, 0.16 if side < 0 else 0.04)
        shoulder = (side * build.shoulder, -54.0)
        elbow, hand = reach(shoulder, 13.0, 13.0, side, arm)
        half = build.arm / 2
        joints = [(shoulder, half * 1.16), (elbow, half), (hand, half * 0.8)]
        if side > 0 or arm.across:
            pen.shape(limb([(place, width + 0.4 * (k > 0)) for k, (place, width) in enumerate(joints)]),
                      darker(colour, 0.28))  # fmt: skip
        pen.shape(limb(joints), colour)
        paw = self.coat.dark if self.species == "monkey" else lighter(colour, 0.2)
        angle = math.degrees(math.atan2(hand[1] - elbow[1], hand[0] - elbow[0]))
        with pen.moved(*hand, half / 3.2, angle):
            pen.blob([(-2.2, -2.4), (1.6, -3.0), (4.4, -2.2), (5.2, 0), (4.4, 2.2), (1.6, 3.0), (-2.2, 2.4)], paw)
            for y in (-0.9, 0.9):
                pen.line([(3.0, y), (4.9, y)], darker(paw, 0.36), 0.5)

    def _upright_tail(self, pen: Pen, pose: Pose) -> None:
        coat, wag = self.coat, pose.tail * 2.4
        match self.species:
            case "rabbit":
                pen.circle(-16, -18, 5.4, soft(coat.light))
            case "mouse":
                pen.line([(-10, -10), (-24, -8), (-32 + wag, -18), (-30 + wag, -32)], coat.dark, 1.6)
            case "monkey":
                pen.line([(-9, -14), (-24, -12), (-31 + wag, -28), (-27 + wag, -42), (-20 + wag, -41),
                          (-20.6 + wag, -35)], coat.main, 3.4)  # fmt: skip
            case _:
                pass
