"""What is overhead: sky, sun, moon, stars, clouds, birds."""

import skia

from sagemaker_containers.drawing.colour import lighter, mix
from sagemaker_containers.drawing.pen import Pen, argb, polygon
from sagemaker_containers.drawing.raster import SMOOTH, Raster
from sagemaker_containers.picture.illustrator import delight
from sagemaker_containers.picture.illustrator.stage import Stage


def sky(stage: Stage, pen: Pen, horizon: float | None = None, sun: float | None = None) -> None:
    """The whole sky down to `horizon`, with the sun or moon at `sun` (share of the width from the middle).

    The sun rises on the left and sets on the right.
    """
    bottom = stage.horizon if horizon is None else horizon
    air = stage.air
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, bottom)], [argb(colour) for colour in air.sky], [0.0, 0.6, 1.0]
    )
    pen.canvas.drawPaint(skia.Paint(Shader=shader))
    side = {"dawn": -0.3, "day": stage.random.choice((-0.3, 0.3)), "dusk": 0.3, "night": -0.28}[stage.time]
    x = stage.width * (side if sun is None else sun)
    y = bottom * {"dawn": 0.66, "day": 0.2, "dusk": 0.84, "night": 0.22}[stage.time]
    stage.sun = (x, y)
    seen = max(0.0, 1 - air.cover) * (1 - air.veiled)
    if stage.time == "night":
        if seen > 0.4:
            _milky_way(stage, pen, bottom)
            stars(stage, pen, bottom)
            moon(pen, x, y, 6.0, air.moonlight, air.sky[0], seen)
    elif seen > 0.4:
        _sun(stage, pen, x, y, seen)
    else:
        low = stage.time in ("dawn", "dusk")
        pen.glow(x, y, 62 if low else 44, air.beam, (0.8 if low else 0.45) * (1 - air.veiled))
    if stage.time in ("dawn", "dusk"):
        _glow_along(stage, pen, x, bottom)
    if seen > 0.4 and (stage.request.scene.mood in ("devotional", "heroic") or stage.time == "dawn"):
        rays(stage, pen, x, y, air.beam, {"dawn": 0.44, "night": 0.26}.get(stage.time, 0.5))
    if stage.time == "dusk" and seen > 0.4:
        _evening_star(stage, pen, bottom)
    if stage.request.scene.mood == "joyful":
        delight.overhead(stage, pen, bottom)
    clouds(stage, pen, bottom)
    if stage.time == "night" and seen <= 0.4:
        # The moon behind torn clouds.
        pen.glow(x, y, 44, "#b4c8f4", 0.6)
        pen.glow(x, y, 19, "#eef2ff", 0.85)
    if stage.wet:
        _rain_shafts(stage, pen, bottom)


def _sun(stage: Stage, pen: Pen, x: float, y: float, seen: float) -> None:
    colour = {"dawn": "#ffe9a0", "day": "#fff3c4", "dusk": "#ff9440"}[stage.time]
    size = {"dawn": 6.4, "day": 5.8, "dusk": 8.6}[stage.time]
    pen.glow(x, y, 70, colour, 0.6 * seen)
    pen.glow(x, y, 24, mix(colour, "#ffffff", 0.6), 0.7 * seen)
    core = ("#ffd06a", "#ff6a3c") if stage.time == "dusk" else (mix(colour, "#ffffff", 0.6), colour)
    pen.toned(str).circle(x, y, size, core, max(seen, 0.9))


def _glow_along(stage: Stage, pen: Pen, x: float, bottom: float) -> None:
    """Light along the horizon, broad and flat about a low sun: pale gold in the morning, embers in the evening."""
    colour, strength = ("#fff0b8", 0.75) if stage.time == "dawn" else ("#ff7a30", 0.6)
    with pen.moved(x, bottom):
        pen.canvas.scale(stage.width * 0.62, bottom * 0.5)
        pen.glow(0, 0, 1, colour, strength * (1 - stage.air.veiled) * (1 - stage.air.cover))


