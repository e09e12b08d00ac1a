"""A pen for soft, flat shapes: what every picture and puppet is drawn with.

Coordinates are whatever units the canvas is scaled to, y downwards. A `Fill` is one colour, or two for a gradient from
the top of the shape to its bottom. Every colour passes the pen's `tone` first,
    which is how light and distance reach all
that is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import skia

from sagemaker_containers.drawing.colour import channels

Point = tuple[float, float]
Fill = str | tuple[str, str]


@lru_cache(maxsize=16384)
def argb(colour: str, alpha: float = 1.0) -> int:
    """The colour as skia wants it."""
    red, green, blue = (round(channel * 255) for channel in channels(colour))
    return int(skia.ColorSetARGB(round(alpha * 255), red, green, blue))


def polygon(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """Straight lines through `points`."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], closed)
    return path


def smooth(points: Sequence[Point], closed: bool = True) -> skia.Path:
    """A Catmull-Rom curve through `points`."""
    path = skia.Path()
    path.moveTo(*points[0])
    count = len(points)
    for i in range(count if closed else count - 1):
        if closed:
            before, start, end, after = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            before, start, end, after = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        path.cubicTo(
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            end[0],
            end[1],
        )
    if closed:
        path.close()
    return path


class Pen:
    """Draws on one skia canvas. `tone` maps every colour to the one that light and distance make of it.

    With `dither` gradients take less than half the time (5.7 instead of 13 ns a pixel: skia then computes them in
    float, eight at once), at the price of noise that files would have to keep.
    """

    def __init__(self, canvas: skia.Canvas, tone: Callable[[str], str] = str, dither: bool = False):
        self.canvas = canvas
        self.tone = tone
        self._dither = dither

    def toned(self, tone: Callable[[str], str]) -> "Pen":
        """The same canvas under another light."""
        return Pen(self.canvas, tone, self._dither)

    def onto(self, canvas: skia.Canvas) -> "Pen":
        """The same pen on another canvas."""
        return Pen(canvas, self.tone, self._dither)

    @contextmanager
    def moved(
        self, x: float = 0, y: float = 0, scale: float = 1, rotate: float = 0, flip: bool = False
    ) -> Iterator["Pen"]:
        """Draw around (x, y): scaled, turned by `rotate` degrees clockwise, mirrored left to right."""
        self.canvas.save()
        self.canvas.translate(x, y)
        if rotate:
            self.canvas.rotate(rotate)
        if scale != 1 or flip:
            self.canvas.scale(-scale if flip else scale, scale)
        try:
            yield self
        finally:
            self.canvas.restore()

    @contextmanager
    def clipped(self, path: skia.Path) -> Iterator["Pen"]:
        """Draw only inside `path`."""
        self.canvas.save()
        self.canvas.clipPath(path, True)
        try:
            yield self
        finally:
            self.canvas.restore()

    def paint(self, fill: Fill, alpha: float = 1.0, top: float = 0, bottom: float = 1) -> skia.Paint:
        """The paint for `fill`, whose gradient runs from `top` to `bottom`."""
        if isinstance(fill, str):
            return skia.Paint(AntiAlias=True, Color=argb(self.tone(fill), alpha))
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)], [argb(self.tone(colour), alpha) for colour in fill]
        )
        return skia.Paint(AntiAlias=True, Shader=shader, Dither=self._dither)

    def shape(self, path: skia.Path, fill: Fill, alpha: float = 1.0) -> None:
        """Fill a path."""
        bounds = path.getBounds()
        self.canvas.drawPath(path, self.paint(fill, alpha, bounds.top(), bounds.bottom()))

    def rect(
        self, x: float, y: float, width: float, height: float, fill: Fill, radius: float = 0, alpha: float = 1.0
    ) -> None:
        """A rectangle from its top left corner."""
        paint = self.paint(fill, alpha, y, y + height)
        self.canvas.drawRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius, paint)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Fill, alpha: float = 1.0) -> None:
        """An ellipse around (x, y)."""
        paint = self.paint(fill, alpha, y - ry, y + ry)
        self.canvas.drawOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), paint)

    def circle(self, x: float, y: float, radius: float, fill: Fill, alpha: float = 1.0) -> None:
        """A circle around (x, y)."""
        self.ellipse(x, y, radius, radius, fill, alpha)

    def poly(self, points: Sequence[Point], fill: Fill, alpha: float = 1.0) -> None:
        """A polygon."""
        self.shape(polygon(points), fill, alpha)

    def blob(self, points: Sequence[Point], fill: Fill, alpha: float = 1.0) -> None:
        """A smooth closed shape through `points`."""
        self.shape(smooth(points), fill, alpha)

    def line(self, points: Sequence[Point], colour: str, width: float, alpha: float = 1.0) -> None:
        """A smooth round-ended line through `points`."""
        path = polygon(points, closed=False) if len(points) == 2 else smooth(points, closed=False)
        self.stroke(path, colour, width, alpha)

    def stroke(self, path: skia.Path, colour: str, width: float, alpha: float = 1.0) -> None:
        """The outline of a path, with round ends and joins."""
        self.canvas.drawPath(
            path,
            skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=width,
                StrokeCap=skia.Paint.kRound_Cap,
                StrokeJoin=skia.Paint.kRound_Join,
                Color=argb(self.tone(colour), alpha),
            ),
        )

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, sweep: float, colour: str, width: float
    ) -> None:
        """An arc of an ellipse; angles in degrees, clockwise from the right."""
        path = skia.Path()
        path.addArc(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), start, sweep)
        self.stroke(path, colour, width)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.6) -> None:
        """Light that fades outwards; it keeps its colour, whatever the light around it."""
        shader = skia.GradientShader.MakeRadial(
            skia.Point(x, y),
            radius,
            [argb(colour, strength), argb(colour, strength * 0.35), argb(colour, 0)],
            [0.0, 0.4, 1.0],
        )
        paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=self._dither, BlendMode=skia.BlendMode.kScreen)
        self.canvas.drawCircle(x, y, radius, paint)

    def shadow(self, x: float, y: float, rx: float, ry: float, strength: float = 0.3, fall: float = 0.0) -> None:
        """A soft shadow on the ground around (x, y) that falls `fall` to the right, or left if negative."""
        shader = skia.GradientShader.MakeRadial(
            skia.Point(0, 0), 1, [argb("#0c0608", strength), argb("#0c0608", strength * 0.75), argb("#0c0608", 0)],
            [0.0, 0.5, 1.0],
        )  # fmt: skip
        with self.moved(x + fall, y):
            self.canvas.scale(rx, ry)
            self.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader, Dither=self._dither))


def arch(x: float, bottom: float, width: float, height: float, pointed: float = 0.0) -> skia.Path:
    """A door or window with a rounded head, standing on (x, bottom); `pointed` 1 makes the head a sharp ogive."""
    half = width / 2
    spring = bottom - height + half * (1 + 0.5 * pointed)
    top = bottom - height
    path = skia.Path()
    path.moveTo(x - half, bottom)
    path.lineTo(x - half, spring)
    bulge = 0.55 * (1 - 0.6 * pointed)
    path.cubicTo(x - half, spring - (spring - top) * 0.55, x - half * bulge, top, x, top)
    path.cubicTo(x + half * bulge, top, x + half, spring - (spring - top) * 0.55, x + half, spring)
    path.lineTo(x + half, bottom)
    path.close()
    return path
