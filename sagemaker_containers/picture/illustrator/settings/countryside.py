"""Village, farm and garden."""

from sagemaker_containers.drawing.colour import lighter, mix
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import (
    buildings,
    decorations,
    farmstead,
    palaces,
    plants,
    shrines,
    sky,
    terrain,
    vehicles,
    wildlife,
)
from sagemaker_containers.picture.illustrator.stage import Stage

GRASS = "#86b05a"
BLOSSOMS = ("#e8607a", "#f7c04f", "#ffffff", "#b48ae0", "#ff9a6b")


def village(stage: Stage) -> None:
    """Houses of clay and thatch, or timber and tile, around an open place; both where cultures mix."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.75), stage.horizon + 1, 17, "#6d9a72", 46)
        terrain.hills(stage, stage.far(pen, 0.5), stage.horizon + 3, 10, "#79a562", 38)
        far = stage.far(pen, 0.42)
        for k in range(9):
            x = stage.left + stage.width * (k + 0.5) / 9 + stage.random.uniform(-4, 4)
            plants.round_tree(stage, far, x, stage.horizon + 3, stage.random.uniform(9, 16))
        distant = stage.far(pen, 0.36)
        if stage.culture == "indian":
            shrines.shikhara(stage, distant, -edge * 0.16, stage.horizon + 3, 9, 20)
        else:
            shrines.church(stage, distant, edge * 0.1, stage.horizon + 4, 15, 36)
        for x in (-0.36, -0.28, 0.26):
            if stage.indian:
                buildings.hut(stage, distant, edge * x, stage.horizon + 4, 10, "#d1a06d")
            else:
                buildings.cottage(stage, distant, edge * x, stage.horizon + 4, 12, "#e6d8c0")
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 1, "#cfa868" if stage.indian else GRASS)
        terrain.path_way(stage, pen, stage.horizon + 2, "#e0c08a" if stage.indian else "#cdb48a", 3)
        near, base = stage.far(pen, 0.14), stage.horizon + 6
        if stage.modern:
            farmstead.electric_wires(stage.far(pen, 0.3), stage.left, stage.right, base, (-edge * 0.48, edge * 0.5), 34)
        if stage.indian:
            _indian_left(stage, near, base)
        else:
            plants.round_tree(stage, stage.far(pen, 0.2), -edge * 0.97, base, 40, "#5f9a4a")
            buildings.cottage(stage, near, -edge * 0.72, base + 3, 40)
            plants.round_tree(stage, near, -edge * 0.36, base + 1, 25, "#6aa052")
            buildings.fence(near, -edge - 2, base + 6, edge * 0.22, "#f4efe4")
            plants.flowers(stage, near, -edge * 0.62, base + 7, 22, 22, BLOSSOMS)
        if stage.culture == "indian":
            _indian_right(stage, near, base)
        else:
            buildings.cottage(stage, near, edge * 0.72, base + 3, 37, "#dfe0d2", "#6b7f94", flip=True)
            buildings.well(stage, near, edge * 0.36, base + 4, 11)
            buildings.fence(near, edge * 0.5, base + 6.4, edge * 0.5, "#f4efe4")
            plants.flowers(stage, near, edge * 0.66, base + 8, 26, 22, BLOSSOMS)
            buildings.lamp_post(stage, near, -edge * 0.46, base + 5, 20)
        if stage.indian and not stage.wet and not stage.snowy:
            decorations.rangoli(pen, 0, stage.floor - 5, 12)
        terrain.tufts(stage, pen, stage.horizon + 8, stage.height, "#7da650", int(stage.width * 0.35))
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.left + 2, stage.height + 1, 12, "#4f8a4a", "#f2a0b0")
        plants.bush(stage, pen, stage.right - 2, stage.height + 2, 13, "#4a8248", "#f7d06b")
    stage.particles = "fireflies" if stage.dark else "birds"


def _indian_left(stage: Stage, near: Pen, base: float) -> None:
    """A neem that shades a painted hut with its garland, pots and lamps."""
    edge = stage.width / 2
    plants.palm(stage, near, -edge * 0.47, base - 1, 42, 0.12)
    plants.round_tree(stage, near, -edge * 0.98, base + 1, 52, "#5c9a46")
    buildings.hut(stage, near, -edge * 0.7, base + 3, 36)
    decorations.toran(near, -edge * 0.7 - 3.6, base - 11.4, 9, 1.6)
    plants.banana(stage, near, -edge * 0.37, base + 3, 17)
    decorations.pots(near, -edge * 0.5, base + 5, 3.4)
    for x in (-0.74, -0.8):
        decorations.diya(stage, near, edge * x, base + 5, 0.9)


def _indian_right(stage: Stage, near: Pen, base: float) -> None:
    """A second hut, the well, and a bullock cart that comes home (or an auto-rickshaw)."""
    edge = stage.width / 2
    plants.palm(stage, near, edge * 0.97, base - 1, 46, -0.16)
    buildings.hut(stage, near, edge * 0.74, base + 3, 33, "#b97f63", flip=True)
    decorations.toran(near, edge * 0.74 + 3.3, base - 10.2, 8, 1.5)
    buildings.well(stage, near, edge * 0.33, base + 4, 12)
    decorations.pots(near, edge * 0.44, base + 6, 2.6)
    if stage.modern:
        vehicles.auto_rickshaw(stage, near, edge * 0.9, base + 9, 17, flip=True)
    else:
        vehicles.bullock_cart(near, edge * 0.88, base + 9, 27)


def farm(stage: Stage) -> None:
    """Fields in rows with a scarecrow and hay: paddy and a bullock cart, or wheat, a red barn and a windmill."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge, line = stage.width / 2, stage.horizon + 9
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.7), stage.horizon, 13, "#7fa878", 52)
        for k, colour in enumerate(("#c9b95c", "#8fb05a", "#d9c56b", "#7ba24f")):
            terrain.hills(stage, stage.far(pen, 0.5 - k * 0.1), stage.horizon + 1 + k * 3.0, 4, colour, 60)
        far = stage.far(pen, 0.4)
        for k in range(12):
            x = stage.left + stage.width * (k + stage.random.random()) / 12
            plants.round_tree(stage, far, x, stage.horizon + 4 + (k % 3) * 2, stage.random.uniform(5, 9))
        if stage.culture != "indian":
            farmstead.windmill(stage, stage.far(pen, 0.34), edge * 0.2, stage.horizon + 6, 30)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, line, "#93b84e" if stage.indian else "#b08a54")
        _rows(stage, pen, line)
        near, base = stage.far(pen, 0.12), line + 2
        if stage.indian:
            for x, tall in ((-0.56, 38), (-0.5, 30)):
                plants.palm(stage, near, edge * x, base - 2, tall, 0.1)
            vehicles.bullock_cart(near, -edge * 0.76, base + 6, 34)
        else:
            plants.round_tree(stage, near, -edge * 0.8, base + 1, 40, "#6a9c48", fruit="#e8463f")
            (vehicles.tractor if stage.modern else vehicles.horse_cart)(near, -edge * 0.62, base + 6, 24)
        if stage.culture == "indian":
            buildings.hut(stage, near, edge * 0.8, base, 30, "#c58d60", flip=True)
            plants.banana(stage, near, edge * 0.99, base + 3, 22)
            wildlife.cow(near, edge * 0.56, base + 5, 13, flip=True)
        else:
            farmstead.barn(stage, near, edge * 0.72, base, 36)
            buildings.fence(near, edge * 0.36, base + 3, edge * 0.66)
            wildlife.cow(near, edge * 0.5, base + 5, 12, "#9a5f40", flip=True)
        decorations.scarecrow(near, -edge * 0.3, base + 5, 21, stage.indian)
        for x, size in ((0.3, 9), (0.4, 11)):
            decorations.haystack(near, edge * x, base + 2, size)
    with stage.layer("foreground", 1.0) as pen:
        for side in (-1, 1):
            for k in range(9):
                x = (stage.left if side < 0 else stage.right) - side * k * 1.7
                _wheat(stage, pen, x, stage.height + 2, 17 - k * 0.9)
    stage.particles = "fireflies" if stage.dark else "birds"


