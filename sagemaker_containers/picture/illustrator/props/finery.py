"""Flowers, fruit, jewels and what one wears or gives. Each stands on (0, 0), about 10 units high."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.drawing.taste import Taste


def gift(taste: Taste, pen: Pen) -> None:
    """A wrapped box with a bow."""
    pen.rect(-5, -6.6, 10, 6.6, ("#e8607a", "#b5365a"), 0.4)
    pen.rect(-5.6, -8, 11.2, 2.2, ("#f2809a", "#c94a6b"), 0.4)
    pen.rect(-0.9, -8, 1.8, 8, ("#ffe08a", "#e0aa3a"))
    for side in (-1, 1):
        pen.blob([(0, -8), (side * 3.6, -11), (side * 4.4, -8.6), (side * 2, -7.8)], ("#ffe9a8", "#e0aa3a"))


def jewel(taste: Taste, pen: Pen) -> None:
    """A cut gem."""
    pen.glow(0, -4, 11, "#9fe8ff", 0.6)
    pen.poly([(-4.6, -6), (-2.6, -9), (2.6, -9), (4.6, -6), (0, 0)], ("#c9f4ff", "#2f8fd0"))
    pen.poly([(-1.8, -6), (0, -9), (1.8, -6), (0, 0)], ("#ffffff", "#6fc4f0"), 0.8)
    pen.line([(-4.6, -6), (4.6, -6)], "#ffffff", 0.3, 0.8)


def pearl(taste: Taste, pen: Pen) -> None:
    """A pearl in its shell."""
    pen.blob([(-6, -3), (-3, -8.6), (3, -8.6), (6, -3), (0, -1.6)], ("#f7c4b0", "#c97f7a"))
    for x in (-3, 0, 3):
        pen.line([(x * 0.3, -2), (x, -8)], "#a85f60", 0.3, 0.6)
    pen.blob([(-6, -2.6), (0, -1.6), (6, -2.6), (3, 0), (-3, 0)], ("#f2b8a0", "#b56a68"))
    pen.glow(0, -3.4, 7, "#ffffff", 0.6)
    pen.circle(0, -3.4, 2, ("#ffffff", "#d9d0e4"))


def necklace(taste: Taste, pen: Pen) -> None:
    """A string of gold with a red pendant, on a cushion."""
    pen.rect(-6.4, -3, 12.8, 3, ("#7a3f8a", "#4f2660"), 1.4)
    for k in range(15):
        angle = math.pi * (0.08 + 0.84 * k / 14)
        pen.circle(5 * math.cos(angle), -9.6 + 6 * math.sin(angle), 0.85, ("#fff0a8", "#d09a2f"))
    pen.circle(0, -2.8, 1.7, ("#ff8a8a", "#b5243a"))
    pen.glow(0, -4, 8, "#ffe9a8", 0.35)


def hat(taste: Taste, pen: Pen) -> None:
    """A turban, or a brimmed hat."""
    if taste.indian:
        pen.blob(
            [(-5.4, -0.6), (-5.6, -4.6), (-2, -8), (3, -7.6), (5.6, -4.4), (5.4, -0.6), (0, 0)], ("#ff9f4a", "#c9502f")
        )
        for k in range(4):
            pen.line([(-5.2, -1.4 - k * 1.5), (0, -2.6 - k * 1.5), (5.2, -1 - k * 1.6)], "#a83f28", 0.35, 0.7)
        pen.circle(0, -5.4, 1.2, ("#fff0a8", "#d09a2f"))
        pen.line([(0, -6), (0.6, -10)], "#fff6e0", 1)
        return
    pen.ellipse(0, -1.2, 8, 1.7, ("#8a6040", "#5a3a26"))
    pen.blob([(-4.2, -1.4), (-4, -7), (0, -8), (4, -7), (4.2, -1.4)], ("#a87850", "#6b472e"))
    pen.rect(-4.3, -3.4, 8.6, 1.6, "#c93f3f", 0.3)


def shoe(taste: Taste, pen: Pen) -> None:
    """A pair: curled jutti, or slippers."""
    colour = "#d98a2f" if taste.indian else "#7a3f4f"
    for x, y in ((-3.6, -0.6), (2.2, 0.0)):
        pen.blob([(x - 3.4, y), (x - 3.6, y - 3.6), (x - 1, y - 3.4), (x + 2.6, y - 1.8), (x + 4.6, y - 3.4),
                  (x + 4, y)], (lighter(colour, 0.3), darker(colour, 0.2)))  # fmt: skip
        pen.ellipse(x - 2, y - 3.4, 1.5, 0.6, darker(colour, 0.5))
        pen.circle(x + 1.4, y - 1.4, 0.6, "#ffe9a8")


def rose(taste: Taste, pen: Pen) -> None:
    """One red rose."""
    pen.line([(0, 0), (0.6, -4), (0, -8)], "#3f7a3a", 0.6)
    pen.blob([(0.4, -3.4), (3.4, -5), (2.4, -2.6)], ("#6fae52", "#3d7a3a"))
    pen.blob([(0.4, -4.4), (-2.8, -6), (-1.8, -3.6)], ("#6fae52", "#3d7a3a"))
    pen.circle(0, -9.6, 3.2, ("#ff6a7a", "#b01f3a"))
    for reach, start in ((2.4, 20), (1.6, 160), (0.9, 280)):
        pen.arc(0, -9.6, reach, reach, start, 220, "#8a1430", 0.4)


def lotus(taste: Taste, pen: Pen) -> None:
    """A lotus in bloom on its leaf."""
    pen.ellipse(0, -0.6, 7.4, 1.4, ("#5fa86a", "#2f7a4f"))
    for angle in (-74, 74, -50, 50, -26, 26, 0):
        with pen.moved(0, -1.2, rotate=angle):
            pen.blob([(0, 0), (-1.7, -4.4), (0, -8.4), (1.7, -4.4)], ("#ffe0ee", "#e8709f"))
    pen.circle(0, -2.4, 1.1, "#ffd24f")


def garland(taste: Taste, pen: Pen) -> None:
    """A loop of marigolds."""
    for k in range(18):
        angle = math.tau * k / 18
        colour = "#ffb52e" if k % 2 else "#f2802a"
        pen.circle(4.8 * math.cos(angle), -5.8 + 4.8 * math.sin(angle), 1.3, (lighter(colour, 0.3), colour))
    pen.blob([(-1.2, -1), (1.2, -1), (1.6, 1), (0, 1.6), (-1.6, 1)], ("#ff7a8a", "#c93f5a"))


def apple(taste: Taste, pen: Pen) -> None:
    """A red apple."""
    pen.blob(
        [(0, -6.4), (3, -7), (4.2, -3.6), (2, 0), (0, -0.6), (-2, 0), (-4.2, -3.6), (-3, -7)], ("#ff6a5a", "#b8242f")
    )
    pen.line([(0, -6.2), (0.6, -8.4)], "#5f3f26", 0.6)
    pen.ellipse(2.2, -8.2, 1.9, 0.8, "#6fae4a")
    pen.ellipse(-1.9, -4.8, 0.7, 1.3, "#ffffff", 0.4)


def grapes(taste: Taste, pen: Pen) -> None:
    """A bunch of grapes."""
    pen.line([(0, -8), (0.6, -10.6)], "#6b4a2c", 0.6)
    pen.shape(smooth([(0, -9), (3.4, -11), (5, -8.6), (2.4, -7.6)]), ("#7fb85a", "#3f7f3a"))
    for row, count in enumerate((4, 5, 4, 3, 2, 1)):
        for k in range(count):
            pen.circle((k - (count - 1) / 2) * 1.9, -7.6 + row * 1.4, 1.1, ("#b58ae0", "#5a2f8a"))
