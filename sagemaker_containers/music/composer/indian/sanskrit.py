"""Sanskrit verse: syllables of IAST text, light and heavy, and their sounds in eSpeak NG's Hindi mnemonics."""

import re
import unicodedata
from dataclasses import dataclass

_VOWELS = {
    "a": "V", "ā": "a:", "i": "I", "ī": "i:", "u": "U", "ū": "u:", "ṛ": "rI",
    "e": "e:", "ai": "E:", "o": "o:", "au": "O:",
}  # fmt: skip
_CONSONANTS = {
    "k": "k", "kh": "k#", "g": "g", "gh": "g#", "ṅ": "N", "c": "c", "ch": "c#", "j": "J", "jh": "J#", "ñ": "n^",
    "ṭ": "t.", "ṭh": "t.#", "ḍ": "d.", "ḍh": "d.#", "ṇ": "n.", "t": "t", "th": "t#", "d": "d", "dh": "d#", "n": "n",
    "p": "p", "ph": "p#", "b": "b", "bh": "b#", "m": "m", "y": "j", "r": "r", "l": "l", "v": "v",
    "ś": "S", "ṣ": "s.", "s": "s", "h": "H", "ṃ": "m", "ḥ": "H",
}  # fmt: skip
_LIGHT = {"a", "i", "u", "ṛ"}
_SOUND = re.compile("|".join(sorted([*_VOWELS, *_CONSONANTS], key=len, reverse=True)))
_UDATTA = "\u0301"


@dataclass(frozen=True)
class Syllable:
    """`sounds` are mnemonics, `heavy` whether it lasts twice, `accented` whether it bears the udatta."""

    sounds: str
    heavy: bool
    accented: bool


def syllables(pada: str) -> tuple[Syllable, ...]:
    """The syllables of a line. One is heavy by a long vowel, or before two consonants, ṃ or ḥ, or at the line's end."""
    marked = unicodedata.normalize("NFD", pada.lower().replace("'", ""))
    accents, letters = [], []
    for word in marked.split():
        plain = unicodedata.normalize("NFC", re.sub(f"(?<!s){_UDATTA}", "", word))
        accents += _accented(word)
        letters += _SOUND.findall(plain)
    places = [index for index, sound in enumerate(letters) if sound in _VOWELS]
    result = []
    for count, place in enumerate(places):
        following = places[count + 1] if count + 1 < len(places) else len(letters)
        begins = 0 if count == 0 else _onset(places[count - 1], place)
        ends = following if following == len(letters) else _onset(place, following)
        after = letters[place + 1 : following]
        heavy = letters[place] not in _LIGHT or len(after) > 1 or "ṃ" in after or "ḥ" in after
        sounds = "".join((_VOWELS | _CONSONANTS)[letter] for letter in letters[begins:ends])
        result.append(Syllable(sounds, heavy or following == len(letters), accents[count]))
    return tuple(result)


def _onset(vowel: int, following: int) -> int:
    """Where the next syllable begins: with the last consonant before its vowel, if there is one."""
    return following - 1 if following - vowel > 1 else following


def _accented(word: str) -> list[bool]:
    """For each vowel of a decomposed word whether it bears an acute accent."""
    marks = re.findall(r"(a[iu](?!\u0308)|[aeiou]|r\u0323)([\u0304\u0301]*)", word)
    return [_UDATTA in mark for _, mark in marks]
