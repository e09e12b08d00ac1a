"""What sounds are made of: noise of any colour, swells, grains thrown into time and space, and distance.

Most sounds are loops without a seam: noise is made in the frequency domain, so its end runs into its beginning, and
what is added to a loop wraps around.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from film_studio.film.sound import SAMPLE_RATE, Sound, steps_to_samples

Random = np.random.Generator
Curve = npt.NDArray[np.float32]

_TILE = 1 << 18
"""Samples of noise before it repeats: 5.5 s, and quick to transform. Swells keep the ear from finding out."""

_TILES = 2
LOOP = _TILE * _TILES
"""Samples of a loop: 10.9 s."""

LOOP_SECONDS = LOOP / SAMPLE_RATE
_FREQUENCY = np.fft.rfftfreq(_TILE, 1 / SAMPLE_RATE).astype(np.float32)


def hump(centre: float, octaves: float) -> Curve:
    """A gain curve over the frequencies of a loop: 1 at `centre` (Hz), falling off over so many octaves either way."""
    curve: Curve = np.exp(-((np.log2(np.maximum(_FREQUENCY, 1) / np.float32(centre)) / np.float32(octaves)) ** 2))
    return curve


def noise(random: Random, colour: Curve) -> Sound:
    """A loop of stereo noise with such gains over frequency, RMS 1."""
    channels = [
        np.fft.irfft(random.standard_normal(2 * len(colour), np.float32).view(np.complex64) * colour, _TILE)
        for _ in range(2)
    ]
    return evened(np.tile(np.stack(channels, axis=1, dtype=np.float32), (_TILES, 1)))


def evened(sound: Sound) -> Sound:
    """A sound at RMS 1."""
    level: np.float32 = np.sqrt(np.mean(sound**2))
    return np.divide(sound, level, dtype=np.float32)


def swell(random: Random, seconds: float, low: float, high: float) -> Curve:
    """A smooth random curve over a loop, shape (LOOP, 1), that turns about every `seconds`."""
    turns = random.uniform(low, high, max(round(LOOP_SECONDS / seconds), 2))
    coarse = np.linspace(0, len(turns), 2048, endpoint=False)
    index, part = coarse.astype(int), coarse % 1
    eased = (1 - np.cos(np.pi * part)) / 2
    curve = turns[index % len(turns)] * (1 - eased) + turns[(index + 1) % len(turns)] * eased
    return steps_to_samples(np.append(curve, curve[0]), LOOP // 2048, LOOP)[:, None]


class Grain(NamedTuple):
    """A short sound, mono or stereo, at a time (seconds), from −1 (left) to 1 (right)."""

    at: float
    sound: Sound
    pan: float
    level: float = 1.0


def scatter(grains: Iterable[Grain], seconds: float = LOOP_SECONDS) -> Sound:
    """A stereo loop of grains. One that outlasts the end goes on at the beginning."""
    loop = np.zeros((round(seconds * SAMPLE_RATE), 2), np.float32)
    for at, sound, pan, level in grains:
        sides = np.array([np.sqrt((1 - pan) / 2), np.sqrt((1 + pan) / 2)], np.float32) * np.float32(level)
        start = round(at * SAMPLE_RATE) % len(loop)
        both = sound[:, None] if sound.ndim == 1 else sound
        first = both[: len(loop) - start]
        loop[start : start + len(first)] += first * sides
        rest = both[len(first) : len(first) + len(loop)]
        loop[: len(rest)] += rest * sides
    return loop


def often(random: Random, per_second: float, seconds: float = LOOP_SECONDS) -> list[float]:
    """Random times at which something happens so often, in order."""
    return sorted(random.uniform(0, seconds, random.poisson(per_second * seconds)).tolist())


def patter(random: Random, per_second: float, grain: Sound) -> Sound:
    """A loop of many small impacts, each the same grain, few loud, none so loud that one hears it come again."""
    count = round(per_second * _TILE / SAMPLE_RATE)
    impacts = np.zeros((_TILE, 2), np.float32)
    places = random.integers(0, _TILE, count)
    levels = np.minimum(random.exponential(1, count), 2.5)
    pans = random.random(count)
    np.add.at(impacts[:, 0], places, levels * np.sqrt(1 - pans))
    np.add.at(impacts[:, 1], places, levels * np.sqrt(pans))
    return np.tile(convolved(impacts, grain), (_TILES, 1))


def convolved(loop: Sound, kernel: Sound) -> Sound:
    """A loop, each channel convolved around its seam with a mono kernel or with its own channel of a stereo one."""
    channels = []
    for side in range(2):
        own = kernel if kernel.ndim == 1 else kernel[:, side]
        spectrum = np.fft.rfft(loop[:, side]) * np.fft.rfft(np.asarray(own, np.float32), len(loop))
        channels.append(np.fft.irfft(spectrum, len(loop)))
    return np.stack(channels, axis=1, dtype=np.float32)


def from_afar(loop: Sound, random: Random, tail: float, high_hz: float, near: float = 0.3) -> Sound:
    """A loop as heard over a distance: through a room or open air that rings for `tail` seconds and swallows treble."""
    length = round(tail * SAMPLE_RATE)
    softened = max(round(SAMPLE_RATE / high_hz / 2), 1)
    lowpass = np.hanning(2 * softened + 1)[1:-1]
    response = random.standard_normal((length, 2)) * np.exp(-np.arange(length) / (length / 4))[:, None]
    response *= (1 - near) / np.sqrt((response**2).sum(axis=0))
    response[0] += near
    sides = [np.convolve(side, lowpass / lowpass.sum()) for side in response.T]
    return convolved(loop, np.stack(sides, axis=1, dtype=np.float32))


def echoing(grain: Sound, random: Random, tail: float, high_hz: float, near: float = 0.3) -> Sound:
    """A mono grain as heard over a distance, with the time that its tail takes; stereo."""
    length = len(grain) + round(tail * SAMPLE_RATE)
    room = np.zeros((1 << (length - 1).bit_length(), 2), np.float32)
    room[: len(grain)] = grain[:, None]
    return from_afar(room, random, tail, high_hz, near)[:length]


def time(seconds: float) -> Curve:
    """The times of a grain's samples."""
    return np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


