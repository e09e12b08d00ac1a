"""Tools, weapons and things on a stick. Each stands on (0, 0), about 10 units high."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.taste import Taste
from sagemaker_containers.picture.illustrator import furniture

_WOOD = ("#b57f48", "#7a4f2c")
_STEEL = ("#f4f8fb", "#98a6b4")


def torch(taste: Taste, pen: Pen) -> None:
    """A burning torch, or an electric one where there is electricity."""
    if taste.period == "historical":
        pen.glow(0, -11, 15, "#ff9a3d", 0.6)
        pen.poly([(-0.9, 0), (0.9, 0), (1.6, -8), (-1.6, -8)], _WOOD)
        pen.rect(-2, -8.6, 4, 1.6, "#5a4632", 0.4)
        furniture.fire(pen, 0, -8, 6)
        return
    with pen.moved(0, -2, rotate=-12):
        pen.glow(9, 0, 10, "#fff3b0", 0.7)
        pen.toned(str).poly([(5, -1.6), (15, -5), (15, 5), (5, 1.6)], "#fff6c4", 0.5)
        pen.rect(-6, -1.3, 9, 2.6, ("#5c6470", "#2b313c"), 0.8)
        pen.poly([(2.6, -1.3), (5.4, -2.4), (5.4, 2.4), (2.6, 1.3)], ("#8a94a0", "#4a515c"))
        pen.rect(-2, -1.7, 1.8, 0.8, "#e8605a", 0.3)


def knife(taste: Taste, pen: Pen) -> None:
    """A knife with a wooden handle."""
    with pen.moved(0, -2.4, rotate=-16):
        pen.blob([(-1, -1.2), (6, -1.2), (8.6, 0.8), (6, 1.2), (-1, 1.2)], _STEEL)
        pen.rect(-7, -1.1, 6.2, 2.2, _WOOD, 0.9)
        for x in (-5.4, -3):
            pen.circle(x, 0, 0.36, "#f0dca8")


def spear(taste: Taste, pen: Pen) -> None:
    """A spear, upright."""
    with pen.moved(0, 0, rotate=8):
        pen.line([(0, 0), (0, -22)], "#a06c3f", 0.9)
        pen.poly([(0, -28), (1.8, -23.4), (0, -21.6), (-1.8, -23.4)], _STEEL)
        pen.rect(-1.1, -21.8, 2.2, 1.4, "#c93f3f", 0.4)


def bow(taste: Taste, pen: Pen) -> None:
    """A bow with an arrow."""
    pen.line([(-2, -1), (5, -8), (5, -12), (-2, -19)], "#8a5630", 1.2)
    pen.line([(-2, -1), (-2, -19)], "#fff6e0", 0.3)
    pen.line([(-8, -10), (10, -10)], "#b57f48", 0.6)
    pen.poly([(12.6, -10), (9.4, -11.4), (9.4, -8.6)], _STEEL)
    for k in range(2):
        pen.poly([(-8 + k * 1.4, -10), (-10 + k * 1.4, -12), (-8.6 + k * 1.4, -12)], "#e8605a")
        pen.poly([(-8 + k * 1.4, -10), (-10 + k * 1.4, -8), (-8.6 + k * 1.4, -8)], "#e8605a")


def shield(taste: Taste, pen: Pen) -> None:
    """A round Indian shield with bosses, or a knight's."""
    if taste.indian:
        pen.circle(0, -6.4, 6.4, ("#d9a441", "#7d4f24"))
        pen.circle(0, -6.4, 5.2, ("#8a3f34", "#5a241f"))
        for k in range(4):
            angle = math.tau * (k + 0.5) / 4
            pen.circle(2.8 * math.cos(angle), -6.4 + 2.8 * math.sin(angle), 1, ("#ffe9a8", "#b58a30"))
        return
    pen.blob([(-5.4, -12.4), (5.4, -12.4), (5.2, -6), (0, 0), (-5.2, -6)], ("#d9e0e8", "#7f8c9a"))
    pen.blob([(-4.4, -11.4), (4.4, -11.4), (4.2, -6.2), (0, -1.4), (-4.2, -6.2)], ("#d9504a", "#8a2430"))
    pen.rect(-0.8, -11.4, 1.6, 9, "#ffe08a")
    pen.rect(-4.2, -8.6, 8.4, 1.6, "#ffe08a")


def axe(taste: Taste, pen: Pen) -> None:
    """A woodcutter's axe."""
    with pen.moved(0, 0, rotate=18):
        pen.rect(-0.7, -12, 1.4, 12, _WOOD, 0.5)
        pen.blob([(0.4, -12), (4.6, -13.4), (5.6, -9.6), (4, -6.6), (0.4, -8.4)], _STEEL)


