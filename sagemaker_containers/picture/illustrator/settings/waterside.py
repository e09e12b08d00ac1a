"""River, sea-shore and ship."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.picture.illustrator import (
    buildings,
    decorations,
    plants,
    shrines,
    sky,
    terrain,
    vehicles,
    wildlife,
)
from sagemaker_containers.picture.illustrator.stage import Stage


def river(stage: Stage) -> None:
    """A broad river between green banks, with ghats and boats in an Indian one, a stone bridge in a Western one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    bank = stage.floor - 10
    with stage.layer("far", 0.3) as pen:
        shore = stage.horizon - 2
        terrain.hills(stage, stage.far(pen, 0.72), stage.horizon - 4, 15, "#7098a0", 50)
        terrain.hills(stage, stage.far(pen, 0.45), stage.horizon - 3, 5, "#79a564", 30)
        far = stage.far(pen, 0.4)
        for k in range(10):
            x = stage.left + stage.width * (k + stage.random.random()) / 10
            if not stage.indian or abs(x / edge + 0.3) > 0.44:
                plants.round_tree(stage, far, x, shore, stage.random.uniform(8, 14))
        terrain.water(stage, pen, shore, bank + 6)
        terrain.sun_glitter(stage, pen, shore, bank + 6)
        if stage.indian:
            _ghat(stage, stage.far(pen, 0.26), -edge * 0.3, shore, edge * 0.8)
            vehicles.rowing_boat(stage.far(pen, 0.16), edge * 0.3, stage.horizon + 7, 24)
            vehicles.rowing_boat(stage.far(pen, 0.3), edge * 0.62, stage.horizon + 2, 13, awning=False)
            for _ in range(9):
                x, y = stage.random.uniform(-edge, edge), stage.random.uniform(shore + 5, bank - 1)
                decorations.diya(stage, pen, x, y, 0.6)
        if stage.culture != "indian":
            _bridge(stage, stage.far(pen, 0.2), edge * 0.34, stage.horizon + 3, 74)
        if stage.culture == "western":
            for x, dy in ((-0.4, 6), (-0.3, 8), (-0.22, 5.6)):
                wildlife.swan(stage.far(pen, 0.1), edge * x, stage.horizon + dy, 7)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, bank, "#8fb060" if not stage.indian else "#c4b070", 2.4)
        near = stage.far(pen, 0.08)
        if stage.indian:
            plants.round_tree(stage, near, -edge * 0.94, bank + 6, 50, "#5c9a46")
            plants.palm(stage, near, edge * 0.95, bank + 4, 50, -0.14)
        else:
            plants.willow(stage, near, -edge * 0.88, bank + 6, 58)
        plants.reeds(stage, near, edge * 0.7, bank + 3, 24, 13)
        plants.reeds(stage, near, -edge * 0.42, bank + 2.4, 12, 9)
        terrain.rock(stage, near, edge * 0.46, bank + 4, 5)
        terrain.tufts(stage, pen, bank + 4, stage.height, "#7c9c4c", int(stage.width * 0.35))
    with stage.layer("foreground", 1.0) as pen:
        plants.reeds(stage, pen, stage.left + 4, stage.height + 2, 14, 24)
        plants.reeds(stage, pen, stage.right - 4, stage.height + 2, 14, 21)
    stage.particles = "fireflies" if stage.dark else "birds"


def _ghat(stage: Stage, pen: Pen, x: float, y: float, width: float) -> None:
    """Steps down to the water below temples, with mat sunshades and a lamp on the landing."""
    for share, tall in ((-0.36, 20), (-0.12, 30), (0.14, 22), (0.36, 26)):
        shrines.shikhara(stage, pen, x + width * share, y - 4, tall * 0.52, tall)
    rows = 7
    for row in range(rows):
        wide = width * (0.96 + 0.03 * row)
        pen.rect(x - wide / 2, y - 5 + row * 1.15, wide, 1.2, lighter("#cfa070", 0.34 - row * 0.07))
    pen.line([(x - width * 0.58, y + 3.1), (x + width * 0.58, y + 3.1)], "#4a6a78", 0.5, 0.6)
    for share, colour in ((-0.26, "#ff9a3c"), (0.02, "#f2d060"), (0.26, "#e0604a")) if stage.fair else ():
        decorations.parasol(pen, x + width * share, y + 1, 6.6, (colour, lighter(colour, 0.5)))
    if stage.dark:
        for k in range(9):
            decorations.diya(stage, pen, x + width * (k / 8 - 0.5) * 0.9, y + 2, 0.5)


