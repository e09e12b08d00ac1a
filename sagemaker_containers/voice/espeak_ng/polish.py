"""From eSpeak's dry buzz to a voice at home in a film: formants, equaliser, compressor, loudness. 48 kHz mono."""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pyloudnorm
from scipy import signal

SAMPLE_RATE = 48000
LOUDNESS_LUFS = -20.0
_CEILING = 0.89  # −1 dBFS
_KNEE = 0.6
_SILENCE_DB = -45.0
_BLOCK = 240  # 5 ms

Samples = npt.NDArray[np.floating[Any]]


def resampling(sample_rate: int, formants: float) -> Fraction:
    """Samples at 48 kHz per sample of a sound at `sample_rate` whose formants (and pitch) are raised by a factor."""
    return Fraction(SAMPLE_RATE / (sample_rate * formants)).limit_denominator(300)


def resample(samples: npt.NDArray[np.int16], ratio: Fraction) -> Samples:
    """The sound at 48 kHz, full scale 1.0."""
    result: Samples = signal.resample_poly(samples / 32768, ratio.numerator, ratio.denominator)
    return result


def audible(samples: Samples) -> tuple[int, int]:
    """First and one past the last sample of the sound, silence at either end left out."""
    if not samples.any():
        return 0, len(samples)
    envelope = np.sqrt(signal.fftconvolve(samples**2, np.ones(_BLOCK) / _BLOCK, mode="same").clip(0))
    heard = np.flatnonzero(envelope > envelope.max() * 10 ** (_SILENCE_DB / 20))
    return int(heard[0]), int(heard[-1]) + 1


def _peak_filter(hertz: float, decibels: float, q: float) -> Samples:
    """Second-order section of a peaking equaliser (Bristow-Johnson)."""
    gain = 10 ** (decibels / 40)
    omega = 2 * np.pi * hertz / SAMPLE_RATE
    alpha = np.sin(omega) / (2 * q)
    b = np.array([1 + alpha * gain, -2 * np.cos(omega), 1 - alpha * gain])
    a = np.array([1 + alpha / gain, -2 * np.cos(omega), 1 - alpha / gain])
    section: Samples = np.concatenate([b, a]) / a[0]
    return section


_EQUALISER = np.vstack(
    [
        signal.butter(2, 85, "highpass", fs=SAMPLE_RATE, output="sos"),
        _peak_filter(220, 2.0, 0.8),  # warmth
        _peak_filter(2600, 1.5, 1.0),  # consonants
        _peak_filter(4300, -4.0, 1.2),  # the synthesiser's buzz
        signal.butter(1, 9000, "lowpass", fs=SAMPLE_RATE, output="sos"),
    ]
)


def _compress(samples: Samples) -> Samples:
    """Even out the level: 2:1 above −24 dBFS, 20 ms smoothing."""
    blocks = -(-len(samples) // _BLOCK)
    power = np.add.reduceat(samples**2, np.arange(blocks) * _BLOCK) / _BLOCK
    smooth = 1 - np.exp(-_BLOCK / (0.020 * SAMPLE_RATE))
    level = signal.filtfilt([smooth], [1, smooth - 1], power, padlen=0).clip(1e-9)
    gain_db = -0.5 * (10 * np.log10(level) + 24).clip(0)
    centres = np.arange(blocks) * _BLOCK + _BLOCK / 2
    gain: Samples = 10 ** (np.interp(np.arange(len(samples)), centres, gain_db) / 20)
    return samples * gain


def polish(samples: Samples, loudness: float) -> Samples:
    """The finished sound of one line, at `LOUDNESS_LUFS` plus `loudness` (LU), peaks below −1 dBFS."""
    if not samples.any():
        return samples
    sound: Samples = _compress(signal.sosfilt(_EQUALISER, samples))
    # The gated meter needs 400 ms: a shorter sound is measured on itself repeated.
    measured = np.tile(sound, -(-SAMPLE_RATE // len(sound))) if len(sound) < SAMPLE_RATE else sound
    level = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(measured)
    sound = sound * 10 ** ((LOUDNESS_LUFS + loudness - level) / 20)
    over = np.abs(sound) > _KNEE
    excess = (np.abs(sound[over]) - _KNEE) / (_CEILING - _KNEE)
    sound[over] = np.sign(sound[over]) * (_KNEE + (_CEILING - _KNEE) * np.tanh(excess))
    fade = np.linspace(0, 1, min(_BLOCK, len(sound)))
    sound[: len(fade)] *= fade
    sound[-len(fade) :] *= fade[::-1]
    return sound
