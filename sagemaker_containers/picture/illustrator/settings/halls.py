"""The insides of a ruler's buildings: the throne room of a palace, the hall of a castle or fort."""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch, polygon
from sagemaker_containers.picture.illustrator import buildings, decorations, furniture, interiors, palaces
from sagemaker_containers.picture.illustrator.stage import Stage


def throne_room(stage: Stage) -> None:
    """The ruler's hall with its doors shut: the throne under its canopy, pillars, hangings, lamps and carpet."""
    edge = stage.width / 2
    indian = stage.indian
    window = (interiors.foot(stage) - 15, min(21, edge * 0.3), 46)
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, "#b5533f" if indian else "#5f6f9c", "#7a2f38" if indian else "#3f4a78")
        top = max(2.0, line - interiors.CEILING)
        for x in (-0.74, 0.74):
            interiors.window(stage, pen, edge * x, *window, "#e8c078", sun=x < 0)
        for x in (-0.42, 0.42):
            if indian:
                _blind_arch(pen, edge * x, line - 3, 17, 48)
            else:
                decorations.banner(pen, edge * x, top + 6, 13, 38, "#8f2f4f" if x < 0 else "#2f5f9a")
        _canopy(pen, 0, line - 2, min(40, edge * 0.7), line - top - 8, indian)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#d9c09a" if indian else "#b5b0b8", "checks")
        carpet = ("#a82f3f", "#cf4650") if indian else ("#6a2f7a", "#8a46a0")
        pen.poly([(-11, line), (11, line), (28, stage.height + 1), (-28, stage.height + 1)], carpet)
        for side in (-1, 1):
            pen.line([(side * 10, line), (side * 25.6, stage.height + 1)], "#f2c86e", 0.9)
        palaces.throne(pen, 0, line + 4, 38, indian)
        for reach in (0.56, 0.95):
            for side in (-1, 1):
                x = side * edge * reach
                pen.shadow(x, line + 5, 7, 1, 0.34)
                buildings.pillar(pen, x, line + 5, 8, line + 8, "#f0d8a8" if indian else "#dcdce6")
                if indian:
                    for k in range(4):
                        decorations.toran(pen, x, line - 12 - k * 14, 8, 1.6)
        for x in (-0.3, 0.3):
            hung = max(12.0, top + 14)
            if indian:
                furniture.hanging_lamp(stage, pen, edge * x, hung, 5)
            else:
                _candle_ring(stage, pen, edge * x, hung, 8)
        for side in (-1, 1):
            if indian:
                furniture.brass_lamp(stage, pen, side * min(30, edge * 0.44), line + 9, 28)
            else:
                _armour(pen, side * min(31, edge * 0.46), line + 7, 34)
        interiors.daylight(stage, pen, -edge * 0.74, *window)
    stage.particles = "dust"


