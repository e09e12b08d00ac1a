"""When is said what in a voice that does not tell: from another voice's times of the same words.

Both sounds are compared by their spectra on the mel scale, and the cheapest way through both in step (dynamic time
warping; Sakoe and Chiba 1978) says which moment of one is which of the other. It needs no model and no language.
"""

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples

_HOP = round(0.01 * SAMPLE_RATE)
_WINDOW = 1536  # 32 ms
_BANDS = 24
_EVEN = 0.02
"""How much of an even stretch is in the result, so that time never stands still between two sounds."""


def warp(known: Samples, times: npt.ArrayLike, sound: Samples) -> Samples:
    """The moments of `sound` at which it says what `known` says at `times`, both at 48 kHz; all in seconds, in order.

    Takes a fortieth of the sound's length; memory grows with the product of both lengths (9 MB for 15 s).
    """
    rows, columns = _path(_features(known), _features(sound))
    # Where the path stands still in one sound, the middle of that stretch is meant.
    moments = np.unique(rows)
    first, last = np.searchsorted(rows, moments, "left"), np.searchsorted(rows, moments, "right") - 1
    at = (columns[first] + columns[last]) / 2
    at = (1 - _EVEN) * at + _EVEN * moments * columns[-1] / max(rows[-1], 1)
    found: Samples = np.interp(np.asarray(times) * SAMPLE_RATE / _HOP, moments, at) * _HOP / SAMPLE_RATE
    return found


def _features(sound: Samples) -> npt.NDArray[np.float32]:
    """Frames × features: log energies of mel bands, each band and the changes in it freed of its mean and scale."""
    padded = np.pad(sound, (_WINDOW // 2, _WINDOW // 2))
    frames = sliding_window_view(padded, _WINDOW)[::_HOP] * np.hanning(_WINDOW)
    power = np.abs(np.fft.rfft(frames)) ** 2
    energies = np.log(power @ _MEL.T + 1e-6 * power.sum(1).max())
    energies = (energies - energies.mean(0)) / (energies.std(0) + 1e-3)
    change = np.gradient(energies, axis=0) if len(energies) > 1 else np.zeros_like(energies)
    return np.hstack([energies, 2 * change]).astype(np.float32)


def _mel_filters() -> Samples:
    """Bands × bins: triangles evenly spaced on the mel scale from 100 Hz to 7 kHz."""
    bins = np.fft.rfftfreq(_WINDOW, 1 / SAMPLE_RATE)
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (100, 7000))
    corners = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    rising = (bins - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - bins) / (corners[2:] - corners[1:-1])[:, None]
    return np.minimum(rising, falling).clip(0)


_MEL = _mel_filters()


def _path(
    one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The cheapest way from both beginnings to both ends, as rows of `one` and of `other`.

    The cost is filled in by diagonals, on each of which the cells do not depend on each other.
    """
    n, m = len(one), len(other)
    square = (one**2).sum(1)[:, None] + (other**2).sum(1) - 2 * one @ other.T
    distance = np.sqrt(square.clip(0))
    best = np.full((n + 1, m + 1), np.inf, np.float32)
    best[0, 0] = 0
    flat, width = best.reshape(-1), m + 1
    for diagonal in range(n + m - 1):
        row = np.arange(max(0, diagonal - m + 1), min(n, diagonal + 1))
        cell = (row + 1) * width + diagonal - row + 1
        before = np.minimum(np.minimum(flat[cell - width], flat[cell - 1]), flat[cell - width - 1])
        flat[cell] = before + distance[row, diagonal - row]
    rows, columns = [n - 1], [m - 1]
    i, j = n, m
    while i > 1 or j > 1:
        steps = ((i - 1, j - 1), (i - 1, j), (i, j - 1))
        i, j = min(steps, key=lambda step: best[step])
        rows.append(i - 1)
        columns.append(j - 1)
    return np.array(rows[::-1]), np.array(columns[::-1])
