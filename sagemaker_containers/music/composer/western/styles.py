"""The Western styles: which dress a film wears."""

from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.western import dresses
from sagemaker_containers.music.composer.western.passage import write

_ORCHESTRAL_FROM = 0.5
"""Mean intensity of a film's scenes from which on it has an orchestra instead of a quartet."""


def classical(arranger: Arranger, passage: Passage) -> None:
    """An orchestra, or a quartet where the film is a quiet one."""
    passages = [other for other in arranger.composition.passages if other.part == "scene"] or [passage]
    mean = sum(other.intensity for other in passages) / len(passages)
    (dresses.orchestral if mean >= _ORCHESTRAL_FROM else dresses.chamber)(write(arranger, passage))


def contemporary(arranger: Arranger, passage: Passage) -> None:
    """A small band."""
    dresses.contemporary(write(arranger, passage))


def poems(arranger: Arranger, passage: Passage) -> None:
    """A piano."""
    dresses.piano(write(arranger, passage))


def ambient(arranger: Arranger, passage: Passage) -> None:
    """Pads and bells."""
    dresses.ambient(write(arranger, passage))
