"""The court of a palace."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import (
    buildings,
    decorations,
    palaces,
    plants,
    sky,
    terrain,
)
from sagemaker_containers.picture.illustrator.stage import Stage


def palace(stage: Stage) -> None:
    """A palace's court seen from a pillared porch: fountain and flower beds before its front, arcades on both sides."""
    with stage.layer("sky", 0.0) as pen:
        # Down to the roofs: below them nobody sees a low sun, nor what it does to the sky.
        sky.sky(stage, pen, stage.horizon - 20, {"dawn": -0.17, "dusk": 0.17}.get(stage.time))
    edge, court = stage.width / 2, stage.horizon + 5
    wall, trim, paving = _PALACES[stage.indian]
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.7), stage.horizon + 4, 12, "#7d9a84", 46)
        front = stage.far(pen, 0.26)
        width = min(96.0, stage.width * 0.86)
        if stage.indian:
            palaces.palace_hall(stage, front, 0, court, width, 25, wall, trim)
        else:
            palaces.palace_front(stage, front, 0, court, width, 34, wall)
        stage.far(pen, 0.2).rect(-edge - 1, court - 0.5, stage.width + 2, 10, paving)
    porch = stage.floor - 8
    with stage.layer("ground", 0.6) as pen:
        near = stage.far(pen, 0.08)
        near.rect(-edge - 1, court, stage.width + 2, porch - court + 1, (darker(paving, 0.1), lighter(paving, 0.12)))
        terrain.surface(stage, pen, court)
        for side in (-1, 1):
            for reach, tall in ((0.5, 30), (0.62, 37), (0.78, 47), (1.0, 60)):
                _arcade(stage, near, side * edge * reach, court + (porch - court) * (reach - 0.45) * 1.5, tall, side)
            plants.flowers(
                stage, near, side * edge * 0.34, porch - 3, edge * 0.22, 26, ("#f2607f", "#ffc83f", "#ffffff")
            )
        _fountain(stage, near, 0, porch - 4, 19)
        _porch(stage, pen.toned(stage.air.lamplit), porch)
        palaces.throne(pen.toned(stage.air.lamplit), edge * 0.62, stage.floor - 3, 34, stage.indian)
    with stage.layer("foreground", 1.0, plain=True) as pen:
        for side in (-1, 1):
            x = side * (edge - 5)
            pen.rect(x - 3.4, stage.height - 9, 6.8, 12, ("#e8b84a", "#9a6a24"), 1.6)
            plants.bush(stage, pen, x, stage.height - 8, 6, "#4f8a4a", "#f2607f")
    stage.particles = "embers" if stage.dark else "birds"


_PALACES = {True: ("#ecc49c", "#d98a54", "#e2c69c"), False: ("#ece0cc", "#7f8ea6", "#cfc8bc")}
"""Walls, trim and paving of a palace: an Indian one, a Western one."""


def _arcade(stage: Stage, pen: Pen, x: float, y: float, tall: float, side: int) -> None:
    """A bay of the wing beside the court: its arch opens on a dark walk where lamps burn after dark."""
    wall, trim, _ = _PALACES[stage.indian]
    wide, top = tall * 0.44, y - tall * 0.72
    pen.rect(x - wide / 2, top, wide, y - top, (lighter(wall, 0.12), darker(wall, 0.12)))
    opening = arch(x, y, wide * 0.66, (y - top) * 0.8, pointed=0.6 if stage.indian else 0.0)
    if stage.dark:
        pen.toned(str).shape(opening, ("#8a4a24", "#f2ac54"))
        pen.glow(x, y - tall * 0.24, wide * 0.9, "#ffb75e", 0.4)
    else:
        pen.shape(opening, (darker(wall, 0.62), darker(wall, 0.36)))
    pen.stroke(opening, trim, 0.7)
    pen.rect(x - wide * 0.54, top - tall * 0.05, wide * 1.08, tall * 0.07, (lighter(trim, 0.3), trim), 0.3)
    if stage.indian:
        palaces.chhatri(pen, x, top - tall * 0.05, wide * 0.5, wall, trim)
    else:
        for k in range(5):
            pen.rect(x + wide * (k / 5 - 0.46), top - tall * 0.14, wide * 0.12, tall * 0.1, lighter(wall, 0.2), 0.3)
    pen.rect(x - side * wide / 2, top, -side * wide * 0.16, y - top, darker(wall, 0.35), alpha=0.3)


