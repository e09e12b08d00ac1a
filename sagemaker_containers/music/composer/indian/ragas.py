"""Ragas: their ascent and descent, their phrases, what they dwell on, and when and for what they are sung.

Svaras are letters: S r R g G m M P d D n N, a small letter the lower of two (but M is the sharp fourth); a comma puts
one an octave lower, an apostrophe higher. The rules are those that V. N. Bhatkhande's *Kramik Pustak Malika* and its
pupils teach; schools differ in details, and so do the moods.
"""

import random
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from film_studio.film.models import Mood, TimeOfDay
from sagemaker_containers.music.composer.scale import Scale

_SVARAS = "SrRgGmMPdDnN"

_PRAHARS: dict[TimeOfDay, frozenset[int]] = {
    "dawn": frozenset({8, 1}),
    "day": frozenset({2, 3, 4}),
    "dusk": frozenset({4, 5}),
    "night": frozenset({6, 7, 8}),
}
"""The watches of three hours, from the first of the day (6 to 9) to the eighth (3 to 6)."""


def svaras(text: str) -> tuple[int, ...]:
    """Semitones above Sa of svaras in letters: `N, R G` is (-1, 2, 4)."""
    return tuple(
        _SVARAS.index(letter) + 12 * (marks.count("'") - marks.count(","))
        for letter, marks in re.findall(r"([A-Za-z])([',]*)", text)
    )


@dataclass(frozen=True)
class Raga:
    """A raga as a grammar of moves. Pitches are semitones above Sa; those of single svaras are within the octave."""

    name: str
    arohana: tuple[int, ...]
    avarohana: tuple[int, ...]
    pakads: tuple[tuple[int, ...], ...]
    """Phrases by which it is known. The theme begins with the first."""
    vadi: int
    samvadi: int
    prahars: frozenset[int]
    moods: tuple[Mood, ...]
    """The fittest first."""
    swaying: frozenset[int]
    """Svaras that are held with a slow sway (andolan)."""

    @cached_property
    def scale(self) -> Scale:
        """The rungs of both ladders, within the octave."""
        up, down = ({pitch % 12 for pitch in ladder} for ladder in (self.arohana, self.avarohana))
        return Scale(self.name, tuple(sorted(up)), tuple(sorted(down)))

    @cached_property
    def moves(self) -> frozenset[tuple[int, int]]:
        """What may follow what: svara within the octave, and semitones to the next.

        The steps of the arohana, those of the avarohana, and those of its phrases: nothing else is sung.
        """
        phrases = (self.arohana, self.avarohana, *self.pakads)
        return frozenset((a % 12, b - a) for phrase in phrases for a, b in pairwise(phrase) if a != b)

    @property
    def rests(self) -> frozenset[int]:
        """Where a phrase may come to rest (nyasa)."""
        return frozenset({0, self.vadi, self.samvadi})

    @property
    def drone(self) -> int:
        """The tanpura's first string: Pa, or Ma where the raga has no Pa, or Ni where it has neither."""
        return next(interval for interval in (7, 5, 11) if interval in self.scale.notes)


def _raga(
    name: str,
    arohana: str,
    avarohana: str,
    pakads: str,
    dwells: str,
    prahars: tuple[int, ...],
    moods: tuple[Mood, ...],
    swaying: str = "",
) -> Raga:
    vadi, samvadi = svaras(dwells)
    phrases = tuple(svaras(phrase) for phrase in pakads.split("|"))
    up, down = svaras(arohana), svaras(avarohana)
    return Raga(name, up, down, phrases, vadi, samvadi, frozenset(prahars), moods, frozenset(svaras(swaying)))


