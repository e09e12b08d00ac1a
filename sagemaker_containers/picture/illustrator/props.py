"""Things that a scene names, drawn large enough to be recognised. Each stands on (0, 0), about 10 units high."""

import math
from collections.abc import Callable

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.picture.illustrator import buildings, furniture, plants
from sagemaker_containers.picture.illustrator.stage import Stage

Prop = Callable[[Stage, Pen], None]


def _lamp(stage: Stage, pen: Pen) -> None:
    clay = "#b5683c"
    pen.poly([(-2.4, 0), (2.4, 0), (1.4, -1.4), (-1.4, -1.4)], (lighter(clay), darker(clay)))
    bowl = smooth([(-5, -3.8), (-3.4, -1.6), (0, -0.9), (3.4, -1.6), (6, -4.2), (3, -3.4), (0, -3.2), (-3, -3.4)])
    pen.shape(bowl, (lighter(clay, 0.3), darker(clay, 0.15)))
    pen.ellipse(0.2, -3.5, 3.6, 0.6, "#e0a33a")
    flame = smooth([(4.6, -4), (4.0, -6.2), (5.0, -9), (6.2, -6.2), (5.8, -4)])
    pen.glow(5, -6.2, 15, "#ffb347", 0.7)
    pen.toned(str).shape(flame, ("#fff3b0", "#ff9a2e"))


def _lantern(stage: Stage, pen: Pen) -> None:
    pen.glow(0, -4.5, 14, "#ffb85c", 0.55)
    pen.rect(-2.8, -1.2, 5.6, 1.2, ("#6b5138", "#45321f"), 0.4)
    pen.toned(str).rect(-2.2, -7.4, 4.4, 6.4, ("#fff2b8", "#ffbf52"), 0.8)
    for x in (-2.2, 0, 2.2):
        pen.rect(x - 0.22, -7.4, 0.44, 6.4, "#5a4630")
    pen.poly([(-3, -7.4), (3, -7.4), (1, -9.4), (-1, -9.4)], ("#7a5f42", "#4c3823"))
    pen.arc(0, -9.6, 1.5, 1.6, 180, 180, "#5a4630", 0.35)


def _candle(stage: Stage, pen: Pen) -> None:
    pen.ellipse(0, -0.5, 3, 0.9, ("#d9b162", "#94662f"))
    pen.rect(-1, -6.5, 2, 6, ("#fff7e2", "#e0d2b0"), 0.5)
    pen.glow(0, -8, 12, "#ffc566", 0.6)
    pen.toned(str).shape(smooth([(-0.6, -7), (0, -9.6), (0.6, -7), (0, -6.6)]), ("#fff3b0", "#ff9a2e"))


def _letter(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -4, rotate=-8):
        pen.rect(-5.5, -3.8, 11, 7.4, ("#fffaf0", "#ecdcbd"), 0.3)
        pen.line([(-5.3, -3.6), (0, 0.6)], "#b99a6c", 0.3)
        pen.line([(5.3, -3.6), (0, 0.6)], "#b99a6c", 0.3)
        pen.circle(0, 0.5, 1.2, ("#e0574f", "#a83232"))


def _book(stage: Stage, pen: Pen) -> None:
    for side in (-1, 1):
        pen.blob([(0, -1), (side * 3, -2.2), (side * 6.4, -1.3), (side * 6.6, -5.6), (side * 3, -6.6), (0, -5.4)],
                 ("#a8483f", "#7d2f2c"))  # fmt: skip
        pen.blob([(0, -1.4), (side * 3, -2.6), (side * 6, -1.9), (side * 6.1, -5.9), (side * 3, -6.8), (0, -5.7)],
                 ("#fffaf0", "#efe2c6"))  # fmt: skip
        for k in range(3):
            pen.line([(side * 1.2, -3 - k * 0.9), (side * 5.2, -3.2 - k * 0.9)], "#b9a583", 0.2)


