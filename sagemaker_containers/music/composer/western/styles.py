"""The Western styles: which dress a film wears."""

from collections.abc import Callable

from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.western import dresses
from sagemaker_containers.music.composer.western.passage import Written, write

_ORCHESTRAL_FROM = 0.5
"""Mean intensity of a film's scenes from which on it has an orchestra instead of a quartet."""


def classical(arranger: Arranger) -> None:
    """An orchestra, or a quartet where the film is a quiet one."""
    every = arranger.composition.passages
    scenes = [passage for passage in every if passage.part == "scene"] or every
    mean = sum(passage.intensity for passage in scenes) / len(scenes)
    _wear(arranger, dresses.orchestral if mean >= _ORCHESTRAL_FROM else dresses.chamber)


def contemporary(arranger: Arranger) -> None:
    """A small band."""
    _wear(arranger, dresses.contemporary)


def poems(arranger: Arranger) -> None:
    """A piano."""
    _wear(arranger, dresses.piano)


def ambient(arranger: Arranger) -> None:
    """Pads and bells."""
    _wear(arranger, dresses.ambient)


def _wear(arranger: Arranger, dress: Callable[[Written], None]) -> None:
    for written in write(arranger):
        dress(written)
