"""Forest, jungle, mountain and desert."""

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import (
    decorations,
    farmstead,
    palaces,
    plants,
    shrines,
    sky,
    terrain,
    wildlife,
)
from sagemaker_containers.picture.illustrator.stage import Stage


def forest(stage: Stage) -> None:
    """Tall trees in rows that fade into the air, a clearing in front."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    with stage.layer("far", 0.3) as pen:
        for distance, count, size in ((0.78, 14, 34), (0.58, 11, 44), (0.4, 9, 54)):
            far = stage.far(pen, distance)
            terrain.hills(stage, far, stage.horizon + 4 - distance * 5, 4, "#6a9460", 26)
            sky.light_shafts(stage, pen, stage.horizon + 6)
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
        _stream(stage, pen, edge * 0.3, stage.horizon + 5)
        _fallen_log(stage, near, edge * 0.62, stage.horizon + 14)
        plants.ferns(stage, near, -edge * 0.62, stage.horizon + 13, 7)
        plants.ferns(stage, near, edge * 0.84, stage.horizon + 15, 8)
        if stage.indian:
            wildlife.peacock(near, -edge * 0.36, stage.horizon + 10, 13)
        if stage.culture != "indian":
            wildlife.deer(near, -edge * 0.4, stage.horizon + 10, 14)
        if not stage.snowy:
            _mushrooms(stage, pen, -edge * 0.66, stage.floor - 4)
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


def _stream(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """A brook that comes out of the trees and leaves to the right."""
    bank = [(x - 1, y), (x - 3, y + 3), (x + 8, y + 7), (x + 6, y + 13), (stage.right + 4, y + 20)]
    back = [(stage.right + 4, y + 27), (x - 2, y + 15), (x + 2, y + 8), (x - 7, y + 3), (x - 3, y)]
    pen.blob([*bank, *[(px - 1, py + 0.8) for px, py in back]], "#8a7a58")
    water = (stage.air.sky[2], mix(stage.air.lit("#3f8fb5"), stage.air.sky[1], 0.5))
    pen.toned(str).blob([*bank, *back], water, 0.92)


def _fallen_log(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.shadow(x, y, 12, 1.2, 0.32)
    pen.rect(x - 11, y - 5, 22, 5, ("#9a7048", "#5c3f28"), 2.4)
    pen.ellipse(x - 10.4, y - 2.5, 1.6, 2.5, ("#e0bd86", "#b58c56"))
    pen.arc(x - 10.4, y - 2.5, 0.8, 1.3, 0, 360, "#94683f", 0.25)
    pen.blob([(x - 6, y - 5), (x - 2, y - 6), (x + 7, y - 5.4), (x + 4, y - 3.6), (x - 3, y - 4)],
             "#f4f8fd" if stage.snowy else "#7fae4f")  # fmt: skip


def jungle(stage: Stage) -> None:
    """Thick leaves, vines, a waterfall, old stones."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    with stage.layer("far", 0.3) as pen:
        terrain.mountains(stage, stage.far(pen, 0.75), stage.horizon + 4, 34, "#6f947e", snow=False)
        terrain.hills(stage, stage.far(pen, 0.55), stage.horizon + 4, 4, "#6f9a60", 30)
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
        _pool(stage, pen, 20, stage.horizon + 6)
        if stage.indian:
            _ruin(stage, stage.far(pen, 0.2), -edge * 0.36, stage.horizon + 6)
        if stage.mixed:
            _tent(near, edge * 0.68, stage.horizon + 12, 18)
        for x, size in ((-0.5, 22), (0.55, 24), (0.98, 30)):
            plants.banana(stage, near, edge * x, stage.horizon + 9, size)
        terrain.rock(stage, near, edge * 0.34, stage.horizon + 8, 5, "#86907e")
        plants.flowers(stage, near, -edge * 0.4, stage.horizon + 11, 16, 10, ("#ff7a9c", "#ffb347", "#d98ae8"))
        terrain.tufts(stage, pen, stage.horizon + 8, stage.height, "#5f9444", int(stage.width * 0.5))
    with stage.layer("foreground", 1.0) as pen:
        plants.leaves_frame(stage, pen, -1, "#2c6a45")
        plants.leaves_frame(stage, pen, 1, "#2c6a45")
        for x in (-0.97, -0.86, -0.7, 0.66, 0.8, 0.94):
            plants.vine(stage, pen, edge * x, stage.random.uniform(14, 28))
        plants.canopy_fringe(stage, pen)
        if not stage.snowy:
            wildlife.parrot(pen, -edge * 0.7, 26, 9)
            wildlife.parrot(pen, edge * 0.8, 24, 8, "#2fa0e0", flip=True)
    stage.particles = "fireflies" if stage.dark else "leaves"


