"""What light and weather do to a layer when all is drawn on it: sunlight from one side, mist, snow that lies, a rim of
moonlight. They touch only what is there, so that a layer keeps its outline."""

import numpy as np
import skia

from sagemaker_containers.drawing.colour import channels
from sagemaker_containers.drawing.pen import argb
from sagemaker_containers.picture.illustrator.atmosphere import Atmosphere

_MIST = {"mist": (0.72, 0.54, 0.08), "rain": (0.16, 0.06, 0.0), "storm": (0.1, 0.03, 0.0), "snow": (0.2, 0.14, 0.0)}
"""How much haze lies over far things, over near things at the horizon, and at the bottom of the frame."""


def lay_light(canvas: skia.Canvas, air: Atmosphere, sun: tuple[float, float], width: float, depth: float) -> None:
    """Light that falls from where sun or moon stand (units) over the layer; what frames the picture lies in shade."""
    strength = {"dawn": 0.34, "day": 0.14, "dusk": 0.36, "night": 0.3}[air.time] * air.sunlight
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
    """Haze over the layer: thick over what is far, over near things less and less down to the frame's `bottom`."""
    if air.weather not in _MIST or depth >= 1:
        return
    far, near, front = _MIST[air.weather]
    if depth < 0.5:
        canvas.drawColor(argb(air.haze, far), skia.BlendMode.kSrcATop)
        return
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, horizon), skia.Point(0, bottom)], [argb(air.haze, near), argb(air.haze, front)]
    )
    canvas.drawPaint(skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kSrcATop))


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
