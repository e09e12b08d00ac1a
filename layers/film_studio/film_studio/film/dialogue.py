"""Who says what: a script in any of its formats as utterances and headings, in order.

Three formats are understood: screenplay (`INT. TEMPLE - NIGHT`, `NAME: line`, or `NAME` above a line), podcast (every
paragraph `NAME: line`), and prose in which characters speak the quoted passages.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import regex

from film_studio.film import words

Format = Literal["prose", "screenplay", "podcast"]

_HEADING = regex.compile(r"^\s*(?:INT|EXT|INT\./EXT|I/E)\b[.\s].*$")
_LABEL = regex.compile(
    r"^\s*(?P<name>\p{L}[\p{L}\p{M}\p{N} .'’-]{0,38}?)\s*(?:\([^)]*\))?\s*[:：]\s*(?P<line>\S.*)$", regex.DOTALL
)
_CUE = regex.compile(r"^\s*(?P<name>\p{Lu}[\p{Lu}\p{M}\p{N} .'’-]{0,38})\s*(?:\([^)]*\))?\s*$")
_QUOTE = regex.compile(
    r"“[^“”]+[”]?|\"[^\"]+\"?|«[^«»]+»?|„[^„“”]+[“”]?|「[^「」]+」?|『[^『』]+』?|(?<![\p{L}\p{N}])‘[^‘]+?’(?![\p{L}])"
)
_WORDY = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True)
class Utterance:
    """One sentence, or the part of it that one speaker says.

    `label` is the speaker's name as the script writes it (None in prose). `quoted` says that the text stands in
    quotation marks; `before` and `after` are the narration around it, in its paragraph.
    """

    text: str
    paragraph: int
    sentence: int
    label: str | None = None
    quoted: bool = False
    before: str = ""
    after: str = ""


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
    labelled = format_of(script) != "prose"
    read = _labelled if labelled else _prose
    return [read(number, paragraph, language) for number, paragraph in enumerate(words.split_paragraphs(script))]


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
        return Block(number, utterances=list(_sentences(above[1], number, language, above[0])))
    utterances: list[Utterance] = []
    count = 0
    for line in _lines(paragraph):
        label = _LABEL.match(line)
        said = list(
            _sentences(label["line"] if label else line, number, language, label["name"] if label else None, count)
        )
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


def _sentences(text: str, paragraph: int, language: str, label: str | None, first: int = 0) -> Iterator[Utterance]:
    for number, sentence in enumerate(words.split_sentences(text, language), first):
        yield Utterance(sentence, paragraph, number, label=label.strip() if label else None)


def _prose(number: int, paragraph: str, language: str) -> Block:
    text = " ".join(paragraph.split())
    starts, position = [], 0
    for sentence in words.split_sentences(text, language):
        position = max(text.find(sentence, position), position)
        starts.append(position)
        position += len(sentence)
    utterances = []
    segments = _segments(text)
    for index, (start, segment, quoted) in enumerate(segments):
        before = segments[index - 1][1] if index else ""
        after = segments[index + 1][1] if index + 1 < len(segments) else ""
        offset = start
        for piece in words.split_sentences(segment, language):
            offset = max(text.find(piece, offset), offset)
            sentence_number = max(bisect_right(starts, offset) - 1, 0)
            offset += len(piece)
            utterances.append(
                Utterance(piece, number, sentence_number, quoted=quoted, before=before, after=after)
                if quoted
                else Utterance(piece, number, sentence_number)
            )
    return Block(number, utterances=utterances)


def _segments(text: str) -> list[tuple[int, str, bool]]:
    """Start, text and whether quoted, of each stretch; one without a word belongs to its neighbour."""
    segments: list[tuple[int, str, bool]] = []
    position = 0
    for quote in _QUOTE.finditer(text):
        segments.append((position, text[position : quote.start()], False))
        segments.append((quote.start(), quote.group(), True))
        position = quote.end()
    segments.append((position, text[position:], False))
    result: list[tuple[int, str, bool]] = []
    for start, segment, quoted in segments:
        if _WORDY.search(segment):
            result.append((start, segment, quoted))
        elif result and segment.strip():
            last, said, was_quoted = result[-1]
            result[-1] = (last, said + segment, was_quoted)
    return result
