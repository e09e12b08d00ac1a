"""Which head each species has, and how it is drawn with what it wears."""

from collections.abc import Callable

from film_studio.film.models import Look, Species
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.stills import Stills
from sagemaker_containers.lip_sync.puppet.animals import furred_heads, grazing_heads, other_heads
from sagemaker_containers.lip_sync.puppet.animals.head import Head
from sagemaker_containers.lip_sync.puppet.clothes.headwear import HEADWEAR
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

HEADS: dict[Species, Callable[[Head, Pen, Pose, Mouth, float, float], None]] = {
    "fox": furred_heads.fox,
    "wolf": furred_heads.wolf,
    "dog": furred_heads.dog,
    "cat": furred_heads.cat,
    "lion": furred_heads.lion,
    "tiger": furred_heads.tiger,
    "bear": furred_heads.bear,
    "monkey": furred_heads.monkey,
    "rabbit": furred_heads.rabbit,
    "mouse": furred_heads.mouse,
    "elephant": grazing_heads.elephant,
    "deer": grazing_heads.deer,
    "cow": grazing_heads.cow,
    "horse": grazing_heads.horse,
    "goat": grazing_heads.goat,
    "camel": grazing_heads.camel,
    "crow": other_heads.crow,
    "bird": other_heads.bird,
    "owl": other_heads.owl,
    "peacock": other_heads.peacock,
    "tortoise": other_heads.tortoise,
    "snake": other_heads.snake,
    "fish": other_heads.fish,
    "frog": other_heads.frog,
    "crocodile": other_heads.crocodile,
    "dragon": other_heads.dragon,
    "robot": other_heads.robot,
}
"""Every species' head: given pose and mouth, how far the face is turned, and how far it is lowered."""


def draw_head(species: Species, look: Look, stills: Stills, pen: Pen, pose: Pose, mouth: Mouth) -> None:
    """Draw an animal's head over the neck at (0, 0)."""
    HEADS[species](Head(species, look, stills), pen, pose, mouth, pose.turn * 2.6, pose.nod * 1.3)
    with pen.moved(0, 2.2, 0.86):
        HEADWEAR[look.headwear](pen, look)
