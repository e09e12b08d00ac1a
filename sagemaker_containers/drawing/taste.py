"""What decides of what make a thing is: where and when a film plays."""

from dataclasses import dataclass
from typing import Protocol

from film_studio.film.models import Culture, Period


class Taste(Protocol):
    """Whatever knows that; the stage of a picture does."""

    @property
    def indian(self) -> bool:
        """Whether things are Indian; a mixed culture leans to it."""
        ...

    @property
    def period(self) -> Period:
        """When it plays."""
        ...


@dataclass(frozen=True)
class Made:
    """The taste of a culture and period, without a stage."""

    culture: Culture
    period: Period

    @property
    def indian(self) -> bool:
        """As of a stage."""
        return self.culture != "western"
