"""What people hold: the narrator says who takes, lifts, waves or reads a thing, or comes with it.

Known are English and the commonest words of German, French, Spanish and Hindi; in other languages things stand beside
people, as those do which nobody is said to hold.
"""

from collections.abc import Iterator, Mapping, Sequence

import regex

from film_studio.film.lexicon import Found, Lexicon
from film_studio.film.models import Scene
from film_studio.film.people import People

HANDY: frozenset[str] = frozenset({
    "diya", "lamp", "lantern", "candle", "torch", "pot", "jar", "pitcher", "bowl", "cup", "tea", "letter", "envelope",
    "book", "scroll", "map", "newspaper", "sword", "knife", "spear", "phone", "flower", "rose", "lotus", "basket",
    "mango", "apple", "fruit", "bread", "cheese", "ring", "key", "umbrella", "flute", "bell", "feather", "bag",
    "gift", "flag", "broom", "axe", "hammer", "wand", "bucket", "ball", "balloon"
})  # fmt: skip
"""Things that a hand can hold."""

_CARRIED: frozenset[str] = frozenset({
    "lamp", "diya", "lantern", "torch", "sword", "spear", "bag", "umbrella", "basket", "flag"
})  # fmt: skip
"""Of these, what is not put away from one scene to the next."""

_TAKING: dict[str, str] = {
    "en": r"takes?|took|taking|lifts?|lifted|lifting|holds?|held|holding|carr(?:y|ies|ied|ying)|br(?:ings?|ought)"
          r"|bringing|wav(?:es?|ed|ing)|rais(?:es?|ed|ing)|g(?:ives?|ave|iving)|hand(?:s|ed|ing)|opens?|opened|reads?|reading"
          r"|pick(?:s|ed|ing) up|grab(?:s|bed|bing)?|gr(?:asps?|asped|ips?|ipped)|clutch(?:es|ed|ing)?|dr(?:aws?|ew)"
          r"|sw(?:ings?|ung)|cuts?|cutting|eats?|ate|eating|dr(?:inks?|ank)|offer(?:s|ed|ing)?|show(?:s|ed|ing)?|play(?:s|ed|ing)?"
          r"|r(?:ings|ang)|unroll(?:s|ed)?|pull(?:s|ed)? out|buys?|bought|catch(?:es)?|caught|steals?|stole|swept with",
    "de": r"nahm|nimmt|hob|hebt|hielt|hält|trug|trägt|brachte|bringt|gab|gibt|öffnete|las|liest|zog|zieht|schwenkte",
    "fr": r"prit|prend|leva|lève|tenait|tient|portait|porte|apporta|donna|donne|ouvrit|lisait|lut|tira|agitait|brandit",
    "es": r"tomó|toma|cogió|levantó|levanta|sostenía|sostiene|llevaba|lleva|trajo|dio|abrió|leía|leyó|sacó|agitaba",
}  # fmt: skip
"""What somebody does who then has the thing named after it in the hand."""

_BETWEEN: dict[str, str] = {
    "en": r"(?!(?:on|under|by|from|into|for|that|and|off|in|at|of|about|near|behind|beside|over|to|with)\b)",
    "de": r"(?!(?:auf|unter|bei|aus|für|und|in|an|von|vor|mit)\b)",
    "fr": r"(?!(?:sur|sous|par|dans|pour|et|à|de|vers|avec)\b)",
    "es": r"(?!(?:sobre|bajo|por|en|para|y|a|de|hacia|con)\b)",
}
"""No word that stands between verb and thing."""

_WITH = {"en": "with", "de": "mit", "fr": "avec", "es": "con"}
_COMING = {
    "en": r"came|comes|ran|runs|went|goes|walk(?:s|ed)|return(?:s|ed)|arriv(?:es|ed)|hurried|rode|stepped|rushed",
    "de": r"kam|kommt|lief|läuft|ging|geht|rannte|kehrte",
    "fr": r"vint|vient|arriva|arrive|courut|court|entra|entre|marchait|revint",
    "es": r"vino|viene|llegó|llega|corrió|corre|entró|entra|caminaba|volvió",
}
"""Who does this with a thing, carries it: Milo ran into the garden with the key."""

