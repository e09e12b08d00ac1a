"""What is overhead: sky, sun, moon, stars, clouds, birds."""

import skia

from sagemaker_containers.drawing.colour import mix
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.picture.illustrator.stage import Stage


def sky(stage: Stage, pen: Pen, horizon: float | None = None, sun: float | None = None) -> None:
    """The whole sky down to `horizon`, with the sun or moon at `sun` (share of the width from the middle)."""
    bottom = stage.horizon if horizon is None else horizon
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, bottom)], [argb(colour) for colour in stage.air.sky], [0.0, 0.6, 1.0]
    )
    pen.canvas.drawPaint(skia.Paint(Shader=shader))
    x = stage.width * (stage.random.choice((-0.3, 0.3)) if sun is None else sun)
    visible = 1 - stage.air.cover
    if stage.time == "night":
        if visible > 0.4:
            stars(stage, pen, bottom)
        moon(pen, x, bottom * 0.26, 5.2, stage.air.sky[0], max(0.15, visible))
    elif visible > 0.25:
        height = {"dawn": 0.78, "day": 0.24, "dusk": 0.82}[stage.time]
        colour = {"dawn": "#ffe2a0", "day": "#fff3c4", "dusk": "#ffc46b"}[stage.time]
        pen.glow(x, bottom * height, 62, colour, 0.62 * visible)
        pen.glow(x, bottom * height, 22, "#fff6dc", 0.7 * visible)
        pen.toned(str).circle(x, bottom * height, 6.2, mix(colour, "#ffffff", 0.45), visible)
    clouds(stage, pen, bottom)


def stars(stage: Stage, pen: Pen, bottom: float) -> None:
    """A field of stars, thinner towards the horizon."""
    plain = pen.toned(str)
    for _ in range(int(stage.width * 0.9)):
        height = stage.random.random() ** 1.6
        size = stage.random.choice((0.12, 0.16, 0.16, 0.22, 0.32))
        plain.circle(
            stage.random.uniform(stage.left, stage.right), height * bottom, size, "#fdf6dc", (1 - height) * 0.85
        )


def moon(pen: Pen, x: float, y: float, radius: float, shade: str, alpha: float) -> None:
    """A nearly full moon with its seas and halo."""
    plain = pen.toned(str)
    pen.glow(x, y, radius * 7, "#9fb6ee", 0.42 * alpha)
    plain.circle(x, y, radius, ("#fffbe6", "#e9e4cf"), alpha)
    for dx, dy, size in ((-0.3, -0.2, 0.24), (0.28, 0.12, 0.3), (-0.1, 0.45, 0.18), (0.35, -0.45, 0.12)):
        plain.circle(x + dx * radius, y + dy * radius, size * radius, mix("#d9d3ba", shade, 0.15), 0.55 * alpha)


def clouds(stage: Stage, pen: Pen, bottom: float) -> None:
    """Flat-bottomed clouds, more and wider the more the sky is covered."""
    cover = stage.air.cover
    count = round(stage.width / 46 + cover * stage.width / 16)
    plain = pen.toned(str)
    for i in range(count):
        x = stage.left + stage.width * ((i + stage.random.uniform(0.1, 0.9)) / count)
        y = stage.random.uniform(0.06, 0.2 + 0.5 * (1 - cover * 0.4)) * bottom
        size = stage.random.uniform(0.7, 1.3) * (1 - 0.45 * y / bottom) * (1.15 + cover * 1.2)
        alpha = 0.30 if stage.time == "night" else 0.75
        cloud(stage, plain, x, y, size, alpha * (0.65 + 0.35 * cover))


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
