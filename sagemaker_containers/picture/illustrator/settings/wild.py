"""Forest, jungle, mountain and desert."""

from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, plants, sky, terrain
from sagemaker_containers.picture.illustrator.stage import Stage


def forest(stage: Stage) -> None:
    """Tall trees in rows that fade into the air, a clearing in front."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    with stage.layer("far", 0.3) as pen:
        for distance, count, size in ((0.78, 14, 34), (0.58, 11, 44), (0.4, 9, 54)):
            far = stage.far(pen, distance)
            terrain.hills(stage, far, stage.horizon + 4 - distance * 5, 4, "#6a9460", 26)
            for k in range(count):
                x = stage.left + stage.width * (k + stage.random.uniform(0.2, 0.8)) / count
                if stage.indian and k % 3:
                    plants.round_tree(
                        stage, far, x, stage.horizon + 4 - distance * 4, size * stage.random.uniform(0.7, 1)
                    )
                else:
                    plants.conifer(stage, far, x, stage.horizon + 4 - distance * 4, size * stage.random.uniform(0.7, 1))
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 3, "#7a9c50")
        terrain.path_way(stage, pen, stage.horizon + 4, "#bf9f6c", -6, 26)
        edge = stage.width / 2
        near = stage.far(pen, 0.12)
        grow = plants.round_tree if stage.indian else plants.conifer
        grow(stage, near, -edge * 0.86, stage.horizon + 10, 66)
        grow(stage, near, edge * 0.88, stage.horizon + 9, 62)
        plants.round_tree(stage, stage.far(pen, 0.22), edge * 0.58, stage.horizon + 6, 44, "#5f9450")
        terrain.rock(stage, near, -edge * 0.5, stage.horizon + 9, 5)
        for x in (-0.62, 0.66, -0.3, 0.32):
            plants.bush(stage, near, edge * x, stage.horizon + 8, 5.5, "#5a8f48")
        _mushrooms(stage, pen, edge * 0.62, stage.floor - 6)
        terrain.tufts(stage, pen, stage.horizon + 9, stage.height, "#6f9a46", int(stage.width * 0.5))
    with stage.layer("foreground", 1.0) as pen:
        plants.leaves_frame(stage, pen, -1, "#38694a")
        plants.leaves_frame(stage, pen, 1, "#38694a")
    stage.particles = "fireflies" if stage.dark else "leaves"


def _mushrooms(stage: Stage, pen: Pen, x: float, y: float) -> None:
    for dx, size in ((0, 1.0), (3, 0.7), (-2.4, 0.6)):
        pen.rect(x + dx - size * 0.5, y - size * 2, size, size * 2, ("#fffaf0", "#d9c9ac"), 0.4)
        pen.blob([(x + dx - size * 1.7, y - size * 1.8), (x + dx, y - size * 3.6),
            (x + dx + size * 1.7, y - size * 1.8)],
                 ("#f0665a", "#b8363c"))  # fmt: skip
        for k in (-0.7, 0.1, 0.8):
            pen.circle(x + dx + k * size, y - size * 2.4 - (1 - abs(k)) * 0.4 * size, 0.24 * size, "#fff6ea")


def jungle(stage: Stage) -> None:
    """Thick leaves, vines, a waterfall, old stones."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.3) as pen:
        terrain.mountains(stage, stage.far(pen, 0.75), stage.horizon + 4, 34, "#6f947e", snow=False)
        cliff = stage.far(pen, 0.5)
        cliff.blob(
            [(4, stage.horizon + 6), (6, 22), (18, 16), (34, 20), (38, stage.horizon + 6)], ("#8aa08a", "#6d8672")
        )
        cliff.blob([(17, 19), (15, 40), (12, stage.horizon + 5), (27, stage.horizon + 5), (24, 40), (23, 19)],
                   ("#f2fbff", "#bfe0ec"))  # fmt: skip
        for x in (17, 19.4, 21.6, 23.4):
            cliff.line([(x, 21), (x - 0.6, 44), (x + 0.4, stage.horizon + 2)], "#ffffff", 0.5, 0.6)
        for distance, count, size in ((0.6, 12, 30), (0.38, 9, 42)):
            far = stage.far(pen, distance)
            for k in range(count):
                x = stage.left + stage.width * (k + stage.random.uniform(0.2, 0.8)) / count
                if abs(x - 20) < 13:
                    continue
                (plants.palm if k % 3 == 0 else plants.round_tree)(stage, far, x, stage.horizon + 5, size)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 3, "#6b9a4c")
        near = stage.far(pen, 0.1)
        plants.banyan(stage, near, -edge * 0.86, stage.horizon + 11, 66)
        plants.palm(stage, near, edge * 0.86, stage.horizon + 9, 62, -0.2)
        for x, size in ((-0.5, 18), (0.55, 20), (0.98, 24)):
            plants.banana(stage, near, edge * x, stage.horizon + 9, size)
        terrain.rock(stage, near, edge * 0.34, stage.horizon + 8, 5, "#86907e")
        plants.flowers(stage, near, -edge * 0.4, stage.horizon + 11, 16, 10, ("#ff7a9c", "#ffb347", "#d98ae8"))
        terrain.tufts(stage, pen, stage.horizon + 8, stage.height, "#5f9444", int(stage.width * 0.5))
    with stage.layer("foreground", 1.0) as pen:
        plants.leaves_frame(stage, pen, -1, "#2c6a45")
        plants.leaves_frame(stage, pen, 1, "#2c6a45")
        for x in (-0.94, -0.8, 0.72, 0.9):
            plants.vine(stage, pen, edge * x, stage.random.uniform(16, 30))
    stage.particles = "fireflies" if stage.dark else "leaves"