def tone(frequency: npt.ArrayLike, seconds: float, harmonics: Iterable[float] = (1.0,)) -> Sound:
    """A tone whose frequency (Hz) may be a curve over its time, with the levels of its harmonics."""
    curve = np.broadcast_to(np.asarray(frequency, np.float64), (round(seconds * SAMPLE_RATE),))
    phase = 2 * np.pi * np.cumsum(curve) / SAMPLE_RATE
    sound = sum((level * np.sin(number * phase) for number, level in enumerate(harmonics, 1)), np.zeros(len(phase)))
    return sound.astype(np.float32)


def arch(seconds: float, attack: float, release: float) -> Curve:
    """An envelope that rises, holds and falls without a click (times in seconds)."""
    moment = time(seconds)
    rise = np.clip(moment / attack, 0, 1)
    fall = np.clip((seconds - moment) / release, 0, 1)
    return np.asarray((np.sin(rise * np.pi / 2) * np.sin(fall * np.pi / 2)) ** 2, np.float32)


def strike(partials: Iterable[tuple[float, float, float]], seconds: float) -> Sound:
    """Something hard that is hit: partials as frequency (Hz), level, and seconds until they have died away to 1/e."""
    moment = time(seconds)
    sound = np.zeros(len(moment))
    for frequency, level, decay in partials:
        sound += level * np.exp(-moment / decay) * np.sin(2 * np.pi * frequency * moment)
    struck: Sound = (sound * arch(seconds, 0.001, min(0.05, seconds / 2))).astype(np.float32)
    return struck


def breath(random: Random, seconds: float, low: float, high: float) -> Sound:
    """A burst of noise between two frequencies (Hz), RMS 1, without an envelope."""
    samples = round(seconds * SAMPLE_RATE)
    frequency = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    spectrum = np.fft.rfft(random.standard_normal(samples))
    middle = np.log2(np.maximum(frequency, 1) / np.sqrt(low * high)) / np.log2(high / low)
    burst = np.fft.irfft(spectrum * np.exp(-((1.6 * middle) ** 2)), samples)
    burst_sound: Sound = (burst / np.sqrt(np.mean(burst**2))).astype(np.float32)
    return burst_sound
