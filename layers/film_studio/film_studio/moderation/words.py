"""Word lists (`lists.toml`): whole words and phrases, found however they are spelt.

Text and lists are folded the same way: width and compatibility forms (NFKC), case, accents of alphabets that have them,
invisible characters, and letters of another alphabet that look Latin inside a Latin word. In the text digits and signs
that stand for letters are read as these (`p0rn`), repeated letters count as one (`pooorn`), and letters that are spaced
out are read together (`p o r n`). A listed word is only found where no letter stands beside it, so that `Scunthorpe`
and `assess` are what they are; scripts that do without spaces are searched as they are.
"""

import hashlib
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import groupby

import regex

from film_studio.moderation.models import Category, Finding, Outcome

_ACCENTS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}])\p{Mn}+")
# Format characters, among them zero-width ones and the soft hyphen; what draws nothing; Arabic's stretched line.
_INVISIBLE = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SPELT_OUT = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}])(?:[\p{L}\p{N}@$!][\s.\-_*·]{1,2}){2,}[\p{L}\p{N}](?![\p{L}\p{M}\p{N}])"
)
_APART = regex.compile(r"[\s.\-_*·]")
_SPACELESS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁԛԝбкмтһαειοκνρτυχ",
    "aeopcyxijsdqwbkmthaeiokvptux",
)
"""Small letters of Cyrillic and Greek that pass for Latin ones."""

_SIGNS = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "i"}
_LEET = regex.compile(r"(?<![\p{L}\p{N}@$!|])(?=[^\s]*\p{Latin})[\p{Latin}0134578@$!|]*[\p{Latin}0134578]")
"""A run that holds a Latin letter and does not end in a sign: the `!` after a word is only that."""


@dataclass(frozen=True)
class _Term:
    category: Category
    severity: Outcome
    text: str


def fold(text: str) -> str:
    """`text` as lists and scripts are compared."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return _WORD.sub(_latin, unicodedata.normalize("NFC", text))


def _latin(word: regex.Match[str]) -> str:
    found: str = word[0]
    return found.translate(_LOOKALIKES) if regex.search(r"\p{Latin}", found) else found


def readings(text: str) -> list[str]:
    """The folded text, and as it reads where digits, signs and spaces hide words."""
    folded = fold(text)
    found = [folded]
    for one in ("i", "l"):  # a 1 is either
        found.append(_LEET.sub(partial(_read, one=one), folded))
    found += [_APART.sub("", _read(run)) for run in _SPELT_OUT.finditer(folded)]
    return found


def _read(run: regex.Match[str], one: str = "i") -> str:
    """A run with its digits and signs as letters."""
    return "".join(one if sign == "1" else _SIGNS.get(sign, sign) for sign in run[0])


def judge(texts: Sequence[tuple[str, str]]) -> list[Finding]:
    """What the lists find in texts by field, each listed word once for each field."""
    found: dict[tuple[str, str], Finding] = {}
    for field, text in texts:
        for reading in readings(text):
            for term in _found(reading):
                found[field, term.text] = Finding(
                    category=term.category, severity=term.severity, field=field, term=term.text
                )
    return list(found.values())


@cache
def version() -> str:
    """Which lists these are; another one where they have changed."""
    return hashlib.sha256(_source().encode()).hexdigest()[:12]


def _found(reading: str) -> Iterable[_Term]:
    patterns, terms = _compiled()
    for pattern in patterns:
        for match in pattern.finditer(reading, overlapped=True):
            yield terms[int(str(match.lastgroup)[1:])]


@cache
def _source() -> str:
    return files(__package__).joinpath("lists.toml").read_text("utf-8")


@cache
def _compiled() -> tuple[list[regex.Pattern[str]], list[_Term]]:
    """Patterns of the words that stand alone, and of those in scripts without spaces; and what their groups mean."""
    terms = [
        _Term(entry["category"], entry["severity"], word)
        for entry in tomllib.loads(_source())["lists"]
        for word in entry["words"]
    ]
    alone: list[str] = []
    within: list[str] = []
    for number, term in enumerate(terms):
        folded = fold(term.text)
        (within if _SPACELESS.search(folded) else alone).append(f"(?P<t{number}>{_pattern(folded)})")
    letter = r"[\p{L}\p{M}\p{N}]"
    patterns = [f"(?<!{letter})(?:{'|'.join(alone)})(?!{letter})", "|".join(within)]
    return [regex.compile(pattern) for pattern in patterns], terms


def _pattern(folded: str) -> str:
    words = (
        "".join(f"{regex.escape(letter)}{{{len(list(run))},}}" for letter, run in groupby(word))
        for word in folded.split()
    )
    return r"[^\p{L}\p{N}]+".join(words)
