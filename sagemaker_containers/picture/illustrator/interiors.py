"""Rooms and what stands in them. Furniture stands on (x, y), y being the floor; sizes in units."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, arch, argb
from sagemaker_containers.picture.illustrator.stage import Stage

BOOKS = ("#b5483f", "#3f6f8f", "#d9a441", "#5f7f4a", "#7a4f7f", "#c97a4a", "#38506b", "#e0d2b0")


def room(
    stage: Stage, pen: Pen, wall: str, floor: str, dado: str = "", boards: bool = True, tiles: bool = False
) -> float:
    """Wall and floor of a room; answers the y where they meet."""
    line = stage.floor - 13
    pen.rect(stage.left - 1, -1, stage.width + 2, line + 2, (darker(wall, 0.16), lighter(wall, 0.06)))
    if dado:
        pen.rect(stage.left - 1, line - 17, stage.width + 2, 17, (lighter(dado, 0.06), darker(dado, 0.1)))
        pen.rect(stage.left - 1, line - 18.2, stage.width + 2, 1.6, (lighter(dado, 0.3), dado))
    pen.rect(
        stage.left - 1, line, stage.width + 2, stage.height - line + 1, (lighter(floor, 0.12), darker(floor, 0.24))
    )
    depth = stage.height - line
    if boards:
        for k in range(-16, 17):
            near = k * 16.0
            pen.line([(near * 0.55, line), (near * 1.1, stage.height)], darker(floor, 0.4), 0.2, 0.4)
        for k in range(1, 5):
            y = line + depth * (k / 5) ** 1.5
            pen.line([(stage.left, y), (stage.right, y)], darker(floor, 0.35), 0.18, 0.3)
    if tiles:
        for k in range(-14, 15):
            pen.line([(k * 9.0, line), (k * 20.0, stage.height)], lighter(floor, 0.4), 0.25, 0.5)
        for k in range(6):
            y = line + depth * (k / 6) ** 1.6
            pen.line([(stage.left, y), (stage.right, y)], lighter(floor, 0.4), 0.25, 0.5)
    pen.rect(stage.left - 1, line - 2.2, stage.width + 2, 2.3, (lighter(floor, 0.3), darker(floor, 0.2)))
    shade = skia.GradientShader.MakeRadial(
        skia.Point(0, line * 0.62), stage.width * 0.62, [argb("#140a28", 0), argb("#140a28", 0.34)], [0.35, 1.0]
    )
    pen.canvas.drawPaint(skia.Paint(Shader=shade))
    return line


def view(stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float, frame: str,
         head: bool = False, curtain: str = "") -> None:  # fmt: skip
    """A window with the outside in it: sky of the hour, hills, and rain or snow as the weather says."""
    path = (
        arch(x, bottom, width, height)
        if head
        else skia.Path().addRect(x - width / 2, bottom - height, x + width / 2, bottom)
    )
    pen.stroke(path, darker(frame, 0.3), 3.0)
    plain = pen.toned(str)
    sky = stage.air.sky
    plain.shape(path, (sky[0], sky[2]))
    with plain.clipped(path):
        if stage.time == "night":
            for _ in range(14):
                plain.circle(x + stage.random.uniform(-0.5, 0.5) * width, bottom - stage.random.uniform(0.4,
                    1) * height,
                             0.2, "#fff6dc", 0.9)  # fmt: skip
            plain.circle(x + width * 0.22, bottom - height * 0.72, 2, "#f6efd2")
        hill = mix(stage.air.haze, "#5f8a68", 0.5)
        hill = darker(hill, 0.55) if stage.time == "night" else hill
        plain.ellipse(x - width * 0.3, bottom, width * 0.6, height * 0.26, hill)
        plain.ellipse(x + width * 0.35, bottom, width * 0.5, height * 0.2, darker(hill, 0.18))
        if stage.weather in ("rain", "storm"):
            for _ in range(22):
                rx, ry = x + stage.random.uniform(-0.5, 0.5) * width, bottom - stage.random.random() * height
                plain.line([(rx, ry), (rx - 0.5, ry + 2.2)], "#dfe9f2", 0.14, 0.55)
        elif stage.weather == "snow":
            for _ in range(22):
                plain.circle(x + stage.random.uniform(-0.5, 0.5) * width, bottom - stage.random.random() * height,
                             0.34, "#ffffff", 0.85)  # fmt: skip
    pen.stroke(path, frame, 1.5)
    pen.line([(x, bottom), (x, bottom - height)], frame, 0.8)
    pen.line([(x - width / 2, bottom - height * 0.5), (x + width / 2, bottom - height * 0.5)], frame, 0.8)
    pen.rect(x - width / 2 - 1.8, bottom, width + 3.6, 1.5, (lighter(frame, 0.25), darker(frame, 0.12)), 0.4)
    if stage.time in ("day", "dawn"):
        pen.glow(x, bottom - height * 0.5, width * 1.5, "#fff0c8", 0.3)
    if curtain:
        pen.rect(x - width * 0.75, bottom - height - 2.6, width * 1.5, 0.8, "#8a6a42", 0.4)
        for side in (-1, 1):
            outer, inner = x + side * width * 0.74, x + side * width * 0.36
            top = bottom - height - 2.2
            drape = skia.Path()
            drape.moveTo(outer, top)
            drape.lineTo(inner, top)
            drape.cubicTo(
                inner, top + height * 0.4, x + side * width * 0.5, bottom - height * 0.2, outer - side * 2, bottom
            )
            drape.lineTo(outer, bottom + 5)
            drape.close()
            pen.shape(drape, (lighter(curtain, 0.12), darker(curtain, 0.16)))
            for k in (0.3, 0.6):
                pen.line([(outer + (inner - outer) * k, top + 0.5), (outer + (inner - outer) * k * 0.55, bottom)],
                         darker(curtain, 0.3), 0.3, 0.45)  # fmt: skip


def table(pen: Pen, x: float, y: float, width: float, height: float, wood: str = "#9c6a42", cloth: str = "") -> None:
    """A table seen from the front."""
    pen.shadow(x, y, width * 0.55, 1.8, 0.3)
    for px in (-0.43, 0.43):
        pen.rect(x + width * px - 0.9, y - height, 1.8, height, (wood, darker(wood, 0.3)), 0.4)
    pen.rect(x - width * 0.47, y - height + 1.4, width * 0.94, 2.4, darker(wood, 0.25))
    pen.rect(x - width / 2, y - height, width, 1.9, (lighter(wood, 0.25), wood), 0.6)
    if cloth:
        pen.rect(x - width * 0.5, y - height - 0.2, width, 5.2, (lighter(cloth, 0.2), darker(cloth, 0.08)), 0.6)
        for k in range(int(width / 2.4)):
            pen.circle(x - width * 0.5 + 1.2 + k * 2.4, y - height + 5, 1.2, darker(cloth, 0.08))


def chair(pen: Pen, x: float, y: float, size: float, wood: str = "#8a5a38", seat: str = "#b5534a") -> None:
    """A chair from the front."""
    pen.shadow(x, y, size * 0.36, size * 0.05, 0.28)
    for px in (-0.26, 0.26):
        pen.rect(x + size * px - size * 0.03, y - size, size * 0.06, size, (lighter(wood), darker(wood, 0.2)), 0.3)
    pen.rect(x - size * 0.26, y - size * 0.96, size * 0.52, size * 0.3, (lighter(wood, 0.2), wood), size * 0.06)
    pen.rect(x - size * 0.31, y - size * 0.48, size * 0.62, size * 0.12, (lighter(seat), darker(seat)), size * 0.04)


def bookcase(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wood: str = "#7d5233") -> None:
    """Shelves full of books."""
    left = x - width / 2
    pen.shadow(x, y, width * 0.56, 1.6, 0.3)
    pen.rect(left, y - height, width, height, (lighter(wood, 0.12), darker(wood, 0.15)), 0.5)
    pen.rect(left - 0.8, y - height - 1, width + 1.6, 2, (lighter(wood, 0.3), wood), 0.4)
    rows = max(2, round(height / 10.5))
    cell = (height - 2) / rows
    for row in range(rows):
        top = y - height + 1.6 + row * cell
        pen.rect(left + 1.2, top, width - 2.4, cell - 1.5, (darker(wood, 0.55), darker(wood, 0.35)))
        bx = left + 1.6
        while bx < left + width - 3.0:
            thick = stage.random.uniform(0.9, 1.9)
            tall = (cell - 1.5) * stage.random.uniform(0.62, 0.94)
            colour = stage.random.choice(BOOKS)
            if stage.random.random() < 0.1:
                bx += thick
                continue
            pen.rect(bx, top + cell - 1.5 - tall, thick, tall, (lighter(colour, 0.15), darker(colour, 0.15)), 0.15)
            pen.rect(bx + thick * 0.2, top + cell - 1.5 - tall * 0.8, thick * 0.6, tall * 0.1, "#f0dfae", alpha=0.7)
            bx += thick + 0.1


def shelf(stage: Stage, pen: Pen, x: float, y: float, width: float, wood: str = "#8a5f3c") -> None:
    """A wall shelf with jars and plates."""
    pen.rect(x - width / 2, y, width, 1.1, (lighter(wood, 0.2), darker(wood, 0.15)), 0.3)
    bx = x - width / 2 + 2
    while bx < x + width / 2 - 2:
        colour = stage.random.choice(("#c97a4a", "#d9b56a", "#6f95a0", "#8fae6a", "#b5574f", "#c9c2b4"))
        tall = stage.random.uniform(2.6, 4.6)
        pen.rect(bx - 1.3, y - tall, 2.6, tall, (lighter(colour, 0.25), darker(colour, 0.12)), 0.7)
        pen.rect(bx - 0.9, y - tall - 0.6, 1.8, 0.8, darker(colour, 0.3), 0.2)
        bx += stage.random.uniform(3.3, 4.6)


def rug(pen: Pen, x: float, y: float, width: float, colour: str, trim: str = "#e9c87a") -> None:
    """An oval rug on the floor."""
    for share, shade in ((1.0, darker(colour, 0.2)), (0.9, trim), (0.82, colour), (0.5, lighter(colour, 0.15))):
        pen.ellipse(x, y, width / 2 * share, width * 0.075 * share, shade)


def picture_frame(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A framed landscape, centred on (x, y)."""
    pen.rect(x - width / 2 - 0.9, y - height / 2 - 0.9, width + 1.8, height + 1.8, ("#d9b162", "#94662f"), 0.4)
    pen.rect(x - width / 2, y - height / 2, width, height, ("#bcd9e0", "#f2dfb8"))
    with pen.clipped(skia.Path().addRect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)):
        pen.circle(x + width * 0.2, y - height * 0.1, height * 0.12, "#f5b95a")
        pen.ellipse(x - width * 0.2, y + height * 0.55, width * 0.5, height * 0.42, "#7fa271")
        pen.ellipse(x + width * 0.35, y + height * 0.6, width * 0.45, height * 0.36, "#5f8a63")


