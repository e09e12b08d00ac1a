"""Where people meet to talk: the tavern or tea house, and the podcast's studio."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import furniture, interiors
from sagemaker_containers.picture.illustrator.settings.rooms import WIDE
from sagemaker_containers.picture.illustrator.stage import Stage


def tavern(stage: Stage) -> None:
    """An inn of beams, barrels, mugs and a great fire; or a tea house of brass, kettles and glasses."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    old = stage.period == "historical"
    place = (0.0, line - 28, 26, 30)
    with stage.layer("wall", 0.35) as pen:
        if stage.indian:
            interiors.wall(stage, pen, "#e0a050" if old else "#4fa39a", "#9a4a38", "plaster" if old else "")
        else:
            interiors.wall(stage, pen, "#d9bd90" if old else "#8a5f50", "#6b4a33", "plaster" if old else "planks")
        interiors.window(stage, pen, *place, "#5a3a24" if old else "#f0e2c4", "" if stage.indian else "#8c3f3a")
        if stage.indian:
            _stripes(pen, stage.left, max(0.0, line - interiors.CEILING), stage.width)
            furniture.shelf(stage, pen, edge * 0.64, line - 40, min(56, edge * 0.7))
            _tea_sign(pen, -edge * 0.46, line - 42, 24)
        else:
            for k in range(3):
                _barrel(pen, edge * 0.44 + k * 18, line - 38, 8.4)
            pen.rect(edge * 0.32, line - 29.4, edge * 0.7, 2.4, ("#9a6a42", "#5f3f26"), 0.4)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(
            stage, pen, "#80583a" if not stage.indian else "#a8714c", "boards" if not stage.indian else "earth"
        )
        if not stage.indian:
            for x in (-0.99, -0.31, 0.31, 0.99):
                pen.rect(edge * x - 2.4, line - 62, 4.8, 65, ("#7a5033", "#43291a"))
            pen.rect(stage.left - 1, max(3, line - 63), stage.width + 2, 5.6, ("#8a5c3a", "#43291a"))
            for x in (-0.31, 0.31):
                for side in (-1, 1):
                    pen.line([(edge * x, line - 48), (edge * x + side * 9, line - 59)], "#5f3c25", 2.6)
            furniture.fireplace(stage, pen, -edge * 0.66, line + 4, 46, 42)
        else:
            _tea_stove(stage, pen, -edge * 0.66, line + 6)
            furniture.charpai(pen, -edge * 0.2 if edge > WIDE else -edge, line + 5, 38)
            if edge > WIDE:
                for x in (-0.36, 0.34):
                    _tea_table(pen, edge * x, line + 14)
        _bar(stage, pen, edge * 0.7, line + 8, edge * 0.66)
        for x in (-0.18, 0.2):
            furniture.hanging_lamp(stage, pen, edge * x, max(9, line - 58), 5.4, "#c9784a")
        interiors.daylight(stage, pen, *place)
    stage.particles = "embers" if old else "dust"


def _tea_sign(pen: Pen, x: float, y: float, width: float) -> None:
    """The board of a tea house: a steaming glass on a plate."""
    half = width / 2
    pen.rect(x - half, y - 17, width, 19, ("#2f7f78", "#1d5450"), 1)
    pen.rect(x - half + 1.2, y - 15.8, width - 2.4, 16.6, ("#ffe6a8", "#f2c45f"), 0.6)
    pen.ellipse(x, y - 1.2, 6, 0.9, "#b5573a")
    pen.poly([(x - 3, y - 9), (x + 3, y - 9), (x + 2.2, y - 1.6), (x - 2.2, y - 1.6)], ("#c98a4a", "#8a4a1f"))
    pen.poly([(x - 3.3, y - 10.6), (x + 3.3, y - 10.6), (x + 3, y - 9), (x - 3, y - 9)], "#fffaf0")
    for dx in (-1.6, 0.2, 2.0):
        pen.line([(x + dx, y - 11.4), (x + dx + 0.8, y - 12.6), (x + dx - 0.4, y - 13.8)], "#8a4a2e", 0.6)


