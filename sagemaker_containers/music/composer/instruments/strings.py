"""Plucked strings: guitar, sitar and its chikari, veena, tanpura.

One stroke is made once for each pitch, and its pitch bent note by note.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sagemaker_containers.music.composer.composition import Part
from sagemaker_containers.music.composer.instruments.sound import (
    SAMPLE_RATE,
    Samples,
    add,
    bend,
    damped,
    finish,
    hertz,
    just_hertz,
    noise,
)

_FRAME = 240
"""Samples between two points of an envelope."""


@dataclass(frozen=True)
class _String:
    """What a string sounds like.

    `softness` is the exponent by which harmonics fall, `decay` the fundamental's time to 1/e (s) at 200 Hz. On a curved
    bridge (jawari) the string grazes: harmonic n shines up `sweep` times n seconds after the stroke, as strong as
    `jawari` says.
    """

    plucked_at: float
    softness: float
    decay: float
    damping: float
    jawari: float
    sweep: float
    seconds: float
    release: float
    plectrum: float


_SITAR = _String(0.09, 0.95, 1.3, 0.07, 0.85, 0.011, 3.2, 0.18, 0.10)
_CHIKARI = _String(0.12, 0.8, 0.8, 0.06, 0.7, 0.006, 1.4, 0.10, 0.14)
_VEENA = _String(0.21, 1.45, 1.7, 0.10, 0.35, 0.020, 3.6, 0.22, 0.05)
_TANPURA = _String(0.5, 0.9, 2.2, 0.11, 2.8, 0.12, 7.0, 1.5, 0.0)


def sitar(part: Part, tonic: int, samples: int) -> Samples:
    """A sitar: its notes are pulled across the frets."""
    return _play(_SITAR, part, tonic, samples)


def chikari(part: Part, tonic: int, samples: int) -> Samples:
    """The sitar's high drone strings."""
    return _play(_CHIKARI, part, tonic, samples)


def veena(part: Part, tonic: int, samples: int) -> Samples:
    """A veena: fuller and darker than a sitar, and longer."""
    return _play(_VEENA, part, tonic, samples)


def tanpura(part: Part, tonic: int, samples: int) -> Samples:
    """A tanpura: the thread on its bridge lets one harmonic after the other shine."""
    return _play(_TANPURA, part, tonic, samples)


def guitar(part: Part, tonic: int, samples: int) -> Samples:
    """A guitar with nylon strings, in equal temperament."""
    track = np.zeros(samples, np.float32)
    for note in part.notes:
        add(track, note.start, damped(pluck(note.pitch), note.duration + 0.15, 0.1), note.velocity)
    return track


def _play(string: _String, part: Part, tonic: int, samples: int) -> Samples:
    track = np.zeros(samples, np.float32)
    for note in part.notes:
        stroke = bend(_stroke(string, just_hertz(note.pitch, tonic)), note.bends)
        add(track, note.start, damped(stroke, note.duration, string.release), note.velocity)
    return track


@cache
def _stroke(string: _String, base: float) -> Samples:
    """One stroke, a sum of harmonics: powers of one rotating phasor, under envelopes that bend every 5 ms."""
    frames = round(string.seconds * SAMPLE_RATE / _FRAME)
    time = np.arange(frames + 1) * (_FRAME / SAMPLE_RATE)
    between = np.linspace(0, 1, _FRAME, endpoint=False, dtype=np.float32)
    turns = np.arange(frames * _FRAME) * (base / SAMPLE_RATE) % 1
    phasor = np.exp(2j * np.pi * turns).astype(np.complex64).reshape(frames, _FRAME)
    harmonics = np.full_like(phasor, 1)
    sound = np.zeros((frames, _FRAME), np.float32)
    decay = string.decay * (200 / base) ** 0.35
    for harmonic in range(1, min(26, int(5600 / base)) + 1):
        harmonics *= phasor
        level = (abs(np.sin(np.pi * harmonic * string.plucked_at)) + 0.1) / harmonic**string.softness
        fading = np.exp(-time * (1 + string.damping * harmonic) / decay)
        late = (time / string.sweep - harmonic) / (2.1 + 0.25 * harmonic)
        envelope = (level * (fading + string.jawari * np.exp(-(late**2)) * fading**0.3)).astype(np.float32)
        turned = np.complex64(np.exp(1j * harmonic))  # peaks of the harmonics do not coincide
        wave = (harmonics * turned).imag
        sound += wave * (envelope[:-1, None] + (envelope[1:] - envelope[:-1])[:, None] * between)
    stroke = sound.ravel()
    if string.plectrum:
        click = noise(0.03, 0.004, 1500, 5000, 7)
        stroke[: len(click)] += string.plectrum * np.abs(stroke).max() * click
    return finish(stroke, 0.002 if string.plectrum else 0.012, string.release)


@cache
def pluck(pitch: int) -> Samples:
    """A guitar's stroke after Karplus and Strong; 2.2 s long.

    Each period is the one before, smoothed and a little softer. In the frequency domain that is a power of one factor
    for each harmonic, so all periods are computed at once.
    """
    seconds, brightness = 2.2, 0.45
    period = max(round(SAMPLE_RATE / hertz(pitch)), 8)
    string = np.random.default_rng(pitch).uniform(-1, 1, period)
    softness = round((1 - brightness) * 6) + 1
    string = np.convolve(np.concatenate([string, string]), np.hanning(softness + 2)[1:-1], mode="same")[:period]
    string -= string.mean()
    string -= np.roll(string, period // 7)  # plucked at a seventh of its length
    periods = round(seconds * SAMPLE_RATE / period)
    loss = 0.001 ** (1.0 / (hertz(pitch) * min(seconds * 1.2, 0.9 + 160 / hertz(pitch) * 2.2)))
    spectrum = np.fft.rfft(string)
    smoothing = loss * (0.5 + 0.5 * np.cos(2 * np.pi * np.arange(len(spectrum)) / period))
    sound = np.fft.irfft(spectrum * smoothing ** np.arange(periods)[:, None], period).ravel()
    # A period is whole samples long: what is missing of the true pitch is made up by resampling.
    exact = np.arange(0, len(sound) - 1, hertz(pitch) * period / SAMPLE_RATE)
    return finish(np.interp(exact, np.arange(len(sound)), sound))
