"""Village, farm and garden."""

from sagemaker_containers.drawing.colour import lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, plants, sky, terrain
from sagemaker_containers.picture.illustrator.stage import Stage

GRASS = "#86b05a"


def village(stage: Stage) -> None:
    """Houses of clay and thatch, or timber and tile, around an open place."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.75), stage.horizon + 1, 17, "#6d9a72", 46)
        terrain.hills(stage, stage.far(pen, 0.5), stage.horizon + 3, 10, "#79a562", 38)
        far = stage.far(pen, 0.42)
        for k in range(5):
            x = stage.left + stage.width * (k + 0.5) / 5 + stage.random.uniform(-4, 4)
            plants.round_tree(stage, far, x, stage.horizon + 3, stage.random.uniform(9, 14))
    with stage.layer("ground", 0.6) as pen:
        earth = "#c9a56b" if stage.indian else GRASS
        terrain.ground(stage, pen, stage.horizon + 1, earth if stage.indian else GRASS)
        terrain.path_way(stage, pen, stage.horizon + 2, "#d9bb84" if stage.indian else "#cdb48a", 3)
        near = stage.far(pen, 0.14)
        base = stage.horizon + 6
        edge = stage.width / 2
        if stage.indian:
            plants.palm(stage, stage.far(pen, 0.3), -edge * 0.52, base - 2, 36, 0.14)
            plants.palm(stage, stage.far(pen, 0.3), edge * 0.42, base - 3, 30, -0.16)
            buildings.hut(stage, stage.far(pen, 0.3), edge * 0.16, base - 2, 20, "#d1a06d")
            buildings.hut(stage, near, -edge * 0.72, base + 3, 36)
            buildings.hut(stage, near, edge * 0.74, base + 4, 33, "#b97f63", flip=True)
            plants.banana(stage, near, -edge * 0.38, base + 3, 17)
            buildings.well(stage, near, edge * 0.36, base + 4, 11)
        else:
            buildings.church(stage, stage.far(pen, 0.34), edge * 0.14, base - 3, 15, 34)
            buildings.cottage(stage, near, -edge * 0.72, base + 3, 40)
            buildings.cottage(stage, near, edge * 0.72, base + 3, 37, "#dfe0d2", "#6b7f94", flip=True)
            plants.round_tree(stage, near, -edge * 0.36, base + 1, 25, "#6aa052")
            buildings.well(stage, near, edge * 0.34, base + 4, 11)
            buildings.fence(near, edge * 0.9, base + 6, 26)
        terrain.tufts(stage, pen, stage.horizon + 8, stage.height, "#7da650", int(stage.width * 0.35))
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.left + 2, stage.height + 1, 12, "#4f8a4a", "#f2a0b0")
        plants.bush(stage, pen, stage.right - 2, stage.height + 2, 13, "#4a8248", "#f7d06b")
    stage.particles = "fireflies" if stage.dark else "birds"


def farm(stage: Stage) -> None:
    """Striped fields, a barn or threshing hut, fences and hay."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.7), stage.horizon, 13, "#7fa878", 52)
        base = stage.horizon
        for k, colour in enumerate(("#c9b95c", "#8fb05a", "#d9c56b", "#7ba24f")):
            terrain.hills(stage, stage.far(pen, 0.5 - k * 0.1), base + 1 + k * 3.0, 4, colour, 60)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 9, "#9db455")
        for k in range(-9, 10):
            far_x, near_x = k * 6.5, k * 17.0
            pen.line([(far_x, stage.horizon + 11), (near_x, stage.height + 2)], "#7d9440", 0.5, 0.4)
        near = stage.far(pen, 0.15)
        edge = stage.width / 2
        base = stage.horizon + 11
        if stage.indian:
            buildings.hut(stage, near, edge * 0.72, base, 30, "#c58d60", flip=True)
            plants.palm(stage, near, edge * 0.42, base - 2, 30, -0.1)
        else:
            _barn(near, edge * 0.7, base, 34, stage)
            buildings.fence(near, edge * 0.1, base + 1, 34)
        plants.round_tree(stage, near, -edge * 0.72, base + 1, 36, "#6a9c48", fruit="#e8663f")
        for x, size in ((-edge * 0.36, 9), (-edge * 0.24, 7)):
            _haystack(near, x, base + 2, size)
        terrain.tufts(stage, pen, stage.horizon + 14, stage.height, "#b5b04c", int(stage.width * 0.5))
    with stage.layer("foreground", 1.0) as pen:
        for side in (-1, 1):
            for k in range(9):
                x = (stage.left if side < 0 else stage.right) - side * k * 1.7
                _wheat(stage, pen, x, stage.height + 2, 17 - k * 0.9)
    stage.particles = "fireflies" if stage.dark else "birds"


