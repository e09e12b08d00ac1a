"""The illustrator as an engine of the picture stage."""

from collections.abc import Sequence

from film_studio import storage
from film_studio.film.models import PictureRequest
from sagemaker_containers.picture.illustrator.illustrate import Illustration, illustrate
from sagemaker_containers.serving.adapter import Unsupported


class Illustrator:
    """Code alone: there is nothing to load."""

    def draw(self, requests: Sequence[PictureRequest]) -> list[Illustration]:
        """A drawn scene for each request, in order. Raises `Unsupported` where a background is no image."""
        return [_drawn(request) for request in requests]


def _drawn(request: PictureRequest) -> Illustration:
    background = request.scene.background
    try:
        return illustrate(request, storage.get_bytes(background.uri) if background else None)
    except ValueError as error:
        raise Unsupported(str(error), "scene.background") from error
