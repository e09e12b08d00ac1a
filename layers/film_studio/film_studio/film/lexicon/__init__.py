"""What words say about places, hours, weather, people, things and feelings, by language.

One data file per language (`en.toml`, `ta.toml`, …), all in the format that `en.toml` explains. A language without a
file has an empty lexicon: its films are narrated, in the settings of its culture.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast

import regex

from film_studio.film.models import Age, Culture, Emotion, Gender, Mood, Period, Setting, Species, TimeOfDay, Weather

Meaning = TypeVar("Meaning")

Neighbour = Literal["next", "previous"]
Focus = Literal["next", "previous", "closing"]
"""Whose stress a particle asks for: the word's after it, before it, or before it where it ends the clause."""
Pronoun = Literal["female", "male", "neutral", "self", "group"]

NEVER = r"(?!)"
"""A pattern that is found nowhere."""

_LETTER = r"[\p{L}\p{M}\p{N}]"
_SENTENCE_END = regex.compile(r"[.!?;:।॥。！？؟…]")


class Found(NamedTuple, Generic[Meaning]):
    """A term found in a text: what it means, where it is written how, and its entry in the lexicon.

    `inflected` says that more is written after what the entry has.
    """

    meaning: Meaning
    start: int
    end: int
    text: str
    entry: str
    inflected: bool


class Terms(Generic[Meaning]):
    """Words and phrases with their meanings; case does not matter.

    Entries are parted by commas, the forms of one entry by bars (`mouse|mice`). `laugh*` stands for all words that
    begin so. `beginnings` and `endings` are patterns of what may stand before and after any of them; `declined` are the
    end of a word that endings take the place of, and those endings. Languages that write no spaces are not `spaced`:
    there a term may be found amid other letters.
    """

    def __init__(
        self,
        meanings: Mapping[Meaning, str],
        beginnings: str = "",
        endings: str = "",
        spaced: bool = True,
        declined: tuple[str, str] = (NEVER, NEVER),
    ) -> None:
        self._meanings: dict[str, tuple[Meaning, str]] = {}
        self._beginnings, self._endings, self._spaced = beginnings, endings, spaced
        self._declined: dict[str, str] = {}
        """Words by what is left of them before their endings."""
        for meaning, entries in meanings.items():
            for entry in entries.split(","):
                forms = [" ".join(form.lower().split()) for form in entry.split("|") if form.strip()]
                for form in forms:
                    self._meanings[form] = (meaning, forms[0].rstrip("*"))
                    if left := without_end(form, declined[0]):
                        self._declined[left] = form
        self._cases = declined[1]

    @cached_property
    def _pattern(self) -> Any:
        exact = sorted((t for t in self._meanings if not t.endswith("*")), key=len, reverse=True)
        stems = sorted((t[:-1] for t in self._meanings if t.endswith("*")), key=len, reverse=True)
        ways = []
        if exact:
            ways.append(rf"(?P<exact>{'|'.join(map(regex.escape, exact))})(?:{self._endings})?+")
        if stems:
            ways.append(rf"(?P<stem>{'|'.join(map(regex.escape, stems))})" + (rf"{_LETTER}*" if self._spaced else ""))
        if self._declined:
            ways.append(rf"(?P<left>{'|'.join(map(regex.escape, self._declined))})(?:{self._cases})")
        before, after = (rf"(?<!{_LETTER})", rf"(?!{_LETTER})") if self._spaced else ("", "")
        found = "|".join(rf"{way}{after}" for way in ways) or NEVER
        return regex.compile(rf"{before}(?:{self._beginnings})??(?:{found})", regex.IGNORECASE)

    def find(self, text: str) -> Iterator[Found[Meaning]]:
        """Every term in a text, in order."""
        for match in self._pattern.finditer(text):
            way = match.lastgroup
            written = match[way].lower()
            meaning, entry = self._meanings[
                self._declined[written] if way == "left" else written + ("*" if way == "stem" else "")
            ]
            inflected = match.end(way) < match.end()
            yield Found(meaning, match.start(), match.end(), match.group(), entry, inflected)

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


def without_end(word: str, end: str) -> str | None:
    """What is left of a word that ends so; None of one that does not."""
    found = regex.search(rf"(?:{end})$", word, regex.IGNORECASE)
    return word[: found.start()] if found else None


