"""Garments of today, and of trades."""

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.clothes.wearer import LEATHER, WHITE, Wearer, soft


def dress(pen: Pen, wearer: Wearer) -> None:
    """A dress."""
    wearer.skirt(pen, -52, -15, 6.8, 14.6, wearer.cloth, wearer.trim)
    body = wearer.torso(-48.6, 7.4, 7.1)
    pen.shape(body, soft(wearer.cloth, 0.12, 0.05))
    wearer.dotted(pen, body, lighter(wearer.cloth, 0.55), (-9, -66, 10, -50))
    for side in (-1, 1):
        pen.blob([(0, -70.6), (side * 3.8, -72), (side * 5.6, -69), (side * 2.6, -66.8)], soft(WHITE, 0, 0.08))
    wearer.belt(pen, -52, 7.3, wearer.trim)


def suit(pen: Pen, wearer: Wearer) -> None:
    """A suit."""
    pen.shape(wearer.torso(-36.6, 9.9, 8.8), soft(wearer.cloth, 0.12, 0.14))
    pen.poly([(-3.8, -71.8), (3.8, -71.8), (0.4, -53.6)], soft(WHITE, 0, 0.05))
    pen.poly([(-1, -70), (1, -70), (1.5, -58), (0.2, -55), (-1.3, -58)], soft(wearer.trim))
    for side in (-1, 1):
        lapel = [(side * 3.4, -72), (side * 6.4, -65), (side * 4.4, -63.4), (side * 0.6, -53.2)]
        pen.poly(lapel, darker(wearer.cloth, 0.26))
    pen.line([(0.4, -53), (0.6, -37)], darker(wearer.cloth, 0.42), 0.6)
    for y in (-50, -45.6):
        pen.circle(1.4, y, 0.7, darker(wearer.cloth, 0.55))
    pen.poly([(4.8, -63), (7.4, -63.6), (7.2, -61.8), (4.8, -61.4)], WHITE)


def _collar(pen: Pen, colour: str) -> None:
    for side in (-1, 1):
        pen.poly([(side * 3.6, -72.2), (0, -67.2), (side * 2.8, -64.8), (side * 5.8, -69.2)], colour)


def shirt(pen: Pen, wearer: Wearer) -> None:
    """A shirt."""
    pen.shape(wearer.torso(-40, 9.2, 8.5), soft(wearer.cloth, 0.12, 0.1))
    pen.line([(0, -66.6), (0.2, -41)], darker(wearer.cloth, 0.24), 0.5)
    for k in range(5):
        pen.circle(0, -63 + k * 4.6, 0.55, lighter(wearer.trim, 0.3))
    pen.rect(3.2, -62, 4.2, 4.6, darker(wearer.cloth, 0.14), 0.6)
    _collar(pen, lighter(wearer.cloth, 0.28))
    wearer.belt(pen, -42, 9.0, LEATHER, 2.2)


def t_shirt(pen: Pen, wearer: Wearer) -> None:
    """A T-shirt."""
    body = wearer.torso(-38.6, 9.2, 8.5)
    pen.shape(body, soft(wearer.cloth, 0.12, 0.1))
    with pen.clipped(body):
        pen.rect(-12, -61, 24, 4.2, wearer.trim)
        pen.rect(-12, -55.4, 24, 1.6, wearer.trim)
    pen.arc(0, -71.2, 3.8, 3.4, 5, 170, lighter(wearer.cloth, 0.35), 1.2)


def school_uniform(pen: Pen, wearer: Wearer) -> None:
    """A school uniform."""
    if wearer.gender == "female":
        wearer.skirt(pen, -46, -22, 8.0, 12.6, wearer.cloth, "")
    else:
        for side in (-1, 1):
            leg = [(0, -46), (side * 8.8 * wearer.width, -46), (side * 9.0 * wearer.width, -24), (side * 1.0, -24),
                   (side * 0.3, -36)]  # fmt: skip
            pen.poly(leg, soft(wearer.cloth, 0.1, 0.2))
    pen.shape(wearer.torso(-43, 8.6, 8.2), soft(WHITE, 0, 0.1))
    if wearer.gender == "female":
        for side in (-1, 1):
            pen.line([(side * 5.4, -70), (side * 5.0, -44)], wearer.cloth, 2.2)
    wearer.belt(pen, -45.4, 8.5, darker(wearer.cloth, 0.3), 2.2)
    _collar(pen, "#ffffff")
    pen.poly([(-1, -68), (1, -68), (1.7, -55), (0, -52.4), (-1.7, -55)], soft(wearer.trim))
    for y in (-64, -60, -56.4):
        pen.line([(-1.3, y), (1.4, y - 1.2)], wearer.cloth, 0.7)