def rays(stage: Stage, pen: Pen, x: float, y: float, beam: str, strength: float) -> None:
    """Shafts of light of the colour `beam` that fan out from (x, y), with neither edge nor end.

    They are so soft that they are painted small, a pixel to a unit, and enlarged.
    """
    count = 13
    colours, stops = [argb(beam, 0)], [0.0]
    for k in range(count):
        middle, half = (k + stage.random.uniform(0.35, 0.65)) / count, stage.random.uniform(0.014, 0.03)
        colours += [argb(beam, 0), argb(beam, strength * stage.random.uniform(0.6, 1.0)), argb(beam, 0)]
        stops += [middle - half, middle, middle + half]
    fan = skia.GradientShader.MakeSweep(x, y, [*colours, argb(beam, 0)], [*stops, 1.0])
    fade = skia.GradientShader.MakeRadial(
        skia.Point(x, y), stage.width * 0.6, [argb(beam), argb(beam, 0.5), argb(beam, 0)], [0.0, 0.4, 1.0]
    )
    small = Raster(round(stage.width), round(stage.height))
    small.canvas.translate(stage.width / 2, 0)
    small.canvas.drawPaint(skia.Paint(Shader=skia.Shaders.Blend(skia.BlendMode.kDstIn, fan, fade)))
    place = skia.Rect.MakeXYWH(stage.left, 0, round(stage.width), round(stage.height))
    pen.canvas.drawImageRect(small.image, place, SMOOTH)


def light_shafts(stage: Stage, pen: Pen, bottom: float) -> None:
    """Slanting beams that fall through trees from the side of the sun, soft along their edges; the moon throws none."""
    if stage.sun is None or stage.air.sunlight < 0.2 or stage.time == "night":
        return
    lean = -1 if stage.sun[0] > 0 else 1
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, bottom)], [argb(stage.air.beam, 0.07), argb(stage.air.beam, 0)]
    )
    paint = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kScreen)
    for _ in range(4):
        x, wide = stage.random.uniform(stage.left * 0.9, stage.right * 0.9), stage.random.uniform(4, 10)
        for inset in (0.0, 0.12, 0.24, 0.36):
            left, right = x + wide * inset, x + wide * (1 - inset)
            beam = [(left, -1), (right, -1), (right + wide * 0.7 + lean * 26, bottom), (left + lean * 26, bottom)]
            pen.canvas.drawPath(polygon(beam), paint)


def _evening_star(stage: Stage, pen: Pen, bottom: float) -> None:
    """The first star, a thin crescent, and a few more stars to come."""
    plain = pen.toned(str)
    x, y = -stage.width * 0.24, bottom * 0.17
    pen.glow(x, y, 6, "#fff6dc", 0.6)
    for length, wide in ((1.9, 0.32), (0.32, 1.9)):
        plain.blob([(x, y - length), (x + wide * 0.3, y), (x, y + length), (x - wide * 0.3, y)], "#fffbe8")
        plain.blob([(x - wide, y), (x, y + length * 0.2), (x + wide, y), (x, y - length * 0.2)], "#fffbe8")
    for _ in range(26):
        size, across = stage.random.choice((0.16, 0.2, 0.3)), stage.random.uniform(stage.left, stage.right * 0.7)
        plain.circle(across, stage.random.uniform(0, bottom * 0.42), size, "#fff6e0", 0.8)
    crescent = skia.Op(
        skia.Path().addCircle(x + 16, y + 1, 2.6), skia.Path().addCircle(x + 14.8, y + 0.2, 2.5),
        skia.PathOp.kDifference_PathOp,
    )  # fmt: skip
    plain.shape(crescent, "#fff3d0", 0.95)


def _milky_way(stage: Stage, pen: Pen, bottom: float) -> None:
    """A pale band of far stars."""
    for k in range(9):
        share = k / 8
        x = stage.left + stage.width * (0.38 + 0.6 * share) + stage.random.uniform(-4, 4)
        pen.glow(x, bottom * (0.04 + 0.55 * share), 15, "#8fa4e8", 0.13)


def _rain_shafts(stage: Stage, pen: Pen, bottom: float) -> None:
    """Rain that falls far away, in slanting veils under the clouds that thin out to their sides."""
    grey = mix(stage.air.haze, stage.air.sky[0], 0.45)
    for _ in range(7):
        x, wide = stage.random.uniform(stage.left, stage.right), stage.random.uniform(9, 20)
        top = bottom * stage.random.uniform(0.1, 0.3)
        veil = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1, [argb(grey, 0.4), argb(grey, 0)])
        with pen.moved(x, (top + bottom) / 2, rotate=9):
            pen.canvas.scale(wide / 2, (bottom - top) * 0.6)
            pen.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=veil))


def stars(stage: Stage, pen: Pen, bottom: float) -> None:
    """A field of stars, thinner towards the horizon."""
    plain = pen.toned(str)
    for _ in range(int(stage.width * 0.9)):
        height = stage.random.random() ** 1.6
        size = stage.random.choice((0.12, 0.16, 0.16, 0.22, 0.32))
        plain.circle(
            stage.random.uniform(stage.left, stage.right), height * bottom, size, "#fdf6dc", (1 - height) * 0.85
        )


