"""No word is masked: where music or a place would hide a word's consonants, it gives way just there.

The background goes through short, overlapping Fourier transforms, and only what lies in `CLARITY_BAND` is turned down,
only while a word needs it, and only as far as it does. So music stays present under speech instead of vanishing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film_studio.film.sound import SAMPLE_RATE, Sound, decibels, running_max, running_mean

CLARITY_BAND = (1000.0, 4000.0)
"""Where consonants live and music hides them, Hz."""

CLEARANCE_DB = 11.0
"""How far a word stays above the background in `CLARITY_BAND`. Promised are 8 dB; 3 are for other ways of measuring."""

DEEPEST_DIP_DB = 48.0
"""What is lower cannot be heard: a word without any consonant needs no deeper silence."""

_SIZE, _HOP = 2048, 1024
"""Samples of a transform (43 ms), and from one to the next."""

_HOP_SECONDS = _HOP / SAMPLE_RATE
_AHEAD, _HOLD = round(0.065 / _HOP_SECONDS), round(0.3 / _HOP_SECONDS)
_RELEASE_DB = 40.0 * _HOP_SECONDS
_BATCH = 32

_WINDOW = np.sin(np.pi * (np.arange(_SIZE, dtype=np.float32) + 0.5) / _SIZE)
_FREQUENCY = np.fft.rfftfreq(_SIZE, 1 / SAMPLE_RATE)
_IN_BAND = slice(*np.searchsorted(_FREQUENCY, CLARITY_BAND).tolist())


class Span(NamedTuple):
    """Samples of the film in which a word is said."""

    start: int
    end: int


def make_room(background: Sound, speech: Sound, words: Iterable[Span]) -> Sound:
    """The background, shape (samples, 2), with a dip wherever it would mask a word of the speech, shape (samples,)."""
    dips = _dips(background, speech, words)
    if not dips.any():
        return background
    shape = _dip_shape()
    made = np.zeros((_frames(len(background)) * _HOP + _SIZE, 2), np.float32)
    for first, frames, side in _transforms(background):
        gains = decibels(-dips[first : first + 2 * len(frames) : 2, None] * shape)
        pieces = np.fft.irfft(np.fft.rfft(frames) * gains, _SIZE) * _WINDOW
        start = first * _HOP
        made[start : start + pieces.size, side] += pieces.ravel()
    return made[_HOP : _HOP + len(background)]


def _dips(background: Sound, speech: Sound, words: Iterable[Span]) -> npt.NDArray[np.float64]:
    """How far the band is turned down in each transform, dB."""
    voice = _band_power(speech[:, None])
    masker = _band_power(background)
    needed = np.zeros(len(voice))
    for word in words:
        # Transform n is centred on sample n × hop.
        first = word.start // _HOP
        frames = slice(first, max(-(-word.end // _HOP) + 1, first + 2))
        inside = slice(round(word.start / _HOP), max(round(word.end / _HOP), round(word.start / _HOP) + 1))
        clear = 10 * np.log10((voice[inside].sum() + 1e-15) / (masker[inside].sum() + 1e-15))
        needed[frames] = np.maximum(needed[frames], np.clip(CLEARANCE_DB - clear, 0, DEEPEST_DIP_DB))
    held = running_max(needed, behind=_HOLD, ahead=_AHEAD)
    slope = np.arange(len(held)) * _RELEASE_DB
    released = np.maximum.accumulate(held + slope) - slope
    # The mean ends where the word begins, so it has come down by then.
    return np.maximum(running_mean(np.maximum(released, 0), behind=_AHEAD, ahead=0), 0)


def _band_power(sound: Sound) -> npt.NDArray[np.float64]:
    """Power in the clarity band of each transform, in the louder channel: in a sum the two might cancel."""
    power = np.zeros((_frames(len(sound)), sound.shape[1]))
    for first, frames, side in _transforms(sound):
        band = np.fft.rfft(frames)[:, _IN_BAND]
        power[first : first + 2 * len(frames) : 2, side] = (band.real**2 + band.imag**2).sum(axis=1)
    louder: npt.NDArray[np.float64] = power.max(axis=1)
    return louder


def _frames(samples: int) -> int:
    """The number of transforms: even, the first centred on the first sample, the last beyond the end."""
    return 2 * (samples // _SIZE + 1)


def _transforms(sound: Sound) -> Iterator[tuple[int, Sound, int]]:
    """Windowed pieces of the sound, in batches: index of the first, every second piece from there, and the channel."""
    frames = _frames(len(sound))
    for side in range(sound.shape[1]):
        padded = np.zeros((frames + 1) * _HOP, np.float32)
        padded[_HOP : _HOP + len(sound)] = sound[:, side]
        for parity in (0, 1):
            pieces = padded[parity * _HOP : parity * _HOP + frames // 2 * _SIZE].reshape(-1, _SIZE)
            for batch in range(0, len(pieces), _BATCH):
                yield 2 * batch + parity, pieces[batch : batch + _BATCH] * _WINDOW, side


def _dip_shape() -> npt.NDArray[np.float32]:
    """The dip over frequency: 1 inside the band and a fifth of an octave beyond, gone after half an octave more."""
    octaves = np.log2(np.maximum(_FREQUENCY, 1.0))
    low, high = np.log2(CLARITY_BAND)
    outside = np.clip((np.maximum(low - octaves, octaves - high) - 0.2) * 2, 0, 1)
    shape: npt.NDArray[np.float32] = ((1 + np.cos(np.pi * outside)) / 2).astype(np.float32)
    return shape
