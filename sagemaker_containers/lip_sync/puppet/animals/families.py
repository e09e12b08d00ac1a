"""Which family's body each species has."""

from film_studio.film.models import Age, Look, Species
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.animals.feathered import Feathered
from sagemaker_containers.lip_sync.puppet.animals.fish import Fish
from sagemaker_containers.lip_sync.puppet.animals.four_legged import FourLegged
from sagemaker_containers.lip_sync.puppet.animals.frames import FRAMES
from sagemaker_containers.lip_sync.puppet.animals.robot import Robot
from sagemaker_containers.lip_sync.puppet.animals.snake import Snake
from sagemaker_containers.lip_sync.puppet.animals.upright import Upright

FAMILIES: dict[Species, type[Animal]] = {
    **dict.fromkeys(FRAMES, FourLegged),
    **dict.fromkeys(("monkey", "rabbit", "mouse", "bear", "frog"), Upright),
    **dict.fromkeys(("crow", "bird", "owl", "peacock"), Feathered),
    "robot": Robot,
    "snake": Snake,
    "fish": Fish,
}
"""The family of every species."""


def animal(species: Species, look: Look, age: Age) -> Animal:
    """The puppet of an animal."""
    return FAMILIES[species](species, look, age)