def floor_lamp(stage: Stage, pen: Pen, x: float, y: float, height: float, shade: str = "#f0cf96") -> None:
    """A standing lamp, lit after dark."""
    pen.shadow(x, y, 3.4, 0.8, 0.3)
    pen.rect(x - 2.4, y - 1, 4.8, 1.1, "#5c4632", 0.5)
    pen.rect(x - 0.4, y - height, 0.8, height, ("#8d7049", "#5c4632"))
    shape = [(x - 2.6, y - height - 5), (x + 2.6, y - height - 5), (x + 4.4, y - height), (x - 4.4, y - height)]
    if stage.dark:
        pen.glow(x, y - height - 1, 26, "#ffc46b", 0.55)
        pen.toned(str).poly(shape, ("#fff0c4", "#ffd083"))
        stage.lamp(x, y - height - 1, 20, "#ffc46b", 0.16)
    else:
        pen.poly(shape, (lighter(shade, 0.3), shade))


def pot_plant(pen: Pen, x: float, y: float, size: float, pot: str = "#b8694a") -> None:
    """A leafy plant in a pot."""
    pen.shadow(x, y, size * 0.3, size * 0.05, 0.28)
    for k in range(7):
        angle = math.pi * (1.1 + 0.8 * k / 6)
        with pen.moved(x, y - size * 0.36, rotate=math.degrees(angle)):
            reach = size * (0.62 if k % 2 else 0.5)
            leaf = skia.Path()
            leaf.moveTo(0, 0)
            leaf.quadTo(reach * 0.55, -reach * 0.24, reach, 0)
            leaf.quadTo(reach * 0.55, reach * 0.24, 0, 0)
            pen.shape(leaf, ("#86b565", "#4a8450") if k % 2 else ("#6fa35a", "#3d7346"))
    pen.poly([(x - size * 0.2, y - size * 0.38), (x + size * 0.2, y - size * 0.38), (x + size * 0.14, y),
        (x - size * 0.14, y)],
             (lighter(pot, 0.2), darker(pot, 0.15)))  # fmt: skip
    pen.rect(x - size * 0.23, y - size * 0.42, size * 0.46, size * 0.08, lighter(pot, 0.15), size * 0.02)