def _rows(stage: Stage, pen: Pen, top: float) -> None:
    """Furrows that run to the horizon, with young plants; between paddy rows stands water."""
    snowy, reach = stage.snowy, stage.height + 2 - top
    for k in range(-11, 12):
        far_x, near_x = k * 6.5, k * 18.0
        if stage.indian and not snowy:
            pen.toned(str).poly(
                [
                    (far_x + 1, top + 2),
                    (far_x + 3, top + 2),
                    (near_x + 8, stage.height + 2),
                    (near_x + 3, stage.height + 2),
                ],
                mix(stage.air.sky[2], stage.air.sky[1], 0.4),
                0.55,
            )
        else:
            pen.poly(
                [(far_x, top + 2), (far_x + 1.2, top + 2), (near_x + 4, stage.height + 2), (near_x, stage.height + 2)],
                "#c2d0e4" if snowy else "#6f4f34",
                0.6,
            )
        if snowy:
            continue
        for step in range(9):
            share = ((step + 0.5) / 9) ** 1.5
            x, y = far_x + (near_x - far_x) * share - 1.5 * share, top + 2 + reach * share
            tall = 0.8 + 2.6 * share
            for lean in (-0.5, 0, 0.5):
                pen.line([(x, y), (x + lean * tall, y - tall)], "#4f9a3c" if stage.indian else "#86b04a",
                         0.2 + 0.2 * share)  # fmt: skip


def _wheat(stage: Stage, pen: Pen, x: float, y: float, tall: float) -> None:
    lean = stage.random.uniform(-2, 2)
    pen.line([(x, y), (x + lean * 0.4, y - tall * 0.6), (x + lean, y - tall)], "#b8983f", 0.4)
    for k in range(5):
        for side in (-1, 1):
            pen.ellipse(x + lean + side * 0.6, y - tall + k * 1.0, 0.55, 0.85, ("#f2d370", "#c99d38"))


