"""The railway station: a platform under a roof of iron and glass, and the train that waits at it."""

import math

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import decorations, furniture, interiors
from sagemaker_containers.picture.illustrator.buildings import WINDOW_LIGHT
from sagemaker_containers.picture.illustrator.stage import Stage

_TRAIN = 40.0
"""Units from the platform's edge to the roof of a carriage."""

_LIVERY = {
    ("indian", "historical"): "#7a3f2c",
    ("western", "historical"): "#2f5a44",
    ("indian", "modern"): "#2f6fb0",
    ("western", "modern"): "#b0383c",
    ("indian", "future"): "#e8e4dc",
    ("western", "future"): "#dfe8ee",
}


def railway_station(stage: Stage) -> None:
    """A hall whose far end is all window, a train along the platform, the clock over it, a bench and lamps."""
    edge = stage.width / 2
    iron = "#8a4a3a" if stage.indian else "#3f5a62"
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, "#d9a878" if stage.indian else "#b8a89a", "#8f5a48", "plaster")
        roof = max(4.0, line - interiors.CEILING)
        interiors.window(stage, pen, 0, line - 30, min(96, stage.width * 0.62), 34, iron, city=True)
        _roof(stage, pen, roof, iron)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#a8988a", "tiles")
        _train(stage, pen, line + 1)
        pen.rect(stage.left - 1, line + 1, stage.width + 2, 1.6, ("#6a625c", "#4a4440"))
        pen.rect(stage.left - 1, line + 3.4, stage.width + 2, 1.3, "#f2c53f", alpha=0.9)
        for x in (-0.8, 0.8):
            _column(pen, edge * x, line + 6, line + 8 - roof, iron)
            furniture.hanging_lamp(stage, pen, edge * x * 0.62, roof + 17, 4.6, "#3f4a4e")
        _clock(stage, pen, 0, roof + 15, 7)
        _bench(pen, edge * 0.62, line + 10, min(34, edge * 0.5))
        _board(pen, -edge * 0.56, line - 6, min(30, edge * 0.44), stage.indian)
        if stage.indian:
            decorations.sacks(pen, -edge * 0.72, line + 10)
        else:
            decorations.crates(pen, -edge * 0.74, line + 10, ("#9a5f3c", "#6f4a34", "#b0824a"))
    stage.particles = "dust"


def _roof(stage: Stage, pen: Pen, top: float, iron: str) -> None:
    """Panes of sky between ribs of iron, that come together over the tracks."""
    plain, sky = pen.toned(str), (stage.air.sky[0], stage.air.sky[1])
    plain.rect(stage.left - 1, -1, stage.width + 2, top + 9, sky)
    for k in range(-9, 10):
        pen.line([(k * 22.0, -1), (k * 12.0, top + 9)], iron, 0.9)
    for y in (top * 0.35, top * 0.75, top + 4.5):
        pen.line([(stage.left - 1, y), (stage.right + 1, y)], iron, 0.7)
    pen.rect(stage.left - 1, top + 7.6, stage.width + 2, 2.6, (lighter(iron, 0.2), darker(iron, 0.2)))
    span = stage.width / 6
    for k in range(7):
        pen.arc(stage.left + k * span, top + 10.4, span / 2, 5, 0, 180, iron, 1.1)


def _train(stage: Stage, pen: Pen, rail: float) -> None:
    """Carriages from the left edge over most of the platform; a steam engine draws them where the time has one."""
    colour = _LIVERY["indian" if stage.indian else "western", stage.period]
    end = stage.left + stage.width * (0.74 if stage.period == "historical" else 0.9)
    length = 66.0
    first = end - (34 if stage.period == "historical" else 0)
    x = first
    while x > stage.left - 2:
        _carriage(stage, pen, x - length, rail, length, colour, nose=stage.period == "future" and x == first)
        x -= length + 2.4
    if stage.period == "historical":
        _engine(stage, pen, first + 1, rail, colour)


def _carriage(stage: Stage, pen: Pen, left: float, rail: float, length: float, colour: str, nose: bool) -> None:
    top = rail - _TRAIN
    pen.rect(left, top + 2, length, _TRAIN - 2, (lighter(colour, 0.16), darker(colour, 0.22)), 2)
    if nose:
        pen.blob([(left + length - 3, top + 2), (left + length + 9, top + 16), (left + length + 14, rail - 4),
                  (left + length - 3, rail)], (lighter(colour, 0.16), darker(colour, 0.22)))  # fmt: skip
    pen.rect(left - 0.6, top, length + 1.2, 4.4, ("#d8dade", "#8f959c"), 2)
    pen.rect(left, rail - 13, length, 2, "#f4e6c0", alpha=0.85)
    glass = (WINDOW_LIGHT, "#ffe9b0") if stage.dark else ("#5d7c92", "#9cbccb")
    panes = pen.toned(str) if stage.dark else pen
    for k in range(5):
        x = left + 5 + k * 12.2
        if k == 2:  # the door stands open
            pen.rect(x - 0.6, top + 8, 9.4, _TRAIN - 8, darker(colour, 0.45), 0.6)
            panes.rect(x + 0.8, top + 9.6, 6.6, _TRAIN - 9.6, ("#f6d48a", "#c98f4a") if stage.dark else "#4a3f3a", 0.4)
            continue
        panes.rect(x, top + 9, 8.4, 12.4, glass, 1)
        pen.line([(x + 4.2, top + 9), (x + 4.2, top + 21.4)], darker(colour, 0.4), 0.6)
        if stage.indian and stage.period == "modern":
            for bar in range(1, 5):
                pen.line([(x, top + 9 + bar * 2.5), (x + 8.4, top + 9 + bar * 2.5)], darker(colour, 0.5), 0.4)
        if stage.dark:
            pen.glow(x + 4.2, top + 15, 11, "#ffca70", 0.3)