_A_THING_WITH = {
    "en": r"\ban?\s+(?:[\p{L}'-]+\s+){0,2}[\p{L}'-]+$", "de": r"\bein\w*\s+(?:[\p{L}-]+\s+){0,2}[\p{L}-]+$",
    "fr": r"\bune?\s+(?:[\p{L}'’-]+\s+){0,2}[\p{L}-]+$", "es": r"\buna?\s+(?:[\p{L}-]+\s+){0,2}[\p{L}-]+$",
}  # fmt: skip
"""It is not they who carry what a thing has that is told of for the first time: they came to a house with a bell."""

_IN_HAND = {
    "en": r"in (?:\w+ ){0,2}(?:hands?|arms)\b", "de": r"in (?:\w+ ){1,2}(?:Hand|Händen)\b",
    "fr": r"(?:à la|dans (?:la|les|sa|ses|leurs)) mains?\b", "es": r"en (?:la|las|su|sus) manos?\b",
}  # fmt: skip
_HINDI = r"(?:को\s+)?(?:हाथ\S*\s+में\s+)?(?:लेकर|लिए|लिये|उठा|पकड़|थाम|लहरा|खोल|पढ़)"
_HINDI_HAND = r"हाथ\S*\s+में\s+(?:\S+\s+){0,2}"


class Holders:
    """Who holds what by what is told, sentence by sentence, of a script in one language."""

    def __init__(self, people: People, lexicon: Lexicon, language: str) -> None:
        self._people, self._lexicon, self._language = people, lexicon, language

    def of(self, sentence: str, told: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Each holder with the thing; "" is a group. `told` are the sentences before."""
        for thing in self._lexicon.things(sentence):
            if thing.meaning in HANDY:
                holder = self._holder(sentence, thing, told)
                if holder is not None:
                    yield holder, thing.meaning

    def _holder(self, sentence: str, thing: Found[str], told: Sequence[str]) -> str | None:
        before, after, language = sentence[: thing.start], sentence[thing.end :], self._language
        if language == "hi":
            held = regex.match(rf"\s*{_HINDI}", after) or regex.search(rf"{_HINDI_HAND}$", before)
            return self._people.subject(sentence, thing.start, told) if held else None
        if language not in _TAKING:
            return None
        words = rf"(?:{_BETWEEN[language]}[\p{{L}}'’-]+\s+){{0,4}}$"
        if verb := regex.search(rf"\b(?:{_TAKING[language]})\s+{words}", before, regex.IGNORECASE):
            return self._people.subject(sentence, verb.start(), told)
        with_it = regex.search(rf"\s+{_WITH[language]}\s+{words}", before, regex.IGNORECASE)
        if with_it and regex.match(rf"s?\s+{_IN_HAND[language]}", after, regex.IGNORECASE):
            return self._people.subject(sentence, with_it.start(), told) or ""
        if with_it:
            beside = (m.key for m in self._people.mentions(before) if m.end == with_it.start() and not m.oblique)
            return next(beside, None) or self._comes(sentence, before[: with_it.start()], told)
        return None

    def _comes(self, sentence: str, before: str, told: Sequence[str]) -> str | None:
        """Who comes or goes in what stands before a “with”."""
        coming = regex.search(rf"\b(?:{_COMING[self._language]})\b(?!.*[,;:])", before, regex.IGNORECASE)
        if coming is None or regex.search(_A_THING_WITH[self._language], before, regex.IGNORECASE):
            return None
        return self._people.subject(sentence, coming.start(), told)


def kept(scenes: Sequence[Scene]) -> list[Scene]:
    """The same scenes, where people still have what they carried when they were seen last, at the same time of day."""
    result: list[Scene] = []
    for scene in scenes:
        held = dict(scene.holdings)
        for name in scene.characters:
            last = next((before for before in reversed(result) if name in before.characters), None)
            if name not in held and last and last.time_of_day == scene.time_of_day and name in last.holdings:
                held |= {name: last.holdings[name]} if last.holdings[name] in _CARRIED else {}
        result.append(scene.model_copy(update={"holdings": held}))
    return result


def shared(found: Mapping[str, str], group: str | None, people: Sequence[str]) -> dict[str, str]:
    """What each of these people holds: what is `found` of them, or else what all of a group hold."""
    whole = dict.fromkeys(people, group) if group else {}
    return {name: thing for name, thing in {**whole, **found}.items() if thing and name in people}
