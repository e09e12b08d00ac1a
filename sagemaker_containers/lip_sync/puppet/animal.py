"""Animals as they stand in picture books: upright, in a scarf or waistcoat, each species with its own head.

Drawn facing right, feet on (0, 0), 100 units tall to the crown.
"""

import math
from dataclasses import dataclass

from film_studio.film.models import Age, Look, Species
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.person import headwear, reach, soft
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
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
}

_SPREAD_EYES: dict[Species, tuple[float, float, float]] = {
    "crow": (4.6, -15.4, 2.9), "bird": (4.8, -15.2, 3.0), "snake": (5.6, -16.6, 2.7), "fish": (6.2, -14.6, 3.4),
    "elephant": (6.0, -17.6, 2.2), "cow": (6.6, -18.6, 2.5), "deer": (6.2, -17.4, 2.7), "mouse": (4.8, -14.4, 2.7),
}  # fmt: skip
"""Distance from the middle, height and size of the eyes, where they are not the usual."""


@dataclass(frozen=True)
class Animal:
    """One animal's puppet."""

    species: Species
    look: Look
    age: Age

    @property
    def coat(self) -> Coat:
        """The colours of the species."""
        return COATS[self.species]

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return 62.0

    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""
        footed = self.species not in ("snake", "fish")
        if footed:
            for side, foot in ((-1, pose.far_foot), (1, pose.near_foot)):
                self._foot(pen, side, foot)
        pen.canvas.save()
        pen.canvas.rotate(pose.lean)
        pen.canvas.translate(0, -pose.bob)
        if self.species == "snake":
            self._coils(pen, pose)
        elif self.species == "fish":
            self._fins(pen, pose)
        else:
            self._tail(pen, pose)
            if self.species == "tortoise":
                pen.ellipse(-4, -36, 21, 25, soft("#7a5f36", 0.2, 0.25))
                pen.ellipse(-4, -36, 17.6, 21.4, soft("#94774a", 0.2, 0.2))
            if not pose.far_arm.across:
                self._limb(pen, -1, pose.far_arm)
            self._trunk(pen, pose)
        self._clothes(pen)
        scale = 1.34 if self.species in ("rabbit", "deer") else 1.42
        with pen.moved(0, -self.neck + 1.5 - 0.5 * pose.breath, scale, pose.tilt):
            self._head(pen, pose, mouth)
        if footed:
            if pose.far_arm.across:
                self._limb(pen, -1, pose.far_arm)
            self._limb(pen, 1, pose.near_arm)
        pen.canvas.restore()

    # Body ------------------------------------------------------------------------------------------------------

    def _trunk(self, pen: Pen, pose: Pose) -> None:
        swell = 0.4 * pose.breath
        broad = {"elephant": 1.2, "cow": 1.14, "mouse": 0.92, "deer": 0.9, "rabbit": 0.95}.get(self.species, 1.0)
        right = [(7.0, -63), (11.0 + swell, -54), (14.4 + swell, -38), (15.0, -22), (9, -10)]
        outline = [(x * broad, y) for x, y in right]
        body = smooth([*outline, (0, -8), *[(-x, y) for x, y in reversed(outline)]])
        pen.shape(body, soft(self.coat.main, 0.14, 0.2))
        with pen.clipped(body):
            pen.ellipse(2.2, -32, 9.4 * broad, 22, soft(self.coat.light, 0.1, 0.1))
            if self.species == "tiger":
                for y in (-50, -40, -30, -20):
                    for side in (-1, 1):
                        pen.line([(side * 17, y - 2), (side * 10, y)], self.coat.dark, 2.0)
            if self.species == "cow":
                for x, y, radius in ((-10, -44, 7.0), (12, -24, 6.4), (-8, -16, 5.0)):
                    pen.ellipse(x, y, radius, radius * 0.8, self.coat.dark)
            if self.species == "deer":
                for spot in ((-10.0, -46.0), (-12.0, -36.0), (-10.4, -26.0), (12.0, -42.0), (13.0, -30.0)):
                    pen.circle(*spot, 1.3, self.coat.light)
            if self.species in ("crow", "bird"):
                for k in range(4):
                    pen.arc(2.2 + (k % 2) * 5 - 2.5, -46 + k * 7, 3, 2, 20, 140, darker(self.coat.light, 0.2), 0.6)

    def _foot(self, pen: Pen, side: int, foot: Foot) -> None:
        x = side * 7.6
        if self.species in ("crow", "bird"):
            pen.line([(x * 0.7, -14), (x * 0.75 + foot.x, -2 - foot.lift)], "#e0a03f", 1.7)
            with pen.moved(x * 0.75 + foot.x, -2 - foot.lift, rotate=foot.pitch):
                for toe in (-3, 0.6, 4):
                    pen.line([(0, 0), (toe, 1.4)], "#e0a03f", 1.4)
            return
        wide = 8.0 if self.species == "elephant" else 6.2
        pen.line([(x, -20), (x + foot.x, -8 - foot.lift)], darker(self.coat.main, 0.08), wide * 1.32)
        hoof = self.coat.dark if self.species in ("cow", "deer", "fox") else lighter(self.coat.main, 0.16)
        with pen.moved(x + foot.x, -2.6 - foot.lift, rotate=foot.pitch):
            pen.rect(-wide * 0.66, -7, wide * 1.32, 7, darker(self.coat.main, 0.08), 3)
            pen.ellipse(1.4, 0, wide, 3.0, soft(hoof))
            if self.species == "elephant":
                for toe in (-3.4, 0, 3.4):
                    pen.ellipse(1.6 + toe, 1.0, 1.3, 1.2, "#e6e9ee")

    def _limb(self, pen: Pen, side: int, arm: Arm) -> None:
        coat = self.coat
        shade = 0.16 if side < 0 else 0.02
        colour = darker(coat.main, shade)
        shoulder = (side * 10.0, -54.0)
        elbow, hand = reach(shoulder, 12.0, 12.0, side, arm)
        if self.species in ("crow", "bird"):
            self._wing(pen, side, shoulder, hand, colour)
            return
        thick = 8.4 if self.species == "elephant" else 6.4
        pen.stroke(smooth([shoulder, elbow, hand], closed=False), colour, thick)
        paw = coat.dark if self.species in ("fox", "deer", "cow", "monkey") else lighter(colour, 0.14)
        pen.circle(hand[0], hand[1], thick * 0.58, soft(paw))
        if self.species == "tiger":
            for share in (0.3, 0.6):
                x, y = elbow[0] + (hand[0] - elbow[0]) * share, elbow[1] + (hand[1] - elbow[1]) * share
                pen.line([(x - 2.6, y - 0.6), (x + 2.6, y + 0.4)], coat.dark, 1.3)

    def _wing(self, pen: Pen, side: int, shoulder: Point, hand: Point, colour: str) -> None:
        dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
        nx, ny = -dy * 0.3 * side, dx * 0.3 * side
        tip = (shoulder[0] + dx * 1.3, shoulder[1] + dy * 1.3)
        pen.shape(smooth([(shoulder[0] - nx * 0.6, shoulder[1] - ny * 0.6 - 2),
            (shoulder[0] + dx * 0.6 - nx, shoulder[1] + dy * 0.6 - ny),
                          tip, (shoulder[0] + dx * 0.7 + nx, shoulder[1] + dy * 0.7 + ny),
                              (shoulder[0] + nx, shoulder[1] + ny + 4)]),
                  soft(colour, 0.12, 0.28))  # fmt: skip
        for share in (0.5, 0.8):
            pen.line([(shoulder[0] + dx * share, shoulder[1] + dy * share), (tip[0] - dx * 0.1 + nx * (1 - share),
                tip[1] - dy * 0.1)],
                     darker(colour, 0.3), 0.7, 0.6)  # fmt: skip

    def _tail(self, pen: Pen, pose: Pose) -> None:
        coat, wag = self.coat, pose.tail * 2.4
        if self.species == "fox":
            pen.shape(smooth([(-8, -16), (-20, -14), (-29 + wag, -26), (-31 + wag, -42), (-26 + wag, -47),
                (-21 + wag, -36), (-14, -26)]),
                      soft(coat.main))  # fmt: skip
            pen.shape(smooth([(-31 + wag, -40), (-29.6 + wag, -46), (-26 + wag, -50), (-22.6 + wag, -41),
                (-27 + wag, -38)]),
                      soft(coat.light))  # fmt: skip
        elif self.species in ("crow", "bird"):
            pen.poly([(-8, -24), (-24, -7 + wag * 0.4), (-19, -4 + wag * 0.4), (-4, -12)], soft(coat.dark))
        elif self.species in ("rabbit", "deer"):
            pen.circle(-15, -18, 4.6, soft(coat.light))
        elif self.species != "tortoise":
            end = (-27 + wag, -40)
            width = {"mouse": 1.3, "elephant": 1.6, "cow": 1.6, "dog": 3.4, "cat": 3.4}.get(self.species, 2.6)
            pen.line(
                [(-10, -14), (-22, -13), (-27 + wag * 0.5, -26), end],
                coat.dark if self.species == "mouse" else coat.main,
                width,
            )
            if self.species in ("lion", "cow", "elephant"):
                pen.ellipse(end[0], end[1] - 2, 3.2, 4.2, soft(coat.dark))
            if self.species == "tiger":
                for x, y in ((-18, -13.4), (-24, -19), (-26.6 + wag * 0.7, -32)):
                    pen.circle(x, y, 1.5, coat.dark)

    def _coils(self, pen: Pen, pose: Pose) -> None:
        coat = self.coat
        for k, (rx, y) in enumerate(((25, -6), (20, -15), (14.6, -23))):
            pen.ellipse(pose.tail * (0.6 - 0.2 * k), y, rx, 7.4, soft(darker(coat.main, 0.05 * k), 0.2, 0.3))
            for j in range(5):
                pen.ellipse(-rx * 0.7 + rx * 0.35 * j, y + 1.6, 2.2, 1.5, coat.light, 0.7)
        pen.line([(22, -6), (30, -5), (36 + pose.tail, -10)], coat.main, 3.4)
        neck = smooth(
            [
                (-9, -24),
                (-7.4 + pose.tail * 0.4, -44),
                (-6.4, -64),
                (6.4, -64),
                (7.8 + pose.tail * 0.4, -44),
                (9.4, -24),
            ]
        )
        pen.shape(neck, soft(coat.main))
        with pen.clipped(neck):
            pen.ellipse(1.6, -42, 4.8, 24, coat.light)
            for k in range(8):
                pen.line([(-2.6, -28 - k * 4.6), (6, -28 - k * 4.6)], darker(coat.light, 0.18), 0.5)

    def _fins(self, pen: Pen, pose: Pose) -> None:
        coat, wag = self.coat, pose.tail * 3
        pen.shape(
            smooth([(-3, -16), (-15 + wag, 0), (-6 + wag, -3), (0, -8), (7 + wag, -3), (16 + wag, 0), (4, -16)]),
            soft(coat.dark),
        )
        body = smooth([(0, -10), (-9, -20), (-15.6, -42), (-12, -62), (0, -68), (12, -62), (16, -42), (9, -20)])
        for side in (-1, 1):
            with pen.moved(side * 13, -40, rotate=side * (8 - 0.1 * (pose.near_arm.fore + 8) + 4 * pose.tail)):
                pen.shape(smooth([(0, -5), (side * 13, -8), (side * 15, 2), (side * 9, 6), (0, 5)]), soft(coat.dark))
        pen.shape(body, soft(coat.main))
        with pen.clipped(body):
            pen.ellipse(2, -36, 9, 22, soft(coat.light))
            for row in range(4):
                for k in range(3):
                    pen.arc(
                        -4 + k * 5 + (row % 2) * 2.4, -24 - row * 7, 2.6, 2.2, 10, 160, darker(coat.light, 0.22), 0.6
                    )

    def _clothes(self, pen: Pen) -> None:
        """A waistcoat or a scarf tells two foxes apart."""
        cloth, trim = self.look.garment_colour, self.look.trim_colour
        legged = self.species not in ("snake", "fish", "crow", "bird", "tortoise")
        if legged and self.look.garment in ("suit", "shirt", "kurta", "apron", "robe", "armour"):
            for side in (-1, 1):
                panel = smooth([(side * 4.6, -62), (side * 11.4, -56), (side * 15.2, -38), (side * 14.8, -26),
                    (side * 5.4, -24),
                                (side * 3.4, -40)])  # fmt: skip
                pen.shape(panel, soft(cloth if side > 0 else darker(cloth, 0.08)))
                pen.line([(side * 4.6, -61), (side * 3.4, -40), (side * 5.2, -25)], trim, 1.1)
            pen.circle(3.6, -38, 1.1, trim)
            return
        wide = 8.0 if self.species == "snake" else 10.4
        scarf = smooth(
            [(-wide, -62.5), (0, -58.0), (wide, -62.5), (wide * 0.96, -57.2), (0, -52.2), (-wide * 0.96, -57.2)]
        )
        pen.shape(smooth([(2.2, -57), (7.4, -56), (9.6, -44), (5.4, -42.6)]), soft(darker(cloth, 0.1)))
        pen.shape(scarf, soft(cloth))
        pen.line([(-wide * 0.95, -58.2), (0, -53.4), (wide * 0.95, -58.2)], trim, 0.9)

    # Head ------------------------------------------------------------------------------------------------------

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """The head over the neck at (0, 0): chin near y −1, crown near −27, as a person's."""
        shift, drop = pose.turn * 2.6, pose.nod * 1.3
        getattr(self, f"_{self.species}")(pen, pose, mouth, shift, drop)
        if self.look.headwear in ("crown", "turban", "hat", "cap"):
            with pen.moved(0, 2.2, 0.86):
                headwear(pen, self.look)

    def _eyes(self, pen: Pen, pose: Pose, shift: float, drop: float) -> None:
        gap, height, size = _SPREAD_EYES.get(self.species, (5.2, -15.4, 2.5))
        for side in (-1, 1):
            x = shift + side * gap * (1 - 0.06 * side * pose.turn)
            face.eye(pen, x, height + drop, size, side, pose, self.coat.iris, self.coat.main)
            face.brow(pen, x, height + drop - size * 1.6, size, side, pose, darker(self.coat.main, 0.55), 0.28)
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

    def _fox(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        self._pointed_ears(pen, 7.4, 11, 4.4, self.coat.dark)
        self._skull(pen, 11.6, 6)
        for side in (-1, 1):
            pen.shape(smooth([(side * 12.6, -7), (side * 6, -12), (shift + side * 1, -9.4), (shift + side * 2, -1),
                (side * 7.4, -1.4)]),
                      soft(self.coat.light))  # fmt: skip
        self._muzzle(pen, pose, mouth, shift, drop, 5.6, 4.4, -5.8)
        self._eyes(pen, pose, shift, drop)

    def _dog(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        self._skull(pen, 11, 7)
        pen.ellipse(shift + 5.4, -15 + drop, 4.6, 5.2, soft(darker(self.coat.main, 0.24)))
        self._muzzle(pen, pose, mouth, shift, drop, 6.4, 5.0, -6.2, 2.4)
        self._eyes(pen, pose, shift, drop)
        for side in (-1, 1):
            pen.shape(smooth([(side * 7.6, -25), (side * 12.4, -24), (side * 15.2, -14), (side * 13.6, -5),
                (side * 10.8, -8), (side * 9.4, -18)]),
                      soft(self.coat.dark, 0.16, 0.1))  # fmt: skip

    def _cat(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _lion(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _tiger(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _elephant(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _monkey(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _deer(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _rabbit(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _mouse(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _cow(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
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

    def _crow(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        self._skull(pen, 11, 7)
        pen.shape(smooth([(-3, -25), (-1.4, -29), (0.4, -26.4), (2.4, -29.6), (4, -25)]), soft(self.coat.main))
        self._eyes(pen, pose, shift, drop)
        self._beaked(pen, pose, mouth, shift, drop, "#5a5560", 13)

    def _bird(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        self._skull(pen, 11.2, 7)
        for k, lean in enumerate((-5, -1, 3)):
            pen.line([(0, -25), (lean, -30 - (k == 1) * 1.6)], self.coat.dark, 1.4)
        pen.ellipse(shift, -7 + drop, 8.4, 6.4, soft(self.coat.light))
        self._eyes(pen, pose, shift, drop)
        self._beaked(pen, pose, mouth, shift, drop, "#f2a53a", 8.4)

    def _tortoise(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        self._skull(pen, 9.8, 6.8, -25)
        for x, y, r in ((-5, -22, 1.3), (-2, -23.6, 0.9), (4.4, -22.4, 1.2)):
            pen.circle(x, y, r, darker(self.coat.main, 0.15))
        face.mouth(pen, shift * 1.6, -5.4 + drop, 9.0, mouth, pose.smile + 0.3, "#7a4f46")
        for side in (-1, 1):
            pen.ellipse(shift * 1.8 + side * 1.2, -9.4 + drop, 0.45, 0.4, darker(self.coat.main, 0.5))
        self._eyes(pen, pose, shift, drop)

    def _snake(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        hood = smooth([(-6, 2), (-14.6, -4), (-14, -14), (-8, -20), (8, -20), (14, -14), (14.6, -4), (6, 2)])
        pen.shape(hood, soft(darker(self.coat.main, 0.14)))
        self._skull(pen, 9.8, 6.4, -25)
        if pose.tail > 0.8 and mouth.open < 0.1:
            pen.line([(shift * 1.7 + 1, -4.4), (shift * 1.7 + 3, -0.4), (shift * 1.7 + 4.4, 0.2)], "#d9404f", 0.6)
        face.mouth(pen, shift * 1.6, -5.8 + drop, 9.6, mouth, pose.smile + 0.2, "#8a4a46")
        for side in (-1, 1):
            pen.ellipse(shift * 1.8 + side * 1.1, -9.6 + drop, 0.4, 0.5, self.coat.dark)
        self._eyes(pen, pose, shift, drop)

    def _fish(self, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
        pen.shape(
            smooth([(-5, -24), (-7, -31), (-1, -28.6), (1, -32), (4, -28), (8, -29), (6, -23)]), soft(self.coat.dark)
        )
        self._skull(pen, 12, 8)
        for y in (-20.6, -23.4):
            pen.line([(-7, y), (0, y - 1), (7, y)], self.coat.light, 0.9, 0.6)
        face.mouth(pen, shift * 1.5, -5.4 + drop, 7.2, mouth, pose.smile, "#c9463a")
        face.cheeks(pen, shift, -8 + drop, 8, 1.8, "#e84f3f", 0.3)
        self._eyes(pen, pose, shift, drop)
