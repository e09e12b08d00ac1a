"""The thumbnail: the film's first scene, made a little stronger, with the title over it; and plain stills of shots."""

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import skia

from film_studio.film import lettering
from film_studio.film.models import FPS, INTRO_FRAMES, LanguageCode

WIDTH, HEIGHT = 1280, 720
FRAME_SECONDS = INTRO_FRAMES / FPS + 2
"""Where the picture is taken from: two seconds after the title card."""

_JPEG_QUALITY = 92
"""Noise, the worst of pictures, takes 0.8 MB at this quality and size."""

_STILL_SIDE, _STILL_QUALITY = 640, 85
"""The longer side of a still, in px, and its JPEG's quality."""

_BRAND = "AI Film Studio"
_MARGIN = 56
_CONTRAST, _SATURATION = 1.08, 1.18
_PLAIN = skia.SamplingOptions(skia.FilterMode.kLinear)
_SMOOTH = skia.SamplingOptions(skia.CubicResampler.Mitchell())


class ThumbnailError(ValueError):
    """The film has no picture to make a thumbnail or still of."""


def make(film: Path, title: str, language: LanguageCode, out: Path) -> None:
    """Write the thumbnail of `film` to `out`: a JPEG of 1280×720 px under 2 MB.

    A film of another shape lies in the middle, over a blurred enlargement of itself. Raises `ThumbnailError` where the
    film is too short to have a frame there.
    """
    surface = skia.Surface(WIDTH, HEIGHT)
    canvas = surface.getCanvas()
    _draw_picture(canvas, _frame(film))
    text = lettering.paragraph(
        title,
        language=language,
        size=76,
        colour="#ffffff",
        width=WIDTH - 2 * _MARGIN,
        bold=True,
        align="left",
        max_rows=2,
    )
    top = HEIGHT - _MARGIN * 0.7 - text.Height
    _draw_ground(canvas, surface.makeImageSnapshot(), top)
    _draw_shadowed(canvas, text, _MARGIN, top)
    _draw_brand(canvas)
    out.write_bytes(bytes(surface.makeImageSnapshot().encodeToData(skia.kJPEG, _JPEG_QUALITY)))


def still(clip: Path, seconds: float, out: Path) -> None:
    """Write the frame of a clip at `seconds` to `out`: a small JPEG. Raises `ThumbnailError` where there is none."""
    pixels = _pixels(clip, seconds, _STILL_SIDE, _STILL_SIDE)
    picture = skia.Image.fromarray(pixels, colorType=skia.kBGRA_8888_ColorType)
    out.write_bytes(bytes(picture.encodeToData(skia.kJPEG, _STILL_QUALITY)))


def _frame(film: Path) -> skia.Image:
    """The frame at `FRAME_SECONDS`, fitted into the thumbnail and sharpened."""
    pixels = _pixels(film, FRAME_SECONDS, WIDTH, HEIGHT).astype(np.int16)
    return skia.Image.fromarray(_sharpened(pixels), colorType=skia.kBGRA_8888_ColorType)


def _pixels(film: Path, seconds: float, width: int, height: int) -> npt.NDArray[np.uint8]:
    """The frame at `seconds` in BGRA, as large as fits."""
    with av.open(film) as container:
        stream = container.streams.video[0]
        container.seek(int(seconds * av.time_base))
        for frame in container.decode(stream):
            # Half a frame of grace, as the times of frames are rounded to the container's clock.
            if frame.time is not None and frame.time >= seconds - 0.5 / FPS:
                scale = min(width / frame.width, height / frame.height)
                size = round(frame.width * scale), round(frame.height * scale)
                return frame.reformat(*size, "bgra", interpolation="LANCZOS").to_ndarray().astype(np.uint8, copy=False)
    raise ThumbnailError(f"{film.name} has no frame at {seconds:g} s")


