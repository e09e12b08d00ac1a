"""Who is dressed, and what all garments are made of: torso, skirt, belt, print.

A body of an adult's size: neck at (0, −72), hips at y −42, soles at y 0.
"""

from dataclasses import dataclass

import skia

from film_studio.film.models import Gender, Look
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Fill, Pen, Point, smooth
from sagemaker_containers.lip_sync.puppet.key_light import FRONTAL, KeyLight

GOLD = "#e9b949"
LEATHER = "#6b4632"
WHITE = "#f6f2ea"


def soft(colour: str, light: float = 0.14, shade: float = 0.16) -> Fill:
    """The usual gradient of cloth and skin: lit above, shaded below."""
    return lighter(colour, light), darker(colour, shade)


@dataclass(frozen=True)
class Wearer:
    """Who is dressed; `width` is the breadth of the body against the usual."""

    look: Look
    gender: Gender
    width: float
    light: KeyLight = FRONTAL

    @property
    def cloth(self) -> str:
        """The garment's own colour."""
        return self.look.garment_colour

    @property
    def trim(self) -> str:
        """The colour of borders, belts and ties."""
        return self.look.trim_colour

    def torso(self, bottom: float = -40.0, flare: float = 9.4, waist: float = 7.9) -> skia.Path:
        """The body from the neck to `bottom`, there `flare` wide to either side."""
        w = self.width
        waist += -0.9 if self.gender == "female" else 0.0
        waist += 1.3 if self.look.build == "broad" else 0.0
        right: list[Point] = [(0, -70.6), (3.4, -71.8), (8.4 * w, -69.6), (10.5 * w, -65.4), (9.5 * w, -58),
                              (waist * w, -50), (flare * w, bottom)]  # fmt: skip
        return smooth([*right, (0, bottom + 1.4), *[(-x, y) for x, y in reversed(right[1:])]])

    def skirt(
        self,
        pen: Pen,
        top: float,
        bottom: float,
        upper: float,
        lower: float,
        colour: str,
        hem: str,
        bodice: skia.Path | None = None,
    ) -> None:
        """Cloth that hangs in folds, `upper` and `lower` wide to either side, with a border at the hem.

        What is of one piece with its `bodice` is given that as well.
        """
        w = self.width
        path = skia.Path()
        path.moveTo(-upper * w, top)
        path.cubicTo(-upper * w * 1.2, top + 8, -lower * w, bottom - 14, -lower * w, bottom)
        path.quadTo(0, bottom + 2.6, lower * w, bottom)
        path.cubicTo(lower * w, bottom - 14, upper * w * 1.2, top + 8, upper * w, top)
        path.close()
        pen.shape(skia.Op(path, bodice, skia.kUnion_PathOp) if bodice else path, soft(colour, 0.12, 0.18))
        with pen.clipped(path):
            for k in (-0.66, -0.28, 0.12, 0.5, 0.8):
                fold = [(upper * w * k * 0.8, top + 3), (lower * w * k, bottom + 2),
                        (lower * w * (k + 0.16), bottom + 2)]  # fmt: skip
                pen.poly(fold, darker(colour, 0.3), 0.35)
            pen.ellipse(-self.light.lit * lower * w, (top + bottom) / 2 + 4, lower * w * 0.55, (bottom - top) * 0.62,
                        "#241438", 0.18)  # fmt: skip
            self.light.graze(
                pen, [(self.light.lit * upper * w * 1.1, top + 8), (self.light.lit * lower * w, bottom)], -1.6
            )
            if hem:
                pen.line([(-lower * w - 1, bottom - 2.4), (0, bottom), (lower * w + 1, bottom - 2.4)], hem, 2.4)
                pen.line([(-lower * w - 1, bottom - 5), (0, bottom - 2.6), (lower * w + 1, bottom - 5)], hem, 0.6)

    def belt(self, pen: Pen, y: float, half: float, colour: str, tall: float = 2.6) -> None:
        """A band around the body."""
        pen.rect(-half * self.width, y, 2 * half * self.width, tall, soft(colour), 1)

    def dotted(self, pen: Pen, path: skia.Path, colour: str, area: tuple[float, float, float, float]) -> None:
        """A printed pattern of dots over `area` (left, top, right, bottom)."""
        left, top, right, bottom = area
        with pen.clipped(path):
            y, odd = top, False
            while y < bottom:
                x = left + (2.4 if odd else 0)
                while x < right:
                    pen.circle(x, y, 0.62, colour, 0.85)
                    x += 4.8
                y, odd = y + 4.2, not odd