def _no_terms() -> Any:
    return Terms[Any]({})


@dataclass(frozen=True)
class Lexicon:
    """All that one language's words say. Terms of a field that a language leaves out are never found."""

    settings: Terms[Setting] = field(default_factory=_no_terms)
    details: Terms[Setting] = field(default_factory=_no_terms)
    """Parts of a place that tell where somebody is as long as nothing else does: in the doorway, at the well."""
    interiors: Terms[bool] = field(default_factory=_no_terms)
    """What is only found within the walls of a great building: altar, throne."""
    times: Terms[TimeOfDay] = field(default_factory=_no_terms)
    weathers: Terms[Weather] = field(default_factory=_no_terms)
    moods: Terms[Mood] = field(default_factory=_no_terms)
    emotions: Terms[Emotion] = field(default_factory=_no_terms)
    said: Terms[Emotion] = field(default_factory=_no_terms)
    """Verbs of saying, with the emotion in which something is said so."""
    arriving: Terms[bool] = field(default_factory=_no_terms)
    """Verbs with which somebody comes to where the others are."""
    leaving: Terms[bool] = field(default_factory=_no_terms)
    """Verbs with which somebody goes from there."""
    people: Terms[PersonNoun] = field(default_factory=_no_terms)
    generic: Terms[bool] = field(default_factory=_no_terms)
    """Those of `people` by which somebody may be called who has been named before: the girl, the old man."""
    groups: Terms[bool] = field(default_factory=_no_terms)
    """Words for several people, whom nobody plays."""
    bodiless: Terms[bool] = field(default_factory=_no_terms)
    """What may speak in a tale and has no body that could be seen on stage: the wind."""
    species: Terms[Species] = field(default_factory=_no_terms)
    props: Terms[str] = field(default_factory=_no_terms)
    pronouns: Terms[Pronoun] = field(default_factory=_no_terms)
    ages: Terms[Age] = field(default_factory=_no_terms)
    """Adjectives of age."""
    names: Terms[Gender] = field(default_factory=_no_terms)
    titles: Terms[Gender] = field(default_factory=_no_terms)
    """Words that make what follows a person's name: Mrs, Captain."""
    honours: Terms[str] = field(default_factory=_no_terms)
    """Titles that tell what their bearer is, where the script speaks of such a one: Sir Rowan is the knight."""
    no_names: Terms[bool] = field(default_factory=_no_terms)
    """Words with a capital letter that are no person's name."""
    cultures: Terms[Culture] = field(default_factory=_no_terms)
    periods: Terms[Period] = field(default_factory=_no_terms)
    negation_before: Terms[bool] = field(default_factory=_no_terms)
    negation_after: Terms[bool] = field(default_factory=_no_terms)
    binding: Terms[Neighbour] = field(default_factory=_no_terms)
    """Small words that a row of subtitles does not part from the next word (articles), or from the previous one."""
    focus: Terms[Focus] = field(default_factory=_no_terms)
    """Particles that single out a word: only, even, too."""
    correcting: Terms[bool] = field(default_factory=_no_terms)
    """What follows a negation and puts it right: not gold but bread."""
    weighty: Terms[bool] = field(default_factory=_no_terms)
    """Words that are stressed wherever they stand: never, nobody."""
    asking: Terms[bool] = field(default_factory=_no_terms)
    numbers: Terms[bool] = field(default_factory=_no_terms)
    hosts: tuple[str, ...] = ("Maya", "Leo")
    """Names of the two who present a podcast whose script names nobody."""
    strangers: tuple[str, ...] = ()
    """Names of two who talk and of whom the script tells nothing else."""
    spaced: bool = True
    said_after_stop: bool = False
    """Whether who speaks is named after a quotation that ends with a full stop: “Come.” said Mira."""
    naming: str = NEVER
    """Pattern of how somebody is named, with the group `name`."""
    introducing: str = NEVER
    """Pattern of how a sentence begins that names who was told of before: Her name was Mira. Group `name`."""
    indefinite: str = NEVER
    """What stands before somebody who is new: a, an, another."""
    apposition: str = NEVER
    """What may stand between a name and the noun that says who it is: `Thomas, an old keeper`."""
    recognising: str = NEVER
    """Pattern of how a sentence begins that says which of those known by name it is: It was Oscar. Group `name`."""
    presenting: str = NEVER
    """Pattern of how one who speaks says their own name, with the group `name`: I am Hanuman."""
    epithet: str = NEVER
    """What may stand before a noun and tell one such from another, with the group `epithet`: a thin man."""
    speaking: str = NEVER
    """Pattern of how a sentence begins that tells who says something, with the groups `verb` and `noun`."""
    calling: str = NEVER
    """Pattern of how one who is spoken to is called by name, with the group `name`: Close your eyes, Button."""
    leaping: str = NEVER
    """Pattern of how a sentence begins that leaves out some time: three days later."""
    voice: str = NEVER
    """Pattern of how a sentence begins that tells of a voice, and not yet of whose: said a voice."""
    present: str = NEVER
    """What a script says more often that is told in the present: is, says."""
    past: str = NEVER
    """What it says more often that is told in the past: was, said."""
    past_after: str = NEVER
    """What follows one who did something: her mother picked here."""
    placing: str = NEVER
    """What stands before the name of a place, and of nobody: in Pune."""
    something: str = NEVER
    """Article and noun: the wind, a small voice."""
    compared: str = NEVER
    """What stands before one who is nobody but a comparison: as soft as an old man's prayer."""
    doing_after: str = NEVER
    """What stands after a word that looks like several things and says what somebody does: mirrors the sea."""
    describing: str = NEVER
    """Words with which a description goes on: with a white beard, in a red skirt."""
    clause: str = r"[,;:،，、；：]"
    """What parts the clauses of a sentence."""
    name_beginnings: str = ""
    """Pattern of what is written onto the beginning of a name: and Salem, to Salem."""
    name_endings: str = NEVER
    """Pattern of the case endings that names take."""
    declined: tuple[str, str] = (NEVER, NEVER)
    """The end of a name that case endings take the place of, and those endings: Коля, с Колей."""
    subject_endings: str = NEVER
    """Those endings with which somebody still acts."""
    oblique_before: str = NEVER
    """What stands before one who does not act: to Mira, behind the fox."""
    oblique_after: str = NEVER
    place_before: str | None = None
    """Pattern of what stands before a place where somebody is or goes; None where nothing marks it."""
    place_after: str | None = None
    within_before: str = NEVER
    """What stands before a place that somebody is in, not only near: under the banyan in the ashram."""
    inside_before: str = NEVER
    """What stands before a building whose inside is meant: inside the temple."""
    outside_before: str = NEVER
    """What stands before one that is left, or only seen from outside."""
    goal_before: str = NEVER
    """What stands before a place where somebody arrives."""
    mentioned_before: str = NEVER
    """What stands before something that is only compared, remembered or imagined: like a river, dreamed of the sea."""
    mentioned_after: str = NEVER

    def forms_of_name(self, name: str) -> str:
        """Pattern of a name in all its cases."""
        whole = rf"{regex.escape(name)}(?:{self.name_endings})?"
        left = without_end(name, self.declined[0])
        return rf"(?:{whole}|{regex.escape(left)}(?:{self.declined[1]}))" if left else whole

    def affirmed(self, terms: Terms[Meaning], text: str) -> Iterator[Found[Meaning]]:
        """The terms in a text that are so: neither taken back by a negation close by nor only thought of."""
        for found in terms.find(text):
            before, after = _SENTENCE_END.split(text[: found.start])[-1], _SENTENCE_END.split(text[found.end :])[0]
            if self.spaced:
                denied = self.negation_before.first(" ".join(before.split()[-3:]))
                denied = denied or self.negation_after.first(" ".join(after.split()[:2]))
            else:
                denied = self.negation_before.first(before[-3:]) or self.negation_after.first(after[:4])
            if denied is None and not self.only_mentioned(before, after):
                yield found

    def things(self, text: str) -> Iterator[Found[str]]:
        """The things that a text affirms."""
        for found in self.affirmed(self.props, text):
            if not (found.inflected and regex.match(self.doing_after, text[found.end :], regex.IGNORECASE)):
                yield found

    def only_mentioned(self, before: str, after: str) -> bool:
        """Whether what stands between is only compared with, remembered or imagined."""
        return bool(
            regex.search(rf"(?:{self.mentioned_before})\s*$", before, regex.IGNORECASE)
            or regex.match(rf"\s*(?:{self.mentioned_after})", after, regex.IGNORECASE)
        )

    def place(self, text: str) -> Setting | None:
        """Where a sentence plays: where somebody last arrives in it, or else the first place where somebody is."""
        return self._where(self.settings, text)

    def named_place(self, text: str) -> Setting | None:
        """The first place that a sentence names, whether anybody is there or not."""
        return next((found.meaning for found in self._places(self.settings, text)), None)

    def _places(self, terms: Terms[Setting], text: str) -> Iterator[Found[Setting]]:
        """The places that a text affirms; of those written side by side the last: a school garden is a garden.

        A road is where it leads: that of a village is the village.
        """
        before: Found[Setting] | None = None
        for place in self.affirmed(terms, text):
            if before and text[before.end : place.start].isspace():
                before = before if place.meaning == "city-street" else place
                continue
            if before:
                yield before
            before = place
        if before:
            yield before

    def detail(self, text: str) -> Setting | None:
        """Where a sentence plays by its details, for want of anything better."""
        return next((found.meaning for found in self.affirmed(self.details, text)), None)

    def inside(self, text: str) -> bool | None:
        """Whether a sentence plays within walls; None where it does not say."""
        for found in self.affirmed(self.settings, text):
            before = text[: found.start]
            if regex.search(rf"(?:{self.outside_before})\s*$", before, regex.IGNORECASE):
                return False
            if regex.search(rf"(?:{self.inside_before})\s*$", before, regex.IGNORECASE):
                return True
        return True if next(self.affirmed(self.interiors, text), None) else None

    def _where(self, terms: Terms[Setting], text: str) -> Setting | None:
        first: Setting | None = None
        within: Setting | None = None
        reached: Setting | None = None
        for found in self._places(terms, text):
            before, after = text[: found.start], text[found.end :]
            if regex.search(rf"(?:{self.goal_before})\s*$", before, regex.IGNORECASE):
                reached = found.meaning
            elif self._is_place(before, after):
                first = first or found.meaning
                if within is None and regex.search(rf"(?:{self.within_before})\s*$", before, regex.IGNORECASE):
                    within = found.meaning
        return reached or within or first

    def _is_place(self, before: str, after: str) -> bool:
        if self.place_before is None and self.place_after is None:
            return True
        return bool(
            regex.search(rf"(?:{self.place_before or NEVER})\s*$", before, regex.IGNORECASE)
            or regex.match(rf"\s*(?:{self.place_after or NEVER})(?!{_LETTER})", after, regex.IGNORECASE)
        )