def _pool(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """Where the fall comes down: a pool with foam and lily leaves."""
    water = (stage.air.sky[2], mix(stage.air.lit("#3fa8b0"), stage.air.sky[1], 0.35))
    pen.ellipse(x, y + 1, 27, 3.6, "#5f7a50")
    pen.toned(str).ellipse(x, y + 0.6, 26, 3.1, water)
    pen.ellipse(x - 0.5, y - 1.6, 9, 1.3, "#ffffff", 0.8)
    for dx in (-15, -9, 12, 18):
        pen.ellipse(x + dx, y + 1.2, 1.8, 0.5, "#5fae52")


def _ruin(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """An old shrine that roots and moss take back."""
    shrines.shikhara(stage, pen, x, y, 20, 30, "#8f9a86")
    for dx, tall in ((-6, 16), (-3, 24), (4, 19), (7, 12)):
        points = [(x + dx, y), (x + dx * 1.1 + 1, y - tall * 0.5), (x + dx * 0.5, y - tall)]
        pen.line(points, "#5f8a4a", 0.8)
    for dx, dy in ((-7, -9), (5, -10), (1, -20), (-3, -15)):
        pen.ellipse(x + dx, y + dy, 2.6, 1.3, ("#86b45a", "#4f8044"), 0.9)


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
        lake = (stage.air.sky[2], mix(stage.air.lit("#3f8fb5"), stage.air.sky[1], 0.45))
        pen.toned(str).ellipse(6, stage.horizon + 7, 25, 2.6, lake)
        terrain.path_way(stage, pen, stage.horizon + 10, "#c9b592", 8, 24)
        near = stage.far(pen, 0.12)
        for x, size in ((-0.92, 40), (-0.74, 30), (0.9, 38)):
            plants.conifer(stage, near, edge * x, stage.horizon + 8, size)
        for x, size in ((-0.45, 6), (0.6, 9), (0.72, 5)):
            terrain.rock(stage, near, edge * x, stage.horizon + 9, size, "#9098a0")
        if stage.indian:
            farmstead.stupa(stage.far(pen, 0.14), edge * 0.36, stage.horizon + 7, 24)
            decorations.flag_string(near, (edge * 0.36, stage.horizon - 16), (edge * 1.04, stage.horizon - 22))
            decorations.flag_string(near, (edge * 0.36, stage.horizon - 16), (-edge * 0.74, stage.horizon - 16), 8)
        if stage.culture != "indian":
            farmstead.log_cabin(stage, stage.far(pen, 0.14), -edge * 0.42, stage.horizon + 8, 26)
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
            palaces.hill_fort(stage, stage.far(pen, 0.5), edge * 0.44, stage.horizon + 1, 52, 24, "#d99a5a")
        else:
            for x, width, tall in ((-0.5, 34, 26), (0.4, 26, 34), (0.84, 38, 20)):
                mesa = stage.far(pen, 0.45)
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
            oasis = (stage.air.sky[2], mix(stage.air.lit("#3fa0b5"), stage.air.sky[1], 0.4))
            near.ellipse(-edge * 0.72, stage.horizon + 13, 20, 2.6, "#a9a05a")
            pen.toned(str).ellipse(-edge * 0.72, stage.horizon + 13, 18, 2.0, oasis)
            for x, tall, lean in ((-0.86, 46, 0.1), (-0.76, 36, -0.1), (-0.95, 34, 0.16)):
                plants.palm(stage, near, edge * x, stage.horizon + 12, tall, lean)
            plants.bush(stage, near, -edge * 0.62, stage.horizon + 13, 5, "#8a9c52")
            for k, x in enumerate((-0.3, -0.06, 0.18)):
                wildlife.camel(stage.far(pen, 0.1), edge * x, stage.horizon + 7.5 + k % 2, 17, "#8a5a34")
            _tent(near, edge * 0.84, stage.horizon + 14, 26)
        else:
            _cactus(near, -edge * 0.78, stage.horizon + 13, 36)
            _cactus(near, edge * 0.84, stage.horizon + 12, 26)
        if stage.culture != "indian":
            _cactus(near, -edge * 0.44, stage.horizon + 10, 16)
            _skull(near, edge * 0.4, stage.horizon + 14)
        terrain.rock(stage, near, edge * 0.6, stage.horizon + 12, 6, "#b8906a")
    with stage.layer("foreground", 1.0) as pen:
        plants.bush(stage, pen, stage.right - 3, stage.height + 2, 9, "#94984f")
        terrain.rock(stage, pen, stage.left + 3, stage.height + 2, 8, "#a9825e")
    stage.particles = "stars" if stage.time == "night" else "dust"


def _tent(pen: Pen, x: float, y: float, size: float) -> None:
    """A striped caravan tent."""
    pen.shadow(x, y, size * 0.55, size * 0.06, 0.3)
    for k in range(8):
        low, high = x + size * (k / 8 - 0.5), x + size * ((k + 1) / 8 - 0.5)
        shade = "#d9503f" if k % 2 else "#fff0d0"
        pen.poly(
            [(x + (low - x) * 0.12, y - size * 0.62), (x + (high - x) * 0.12, y - size * 0.62), (high, y), (low, y)],
            (lighter(shade, 0.12), darker(shade, 0.14)),
        )
    pen.poly([(x - size * 0.02, y - size * 0.4), (x + size * 0.1, y), (x - size * 0.12, y)], "#5a2c2a")
    pen.line([(x, y - size * 0.6), (x, y - size * 0.76)], "#6b4629", 0.5)
    pen.poly([(x, y - size * 0.76), (x + 4, y - size * 0.71), (x, y - size * 0.66)], "#f2c23f")


def _skull(pen: Pen, x: float, y: float) -> None:
    """A bleached cow's skull."""
    pen.shadow(x, y, 3.6, 0.5, 0.28)
    pen.blob([(x - 1.8, y - 3), (x, y - 3.6), (x + 1.8, y - 3), (x + 0.9, y - 0.4), (x - 0.9, y - 0.4)],
             ("#fff8e8", "#d9ccb0"))  # fmt: skip
    for side in (-1, 1):
        pen.line([(x + side * 1.6, y - 3), (x + side * 3.6, y - 3.4), (x + side * 4, y - 5)], "#efe2c8", 0.6)
        pen.ellipse(x + side * 0.8, y - 2.3, 0.45, 0.5, "#4a382c")


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
