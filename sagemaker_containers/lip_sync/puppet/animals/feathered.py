"""Birds."""

from dataclasses import dataclass

from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.limbs import reach
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class Feathered(Animal):
    """Two thin legs, a breast, and wings for arms."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        for x, foot in ((-3.4, pose.far_foot), (4.6, pose.near_foot)):
            self._claw(pen, x, foot)
        canvas = pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        if self.species == "peacock":
            with pen.moved(-2, -30, rotate=pose.tail * 0.8):
                self._stills.draw(pen, "fan", self._fan)
        elif self.species != "owl":
            self._tail_feathers(pen, pose)
        if not pose.far_arm.across:
            self._wing(pen, -1, pose.far_arm)
        canvas.save()
        canvas.scale(1 + 0.012 * pose.breath, 1)
        self._stills.draw(pen, "body", self._breast)
        canvas.restore()
        self._scarf(pen, 1.0, -self.neck + 1.6, 9.6)
        self._head(pen, pose, mouth, 2.0)
        if pose.far_arm.across:
            self._wing(pen, -1, pose.far_arm)
        self._wing(pen, 1, pose.near_arm)
        canvas.restore()

    def _claw(self, pen: Pen, x: float, foot: Foot) -> None:
        leg = "#6a6470" if self.species == "crow" else "#e0a03f"
        at, y = x + foot.x, -2.4 - foot.lift
        pen.line([(x, -17), (at, y)], leg, 2.0)
        with pen.moved(at, y, rotate=foot.pitch):
            for toe in (-3.4, 2.6, 5.4):
                pen.line([(0, 0), (toe, 1.6)], leg, 1.6)

    def _breast(self, pen: Pen) -> None:
        if self.species == "owl":
            points = [(0, -66), (11, -60), (17, -40), (15, -20), (6, -12), (-6, -12), (-15, -20),
                      (-17, -40), (-11, -60)]  # fmt: skip
        else:
            points = [(2, -67), (10, -61), (17, -46), (15, -28), (5, -14), (-9, -14), (-19, -23),
                      (-17, -40), (-8, -60)]  # fmt: skip
        body = smooth(points)
        pen.shape(body, soft(self.coat.main, 0.16, 0.2))
        with pen.clipped(body):
            pen.ellipse(5.4, -36, 10, 21, soft(self.coat.light, 0.1, 0.1))
            shade = darker(self.coat.light, 0.3)
            for row in range(4):
                for k in range(3):
                    pen.arc(0.6 + k * 5 + (row % 2) * 2.4, -46 + row * 7, 2.6, 2.2, 20, 140, shade, 0.7)
            pen.ellipse(-15, -32, 7, 24, darker(self.coat.main, 0.4), 0.24)

    def _tail_feathers(self, pen: Pen, pose: Pose) -> None:
        wag = pose.tail * 1.2
        long = 1.0 if self.species == "crow" else 0.86
        for k in range(3):
            drop = k * 4.4
            pen.blob([(-10, -30 + drop * 0.4), (-26 * long, -20 + drop + wag), (-38 * long, -13 + drop * 1.2 + wag),
                      (-34 * long, -8 + drop * 1.2 + wag), (-20 * long, -13 + drop), (-8, -20)],
                     soft(darker(self.coat.dark, 0.08 * k)))  # fmt: skip

    def _fan(self, pen: Pen) -> None:
        """A peacock's train, spread out behind it."""
        for ring, (far, count) in enumerate(((40, 11), (29, 8))):
            for k in range(count):
                with pen.moved(rotate=-96 + 192 * k / (count - 1)):
                    pen.blob([(-2, 0), (-5.4, -far + 7), (0, -far - 1), (5.4, -far + 7), (2, 0)],
                             soft("#2f8f5f" if ring == 0 else "#3fa070", 0.1, 0.25))  # fmt: skip
                    pen.ellipse(0, -far + 5.6, 3.4, 4.4, "#c9a03a")
                    pen.ellipse(0, -far + 6, 2.2, 2.9, "#2f9fc0")
                    pen.ellipse(0, -far + 6.6, 1.2, 1.6, "#1f2f7a")

    def _wing(self, pen: Pen, side: int, arm: Arm) -> None:
        colour = darker(self.coat.main if self.species != "peacock" else "#a8824e", 0.16 if side < 0 else 0.06)
        shoulder = (side * 10.4 if side > 0 else -11.0, -53.0)
        hand = reach(shoulder, 12.0, 12.0, side, arm)[1]
        dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
        nx, ny = -dy * 0.34 * side, dx * 0.34 * side
        sx, sy = shoulder
        tip = (sx + dx * 1.36, sy + dy * 1.36)
        pen.blob([(sx - nx * 0.6, sy - ny * 0.6 - 2), (sx + dx * 0.6 - nx, sy + dy * 0.6 - ny), tip,
                  (sx + dx * 0.8 + nx, sy + dy * 0.8 + ny), (sx + nx, sy + ny + 3)],
                 soft(colour, 0.14, 0.28))  # fmt: skip
        for share in (0.35, 0.65, 0.95):
            pen.line([(sx + dx * share + nx * 0.9, sy + dy * share + ny * 0.9),
                      (sx + dx * (share + 0.25), sy + dy * (share + 0.25))], darker(colour, 0.3), 0.8, 0.7)  # fmt: skip
