"""One clip from its parts: perform, draw, letter and encode in a single pass."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import av

from film_studio.film.models import FPS, ClipRequest, ScenePicture, Speech
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.cut_out import Head
from sagemaker_containers.lip_sync.puppet.drawing import Drawing
from sagemaker_containers.lip_sync.puppet.encoder import encode
from sagemaker_containers.lip_sync.puppet.performance import Performance

_INTRO, _OUTRO = 0, -1
_LONG_FADE, _SHORT_FADE = FPS // 2, 4
_DIP = 0.35
"""How bright the picture still is where one scene gives way to the next."""


def animate(
    request: ClipRequest,
    picture: ScenePicture,
    layers: Sequence[bytes],
    speech: Speech | None,
    path: Path,
    heads: Mapping[str, Head] = MappingProxyType({}),
) -> int:
    """Write the clip to `path` and answer its number of frames.

    `layers` are the images of the picture's layers, `heads` those from photos, by character.
    """
    images = [Raster.decoded(layer) for layer in layers]
    drawing = Drawing(request, picture, images, Performance(request, picture, speech), heads)
    return encode(_frames(request, drawing), path, request.width, request.height)


def _frames(request: ClipRequest, drawing: Drawing) -> Iterator[av.VideoFrame]:
    """The shot's frames; everything that moves follows the clock of its scene, so that a cut changes the view alone."""
    scene, shot = request.scene, request.shot
    total = scene.end_frame - scene.start_frame
    for frame in range(shot.start_frame, shot.end_frame):
        number = frame - scene.start_frame
        yield drawing.frame(number, brightness(scene.number, number, total))


def brightness(scene: int, number: int, total: int) -> float:
    """The film rises from black and sinks into it; between scenes it dips for a moment."""
    rise, dark_start = (_LONG_FADE, 0.0) if scene == _INTRO else (_SHORT_FADE, _DIP)
    fall, dark_end = (_LONG_FADE, 0.0) if scene == _OUTRO else (_SHORT_FADE, _DIP)
    opening = dark_start + (1 - dark_start) * min(1.0, number / rise)
    closing = dark_end + (1 - dark_end) * min(1.0, (total - 1 - number) / fall)
    return min(opening, closing)
