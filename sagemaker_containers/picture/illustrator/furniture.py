"""What stands and hangs in rooms. Furniture stands on (x, y), y being the floor; sizes in units."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator.interiors import pool
from sagemaker_containers.picture.illustrator.stage import Stage

BOOKS = ("#b5483f", "#3f6f8f", "#d9a441", "#5f7f4a", "#7a4f7f", "#c97a4a", "#38506b", "#e0d2b0")
BRASS = ("#ffe3a0", "#b57f2c")
STEEL = ("#f2f6f9", "#8f9aa6")


def table(pen: Pen, x: float, y: float, width: float, height: float, wood: str = "#9c6a42", cloth: str = "") -> None:
    """A table seen from the front."""
    pen.shadow(x, y, width * 0.58, 2.2, 0.34)
    for px in (-0.43, 0.43):
        pen.rect(x + width * px - 1.1, y - height, 2.2, height, (wood, darker(wood, 0.3)), 0.4)
    pen.rect(x - width * 0.46, y - height + 1.6, width * 0.92, 3, darker(wood, 0.25))
    pen.rect(x - width / 2, y - height, width, 2.2, (lighter(wood, 0.28), wood), 0.7)
    if cloth:
        pen.rect(x - width * 0.5, y - height - 0.3, width, 6.2, (lighter(cloth, 0.2), darker(cloth, 0.08)), 0.6)
        for k in range(int(width / 2.4)):
            pen.circle(x - width * 0.5 + 1.2 + k * 2.4, y - height + 5.8, 1.2, darker(cloth, 0.08))


def chair(pen: Pen, x: float, y: float, size: float, wood: str = "#8a5a38", seat: str = "#b5534a") -> None:
    """A chair from the front."""
    pen.shadow(x, y, size * 0.36, size * 0.05, 0.28)
    for px in (-0.26, 0.26):
        pen.rect(x + size * px - size * 0.03, y - size, size * 0.06, size, (lighter(wood), darker(wood, 0.2)), 0.3)
    pen.rect(x - size * 0.26, y - size * 0.96, size * 0.52, size * 0.3, (lighter(wood, 0.2), wood), size * 0.06)
    pen.rect(x - size * 0.31, y - size * 0.48, size * 0.62, size * 0.12, (lighter(seat), darker(seat)), size * 0.04)


def armchair(pen: Pen, x: float, y: float, size: float, cloth: str = "#a8523f") -> None:
    """A wing chair from the front."""
    pen.shadow(x, y, size * 0.52, size * 0.05, 0.34)
    for side in (-1, 1):
        pen.rect(x + side * size * 0.34 - 1, y - 3, 2, 3, "#4a2f1c")
    pen.rect(x - size * 0.38, y - size, size * 0.76, size * 0.86, (lighter(cloth, 0.16), darker(cloth, 0.3)),
             size * 0.16)  # fmt: skip
    pen.rect(x - size * 0.29, y - size * 0.9, size * 0.58, size * 0.56, (lighter(cloth, 0.26), cloth), size * 0.1)
    for k in range(3):
        pen.circle(x - size * 0.14 + k * size * 0.14, y - size * 0.66, 0.6, darker(cloth, 0.35))
    pen.rect(x - size * 0.3, y - size * 0.4, size * 0.6, size * 0.2, (lighter(cloth, 0.34), cloth), size * 0.06)
    for side in (-1, 1):
        left = x + (side - 1) * size * 0.09 + side * size * 0.34
        pen.rect(left, y - size * 0.56, size * 0.18, size * 0.48, (lighter(cloth, 0.2), darker(cloth, 0.25)),
                 size * 0.08)  # fmt: skip
    pen.rect(x - size * 0.36, y - size * 0.22, size * 0.72, size * 0.14, (cloth, darker(cloth, 0.3)), 1)


def divan(pen: Pen, x: float, y: float, width: float) -> None:
    """A low Indian seat with bolsters and printed cushions."""
    pen.shadow(x, y, width * 0.56, 2.2, 0.34)
    for side in (-1, 1):
        pen.rect(x + side * width * 0.46 - 1.4, y - 5, 2.8, 5, ("#8a5a38", "#5f3d26"), 0.8)
    pen.rect(x - width / 2, y - 11, width, 7, ("#9a6540", "#6a4229"), 0.8)
    for k in range(int(width / 5)):
        pen.circle(x - width / 2 + 2.6 + k * 5, y - 7.5, 1, "#e0b060", 0.9)
    pen.rect(x - width / 2 - 0.8, y - 16, width + 1.6, 6.4, ("#fbf0d8", "#d3bd92"), 2)
    pen.rect(x - width / 2 - 0.8, y - 11.4, width + 1.6, 1.6, "#b5483f", 0.6)
    for k, colour in enumerate(("#c94f5a", "#2f8a86", "#e09a3f")):
        px = x - width * 0.3 + k * width * 0.3
        pen.rect(px - 6.4, y - 27, 12.8, 11.4, (lighter(colour, 0.25), darker(colour, 0.15)), 3.6)
        for petal in range(6):
            angle = math.tau * petal / 6
            pen.circle(px + 2 * math.cos(angle), y - 21.4 + 2 * math.sin(angle), 0.9, lighter(colour, 0.55), 0.85)
    for side in (-1, 1):
        pen.ellipse(x + side * width * 0.47, y - 18.4, 3, 3.4, ("#d9604a", "#9a3a38"))
        pen.circle(x + side * width * 0.47, y - 18.4, 1.1, "#f0cf7a")


def charpai(pen: Pen, x: float, y: float, width: float) -> None:
    """A string cot."""
    pen.shadow(x, y, width * 0.56, 2, 0.34)
    for side in (-1, 1):
        pen.rect(x + side * width * 0.47 - 1.3, y - 15, 2.6, 15, ("#a8703f", "#6b4024"), 1)
        pen.circle(x + side * width * 0.47, y - 15.6, 1.8, "#c98a50")
    far, near = width * 0.46, width * 0.5
    pen.poly([(x - far, y - 13), (x + far, y - 13), (x + near, y - 9), (x - near, y - 9)], ("#f0ddb0", "#c9a870"))
    for k in range(int(width / 2)):
        px = x - width * 0.47 + k * 2
        pen.line([(px, y - 12.8), (px + 2, y - 9.2)], "#a07a45", 0.3)
        pen.line([(px + 2, y - 12.8), (px, y - 9.2)], "#a07a45", 0.3)
    pen.rect(x - width * 0.5, y - 9.4, width, 1.8, ("#b97b48", "#7d4a28"), 0.8)
    pen.rect(x + width * 0.12, y - 18, width * 0.3, 6, ("#d9604a", "#a83c3a"), 2.4)


def bookcase(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wood: str = "#7d5233") -> None:
    """Shelves full of books."""
    left = x - width / 2
    pen.shadow(x, y, width * 0.56, 1.6, 0.3)
    pen.rect(left, y - height, width, height, (lighter(wood, 0.12), darker(wood, 0.15)), 0.5)
    pen.rect(left - 1, y - height - 1.4, width + 2, 2.4, (lighter(wood, 0.3), wood), 0.5)
    rows = max(2, round(height / 11.5))
    cell = (height - 2) / rows
    for row in range(rows):
        top = y - height + 1.6 + row * cell
        pen.rect(left + 1.2, top, width - 2.4, cell - 1.5, (darker(wood, 0.55), darker(wood, 0.35)))
        bx = left + 1.6
        while bx < left + width - 3.4:
            thick = stage.random.uniform(1.1, 2.3)
            tall = (cell - 1.5) * stage.random.uniform(0.62, 0.94)
            colour = stage.random.choice(BOOKS)
            if stage.random.random() < 0.08:
                bx += thick
                continue
            pen.rect(bx, top + cell - 1.5 - tall, thick, tall, (lighter(colour, 0.18), darker(colour, 0.15)), 0.15)
            pen.rect(bx + thick * 0.2, top + cell - 1.5 - tall * 0.8, thick * 0.6, tall * 0.1, "#f0dfae", alpha=0.7)
            bx += thick + 0.1


def shelf(stage: Stage, pen: Pen, x: float, y: float, width: float, wood: str = "#8a5f3c") -> None:
    """A wall shelf of jars: brass and steel tins in an Indian room, glass and china in a western one."""
    indian = [BRASS, STEEL, ("#d98a5a", "#a3562f")]
    western = [("#e8a08a", "#b5574f"), ("#f5efe0", "#c9c2b4"), ("#a9c6cc", "#6f95a0"), ("#f0d490", "#c99a4a")]
    pen.rect(x - width / 2, y, width, 1.5, (lighter(wood, 0.25), darker(wood, 0.15)), 0.3)
    pen.rect(x - width / 2, y + 1.5, width, 0.8, darker(wood, 0.5), alpha=0.35)
    bx = x - width / 2 + 2.6
    while bx < x + width / 2 - 2:
        colour = stage.random.choice(indian if stage.indian else western)
        tall = stage.random.uniform(4.4, 7.4)
        pen.rect(bx - 2, y - tall, 4, tall, colour, 1)
        pen.rect(bx - 1.5, y - tall - 1, 3, 1.4, darker(colour[1], 0.25), 0.4)
        pen.rect(bx - 1.3, y - tall * 0.86, 0.6, tall * 0.66, "#ffffff", 0.3, 0.45)
        bx += stage.random.uniform(4.6, 6)


def rug(pen: Pen, x: float, y: float, width: float, colour: str, trim: str = "#e9c87a") -> None:
    """An oval rug on the floor."""
    for share, tone in ((1.0, darker(colour, 0.25)), (0.95, trim), (0.9, colour), (0.62, trim), (0.58, darker(colour))):
        pen.ellipse(x, y, width / 2 * share, width * 0.07 * share, tone)
    for k in range(20):
        angle = math.tau * k / 20
        pen.ellipse(x + width * 0.38 * math.cos(angle), y + width * 0.053 * math.sin(angle), 1.1, 0.5, trim)


def picture_frame(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A framed landscape, centred on (x, y)."""
    pen.rect(x - width / 2 - 1.4, y - height / 2 - 1.4, width + 2.8, height + 2.8, ("#e8c070", "#94662f"), 0.4)
    pen.rect(x - width / 2, y - height / 2, width, height, ("#bcd9e0", "#f2dfb8"))
    with pen.clipped(skia.Path().addRect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)):
        pen.circle(x + width * 0.2, y - height * 0.1, height * 0.12, "#f5b95a")
        pen.ellipse(x - width * 0.2, y + height * 0.55, width * 0.5, height * 0.42, "#7fa271")
        pen.ellipse(x + width * 0.35, y + height * 0.6, width * 0.45, height * 0.36, "#5f8a63")


