"""Temple, palace and castle."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import (
    buildings,
    decorations,
    palaces,
    plants,
    shrines,
    sky,
    terrain,
    wildlife,
)
from sagemaker_containers.picture.illustrator.stage import Stage


def temple(stage: Stage) -> None:
    """A temple across its paved court; a church or classical temple where the culture is Western."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    base = stage.horizon + 4
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.7), stage.horizon + 1, 16, "#739a7a", 50)
        for k in range(8):
            x = stage.left + stage.width * (k + 0.5) / 8
            plants.round_tree(stage, stage.far(pen, 0.45), x, base - 1, stage.random.uniform(14, 22))
        if stage.mixed:
            shrines.church(stage, stage.far(pen, 0.42), edge * 0.62, base, 20, 44)
    with stage.layer("ground", 0.6) as pen:
        far = stage.far(pen, 0.12)
        if stage.indian:
            _indian_temple(stage, far, base)
        elif stage.period == "historical" and stage.random.random() < 0.5:
            _classical(far, 0, base, 62, 38)
        else:
            shrines.church(stage, far, 0, base, 44, 62)
        terrain.ground(stage, pen, base - 1, "#d4b68c" if stage.indian else "#94ac66", 0.6)
        terrain.path_way(stage, pen, base, "#ecdab4" if stage.indian else "#d6c9b0", 0, 44)
        near = stage.far(pen, 0.06)
        if stage.indian:
            if not stage.wet and not stage.snowy:
                decorations.rangoli(pen, 0, stage.floor - 6, 13)
            for x in (-0.4, 0.4):
                _lamp_pillar(stage, near, edge * x, base + 6, 24)
            for side in (-1, 1):
                for k in range(4):
                    decorations.diya(stage, near, side * (7 + k * 3.4), base + 2 + k * 3.6, 0.9 + 0.16 * k)
            plants.banyan(stage, near, -edge * 0.86, base + 8, 52)
            plants.palm(stage, near, edge * 0.86, base + 7, 52, -0.12)
            decorations.pots(near, edge * 0.64, base + 8, 3)
        else:
            plants.round_tree(stage, near, -edge * 0.84, base + 6, 50)
            plants.conifer(stage, near, edge * 0.84, base + 6, 48)
            for x in (-0.5, 0.5):
                buildings.lamp_post(stage, near, edge * x, base + 5, 22)
            buildings.fence(near, -edge * 0.98, base + 7, edge * 0.36, "#7d7f86", 4)
            buildings.fence(near, edge * 0.62, base + 7, edge * 0.36, "#7d7f86", 4)
        colours = ("#ff9a2e", "#ffc83f", "#f2607f") if stage.indian else ("#ffffff", "#b48ae0", "#f7c04f")
        for x in (-0.6, 0.6):
            plants.flowers(stage, near, edge * x, base + 9, 22, 24, colours)
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.left + 1, stage.height + 2, 11, "#4f8a4a", "#ffb03f")
        plants.bush(stage, pen, stage.right - 1, stage.height + 2, 11, "#4f8a4a", "#ffb03f")
    stage.particles = "fireflies" if stage.dark else "petals"


def _indian_temple(stage: Stage, pen: Pen, base: float) -> None:
    """A gate tower of the south or a spire of the north with its smaller shrines, garlanded."""
    edge = stage.width / 2
    if stage.random.random() < 0.5:
        for x in (-0.46, 0.46):
            shrines.gopuram(stage, pen, edge * x, base, 20, 28)
        pen.rect(-edge * 0.6, base - 8, edge * 1.2, 8, ("#e8c49a", "#c9a27a"))
        for k in range(int(edge * 1.2 / 4)):
            pen.rect(-edge * 0.6 + k * 4, base - 8, 2, 8, "#b8503f", alpha=0.75)
        shrines.gopuram(stage, pen, 0, base, 48, 62)
        decorations.toran(pen, 0, base - 14.6, 20, 3)
    else:
        for x in (-0.46, 0.46):
            shrines.shikhara(stage, pen, edge * x, base, 20, 34)
        shrines.shikhara(stage, pen, 0, base, 46, 60)
        decorations.toran(pen, 0, base - 15.4, 30, 3.2)


def _lamp_pillar(stage: Stage, pen: Pen, x: float, y: float, height: float) -> None:
    pen.shadow(x, y, 4, 0.8, 0.3)
    buildings.pillar(pen, x, y, 2.6, height, "#c9a27a")
    pen.ellipse(x, y - height - 0.8, 2.6, 0.9, ("#e8bb5a", "#a8752c"))
    pen.glow(x, y - height - 2.6, 13, "#ffb347", 0.65 if stage.dark else 0.35)
    pen.toned(str).blob(
        [(x - 0.8, y - height - 1), (x, y - height - 4.4), (x + 0.8, y - height - 1)], ("#fff3b0", "#ff9a2e")
    )
    stage.lamp(x, y - height - 2.4, 11, "#ffb347", 0.3)


