"""Sounds that the General MIDI font lacks, made from physics: plucked strings, tanpura, tabla, bell, light drums.

Each function gives one mono stroke at 48 kHz, full scale about 1.0, the same every time.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 48000

Samples = npt.NDArray[np.float32]


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def _time(seconds: float) -> npt.NDArray[np.floating[Any]]:
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _finish(sound: npt.NDArray[np.floating[Any]], attack: float = 0.001, release: float = 0.05) -> Samples:
    """Scaled to a peak of 1, begun and ended without a click."""
    sound = sound / np.abs(sound).max()
    rise, fall = round(attack * SAMPLE_RATE), round(release * SAMPLE_RATE)
    sound[:rise] *= np.linspace(0, 1, rise)
    sound[-fall:] *= np.linspace(1, 0, fall)
    return sound.astype(np.float32)


@cache
def pluck(pitch: int, seconds: float, brightness: float, buzz: float) -> Samples:
    """A plucked string after Karplus and Strong, computed a period at a time.

    `brightness` is 0 to 1; `buzz` above 0 lets the string graze a curved bridge, as a sitar's does.
    """
    period = max(round(SAMPLE_RATE / hertz(pitch)), 8)
    random = np.random.default_rng(pitch)
    string = random.uniform(-1, 1, period)
    softness = round((1 - brightness) * 6) + 1
    string = np.convolve(np.concatenate([string, string]), np.hanning(softness + 2)[1:-1], mode="same")[:period]
    string -= string.mean()
    string -= np.roll(string, period // 7)  # plucked at a seventh of its length
    periods = round(seconds * SAMPLE_RATE / period)
    loss = 0.001 ** (1.0 / (hertz(pitch) * min(seconds * 1.2, 0.9 + 160 / hertz(pitch) * 2.2)))
    rows = np.empty((periods, period))
    for row in range(periods):
        rows[row] = string
        if buzz:
            string = np.where(string > 0, string * (1 - buzz * string / (1 + np.abs(string))), string)
            string -= string.mean()
        string = loss * (0.5 * string + 0.25 * (np.roll(string, 1) + np.roll(string, -1)))
    sound = rows.ravel()
    # A period is whole samples long: what is missing of the true pitch is made up by resampling.
    exact = np.arange(0, len(sound) - 1, hertz(pitch) * period / SAMPLE_RATE)
    return _finish(np.interp(exact, np.arange(len(sound)), sound))


@cache
def tanpura(pitch: int, seconds: float = 7.0) -> Samples:
    """A tanpura string: its thread on the bridge lets one harmonic after the other shine."""
    time = _time(seconds)
    sound = np.zeros(len(time))
    base = hertz(pitch)
    for harmonic in range(1, min(22, int(3800 / base)) + 1):
        shine = 0.12 * harmonic
        envelope = np.exp(-time * (0.45 + 0.05 * harmonic)) + 1.6 * np.exp(
            -(((time - shine) / (0.25 + 0.03 * harmonic)) ** 2)
        )
        level = 1 / harmonic**0.9
        sound += level * envelope * np.sin(2 * np.pi * base * harmonic * (1 + 0.00004 * harmonic**2) * time + harmonic)
    return _finish(sound, attack=0.012, release=1.5)


def _ring(frequencies: list[tuple[float, float, float]], seconds: float) -> npt.NDArray[np.floating[Any]]:
    """Partials (Hz, level, decay time to 1/e in seconds), struck together."""
    time = _time(seconds)
    sound = np.zeros(len(time))
    for frequency, level, decay in frequencies:
        sound += level * np.exp(-time / decay) * np.sin(2 * np.pi * frequency * time)
    return sound


def _noise(seconds: float, decay: float, low: float, high: float, seed: int) -> npt.NDArray[np.floating[Any]]:
    """A burst of noise between two frequencies (Hz)."""
    time = _time(seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=len(time)))
    frequency = np.fft.rfftfreq(len(time), 1 / SAMPLE_RATE)
    spectrum *= np.exp(-((np.log2(np.maximum(frequency, 1) / np.sqrt(low * high)) / np.log2(high / low)) ** 2) * 4)
    burst = np.fft.irfft(spectrum, len(time))
    return np.asarray(burst / np.abs(burst).max() * np.exp(-time / decay))


def _dayan(tonic: int, fundamental: float, overtones: float, decay: float) -> npt.NDArray[np.floating[Any]]:
    """The right drum, whose loaded skin rings in near harmonics. It is tuned to Sa, above the singer."""
    base = hertz(tonic + 12)
    partials = [
        (base, fundamental, decay),
        (base * 2.0, overtones, decay * 0.7),
        (base * 3.01, overtones * 0.6, decay * 0.5),
    ]
    sound = _ring([*partials, (base * 4.02, overtones * 0.25, decay * 0.3)], 0.9)
    sound[: round(0.05 * SAMPLE_RATE)] += 0.5 * _noise(0.05, 0.006, 1500, 5000, 3)
    return sound


def _bayan() -> npt.NDArray[np.floating[Any]]:
    """The left drum: the heel of the hand bends its tone upwards."""
    time = _time(0.9)
    frequency = 72 + 34 * (1 - np.exp(-time / 0.09))
    phase = 2 * np.pi * np.cumsum(frequency) / SAMPLE_RATE
    sound = np.exp(-time / 0.28) * (np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase))
    sound[: round(0.04 * SAMPLE_RATE)] += 0.25 * _noise(0.04, 0.006, 200, 1200, 4)
    return np.asarray(sound)


@cache
def tabla(bol: str, tonic: int) -> Samples:
    """A stroke on the tabla: na, tin, te, ge, ke, dha, dhin."""
    right: dict[str, Callable[[], npt.NDArray[np.floating[Any]]]] = {
        "na": lambda: _dayan(tonic, 0.25, 0.8, 0.18),
        "tin": lambda: _dayan(tonic, 0.9, 0.35, 0.30),
        "te": lambda: np.pad(_noise(0.09, 0.014, 500, 1800, 5), (0, round(0.81 * SAMPLE_RATE))),
    }
    left: dict[str, Callable[[], npt.NDArray[np.floating[Any]]]] = {
        "ge": _bayan,
        "ke": lambda: np.pad(0.7 * _noise(0.09, 0.016, 200, 900, 6), (0, round(0.81 * SAMPLE_RATE))),
    }
    both = {"dha": ("na", "ge"), "dhin": ("tin", "ge")}
    if bol in both:
        of_right, of_left = both[bol]
        return _finish(0.7 * right[of_right]() + left[of_left]()) * np.float32(0.95)
    return _finish((right | left)[bol]()) * np.float32(0.7 if bol in left else 0.6)


@cache
def bell(tonic: int) -> Samples:
    """A temple bell: inharmonic partials, the hum tone longest."""
    base = hertz(tonic + 12)
    partials = [
        (0.5, 0.7, 3.5),
        (1.0, 1.0, 2.6),
        (1.19, 0.5, 2.0),
        (1.5, 0.35, 1.5),
        (2.0, 0.5, 1.2),
        (2.74, 0.25, 0.8),
    ]
    return _finish(_ring([(base * ratio, level, decay) for ratio, level, decay in partials], 6.0), 0.004, 1.0)


@cache
def drum(name: str) -> Samples:
    """Drums, softly played: kick, snare, tom, hat, cymbal."""
    return _DRUMS[name]()


def _kick() -> Samples:
    time = _time(0.35)
    phase = 2 * np.pi * np.cumsum(48 + 60 * np.exp(-time / 0.03)) / SAMPLE_RATE
    return _finish(np.exp(-time / 0.11) * np.sin(phase))


def _snare() -> Samples:
    brushed = _noise(0.3, 0.07, 900, 7000, 8) * 0.8
    return _finish(_ring([(186, 1, 0.07), (330, 0.5, 0.05)], 0.3) + brushed, attack=0.002) * np.float32(0.55)


def _tom() -> Samples:
    time = _time(0.5)
    phase = 2 * np.pi * np.cumsum(104 + 40 * np.exp(-time / 0.05)) / SAMPLE_RATE
    return _finish(np.exp(-time / 0.15) * np.sin(phase)) * np.float32(0.8)


def _hat() -> Samples:
    return _finish(_noise(0.12, 0.025, 6000, 14000, 9), attack=0.002) * np.float32(0.28)


def _cymbal() -> Samples:
    """Two plates laid together: bright at first, and long."""
    return _finish(_noise(3.5, 0.9, 2500, 12000, 10) + 0.3 * _noise(3.5, 0.5, 400, 3000, 11), 0.006, 1.0) * np.float32(
        0.6
    )


_DRUMS: dict[str, Callable[[], Samples]] = {
    "kick": _kick,
    "snare": _snare,
    "tom": _tom,
    "hat": _hat,
    "cymbal": _cymbal,
}