def _engine(stage: Stage, pen: Pen, left: float, rail: float, colour: str) -> None:
    """A steam engine: cab, boiler, funnel with its smoke, lamp and buffers."""
    dark = ("#4a5056", "#1f2326")
    pen.rect(left, rail - 37, 11, 37, (lighter(colour, 0.1), darker(colour, 0.3)), 1)
    pen.rect(left - 1.4, rail - 39, 14, 2.6, dark, 1)
    pen.rect(left + 2.4, rail - 31, 6.2, 9, WINDOW_LIGHT if stage.dark else "#8fb2c2", 0.6)
    pen.rect(left + 10, rail - 25, 26, 16, dark, 3)
    for band in (16, 23, 30):
        pen.rect(left + band, rail - 25, 0.9, 16, "#d9a93f")
    pen.circle(left + 36.4, rail - 17, 8.2, ("#5a6068", "#2a2e32"))
    pen.poly([(left + 27, rail - 25), (left + 26, rail - 38), (left + 32.4, rail - 38), (left + 31.4, rail - 25)], dark)
    pen.rect(left + 25.2, rail - 40, 8, 2.4, "#c9962f", 0.6)
    for k, (dx, dy, size) in enumerate(((0, 6, 4.4), (-7, 12, 6), (-17, 16, 7.4), (-30, 18, 8.4))):
        pen.ellipse(left + 29 + dx, rail - 40 - dy, size * 1.4, size, "#f0ece6", 0.5 - k * 0.09)
    pen.rect(left + 4, rail - 9, 38, 4, ("#a8332f", "#6f201e"), 1)
    pen.toned(str).circle(left + 38, rail - 27, 1.8, "#fff0b8")
    if stage.dark:
        pen.glow(left + 38, rail - 27, 14, "#ffe3a0", 0.6)


def _column(pen: Pen, x: float, y: float, height: float, iron: str) -> None:
    pen.shadow(x, y, 4.4, 0.8, 0.34)
    pen.rect(x - 2.6, y - 3.4, 5.2, 3.4, (lighter(iron, 0.2), darker(iron, 0.25)), 0.6)
    pen.rect(x - 1.3, y - height, 2.6, height, (lighter(iron, 0.25), darker(iron, 0.2)))
    for side in (-1, 1):
        pen.arc(x + side * 6, y - height + 8, 6, 8, 180 if side > 0 else 270, 90, iron, 1.2)
        pen.circle(x + side * 3.4, y - height + 3.8, 1.5, iron)


def _clock(stage: Stage, pen: Pen, x: float, y: float, radius: float) -> None:
    """The station's clock, at an hour of the scene's time of day."""
    hour, minute = {"dawn": (6, 10), "day": (11, 20), "dusk": (6, 40), "night": (11, 55)}[stage.time]
    pen.line([(x, -1), (x, y - radius)], "#3a3f44", 0.9)
    pen.circle(x, y, radius * 1.14, ("#4a5056", "#22262a"))
    pen.toned(str).circle(x, y, radius, "#fff6dc" if stage.dark else "#f6f4ec")
    for k in range(12):
        angle = math.tau * k / 12
        pen.line([(x + math.sin(angle) * radius * part, y - math.cos(angle) * radius * part) for part in (0.82, 0.94)],
                 "#2a2f33", 0.5)  # fmt: skip
    for turned, reach, width in (((hour + minute / 60) / 12, 0.5, 0.9), (minute / 60, 0.76, 0.6)):
        angle = math.tau * turned
        pen.line(
            [(x, y), (x + math.sin(angle) * radius * reach, y - math.cos(angle) * radius * reach)], "#22262a", width
        )
    interiors.pool(stage, pen, x, y, radius * 2.6, "#fff0c8")


def _bench(pen: Pen, x: float, y: float, width: float) -> None:
    pen.shadow(x, y, width * 0.54, 0.9, 0.34)
    for side in (-1, 1):
        pen.rect(x + side * width * 0.42 - 0.6, y - 18, 1.2, 18, "#2f3438")
    for row, tall in ((-9.6, 2.2), (-14, 1.6), (-17.4, 1.6)):
        pen.rect(x - width / 2, y + row, width, tall, ("#b07a48", "#7a5030"), 0.5)


def _board(pen: Pen, x: float, y: float, width: float, indian: bool) -> None:
    """The board with the station's name, in no letters: a film speaks many languages."""
    ground, sign = ("#f2c53f", "#22262a") if indian else ("#2f4f8a", "#f4f2ea")
    for side in (-1, 1):
        pen.rect(x + side * width * 0.4 - 0.5, y - 4, 1, 16, "#4a5056")
    pen.rect(x - width / 2, y - 10, width, 8.4, ground, 0.8)
    pen.rect(x - width / 2 + 0.8, y - 9.2, width - 1.6, 6.8, ground, 0.6)
    pen.rect(x - width * 0.36, y - 7.4, width * 0.72, 1.2, sign, 0.4)
    pen.rect(x - width * 0.26, y - 4.8, width * 0.52, 1.0, sign, 0.4)
