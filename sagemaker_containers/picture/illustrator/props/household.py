"""Things of the house: lamps, pots, food on the table, furniture. Each stands on (0, 0), about 10 units high."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.drawing.taste import Taste
from sagemaker_containers.picture.illustrator import furniture
from sagemaker_containers.picture.illustrator.stage import Stage


def lamp(taste: Taste, pen: Pen) -> None:
    """A clay diya; in the West an oil lamp, or a table lamp where there is electricity."""
    if taste.indian:
        _diya(pen)
        return
    pen.glow(0, -8, 15, "#ffc566", 0.6)
    if taste.period != "historical":
        pen.ellipse(0, -0.5, 3, 0.9, furniture.BRASS)
        pen.rect(-0.6, -6, 1.2, 6, furniture.BRASS)
        pen.toned(str).poly([(-2.4, -11.4), (2.4, -11.4), (4.6, -5.6), (-4.6, -5.6)], ("#fff0c4", "#ffc974"))
        return
    pen.blob(
        [(-3.4, 0), (-1.4, -1.4), (-3.6, -3), (-2, -4.6), (2, -4.6), (3.6, -3), (1.4, -1.4), (3.4, 0)], furniture.BRASS
    )
    pen.blob(
        [(-1.6, -4.8), (-2.6, -7.4), (-1.3, -12), (1.3, -12), (2.6, -7.4), (1.6, -4.8)], ("#fffbe8", "#ffe2a0"), 0.75
    )
    furniture.flame(pen, 0, -5.4, 2.6)


def _diya(pen: Pen) -> None:
    clay = "#b5683c"
    pen.poly([(-2.4, 0), (2.4, 0), (1.4, -1.4), (-1.4, -1.4)], (lighter(clay), darker(clay)))
    bowl = smooth([(-5, -3.8), (-3.4, -1.6), (0, -0.9), (3.4, -1.6), (6, -4.2), (3, -3.4), (0, -3.2), (-3, -3.4)])
    pen.shape(bowl, (lighter(clay, 0.3), darker(clay, 0.15)))
    pen.ellipse(0.2, -3.5, 3.6, 0.6, "#e0a33a")
    flame = smooth([(4.6, -4), (4.0, -6.2), (5.0, -9), (6.2, -6.2), (5.8, -4)])
    pen.glow(5, -6.2, 15, "#ffb347", 0.7)
    pen.toned(str).shape(flame, ("#fff3b0", "#ff9a2e"))


def lantern(taste: Taste, pen: Pen) -> None:
    """A lantern."""
    pen.glow(0, -4.5, 14, "#ffb85c", 0.55)
    pen.rect(-2.8, -1.2, 5.6, 1.2, ("#6b5138", "#45321f"), 0.4)
    pen.toned(str).rect(-2.2, -7.4, 4.4, 6.4, ("#fff2b8", "#ffbf52"), 0.8)
    for x in (-2.2, 0, 2.2):
        pen.rect(x - 0.22, -7.4, 0.44, 6.4, "#5a4630")
    pen.poly([(-3, -7.4), (3, -7.4), (1, -9.4), (-1, -9.4)], ("#7a5f42", "#4c3823"))
    pen.arc(0, -9.6, 1.5, 1.6, 180, 180, "#5a4630", 0.35)


def candle(taste: Taste, pen: Pen) -> None:
    """A candle in its holder."""
    pen.ellipse(0, -0.5, 3, 0.9, ("#d9b162", "#94662f"))
    pen.rect(-1, -6.5, 2, 6, ("#fff7e2", "#e0d2b0"), 0.5)
    pen.glow(0, -8, 12, "#ffc566", 0.6)
    pen.toned(str).shape(smooth([(-0.6, -7), (0, -9.6), (0.6, -7), (0, -6.6)]), ("#fff3b0", "#ff9a2e"))


def pot(taste: Taste, pen: Pen) -> None:
    """A painted clay pot."""
    clay = "#b8663c"
    body = smooth([(-2, -8.4), (-1.8, -7), (-4.6, -4.6), (-4.2, -1.4), (-1.6, 0), (1.6, 0), (4.2, -1.4), (4.6, -4.6),
                   (1.8, -7), (2, -8.4)])  # fmt: skip
    pen.shape(body, (lighter(clay, 0.3), darker(clay, 0.25)))
    pen.ellipse(0, -8.5, 2.6, 0.7, (darker(clay, 0.4), lighter(clay)))
    for k in range(7):
        pen.circle(-3.6 + k * 1.2, -4.2 + abs(k - 3) * 0.08, 0.34, "#f5ead6", 0.9)
    pen.ellipse(-2, -5, 0.6, 1.4, "#ffffff", 0.28)


def basket(taste: Taste, pen: Pen) -> None:
    """A basket of fruit."""
    pen.arc(0, -3.6, 3.6, 4.8, 180, 180, "#8a5f36", 0.6)
    pen.poly([(-4.6, -4), (4.6, -4), (3.6, 0), (-3.6, 0)], ("#c99a5c", "#8f6434"))
    for k in range(3):
        pen.line([(-4.2 + k * 0.3, -3 + k), (4.2 - k * 0.3, -3 + k)], "#7a5230", 0.25)
    for x, colour in ((-2.8, "#e8543f"), (-0.8, "#f2a33a"), (1.2, "#e8543f"), (3, "#8fb84a")):
        pen.circle(x, -4.6, 1.3, (lighter(colour, 0.3), colour))


def bread(taste: Taste, pen: Pen) -> None:
    """A stack of rotis, or a loaf."""
    if taste.indian:
        pen.ellipse(0, -0.8, 7, 1.5, furniture.STEEL)
        for k in range(4):
            pen.ellipse(0.3 * (k % 2), -1.8 - k * 1.1, 5.4, 1.3, ("#f7dca0", "#d0a05c"))
        for x, y in ((-2.4, -5.2), (0.6, -5.6), (2.6, -5)):
            pen.ellipse(x, y, 0.9, 0.3, "#a8703a", 0.7)
        return
    pen.blob([(-5, -1), (-4.6, -3.8), (0, -5.2), (4.6, -3.8), (5, -1), (0, -0.3)], ("#e8b56b", "#a86a30"))
    for x in (-2.4, 0, 2.4):
        pen.line([(x - 0.8, -4.4), (x + 0.6, -2.8)], "#f7dcaa", 0.5)


def cup(taste: Taste, pen: Pen) -> None:
    """A cup of tea."""
    pen.arc(3, -2.8, 1.6, 1.5, -90, 180, "#d9cbb4", 0.6)
    pen.poly([(-3, -5), (3, -5), (2.3, 0), (-2.3, 0)], ("#fff7ea", "#d3c2a8"))
    pen.ellipse(0, -5, 3, 0.8, "#7a4a2c")
    for x in (-1, 0.8):
        pen.line([(x, -6), (x + 0.6, -7.4), (x, -8.8)], "#ffffff", 0.35, 0.6)


def mirror(taste: Taste, pen: Pen) -> None:
    """A hand mirror."""
    pen.rect(-0.7, -4.4, 1.4, 4.4, ("#d9b162", "#94662f"), 0.5)
    pen.ellipse(0, -7.6, 3.4, 4.0, ("#e8c878", "#a0742f"))
    pen.ellipse(0, -7.6, 2.8, 3.4, ("#eef8ff", "#a9c8dc"))
    pen.line([(-1.2, -6.6), (1, -9.4)], "#ffffff", 0.5, 0.7)


def bell(taste: Taste, pen: Pen) -> None:
    """A brass bell."""
    body = smooth([(-3.8, -1.2), (-2.6, -3), (-2.2, -6), (0, -8), (2.2, -6), (2.6, -3), (3.8, -1.2), (0, -1.0)])
    pen.circle(0, -0.8, 0.9, "#8a5f22")
    pen.shape(body, ("#ffe08a", "#bd8527"))
    pen.arc(0, -8.4, 0.9, 1, 0, 360, "#bd8527", 0.5)


def clock(taste: Taste, pen: Pen) -> None:
    """A clock."""
    pen.circle(0, -5, 4.8, ("#d9b162", "#94662f"))
    pen.circle(0, -5, 4.0, ("#fffaf0", "#f0e4cc"))
    for k in range(12):
        angle = math.tau * k / 12
        pen.circle(3.3 * math.cos(angle), -5 + 3.3 * math.sin(angle), 0.22, "#4a3a2c")
    pen.line([(0, -5), (0, -7.8)], "#3a2c22", 0.4)
    pen.line([(0, -5), (1.8, -4.2)], "#3a2c22", 0.5)


def chair(taste: Taste, pen: Pen) -> None:
    """A chair."""
    furniture.chair(pen, 0, 0, 17)


def table(taste: Taste, pen: Pen) -> None:
    """A table."""
    furniture.table(pen, 0, 0, 20, 12)


def ladder(taste: Taste, pen: Pen) -> None:
    """A ladder, leaning."""
    with pen.moved(0, 0, rotate=9):
        for x in (-2.2, 2.2):
            pen.line([(x, 0), (x * 0.9, -24)], "#a06c3f", 0.9)
        for k in range(8):
            pen.line([(-2.1, -2 - k * 2.9), (2.1, -2 - k * 2.9)], "#b98555", 0.7)


def rope(taste: Taste, pen: Pen) -> None:
    """A coil of rope with a loose end."""
    pen.line([(2, -0.6), (6, 0), (8.4, -1.8), (10.4, -0.4)], "#8a6434", 1.4)
    pen.line([(2, -0.6), (6, 0), (8.4, -1.8), (10.4, -0.4)], "#d9b27a", 0.9)
    for k in range(4):
        pen.arc(0, -1.2 - k * 1.1, 4, 1.3, 0, 360, "#c9a06a" if k % 2 else "#b58a52", 0.9)
    for k in range(4):
        for twist in range(5):
            x = -2.8 + twist * 1.4
            pen.line([(x, -0.2 - k * 1.1), (x + 0.5, 0.4 - k * 1.1)], "#7a5628", 0.25)


def fire(stage: Stage, pen: Pen) -> None:
    """A fire in a ring of stones, or in a room in a brazier."""
    pen.glow(0, -4, 22, "#ff9a3d", 0.55)
    if stage.indoors:
        for x in (-4, 4):
            pen.line([(x, 0), (x * 0.7, -3)], "#3a3038", 0.9)
        furniture.fire(pen, 0, -4.4, 7.4)
        pen.blob([(-5.9, -5.4), (-4, -2.6), (4, -2.6), (5.9, -5.4), (0, -4.6)], ("#8a6a4a", "#4a3428"))
        return
    for k in range(7):
        pen.ellipse(-4.8 + k * 1.6, 0.1, 1.1, 0.7, ("#a39a90", "#6f6860"))
    furniture.fire(pen, 0, -0.4, 9)


def wheel(taste: Taste, pen: Pen) -> None:
    """A potter's wheel with clay on it."""
    pen.rect(-0.6, -4, 1.2, 4, "#6b4526")
    pen.ellipse(0, -4, 7, 1.7, ("#b98555", "#7a5230"))
    pen.ellipse(0, -4.5, 5.6, 1.2, "#94683f")
    pen.blob([(-1.6, -4.6), (-2.2, -7), (-0.8, -9), (0.8, -9), (2.2, -7), (1.6, -4.6)], ("#d08a5a", "#a05f38"))