# fmt: off
RAGAS = (
    _raga("Bhairav", "S r G m P d N S'", "S' N d P m G r S", "G m d P G m r S | S r G m P d P", "d r",
          (1,), ("devotional", "peaceful", "heroic"), "r d"),
    _raga("Ahir Bhairav", "S r G m P D n S'", "S' n D P m G r S", "D, n, r S | G m r S", "m S",
          (1,), ("sad", "devotional", "mysterious", "romantic"), "r"),
    _raga("Bhairavi", "S r g m P d n S'", "S' n d P m g r S", "m g r g S r S | d, n, S g m", "m S",
          (1, 2, 8), ("romantic", "sad", "devotional")),
    _raga("Lalit", "N, r G m M d N S'", "S' N d M m G r S", "N, r G m M m G | d M m G r S", "m S",
          (8,), ("mysterious", "romantic", "tense")),
    _raga("Todi", "S r g M d N S'", "S' N d P M g r S", "d, N, S r g r S | M d P M g r S", "d g",
          (2,), ("tense", "sad", "mysterious"), "r g d"),
    _raga("Brindavani Sarang", "N, S R m P N S'", "S' n P m R S", "n, S R m R P m R S | R m P n P m R", "R P",
          (2, 3), ("joyful", "playful", "peaceful")),
    _raga("Bhimpalasi", "n, S g m P n S'", "S' n D P m g R S", "n, S m g P m g R S | m P n S' n D P", "m S",
          (3,), ("romantic", "sad", "devotional")),
    _raga("Marwa", "N, r G M D N r' S'", "r' N D M G r S", "D, N, r G M D M G r | G M G r N, D, S", "r D",
          (4,), ("tense", "mysterious", "sad")),
    _raga("Yaman", "N, R G M D N S'", "S' N D P M G R S", "N, R G R S | P M G R S", "G N",
          (5,), ("romantic", "peaceful", "devotional", "mysterious")),
    _raga("Bhoopali", "S R G P D S'", "S' D P G R S", "G R S D, S R G | P G D P G R S", "G D",
          (5,), ("peaceful", "joyful", "devotional", "heroic")),
    _raga("Hamsadhwani", "S R G P N S'", "S' N P G R S", "G P N S' N P G R S | N, R G R S", "S P",
          (5,), ("joyful", "playful", "heroic")),
    _raga("Khamaj", "S G m P D N S'", "S' n D P m G R S", "n D m P D m G | G m P D N S'", "G N",
          (6,), ("playful", "romantic", "joyful")),
    _raga("Des", "S R m P N S'", "S' n D P m G R S", "R m P D m G R | R n D P | R G R N, S", "R P",
          (6,), ("joyful", "romantic", "heroic")),
    _raga("Kafi", "S R g m P D n S'", "S' n D P m g R S", "S R g m P m g R S | m P D n D P", "P S",
          (6,), ("playful", "joyful", "romantic")),
    _raga("Durga", "S R m P D S'", "S' D P D m R S", "m P D m R D, S | R m P D m", "m S",
          (6,), ("peaceful", "devotional", "heroic")),
    _raga("Megh", "S R m P n S'", "S' n P m R S", "m R P m R S n, S | m P n P m R S", "S P",
          (6, 7), ("heroic", "tense", "mysterious")),
    _raga("Bageshri", "S m g m D n S'", "S' n D m g m g R S", "D, n, S m g m g R S | m D n D m g R S", "m S",
          (6, 7), ("romantic", "sad", "peaceful")),
    _raga("Shivaranjani", "S R g P D S'", "S' D P g R S", "g P D P g R S | S R g R S D, S", "P S",
          (6, 7), ("sad", "romantic")),
    _raga("Darbari Kanada", "S R g m P d n S'", "S' d n P m P g m R S", "g m R S d, n, S | S R g m R S", "R P",
          (7,), ("sad", "heroic", "tense"), "g d"),
    _raga("Malkauns", "S g m d n S'", "S' n d m g S", "m g m d n d m g S | d, n, S m g S", "m S",
          (7,), ("mysterious", "devotional", "tense", "heroic")),
)
# fmt: on


def raga_for(mood: Mood, time_of_day: TimeOfDay, choice: random.Random) -> Raga:
    """A raga that fits mood and hour; the mood weighs more, and `choice` decides between those that fit as well."""

    def fit(raga: Raga) -> float:
        of_mood = 3.0 - 0.5 * raga.moods.index(mood) if mood in raga.moods else 0.0
        return of_mood + (1.5 if raga.prahars & _PRAHARS[time_of_day] else 0.0)

    best = max(map(fit, RAGAS))
    return choice.choice([raga for raga in RAGAS if fit(raga) >= best - 0.5])
