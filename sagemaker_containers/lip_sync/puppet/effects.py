"""What moves beside the actors: rain and snow, drifting particles, the flicker of flames. All deterministic by seed.

Effects change on every second frame, as poses do; a `step` is one such pair of frames.
"""

import math
import random
from dataclasses import dataclass

import numpy as np
import skia

from film_studio.film.models import Glow, Particles, Weather
from sagemaker_containers.drawing.pen import Pen, argb, smooth
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.figure import Area

STEPS_PER_SECOND = 12
_FLICKER_STEPS = 2
_FALLING: dict[Weather, int] = {"rain": 260, "storm": 380, "snow": 240}


class Precipitation:
    """Rain or snow over the whole frame; nothing for other weather."""

    def __init__(self, weather: Weather, width: int, height: int, seed: int):
        self._weather, self._width, self._height = weather, width, height
        count = round(_FALLING.get(weather, 0) * math.sqrt(width * height / (1920 * 1080)))
        rng = np.random.default_rng(seed)
        self._x, self._y, self._near = rng.random(count), rng.random(count), rng.integers(0, 3, count)

    @property
    def falls(self) -> bool:
        """Whether the whole frame changes at every step."""
        return bool(self._x.size)

    def draw(self, canvas: skia.Canvas, step: int) -> None:
        """Draw the weather of this step."""
        unit = self._height / 100
        for near in range(3):
            chosen = self._near == near
            if self._weather == "snow":
                self._snow(canvas, chosen, near, step, unit)
            else:
                self._rain(canvas, chosen, near, step, unit)

    def _rain(self, canvas: skia.Canvas, chosen: np.ndarray, near: int, step: int, unit: float) -> None:
        speed = (0.10, 0.14, 0.19)[near]
        length = (2.6, 4.0, 6.0)[near] * unit
        y = (self._y[chosen] + speed * step) % 1.15 * self._height - length
        x = ((self._x[chosen] - 0.025 * speed * step) % 1.0) * self._width
        points = [
            skia.Point(px + dx, py + dy)
            for px, py in zip(x, y, strict=True)
            for dx, dy in ((0, 0), (-length * 0.16, length))
        ]
        paint = skia.Paint(
            AntiAlias=True,
            Color=argb("#e3edf7", (0.22, 0.32, 0.42)[near]),
            StrokeWidth=max(1.0, (0.1, 0.14, 0.2)[near] * unit),
        )
        canvas.drawPoints(skia.Canvas.kLines_PointMode, points, paint)

    def _snow(self, canvas: skia.Canvas, chosen: np.ndarray, near: int, step: int, unit: float) -> None:
        speed = (0.006, 0.009, 0.013)[near]
        y = (self._y[chosen] + speed * step) % 1.04 * self._height - 2 * unit
        x = (self._x[chosen] + 0.012 * np.sin(step * 0.13 + self._y[chosen] * 40)) * self._width
        points = [skia.Point(px, py) for px, py in zip(x, y, strict=True)]
        paint = skia.Paint(
            AntiAlias=True, Color=argb("#ffffff", (0.55, 0.75, 0.9)[near]), StrokeWidth=(0.5, 0.8, 1.25)[near] * unit,
            StrokeCap=skia.Paint.kRound_Cap,
        )  # fmt: skip
        canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)


@dataclass(frozen=True)
class Mote:
    """One drifting thing: where it is at a step (px), how large, how bright, how it is turned (degrees)."""

    x: float
    y: float
    size: float
    alpha: float
    turn: float

    @property
    def area(self) -> Area:
        """All that it covers."""
        reach = self.size * 2.2 + 2
        return int(self.x - reach), int(self.y - reach), int(self.x + reach) + 1, int(self.y + reach) + 1


_COUNT: dict[Particles, int] = {
    "none": 0,
    "dust": 9,
    "fireflies": 12,
    "birds": 5,
    "petals": 9,
    "leaves": 8,
    "stars": 14,
    "embers": 9,
    "bubbles": 9,
}


