"""Where the stress of a line lies: which words are said with more weight, and which with less.

An engine stresses the last content word of a clause unasked, which is the usual place (Halliday 1967, Intonation and
Grammar in British English). Here is what departs from it: words that the writer marks, contrast and focus (Rooth 1992),
words that weigh by themselves, and what is only said aside.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from film_studio.film.lexicon import Lexicon, Meaning, Terms
from film_studio.film.models import Emphasis, EmphasisLevel

_MARKED = regex.compile(
    r"(?<![\p{L}\p{N}*_])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_]+)(?<=[^\s*_])(?P=mark)(?![\p{L}\p{N}*_])"
)
_WORD = regex.compile(r"[$€£₹]?\p{N}+(?:[.,:]\p{N}+)*\p{L}*|\p{L}[\p{L}\p{M}\p{N}'’\-\u200c\u200d]*")
_CLAUSE_END = regex.compile(r"[,;:](?!\d)|[،、；।॥]|[.!?…؟۔]+(?!\w)|\s[—–-]\s|—")
_ASIDE = regex.compile(r"\([^()]+\)|\[[^\[\]]+\]|(?<=\s)[—–-]\s[^—–]+\s[—–-](?=\s)|(?<=\w)—[^—]+—(?=\w)")
_QUESTION = regex.compile(r"[?؟]\W*$")

_LONGEST_CORRECTION = 6
"""Words that may stand between a negation and what corrects it: not for gold or for glory, but for her."""

_LONGEST_OUTCRY = 5
"""Words of a clause that is cried out as a whole."""

_LONGEST_ABBREVIATION = 3
"""Letters up to which capitals are taken for an abbreviation, except in words that the lexicon knows."""


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without the asterisks and underscores around what it stresses, and where in it those stretches are."""
    plain, spans, position = "", [], 0
    for found in _MARKED.finditer(text):
        plain += text[position : found.start()]
        spans.append((len(plain), len(plain) + len(found["words"])))
        plain += found["words"]
        position = found.end()
    return plain + text[position:], spans


def emphases(
    text: str,
    lexicon: Lexicon,
    marked: Collection[tuple[int, int]] = (),
    names: Collection[str] = (),
    addressed: bool = False,
) -> list[Emphasis]:
    """What of a line is said with more or less weight than usual, in order, each stretch from letter to letter.

    `marked` are stretches that the writer stresses. `names` of people are no outcry in capitals; where a line is
    `addressed` to somebody, a name or title between commas calls that person. A language that is written without
    spaces has its marks and asides alone.
    """
    passage = _Passage(text, lexicon, frozenset(name.casefold() for name in names), addressed)
    levels: dict[int, EmphasisLevel] = {}
    for first, last in marked:
        levels |= dict.fromkeys(passage.words_between(first, last), "strong")
    for rule in _RULES if lexicon.spaced else ():
        found = dict(rule(passage))
        levels |= {word: level for word, level in found.items() if not any(w in levels for w in passage.clause(word))}
    aside = [word for found in _ASIDE.finditer(text) for word in passage.words_between(*found.span())]
    aside += [*passage.called()] if lexicon.spaced else []
    levels |= dict.fromkeys((word for word in aside if word not in levels), "reduced")
    return passage.stretches(levels)


@dataclass(frozen=True)
class _Passage:
    """A line as its words and clauses; words go by their number."""

    text: str
    lexicon: Lexicon
    names: frozenset[str]
    addressed: bool

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        return [found.span() for found in _WORD.finditer(self.text)]

    @cached_property
    def clauses(self) -> list[range]:
        """The words of each clause."""
        ends = [found.start() for found in _CLAUSE_END.finditer(self.text)]
        firsts = sorted({sum(start < end for start, _ in self.words) for end in ends} | {0, len(self.words)})
        return [range(first, last) for first, last in pairwise(firsts)]

    def word(self, number: int) -> str:
        """A word as it is written."""
        start, end = self.words[number]
        return self.text[start:end]

    def clause(self, number: int) -> range:
        """The clause of a word."""
        return next(clause for clause in self.clauses if number in clause)

    def words_between(self, first: int, last: int) -> list[int]:
        """The words of which something lies between two places of the text."""
        return [number for number, (start, end) in enumerate(self.words) if start < last and first < end]

    def found(self, terms: Terms[Meaning]) -> Iterator[tuple[Meaning, int, int]]:
        """What terms mean that are in the text, with the first of their words and the one after the last."""
        for term in terms.find(self.text):
            numbers = self.words_between(term.start, term.end)
            if numbers:
                yield term.meaning, numbers[0], numbers[-1] + 1

    def content(self, number: int) -> bool:
        """Whether a word has content, as articles, prepositions and the like have not."""
        word = self.word(number)
        known = (self.lexicon.binding, self.lexicon.focus, self.lexicon.pronouns)
        return not any(terms.get(word) for terms in known)

    def follows(self, number: int) -> str:
        """What stands after a word, up to the next one."""
        end = self.words[number + 1][0] if number + 1 < len(self.words) else len(self.text)
        return self.text[self.words[number][1] : end]

    def called(self) -> Iterator[int]:
        """Words by which somebody is addressed in passing: Not yet, miss."""
        if not self.addressed:
            return
        for before, clause in pairwise(self.clauses):
            parted = "," in self.follows(before[-1]) or "،" in self.follows(before[-1])
            spoken = [number for number in clause if not self.lexicon.binding.get(self.word(number))]
            if parted and spoken and len(clause) <= 3 and all(self._names(number) for number in spoken):
                yield from clause

    def _names(self, number: int) -> bool:
        word = self.word(number)
        known = (self.lexicon.titles, self.lexicon.people, self.lexicon.names)
        return word.casefold() in self.names or any(terms.get(word) for terms in known)

    def stretches(self, levels: dict[int, EmphasisLevel]) -> list[Emphasis]:
        """The levels of words as stretches of text: neighbours of one level in one clause go together."""
        result: list[Emphasis] = []
        for number, level in sorted(levels.items()):
            start, end = self.words[number]
            before = result[-1] if result else None
            if before and before.level == level and number - 1 in levels and number - 1 in self.clause(number):
                result[-1] = before.model_copy(update={"end": end})
            else:
                result.append(Emphasis(start=start, end=end, level=level))
        return result


