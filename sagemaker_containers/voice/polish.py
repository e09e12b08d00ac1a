"""From an engine's dry buzz to a voice at home in a film: equaliser, de-esser, compressor, loudness. 48 kHz mono.

Everything linear is done at once on the line's spectrum, with numpy alone: importing scipy.signal would take longer
than speaking a whole film.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 48000
LOUDNESS_LUFS = -20.0
_CEILING = 0.89  # −1 dBFS
_KNEE = 0.6
_SILENCE_DB = -45.0
_BLOCK = 240  # 5 ms
_HISS_HERTZ, _HISS_DB = 4500.0, -14.0
"""Where sibilants lie, and how far under the voice's usual power they may be before they are turned down."""

_DE_ESSING_RATIO, _MOST_DE_ESSING_DB = 3.0, 9.0
_PADDING = 0.1  # seconds of silence after a line, so that filters do not ring round from its end to its beginning

_K_FILTERS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The two filters of ITU-R BS.1770 at 48 kHz: numerator and denominator."""

Samples = npt.NDArray[np.floating[Any]]


_HERTZ = np.geomspace(1, SAMPLE_RATE / 2, 2000)


def _equaliser() -> Samples:
    """The gain at each of `_HERTZ`."""

    def bell(centre: float, decibels: float, octaves: float) -> Samples:
        distance = np.log2(_HERTZ / centre) / octaves
        return 10 ** (decibels * np.exp(-(distance**2)) / 20)

    gain: Samples = bell(220, 2.0, 0.8)  # warmth
    gain *= bell(2600, 1.5, 0.7)  # consonants
    gain *= bell(4300, -4.0, 0.6)  # the synthesiser's buzz
    gain /= np.sqrt(1 + (85 / _HERTZ) ** 4)  # rumble
    gain /= np.sqrt(1 + (_HERTZ / 9000) ** 2)
    return gain


def _k_weighting() -> Samples:
    """The gain of BS.1770's two filters at each of `_HERTZ`."""
    z = np.exp(-2j * np.pi * _HERTZ / SAMPLE_RATE)
    gain: Samples = np.ones(len(_HERTZ))
    for numerator, denominator in _K_FILTERS:
        gain *= np.abs(np.polyval(numerator[::-1], z) / np.polyval(denominator[::-1], z))
    return gain


_EQUALISER, _K_WEIGHTING = _equaliser(), _k_weighting()
_HISS: Samples = 1 / np.sqrt(1 + (_HISS_HERTZ / _HERTZ) ** 8)


def _filtered(spectrum: npt.NDArray[np.complexfloating[Any, Any]], gain: Samples, length: int) -> Samples:
    """The sound of `length` samples with this spectrum, after a gain given at each of `_HERTZ`."""
    hertz = np.arange(len(spectrum)) * (SAMPLE_RATE / length)
    return np.fft.irfft(spectrum * np.interp(hertz, _HERTZ, gain), length)