def _sharpened(pixels: npt.NDArray[np.int16]) -> npt.NDArray[np.uint8]:
    """An unsharp mask over the four neighbours of each pixel."""
    wide = np.pad(pixels, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]
    detail = 4 * wide[1:-1, 1:-1] - around
    sharp: npt.NDArray[np.uint8] = np.clip(wide[1:-1, 1:-1] + detail // 8, 0, 255).astype(np.uint8)
    return sharp


def _draw_picture(canvas: skia.Canvas, frame: skia.Image) -> None:
    """The frame with richer colours, its corners darkened."""
    paint = skia.Paint(ColorFilter=_rich())
    if frame.width() < WIDTH - 2 or frame.height() < HEIGHT - 2:
        cover = 1.1 * max(WIDTH / frame.width(), HEIGHT / frame.height())
        width, height = frame.width() * cover, frame.height() * cover
        backdrop = skia.Rect.MakeXYWH((WIDTH - width) / 2, (HEIGHT - height) / 2, width, height)
        canvas.drawImageRect(_blurred(frame), backdrop, _SMOOTH, paint)
        canvas.drawColor(0x66000000)
        canvas.drawImage(frame, (WIDTH - frame.width()) // 2, (HEIGHT - frame.height()) // 2, _PLAIN, paint)
    else:
        canvas.drawImageRect(frame, skia.Rect.MakeWH(WIDTH, HEIGHT), _PLAIN, paint)
    vignette = skia.GradientShader.MakeRadial(
        (WIDTH / 2, HEIGHT * 0.45), WIDTH * 0.7, [0x00000000, 0x00000000, 0x80000000], [0.0, 0.5, 1.0]
    )
    canvas.drawPaint(skia.Paint(Shader=vignette, Dither=True))


def _blurred(image: skia.Image) -> skia.Image:
    """`image` reduced to a few pixels: drawn large it is a soft blur, far cheaper than a filter."""
    small = skia.Surface(max(image.width() // 32, 1), max(image.height() // 32, 1))
    place = skia.Rect.MakeWH(small.width(), small.height())
    small.getCanvas().drawImageRect(
        image, place, skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    )
    return small.makeImageSnapshot()


def _rich() -> skia.ColorFilter:
    """More contrast around middle grey, and more saturation around luma."""
    luma = (0.2126, 0.7152, 0.0722)
    rows = [
        [_CONTRAST * ((1 - _SATURATION) * luma[source] + _SATURATION * (source == target)) for source in range(3)]
        + [0, (1 - _CONTRAST) / 2]
        for target in range(3)
    ]
    return skia.ColorFilters.Matrix([*rows[0], *rows[1], *rows[2], 0, 0, 0, 1, 0])


def _draw_ground(canvas: skia.Canvas, scenery: skia.Image, top: float) -> None:
    """A dark, frosted foot for the title; subtitles burned into the frame vanish in it."""
    begin = top - 80
    fade = skia.GradientShader.MakeLinear([(0, begin), (0, top + 10)], [0x00000000, 0xFF000000])
    everywhere = skia.Rect.MakeWH(WIDTH, HEIGHT)
    canvas.saveLayer()
    canvas.drawImageRect(_blurred(scenery), everywhere, _SMOOTH)
    canvas.drawPaint(skia.Paint(Shader=fade, BlendMode=skia.BlendMode.kDstIn))
    canvas.restore()
    shade = skia.GradientShader.MakeLinear(
        [(0, begin), (0, HEIGHT)], [0x00080A14, 0xB8080A14, 0xF0080A14], [0.0, 0.45, 1.0]
    )
    canvas.drawPaint(skia.Paint(Shader=shade, Dither=True))


def _draw_shadowed(canvas: skia.Canvas, text: skia.textlayout.Paragraph, x: float, y: float) -> None:
    shadow = skia.ImageFilters.DropShadow(0, 3, 5, 5, 0xC0000000)
    canvas.saveLayer(None, skia.Paint(ImageFilter=shadow))
    text.paint(canvas, x, y)
    canvas.restore()


def _draw_brand(canvas: skia.Canvas) -> None:
    """The studio's name on a small plate in the upper left corner."""
    text = lettering.paragraph(_BRAND, language="en", size=26, colour="#ffffff", width=400, bold=True, align="left")
    plate = skia.Rect.MakeXYWH(36, 32, text.LongestLine + 64, text.Height + 16)
    canvas.drawRoundRect(plate, 10, 10, skia.Paint(Color=0xFF0066CC, AntiAlias=True))
    play = skia.Path()
    x, y, size = plate.left() + 18, plate.centerY(), 9
    play.addPoly([(x, y - size), (x + 1.6 * size, y), (x, y + size)], True)
    canvas.drawPath(play, skia.Paint(Color=skia.ColorWHITE, AntiAlias=True))
    text.paint(canvas, plate.left() + 44, plate.top() + 8)
