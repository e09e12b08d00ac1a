"""Hospital, office and workshop."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, polygon
from sagemaker_containers.picture.illustrator import furniture, interiors
from sagemaker_containers.picture.illustrator.settings.rooms import WIDE
from sagemaker_containers.picture.illustrator.stage import Stage


def hospital(stage: Stage) -> None:
    """A ward: beds in a row, a drip, curtains, a cross; or a healer's infirmary where there is no electricity."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    old = stage.period == "historical"
    place = (-edge * 0.24, line - 24, 30, 34)
    with stage.layer("wall", 0.35) as pen:
        colour, dado = ("#f0e6c0", "#6fb59a") if stage.indian else ("#d9e8f2", "#9cbcd9")
        interiors.wall(stage, pen, colour, dado, "plaster" if old else "")
        interiors.window(stage, pen, *place, "#8a6a48" if old else "#ffffff")
        _cross(pen, edge * 0.14, line - 53, 9)
        if not old:
            _monitor(stage, pen, edge * 0.46, line - 46)
        else:
            furniture.shelf(stage, pen, edge * 0.62, line - 40, min(50, edge * 0.7))
    with stage.layer("room", 0.6) as pen:
        interiors.floor(
            stage, pen, "#b99a72" if old else "#d9d4b8" if stage.indian else "#c4d3e0", "boards" if old else "tiles"
        )
        _bed(pen, -edge * 0.6, line + 4, 44, "#c9856a" if old else "#7fc4b4", old)
        _curtain(stage, pen, line, old)
        _bed(pen, edge * 0.66, line + 11, 58, "#b5604f" if old else "#5fa0d0", old)
        if old:
            furniture.table(pen, edge * 0.3, line + 5, 16, 20)
            pen.poly([(edge * 0.3 - 4, line - 19), (edge * 0.3 + 4, line - 19), (edge * 0.3 + 2.6, line - 15),
                      (edge * 0.3 - 2.6, line - 15)], furniture.STEEL)  # fmt: skip
            pen.line([(edge * 0.3 + 1, line - 19), (edge * 0.3 + 5, line - 25)], "#8a7a64", 1)
        else:
            _drip(pen, edge * 0.66 - 34, line + 9)
        if edge > WIDE and stage.indian:
            furniture.pot_plant(pen, -edge * 0.32, line + 5, 26, "#c9784a")
        furniture.hanging_lamp(stage, pen, -edge * 0.5, max(5, line - 62), 4.4, "#8cc8bf")
        furniture.hanging_lamp(stage, pen, edge * 0.5, max(5, line - 62), 4.4, "#8cc8bf")
        interiors.daylight(stage, pen, *place)
    stage.particles = "dust"


def _cross(pen: Pen, x: float, y: float, size: float) -> None:
    pen.circle(x, y, size, ("#ffffff", "#e6f0f0"))
    pen.stroke(skia.Path().addCircle(x, y, size), "#d94f4a", 0.8)
    for width, height in ((0.4, 1.2), (1.2, 0.4)):
        pen.rect(x - size * width / 2, y - size * height / 2, size * width, size * height, ("#f0605a", "#c93a3a"), 0.3)


def _monitor(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 9, y, 18, 13, ("#5c6975", "#2c343d"), 1.2)
    screen = pen.toned(str)
    screen.rect(x - 8, y + 1, 16, 11, "#10262c", 0.6)
    beat = [(-7, 7), (-4, 7), (-3, 5.6), (-2, 7), (-0.8, 2.4), (0.4, 9.6), (1.6, 7), (4, 7), (5, 5.8), (7, 7)]
    path = skia.Path()
    for k, (px, py) in enumerate(beat):
        (path.lineTo if k else path.moveTo)(x + px, y + py)
    screen.stroke(path, "#6ff0a8", 0.6)
    screen.glow(x, y + 6, 12, "#6ff0a8", 0.25)


