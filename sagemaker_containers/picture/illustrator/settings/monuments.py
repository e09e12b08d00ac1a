"""Temple and castle."""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
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
            shrines.church(stage, far, 0, base, 44, 56)
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
            for side in (-1, 1):
                _cannon(near, side * edge * 0.36, stage.horizon + 12, 17, side > 0)
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


def _cannon(pen: Pen, x: float, y: float, size: float, flip: bool) -> None:
    """A gun on its carriage, and the balls beside it."""
    with pen.moved(x, y, scale=size / 20, flip=flip):
        pen.shadow(0, 0.3, 10, 1.2, 0.34)
        pen.poly([(-9, 0), (-8, -2), (3, -5), (4, -3)], ("#8a5a34", "#5f3c22"))
        with pen.moved(0, -5.6, rotate=12):
            pen.blob([(-8, -1.7), (8, -1.2), (8, 1.2), (-8, 1.9)], ("#7a7468", "#3a3832"))
            for k in (-6, -2, 7.4):
                pen.rect(k, -2, 1, 4, ("#a89a6a", "#6a5f3c"), 0.3)
            pen.circle(-9, 0, 1, "#5a564c")
        pen.circle(0, -3, 3, "#4a3424")
        pen.arc(0, -3, 2.8, 2.8, 0, 360, "#a8764a", 0.6)
        for k in range(4):
            with pen.moved(0, -3, rotate=45 * k):
                pen.line([(-2.7, 0), (2.7, 0)], "#a8764a", 0.4)
        for dx, dy in ((-13, 0), (-15.4, 0), (-14.2, -2)):
            pen.circle(dx, dy - 1.2, 1.2, ("#6a6860", "#2f2e2a"))


def _moat(stage: Stage, pen: Pen) -> None:
    """Water before the walls, and the bridge over it."""
    y = stage.horizon + 8
    pen.ellipse(0, y, stage.width * 0.33, 2.9, "#5f7a48")
    pen.toned(str).ellipse(0, y, stage.width * 0.32, 2.3, (stage.air.sky[2], stage.air.sky[1]), 0.9)
    pen.poly([(-3.4, y - 3.4), (3.8, y - 3.4), (6.4, y + 3.4), (-5.4, y + 3.4)], ("#b08050", "#7a5230"))
    for side in (-3.6, 4.2):
        pen.line([(side, y - 5), (side * 1.5, y + 1.6)], "#5f3f28", 0.5)
