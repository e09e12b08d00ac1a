"""Loudness: the finished sound brought to −14 LUFS under a true-peak limiter.

The limiter looks ahead, sees the peaks between the samples, and only ever turns down.
"""

import numpy as np
import numpy.typing as npt

from film_studio.film.meter import SILENCE_LUFS, integrated_loudness, true_peaks
from film_studio.film.sound import SAMPLE_RATE, Sound, decibels, running_max, running_mean, steps_to_samples

TARGET_LUFS = -14.0
CEILING_DBTP = -2.0
"""True peak before AAC, which overshoots by a few tenths of a decibel: the film itself may reach −1 dBTP."""

TOLERANCE_LU = 0.2
_MOST_ROUNDS = 8
_MARGIN_DB = 2.0
_BLOCK = 8
"""Samples per step of the limiter's gain curve: 1/6 ms."""

_LOOK_AHEAD = 30
"""Blocks (5 ms) over which the limiter turns down before a peak."""

_RELEASE_DB_PER_BLOCK = 60.0 * _BLOCK / SAMPLE_RATE


class LoudnessError(ValueError):
    """The sound cannot be brought to its loudness: it is silent, or little else than clicks."""


def normalise(sound: Sound) -> Sound:
    """`sound` (samples, 2) at 48 kHz brought to `TARGET_LUFS`, its true peaks at most `CEILING_DBTP`.

    Raises `LoudnessError` where the sound is silent, or so peaky that limiting keeps it from the target.
    """
    measured = integrated_loudness(sound)
    if measured <= SILENCE_LUFS:
        raise LoudnessError("the film's sound is silent")
    gain_db, yielded = 0.0, 1.0
    peaks, covered_db = np.empty(0, np.float32), -np.inf
    for _ in range(_MOST_ROUNDS):
        step = (TARGET_LUFS - measured) / yielded
        gain_db += step
        if gain_db > covered_db:
            # What stays below the ceiling even with a little more gain needs no look between its samples.
            covered_db = gain_db + _MARGIN_DB
            peaks = true_peaks(sound, _BLOCK, floor=10 ** ((CEILING_DBTP - covered_db) / 20))
        limited = _limit(sound, peaks, gain_db)
        before, measured = measured, integrated_loudness(limited)
        if abs(measured - TARGET_LUFS) <= TOLERANCE_LU:
            return limited
        # The limiter swallows part of each step: the next one is longer by what this one has lost.
        yielded = min(max((measured - before) / step, 0.1), 1.0)
    raise LoudnessError(f"the film's sound stays at {measured:.1f} LUFS under the limiter, wanted {TARGET_LUFS}")


def _limit(sound: Sound, peaks: npt.NDArray[np.float32], gain_db: float) -> Sound:
    """`sound` after `gain_db`, turned down around every peak that would pass the ceiling."""
    excess = np.maximum(20 * np.log10(peaks + 1e-9) + gain_db - CEILING_DBTP, 0)
    # Held from a look-ahead before a peak to a block after it, as the gain is interpolated between blocks.
    held = running_max(excess, behind=1, ahead=_LOOK_AHEAD)
    # A release along a straight line in dB is a running maximum against a slope.
    slope = np.arange(len(held)) * _RELEASE_DB_PER_BLOCK
    released = np.maximum.accumulate(held + slope) - slope
    reduction = running_mean(released, behind=_LOOK_AHEAD - 1, ahead=0)
    gain = steps_to_samples(decibels(gain_db - np.maximum(reduction, 0)), _BLOCK, len(sound))
    limited: Sound = sound * gain[:, None]
    return limited