def _bed(pen: Pen, x: float, y: float, width: float, blanket: str, old: bool) -> None:
    frame = ("#a8703f", "#6b4024") if old else ("#f4f8fa", "#9aa8b0")
    half = width / 2
    pen.shadow(x, y, half * 1.1, 2.4, 0.36)
    for side, tall in ((-1, 22), (1, 30)):
        for post in (0, -4):
            pen.rect(x + side * (half + post) - 0.9, y - tall, 1.8, tall, frame, 0.6)
        pen.rect(x + side * (half - 2) - 3, y - tall, 6, 2, frame, 0.8)
    pen.rect(x - half, y - 13, width, 4, frame, 0.6)
    pen.rect(x - half + 1, y - 19, width - 2, 7, ("#ffffff", "#d9e4e8"), 2.2)
    pen.rect(x - half + 2, y - 21, width * 0.7, 9, (lighter(blanket, 0.3), darker(blanket, 0.12)), 2.4)
    pen.rect(x + width * 0.14, y - 21.4, 5, 9.6, ("#ffffff", "#e6eef2"), 1)
    for k in range(4):
        pen.rect(x - half + 6 + k * width * 0.14, y - 20.6, 1, 8.2, lighter(blanket, 0.55), alpha=0.5)
    pen.rect(x + half - 17, y - 25, 14, 7.4, ("#ffffff", "#d3e0e6"), 3)


def _curtain(stage: Stage, pen: Pen, line: float, old: bool) -> None:
    cloth = "#d9c9a4" if old else "#9adcc0" if stage.indian else "#b4cdf0"
    left, top = stage.left - 1, max(6.0, line - 60)
    reach = stage.width * 0.1
    pen.rect(left, top - 1.6, reach * 2.4, 1.4, ("#a8703f", "#6b4024") if old else furniture.STEEL, 0.6)
    folds = max(4, int(reach / 4))
    for k in range(folds):
        x = left + k * reach / folds
        tone = cloth if k % 2 else darker(cloth, 0.12)
        pen.rect(x, top, reach / folds + 0.6, line - top + 6, (lighter(tone, 0.14), darker(tone, 0.14)), 1.4)


def _drip(pen: Pen, x: float, y: float) -> None:
    pen.shadow(x, y, 6, 1, 0.3)
    pen.rect(x - 0.6, y - 58, 1.2, 58, furniture.STEEL)
    pen.rect(x - 5, y - 1.4, 10, 1.4, furniture.STEEL, 0.6)
    pen.rect(x - 5, y - 58, 10, 1.2, furniture.STEEL, 0.6)
    pen.rect(x + 1.6, y - 56, 6.4, 11, ("#f4fcff", "#9cd4e8"), 1.8)
    pen.rect(x + 2.6, y - 52, 4.4, 3, "#e8605a", 0.4)
    pen.line([(x + 4.8, y - 45), (x + 5, y - 34), (x + 9, y - 25), (x + 15, y - 21)], "#bfe6f2", 0.6)