def calendar(pen: Pen, x: float, y: float) -> None:
    """A wall calendar with a lotus, hanging from (x, y)."""
    pen.line([(x, y - 2), (x - 3, y)], "#4a3a2c", 0.3)
    pen.line([(x, y - 2), (x + 3, y)], "#4a3a2c", 0.3)
    pen.rect(x - 5, y, 10, 15, ("#fffaf0", "#f0e2c4"), 0.3)
    pen.rect(x - 4.4, y + 0.8, 8.8, 7, ("#ffb86b", "#e8605a"), 0.2)
    for angle in (-50, -25, 0, 25, 50):
        with pen.moved(x, y + 7, rotate=angle):
            pen.ellipse(0, -2.2, 0.9, 2.4, "#ffd0de")
    for row in range(4):
        for k in range(6):
            pen.rect(x - 4 + k * 1.4, y + 8.8 + row * 1.4, 0.8, 0.7, "#c9433f" if k == 0 else "#6b6058")


def toran(pen: Pen, x: float, y: float, width: float) -> None:
    """Mango leaves and marigolds strung over a doorway or along a wall, from x to the right."""
    count = max(4, int(width / 4.4))
    for k in range(count):
        px = x + width * (k + 0.5) / count
        if k % 2:
            pen.blob([(px - 1, y), (px + 1, y), (px + 1.2, y + 3.4), (px, y + 6.4), (px - 1.2, y + 3.4)],
                     ("#6fae52", "#3d7a3a"))  # fmt: skip
        else:
            for bead in range(3):
                pen.circle(px, y + 1 + bead * 1.7, 1.15, ("#ffc23f", "#f08a24"))
    pen.line([(x, y), (x + width, y)], "#c9682f", 0.7)


