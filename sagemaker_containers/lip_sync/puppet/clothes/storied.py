"""Garments of old tales: robes, cloaks, gowns, armour."""

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Fill, Pen, smooth
from sagemaker_containers.lip_sync.puppet.clothes.wearer import GOLD, LEATHER, WHITE, Wearer, soft


def robe(pen: Pen, wearer: Wearer) -> None:
    """A robe."""
    wearer.skirt(pen, -56, -1.2, 9.2, 13.2, wearer.cloth, wearer.trim, wearer.torso(-44, 10, 9.0))
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


def royal_cape(pen: Pen, wearer: Wearer) -> None:
    """The train of whoever wears a crown."""
    if wearer.look.headwear in ("crown", "tiara"):
        w = wearer.width
        pen.blob([(-9 * w, -68), (-15 * w, -36), (-18 * w, -2), (0, 0), (17 * w, -2), (14 * w, -36), (9 * w, -68)],
                 soft(darker(mix(wearer.trim, "#7a1f2c", 0.6), 0.1), 0.05, 0.3))  # fmt: skip


def cloak(pen: Pen, wearer: Wearer) -> None:
    """A cloak."""
    under = mix(wearer.trim, "#7a6448", 0.55)
    wearer.skirt(pen, -52, -26, 8.4, 10.2, under, "")
    pen.shape(wearer.torso(-44, 9.2), soft(under, 0.1, 0.05))
    wearer.belt(pen, -48, 8.6, LEATHER)


def cloak_front(pen: Pen, wearer: Wearer) -> None:
    """The cloak's fronts and clasp."""
    w = wearer.width
    for side in (-1, 1):
        fall = smooth([(side * 2.4, -71.6), (side * 9.6 * w, -70), (side * 13 * w, -58), (side * 14.6 * w, -30),
                       (side * 14.2 * w, -8), (side * 9.2 * w, -7), (side * 8.2 * w, -40),
                       (side * 6 * w, -62)])  # fmt: skip
        pen.shape(fall, soft(wearer.cloth, 0.12, 0.24))
    pen.blob([(-8 * w, -70), (0, -73.4), (8 * w, -70), (5 * w, -66.4), (0, -67.4), (-5 * w, -66.4)],
             soft(darker(wearer.cloth, 0.14)))  # fmt: skip
    pen.circle(0, -67.6, 1.5, soft(GOLD))


def cape(pen: Pen, wearer: Wearer) -> None:
    """A cape behind the body."""
    w = wearer.width
    pen.blob([(-7 * w, -69), (-13 * w, -40), (-15 * w, -7), (-4, -4), (8 * w, -7), (7 * w, -69)],
             soft(wearer.cloth, 0.05, 0.3))  # fmt: skip


def tunic(pen: Pen, wearer: Wearer) -> None:
    """A tunic."""
    wearer.skirt(pen, -50, -25, 8.4, 10.8, wearer.cloth, wearer.trim)
    pen.shape(wearer.torso(-44, 9.2, 8.4), soft(wearer.cloth, 0.12, 0.05))
    pen.poly([(-2.6, -71.6), (2.6, -71.6), (0, -62)], soft(WHITE, 0, 0.1))
    for k in range(3):
        pen.line([(-1.8 + k * 0.5, -69 + k * 2), (1.8 - k * 0.5, -68 + k * 2)], LEATHER, 0.45)
    wearer.belt(pen, -48.6, 8.9, LEATHER, 2.8)
    pen.rect(-1.7, -49, 3.4, 3.6, soft(GOLD), 0.6)


def gown(pen: Pen, wearer: Wearer) -> None:
    """A gown."""
    w = wearer.width
    wearer.skirt(pen, -51, -1.0, 6.8, 18.0, wearer.cloth, wearer.trim)
    panel = [(-2.4 * w, -51), (2.4 * w, -51), (7 * w, -1), (0, 0.4), (-7 * w, -1)]
    pen.poly(panel, soft(lighter(wearer.cloth, 0.42)))
    pen.shape(wearer.torso(-47.6, 7.2, 6.9), soft(wearer.cloth, 0.14, 0.04))
    pen.poly([(-2.6, -66), (2.6, -66), (0.2, -50)], soft(lighter(wearer.cloth, 0.42)))
    pen.ellipse(0, -70.6, 5.4, 4.2, soft(wearer.look.skin, 0, 0.06))
    pen.arc(0, -70.6, 5.4, 4.4, 8, 164, wearer.trim, 1.2)
    wearer.belt(pen, -51.4, 6.9, wearer.trim, 2)


def armour(pen: Pen, wearer: Wearer) -> None:
    """Breastplate and pauldrons over a skirt."""
    w = wearer.width
    wearer.skirt(pen, -48, -28, 8.4, 10.4, wearer.cloth, wearer.trim)
    steel: Fill = ("#e6ecf1", "#7f8a96")
    pen.shape(wearer.torso(-45.4, 9.0, 8.6), steel)
    pen.line([(0, -70), (0, -48)], "#8b97a3", 0.8)
    pen.poly([(0, -66.4), (4.4, -61.4), (0, -53.4), (-4.4, -61.4)], soft(wearer.cloth))
    pen.poly([(0, -64), (2.2, -61.4), (0, -57.4), (-2.2, -61.4)], soft(wearer.trim))
    wearer.belt(pen, -48.6, 8.8, LEATHER, 3)
    pen.rect(-1.7, -49, 3.4, 3.8, soft(GOLD), 0.6)
    pen.blob([(-4.4, -72), (4.4, -72), (5.4, -69), (0, -67.6), (-5.4, -69)], ("#c9d2da", "#8d98a4"))
    for side in (-1, 1):
        for k in range(2):
            pen.ellipse(side * (9.6 + k * 0.5) * w, -66.6 + k * 3.4, 4.4 - k * 0.5, 3.4, steel)
