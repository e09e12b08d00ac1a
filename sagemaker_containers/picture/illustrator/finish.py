"""What light and weather do to a layer when all is drawn on it: sunlight from one side, mist, snow that lies, a rim of
moonlight. They touch only what is there, so that a layer keeps its outline."""

from collections.abc import Sequence
from random import Random

import numpy as np
import skia

from sagemaker_containers.drawing.colour import channels
from sagemaker_containers.drawing.pen import argb
from sagemaker_containers.picture.illustrator.atmosphere import Atmosphere

_HAZE = {"mist": (0.8, 0.3, 0.0), "rain": (0.16, 0.06, 0.0), "storm": (0.1, 0.03, 0.0), "snow": (0.2, 0.14, 0.0)}
"""How much haze lies over far things at their foot, over near things at the horizon, and at the bottom of the frame."""


def drawn_rows(pixels: np.ndarray) -> tuple[int, int]:
    """The first row of premultiplied BGRA pixels on which anything is drawn, and the one after the last."""
    rows = np.flatnonzero(pixels.view(np.uint32).any(axis=(1, 2)))
    return (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 0)


def lay_light(canvas: skia.Canvas, air: Atmosphere, sun: tuple[float, float], width: float, depth: float) -> None:
    """Light that falls from where sun or moon stand (units) over the layer; what frames the picture lies in shade."""
    strength = {"dawn": 0.5, "day": 0.14, "dusk": 0.36, "night": 0.14}[air.time] * air.sunlight
    if strength:
        shader = skia.GradientShader.MakeRadial(
            skia.Point(*sun),
            width * 0.85,
            [argb(air.beam, strength), argb(air.beam, strength * 0.32), argb(air.beam, 0)],
            [0.0, 0.4, 1.0],
        )
        canvas.drawPaint(skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))
    if depth >= 1:
        canvas.drawColor(argb("#1a1440", 0.16), skia.BlendMode.kSrcATop)


def lay_haze(canvas: skia.Canvas, air: Atmosphere, horizon: float, bottom: float, depth: float) -> None:
    """Haze over the layer: over far things densest at their foot, over near ones less and less down to the frame's
    `bottom`. On a clear morning a little lies over the ground, most at the
    foot of what is far."""
    if depth >= 1:
        return
    if air.weather in ("clear", "cloudy") and air.time == "dawn":
        if depth < 0.5:
            _veil(canvas, air, (horizon - 16, 0.0), (horizon + 3, 0.6))
        else:
            _veil(canvas, air, (horizon, 0.2), (bottom, 0.0))
    if air.weather not in _HAZE:
        return
    far, near, front = _HAZE[air.weather]
    if depth >= 0.5:
        _veil(canvas, air, (horizon, near), (bottom, front))
    elif air.weather == "mist":
        _veil(canvas, air, (horizon - 46, far * 0.55), (horizon, far))
    else:
        canvas.drawColor(argb(air.haze, far), skia.BlendMode.kSrcATop)


def _veil(canvas: skia.Canvas, air: Atmosphere, upper: tuple[float, float], lower: tuple[float, float]) -> None:
    """Haze that goes over from one height and density to another; above and below it stays as it is there."""
    bounds = canvas.getLocalClipBounds()
    for top, bottom, density in ((bounds.top(), upper[0], upper[1]), (lower[0], bounds.bottom(), lower[1])):
        if density and top < bottom:
            even = skia.Paint(Color=argb(air.haze, density), BlendMode=skia.BlendMode.kSrcATop)
            canvas.drawRect(skia.Rect.MakeLTRB(bounds.left(), top, bounds.right(), bottom), even)
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, upper[0]), skia.Point(0, lower[0])], [argb(air.haze, upper[1]), argb(air.haze, lower[1])]
    )
    between = skia.Rect.MakeLTRB(bounds.left(), upper[0], bounds.right(), lower[0])
    canvas.drawRect(between, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))


def lay_banks(canvas: skia.Canvas, air: Atmosphere, random: Random, width: float, horizon: float, floor: float) -> None:
    """Banks of mist that drift over the ground between the horizon and where people stand, uneven and without edges:
    `width` is the frame's."""
    for _ in range(11):
        along, near = random.uniform(-0.6, 0.6), random.random()
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), 1, [argb(air.haze, 0.5 - 0.2 * near), argb(air.haze, 0.2), argb(air.haze, 0)], [0, 0.5, 1]
        )
        canvas.save()
        canvas.translate(width * along, horizon - 3 + (floor - horizon) * near)
        canvas.scale(random.uniform(16, 38), random.uniform(2.5, 6))
        canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kSrcATop))
        canvas.restore()


def mirror_lamps(canvas: skia.Canvas, lamps: Sequence[tuple[float, str]], floor: float, bottom: float) -> None:
    """Long reflections of lamps (x and colour) on ground that shines with rain."""
    for x, colour in lamps:
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), 1, [argb(colour, 0.5), argb(colour, 0.16), argb(colour, 0)], [0, 0.4, 1]
        )
        canvas.save()
        canvas.translate(x, floor)
        canvas.scale(4.2, bottom - floor)
        canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kSrcATop))
        canvas.restore()


def edge_upward(pixels: np.ndarray, colour: str, thick: int, alpha: float, aside: int = 0) -> None:
    """Colour the upper edges of what is drawn, `thick` px deep, as snow that lies or light from above.

    `aside` px is how far from the side the light comes (right is positive). `pixels` are premultiplied BGRA.
    """
    opaque = pixels[:, :, 3]
    above = np.zeros_like(opaque)
    above[thick:] = opaque[:-thick]
    if aside:
        above = np.roll(above, -aside, axis=1)
    rows, columns = np.nonzero(opaque > above)
    if not rows.size:
        return
    share = ((opaque[rows, columns].astype(np.float32) - above[rows, columns]) / 255 * alpha)[:, None]
    cover = opaque[rows, columns].astype(np.float32)[:, None]
    paint = np.array(channels(colour)[::-1], np.float32) * cover
    edge = pixels[rows, columns, :3].astype(np.float32)
    pixels[rows, columns, :3] = (edge * (1 - share) + paint * share).round().astype(np.uint8)