def almirah(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A steel cupboard with a mirror door."""
    pen.shadow(x, y, width * 0.6, 2, 0.34)
    pen.rect(x - width / 2, y - height, width, height, ("#8fa79a", "#5c776c"), 0.8)
    pen.line([(x, y - height + 2), (x, y - 2)], "#42584f", 0.5)
    pen.rect(x - width / 2 + 2, y - height + 5, width / 2 - 4, height * 0.66, ("#eaf6fa", "#a9c4cc"), 0.4)
    pen.line([(x - width * 0.36, y - height * 0.5), (x - width * 0.16, y - height * 0.8)], "#ffffff", 0.9, 0.7)
    pen.rect(x + 1.4, y - height * 0.55, 1.1, 6, STEEL, 0.4)


def grandfather_clock(pen: Pen, x: float, y: float, height: float) -> None:
    """A long-case clock with a pendulum."""
    wood, half = "#6b4024", height * 0.13
    pen.shadow(x, y, half * 1.5, 1.6, 0.34)
    pen.rect(x - half * 1.2, y - height * 0.16, half * 2.4, height * 0.16, (lighter(wood), darker(wood, 0.2)), 0.4)
    pen.rect(x - half * 0.8, y - height * 0.7, half * 1.6, height * 0.56, (lighter(wood, 0.2), darker(wood, 0.1)), 0.3)
    pen.rect(x - half * 0.5, y - height * 0.66, half, height * 0.46, ("#2f1c14", "#4a2c1c"), 0.4)
    pen.line([(x, y - height * 0.66), (x + half * 0.2, y - height * 0.3)], "#d9a93f", 0.5)
    pen.circle(x + half * 0.2, y - height * 0.28, half * 0.34, BRASS)
    pen.shape(arch(x, y - height * 0.66, half * 2.4, height * 0.34), (lighter(wood, 0.25), wood))
    pen.circle(x, y - height * 0.81, half * 0.86, ("#fffaf0", "#ecdcb8"))
    pen.line([(x, y - height * 0.81), (x, y - height * 0.81 - half * 0.6)], "#3a2c22", 0.5)
    pen.line([(x, y - height * 0.81), (x + half * 0.4, y - height * 0.79)], "#3a2c22", 0.5)


def brass_lamp(stage: Stage, pen: Pen, x: float, y: float, height: float) -> None:
    """A standing brass lamp with burning wicks."""
    pen.shadow(x, y, height * 0.22, 1, 0.34)
    pen.ellipse(x, y - 1, height * 0.2, height * 0.05, BRASS)
    pen.rect(x - height * 0.03, y - height * 0.84, height * 0.06, height * 0.84, BRASS, 0.5)
    for share in (0.2, 0.42, 0.62):
        pen.ellipse(x, y - height * share, height * 0.07, height * 0.03, BRASS)
    pen.ellipse(x, y - height * 0.84, height * 0.18, height * 0.045, BRASS)
    pen.poly([(x - 1.4, y - height * 0.86), (x + 1.4, y - height * 0.86), (x, y - height)], BRASS)
    for side in (-1, -0.4, 0.4, 1):
        flame(pen, x + side * height * 0.16, y - height * 0.85, height * 0.09)
    stage.lamp(x, y - height * 0.9, height * 0.5, "#ffb347", 0.3)


def flame(pen: Pen, x: float, y: float, size: float) -> None:
    """One small flame standing on (x, y)."""
    pen.glow(x, y - size * 0.5, size * 4, "#ffb347", 0.5)
    half, low = size * 0.3, y - size * 0.2
    pen.toned(str).blob([(x - half, low), (x, y - size * 1.3), (x + half, low), (x, y)], ("#fff3b0", "#ff9a2e"))


def floor_lamp(stage: Stage, pen: Pen, x: float, y: float, height: float, shade: str = "#f0cf96") -> None:
    """A standing lamp, lit after dark."""
    pen.shadow(x, y, 4.4, 1, 0.3)
    pen.rect(x - 3, y - 1.2, 6, 1.3, "#5c4632", 0.5)
    pen.rect(x - 0.5, y - height, 1, height, ("#b08a54", "#5c4632"))
    shape = [(x - 3.4, y - height - 8), (x + 3.4, y - height - 8), (x + 6, y - height), (x - 6, y - height)]
    pool(stage, pen, x, y - height - 2, 38)
    if stage.dark:
        pen.toned(str).poly(shape, ("#fff0c4", "#ffc974"))
    else:
        pen.poly(shape, (lighter(shade, 0.3), shade))


def pot_plant(pen: Pen, x: float, y: float, size: float, pot: str = "#b8694a") -> None:
    """A leafy plant in a pot."""
    pen.shadow(x, y, size * 0.3, size * 0.05, 0.28)
    for k in range(9):
        angle = math.pi * (1.08 + 0.84 * k / 8)
        with pen.moved(x, y - size * 0.36, rotate=math.degrees(angle)):
            reach = size * (0.66 if k % 2 else 0.5)
            leaf = skia.Path()
            leaf.moveTo(0, 0)
            leaf.quadTo(reach * 0.55, -reach * 0.26, reach, 0)
            leaf.quadTo(reach * 0.55, reach * 0.26, 0, 0)
            pen.shape(leaf, ("#86b565", "#4a8450") if k % 2 else ("#6fa35a", "#3d7346"))
            pen.line([(0, 0), (reach * 0.9, 0)], "#3a6b40", 0.3, 0.6)
    pen.poly([(x - size * 0.2, y - size * 0.38), (x + size * 0.2, y - size * 0.38), (x + size * 0.14, y),
        (x - size * 0.14, y)],
             (lighter(pot, 0.2), darker(pot, 0.15)))  # fmt: skip
    pen.rect(x - size * 0.23, y - size * 0.42, size * 0.46, size * 0.08, lighter(pot, 0.15), size * 0.02)


def hanging_lamp(stage: Stage, pen: Pen, x: float, y: float, size: float, colour: str = "#c9784a") -> None:
    """What lights the room from above, hanging down to y: oil, electric or floating, as the period has it."""
    pool(stage, pen, x, y + size * 0.5, size * 8)
    bright = "#fff4cf" if stage.dark else "#f7e8c0"
    if stage.period == "future":
        pen.toned(str).ellipse(x, y, size * 1.2, size * 0.34, "#d9f4ff")
        pen.glow(x, y, size * 3, "#9fdcff", 0.5)
        return
    pen.line([(x, -1), (x, y)], "#3f352c", 0.45)
    if stage.period == "historical":
        pen.poly([(x - size * 0.5, y), (x + size * 0.5, y), (x + size * 0.2, y - size * 0.6), (x - size * 0.2,
            y - size * 0.6)], BRASS)  # fmt: skip
        pen.toned(str).rect(x - size * 0.42, y, size * 0.84, size * 1.2, ("#fff0b8", "#ffb347"), size * 0.3)
        for side in (-0.42, 0, 0.42):
            pen.rect(x + side * size - 0.25, y, 0.5, size * 1.2, "#7d5a2c")
        pen.rect(x - size * 0.5, y + size * 1.1, size, size * 0.24, BRASS, 0.4)
        pen.glow(x, y + size * 0.6, size * 3, "#ffb54d", 0.5)
        stage.lamp(x, y + size * 0.6, size * 2.4, "#ffb54d", 0.2)
        return
    shape = [(x - size * 0.3, y), (x + size * 0.3, y), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
    pen.poly(shape, (lighter(colour, 0.25), colour))
    pen.toned(str).ellipse(x, y + size * 0.82, size * 0.5, size * 0.22, bright)


def ceiling_fan(pen: Pen, x: float, y: float) -> None:
    """The fan of a modern Indian room, hanging down to y."""
    pen.line([(x, -1), (x, y)], "#8a8f94", 0.8)
    for side, tilt in ((-1, 4), (1, -5), (-0.4, -16)):
        with pen.moved(x, y + 1.6, rotate=tilt):
            pen.rect(min(0, side * 22), -0.9, 22 * abs(side), 2, ("#f6f2e6", "#b9b0a0"), 1)
    pen.ellipse(x, y + 1.4, 3.6, 2.2, ("#fffaf0", "#a89f90"))


def globe(pen: Pen, x: float, y: float, scale: float = 1.0) -> None:
    """A school globe on its stand."""
    with pen.moved(x, y, scale=scale):
        pen.ellipse(0, -0.4, 3.6, 1, "#8a5f33")
        pen.line([(0, -0.4), (0, -2.4)], "#8a5f33", 0.9)
        pen.circle(0, -6.6, 4.4, ("#8fd0ea", "#3f86b5"))
        pen.blob([(-2.8, -8.2), (-0.4, -9.8), (0.6, -7.2), (-1.4, -5)], "#8fb85c")
        pen.blob([(1.4, -6.4), (3.4, -7.2), (2.6, -4.2)], "#8fb85c")
        pen.arc(0, -6.6, 5.2, 5.2, -70, 180, "#c99a4a", 0.6)


def fireplace(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str = "#9b8b80") -> None:
    """A hearth with a fire in it and candlesticks on the mantel; the fire blazes where the scene names it."""
    stage.hearth = True
    blaze = 1.4 if "fire" in stage.request.scene.props else 1.0
    pen.shadow(x, y, width * 0.6, 2, 0.34)
    pen.rect(x - width / 2, y - height, width, height, (lighter(stone, 0.15), darker(stone, 0.15)), 0.6)
    for row in range(int(height / 3.6)):
        for k in range(int(width / 5.4)):
            pen.rect(x - width / 2 + 0.8 + k * 5.4 + (row % 2) * 0.9, y - height + 1 + row * 3.6, 4.4, 2.9,
                     darker(stone, 0.2), 0.6, 0.26)  # fmt: skip
    pen.rect(x - width * 0.58, y - height - 1.8, width * 1.16, 3.4, ("#9a6a42", "#5f3d26"), 0.5)
    mouth = arch(x, y, width * 0.64, height * 0.74)
    pen.stroke(mouth, darker(stone, 0.35), 1.6)
    pen.toned(str).shape(mouth, ("#1d0f10", "#5a261c"))
    with pen.clipped(mouth):
        pen.glow(x, y - height * 0.2, width * 0.5, "#ff7a2e", 0.6 * blaze)
        fire(pen, x, y - 1.4, height * 0.46 * blaze)
    for side in (-0.44, 0.44):
        pen.rect(x + width * side - 0.6, y - height - 7, 1.2, 5.4, "#fff3dc", 0.3)
        if stage.dark:
            flame(pen, x + width * side, y - height - 7, 2)
    stage.lamp(x, y - height * 0.25, width * 0.9, "#ff9a3d", 0.26 * blaze)
    strength = (0.45 if stage.dark else 0.26) * blaze
    pen.glow(x, y - height * 0.25, width * (1.7 if stage.dark else 1.1) * blaze, "#ff9a3d", strength)


def fire(pen: Pen, x: float, y: float, size: float) -> None:
    """Flames over two logs."""
    plain = pen.toned(str)
    pen.line([(x - size * 0.55, y), (x + size * 0.5, y - size * 0.12)], "#5b3a26", size * 0.16)
    pen.line([(x + size * 0.55, y), (x - size * 0.5, y - size * 0.12)], "#6b452d", size * 0.16)
    for share, colours in (
        (1.0, ("#ff9a2e", "#e8481f")),
        (0.72, ("#ffc94a", "#ff8a26")),
        (0.42, ("#fff3b0", "#ffd24f")),
    ):
        tongue = skia.Path()
        reach = size * share
        tongue.moveTo(x - reach * 0.42, y)
        tongue.cubicTo(
            x - reach * 0.6, y - reach * 0.45, x - reach * 0.12, y - reach * 0.5, x - reach * 0.05, y - reach
        )
        tongue.cubicTo(x + reach * 0.2, y - reach * 0.66, x + reach * 0.6, y - reach * 0.5, x + reach * 0.42, y)
        tongue.close()
        plain.shape(tongue, colours, 0.95)
