"""People together, whose words nobody understands. Every function gives one stereo loop (`texture`)."""

import numpy as np

from film_studio.film.ambience.texture import (
    LOOP_SECONDS,
    Grain,
    Random,
    arch,
    evened,
    from_afar,
    hump,
    noise,
    scatter,
    swell,
    time,
)
from film_studio.film.sound import SAMPLE_RATE, Sound

_VOWELS = ((730, 1090), (570, 840), (530, 1840), (300, 870), (270, 2290), (660, 1720), (440, 1020))
"""First and second formant, Hz."""

_PERIOD = 512


def _babble(random: Random, voices: int, lowest: float, highest: float, formants: float) -> Sound:
    """Many who talk at once: voices between two pitches (Hz); `formants` above 1 makes them smaller people."""
    syllables: list[Grain] = []
    for _ in range(voices):
        pitch, pan, level = random.uniform(lowest, highest), random.uniform(-0.9, 0.9), random.uniform(0.3, 1.0)
        at = random.uniform(0, 1)
        while at < LOOP_SECONDS:
            for _ in range(random.integers(3, 10)):
                length = random.uniform(0.11, 0.26)
                syllables.append(
                    Grain(at, _syllable(random, pitch, length, formants), pan, level * random.uniform(0.4, 1))
                )
                at += length * random.uniform(0.8, 1.05)
            at += random.uniform(0.2, 1.6)
    return scatter(syllables)


def _syllable(random: Random, pitch: float, seconds: float, formants: float) -> Sound:
    """A vowel on a falling pitch, read from one period of its wave."""
    first, second = _VOWELS[random.integers(len(_VOWELS))]
    numbers = np.arange(1, int(3200 / pitch) + 1)
    frequency = numbers * pitch
    levels = sum(gain / (1 + ((frequency - f * formants) / 110) ** 2) for f, gain in ((first, 1.0), (second, 0.45)))
    spectrum = np.zeros(_PERIOD // 2 + 1, np.complex64)
    spectrum[numbers] = (levels + 0.02) * np.exp(1j * numbers**2)
    wave = np.fft.irfft(spectrum, _PERIOD).astype(np.float32)
    bend = pitch * random.uniform(0.9, 1.2) * (1 + random.uniform(-0.12, 0.1) * time(seconds) / seconds)
    phase = np.cumsum(bend, dtype=np.float64) * (_PERIOD / SAMPLE_RATE)
    syllable: Sound = wave[phase.astype(int) % _PERIOD] * arch(seconds, 0.03, 0.06)
    return syllable


def crowd(random: Random) -> Sound:
    """Many people out of doors: a bazaar, a city."""
    voices = from_afar(_babble(random, 16, 105, 245, 1.05), random, 0.4, 3200)
    return evened(voices) + 0.5 * noise(random, hump(420, 1.2)) * swell(random, 1.5, 0.6, 1.0)


def murmur(random: Random) -> Sound:
    """Some people in a room, low voices: a tavern, a court."""
    voices = from_afar(_babble(random, 7, 95, 190, 1.0), random, 0.7, 1900)
    return evened(voices) + 0.25 * noise(random, hump(250, 1.2))


def children(random: Random) -> Sound:
    """Children at some distance: a school, a playground."""
    voices = from_afar(_babble(random, 10, 240, 380, 1.25), random, 0.6, 2800, near=0.2)
    return evened(voices)
