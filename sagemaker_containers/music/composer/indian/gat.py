"""The gat: a film's theme, one phrase to the cycle of a tala, that returns to its sam."""

import random
from dataclasses import dataclass, replace

from sagemaker_containers.music.composer.indian.phrases import walk
from sagemaker_containers.music.composer.indian.ragas import Raga
from sagemaker_containers.music.composer.indian.talas import Tala

_CELLS = ((1, 1, 2, 1), (2, 1, 1, 0), (1, 0, 2, 1), (1, 2, 1, 1), (1, 1, 1, 2))
"""Rhythms: how many notes each matra has; none lengthens the note before."""

_LOW, _HIGH = -5, 14


@dataclass(frozen=True)
class Tone:
    """A svara: when it sounds (matras after sam), for how long (matras), and its pitch (semitones above Sa)."""

    matra: float
    matras: float
    pitch: int


Line = tuple[Tone, ...]
"""A phrase."""


class Theme:
    """What a film's themes have in common: a rhythm. In each raga it sings that raga's own first phrase."""

    def __init__(self, seed: int):
        self._seed = seed
        self._cell = random.Random(f"gat {seed}").choice(_CELLS)

    def mukhda(self, raga: Raga, tala: Tala) -> Line:
        """The raga's first phrase over the last matras of a cycle. Its last svara is the sam's, and not part of it."""
        pakad = raga.pakads[0]
        return _placed(_spread(len(pakad) - 1, tala.mukhda), tala.matras - tala.mukhda, pakad[:-1])

    def body(self, raga: Raga, tala: Tala) -> Line:
        """What follows from sam to the next mukhda: it sets out where the raga's phrase ends, and comes to rest."""
        choice = random.Random(f"gat {self._seed} {raga.name} {tala.name}")
        return line(choice, raga, self.rhythm(tala), raga.pakads[0][-1], _LOW, _HIGH)

    def rhythm(self, tala: Tala) -> list[int]:
        """How many notes each matra has from sam to the mukhda; the last is a rest to breathe in."""
        matras = tala.matras - tala.mukhda
        digits = [self._cell[matra % len(self._cell)] for matra in range(matras)]
        digits[0] = max(digits[0], 1)
        digits[-1] = min(digits[-1], 1) if matras < 6 else 0
        return digits


def line(choice: random.Random, raga: Raga, rhythm: list[int], first: int, low: int, high: int) -> Line:
    """A line from sam on in a rhythm (notes per matra): `first`, then moves of the raga to one of its rests."""
    pitches = (first, *walk(choice, raga, first, sum(rhythm) - 1, raga.rests, low, high))
    *tones, last = _placed(rhythm, 0, pitches)
    return (*tones, replace(last, matras=0.75 * last.matras))  # to breathe


def until(tones: Line, matra: float) -> Line:
    """A line broken off before a matra, with a breath."""
    *kept, last = (tone for tone in tones if tone.matra < matra)
    return (*kept, replace(last, matras=min(last.matras, 0.75 * (matra - last.matra))))


def _spread(notes: int, matras: int) -> list[int]:
    """Notes over matras as evenly as can be, the denser ones last: they drive on to sam."""
    return [notes // matras + (matra >= matras - notes % matras) for matra in range(matras)]


def _placed(rhythm: list[int], first_matra: int, pitches: tuple[int, ...]) -> Line:
    onsets = [first_matra + matra + part / notes for matra, notes in enumerate(rhythm) for part in range(notes)]
    ends = [*onsets[1:], float(first_matra + len(rhythm))]
    return tuple(Tone(at, end - at, pitch) for at, end, pitch in zip(onsets, ends, pitches, strict=True))