def _fountain(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A round basin with a bowl from which water falls."""
    pen.ellipse(x, y, size, size * 0.2, ("#f4ead8", "#b5a88e"))
    pen.toned(str).ellipse(x, y - 0.4, size * 0.88, size * 0.15, (stage.air.sky[2], stage.air.lit("#3f8fb5")))
    pen.rect(x - size * 0.06, y - size * 0.62, size * 0.12, size * 0.62, ("#f4ead8", "#b5a88e"))
    pen.blob([(x - size * 0.36, y - size * 0.66), (x + size * 0.36, y - size * 0.66), (x + size * 0.12, y - size * 0.5),
              (x - size * 0.12, y - size * 0.5)], ("#f4ead8", "#b5a88e"))  # fmt: skip
    for reach in (-0.4, -0.2, 0.2, 0.4):
        drop = size * (0.1 if abs(reach) > 0.3 else 0.62)
        pen.line([(x, y - size * 1.05), (x + size * reach * 0.6, y - size * 1.15), (x + size * reach, y - drop)],
                 "#eaf6ff", 0.5, 0.75)  # fmt: skip


def _porch(stage: Stage, pen: Pen, line: float) -> None:
    """The porch one looks from: marble floor with a carpet, slim pillars, a frieze under its roof."""
    edge = stage.width / 2
    _, trim, _ = _PALACES[stage.indian]
    marble = "#f2e2c8" if stage.indian else "#e6e2de"
    pen.rect(-edge - 1, line, stage.width + 2, stage.height - line + 1, (lighter(marble, 0.2), darker(marble, 0.16)))
    pen.rect(-edge - 1, line, stage.width + 2, 1.4, (lighter(marble, 0.5), darker(marble, 0.2)))
    for k in range(-8, 9):
        pen.line([(k * 14, line + 1.4), (k * 21, stage.height)], darker(marble, 0.3), 0.25, 0.5)
    carpet = ("#b8323f", "#d2464e") if stage.indian else ("#3f4f9a", "#5468b8")
    pen.poly([(-edge, line + 4), (edge, line + 4), (edge, line + 13), (-edge, line + 13)], carpet)
    for y in (line + 4.9, line + 12.1):
        pen.line([(-edge, y), (edge, y)], "#f2c86e", 0.6)
    deep = 5.0 if stage.height < 110 else 12.0
    for x in (-edge + 6, edge - 6):
        pen.shadow(x, line + 4, 7, 1, 0.3)
        buildings.pillar(pen, x, line + 4, 8, line + 4, marble)
    pen.rect(-edge - 1, -1, stage.width + 2, deep + 1, (darker(trim, 0.3), trim))
    scallops = max(5, round(stage.width / 16))
    for k in range(scallops):
        x = -edge + stage.width * (k + 0.5) / scallops
        if stage.indian:
            drop = skia.Path().addCircle(x, deep, stage.width / scallops * 0.3)
            pen.shape(drop, (trim, darker(trim, 0.2)))
            plants.blossom(pen, x, deep - 1.5, 1.2, "#f2c86e")
        else:
            pen.rect(x - 1.2, deep, 2.4, 1.6, darker(trim, 0.2))
    pen.rect(-edge - 1, deep - 0.8, stage.width + 2, 1.0, "#f2c86e")
    if stage.culture != "indian":
        for side in (-1, 1):
            decorations.banner(pen, side * edge * 0.74, deep + 0.4, 8, 25, "#3f5aa8")
    for x in (-edge * 0.44, edge * 0.44):
        buildings.lantern(stage, pen, x, deep, 7)
        if stage.dark:
            stage.lamp(x, deep + 5, 16, "#ffb54d", 0.25)
