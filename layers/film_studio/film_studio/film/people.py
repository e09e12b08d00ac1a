"""The people and animals of a script: how they are named, what is said of them, and whom a pronoun means."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

import regex

from film_studio.film import names
from film_studio.film.lexicon import NEVER, Found, Lexicon, PersonNoun, Terms
from film_studio.film.models import Age, Gender, Species
from film_studio.film.wardrobe import KIN, told_of

VOICE = "voice"
"""The role of what only is heard: the wind, the moon."""

_REMEMBERED = 4
"""Sentences after which nobody is told the name any more of one who was told of."""

_LETTER = r"[\p{L}\p{M}\p{N}]"


@dataclass
class Person:
    """Somebody found in the script."""

    name: str
    aliases: set[str] = field(default_factory=set)
    """The names by which they are called."""
    entries: set[str] = field(default_factory=set)
    """The lexicon's nouns by which they are called."""
    noun: PersonNoun | None = None
    species: Species | None = None
    gender: Gender | None = None
    age: Age | None = None
    mentions: int = 0
    acts: bool = False
    """Whether the script says somewhere what they do."""
    description: str = ""

    @property
    def likely_gender(self) -> Gender:
        """As far as the script says."""
        return self.gender or (self.noun.gender if self.noun else None) or "neutral"


class Mention(NamedTuple):
    """Where somebody is named. One who is `oblique` does not act there (to Mira, behind the fox)."""

    start: int
    end: int
    key: str
    oblique: bool


class _Noun(NamedTuple):
    """A noun for somebody, the one that follows it in its sentence, and the age that the words beside it tell."""

    sentence: str
    found: Found[Any]
    following: Found[Any] | None
    age: Age | None


def _age(years: int) -> Age:
    return "child" if years < 13 else "teen" if years < 20 else "adult" if years < 60 else "senior"


