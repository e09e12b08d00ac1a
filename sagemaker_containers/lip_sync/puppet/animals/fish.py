"""Fish."""

from dataclasses import dataclass

from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class Fish(Animal):
    """A fish that looks out of the water."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        coat, wag, canvas = self.coat, pose.tail * 3, pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        canvas.translate(0, -pose.bob)
        pen.blob([(-9, -58), (-22, -50), (-25 + wag * 0.5, -34), (-20, -22), (-12, -26)], soft(coat.dark))
        for side in (-1, 1):
            turn = side * (8 + 0.1 * (pose.near_arm if side > 0 else pose.far_arm).fore + 4 * pose.tail)
            with pen.moved(side * 13, -38, rotate=turn):
                pen.blob([(0, -5), (side * 13, -9), (side * 16, 2), (side * 9, 7), (0, 5)], soft(coat.dark))
                for y in (-3, 1, 4):
                    pen.line([(side * 3, y * 0.6), (side * 12, y)], darker(coat.dark, 0.24), 0.6)
        self._stills.draw(pen, "body", self._scales)
        self._head(pen, pose, mouth)
        canvas.restore()
        self._water(pen, pose)

    def _scales(self, pen: Pen) -> None:
        coat = self.coat
        body = smooth([(0, -4), (-11, -20), (-16.6, -42), (-12.6, -60), (0, -68), (12.6, -60), (17, -42), (11, -20)])
        pen.shape(body, soft(coat.main, 0.16, 0.16))
        with pen.clipped(body):
            pen.ellipse(2, -34, 10, 24, soft(coat.light))
            for row in range(5):
                for k in range(5):
                    pen.arc(
                        -9 + k * 5 + (row % 2) * 2.4, -20 - row * 7, 2.7, 2.3, 10, 160, darker(coat.main, 0.25), 0.7
                    )

    def _water(self, pen: Pen, pose: Pose) -> None:
        pen.ellipse(0, -3, 36, 7.4, ("#7cc6e0", "#3f8fc0"), 0.92)
        pen.blob([(-15, -2), (-17, -12), (-12, -7), (-8, -15), (-4, -7), (2, -11), (6, -6), (11, -14), (13, -6),
                  (17, -9), (16, -1), (0, 2)], ("#d8f2fa", "#6fbcdc"), 0.92)  # fmt: skip
        ripple = 25 + pose.tail * 1.5
        for far in (ripple, ripple + 7):
            pen.arc(0, -3, far, far * 0.19, 20, 140, "#e6f8fd", 0.9)
        for x, y, radius in ((-21, -12, 1.5), (-14, -19, 1.1), (20, -14, 1.4), (15, -20, 0.9)):
            pen.circle(x, y + pose.tail, radius, "#bfe6f4", 0.9)
