"""Houses, towers and what stands between them. Each stands on (x, y), y being the ground; sizes in units."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, arch, smooth
from sagemaker_containers.picture.illustrator.stage import Stage

WINDOW_LIGHT = "#ffd27a"


def window(
    stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, frame: str = "#6b4a33", head: bool = False
) -> None:
    """A window standing on (x, y); after dark it is lit from within."""
    outline = arch(x, y, width, height) if head else skia.Path().addRect(x - width / 2, y - height, x + width / 2, y)
    if stage.dark:
        pen.toned(str).shape(outline, ("#ffe3a0", WINDOW_LIGHT))
        pen.glow(x, y - height / 2, max(width, height) * 1.3, "#ffbf5e", 0.38)
    else:
        pen.shape(outline, ("#5d7c92", "#8fb2c2"))
        with pen.clipped(outline):
            pen.poly([(x - width, y), (x, y - height), (x + width * 0.4, y - height), (x - width * 0.5, y)],
                     "#ffffff", 0.22)  # fmt: skip
    pen.stroke(outline, frame, width * 0.11)
    pen.line([(x, y), (x, y - height)], frame, width * 0.07)
    pen.line([(x - width / 2, y - height * 0.5), (x + width / 2, y - height * 0.5)], frame, width * 0.07)


def _roof_snow(stage: Stage, pen: Pen, points: list[tuple[float, float]]) -> None:
    if stage.snowy:
        pen.poly(points, ("#ffffff", "#dfe9f3"))


def hut(stage: Stage, pen: Pen, x: float, y: float, size: float, wall: str = "#c98d5e", flip: bool = False) -> None:
    """An Indian clay hut with a thatched roof, a painted border and a veranda step."""
    with pen.moved(x, y, scale=size / 30, flip=flip):
        pen.shadow(2, 0.4, 25, 3, 0.32)
        pen.rect(-19, -1.6, 38, 2.2, (lighter(wall, 0.1), darker(wall, 0.25)), 0.6)
        pen.poly([(-16, -1.5), (-15, -17), (15, -17), (16, -1.5)], (darker(wall, 0.16), lighter(wall, 0.08)))
        pen.poly([(7, -1.5), (7.5, -17), (15, -17), (16, -1.5)], darker(wall, 0.3), 0.3)
        for k in range(13):
            px = -14.6 + k * 2.43
            pen.poly([(px - 0.8, -2.6), (px, -4.4), (px + 0.8, -2.6)], "#f5ead6", 0.85)
        pen.line([(-15.6, -5.1), (15.6, -5.1)], "#f5ead6", 0.3, 0.8)
        door = arch(-3, -1.5, 6.4, 11.5)
        if stage.dark:
            pen.toned(str).shape(door, ("#b8601f", "#ffc25a"))
        else:
            pen.shape(door, ("#3c2417", "#5b3822"))
        pen.stroke(door, "#e9b64a", 0.5)
        if stage.dark:
            pen.glow(-3, -5, 13, "#ffb04d", 0.6)
            pen.glow(-3, 0.5, 10, "#ffb04d", 0.4)
        window(stage, pen, 9, -7.5, 4.6, 4.8, "#6d4327")
        roof = smooth([(-22, -13.2), (-15, -19), (-6, -27), (0, -29), (6, -27), (15, -19), (22, -13.2), (0, -15.6)])
        straw = "#c69a4d"
        pen.shape(roof, ("#eef4fa" if stage.snowy else lighter(straw, 0.22), darker(straw, 0.3)))
        with pen.clipped(roof):
            for k in range(0 if stage.snowy else 34):
                top = -29 + stage.random.uniform(0, 9)
                lean = -21 + k * 1.28
                pen.line(
                    [(lean * 0.25, top), (lean * 1.02, -13)], stage.random.choice(("#8d6a34", "#e0b869")), 0.2, 0.4
                )
            pen.ellipse(4, -13.4, 19, 2.0, darker(straw, 0.55), 0.45)


def cottage(stage: Stage, pen: Pen, x: float, y: float, size: float, wall: str = "#ecdcc0", roof: str = "#a8523f",
            flip: bool = False) -> None:  # fmt: skip
    """A Western cottage: steep tiled roof, timber frame, chimney, flower box."""
    with pen.moved(x, y, scale=size / 34, flip=flip):
        pen.shadow(2, 0.4, 24, 3, 0.32)
        pen.rect(7.5, -33, 4, 13, (lighter("#94705f", 0.1), "#7a5a4c"))
        pen.rect(6.9, -34, 5.2, 1.5, "#6a4a3e", 0.3)
        pen.rect(-15, -16.5, 30, 16.7, (darker(wall, 0.14), wall))
        timber = "#7b5236"
        for px in (-14.6, -5, 5, 14.6):
            pen.line([(px, 0), (px, -16)], timber, 0.8)
        pen.line([(-15, -9), (15, -9)], timber, 0.7)
        pen.line([(-14.4, -9), (-5.2, -16)], timber, 0.6)
        pen.line([(14.4, -9), (5.2, -16)], timber, 0.6)
        pen.rect(-15, -1.4, 30, 1.6, "#8f8578")
        door = arch(0, 0, 6, 10.5)
        pen.shape(door, ("#7a4a2c", "#55321e"))
        pen.stroke(door, "#4a2d1b", 0.5)
        pen.circle(1.8, -4.6, 0.4, "#f0c35a")
        for px in (-9.8, 9.8):
            window(stage, pen, px, -3.2, 5, 4.8, "#f7efe0")
            pen.rect(px - 3, -3.2, 6, 1.3, ("#8f5f3c", "#6d452a"), 0.3)
            if not stage.snowy:
                for k in range(5):
                    pen.circle(px - 2.4 + k * 1.2, -3.5, 0.62, stage.random.choice(("#e8607a", "#f7c04f", "#fff2f0")))
        pen.poly([(-19, -14), (-9, -31), (9, -31), (19, -14), (17, -13.2), (-17, -13.2)], (lighter(roof, 0.15), roof))
        for row in range(5):
            ry = -16.2 - row * 3.2
            half = 18 - row * 1.95
            pen.line([(-half, ry), (half, ry)], darker(roof, 0.35), 0.25, 0.5)
        _roof_snow(stage, pen, [(-19, -14), (-9, -31), (9, -31), (19, -14), (12, -17.5), (6, -15.5), (-2, -18),
                                (-9, -15.5)])  # fmt: skip
        window(stage, pen, 0, -19.5, 4.6, 5, "#f7efe0", head=True)


def townhouse(
    stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str, awning: str = ""
) -> None:
    """A row house of several floors, with a shop front if an awning colour is named."""
    left = x - width / 2
    pen.rect(left, y - height, width, height, (lighter(wall, 0.1), darker(wall, 0.14)))
    pen.rect(left - 0.8, y - height - 1.4, width + 1.6, 2.2, (lighter(wall, 0.3), darker(wall, 0.2)), 0.3)
    floors = max(2, round(height / 16))
    columns = max(2, round(width / 8))
    storey = height / floors
    for row in range(1, floors):
        for column in range(columns):
            wx = left + width * (column + 0.5) / columns
            wy = y - storey * row - storey * 0.22
            window(stage, pen, wx, wy, min(4.4, width / columns * 0.52), storey * 0.56, lighter(wall, 0.45),
                   head=stage.indian)  # fmt: skip
        pen.line([(left, y - storey * row - 0.4), (left + width, y - storey * row - 0.4)], darker(wall, 0.25), 0.4, 0.6)
    pen.rect(x + width * 0.18, y - storey * 0.8, width * 0.22, storey * 0.8, ("#6b4631", "#47301f"), 0.4)
    shop = skia.Path().addRect(left + width * 0.1, y - storey * 0.72, left + width * 0.56, y - storey * 0.16)
    pen.toned(str).shape(shop, ("#fff0c4", "#f0bb62")) if stage.dark else pen.shape(shop, ("#6d8ea0", "#a9c4cc"))
    pen.stroke(shop, darker(wall, 0.45), 0.5)
    if awning:
        canopy(pen, x - width * 0.17, y - storey * 0.76, width * 0.58, 3.4, awning)


def canopy(pen: Pen, x: float, y: float, width: float, drop: float, colour: str, other: str = "#fff6e6") -> None:
    """A striped awning that hangs from y, with a scalloped edge."""
    stripes = max(4, round(width / 2.6))
    step = width / stripes
    for k in range(stripes):
        px = x - width / 2 + k * step
        shade = colour if k % 2 == 0 else other
        pen.poly([(px + step * 0.12, y), (px + step * 0.88, y), (px + step, y + drop), (px, y + drop)],
                 (lighter(shade, 0.1), darker(shade, 0.1)))  # fmt: skip
        pen.ellipse(px + step / 2, y + drop, step / 2, step * 0.36, darker(shade, 0.1))


def tower_block(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str) -> None:
    """A high-rise with rows of windows, some of them lit."""
    left = x - width / 2
    pen.rect(left, y - height, width, height, (lighter(wall, 0.16), wall))
    pen.rect(left + width * 0.68, y - height, width * 0.32, height, darker(wall, 0.25), alpha=0.35)
    step = 3.4
    row = y - height + 2
    while row < y - 3:
        for k in range(int((width - 1.6) / 2.6)):
            lit = stage.dark and stage.random.random() < 0.55
            shade = WINDOW_LIGHT if lit else mix(wall, "#31465c", 0.55)
            target = pen.toned(str) if lit else pen
            target.rect(left + 1.2 + k * 2.6, row, 1.5, 1.9, shade, 0.15, 0.9 if lit else 0.55)
        row += step


def pillar(pen: Pen, x: float, y: float, width: float, height: float, stone: str) -> None:
    """A carved pillar with base and capital."""
    pen.rect(x - width * 0.36, y - height, width * 0.72, height, (lighter(stone, 0.3), darker(stone, 0.06)))
    pen.rect(x + width * 0.08, y - height, width * 0.28, height, darker(stone, 0.4), alpha=0.3)
    pen.rect(
        x - width * 0.6, y - height * 0.05, width * 1.2, height * 0.05, (lighter(stone, 0.25), stone), width * 0.08
    )
    pen.rect(x - width * 0.62, y - height, width * 1.24, height * 0.045, (lighter(stone, 0.35), stone), width * 0.08)
    pen.rect(x - width * 0.5, y - height * 0.945, width, height * 0.03, darker(stone, 0.12), width * 0.08)
    for k in (0.3, 0.62):
        pen.rect(x - width * 0.42, y - height * k, width * 0.84, height * 0.022, darker(stone, 0.16), width * 0.05)


def stall(stage: Stage, pen: Pen, x: float, y: float, size: float, cloth: str, goods: tuple[str, ...]) -> None:
    """A market stall with a striped awning and heaps of goods."""
    with pen.moved(x, y, scale=size / 26):
        pen.shadow(0, 0.3, 19, 2.4, 0.32)
        for px in (-14, 14):
            pen.rect(px - 0.5, -25, 1, 25, ("#8a5f3c", "#6b4629"))
        pen.rect(-13, -20, 26, 12, ("#4a3226", "#6b4832"))
        pen.rect(-16, -9, 32, 9, ("#a8734a", "#7b5032"), 0.5)
        pen.rect(-16.6, -10, 33.2, 1.6, ("#c08a5a", "#94633e"), 0.4)
        for k in range(8):
            pen.line([(-15 + k * 4.2, -8), (-15 + k * 4.2, -0.5)], "#5f3f28", 0.25, 0.5)
        for k, colour in enumerate(goods):
            gx = -16 + 32 * (k + 0.5) / len(goods)
            half = 14 / len(goods)
            pen.ellipse(gx, -10, half, 1.0, "#c9a06a")
            pen.blob([(gx - half, -10), (gx, -15), (gx + half, -10)], (lighter(colour, 0.25), darker(colour, 0.1)))
            for _ in range(6):
                pen.circle(gx + stage.random.uniform(-0.6, 0.6) * half, stage.random.uniform(-12.4, -10.4), 0.5,
                           lighter(colour, 0.3), 0.8)  # fmt: skip
        canopy(pen, 0, -26, 34, 6, cloth)
        if stage.dark:
            lantern(stage, pen, 0, -19.5, 3)


def lantern(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A hanging lantern, lit after dark; it hangs from (x, y)."""
    pen.line([(x, y), (x, y + size * 0.3)], "#4a3a2c", 0.2)
    pen.rect(x - size * 0.24, y + size * 0.3, size * 0.48, size * 0.14, "#5a4632", 0.2)
    body = smooth([(x - size * 0.26, y + size * 0.46), (x - size * 0.34, y + size * 0.72), (x - size * 0.2, y + size),
                   (x + size * 0.2, y + size), (x + size * 0.34, y + size * 0.72),
                       (x + size * 0.26, y + size * 0.46)])  # fmt: skip
    if stage.dark or stage.indoors:
        pen.glow(x, y + size * 0.7, size * 3.4, "#ffb54d", 0.75)
        pen.toned(str).shape(body, ("#fff2b8", "#ffb845"))
    else:
        pen.shape(body, ("#f3dca4", "#c98f4a"))
    pen.rect(x - size * 0.22, y + size * 0.98, size * 0.44, size * 0.12, "#5a4632", 0.2)


