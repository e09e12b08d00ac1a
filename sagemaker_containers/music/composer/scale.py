"""Scales. Pitches are MIDI notes, intervals are semitones above the tonic."""

from collections.abc import Iterable
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

    def move(self, tonic: int, pitch: int, steps: int) -> int:
        """The pitch that lies `steps` rungs above (or below, when negative) `pitch`."""
        ladder = self.up if steps > 0 else self.down
        direction = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            pitch += direction
            while (pitch - tonic) % 12 not in ladder:
                pitch += direction
        return pitch

    def nearest(self, tonic: int, pitch: int, among: Iterable[int] | None = None) -> int:
        """The pitch nearest to `pitch` whose interval is one of the scale's, or one `among` those given."""
        allowed = set(self.notes if among is None else among)
        return min(
            (p for p in range(pitch - 11, pitch + 12) if (p - tonic) % 12 in allowed), key=lambda p: abs(p - pitch)
        )