def mountain(stage: Stage) -> None:
    """Snow peaks behind an alpine meadow; prayer flags in an Indian one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.25) as pen:
        terrain.mountains(stage, stage.far(pen, 0.72), stage.horizon + 3, 50, "#7488a8")
        terrain.mountains(stage, stage.far(pen, 0.45), stage.horizon + 4, 34, "#6c8296")
        terrain.hills(stage, stage.far(pen, 0.4), stage.horizon + 4, 9, "#6a9070", 30)
        for k in range(16):
            x = stage.left + stage.width * (k + stage.random.random()) / 16
            plants.conifer(stage, stage.far(pen, 0.38), x, stage.horizon + 4, stage.random.uniform(8, 14))
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 3, "#88a860")
        terrain.path_way(stage, pen, stage.horizon + 4, "#c9b592", 8, 24)
        near = stage.far(pen, 0.12)
        for x, size in ((-0.92, 40), (-0.74, 30), (0.9, 38)):
            plants.conifer(stage, near, edge * x, stage.horizon + 8, size)
        for x, size in ((-0.45, 6), (0.6, 9), (0.72, 5)):
            terrain.rock(stage, near, edge * x, stage.horizon + 9, size, "#9098a0")
        if stage.indian:
            buildings.bunting(stage, near, -edge * 0.74, stage.horizon - 14, edge * 1.5,
                              ("#4f86c9", "#ffffff", "#d9503f", "#5aa05a", "#f2c23f"))  # fmt: skip
        terrain.tufts(stage, pen, stage.horizon + 8, stage.height, "#7a9c50", int(stage.width * 0.4))
        plants.flowers(stage, pen, edge * 0.4, stage.floor - 8, edge, 14, ("#f2d05c", "#ffffff", "#c99ae0"))
    with stage.layer("foreground", 1.0) as pen:
        terrain.rock(stage, pen, stage.left + 5, stage.height + 2, 13, "#7d858e")
        terrain.rock(stage, pen, stage.right - 3, stage.height + 2, 10, "#7d858e")
    stage.particles = "birds"


def desert(stage: Stage) -> None:
    """Dunes without end; a fort and a camel track in an Indian one, mesas and cactus in a Western one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.25) as pen:
        if stage.indian:
            far = stage.far(pen, 0.62)
            buildings.palace_hall(stage, far, edge * 0.34, stage.horizon - 2, 40, 13, "#d9b080", "#c99a68")
        else:
            for x, width, tall in ((-0.5, 30, 22), (0.45, 24, 28), (0.8, 34, 16)):
                mesa = stage.far(pen, 0.6)
                left, top = edge * x - width / 2, stage.horizon - tall
                mesa.poly([(left - 5, stage.horizon + 2), (left, top + 2), (left + 3, top), (left + width - 3, top),
                           (left + width, top + 3), (left + width + 6, stage.horizon + 2)],
                               ("#cf7d55", "#b5633f"))  # fmt: skip
                mesa.rect(left + 1, top + tall * 0.35, width - 2, 1.2, "#e09a70", alpha=0.6)
        terrain.dunes(stage, stage.far(pen, 0.45), stage.horizon + 3, 14, "#e0b878")
    with stage.layer("ground", 0.6) as pen:
        terrain.dunes(stage, stage.far(pen, 0.25), stage.horizon + 9, 10, "#e3b871")
        terrain.ground(stage, pen, stage.horizon + 9, "#e2b566")
        terrain.ripples(stage, pen, stage.horizon + 12, "#e2b566")
        near = stage.far(pen, 0.08)
        if stage.indian:
            plants.palm(stage, near, -edge * 0.82, stage.horizon + 12, 44, 0.12)
            plants.palm(stage, near, -edge * 0.68, stage.horizon + 11, 32, -0.1)
            plants.bush(stage, near, -edge * 0.76, stage.horizon + 13, 6, "#8a9c52")
        else:
            _cactus(near, -edge * 0.78, stage.horizon + 13, 30)
            _cactus(near, edge * 0.82, stage.horizon + 12, 20)
        terrain.rock(stage, near, edge * 0.6, stage.horizon + 12, 6, "#b8906a")
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.right - 3, stage.height + 2, 9, "#94984f")
        terrain.rock(stage, pen, stage.left + 3, stage.height + 2, 8, "#a9825e")
    stage.particles = "stars" if stage.time == "night" else "dust"


def _cactus(pen: Pen, x: float, y: float, size: float) -> None:
    pen.shadow(x, y, size * 0.26, size * 0.04, 0.3)
    green = ("#7aa35a", "#4c7a44")
    pen.rect(x - size * 0.08, y - size, size * 0.16, size, green, size * 0.08)
    for side, low, tall in ((-1, 0.45, 0.34), (1, 0.6, 0.26)):
        pen.rect(x + side * size * 0.14 - size * 0.14, y - size * low, size * 0.28, size * 0.11, green[1], size * 0.05)
        pen.rect(x + side * size * 0.26 - size * 0.055, y - size * (low + tall - 0.1), size * 0.11, size * tall, green,
                 size * 0.055)  # fmt: skip
    for k in (-0.03, 0.03):
        pen.line([(x + size * k, y - size * 0.95), (x + size * k, y - size * 0.04)], "#a9c97a", size * 0.01, 0.6)
