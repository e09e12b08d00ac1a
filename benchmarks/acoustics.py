"""What is measured of a voice on its sound alone: pitch by autocorrelation, formants by linear prediction."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sagemaker_containers.voice.polish import SAMPLE_RATE

Sound = npt.NDArray[np.floating[Any]]

_RATE = 12_000
_WINDOW, _STEP = 480, 120
"""Samples at `_RATE`: 40 and 10 ms."""

FRAMES_PER_SECOND = _RATE // _STEP

_LOWEST, _HIGHEST = 60.0, 500.0
_VOICED, _NEARLY = 0.6, 0.9
"""Of a frame's power, what comes back a period later where it is voiced; of the best lag, what a shorter one has."""

_QUIETEST = 0.02
"""Power by the loudest frame's below which a frame is no speech."""

_WIDEST = 8
"""Semitones to either side of the median."""

_ORDER = 14
_RANGES = ((250.0, 1000.0), (900.0, 2600.0), (2200.0, 4200.0))
"""Where the first three formants lie, Hz."""


def pitches(sound: Sound) -> Sound:
    """Fundamental frequency in Hz of every frame of a sound at 48 kHz; 0 where nothing is voiced."""
    frames = _frames(sound)
    power = (frames**2).mean(axis=1)
    loud = power > power.max() * _QUIETEST
    return np.array([_pitch(frame) if heard else 0.0 for frame, heard in zip(frames, loud, strict=True)])


def pitch_range(track: Sound) -> float:
    """How far most of a track of pitches ranges: from the tenth to the ninetieth percentile, in semitones.

    What lies more than `_WIDEST` from the median is taken for an error of an octave and left out.
    """
    semitones = 12 * np.log2(track[track > 0])
    near = semitones[np.abs(semitones - np.median(semitones)) < _WIDEST]
    low, high = np.percentile(near, (10, 90))
    return float(high - low)


def formants(sound: Sound) -> tuple[float, float, float]:
    """Medians of the first three formants in Hz over the voiced frames of a sound at 48 kHz."""
    voiced = _frames(sound)[pitches(sound) > 0]
    found = np.array([three for frame in voiced if (three := _formants(frame)) is not None])
    first, second, third = np.median(found, axis=0)
    return float(first), float(second), float(third)


def _frames(sound: Sound) -> npt.NDArray[np.float64]:
    samples = np.asarray(sound, np.float64)[:: SAMPLE_RATE // _RATE]
    return np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::_STEP]


def _pitch(frame: npt.NDArray[np.float64]) -> float:
    """Hz; 0 where the frame is not voiced.

    By autocorrelation, divided by the window's own (Boersma 1993): the shortest lag that does nearly as well as the
    best, which may be a multiple of it.
    """
    correlation = _autocorrelation((frame - frame.mean()) * _HANN) / _HANN_CORRELATION
    shortest, longest = int(_RATE / _HIGHEST), int(_RATE / _LOWEST)
    lags = np.arange(shortest, longest)
    value = correlation[lags]
    peak = (value >= correlation[lags - 1]) & (value >= correlation[lags + 1])
    if not peak.any() or value[peak].max() < _VOICED * correlation[0]:
        return 0.0
    lag = int(lags[peak & (value >= _NEARLY * value[peak].max())][0])
    before, at, after = correlation[lag - 1 : lag + 2]
    bend = before - 2 * at + after
    return float(_RATE / (lag + (0.5 * (before - after) / bend if bend else 0.0)))


def _autocorrelation(frame: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    correlation: npt.NDArray[np.float64] = np.fft.irfft(np.abs(np.fft.rfft(frame, 2 * len(frame))) ** 2)[: len(frame)]
    return correlation


_HANN = np.hanning(_WINDOW)
_HANN_CORRELATION = _autocorrelation(_HANN)


def _formants(frame: npt.NDArray[np.float64]) -> tuple[float, float, float] | None:
    """The first resonance in each range; None where one has none."""
    frame = np.append(frame[0], frame[1:] - 0.95 * frame[:-1]) * np.hamming(len(frame))
    lags = np.correlate(frame, frame, "full")[len(frame) - 1 : len(frame) + _ORDER]
    matrix = lags[np.abs(np.subtract.outer(np.arange(_ORDER), np.arange(_ORDER)))]
    roots = np.roots(np.append(1, -np.linalg.solve(matrix + np.eye(_ORDER) * 1e-9 * lags[0], lags[1:])))
    roots = roots[(roots.imag > 0) & (-np.log(np.abs(roots)) * _RATE / np.pi < 500)]
    frequencies = np.sort(np.angle(roots) * _RATE / (2 * np.pi))
    found: list[float] = []
    for low, high in _RANGES:
        above = frequencies[(frequencies > max(low, found[-1] + 150 if found else 0)) & (frequencies < high)]
        if not len(above):
            return None
        found.append(float(above[0]))
    return found[0], found[1], found[2]
