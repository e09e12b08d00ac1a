"""The insides of holy places: a temple's hall before its shrine, the nave of a church."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch, argb, polygon
from sagemaker_containers.picture.illustrator import buildings, decorations, furniture, interiors
from sagemaker_containers.picture.illustrator.stage import Stage

_GLASS = ("#d9404f", "#3f6fd0", "#f2b93f", "#3fa06a", "#8a4fc4", "#4fb0d9")


def sanctum(stage: Stage) -> None:
    """Before the shrine of a temple: the garlanded deity in its lit cell, bell and brass lamps; or a church's nave."""
    (_shrine_hall if stage.indian else _nave)(stage)
    stage.particles = "embers" if stage.indian else "dust"


def _shrine_hall(stage: Stage) -> None:
    edge = stage.width / 2
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, "#b08a68", "#8a6448", "stone")
        top = max(2.0, line - interiors.CEILING)
        _shrine(stage, pen, 0, line, min(34, edge * 0.6), line - top - 6)
        for x in (-0.42, 0.42):
            _niche_lamps(stage, pen, edge * x, line - 18, 9, 24)
        decorations.toran(pen, 0, top + 6, min(60, stage.width * 0.6), 4)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#9c7a5c", "tiles")
        for reach in (0.7, 1.0):
            for side in (-1, 1):
                _carved_pillar(pen, side * edge * reach, line + (5 if reach < 1 else 10), 9 + 3 * reach, line + 8)
        _bell(pen, 0, 14 if stage.height < 110 else top + 14, 5.4)
        for k in range(3):
            pen.rect(
                -20 - 3 * k, line - 1.5 + 2.2 * k, 40 + 6 * k, 2.4, (lighter("#a8845f", 0.3 - 0.1 * k), "#7a5a40"), 0.3
            )
        for side in (-1, 1):
            furniture.brass_lamp(stage, pen, side * min(27, edge * 0.5), line + 8, 30)
            for k in range(5):
                decorations.diya(stage, pen, side * (5 + k * 4.2), line + 6.6 + 0.5 * k, 1.0)
        decorations.rangoli(pen, 0, stage.floor - 2, 12)
        _offerings(pen, -13, line + 12)