def chest(taste: Taste, pen: Pen) -> None:
    """A bound chest."""
    wood = "#8a5630"
    pen.rect(-5.6, -4.4, 11.2, 4.4, (lighter(wood, 0.1), darker(wood, 0.25)), 0.4)
    lid = smooth([(-5.8, -4.4), (-5.4, -6.6), (0, -7.8), (5.4, -6.6), (5.8, -4.4)])
    pen.shape(lid, (lighter(wood, 0.3), wood))
    for x in (-4, 3.2):
        pen.rect(x, -7.2, 0.9, 7.2, ("#f0cf6b", "#a8792c"))
    pen.rect(-1, -5.2, 2, 2, ("#ffe08a", "#bd8527"), 0.4)


def bucket(taste: Taste, pen: Pen) -> None:
    """A pail of water."""
    pen.arc(0, -6.4, 4.2, 4, 180, 180, "#6b727d", 0.5)
    pen.poly([(-4.6, -6.4), (4.6, -6.4), (3.4, 0), (-3.4, 0)], ("#d3dbe2", "#7d8894"))
    pen.ellipse(0, -6.4, 4.6, 1.2, ("#7fd0f0", "#3f8fc0"))
    for y in (-4.6, -1.8):
        pen.line([(-4.1, y), (4.1, y)], "#5f6a76", 0.35)