def garden(stage: Stage) -> None:
    """A kept garden: lawn, beds, clipped hedges; a pavilion at a lotus channel, or a fountain and a rose arch."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.3) as pen:
        far = stage.far(pen, 0.5)
        for k in range(9):
            x = stage.left + stage.width * (k + 0.5) / 9
            blossom = ("", "#ffb4c8", "#fff0f4")[k % 3]
            plants.round_tree(stage, far, x, stage.horizon + 3, stage.random.uniform(20, 30), "#68a05e", fruit=blossom)
        hedge = stage.far(pen, 0.3)
        hedge.rect(stage.left - 1, stage.horizon - 3, stage.width + 2, 12, ("#6a9f52", "#4a7c40"), 1)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, stage.horizon + 3, "#8cc458")
        near, base = stage.far(pen, 0.1), stage.horizon + 6
        if stage.indian:
            palaces.chhatri(near, 0, base - 1, 19, "#f2e4cc", "#e8b48a")
            _lotus_channel(stage, pen, base)
            plants.palm(stage, near, -edge * 0.5, base, 40, 0.1)
            wildlife.peacock(near, edge * 0.44, base + 6, 15)
        else:
            terrain.path_way(stage, pen, stage.horizon + 4, "#e8d8b4", 0, 26)
            decorations.fountain(near, 0, base + 4)
            farmstead.bench(near, edge * 0.44, base + 4, 14)
        if stage.culture != "indian":
            _rose_arch(stage, near, -edge * 0.52, base + 3, 22)
        for side in (-1, 1):
            plants.round_tree(stage, near, side * edge * 0.86, base + 4, 46, "#6aa64e", fruit="#f0b04a")
            plants.topiary(stage, near, side * edge * 0.26, base + 2, 11)
            plants.topiary(stage, near, side * edge * 0.64, base + 3, 14)
            plants.bush(stage, near, side * edge * 0.36, base + 5, 6, "#5c9a4c", "#f7b5c4")
            plants.flowers(stage, pen, side * edge * 0.62, stage.floor - 8, edge * 0.62, 56, BLOSSOMS)
        terrain.tufts(stage, pen, stage.horizon + 7, stage.height, lighter("#76aa4c", 0.05), int(stage.width * 0.3))
    with stage.layer("foreground", 1.0) as pen:
        for side in (-1, 1):
            x = stage.left + 5 if side < 0 else stage.right - 5
            plants.flowers(stage, pen, x, stage.height + 1, 22, 26, ("#f2607f", "#ffd05c", "#ff9fb4", "#fff4f0"))
            plants.bush(stage, pen, x + side * 7, stage.height + 3, 10, "#4d8c46")
    stage.particles = "fireflies" if stage.dark else "petals"


def _lotus_channel(stage: Stage, pen: Pen, top: float) -> None:
    """A marble channel from the pavilion to the front, with lotus leaves and flowers."""
    plain, low = pen.toned(str), stage.height + 1
    pen.poly([(-5, top), (5, top), (22, low), (-22, low)], ("#f4ead8", "#d9c8a8"))
    water = (mix(stage.air.lit("#6fb6d0"), stage.air.sky[2], 0.5), mix(stage.air.lit("#3f8fb5"), stage.air.sky[1], 0.4))
    plain.poly([(-3.6, top + 0.4), (3.6, top + 0.4), (17, low), (-17, low)], water)
    for k in range(9):
        share = (0.12 + 0.8 * k / 9) ** 1.3
        x, y = stage.random.uniform(-0.7, 0.7) * (3.6 + 13 * share), top + (low - top) * share
        size = 0.8 + 2.2 * share
        pen.ellipse(x, y, size, size * 0.3, ("#6fb45a", "#4a8c46"))
        if k % 2:
            for dx in (-0.4, 0.4, 0):
                pen.blob([(x + dx * size, y - size * 0.1), (x + dx * size * 1.5, y - size * 0.6),
                          (x + dx * size * 0.4, y - size * 0.7)], ("#ffd0e0", "#f27aa4"))  # fmt: skip


def _rose_arch(stage: Stage, pen: Pen, x: float, y: float, tall: float) -> None:
    """A trellis arch that roses climb."""
    for reach in (0.36, 0.3):
        points = [(x - tall * reach, y), (x - tall * reach, y - tall * 0.6), (x, y - tall * (0.7 + reach)),
                  (x + tall * reach, y - tall * 0.6), (x + tall * reach, y)]  # fmt: skip
        pen.line(points, "#fff8ec", 0.6)
    for k in range(40):
        share = k / 39
        px = x + tall * 0.34 * (-1 if share < 0.5 else 1) * min(1.0, abs(share - 0.5) * 3.4)
        py = y - tall * min(1.02, 0.05 + 2.2 * min(share, 1 - share))
        px, py = px + stage.random.uniform(-1, 1), py + stage.random.uniform(-0.8, 0.8)
        if k % 3:
            pen.ellipse(px, py, 1.2, 0.9, ("#7ab45a", "#4f8a44"))
        elif not stage.snowy:
            plants.blossom(pen, px, py, 0.8, stage.random.choice(("#f2607f", "#ff9fb4", "#fff0f0")))