def office(stage: Stage) -> None:
    """Desks with screens before a city; or a munshi's low desk with ledgers; or a clerk's high desk with an inkpot."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    old = stage.period == "historical"
    places = [(edge * x, line - 13, min(42, edge * 0.46), 48) for x in (-0.6, 0.0, 0.6)]
    if old:
        places = [(0.0, line - 22, 30, 38)]
    with stage.layer("wall", 0.35) as pen:
        if old:
            interiors.wall(
                stage, pen, "#e0b884" if stage.indian else "#8fa08a", "#8a5638", "buti" if stage.indian else ""
            )
            for x in (-0.72, 0.72):
                _pigeonholes(stage, pen, edge * x, line - 30, min(44, edge * 0.56), 30)
        else:
            interiors.wall(stage, pen, "#ecd2ae" if stage.indian else "#c6d3dc")
        for place in places:
            interiors.window(stage, pen, *place, "#6b4a33" if old else "#f2f5f7", city=True, sun=place is places[-1])
        if not old:
            _round_clock(pen, edge * 0.3, line - 56, 5.4)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(
            stage, pen, "#8a6444" if old else "#b59478" if stage.indian else "#8f97a6", "boards" if old else "tiles"
        )
        if old and stage.indian:
            _munshi_desk(stage, pen, edge * 0.66, line + 9)
            _munshi_desk(stage, pen, -edge * 0.7, line + 6)
            _iron_safe(pen, -edge * 0.33, line + 3, 20)
            _scales(pen, edge * 0.36, line + 4)
        elif old:
            _ledger_desk(stage, pen, edge * 0.68, line + 9)
            _ledger_desk(stage, pen, -edge * 0.7, line + 6)
            furniture.hanging_lamp(stage, pen, edge * 0.3, max(8, line - 56), 5)
        else:
            for x, y in ((-0.68, 8), (0.68, 10)):
                _workstation(stage, pen, edge * x, line + y)
            furniture.pot_plant(pen, -edge * 0.95, line + 8, 38, "#e8e2d4")
            for x in (-0.6, 0.6):
                furniture.hanging_lamp(stage, pen, edge * x, max(7, line - 60), 4.6, "#4a5560")
        interiors.daylight(stage, pen, *places[-1])
    stage.particles = "dust"


def _iron_safe(pen: Pen, x: float, y: float, width: float) -> None:
    """Where a house of business keeps its money, with ledgers tied in red cloth on top."""
    tall, half = width * 1.3, width / 2
    pen.shadow(x, y, width * 0.62, 1.6, 0.34)
    pen.rect(x - half, y - tall, width, tall, ("#5f7a6a", "#34483e"), 0.8)
    pen.rect(x - half + 1.6, y - tall + 1.8, width - 3.2, tall - 4, ("#6f8a78", "#42584c"), 0.6)
    pen.circle(x + half * 0.34, y - tall * 0.5, 2.4, ("#f0d27a", "#a87a2c"))
    for k in range(2):
        with pen.moved(x + half * 0.34, y - tall * 0.5, rotate=90 * k + 20):
            pen.line([(-2.2, 0), (2.2, 0)], "#7a5520", 0.5)
    for px in (-0.72, 0.72):
        for py in (0.12, 0.86):
            pen.circle(x + half * px, y - tall * py, 0.6, "#c9b06a")
    for k in range(3):
        left = x - half * 0.8 + k
        pen.rect(left, y - tall - 3 - 3 * k, width * 0.76, 2.9, ("#e0584a", "#a8343a"), 0.5)
        pen.line([(left + 4, y - tall - 3 * k), (left + 4, y - tall - 3 - 3 * k)], "#f6e4c0", 0.6)


def _scales(pen: Pen, x: float, y: float) -> None:
    """A merchant's balance on its post, with coins in one pan."""
    pen.shadow(x, y, 7, 1.1, 0.32)
    pen.rect(x - 4, y - 2, 8, 2, ("#a8703f", "#6b4024"), 0.5)
    pen.rect(x - 0.7, y - 28, 1.4, 26, furniture.BRASS, 0.4)
    pen.line([(x - 10, y - 26), (x, y - 28), (x + 10, y - 26)], "#d9a84a", 1)
    for side in (-1, 1):
        for dx in (-4, 4):
            pen.line([(x + side * 10, y - 26), (x + side * 10 + dx, y - 15)], "#8a6a34", 0.3)
        pan = [(-4.6, -15), (0, -14.4), (4.6, -15), (2.6, -12.4), (-2.6, -12.4)]
        pen.blob([(x + side * 10 + px, y + py) for px, py in pan], furniture.BRASS)
    for k in range(4):
        pen.ellipse(x - 11.6 + k, y - 15.2 - 0.5 * (k % 2), 1.3, 0.5, ("#ffe08a", "#d9a02e"))