def _bridge(stage: Stage, pen: Pen, x: float, y: float, width: float) -> None:
    """A humped stone bridge of three arches."""
    stone = "#c9bba6"
    deck = skia.Path()
    deck.moveTo(x - width / 2, y + 6)
    deck.lineTo(x - width / 2, y - 4)
    deck.cubicTo(x - width * 0.25, y - 13, x + width * 0.25, y - 13, x + width / 2, y - 4)
    deck.lineTo(x + width / 2, y + 6)
    deck.close()
    for k, wide in ((-0.3, 0.2), (0, 0.24), (0.3, 0.2)):
        hole = skia.Path()
        hole.addOval(skia.Rect.MakeXYWH(x + width * (k - wide / 2), y - 2 - wide * 22, width * wide, 22))
        deck = skia.Op(deck, hole, skia.PathOp.kDifference_PathOp)
    pen.shape(deck, (lighter(stone, 0.3), darker(stone, 0.14)))
    rail = [(x - width / 2, y - 5), (x - width * 0.25, y - 11.6), (x, y - 12.8), (x + width * 0.25, y - 11.6),
            (x + width / 2, y - 5)]  # fmt: skip
    pen.line(rail, lighter(stone, 0.4), 1.4)
    for share, up in ((-0.3, 10.8), (0.0, 12.8), (0.3, 10.8)):
        buildings.lamp_post(stage, pen, x + width * share, y - up, 9)
    with pen.clipped(deck):
        for _ in range(46):
            bx, by = x + stage.random.uniform(-0.5, 0.5) * width, y + stage.random.uniform(-11, 5)
            pen.rect(bx, by, 2.6, 1.2, darker(stone, 0.25), 0.3, 0.3)


