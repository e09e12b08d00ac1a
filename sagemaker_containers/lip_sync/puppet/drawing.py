"""A shot's frames, drawn by changing only what moved since the frame before.

The still parts of the picture are composed once. For each frame the areas that differ are wiped back to that
background, redrawn, and only they are turned into video (YUV) again; everything else of the last frame stays. While the
camera moves, every layer is drawn where it sees it, for each frame anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from film_studio.film.models import FPS, ClipRequest, ScenePicture
from sagemaker_containers.drawing.raster import SMOOTH, Raster
from sagemaker_containers.lip_sync.puppet.camera import FRONT_DEPTH, Camera, View, framed, peopled, share
from sagemaker_containers.lip_sync.puppet.captions import captions
from sagemaker_containers.lip_sync.puppet.cut_out import Head
from sagemaker_containers.lip_sync.puppet.effects import Drift, Flame, Precipitation, mist
from sagemaker_containers.lip_sync.puppet.figure import Area, Figure, around, reach
from sagemaker_containers.lip_sync.puppet.held import held
from sagemaker_containers.lip_sync.puppet.lightning import Lightning
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


@dataclass(frozen=True)
class _Painted:
    """A piece of the picture: its pixels, the place of their top left corner (px), how near it is."""

    raster: Raster
    left: int
    top: int
    depth: float

    @property
    def bottom(self) -> int:
        """The row below it."""
        return self.top + self.raster.height

    def over(self, other: "_Painted") -> "_Painted":
        """Both as one piece."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right = max(self.left + self.raster.width, other.left + other.raster.width)
        both = Raster(right - left, max(self.bottom, other.bottom) - top, other.raster.opaque and other.holds(self))
        for piece in (other, self):
            both.canvas.drawImage(piece.raster.image, piece.left - left, piece.top - top)
        return _Painted(both, left, top, other.depth)

    def holds(self, other: "_Painted") -> bool:
        """Whether the other one does not reach beyond this."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.raster.width <= self.left + self.raster.width
            and other.bottom <= self.bottom
        )


def _planes(picture: ScenePicture, layers: Sequence[Raster], near: bool) -> list[_Painted]:
    """The layers in front of the actors (`near`) or behind them; those that move alike before the camera as one."""
    painted: list[_Painted] = []
    for layer, raster in zip(picture.layers, layers, strict=True):
        if (layer.depth >= FRONT_DEPTH) != near:
            continue
        piece = _Painted(raster, layer.x, layer.y, layer.depth)
        if painted and share(painted[-1].depth) == share(piece.depth):
            piece = piece.over(painted.pop())
        painted.append(piece)
    return painted


class Living(Protocol):
    """What moves in a painted picture by itself: the faces of its people. All places are in px of the picture."""

    faces: Sequence[Area]
    """Where they are."""

    def act(self, number: int) -> list[Area]:
        """Look as on frame `number` of the scene; answers the areas that change by it."""

    def draw(self, canvas: skia.Canvas) -> None:
        """Draw what is not as it was painted."""


class _Plane:
    """A piece of the picture before the camera.

    It is enlarged once for the camera's rest. A camera that pans moves this by whole pixels, which is quick; one that
    comes nearer enlarges the piece for every frame.
    """

    def __init__(self, painted: _Painted, camera: Camera, width: int, height: int):
        self.depth = painted.depth
        self._raster, self._width, self._height = painted.raster, width, height
        self._place = skia.Rect.MakeXYWH(painted.left, painted.top, painted.raster.width, painted.raster.height)
        self._rest = camera.rest
        self._resting, self._left, self._top = painted.raster, painted.left, painted.top
        if self._rest.zoom != 1:
            place = self._rest.rect(self._place, width, height)
            shown = place.makeOutset(1, 1).roundOut()
            if not shown.intersect(skia.IRect.MakeLTRB(*camera.reach(painted.depth))):
                shown = skia.IRect.MakeXYWH(0, 0, 1, 1)
            self._resting = Raster(shown.width(), shown.height(), painted.raster.opaque)
            self._left, self._top = shown.left(), shown.top()
            self._resting.canvas.translate(-self._left, -self._top)
            self._resting.canvas.drawImageRect(self._raster.image, place, SMOOTH)

    def draw(self, canvas: skia.Canvas, area: Area, seen: View) -> None:
        """Put what of the piece is in this area of the frame there, as it is in this view of its depth."""
        if seen.zoom != self._rest.zoom:
            canvas.drawImageRect(self._raster.image, seen.rect(self._place, self._width, self._height), SMOOTH)
            return
        left = self._left + round((self._rest.x - seen.x) * seen.zoom)
        top = self._top + round((self._rest.y - seen.y) * seen.zoom)
        if touches(area, (left, top, left + self._resting.width, top + self._resting.height)):
            canvas.drawImage(self._resting.image, left, top)


class Drawing:
    """Draws the frames of one clip in order.

    `layers` are the images of the picture's layers, in its order; `heads` are those from photos, by character;
    `living` is what moves on the layers that move as the actors do.
    """

    def __init__(
        self,
        request: ClipRequest,
        picture: ScenePicture,
        layers: Sequence[Raster],
        performance: Performance,
        heads: Mapping[str, Head] = MappingProxyType({}),
        living: Living | None = None,
    ):
        self.width, self.height = request.width, request.height
        self.request, self._performance, self._living = request, performance, living
        self._camera = Camera(request.shot, peopled(picture))
        self._behind, self._front = (
            [_Plane(painted, self._camera, self.width, self.height) for painted in _planes(picture, layers, near)]
            for near in (False, True)
        )
        self._picture = framed(picture, self._camera.rest)
        characters = {character.id: character for character in request.characters}
        self._figures = sorted(
            (
                Figure(
                    characters[place.character],
                    place,
                    picture.light,
                    self._camera.scope,
                    heads.get(place.character),
                    picture.weather,
                    held(request, place.character),
                )
                for place in self._picture.actors
                if touches(reach(place), self._camera.scope)
            ),
            key=lambda figure: figure.place.y,
        )
        self._flames = [Flame(glow, number) for number, glow in enumerate(self._picture.glows)]
        self._mist = mist(self.width, self.height) if picture.weather == "mist" else None
        self._weather = Precipitation(picture.weather, self.width, self.height, request.seed)
        seconds = (request.scene.end_frame - request.scene.start_frame) / FPS
        self._lightning = Lightning(picture, request.seed, seconds)
        self._drift = Drift(picture.particles, self.width, self.height, request.seed)
        self._captions = captions(
            request,
            [
                *(figure.face for figure in self._figures),
                *(self._in_frame(face) for face in (living.faces if living else ())),
            ],
        )
        self._step = -1
        self._background = Raster(self.width, self.height, opaque=True)
        self._draw_behind(self._background.canvas, self._everything, None)
        self._screen = Raster(self.width, self.height, opaque=True)
        self._seen: View | None = None
        self._brightness = 1.0
        self.stands = False
        """Whether the frame drawn last is as the one before it."""
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
        self.stands = not changed and brightness == self._brightness
        self._brightness = brightness
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
        if self._living:
            areas += [self._in_frame(area) for area in self._living.act(number)]
        areas += [area for shown in self._captions for area in shown.changed(number)]
        step = number // TWOS
        if step != self._step:
            if self._step < 0 or self._weather.falls:
                areas = [self._everything]
            else:
                areas += [mote.area for at in (self._step, step) for mote in self._drift.motes(at)]
                areas += [flame.area for flame in self._flames if flame.strength(self._step) != flame.strength(step)]
            self._step = step
        return merged(areas, self.width, self.height)

    def _in_frame(self, area: Area) -> Area:
        """Where an area of the picture is as the resting camera sees it."""
        shown = self._camera.rest.rect(skia.Rect.MakeLTRB(*area), self.width, self.height).makeOutset(1, 1).roundOut()
        return shown.left(), shown.top(), shown.right(), shown.bottom()

    # Drawing ---------------------------------------------------------------------------------------------------

    def _draw(self, area: Area, number: int) -> None:
        canvas, moved = self._screen.canvas, self._seen != self._camera.rest
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(*area))
        film_frame = self.request.scene.start_frame + number if moved else None
        if moved or self._lightning.brightness(self._step):
            self._draw_behind(canvas, area, film_frame)
        else:
            canvas.drawImage(self._background.image, 0, 0)
        if self._living:
            canvas.save()
            canvas.concat(self._stage)  # as planes are: a pan goes by whole pixels
            canvas.concat(self._camera.rest.matrix(self.width, self.height))
            self._living.draw(canvas)
            canvas.restore()
        self._drift.draw(canvas, [mote for mote in self._drift.motes(self._step) if touches(area, mote.area)])
        canvas.save()
        canvas.concat(self._stage)
        for figure in self._figures:
            if moved or touches(area, figure.area):
                figure.draw(canvas)
        canvas.restore()
        for plane in self._front:
            plane.draw(canvas, area, self._view(plane, film_frame))
        if self._mist:
            canvas.drawImage(self._mist.image, 0, 0)
        for flame in self._flames:
            if moved or touches(area, flame.area):
                flame.draw(canvas, self._step, self._stage)
        if self._weather.falls:
            self._weather.draw(canvas, self._step)
        self._lightning.draw_light(canvas, self._step)
        for shown in self._captions:
            if touches(area, shown.area):
                shown.draw(canvas, number)
        canvas.restore()

    def _draw_behind(self, canvas: skia.Canvas, area: Area, film_frame: int | None) -> None:
        """Everything behind the actors as it is at a frame of the film, or where the camera rests."""
        for plane in self._behind:
            plane.draw(canvas, area, self._view(plane, film_frame))
            if plane.depth == 0:
                canvas.save()
                canvas.concat(self._view(plane, film_frame).matrix(self.width, self.height))
                self._lightning.draw_bolt(canvas, self._step)
                canvas.restore()

    def _view(self, plane: _Plane, film_frame: int | None) -> View:
        return self._camera.rest if film_frame is None else self._camera.view(film_frame, plane.depth)

    @property
    def _stage(self) -> skia.Matrix:
        """Moves what is placed as the resting camera sees it to where it is now."""
        return self._camera.from_rest(self._seen or self._camera.rest)

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
