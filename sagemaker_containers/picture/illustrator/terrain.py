"""Land and water: hills, mountains, dunes, ground, paths, rivers, rocks."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, Point, smooth
from sagemaker_containers.picture.illustrator.stage import Stage


def ridge(stage: Stage, base: float, height: float, step: float) -> list[Point]:
    """Random crests from beyond the left edge to beyond the right, `height` above `base` at most."""
    points = []
    x = stage.left - step
    while x < stage.right + 2 * step:
        points.append((x, base - height * stage.random.uniform(0.25, 1.0)))
        x += step * stage.random.uniform(0.75, 1.25)
    return points


def _under(stage: Stage, crest: list[Point], bottom: float, soft: bool) -> skia.Path:
    path = smooth(crest, closed=False) if soft else _jagged(crest)
    path.lineTo(crest[-1][0], bottom)
    path.lineTo(crest[0][0], bottom)
    path.close()
    return path


def _jagged(crest: list[Point]) -> skia.Path:
    path = skia.Path()
    path.moveTo(*crest[0])
    for point in crest[1:]:
        path.lineTo(*point)
    return path


def hills(stage: Stage, pen: Pen, base: float, height: float, colour: str, step: float = 34) -> None:
    """A soft range of hills that stands on `base`."""
    path = _under(stage, ridge(stage, base, height, step), base + 14, soft=True)
    pen.shape(path, (lighter(colour, 0.12), colour))


def mountains(stage: Stage, pen: Pen, base: float, height: float, colour: str, snow: bool = True) -> None:
    """Peaks with a lit and a shaded face, and snow on top."""
    x = stage.left - 10
    while x < stage.right + 10:
        width = stage.random.uniform(34, 56) * (0.6 + height / 70)
        top = base - height * stage.random.uniform(0.6, 1.0)
        peak = x + width * stage.random.uniform(0.42, 0.58)
        left = [(x, base), (x + (peak - x) * 0.5, top + (base - top) * 0.53), (peak, top)]
        right = [(peak + (x + width - peak) * 0.55, top + (base - top) * 0.5), (x + width, base)]
        pen.poly(left + right, (lighter(colour, 0.16), mix(colour, "#dfe8e4", 0.18)))
        fold = [(peak, top), (peak + 2.2, top + (base - top) * 0.32), (peak - 1.5, top + (base - top) * 0.6)]
        pen.poly([*fold, (peak + 3, base), (x + width, base), right[0]], darker(colour, 0.22), 0.55)
        if snow:
            drop = (base - top) * 0.26
            pen.poly(
                [
                    (peak, top),
                    (peak + drop * 0.62, top + drop * 0.86),
                    (peak + drop * 0.3, top + drop * 0.74),
                    (peak + drop * 0.12, top + drop * 1.15),
                    (peak - drop * 0.18, top + drop * 0.8),
                    (peak - drop * 0.42, top + drop * 1.02),
                    (peak - drop * 0.55, top + drop * 0.78),
                ],
                ("#ffffff", "#e4edf5"),
                0.92,
            )
        x += width * stage.random.uniform(0.45, 0.7)


def ground(stage: Stage, pen: Pen, top: float, colour: str, crest: float = 1.6) -> None:
    """The ground from `top` to the bottom edge: far and pale at the top, rich in front, with soft light patches."""
    path = _under(stage, ridge(stage, top + crest, crest, 30), stage.height + 2, soft=True)
    lit = pen.tone
    far = mix(lit(lighter(colour, 0.22)), stage.air.haze, min(0.8, 0.3 * stage.air.veil.thickness))
    pen.toned(str).shape(path, (far, lit(darker(colour, 0.12))))
    with pen.clipped(path):
        span = stage.height - top
        for _ in range(16):
            depth = stage.random.random()
            pen.ellipse(
                stage.random.uniform(stage.left, stage.right),
                top + span * depth,
                stage.random.uniform(10, 26) * (0.4 + depth),
                stage.random.uniform(0.8, 1.8) * (0.4 + depth),
                stage.random.choice((lighter(colour, 0.3), darker(colour, 0.25))),
                0.16,
            )
        surface(stage, pen, top)


def surface(stage: Stage, pen: Pen, top: float) -> None:
    """What weather lays on the ground from `top` down: snow with soft drifts, or a wet shine and puddles."""
    span = stage.height - top
    plain = pen.toned(str)
    if stage.snowy:
        pen.rect(stage.left - 1, top - 3, stage.width + 2, span + 5, ("#f4f8fd", "#dfe9f6"), alpha=0.94)
        for _ in range(14):
            depth = stage.random.random()
            x, reach = stage.random.uniform(stage.left, stage.right), stage.random.uniform(12, 30) * (0.4 + depth)
            pen.ellipse(x, top + 1 + span * depth, reach, 1.6 * (0.4 + depth), "#b9cce6", 0.4)
            pen.ellipse(x - 1, top + 0.4 + span * depth, reach, 1.3 * (0.4 + depth), "#ffffff", 0.7)
    elif stage.wet:
        sky, low = stage.air.sky[1], mix(stage.air.sky[2], "#ffffff", 0.5 if stage.dark else 0.3)
        plain.rect(stage.left - 1, top, stage.width + 2, span + 2, (mix(sky, low, 0.6), "#10162c"), alpha=0.22)
        for k in range(9):
            depth = (k + stage.random.random()) / 9
            x, y = stage.random.uniform(stage.left, stage.right), top + 3 + span * depth
            reach = stage.random.uniform(9, 19) * (0.4 + 0.8 * depth)
            puddle(plain, x, y, reach, sky, low)


def puddle(pen: Pen, x: float, y: float, reach: float, sky: str, low: str) -> None:
    """Standing water, flat as it is seen from a man's height: it mirrors the horizon (`low`) along its far edge and
    the sky along its near one; the ground about it is dark with wet."""
    flat = reach * 0.12
    shore = [(x - reach, y), (x - reach * 0.45, y - flat), (x + reach * 0.5, y - flat * 0.8), (x + reach, y),
             (x + reach * 0.35, y + flat), (x - reach * 0.6, y + flat * 0.8)]  # fmt: skip
    pen.blob([(x + (px - x) * 1.1, y + (py - y) * 1.3) for px, py in shore], "#0c1020", 0.1)
    pen.blob(shore, (low, mix(sky, "#0c1020", 0.25)), 0.62)
    for dx, size in ((-0.3, 0.2), (0.35, 0.13)):
        ring = skia.Path().addOval(skia.Rect.MakeXYWH(x + dx * reach, y - flat * 0.2, size * reach, size * flat * 1.6))
        pen.stroke(ring, low, 0.16, 0.45)


def tufts(stage: Stage, pen: Pen, top: float, bottom: float, colour: str, count: int) -> None:
    """Tufts of grass, larger towards the front."""
    if stage.snowy:
        return
    for _ in range(count):
        depth = stage.random.random()
        y = top + (bottom - top) * depth
        x = stage.random.uniform(stage.left, stage.right)
        size = 0.6 + 1.5 * depth
        shade = stage.random.choice((lighter(colour, 0.12), colour, darker(colour, 0.18)))
        for lean in (-0.7, -0.25, 0.2, 0.65):
            pen.line([(x + lean * 0.3 * size, y), (x + lean * size, y - size * (1.3 - abs(lean) * 0.5))], shade, 0.26)


def path_way(stage: Stage, pen: Pen, top: float, colour: str, start: float = 0.0, width: float = 34) -> None:
    """A path that winds from the front to `top`, where it is narrow and stands at `start`."""
    bottom = stage.height + 1
    middle = (top + bottom) / 2
    left = [(start - 1.2, top), (start - 5, top + 5), (-width * 0.32 + 3, middle), (-width * 0.62, bottom)]
    right = [(width * 0.62, bottom), (width * 0.3 + 4, middle), (start + 3.6, top + 5), (start + 1.0, top)]
    outline = smooth(left, closed=False)
    outline.lineTo(*right[0])
    outline.cubicTo(width * 0.5, bottom - 8, *right[1], *right[2])
    outline.lineTo(*right[3])
    outline.close()
    tones = ("#dfe8f4", "#c9d8ea") if stage.snowy else (lighter(colour, 0.3), colour)
    pen.shape(outline, tones, 0.6 if stage.snowy else 1)
    if stage.wet:
        plain, low = pen.toned(str), mix(stage.air.sky[2], "#ffffff", 0.3)
        puddle(plain, start + 1, top + (bottom - top) * 0.3, width * 0.12, stage.air.sky[1], low)
        puddle(plain, -width * 0.1, bottom - 6, width * 0.3, stage.air.sky[1], low)


def water(stage: Stage, pen: Pen, top: float, bottom: float, colour: str = "#3f8fb5") -> None:
    """Still or gently moving water that carries the sky's light, with glints."""
    tint = mix(colour, stage.air.sky[2], 0.42)
    deep = mix(colour, stage.air.sky[0], 0.3)
    plain = pen.toned(str)
    lit_top, lit_bottom = stage.air.lit(tint), stage.air.lit(deep)
    plain.rect(stage.left - 1, top, stage.width + 2, bottom - top, (mix(lit_top, stage.air.sky[2], 0.4), lit_bottom))
    for _ in range(int(stage.width * 0.5)):
        depth = stage.random.random() ** 1.3
        y = top + (bottom - top) * depth
        length = stage.random.uniform(1.5, 6) * (0.5 + depth)
        x = stage.random.uniform(stage.left, stage.right)
        plain.rect(x, y, length, 0.16 + 0.3 * depth, mix(stage.air.sky[2], "#ffffff", 0.35), 0.2, 0.32)


