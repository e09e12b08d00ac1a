"""Animals as picture books show them: each with the body of its family and its own head, in a scarf.

Drawn facing right, feet on (0, 0), 100 units tall to the crown; the head is over the middle, where a person's is, and
the body behind it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from film_studio.film.models import Age, Look, Species
from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.stills import Stills
from sagemaker_containers.lip_sync.puppet.animals.coats import COATS, Coat
from sagemaker_containers.lip_sync.puppet.animals.heads import draw_head
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

_SCALES: dict[Species, float] = {
    "rabbit": 1.34, "deer": 1.3, "horse": 1.3, "goat": 1.32, "camel": 1.34, "peacock": 1.22, "crow": 1.34, "bird": 1.36,
    "cat": 1.4, "lion": 1.36, "tortoise": 1.28, "crocodile": 1.34,
}  # fmt: skip
"""A head's size against an adult person's, where it is not the usual."""


@dataclass(frozen=True)
class Animal(ABC):
    """One animal's puppet. Its body is that of its family, a subclass."""

    species: Species
    look: Look
    age: Age
    _stills: Stills = field(default_factory=Stills, compare=False, repr=False)

    @property
    def coat(self) -> Coat:
        """The colours of the species."""
        return COATS[self.species]

    @property
    def neck(self) -> float:
        """Height of the neck (units)."""
        return 61.0

    @abstractmethod
    def draw(self, pen: Pen, pose: Pose, mouth: Mouth) -> None:
        """Draw the whole puppet."""

    def _head(self, pen: Pen, pose: Pose, mouth: Mouth, x: float = 0.0) -> None:
        scale = _SCALES.get(self.species, 1.42) * (1.06 if self.age == "child" else 1.0)
        with pen.moved(x, -self.neck - 0.5 * pose.breath, scale, pose.tilt):
            draw_head(self.species, self.look, self._stills, pen, pose, mouth)

    def _scarf(self, pen: Pen, x: float, y: float, half: float) -> None:
        """What tells two foxes apart; around a neck at (x, y)."""
        with pen.moved(x, y):
            self._stills.draw(pen, "scarf", lambda still: self._cloth(still, half))

    def _cloth(self, pen: Pen, half: float) -> None:
        cloth, trim = self.look.garment_colour, self.look.trim_colour
        pen.blob([(2, 4), (7.4, 4.4), (9.8, 17), (5.2, 18)], soft(darker(cloth, 0.1)))
        pen.line([(5.4, 16), (9.4, 15)], trim, 1.3)
        pen.blob([(-half, -2.6), (0, 1.4), (half, -2.6), (half * 0.94, 3), (0, 8),
                  (-half * 0.94, 3)], soft(cloth))  # fmt: skip
        pen.line([(-half * 0.95, 1.4), (0, 6.2), (half * 0.95, 1.4)], trim, 1.0)
