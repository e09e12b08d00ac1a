"""The heads of animals, drawn around a neck at (0, 0): chin near y −1, crown near −27; they face right.

Each species has its own row in `HEADS`; all share eyes, brows and mouths with people.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from film_studio.film.models import Look, Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.garments import soft
from sagemaker_containers.lip_sync.puppet.headwear import HEADWEAR
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


@dataclass(frozen=True)
class Coat:
    """A species' own colours: fur or feathers, belly and muzzle, the dark of ears, nose and paws, the eyes."""

    main: str
    light: str
    dark: str
    iris: str = "#4a2f1e"


COATS: dict[Species, Coat] = {
    "fox": Coat("#e0793a", "#fff1e0", "#5a3326", "#8a6a2a"),
    "crow": Coat("#3a3d52", "#565a78", "#22232f"),
    "lion": Coat("#e3b05e", "#f8e2b8", "#9a5a2a", "#8a5a1e"),
    "elephant": Coat("#9aa3b2", "#c3cad4", "#6d7686"),
    "monkey": Coat("#8f6244", "#f0cfa6", "#5f3d2a"),
    "tiger": Coat("#f09a3e", "#fff3e0", "#3a2a26", "#7a8a2a"),
    "deer": Coat("#c48a56", "#f6e4c8", "#6b452c"),
    "rabbit": Coat("#d9cfc6", "#fffaf4", "#f0aeb0", "#7a4a3a"),
    "mouse": Coat("#a9a4ae", "#e6e0e4", "#e8a9ae"),
    "bird": Coat("#4f9ad0", "#fbe9b0", "#2f6a9a"),
    "cow": Coat("#f4efe6", "#f7d3c4", "#6b4a3a"),
    "dog": Coat("#c9935c", "#f6e6cf", "#6b4328"),
    "cat": Coat("#8d8f9c", "#f1ece8", "#55566a", "#5f9a4a"),
    "tortoise": Coat("#8fae62", "#d6dca0", "#6b5a34"),
    "snake": Coat("#6faa52", "#e6e6a0", "#3f6f3a", "#b08a1e"),
    "fish": Coat("#f2863f", "#ffe0b0", "#c9502e", "#2f4f6a"),
    "owl": Coat("#a8794e", "#f0dcb8", "#6b4628", "#e8a51e"),
    "horse": Coat("#9a5f36", "#d9a878", "#3a241a"),
    "frog": Coat("#6fb84a", "#e6ecb0", "#3f7a35", "#c9901e"),
    "bear": Coat("#7d5438", "#d9b48c", "#4a2f20"),
    "wolf": Coat("#7b828e", "#dfe2e6", "#4a505c", "#c9a52e"),
    "peacock": Coat("#1f6fb0", "#3fa8b8", "#1f7f5a", "#3a2a1e"),
    "goat": Coat("#efe8da", "#fffaf0", "#8a7460", "#a8802e"),
    "camel": Coat("#d3a566", "#f0d8a8", "#9a7040"),
}

_SPREAD_EYES: dict[Species, tuple[float, float, float]] = {
    "crow": (4.6, -15.6, 3.2), "bird": (4.8, -15.6, 3.3), "snake": (5.6, -16.6, 3.0), "fish": (6.2, -14.6, 3.4),
    "owl": (5.6, -15.0, 4.4), "frog": (7.4, -24.4, 3.9), "horse": (6.0, -18.2, 3.0), "goat": (6.0, -17.6, 2.9),
    "camel": (5.8, -18.8, 2.9), "peacock": (4.6, -15.6, 2.9),
    "bear": (5.2, -15.4, 2.6),
    "elephant": (6.0, -17.6, 2.7), "cow": (6.4, -18.6, 2.9),
    "deer": (6.0, -17.0, 3.1), "mouse": (4.8, -14.6, 3.0),
}  # fmt: skip
"""Distance from the middle, height and size of the eyes, where they are not the usual."""


