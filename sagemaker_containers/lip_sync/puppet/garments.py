"""What people wear, drawn on a body of an adult's size: neck at (0, −72), hips at y −42, soles at y 0.

A garment is a row of `GARMENTS`: how long its sleeves are, what shows of the legs, and what draws it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import skia

from film_studio.film.models import Garment, Gender, Look
from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Fill, Pen, Point, smooth

GOLD = "#e9b949"
_LEATHER = "#6b4632"
_WHITE = "#f6f2ea"


def soft(colour: str, light: float = 0.14, shade: float = 0.16) -> Fill:
    """The usual gradient of cloth and skin: lit above, shaded below."""
    return lighter(colour, light), darker(colour, shade)


@dataclass(frozen=True)
class Wearer:
    """Who is dressed; `width` is the breadth of the body against the usual."""

    look: Look
    gender: Gender
    width: float

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

    def skirt(self, pen: Pen, top: float, bottom: float, upper: float, lower: float, colour: str, hem: str) -> None:
        """Cloth that hangs in folds, `upper` and `lower` wide to either side, with a border at the hem."""
        w = self.width
        path = skia.Path()
        path.moveTo(-upper * w, top)
        path.cubicTo(-upper * w * 1.2, top + 8, -lower * w, bottom - 14, -lower * w, bottom)
        path.quadTo(0, bottom + 2.6, lower * w, bottom)
        path.cubicTo(lower * w, bottom - 14, upper * w * 1.2, top + 8, upper * w, top)
        path.close()
        pen.shape(path, soft(colour, 0.1, 0.2))
        with pen.clipped(path):
            for k in (-0.66, -0.28, 0.12, 0.5, 0.8):
                fold = [(upper * w * k * 0.8, top + 3), (lower * w * k, bottom + 2),
                        (lower * w * (k + 0.16), bottom + 2)]  # fmt: skip
                pen.poly(fold, darker(colour, 0.3), 0.35)
            pen.ellipse(-lower * w, (top + bottom) / 2 + 4, lower * w * 0.55, (bottom - top) * 0.62, "#241438", 0.16)
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


def _blouse(pen: Pen, wearer: Wearer, colour: str) -> None:
    pen.shape(wearer.torso(-55.5, 7.6, 8.0), soft(colour))
    pen.ellipse(0, -71.2, 4.2, 3.6, soft(darker(wearer.look.skin, 0.06), 0, 0))


def _sari(pen: Pen, wearer: Wearer) -> None:
    pen.shape(wearer.torso(-44, 8.4, 7.4), soft(wearer.look.skin))
    wearer.skirt(pen, -47.5, -1.4, 7.8, 12.6, wearer.cloth, wearer.trim)
    for k in range(4):
        x = 0.5 + k * 1.5
        pen.line([(x, -46), (x + 0.7, -3)], darker(wearer.cloth, 0.3), 0.5, 0.6)
    _blouse(pen, wearer, mix(darker(wearer.cloth, 0.3), wearer.trim, 0.5))


def _sari_drape(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    fall = smooth([(-9.8 * w, -69.2), (-5.4 * w, -70.6), (-5.8 * w, -52), (-6.4 * w, -26), (-12.4 * w, -25),
                   (-11.4 * w, -48)])  # fmt: skip
    pen.shape(fall, soft(darker(wearer.cloth, 0.08), 0.08, 0.2))
    pen.line([(-12.2 * w, -26.6), (-6.6 * w, -27.4)], wearer.trim, 2.6)
    drape = smooth([(-9.4 * w, -69.4), (-4.6 * w, -71), (3.2 * w, -60), (8.6 * w, -50), (8.2 * w, -42.4),
                    (1, -46), (-6 * w, -56)])  # fmt: skip
    pen.shape(drape, soft(wearer.cloth, 0.2, 0.04))
    wearer.dotted(pen, drape, wearer.trim, (-10 * w, -68, 9 * w, -43))
    pen.line([(-4.6 * w, -70.8), (3.2 * w, -60), (8.6 * w, -49.6)], wearer.trim, 1.7)


def _lehenga(pen: Pen, wearer: Wearer) -> None:
    pen.shape(wearer.torso(-46, 8.0, 7.2), soft(wearer.look.skin))
    wearer.skirt(pen, -49.5, -2.2, 7.6, 18.6, wearer.cloth, wearer.trim)
    w = wearer.width
    for y, half in ((-14.0, 15.6), (-24.0, 12.8)):
        for k in range(-3, 4):
            pen.circle(half * w * k / 3.6, y + 1.2 - 0.12 * k * k, 0.85, wearer.trim)
    wearer.belt(pen, -50.4, 7.4, wearer.trim)
    _blouse(pen, wearer, darker(wearer.cloth, 0.2))


def _dupatta(pen: Pen, wearer: Wearer) -> None:
    w, veil = wearer.width, mix(wearer.trim, "#fff4e0", 0.3)
    scarf = smooth([(-9.6 * w, -69.2), (-5.6 * w, -71), (3 * w, -60), (9.6 * w, -47), (12.4 * w, -26), (8.4 * w, -26),
                    (5.4 * w, -46), (-5 * w, -58)])  # fmt: skip
    pen.shape(scarf, soft(veil), 0.96)
    pen.line([(8.6 * w, -27), (12.2 * w, -27)], wearer.cloth, 1.6)


def _salwar(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -53, -20, 7.4, 11.6, wearer.cloth, wearer.trim)
    body = wearer.torso(-45, 8.4)
    pen.shape(body, soft(wearer.cloth, 0.12, 0.06))
    wearer.dotted(pen, body, lighter(wearer.cloth, 0.4), (-9, -62, 10, -46))
    pen.arc(0, -70.6, 3.8, 5.0, 0, 180, wearer.trim, 1.3)


def _salwar_scarf(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    for side in (-1, 1):
        scarf = smooth([(side * 3.8, -72), (side * 9 * w, -69.6), (side * 8.8 * w, -48), (side * 10.4 * w, -28),
                        (side * 6.2 * w, -28), (side * 5.8 * w, -50)])  # fmt: skip
        pen.shape(scarf, soft(lighter(wearer.trim, 0.12)))
        pen.line([(side * 6.4 * w, -29), (side * 10.2 * w, -29)], darker(wearer.trim, 0.3), 1.0)


def _kurta(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -53, -20, 8.4, 10.6, wearer.cloth, wearer.trim)
    pen.shape(wearer.torso(-44, 9.0, 8.3), soft(wearer.cloth, 0.12, 0.06))
    pen.rect(-1.3, -70.4, 2.6, 17, soft(wearer.trim), 0.8)
    for k in range(4):
        pen.circle(0, -68 + k * 4, 0.55, darker(wearer.trim, 0.45))
    pen.arc(0, -71.6, 3.4, 2.2, 0, 180, wearer.trim, 1.5)


def _sherwani(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    wearer.skirt(pen, -53, -17.4, 8.6, 10.8, wearer.cloth, wearer.trim)
    coat = wearer.torso(-44, 9.0, 8.5)
    pen.shape(coat, soft(wearer.cloth, 0.14, 0.05))
    wearer.dotted(pen, coat, mix(wearer.cloth, wearer.trim, 0.6), (-9, -67, 10, -45))
    pen.line([(0, -70), (0.4, -19)], darker(wearer.cloth, 0.35), 0.7)
    for k in range(7):
        pen.circle(0.1, -67 + k * 4.4, 0.75, GOLD)
    pen.rect(-3.6, -73.6, 7.2, 3.6, soft(wearer.trim), 1.2)
    stole = smooth([(-9.2 * w, -69.6), (-5 * w, -71.4), (-4.6 * w, -48), (-5.4 * w, -24), (-9.6 * w, -24),
                    (-9 * w, -48)])  # fmt: skip
    pen.shape(stole, soft(mix(wearer.trim, "#8a1f2c", 0.35)))
    pen.line([(-9.4 * w, -26), (-5.6 * w, -26)], GOLD, 1.6)


def _dhoti(pen: Pen, wearer: Wearer) -> None:
    white = mix(_WHITE, wearer.cloth, 0.14)
    wearer.skirt(pen, -46, -9, 8.4, 9.8, white, wearer.cloth)
    pen.blob([(-2, -45), (3.4, -45), (5.6, -8), (0, -10)], soft(lighter(white, 0.4)))
    pen.line([(3.0, -44), (5.2, -9)], wearer.cloth, 1.0)
    pen.shape(wearer.torso(-43, 8.7), soft(wearer.look.skin))
    _chest(pen, wearer)
    wearer.belt(pen, -45.6, 8.5, wearer.cloth, 2.2)


def _chest(pen: Pen, wearer: Wearer) -> None:
    dark = darker(wearer.look.skin, 0.24)
    for side in (-1, 1):
        pen.arc(side * 4.2, -62.4, 3.6, 2.4, 25, 130, dark, 0.5)
    pen.circle(0.4, -49, 0.5, dark)


def _dhoti_sash(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    sash = smooth([(-9.8 * w, -68.6), (-5.4 * w, -70.8), (0, -58), (8 * w, -46), (5.6 * w, -43.4), (-5 * w, -55)])
    pen.shape(sash, soft(wearer.cloth))
    pen.line([(-5.4 * w, -70.2), (0, -58), (8 * w, -46.4)], wearer.trim, 1.3)


def _lungi(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    wearer.skirt(pen, -46, -7, 8.6, 10.8, wearer.cloth, "")
    for y in (-38, -30, -22, -14):
        pen.line([(-9.4 * w, y), (0, y + 1.2), (9.4 * w, y)], wearer.trim, 0.9, 0.8)
    for x in (-6, -1, 4):
        pen.line([(x * w * 0.9, -44), (x * w * 1.2, -7)], wearer.trim, 0.7, 0.6)
    pen.blob([(-2, -46), (5, -46.5), (4, -38), (0, -36)], soft(lighter(wearer.cloth, 0.1)))
    vest = wearer.torso(-44, 8.8, 8.2)
    pen.shape(vest, soft(_WHITE, 0, 0.1))
    pen.ellipse(0, -70.8, 5.0, 5.4, soft(wearer.look.skin, 0, 0.05))


def _monks_robe(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    pen.shape(wearer.torso(-50, 9.0), soft(wearer.look.skin))
    wearer.skirt(pen, -54, -2, 9.0, 12.8, wearer.cloth, "")
    wrap = smooth([(-10.4 * w, -68.4), (-5.4 * w, -71.2), (2 * w, -63), (9.8 * w, -56), (9.4 * w, -46),
                   (0, -44), (-9.4 * w, -46)])  # fmt: skip
    pen.shape(wrap, soft(lighter(wearer.cloth, 0.1), 0.1, 0.1))
    for k in range(3):
        pen.line([(-8 * w + k * 2.6, -66 + k * 0.6), (1 * w + k, -55 + k * 2), (9 * w, -50 + k * 2.2)],
                 darker(wearer.cloth, 0.28), 0.6, 0.7)  # fmt: skip


def _robe(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -56, -1.2, 9.2, 13.2, wearer.cloth, wearer.trim)
    pen.shape(wearer.torso(-44, 10, 9.0), soft(wearer.cloth, 0.12, 0.06))
    pen.poly([(-3.8, -71.6), (3.8, -71.6), (1.8, -50), (1.6, -2), (-1.6, -2), (-1.8, -50)],
             soft(lighter(wearer.cloth, 0.4)))  # fmt: skip
    for side in (-1, 1):
        pen.line([(side * 4.0, -71.6), (side * 1.9, -50), (side * 1.8, -2)], wearer.trim, 1.4)
    wearer.belt(pen, -51.6, 8.8, wearer.trim, 3)
    if wearer.look.headwear in ("crown", "tiara"):
        _royal_mantle(pen, wearer)


def _royal_mantle(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    pen.blob([(-11 * w, -66), (-6 * w, -72), (0, -68.4), (6 * w, -72), (11 * w, -66), (6 * w, -61.6), (0, -60.6),
              (-6 * w, -61.6)], soft("#fbf6ea", 0, 0.08))  # fmt: skip
    for x, y in ((-7.4, -66), (-3.6, -64), (0.4, -63.6), (4.4, -64.4), (7.8, -66.2)):
        pen.ellipse(x * w, y, 0.55, 0.95, "#3a3038")


def _cloak(pen: Pen, wearer: Wearer) -> None:
    under = mix(wearer.trim, "#7a6448", 0.55)
    wearer.skirt(pen, -52, -26, 8.4, 10.2, under, "")
    pen.shape(wearer.torso(-44, 9.2), soft(under, 0.1, 0.05))
    wearer.belt(pen, -48, 8.6, _LEATHER)


def _cloak_front(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    for side in (-1, 1):
        fall = smooth([(side * 2.4, -71.6), (side * 9.6 * w, -70), (side * 13 * w, -58), (side * 14.6 * w, -30),
                       (side * 14.2 * w, -8), (side * 9.2 * w, -7), (side * 8.2 * w, -40),
                       (side * 6 * w, -62)])  # fmt: skip
        pen.shape(fall, soft(wearer.cloth, 0.12, 0.24))
    pen.blob([(-8 * w, -70), (0, -73.4), (8 * w, -70), (5 * w, -66.4), (0, -67.4), (-5 * w, -66.4)],
             soft(darker(wearer.cloth, 0.14)))  # fmt: skip
    pen.circle(0, -67.6, 1.5, soft(GOLD))


def _tunic(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -50, -25, 8.4, 10.8, wearer.cloth, wearer.trim)
    pen.shape(wearer.torso(-44, 9.2, 8.4), soft(wearer.cloth, 0.12, 0.05))
    pen.poly([(-2.6, -71.6), (2.6, -71.6), (0, -62)], soft(_WHITE, 0, 0.1))
    for k in range(3):
        pen.line([(-1.8 + k * 0.5, -69 + k * 2), (1.8 - k * 0.5, -68 + k * 2)], _LEATHER, 0.45)
    wearer.belt(pen, -48.6, 8.9, _LEATHER, 2.8)
    pen.rect(-1.7, -49, 3.4, 3.6, soft(GOLD), 0.6)


def _gown(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    wearer.skirt(pen, -51, -1.0, 6.8, 18.0, wearer.cloth, wearer.trim)
    panel = [(-2.4 * w, -51), (2.4 * w, -51), (7 * w, -1), (0, 0.4), (-7 * w, -1)]
    pen.poly(panel, soft(lighter(wearer.cloth, 0.42)))
    pen.shape(wearer.torso(-47.6, 7.2, 6.9), soft(wearer.cloth, 0.14, 0.04))
    pen.poly([(-2.6, -66), (2.6, -66), (0.2, -50)], soft(lighter(wearer.cloth, 0.42)))
    pen.ellipse(0, -70.6, 5.4, 4.2, soft(wearer.look.skin, 0, 0.06))
    pen.arc(0, -70.6, 5.4, 4.4, 8, 164, wearer.trim, 1.2)
    wearer.belt(pen, -51.4, 6.9, wearer.trim, 2)


def _dress(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -52, -15, 6.8, 14.6, wearer.cloth, wearer.trim)
    body = wearer.torso(-48.6, 7.4, 7.1)
    pen.shape(body, soft(wearer.cloth, 0.12, 0.05))
    wearer.dotted(pen, body, lighter(wearer.cloth, 0.55), (-9, -66, 10, -50))
    for side in (-1, 1):
        pen.blob([(0, -70.6), (side * 3.8, -72), (side * 5.6, -69), (side * 2.6, -66.8)], soft(_WHITE, 0, 0.08))
    wearer.belt(pen, -52, 7.3, wearer.trim)


def _suit(pen: Pen, wearer: Wearer) -> None:
    pen.shape(wearer.torso(-36.6, 9.9, 8.8), soft(wearer.cloth, 0.12, 0.14))
    pen.poly([(-3.8, -71.8), (3.8, -71.8), (0.4, -53.6)], soft(_WHITE, 0, 0.05))
    pen.poly([(-1, -70), (1, -70), (1.5, -58), (0.2, -55), (-1.3, -58)], soft(wearer.trim))
    for side in (-1, 1):
        lapel = [(side * 3.4, -72), (side * 6.4, -65), (side * 4.4, -63.4), (side * 0.6, -53.2)]
        pen.poly(lapel, darker(wearer.cloth, 0.26))
    pen.line([(0.4, -53), (0.6, -37)], darker(wearer.cloth, 0.42), 0.6)
    for y in (-50, -45.6):
        pen.circle(1.4, y, 0.7, darker(wearer.cloth, 0.55))
    pen.poly([(4.8, -63), (7.4, -63.6), (7.2, -61.8), (4.8, -61.4)], _WHITE)


def _collar(pen: Pen, colour: str) -> None:
    for side in (-1, 1):
        pen.poly([(side * 3.6, -72.2), (0, -67.2), (side * 2.8, -64.8), (side * 5.8, -69.2)], colour)


def _shirt(pen: Pen, wearer: Wearer) -> None:
    pen.shape(wearer.torso(-40, 9.2, 8.5), soft(wearer.cloth, 0.12, 0.1))
    pen.line([(0, -66.6), (0.2, -41)], darker(wearer.cloth, 0.24), 0.5)
    for k in range(5):
        pen.circle(0, -63 + k * 4.6, 0.55, lighter(wearer.trim, 0.3))
    pen.rect(3.2, -62, 4.2, 4.6, darker(wearer.cloth, 0.14), 0.6)
    _collar(pen, lighter(wearer.cloth, 0.28))
    wearer.belt(pen, -42, 9.0, _LEATHER, 2.2)


def _t_shirt(pen: Pen, wearer: Wearer) -> None:
    body = wearer.torso(-38.6, 9.2, 8.5)
    pen.shape(body, soft(wearer.cloth, 0.12, 0.1))
    with pen.clipped(body):
        pen.rect(-12, -61, 24, 4.2, wearer.trim)
        pen.rect(-12, -55.4, 24, 1.6, wearer.trim)
    pen.arc(0, -71.2, 3.8, 3.4, 5, 170, lighter(wearer.cloth, 0.35), 1.2)


def _school_uniform(pen: Pen, wearer: Wearer) -> None:
    if wearer.gender == "female":
        wearer.skirt(pen, -46, -22, 8.0, 12.6, wearer.cloth, "")
    else:
        for side in (-1, 1):
            leg = [(0, -46), (side * 8.8 * wearer.width, -46), (side * 9.0 * wearer.width, -24), (side * 1.0, -24),
                   (side * 0.3, -36)]  # fmt: skip
            pen.poly(leg, soft(wearer.cloth, 0.1, 0.2))
    pen.shape(wearer.torso(-43, 8.6, 8.2), soft(_WHITE, 0, 0.1))
    if wearer.gender == "female":
        for side in (-1, 1):
            pen.line([(side * 5.4, -70), (side * 5.0, -44)], wearer.cloth, 2.2)
    wearer.belt(pen, -45.4, 8.5, darker(wearer.cloth, 0.3), 2.2)
    _collar(pen, "#ffffff")
    pen.poly([(-1, -68), (1, -68), (1.7, -55), (0, -52.4), (-1.7, -55)], soft(wearer.trim))
    for y in (-64, -60, -56.4):
        pen.line([(-1.3, y), (1.4, y - 1.2)], wearer.cloth, 0.7)


def _sailor(pen: Pen, wearer: Wearer) -> None:
    body = wearer.torso(-39.6, 9.3, 8.5)
    pen.shape(body, soft(_WHITE, 0, 0.1))
    navy = mix(wearer.cloth, "#1f3a6a", 0.75)
    with pen.clipped(body):
        for y in range(-66, -40, 4):
            pen.line([(-12, y), (0, y + 0.9), (12, y)], navy, 1.5)
    pen.blob([(-8.6, -70), (0, -73), (8.6, -70), (7, -63.6), (0, -60), (-7, -63.6)], soft(navy))
    pen.poly([(-3.2, -72), (3.2, -72), (0, -63.6)], soft(wearer.look.skin, 0, 0.06))
    pen.blob([(-2.4, -62), (2.4, -62), (1.6, -55), (0, -57), (-1.6, -55)], soft("#c8433f"))


def _armour(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    wearer.skirt(pen, -48, -28, 8.4, 10.4, wearer.cloth, wearer.trim)
    steel: Fill = ("#e6ecf1", "#7f8a96")
    pen.shape(wearer.torso(-45.4, 9.0, 8.6), steel)
    pen.line([(0, -70), (0, -48)], "#8b97a3", 0.8)
    pen.poly([(0, -66.4), (4.4, -61.4), (0, -53.4), (-4.4, -61.4)], soft(wearer.cloth))
    pen.poly([(0, -64), (2.2, -61.4), (0, -57.4), (-2.2, -61.4)], soft(wearer.trim))
    wearer.belt(pen, -48.6, 8.8, _LEATHER, 3)
    pen.rect(-1.7, -49, 3.4, 3.8, soft(GOLD), 0.6)
    pen.blob([(-4.4, -72), (4.4, -72), (5.4, -69), (0, -67.6), (-5.4, -69)], ("#c9d2da", "#8d98a4"))
    for side in (-1, 1):
        for k in range(2):
            pen.ellipse(side * (9.6 + k * 0.5) * w, -66.6 + k * 3.4, 4.4 - k * 0.5, 3.4, steel)


def _cape(pen: Pen, wearer: Wearer) -> None:
    w = wearer.width
    pen.blob([(-7 * w, -69), (-13 * w, -40), (-15 * w, -7), (-4, -4), (8 * w, -7), (7 * w, -69)],
             soft(wearer.cloth, 0.05, 0.3))  # fmt: skip


def _royal_cape(pen: Pen, wearer: Wearer) -> None:
    if wearer.look.headwear in ("crown", "tiara"):
        w = wearer.width
        pen.blob([(-9 * w, -68), (-15 * w, -36), (-18 * w, -2), (0, 0), (17 * w, -2), (14 * w, -36), (9 * w, -68)],
                 soft(darker(mix(wearer.trim, "#7a1f2c", 0.6), 0.1), 0.05, 0.3))  # fmt: skip


def _apron(pen: Pen, wearer: Wearer) -> None:
    w, linen = wearer.width, mix("#efe4cc", wearer.trim, 0.2)
    pen.shape(wearer.torso(-40, 9.2, 8.6), soft(wearer.cloth, 0.12, 0.1))
    _collar(pen, lighter(wearer.cloth, 0.25))
    for side in (-1, 1):
        pen.line([(side * 4.8 * w, -62), (side * 3.6, -71)], darker(linen, 0.12), 1.3)
    pen.blob([(-5.2 * w, -63.4), (5.2 * w, -63.4), (6.4 * w, -50), (9.6 * w, -44), (9.4 * w, -20), (0, -18),
              (-9.4 * w, -20), (-9.6 * w, -44), (-6.4 * w, -50)], soft(linen, 0.1, 0.14))  # fmt: skip
    pen.line([(-8.8 * w, -47.6), (0, -46.6), (8.8 * w, -47.6)], darker(linen, 0.25), 1.2)
    pen.rect(-4, -42, 8, 7.4, soft(darker(linen, 0.1)), 1.2)


def _lab_coat(pen: Pen, wearer: Wearer) -> None:
    wearer.skirt(pen, -52, -19, 9.0, 11.2, "#f4f6f6", "")
    pen.shape(wearer.torso(-42, 9.6, 8.9), soft("#fbfcfc", 0, 0.08))
    pen.poly([(-3.8, -71.8), (3.8, -71.8), (0.4, -56)], soft(wearer.cloth))
    for side in (-1, 1):
        pen.poly([(side * 3.4, -72), (side * 6.6, -66), (side * 4.6, -64), (side * 0.5, -55)], "#dfe6e8")
    pen.line([(0.4, -55), (0.6, -18)], "#b9c4c8", 0.7)
    for y in (-51, -45, -39):
        pen.circle(1.6, y, 0.65, "#a9b4ba")
    for x in (-7.4, 3.4):
        pen.rect(x, -40, 4.4, 5.4, "#e2e9ea", 0.8)
    pen.rect(5.0, -62, 1.1, 3.8, wearer.trim, 0.4)


@dataclass(frozen=True)
class Cut:
    """One garment. `sleeve` is 0 for none, 1 to the elbow, 2 to the wrist; colours are taken from the look if None."""

    draw: Callable[[Pen, Wearer], None]
    sleeve: float
    legs: Callable[[Wearer], str]
    leg_width: float = 3.9
    sleeve_colour: Callable[[Wearer], str] = lambda wearer: wearer.cloth
    sleeve_width: float = 1.08
    shoe: str = _LEATHER
    behind: Callable[[Pen, Wearer], None] | None = None
    over: Callable[[Pen, Wearer], None] | None = None


def _skin(wearer: Wearer) -> str:
    return wearer.look.skin


def _churidar(wearer: Wearer) -> str:
    return mix("#f2e8d4", wearer.trim, 0.12)


GARMENTS: dict[Garment, Cut] = {
    "sari": Cut(_sari, 0.62, _skin, 2.7, lambda o: mix(darker(o.cloth, 0.3), o.trim, 0.5), over=_sari_drape),
    "lehenga": Cut(_lehenga, 0.6, _skin, 2.7, lambda o: darker(o.cloth, 0.2), over=_dupatta),
    "salwar": Cut(_salwar, 1.7, lambda o: lighter(o.trim, 0.1), 4.4, over=_salwar_scarf),
    "kurta": Cut(_kurta, 1.78, _churidar),
    "sherwani": Cut(_sherwani, 1.85, _churidar, 3.3, shoe="#8a5a2c"),
    "dhoti": Cut(_dhoti, 0.0, _skin, 2.9, over=_dhoti_sash),
    "lungi": Cut(_lungi, 0.0, _skin, 2.9),
    "monks-robe": Cut(_monks_robe, 0.0, _skin, 2.7),
    "robe": Cut(_robe, 1.85, _skin, 2.7, sleeve_width=1.45, behind=_royal_cape),
    "cloak": Cut(
        _cloak,
        1.82,
        lambda o: "#5f5346",
        sleeve_colour=lambda o: mix(o.trim, "#7a6448", 0.55),
        behind=_cape,
        over=_cloak_front,
    ),
    "tunic": Cut(_tunic, 1.78, lambda o: mix("#6b5a48", o.trim, 0.2), 3.4, shoe="#4f3626"),
    "gown": Cut(_gown, 1.85, _skin, 2.7, sleeve_width=1.2, behind=_royal_cape),
    "dress": Cut(_dress, 0.62, _skin, 2.8, shoe="#7a3a3a"),
    "suit": Cut(_suit, 1.85, lambda o: darker(o.cloth, 0.14), shoe="#2f2628"),
    "shirt": Cut(_shirt, 0.9, lambda o: mix("#46546b", darker(o.trim, 0.5), 0.35), shoe="#4a3428"),
    "t-shirt": Cut(_t_shirt, 0.75, lambda o: "#45608a", 4.0, shoe="#eef0f2"),
    "school-uniform": Cut(_school_uniform, 0.8, _skin, 3.0, lambda o: _WHITE, shoe="#2f2628"),
    "sailor": Cut(_sailor, 1.8, lambda o: mix(o.cloth, "#1f3a6a", 0.75), 4.4, lambda o: _WHITE, shoe="#2f2628"),
    "armour": Cut(_armour, 1.85, lambda o: "#8d98a4", 4.2, lambda o: "#aab5bf", shoe="#6d7884", behind=_cape),
    "apron": Cut(_apron, 1.1, lambda o: "#5a5148"),
    "lab-coat": Cut(_lab_coat, 1.88, lambda o: "#4a5666", sleeve_colour=lambda o: "#f0f3f3", shoe="#2f2628"),
}
"""Every garment by name."""
