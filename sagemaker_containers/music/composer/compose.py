"""From a request to a score: which style writes it."""

from collections.abc import Callable
from typing import NamedTuple

from film_studio.film.models import MusicStyle, ScoreRequest
from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.composition import Composition
from sagemaker_containers.music.composer.indian import styles as indian
from sagemaker_containers.music.composer.western import styles as western


class _Style(NamedTuple):
    write: Callable[[Arranger], None]
    """Writes the whole score."""
    reverberation: float


_STYLES: dict[MusicStyle, _Style] = {
    "indian-classical": _Style(indian.classical, 0.22),
    "slokas": _Style(indian.slokas, 0.38),
    "western-classical": _Style(western.classical, 0.3),
    "contemporary": _Style(western.contemporary, 0.15),
    "poems": _Style(western.poems, 0.3),
    "ambient": _Style(western.ambient, 0.45),
}


def compose(request: ScoreRequest) -> Composition:
    """The score for a request: the same request always gives the same notes."""
    style = _STYLES[request.style]
    arranger = Arranger(request, style.reverberation)
    style.write(arranger)
    return arranger.composition
