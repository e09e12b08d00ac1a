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
_QUIETEST = 0.02
"""Power by the loudest frame's below which a frame is no speech."""

_ORDER = 14
_RANGES = ((250.0, 1000.0), (900.0, 2600.0), (2200.0, 4200.0))
"""Where the first three formants lie, Hz."""


def pitches(sound: Sound) -> Sound:
    """Fundamental frequency in Hz of every frame of a sound at 48 kHz; 0 where nothing is voiced."""
    frames = _frames(sound)
    power = (frames**2).mean(axis=1)
    loud = power > power.max() * _QUIETEST
    return np.array([_pitch(frame) if heard else 0.0 for frame, heard in zip(frames, loud, strict=True)])


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
    """Hz; 0 where the frame is not voiced."""
    frame = (frame - frame.mean()) * np.hanning(len(frame))
    spectrum = np.abs(np.fft.rfft(frame, 2 * len(frame))) ** 2
    lags = (
        np.fft.irfft(spectrum)[: len(frame)]
        / np.fft.irfft(np.abs(np.fft.rfft(np.hanning(len(frame)), 2 * len(frame))) ** 2)[: len(frame)]
    )
    shortest, longest = int(_RATE / _HIGHEST), int(_RATE / _LOWEST)
    lag = shortest + int(lags[shortest:longest].argmax())
    return _RATE / lag if lags[lag] > 0.6 * lags[0] else 0.0


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
