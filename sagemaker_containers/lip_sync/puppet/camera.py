"""The camera: what of a scene's picture a shot shows.

A shot that is nearer than the whole picture is the same picture enlarged around its subject: puppets are drawn at their
new size, sharp, and the backdrop is scaled, which softens it as a lens would.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import skia

from film_studio.film.models import FPS, Placement, ScenePicture, Shot, ShotSize
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.figure import Area

_VIEW: dict[ShotSize, float] = {"medium": 1.3, "close": 0.88}
"""Height of what is seen, in heights of the character looked at."""

_NEAREST: dict[ShotSize, float] = {"medium": 1.8, "close": 2.4}
_FACE = 0.8
"""Where the face is, in heights of the character above its feet."""

_CROWN = 1.08
"""Where the top of head and headdress is, in the same way."""

_FACE_IN_VIEW = 0.4
_LOWEST_FACE_IN_VIEW = 0.55
"""Where the face comes to stand, from the top of the view, and how low it may where somebody taller stands beside:
subtitles have their place below it."""

_LOOK_ROOM = 0.05
"""How far the camera moves to where the character looks, in widths of the view."""

_PUSH = 0.06
"""By how much a camera that pushes in enlarges the picture in the end."""

_PUSH_FRAMES = 2 * FPS
"""How long it does so at most; then it stands still, which is quick to draw."""

SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNone)


@dataclass(frozen=True)
class View:
    """The part of a picture that fills the frame: its middle in px, and how much it is enlarged."""

    x: float
    y: float
    zoom: float

    def area(self, part: Area, width: int, height: int) -> Area:
        """Where a part of the picture is in a frame of this size."""
        left, top = (part[0] - self.x) * self.zoom + width / 2, (part[1] - self.y) * self.zoom + height / 2
        right, bottom = (part[2] - self.x) * self.zoom + width / 2, (part[3] - self.y) * self.zoom + height / 2
        return floor(left) - 1, floor(top) - 1, ceil(right) + 1, ceil(bottom) + 1


def view(shot: Shot, picture: ScenePicture) -> View:
    """What a shot shows of its scene's picture; all of it where its subject is not there."""
    subject = next((actor for actor in picture.actors if actor.character == shot.subject), None)
    if shot.size == "wide" or subject is None:
        return View(picture.width / 2, picture.height / 2, 1.0)
    height = picture.height / min(_NEAREST[shot.size], max(1.0, picture.height / (_VIEW[shot.size] * subject.height)))
    face = subject.y - _FACE * subject.height
    # Nobody in view is beheaded: where a taller one stands beside, the camera rises, and moves away if it must.
    half_width = height * picture.width / picture.height / 2
    beside = [actor for actor in picture.actors if abs(actor.x - subject.x) < half_width + 0.2 * actor.height]
    above = face - min(actor.y - _CROWN * actor.height for actor in beside)
    height = min(picture.height, max(height, above / _LOWEST_FACE_IN_VIEW))
    face_in_view = min(_LOWEST_FACE_IN_VIEW, max(_FACE_IN_VIEW, above / height))
    zoom = picture.height / height
    ahead = _LOOK_ROOM if subject.facing == "right" else -_LOOK_ROOM
    x = subject.x + ahead * picture.width / zoom
    return _inside(View(x, face + (0.5 - face_in_view) * height, zoom), picture.width, picture.height)


def _inside(wanted: View, width: int, height: int) -> View:
    """The same view, moved so that it does not look over the picture's edges."""
    half_width, half_height = width / wanted.zoom / 2, height / wanted.zoom / 2
    return View(
        min(max(wanted.x, half_width), width - half_width),
        min(max(wanted.y, half_height), height - half_height),
        wanted.zoom,
    )


def look(picture: ScenePicture, images: Sequence[Raster], seen: View) -> tuple[ScenePicture, list[Raster]]:
    """The picture as the camera sees it: everything where it is in the frame, and as large."""
    if seen.zoom == 1:
        return picture, list(images)
    zoom = seen.zoom
    left, top = seen.x * zoom - picture.width / 2, seen.y * zoom - picture.height / 2
    layers, scaled = [], []
    for layer, image in zip(picture.layers, images, strict=True):
        place = skia.Rect.MakeXYWH(layer.x * zoom - left, layer.y * zoom - top, image.width * zoom, image.height * zoom)
        shown = place.makeOutset(1, 1).roundOut()
        if not shown.intersect(skia.IRect.MakeWH(picture.width, picture.height)):
            continue
        raster = Raster(shown.width(), shown.height())
        raster.canvas.translate(-shown.left(), -shown.top())
        raster.canvas.drawImageRect(image.image, place, SMOOTH)
        layers.append(layer.model_copy(update={"x": shown.left(), "y": shown.top()}))
        scaled.append(raster)
    actors = [
        actor.model_copy(update={"x": actor.x * zoom - left, "y": actor.y * zoom - top, "height": actor.height * zoom})
        for actor in picture.actors
    ]
    glows = [
        glow.model_copy(update={"x": glow.x * zoom - left, "y": glow.y * zoom - top, "radius": glow.radius * zoom})
        for glow in picture.glows
    ]
    return picture.model_copy(update={"layers": layers, "actors": actors, "glows": glows}), scaled


def moved(shot: Shot, frame: int, actors: Sequence[Placement], width: int, height: int) -> View:
    """How the camera of a shot that pushes in sees the picture at the film's `frame`."""
    share = min(1.0, (frame - shot.start_frame) / min(_PUSH_FRAMES, shot.end_frame - shot.start_frame))
    share = share * share * (3 - 2 * share)
    # Toward those who stand there, so that the move has an aim.
    x = sum(actor.x for actor in actors) / len(actors) if actors else width / 2
    y = sum(actor.y - _FACE * actor.height for actor in actors) / len(actors) if actors else height / 2
    zoom = 1 + _PUSH * share
    return _inside(
        View(width / 2 + (x - width / 2) * share, height / 2 + (y - height / 2) * share, zoom), width, height
    )
