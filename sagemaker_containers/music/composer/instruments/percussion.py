"""Temple bell, hand cymbals, and the light drums of a band."""

from functools import cache

import numpy as np

from sagemaker_containers.music.composer.composition import Part
from sagemaker_containers.music.composer.instruments.sound import (
    SAMPLE_RATE,
    Samples,
    add,
    finish,
    hertz,
    noise,
    ring,
    time_axis,
)

_BELL = ((0.5, 0.7, 3.5), (1.0, 1.0, 2.6), (1.19, 0.5, 2.0), (1.5, 0.35, 1.5), (2.0, 0.5, 1.2), (2.74, 0.25, 0.8))
"""A temple bell's partials: ratio to its strike tone, level, decay (s). The hum tone is the longest."""


def bell(part: Part, tonic: int, samples: int) -> Samples:
    """A temple bell, and manjira (hand cymbals): the strokes' names tell which."""
    track = np.zeros(samples, np.float32)
    for stroke in part.strokes:
        add(track, stroke.start, manjira() if stroke.bol == "manjira" else temple_bell(tonic), stroke.velocity)
    return track


def drums(part: Part, tonic: int, samples: int) -> Samples:
    """Kick, rim and shaker."""
    track = np.zeros(samples, np.float32)
    for stroke in part.strokes:
        add(track, stroke.start, drum(stroke.bol), stroke.velocity)
    return track


@cache
def temple_bell(tonic: int) -> Samples:
    """One stroke, tuned to Sa."""
    base = hertz(tonic + 12)
    return finish(ring([(base * ratio, level, decay) for ratio, level, decay in _BELL], 6.0), 0.004, 1.0)


@cache
def manjira() -> Samples:
    """Two small cymbals struck together."""
    partials = [(2790.0, 0.6, 0.5), (2812.0, 0.6, 0.5), (4480.0, 0.4, 0.35), (6390.0, 0.3, 0.25), (7710.0, 0.2, 0.2)]
    return finish(
        ring(partials, 1.2) + np.pad(0.3 * noise(0.05, 0.008, 4000, 9000, 11), (0, 55200)), 0.001
    ) * np.float32(0.3)


@cache
def drum(name: str) -> Samples:
    """Light percussion: kick, rim, shaker."""
    if name == "kick":
        time = time_axis(0.35)
        phase = 2 * np.pi * np.cumsum(48 + 60 * np.exp(-time / 0.03)) / SAMPLE_RATE
        return finish(np.exp(-time / 0.11) * np.sin(phase))
    if name == "rim":
        rim = ring([(420, 1, 0.03), (930, 0.4, 0.02)], 0.2) + 0.3 * noise(0.2, 0.02, 600, 2500, 8)
        return finish(rim) * np.float32(0.5)
    return finish(noise(0.12, 0.03, 5000, 12000, 9), attack=0.01) * np.float32(0.35)
