"""Themes: a few bars of rhythm and contour, kept for the whole film and sung in each passage's own scale."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from sagemaker_containers.music.composer.scale import Scale

_CALM = ((0.75, 0.25), (0.5, 0.5), (0.5, 0.25, 0.25), (0.25, 0.75))
_FLOWING = ((0.5, 0.25, 0.25), (0.25, 0.25, 0.5), (0.375, 0.125, 0.25, 0.25), (0.25, 0.25, 0.25, 0.25))
_LIVELY = ((0.25, 0.125, 0.125, 0.25, 0.25), (0.125, 0.125, 0.25, 0.25, 0.25), (0.375, 0.125, 0.375, 0.125))
_RHYTHMS = {"calm": _CALM, "flowing": _FLOWING, "lively": _LIVELY}
_STEPS = (-2, -1, -1, -1, 0, 1, 1, 1, 2, 3)


@dataclass(frozen=True)
class Tone:
    """One tone of a theme: when (in bars), how long (in bars), and how many rungs above the tone before."""

    bar: float
    bars: float
    steps: int


Theme = tuple[Tone, ...]
"""Four bars: a question, its echo, a turn, and an answer that comes to rest."""


def invent(rng: random.Random, energy: str) -> Theme:
    """A theme whose rhythms are `calm`, `flowing` or `lively`."""
    rhythms = _RHYTHMS[energy]
    question, turn = rng.choice(rhythms), rng.choice(rhythms)
    contour = [rng.choice(_STEPS) for _ in question]
    contour[0] = rng.choice((0, 2))
    echo = [contour[0] + rng.choice((-1, 1)), *contour[1:]]
    away = [-step for step in (rng.choice(_STEPS) for _ in turn)]
    tones: list[Tone] = []
    for bar, (rhythm, steps) in enumerate(
        ((question, contour), (question, echo), (turn, away), ((0.5, 0.5), (-1, -1)))
    ):
        at = float(bar)
        for length, step in zip(rhythm, steps, strict=True):
            tones.append(Tone(at, length, step))
            at += length
    return tuple(tones)


def sing(
    theme: Theme,
    scale: Scale,
    tonic: int,
    centre: int,
    rest_on: Callable[[float], frozenset[int]],
) -> list[tuple[Tone, int]]:
    """The theme's tones with their pitches, within a tenth around `centre`.

    `rest_on(bar)` gives the intervals that a tone on the first beat of a bar, or the last tone, may have: those of the
    chord, or the notes a raga dwells on.
    """
    pitch = scale.nearest(tonic, centre)
    sung = []
    for index, tone in enumerate(theme):
        steps = tone.steps
        if not centre - 8 <= scale.move(tonic, pitch, steps) <= centre + 8:
            steps = -steps
        moved = scale.move(tonic, pitch, steps)
        if tone.bar % 1 == 0 or index == len(theme) - 1:
            moved = _resting(scale, tonic, pitch if index else None, moved, rest_on(tone.bar))
        sung.append((tone, moved))
        pitch = moved
    return sung


def _resting(scale: Scale, tonic: int, before: int | None, pitch: int, rests: frozenset[int]) -> int:
    """The note to rest on that is nearest to `pitch` and lies on the ladder by which it is reached from `before`.

    The first note of all (`before` is None) must lie on both ladders. A chord may have a note that is not the scale's
    own (a minor key's leading tone): any way leads there.
    """

    def reachable(candidate: int) -> bool:
        interval = (candidate - tonic) % 12
        if interval not in rests:
            return False
        if candidate == before or interval not in scale.notes:
            return True
        risen, fallen = interval in scale.up, interval in scale.down
        return (risen and fallen) if before is None else risen if candidate > before else fallen

    return min(filter(reachable, range(pitch - 12, pitch + 13)), key=lambda candidate: abs(candidate - pitch))
