"""The light that falls on somebody from one side: shade opposite to it, and a rim where it grazes a shape."""

from collections.abc import Sequence
from dataclasses import dataclass

from sagemaker_containers.drawing.pen import Pen, Point, polygon


@dataclass(frozen=True)
class KeyLight:
    """`side` is −1 for light from the left of the picture, 1 from the right, less where it comes from the front."""

    side: float = 0.0
    colour: str = "#ffffff"
    strength: float = 0.0

    def seen_by(self, flipped: bool) -> "KeyLight":
        """The same light as a puppet has it that is drawn the other way round."""
        return KeyLight(-self.side, self.colour, self.strength) if flipped else self

    @property
    def lit(self) -> int:
        """The side that is lit (−1 or 1): where the puppet looks, if light comes from the front."""
        return -1 if self.side < 0 else 1

    @property
    def _alpha(self) -> float:
        return self.strength * min(1.0, abs(self.side) * 1.6)

    def rim(self, pen: Pen, edge: Sequence[Point], thick: float) -> None:
        """Light inside a shape's lit edge, `thick` units deep at its middle; `edge` is that of the right side."""
        if self._alpha >= 0.04:
            outer = [(self.lit * x, y) for x, y in edge]
            inner = [(self.lit * (x - thick), y) for x, y in edge[1:-1]]
            pen.toned(str).blob([*outer, *reversed(inner)], self.colour, 0.6 * self._alpha)

    def graze(self, pen: Pen, limb: Sequence[Point], half: float) -> None:
        """Light along the lit side of a limb that is twice `half` thick."""
        if self._alpha >= 0.04:
            edge = polygon([(x + self.lit * half * 0.75, y) for x, y in limb], closed=False)
            pen.toned(str).stroke(edge, self.colour, half * 0.3, 0.4 * self._alpha)


FRONTAL = KeyLight()
"""Light from where one looks from, which leaves no rim."""