def pendant(stage: Stage, pen: Pen, x: float, y: float, size: float, colour: str = "#c9784a") -> None:
    """A ceiling lamp that hangs down to y, lit after dark."""
    pen.line([(x, -1), (x, y)], "#3f352c", 0.35)
    if stage.dark:
        pen.glow(x, y + size * 0.5, size * 6, "#ffcf7d", 0.5)
        stage.lamp(x, y + size * 0.5, size * 4, "#ffcf7d", 0.12)
    pen.poly([(x - size * 0.3, y), (x + size * 0.3, y), (x + size * 0.9, y + size * 0.6),
        (x - size * 0.9, y + size * 0.6)],
             (lighter(colour, 0.25), colour))  # fmt: skip
    bulb = "#fff4cf" if stage.dark else "#f2e6c4"
    pen.toned(str).ellipse(x, y + size * 0.62, size * 0.4, size * 0.2, bulb)


def fireplace(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str = "#9b8b80") -> None:
    """A hearth with a fire in it."""
    pen.rect(x - width / 2, y - height, width, height, (lighter(stone, 0.15), darker(stone, 0.15)), 0.6)
    for row in range(int(height / 3.2)):
        for k in range(int(width / 5) + 1):
            pen.rect(x - width / 2 + 0.6 + k * 5 - (row % 2) * 2.2, y - height + 0.6 + row * 3.2, 4.2, 2.5,
                     darker(stone, 0.2), 0.5, 0.24)  # fmt: skip
    pen.rect(x - width * 0.58, y - height - 1.2, width * 1.16, 2.6, ("#8a5f3c", "#634228"), 0.4)
    mouth = arch(x, y, width * 0.58, height * 0.72)
    pen.toned(str).shape(mouth, ("#241512", "#52231a"))
    with pen.clipped(mouth):
        fire(stage, pen, x, y - 1.2, height * 0.44)
    stage.lamp(x, y - height * 0.25, width * 1.1, "#ff9a3d", 0.3)
    pen.glow(x, y - height * 0.25, width * 1.4, "#ff9a3d", 0.45)


def fire(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """Flames over two logs."""
    plain = pen.toned(str)
    pen.line([(x - size * 0.55, y), (x + size * 0.5, y - size * 0.12)], "#5b3a26", size * 0.16)
    pen.line([(x + size * 0.55, y), (x - size * 0.5, y - size * 0.12)], "#6b452d", size * 0.16)
    for share, colours in (
        (1.0, ("#ff9a2e", "#e8481f")),
        (0.72, ("#ffc94a", "#ff8a26")),
        (0.42, ("#fff3b0", "#ffd24f")),
    ):
        flame = skia.Path()
        reach = size * share
        flame.moveTo(x - reach * 0.42, y)
        flame.cubicTo(x - reach * 0.6, y - reach * 0.45, x - reach * 0.12, y - reach * 0.5, x - reach * 0.05, y - reach)
        flame.cubicTo(x + reach * 0.2, y - reach * 0.66, x + reach * 0.6, y - reach * 0.5, x + reach * 0.42, y)
        flame.close()
        plain.shape(flame, colours, 0.95)
