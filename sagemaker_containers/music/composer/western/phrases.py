"""What a mood means in functional harmony: a mode, four-bar phrases, and cadences."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.scale import Scale
from sagemaker_containers.music.composer.western.chords import CHORDS, DORIAN, MAJOR, MINOR, MIXOLYDIAN, Chord

Cadence = Literal["half", "deceptive", "plagal", "perfect"]


@dataclass(frozen=True)
class Palette:
    """A mood's harmony. A phrase leaves the tonic, goes by way of a predominant, and ends open."""

    scale: Scale
    phrases: tuple[tuple[str, ...], ...]
    cadence: Cadence
    """How a passage in this mood ends where the film goes on."""

    @property
    def tonic(self) -> str:
        """The chord that is at home."""
        return "i" if 3 in self.scale.notes else "I"


def _palette(scale: Scale, cadence: Cadence, *phrases: str) -> Palette:
    return Palette(scale, tuple(tuple(phrase.split()) for phrase in phrases), cadence)


PALETTES: dict[Mood, Palette] = {
    "peaceful": _palette(MAJOR, "plagal", "I IV I6 V", "I vi ii6 V", "I iii IV I6", "I6 IV ii6 V"),
    "joyful": _palette(MAJOR, "half", "I V vi IV", "I V7/IV IV V", "I IV ii6 V", "vi IV I V"),
    "romantic": _palette(MAJOR, "deceptive", "I V/vi vi IV", "I iii IV iv", "I vi ii6 V", "IV V/V V vi"),
    "playful": _palette(MAJOR, "half", "I V6 I V", "I V/ii ii V", "I IV I6 V", "I ii6 V I"),
    "heroic": _palette(MIXOLYDIAN, "half", "I VII IV I", "I V vi IV", "I VI VII I", "I6 IV V/V V"),
    "devotional": _palette(MAJOR, "plagal", "I IV I V", "IV I6 ii6 V", "I vi IV I", "I iii vi IV"),
    "sad": _palette(MINOR, "half", "i VI iv V", "i v VI III", "i iv i6 V", "i VII VI V"),
    "tense": _palette(MINOR, "half", "i iv6 V i", "i bII i6 V", "i VI iv V", "i6 iv N6 V"),
    "mysterious": _palette(DORIAN, "half", "i IV6 i VII", "i VI bII V", "i IV VII i", "i iv6 VI V"),
}

_CADENCES: dict[Cadence, tuple[tuple[str, str], tuple[str, str]]] = {
    "half": (("IV", "V"), ("iv6", "V")),
    "deceptive": (("V7", "vi"), ("V7", "VI")),
    "plagal": (("IV", "I"), ("iv", "i")),
    "perfect": (("ii6", "V7"), ("iio6", "V7")),
}
"""The last two bars of a passage, in major and in minor. After the perfect one comes the tonic."""


@dataclass(frozen=True)
class Harmony:
    """A chord over a stretch of a passage, in bars from its beginning."""

    bar: float
    bars: float
    chord: Chord


def harmonise(passage: Passage, rng: random.Random, before_the_end: bool) -> list[Harmony]:
    """The chords of a passage, bar by bar: phrases and a cadence; before the end card it is the dominant of the tonic.

    The end card itself is the tonic, which a minor key makes major: the film ends in light.
    """
    palette = PALETTES[passage.mood]
    if passage.part == "end":
        return [Harmony(0, passage.bars, CHORDS["I"])]
    # Where no end card follows, the last bar is the end.
    closes = passage.last and passage.bars > 1
    cadence: Cadence = "perfect" if before_the_end or passage.last else palette.cadence
    bars = passage.bars - 1 if closes else passage.bars
    formula = _CADENCES[cadence][palette.tonic == "i"]
    names: list[str] = []
    while len(names) < bars:
        names += rng.choice(palette.phrases)
    names = names[:bars]
    if passage.first or bars >= 4:
        names[0] = palette.tonic
    if bars >= 3 and passage.part == "scene":
        names[-2:] = formula
        if names[-3] in (*formula, "V") and bars > 3:
            names[-3] = f"{palette.tonic}6"
    elif cadence == "perfect":
        names[-1] = formula[1]
    chords = [Harmony(float(bar), 1.0, CHORDS[name]) for bar, name in enumerate(_smoothed(names, palette))]
    if closes:
        chords.append(Harmony(float(bars), 1.0, CHORDS["I"]))
    return chords


_LEADS_TO = {"V7/IV": ("IV", "I"), "V/V": ("V", "ii"), "V/vi": ("vi", "iii"), "V/ii": ("ii", "vi")}
"""Where a borrowed dominant goes, and what stands in for it where something else follows."""

_DOMINANTS = ("V", "V6", "V7")
_PREDOMINANTS = ("IV", "IV6", "ii", "ii6", "iv", "iv6", "iio6", "N6")


def _smoothed(names: Sequence[str], palette: Palette) -> list[str]:
    """The same without a retrogression: no dominant falls back to a predominant, no borrowed one leads nowhere."""
    smooth = list(names)
    for index, (name, following) in enumerate(pairwise([*names, ""])):
        if name in _DOMINANTS and following in _PREDOMINANTS:
            smooth[index] = f"{palette.tonic}6"
        elif name in _LEADS_TO and following.rstrip("67") != _LEADS_TO[name][0]:
            smooth[index] = _LEADS_TO[name][1]
    return smooth
