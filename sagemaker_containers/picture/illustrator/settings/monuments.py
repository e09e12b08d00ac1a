"""Temple, palace and castle."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import buildings, plants, sky, terrain
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
    with stage.layer("ground", 0.6) as pen:
        far = stage.far(pen, 0.2)
        if stage.indian:
            south = stage.random.random() < 0.5
            if south:
                buildings.gopuram(stage, far, 0, base, 46, 58)
            else:
                buildings.shikhara(stage, far, 0, base, 44, 60)
            for x in (-0.5, 0.5):
                buildings.shikhara(stage, stage.far(pen, 0.28), edge * x, base, 20, 32)
        elif stage.period == "historical" and stage.random.random() < 0.5:
            _classical(far, 0, base, 62, 36)
        else:
            buildings.church(stage, far, 0, base, 44, 62)
        terrain.ground(stage, pen, base - 1, "#c9b08c" if stage.indian else "#94ac66", 0.6)
        terrain.path_way(stage, pen, base, "#e6d4ae" if stage.indian else "#d6c9b0", 0, 44)
        near = stage.far(pen, 0.06)
        if stage.indian:
            for x in (-0.36, 0.36):
                _lamp_pillar(stage, near, edge * x, base + 6, 22)
            plants.banyan(stage, near, -edge * 0.86, base + 8, 50)
            plants.palm(stage, near, edge * 0.86, base + 7, 48, -0.12)
        else:
            plants.round_tree(stage, near, -edge * 0.84, base + 6, 48)
            plants.conifer(stage, near, edge * 0.84, base + 6, 46)
        colours = ("#ff9a2e", "#ffc83f", "#f2607f")
        plants.flowers(stage, near, -edge * 0.6, base + 9, 20, 14, colours)
        plants.flowers(stage, near, edge * 0.6, base + 9, 20, 14, colours)
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.left + 1, stage.height + 2, 11, "#4f8a4a", "#ffb03f")
        plants.bush(stage, pen, stage.right - 1, stage.height + 2, 11, "#4f8a4a", "#ffb03f")
    stage.particles = "fireflies" if stage.dark else "petals"


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
    marble = "#e6dfd2"
    pen.rect(x - width * 0.46, y - height * 0.72, width * 0.92, height * 0.7, darker(marble, 0.35))
    for k in range(7):
        buildings.pillar(pen, x - width * 0.45 + width * 0.15 * k, y - 2, 4, height * 0.66, marble)
    pen.rect(x - width * 0.52, y - height * 0.76, width * 1.04, height * 0.09, (lighter(marble, 0.4), marble))
    pen.poly([(x - width * 0.54, y - height * 0.76), (x, y - height), (x + width * 0.54, y - height * 0.76)],
             (lighter(marble, 0.4), marble))  # fmt: skip
    for k in range(3):
        pen.rect(
            x - width * (0.5 + k * 0.03), y - 2 + k * 0.9, width * (1 + k * 0.06), 1, lighter(marble, 0.3 - k * 0.12)
        )


def palace(stage: Stage) -> None:
    """A throne hall of pillars and arches that opens on the evening, or a Western hall with tall windows."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    line = stage.floor - 12
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.72), stage.horizon + 2, 14, "#7d9a84", 46)
        if stage.indian:
            buildings.palace_hall(stage, stage.far(pen, 0.45), 0, stage.horizon + 6, 70, 22, "#e3c49a", "#d99a5a")
        else:
            buildings.castle(stage, stage.far(pen, 0.5), 0, stage.horizon + 6, 44)
    with stage.layer("ground", 0.6) as pen:
        wall, trim, marble = ("#c96f5a", "#efc268", "#f0dcc0") if stage.indian else ("#7f8fae", "#e2c77a", "#e8e2d8")
        wall = "#b5604f" if stage.indian and stage.dark else wall
        opening = arch(0, line, min(70, edge * 1.15), line - 9, pointed=0.5 if stage.indian else 0.0)

        front = skia.Path().addRect(-edge - 1, -1, edge + 1, line)
        pen.shape(skia.Op(front, opening, skia.PathOp.kDifference_PathOp), (darker(wall, 0.25), lighter(wall, 0.1)))
        pen.stroke(opening, trim, 2.0)
        pen.stroke(arch(0, line, min(70, edge * 1.15) + 5, line - 5.6, pointed=0.5 if stage.indian else 0.0), trim, 0.6)
        for k in range(int(edge / 4)):
            for side in (-1, 1):
                x = side * (min(35, edge * 0.57) + 7 + k * 8)
                for y in (8, 22, 36):
                    pen.circle(x, y, 0.7, trim, 0.6)
        floor = "#d9c2a4"
        pen.rect(-edge - 1, line, stage.width + 2, stage.height - line + 1, (lighter(floor, 0.25), darker(floor, 0.15)))
        for k in range(-12, 13):
            pen.line([(k * 9, line), (k * 18, stage.height)], darker(floor, 0.3), 0.25, 0.5)
        for k in range(5):
            y = line + (stage.height - line) * (k / 5) ** 1.5
            pen.line([(-edge, y), (edge, y)], darker(floor, 0.3), 0.22, 0.5)
        carpet = [(-9, line), (9, line), (26, stage.height + 1), (-26, stage.height + 1)]
        pen.poly(carpet, ("#a8323f", "#c9404a"))
        for side in (-1, 1):
            pen.line([(side * 8, line), (side * 23.6, stage.height + 1)], trim, 0.8)
            for reach in (0.64, 0.9):
                buildings.pillar(
                    pen, side * max(edge * reach, 26 if reach > 0.7 else 0), line + 4, 7.5, line + 5, marble
                )
            drape_x = side * edge
            pen.blob([(drape_x + side * 4, -3), (drape_x - side * 26, -3), (drape_x - side * 15, 14),
                      (drape_x - side * 4, 24), (drape_x - side * 5, 44), (drape_x + side * 4, 46)],
                     ("#c9404a", "#7d2238"))  # fmt: skip
            pen.line([(drape_x - side * 25, -2), (drape_x - side * 14.5, 14), (drape_x - side * 4, 23.6)], trim, 0.8)
        if stage.dark:
            for x in (-0.5, 0.5):
                buildings.lantern(stage, pen, edge * x, 12, 8)
                stage.lamp(edge * x, 18, 16, "#ffb54d", 0.2)
    stage.particles = "embers" if stage.dark else "dust"