def sun_glitter(stage: Stage, pen: Pen, top: float, bottom: float) -> None:
    """The broken mirror of a low sun or the moon on water, below where it stands."""
    if stage.sun is None or stage.air.sunlight < 0.2:
        return
    plain, strength = pen.toned(str), {"dawn": 0.5, "day": 0.22, "dusk": 0.7, "night": 0.6}[stage.time]
    for k in range(34):
        share = (k + 0.5) / 34
        y, spread = top + (bottom - top) * share, 2.0 + 9 * share
        long = stage.random.uniform(0.8, 3.4) * (0.6 + share)
        x = stage.sun[0] + stage.random.uniform(-spread, spread)
        plain.ellipse(x, y, long, 0.16 + 0.3 * share, mix(stage.air.beam, "#ffffff", 0.25), strength)


def waves(stage: Stage, pen: Pen, top: float, rows: int, colour: str) -> None:
    """Rows of rolling waves, larger to the front."""
    y = top
    for row in range(rows):
        size = 0.6 + 0.55 * row
        length = 9 + 4 * row
        offset = stage.random.uniform(0, length)
        crest = []
        x = stage.left - length - offset
        while x < stage.right + length:
            crest += [(x, y), (x + length * 0.5, y - size)]
            x += length
        shade = mix(colour, darker(colour, 0.3), row / max(1, rows - 1))
        pen.shape(_under(stage, crest, stage.height + 1, soft=True), (lighter(shade, 0.2), shade))
        pen.stroke(smooth(crest, closed=False), "#f4fbff", 0.16 + 0.05 * row, 0.45)
        y += 2.2 + 1.7 * row