def _pot(stage: Stage, pen: Pen) -> None:
    clay = "#b8663c"
    body = smooth([(-2, -8.4), (-1.8, -7), (-4.6, -4.6), (-4.2, -1.4), (-1.6, 0), (1.6, 0), (4.2, -1.4), (4.6, -4.6),
                   (1.8, -7), (2, -8.4)])  # fmt: skip
    pen.shape(body, (lighter(clay, 0.3), darker(clay, 0.25)))
    pen.ellipse(0, -8.5, 2.6, 0.7, (darker(clay, 0.4), lighter(clay)))
    for k in range(7):
        pen.circle(-3.6 + k * 1.2, -4.2 + abs(k - 3) * 0.08, 0.34, "#f5ead6", 0.9)
    pen.ellipse(-2, -5, 0.6, 1.4, "#ffffff", 0.28)


def _sword(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, 0, rotate=14):
        pen.poly([(-0.7, -3.6), (-0.55, -13), (0, -14.4), (0.55, -13), (0.7, -3.6)], ("#f4f8fb", "#a9b6c2"))
        pen.line([(0, -4), (0, -13)], "#8a97a5", 0.2)
        pen.rect(-2.6, -3.8, 5.2, 0.9, ("#f0cf6b", "#b0812f"), 0.4)
        pen.rect(-0.5, -3, 1, 2.6, "#6b4028", 0.3)
        pen.circle(0, -0.2, 0.8, "#e0b44c")


def _phone(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -4.6, rotate=8):
        pen.rect(-2.5, -4.6, 5, 9.2, ("#39404d", "#1f2530"), 0.9)
        pen.toned(str).rect(-2.1, -3.9, 4.2, 7.6, ("#8fd0f0", "#4f86c9"), 0.4)
        for x in (-1.1, 0.3):
            pen.toned(str).rect(x, -2.8, 1, 1, "#ffffff", 0.25, 0.8)
        pen.glow(0, 0, 8, "#9fd4ff", 0.3)


def _tree(stage: Stage, pen: Pen) -> None:
    plants.round_tree(stage, pen, 0, 0, 26)


def _basket(stage: Stage, pen: Pen) -> None:
    pen.arc(0, -3.6, 3.6, 4.8, 180, 180, "#8a5f36", 0.6)
    pen.poly([(-4.6, -4), (4.6, -4), (3.6, 0), (-3.6, 0)], ("#c99a5c", "#8f6434"))
    for k in range(3):
        pen.line([(-4.2 + k * 0.3, -3 + k), (4.2 - k * 0.3, -3 + k)], "#7a5230", 0.25)
    for x, colour in ((-2.8, "#e8543f"), (-0.8, "#f2a33a"), (1.2, "#e8543f"), (3, "#8fb84a")):
        pen.circle(x, -4.6, 1.3, (lighter(colour, 0.3), colour))


def _fruit(stage: Stage, pen: Pen) -> None:
    pen.blob(
        [(0, -6), (2.8, -5.2), (3, -2), (0.8, 0), (-1.6, -0.2), (-3.2, -2.6), (-2.2, -5.2)], ("#ffc24f", "#e8743a")
    )
    pen.line([(0, -6), (0.4, -7.6)], "#6b4a2c", 0.45)
    pen.ellipse(2, -7.4, 1.8, 0.7, "#6fa64a")


def _flower(stage: Stage, pen: Pen) -> None:
    for x, tall, colour in ((-2.4, 7, "#e8607a"), (0.2, 9, "#f7b53f"), (2.8, 6.4, "#b07fd0")):
        pen.line([(x * 0.3, 0), (x, -tall)], "#4d8040", 0.45)
        pen.ellipse(x * 0.7 + 1, -tall * 0.5, 1.2, 0.5, "#5f9a48")
        plants.blossom(pen, x, -tall, 1.7, colour)


def _coin(stage: Stage, pen: Pen) -> None:
    for x, y in ((-2.6, -0.8), (2.4, -0.8), (0, -1.0), (-0.9, -2.4), (1.2, -2.5), (0.1, -3.8)):
        pen.ellipse(x, y, 2.0, 1.0, ("#fff0a8", "#cf962c"))
        pen.ellipse(x, y - 0.15, 1.4, 0.6, "#f2c84f")


