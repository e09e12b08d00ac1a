"""Who says what: a script in any of its formats as utterances and headings, in order.

Three formats are understood: screenplay (`INT. TEMPLE - NIGHT`, `NAME: line`, or `NAME` above a line), podcast (every
paragraph `NAME: line`), and prose in which characters speak the quoted passages, or the paragraphs that begin with a
dash.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

import regex

from film_studio.film import lexicon, words
from film_studio.film.lexicon import Lexicon
from film_studio.film.models import Emotion, Gender

Format = Literal["prose", "screenplay", "podcast"]

_HEADING = regex.compile(r"^\s*(?:INT|EXT|INT\./EXT|I/E)\b[.\s].*$")
_LABEL = regex.compile(
    r"^\s*(?P<name>\p{L}[\p{L}\p{M}\p{N} .'’-]{0,38}?)\s*(?:\((?P<manner>[^)]*)\))?\s*[:：]\s*(?P<line>\S.*)$",
    regex.DOTALL,
)
_CUE = regex.compile(r"^\s*(?P<name>\p{Lu}[\p{Lu}\p{M}\p{N} .'’-]{0,38})\s*(?:\([^)]*\))?\s*$")
_PAIRS = (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("‹", "›"), ("「", "」"), ("『", "』"))
_CLOSING = {first: "".join(last for mark, last in _PAIRS if mark == first) for first, _ in _PAIRS}
_APOSTROPHE = r"(?<=\p{L})['’](?=\p{L})"
_QUOTE = regex.compile(
    "|".join(
        [
            *(rf"{first}[^{first}{lasts}]+(?:[{lasts}]|$)" for first, lasts in _CLOSING.items()),
            r'"[^"]+(?:"|$)',
            rf"(?<![\p{{L}}\p{{N}}])‘(?:[^‘’]|{_APOSTROPHE})+’(?!\p{{L}})",
            rf"(?<![\p{{L}}\p{{N}}])'(?=\S)(?:[^'\n]|{_APOSTROPHE})+(?<=[\p{{P}}])'(?!\p{{L}})",
        ]
    )
)
_DASH = regex.compile(r"^\s*[—–―-]\s*(?=\S)")
_INNER_DASH = regex.compile(
    r"\s[—–―-](?=\S)|\s[—–―]\s+|(?<=[,.!?…])\s*[—–―]\s+|(?P<closing>(?<=\S)[—–―][,.;:]?(?=\s|$))"
)
_MID_DASH = regex.compile(r"(?<=[.!?…:]\s)[—–―]\s?(?=[¡¿]?\p{Lu})")
_AUTHOR = regex.compile(r"(?<=[,!?…])\s*[—–―]\s+(?=\p{Ll})(?P<told>[^—–―]+[.,])\s+[—–―]\s+")
_STOPS = ",;.!?…،؛，。、"
_ASIDE = regex.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")
_QUOTED_TALK = regex.compile(r"[,.!?…।。！？，،؟—–-]\W*$")
_WORDY = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class Utterance:
    """One sentence, or the part of it that one speaker says.

    `label` is the speaker's name as the script writes it (None in prose), `manner` what it says in brackets of how.
    `quoted` says that the text stands in quotation marks, of which `closing` are the last characters; `before` and
    `after` are the narration around it, in its paragraph. A `continued` quotation goes on from the paragraph before.
    """

    text: str
    paragraph: int
    sentence: int
    label: str | None = None
    quoted: bool = False
    before: str = ""
    after: str = ""
    closing: str = ""
    manner: str = ""
    continued: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph of the script: its heading, if it is one, and what is said in it."""

    number: int
    heading: str | None = None
    utterances: list[Utterance] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that is said in it."""
        return " ".join(utterance.text for utterance in self.utterances)


def format_of(script: str) -> Format:
    """Which format a script is written in."""
    paragraphs = words.split_paragraphs(script)
    if any(_HEADING.match(line) for paragraph in paragraphs for line in paragraph.split("\n")):
        return "screenplay"
    labelled = sum(_LABEL.match(paragraph) is not None for paragraph in paragraphs)
    if paragraphs and labelled == len(paragraphs) and labelled >= 2:
        return "podcast"
    cues = sum(_above(paragraph) is not None for paragraph in paragraphs)
    return "screenplay" if labelled + cues >= 2 and (labelled + cues) * 2 >= len(paragraphs) else "prose"


def _above(paragraph: str) -> tuple[str, str] | None:
    """Name and line where a paragraph is a name in capitals above a line."""
    first, _, rest = paragraph.partition("\n")
    cue = _CUE.match(first)
    return (cue["name"].strip(), rest) if cue and rest.strip() and not _HEADING.match(first) else None


def blocks(script: str, language: str) -> list[Block]:
    """The script, paragraph by paragraph."""
    paragraphs = words.split_paragraphs(script)
    if format_of(script) != "prose":
        return [_labelled(number, paragraph, language) for number, paragraph in enumerate(paragraphs)]
    found: list[Block] = []
    open_mark = ""
    for number, paragraph in enumerate(paragraphs):
        block = _prose(number, paragraph, language, open_mark)
        open_mark = _left_open(paragraph)
        found.append(block)
    return found


def in_turns(script: str, language: str, hosts: Sequence[str]) -> list[Block]:
    """A prose script as a podcast: the hosts take turns, a paragraph each, or some sentences where that is long."""
    found: list[Block] = []
    turn = 0
    for number, paragraph in enumerate(words.split_paragraphs(script)):
        sentences = list(_sentences(" ".join(paragraph.split()), number, language, None))
        said: list[Utterance] = []
        length = 0
        for sentence in sentences:
            if length >= _LONGEST_TURN:
                turn, length = turn + 1, 0
            length += words.count_words(sentence.text, language)
            said.append(replace(sentence, label=hosts[turn % len(hosts)]))
        turn += 1
        found.append(Block(number, utterances=said))
    return found


def between(script: Sequence[Block], lexicon: Lexicon) -> list[Block]:
    """The same script; where it is nothing but what two people say in turn, with names for them."""
    said = [utterance for block in script for utterance in block.utterances]
    if len(script) < 2 or not lexicon.strangers or not all(utterance.quoted for utterance in said):
        return list(script)
    return [
        replace(block, utterances=[replace(u, label=lexicon.strangers[turn % 2]) for u in block.utterances])
        for turn, block in enumerate(script)
    ]


def addressed(said: Sequence[Utterance], lexicon: Lexicon) -> Iterator[tuple[str, Gender]]:
    """Which of the strangers is a man or a woman, as the other one calls them: sir, madam."""
    for utterance in said:
        if utterance.label in lexicon.strangers:
            other = lexicon.strangers[1 - lexicon.strangers.index(utterance.label)]
            for title in lexicon.titles.find(utterance.text):
                if utterance.text[: title.start].endswith(", ") and title.meaning in ("female", "male"):
                    yield other, title.meaning


_LONGEST_TURN = 30
"""Words after which the other host takes over."""


def _left_open(paragraph: str) -> str:
    """The quotation mark that a paragraph opens and does not close, so that the next one goes on."""
    text = " ".join(paragraph.split())
    quotes = list(_QUOTE.finditer(text))
    if not quotes or quotes[-1].end() < len(text):
        return ""
    first, end = quotes[-1].group()[0], quotes[-1].group()[-1]
    closes = dict(reversed(_PAIRS)) | {'"': '"'}
    return "" if end in (closes.get(first, end), "”") else first


def without_label(paragraph: str) -> str:
    """A paragraph of a translation without the name that stands before it."""
    label = _LABEL.match(paragraph)
    if label:
        return str(label["line"])
    above = _above(paragraph)
    return above[1] if above else paragraph


def _labelled(number: int, paragraph: str, language: str) -> Block:
    first, _, rest = paragraph.partition("\n")
    if _HEADING.match(first):
        said = list(_sentences(rest, number, language, None)) if rest.strip() else []
        return Block(number, heading=first.strip(), utterances=said)
    if above := _above(paragraph):
        manner = " ".join(regex.findall(r"\(([^)]*)\)", first))
        return Block(number, utterances=list(_sentences(above[1], number, language, above[0], 0, manner)))
    utterances: list[Utterance] = []
    count = 0
    for line in _lines(paragraph):
        label = _LABEL.match(line)
        if label:
            said = list(_sentences(label["line"], number, language, label["name"], count, label["manner"] or ""))
        else:
            said = list(_sentences(line, number, language, None, count))
        count += len(said)
        utterances += said
    return Block(number, utterances=utterances)


def _lines(paragraph: str) -> list[str]:
    """Its lines, those without a name joined to the one before."""
    lines: list[str] = []
    for line in paragraph.split("\n"):
        if lines and not _LABEL.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    return lines


def _sentences(
    text: str, paragraph: int, language: str, label: str | None, first: int = 0, manner: str = ""
) -> Iterator[Utterance]:
    """The sentences of what one speaker says; asides in brackets are not spoken, they say how."""
    number = first - 1
    how = manner
    for number, sentence in enumerate(words.split_sentences(text, language), first):
        asides = " ".join(_ASIDE.findall(sentence)) if label else ""
        said = " ".join(_ASIDE.sub(" ", sentence).split()) if label else sentence
        if _WORDY.search(said):
            how = f"{manner} {asides}".strip() if asides else how  # (sighing) Well. Make me cry.
            yield Utterance(said, paragraph, number, label=label.strip() if label else None, manner=how)


def _prose(number: int, paragraph: str, language: str, open_mark: str = "") -> Block:
    text = " ".join(paragraph.split())
    starts, position = [], 0
    for sentence in words.split_sentences(text, language):
        position = max(text.find(sentence, position), position)
        starts.append(position)
        position += len(sentence)
    utterances = []
    segments = _segments(text, language)
    for index, (start, segment, quoted) in enumerate(segments):
        before = segments[index - 1][1] if index else ""
        after = segments[index + 1][1] if index + 1 < len(segments) else ""
        offset = start
        for piece in words.split_sentences(segment, language):
            offset = max(text.find(piece, offset), offset)
            sentence_number = max(bisect_right(starts, offset) - 1, 0)
            offset += len(piece)
            utterances.append(
                Utterance(
                    piece,
                    number,
                    sentence_number,
                    quoted=True,
                    before=before,
                    after=after,
                    closing=segment.rstrip()[-4:],
                    continued=bool(open_mark) and index == 0 and segment.lstrip().startswith(open_mark),
                )
                if quoted
                else Utterance(piece, number, sentence_number)
            )
    return Block(number, utterances=utterances)


def _segments(text: str, language: str) -> list[tuple[int, str, bool]]:
    """Start, text and whether quoted, of each stretch; one without a word belongs to its neighbour."""
    said = lexicon.of(language).said
    if _DASH.match(text):
        return _dashed(text, said)
    segments: list[tuple[int, str, bool]] = []
    position = 0
    for quote in _QUOTE.finditer(text):
        before = text[position : quote.start()]
        if not _is_talk(quote.group(), before or (segments[-1][1] if segments else ""), text[quote.end() :], said):
            continue
        segments += _narrated(position, before, said)
        rest = text[quote.end() :].lstrip(_STOPS)  # „Komm“, sagte Emil: no line begins with a comma
        position = len(text) - len(rest)
        segments += _interrupted(quote.start(), text[quote.start() : position], said)
    segments += _narrated(position, text[position:], said)
    return _wordy(segments)


def _interrupted(start: int, quote: str, said: lexicon.Terms[Emotion]) -> Iterator[tuple[int, str, bool]]:
    """A quotation around the author's words: «Я Маша, — сказала девочка. — Хочешь хлеба?»"""
    position = 0
    for author in _AUTHOR.finditer(quote):
        if next(said.find(author["told"]), None):
            yield start + position, quote[position : author.start()], True
            yield start + author.start(), author.group(), False
            position = author.end()
    yield start + position, quote[position:], True