def castle(stage: Stage) -> None:
    """A castle (in India a hill fort) on its rise, seen across the meadow."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.25) as pen:
        terrain.mountains(stage, stage.far(pen, 0.76), stage.horizon + 2, 30, "#7f90aa")
        terrain.hills(stage, stage.far(pen, 0.5), stage.horizon + 4, 10, "#76a06a", 40)
    with stage.layer("ground", 0.6) as pen:
        rise = stage.far(pen, 0.3)
        rise.blob([(-edge * 0.75, stage.horizon + 10), (-34, stage.horizon - 2), (0, stage.horizon - 6),
                   (34, stage.horizon - 2), (edge * 0.75, stage.horizon + 10)], ("#94b56c", "#7f9f5c"))  # fmt: skip
        if stage.indian:
            buildings.palace_hall(stage, stage.far(pen, 0.24), 0, stage.horizon - 2, 76, 24, "#d9a878", "#e8c890")
        else:
            buildings.castle(stage, stage.far(pen, 0.24), 0, stage.horizon - 1, 60)
        terrain.ground(stage, pen, stage.horizon + 5, "#8aae5c")
        terrain.path_way(stage, pen, stage.horizon + 2, "#d3bd92", 1, 28)
        near = stage.far(pen, 0.08)
        plants.round_tree(stage, near, -edge * 0.84, stage.horizon + 10, 46)
        (plants.palm if stage.indian else plants.conifer)(stage, near, edge * 0.86, stage.horizon + 10, 46)
        for x in (-0.5, 0.54):
            plants.bush(stage, near, edge * x, stage.horizon + 11, 6)
        terrain.tufts(stage, pen, stage.horizon + 10, stage.height, "#78a04c", int(stage.width * 0.4))
    with stage.layer("foreground", 1.0) as pen:
        terrain.rock(stage, pen, stage.left + 3, stage.height + 2, 10)
        plants.bush(stage, pen, stage.right - 2, stage.height + 2, 11, "#4f8848", "#ffffff")
    stage.particles = "fireflies" if stage.dark else "birds"