def _tea_table(pen: Pen, x: float, y: float) -> None:
    """A low round table with glasses of tea on a brass tray, and stools of cane about it."""
    for side in (-1, 1):
        sx = x + side * 13
        pen.shadow(sx, y, 5, 0.9, 0.3)
        pen.poly([(sx - 3.4, y - 9), (sx + 3.4, y - 9), (sx + 4.4, y), (sx - 4.4, y)], ("#e0b878", "#a87a40"))
        pen.line([(sx - 3.6, y - 5), (sx + 3.6, y - 5)], "#8a5f30", 0.6)
        pen.ellipse(sx, y - 9, 4, 1, ("#d9503f", "#a83a32"))
    pen.shadow(x, y, 9, 1.2, 0.32)
    pen.rect(x - 1, y - 13, 2, 13, ("#8a5a34", "#5f3c22"), 0.4)
    pen.ellipse(x, y - 13.4, 9, 1.7, ("#b57a48", "#7a4c2a"))
    pen.ellipse(x, y - 14, 6, 1.1, furniture.BRASS)
    for dx in (-3.2, 0, 3.2):
        pen.poly([(x + dx - 1.1, y - 17.6), (x + dx + 1.1, y - 17.6), (x + dx + 0.9, y - 14), (x + dx - 0.9, y - 14)],
                 ("#f0d8b0", "#a8602e"))  # fmt: skip


def _stripes(pen: Pen, left: float, top: float, width: float) -> None:
    count = int(width / 9) + 1
    for k in range(count):
        colour = "#d9503f" if k % 2 else "#fff1d6"
        pen.rect(left + k * 9, top, 9, 9, (lighter(colour), colour))
        pen.ellipse(left + k * 9 + 4.5, top + 9, 4.5, 2.6, colour)


def _barrel(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.circle(x, y, radius, ("#8a5a34", "#54331c"))
    pen.circle(x, y, radius * 0.86, ("#cf9a62", "#94602f"))
    for k in (-0.4, 0, 0.4):
        pen.line([(x + radius * k, y - radius * 0.7), (x + radius * k, y + radius * 0.7)], "#6b4326", 0.4)
    pen.rect(x - 0.8, y + radius * 0.3, 1.6, radius * 0.7, furniture.BRASS, 0.4)


def _tea_stove(stage: Stage, pen: Pen, x: float, y: float) -> None:
    stage.hearth = True
    pen.shadow(x, y, 26, 2.4, 0.36)
    pen.rect(x - 25, y - 22, 50, 22, ("#b8603f", "#7a3a28"), 1.4)
    for row in range(4):
        for k in range(6):
            pen.rect(x - 24 + k * 8 + (row % 2), y - 21 + row * 5.3, 7, 4.4, "#d9825a", 0.4, 0.5)
    pen.toned(str).shape(arch(x - 9, y - 2, 14, 13), ("#2a1210", "#8a3a1a"))
    furniture.fire(pen, x - 9, y - 2.4, 9)
    stage.lamp(x - 9, y - 8, 17, "#ff9a3d", 0.3)
    pen.glow(x - 9, y - 8, 34, "#ff9a3d", 0.4)
    for px, size in ((-11.0, 9.0), (9.0, 7.0)):
        pen.blob([(x + px - size, y - 24), (x + px - size * 0.8, y - 24 - size), (x + px, y - 24 - size * 1.3),
                  (x + px + size * 0.8, y - 24 - size), (x + px + size, y - 24)], ("#f4f7fa", "#7f8a96"))  # fmt: skip
        pen.line([(x + px + size * 0.8, y - 26), (x + px + size * 1.6, y - 24 - size)], "#aab4be", 1.6)
        pen.arc(x + px, y - 24 - size * 1.1, size * 0.6, size * 0.7, 180, 180, "#3f464f", 1)
        for side in (-1, 1):
            top = y - 26 - size * 1.6
            pen.line([(x + px + side, top), (x + px + side * 2.4, top - 4), (x + px + side * 0.4, top - 8)],
                     "#ffffff", 0.9, 0.35)  # fmt: skip


def _bar(stage: Stage, pen: Pen, x: float, y: float, width: float) -> None:
    left = x - width / 2
    wood = "#a85f3a" if stage.indian else "#8f5c34"
    pen.shadow(x, y, width * 0.56, 2.4, 0.4)
    pen.rect(left, y - 27, width, 27, (lighter(wood, 0.12), darker(wood, 0.3)), 0.8)
    for k in range(int(width / 13)):
        pen.rect(left + 2 + k * 13, y - 22, 10, 19, darker(wood, 0.18), 1)
        pen.rect(left + 3 + k * 13, y - 21, 8, 17, (lighter(wood, 0.2), wood), 0.8)
    pen.rect(left - 2, y - 30, width + 4, 3.6, (lighter(wood, 0.45), wood), 1)
    for k in range(int((width - 4) / 8)):
        px = left + 6 + k * 8
        if stage.indian:
            pen.poly(
                [(px - 2, y - 36), (px + 2, y - 36), (px + 1.4, y - 30), (px - 1.4, y - 30)],
                ("#fff4e0", "#e0eaf0"),
                0.8,
            )
            pen.poly(
                [(px - 1.8, y - 34.6), (px + 1.8, y - 34.6), (px + 1.4, y - 30.4), (px - 1.4, y - 30.4)], "#c98a4a"
            )
        else:
            pen.arc(px + 2.6, y - 33.4, 1.7, 2, -90, 180, "#c98f3f", 0.8)
            pen.rect(px - 2.4, y - 37, 4.8, 7, ("#f2c46a", "#b5782c"), 0.7)
            for foam in (-1.6, 0, 1.6):
                pen.circle(px + foam, y - 37, 1.5, "#fffaf0")


def studio(stage: Stage) -> None:
    """A podcast studio: acoustic panels, warm lamps, and a table with microphones that hides the speakers' laps."""
    edge = stage.width / 2
    places = (-0.46, 0.46)
    reach = min(edge, 70)
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, "#33496a" if not stage.indian else "#5a3550")
        panel = min(15.0, stage.width / 9)
        tones = ("#4a6a90", "#d98a4f", "#3c5a80", "#44628a") if not stage.indian else (
            "#8a4f6b", "#e0a04a", "#6f3f5f", "#7d4768")  # fmt: skip
        rows = int((line - 6) / (panel + 1.6))
        for k in range(-6, 7):
            for row in range(rows):
                x, y = k * (panel + 1.6), 5 + row * (panel + 1.6)
                colour = tones[(k * 2 + row) % 4]
                pen.rect(x - panel / 2, y, panel, panel, (lighter(colour, 0.08), darker(colour, 0.22)), 1.4)
                for groove in (0.3, 0.55, 0.8):
                    pen.line([(x - panel * 0.4, y + panel * groove), (x + panel * 0.4, y + panel * groove)],
                             darker(colour, 0.25), 0.35, 0.5)  # fmt: skip
        for side in (-1, 1):
            pen.glow(side * edge * 0.62, 8, 56, "#ffc37a", 0.42)
        _on_air(pen, 0, 15, min(20.0, edge * 0.4))
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#5c4a42")
        for place in places:
            furniture.armchair(pen, place * reach, stage.floor - 3, 44, "#b5573f" if not stage.indian else "#2f7f7a")
        for side in (-1, 1):
            if edge > WIDE:
                furniture.pot_plant(pen, side * edge * 0.9, line + 8, 40, "#c9784a")
    with stage.layer("table", 1.0) as pen:
        top = stage.floor - 20
        stage.counter = top - 0.6
        width = min(150.0, stage.width * 0.96)
        pen.shadow(0, stage.floor + 10, width * 0.5, 3, 0.4)
        pen.rect(-width / 2 + 4, top + 2, width - 8, stage.height - top, ("#7d5638", "#432c1e"), 2)
        for k in range(1, 9):
            x = -width / 2 + 4 + (width - 8) * k / 9
            pen.line([(x, top + 5), (x, stage.height)], "#38241a", 0.3, 0.5)
        pen.rect(-width / 2, top - 1.4, width, 4.8, ("#d9a56c", "#8f6440"), 2.2)
        for place in places:
            _microphone(pen, place * reach, top, 1 if place < 0 else -1)
        for x, colour in ((-0.12, "#e8e2d4"), (0.14, "#d9784a")):
            pen.rect(edge * x - 1.8, top - 5.4, 3.6, 4.6, (lighter(colour, 0.2), darker(colour, 0.15)), 0.7)
            pen.arc(edge * x + 2, top - 3.2, 1.1, 1.3, -90, 180, colour, 0.5)
    stage.particles = "dust"