def _blind_arch(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A painted arch in a wall: a vase of flowers between borders."""
    for grown, colour in ((1.0, "#f2c86e"), (0.9, "#2f7f78"), (0.82, "#f6e4c8")):
        pen.shape(
            arch(x, y - (1 - grown) * 10, width * grown, height * grown, 0.6),
            (lighter(colour, 0.15), darker(colour, 0.08)),
        )
    base = y - height * 0.16
    pen.blob(
        [(x - 2.4, base), (x - 3, base - 4), (x - 1, base - 6), (x + 1, base - 6), (x + 3, base - 4), (x + 2.4, base)],
        ("#4f8fc0", "#2a5a8a"),
    )
    for k in range(7):
        side, up = (k - 3) * 1.25, 16 - abs(k - 3) * 2.6
        pen.line([(x, base - 6), (x + side, base - 6 - up)], "#4f8a4a", 0.5)
        pen.circle(x + side, base - 6 - up, 1.5, ("#f2607f", "#c9344f") if k % 2 else ("#ffd25a", "#e8972e"))


def _canopy(pen: Pen, x: float, y: float, width: float, height: float, indian: bool) -> None:
    """Drapes behind the throne, gathered under a crown."""
    cloth = ("#7a1f38", "#b0303f") if indian else ("#3f2a78", "#5f46a0")
    pen.poly(
        [(x - width * 0.16, y - height), (x + width * 0.16, y - height), (x + width * 0.5, y), (x - width * 0.5, y)],
        cloth,
    )
    for k in range(-4, 5):
        pen.line([(x + k * width * 0.035, y - height), (x + k * width * 0.11, y)], darker(cloth[1], 0.3), 0.5, 0.6)
    pen.blob([(x - width * 0.24, y - height + 5), (x - width * 0.2, y - height - 3), (x + width * 0.2, y - height - 3),
              (x + width * 0.24, y - height + 5), (x, y - height + 7)], ("#ffe08a", "#c98f2e"))  # fmt: skip
    for k in range(-3, 4):
        pen.circle(x + k * width * 0.06, y - height + 6.4 - abs(k) * 0.3, 0.9, "#ffd25a")


def _candle_ring(stage: Stage, pen: Pen, x: float, y: float, reach: float) -> None:
    """A wheel of candles that hangs from the ceiling."""
    for side in (-1, 1):
        pen.line([(x, -1), (x + side * reach, y)], "#4a4038", 0.4)
    pen.ellipse(x, y, reach, reach * 0.2, ("#6a5236", "#3a2c1e"))
    interiors.pool(stage, pen, x, y - 3, 26)
    for k in (-1, -0.5, 0, 0.5, 1):
        cx, cy = x + k * reach * 0.94, y + (1 - k * k) ** 0.5 * reach * 0.16
        pen.rect(cx - 0.5, cy - 3, 1, 3, "#fff6e0")
        furniture.flame(pen, cx, cy - 3, 1.9)


def _armour(pen: Pen, x: float, y: float, height: float) -> None:
    """An empty suit of armour with its halberd."""
    steel, dark = ("#f0f4fa", "#8a94a6"), "#5f6878"
    with pen.moved(x, y, scale=height / 30):
        pen.shadow(0, 0, 6, 0.9, 0.36)
        pen.rect(-5, -1.6, 10, 1.6, ("#8a6a48", "#5a4028"), 0.3)
        for side in (-1, 1):
            pen.rect(side * 2 - 1.4, -12, 2.8, 10.6, steel, 0.8)
            pen.rect(side * 4.6 - 1.1, -19.6, 2.2, 8.6, steel, 0.9)
            pen.circle(side * 4.4, -19.4, 2, steel)
        pen.blob([(-4, -20.4), (4, -20.4), (3.6, -14), (2.6, -11), (-2.6, -11), (-3.6, -14)], steel)
        pen.line([(0, -20), (0, -11.4)], dark, 0.4)
        pen.shape(arch(0, -20.6, 5.4, 6.6), steel)
        pen.rect(-2.4, -24.4, 4.8, 1, "#2a2f3a", 0.4)
        pen.blob([(-0.6, -27), (0, -30.4), (2.6, -30), (1, -27)], ("#e8505f", "#b02f3f"))
        pen.rect(6.2, -32, 0.8, 32, "#7a5233")
        pen.poly([(6, -32), (6.6, -35.4), (7.2, -32)], steel)
        pen.poly([(7, -31), (10.4, -32.4), (10.4, -27.4), (7, -28.6)], steel)


def great_hall(stage: Stage) -> None:
    """The hall of a castle with its long table, hearth and shields; in India a fort's hall of arches and low seats."""
    edge = stage.width / 2
    indian = stage.indian
    stone = "#c99a66" if indian else "#8f8a88"
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, stone, "", "stone")
        top = max(2.0, line - interiors.CEILING)
        for x in (-0.72, 0.72):
            interiors.window(stage, pen, edge * x, line - 28, 10, 26, "#e0b880" if indian else "#6a6460", sun=x < 0)
        for x in (-0.4, 0.4):
            _shield_and_swords(pen, edge * x, line - 44, 8, indian)
        if indian:
            for x in (-0.4, 0.0, 0.4):
                _blind_arch(pen, edge * x, line - 3, 16, 30)
        else:
            for x in (-0.9, -0.55, 0.55, 0.9):
                decorations.banner(pen, edge * x, top + 4, 8, 24, ("#8f2f3f", "#2f4f8a")[x > 0])
            furniture.fireplace(stage, pen, 0, line + 2, 46, 40, "#7a746e")
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#b58a5c" if indian else "#86807a", "tiles")
        if indian:
            furniture.rug(pen, 0, line + 12, min(120, stage.width * 0.8), "#8f2f38")
            for side in (-1, 1):
                furniture.divan(pen, side * edge * 0.66, line + 7, min(44, edge * 0.6))
        else:
            for side in (-1, 1):
                _banquet(pen, side * edge * 0.64, line + 11, min(54, edge * 0.66))
            _beams(stage, pen, top)
        for side in (-1, 1):
            _torch(stage, pen, side * edge * 0.24, line - 30)
            if not indian:
                _candle_ring(stage, pen, side * edge * 0.5, max(14.0, top + 15), 8)
    stage.particles = "embers"