def sailor(pen: Pen, wearer: Wearer) -> None:
    """A sailor."""
    body = wearer.torso(-39.6, 9.3, 8.5)
    pen.shape(body, soft(WHITE, 0, 0.1))
    navy = mix(wearer.cloth, "#1f3a6a", 0.75)
    with pen.clipped(body):
        for y in range(-66, -40, 4):
            pen.line([(-12, y), (0, y + 0.9), (12, y)], navy, 1.5)
    pen.blob([(-8.6, -70), (0, -73), (8.6, -70), (7, -63.6), (0, -60), (-7, -63.6)], soft(navy))
    pen.poly([(-3.2, -72), (3.2, -72), (0, -63.6)], soft(wearer.look.skin, 0, 0.06))
    pen.blob([(-2.4, -62), (2.4, -62), (1.6, -55), (0, -57), (-1.6, -55)], soft("#c8433f"))


def apron(pen: Pen, wearer: Wearer) -> None:
    """An apron: white and with a red cross over a frock, where a nurse wears it."""
    nurse = wearer.look.headwear == "nurse-cap"
    w, linen = wearer.width, "#fbfbf8" if nurse else mix("#efe4cc", wearer.trim, 0.2)
    if nurse:
        wearer.skirt(pen, -46, -14, 8.4, 12.0, wearer.cloth, "")
    pen.shape(wearer.torso(-40, 9.2, 8.6), soft(wearer.cloth, 0.12, 0.1))
    _collar(pen, lighter(wearer.cloth, 0.25))
    for side in (-1, 1):
        pen.line([(side * 4.8 * w, -62), (side * 3.6, -71)], darker(linen, 0.12), 1.3)
    pen.blob([(-5.2 * w, -63.4), (5.2 * w, -63.4), (6.4 * w, -50), (9.6 * w, -44), (9.4 * w, -20), (0, -18),
              (-9.4 * w, -20), (-9.6 * w, -44), (-6.4 * w, -50)], soft(linen, 0.1, 0.14))  # fmt: skip
    pen.line([(-8.8 * w, -47.6), (0, -46.6), (8.8 * w, -47.6)], darker(linen, 0.25), 1.2)
    if nurse:
        for wide, tall in ((4.8, 1.7), (1.7, 4.8)):
            pen.rect(-wide / 2, -56 - tall / 2, wide, tall, "#d0303a", 0.2)
    else:
        pen.rect(-4, -42, 8, 7.4, soft(darker(linen, 0.1)), 1.2)


def lab_coat(pen: Pen, wearer: Wearer) -> None:
    """A lab coat."""
    wearer.skirt(pen, -52, -19, 9.0, 11.2, "#f4f6f6", "", wearer.torso(-42, 9.6, 8.9))
    pen.poly([(-3.8, -71.8), (3.8, -71.8), (0.4, -56)], soft(wearer.cloth))
    for side in (-1, 1):
        pen.poly([(side * 3.4, -72), (side * 6.6, -66), (side * 4.6, -64), (side * 0.5, -55)], "#dfe6e8")
    pen.line([(0.4, -55), (0.6, -18)], "#b9c4c8", 0.7)
    for y in (-51, -45, -39):
        pen.circle(1.6, y, 0.65, "#a9b4ba")
    for x in (-7.4, 3.4):
        pen.rect(x, -40, 4.4, 5.4, "#e2e9ea", 0.8)
    pen.rect(5.0, -62, 1.1, 3.8, wearer.trim, 0.4)


SUIT_WHITE = "#eef1f3"


def life_support(pen: Pen, wearer: Wearer) -> None:
    """What an astronaut carries on the back."""
    w = wearer.width
    pen.rect(-13.4 * w, -73, 26.8 * w, 30, soft("#aab4bc", 0.06, 0.2), 4)


def spacesuit(pen: Pen, wearer: Wearer) -> None:
    """A padded white suit with a ring at the neck, two stripes of its own colour and what it is steered by."""
    body = wearer.torso(-38, 10.8, 9.8)
    pen.shape(body, soft(SUIT_WHITE, 0.1, 0.14))
    with pen.clipped(body):
        for y in (-47.4, -44.4):
            pen.line([(-14, y), (0, y + 1.6), (14, y)], wearer.cloth, 1.6)
    pen.rect(-6.2, -62, 12.4, 10.6, soft("#c3ccd3", 0.1, 0.12), 1.6)
    pen.rect(-4.8, -60.6, 5.2, 4.0, "#2c4a66", 0.8)
    for x, colour in ((2.4, "#d9404f"), (4.6, "#3fa06a")):
        pen.circle(x, -58.6, 0.9, colour)
    pen.rect(-4.8, -55.2, 9.4, 1.2, wearer.trim, 0.5)
    pen.ellipse(0, -70.4, 7.8, 2.7, soft("#b7c1c9", 0.16, 0.2))
    pen.ellipse(0, -70.8, 6.0, 1.8, wearer.cloth)
