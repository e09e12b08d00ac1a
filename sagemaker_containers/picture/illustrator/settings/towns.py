"""City street and bazaar."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import (
    buildings,
    decorations,
    delight,
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

WALLS = ("#d9b48a", "#c98f78", "#a9b5a0", "#d9c49a", "#b8a0a8", "#8fa5b5", "#cfa0a0")
_HAVELIS = ("#e0a05a", "#d98a78", "#e8c078", "#c9786a")


def city_street(stage: Stage) -> None:
    """A street between houses, havelis or towers, with the traffic of its place and period."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen, sun=0.12 if stage.time == "dusk" else -0.12)
    edge = stage.width / 2
    base = stage.floor - 19  # so far away that somebody at a door would fit through it
    with stage.layer("far", 0.3) as pen:
        _skyline(stage, pen, base)
        pen.rect(-edge - 1, base - 1, stage.width + 2, 21, "#8a8480")
    with stage.layer("ground", 0.6) as pen:
        near = stage.far(pen, 0.1)
        for x, tall, wide, awning in ((-0.86, 58, 40, "#c9504a"), (-0.44, 50, 27, ""),
                                      (0.48, 47, 29, "#3f8a7a"), (0.9, 60, 40, "#d99a3f")):  # fmt: skip
            _house(stage, near, edge * x, base, wide, tall, awning)
        _road(stage, pen, base)
        for x in (-0.66, 0.7):
            if stage.indian and not stage.modern:
                pen.rect(edge * x - 0.5, base - 28, 1, 35, ("#7d5c3c", "#54402a"))
                buildings.lantern(stage, near, edge * x + 2, base - 28, 8)
            else:
                buildings.lamp_post(stage, near, edge * x, base + 6, 42)
        plants.round_tree(stage, near, edge * 0.24, base + 4, 34, "#6f9f58")
        _traffic(stage, near, base)
        if stage.indian and stage.period == "modern":
            farmstead.electric_wires(near, stage.left, stage.right, base + 3, (-edge * 0.26, edge * 0.34), 47)
    stage.particles = "none" if stage.dark else "birds"


def _skyline(stage: Stage, pen: Pen, base: float) -> None:
    """What closes the street: gables and a steeple, temple and domes, or towers."""
    edge = stage.width / 2
    if stage.period == "historical":
        far, wide = stage.far(pen, 0.55), stage.width / 6 + 0.5
        for k in range(6):
            x, tall = stage.left + stage.width * (k + 0.5) / 6, stage.random.uniform(30, 42)
            if stage.indian:
                palaces.haveli(stage, far, x, base, wide, tall, _HAVELIS[k % 4])
            else:
                buildings.townhouse(stage, far, x, base, wide, tall, WALLS[k % len(WALLS)])
                eaves = wide * 0.54
                far.poly(
                    [(x - eaves, base - tall), (x, base - tall - 9), (x + eaves, base - tall)], ("#b0604c", "#8a4638")
                )
        if stage.indian:
            shrines.shikhara(stage, stage.far(pen, 0.4), 6, base, 22, 56)
        else:
            shrines.church(stage, stage.far(pen, 0.45), 8, base, 20, 58)
        return
    future = stage.period == "future"
    for distance, low, high in ((0.72, 40, 66), (0.5, 30, 52)):
        far, x = stage.far(pen, distance), stage.left
        while x < stage.right + 8:
            wide = stage.random.uniform(10, 17)
            wall = stage.random.choice(("#8fa5b8", "#a3b3bf", "#94a0b5", "#b5b0a8"))
            if future:
                buildings.spire_tower(stage, far, x, base, wide, stage.random.uniform(low, high) * 1.2)
            else:
                buildings.tower_block(stage, far, x, base, wide, stage.random.uniform(low, high), wall)
            x += wide * stage.random.uniform(0.8, 1.15)
    if stage.indian:
        shrines.shikhara(stage, stage.far(pen, 0.34), 4, base, 18, 44)
        palaces.dome(stage.far(pen, 0.45), -edge * 0.2, base - 30, 6, "#f0e2c4")