def _ring(stage: Stage, pen: Pen) -> None:
    pen.arc(0, -3, 2.6, 2.8, 0, 360, "#e8bb4a", 0.9)
    pen.poly([(-1.5, -6.8), (1.5, -6.8), (2.1, -5.8), (0, -4.2), (-2.1, -5.8)], ("#c9f0ff", "#5fa8e0"))
    pen.glow(0, -6, 6, "#cfefff", 0.5)


def _mirror(stage: Stage, pen: Pen) -> None:
    pen.rect(-0.7, -4.4, 1.4, 4.4, ("#d9b162", "#94662f"), 0.5)
    pen.ellipse(0, -7.6, 3.4, 4.0, ("#e8c878", "#a0742f"))
    pen.ellipse(0, -7.6, 2.8, 3.4, ("#eef8ff", "#a9c8dc"))
    pen.line([(-1.2, -6.6), (1, -9.4)], "#ffffff", 0.5, 0.7)


def _bell(stage: Stage, pen: Pen) -> None:
    body = smooth([(-3.8, -1.2), (-2.6, -3), (-2.2, -6), (0, -8), (2.2, -6), (2.6, -3), (3.8, -1.2), (0, -1.0)])
    pen.circle(0, -0.8, 0.9, "#8a5f22")
    pen.shape(body, ("#ffe08a", "#bd8527"))
    pen.arc(0, -8.4, 0.9, 1, 0, 360, "#bd8527", 0.5)


def _drum(stage: Stage, pen: Pen) -> None:
    pen.rect(-4.4, -6.4, 8.8, 6, ("#c9583f", "#8a3527"), 1.2)
    for k in range(5):
        pen.line([(-4 + k * 2, -6), (-3 + k * 2, -0.6)], "#f5ead6", 0.3)
    pen.ellipse(0, -6.5, 4.4, 1.5, ("#fff5e0", "#e0cba4"))
    pen.ellipse(0, -6.5, 1.6, 0.6, "#4a3a34")


def _flute(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -2, rotate=-12):
        pen.rect(-8, -0.8, 16, 1.5, ("#e8c07a", "#a8743a"), 0.7)
        for k in range(6):
            pen.circle(-3 + k * 1.7, -0.1, 0.32, "#5a3a20")
        for x in (-7, 6.6):
            pen.rect(x, -0.9, 0.7, 1.7, "#b5483f", 0.2)


def _guitar(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -4, rotate=16):
        pen.blob([(0, -3.4), (2.4, -2.6), (1.9, -0.4), (3.4, 2.2), (0, 4), (-3.4, 2.2), (-1.9, -0.4), (-2.4, -2.6)],
                 ("#d9924a", "#94552a"))  # fmt: skip
        pen.circle(0, -0.4, 1.1, "#3f2416")
        pen.rect(-0.5, -11, 1, 9, "#5f3a22", 0.2)
        pen.rect(-0.9, -12.6, 1.8, 2, "#4a2c1a", 0.3)


def _key(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -2.4, rotate=-20):
        pen.arc(-4, 0, 2, 2, 0, 360, "#d9a93f", 0.9)
        pen.rect(-2, -0.45, 8, 0.9, ("#f2cf6b", "#b58a30"), 0.3)
        pen.rect(3.6, 0.2, 0.8, 1.6, "#c99a38")
        pen.rect(5.2, 0.2, 0.8, 1.3, "#c99a38")


def _map(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -4, rotate=-5):
        pen.blob([(-6, -3.4), (0, -3.9), (6, -3.3), (5.8, 3.4), (0, 3.8), (-5.9, 3.2)], ("#f5e2b4", "#d3ab6c"))
        pen.line([(-4, 1.8), (-1.6, -0.6), (1, 0.8), (3.6, -1.8)], "#a8432f", 0.4)
        pen.line([(3, -2.4), (4.2, -1.2)], "#a8432f", 0.5)
        pen.line([(4.2, -2.4), (3, -1.2)], "#a8432f", 0.5)


def _chest(stage: Stage, pen: Pen) -> None:
    wood = "#8a5630"
    pen.rect(-5.6, -4.4, 11.2, 4.4, (lighter(wood, 0.1), darker(wood, 0.25)), 0.4)
    lid = smooth([(-5.8, -4.4), (-5.4, -6.6), (0, -7.8), (5.4, -6.6), (5.8, -4.4)])
    pen.shape(lid, (lighter(wood, 0.3), wood))
    for x in (-4, 3.2):
        pen.rect(x, -7.2, 0.9, 7.2, ("#f0cf6b", "#a8792c"))
    pen.rect(-1, -5.2, 2, 2, ("#ffe08a", "#bd8527"), 0.4)


