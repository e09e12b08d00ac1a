"""What the heads of animals share: skull, ears, eyes, muzzle, beak.

Heads are drawn around a neck at (0, 0): chin near y −1, crown near −27; they face right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from film_studio.film.models import Look, Species
from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.drawing.stills import Stills
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animals.coats import COATS, Coat
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_SPREAD_EYES: dict[Species, tuple[float, float, float]] = {
    "crow": (4.6, -15.6, 3.2), "bird": (4.8, -15.6, 3.3), "snake": (5.6, -16.6, 3.0), "fish": (6.2, -14.6, 3.4),
    "owl": (5.6, -15.0, 4.4), "frog": (7.4, -24.4, 3.9), "crocodile": (6.0, -24.2, 3.3),
    "dragon": (5.4, -16.6, 3.0), "horse": (6.0, -18.2, 3.0), "goat": (6.0, -17.6, 2.9),
    "camel": (5.8, -18.8, 2.9), "peacock": (4.6, -15.6, 2.9),
    "bear": (5.2, -15.4, 2.6),
    "elephant": (6.0, -17.6, 2.7), "cow": (6.4, -18.6, 2.9),
    "deer": (5.6, -16.6, 3.0), "mouse": (4.8, -14.6, 3.0),
}  # fmt: skip
"""Distance from the middle, height and size of the eyes, where they are not the usual."""


@dataclass(frozen=True)
class Head:
    """One animal's head."""

    species: Species
    look: Look
    stills: Stills

    def fur(self, pen: Pen, drawing: Callable[[Pen], None]) -> None:
        """What stays as it is, however the face turns: drawn once."""
        self.stills.draw(pen, "fur", drawing)

    @property
    def coat(self) -> Coat:
        """The colours of the species."""
        return COATS[self.species]

    def eyes(self, pen: Pen, pose: Pose, shift: float, drop: float) -> None:
        """Both eyes and brows, and all that shows on them: tears, blush, a sneer; the glasses, if any."""
        gap, height, size = _SPREAD_EYES.get(self.species, (5.3, -15.4, 2.9))
        for side in (-1, 1):
            x = shift + side * gap * (1 - 0.06 * side * pose.turn)
            face.eye(pen, x, height + drop, size, side, pose, self.coat.iris, self.coat.main)
            face.brow(
                pen,
                x,
                height + drop - size * (1.6 if self.species != "frog" else 1.25),
                size,
                side,
                pose,
                darker(self.coat.main, 0.55),
                0.28,
            )
        face.tear(pen, shift + gap, height + drop, size, pose.tears)
        face.sneer(pen, shift * 1.2, height + drop + size * 0.4, 1.4, pose.sneer, darker(self.coat.main, 0.5))
        face.cheeks(pen, shift, height + drop + size * 2.3, gap * 1.35, 2.0, "#e8604f", 0.5 * pose.blush)
        if self.look.glasses:
            for side in (-1, 1):
                pen.arc(shift + side * gap, height + drop, size * 1.5, size * 1.45, 0, 360, "#3a2c2c", 0.6)
            pen.line(
                [(shift - gap + size * 1.5, height + drop), (shift + gap - size * 1.5, height + drop)], "#3a2c2c", 0.6
            )

    def muzzle(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, rx: float, ry: float, y: float,
                nose: float = 2.0) -> None:  # fmt: skip
        """A light muzzle with nose and mouth; the chin drops as the mouth opens."""
        x = shift * 1.7
        low = mouth.open * 1.8
        pen.ellipse(x, y + drop + low * 0.5, rx, ry + low * 0.5, soft(self.coat.light, 0.1, 0.08))
        face.mouth(pen, x, y + drop + ry * 0.26, rx * 0.98, mouth, max(pose.smile, -0.7) + 0.15, "#a2474a")
        pen.line(
            [(x + 0.3, y + drop - ry * 0.5), (x + 0.3, y + drop + ry * 0.12 - low * 0.1)],
            darker(self.coat.light, 0.5),
            0.5,
        )
        pen.shape(smooth([(x - nose, y + drop - ry * 0.86), (x + nose, y + drop - ry * 0.86),
            (x + 0.3, y + drop - ry * 0.86 + nose * 1.15)]),
                  soft("#5a3a3c" if self.species == "rabbit" else darker(self.coat.dark, 0.2), 0.25, 0.1))  # fmt: skip

    def skull(self, pen: Pen, wide: float, jaw: float, top: float = -26.0, colour: str = "") -> None:
        """The head itself: `wide` at the temples, `jaw` at the chin."""
        pen.shape(smooth([(0, top), (wide * 0.72, top + 3), (wide, -15), (wide * 0.92, -7.6), (jaw, -1.8), (0, -0.2),
                          (-jaw, -1.8), (-wide * 0.92, -7.6), (-wide, -15), (-wide * 0.72, top + 3)]),
                  soft(colour or self.coat.main))  # fmt: skip

    def pointed_ears(self, pen: Pen, x: float, tall: float, half: float, inner: str) -> None:
        """Two pointed ears, `x` beside the middle."""
        for side in (-1, 1):
            base = side * x
            pen.shape(
                smooth([(base - half, -18), (base + side * half * 0.5, -20 - tall), (base + half, -18)]),
                soft(self.coat.main),
            )
            pen.shape(smooth([(base - half * 0.55, -18.6), (base + side * half * 0.42, -18 - tall * 0.8),
                (base + half * 0.55, -18.6)]),
                      soft(inner))  # fmt: skip

    def round_ears(self, pen: Pen, x: float, y: float, radius: float, inner: str) -> None:
        """Two round ears."""
        for side in (-1, 1):
            pen.circle(side * x, y, radius, soft(self.coat.main))
            pen.circle(side * x, y, radius * 0.64, soft(inner))

    def snout(
        self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, rx: float, ry: float, colour: str = ""
    ) -> None:
        """A broad nose with nostrils over the mouth, as grazing animals have it."""
        x, low = shift * 1.5, mouth.open * 1.5
        pen.ellipse(x, -5.4 + drop + low * 0.5, rx, ry + low * 0.6, soft(colour or self.coat.light, 0.1, 0.12))
        for side in (-1, 1):
            pen.ellipse(x + side * rx * 0.4, -8.2 + drop, 0.9, 1.3, darker(colour or self.coat.light, 0.5))
        face.mouth(pen, x, -3.6 + drop, rx * 0.94, mouth, pose.smile, "#8a4f4a")

    def beaked(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, beak: str, long: float) -> None:
        """A beak, `long` from the face, that opens with the mouth."""
        x, y = shift * 1.6 + 1.2, -9.6 + drop
        gape = mouth.open * 4.4
        with pen.moved(x, y + 1.2, rotate=gape * 2.4):
            pen.shape(smooth([(-3.8, -0.4), (long * 0.7, 0.6 + gape * 0.4), (long * 0.45, 2.2 + gape * 0.5),
                (-3.4, 2.8 + gape * 0.5)]),
                      soft(darker(beak, 0.22)))  # fmt: skip
        if gape > 0.4:
            pen.shape(smooth([(x - 3, y + 0.6), (x + long * 0.5, y + 0.8), (x + long * 0.36, y + 1.2 + gape * 0.5),
                (x - 2.4, y + 1 + gape * 0.7)]),
                      ("#7a2028", "#a83a44"))  # fmt: skip
        pen.shape(smooth([(x - 4.4, y - 2.8), (x + long * 0.4, y - 3.0), (x + long, y + 1.0),
            (x + long * 0.3, y + 1.2), (x - 4.2, y + 1.4)]),
                  soft(beak, 0.25, 0.1))  # fmt: skip
        pen.circle(x - 0.6, y - 1.3, 0.42, darker(beak, 0.5))