def _house(stage: Stage, pen: Pen, x: float, base: float, wide: float, tall: float, awning: str) -> None:
    """One house of the near row; where cultures mix, havelis stand on the left."""
    if stage.period == "future":
        buildings.spire_tower(stage, pen, x, base, wide * 0.8, tall * 1.3)
        decorations.signboard(pen.toned(str), x, base - 14, wide * 0.5, 6, "#2fb8d9" if x < 0 else "#d94fb0")
    elif stage.indian and (x < 0 or not stage.mixed):
        palaces.haveli(stage, pen, x, base, wide, tall, _HAVELIS[int(wide + tall) % 4])
        if awning:
            buildings.canopy(pen, x - wide * 0.1, base - tall * 0.27, wide * 0.7, 3.4, awning)
            decorations.signboard(pen, x, base - tall * 0.28, wide * 0.6, 3.6, "#2f7a8a" if x < 0 else "#b83f5a")
        else:
            decorations.toran(pen, x, base - tall * 0.31, wide * 0.5)
    else:
        buildings.townhouse(stage, pen, x, base, wide, tall, stage.random.choice(WALLS), awning)
        if stage.period == "historical":
            roof = ("#eef4fa", "#d6e2ef") if stage.snowy else ("#b8644c", "#864234")
            pen.poly(
                [(x - wide * 0.54, base - tall), (x, base - tall - wide * 0.42), (x + wide * 0.54, base - tall)], roof
            )
            buildings.window(stage, pen, x, base - tall - wide * 0.08, 3.6, 4.4, "#f2e2c4")


def _road(stage: Stage, pen: Pen, base: float) -> None:
    """Pavement and roadway: cobbles, asphalt with lane marks, or lit glass."""
    edge, pavement = stage.width / 2, "#b9b0a6"
    pen.rect(-edge - 1, base - 0.2, stage.width + 2, 6.2, (lighter(pavement, 0.2), pavement))
    pen.rect(-edge - 1, base + 6, stage.width + 2, 1.2, darker(pavement, 0.25))
    road = {"historical": "#a08c78", "modern": "#6b6e78", "future": "#4f5a78"}[stage.period]
    pen.rect(-edge - 1, base + 7, stage.width + 2, stage.height, (lighter(road, 0.12), darker(road, 0.2)))
    if stage.period == "historical":
        for _ in range(120):
            x, y = stage.random.uniform(-edge, edge), stage.random.uniform(base + 8, stage.height)
            pen.ellipse(x, y, 1.7, 0.6, stage.random.choice((lighter(road, 0.2), darker(road, 0.25))), 0.4)
    else:
        for k in range(-6, 7):
            mark = pen.toned(str) if stage.period == "future" else pen
            mark.rect(k * 17 - 4, stage.height - 5.2, 9, 1.0,
                      "#6ff2ff" if stage.period == "future" else "#f2ecd8", 0.3, 0.8)  # fmt: skip
    for k in range(int(stage.width / 9) + 1):
        pen.line([(-edge + k * 9, base), (-edge + k * 9.4 - 1, base + 6)], darker(pavement, 0.3), 0.2, 0.5)
    terrain.surface(stage, pen, base + 2)


def _traffic(stage: Stage, pen: Pen, base: float) -> None:
    """What drives here, as large as it is where it drives: carts once, cars and auto-rickshaws now, hovering cars some
    day."""
    edge, lane = stage.width / 2, base + 9.5
    if stage.period == "historical":
        if stage.indian:
            vehicles.bullock_cart(pen, -edge * 0.78, lane, 54)
        else:
            vehicles.horse_cart(pen, -edge * 0.78, lane, 50)
    elif stage.period == "future":
        vehicles.car(stage, pen, -edge * 0.76, lane, 52, "#4fb0e0")
        vehicles.car(stage, pen, edge * 0.2, 26, 16, "#e05a9a", flip=True)
        vehicles.car(stage, pen, -edge * 0.3, 16, 12, "#f2c23f")
    elif stage.indian:
        vehicles.auto_rickshaw(stage, pen, -edge * 0.76, lane, 39)
        wildlife.cow(pen, edge * 0.5, base + 7, 23, flip=True)
    else:
        vehicles.car(stage, pen, -edge * 0.76, lane, 54, "#d9503f")
    if stage.modern and stage.period != "future":
        vehicles.car(stage, pen, edge * 0.94, lane, 54, "#3f7ab0", flip=True)


