"""Four voices that sound a series of chords by the rules of voice leading.

A dynamic programme over every voicing of every chord finds the series that breaks no rule and moves least. Pitches are
MIDI notes; a voicing is bass, tenor, alto, soprano.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from sagemaker_containers.music.composer.western.chords import Chord

Voicing = tuple[int, int, int, int]
_Voicings = npt.NDArray[np.int16]
_Costs = npt.NDArray[np.float32]

RANGES = ((36, 60), (48, 67), (55, 74), (60, 81))
"""Lowest and highest note of bass, tenor, alto and soprano."""

WIDEST = (24, 12, 12)
"""How far each voice but the highest may lie below the next."""

_BROKEN = 1000.0
"""What it costs to break a rule: it only happens where there is no way around."""

_PAIRS = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))


def lead(tonic: int, chords: Sequence[Chord], lifts: Sequence[int]) -> list[Voicing]:
    """A voicing for each chord; `lifts` move the middle of the soprano over each (semitones)."""
    options = [_options(tonic % 12, chord) for chord in chords]
    costs = [_standing(voicings, lift) for voicings, lift in zip(options, lifts, strict=True)]
    came_from: list[npt.NDArray[np.intp]] = []
    total = costs[0]
    for (first, second), (here, there), own in zip(pairwise(chords), pairwise(options), costs[1:], strict=True):
        both = total[:, None] + _moving(tonic, first, here, second, there)
        came_from.append(both.argmin(axis=0))
        total = both.min(axis=0) + own
    place = int(total.argmin())
    places = [place]
    for back in reversed(came_from):
        place = int(back[place])
        places.append(place)
    found = zip(options, reversed(places), strict=True)
    return [tuple(int(pitch) for pitch in voicings[place]) for voicings, place in found]  # type: ignore[misc]


@lru_cache(maxsize=512)
def _options(tonic: int, chord: Chord) -> _Voicings:
    """Every voicing of a chord, shape (n, 4): in range, uncrossed, no gap too wide, whole but for a triad's fifth."""
    notes = [(tonic + note) % 12 for note in chord.notes]
    bass = (tonic + chord.bass) % 12
    by_voice = [
        [p for p in range(low, high + 1) if (p % 12 == bass if voice == 0 else p % 12 in notes)]
        for voice, (low, high) in enumerate(RANGES)
    ]
    needed = set(notes) - ({notes[2]} if len(notes) == 3 and chord.bass != chord.notes[2] else set())
    once = {(tonic + note) % 12 for note in (chord.leading, chord.seventh) if note is not None}
    kept = []
    for voicing in product(*by_voice):
        if any(
            not 0 < above - below <= widest for (below, above), widest in zip(pairwise(voicing), WIDEST, strict=True)
        ):
            continue
        sounding = [pitch % 12 for pitch in voicing]
        if needed <= set(sounding) and all(sounding.count(note) <= 1 for note in once):
            kept.append(voicing)
    return np.array(kept, np.int16)


def _standing(voicings: _Voicings, lift: int) -> _Costs:
    """What a voicing costs by itself: far from the middle, a missing fifth, a tripled note."""
    soprano = np.abs(voicings[:, 3] - 69 - lift) * 0.25
    bass = np.abs(voicings[:, 0] - 45) * 0.1
    spread = np.abs(voicings[:, 3] - voicings[:, 1] - 14) * 0.1
    distinct = np.array([len(set(row)) for row in (voicings % 12).tolist()])
    return np.asarray(soprano + bass + spread + np.where(distinct < 3, 3.0, 0.0), np.float32)


def _moving(tonic: int, first: Chord, here: _Voicings, second: Chord, there: _Voicings) -> _Costs:
    """What it costs to go from each voicing of one chord to each of the next, shape (here, there)."""
    before, after = here[:, None, :].astype(np.int32), there[None, :, :].astype(np.int32)
    step = after - before
    size = np.abs(step)
    cost = size[..., 1:].sum(axis=-1) * 1.0 + size[..., 0] * 0.4
    cost += np.where(size[..., 1:] > 7, _BROKEN / 4, 0).sum(axis=-1) + np.where(size[..., 0] > 12, _BROKEN / 4, 0)
    for low, high in _PAIRS:
        interval = (before[..., high] - before[..., low]) % 12
        parallel = (step[..., low] == step[..., high]) & (step[..., low] != 0)
        octaves = (step[..., low] != 0) & ((after[..., high] - after[..., low]) % 12 == interval)
        cost += np.where((parallel | octaves) & ((interval == 7) | (interval == 0)), _BROKEN, 0)
    # A voice does not pass where its neighbour has just been.
    for low in range(3):
        overlap = (after[..., low] > before[..., low + 1]) | (after[..., low + 1] < before[..., low])
        cost += np.where(overlap, 4.0, 0)
    if first.leading is not None and (first.leading + 1) % 12 in second.notes:
        leads = (before - tonic) % 12 == first.leading
        # From dominant to dominant it may slide down to become the seventh.
        resolves = (step == 1) | ((step == -1) & (second.seventh == first.leading - 1))
        cost += np.where(leads & ~resolves, _BROKEN, 0).sum(axis=-1)
    if first.seventh is not None:
        falls = {(first.seventh - 1) % 12, (first.seventh - 2) % 12, first.seventh} & set(second.notes)
        if falls:
            seventh = (before - tonic) % 12 == first.seventh
            cost += np.where(seventh & ((step > 0) | (step < -2)), _BROKEN, 0).sum(axis=-1)
    return np.asarray(cost, np.float32)