def _narrated(start: int, text: str, said: lexicon.Terms[Emotion]) -> list[tuple[int, str, bool]]:
    """Narration, amid which somebody may speak after a dash: `Entró una anciana. —¡Qué frío! —exclamó.`"""
    if dash := _MID_DASH.search(text):
        spoken = _dashed(text[dash.start() :], said)
        if [quoted for _, _, quoted in spoken[:2]] == [True, False] and _DASH.match(spoken[1][1]):
            later = [(start + dash.start() + offset, piece, quoted) for offset, piece, quoted in spoken]
            return [(start, text[: dash.start()], False), *later]
    return [(start, text, False)]


def _is_talk(quote: str, before: str, after: str, said: lexicon.Terms[Emotion]) -> bool:
    """Whether somebody says what stands in quotation marks; a word or title amid a sentence is only marked so."""
    if quote[0] in "「『" or _QUOTED_TALK.search(quote[:-1]) or _QUOTED_TALK.search(quote):
        return True
    amid = regex.search(r"\p{L}\s*$", before) is not None
    cased = regex.search(r"[\p{Lu}\p{Ll}]", quote) is not None
    return not amid or (not cased and any(found.end >= len(before.rstrip()) for found in said.find(before)))


def _dashed(text: str, said: lexicon.Terms[Emotion]) -> list[tuple[int, str, bool]]:
    """A paragraph of dialogue that begins with a dash: `—Ven —dijo María—. Ya es tarde.`"""
    dashes = [match for match in _INNER_DASH.finditer(text) if match.start() > 0]
    edges = [0, *(match.end() if match["closing"] else match.start() for match in dashes), len(text)]
    pieces = [(first, text[first:last]) for first, last in pairwise(edges)]
    segments: list[tuple[int, str, bool]] = []
    for start, piece in pieces:
        tells = bool(segments) and segments[-1][2] and next(said.find(piece), None) is not None
        segments.append((start, piece, not tells))
    if len(segments) == 1 and (found := next(said.find(text), None)) is not None:
        # « — Viens, dit Marie. » : what is said ends with the comma, the question or exclamation mark before the verb.
        ends = [match.end() for match in regex.finditer(r"[,!?…]\s+", text[: found.start])]
        if ends and text[ends[-1] : found.start].count(" ") <= 2:
            return _wordy([(0, text[: ends[-1]], True), (ends[-1], text[ends[-1] :], False)])
    return _wordy(segments)


def _wordy(segments: list[tuple[int, str, bool]]) -> list[tuple[int, str, bool]]:
    result: list[tuple[int, str, bool]] = []
    for start, segment, quoted in segments:
        if _WORDY.search(segment):
            result.append((start, segment, quoted))
        elif result and segment.strip():
            last, said, was_quoted = result[-1]
            result[-1] = (last, said + segment, was_quoted)
    return result
