"""Those who stand on their hind legs."""

from dataclasses import dataclass

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import reach
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class Upright(Animal):
    """On its hind legs, as monkeys, rabbits, mice and bears do stand."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
            self._hind_foot(pen, side, foot)
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
        broad = {"bear": 1.28, "mouse": 0.94, "monkey": 0.86, "frog": 1.1}.get(self.species, 1.0)
        right = [(7.0, -64), (11.0, -55), (15.0, -38), (16.6, -22), (10, -9)]
        outline = [(x * broad, y) for x, y in right]
        body = smooth([*outline, (0, -7), *[(-x, y) for x, y in reversed(outline)]])
        pen.shape(body, soft(self.coat.main, 0.14, 0.2))
        with pen.clipped(body):
            pen.ellipse(2.2, -30, 10 * broad, 22, soft(self.coat.light, 0.1, 0.1))
            pen.ellipse(-16 * broad, -30, 7, 30, darker(self.coat.main, 0.4), 0.2)

    def _hind_foot(self, pen: Pen, side: int, foot: Foot) -> None:
        x, long = side * 8.0 + foot.x, {"rabbit": 9.4, "bear": 8.4, "frog": 10.4}.get(self.species, 6.6)
        pen.ellipse(side * 9 + foot.x * 0.5, -12 - foot.lift * 0.5, 7.4, 10, soft(darker(self.coat.main, 0.06)))
        with pen.moved(x, -2.6 - foot.lift, rotate=foot.pitch):
            pen.ellipse(2.4, 0, long, 3.0, soft(lighter(self.coat.main, 0.14) if side > 0 else self.coat.main))
            for toe in (0.4, 0.65):
                pen.line([(long * toe + 2.4, -0.8), (long * toe + 2.8, 1.4)], darker(self.coat.main, 0.3), 0.5)

    def _limb(self, pen: Pen, side: int, arm: Arm) -> None:
        colour = darker(self.coat.main, 0.16 if side < 0 else 0.04)
        shoulder = (side * 10.4, -54.0)
        elbow, hand = reach(shoulder, 13.0, 13.0, side, arm)
        thick = {"bear": 9.4, "mouse": 4.8, "monkey": 5.6}.get(self.species, 6.4)
        pen.stroke(smooth([shoulder, elbow, hand], closed=False), colour, thick)
        paw = self.coat.dark if self.species == "monkey" else lighter(colour, 0.18)
        pen.circle(hand[0], hand[1], thick * 0.6, soft(paw))

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
