"""How four-legged bodies are built: measures of every species (units), and the outline of the trunk."""

from dataclasses import dataclass

import skia

from film_studio.film.models import Species
from sagemaker_containers.drawing.pen import Point, smooth


@dataclass(frozen=True)
class Frame:
    """One species' measures."""

    length: float = 33.0
    """From under the head back to the rump."""
    back: float = 55.0
    """Height of the back."""
    belly: float = 25.0
    """Height of the chest's lower end."""
    tuck: float = 4.0
    """How much higher the belly ends at the groin."""
    leg: float = 7.6
    """Breadth of a leg below the knee."""
    throat: float = 6.8
    """Half the breadth of the neck."""
    neck: float = 60.0
    """Height of the head's lower end."""
    head: float = 6.0
    """How far the head is in front of the middle."""
    hump: float = 0.0
    column: bool = False
    """Whether legs are pillars, without a hock."""

    @property
    def rump(self) -> float:
        """Where the body ends behind."""
        return self.head - self.length

    def trunk(self) -> skia.Path:
        """Body and neck in one outline, clockwise."""
        rump, top, low, x = self.rump, -self.back, -self.belly, self.head
        middle = (rump + x) / 2
        dip = top + 1.6
        ridge: list[Point] = [(middle - 1, dip)]
        if self.hump:
            ridge = [(middle - 10, top - self.hump * 0.3), (middle - 3, top - self.hump), (middle + 4, dip)]
        return smooth([
            (rump - 1.2, top + 13), (rump + 2, top + 4.4), (rump + 9, top), *ridge, (x - 10.5, top - 0.4),
            (x - self.throat - 0.4, -self.neck - 4), (x + self.throat - 0.6, -self.neck - 4), (x + 10, top + 3.6),
            (x + 11.6, top + 12), (x + 9.6, low - 4.6), (x + 2, low + 1.4), (middle + 1, low - self.tuck * 0.4),
            (rump + 13, low - self.tuck), (rump + 6, low - self.tuck), (rump + 0.4, low - self.tuck - 4),
        ])  # fmt: skip


FRAMES: dict[Species, Frame] = {
    "fox": Frame(length=31, back=49, belly=25, tuck=5, leg=4.8, throat=6.4),
    "wolf": Frame(length=33, back=53, belly=27, tuck=6, leg=5.4),
    "dog": Frame(length=31, back=50, belly=25, leg=6.0),
    "cat": Frame(length=30, back=47, belly=23, tuck=3, leg=5.2, throat=6.2),
    "lion": Frame(length=34, back=54, belly=25, tuck=5, leg=7.4),
    "tiger": Frame(length=35, back=54, belly=25, leg=7.4),
    "elephant": Frame(length=37, back=66, belly=22, tuck=0, leg=11.0, throat=9.0, column=True),
    "deer": Frame(length=31, back=54, belly=33, tuck=4, leg=3.6, throat=5.2, neck=62.0),
    "cow": Frame(length=37, back=58, belly=26, tuck=-1, leg=6.4, throat=7.4),
    "horse": Frame(length=36, back=58, belly=32, tuck=3, leg=5.4, throat=6.4, neck=61.0),
    "goat": Frame(length=31, back=53, belly=28, tuck=1, leg=4.6, throat=5.6),
    "camel": Frame(length=37, back=53, belly=34, tuck=3, leg=5.2, throat=5.4, neck=61.0, hump=17.0),
    "crocodile": Frame(length=34, back=40, belly=16, tuck=0, leg=6.6, throat=8.4, neck=56.0),
    "dragon": Frame(length=34, back=54, belly=24, tuck=3, leg=6.8, throat=6.2, neck=62.0),
    "tortoise": Frame(length=33, back=38, belly=13, tuck=0, leg=8.4, column=True),
}