@dataclass(frozen=True)
class Head:
    """One animal's head."""

    species: Species
    look: Look

    @property
    def coat(self) -> Coat:
        """The colours of the species."""
        return COATS[self.species]

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw it with what it wears."""
        HEADS[self.species](self, pen, pose, mouth, pose.turn * 2.6, pose.nod * 1.3)
        with pen.moved(0, 2.2, 0.86):
            HEADWEAR[self.look.headwear](pen, self.look)

    def _eyes(self, pen: Pen, pose: Pose, shift: float, drop: float) -> None:
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

    def _muzzle(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, rx: float, ry: float, y: float,
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

    def _skull(self, pen: Pen, wide: float, jaw: float, top: float = -26.0, colour: str = "") -> None:
        pen.shape(smooth([(0, top), (wide * 0.72, top + 3), (wide, -15), (wide * 0.92, -7.6), (jaw, -1.8), (0, -0.2),
                          (-jaw, -1.8), (-wide * 0.92, -7.6), (-wide, -15), (-wide * 0.72, top + 3)]),
                  soft(colour or self.coat.main))  # fmt: skip

    def _pointed_ears(self, pen: Pen, x: float, tall: float, half: float, inner: str) -> None:
        for side in (-1, 1):
            base = side * x
            pen.shape(
                smooth([(base - half, -18), (base + side * half * 0.5, -20 - tall), (base + half, -18)]),
                soft(self.coat.main),
            )
            pen.shape(smooth([(base - half * 0.55, -18.6), (base + side * half * 0.42, -18 - tall * 0.8),
                (base + half * 0.55, -18.6)]),
                      soft(inner))  # fmt: skip

    def _round_ears(self, pen: Pen, x: float, y: float, radius: float, inner: str) -> None:
        for side in (-1, 1):
            pen.circle(side * x, y, radius, soft(self.coat.main))
            pen.circle(side * x, y, radius * 0.64, soft(inner))

    def fox(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A white-cheeked, pointed face."""
        self._pointed_ears(pen, 7.4, 11, 4.4, self.coat.dark)
        self._skull(pen, 11.6, 6)
        for side in (-1, 1):
            pen.shape(smooth([(side * 12.6, -7), (side * 6, -12), (shift + side * 1, -9.4), (shift + side * 2, -1),
                (side * 7.4, -1.4)]),
                      soft(self.coat.light))  # fmt: skip
        self._muzzle(pen, pose, mouth, shift, drop, 5.6, 4.4, -5.8)
        self._eyes(pen, pose, shift, drop)

    def dog(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Hanging ears and a patch around one eye."""
        self._skull(pen, 11, 7)
        pen.ellipse(shift + 5.4, -15 + drop, 4.6, 5.2, soft(darker(self.coat.main, 0.24)))
        self._muzzle(pen, pose, mouth, shift, drop, 6.4, 5.0, -6.2, 2.4)
        self._eyes(pen, pose, shift, drop)
        for side in (-1, 1):
            pen.shape(smooth([(side * 7.6, -25), (side * 12.4, -24), (side * 15.2, -14), (side * 13.6, -5),
                (side * 10.8, -8), (side * 9.4, -18)]),
                      soft(self.coat.dark, 0.16, 0.1))  # fmt: skip

    def cat(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Pointed ears, whiskers, stripes on the forehead."""
        self._pointed_ears(pen, 7.2, 8.4, 4.4, "#e8a9ae")
        self._skull(pen, 12.2, 7)
        for k in (-2.4, 0, 2.4):
            pen.line([(shift * 0.5 + k, -25.4), (shift * 0.7 + k * 0.8, -21.4)], self.coat.dark, 1.1)
        self._muzzle(pen, pose, mouth, shift, drop, 5.4, 3.8, -5.8, 1.4)
        for side in (-1, 1):
            for k in (-1.6, 0, 1.6):
                pen.line(
                    [(shift * 1.7 + side * 4.4, -6 + k * 0.5 + drop), (shift * 1.7 + side * 12, -6.4 + k * 1.3 + drop)],
                    "#fffaf2",
                    0.32,
                    0.8,
                )
        self._eyes(pen, pose, shift, drop)

    def lion(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A mane all around."""
        mane = []
        for k in range(26):
            reach = 19 if k % 2 else 15.8
            angle = 6.2832 * k / 26
            mane.append((reach * 0.95 * math.cos(angle), -12.5 + reach * 0.9 * math.sin(angle)))
        pen.shape(smooth(mane), soft(self.coat.dark, 0.22, 0.2))
        self._round_ears(pen, 9.2, -22.4, 3.6, self.coat.light)
        self._skull(pen, 11, 6.6, -24.4)
        self._muzzle(pen, pose, mouth, shift, drop, 6.2, 4.8, -5.8, 2.5)
        self._eyes(pen, pose, shift, drop)

    def tiger(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Stripes and white cheeks."""
        self._round_ears(pen, 9.4, -23.4, 3.9, self.coat.light)
        self._skull(pen, 12.2, 7)
        for side in (-1, 1):
            pen.ellipse(side * 9.4, -6.4, 4.0, 4.6, soft(self.coat.light))
            for y in (-14, -10, -6):
                pen.line([(side * 12.0, y), (side * 8.6, y + 0.8)], self.coat.dark, 1.4)
        for stripe, half in ((-23.8, 3.4), (-21.4, 2.4)):
            pen.line([(shift - half, stripe), (shift, stripe + 0.9), (shift + half, stripe)], self.coat.dark, 1.1)
        self._muzzle(pen, pose, mouth, shift, drop, 6.2, 4.8, -5.8, 2.4)
        self._eyes(pen, pose, shift, drop)

    def elephant(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Ears like fans, a trunk, tusks."""
        flap = pose.tail * 0.8
        for side in (-1, 1):
            ear = [
                (side * 8, -22),
                (side * (18 + flap), -25),
                (side * (22 + flap), -15),
                (side * (18.6 + flap), -5),
                (side * 10, -5),
            ]
            pen.shape(smooth(ear), soft(self.coat.main))
            pen.shape(smooth([(x * 0.9 + side * 0.6, y * 0.82 - 2.8) for x, y in ear]), soft("#d9a9ae", 0.1, 0.1))
        self._skull(pen, 11.4, 7)
        x = shift * 1.6
        face.mouth(pen, x - 3.2, -2.6 + drop, 6.4, mouth, pose.smile, "#8a4f56")
        trunk = [
            (x, -13 + drop),
            (x + 0.8, -6 + drop),
            (x + 2.6, 2 + drop),
            (x + 7 + flap, 6.4),
            (x + 10.6 + flap, 3.4),
        ]
        pen.line(trunk, darker(self.coat.main, 0.28), 6.6)
        pen.line(trunk, lighter(self.coat.main, 0.08), 5.8)
        for k in range(4):
            pen.line(
                [(x - 1.8 + k * 0.4, -8 + k * 2.8 + drop), (x + 2.6 + k * 0.5, -8.2 + k * 2.8 + drop)],
                darker(self.coat.main, 0.2),
                0.45,
            )
        for side in (-1, 1):
            pen.line(
                [(x + side * 4.4 - 0.6, -5.4 + drop), (x + side * 5.6, -0.6 + drop), (x + side * 7.4, 0.6 + drop)],
                "#fffaf0",
                1.5,
            )
        self._eyes(pen, pose, shift, drop)

    def monkey(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A bare face in a hairy head."""
        self._round_ears(pen, 12, -13.4, 4.2, self.coat.light)
        self._skull(pen, 11.4, 7)
        for side in (-1, 1):
            pen.ellipse(shift + side * 4.4, -14.6 + drop, 5.2, 5.6, soft(self.coat.light))
        pen.ellipse(shift * 1.4, -6 + drop + mouth.open * 0.8, 8.2, 5.8 + mouth.open * 0.8, soft(self.coat.light))
        for side in (-1, 1):
            pen.ellipse(shift * 1.6 + side * 0.9, -9.6 + drop, 0.5, 0.35, self.coat.dark)
        face.mouth(pen, shift * 1.5, -5.4 + drop, 7.4, mouth, pose.smile + 0.15, "#a2474a")
        self._eyes(pen, pose, shift, drop)
        pen.shape(smooth([(-4, -25), (-1, -30), (0.6, -26.6), (3, -29.4), (4.4, -25)]), soft(self.coat.main))

    def deer(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Antlers, and white spots on the forehead."""
        for side in (-1, 1):
            pen.line([(side * 4, -24), (side * 7, -31), (side * 11, -35.4)], "#8a6440", 1.4)
            pen.line([(side * 6.6, -30), (side * 5, -35.6)], "#8a6440", 1.2)
            pen.shape(
                smooth(
                    [(side * 8, -20), (side * 14, -24.6), (side * 19, -22.4), (side * 14, -17.6), (side * 9, -16.6)]
                ),
                soft(self.coat.main),
            )
            pen.shape(
                smooth([(side * 10, -19.8), (side * 14.4, -22.8), (side * 17, -21.8), (side * 13.4, -18.8)]),
                soft("#f0c4b0"),
            )
        self._skull(pen, 10, 5.2)
        self._muzzle(pen, pose, mouth, shift, drop, 5.6, 4.8, -5.6, 2.0)
        self._eyes(pen, pose, shift, drop)
        for x, y in ((-2, -22), (2, -22.6), (0, -24)):
            pen.circle(shift + x, y, 0.7, self.coat.light)

    def rabbit(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Long ears, and teeth that show."""
        for side in (-1, 1):
            with pen.moved(side * 4.6, -23, rotate=side * 9 + pose.tail * 1.5):
                pen.ellipse(0, -7.4, 3.7, 9.6, soft(self.coat.main))
                pen.ellipse(0.3, -7, 2.0, 7.4, soft(self.coat.dark))
        self._skull(pen, 11, 7.4)
        self._muzzle(pen, pose, mouth, shift, drop, 5.4, 4.2, -5.6, 1.3)
        if mouth.open < 0.35:
            pen.rect(shift * 1.7 - 1.2, -4.2 + drop, 2.4, 2.0, "#ffffff", 0.4)
        face.cheeks(pen, shift, -7 + drop, 7.2, 2.0, "#f08a90", 0.3)
        self._eyes(pen, pose, shift, drop)

    def mouse(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Very large round ears, whiskers."""
        self._round_ears(pen, 12.2, -23, 7.0, self.coat.dark)
        self._skull(pen, 10.6, 5.4)
        self._muzzle(pen, pose, mouth, shift, drop, 4.8, 3.9, -5.6, 1.5)
        for side in (-1, 1):
            for k in (-1, 1):
                pen.line(
                    [(shift * 1.7 + side * 3.8, -6 + drop), (shift * 1.7 + side * 10, -6 + k * 1.6 + drop)],
                    darker(self.coat.main, 0.4),
                    0.3,
                    0.7,
                )
        self._eyes(pen, pose, shift, drop)

    def cow(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Horns, a dark patch, a broad pink nose."""
        for side in (-1, 1):
            pen.line([(side * 6.4, -24), (side * 9.6, -28), (side * 8.6, -32.4)], "#e6d3a8", 2.4)
            pen.shape(
                smooth(
                    [
                        (side * 8.6, -20),
                        (side * 15, -22.6),
                        (side * 18.4, -18.6),
                        (side * 13.6, -15.4),
                        (side * 9, -16.6),
                    ]
                ),
                soft(self.coat.dark),
            )
        self._skull(pen, 10.6, 7)
        pen.ellipse(shift + 5.8, -18 + drop, 5.2, 6.2, soft(self.coat.dark))
        low = mouth.open * 1.4
        x = shift * 1.5
        pen.ellipse(x, -6.4 + drop + low * 0.5, 9.6, 6.6 + low * 0.6, soft(self.coat.light))
        for side in (-1, 1):
            pen.ellipse(x + side * 3.4, -9.4 + drop, 1.0, 1.3, "#a8706a")
        face.mouth(pen, x, -4.4 + drop, 8.2, mouth, pose.smile, "#a2474a")
        self._eyes(pen, pose, shift, drop)

    def _beaked(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, beak: str, long: float) -> None:
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

    def crow(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Black, with a heavy beak."""
        self._skull(pen, 11, 7)
        pen.shape(smooth([(-3, -25), (-1.4, -29), (0.4, -26.4), (2.4, -29.6), (4, -25)]), soft(self.coat.main))
        self._eyes(pen, pose, shift, drop)
        self._beaked(pen, pose, mouth, shift, drop, "#5a5560", 13)

    def bird(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A crest and a short bright beak."""
        self._skull(pen, 11.2, 7)
        for k, lean in enumerate((-5, -1, 3)):
            pen.line([(0, -25), (lean, -30 - (k == 1) * 1.6)], self.coat.dark, 1.4)
        pen.ellipse(shift, -7 + drop, 8.4, 6.4, soft(self.coat.light))
        self._eyes(pen, pose, shift, drop)
        self._beaked(pen, pose, mouth, shift, drop, "#f2a53a", 8.4)

    def tortoise(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A bare, blunt, friendly head."""
        self._skull(pen, 9.8, 6.8, -25)
        for x, y, r in ((-5, -22, 1.3), (-2, -23.6, 0.9), (4.4, -22.4, 1.2)):
            pen.circle(x, y, r, darker(self.coat.main, 0.15))
        face.mouth(pen, shift * 1.6, -5.4 + drop, 9.0, mouth, pose.smile + 0.3, "#7a4f46")
        for side in (-1, 1):
            pen.ellipse(shift * 1.8 + side * 1.2, -9.4 + drop, 0.45, 0.4, darker(self.coat.main, 0.5))
        self._eyes(pen, pose, shift, drop)

    def snake(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A hood around a flat head."""
        hood = smooth([(-6, 2), (-14.6, -4), (-14, -14), (-8, -20), (8, -20), (14, -14), (14.6, -4), (6, 2)])
        pen.shape(hood, soft(darker(self.coat.main, 0.14)))
        self._skull(pen, 9.8, 6.4, -25)
        if pose.tail > 0.8 and mouth.open < 0.1:
            pen.line([(shift * 1.7 + 1, -4.4), (shift * 1.7 + 3, -0.4), (shift * 1.7 + 4.4, 0.2)], "#d9404f", 0.6)
        face.mouth(pen, shift * 1.6, -5.8 + drop, 9.6, mouth, pose.smile + 0.2, "#8a4a46")
        for side in (-1, 1):
            pen.ellipse(shift * 1.8 + side * 1.1, -9.6 + drop, 0.4, 0.5, self.coat.dark)
        self._eyes(pen, pose, shift, drop)

    def fish(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Wide eyes and a finned crown."""
        pen.shape(
            smooth([(-5, -24), (-7, -31), (-1, -28.6), (1, -32), (4, -28), (8, -29), (6, -23)]), soft(self.coat.dark)
        )
        self._skull(pen, 12, 8)
        for y in (-20.6, -23.4):
            pen.line([(-7, y), (0, y - 1), (7, y)], self.coat.light, 0.9, 0.6)
        face.mouth(pen, shift * 1.5, -5.4 + drop, 7.2, mouth, pose.smile, "#c9463a")
        face.cheeks(pen, shift, -8 + drop, 8, 1.8, "#e84f3f", 0.3)
        self._eyes(pen, pose, shift, drop)

    def owl(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Ear tufts, and a face of two discs."""
        for side in (-1, 1):
            pen.blob([(side * 4.6, -24), (side * 13.6, -31.4), (side * 11.4, -18)], soft(self.coat.dark))
        self._skull(pen, 13, 9)
        for side in (-1, 1):
            pen.ellipse(shift + side * 5.6, -14 + drop, 7.2, 8.4, soft(self.coat.light, 0.1, 0.14))
            pen.arc(shift + side * 5.6, -14 + drop, 7.2, 8.4, 0, 360, darker(self.coat.light, 0.3), 0.6)
        self._eyes(pen, pose, shift, drop)
        x, y, gape = shift * 1.4, -10 + drop, mouth.open * 3.6
        pen.blob([(x - 2, y + 2), (x + 2, y + 2), (x + 1.2, y + 4.6 + gape), (x, y + 5.6 + gape),
                  (x - 1.2, y + 4.6 + gape)], soft("#c9862a"))  # fmt: skip
        if gape > 0.3:
            pen.blob([(x - 1.6, y + 2.4), (x + 1.6, y + 2.4), (x, y + 3.6 + gape)], ("#7a2028", "#a83a44"))
        pen.blob([(x - 2.6, y - 1.6), (x + 2.6, y - 1.6), (x + 1.8, y + 2.6), (x, y + 4.6), (x - 1.8, y + 2.6)],
                 soft("#f0b040"))  # fmt: skip

    def horse(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A long face with a blaze, and a mane that falls to one side."""
        pen.blob([(2, -31), (-8, -28), (-13.6, -16), (-15, 0), (-11, 8), (-8, -2), (-7.6, -18)], soft(self.coat.dark))
        for side in (-1, 1):
            pen.blob([(side * 3.4, -23), (side * 6.8, -33.4), (side * 9, -22)], soft(self.coat.main))
            pen.blob([(side * 4.8, -24), (side * 6.6, -30.6), (side * 7.8, -23.4)], soft(darker(self.coat.main, 0.3)))
        self._skull(pen, 9.6, 7.4)
        pen.blob([(shift - 1.6, -23), (shift + 1.6, -23), (shift * 1.4 + 2, -9), (shift * 1.4 - 2, -9)], "#fdf6ea")
        self._snout(pen, pose, mouth, shift, drop, 8.2, 6.6)
        pen.blob([(-4, -26), (0, -32), (4.6, -29), (3.4, -21), (0.8, -17.4), (-0.6, -22)], soft(self.coat.dark))
        self._eyes(pen, pose, shift, drop)

    def _snout(
        self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float, rx: float, ry: float, colour: str = ""
    ) -> None:
        """A broad nose with nostrils over the mouth, as grazing animals have it."""
        x, low = shift * 1.5, mouth.open * 1.5
        pen.ellipse(x, -5.4 + drop + low * 0.5, rx, ry + low * 0.6, soft(colour or self.coat.light, 0.1, 0.12))
        for side in (-1, 1):
            pen.ellipse(x + side * rx * 0.4, -8.2 + drop, 0.9, 1.3, darker(colour or self.coat.light, 0.5))
        face.mouth(pen, x, -3.6 + drop, rx * 0.94, mouth, pose.smile, "#8a4f4a")

    def frog(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A wide mouth, and eyes that stand on top."""
        for side in (-1, 1):
            pen.circle(side * 7.4 + shift, -23.6 + drop, 5.6, soft(self.coat.main))
        pen.blob([(0, -22.6), (9, -21.6), (14.6, -14), (14.4, -6.4), (8, -1), (0, 0), (-8, -1), (-14.4, -6.4),
                  (-14.6, -14), (-9, -21.6)], soft(self.coat.main))  # fmt: skip
        pen.ellipse(shift * 0.6, -4.4, 12, 4.6, soft(self.coat.light, 0.1, 0.1))
        for x, y in ((-9, -15), (-11, -11.6), (10, -14.4)):
            pen.ellipse(x, y, 1.3, 0.9, self.coat.dark, 0.7)
        for side in (-1, 1):
            pen.ellipse(shift * 1.5 + side * 1.3, -13.4 + drop, 0.5, 0.4, self.coat.dark)
        face.mouth(pen, shift * 1.2, -9.4 + drop, 15, mouth, max(-0.3, pose.smile) + 0.3, "#3f6a30")
        self._eyes(pen, pose, shift, drop)

    def bear(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Small round ears on a heavy head."""
        self._round_ears(pen, 9.6, -23.4, 4.2, self.coat.light)
        self._skull(pen, 13.2, 8.6)
        self._muzzle(pen, pose, mouth, shift, drop, 6.6, 5.4, -6.0, 2.6)
        self._eyes(pen, pose, shift, drop)

    def wolf(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A fox's outline in grey, with a ragged ruff and a long dark nose."""
        ruff = []
        for k in range(18):
            far = 16.4 if k % 2 else 13
            ruff.append((far * math.cos(math.tau * k / 18), -9 + far * 0.86 * math.sin(math.tau * k / 18)))
        pen.blob(ruff, soft(darker(self.coat.main, 0.1)))
        self._pointed_ears(pen, 7.0, 10, 4.2, self.coat.dark)
        self._skull(pen, 11.4, 6)
        pen.blob([(shift - 4, -25), (shift + 4, -25), (shift * 1.3 + 2.4, -10), (shift * 1.3 - 2.4, -10)],
                 soft(self.coat.dark, 0.1, 0.1), 0.7)  # fmt: skip
        for side in (-1, 1):
            pen.blob([(side * 12.6, -7), (side * 6, -12.6), (shift + side * 1, -9.4), (shift + side * 2, -1),
                      (side * 7.4, -1.4)], soft(self.coat.light))  # fmt: skip
        self._muzzle(pen, pose, mouth, shift, drop, 6.0, 4.8, -5.8, 2.5)
        self._eyes(pen, pose, shift, drop)

    def peacock(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """A small blue head with a fan of plumes on it."""
        for k, lean in enumerate((-6.4, -3.2, 0, 3.2, 6.4)):
            top = -33 + 0.09 * lean * lean
            pen.line([(0, -24), (lean, top)], self.coat.dark, 0.9)
            pen.circle(lean, top, 1.7, soft(self.coat.light if k % 2 else "#2f8fd0"))
        self._skull(pen, 10, 6.4, -25)
        for side in (-1, 1):
            pen.ellipse(shift + side * 4.6, -15.6 + drop, 4.2, 4.8, soft("#f4f2ea", 0, 0.1))
        self._eyes(pen, pose, shift, drop)
        self._beaked(pen, pose, mouth, shift, drop, "#7a6a58", 8)

    def goat(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Horns that sweep back, drooping ears, a beard."""
        for side in (-1, 1):
            pen.line([(side * 4, -24), (side * 8, -31), (side * 13.4, -33.6)], "#8a7460", 3.0)
            pen.line([(side * 4, -24), (side * 8, -31), (side * 13.4, -33.6)], "#b39a7c", 1.8)
            pen.blob([(side * 8, -19), (side * 15, -18), (side * 18.4, -11), (side * 14, -11), (side * 9, -15)],
                     soft(self.coat.dark))  # fmt: skip
        low = 1.4 * mouth.open
        x = shift * 1.5
        pen.blob([(x - 3.4, -1.6 + low), (x + 3.4, -1.6 + low), (x + 1.6, 4 + low), (x - 0.6, 7.6 + low),
                  (x - 1.8, 4 + low)], soft("#fffaf0", 0, 0.16))  # fmt: skip
        self._skull(pen, 9.8, 6.4)
        self._snout(pen, pose, mouth, shift, drop, 6.6, 5.4, "#f3dccc")
        self._eyes(pen, pose, shift, drop)

    def camel(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        """Heavy lids, a tuft on top, and a broad split lip."""
        for side in (-1, 1):
            pen.blob([(side * 6.6, -21), (side * 12, -26), (side * 12.6, -20), (side * 8.4, -17)], soft(self.coat.main))
        self._skull(pen, 9.6, 7.6)
        pen.blob([(-6, -24), (-4, -29.6), (-0.6, -27.4), (2.4, -30), (5.6, -25), (0, -22.6)], soft(self.coat.dark))
        self._snout(pen, pose, mouth, shift, drop, 9.4, 6.4)
        pen.line([(shift * 1.5, -8.6 + drop), (shift * 1.5, -5.4 + drop)], darker(self.coat.light, 0.4), 0.6)
        self._eyes(pen, pose, shift, drop)


HEADS: dict[Species, Callable[[Head, Pen, Pose, Mouth, float, float], None]] = {
    "fox": Head.fox,
    "crow": Head.crow,
    "lion": Head.lion,
    "elephant": Head.elephant,
    "monkey": Head.monkey,
    "tiger": Head.tiger,
    "deer": Head.deer,
    "rabbit": Head.rabbit,
    "mouse": Head.mouse,
    "bird": Head.bird,
    "cow": Head.cow,
    "dog": Head.dog,
    "cat": Head.cat,
    "tortoise": Head.tortoise,
    "snake": Head.snake,
    "fish": Head.fish,
    "owl": Head.owl,
    "horse": Head.horse,
    "frog": Head.frog,
    "bear": Head.bear,
    "wolf": Head.wolf,
    "peacock": Head.peacock,
    "goat": Head.goat,
    "camel": Head.camel,
}
"""Every species' head: given pose and mouth, how far the face is turned, and how far it is lowered."""