def _shrine(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """The cell of the deity, lit by its lamps: jambs, lintel, and a golden figure under an arch of flames."""
    plain = pen.toned(stage.air.lamplit)
    for grown, colour in ((1.34, "#a8744a"), (1.2, "#e8b45a"), (1.12, "#8f5a3a")):
        plain.shape(
            arch(x, y, width * grown, height * (0.86 + 0.1 * (grown - 1)), 0.3),
            (lighter(colour, 0.2), darker(colour, 0.15)),
        )
    cell = arch(x, y, width, height * 0.82, 0.3)
    plain.shape(cell, ("#3a1a14", "#7a3a1c"))
    gold = ("#ffe9a0", "#d9962f")
    with pen.clipped(cell):
        pen.glow(x, y - height * 0.34, width * 0.95, "#ffb347", 0.85)
        unit = width / 20
        with plain.moved(x, y - 3, scale=unit):
            plain.rect(-8, -3, 16, 3, ("#f0cf8a", "#a8752c"), 0.4)
            plain.blob([(-7, -3), (-5.6, -5.6), (0, -6.4), (5.6, -5.6), (7, -3)], ("#e8607f", "#a83a5a"))
            plain.stroke(arch(0, -3, 15, 22, 0.2), "#e8b94a", 1.1)
            for k in range(9):
                side, up = (k - 4) / 4, 1 - ((k - 4) / 4) ** 2
                plain.circle(side * 7.4, -8 - 17 * up**0.5, 0.8, "#ffd25a")
            plain.blob([(-5.4, -5.4), (-2, -8), (2, -8), (5.4, -5.4), (0, -4.4)], gold)
            plain.blob([(-2.6, -7), (-3.2, -12.4), (0, -14), (3.2, -12.4), (2.6, -7)], gold)
            for side in (-1, 1):
                plain.line([(side * 2.8, -12.4), (side * 5, -10), (side * 4.2, -7.4)], "#e8b44a", 1.2)
                plain.line([(side * 2.8, -12.6), (side * 5.6, -13.4), (side * 6, -16)], "#e8b44a", 1.0)
            plain.circle(0, -15.8, 2.3, gold)
            plain.blob([(-2.2, -17), (-1.4, -20), (0, -22.4), (1.4, -20), (2.2, -17)], ("#fff0b0", "#c98a2a"))
            plain.line([(-2.8, -13), (0, -8.4), (2.8, -13)], "#ff8a2e", 1.1)
            plain.line([(-2, -12.6), (0, -9.6), (2, -12.6)], "#fff4e0", 0.6)
            for side in (-1, 1):
                plain.circle(side * 0.8, -15.9, 0.26, "#3a2010")
            plain.line([(0, -17.2), (0, -16.5)], "#d9303f", 0.4)
    pen.stroke(cell, "#ffd98a", 0.8)
    stage.lamp(x, y - height * 0.36, width * 0.9, "#ffb347", 0.16)


def _niche_lamps(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    niche = arch(x, y, width, height, 0.5)
    pen.stroke(niche, "#e8c07a", 1.2)
    pen.shape(niche, ("#5a3424", "#7a4a30"))
    pen.glow(x, y - 5, 12, "#ffb347", 0.6)
    decorations.diya(stage, pen, x, y - 0.6, 2.0)
    stage.lamp(x, y - 3, 9, "#ffb347", 0.25)


def _carved_pillar(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A pillar of a southern temple: square blocks and many-sided shafts in turn, with brackets above."""
    stone = "#b8926c"
    pen.shadow(x, y, width * 0.9, width * 0.12, 0.36)
    buildings.pillar(pen, x, y, width, height, stone)
    for share in (0.2, 0.46, 0.72):
        top = y - height * share
        pen.rect(
            x - width * 0.46, top - width * 0.5, width * 0.92, width, (lighter(stone, 0.25), darker(stone, 0.12)), 0.4
        )
        pen.blob(
            [(x, top - width * 0.34), (x + width * 0.3, top), (x, top + width * 0.34), (x - width * 0.3, top)],
            darker(stone, 0.22),
        )
        pen.circle(x, top, width * 0.1, "#e8b85a")


def _bell(pen: Pen, x: float, y: float, size: float) -> None:
    """A brass bell on its chain, which who comes rings."""
    pen.line([(x, -1), (x, y)], "#8a6a34", 0.6)
    pen.blob([(x - size * 0.2, y), (x - size * 0.5, y + size * 0.7), (x - size * 0.8, y + size * 1.5),
              (x + size * 0.8, y + size * 1.5), (x + size * 0.5, y + size * 0.7), (x + size * 0.2, y)],
             ("#ffe08a", "#b07a24"))  # fmt: skip
    pen.ellipse(x, y + size * 1.5, size * 0.86, size * 0.2, ("#e8b44a", "#8a5c1c"))
    pen.circle(x, y + size * 1.75, size * 0.2, "#8a5c1c")


def _offerings(pen: Pen, x: float, y: float) -> None:
    """A brass plate with coconut, flowers and incense."""
    pen.ellipse(x, y, 6, 1.3, ("#ffe08a", "#b07a24"))
    pen.circle(x - 2, y - 1.8, 1.9, ("#a8744a", "#5f3c24"))
    for k, colour in enumerate(("#ff9a2e", "#f2607f", "#ffd23f", "#ffffff")):
        pen.circle(x + 0.6 + k * 1.2, y - 0.9 - (k % 2) * 0.5, 0.9, colour)
    for k in (0, 1):
        pen.line([(x + 4.4, y - 0.6), (x + 5 + k, y - 6)], "#6b4629", 0.25)
        pen.line(
            [(x + 5 + k, y - 6), (x + 4 + k, y - 10), (x + 6 + k, y - 15), (x + 4.6 + k, y - 21)], "#fff4e6", 0.9, 0.24
        )


def _nave(stage: Stage) -> None:
    edge = stage.width / 2
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, "#c9bda8", "", "stone")
        top = max(3.0, line - interiors.CEILING + 4)
        tall = line - top - 16
        for x, wide in ((0.0, 17.0), (-0.36, 11.0), (0.36, 11.0), (-0.72, 11.0), (0.72, 11.0)):
            _stained_window(stage, pen, edge * x, line - (16 if not x else 13), wide, tall * (1.0 if not x else 0.8))
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#b5a894", "checks")
        carpet = [(-7, line), (7, line), (20, stage.height + 1), (-20, stage.height + 1)]
        pen.poly(carpet, ("#8f2f3f", "#b03f4c"))
        for reach in (0.54, 0.9):
            for side in (-1, 1):
                _clustered_column(
                    pen, side * edge * reach, line + (3 if reach < 0.6 else 8), 7 * (0.7 + 0.5 * reach), line + 10
                )
        _altar(stage, pen, 0, line + 3)
        for side in (-1, 1):
            for k in range(3):
                _pew(pen, side, 24 + k * 9, line + 9 + k * 6, edge)
        _light_from_above(stage, pen, line)


def _stained_window(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """A pointed window of coloured glass, bright by day, dim after dark."""
    path = arch(x, y, width, height, 0.95)
    dim = {"night": 0.62, "dusk": 0.25, "dawn": 0.1, "day": 0.0}[stage.time] + 0.12 * stage.air.cover
    plain = pen.toned(lambda colour: darker(colour, dim))
    pen.stroke(path, "#8a7d6a", 3.4)
    plain.shape(path, ("#ffe9b0", "#7fb0e8"))
    with plain.clipped(path):
        rows, columns = max(4, int(height / 5)), 3
        for row in range(rows):
            for column in range(columns):
                left, upper = x - width / 2 + column * width / columns, y - (row + 1) * height / rows
                colour = _GLASS[(row * 2 + column * 3 + int(abs(x))) % len(_GLASS)]
                plain.blob([(left + width / columns / 2, upper), (left + width / columns, upper + height / rows / 2),
                            (left + width / columns / 2, upper + height / rows), (left, upper + height / rows / 2)],
                           (lighter(colour, 0.35), colour))  # fmt: skip
        for share in (-1 / 6, 1 / 6):
            plain.line([(x + width * share, y), (x + width * share, y - height)], "#4a4048", 0.5)
    pen.stroke(path, "#4a4048", 0.7)
    plain.circle(x, y - height + width * 0.55, width * 0.2, ("#fff0c0", "#f2b93f"))
    pen.glow(x, y - height * 0.5, width * 1.5, "#ffe6c0", 0.3 * (1 - dim))


def _clustered_column(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    stone = "#d6cbb6"
    pen.shadow(x, y, width, width * 0.14, 0.34)
    for dx in (-0.34, 0.34, 0.0):
        pen.rect(x + width * (dx - 0.22), y - height, width * 0.44, height, (lighter(stone, 0.25), darker(stone, 0.14)))
        pen.rect(x + width * (dx + 0.08), y - height, width * 0.14, height, darker(stone, 0.35), alpha=0.35)
    pen.rect(x - width * 0.66, y - 3, width * 1.32, 3, (lighter(stone, 0.3), darker(stone, 0.15)), 0.5)


def _altar(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """The altar on its steps, with cloth, cross and candles."""
    for k in range(2):
        pen.rect(x - 18 - 4 * k, y - 2.4 + 2.4 * k, 36 + 8 * k, 2.5, ("#efe6d4", "#b5a68c"), 0.2)
    pen.rect(x - 13, y - 13, 26, 10.8, ("#fffaf0", "#d9cdb6"), 0.4)
    pen.rect(x - 13.6, y - 14, 27.2, 1.8, ("#ffffff", "#e0d6c0"), 0.3)
    pen.poly(
        [(x - 4, y - 12.4), (x + 4, y - 12.4), (x + 4, y - 4), (x, y - 2.6), (x - 4, y - 4)], ("#b03f4c", "#8f2f3f")
    )
    pen.rect(x - 0.7, y - 34, 1.4, 20, ("#ffe08a", "#b5822c"), 0.2)
    pen.rect(x - 5, y - 28.6, 10, 1.5, ("#ffe08a", "#b5822c"), 0.2)
    for side in (-1, 1):
        for k, tall in enumerate((5.0, 7.0, 5.0)):
            cx = x + side * (5.2 + 2.8 * k)
            pen.rect(cx - 0.5, y - 14 - tall, 1.0, tall, ("#fff8e6", "#e6d8b6"))
            furniture.flame(pen, cx, y - 14 - tall, 2.0)
        stage.lamp(x + side * 8, y - 21, 11, "#ffc46b", 0.2)


def _pew(pen: Pen, side: int, x: float, y: float, edge: float) -> None:
    """A bench that runs from the aisle to the wall."""
    near, far = side * min(x, edge * 0.7), side * (edge + 2)
    left, right = min(near, far), max(near, far)
    pen.rect(left, y - 9, right - left, 9, ("#9a6a42", "#5a3a24"), 0.5)
    pen.rect(left, y - 10, right - left, 1.8, ("#c08a58", "#8a5c38"), 0.4)
    pen.rect(near - 1.4, y - 11.4, 2.8, 12.4, ("#b57f4e", "#6b4629"), 0.8)


def _light_from_above(stage: Stage, pen: Pen, line: float) -> None:
    """Coloured light that slants down from the windows by day."""
    if stage.time == "night" or stage.air.cover > 0.62:
        return
    for x, colour in ((-0.5, "#ffd98a"), (-0.1, "#ffb0a0"), (0.3, "#a8c8ff")):
        start = stage.width * x * 0.8
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(start, 0), skia.Point(start + 30, line + 12)], [argb(colour, 0.3), argb(colour, 0.0)]
        )
        beam = polygon([(start, -1), (start + 10, -1), (start + 44, line + 12), (start + 24, line + 12)])
        pen.canvas.drawPath(beam, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kScreen))