def _round_clock(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.circle(x, y, radius, ("#4a515e", "#2b313c"))
    pen.circle(x, y, radius * 0.84, "#fffdf6")
    pen.line([(x, y), (x, y - radius * 0.6)], "#2b313c", 0.6)
    pen.line([(x, y), (x + radius * 0.44, y + radius * 0.2)], "#2b313c", 0.6)


def _workstation(stage: Stage, pen: Pen, x: float, y: float) -> None:
    wood = "#b57f4f" if stage.indian else "#dcc09a"
    pen.rect(x - 9, y - 36, 18, 24, ("#3f4b5c", "#262d38"), 4)
    pen.rect(x - 1, y - 14, 2, 13, "#2b313c")
    furniture.table(pen, x, y, 52, 24, wood)
    pen.rect(x + 13, y - 21.6, 11, 21.6, (lighter(wood, 0.2), darker(wood, 0.1)), 0.4)
    for k in range(3):
        pen.rect(x + 14, y - 20.4 + k * 6.8, 9, 5.8, lighter(wood, 0.35), 0.4)
        pen.circle(x + 18.5, y - 17.6 + k * 6.8, 0.6, "#5c6470")
    for px, width in ((-15.0, 20.0), (6.0, 20.0)):
        pen.rect(x + px - 0.4, y - 40.4, width + 0.8, 13, ("#4a515e", "#20252e"), 0.8)
        pen.toned(str).rect(x + px + 0.6, y - 39.4, width - 1.2, 11, ("#bfe6fa", "#5b8fd0"), 0.3)
        for k in range(4):
            pen.toned(str).rect(x + px + 2, y - 37.6 + k * 2.2, (9, 13, 6, 11)[k], 0.9, "#ffffff", 0.3, 0.75)
        pen.rect(x + px + width / 2 - 1, y - 27.6, 2, 3.6, "#5c6470")
        pen.rect(x + px + width / 2 - 4, y - 24.8, 8, 0.9, "#5c6470", 0.4)
    pen.glow(x, y - 34, 22, "#a9dcff", 0.3)
    pen.rect(x - 22, y - 28.4, 3.6, 4.4, ("#fff4e4", "#d9604a"), 0.7)
    for k in range(4):
        pen.rect(x + 17, y - 25 - k * 0.9, 8, 0.8, ("#ffffff", "#dcd8cc"), 0.1)


def _pigeonholes(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    pen.rect(x - width / 2 - 1, y - height - 1, width + 2, height + 2, ("#9a6540", "#5f3a22"), 0.6)
    across, down = int(width / 7), int(height / 7)
    for row in range(down):
        for k in range(across):
            left, top = x - width / 2 + k * width / across + 0.6, y - height + row * height / down + 0.6
            pen.rect(left, top, width / across - 1.2, height / down - 1.2, ("#2f1c14", "#4a2c1c"), 0.2)
            if stage.random.random() < 0.75:
                for roll in range(stage.random.randint(1, 3)):
                    pen.circle(left + 1.6 + roll * 1.6, top + height / down - 2.6, 1, ("#f7e8c4", "#c9a86a"))


def _ledger_desk(stage: Stage, pen: Pen, x: float, y: float) -> None:
    wood = "#7d4f30"
    furniture.table(pen, x, y, 46, 28, wood)
    pen.poly([(x - 18, y - 36), (x + 8, y - 36), (x + 12, y - 28), (x - 22, y - 28)], (lighter(wood, 0.3), wood))
    _ledger(pen, x - 5, y - 30)
    _inkpot(pen, x + 16, y - 28)
    pen.rect(x + 19.6, y - 34, 1.4, 6, "#fff7e2")
    furniture.flame(pen, x + 20.3, y - 34, 2.6)
    stage.lamp(x + 20, y - 36, 11, "#ffb347", 0.25)
    for px in (-6, 6):
        pen.line([(x + px, y + 2), (x + px * 0.6, y - 16)], "#5f3a22", 1.4)
    pen.ellipse(x, y - 16, 8, 2, ("#b5534a", "#7a3430"))


def _munshi_desk(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.shadow(x, y, 26, 2.4, 0.36)
    pen.rect(x - 27, y - 6, 54, 6.4, ("#fbf0d8", "#d0bc92"), 2.4)
    for side in (-1, 1):
        pen.ellipse(x + side * 24, y - 9, 4.4, 5, ("#c94f5a", "#8a2f3c"))
        pen.circle(x + side * 24, y - 9, 1.5, "#f0cf7a")
    pen.poly([(x - 13, y - 19), (x + 13, y - 19), (x + 15, y - 6), (x - 15, y - 6)], ("#a8703f", "#6b4024"))
    for k in range(4):
        pen.circle(x - 9 + k * 6, y - 11, 1.2, "#e0b060")
    _ledger(pen, x, y - 20)
    _inkpot(pen, x + 17, y - 6)
    for k in range(3):
        pen.rect(x - 24 + k, y - 8.4 - k * 2.4, 12, 2.3, ("#d9504a", "#963234"), 0.5)


def _ledger(pen: Pen, x: float, y: float) -> None:
    pen.poly([(x - 11, y - 4), (x + 11, y - 4), (x + 13, y + 1.4), (x - 13, y + 1.4)], "#8a2f34")
    pen.poly([(x - 10, y - 4.6), (x, y - 3.8), (x + 10, y - 4.6), (x + 12, y + 0.6), (x, y + 1), (x - 12, y + 0.6)],
             ("#fffaf0", "#e8d6b0"))  # fmt: skip
    for k in range(3):
        for side in (-1, 1):
            pen.line([(x + side * 2, y - 2.8 + k * 1.2), (x + side * 9, y - 3 + k * 1.2)], "#7d6a50", 0.3)


def _inkpot(pen: Pen, x: float, y: float) -> None:
    pen.blob([(x - 3, y), (x - 3, y - 2.6), (x - 1.2, y - 4), (x + 1.2, y - 4), (x + 3, y - 2.6), (x + 3, y)],
             ("#5f6f9a", "#232b4a"))  # fmt: skip
    with pen.moved(x, y - 4, rotate=24):
        pen.blob([(0, 0), (-1.8, -6), (0, -13), (2, -8)], ("#ffffff", "#d9d0c0"))
        pen.line([(0, 0.6), (0, -12)], "#b0a490", 0.3)


def workshop(stage: Stage) -> None:
    """A potter's yard of clay, a forge with its anvil, or a laboratory of flasks and gears."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    old, future = stage.period == "historical", stage.period == "future"
    place = (0.0, line - 26, 28, 32)
    with stage.layer("wall", 0.35) as pen:
        if old:
            interiors.wall(
                stage, pen, "#c98f5f" if stage.indian else "#a08c7c", "", "plaster" if stage.indian else "stone"
            )
        else:
            interiors.wall(
                stage,
                pen,
                "#e4c490" if stage.indian else "#c4cfd6",
                "#a86a4a" if stage.indian else "#5f7f8f",
                "" if future else "planks",
            )
        interiors.window(stage, pen, *place, "#6b4629" if old else "#eef3f5")
        _tool_board(pen, -edge * 0.56, line - 58, min(56, edge * 0.72))
        if old:
            for y in (34, 50):
                _pottery(stage, pen, edge * 0.62, line - y, min(52, edge * 0.66))
        else:
            for x, y, size in ((0.46, 50, 9.0), (0.62, 44, 6.0), (0.78, 52, 8.0), (0.7, 58, 4.4)):
                gear(pen, edge * x, line - y, size, "#c9923f" if stage.indian else "#8f9aa6")
    with stage.layer("room", 0.6) as pen:
        if old:
            interiors.floor(stage, pen, *(("#a8683f", "earth") if stage.indian else ("#8f7358", "boards")))
        else:
            interiors.floor(stage, pen, "#b89a7c" if stage.indian else "#98a2a8", "tiles")
        furniture.table(pen, -edge * 0.66, line + 9, 58, 25, "#9a6a42" if old else "#7f8f9a")
        bench = line - 16
        if not old:
            _laboratory(stage, pen, -edge * 0.66, bench)
            furniture.table(pen, edge * 0.74, line + 10, 42, 25, "#9a6a42" if not future else "#7f8f9a")
            _robot_arm(pen, edge * 0.74, line - 15)
        elif stage.indian:
            for k, colour in enumerate(("#c9683c", "#d98a5a", "#b5573a")):
                _jar(pen, -edge * 0.66 - 16 + k * 15, bench, 9 + (k % 2) * 4, colour)
            _potters_wheel(pen, edge * 0.46 if edge > WIDE else edge * 0.6, line + 10)
            for k in range(3):
                _jar(pen, edge * 0.7 + k * 11, line + 5 + (k % 2) * 4, 15 + (k % 2) * 3, "#b8663c")
        else:
            furniture.fireplace(stage, pen, edge * 0.78, line + 3, 42, 44, "#7d736c")
            _anvil(pen, edge * 0.46, line + 11)
            for k in range(3):
                pen.rect(-edge * 0.66 - 18 + k * 14, bench - 2, 11, 2, furniture.STEEL, 0.5)
                pen.line(
                    [(-edge * 0.66 - 14 + k * 14, bench - 2), (-edge * 0.66 - 10 + k * 14, bench - 8)], "#a8733f", 1.1
                )
        furniture.hanging_lamp(stage, pen, -edge * 0.16, max(8, line - 58), 5)
        interiors.daylight(stage, pen, *place)
    stage.particles = "dust"


def _tool_board(pen: Pen, x: float, y: float, width: float) -> None:
    pen.rect(x - width / 2, y - 3, width, 3, ("#9a6a42", "#5f3f26"), 0.4)
    for k in range(int(width / 7)):
        px = x - width / 2 + 4 + k * 7
        pen.line([(px, y), (px, y + 14)], "#b57f48", 1.3)
        if k % 4 == 0:
            pen.rect(px - 3.4, y + 12, 6.8, 4, ("#a9b4c0", "#565e69"), 0.6)
        elif k % 4 == 1:
            pen.poly([(px - 1.4, y + 8), (px + 1.4, y + 8), (px + 0.5, y + 20), (px - 0.5, y + 20)], furniture.STEEL)
        elif k % 4 == 2:
            pen.poly([(px - 1, y + 4), (px + 1, y + 4), (px + 5, y + 19), (px - 1, y + 19)], furniture.STEEL)
        else:
            pen.arc(px, y + 16, 2.4, 3, 20, 320, "#6f7883", 1.1)


def _pottery(stage: Stage, pen: Pen, x: float, y: float, width: float) -> None:
    pen.rect(x - width / 2, y, width, 1.8, ("#a8703f", "#5f3f26"), 0.4)
    for k in range(int(width / 9)):
        tall = stage.random.uniform(6, 10)
        _jar(pen, x - width / 2 + 5 + k * 9, y, tall, ("#c9683c", "#b8663c", "#d98a5a", "#8a6a54")[k % 4])


def _jar(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    pen.blob([(x - size * 0.2, y), (x - size * 0.46, y - size * 0.4), (x - size * 0.2, y - size * 0.84),
              (x + size * 0.2, y - size * 0.84), (x + size * 0.46, y - size * 0.4), (x + size * 0.2, y)],
             (lighter(colour, 0.3), darker(colour, 0.25)))  # fmt: skip
    pen.rect(x - size * 0.27, y - size, size * 0.54, size * 0.18, (lighter(colour, 0.4), colour), size * 0.06)
    pen.line([(x - size * 0.38, y - size * 0.5), (x + size * 0.38, y - size * 0.5)], "#f7e8cc", size * 0.05, 0.9)


def _potters_wheel(pen: Pen, x: float, y: float) -> None:
    pen.shadow(x, y, 17, 2, 0.36)
    pen.rect(x - 2, y - 9, 4, 9, "#5f3f26")
    pen.ellipse(x, y - 9, 16, 3.6, ("#b97f4c", "#6b4326"))
    pen.ellipse(x, y - 10.2, 15, 3, "#cfa06c")
    _jar(pen, x, y - 10, 15, "#a8583a")


def _anvil(pen: Pen, x: float, y: float) -> None:
    pen.shadow(x, y, 13, 2, 0.36)
    pen.rect(x - 8, y - 12, 16, 12, ("#94693f", "#5f4029"), 1)
    pen.blob([(x - 18, y - 21), (x + 10, y - 22), (x + 11, y - 19), (x + 3, y - 17), (x + 6, y - 12), (x - 6, y - 12),
              (x - 3, y - 17), (x - 9, y - 18)], ("#8f98a3", "#3a4049"))  # fmt: skip
    pen.toned(str).rect(x - 3, y - 23.6, 16, 2, ("#ffe08a", "#ff7a2e"), 0.5)
    pen.glow(x + 6, y - 23, 12, "#ff8a3a", 0.6)


def gear(pen: Pen, x: float, y: float, size: float, metal: str) -> None:
    """A cogwheel centred on (x, y)."""
    for k in range(10):
        with pen.moved(x, y, rotate=k * 36):
            pen.rect(-size * 0.15, -size * 1.16, size * 0.3, size * 0.4, metal, 0.4)
    pen.circle(x, y, size, (lighter(metal, 0.3), darker(metal, 0.25)))
    pen.circle(x, y, size * 0.66, darker(metal, 0.3))
    for k in range(3):
        with pen.moved(x, y, rotate=k * 60):
            pen.rect(-size * 0.7, -size * 0.1, size * 1.4, size * 0.2, metal)
    pen.circle(x, y, size * 0.24, (lighter(metal, 0.4), metal))


def _laboratory(stage: Stage, pen: Pen, x: float, y: float) -> None:
    for k, (colour, tall) in enumerate((("#5fd0a0", 15), ("#f2a03f", 11), ("#c96fd9", 16), ("#4fb0f0", 12))):
        px = x - 22 + k * 13
        neck = tall * 0.56
        outline = [
            (-1.3, -tall),
            (1.3, -tall),
            (1.3, -neck),
            (5.4, -0.6),
            (4.6, 0),
            (-4.6, 0),
            (-5.4, -0.6),
            (-1.3, -neck),
        ]
        flask = polygon([(px + fx, y + fy) for fx, fy in outline])
        pen.shape(flask, ("#f0fafc", "#c4dde4"), 0.75)
        with pen.clipped(flask):
            pen.toned(str).rect(px - 7, y - tall * 0.4, 14, tall * 0.4, (lighter(colour, 0.35), colour))
        pen.stroke(flask, "#ffffff", 0.4, 0.8)
        pen.rect(px - 2, y - tall - 0.8, 4, 1.2, "#e6f4f8", 0.5)
        for bubble in range(3):
            pen.circle(
                px + 0.8 - bubble * 0.7, y - tall - 3 - bubble * 2.6, 0.6 + bubble * 0.3, lighter(colour, 0.5), 0.7
            )
        pen.glow(px, y - 3, 10, colour, 0.3)
    stage.lamp(x, y - 6, 16, "#8fe0d0", 0.12)


def _robot_arm(pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 8, y - 4, 16, 4, ("#5c6470", "#2f343c"), 1)
    for (ax, ay), (bx, by) in (((0, -4), (-5, -18)), ((-5, -18), (9, -27)), ((9, -27), (13, -19))):
        pen.line([(x + ax, y + ay), (x + bx, y + by)], "#e0863a", 3.6)
        pen.circle(x + bx, y + by, 2.4, ("#6b7480", "#343a44"))
    for side in (-1.6, 1.6):
        pen.line([(x + 13, y - 18), (x + 13 + side, y - 13)], "#5c6470", 1)