def lamp_post(stage: Stage, pen: Pen, x: float, y: float, height: float) -> None:
    """A street lamp, lit after dark."""
    iron = "#3d4450"
    pen.shadow(x, y, 3, 0.6, 0.3)
    pen.rect(x - 0.9, y - 2.4, 1.8, 2.4, (lighter(iron), iron), 0.4)
    pen.rect(x - 0.45, y - height, 0.9, height, (lighter(iron), iron), 0.3)
    top = y - height
    if stage.dark:
        pen.glow(x, top - 2.2, 17, "#ffc766", 0.6)
        pen.toned(str).poly(
            [(x - 1.4, top - 4), (x + 1.4, top - 4), (x + 1, top), (x - 1, top)], ("#fff4c9", "#ffcb62")
        )
        stage.lamp(x, top - 2.2, 15, "#ffc766", 0.22)
    else:
        pen.poly([(x - 1.4, top - 4), (x + 1.4, top - 4), (x + 1, top), (x - 1, top)], ("#dce9ee", "#a9c0cb"))
    pen.poly([(x - 1.9, top - 4), (x, top - 6), (x + 1.9, top - 4)], iron)
    pen.rect(x - 1.3, top - 0.1, 2.6, 0.6, iron, 0.2)


def well(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A village well with its roof and bucket."""
    with pen.moved(x, y, scale=size / 14):
        stone = "#a39a90"
        pen.shadow(0, 0, 9, 1.6, 0.32)
        for px in (-5.4, 5.4):
            pen.rect(px - 0.5, -14, 1, 9, ("#8a5f3c", "#6b4629"))
        pen.poly([(-8.5, -12.6), (0, -17.5), (8.5, -12.6)], ("#b0603f", "#8a432c"))
        pen.line([(0, -13), (0, -8)], "#d9c29a", 0.3)
        pen.poly([(-1.2, -8.2), (1.2, -8.2), (0.9, -5.8), (-0.9, -5.8)], ("#b98555", "#8a5c38"))
        pen.rect(-6.4, -5.6, 12.8, 5.8, (lighter(stone, 0.2), darker(stone, 0.2)), 1)
        pen.ellipse(0, -5.6, 6.8, 1.5, lighter(stone, 0.3))
        pen.ellipse(0, -5.5, 5.4, 1.05, "#2a3546")
        for row in range(2):
            for k in range(5):
                pen.rect(-5.9 + k * 2.45 + row * 0.8, -3.8 + row * 2, 1.9, 1.3, darker(stone, 0.3), 0.3, 0.3)


def fence(pen: Pen, x: float, y: float, width: float, colour: str = "#a97d55", tall: float = 6.0) -> None:
    """A wooden fence from x to the right."""
    for k in range(int(width / 4) + 1):
        px = x + k * 4
        pen.poly([(px - 0.6, y), (px - 0.6, y - tall), (px, y - tall - 0.9), (px + 0.6, y - tall), (px + 0.6, y)],
                 (lighter(colour, 0.2), darker(colour, 0.15)))  # fmt: skip
    for share in (0.35, 0.75):
        pen.rect(x - 1, y - tall * share - 0.4, width + 2, 0.8, (lighter(colour, 0.15), darker(colour, 0.1)), 0.3)


def bunting(stage: Stage, pen: Pen, x: float, y: float, width: float, colours: tuple[str, ...]) -> None:
    """A sagging string of pennants between (x, y) and (x + width, y)."""
    points = [(x + width * k / 12, y + 5 * math.sin(math.pi * k / 12)) for k in range(13)]
    pen.line(points, "#5f4a3a", 0.2)
    for k, (px, py) in enumerate(points[1:-1]):
        colour = colours[k % len(colours)]
        pen.poly([(px - 1.2, py), (px + 1.2, py), (px, py + 2.8)], (lighter(colour, 0.15), colour))


def spire_tower(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A tower of the future: it tapers to a needle and glows along its edges."""
    wall = stage.random.choice(("#8fb0d0", "#a8a4d4", "#9ac4c8"))
    glow = stage.random.choice(("#6ff2ff", "#ff8ad4", "#ffe07a"))
    body = skia.Path()
    body.moveTo(x - width / 2, y)
    body.cubicTo(x - width * 0.46, y - height * 0.6, x - width * 0.3, y - height * 0.8, x, y - height)
    body.cubicTo(x + width * 0.3, y - height * 0.8, x + width * 0.46, y - height * 0.6, x + width / 2, y)
    body.close()
    pen.shape(body, (lighter(wall, 0.4), darker(wall, 0.1)))
    with pen.clipped(body):
        pen.rect(x + width * 0.16, y - height, width, height, darker(wall, 0.4), alpha=0.3)
        for k in range(int(height / 5)):
            row = y - 4 - k * 5
            pen.toned(str).rect(x - width * 0.4, row, width * 0.8, 0.7, glow, 0.3, 0.9 if stage.dark else 0.45)
    pen.line([(x, y - height), (x, y - height - 6)], wall, 0.5)
    pen.toned(str).circle(x, y - height - 6, 0.7, glow)
    if stage.dark:
        pen.glow(x, y - height * 0.5, width * 1.2, glow, 0.25)
