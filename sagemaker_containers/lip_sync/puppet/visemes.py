"""From phonemes to mouths: the shape of every IPA sound, and how shapes melt into each other in speech.

Shapes blend by dominance (Cohen and Massaro 1993): every sound pulls on the mouth around its own time and less the
further it is away. Closed lips are stronger than that: m, b and p shut the mouth, whatever stands beside them.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from film_studio.film.models import Phoneme

LEAD_SECONDS = 0.040
"""How far ahead of the sound the mouth is sampled: speech looks late without it."""

_REACH_SECONDS = 0.038
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

    def toward(self, other: "Mouth", share: float) -> "Mouth":
        """This mouth on its way to the `other`."""
        if not share:
            return self
        return Mouth(*(one + (two - one) * share for one, two in zip(astuple(self), astuple(other), strict=True)))


REST = Mouth()

SHAPES: dict[str, Mouth] = {
    "closed": Mouth(0.0, -0.12),
    "lip-teeth": Mouth(0.14, 0.1, teeth=1.0, tuck=1.0),
    "tongue-teeth": Mouth(0.26, 0.1, teeth=0.6, tongue=0.9),
    "tip": Mouth(0.24, 0.2, teeth=0.55, tongue=0.5),
    "lateral": Mouth(0.34, 0.1, teeth=0.35, tongue=0.85),
    "back": Mouth(0.32, 0.05, teeth=0.2),
    "hiss": Mouth(0.15, 0.5, teeth=1.0),
    "hush": Mouth(0.27, -0.6, teeth=0.8),
    "r": Mouth(0.28, -0.35, teeth=0.25, tongue=0.2),
    "trill": Mouth(0.3, 0.1, teeth=0.3, tongue=0.6),
    "breath": Mouth(0.38, 0.05),
    "glide": Mouth(0.24, 0.65, teeth=0.5),
    "pucker": Mouth(0.22, -1.0),
    "spread": Mouth(0.3, 0.95, teeth=0.6),
    "half-spread": Mouth(0.42, 0.6, teeth=0.4),
    "mid": Mouth(0.58, 0.4, teeth=0.3, tongue=0.15),
    "wide": Mouth(0.8, 0.45, teeth=0.3, tongue=0.3),
    "open": Mouth(1.0, 0.1, teeth=0.25, tongue=0.35),
    "open-round": Mouth(0.82, -0.45, tongue=0.2),
    "round": Mouth(0.58, -0.75),
    "small-round": Mouth(0.34, -1.0),
    "neutral": Mouth(0.42, 0.0, teeth=0.15, tongue=0.1),
    "front-round": Mouth(0.32, -0.85, teeth=0.15),
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
    "breath": "h ɦ ħ ʕ ʔ ʜ ʢ ʡ",
    "glide": "j ç ʝ ʲ",
    "pucker": "w ʍ ɥ ɸ β ʷ",
    "spread": "i ɪ ɨ ᵻ ɿ",
    "half-spread": "e ɘ ɩ",
    "mid": "ɛ ɜ ᴇ ε",
    "wide": "æ ɐ a",
    "open": "ɑ  ʌ",
    "open-round": "ɒ ɔ ɶ",
    "round": "o ɤ ɵ ɞ",
    "small-round": "u ʊ ɯ ʉ ᵿ ʮ",
    "neutral": "ə ɷ",
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
_AFFRICATES = {"tʃ": "hush", "dʒ": "hush", "tɕ": "hush", "dʑ": "hush", "ʈʂ": "hush", "ts": "hiss", "dz": "hiss"}
_STRENGTH = {"closed": 6.0, "lip-teeth": 3.0, "hush": 1.6, "pucker": 1.6, "tip": 0.55, "back": 0.5, "breath": 0.35,
             "trill": 0.5, "lateral": 0.8, "neutral": 0.7}  # fmt: skip


def visemes(symbol: str) -> list[str]:
    """The visemes of one phoneme in order: one, or two for a diphthong. A sound nobody listed is `neutral`."""
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
        starts, ends, shapes, strengths, closed = [], [], [], [], []
        for phoneme in phonemes:
            names = visemes(phoneme.symbol)
            length = (phoneme.end - phoneme.start) / len(names)
            for k, name in enumerate(names):
                shape = SHAPES[name]
                starts.append(phoneme.start + k * length)
                ends.append(phoneme.start + (k + 1) * length)
                shapes.append((shape.open, shape.spread, shape.teeth, shape.tongue, shape.tuck))
                strengths.append(_STRENGTH.get(name, 1.0))
                closed.append(name == "closed")
        self._starts, self._ends = np.array(starts), np.array(ends)
        self._shapes = np.array(shapes).reshape(-1, 5)
        self._strengths = np.array(strengths)
        self._closed = np.array(closed, dtype=bool)

    def at(self, seconds: float) -> Mouth:
        """The mouth to show while the sound of `seconds` is heard."""
        if not self._starts.size:
            return REST
        time = seconds + LEAD_SECONDS
        away = np.maximum(0, np.maximum(self._starts - time, time - self._ends))
        pull = self._strengths * np.exp(-away / _REACH_SECONDS)
        rest = 0.06 + 2.0 * max(0.0, min(1.0, (float(away.min()) - 0.06) / 0.12))
        blend = (self._shapes * pull[:, None]).sum(axis=0) / (pull.sum() + rest)
        opening, spread, teeth, tongue, tuck = (float(value) for value in blend)
        if self._closed.any():
            middle = (self._starts[self._closed] + self._ends[self._closed]) / 2
            half = np.maximum(_CLOSE_SECONDS, (self._ends[self._closed] - self._starts[self._closed]) * 0.5)
            shut = 1 - np.clip((np.abs(time - middle) - half) / _RAMP_SECONDS, 0, 1).min()
            opening *= 1 - float(shut)
        return Mouth(opening, spread, teeth, tongue, tuck)