def water(taste: Taste, pen: Pen) -> None:
    """A brass lota or a jug, brimful."""
    if not taste.indian:
        bucket(taste, pen)
        return
    pot(taste, pen)
    pen.ellipse(0, -8.6, 2.3, 0.6, ("#bfeaff", "#4fa0d0"))
    for x, y in ((-3.4, -9.4), (3.2, -10.4), (0.2, -11.6)):
        pen.toned(str).blob([(x, y - 1.5), (x - 0.8, y), (x, y + 0.7), (x + 0.8, y)], ("#dff4ff", "#5fb0e0"))


def milk(taste: Taste, pen: Pen) -> None:
    """A brass lota or a glass bottle of milk."""
    if taste.indian:
        pen.blob([(-2.6, -7), (-4.4, -3.4), (-2.4, 0), (2.4, 0), (4.4, -3.4), (2.6, -7)], furniture.BRASS)
        pen.ellipse(0, -7.2, 3.2, 0.9, "#ffffff")
        return
    pen.blob([(-2.6, 0), (-2.6, -6), (-1.2, -8.6), (-1.2, -10.4), (1.2, -10.4), (1.2, -8.6), (2.6, -6), (2.6, 0)],
             ("#ffffff", "#e0e6f0"))  # fmt: skip
    pen.rect(-1.6, -11, 3.2, 1.2, "#5f9ac9", 0.4)


