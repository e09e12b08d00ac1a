"""Things of the open air: trees, stones, carts and boats. Each stands on (0, 0), about 10 units high."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, plants
from sagemaker_containers.picture.illustrator.stage import Stage


def tree(stage: Stage, pen: Pen) -> None:
    """A tree."""
    plants.round_tree(stage, pen, 0, 0, 26)


def rock(stage: Stage, pen: Pen) -> None:
    """A rock."""
    buildings_rock = [(-5, 0), (-4.6, -2.8), (-1.8, -5), (2, -4.6), (4.4, -2.4), (5, 0)]
    pen.poly(buildings_rock, ("#b9b4ac", "#75706a"))
    pen.poly([(2, -4.6), (4.4, -2.4), (5, 0), (1, 0)], "#575049", 0.4)


def cart(stage: Stage, pen: Pen) -> None:
    """A cart of hay."""
    wood = "#a06c3f"
    pen.poly([(-9, -9), (9, -9), (8, -5), (-8, -5)], (lighter(wood, 0.2), darker(wood, 0.15)))
    pen.blob([(-8, -9), (-4, -12.6), (1, -11.6), (5, -13), (8, -9)], ("#e8c86b", "#b8903c"))
    pen.line([(9, -6.6), (16, -5)], darker(wood, 0.2), 0.8)
    for x in (-4.5, 4.5):
        pen.arc(x, -3.6, 3.2, 3.2, 0, 360, "#6b4526", 0.8)
        for k in range(6):
            angle = math.tau * k / 6
            pen.line([(x, -3.6), (x + 3 * math.cos(angle), -3.6 + 3 * math.sin(angle))], "#8a5c34", 0.4)


def bicycle(stage: Stage, pen: Pen) -> None:
    """A bicycle."""
    for x in (-5, 5):
        pen.arc(x, -3.6, 3.5, 3.5, 0, 360, "#2f343d", 0.6)
    frame = "#c9433f"
    pen.line([(-5, -3.6), (-1.6, -9)], frame, 0.7)
    pen.line([(-1.6, -9), (3.6, -9)], frame, 0.7)
    pen.line([(3.6, -9), (5, -3.6)], frame, 0.7)
    pen.line([(-1.2, -8.8), (0.4, -3.6)], frame, 0.7)
    pen.line([(0.4, -3.6), (-5, -3.6)], frame, 0.7)
    pen.line([(0.4, -3.6), (3.6, -9)], frame, 0.7)
    pen.rect(-3, -10.4, 2.8, 1, "#3a2c22", 0.5)
    pen.line([(3.6, -9), (3.4, -11), (5, -11.2)], "#4a515e", 0.6)


def boat(stage: Stage, pen: Pen) -> None:
    """A boat with a small sail."""
    pen.line([(-1, -3), (-1, -21)], "#7a4f2c", 0.7)
    pen.blob([(-0.4, -20.6), (4, -16), (8.6, -7), (4, -6.4), (-0.4, -6.4)], ("#fff6e0", "#e0b98a"))
    pen.blob([(-1.6, -18), (-4, -12), (-7.4, -6.8), (-1.6, -6.4)], ("#f29a5a", "#c9602f") if stage.indian else (
        "#8fc0dc", "#4f86ac"))  # fmt: skip
    pen.blob([(-12, -5), (-8, -0.6), (8, -0.6), (13, -5.6), (0, -4)], ("#a8703f", "#6b4024"))
    pen.line([(-11, -4.7), (0, -3.6), (12, -5.2)], "#e0b878", 0.5)


def well(stage: Stage, pen: Pen) -> None:
    """A well."""
    buildings.well(stage, pen, 0, 0, 15)


def seedling(stage: Stage, pen: Pen) -> None:
    """A seedling that breaks the soil."""
    pen.blob([(-5, 0), (-3.4, -2), (0, -2.8), (3.4, -2), (5, 0)], ("#7a5236", "#4a2f1e"))
    pen.line([(0, -2), (0.4, -5), (0, -8)], "#5fa048", 0.8)
    pen.blob([(0, -7.6), (-4.4, -10.4), (-4, -7)], ("#9fdc6b", "#4f9a3f"))
    pen.blob([(0, -8), (4.8, -11), (4.2, -7.2)], ("#9fdc6b", "#4f9a3f"))


def nest(stage: Stage, pen: Pen) -> None:
    """A nest with three eggs."""
    for x in (-2.4, 0, 2.4):
        pen.ellipse(x, -4.6, 1.5, 2, ("#e0f4f7", "#8fc4d0"))
    pen.blob([(-6.4, -4), (6.4, -4), (4.4, -0.6), (0, 0), (-4.4, -0.6)], ("#b58a54", "#6b4a2a"))
    for k in range(12):
        pen.line([(-6.4 + k * 1.1, -3.6 + (k % 3)), (-4.6 + k * 0.9, -1 - (k % 2) * 1.6)], "#4f361e", 0.35)


def car(stage: Stage, pen: Pen) -> None:
    """A round-backed car."""
    colour = "#f2c23f" if stage.indian else "#c93f4a"
    pen.blob([(-11, -2), (-11, -5.4), (-7, -6.4), (-4.4, -10.4), (4, -10.4), (7, -6.4), (11, -5.4), (11.4, -2)],
             (lighter(colour, 0.3), darker(colour, 0.15)))  # fmt: skip
    pen.blob([(-5.8, -6.4), (-3.8, -9.4), (-0.4, -9.4), (-0.4, -6.4)], ("#d9f0fa", "#8fb8cc"))
    pen.blob([(0.6, -6.4), (0.6, -9.4), (3.4, -9.4), (5.6, -6.4)], ("#d9f0fa", "#8fb8cc"))
    for x in (-6.4, 6.4):
        pen.circle(x, -2, 2.5, "#23262c")
        pen.circle(x, -2, 1.3, ("#e0e6ec", "#8a949e"))
    pen.circle(10.8, -4.6, 0.8, "#fff3b0")
