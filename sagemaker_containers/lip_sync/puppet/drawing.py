"""A shot's frames, drawn by changing only what moved since the frame before.

The still parts of the picture are composed once. For each frame the areas that differ are wiped back to that
background, redrawn, and only they are turned into video (YUV) again; everything else of the last frame stays. A moving
camera sees the picture drawn in the same way through a view that grows or shrinks from frame to frame.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from film_studio.film.models import ClipRequest, ScenePicture
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.camera import SMOOTH, View, moved
from sagemaker_containers.lip_sync.puppet.captions import caption
from sagemaker_containers.lip_sync.puppet.effects import Drift, Precipitation, flicker, glow_area
from sagemaker_containers.lip_sync.puppet.figure import Area, Figure, around, reach
from sagemaker_containers.lip_sync.puppet.performance import TWOS, Performance

_GRID = 16
"""Areas grow to this raster (px), x264's own blocks: few sizes, and none of odd width."""


def merged(areas: Iterable[Area], width: int, height: int) -> list[Area]:
    """The same areas on the raster and inside the frame, made one where that is no more to draw.

    What is left may overlap: every area is drawn whole, so that drawing the overlap twice is harmless.
    """
    result: list[Area] = []
    for left, top, right, bottom in areas:
        area = (
            max(0, left // _GRID * _GRID),
            max(0, top // _GRID * _GRID),
            min(width, -(-right // _GRID) * _GRID),
            min(height, -(-bottom // _GRID) * _GRID),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            continue
        while partner := next((other for other in result if _worth_joining(area, other)), None):
            result.remove(partner)
            area = around(area, partner)
        result.append(area)
    return result


def _size(area: Area) -> int:
    return (area[2] - area[0]) * (area[3] - area[1])


def _worth_joining(one: Area, other: Area) -> bool:
    return _size(around(one, other)) <= _size(one) + _size(other)


def touches(one: Area, other: Area) -> bool:
    """Whether two areas share a pixel."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@lru_cache(maxsize=256)
def _reformatter(width: int, height: int) -> VideoReformatter:
    """A converter keeps its tables for one size."""
    return VideoReformatter()


class Drawing:
    """Draws the frames of one clip in order. `images` are the picture's layers, decoded, in its order."""

    def __init__(self, request: ClipRequest, picture: ScenePicture, images: Sequence[Raster], performance: Performance):
        self.width, self.height = request.width, request.height
        self._picture, self._performance = picture, performance
        characters = {character.id: character for character in request.characters}
        self._figures = sorted(
            (
                Figure(characters[place.character], place, picture.light, self._everything)
                for place in picture.actors
                if touches(reach(place), self._everything)
            ),
            key=lambda figure: figure.place.y,
        )
        self._front: list[tuple[Raster, int, int]] = []
        self._background = Raster(self.width, self.height, opaque=True)
        self._compose(images)
        self._stage = Raster(self.width, self.height, opaque=True)
        self._moving = request.shot.move != "still"
        self._screen = Raster(self.width, self.height, opaque=True) if self._moving else self._stage
        self._request = request
        self._seen: View | None = None
        self._weather = Precipitation(picture.weather, self.width, self.height, request.seed)
        self._drift = Drift(picture.particles, self.width, self.height, request.seed)
        self._captions = [
            caption(cue, request.subtitle_style, request.language, self.width, self.height, request.scene.start_frame)
            for cue in request.cues
        ]
        self._step = -1
        self._frame = av.VideoFrame(self.width, self.height, "yuv420p")
        self._planes = _planes(self._frame)
        self._faded = av.VideoFrame(self.width, self.height, "yuv420p")

    def _compose(self, images: Sequence[Raster]) -> None:
        canvas = self._background.canvas
        for layer, image in zip(self._picture.layers, images, strict=True):
            if layer.depth < 1:
                canvas.drawImage(image.image, layer.x, layer.y)
            else:
                self._front.append((image, layer.x, layer.y))
        if self._picture.weather == "mist":
            self._front.append((self._mist(), 0, 0))

    def _mist(self) -> Raster:
        raster = Raster(self.width, self.height)
        pen = Pen(raster.canvas)
        for x, y, wide in ((0.2, 0.72, 0.5), (0.75, 0.8, 0.6), (0.45, 0.9, 0.8)):
            shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1, [argb("#eef2f2", 0.5), argb("#eef2f2", 0.0)])
            with pen.moved(x * self.width, y * self.height):
                pen.canvas.scale(wide * self.width, 0.16 * self.height)
                pen.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader))
        return raster

    def frame(self, number: int, brightness: float = 1.0) -> av.VideoFrame:
        """Frame `number` of the scene (ascending, without gaps): yuv420p, BT.709, video range; `brightness` 0 is black.

        The frame belongs to the drawing and changes with the next call.
        """
        changed = self._changes(number)
        for area in changed:
            self._draw(area, number)
        if self._moving:
            changed = self._film(changed, number)
        for area in changed:
            self._convert(area)
        return self._frame if brightness >= 1 else self._fade(brightness)

    # What changed ----------------------------------------------------------------------------------------------

    @property
    def _everything(self) -> Area:
        return 0, 0, self.width, self.height

    def _changes(self, number: int) -> list[Area]:
        areas: list[Area] = []
        for figure in self._figures:
            areas += figure.act(
                self._performance.pose(figure.name, number), self._performance.mouth(figure.name, number)
            )
        if not self._moving:
            areas += self._lettered(number)
        step = number // TWOS
        if step != self._step:
            if self._step < 0 or self._weather.falls:
                areas = [self._everything]
            else:
                areas += [mote.area for at in (self._step, step) for mote in self._drift.motes(at)]
                areas += [
                    glow_area(glow)
                    for k, glow in enumerate(self._picture.glows)
                    if flicker(glow, k, self._step) != flicker(glow, k, step)
                ]
            self._step = step
        return merged(areas, self.width, self.height)

    def _lettered(self, number: int) -> list[Area]:
        return [shown.area for shown in self._captions if number in (shown.start, shown.end)]

    # Drawing ---------------------------------------------------------------------------------------------------

    def _draw(self, area: Area, number: int) -> None:
        canvas = self._stage.canvas
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(*area))
        canvas.drawImage(self._background.image, 0, 0)
        for figure in self._figures:
            if touches(area, figure.area):
                figure.draw(canvas)
        for image, x, y in self._front:
            if touches(area, (x, y, x + image.width, y + image.height)):
                canvas.drawImage(image.image, x, y)
        pen = Pen(canvas)
        for k, glow in enumerate(self._picture.glows):
            if touches(area, glow_area(glow)):
                pen.glow(glow.x, glow.y, glow.radius, glow.colour, max(0.0, flicker(glow, k, self._step)))
        self._drift.draw(canvas, [mote for mote in self._drift.motes(self._step) if touches(area, mote.area)])
        if self._weather.falls:
            self._weather.draw(canvas, self._step)
        if not self._moving:
            self._letter(canvas, area, number)
        canvas.restore()

    def _letter(self, canvas: skia.Canvas, area: Area, number: int) -> None:
        for shown in self._captions:
            if shown.start <= number < shown.end and touches(area, shown.area):
                canvas.drawImage(shown.image.image, shown.x, shown.y)

    def _film(self, changed: Sequence[Area], number: int) -> list[Area]:
        """Put what the moving camera sees of the stage on the screen, and the subtitles, which do not move with it.

        `changed` are the areas of the stage that did; gives those of the screen.
        """
        seen = moved(
            self._request.shot, self._request.scene.start_frame + number, self._picture.actors, self.width, self.height
        )
        areas = [self._everything]
        if seen == self._seen:
            followed = [seen.area(area, self.width, self.height) for area in changed]
            areas = merged([*followed, *self._lettered(number)], self.width, self.height)
        self._seen = seen
        width, height = self.width / seen.zoom, self.height / seen.zoom
        source = skia.Rect.MakeXYWH(seen.x - width / 2, seen.y - height / 2, width, height)
        canvas = self._screen.canvas
        for area in areas:
            canvas.save()
            canvas.clipRect(skia.Rect.MakeLTRB(*area))
            canvas.drawImageRect(self._stage.image, source, skia.Rect.MakeWH(self.width, self.height), SMOOTH)
            self._letter(canvas, area, number)
            canvas.restore()
        return areas

    # Video -----------------------------------------------------------------------------------------------------

    def _convert(self, area: Area) -> None:
        left, top, right, bottom = area
        source = av.VideoFrame.from_numpy_buffer(self._screen.pixels[top:bottom, left:right], "bgra")
        result = _reformatter(right - left, bottom - top).reformat(
            source,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.POINT,  # the others look over an area's edge and would leave a seam there
        )
        for k, plane in enumerate(_planes(result)):
            shift = 1 if k else 0
            x0, y0, x1, y1 = left >> shift, top >> shift, right >> shift, bottom >> shift
            self._planes[k][y0:y1, x0:x1] = plane[: y1 - y0, : x1 - x0]

    def _fade(self, brightness: float) -> av.VideoFrame:
        levels = np.arange(256)
        luma = np.clip(16 + (levels - 16) * brightness, 0, 255).round().astype(np.uint8)
        chroma = (128 + (levels - 128) * brightness).round().astype(np.uint8)
        for k, (plane, faded) in enumerate(zip(self._planes, _planes(self._faded), strict=True)):
            np.take(chroma if k else luma, plane, out=faded)
        return self._faded


def _planes(frame: av.VideoFrame) -> list[np.ndarray]:
    """The planes of a yuv420p frame as writable arrays, padding included."""
    return [np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size) for plane in frame.planes]