class Drift:
    """The particles of one clip."""

    def __init__(self, kind: Particles, width: int, height: int, seed: int):
        self._kind, self._width, self._height = kind, width, height
        self._unit = height / 100
        rng = random.Random(f"{seed} {kind}")
        self._seeds = [tuple(rng.random() for _ in range(5)) for _ in range(_COUNT[kind])]

    def motes(self, step: int) -> list[Mote]:
        """Every particle at this step."""
        seconds = step / STEPS_PER_SECOND
        return [self._mote(seconds, *seeds) for seeds in self._seeds]

    def _mote(self, seconds: float, a: float, b: float, c: float, d: float, e: float) -> Mote:
        width, height, unit = self._width, self._height, self._unit
        sway = math.sin(seconds * (0.5 + d) + e * math.tau)
        match self._kind:
            case "fireflies":
                x = (a + 0.02 * math.sin(seconds * (0.4 + c) + d * 6)) * width
                y = (0.45 + 0.42 * b) * height + 2.4 * unit * math.sin(seconds * (0.6 + d) + e * 6)
                return Mote(
                    x, y, (0.7 + 0.5 * c) * unit, 0.25 + 0.75 * max(0.0, math.sin(seconds * (1.2 + d) + c * 6)), 0
                )
            case "birds":
                x = ((a * 0.5 + seconds * (0.018 + 0.006 * c)) % 1.2 - 0.1) * width
                y = (0.10 + 0.16 * b) * height + unit * math.sin(seconds * 0.8 + d * 6)
                return Mote(x, y, (0.9 + 0.6 * c) * unit, 0.75, math.sin(seconds * (5 + 2 * d) + e * 6))
            case "petals" | "leaves":
                y = ((b + seconds * (0.035 + 0.02 * c)) % 1.1 - 0.05) * height
                x = ((a + seconds * 0.012) % 1.0) * width + 3 * unit * sway
                return Mote(x, y, (0.8 + 0.5 * d) * unit, 0.9, 70 * sway + 360 * e)
            case "stars":
                return Mote(
                    a * width,
                    b * 0.5 * height,
                    (0.34 + 0.3 * c) * unit,
                    0.5 + 0.5 * math.sin(seconds * (1.4 + 2 * d) + e * 6),
                    0,
                )
            case "embers":
                y = (0.95 - (b + seconds * (0.05 + 0.03 * c)) % 0.7) * height
                return Mote(a * width + 2 * unit * sway, y, (0.3 + 0.24 * d) * unit, 0.35 + 0.5 * (0.5 + 0.5 * sway), 0)
            case "bubbles":
                y = (0.96 - (b + seconds * (0.03 + 0.02 * c)) % 0.9) * height
                return Mote(a * width + 3 * unit * sway, y, (1.0 + 1.1 * d) * unit, 0.8, 0)
            case _:
                x = (a + 0.03 * math.sin(seconds * 0.3 + d * 6)) * width
                y = ((b - seconds * 0.008) % 1.0) * 0.8 * height
                return Mote(x, y, (0.34 + 0.4 * c) * unit, 0.22 + 0.2 * sway, 0)

    def draw(self, canvas: skia.Canvas, motes: list[Mote]) -> None:
        """Draw these particles."""
        pen = Pen(canvas)
        for number, mote in enumerate(motes):
            match self._kind:
                case "fireflies":
                    pen.glow(mote.x, mote.y, mote.size * 2.1, "#f2e86b", 0.85 * mote.alpha)
                    pen.circle(mote.x, mote.y, mote.size * 0.28, "#fffbd0", mote.alpha)
                case "birds":
                    flap = mote.turn * mote.size * 0.8
                    for side in (-1, 1):
                        wing = [
                            (mote.x + side * mote.size * 1.8, mote.y - flap),
                            (mote.x + side * mote.size * 0.8, mote.y - flap * 0.5 - mote.size * 0.3),
                            (mote.x, mote.y),
                        ]
                        pen.line(wing, "#33344a", mote.size * 0.26, mote.alpha)
                case "petals" | "leaves":
                    colours = (
                        ("#f7a8bc", "#ffd0da", "#fff0f0")
                        if self._kind == "petals"
                        else ("#d99a3f", "#a8b04a", "#c9703a")
                    )
                    with pen.moved(mote.x, mote.y, mote.size, mote.turn):
                        pen.shape(smooth([(-1.3, 0), (0, -0.6), (1.3, 0), (0, 0.6)]), colours[number % 3], mote.alpha)
                case "stars":
                    pen.glow(mote.x, mote.y, mote.size * 2.1, "#ffffff", 0.7 * mote.alpha)
                    pen.circle(mote.x, mote.y, mote.size * 0.45, "#ffffff", mote.alpha)
                case "embers":
                    pen.glow(mote.x, mote.y, mote.size * 2.1, "#ff8a3a", 0.8 * mote.alpha)
                    pen.circle(mote.x, mote.y, mote.size * 0.45, "#ffd98a", mote.alpha)
                case "bubbles":
                    pen.circle(mote.x, mote.y, mote.size, "#ffffff", 0.16)
                    pen.arc(mote.x, mote.y, mote.size, mote.size, 0, 360, "#f4fbff", mote.size * 0.12)
                    pen.circle(mote.x - mote.size * 0.35, mote.y - mote.size * 0.35, mote.size * 0.2, "#ffffff", 0.9)
                case _:
                    pen.glow(mote.x, mote.y, mote.size * 2.0, "#fff3d0", max(0.0, mote.alpha))


