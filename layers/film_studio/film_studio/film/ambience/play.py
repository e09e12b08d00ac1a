"""From what is written down to what is heard: stereo, 48 kHz, as long as the film."""

from collections.abc import Callable
from functools import lru_cache
from typing import get_args
from zlib import crc32

import numpy as np

from film_studio.film.ambience import nature, people, things
from film_studio.film.ambience.places import BedName, SpotName
from film_studio.film.ambience.soundscape import Bed, Soundscape
from film_studio.film.ambience.texture import Random
from film_studio.film.meter import k_weighted_power, lufs
from film_studio.film.sound import SAMPLE_RATE, Sound, decibels, steps_to_samples

FULL_LUFS = -29.0
"""Momentary loudness, in its louder moments, of a sound whose level is 0 dB. The mix brings speech to about −18."""

CROSS_FADE_SECONDS = 1.2
_LEAD_SECONDS = 0.3
"""How much earlier than the picture a new place is heard."""

_STEP = SAMPLE_RATE // 100

_RECIPES: dict[BedName | SpotName, Callable[[Random], Sound]] = {
    name: next(getattr(module, name) for module in (nature, people, things) if hasattr(module, name))
    for name in (*get_args(BedName), *get_args(SpotName))
}


def play(soundscape: Soundscape, samples: int) -> Sound:
    """The sound of all of it, shape (samples, 2)."""
    sound = np.zeros((samples, 2), np.float32)
    for bed in soundscape.beds:
        _lay(bed, sound)
    for spot in soundscape.spots:
        start = round(spot.at * SAMPLE_RATE)
        once = made(spot.sound)[: max(samples - start, 0)]
        sound[start : start + len(once)] += once * decibels(FULL_LUFS + spot.level)
    return sound


def _lay(bed: Bed, sound: Sound) -> None:
    """Add a bed: its loop again and again, faded in and out around its ends."""
    first = max(round((bed.start - _LEAD_SECONDS - CROSS_FADE_SECONDS / 2) * SAMPLE_RATE), 0)
    last = min(round((bed.end - _LEAD_SECONDS + CROSS_FADE_SECONDS / 2) * SAMPLE_RATE), len(sound))
    fade = round(CROSS_FADE_SECONDS * SAMPLE_RATE / _STEP)
    curve = np.ones(-(-(last - first) // _STEP))
    rise = np.sin(np.linspace(0, np.pi / 2, min(fade, len(curve) // 2)))
    curve[: len(rise)] *= rise
    curve[len(curve) - len(rise) :] *= rise[::-1]
    gain = steps_to_samples(curve, _STEP, last - first) * decibels(FULL_LUFS + bed.level)
    loop = made(bed.sound)
    at = first
    while at < last:
        place = at % len(loop)
        piece = loop[place : place + last - at]
        sound[at : at + len(piece)] += piece * gain[at - first : at - first + len(piece), None]
        at += len(piece)


@lru_cache(maxsize=16)
def made(name: BedName | SpotName) -> Sound:
    """A sound by its name, its louder moments at 0 LUFS."""
    sound = _RECIPES[name](np.random.default_rng(crc32(name.encode())))
    power = np.convolve(k_weighted_power(sound), np.full(4, 0.25), "valid")
    return sound * decibels(-lufs(np.quantile(power, 0.9)))
