"""A shot's frames, drawn by changing only what moved since the frame before.

The still parts of the picture are composed once. For each frame the areas that differ are wiped back to that
background, redrawn, and only they are turned into video (YUV) again; everything else of the last frame stays. While the
camera moves, every layer is drawn where it sees it, for each frame anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from film_studio.film.models import ClipRequest, Layer, ScenePicture
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import SMOOTH, Raster
from sagemaker_containers.lip_sync.puppet.camera import FRONT_DEPTH, Camera, View, framed
from sagemaker_containers.lip_sync.puppet.captions import captions
from sagemaker_containers.lip_sync.puppet.cut_out import Head
from sagemaker_containers.lip_sync.puppet.effects import Drift, Precipitation, flicker, glow_area, mist
from sagemaker_containers.lip_sync.puppet.figure import Area, Figure, around, reach
from sagemaker_containers.lip_sync.puppet.performance import TWOS, Performance
from sagemaker_containers.lip_sync.puppet.transition import planes

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


class _Plane:
    """One layer of the picture, at its place and depth."""

    def __init__(self, layer: Layer, raster: Raster, rest: View, width: int, height: int):
        self.depth = layer.depth
        self._raster, self._width, self._height = raster, width, height
        self._place = skia.Rect.MakeXYWH(layer.x, layer.y, raster.width, raster.height)
        self._rest = rest
        self._resting, self._left, self._top = raster, layer.x, layer.y
        if rest.zoom != 1:
            place = rest.rect(self._place, width, height)
            shown = place.makeOutset(1, 1).roundOut()
            if not shown.intersect(skia.IRect.MakeWH(width, height)):
                shown = skia.IRect.MakeXYWH(0, 0, 1, 1)
            self._resting, self._left, self._top = Raster(shown.width(), shown.height()), shown.left(), shown.top()
            self._resting.canvas.translate(-self._left, -self._top)
            self._resting.canvas.drawImageRect(raster.image, place, SMOOTH)

    def draw(self, canvas: skia.Canvas, area: Area, seen: View) -> None:
        """Put what of the layer is in this area of the frame there, as it is in this view of its depth."""
        if seen != self._rest:
            canvas.drawImageRect(self._raster.image, seen.rect(self._place, self._width, self._height), SMOOTH)
        elif touches(area, (self._left, self._top, self._left + self._resting.width, self._top + self._resting.height)):
            canvas.drawImage(self._resting.image, self._left, self._top)


class Drawing:
    """Draws the frames of one clip in order.

    `layers` are the images of the picture's layers, in its order; `heads` are those from photos, by character.
    """

    def __init__(
        self,
        request: ClipRequest,
        picture: ScenePicture,
        layers: Sequence[Raster],
        performance: Performance,
        heads: Mapping[str, Head] = MappingProxyType({}),
    ):
        self.width, self.height = request.width, request.height
        self.request, self._performance = request, performance
        self._camera = Camera(request.shot, picture)
        layered = [
            _Plane(layer, raster, self._camera.rest, self.width, self.height)
            for layer, raster in zip(picture.layers, layers, strict=True)
        ]
        self._behind = [plane for plane in layered if plane.depth < FRONT_DEPTH]
        self._front = [plane for plane in layered if plane.depth >= FRONT_DEPTH]
        self._picture = framed(picture, self._camera.rest)
        characters = {character.id: character for character in request.characters}
        self._figures = sorted(
            (
                Figure(
                    characters[place.character], place, picture.light, self._camera.scope, heads.get(place.character)
                )
                for place in self._picture.actors
                if touches(reach(place), self._camera.scope)
            ),
            key=lambda figure: figure.place.y,
        )
        self._mist = mist(self.width, self.height) if picture.weather == "mist" else None
        self._weather = Precipitation(picture.weather, self.width, self.height, request.seed)
        self._drift = Drift(picture.particles, self.width, self.height, request.seed)
        self._captions = captions(request, [figure.face for figure in self._figures])
        self._background = Raster(self.width, self.height, opaque=True)
        self._draw_behind(self._background.canvas, self._everything, None)
        self._screen = Raster(self.width, self.height, opaque=True)
        self._seen: View | None = None
        self._step = -1
        self._frame = av.VideoFrame(self.width, self.height, "yuv420p")
        self._planes = planes(self._frame)
        self._faded = av.VideoFrame(self.width, self.height, "yuv420p")

    def frame(self, number: int, brightness: float = 1.0) -> av.VideoFrame:
        """Frame `number` of the scene (ascending, without gaps): yuv420p, BT.709, video range; `brightness` 0 is black.

        The frame belongs to the drawing and changes with the next call.
        """
        seen = self._camera.view(self.request.scene.start_frame + number)
        changed = self._changes(number)
        if seen != self._seen:
            changed = [self._everything]
        self._seen = seen
        for area in changed:
            self._draw(area, number)
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
        areas += [area for shown in self._captions for area in shown.changed(number)]
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

    # Drawing ---------------------------------------------------------------------------------------------------

    def _draw(self, area: Area, number: int) -> None:
        canvas, moved = self._screen.canvas, self._seen != self._camera.rest
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(*area))
        film_frame = self.request.scene.start_frame + number if moved else None
        if moved:
            self._draw_behind(canvas, area, film_frame)
        else:
            canvas.drawImage(self._background.image, 0, 0)
        with self._on_stage(canvas):
            for figure in self._figures:
                if moved or touches(area, figure.area):
                    figure.draw(canvas)
        for plane in self._front:
            plane.draw(canvas, area, self._view(plane, film_frame))
        if self._mist:
            canvas.drawImage(self._mist.image, 0, 0)
        with self._on_stage(canvas):
            pen = Pen(canvas, dither=True)
            for k, glow in enumerate(self._picture.glows):
                if moved or touches(area, glow_area(glow)):
                    pen.glow(glow.x, glow.y, glow.radius, glow.colour, max(0.0, flicker(glow, k, self._step)))
        self._drift.draw(canvas, [mote for mote in self._drift.motes(self._step) if touches(area, mote.area)])
        if self._weather.falls:
            self._weather.draw(canvas, self._step)
        for shown in self._captions:
            if touches(area, shown.area):
                shown.draw(canvas, number)
        canvas.restore()

    def _draw_behind(self, canvas: skia.Canvas, area: Area, film_frame: int | None) -> None:
        """Everything behind the actors as it is at a frame of the film, or where the camera rests."""
        for plane in self._behind:
            plane.draw(canvas, area, self._view(plane, film_frame))

    def _view(self, plane: _Plane, film_frame: int | None) -> View:
        return self._camera.rest if film_frame is None else self._camera.view(film_frame, plane.depth)

    @contextmanager
    def _on_stage(self, canvas: skia.Canvas) -> Iterator[None]:
        """What is drawn meanwhile moves as the actors do before the camera. Its places are those at rest."""
        canvas.save()
        if self._seen and self._seen != self._camera.rest:
            canvas.concat(self._camera.from_rest(self._seen))
        yield
        canvas.restore()

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
        for k, plane in enumerate(planes(result)):
            shift = 1 if k else 0
            x0, y0, x1, y1 = left >> shift, top >> shift, right >> shift, bottom >> shift
            self._planes[k][y0:y1, x0:x1] = plane[: y1 - y0, : x1 - x0]

    def _fade(self, brightness: float) -> av.VideoFrame:
        levels = np.arange(256)
        luma = np.clip(16 + (levels - 16) * brightness, 0, 255).round().astype(np.uint8)
        chroma = (128 + (levels - 128) * brightness).round().astype(np.uint8)
        for k, (plane, faded) in enumerate(zip(self._planes, planes(self._faded), strict=True)):
            np.take(chroma if k else luma, plane, out=faded)
        return self._faded
