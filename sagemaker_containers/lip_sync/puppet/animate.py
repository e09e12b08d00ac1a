"""One clip from its parts: perform, draw, letter and encode in a single pass."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import av

from film_studio.film.models import FPS, ClipRequest, ScenePicture, Speech
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.cut_out import Head
from sagemaker_containers.lip_sync.puppet.drawing import Drawing, Living
from sagemaker_containers.lip_sync.puppet.encoder import encode
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.transition import GoingOver

_INTRO, _OUTRO = 0, -1
_FADE = FPS // 2


def prepare(
    request: ClipRequest,
    picture: ScenePicture,
    layers: Sequence[bytes],
    speech: Speech | None,
    heads: Mapping[str, Head] = MappingProxyType({}),
    living: Living | None = None,
) -> Drawing:
    """A shot ready to be drawn.

    `layers` are the images of the picture's layers, `heads` those from photos, by character; `living` is what moves in
    the painted picture itself.
    """
    performance = Performance(request, picture, speech)
    return Drawing(request, picture, [decoded(layer) for layer in layers], performance, heads, living)


@lru_cache(maxsize=8)
def decoded(layer: bytes) -> Raster:
    """The layer's pixels; the shots of a scene share them."""
    return Raster.decoded(layer)


def animate(drawing: Drawing, path: Path, before: Drawing | None = None) -> int:
    """Write the clip to `path` and answer its number of frames; `before` is the shot that it goes over from."""
    return encode(_frames(drawing, before), path, drawing.width, drawing.height)


def _frames(drawing: Drawing, before: Drawing | None) -> Iterator[av.VideoFrame | None]:
    """The shot's frames, `None` for one that is as the one before.

    Everything that moves follows the clock of its scene, so that a cut changes the view alone.
    """
    scene, shot = drawing.request.scene, drawing.request.shot
    going_over = GoingOver(shot.transition, last_frame(before)) if before else None
    total = scene.end_frame - scene.start_frame
    for frame in range(shot.start_frame, shot.end_frame):
        number = frame - scene.start_frame
        shown = drawing.frame(number, brightness(scene.number, number, total))
        done = frame - shot.start_frame
        if going_over and done <= going_over.frames:
            yield going_over.frame(done, shown) if done < going_over.frames else shown
        else:
            yield None if drawing.stands else shown


def last_frame(drawing: Drawing) -> av.VideoFrame:
    """How a shot ends."""
    scene, shot = drawing.request.scene, drawing.request.shot
    number = shot.end_frame - 1 - scene.start_frame
    return drawing.frame(number)


def brightness(scene: int, number: int, total: int) -> float:
    """The film rises from black and sinks into it."""
    opening = min(1.0, number / _FADE) if scene == _INTRO else 1.0
    closing = min(1.0, (total - 1 - number) / _FADE) if scene == _OUTRO else 1.0
    return min(opening, closing)
