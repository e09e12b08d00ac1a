"""Animals of a place that take no part in the story. Each stands on (x, y); `size` is its length in units."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen


def camel(pen: Pen, x: float, y: float, size: float, colour: str = "#a8743f", flip: bool = False) -> None:
    """A camel that walks under a bright saddle cloth."""
    with pen.moved(x, y, scale=size / 24, flip=flip):
        pen.shadow(0, 0.1, 11, 1.1, 0.28)
        fill = (lighter(colour, 0.18), darker(colour, 0.15))
        for lx, foot in ((-6.4, -8), (-4.8, -4), (4.2, 3), (5.8, 7.4)):
            pen.line([(lx, -9), ((lx + foot) / 2 + 0.4, -5), (foot, -0.3)], darker(colour, 0.12), 1.5)
        pen.blob(
            [(-9, -9), (-8, -13), (-4, -14), (0, -18.6), (3.6, -14), (7.4, -13.4), (8.4, -10), (4, -7.8), (-5, -8)],
            fill,
        )
        pen.line([(6.6, -11.6), (10.6, -11), (11.4, -17.6)], colour, 2.3)
        pen.blob([(10.4, -18), (12, -20), (15.4, -18), (14.8, -16.6), (11.4, -16.6)], fill)
        pen.line([(-8.6, -11.6), (-10, -7)], darker(colour, 0.2), 0.6)
        pen.blob([(-4, -13.4), (0, -18.9), (3.6, -13.6), (3, -9.4), (-3.2, -9.4)], ("#d9503f", "#8f2c3c"))
        pen.line([(-3.4, -10.8), (3.2, -10.8)], "#f2c23f", 0.6)


def cow(pen: Pen, x: float, y: float, size: float, colour: str = "#f2ebdf", flip: bool = False) -> None:
    """A cow or bullock with a hump and curved horns."""
    with pen.moved(x, y, scale=size / 16, flip=flip):
        pen.shadow(0, 0.1, 8, 0.9, 0.28)
        fill = (lighter(colour, 0.2), darker(colour, 0.18))
        for lx in (-5, -3.4, 3, 4.6):
            pen.rect(lx - 0.6, -5, 1.2, 5, darker(colour, 0.2), 0.4)
        pen.blob([(-6.6, -5), (-6.4, -9), (-2, -9.6), (2.6, -9.8), (4, -11.4), (5.6, -9.6), (6, -5), (0, -3.8)], fill)
        pen.line([(-6.4, -8.4), (-7.6, -6), (-7.2, -3)], darker(colour, 0.25), 0.5)
        pen.blob([(5, -9), (6.4, -11.4), (9, -10.4), (9.8, -7.2), (8.2, -6.4), (6, -7.4)], fill)
        pen.line([(6.8, -11), (6.6, -13), (7.8, -14)], "#d9c49a", 0.55)
        pen.ellipse(9.2, -7.2, 0.8, 0.7, "#c99a8a")
        pen.circle(7.9, -9.4, 0.32, "#2a1d16")


def peacock(pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """A peacock that shows its fan."""
    with pen.moved(x, y, scale=size / 16, flip=flip):
        pen.shadow(0, 0.1, 5, 0.6, 0.28)
        for ring, count, shade in ((10.4, 13, "#2f8a6a"), (8, 11, "#3fa878"), (5.6, 9, "#57b884")):
            for k in range(count):
                angle = math.pi * (1.06 + 0.88 * k / (count - 1))
                px, py = ring * math.cos(angle), -3.6 + ring * math.sin(angle)
                pen.line([(0, -3.6), (px, py)], darker(shade, 0.15), 0.5)
                pen.circle(px, py, 1.2, shade)
                pen.circle(px, py, 0.66, "#f2c84a")
                pen.circle(px, py, 0.38, "#2b4fb8")
        pen.line([(-0.5, -1.6), (-0.6, 0)], "#7a5a3a", 0.3)
        pen.line([(0.6, -1.6), (0.7, 0)], "#7a5a3a", 0.3)
        pen.blob([(-1.8, -2.4), (-1, -5), (0.2, -8.4), (1.1, -8.2), (1.2, -5), (1.8, -2.6), (0, -1.4)],
                 ("#3f6fe0", "#1f3f9a"))  # fmt: skip
        pen.circle(0.8, -8.8, 0.95, "#2f5fd0")
        pen.poly([(1.6, -9), (2.8, -8.6), (1.6, -8.4)], "#e8b84a")
        pen.line([(0.6, -9.6), (0.2, -11)], "#2f5fd0", 0.25)


def deer(pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """A stag that looks up."""
    colour = "#b07a48"
    with pen.moved(x, y, scale=size / 13, flip=flip):
        pen.shadow(0, 0.1, 6, 0.7, 0.28)
        for lx in (-3.8, -2.8, 2.6, 3.6):
            pen.line([(lx, -5), (lx * 1.05, 0)], darker(colour, 0.2), 0.7)
        pen.blob([(-4.8, -5), (-4.6, -7.6), (0, -7.8), (4, -8), (4.6, -5.4), (0, -4)], (lighter(colour), colour))
        pen.line([(4, -6.6), (5.4, -11)], colour, 1.5)
        pen.blob([(4.6, -11.4), (5.8, -12.4), (8, -10.8), (7.4, -10.2), (5.4, -10.2)], (lighter(colour), colour))
        for side in (-0.6, 0.8):
            pen.line([(5.4, -12), (5.2 + side, -14.2), (5.9 + side * 2.2, -16)], "#e0c8a0", 0.4)
            pen.line([(5.2 + side, -14.2), (4.6 + side * 1.8, -15)], "#e0c8a0", 0.35)
        pen.circle(-4.8, -7, 0.5, "#fff6ea")


def swan(pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """A swan that swims."""
    with pen.moved(x, y, scale=size / 8, flip=flip):
        pen.ellipse(0, 0.3, 4, 0.4, "#1d3f52", 0.3)
        pen.blob([(-4, -1.6), (-2, -3), (1.4, -2.4), (2.8, -0.8), (1.6, 0.3), (-2.4, 0.3)], ("#ffffff", "#d4dee8"))
        pen.line([(2, -1), (3, -3), (2, -4.6), (3, -5.6)], "#ffffff", 0.7)
        pen.poly([(3, -6), (4.4, -5.4), (3, -5.2)], "#f08a3c")


def parrot(pen: Pen, x: float, y: float, size: float, colour: str = "#e8403a", flip: bool = False) -> None:
    """A bright parrot on its perch."""
    with pen.moved(x, y, scale=size / 8, flip=flip):
        pen.blob([(-0.6, -1), (-1.4, 5), (-0.4, 5.4), (0.6, 0)], ("#3f86e0", "#2858a8"))
        pen.blob([(-1.6, 0.4), (-1.6, -3), (0, -5), (1.6, -3.6), (1.4, 0)], (lighter(colour, 0.15), colour))
        pen.blob([(-1.6, 0.6), (-1.8, -2.6), (-0.2, -2.2), (0, 0.8)], ("#ffd23f", "#3f86e0"))
        pen.circle(0.9, -3.9, 0.7, "#fff6ea")
        pen.circle(1.0, -3.9, 0.25, "#201818")
        pen.blob([(1.5, -4.2), (2.4, -3.6), (1.9, -2.6), (1.4, -3.2)], "#3a3236")