_WISPS = ((0.1, 0.93, 0.3), (0.36, 0.98, 0.34), (0.52, 0.91, 0.2), (0.7, 0.96, 0.36), (0.92, 0.92, 0.24))
"""Where wisps of mist lie (shares of the frame), and how far they reach: at the feet of who stands there."""


def mist(width: int, height: int) -> Raster:
    """Wisps of mist that lie low before everything, for a frame of this size (px)."""
    raster = Raster(width, height)
    pen = Pen(raster.canvas)
    shader = skia.GradientShader.MakeRadial(
        skia.Point(0, 0), 1, [argb("#e4ebf0", 0.26), argb("#e4ebf0", 0.12), argb("#e4ebf0", 0.0)], [0, 0.5, 1]
    )
    for x, y, reach in _WISPS:
        with pen.moved(x * width, y * height):
            pen.canvas.scale(reach * width, 0.3 * reach * height)
            pen.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader))
    return raster


class Flame:
    """A flickering light in the picture, the `number`-th of it, painted once."""

    def __init__(self, glow: Glow, number: int):
        self._glow, self._number = glow, number
        reach = math.ceil(glow.radius)
        self._raster = Raster(2 * reach, 2 * reach)
        Pen(self._raster.canvas, dither=True).glow(reach, reach, glow.radius, glow.colour, 1.0)
        self._left, self._top = round(glow.x) - reach, round(glow.y) - reach

    def strength(self, step: int) -> float:
        """How bright it is at this step, 0 to 1: its own strength, unsteady."""
        time = step // _FLICKER_STEPS * _FLICKER_STEPS / STEPS_PER_SECOND
        wave = math.sin(time * 7.3 + self._number * 2.1) * 0.5 + math.sin(time * 11.9 + self._number * 4.7) * 0.3
        return max(0.0, self._glow.strength * (0.62 + 0.38 * wave))

    @property
    def area(self) -> Area:
        """All that it lights."""
        return self._left, self._top, self._left + self._raster.width, self._top + self._raster.height

    def draw(self, canvas: skia.Canvas, step: int, moved: skia.Matrix) -> None:
        """Draw it where `moved` takes its middle, always of one size: it has no edges, and enlarging takes long."""
        x, y = moved.mapXY(self._glow.x, self._glow.y)
        left, top = round(x - self._glow.x), round(y - self._glow.y)
        paint = skia.Paint(BlendMode=skia.BlendMode.kScreen)
        paint.setAlphaf(min(1.0, self.strength(step)))
        canvas.drawImage(self._raster.image, self._left + left, self._top + top, skia.SamplingOptions(), paint)
