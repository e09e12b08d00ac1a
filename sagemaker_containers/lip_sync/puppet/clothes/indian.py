"""Garments of India."""

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.clothes.wearer import GOLD, WHITE, Wearer, soft


def _blouse(pen: Pen, wearer: Wearer, colour: str) -> None:
    pen.shape(wearer.torso(-55.5, 7.6, 8.0), soft(colour))
    pen.ellipse(0, -71.2, 4.2, 3.6, soft(darker(wearer.look.skin, 0.06), 0, 0))


def sari(pen: Pen, wearer: Wearer) -> None:
    """A sari."""
    pen.shape(wearer.torso(-44, 8.4, 7.4), soft(wearer.look.skin))
    wearer.skirt(pen, -47.5, -1.4, 7.8, 12.6, wearer.cloth, wearer.trim)
    for k in range(4):
        x = 0.5 + k * 1.5
        pen.line([(x, -46), (x + 0.7, -3)], darker(wearer.cloth, 0.3), 0.5, 0.6)
    _blouse(pen, wearer, mix(darker(wearer.cloth, 0.3), wearer.trim, 0.5))


def sari_drape(pen: Pen, wearer: Wearer) -> None:
    """The sari's end, over the shoulder."""
    w = wearer.width
    fall = smooth([(-9.8 * w, -69.2), (-5.4 * w, -70.6), (-5.8 * w, -52), (-5.4 * w, -29), (-9 * w, -25.4),
                   (-13.2 * w, -27.4), (-11.4 * w, -48)])  # fmt: skip
    pen.shape(fall, soft(darker(wearer.cloth, 0.08), 0.08, 0.2))
    with pen.clipped(fall):
        for y, wide in ((-28.4, 2.2), (-32.2, 0.7)):
            pen.line([(-15 * w, y - 1.6), (-9 * w, y + 0.6), (-3 * w, y - 2.4)], wearer.trim, wide)
    drape = smooth([(-9.4 * w, -69.4), (-4.6 * w, -71), (3.2 * w, -60), (8.6 * w, -50), (8.2 * w, -42.4),
                    (1, -46), (-6 * w, -56)])  # fmt: skip
    pen.shape(drape, soft(wearer.cloth, 0.2, 0.04))
    wearer.dotted(pen, drape, wearer.trim, (-10 * w, -68, 9 * w, -43))
    pen.line([(-4.6 * w, -70.8), (3.2 * w, -60), (8.6 * w, -49.6)], wearer.trim, 1.7)


def lehenga(pen: Pen, wearer: Wearer) -> None:
    """A lehenga."""
    pen.shape(wearer.torso(-46, 8.0, 7.2), soft(wearer.look.skin))
    wearer.skirt(pen, -49.5, -2.2, 7.6, 18.6, wearer.cloth, wearer.trim)
    w = wearer.width
    for y, half in ((-14.0, 15.6), (-24.0, 12.8)):
        for k in range(-3, 4):
            pen.circle(half * w * k / 3.6, y + 1.2 - 0.12 * k * k, 0.85, wearer.trim)
    wearer.belt(pen, -50.4, 7.4, wearer.trim)
    _blouse(pen, wearer, darker(wearer.cloth, 0.2))


def dupatta(pen: Pen, wearer: Wearer) -> None:
    """The lehenga's scarf."""
    w, veil = wearer.width, mix(wearer.trim, "#fff4e0", 0.3)
    scarf = smooth([(-9.6 * w, -69.2), (-5.6 * w, -71), (3 * w, -60), (9.6 * w, -47), (12.4 * w, -26), (8.4 * w, -26),
                    (5.4 * w, -46), (-5 * w, -58)])  # fmt: skip
    pen.shape(scarf, soft(veil), 0.96)
    pen.line([(8.6 * w, -27), (12.2 * w, -27)], wearer.cloth, 1.6)


def salwar(pen: Pen, wearer: Wearer) -> None:
    """A salwar."""
    body = wearer.torso(-45, 8.4)
    wearer.skirt(pen, -53, -20, 7.4, 11.6, wearer.cloth, wearer.trim, body)
    wearer.dotted(pen, body, lighter(wearer.cloth, 0.4), (-9, -62, 10, -46))
    pen.arc(0, -70.6, 3.8, 5.0, 0, 180, wearer.trim, 1.3)


def salwar_scarf(pen: Pen, wearer: Wearer) -> None:
    """The salwar's scarf."""
    w = wearer.width
    for side in (-1, 1):
        scarf = smooth([(side * 3.8, -72), (side * 9 * w, -69.6), (side * 8.8 * w, -48), (side * 10.4 * w, -28),
                        (side * 6.2 * w, -28), (side * 5.8 * w, -50)])  # fmt: skip
        pen.shape(scarf, soft(lighter(wearer.trim, 0.12)))
        pen.line([(side * 6.4 * w, -29), (side * 10.2 * w, -29)], darker(wearer.trim, 0.3), 1.0)


