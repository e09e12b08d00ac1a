"""What all instruments are made with: time, noise, partials, pitch. Sounds are mono at 48 kHz."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sagemaker_containers.music.composer.composition import Bends

SAMPLE_RATE = 48000

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.floating[Any]]

_JUST = (1, 16 / 15, 9 / 8, 6 / 5, 5 / 4, 4 / 3, 45 / 32, 3 / 2, 8 / 5, 5 / 3, 16 / 9, 15 / 8)
"""The svaras S r R g G m M P d D n N over a drone on Sa and Pa, as ratios."""


def hertz(pitch: float) -> float:
    """The frequency of a MIDI pitch."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def just_hertz(pitch: int, tonic: int) -> float:
    """The frequency of a MIDI pitch in just intonation above the tonic, as it is heard over a drone."""
    octave, svara = divmod(pitch - tonic, 12)
    return hertz(tonic) * 2.0**octave * _JUST[svara]


def time_axis(seconds: float) -> Samples:
    """The moments of samples, in seconds."""
    return (np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE).astype(np.float32)


def finish(sound: Floats, attack: float = 0.001, release: float = 0.05) -> Samples:
    """Scaled to a peak of 1, begun and ended without a click."""
    sound = sound / np.abs(sound).max()
    rise, fall = round(attack * SAMPLE_RATE), round(release * SAMPLE_RATE)
    sound[:rise] *= np.linspace(0, 1, rise)
    sound[-fall:] *= np.linspace(1, 0, fall)
    return sound.astype(np.float32)


def ring(partials: list[tuple[float, float, float]], seconds: float) -> Floats:
    """Partials (Hz, level, decay time to 1/e in seconds), struck together."""
    time = time_axis(seconds)
    sound = np.zeros(len(time))
    for frequency, level, decay in partials:
        sound += level * np.exp(-time / decay) * np.sin(np.float32(2 * np.pi * frequency) * time)
    return sound


def noise(seconds: float, decay: float, low: float, high: float, seed: int) -> Floats:
    """A burst of noise between two frequencies (Hz), peak 1."""
    time = time_axis(seconds)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=len(time)))
    frequency = np.fft.rfftfreq(len(time), 1 / SAMPLE_RATE)
    spectrum *= np.exp(-((np.log2(np.maximum(frequency, 1) / np.sqrt(low * high)) / np.log2(high / low)) ** 2) * 4)
    burst = np.fft.irfft(spectrum, len(time))
    return np.asarray(burst / np.abs(burst).max() * np.exp(-time / decay))


def bend(sound: Samples, bends: Bends) -> Samples:
    """A sound whose pitch follows a curve, as that of a string that is pulled."""
    if not bends:
        return sound
    length = min(round(bends[-1][0] * SAMPLE_RATE) + 1, len(sound))
    drawn = np.cumsum(2 ** (curve(bends, np.arange(length) / SAMPLE_RATE) / 12))
    positions = np.concatenate([drawn, np.arange(drawn[-1] + 1, len(sound) - 1)])
    drawn_sound: Samples = np.interp(positions, np.arange(len(sound)), sound).astype(np.float32)
    return drawn_sound


def curve(bends: Bends, seconds: Floats) -> Floats:
    """Semitones away from a note's pitch at moments after its start. It sets off and arrives softly."""
    if not bends:
        return np.zeros(len(seconds))
    times, values = np.array(bends).T
    place = np.interp(seconds, times, np.arange(len(times)))
    whole = np.minimum(place.astype(int), len(times) - 1)
    part = 0.5 - 0.5 * np.cos(np.pi * (place - whole))
    following = values[np.minimum(whole + 1, len(values) - 1)]
    return np.asarray(values[whole] + part * (following - values[whole]))


def add(track: Samples, start: float, sound: Samples, gain: float) -> None:
    """Add a sound to a track at a moment (seconds); what lies beyond the end is lost."""
    first = round(start * SAMPLE_RATE)
    end = min(first + len(sound), len(track))
    if first < end:
        track[first:end] += sound[: end - first] * np.float32(gain)


def damped(sound: Samples, seconds: float, release: float) -> Samples:
    """The sound held for a time, then let go within `release` seconds."""
    length = round((seconds + release) * SAMPLE_RATE)
    if length >= len(sound):
        return sound
    fall = round(release * SAMPLE_RATE)
    sound = sound[:length].copy()
    sound[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32)[-len(sound) :]
    return sound