def bowl(taste: Taste, pen: Pen) -> None:
    """A bowl heaped with rice or soup, steaming."""
    pen.blob([(-5, -4), (-2.4, -7), (2.4, -7), (5, -4)], ("#ffffff", "#e8dcc0"))
    pen.blob([(-5.4, -4.2), (5.4, -4.2), (3.4, -0.6), (0, 0), (-3.4, -0.6)],
             furniture.BRASS if taste.indian else ("#7fb0d0", "#3f6f9a"))  # fmt: skip
    for x in (-1.6, 1.6):
        pen.line([(x, -8), (x + 0.9, -9.8), (x, -11.6)], "#ffffff", 0.5, 0.6)


def cheese(taste: Taste, pen: Pen) -> None:
    """A wedge of cheese."""
    pen.poly([(-5.4, -3.6), (4, -7), (5.6, -3.6)], ("#fff0a0", "#ffd95a"))
    pen.poly([(-5.4, -3.6), (5.6, -3.6), (5.6, 0), (-5.4, 0)], ("#ffd24f", "#e0a52f"))
    for x, y, size in ((-2.6, -1.8, 0.9), (1, -2.2, 0.7), (3.4, -1, 0.8)):
        pen.circle(x, y, size, "#c98a20")


def plate(taste: Taste, pen: Pen) -> None:
    """A thali, or a roast on a plate."""
    pen.ellipse(0, -1.2, 7.6, 1.8, furniture.STEEL if taste.indian else ("#ffffff", "#c9d0d6"))
    if taste.indian:
        for x, colour in ((-4, "#e0a02f"), (0, "#5f9a3f"), (4, "#c9502f")):
            pen.rect(x - 1.7, -4, 3.4, 2.8, furniture.STEEL, 0.8)
            pen.ellipse(x, -4, 1.7, 0.6, (lighter(colour), colour))
        pen.blob([(-2.4, -4.6), (0, -7.4), (2.4, -4.6)], ("#ffffff", "#efe2c6"))
        return
    pen.blob([(-4.6, -1.6), (-4, -5), (0, -6.4), (4, -5), (4.6, -1.6)], ("#d98a4a", "#8a4524"))
    pen.line([(3.4, -4), (6.4, -6.4)], "#fff4e0", 1)


def cake(taste: Taste, pen: Pen) -> None:
    """A cake with candles."""
    pen.ellipse(0, -0.5, 7, 1.2, ("#ffffff", "#c9d0d6"))
    pen.rect(-5.4, -5.4, 10.8, 5, ("#c98a5a", "#8a5230"), 0.8)
    pen.rect(-5.6, -6.6, 11.2, 2.4, ("#ffe4ee", "#f2a0bc"), 1)
    for k in range(5):
        pen.circle(-4.4 + k * 2.2, -4.2, 1, "#f2a0bc")
    for x in (-3, 0, 3):
        pen.rect(x - 0.4, -9, 0.8, 2.6, "#7fc4e8")
        furniture.flame(pen, x, -9, 1.4)