def rock(stage: Stage, pen: Pen, x: float, y: float, size: float, colour: str = "#8d8a86") -> None:
    """A boulder that rests on y."""
    jitter = stage.random.uniform
    pen.shadow(x + size * 0.15, y, size * 1.25, size * 0.2, 0.3)
    outline = [
        (x - size, y), (x - size * jitter(0.85, 0.98), y - size * 0.45), (x - size * 0.4, y - size * jitter(0.8, 1.0)),
        (x + size * 0.25, y - size * jitter(0.85, 1.05)), (x + size * 0.85, y - size * 0.5), (x + size, y),
    ]  # fmt: skip
    pen.poly(outline, (lighter(colour, 0.25), darker(colour, 0.22)))
    pen.poly([outline[3], outline[4], outline[5], (x + size * 0.2, y)], darker(colour, 0.35), 0.35)
    if stage.snowy:
        pen.poly([outline[1], outline[2], outline[3], outline[4], (x, y - size * 0.55)], "#f4f8fc", 0.9)


def dunes(stage: Stage, pen: Pen, base: float, height: float, colour: str) -> None:
    """One range of dunes with sharp crests and shaded lee sides."""
    x = stage.left - 20
    while x < stage.right + 20:
        width = stage.random.uniform(46, 76)
        top = base - height * stage.random.uniform(0.5, 1.0)
        crest = x + width * stage.random.uniform(0.45, 0.65)
        body = skia.Path()
        body.moveTo(x, base)
        body.cubicTo(x + (crest - x) * 0.5, base, crest - 8, top + 1, crest, top)
        body.cubicTo(crest + 6, top + height * 0.5, x + width - 10, base - 1, x + width, base)
        body.lineTo(x + width, base + 12)
        body.lineTo(x, base + 12)
        body.close()
        pen.shape(body, (lighter(colour, 0.25), colour))
        lee = skia.Path()
        lee.moveTo(crest, top)
        lee.cubicTo(crest + 6, top + height * 0.5, x + width - 10, base - 1, x + width, base)
        lee.cubicTo(crest + 6, base, crest - 7, top + height * 0.75, crest, top)
        pen.shape(lee, (darker(colour, 0.2), darker(colour, 0.08)), 0.75)
        x += width * 0.55


def ripples(stage: Stage, pen: Pen, top: float, colour: str) -> None:
    """Wind ripples in sand or snow."""
    for _ in range(26):
        depth = stage.random.random()
        y = top + (stage.height - top) * depth
        x = stage.random.uniform(stage.left, stage.right)
        length = 6 + 14 * depth
        points = [(x + length * k / 4, y + math.sin(k * 1.7) * 0.35) for k in range(5)]
        pen.line(points, darker(colour, 0.25), 0.16 + 0.16 * depth, 0.3)