def _barn(pen: Pen, x: float, y: float, size: float, stage: Stage) -> None:
    with pen.moved(x, y, scale=size / 34):
        pen.shadow(0, 0.3, 22, 2.6, 0.3)
        pen.poly([(-16, 0), (-16, -15), (-10, -24), (0, -29), (10, -24), (16, -15), (16, 0)], ("#c9584a", "#96362f"))
        pen.line([(-17.4, -14), (-10.6, -24.6), (0, -30)], "#f0f4f8" if stage.snowy else "#6b4a44", 1.5)
        pen.line([(17.4, -14), (10.6, -24.6), (0, -30)], "#f0f4f8" if stage.snowy else "#6b4a44", 1.5)
        pen.rect(-5.5, -12, 11, 12, ("#a8453a", "#7a2c28"))
        for points in (((-5.5, 0), (5.5, -12)), ((5.5, 0), (-5.5, -12)), ((-5.5, -12), (5.5, -12))):
            pen.line(list(points), "#fff3e4", 0.7)
        buildings.window(stage, pen, 0, -17, 4.4, 4.4, "#fff3e4")


def _haystack(pen: Pen, x: float, y: float, size: float) -> None:
    pen.shadow(x, y, size * 0.8, size * 0.12, 0.3)
    pen.blob([(x - size * 0.7, y), (x - size * 0.6, y - size * 0.5), (x, y - size), (x + size * 0.6, y - size * 0.5),
              (x + size * 0.7, y)], ("#f0d27c", "#b8913c"))  # fmt: skip
    for k in range(7):
        dx = (k - 3) * size * 0.17
        pen.line([(x + dx * 0.5, y - size * 0.72), (x + dx, y - size * 0.08)], "#a37f32", 0.22, 0.6)


def _wheat(stage: Stage, pen: Pen, x: float, y: float, tall: float) -> None:
    lean = stage.random.uniform(-2, 2)
    pen.line([(x, y), (x + lean * 0.4, y - tall * 0.6), (x + lean, y - tall)], "#b8983f", 0.4)
    for k in range(5):
        for side in (-1, 1):
            pen.ellipse(x + lean + side * 0.6, y - tall + k * 1.0, 0.55, 0.85, ("#f2d370", "#c99d38"))


def garden(stage: Stage) -> None:
    """A kept garden: lawn, beds, hedges, a fountain or pavilion."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    with stage.layer("far", 0.3) as pen:
        far = stage.far(pen, 0.5)
        for k in range(9):
            x = stage.left + stage.width * (k + 0.5) / 9
            plants.round_tree(stage, far, x, stage.horizon + 3, stage.random.uniform(18, 27), "#68a05e")
        terrain.hills(stage, stage.far(pen, 0.35), stage.horizon + 3, 4, "#74a35a", 20)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 2, "#8cbc5c")
        terrain.path_way(stage, pen, stage.horizon + 3, "#e0cfa8", 0, 26)
        edge = stage.width / 2
        near = stage.far(pen, 0.12)
        base = stage.horizon + 6
        if stage.indian:
            buildings.chhatri(near, 2, base, 15, "#ead9bd", "#e0c394")
            plants.palm(stage, near, -edge * 0.5, base, 34, 0.1)
        else:
            _fountain(near, 2, base + 2)
        plants.round_tree(stage, near, -edge * 0.8, base + 4, 42, "#6aa64e", fruit="#f0b04a")
        plants.round_tree(stage, near, edge * 0.82, base + 4, 38, "#7db45a", fruit="#f08a9a")
        colours = ("#e8607a", "#f7c04f", "#ffffff", "#b48ae0", "#ff9a6b")
        for side in (-1, 1):
            plants.bush(stage, near, side * edge * 0.36, base + 3, 7.5, "#5c9a4c", "#f7b5c4")
            plants.flowers(stage, pen, side * edge * 0.55, stage.floor - 9, edge * 0.5, 34, colours)
        terrain.tufts(stage, pen, stage.horizon + 7, stage.height, lighter("#76aa4c", 0.05), int(stage.width * 0.3))
    with stage.layer("foreground", 1.0) as pen:
        for side in (-1, 1):
            x = stage.left + 5 if side < 0 else stage.right - 5
            plants.flowers(stage, pen, x, stage.height + 1, 22, 26, ("#f2607f", "#ffd05c", "#ff9fb4", "#fff4f0"))
            plants.bush(stage, pen, x - side * -7, stage.height + 3, 10, "#4d8c46")
    stage.particles = "fireflies" if stage.dark else "petals"


def _fountain(pen: Pen, x: float, y: float) -> None:
    stone = "#cfc6b8"
    pen.shadow(x, y, 13, 2, 0.28)
    pen.ellipse(x, y - 1.6, 12, 2.8, (lighter(stone, 0.2), "#9a9184"))
    pen.ellipse(x, y - 2.2, 10.4, 2.0, "#7fc0d8")
    pen.rect(x - 1.2, y - 10, 2.4, 8.4, (lighter(stone, 0.2), "#a39a8c"), 0.5)
    pen.blob([(x - 5, y - 11), (x - 2, y - 8.4), (x + 2, y - 8.4), (x + 5, y - 11), (x, y - 10.4)],
             (lighter(stone, 0.25), "#a39a8c"))  # fmt: skip
    for side in (-1, 1):
        for reach in (3.4, 5.8):
            pen.line([(x, y - 11), (x + side * reach * 0.5, y - 17 + reach * 0.5), (x + side * reach, y - 9)],
                     "#e6f6ff", 0.45, 0.8)  # fmt: skip
