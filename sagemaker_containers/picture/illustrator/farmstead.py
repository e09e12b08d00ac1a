"""Barns, mills, cabins and what else stands alone in the country. Each stands on (x, y); sizes in units."""

import itertools

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator.buildings import window
from sagemaker_containers.picture.illustrator.stage import Stage


def barn(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A red barn with white trim, and its silo."""
    with pen.moved(x, y, scale=size / 34):
        pen.shadow(0, 0.3, 24, 2.6, 0.3)
        pen.rect(16, -27, 9, 27, ("#dfe3e6", "#a4abb2"), 1)
        for k in range(6):
            pen.line([(16, -4 - k * 4), (25, -4 - k * 4)], "#8d959c", 0.3, 0.7)
        pen.blob([(15.6, -27), (17, -31), (20.5, -32.6), (24, -31), (25.4, -27), (20.5, -26.4)], ("#f2706a", "#a8343f"))
        pen.poly([(-16, 0), (-16, -15), (-10, -24), (0, -29), (10, -24), (16, -15), (16, 0)], ("#d9584a", "#96362f"))
        for k in range(-7, 8):
            pen.line([(k * 2, 0), (k * 2, -14.6)], "#7a2c28", 0.25, 0.5)
        for side in (-1, 1):
            pen.line([(side * 17.4, -14), (side * 10.6, -24.6), (0, -30)], "#fff3e4", 1.3)
        pen.rect(-5.5, -12, 11, 12, ("#a8453a", "#7a2c28"))
        for points in (((-5.5, 0), (5.5, -12)), ((5.5, 0), (-5.5, -12)), ((-5.5, -12), (5.5, -12)),
                       ((-5.5, 0), (-5.5, -12)), ((5.5, 0), (5.5, -12))):  # fmt: skip
            pen.line(list(points), "#fff3e4", 0.8)
        window(stage, pen, 0, -17, 4.4, 4.4, "#fff3e4")


def windmill(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A windmill with lattice sails."""
    with pen.moved(x, y, scale=size / 40):
        pen.shadow(0, 0.3, 9, 1.4, 0.3)
        pen.poly([(-7, 0), (-4.4, -24), (4.4, -24), (7, 0)], ("#fff4e0", "#cdb894"))
        pen.blob([(-5, -24), (-3.4, -28), (0, -30), (3.4, -28), (5, -24)], ("#9a5a44", "#6f3c2e"))
        pen.shape(arch(0, 0, 4, 7), "#6b4530")
        window(stage, pen, 0, -14, 2.6, 3, "#7a5a44")
        for turn in (20, 110, 200, 290):
            with pen.moved(0, -25, rotate=turn):
                pen.line([(0, 0), (0, -17)], "#6b4a34", 0.7)
                pen.rect(0.5, -17, 3.6, 13, "#fff8ea", alpha=0.85)
                for k in range(5):
                    pen.line([(0.4, -5 - k * 3), (4.2, -5 - k * 3)], "#8a6a4c", 0.3)
        pen.circle(0, -25, 1.2, "#4f382a")


def log_cabin(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A mountain cabin of logs under a wide roof, smoke over its chimney."""
    with pen.moved(x, y, scale=size / 30):
        pen.shadow(0, 0.3, 19, 2, 0.3)
        for k, (dx, dy, radius) in enumerate(((9, -27, 1.4), (10.4, -30, 2), (12.4, -34, 2.6), (15.6, -38, 3.2))):
            pen.circle(dx, dy, radius, "#e8ecf0", 0.5 - k * 0.09)
        pen.rect(7, -25, 4, 10, ("#9a928c", "#6f6862"))
        for row in range(6):
            pen.rect(-14, -2.2 - row * 2.1, 28, 2.1, (lighter("#a06f44", 0.2), "#75492a"), 1)
        pen.rect(-2.6, -9, 5.2, 9, ("#6b4126", "#4a2c1a"), 0.3)
        for side in (-8.6, 8.6):
            window(stage, pen, side, -4.4, 4.6, 4.4, "#f2dcb4")
        pen.poly([(-14, -13), (0, -25), (14, -13)], ("#8f6038", "#6b4426"))
        window(stage, pen, 0, -15, 3.6, 3.6, "#f2dcb4")
        for side in (-1, 1):
            pen.poly([(0, -27.4), (side * 18, -11.6), (side * 17, -10), (0, -24.6)],
                     "#f4f8fd" if stage.snowy else ("#7a4a34", "#54301f"))  # fmt: skip


def stupa(pen: Pen, x: float, y: float, size: float) -> None:
    """A white stupa of the high valleys with a golden spire."""
    with pen.moved(x, y, scale=size / 24):
        pen.shadow(0, 0.2, 11, 1.4, 0.3)
        for k in range(3):
            pen.rect(-10 + k * 1.6, -2.4 * (k + 1), 20 - k * 3.2, 2.5, ("#ffffff", "#d8d4cc"), 0.2)
        pen.blob([(-6, -7), (-6, -11), (0, -15), (6, -11), (6, -7), (0, -6.6)], ("#ffffff", "#cfcac0"))
        pen.rect(-2, -17.4, 4, 3.4, ("#f7d57c", "#c98f3a"))
        pen.poly([(-1.6, -17.4), (0, -24), (1.6, -17.4)], ("#ffe08a", "#d99a2e"))
        for side in (-1, 1):
            pen.circle(side * 0.8, -15.8, 0.42, "#2f5fa8")
        pen.circle(0, -24.4, 0.6, "#ffe9a8")


def electric_wires(pen: Pen, left: float, right: float, y: float, poles: tuple[float, ...], tall: float) -> None:
    """Electric poles at these x, with wires that sag from edge to edge."""
    for x in poles:
        pen.rect(x - 0.4, y - tall, 0.8, tall, ("#7d6a58", "#54463a"))
        pen.rect(x - 2.8, y - tall + 1, 5.6, 0.6, "#54463a")
    ends = sorted((left - 4, *poles, right + 4))
    for start, end in itertools.pairwise(ends):
        for drop in (0.6, 1.4):
            pen.line([(start, y - tall + drop), ((start + end) / 2, y - tall + 3 + drop), (end, y - tall + drop)],
                     "#3a3436", 0.16, 0.8)  # fmt: skip


def bench(pen: Pen, x: float, y: float, width: float) -> None:
    """A garden bench."""
    pen.shadow(x, y, width * 0.6, 0.8, 0.28)
    for side in (-0.42, 0.42):
        pen.rect(x + width * side - 0.4, y - 4.2, 0.8, 4.2, darker("#4a5058", 0.1))
    for k in range(3):
        pen.rect(x - width / 2, y - 7.6 + k * 1.3, width, 0.9, ("#b07a4a", "#7f5432"), 0.3)
    pen.rect(x - width / 2, y - 3.6, width, 1.0, ("#c08a58", "#7f5432"), 0.3)
