"""Ornaments as curves of pitch on a note: meend (slide), kan (grace), andolan (slow sway), gamak (shake)."""

import random

from sagemaker_containers.music.composer.composition import Bends
from sagemaker_containers.music.composer.indian.ragas import Raga

_MEEND_UP_TO = 5
"""The widest slide, in semitones."""


def ornament(
    choice: random.Random, raga: Raga, pitch: int, before: int | None, seconds: float, intensity: float
) -> Bends:
    """The curve of a note: `pitch` and the note `before` it are semitones above Sa (None where a phrase begins)."""
    leap = 0 if before is None else before - pitch
    if pitch % 12 in raga.swaying and seconds > 0.5:
        return _sway(leap, seconds)
    if 0 < abs(leap) <= _MEEND_UP_TO and seconds > 0.3 and choice.random() < 0.75:
        slide = min(0.45 * seconds, 0.12 + 0.035 * abs(leap))
        return ((0.0, float(leap)), (0.03, float(leap)), (0.03 + slide, 0.0))
    if seconds > 0.3 and intensity > 0.6 and choice.random() < 0.3:
        return _shake(raga, pitch, seconds)
    if seconds > 0.18 and choice.random() < 0.35:
        above = next((d for svara, d in sorted(raga.moves, key=lambda move: abs(move[1])) if svara == pitch % 12), 0)
        return ((0.0, float(above)), (0.035, float(above)), (0.075, 0.0))
    return ()


def _sway(leap: int, seconds: float) -> Bends:
    """A slow sway below the svara, as the g of Darbari and the r of Bhairav have it."""
    points: list[tuple[float, float]] = [(0.0, float(leap)), (0.15, 0.0)]
    at, depth = 0.32, -0.45
    while at + 0.2 < seconds:
        points += [(at, depth), (at + 0.2, 0.0)]
        at += 0.4
    return tuple(points)


def _shake(raga: Raga, pitch: int, seconds: float) -> Bends:
    """A fast shake with the svara above."""
    above = min((delta for svara, delta in raga.moves if svara == pitch % 12 and delta > 0), default=0)
    points: list[tuple[float, float]] = []
    at = 0.0
    while at + 0.12 < min(seconds, 0.6):
        points += [(at, 0.0), (at + 0.06, float(above))]
        at += 0.12
    return (*points, (at, 0.0))
