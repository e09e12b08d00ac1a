"""The Indian styles: a recital of ragas, and chant."""

from sagemaker_containers.music.composer.arranger import Arranger
from sagemaker_containers.music.composer.indian.chant import Chant
from sagemaker_containers.music.composer.indian.recital import Recital


def classical(arranger: Arranger) -> None:
    """A raga for mood and hour on sitar, bansuri or veena, with tanpura and tabla."""
    Recital(arranger).play()


def slokas(arranger: Arranger) -> None:
    """Verses for the film's moods, chanted over tanpura and temple bell."""
    Chant(arranger).sing()
