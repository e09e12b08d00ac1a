"""The tabla. A black patch on its right skin makes its modes harmonic, 1 : 2 : 3 : 4 : 5 (C. V. Raman, 1934)."""

from functools import cache

import numpy as np

from sagemaker_containers.music.composer.composition import Part
from sagemaker_containers.music.composer.instruments.sound import (
    SAMPLE_RATE,
    Floats,
    Samples,
    add,
    finish,
    hertz,
    noise,
    time_axis,
)

_SECONDS = 1.1

_RIGHT: dict[str, tuple[tuple[float, ...], float, float]] = {
    "na": ((0.06, 1.0, 0.75, 0.35, 0.22), 0.34, 0.5),
    "tin": ((0.55, 0.8, 0.3, 0.12, 0.06), 0.45, 0.22),
    "tun": ((1.0, 0.12, 0.06, 0.03, 0.0), 0.62, 0.12),
}
"""Strokes that ring: how strong the five modes are, how long the second rings to 1/e (s), and the finger's noise.

At the rim (na) a finger rests where the first mode would move; on the patch's edge (tin) the second leads; in the
middle (tun) the first.
"""

_DAMPED = {
    "te": (700.0, 2600.0, 0.020, 0.0),
    "re": (500.0, 1900.0, 0.024, 0.0),
    "ke": (180.0, 900.0, 0.022, 92.0),
}
"""Strokes with the flat hand that do not ring: noise from and to (Hz), its decay (s), and the skin's thud (Hz)."""

_TOGETHER = {"dha": "na", "dhin": "tin"}
"""Both hands: the right's stroke with an open stroke of the left."""

BOLS = (*_RIGHT, *_DAMPED, "ge", *_TOGETHER)


def tabla(part: Part, tonic: int, samples: int) -> Samples:
    """The pair of drums, the right one tuned to Sa."""
    track = np.zeros(samples, np.float32)
    for stroke in part.strokes:
        add(track, stroke.start, strike(stroke.bol, tonic), stroke.velocity)
    return track


@cache
def strike(bol: str, tonic: int) -> Samples:
    """One stroke of `BOLS`."""
    if bol in _TOGETHER:
        return finish(0.62 * _ringing(_TOGETHER[bol], tonic) + _left(bol == "dhin")) * np.float32(0.95)
    if bol == "ge":
        return finish(_left(rising=True)) * np.float32(0.75)
    if bol in _RIGHT:
        return finish(_ringing(bol, tonic)) * np.float32(0.6)
    return finish(_flat(bol)) * np.float32(0.4)


def _ringing(bol: str, tonic: int) -> Floats:
    levels, decay, finger = _RIGHT[bol]
    time = time_axis(_SECONDS)
    # The blow stretches the skin: its tone begins 1.5 % higher.
    phase = 2 * np.pi * hertz(tonic + 12) * (time.astype(np.float64) + 0.015 * 0.02 * (1 - np.exp(-time / 0.02)))
    sound = np.zeros(len(time))
    for mode, level in enumerate(levels, start=1):
        sound += level * np.exp(-time / (decay * (2 / (mode + 1)))) * np.sin(mode * (1 + 0.0012 * (mode - 1)) * phase)
    tap = noise(0.05, 0.005, 1800, 6000, 3)
    sound[: len(tap)] += finger * tap
    return sound


def _left(rising: bool) -> Floats:
    """The bayan: the heel of the hand bends its tone, up where it presses and back where it lets go."""
    time = time_axis(_SECONDS).astype(np.float64)
    press = 34 * (1 - np.exp(-time / 0.10)) if rising else 20 * np.exp(-(((time - 0.12) / 0.10) ** 2))
    phase = 2 * np.pi * np.cumsum(74 + press) / SAMPLE_RATE
    sound = np.exp(-time / 0.30) * (np.sin(phase) + 0.42 * np.sin(2 * phase) + 0.16 * np.sin(3 * phase))
    slap = noise(0.04, 0.006, 200, 1200, 4)
    sound[: len(slap)] += 0.25 * slap
    return np.asarray(sound)


def _flat(bol: str) -> Floats:
    low, high, decay, thud = _DAMPED[bol]
    sound = noise(0.18, decay, low, high, 5)
    if thud:
        time = time_axis(0.18)
        sound = 0.8 * sound + np.exp(-time / 0.03) * np.sin(np.float32(2 * np.pi * thud) * time)
    return sound
