"""A long text in pieces that the network can say at once, and their sounds as one again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples, audible

_SENTENCES = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？؟।॥]+[”’」』）]*\s*")
_CLAUSES = re.compile(r"[,;:–—،؛]\s+|[，、；：]\s*")
_SPACES = re.compile(r"\s+")

PAUSE = 0.3
"""Seconds between two pieces, of which most end a sentence."""

_SEAM = round(0.02 * SAMPLE_RATE)
"""So many samples of two pieces sound together where they meet."""


def split(text: str, most: int) -> list[tuple[int, int]]:
    """Beginning and end of each piece of at most so many characters: between sentences, else clauses, else words."""
    return _split(text, 0, len(text), most, [_SENTENCES, _CLAUSES, _SPACES])


def _split(text: str, start: int, end: int, most: int, levels: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    if end - start <= most:
        return [(start, end)] if text[start:end].strip() else []
    if not levels:
        return [(at, min(at + most, end)) for at in range(start, end, most)]
    marks = [match.end() for match in levels[0].finditer(text, start, end)]
    bounds = [start, *(mark for mark in marks if mark < end), end]
    pieces: list[tuple[int, int]] = []
    for first, last in pairwise(bounds):
        for piece in _split(text, first, last, most, levels[1:]):
            # As many together as there is room for, so that the voice keeps its line of thought.
            if pieces and piece[1] - pieces[-1][0] <= most:
                pieces[-1] = (pieces[-1][0], piece[1])
            else:
                pieces.append(piece)
    return pieces


@dataclass(frozen=True)
class Said:
    """A piece as spoken, at 48 kHz, and when which sound and word of the whole text begins, in seconds."""

    samples: Samples
    sounds: list[tuple[str, float]]
    words: list[tuple[int, float]]


def join(pieces: Sequence[Said]) -> Said:
    """The pieces one after the other: silence around each cut to half a pause, and both sides of a seam crossfaded."""
    half = round(PAUSE * SAMPLE_RATE / 2)
    placed: list[tuple[int, Samples]] = []
    sounds: list[tuple[str, float]] = []
    words: list[tuple[int, float]] = []
    heard_from = 0
    for piece in pieces:
        first, last = audible(piece.samples)
        start, end = max(first - half - _SEAM // 2, 0), min(last + half + _SEAM // 2, len(piece.samples))
        begins = heard_from - (first - start)
        moved = (begins - start) / SAMPLE_RATE
        if not placed:
            begins, moved = 0, -start / SAMPLE_RATE
        placed.append((begins, _faded(piece.samples[start:end])))
        sounds += [(symbol, max(time + moved, 0.0)) for symbol, time in piece.sounds]
        words += [(place, max(time + moved, 0.0)) for place, time in piece.words]
        heard_from = begins + (last - start) + 2 * half
    length = max((begins + len(samples) for begins, samples in placed), default=0)
    joined: Samples = np.zeros(length)
    for begins, samples in placed:
        joined[begins : begins + len(samples)] += samples
    return Said(joined, sounds, words)


def _faded(samples: Samples) -> Samples:
    """With both ends faded at equal power."""
    rise = np.sin(np.linspace(0, np.pi / 2, min(_SEAM, len(samples) // 2)))
    faded = samples.copy()
    faded[: len(rise)] *= rise
    faded[len(faded) - len(rise) :] *= rise[::-1]
    return faded