def _shield_and_swords(pen: Pen, x: float, y: float, size: float, indian: bool) -> None:
    for side in (-1, 1):
        blade = ("#f4f8fc", "#9aa6b5")
        if indian:
            pen.stroke(
                polygon(
                    [
                        (x - side * size, y + size),
                        (x, y),
                        (x + side * size * 0.9, y - size * 1.2),
                        (x + side * size * 1.3, y - size * 1.5),
                    ],
                    closed=False,
                ),
                "#dfe6ee",
                0.9,
            )
        else:
            pen.line([(x - side * size, y + size), (x + side * size, y - size * 1.2)], blade[0], 1.0)
        pen.circle(x - side * size, y + size, 0.9, "#e8b44a")
        pen.line([(x - side * size * 1.0, y + size * 0.5), (x - side * size * 0.5, y + size)], "#e8b44a", 0.9)
    if indian:
        pen.circle(x, y, size * 0.66, ("#8a5a34", "#4a2c18"))
        pen.circle(x, y, size * 0.54, ("#b07a44", "#6b4024"))
        for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
            pen.circle(x + dx * size * 0.22, y + dy * size * 0.22, size * 0.09, "#ffe08a")
    else:
        pen.blob(
            [
                (x - size * 0.7, y - size * 0.7),
                (x, y - size * 0.8),
                (x + size * 0.7, y - size * 0.7),
                (x + size * 0.5, y + size * 0.4),
                (x, y + size),
                (x - size * 0.5, y + size * 0.4),
            ],
            ("#c9404f", "#8f2a38"),
        )
        pen.line([(x, y - size * 0.7), (x, y + size * 0.86)], "#f2d27a", 1.1)
        pen.line([(x - size * 0.6, y - size * 0.1), (x + size * 0.6, y - size * 0.1)], "#f2d27a", 1.1)


def _torch(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.line([(x, y + 8), (x, y)], "#4a3524", 1.3)
    pen.rect(x - 1.4, y - 0.8, 2.8, 2, ("#5a5a60", "#2f2f36"), 0.3)
    furniture.flame(pen, x, y - 0.6, 5)
    pen.glow(x, y - 3, 22, "#ff9a3d", 0.4)
    stage.lamp(x, y - 3, 16, "#ff9a3d", 0.26)


def _beams(stage: Stage, pen: Pen, top: float) -> None:
    """The open timbers of the roof."""
    wood = ("#6b4629", "#3f2818")
    pen.rect(stage.left - 1, top, stage.width + 2, 4.4, wood)
    for k in (-0.84, -0.28, 0.28, 0.84):
        x = stage.width / 2 * k
        pen.rect(x - 1.8, -1, 3.6, top + 10, wood)
        for side in (-1, 1):
            pen.line([(x, top + 11), (x + side * 12, top + 3)], "#543620", 2.4)


def _banquet(pen: Pen, x: float, y: float, width: float) -> None:
    """A laid table: roast, bread, goblets, candlesticks."""
    furniture.table(pen, x, y, width, 17, "#7a5233", "#f0e4d0")
    top = y - 17.4
    for k, share in enumerate((-0.36, -0.12, 0.14, 0.38)):
        px = x + width * share
        if k % 2:
            pen.rect(px - 0.4, top - 6, 0.8, 6, ("#fff6e0", "#e0d0a8"))
            furniture.flame(pen, px, top - 6, 2.0)
            pen.blob(
                [(px + 3, top), (px + 3.6, top - 3), (px + 6.4, top - 3.2), (px + 7.4, top)], ("#e8b070", "#a86a34")
            )
        else:
            pen.ellipse(px, top - 0.4, 5, 0.8, ("#f4f6fa", "#a8b0bc"))
            pen.blob(
                [(px - 3.6, top - 0.6), (px - 2.6, top - 4), (px + 1, top - 4.6), (px + 3.6, top - 0.6)],
                ("#d98a44", "#8f4f22"),
            )
            pen.poly(
                [(px + 5.4, top - 4), (px + 7.6, top - 4), (px + 6.8, top - 2), (px + 6.5, top), (px + 6.3, top - 2)],
                "#e8b94a",
            )