def hammer(taste: Taste, pen: Pen) -> None:
    """A hammer."""
    with pen.moved(0, 0, rotate=-14):
        pen.rect(-0.7, -9, 1.4, 9, _WOOD, 0.5)
        pen.rect(-4, -11.6, 8, 3.6, ("#a9b4c0", "#4a525d"), 0.7)


def broom(taste: Taste, pen: Pen) -> None:
    """A broom of twigs."""
    with pen.moved(0, 0, rotate=10):
        pen.line([(0, -5), (0, -22)], "#a06c3f", 0.8)
        pen.poly([(-1, -7), (1, -7), (3.6, 0), (-3.6, 0)], ("#e8c86b", "#b08a3c"))
        for x in (-2, -0.7, 0.7, 2):
            pen.line([(x * 0.3, -6.6), (x * 1.5, -0.2)], "#8a6a2c", 0.25)
        pen.rect(-1.4, -7, 2.8, 1, "#c93f3f", 0.3)


def wand(taste: Taste, pen: Pen) -> None:
    """A wand with a shining star."""
    pen.glow(4.6, -9, 12, "#fff3a8", 0.7)
    pen.line([(-4, -0.6), (3.4, -7.4)], "#5a3a6b", 1)
    star = [
        (r * math.sin(math.pi * k / 5), -r * math.cos(math.pi * k / 5)) for k in range(10) for r in [(3.4, 1.5)[k % 2]]
    ]
    pen.toned(str).poly([(4.6 + x, -9 + y) for x, y in star], ("#fff9d0", "#ffc93f"))


def net(taste: Taste, pen: Pen) -> None:
    """A fishing net in a heap."""
    outline = skia.Path()
    outline.moveTo(-8, 0)
    outline.cubicTo(-6, -6, -3, -8, 0, -8)
    outline.cubicTo(4, -8, 6, -5, 8, 0)
    outline.close()
    pen.shape(outline, ("#d9c79a", "#a08a5c"), 0.7)
    with pen.clipped(outline):
        for k in range(14):
            pen.line([(-14 + k * 2, 0), (-6 + k * 2, -9)], "#6b5636", 0.3)
            pen.line([(-14 + k * 2, -9), (-6 + k * 2, 0)], "#6b5636", 0.3)
    for x in (-7, -3.4, 0.2, 3.8, 7):
        pen.circle(x, -0.2, 0.9, ("#ff9a5a", "#c9502f"))


def flag(taste: Taste, pen: Pen) -> None:
    """A pennant on a pole: saffron, or red."""
    colour = "#ff8a2e" if taste.indian else "#c93f4a"
    pen.line([(0, 0), (0, -20)], "#8a6038", 0.7)
    pen.circle(0, -20.4, 0.8, "#ffe08a")
    pen.blob([(0, -19.6), (5, -20.2), (11, -16.6), (5, -14.4), (0, -13.4)], (lighter(colour, 0.2), darker(colour, 0.1)))


def pen(taste: Taste, pen: Pen) -> None:
    """A quill in its inkpot, or a fountain pen."""
    if taste.period == "historical":
        pen.blob([(-3.4, 0), (-3.4, -2.8), (-1.4, -4.4), (1.4, -4.4), (3.4, -2.8), (3.4, 0)], ("#6f80ac", "#232b4a"))
        with pen.moved(0, -4, rotate=24):
            pen.blob([(0, 0), (-2, -6), (0, -13), (2.2, -8)], ("#ffffff", "#d9d0c0"))
            pen.line([(0, 1), (0, -12)], "#a89a80", 0.3)
        return
    with pen.moved(0, -3, rotate=-34):
        pen.rect(-6, -0.9, 9, 1.8, ("#3f6fb0", "#1f3f70"), 0.8)
        pen.poly([(3, -0.9), (6.4, 0), (3, 0.9)], ("#fff0a8", "#c9922f"))
        pen.rect(-1, -1, 1, 2, "#ffe08a")


def feather(taste: Taste, pen: Pen) -> None:
    """A peacock's feather, or a white one."""
    with pen.moved(0, -1, rotate=28):
        if taste.indian:
            pen.line([(0, 1), (0, -8)], "#8a7a3c", 0.4)
            pen.blob([(0, -4), (-3.6, -9), (0, -14.6), (3.6, -9)], ("#5fb56a", "#2f7a4f"))
            pen.ellipse(0, -10, 2.1, 2.6, "#d9a441")
            pen.ellipse(0, -9.8, 1.4, 1.8, "#2f9ac9")
            pen.ellipse(0, -9.4, 0.8, 1, "#1f2a6b")
            return
        pen.blob([(0, -2), (-2.6, -7), (0, -14), (2.8, -8)], ("#ffffff", "#cfd6e0"))
        pen.line([(0, 1), (0, -13)], "#a8a08c", 0.35)
