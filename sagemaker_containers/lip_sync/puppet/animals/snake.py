"""Snakes."""

from dataclasses import dataclass

from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class Snake(Animal):
    """A snake that rises from its coils."""

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        coat, canvas = self.coat, pen.canvas
        canvas.save()
        canvas.rotate(pose.lean)
        pen.line([(16, -5), (30, -4), (37 + pose.tail, -9), (41 + pose.tail, -7)], coat.main, 3.6)
        for k, (rx, y) in enumerate(((27, -7), (21.6, -17), (15.6, -26))):
            x = pose.tail * (0.6 - 0.2 * k)
            pen.ellipse(x, y, rx, 8.4, soft(darker(coat.main, 0.06 * k), 0.2, 0.34))
            for j in range(6):
                along = -0.75 + 0.3 * j
                pen.poly([(x + rx * along - 2.6, y + 2), (x + rx * along, y - 1), (x + rx * along + 2.6, y + 2),
                          (x + rx * along, y + 5)], coat.light, 0.75)  # fmt: skip
        sway = pose.tail * 0.4
        neck = smooth([(-10, -26), (-7.8 + sway, -46), (-6.6, -66), (6.6, -66), (8 + sway, -46), (10, -26)])
        pen.shape(neck, soft(coat.main))
        with pen.clipped(neck):
            pen.ellipse(1.6, -44, 5, 24, coat.light)
            for k in range(8):
                pen.line([(-3, -29 - k * 4.6), (6.4, -29 - k * 4.6)], darker(coat.light, 0.2), 0.6)
        canvas.translate(0, -pose.bob)
        self._scarf(pen, 0.5, -self.neck + 5, 7.6)
        self._head(pen, pose, mouth)
        canvas.restore()