def bazaar(stage: Stage) -> None:
    """A street of stalls heaped with colours, under awnings, cloths, hanging lamps and strings of pennants."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    base = stage.floor - 10
    with stage.layer("far", 0.3) as pen:
        far = stage.far(pen, 0.46)
        for k in range(7):
            x, tall = stage.left + stage.width * (k + 0.5) / 7, stage.random.uniform(32, 48)
            if stage.culture == "indian" or (stage.mixed and k < 4):
                palaces.haveli(stage, far, x, base, stage.width / 7, tall, _HAVELIS[k % 4])
            else:
                buildings.townhouse(stage, far, x, base, stage.width / 6.6, tall, WALLS[k % 7])
        if stage.culture == "western":
            shrines.church(stage, stage.far(pen, 0.38), edge * 0.06, base, 22, 58)
        else:
            shrines.shikhara(stage, stage.far(pen, 0.36), edge * 0.06, base, 22, 54)
        stage.far(pen, 0.3).rect(-edge - 1, base - 6, stage.width + 2, 13, "#c4a478" if stage.indian else "#aaa294")
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, base - 3, "#d4b27e" if stage.indian else "#b5aa98", 0.6)
        near = stage.far(pen, 0.1)
        spices = (("#e8a02e", "#d9482e", "#8fae3f", "#f2d04a"), ("#d9603f", "#f2b53f", "#7fa84a", "#c94a6b"))
        dyes = ("#e0409a", "#3f8ae0", "#8a4fd0", "#ffb52e")
        buildings.stall(stage, stage.far(pen, 0.2), -edge * 0.42, base, 27, "#3f8f8a", spices[1])
        buildings.stall(
            stage, stage.far(pen, 0.2), edge * 0.44, base, 27, "#8a5aa8", dyes if stage.indian else spices[1]
        )
        near = pen.toned(stage.air.lamplit) if stage.dark else near
        buildings.stall(stage, near, -edge * 0.83, base + 4, 36, "#d9503f", spices[0])
        buildings.stall(stage, near, edge * 0.84, base + 4, 36, "#e89a2e", spices[1])
        if stage.indian:
            _cloths(near, edge)
            decorations.pots(near, edge * 0.34, base + 6, 3.4)
            decorations.sacks(near, -edge * 0.6, base + 8)
            _hung_carpets(near, -edge * 0.62, base - 16)
            decorations.toran(near, -edge * 0.83, base - 24, 32)
        else:
            decorations.crates(near, -edge * 0.6, base + 8, ("#e8502e", "#7fb03f", "#f2b53f"))
            plants.flowers(stage, near, edge * 0.34, base + 6, 14, 22, ("#e8607a", "#f7c04f", "#ffffff", "#b48ae0"))
        if stage.culture == "indian":
            decorations.sacks(near, edge * 0.62, base + 8)
        else:
            decorations.crates(near, edge * 0.62, base + 8, ("#f08a2e", "#d9403a", "#9ac04a"))
        colours = ("#f2a23f", "#d9503f", "#ffd75e", "#c94f8a", "#3f9a8a")
        if delight.celebrated(stage):
            buildings.bunting(stage, near, -edge * 1.05, 16, edge * 1.15, colours)
            buildings.bunting(stage, near, -edge * 0.1, 12, edge * 1.2, colours)
        cord = [(edge * x, 13.5 + 3.4 * (1 - x * x)) for x in (-1.1, -0.56, -0.2, 0.16, 0.52, 1.1)]
        near.line(cord, "#5f4a3a", 0.35)
        for k, x in enumerate((-0.56, -0.2, 0.16, 0.52)):
            if stage.modern:
                _bulbs(stage, near, edge * x, 14 + k % 2 * 3)
            else:
                buildings.lantern(stage, near, edge * x, 15 + k % 2 * 3, 7)
            if stage.dark:
                stage.lamp(edge * x, 20 + k % 2 * 3, 11, "#ffb54d", 0.2)
    stage.particles = "embers" if stage.dark else "birds"


def _cloths(pen: Pen, edge: float) -> None:
    """Striped cloths stretched over the lane for shade."""
    for x, wide, colour in ((-0.72, 0.5, "#f2a23f"), (-0.16, 0.5, "#d9407a"), (0.42, 0.54, "#2fa09a")):
        left, right = edge * (x - wide / 2), edge * (x + wide / 2)
        for k in range(8):
            low, high = left + (right - left) * k / 8, left + (right - left) * (k + 1) / 8
            drop, after = (3 + 5.5 * math.sin(math.pi * at / 8) for at in (k, k + 1))
            shade = colour if k % 2 else "#fff2dc"
            pen.poly([(low, -2), (high, -2), (high, after), (low, drop)], (darker(shade, 0.2), lighter(shade, 0.1)))


def _hung_carpets(pen: Pen, x: float, y: float) -> None:
    for dx, colour, inner in ((-4, "#a8323f", "#f2c23f"), (4.4, "#2f5f9a", "#f2e0b8")):
        pen.rect(x + dx - 3.6, y, 7.2, 15, (lighter(colour, 0.12), darker(colour, 0.2)), 0.3)
        pen.rect(x + dx - 2.6, y + 1.4, 5.2, 12.2, inner, 0.2, 0.35)
        for k in range(3):
            pen.poly([(x + dx, y + 1.8 + k * 4), (x + dx + 2, y + 3.7 + k * 4), (x + dx, y + 5.6 + k * 4),
                      (x + dx - 2, y + 3.7 + k * 4)], (lighter(inner, 0.2), inner))  # fmt: skip


def _bulbs(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """A string of electric bulbs."""
    for k in range(7):
        px, py = x + (k - 3) * 3.2, y - 1.2 * abs(k - 3) + 3
        if stage.dark:
            pen.glow(px, py, 5, "#ffd27a", 0.6)
        pen.toned(str).circle(px, py, 0.7, "#fff3c4" if stage.dark else "#f2e6c0")
