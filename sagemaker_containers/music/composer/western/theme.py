"""The film's theme: eight bars, a question and its answer, and what becomes of them from scene to scene.

A theme is written in degrees of a scale, so that every mood sings it in its own mode and over its own chords.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.scale import Scale
from sagemaker_containers.music.composer.western.chords import Chord, scale_over
from sagemaker_containers.music.composer.western.phrases import Harmony


@dataclass(frozen=True)
class Tone:
    """One tone: when and how long in bars, and its degree, 0 the tonic and 7 the one above it."""

    bar: float
    bars: float
    degree: int


Motif = tuple[Tone, ...]
"""One bar of melody."""

_RHYTHMS = (
    (0.5, 0.25, 0.25), (0.375, 0.125, 0.5), (0.25, 0.25, 0.5), (0.25, 0.125, 0.125, 0.5), (0.375, 0.125, 0.25, 0.25),
)  # fmt: skip
_CONTOURS = {
    3: ((0, 1, 2), (0, 2, 1), (0, -1, 1), (0, 4, 3), (0, 2, 4)),
    4: ((0, 1, 2, 4), (0, -1, 0, 2), (0, 2, 1, 0), (0, 4, 3, 2), (0, 1, 3, 2)),
}
_HALF_CLOSES = (((0.5, 4), (0.5, 1)), ((0.75, 1), (0.25, 2)), ((0.25, 3), (0.75, 1)))
_FULL_CLOSES = ((1.0, 0),)


@dataclass(frozen=True)
class Theme:
    """Its eight bars: the head and its continuation, said twice, first left open and then closed."""

    bars: tuple[Motif, ...]

    @property
    def head(self) -> Motif:
        """The bar by which it is known."""
        return self.bars[0]


def invent(rng: random.Random) -> Theme:
    """A theme from a seed."""
    start = rng.choice((0, 2, 4))
    head = _motif(rng, start)
    continuation = _motif(rng, start + rng.choice((1, -1)))
    climb = _transposed(head, rng.choice((1, 2)))
    approach = tuple(replace(tone, degree=degree) for tone, degree in zip(head, _descent(len(head)), strict=True))
    half = _close(rng.choice(_HALF_CLOSES))
    return Theme((head, continuation, climb, half, head, continuation, approach, _close(_FULL_CLOSES)))


def _motif(rng: random.Random, start: int) -> Motif:
    rhythm = rng.choice(_RHYTHMS)
    contour = rng.choice(_CONTOURS[len(rhythm)])
    tones, at = [], 0.0
    for length, step in zip(rhythm, contour, strict=True):
        tones.append(Tone(at, length, start + step))
        at += length
    return tuple(tones)


def _descent(tones: int) -> tuple[int, ...]:
    return (5, 3, 1) if tones == 3 else (5, 4, 3, 1)


def _close(tones: Sequence[tuple[float, int]]) -> Motif:
    result, at = [], 0.0
    for length, degree in tones:
        result.append(Tone(at, length, degree))
        at += length
    return tuple(result)


# Variations --------------------------------------------------------------------------------------------------------


def _transposed(motif: Motif, steps: int) -> Motif:
    return tuple(replace(tone, degree=tone.degree + steps) for tone in motif)


def _inverted(motif: Motif, axis: int) -> Motif:
    return tuple(replace(tone, degree=2 * axis - tone.degree) for tone in motif)


def _fragment(motif: Motif) -> Motif:
    return motif[: (len(motif) + 1) // 2]


def _plain(theme: Theme, bars: int) -> list[Motif]:
    """The theme as it is; shorter, its beginning and its end; longer, its head goes on climbing."""
    if bars <= 8:
        return [*theme.bars[: bars - 2], *theme.bars[6:]] if bars > 2 else [theme.head, theme.bars[7]][:bars]
    return [*theme.bars[:7], *(_transposed(theme.head, step % 4) for step in range(bars - 8)), theme.bars[7]]


def _sequence(theme: Theme, bars: int) -> list[Motif]:
    """Its head again and again, each time a step higher."""
    return [*(_transposed(theme.head, step % 4) for step in range(bars - 1)), theme.bars[3]]


def _broken(theme: Theme, bars: int) -> list[Motif]:
    """Only fragments, with silence between."""
    return [_fragment(theme.bars[bar % 4]) if bar % 2 == 0 else () for bar in range(bars)]


def _mirrored(theme: Theme, bars: int) -> list[Motif]:
    """Upside down, but for its close."""
    *opening, close = _plain(theme, bars)
    return [*(_inverted(motif, theme.head[0].degree) for motif in opening), close]


def _augmented(theme: Theme, bars: int) -> list[Motif]:
    """Twice as slow."""
    slow: list[Motif] = []
    for motif in _plain(theme, (bars + 1) // 2):
        wide = [replace(tone, bar=tone.bar * 2, bars=tone.bars * 2) for tone in motif]
        slow.append(tuple(tone for tone in wide if tone.bar < 1))
        slow.append(tuple(replace(tone, bar=tone.bar - 1) for tone in wide if tone.bar >= 1))
    return slow[:bars]


_VARIATIONS: dict[Mood, Callable[[Theme, int], list[Motif]]] = {
    "peaceful": _plain,
    "joyful": _plain,
    "romantic": _plain,
    "playful": _sequence,
    "heroic": _sequence,
    "devotional": _augmented,
    "sad": _augmented,
    "tense": _broken,
    "mysterious": _mirrored,
}
_LIVELY: frozenset[Mood] = frozenset({"joyful", "playful"})


def varied(theme: Theme, passage: Passage, first_scene: bool) -> list[Tone]:
    """What of the theme a passage sings.

    The title has its head, the first scene and the climax all of it; other scenes make of it what their mood does.
    """
    if passage.part == "end":
        return [Tone(0, passage.bars, 7)]
    plain = first_scene or passage.climax or passage.part == "title"
    motifs = (_plain if plain else _VARIATIONS[passage.mood])(theme, passage.bars)
    tones = [
        replace(tone, bar=bar + tone.bar, bars=min(tone.bars, passage.bars - bar - tone.bar))
        for bar, motif in enumerate(motifs)
        for tone in motif
    ]
    if passage.mood in _LIVELY:
        tones = [part for tone in tones for part in _enlivened(tone, passage.bars)]
    if passage.last and passage.bars > 1:
        tones = [tone for tone in tones if tone.bar < passage.bars - 1]
        tones = [replace(tone, bars=min(tone.bars, passage.bars - 1 - tone.bar)) for tone in tones]
        tones.append(Tone(passage.bars - 1, 1, 7))
    return tones


def _enlivened(tone: Tone, bars: int) -> list[Tone]:
    """A long tone with a turn to its neighbour; the last one rests."""
    if tone.bars < 0.5 or tone.bar + tone.bars >= bars:
        return [tone]
    part = tone.bars / 4
    return [
        replace(tone, bars=2 * part),
        Tone(tone.bar + 2 * part, part, tone.degree + 1),
        Tone(tone.bar + 3 * part, part, tone.degree),
    ]


_WIDEST_LEAP, _WIDEST_REACH = 7, 13
"""Semitones from tone to tone, and from the middle of a part."""

# Singing -----------------------------------------------------------------------------------------------------------


def sing(tones: Sequence[Tone], harmony: Sequence[Harmony], scale: Scale, tonic: int, centre: int) -> list[int]:
    """A pitch for each tone near `centre`; on strong beats, and when it lasts, it is a note of the chord there."""
    if not tones:
        return []
    middle = sum(tone.degree * tone.bars for tone in tones) / sum(tone.bars for tone in tones)
    octave = round((centre - tonic - middle * 12 / 7) / 12)
    sung: list[int] = []
    before = tones[0].degree
    for tone in tones:
        chord = _sounding(harmony, tone.bar)
        degree, rising, before = tone.degree, tone.degree > before, tone.degree
        if tone.bar % 0.5 == 0 or tone.bars >= 0.375:
            degree = _nearest(scale, chord, degree, upward=rising)
        pitch = _pitch(scale, chord, degree, tonic + 12 * octave)
        # A leap that nobody would sing goes to the same note of another octave.
        if sung and abs(pitch - sung[-1]) > _WIDEST_LEAP:
            nearer = pitch + (12 if pitch < sung[-1] else -12)
            if abs(nearer - centre) <= _WIDEST_REACH:
                pitch = nearer
        sung.append(pitch)
    return sung


def _sounding(harmony: Sequence[Harmony], bar: float) -> Chord:
    return next(stretch.chord for stretch in reversed(harmony) if stretch.bar <= bar + 1e-6)


def _pitch(scale: Scale, chord: Chord, degree: int, tonic: int) -> int:
    notes = scale_over(scale, chord).up
    return tonic + 12 * (degree // len(notes)) + notes[degree % len(notes)]


def _nearest(scale: Scale, chord: Chord, degree: int, upward: bool) -> int:
    """The degree nearest to one that belongs to the chord."""
    steps = (0, 1, -1, 2, -2, 3, -3) if upward else (0, -1, 1, -2, 2, -3, 3)
    return next(degree + step for step in steps if _pitch(scale, chord, degree + step, 0) % 12 in chord.notes)
