"""Functional harmony: modes, chords and voice leading."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.scale import Scale

_IONIAN, _AEOLIAN = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
_DORIAN, _LYDIAN, _PHRYGIAN = (0, 2, 3, 5, 7, 9, 10), (0, 2, 4, 6, 7, 9, 11), (0, 1, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Harmony:
    """What a mood means in functional harmony: a mode, and chord progressions of four bars as scale degrees from 0."""

    scale: Scale
    progressions: tuple[tuple[int, ...], ...]


def _harmony(name: str, notes: tuple[int, ...], *progressions: tuple[int, ...]) -> Harmony:
    return Harmony(Scale(name, notes, notes), progressions)


HARMONIES: dict[Mood, Harmony] = {
    "peaceful": _harmony("major", _IONIAN, (0, 3, 0, 4), (0, 5, 3, 4), (0, 2, 3, 0)),
    "joyful": _harmony("major", _IONIAN, (0, 4, 5, 3), (0, 3, 4, 0), (0, 5, 1, 4)),
    "romantic": _harmony("major", _IONIAN, (0, 2, 3, 4), (5, 3, 0, 4), (0, 5, 1, 4)),
    "playful": _harmony("major", _IONIAN, (0, 4, 0, 4), (0, 1, 4, 0), (0, 3, 4, 0)),
    "heroic": _harmony("lydian", _LYDIAN, (0, 4, 5, 1), (0, 1, 0, 4), (5, 1, 4, 0)),
    "devotional": _harmony("major", _IONIAN, (0, 3, 0, 4), (0, 3, 5, 4), (3, 0, 4, 0)),
    "sad": _harmony("minor", _AEOLIAN, (0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4)),
    "tense": _harmony("phrygian", _PHRYGIAN, (0, 1, 0, 1), (0, 5, 1, 0), (0, 1, 3, 0)),
    "mysterious": _harmony("dorian", _DORIAN, (0, 3, 0, 3), (0, 6, 3, 0), (0, 1, 3, 0)),
}


def triad(scale: Scale, degree: int) -> tuple[int, int, int]:
    """Intervals above the tonic of the triad on a degree of a seven-note scale; a minor key's dominant is major."""
    root, third, fifth = (scale.up[(degree + step) % 7] for step in (0, 2, 4))
    if scale.name == "minor" and degree == 4:
        third = 11
    return root, third, fifth


def voice_lead(tonic: int, chord: Sequence[int], before: Sequence[int] | None, centre: int) -> tuple[int, ...]:
    """Three voices that sound the chord near `centre`, moving as little as can be from the chord before.

    Parallel octaves and crossings cannot happen: the voices are distinct, and stay in order.
    """
    around = [[p for p in range(centre - 10, centre + 11) if (p - tonic - note) % 12 == 0] for note in chord]
    voicings = [tuple(sorted(voicing)) for voicing in product(*around)]

    def cost(voicing: tuple[int, ...]) -> tuple[float, tuple[int, ...]]:
        spread = abs(voicing[-1] - voicing[0] - 9) * 0.3
        if before is None:
            return spread + abs(sum(voicing) / 3 - centre), voicing
        moved = sum(abs(a - b) for a, b in zip(voicing, before, strict=True))
        return moved + spread + abs(sum(voicing) / 3 - centre) * 0.2, voicing

    return min(voicings, key=cost)
