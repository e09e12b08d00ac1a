"""Scales. Intervals are semitones above the tonic."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A ladder of notes within the octave, which a melody may climb by other rungs than it descends."""

    name: str
    up: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def notes(self) -> frozenset[int]:
        """Every interval from the tonic that belongs to the scale."""
        return frozenset(self.up) | frozenset(self.down)