def moon(pen: Pen, x: float, y: float, radius: float, colour: str, shade: str, alpha: float) -> None:
    """A nearly full moon with its seas and halo."""
    plain = pen.toned(str)
    pen.glow(x, y, radius * 7, mix("#9fb6ee", colour, 0.4), 0.42 * alpha)
    plain.circle(x, y, radius, (lighter(colour, 0.5), colour), alpha)
    for dx, dy, size in ((-0.3, -0.2, 0.24), (0.28, 0.12, 0.3), (-0.1, 0.45, 0.18), (0.35, -0.45, 0.12)):
        plain.circle(x + dx * radius, y + dy * radius, size * radius, mix("#d9d3ba", shade, 0.15), 0.55 * alpha)


def clouds(stage: Stage, pen: Pen, bottom: float) -> None:
    """Flat-bottomed clouds, more and wider the more the sky is covered; long thin ones where the sun stands low."""
    cover = stage.air.cover
    plain = pen.toned(str)
    if stage.time in ("dawn", "dusk") and cover < 0.6:
        for _ in range(7):
            x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(0.34, 0.86) * bottom
            long, thick = stage.random.uniform(14, 34), stage.random.uniform(0.5, 1.2)
            shade = mix(stage.air.cloud, stage.air.sky[1], 0.3)
            plain.blob([(x - long, y), (x, y - thick), (x + long, y), (x + long * 0.2, y + thick)], shade, 0.62)
    count = round(stage.width / 46 + cover * stage.width / 15)
    if stage.weather == "mist":
        count = 0
    for i in range(count):
        x = stage.left + stage.width * ((i + stage.random.uniform(0.1, 0.9)) / count)
        y = stage.random.uniform(0.06, 0.2 + 0.5 * (1 - cover * 0.4)) * bottom
        size = stage.random.uniform(0.7, 1.3) * (1 - 0.45 * y / bottom) * (1.15 + cover * 1.2)
        alpha = 0.34 if stage.time == "night" else 0.78
        cloud(stage, plain, x, y, size, alpha * (0.65 + 0.35 * cover))
    if stage.wet:
        for k in range(round(stage.width / 11)):
            x = stage.left + 11 * (k + stage.random.random())
            cloud(stage, plain, x, bottom * stage.random.uniform(0.02, 0.2), stage.random.uniform(1.6, 2.5), 0.85)


def cloud(stage: Stage, pen: Pen, x: float, y: float, size: float, alpha: float) -> None:
    """One cloud: puffs on a flat base, lit from above, in one piece so that puffs do not show through."""
    path = skia.Path()
    spread = stage.random.uniform(8, 12) * size
    for k in range(6):
        along = -1 + 2 * k / 5
        radius = (3.4 - 2.1 * abs(along) + stage.random.uniform(-0.3, 0.7)) * size
        path.addCircle(x + along * spread * 0.72, y - radius * 0.45, radius)
    path.addRRect(
        skia.RRect.MakeRectXY(
            skia.Rect.MakeLTRB(x - spread, y - 1.1 * size, x + spread, y + 0.6 * size), 1.2 * size, 0.85 * size
        )
    )
    with pen.moved():
        pen.canvas.clipRect(skia.Rect.MakeLTRB(stage.left - 30, -30, stage.right + 30, y + 0.6 * size))
        low = mix(stage.air.cloud, stage.air.sky[1], 0.55)
        if stage.wet:
            low = mix(low, "#1d2436", 0.42 if stage.weather == "storm" else 0.22)
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, y - 4.5 * size), skia.Point(0, y + 0.6 * size)],
            [argb(stage.air.cloud, alpha), argb(low, alpha * 0.8)],
        )
        union = skia.Simplify(path) or path
        pen.canvas.drawPath(union, skia.Paint(AntiAlias=True, Shader=shader))


def birds(stage: Stage, pen: Pen, x: float, y: float, count: int = 5) -> None:
    """A far flock."""
    for _ in range(count):
        bx, by = x + stage.random.uniform(-9, 9), y + stage.random.uniform(-4, 4)
        span = stage.random.uniform(0.8, 1.5)
        pen.line([(bx - span, by - span * 0.4), (bx - span * 0.4, by - span * 0.55), (bx, by)], "#3a3b4c", 0.22, 0.8)
        pen.line([(bx + span, by - span * 0.4), (bx + span * 0.4, by - span * 0.55), (bx, by)], "#3a3b4c", 0.22, 0.8)