def _crown(stage: Stage, pen: Pen) -> None:
    pen.poly([(-4.4, 0), (-5, -6), (-2.6, -3.2), (0, -7.4), (2.6, -3.2), (5, -6), (4.4, 0)], ("#ffe28a", "#c98f2b"))
    for x, y, colour in ((-5, -6.2, "#e05060"), (0, -7.7, "#5fa8e0"), (5, -6.2, "#e05060"), (0, -1.6, "#57b580")):
        pen.circle(x, y, 0.8, (lighter(colour, 0.4), colour))


def _umbrella(stage: Stage, pen: Pen) -> None:
    pen.line([(0, -11), (0, -1), (0.6, 0), (1.4, -0.6)], "#5a3f2a", 0.5)
    top = smooth([(-7, -7), (-5, -11), (0, -13), (5, -11), (7, -7), (3.5, -7.8), (0, -7), (-3.5, -7.8)])
    pen.shape(top, ("#e8655a", "#b03a48"))


def _kite(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, -14, rotate=18):
        pen.poly([(0, -5), (4, 0), (0, 6), (-4, 0)], ("#ffcf5c", "#f0783f"))
        pen.poly([(0, -5), (4, 0), (0, 0)], "#4f9ab5")
        pen.poly([(0, 6), (-4, 0), (0, 0)], "#c9507a")
        pen.line([(0, 6), (1.6, 9), (-0.6, 12), (1, 15)], "#7a4a5f", 0.25)


def _ball(stage: Stage, pen: Pen) -> None:
    pen.circle(0, -3, 3, ("#ff8a6b", "#c93f4a"))
    pen.arc(0, -3, 1.4, 3, -90, 180, "#fff4e0", 0.5)
    pen.ellipse(-1, -4.4, 0.8, 0.5, "#ffffff", 0.6)


def _rock(stage: Stage, pen: Pen) -> None:
    buildings_rock = [(-5, 0), (-4.6, -2.8), (-1.8, -5), (2, -4.6), (4.4, -2.4), (5, 0)]
    pen.poly(buildings_rock, ("#b9b4ac", "#75706a"))
    pen.poly([(2, -4.6), (4.4, -2.4), (5, 0), (1, 0)], "#575049", 0.4)


def _fire(stage: Stage, pen: Pen) -> None:
    pen.glow(0, -4, 22, "#ff9a3d", 0.55)
    for k in range(7):
        pen.ellipse(-4.8 + k * 1.6, 0.1, 1.1, 0.7, ("#a39a90", "#6f6860"))
    furniture.fire(pen, 0, -0.4, 9)


def _rope(stage: Stage, pen: Pen) -> None:
    for k in range(4):
        pen.arc(0, -1.2 - k * 1.1, 4, 1.3, 0, 360, "#c9a06a" if k % 2 else "#b58a52", 0.9)


def _clock(stage: Stage, pen: Pen) -> None:
    pen.circle(0, -5, 4.8, ("#d9b162", "#94662f"))
    pen.circle(0, -5, 4.0, ("#fffaf0", "#f0e4cc"))
    for k in range(12):
        angle = math.tau * k / 12
        pen.circle(3.3 * math.cos(angle), -5 + 3.3 * math.sin(angle), 0.22, "#4a3a2c")
    pen.line([(0, -5), (0, -7.8)], "#3a2c22", 0.4)
    pen.line([(0, -5), (1.8, -4.2)], "#3a2c22", 0.5)


def _computer(stage: Stage, pen: Pen) -> None:
    pen.rect(-5.6, -8.4, 11.2, 7.2, ("#4a515e", "#2b313c"), 0.6)
    pen.toned(str).rect(-5, -7.8, 10, 6, ("#a9dcf5", "#5b8fd0"), 0.2)
    pen.poly([(-5.6, -1.2), (5.6, -1.2), (7, 0), (-7, 0)], ("#c9ced6", "#959ca8"))
    pen.glow(0, -5, 9, "#a9dcff", 0.3)