def _fast_length(at_least: int) -> int:
    """A length that a Fourier transform takes quickly."""
    step = 1 << max(at_least.bit_length() - 4, 0)
    return -(-at_least // step) * step


def voice(samples: npt.NDArray[np.int16], sample_rate: int, formants: float) -> tuple[Samples, float]:
    """The sound equalised at 48 kHz, full scale 1.0, formants and pitch raised by a factor.

    Also answers how many seconds there are in it per sample given; time 0 stays time 0.
    """
    ratio = Fraction(SAMPLE_RATE / (sample_rate * formants)).limit_denominator(64)
    units = _fast_length(len(samples) // ratio.denominator + 1 + round(_PADDING * sample_rate / ratio.denominator))
    before, after = units * ratio.denominator, units * ratio.numerator
    spectrum = np.fft.rfft(samples / 32768, before)[: after // 2 + 1] * (after / before)
    sound = _filtered(spectrum, _EQUALISER, after)[: len(samples) * after // before]
    return sound, after / before / SAMPLE_RATE


def audible(samples: Samples) -> tuple[int, int]:
    """First and one past the last sample of the sound, silence at either end left out. (0, 0) for silence."""
    if not samples.any():
        return 0, 0
    envelope = np.sqrt(_mean_square(samples))
    heard = np.flatnonzero(envelope > envelope.max() * 10 ** (_SILENCE_DB / 20))
    return int(heard[0]) * _BLOCK, min((int(heard[-1]) + 1) * _BLOCK, len(samples))


def polish(samples: Samples, loudness: float) -> Samples:
    """The finished sound of one line, at `LOUDNESS_LUFS` plus `loudness` (LU), peaks below −1 dBFS."""
    if not samples.any():
        return samples
    sound = _compress(_de_ess(samples))
    sound = sound * 10 ** ((LOUDNESS_LUFS + loudness - _loudness(sound)) / 20)
    over = np.abs(sound) > _KNEE
    excess = (np.abs(sound[over]) - _KNEE) / (_CEILING - _KNEE)
    sound[over] = np.sign(sound[over]) * (_KNEE + (_CEILING - _KNEE) * np.tanh(excess))
    fade = np.linspace(0, 1, min(_BLOCK, len(sound)))
    sound[: len(fade)] *= fade
    sound[-len(fade) :] *= fade[::-1]
    return sound


def _mean_square(samples: Samples) -> Samples:
    """Power of each block."""
    power: Samples = np.add.reduceat(samples**2, np.arange(0, len(samples), _BLOCK)) / _BLOCK
    return power


def _de_ess(samples: Samples) -> Samples:
    """Turn down what hisses: the band above `_HISS_HERTZ`, by up to `_MOST_DE_ESSING_DB`, while it stands out."""
    length = _fast_length(len(samples))
    hiss = _filtered(np.fft.rfft(samples, length), _HISS, length)[: len(samples)]
    power = _mean_square(samples)
    usual = power[power > power.max() * 0.01].mean()
    kernel = np.hanning(7)[1:-1]
    level = 10 * np.log10(
        (np.convolve(np.pad(_mean_square(hiss), 2, mode="edge"), kernel / kernel.sum(), "valid") / usual).clip(1e-9)
    )
    gain_db = -((level - _HISS_DB) * (1 - 1 / _DE_ESSING_RATIO)).clip(0, _MOST_DE_ESSING_DB)
    centres = np.arange(len(gain_db)) * _BLOCK + _BLOCK / 2
    gain = 10 ** (np.interp(np.arange(len(samples)), centres, gain_db) / 20)
    de_essed: Samples = samples + hiss * (gain - 1)
    return de_essed


def _compress(samples: Samples) -> Samples:
    """Even out the level: 2:1 above −24 dBFS, smoothed over about 40 ms."""
    kernel = np.hanning(19)[1:-1]
    power = np.convolve(np.pad(_mean_square(samples), 8, mode="edge"), kernel / kernel.sum(), mode="valid")
    gain_db = -0.5 * (10 * np.log10(power.clip(1e-9)) + 24).clip(0)
    centres = np.arange(len(gain_db)) * _BLOCK + _BLOCK / 2
    gain: Samples = 10 ** (np.interp(np.arange(len(samples)), centres, gain_db) / 20)
    return samples * gain


def _loudness(samples: Samples) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4, one channel); a sound below 400 ms counts as repeated."""
    repeated = np.tile(samples, -(-SAMPLE_RATE // len(samples))) if len(samples) < SAMPLE_RATE else samples
    length = _fast_length(len(repeated))
    power = _mean_square(_filtered(np.fft.rfft(repeated, length), _K_WEIGHTING, length))
    blocks = np.convolve(power, np.full(80, 1 / 80), mode="valid")[::20]  # 400 ms, every 100 ms
    blocks = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    blocks = blocks[blocks > blocks.mean() / 10]
    return float(10 * np.log10(blocks.mean()) - 0.691)