def kurta(pen: Pen, wearer: Wearer) -> None:
    """A kurta."""
    wearer.skirt(pen, -53, -20, 8.4, 10.6, wearer.cloth, wearer.trim, wearer.torso(-44, 9.0, 8.3))
    pen.rect(-1.3, -70.4, 2.6, 17, soft(wearer.trim), 0.8)
    for k in range(4):
        pen.circle(0, -68 + k * 4, 0.55, darker(wearer.trim, 0.45))
    pen.arc(0, -71.6, 3.4, 2.2, 0, 180, wearer.trim, 1.5)


def sherwani(pen: Pen, wearer: Wearer) -> None:
    """A sherwani."""
    w = wearer.width
    coat = wearer.torso(-44, 9.0, 8.5)
    wearer.skirt(pen, -53, -17.4, 8.6, 10.8, wearer.cloth, wearer.trim, coat)
    wearer.dotted(pen, coat, mix(wearer.cloth, wearer.trim, 0.6), (-9, -67, 10, -45))
    pen.line([(0, -70), (0.4, -19)], darker(wearer.cloth, 0.35), 0.7)
    for k in range(7):
        pen.circle(0.1, -67 + k * 4.4, 0.75, GOLD)
    pen.rect(-3.6, -73.6, 7.2, 3.6, soft(wearer.trim), 1.2)
    stole = smooth([(-9.2 * w, -69.6), (-5 * w, -71.4), (-4.6 * w, -48), (-5.4 * w, -24), (-9.6 * w, -24),
                    (-9 * w, -48)])  # fmt: skip
    pen.shape(stole, soft(mix(wearer.trim, "#8a1f2c", 0.35)))
    pen.line([(-9.4 * w, -26), (-5.6 * w, -26)], GOLD, 1.6)


def dhoti(pen: Pen, wearer: Wearer) -> None:
    """A dhoti."""
    white = mix(WHITE, wearer.cloth, 0.14)
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


def dhoti_sash(pen: Pen, wearer: Wearer) -> None:
    """The cloth over one shoulder."""
    w = wearer.width
    sash = smooth([(-9.8 * w, -68.6), (-5.4 * w, -70.8), (0, -58), (8 * w, -46), (5.6 * w, -43.4), (-5 * w, -55)])
    pen.shape(sash, soft(wearer.cloth))
    pen.line([(-5.4 * w, -70.2), (0, -58), (8 * w, -46.4)], wearer.trim, 1.3)


def lungi(pen: Pen, wearer: Wearer) -> None:
    """A lungi."""
    w = wearer.width
    wearer.skirt(pen, -46, -7, 8.6, 10.8, wearer.cloth, "")
    for y in (-38, -30, -22, -14):
        pen.line([(-9.4 * w, y), (0, y + 1.2), (9.4 * w, y)], wearer.trim, 0.9, 0.8)
    for x in (-6, -1, 4):
        pen.line([(x * w * 0.9, -44), (x * w * 1.2, -7)], wearer.trim, 0.7, 0.6)
    pen.blob([(-2, -46), (5, -46.5), (4, -38), (0, -36)], soft(lighter(wearer.cloth, 0.1)))
    vest = wearer.torso(-44, 8.8, 8.2)
    pen.shape(vest, soft(WHITE, 0, 0.1))
    pen.ellipse(0, -70.8, 5.0, 5.4, soft(wearer.look.skin, 0, 0.05))


def monks_robe(pen: Pen, wearer: Wearer) -> None:
    """A monk's robe, one shoulder bare."""
    w = wearer.width
    pen.shape(wearer.torso(-50, 9.0), soft(wearer.look.skin))
    wearer.skirt(pen, -54, -2, 9.0, 12.8, wearer.cloth, "")
    wrap = smooth([(-10.4 * w, -68.4), (-5.4 * w, -71.2), (2 * w, -63), (9.8 * w, -56), (9.4 * w, -46),
                   (0, -44), (-9.4 * w, -46)])  # fmt: skip
    pen.shape(wrap, soft(lighter(wearer.cloth, 0.1), 0.1, 0.1))
    for k in range(3):
        pen.line([(-8 * w + k * 2.6, -66 + k * 0.6), (1 * w + k, -55 + k * 2), (9 * w, -50 + k * 2.2)],
                 darker(wearer.cloth, 0.28), 0.6, 0.7)  # fmt: skip