def _cart(stage: Stage, pen: Pen) -> None:
    wood = "#a06c3f"
    pen.poly([(-9, -9), (9, -9), (8, -5), (-8, -5)], (lighter(wood, 0.2), darker(wood, 0.15)))
    pen.blob([(-8, -9), (-4, -12.6), (1, -11.6), (5, -13), (8, -9)], ("#e8c86b", "#b8903c"))
    pen.line([(9, -6.6), (16, -5)], darker(wood, 0.2), 0.8)
    for x in (-4.5, 4.5):
        pen.arc(x, -3.6, 3.2, 3.2, 0, 360, "#6b4526", 0.8)
        for k in range(6):
            angle = math.tau * k / 6
            pen.line([(x, -3.6), (x + 3 * math.cos(angle), -3.6 + 3 * math.sin(angle))], "#8a5c34", 0.4)


def _bicycle(stage: Stage, pen: Pen) -> None:
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


def _boat(stage: Stage, pen: Pen) -> None:
    pen.blob([(-12, -5), (-8, -0.6), (8, -0.6), (13, -5.6), (0, -4)], ("#a8703f", "#6b4024"))
    pen.line([(-11, -4.7), (0, -3.6), (12, -5.2)], "#e0b878", 0.5)


def _scroll(stage: Stage, pen: Pen) -> None:
    pen.rect(-5, -6.2, 10, 5.4, ("#f7e8c4", "#dcbf88"), 0.2)
    for x in (-5.6, 4.4):
        pen.rect(x, -7, 1.2, 7, ("#b98a4c", "#7d5629"), 0.6)
    for k in range(4):
        pen.line([(-3.6, -5 + k), (3.4, -5 + k)], "#8f7448", 0.22)


def _bread(stage: Stage, pen: Pen) -> None:
    pen.blob([(-5, -1), (-4.6, -3.8), (0, -5.2), (4.6, -3.8), (5, -1), (0, -0.3)], ("#e8b56b", "#a86a30"))
    for x in (-2.4, 0, 2.4):
        pen.line([(x - 0.8, -4.4), (x + 0.6, -2.8)], "#f7dcaa", 0.5)


def _cup(stage: Stage, pen: Pen) -> None:
    pen.arc(3, -2.8, 1.6, 1.5, -90, 180, "#d9cbb4", 0.6)
    pen.poly([(-3, -5), (3, -5), (2.3, 0), (-2.3, 0)], ("#fff7ea", "#d3c2a8"))
    pen.ellipse(0, -5, 3, 0.8, "#7a4a2c")
    for x in (-1, 0.8):
        pen.line([(x, -6), (x + 0.6, -7.4), (x, -8.8)], "#ffffff", 0.35, 0.6)


def _well(stage: Stage, pen: Pen) -> None:
    buildings.well(stage, pen, 0, 0, 15)


def _chair(stage: Stage, pen: Pen) -> None:
    furniture.chair(pen, 0, 0, 17)


def _table(stage: Stage, pen: Pen) -> None:
    furniture.table(pen, 0, 0, 20, 12)


def _ladder(stage: Stage, pen: Pen) -> None:
    with pen.moved(0, 0, rotate=9):
        for x in (-2.2, 2.2):
            pen.line([(x, 0), (x * 0.9, -24)], "#a06c3f", 0.9)
        for k in range(8):
            pen.line([(-2.1, -2 - k * 2.9), (2.1, -2 - k * 2.9)], "#b98555", 0.7)


def _wheel(stage: Stage, pen: Pen) -> None:
    pen.shape(skia.Path().addRect(-0.6, -4, 0.6, 0), "#6b4526")
    pen.ellipse(0, -4, 7, 1.7, ("#b98555", "#7a5230"))
    pen.ellipse(0, -4.5, 5.6, 1.2, "#94683f")
    pen.blob([(-1.6, -4.6), (-2.2, -7), (-0.8, -9), (0.8, -9), (2.2, -7), (1.6, -4.6)], ("#d08a5a", "#a05f38"))