_Stresses = Iterator[tuple[int, EmphasisLevel]]


def _capitals(passage: _Passage) -> _Stresses:
    """It is NOT here."""
    if not any(character.islower() for character in passage.text):
        return
    lexicon = passage.lexicon
    for number in range(len(passage.words)):
        word = passage.word(number)
        long = len(word) > _LONGEST_ABBREVIATION
        known = any(terms.get(word) for terms in (lexicon.no_names, lexicon.binding, lexicon.negation_before))
        if word.isupper() and len(word) > 1 and (long or known) and word.casefold() not in passage.names:
            yield number, "strong"


def _corrected(passage: _Passage) -> _Stresses:
    """Not X but Y: what is put right weighs most. What both have in common does not count."""
    negations = sorted(
        first
        for terms in (passage.lexicon.negation_before, passage.lexicon.negation_after)
        for _, first, _ in passage.found(terms)
    )
    for _, but, correct in passage.found(passage.lexicon.correcting):
        near = [number for number in negations if 0 < but - number <= _LONGEST_CORRECTION]
        if not near or correct >= len(passage.words) or passage.lexicon.pronouns.get(passage.word(correct)):
            continue
        wrong = range(near[-1] + 1, but) or range(max(near[-1] - 2, 0), near[-1])
        right = range(correct, passage.clause(correct)[-1] + 1)
        said = [{passage.word(number).casefold() for number in side} for side in (wrong, right)]
        new = [
            [n for n in side if passage.content(n) and passage.word(n).casefold() not in other]
            for side, other in ((wrong, said[1]), (right, said[0]))
        ]
        if all(new):
            yield new[0][-1], "moderate"
            # What answers it is no later in its own part than it is in this: not gold but bread saved them.
            yield new[1][min(map(len, new)) - 1], "strong"


def _focused(passage: _Passage) -> _Stresses:
    """Only X, even X, X too."""
    for side, first, last in passage.found(passage.lexicon.focus):
        clause = passage.clause(first)
        if side == "closing" and last not in (clause.stop, len(passage.words)):
            continue
        side_words = range(last, clause.stop) if side == "next" else range(first - 1, max(first - 4, -1), -1)
        new = [number for number in side_words if not passage.lexicon.binding.get(passage.word(number))]
        new = [number for number in new if not passage.lexicon.focus.get(passage.word(number))]
        if new:
            yield new[0], "strong"


def _cried_out(passage: _Passage) -> _Stresses:
    """Hold the train!"""
    called = set(passage.called())
    for before, clause in pairwise([range(0), *passage.clauses]):
        if "!" in passage.follows(clause[-1]):
            said = before if clause[0] in called else clause
            heavy = [number for number in said if passage.content(number)] or [said[-1]]
            yield heavy[-1], "strong" if len(said) <= _LONGEST_OUTCRY else "moderate"


def _weighty(passage: _Passage) -> _Stresses:
    """Never, nobody, always: words that weigh by themselves."""
    for _, first, _ in passage.found(passage.lexicon.weighty):
        yield first, "moderate"


def _asked(passage: _Passage) -> _Stresses:
    """Who, what, why, in a question."""
    if _QUESTION.search(passage.text):
        for _, first, _ in passage.found(passage.lexicon.asking):
            yield first, "moderate"


def _counted(passage: _Passage) -> _Stresses:
    """Numbers, in figures or words."""
    for number in range(len(passage.words)):
        if passage.word(number)[-1].isdecimal():
            yield number, "moderate"
    for _, first, _ in passage.found(passage.lexicon.numbers):
        yield first, "moderate"


_RULES: tuple[Callable[[_Passage], _Stresses], ...] = (
    _capitals,
    _corrected,
    _focused,
    _cried_out,
    _weighty,
    _asked,
    _counted,
)
"""The first that speaks of a clause counts: what is stressed everywhere is stressed nowhere."""