def _classical(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    marble = "#f0e8d8"
    pen.rect(x - width * 0.46, y - height * 0.72, width * 0.92, height * 0.7, darker(marble, 0.35))
    for k in range(7):
        buildings.pillar(pen, x - width * 0.45 + width * 0.15 * k, y - 2, 4, height * 0.66, marble)
    pen.rect(x - width * 0.52, y - height * 0.76, width * 1.04, height * 0.09, (lighter(marble, 0.4), marble))
    pen.poly([(x - width * 0.54, y - height * 0.76), (x, y - height), (x + width * 0.54, y - height * 0.76)],
             (lighter(marble, 0.4), darker(marble, 0.1)))  # fmt: skip
    for k in range(3):
        pen.rect(
            x - width * (0.5 + k * 0.03), y - 2 + k * 0.9, width * (1 + k * 0.06), 1, lighter(marble, 0.3 - k * 0.12)
        )


def palace(stage: Stage) -> None:
    """A throne hall of pillars and arches that opens on the palace's towers."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    line = stage.floor - 12
    span = min(70.0, edge * 1.15)
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.72), stage.horizon + 6, 14, "#7d9a84", 46)
        if stage.indian:
            palaces.palace_hall(stage, stage.far(pen, 0.4), 0, stage.horizon + 6, 70, 22, "#e3c49a", "#d99a5a")
        else:
            palaces.castle(stage, stage.far(pen, 0.45), 0, stage.horizon + 6, 44)
        pen.rect(-edge, stage.horizon + 5, stage.width, 14, "#7fa060")
    with stage.layer("ground", 0.6, plain=True) as pen:
        inside = pen.toned(stage.air.lamplit)
        _hall(stage, inside, line, span)
        palaces.throne(inside, 0, line + 3.5, 34, stage.indian)
        for side in (-1, 1):
            _drape(stage, inside, side)
        if stage.culture != "indian":
            for side in (-1, 1):
                decorations.banner(inside, side * edge * 0.77, 8, 9, 27, "#3f5aa8")
        for x in (-0.42, 0.42):
            _chandelier(stage, inside, edge * x, 15)
    with stage.layer("foreground", 1.0, plain=True) as pen:
        for side in (-1, 1):
            x = side * (edge - 5)
            pen.rect(x - 3.4, stage.height - 9, 6.8, 12, ("#e8b84a", "#9a6a24"), 1.6)
            plants.bush(stage, pen, x, stage.height - 8, 6, "#4f8a4a", "#f2607f")
    stage.particles = "embers" if stage.dark else "dust"


def _hall(stage: Stage, pen: Pen, line: float, span: float) -> None:
    """Wall with its great arch, tiled floor, carpet and pillars."""
    edge = stage.width / 2
    wall, trim, marble = ("#d0735a", "#f2c86e", "#f6e4c8") if stage.indian else ("#8291b4", "#e8d08a", "#eee8de")
    pointed = 0.5 if stage.indian else 0.0
    opening = arch(0, line, span, line - 9, pointed)
    front = skia.Path().addRect(-edge - 1, -1, edge + 1, line)
    pen.shape(skia.Op(front, opening, skia.PathOp.kDifference_PathOp), (darker(wall, 0.2), lighter(wall, 0.14)))
    pen.stroke(opening, trim, 2.0)
    pen.stroke(arch(0, line, span + 5, line - 5.6, pointed), trim, 0.6)
    for k in range(int(edge / 4)):
        for side in (-1, 1):
            x = side * (span / 2 + 7 + k * 8)
            for y in (8, 22, 36):
                plants.blossom(pen, x, y, 1.1, trim)
    if stage.indian:
        decorations.toran(pen, 0, 13, span * 0.72, 3.4)
    floor = "#e4cda8" if stage.indian else "#cdc8c4"
    pen.rect(-edge - 1, line, stage.width + 2, stage.height - line + 1, (lighter(floor, 0.25), darker(floor, 0.15)))
    for k in range(-12, 13):
        pen.line([(k * 9, line), (k * 18, stage.height)], darker(floor, 0.3), 0.25, 0.5)
    for k in range(5):
        y = line + (stage.height - line) * (k / 5) ** 1.5
        pen.line([(-edge, y), (edge, y)], darker(floor, 0.3), 0.22, 0.5)
    carpet = ("#b8323f", "#d2464e") if stage.indian else ("#3f4f9a", "#5468b8")
    pen.poly([(-9, line), (9, line), (26, stage.height + 1), (-26, stage.height + 1)], carpet)
    for side in (-1, 1):
        pen.line([(side * 8, line), (side * 23.6, stage.height + 1)], trim, 0.8)
        for reach in (0.64, 0.9):
            x = side * max(edge * reach, 26 if reach > 0.7 else 0)
            buildings.pillar(pen, x, line + 4, 7.5, line + 5, marble)
            pen.shadow(x, line + 4, 6, 0.9, 0.3)


def _drape(stage: Stage, pen: Pen, side: int) -> None:
    x = side * stage.width / 2
    cloth = ("#d2464e", "#7d2238") if stage.indian else ("#6a58b8", "#3a2c70")
    pen.blob([(x + side * 4, -3), (x - side * 26, -3), (x - side * 15, 14), (x - side * 4, 24), (x - side * 5, 44),
              (x + side * 4, 46)], cloth)  # fmt: skip
    pen.line([(x - side * 25, -2), (x - side * 14.5, 14), (x - side * 4, 23.6)], "#efc268", 0.8)


def _chandelier(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.line([(x, -1), (x, y)], "#8a6a34", 0.4)
    pen.line([(x - 6, y), (x - 3, y + 2.6), (x, y + 3), (x + 3, y + 2.6), (x + 6, y)], "#d9a83f", 0.7)
    if stage.dark:
        pen.glow(x, y, 20, "#ffbf5e", 0.5)
        stage.lamp(x, y, 16, "#ffb54d", 0.2)
    for dx in (-6, -3, 0, 3, 6):
        lift = 0.0 if abs(dx) == 6 else 2.2
        pen.rect(x + dx - 0.4, y - 2 + lift, 0.8, 2, "#fff6e0")
        pen.toned(str).ellipse(x + dx, y - 2.8 + lift, 0.5, 1.0, ("#fff6c4", "#ffb030"))


def castle(stage: Stage) -> None:
    """A castle with its moat (in India a hill fort) on its rise, seen across the meadow."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.25) as pen:
        terrain.mountains(stage, stage.far(pen, 0.76), stage.horizon + 6, 32, "#7f90aa", snow=not stage.indian)
        terrain.hills(stage, stage.far(pen, 0.5), stage.horizon + 4, 10, "#b09a6a" if stage.indian else "#76a06a", 40)
    meadow = "#c4a860" if stage.indian else "#8aae5c"
    with stage.layer("ground", 0.6) as pen:
        rise = stage.far(pen, 0.22)
        rise.blob([(-edge * 0.8, stage.horizon + 12), (-38, stage.horizon - 3), (0, stage.horizon - 7),
                   (38, stage.horizon - 3), (edge * 0.8, stage.horizon + 12)],
                  (lighter(meadow, 0.12), darker(meadow, 0.1)))  # fmt: skip
        if stage.indian:
            palaces.hill_fort(stage, stage.far(pen, 0.16), 0, stage.horizon - 1, 92, 46)
        else:
            palaces.castle(stage, stage.far(pen, 0.16), 0, stage.horizon - 1, 52)
        if stage.mixed:
            for x in (-0.56, 0.58):
                buildings.cottage(stage, stage.far(pen, 0.2), edge * x, stage.horizon + 7, 14)
        terrain.ground(stage, pen, stage.horizon + 5, meadow)
        terrain.path_way(stage, pen, stage.horizon + 2, "#dcc494", 1, 28)
        near = stage.far(pen, 0.08)
        plants.round_tree(stage, near, -edge * 0.84, stage.horizon + 10, 48)
        if stage.indian:
            plants.palm(stage, near, edge * 0.86, stage.horizon + 10, 48, -0.1)
            wildlife.camel(near, edge * 0.58, stage.horizon + 11, 19, flip=True)
        else:
            plants.conifer(stage, near, edge * 0.86, stage.horizon + 10, 48)
            plants.conifer(stage, near, edge * 0.98, stage.horizon + 9, 38)
            _moat(stage, pen)
        for x in (-0.5, -0.62, 0.72):
            plants.bush(stage, near, edge * x, stage.horizon + 11, 6)
        terrain.tufts(stage, pen, stage.horizon + 12, stage.height, "#78a04c", int(stage.width * 0.4))
    with stage.layer("foreground", 1.0) as pen:
        terrain.rock(stage, pen, stage.left + 3, stage.height + 2, 10)
        plants.bush(stage, pen, stage.right - 2, stage.height + 2, 11, "#4f8848", "#ffffff")
    stage.particles = "fireflies" if stage.dark else "birds"


def _moat(stage: Stage, pen: Pen) -> None:
    """Water before the walls, and the bridge over it."""
    y = stage.horizon + 8
    pen.ellipse(0, y, stage.width * 0.33, 2.9, "#5f7a48")
    pen.toned(str).ellipse(0, y, stage.width * 0.32, 2.3, (stage.air.sky[2], stage.air.sky[1]), 0.9)
    pen.poly([(-3.4, y - 3.4), (3.8, y - 3.4), (6.4, y + 3.4), (-5.4, y + 3.4)], ("#b08050", "#7a5230"))
    for side in (-3.6, 4.2):
        pen.line([(side, y - 5), (side * 1.5, y + 1.6)], "#5f3f28", 0.5)