def _telescope(stage: Stage, pen: Pen) -> None:
    for x in (-3, 0, 3):
        pen.line([(0, -6), (x, 0)], "#5a4630", 0.6)
    with pen.moved(0, -7, rotate=-28):
        pen.rect(-5, -1.1, 6, 2.2, ("#d9b162", "#94662f"), 0.3)
        pen.rect(1, -1.5, 6, 3, ("#e8c878", "#a0742f"), 0.4)


PROPS: dict[str, Prop] = {
    "lamp": _lamp, "diya": _lamp, "lantern": _lantern, "candle": _candle, "torch": _lantern,
    "letter": _letter, "envelope": _letter, "book": _book, "scroll": _scroll, "map": _map,
    "pot": _pot, "jar": _pot, "pitcher": _pot, "vase": _pot, "bowl": _basket, "cup": _cup, "tea": _cup,
    "sword": _sword, "knife": _sword, "spear": _sword, "phone": _phone, "computer": _computer, "laptop": _computer,
    "tree": _tree, "flower": _flower, "rose": _flower, "lotus": _flower, "garland": _flower,
    "basket": _basket, "fruit": _fruit, "mango": _fruit, "apple": _fruit, "grapes": _basket, "food": _basket,
    "bread": _bread, "cheese": _bread, "coin": _coin, "gold": _coin, "treasure": _chest, "money": _coin,
    "ring": _ring, "jewel": _ring, "necklace": _ring, "mirror": _mirror, "bell": _bell, "drum": _drum, "tabla": _drum,
    "flute": _flute, "guitar": _guitar, "sitar": _guitar, "veena": _guitar, "key": _key, "box": _chest,
    "chest": _chest, "crown": _crown, "umbrella": _umbrella, "kite": _kite, "ball": _ball, "toy": _ball,
    "stone": _rock, "rock": _rock, "fire": _fire, "rope": _rope, "clock": _clock, "watch": _clock, "cart": _cart,
    "bicycle": _bicycle, "boat": _boat, "well": _well, "chair": _chair, "throne": _chair, "table": _table,
    "ladder": _ladder, "wheel": _wheel, "clay": _wheel, "telescope": _telescope, "water": _pot,
}  # fmt: skip
"""How to draw what a scene names. Words not listed are things the script mentions that no picture needs."""

SMALL = {
    _letter,
    _book,
    _phone,
    _coin,
    _ring,
    _key,
    _map,
    _candle,
    _cup,
    _bread,
    _fruit,
    _lamp,
    _scroll,
    _flute,
    _computer,
}
"""What would be lost on the ground and is therefore shown on a stump or stool."""


def draw_props(stage: Stage, pen: Pen, names: list[str], places: list[float]) -> None:
    """Put the named things at the x `places`, standing a little behind the actors' line; each thing once."""
    wanted = list(dict.fromkeys(PROPS[name.lower()] for name in names if name.lower() in PROPS))
    for prop, x in zip(wanted, places, strict=False):
        y = stage.floor - 1.5
        pen.shadow(x, y, 7, 1.2, 0.3)
        if prop in SMALL:
            _support(stage, pen, x, y)
            y -= 7.4
        with pen.moved(x, y, scale=1.25):
            prop(stage, pen)
        if prop in (_lamp, _lantern, _candle, _fire):
            stage.lamp(x + (6 if prop is _lamp else 0), y - 7, 13, "#ffb347", 0.3)


def _support(stage: Stage, pen: Pen, x: float, y: float) -> None:
    if stage.indoors:
        for px in (-4, 4):
            pen.line([(x + px, y), (x + px * 0.7, y - 7)], "#6b4629", 0.9)
        pen.rect(x - 6, y - 8, 12, 1.6, ("#b98555", "#7d5433"), 0.7)
        return
    pen.blob([(x - 5.4, y + 0.4), (x - 4.4, y - 4), (x - 4.6, y - 7), (x + 4.6, y - 7), (x + 4.4, y - 4),
        (x + 5.6, y + 0.4)],
             ("#94694a", "#5f4029"))  # fmt: skip
    pen.ellipse(x, y - 7.2, 4.9, 1.2, "#d9b58a")
    pen.arc(x, y - 7.2, 3, 0.7, 0, 360, "#a87f54", 0.25)