def sweets(taste: Taste, pen: Pen) -> None:
    """A plate of laddus."""
    pen.ellipse(0, -0.8, 7, 1.5, furniture.BRASS)
    for row, count in enumerate((4, 3, 2, 1)):
        for k in range(count):
            pen.circle((k - (count - 1) / 2) * 2.7, -2.2 - row * 2, 1.5, ("#ffd86b", "#e08a24"))


def egg(taste: Taste, pen: Pen) -> None:
    """An egg on straw."""
    pen.blob([(0, -8.4), (2.6, -6), (3, -2.8), (0, -0.6), (-3, -2.8), (-2.6, -6)], ("#fffaf0", "#e0cba8"))
    for k in range(9):
        pen.line([(-5 + k * 1.2, 0.2), (-5.8 + k * 1.5, -1.8 + (k % 3) * 0.7)], "#d9b45a", 0.5)


def medicine(taste: Taste, pen: Pen) -> None:
    """A bottle of medicine."""
    pen.rect(-2.8, -6.6, 5.6, 6.6, ("#c97a3f", "#7a3f1f"), 1)
    pen.rect(-1.4, -8.6, 2.8, 2.2, ("#c97a3f", "#7a3f1f"))
    pen.rect(-1.8, -9.8, 3.6, 1.6, ("#ffffff", "#d0d6dc"), 0.4)
    pen.rect(-2.8, -5, 5.6, 3.4, "#fffaf0")
    pen.rect(-0.5, -4.6, 1, 2.6, "#d9504a")
    pen.rect(-1.3, -3.8, 2.6, 1, "#d9504a")


def throne(taste: Taste, pen: Pen) -> None:
    """A gilded seat with a red cushion."""
    gold = ("#ffe08a", "#b57f2a")
    pen.blob([(-4.6, -4), (-5, -16), (0, -20.6), (5, -16), (4.6, -4)], gold)
    pen.blob([(-3.4, -5), (-3.7, -14.6), (0, -17.6), (3.7, -14.6), (3.4, -5)], ("#d9404f", "#8a1f34"))
    for side in (-1, 1):
        pen.rect(side * 5.4 - 0.8, -10, 1.6, 10, gold, 0.5)
        pen.circle(side * 5.4, -10.6, 1.3, gold)
    pen.rect(-5.6, -6, 11.2, 2.4, ("#e8566a", "#9a2438"), 1)
    pen.rect(-6, -3.8, 12, 3.8, gold, 0.4)
    pen.circle(0, -20.6, 1.2, ("#bff0ff", "#4fa0e0"))


def hoard(taste: Taste, pen: Pen) -> None:
    """A chest that overflows with gold."""
    pen.glow(0, -7, 15, "#ffe08a", 0.6)
    pen.blob([(-6, -4.6), (-6.6, -9.4), (-5, -11.4), (5, -11.4), (6.6, -9.4), (6, -4.6)], ("#8a5630", "#4f2f1a"))
    for k in range(22):
        x, y = -5 + (k * 3.7) % 10, -4.4 - (k * 1.9) % 3.4 * (1 - abs(-5 + (k * 3.7) % 10) / 8)
        pen.ellipse(x, y, 1.2, 0.7, ("#fff0a8", "#d09a2f"))
    for x, y, colour in ((-3, -6.6, "#e8506a"), (2.6, -7, "#4fb0e8"), (0, -7.8, "#5fd08a")):
        pen.poly([(x - 1.2, y), (x, y - 1.2), (x + 1.2, y), (x, y + 1.4)], (lighter(colour, 0.5), colour))
    pen.rect(-6, -4.6, 12, 4.6, ("#a06a3c", "#5f3a20"), 0.4)
    for x in (-4.4, 3.4):
        pen.rect(x, -4.6, 1, 4.6, furniture.BRASS)
    pen.rect(-1, -4.8, 2, 2, furniture.BRASS, 0.4)