class People:
    """Everybody in a script. `narration` is what nobody says, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, labels: Sequence[str], narration: Sequence[str]) -> None:
        self.known: dict[str, Person] = {}
        self._lexicon = lexicon
        self._nouns: tuple[Terms[Any], ...] = (lexicon.people, lexicon.species, self._speaking(narration))
        self._apart = self._epithets(narration)
        for label in labels:
            self._labelled(label)
        for name, aliases in names.found_in(narration, lexicon).items():
            gender = next((found for alias in (name, *aliases) if (found := lexicon.names.get(alias))), None)
            person = self.known.setdefault(name.lower(), Person(name, {name.lower()}, gender=gender))
            person.aliases |= {alias.lower() for alias in aliases}
            self._learn_of_named(person, narration)
        self._introduced = self._introductions(narration)
        self._honour(narration)
        # What stands beside a name comes first: “A potter sat there. … Raghu the potter …” is one person, not two.
        others = []
        for noun in (noun for sentence in narration for noun in self._nouns_of(sentence)):
            beside = self._beside(noun.sentence, noun.found)
            if key := beside or self._introduced.get((noun.sentence, noun.found.start)):
                self._told(noun, key)
            elif not noun.sentence.endswith("?"):  # What does that do to a man? There is none.
                others.append(noun)
        for noun in others:
            self._told(noun, self._unnamed(noun))
        self._named_later(narration)
        for mention in (mention for sentence in narration for mention in self.mentions(sentence)):
            self.known[mention.key].mentions += 1
            self.known[mention.key].acts |= not mention.oblique
        self._learn_genders(narration)
        self._families(narration)
        self._describe_named(narration)

    # Who there is ------------------------------------------------------------------------------------------------

    def _labelled(self, label: str) -> None:
        key = label.lower()
        if key not in self.known:
            name = label.title() if label.isupper() else label
            stranger = label in self._lexicon.strangers  # who is so called is no wanderer in a cloak
            noun = None if stranger else next(iter(self._lexicon.people.find(label)), None)
            self.known[key] = Person(
                name,
                {key},
                {noun.entry} if noun else set(),
                noun=noun.meaning if noun else None,
                species=self._lexicon.species.first(label),
                gender=self._lexicon.titles.first(label) or self._lexicon.names.get(name.split()[0]),
            )

    def _introductions(self, narration: Sequence[str]) -> dict[tuple[str, int], str]:
        """“There lived a girl. Her name was Mira.”: whom a noun of a sentence means, by its place, named only then."""
        found: dict[tuple[str, int], str] = {}
        for number, sentence in enumerate(narration):
            named = regex.match(rf"{self._lexicon.introducing}|{self._lexicon.recognising}", sentence)
            if named is None or (person := self.known.get(named["name"].lower())) is None:
                continue
            pronouns = (pronoun.meaning for pronoun in self._lexicon.pronouns.find(named.group()))
            gender = person.gender or next((meaning for meaning in pronouns if meaning in ("female", "male")), None)
            for before in reversed(narration[max(number - _REMEMBERED, 0) : number]):
                nouns: list[Found[Any]] = [*self._lexicon.people.find(before), *self._lexicon.species.find(before)]
                fits = [n for n in nouns if not isinstance(n.meaning, PersonNoun) or n.meaning.gender in (gender, None)]
                if first := min(fits if gender else nouns, key=lambda noun: noun.start, default=None):
                    found[before, first.start] = person.name.lower()
                    break
        return found

    def _learn_of_named(self, person: Person, narration: Sequence[str]) -> None:
        """What stands beside a name: little Gopi, old Thomas, Mrs. Rao, Louisa, 19. Young Meera may be of any age."""
        for sentence in narration:
            for start, end in self._alias_places(person, sentence):
                before = sentence[max(start - 20, 0) : start].rstrip()
                age = next((f.meaning for f in self._lexicon.ages.find(before) if f.end == len(before)), None)
                if years := regex.match(r"\s*[,(]\s*(\d{1,2})s?(?=\s*[,.;)]|$)", sentence[end:]):
                    person.age = _age(int(years[1]))
                elif age != "teen":
                    person.age = person.age or age
                if title := regex.search(r"(\p{Lu}\p{L}*)\.?$", before):
                    called = self._lexicon.titles.get(title[1])
                    person.gender = called if called in ("female", "male") else person.gender

    def _honour(self, narration: Sequence[str]) -> None:
        """“A knight rode in. … Sir Rowan drew his sword”: who has a title is who the script says that bears it."""
        if not self._lexicon.honours:
            return
        nouns = [(sentence, noun) for sentence in narration for noun in self._lexicon.people.find(sentence)]
        beside = {noun.entry: self._beside(sentence, noun) for sentence, noun in nouns}
        bearers: dict[str, set[str]] = {}
        for sentence in narration:
            for title in self._lexicon.honours.find(sentence):
                for key, person in self.known.items():
                    starts = (start for start, _ in self._alias_places(person, sentence) if start >= title.end)
                    if any(self._leads_to_name(sentence[title.end : start]) for start in starts):
                        bearers.setdefault(title.meaning, set()).add(key)
        for noun, keys in bearers.items():
            # Where two bear it, or somebody else is said to be one, nobody knows who is meant.
            if noun in beside and beside[noun] is None and len(keys) == 1 and not keys & set(beside.values()):
                self.known[keys.pop()].entries.add(noun)

    def _nouns_of(self, sentence: str) -> Iterator[_Noun]:
        """The people and animals that a sentence tells of as what they are."""
        lexicon = self._lexicon
        nouns = [found for terms in self._nouns for found in terms.find(sentence)]
        nouns.sort(key=lambda noun: noun.start)
        nouns = [noun for noun in nouns if not self._is_adjective(noun, nouns, sentence)]
        told = 0  # In “the old miller and his grandson” only the miller is old.
        for found, following in zip_longest(nouns, nouns[1:]):
            after = sentence[found.end :]
            before, told = sentence[max(found.start - 24, told) : found.start], found.end
            behind = next(lexicon.ages.find(after), None)
            aged = None
            if behind is not None and after[: behind.start].isspace():  # a fisherman old, as many languages say
                aged, told = behind.meaning, found.end + behind.end
            if lexicon.negation_before.first(" ".join(sentence[: found.start].split()[-1:])):
                continue
            if regex.search(rf"(?:{lexicon.compared})$", sentence[: found.start], regex.IGNORECASE):
                continue
            age = lexicon.ages.first(before) or lexicon.ages.first(found.text) or aged
            yield _Noun(sentence, found, following, age)

    def _unnamed(self, noun: _Noun) -> str:
        """The key of whom a noun means that stands beside no name."""
        found, before, lexicon = noun.found, noun.sentence[: noun.found.start], self._lexicon
        if told_apart := self._told_apart(noun.sentence, found):
            return self._known_as(told_apart, told_apart, None)
        key: str | None = None
        if isinstance(found.meaning, PersonNoun) and lexicon.generic.first(found.text):
            indefinite = regex.search(rf"(?:{lexicon.indefinite})$", before, regex.IGNORECASE)
            key = self._further(before) if indefinite else self._called(found.entry, found.meaning)
        if key is None and noun.following is not None and self._is_name_of(noun.sentence, found, noun.following):
            key = self._known_as(noun.following.entry, noun.following.text, None)
        species: Species | None = None if isinstance(found.meaning, PersonNoun) else found.meaning
        return key or self._known_as(found.entry, found.text, species)

    def _told(self, noun: _Noun, key: str) -> None:
        """Learn what a noun says of the one whom it means."""
        person, found, meaning = self.known[key], noun.found, noun.found.meaning
        person.entries.add(found.entry)
        if isinstance(meaning, PersonNoun):
            if person.noun is None or (meaning.age == "adult" and person.noun.age == "child"):
                person.noun = meaning  # his granddaughter Elsa, a young woman
            person.gender = person.gender or meaning.gender
        else:
            person.species = person.species or meaning
        person.age = person.age or noun.age
        after = noun.sentence[found.end :]
        self._add_description(person, self._description(noun.sentence, found.start, found.end, after))

    def _epithets(self, narration: Sequence[str]) -> set[str]:
        """What tells people apart of whom there may be several: “a rich man … the rich man”."""
        if self._lexicon.epithet == NEVER:
            return set()
        found: Counter[str] = Counter()
        for sentence in narration:
            for noun in self._lexicon.people.find(sentence):
                before = regex.search(self._lexicon.epithet, sentence[: noun.start], regex.IGNORECASE)
                if before and self._lexicon.generic.get(noun.text) and not self._lexicon.ages.get(before["epithet"]):
                    found[f"{before['epithet']} {noun.entry}".lower()] += 1
        return {epithet for epithet, count in found.items() if count >= 2}

    def _named_later(self, narration: Sequence[str]) -> None:
        """“The boy sat down. … She learned that he was called Imtiaz”: who has been told of is named by and by."""
        for number, sentence in enumerate(narration):
            for named in regex.finditer(self._lexicon.naming, sentence):
                for pronoun in self._lexicon.pronouns.find(sentence[: named.start()]):
                    beside = regex.fullmatch(r"\s+(?:\p{L}+\s+)?", sentence[pronoun.end : named.start()])
                    if not beside or pronoun.meaning not in ("female", "male"):
                        continue
                    who = self.meant(pronoun.meaning, [*narration[:number], sentence[: pronoun.start]])
                    if who and not self.known[who].aliases and named["name"].lower() in self.known:
                        self.present(who, named["name"])

    def _told_apart(self, text: str, noun: Found[Any]) -> str | None:
        """By what somebody is told apart whom a noun means: thin man. None where nothing does."""
        if not self._apart:
            return None
        before = regex.search(self._lexicon.epithet, text[: noun.start], regex.IGNORECASE)
        told = f"{before['epithet']} {noun.entry}".lower() if before else ""
        return told if told in self._apart else None

    def _speaking(self, narration: Sequence[str]) -> Terms[PersonNoun]:
        """What is known as nobody and yet says something: said the eldest, asked the moon."""
        lexicon = self._lexicon
        known = (lexicon.people, lexicon.species, lexicon.groups, lexicon.pronouns)
        said = (match for sentence in narration if (match := regex.match(lexicon.speaking, sentence)))
        nouns = [match["noun"] for match in said if lexicon.said.get(match["verb"]) is not None]
        nouns = [noun for noun in nouns if not any(terms.get(noun) for terms in known)]
        voices = {noun for noun in nouns if lexicon.bodiless.get(noun)}
        persons = ",".join(noun for noun in nouns if noun not in voices)
        return Terms({PersonNoun(""): persons, PersonNoun(VOICE): ",".join(sorted(voices))})

    def _is_adjective(self, word: Found[Any], nouns: Sequence[Found[Any]], sentence: str) -> bool:
        """Whether a word that may mean an old man or woman only says of the noun beside it that that one is old."""
        beside = any(
            sentence[min(word.end, noun.end) : max(word.start, noun.start)].isspace() for noun in nouns if noun != word
        )
        return beside and self._lexicon.ages.get(word.text) is not None

    @staticmethod
    def _is_name_of(sentence: str, noun: Found[Any], name: Found[Any]) -> bool:
        """Whether the second of two nouns is what the first is called: her grandmother Amma."""
        capital = name.text[0].isupper() and noun.text[0].islower()
        return capital and sentence[noun.end : name.start] == " " and isinstance(name.meaning, PersonNoun)

    def _known_as(self, entry: str, text: str, species: Species | None) -> str:
        """The key of who is called by a noun, the same as before where that noun or species has been found."""
        for key, person in self.known.items():
            if entry in person.entries or (species is not None and person.species == species and not person.noun):
                return key
        name = text if text[0].isupper() or text.lower() == entry else entry
        self.known[entry] = Person(name[:1].upper() + name[1:], set(), {entry})
        return entry

    def _called(self, entry: str, noun: PersonNoun) -> str | None:
        """Who is meant by a general word such as “the girl”: the last one whom it fits and who has another name."""
        if same := next((key for key, person in self.known.items() if entry in person.entries), None):
            return same
        for key, person in reversed(self.known.items()):
            fits = person.likely_gender in (noun.gender, "neutral") or noun.gender is None
            as_old = noun.age in (None, "adult") or noun.age in (person.age, person.noun.age if person.noun else None)
            # A name alone says nothing of age: “the girl” may be any woman known by name only.
            nameless_age = person.age is None and person.noun is None and noun.age != "senior"
            if person.species is None and fits and (as_old or nameless_age) and (person.noun or person.aliases):
                return key
        return None

    def _further(self, before: str) -> str | None:
        """Whom a description at the end of a sentence is of: Guru-ji sat in the ashram, an old man with a beard."""
        if not regex.search(rf",\s+(?:{self._lexicon.indefinite})$", before, regex.IGNORECASE):
            return None
        here = {mention.key for mention in self.mentions(before) if self.known[mention.key].species is None}
        return here.pop() if len(here) == 1 else None

    def _beside(self, sentence: str, noun: Found[Any]) -> str | None:
        """The named person that a noun stands in apposition to: “a girl named Meera”, “Old Thomas, the keeper”."""
        start, end = noun.start, noun.end
        # Where nouns take endings of their own, one that has such an ending is no title: 할머니는 지우를 …
        title = not (noun.inflected and self._lexicon.subject_endings != NEVER)
        for named in regex.finditer(self._lexicon.naming, sentence):
            key = named["name"].lower()
            ahead = end <= named.start() and self._leads_to_naming(sentence[end : named.start()])
            behind = named.end() <= start and regex.fullmatch(
                rf"\s*|{self._lexicon.apposition}", sentence[named.end() : start]
            )
            if key in self.known and (ahead or behind):
                return key
        for key, person in self.known.items():
            for first, last in self._alias_places(person, sentence):
                between = sentence[end:first] if first >= end else sentence[last:start]
                if title and first >= end and self._leads_to_name(between):
                    return key
                # An old priest, Hari, came by: so somebody is brought in.
                brought_in = regex.search(rf"(?:{self._lexicon.indefinite})$", sentence[:start], regex.IGNORECASE)
                if brought_in and regex.fullmatch(r",\s+", between) and regex.match(r"\s*[,.(]|$", sentence[last:]):
                    return key
                # Karim hugged his father: عانق كريم أباه, a noun with an ending of its own
                declined = sentence[first:last].lower() not in person.aliases
                joint = NEVER if noun.inflected or declined else r"\s+"
                if last <= start and regex.fullmatch(rf"{joint}|{self._lexicon.apposition}", between):
                    return key
        return None

    def _leads_to_naming(self, between: str) -> bool:
        """Whether somebody is named right after a noun, or after its age or a second noun.

        A fisherman old, named Salem; the traveller, a young man named Omar.
        """
        if regex.fullmatch(r"\s*,?\s*", between) or self._lexicon.ages.get(between.strip()) is not None:
            return True
        return any(
            regex.fullmatch(self._lexicon.apposition, between[: second.start]) and not between[second.end :].strip(" ,")
            for second in self._lexicon.people.find(between)
        )

    def _leads_to_name(self, between: str) -> bool:
        """Whether a noun and the name after it are one person: Farmer Giles, Dr. Rao, the teacher, Mr. Rao."""
        title = regex.fullmatch(r"\.?\s+|,?\s+(?P<title>\p{Lu}\p{Ll}*)\.?\s+", between)
        return title is not None and (title["title"] is None or self._lexicon.titles.get(title["title"]) is not None)

    def _description(self, sentence: str, start: int, end: int, after: str) -> str:
        """The words around a noun that describe it: its own, and what follows as far as it describes."""
        lexicon = self._lexicon
        if lexicon.describing == NEVER:
            return sentence
        own = regex.search(
            rf"(?:{lexicon.indefinite}|\b(?:the|her|his|their)\s+(?:[\p{{L}}-]+\s+){{0,3}})$", sentence[:start], regex.I
        )
        said = sentence[own.start() if own else start : end]
        return (said + self._describing(after)).strip()

    def _describing(self, text: str) -> str:
        """What of a text, from its beginning on, describes the one named before it."""
        said = ""
        while further := regex.match(
            rf"(?:[,\s]|\band\b)*(?:{self._lexicon.describing})[^,.;:!?—“”\"]*", text[len(said) :]
        ):
            said += further.group()
        return said

    def _describe_named(self, narration: Sequence[str]) -> None:
        """What is said right after a name or a pronoun: Meera, in a yellow sari. He wore a white kurta."""
        if self._lexicon.describing == NEVER:
            return
        for number, sentence in enumerate(narration):
            places = [
                (end, key) for key, person in self.known.items() for _, end in self._alias_places(person, sentence)
            ]
            for pronoun in self._lexicon.pronouns.find(sentence):
                if pronoun.start == 0 and pronoun.meaning in ("female", "male"):
                    who = self.meant(pronoun.meaning, narration[:number])
                    places += [(pronoun.end, who)] if who else []
            for end, key in places:
                self._add_description(self.known[key], self._describing(sentence[end:]).strip(" ,"))

    def _add_description(self, person: Person, said: str) -> None:
        if not person.description:
            person.description = said
        elif regex.search(self._lexicon.describing, said) and said not in person.description:
            person.description += f", {said}"

    def _learn_genders(self, narration: Sequence[str]) -> None:
        """Whoever is he or she where they are named, or in the next sentence, alone, is male or female."""
        for person in self.known.values():
            if person.likely_gender == "neutral" and any(t.kind == "facial_hair" for t in told_of(person.description)):
                person.gender = "male"
        before: list[Mention] = []
        for sentence in narration:
            here = self.mentions(sentence)
            for pronoun in self._lexicon.pronouns.find(sentence):
                near = [m for m in here if m.start < pronoun.start] or before
                keys = {mention.key for mention in near}
                if len(keys) == 1 and pronoun.meaning in ("female", "male"):
                    person = self.known[keys.pop()]
                    if person.likely_gender == "neutral":
                        person.gender = pronoun.meaning
            before = here or before

    def _families(self, narration: Sequence[str]) -> None:
        """“The bear could not sleep. His mother yawned”: the kin of an animal are such animals."""
        for number, sentence in enumerate(narration):
            owners = {pronoun.end: pronoun.meaning for pronoun in self._lexicon.pronouns.find(sentence)}
            for mention in self.mentions(sentence):
                person = self.known[mention.key]
                gender = owners.get(len(sentence[: mention.start].rstrip()))
                if (
                    person.species is None
                    and person.noun
                    and person.noun.role in KIN
                    and gender in ("female", "male", "neutral")
                ):
                    owner = self.meant(gender, [*narration[:number], sentence[: mention.start]])
                    person.species = self.known[owner].species if owner else None

    def present(self, key: str, name: str) -> None:
        """Give one of whom only was told what they are the name that they have said themselves."""
        person, same = self.known[key], self.known.pop(name.lower(), None)
        person.name = name
        person.aliases |= {name.lower(), *(same.aliases if same else ())}
        person.gender = person.gender or (same.gender if same else self._lexicon.names.get(name))
        person.mentions += same.mentions if same else 0

    # Who is meant ------------------------------------------------------------------------------------------------

    def mentions(self, text: str) -> list[Mention]:
        """Where people are named in a text, in order."""
        by_entry = {entry: key for key, person in reversed(self.known.items()) for entry in person.entries}
        spans: dict[int, tuple[int, str, bool]] = {}
        for found in (found for terms in self._nouns for found in terms.find(text)):
            entry = self._told_apart(text, found) or found.entry
            if entry in by_entry:
                spans[found.start] = (found.end, by_entry[entry], found.inflected)
        for key, person in self.known.items():
            for start, end in self._alias_places(person, text):
                spans[start] = (end, key, text[start:end].lower() not in person.aliases)
        return [
            Mention(
                start, end, key, (inflected and not self._still_acts(text[:end])) or self._oblique(text, start, end)
            )
            for start, (end, key, inflected) in sorted(spans.items())
        ]

    def addressed(self, speech: str) -> str | None:
        """Whom the first word of a speech calls: “Child,” said the boatman. None where it calls nobody known."""
        called = next(iter(self._lexicon.people.find(speech)), None)
        if called is None or not regex.fullmatch(r"\W*", speech[: called.start]):
            return None
        if not regex.match(r"\s*[,!.?]", speech[called.end :]):
            return None
        named = next((mention.key for mention in self.mentions(speech) if mention.start == called.start), None)
        return named or self._called(called.entry, called.meaning)

    def _alias_places(self, person: Person, text: str) -> Iterator[tuple[int, int]]:
        start = rf"(?<=(?<!{_LETTER})(?:{self._lexicon.name_beginnings}))"
        edges = (start, rf"(?!{_LETTER})") if self._lexicon.spaced else ("", "")
        for alias in person.aliases:
            pattern = rf"{edges[0]}{self._lexicon.forms_of_name(alias)}{edges[1]}"
            for match in regex.finditer(pattern, text, regex.IGNORECASE):
                if not text[match.start()].islower() or not alias[0].isascii():
                    yield match.span()

    def _still_acts(self, text: str) -> bool:
        return regex.search(rf"(?:{self._lexicon.subject_endings})$", text) is not None

    def _oblique(self, text: str, start: int, end: int) -> bool:
        before, after = self._lexicon.oblique_before, self._lexicon.oblique_after
        return bool(
            regex.search(rf"(?:{before})$", text[:start], regex.IGNORECASE)
            or regex.match(rf"\s*(?:{after})", text[end:])
        )

    def subject(self, clause: str, verb: int, context: Sequence[str], after_first: bool = False) -> str | None:
        """Who does what the verb at this position says: nearest clause first, those who act before others.

        With `after_first` the one after the verb is asked first (“said Mira”). `context` are the sentences before, for
        pronouns. None where nobody fits, "" where it is one whom nobody plays: several people, or the narrator.
        """
        sides = [self._in_clauses(clause[:verb], context, nearest=True), self._after(clause, verb, context)]
        for side in reversed(sides) if after_first else sides:
            if side is not None:
                return side
        return None

    def _after(self, clause: str, verb: int, context: Sequence[str]) -> str | None:
        verb_end = regex.match(rf"{_LETTER}*", clause[verb:], pos=0)
        return self._in_clauses(clause[verb + (verb_end.end() if verb_end else 0) :], context, nearest=False)

    def _in_clauses(self, text: str, context: Sequence[str], nearest: bool) -> str | None:
        parts = [part for part in regex.split(self._lexicon.clause, text, flags=regex.IGNORECASE) if part]
        for part in reversed(parts) if nearest else parts[:2]:
            who = self._acting(part, context)
            if who is not None:
                return who
        return None

    def _acting(self, part: str, context: Sequence[str]) -> str | None:
        """The first who acts in a clause; one who is only named there where nobody does."""
        found: list[tuple[bool, int, str]] = [(m.oblique, m.start, m.key) for m in self.mentions(part)]
        for pronoun in self._lexicon.pronouns.find(part):
            if any(regex.fullmatch(r"\s+(?:\p{L}+\s+)?", part[pronoun.end : m.start]) for m in self.mentions(part)):
                continue  # her brother, his old teacher
            oblique = pronoun.inflected or self._oblique(part, pronoun.start, pronoun.end)
            if pronoun.meaning == "self" or pronoun.meaning == "group":
                found.append((oblique, pronoun.start, ""))
            elif who := self.meant(pronoun.meaning, [*context, part[: pronoun.start]]):
                found.append((oblique, pronoun.start, who))
        found += [(self._oblique(part, g.start, g.end), g.start, "") for g in self._lexicon.groups.find(part)]
        acting = [entry for entry in found if not entry[0]]
        return min(acting)[2] if acting else None

    def meant(self, gender: Gender, context: Sequence[str], but: str = "") -> str | None:
        """Whom a pronoun of this gender means: of the last sentence that names one whom it fits, the first who acts.

        It is nobody of the key `but`.
        """
        for wanted in ((gender,), (gender, "neutral")) if gender != "neutral" else ((None,),):
            for sentence in reversed(context[-8:]):
                fits = [
                    mention
                    for mention in self.mentions(sentence)
                    if mention.key != but and (wanted == (None,) or self.known[mention.key].likely_gender in wanted)
                ]
                if fits:
                    return min(fits, key=lambda mention: (mention.oblique, mention.start)).key
        return None