def sea_shore(stage: Stage) -> None:
    """Sand, surf and palms; fishing boats and nets in an Indian one, a lighthouse and parasols in a Western one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen, stage.horizon - 6)
    edge = stage.width / 2
    sand_line = stage.horizon + 10
    with stage.layer("far", 0.3) as pen:
        terrain.water(stage, pen, stage.horizon - 6, sand_line + 8, "#1f9ac0")
        terrain.sun_glitter(stage, pen, stage.horizon - 6, sand_line + 8)
        far = stage.far(pen, 0.42)
        if stage.indian:
            far.blob([(-edge - 8, stage.horizon - 3), (-edge - 8, stage.horizon - 11), (-edge * 0.7, stage.horizon - 9),
                      (-edge * 0.4, stage.horizon - 5)], ("#7aa06a", "#6a8a78"))  # fmt: skip
            for k in range(6):
                plants.palm(stage, far, -edge + k * edge * 0.08, stage.horizon - 7, 10, 0.1)
            vehicles.sailing_boat(stage.far(pen, 0.3), -edge * 0.22, stage.horizon + 2, 15, "#f2a24a")
            vehicles.rowing_boat(stage.far(pen, 0.45), edge * 0.34, stage.horizon - 2, 9)
        if stage.culture != "indian":
            far.blob([(edge * 0.45, stage.horizon - 4), (edge * 0.6, stage.horizon - 12),
                (edge + 8, stage.horizon - 16), (edge + 8, stage.horizon - 3)], ("#8aa07a", "#7d8a80"))  # fmt: skip
            _lighthouse(stage, stage.far(pen, 0.26), edge * 0.74, stage.horizon - 11, 34)
        if stage.culture == "western":
            vehicles.sailing_boat(stage.far(pen, 0.34), -edge * 0.26, stage.horizon + 1, 15)
        _breakers(stage, pen, stage.horizon + 2)
    with stage.layer("ground", 0.6) as pen:
        crest = terrain.ridge(stage, sand_line + 2, 2.2, 26)
        for shift, colour, alpha in ((-0.6, "#ffffff", 0.95), (1.4, "#c9a878", 0.75), (2.6, "#f4d9a0", 1.0)):
            path = smooth([(x, y + shift) for x, y in crest], closed=False)
            path.lineTo(edge + 60, stage.height + 2)
            path.lineTo(-edge - 60, stage.height + 2)
            path.close()
            pen.shape(path, (lighter(colour, 0.1), darker(colour, 0.12)), alpha)
        with pen.clipped(path):
            terrain.surface(stage, pen, sand_line + 3)
        if not stage.snowy:
            terrain.ripples(stage, pen, sand_line + 8, "#e3c68e")
        near = stage.far(pen, 0.06)
        plants.palm(stage, near, -edge * 0.84, sand_line + 12, 62, 0.2)
        plants.palm(stage, near, -edge * 0.98, sand_line + 9, 48, 0.14)
        _beach_things(stage, near, sand_line)
        for _ in range(12):
            x, y = stage.random.uniform(-edge, edge), stage.random.uniform(sand_line + 8, stage.height)
            shell = stage.random.choice(("#fff4e6", "#f2b8a8", "#f7dcae"))
            pen.blob([(x - 0.8, y), (x, y - 1.2), (x + 0.8, y)], (shell, darker(shell, 0.15)))
    with stage.layer("foreground", 1.0) as pen:
        plants.leaves_frame(stage, pen, 1, "#4a8048")
    stage.particles = "stars" if stage.time == "night" else "birds"


def _beach_things(stage: Stage, pen: Pen, sand_line: float) -> None:
    """What lies on the sand: a boat with its net, or sunshade and ball, or rocks."""
    edge = stage.width / 2
    terrain.rock(stage, pen, edge * 0.86, sand_line + 5, 9, "#8f8a86")
    if stage.indian or not stage.modern:
        vehicles.rowing_boat(pen, edge * 0.6, sand_line + 9, 26, awning=False)
        for k in range(6):
            pen.line(
                [(edge * 0.72 + k * 1.6, sand_line + 5), (edge * 0.72 + k * 2.4, sand_line + 11)], "#5f7a86", 0.24, 0.8
            )
            pen.line(
                [(edge * 0.72 - 1 + k * 0.6, sand_line + 5 + k * 1.1), (edge * 0.72 + 13, sand_line + 6 + k * 1.0)],
                "#5f7a86",
                0.2,
                0.7,
            )
    if stage.modern and stage.culture != "indian" and stage.fair:
        decorations.parasol(pen, edge * 0.6, sand_line + 11, 24, ("#e8503f", "#fff6e6"))
        pen.poly(
            [
                (edge * 0.6 + 2, sand_line + 11),
                (edge * 0.6 + 15, sand_line + 11),
                (edge * 0.6 + 18, sand_line + 14),
                (edge * 0.6 + 3, sand_line + 14),
            ],
            ("#4fa0e0", "#3a80c0"),
        )
        for k, colour in enumerate(("#e8503f", "#fff6e6", "#f2c23f")):
            pen.circle(-edge * 0.52 + k * 0.6, sand_line + 8, 2.3 - k * 0.7, colour)
    pen.blob([(edge * 0.4 + 2.2 * (1 if k % 2 else 0.42) * math.cos(math.tau * k / 10),
               sand_line + 14 + 0.9 * (1 if k % 2 else 0.42) * math.sin(math.tau * k / 10)) for k in range(10)],
             ("#ff8a5c", "#d9603f"))  # fmt: skip


def _breakers(stage: Stage, pen: Pen, top: float) -> None:
    """Crests that roll in, white along the top."""
    for row in range(3):
        y = top + row * 3.2
        for _ in range(4):
            x, long = stage.random.uniform(stage.left, stage.right), stage.random.uniform(10, 24)
            pen.blob([(x - long, y), (x, y - 0.7 - row * 0.2), (x + long, y), (x, y + 0.4)], "#ffffff", 0.75)


def _lighthouse(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    pen.poly([(x - size * 0.11, y), (x - size * 0.07, y - size * 0.78), (x + size * 0.07, y - size * 0.78),
              (x + size * 0.11, y)], ("#fffaf2", "#e0dcd2"))  # fmt: skip
    for k in (0.12, 0.42):
        pen.poly([(x - size * (0.105 - k * 0.04), y - size * k), (x - size * (0.1 - k * 0.045), y - size * (k + 0.15)),
                  (x + size * (0.1 - k * 0.045), y - size * (k + 0.15)), (x + size * (0.105 - k * 0.04), y - size * k)],
                 "#d9504a")  # fmt: skip
    pen.rect(x - size * 0.1, y - size * 0.8, size * 0.2, size * 0.03, "#4a515e")
    lit = "#fff0b0" if stage.dark else "#a9c8d4"
    pen.toned(str).rect(x - size * 0.05, y - size * 0.9, size * 0.1, size * 0.1, lit)
    if stage.dark or stage.weather in ("mist", "storm"):
        beam = skia.GradientShader.MakeLinear(
            [skia.Point(x, 0), skia.Point(x - size * 2.2, 0)], [skia.ColorSetARGB(150, 255, 240, 180), 0x00FFF0B4]
        )
        cone = skia.Path()
        cone.addPoly(
            [
                skia.Point(x, y - size * 0.85),
                skia.Point(x - size * 2.2, y - size * 1.2),
                skia.Point(x - size * 2.2, y - size * 0.7),
            ],
            True,
        )
        pen.canvas.drawPath(cone, skia.Paint(AntiAlias=True, Shader=beam, BlendMode=skia.BlendMode.kScreen))
        pen.glow(x, y - size * 0.85, size * 0.7, "#ffe28a", 0.8)
    pen.poly([(x - size * 0.08, y - size * 0.9), (x, y - size), (x + size * 0.08, y - size * 0.9)], "#c9433f")


def ship(stage: Stage) -> None:
    """On deck of a sailing ship: mast and rigging, rail and wheel, and the rolling sea all round."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen, stage.horizon - 6)
    edge = stage.width / 2
    deck = stage.floor - 9
    with stage.layer("far", 0.3) as pen:
        terrain.water(stage, pen, stage.horizon - 6, stage.floor, "#1f7fae")
        terrain.sun_glitter(stage, pen, stage.horizon - 6, stage.floor)
        cloth = "#f2a24a" if stage.culture == "indian" else "#fffaf0"
        vehicles.sailing_boat(stage.far(pen, 0.5), edge * 0.36, stage.horizon - 3, 14, cloth)
        stage.far(pen, 0.62).blob(
            [(-edge * 0.24, stage.horizon - 4), (-edge * 0.1, stage.horizon - 10), (edge * 0.02, stage.horizon - 8),
             (edge * 0.14, stage.horizon - 4)], ("#7fa08a", "#6f8f88"),
        )  # fmt: skip
        terrain.waves(stage, stage.far(pen, 0.2), stage.horizon - 1, 5, mix("#1f86b8", stage.air.sky[1], 0.2))
    with stage.layer("ground", 0.6) as pen:
        _mast(stage, pen, -edge * 0.6, deck)
        _rail(stage, pen, deck)
        _wheel(pen, edge * 0.72, deck + 6, 13)
        for x, size in ((-0.93, 13), (-0.8, 12)):
            _barrel(pen, edge * x, deck + 8, size)
        pen.arc(edge * 0.4, deck + 7, 5, 1.4, 0, 360, "#d9b878", 1.1)
        pen.arc(edge * 0.4, deck + 6, 4.4, 1.2, 0, 360, "#c9a260", 1.1)
        if stage.modern:
            pen.arc(-edge * 0.3, deck - 5, 3.0, 3.0, 0, 360, "#fff4ea", 1.7)
            for start in (0, 90, 180, 270):
                pen.arc(-edge * 0.3, deck - 5, 3.0, 3.0, start, 32, "#d9504a", 1.7)
        for x in (-edge * 0.78, edge * 0.5):
            pen.rect(x - 0.5, deck - 26, 1, 26, ("#8f6240", "#6b4629"))
            buildings.lantern(stage, pen, x, deck - 26, 8)
            if stage.dark:
                stage.lamp(x, deck - 20, 16, "#ffb54d", 0.3)
    with stage.layer("foreground", 1.0) as pen:
        for x in (edge * 0.84, edge * 0.98):
            pen.line([(x, -2), (x + 8, stage.height + 2)], "#8a6a44", 0.7)
        for k in range(15):
            share = k / 15
            y = stage.height * share
            pen.line([(edge * 0.84 + 8 * share, y), (edge * 0.98 + 8 * share, y)], "#8a6a44", 0.45)
    stage.particles = "stars" if stage.time == "night" else "birds"