def _on_air(pen: Pen, x: float, y: float, width: float) -> None:
    pen.glow(x, y, width * 1.7, "#ff6a5a", 0.4)
    pen.rect(x - width / 2 - 1, y - 5.5, width + 2, 11, ("#2b303c", "#1d212b"), 1.8)
    plain = pen.toned(str)
    plain.circle(x - width * 0.3, y, 2, "#ff5a4f")
    for k, tall in enumerate((2.0, 4.4, 3.0, 6.4, 3.4, 5, 2.0)):
        plain.rect(x - width * 0.1 + k * width * 0.08, y - tall / 2, width * 0.045, tall, "#ffd9b0", 0.3)


def _microphone(pen: Pen, x: float, y: float, side: int) -> None:
    px = x + side * 13
    pen.ellipse(px + side * 4, y - 0.4, 3.4, 0.9, "#23262e")
    pen.line([(px + side * 4, y - 0.6), (px + side * 5, y - 8), (px, y - 14)], "#3a3f4a", 0.9)
    with pen.moved(px - side * 1.0, y - 15, rotate=-side * math.degrees(0.5)):
        pen.rect(-1.9, -3.6, 3.8, 7.2, ("#5c6470", "#22262e"), 1.8)
        pen.rect(-1.9, -0.4, 3.8, 0.8, "#c9a24a")
        pen.ellipse(-0.6, -2.2, 0.5, 1.0, "#aeb6c2", 0.7)
