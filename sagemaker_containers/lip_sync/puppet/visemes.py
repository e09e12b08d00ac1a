"""From phonemes to mouths: the shape of every IPA sound, and how shapes melt into each other in speech.

Shapes blend by dominance (Cohen and Massaro 1993): every sound pulls on the mouth around its own time and less the
further it is away, on each part of the mouth in its own way. The jaw is slow; lips are rounded well before a rounded
vowel and a while after, through consonants that do not care. Closed lips are stronger than that: m, b and p shut the
mouth, whatever stands beside them.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from film_studio.film.models import Phoneme

LEAD_SECONDS = 0.040
"""How far ahead of the sound the mouth is sampled: speech looks late without it."""

_REACH_SECONDS = 0.024
_JAW_REACH_SECONDS = 0.07
_ROUNDING_AHEAD_SECONDS, _ROUNDING_AFTER_SECONDS = 0.1, 0.065
_HORIZON_SECONDS = 0.5
"""How far away a sound may be that is looked at."""

_ROUNDED = -0.4
"""The `spread` from which on lips count as rounded."""

_CLOSE_SECONDS = 0.024
_RAMP_SECONDS = 0.046


@dataclass(frozen=True)
class Mouth:
    """One mouth: all from 0 to 1, but `spread` from −1 (puckered) to 1 (drawn wide)."""

    open: float = 0.0
    spread: float = 0.0
    teeth: float = 0.0
    tongue: float = 0.0
    tuck: float = 0.0
    """How far the lower lip goes under the upper teeth (f, v)."""
    jaw: float = 0.0
    """How far the chin is down."""

    def toward(self, other: "Mouth", share: float) -> "Mouth":
        """This mouth on its way to the `other`."""
        if not share:
            return self
        return Mouth(*(one + (two - one) * share for one, two in zip(astuple(self), astuple(other), strict=True)))


REST = Mouth()
_PARTS, _SPREAD, _JAW = 6, 1, 5
"""How many parts a mouth has, and where two of them are among its fields."""

SHAPES: dict[str, Mouth] = {
    "closed": Mouth(0.0, -0.12),
    "lip-teeth": Mouth(0.12, 0.1, teeth=1.0, tuck=1.0, jaw=0.1),
    "tongue-teeth": Mouth(0.18, 0.1, teeth=0.6, tongue=0.9, jaw=0.2),
    "tip": Mouth(0.15, 0.2, teeth=0.55, tongue=0.5, jaw=0.15),
    "lateral": Mouth(0.22, 0.1, teeth=0.35, tongue=0.85, jaw=0.3),
    "back": Mouth(0.2, 0.05, teeth=0.2, jaw=0.3),
    "hiss": Mouth(0.12, 0.5, teeth=1.0, jaw=0.03),
    "hush": Mouth(0.2, -0.6, teeth=0.8, jaw=0.1),
    "r": Mouth(0.2, -0.35, teeth=0.25, tongue=0.2, jaw=0.2),
    "trill": Mouth(0.2, 0.1, teeth=0.3, tongue=0.6, jaw=0.25),
    "breath": Mouth(0.28, 0.05, jaw=0.35),
    "glide": Mouth(0.18, 0.65, teeth=0.5, jaw=0.15),
    "pucker": Mouth(0.16, -1.0, jaw=0.15),
    "spread": Mouth(0.38, 0.95, teeth=0.6, jaw=0.15),
    "half-spread": Mouth(0.5, 0.6, teeth=0.4, jaw=0.35),
    "mid": Mouth(0.66, 0.4, teeth=0.3, tongue=0.15, jaw=0.55),
    "wide": Mouth(0.88, 0.45, teeth=0.3, tongue=0.3, jaw=0.85),
    "open": Mouth(1.0, 0.1, teeth=0.25, tongue=0.35, jaw=1.0),
    "open-round": Mouth(0.82, -0.45, tongue=0.2, jaw=0.8),
    "round": Mouth(0.58, -0.75, jaw=0.5),
    "small-round": Mouth(0.38, -1.0, jaw=0.2),
    "neutral": Mouth(0.48, 0.0, teeth=0.15, tongue=0.1, jaw=0.35),
    "front-round": Mouth(0.32, -0.85, teeth=0.15, jaw=0.25),
}
"""The visemes by name."""

_SOUNDS = {
    "closed": "m b p ɓ ʙ",
    "lip-teeth": "f v ɱ ʋ ⱱ",
    "tongue-teeth": "θ ð",
    "tip": "t d n ɖ ʈ ɳ ɗ ɲ ȶ c ɟ ʄ ᶑ ʇ ǀ ǃ ǂ",
    "lateral": "l ɫ ɭ ʎ ɬ ɮ ɺ ǁ ʟ",
    "back": "k g ɡ ŋ x ɣ q ɢ ɴ χ ʁ ʛ ɠ ɰ",
    "hiss": "s z ʦ ʣ",
    "hush": "ʃ ʒ ʧ ʤ ʂ ʐ ɕ ʑ ʨ ʥ ɧ ꭧ",
    "r": "ɹ ɻ ɚ ɝ",
    "trill": "r ɾ ɽ ʀ",
    "breath": "h ɦ ħ ʕ ʔ ʜ ʢ ʡ ?",
    "glide": "j ç ʝ ʲ",
    "pucker": "w ʍ ɥ ɸ β ʷ",
    "spread": "i ɪ ɨ ᵻ ɿ ɯ",
    "half-spread": "e ɘ ɩ",
    "mid": "ɛ ɜ ᴇ ε",
    "wide": "æ ɐ a",
    "open": "ɑ ʌ",
    "open-round": "ɒ ɔ ɶ",
    "round": "o ɵ ɞ",
    "small-round": "u ʊ ʉ ᵿ ʮ",
    "neutral": "ə ɤ ɷ",
    "front-round": "y ʏ ø œ ʯ",
}

VISEME: dict[str, str] = {letter: name for name, letters in _SOUNDS.items() for letter in letters.split()}
"""The viseme of every IPA letter; length, tone and most diacritics do not show on the lips."""

_VOWELS = {
    "spread",
    "half-spread",
    "mid",
    "wide",
    "open",
    "open-round",
    "round",
    "small-round",
    "neutral",
    "front-round",
}
_AFFRICATES = {
    "tʃ": "hush",
    "dʒ": "hush",
    "tɕ": "hush",
    "dʑ": "hush",
    "ʈʂ": "hush",
    "tʂ": "hush",
    "ts": "hiss",
    "dz": "hiss",
}
_ESPEAK_RETROFLEXES = {"s.": "ʂ", "z.": "ʐ", "i.": "ɨ"}
"""How eSpeak writes the retroflexes of Chinese."""

_STRENGTH = {"closed": 6.0, "lip-teeth": 3.0, "hush": 1.6, "pucker": 1.6, "tip": 0.8, "back": 0.7, "breath": 0.5,
             "trill": 0.7, "lateral": 0.9, "neutral": 0.7}  # fmt: skip
_LIPS_FREE = {"tongue-teeth", "tip", "lateral", "back", "hiss", "breath", "trill"}
"""Sounds that leave the lips to their neighbours."""

_LIPS_FREE_STRENGTH = 0.2


def visemes(symbol: str) -> list[str]:
    """The visemes of one phoneme in order: one, two for a diphthong, none for eSpeak's mark of a change of language.

    A sound nobody listed is `neutral`.
    """
    if symbol.startswith("("):
        return []
    for written, letter in _ESPEAK_RETROFLEXES.items():
        symbol = symbol.replace(written, letter)
    letters = [
        letter
        for sign in unicodedata.normalize("NFC", symbol)
        for letter in (sign if sign in VISEME else unicodedata.normalize("NFD", sign))
        if letter in VISEME
    ]
    letters = [letter for letter in letters if letter not in "ʲʷ"] or letters
    plain = "".join(letters)
    for pair, name in _AFFRICATES.items():
        if plain.startswith(pair):
            return [name]
    names = [VISEME[letter] for letter in letters]
    vowels = [name for name in names if name in _VOWELS]
    if len(vowels) > 1:
        return vowels[:2]
    return names[:1] or ["neutral"]


class MouthTrack:
    """A speaker's mouth over time. `at` takes seconds on the clock of the phonemes that it was made from."""

    def __init__(self, phonemes: Sequence[Phoneme]):
        spans, shapes, strengths, reaches, closed = [], [], [], [], []
        for phoneme in phonemes:
            names = visemes(phoneme.symbol)
            for k, name in enumerate(names):
                shape, length = SHAPES[name], (phoneme.end - phoneme.start) / len(names)
                spans.append((phoneme.start + k * length, phoneme.start + (k + 1) * length))
                shapes.append(astuple(shape))
                strength = _STRENGTH.get(name, 1.0)
                strengths.append([strength] * _PARTS)
                if name in _LIPS_FREE:
                    strengths[-1][_SPREAD] = _LIPS_FREE_STRENGTH
                reach = [[_REACH_SECONDS] * _PARTS, [_REACH_SECONDS] * _PARTS]
                reach[0][_JAW] = reach[1][_JAW] = _JAW_REACH_SECONDS
                if shape.spread < _ROUNDED:
                    reach[0][_SPREAD], reach[1][_SPREAD] = _ROUNDING_AHEAD_SECONDS, _ROUNDING_AFTER_SECONDS
                reaches.append(reach)
                closed.append(name == "closed")
        self._starts, self._ends = np.array(spans).reshape(-1, 2).T
        self._shapes = np.array(shapes).reshape(-1, _PARTS)
        self._strengths = np.array(strengths).reshape(-1, _PARTS)
        self._ahead, self._after = np.array(reaches).reshape(-1, 2, _PARTS).transpose(1, 0, 2)
        self._closed = np.array(closed, dtype=bool)

    def at(self, seconds: float) -> Mouth:
        """The mouth to show while the sound of `seconds` is heard."""
        time = seconds + LEAD_SECONDS
        first = int(np.searchsorted(self._ends, time - _HORIZON_SECONDS))
        last = int(np.searchsorted(self._starts, time + _HORIZON_SECONDS))
        if first >= last:
            return REST
        near = slice(first, last)
        starts, ends, closed = self._starts[near], self._ends[near], self._closed[near]
        before, after = np.maximum(0, starts - time), np.maximum(0, time - ends)
        away = np.maximum(before, after)
        pull = self._strengths[near] * np.exp(-before[:, None] / self._ahead[near] - after[:, None] / self._after[near])
        rest = 0.06 + 2.0 * max(0.0, min(1.0, (float(away.min()) - 0.06) / 0.12))
        blend = (self._shapes[near] * pull).sum(axis=0) / (pull.sum(axis=0) + rest)
        if closed.any():
            middle = (starts[closed] + ends[closed]) / 2
            half = np.maximum(_CLOSE_SECONDS, (ends[closed] - starts[closed]) * 0.5)
            shut = 1 - np.clip((np.abs(time - middle) - half) / _RAMP_SECONDS, 0, 1).min()
            blend[0] *= 1 - float(shut)
        return Mouth(*(float(value) for value in blend))
