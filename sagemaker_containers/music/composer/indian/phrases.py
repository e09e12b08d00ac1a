"""Melodies that obey a raga: every step is one of its moves."""

import random

from sagemaker_containers.music.composer.indian.ragas import Raga

_ONWARD, _TURN, _REPEAT = 3.0, 1.0, 0.12
"""How likely a melody goes on in its direction, turns, or strikes a svara again."""


def walk(
    choice: random.Random,
    raga: Raga,
    start: int,
    steps: int,
    rests: frozenset[int],
    low: int,
    high: int,
    repeat: float = _REPEAT,
) -> tuple[int, ...]:
    """`steps` svaras that follow `start` and end on one of `rests` (within the octave), between `low` and `high`.

    Pitches are semitones above Sa. Where a goal is nearer than the steps are many, a svara is struck again (also
    elsewhere, as likely as `repeat` says beside a turn's 1); where it is further, the melody ends on its way.
    """
    ahead = [{pitch for pitch in range(low, high + 1) if pitch % 12 in rests}]
    for _ in range(steps):
        ahead.append({pitch for pitch in range(low, high + 1) if ahead[-1] & _next(raga, pitch, low, high)})
    pitch, direction, melody = start, 0, []
    for left in range(steps - 1, -1, -1):
        options = sorted(_next(raga, pitch, low, high) & ahead[left] or _next(raga, pitch, low, high))
        weights = [
            repeat if option == pitch else _ONWARD if (option - pitch) * direction > 0 else _TURN for option in options
        ]
        following = choice.choices(options, weights)[0]
        direction = following - pitch or direction
        pitch = following
        melody.append(pitch)
    return tuple(melody)


def _next(raga: Raga, pitch: int, low: int, high: int) -> set[int]:
    """What may follow a svara: its moves, or itself."""
    moves = {pitch + delta for svara, delta in raga.moves if svara == pitch % 12}
    return {pitch} | {following for following in moves if low <= following <= high}