def _mast(stage: Stage, pen: Pen, x: float, deck: float) -> None:
    """Mast, yard, a sail full of wind, flag and shrouds with their ratlines."""
    pen.line([(x, deck + 3), (x, -4)], "#6b4629", 3.8)
    pen.line([(x - 0.5, deck + 3), (x - 0.5, -4)], "#a0714a", 1.2)
    for k in (deck - 8, deck - 20):
        pen.rect(x - 2.4, k, 4.8, 1.4, "#4a3422", 0.4)
    foot = x + 20
    for k in range(4):
        pen.line([(x, 2), (foot + k * 5, deck - 6)], "#5f4a38", 0.35)
    for k in range(9):
        share = 0.3 + 0.65 * k / 9
        y = 2 + (deck - 8) * share
        pen.line([(x + (foot - x) * share, y), (x + (foot + 15 - x) * share, y)], "#5f4a38", 0.28)
    pen.line([(x, -2), (x - 40, deck)], "#5f4a38", 0.4)
    pen.line([(x - 27, 8), (x + 62, 8)], "#6b4629", 1.8)
    sail = skia.Path()
    sail.moveTo(x - 23, 8.5)
    sail.lineTo(x + 58, 8.5)
    sail.cubicTo(x + 66, 20, x + 60, 28, x + 54, 34)
    sail.cubicTo(x + 30, 28, x - 4, 29, x - 19, 34)
    sail.cubicTo(x - 17, 25, x - 19, 17, x - 23, 8.5)
    cloth = ("#ffdf9a", "#e8a24a") if stage.culture == "indian" else ("#fff8e8", "#dccba6")
    pen.shape(sail, cloth)
    with pen.clipped(sail):
        if stage.indian:
            for k in range(6):
                pen.rect(x - 24 + k * 16, 6, 7, 32, "#d9603a", alpha=0.5)
        for k in range(6):
            px = x - 14 + k * 13
            pen.line([(px, 9), (px + 1.6, 20), (px, 34)], "#a98a5a", 0.3, 0.6)
    pen.poly([(x, -1), (x + 13, 1.4), (x, 4)], ("#e8503f", "#b8343f"))


