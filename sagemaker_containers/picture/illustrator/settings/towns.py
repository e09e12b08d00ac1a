"""City street and bazaar."""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, plants, sky, terrain
from sagemaker_containers.picture.illustrator.stage import Stage

WALLS = ("#d9b48a", "#c98f78", "#a9b5a0", "#d9c49a", "#b8a0a8", "#8fa5b5", "#cfa0a0")


def city_street(stage: Stage) -> None:
    """A street between houses: towers behind in a modern one, gables in an old one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    base = stage.floor - 11
    with stage.layer("far", 0.3) as pen:
        if stage.period == "historical":
            far = stage.far(pen, 0.62)
            for k in range(6):
                x = stage.left + stage.width * (k + 0.5) / 6
                buildings.townhouse(stage, far, x, base, 18, stage.random.uniform(30, 42), WALLS[k % len(WALLS)])
            buildings.church(stage, stage.far(pen, 0.5), 8, base, 20, 56)
        else:
            for distance, low, high in ((0.78, 40, 66), (0.55, 30, 52)):
                far = stage.far(pen, distance)
                x = stage.left
                while x < stage.right + 8:
                    wide = stage.random.uniform(10, 17)
                    wall = stage.random.choice(("#8fa5b8", "#a3b3bf", "#94a0b5", "#b5b0a8"))
                    tall = stage.random.uniform(low, high) * (1.2 if stage.period == "future" else 1)
                    buildings.tower_block(stage, far, x, base, wide, tall, wall)
                    x += wide * stage.random.uniform(0.8, 1.15)
    with stage.layer("ground", 0.6) as pen:
        near = stage.far(pen, 0.1)
        heights = (58, 48, 44, 62)
        for x, tall, wide, awning in ((-0.86, heights[0], 36, "#c9504a"), (-0.46, heights[1], 24, ""),
                                      (0.5, heights[2], 26, "#3f8a7a"), (0.9, heights[3], 36, "#d99a3f")):  # fmt: skip
            buildings.townhouse(stage, near, edge * x, base, wide, tall, stage.random.choice(WALLS), awning)
        pavement = "#b9b0a6"
        pen.rect(-edge - 1, base - 0.2, stage.width + 2, 6.2, (lighter(pavement, 0.2), pavement))
        pen.rect(-edge - 1, base + 6, stage.width + 2, 1.2, darker(pavement, 0.25))
        road = "#8f8378" if stage.period == "historical" else "#6b6e78"
        pen.rect(-edge - 1, base + 7, stage.width + 2, stage.height, (lighter(road, 0.12), darker(road, 0.25)))
        if stage.period == "historical":
            for _ in range(120):
                x, y = stage.random.uniform(-edge, edge), stage.random.uniform(base + 8, stage.height)
                pen.ellipse(x, y, 1.7, 0.6, stage.random.choice((lighter(road, 0.2), darker(road, 0.25))), 0.4)
        else:
            for k in range(-6, 7):
                pen.rect(k * 17 - 4, stage.height - 5.2, 9, 1.0, "#f2ecd8", 0.3, 0.75)
        for k in range(int(stage.width / 9) + 1):
            pen.line([(-edge + k * 9, base), (-edge + k * 9.4 - 1, base + 6)], darker(pavement, 0.3), 0.2, 0.5)
        for x in (-0.66, 0.7):
            buildings.lamp_post(stage, near, edge * x, base + 5, 30)
        plants.round_tree(stage, near, edge * 0.24, base + 2, 24, "#6f9f58")
        if stage.snowy:
            pen.rect(-edge - 1, base, stage.width + 2, stage.height, ("#eef4fb", "#dbe6f2"), alpha=0.7)
    stage.particles = "none" if stage.dark else "birds"


def bazaar(stage: Stage) -> None:
    """A street of stalls under awnings and strings of pennants."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    base = stage.floor - 10
    with stage.layer("far", 0.3) as pen:
        far = stage.far(pen, 0.52)
        for k in range(7):
            x = stage.left + stage.width * (k + 0.5) / 7
            buildings.townhouse(stage, far, x, base - 2, stage.width / 6.6, stage.random.uniform(32, 48), WALLS[k % 7])
        if stage.indian:
            buildings.shikhara(stage, stage.far(pen, 0.42), edge * 0.06, base - 2, 22, 54)
            buildings.dome(stage.far(pen, 0.5), -edge * 0.42, base - 38, 6, "#e6d3b0")
        else:
            buildings.church(stage, stage.far(pen, 0.45), edge * 0.06, base - 2, 22, 58)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, base - 3, "#cfae7c" if stage.indian else "#b5aa98", 0.6)
        near = stage.far(pen, 0.1)
        spices = (("#e8a02e", "#d9482e", "#8fae3f", "#f2d04a"), ("#d9603f", "#f2b53f", "#7fa84a", "#c94a6b"))
        buildings.stall(stage, stage.far(pen, 0.25), -edge * 0.42, base, 25, "#3f8f8a", spices[1])
        buildings.stall(stage, stage.far(pen, 0.25), edge * 0.44, base, 25, "#8a5aa8", spices[0])
        buildings.stall(stage, near, -edge * 0.83, base + 4, 34, "#d9503f", spices[0])
        buildings.stall(stage, near, edge * 0.84, base + 4, 34, "#e89a2e", spices[1])
        if stage.indian:
            colours = ("#f2a23f", "#d9503f", "#ffd75e", "#c94f8a", "#3f9a8a")
        else:
            colours = ("#d9504a", "#fff4e4", "#4f86b5", "#f2c84f", "#7fa86a")
        buildings.bunting(stage, near, -edge * 1.05, 15, edge * 1.15, colours)
        buildings.bunting(stage, near, -edge * 0.1, 11, edge * 1.2, colours)
        _sacks(near, -edge * 0.6, base + 8)
        _sacks(near, edge * 0.62, base + 8)
        if stage.dark:
            for x in (-0.5, 0.0, 0.5):
                buildings.lantern(stage, near, edge * x, 17, 6)
                stage.lamp(edge * x, 21, 10, "#ffb54d", 0.2)
    stage.particles = "embers" if stage.dark else "birds"


def _sacks(pen: Pen, x: float, y: float) -> None:
    for dx, colour, heap in ((-4, "#c9a878", "#e8a02e"), (4, "#b8946a", "#c9402e"), (0, "#d9bd8f", "#f0d9a0")):
        top = y + (2 if dx == 0 else 0)
        pen.shadow(x + dx, top, 4.6, 0.8, 0.3)
        pen.blob([(x + dx - 3.6, top), (x + dx - 3.4, top - 5), (x + dx + 3.4, top - 5), (x + dx + 3.6, top)],
                 (lighter(colour, 0.1), darker(colour, 0.2)))  # fmt: skip
        pen.ellipse(x + dx, top - 5.6, 3.4, 1.0, lighter(colour, 0.25))
        pen.blob(
            [(x + dx - 2.8, top - 5.6), (x + dx, top - 7.4), (x + dx + 2.8, top - 5.6)], (lighter(heap, 0.25), heap)
        )