_FOLDER = Path(__file__).parent


@cache
def of(language: str) -> Lexicon:
    """The lexicon of a language; an empty one where there is none."""
    path = _FOLDER / f"{language}.toml"
    if not path.exists():
        return Lexicon()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    spaced = data.get("spaced", True)
    beginnings, endings = data.pop("beginnings", ""), data.pop("endings", {})
    values: dict[str, Any] = {"name_beginnings": beginnings, "name_endings": endings.get("names", NEVER)}
    for known in fields(Lexicon):
        value = data.pop(known.name, None)
        if value is None:
            continue
        if isinstance(value, dict):
            meanings = {_meaning(known.name, key): terms for key, terms in value.items()}
            declined = data.get("declined", (NEVER, NEVER)) if known.name == "names" else (NEVER, NEVER)
            values[known.name] = Terms(meanings, beginnings, endings.get(known.name, ""), spaced, declined)
        else:
            values[known.name] = tuple(value) if isinstance(value, list) else value
    if data:
        raise ValueError(f"{path.name} has fields that no lexicon has: {', '.join(data)}")
    return Lexicon(**values)


def _meaning(name: str, key: str) -> Any:
    if name == "people":
        role, age, gender = (None if part == "-" else part for part in key.rsplit(" ", 2))
        return PersonNoun(cast(str, role), cast(Age | None, age), cast(Gender | None, gender))
    return key == "yes" if key in ("yes", "no") else key