def _rail(stage: Stage, pen: Pen, deck: float) -> None:
    """The planks of the deck and the carved rail along its side."""
    wood, edge = "#b5804f", stage.width / 2
    for k in range(int(stage.width / 6) + 1):
        x = -edge + k * 6
        pen.blob([(x - 0.6, deck), (x - 1.0, deck - 2.6), (x - 0.5, deck - 7), (x + 0.5, deck - 7),
                  (x + 1.0, deck - 2.6), (x + 0.6, deck)], (lighter(wood, 0.2), darker(wood, 0.25)))  # fmt: skip
    pen.rect(-edge - 1, deck - 8.4, stage.width + 2, 1.7, (lighter(wood, 0.35), wood), 0.5)
    pen.rect(-edge - 1, deck - 1.2, stage.width + 2, stage.height - deck + 3, (lighter(wood, 0.2), darker(wood, 0.2)))
    for k in range(-14, 15):
        pen.line([(k * 8, deck), (k * 17, stage.height + 1)], darker(wood, 0.4), 0.3, 0.55)
    for _ in range(16):
        share = stage.random.random()
        x, y = stage.random.uniform(-edge, edge), deck + 2 + (stage.height - deck) * share
        pen.line([(x, y), (x + 4 + 5 * share, y)], darker(wood, 0.35), 0.22, 0.4)
    terrain.surface(stage, pen, deck)
    pen.rect(-edge - 1, deck - 1.4, stage.width + 2, 1.6, darker(wood, 0.3))


def _wheel(pen: Pen, x: float, y: float, size: float) -> None:
    """The ship's wheel on its post."""
    pen.shadow(x, y, size * 0.5, size * 0.08, 0.35)
    pen.poly([(x - size * 0.16, y), (x - size * 0.1, y - size), (x + size * 0.1, y - size), (x + size * 0.16, y)],
             ("#a0693c", "#6b4226"))  # fmt: skip
    middle, wood = y - size * 1.06, "#8a5630"
    for k in range(8):
        with pen.moved(x, middle, rotate=45 * k + 12):
            pen.line([(0, 0), (size * 0.74, 0)], wood, size * 0.06)
            pen.ellipse(size * 0.68, 0, size * 0.12, size * 0.055, lighter(wood, 0.2))
    pen.arc(x, middle, size * 0.5, size * 0.5, 0, 360, lighter(wood, 0.1), size * 0.1)
    pen.circle(x, middle, size * 0.13, ("#f2cf7a", "#b8842e"))


def _barrel(pen: Pen, x: float, y: float, size: float) -> None:
    pen.shadow(x, y, size * 0.45, size * 0.08, 0.35)
    pen.blob(
        [
            (x - size * 0.3, y),
            (x - size * 0.4, y - size * 0.5),
            (x - size * 0.3, y - size),
            (x + size * 0.3, y - size),
            (x + size * 0.4, y - size * 0.5),
            (x + size * 0.3, y),
        ],
        ("#b98350", "#7a5030"),
    )
    for k in (0.18, 0.5, 0.82):
        pen.rect(x - size * 0.39, y - size * k - size * 0.03, size * 0.78, size * 0.06, "#4f4438", 0.3)
