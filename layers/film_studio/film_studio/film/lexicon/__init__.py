"""What words say about places, hours, weather, people, things and feelings, by language.

A language without a lexicon of its own has an empty one: its films are narrated, in the settings of its culture.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from typing import Any, Generic, NamedTuple, TypeVar

import regex

from film_studio.film.models import Age, Culture, Emotion, Gender, Mood, Period, Setting, Species, TimeOfDay, Weather

Meaning = TypeVar("Meaning")


class Found(NamedTuple, Generic[Meaning]):
    """A term found in a text: what it means, and where it is written how."""

    meaning: Meaning
    start: int
    end: int
    text: str


class Terms(Generic[Meaning]):
    """Words and phrases with their meanings. `laugh*` stands for all words that begin so; case does not matter."""

    def __init__(self, meanings: Mapping[Meaning, str], endings: str = "") -> None:
        """`meanings` maps each meaning to its terms, parted by commas; `endings` may follow any of them (a pattern)."""
        self._meanings: dict[str, Meaning] = {}
        self._endings = endings
        for meaning, terms in meanings.items():
            for term in terms.split(","):
                if term.strip():
                    self._meanings[" ".join(term.casefold().split())] = meaning

    @cached_property
    def _pattern(self) -> Any:
        exact = sorted((t for t in self._meanings if not t.endswith("*")), key=len, reverse=True)
        stems = sorted((t[:-1] for t in self._meanings if t.endswith("*")), key=len, reverse=True)
        ways = []
        if exact:
            ways.append(rf"(?P<exact>{'|'.join(map(regex.escape, exact))})(?:{self._endings})")
        if stems:
            ways.append(rf"(?P<stem>{'|'.join(map(regex.escape, stems))})[\p{{L}}\p{{M}}]*")
        edge = r"[\p{L}\p{M}\p{N}]"
        return regex.compile(rf"(?<!{edge})(?:{'|'.join(ways) or '(?!)'})(?!{edge})", regex.IGNORECASE)

    def find(self, text: str) -> Iterator[Found[Meaning]]:
        """Every term in a text, in order."""
        for match in self._pattern.finditer(text):
            groups = match.groupdict()
            term = groups.get("exact")
            key = term.casefold() if term else f"{groups['stem'].casefold()}*"
            yield Found(self._meanings[key], match.start(), match.end(), match.group())

    def first(self, text: str) -> Meaning | None:
        """What the first term in a text means; None where there is none."""
        return next((found.meaning for found in self.find(text)), None)

    def get(self, word: str) -> Meaning | None:
        """What a whole word or phrase means; None where it is no term."""
        found = next(self.find(word), None)
        return found.meaning if found and found.end - found.start == len(word) else None

    def __bool__(self) -> bool:
        return bool(self._meanings)


class PersonNoun(NamedTuple):
    """What a noun says about the person it names. `role` is in English, for descriptions and clothes."""

    role: str
    age: Age | None = None
    gender: Gender | None = None


@dataclass(frozen=True)
class Lexicon:
    """All that one language's words say. Terms of a field that a language leaves out are never found."""

    settings: Terms[Setting] = field(default_factory=lambda: Terms[Setting]({}))
    times: Terms[TimeOfDay] = field(default_factory=lambda: Terms[TimeOfDay]({}))
    weathers: Terms[Weather] = field(default_factory=lambda: Terms[Weather]({}))
    moods: Terms[Mood] = field(default_factory=lambda: Terms[Mood]({}))
    emotions: Terms[Emotion] = field(default_factory=lambda: Terms[Emotion]({}))
    said: Terms[Emotion] = field(default_factory=lambda: Terms[Emotion]({}))
    """Verbs of saying, with the emotion in which something is said so."""
    people: Terms[PersonNoun] = field(default_factory=lambda: Terms[PersonNoun]({}))
    species: Terms[Species] = field(default_factory=lambda: Terms[Species]({}))
    props: Terms[str] = field(default_factory=lambda: Terms[str]({}))
    pronouns: Terms[Gender] = field(default_factory=lambda: Terms[Gender]({}))
    ages: Terms[Age] = field(default_factory=lambda: Terms[Age]({}))
    """Adjectives of age."""
    names: Terms[Gender] = field(default_factory=lambda: Terms[Gender]({}))
    cultures: Terms[Culture] = field(default_factory=lambda: Terms[Culture]({}))
    periods: Terms[Period] = field(default_factory=lambda: Terms[Period]({}))
    negation_before: Terms[bool] = field(default_factory=lambda: Terms[bool]({}))
    negation_after: Terms[bool] = field(default_factory=lambda: Terms[bool]({}))
    place_before: str = r"(?!)"
    """Pattern of what stands before a place where somebody is or goes."""
    place_after: str = r"(?!)"

    def affirmed(self, terms: Terms[Meaning], text: str) -> Iterator[Found[Meaning]]:
        """The terms in a text that no negation close by takes back."""
        for found in terms.find(text):
            before = text[: found.start].split()[-3:]
            after = text[found.end :].split()[:2]
            if (
                self.negation_before.first(" ".join(before)) is None
                and self.negation_after.first(" ".join(after)) is None
            ):
                yield found

    def places(self, text: str) -> Iterator[Found[Setting]]:
        """The settings in a text where somebody is or goes, not those only spoken of."""
        for found in self.affirmed(self.settings, text):
            before = rf"(?:{self.place_before})(?:\s+[\p{{L}}\p{{M}}’'-]+){{0,3}}\s+$"
            if regex.search(before, text[: found.start], regex.IGNORECASE) or regex.match(
                rf"\s*(?:{self.place_after})(?![\p{{L}}\p{{M}}])", text[found.end :], regex.IGNORECASE
            ):
                yield found


_MODULES = {"en": "english", "hi": "hindi"}


@cache
def of(language: str) -> Lexicon:
    """The lexicon of a language; an empty one where there is none."""
    if language not in _MODULES:
        return Lexicon()
    lexicon: Lexicon = import_module(f"film_studio.film.lexicon.{_MODULES[language]}").LEXICON
    return lexicon
