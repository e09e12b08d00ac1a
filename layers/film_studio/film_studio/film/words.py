"""Words, sentences and paragraphs of a text in any language.

Words follow the Unicode word boundaries (UAX #29, as `regex` implements them). Chinese, Japanese and Thai write no
spaces; BudouX (Apache-2.0, no dependencies, models of some 100 kB) segments them, and finds where their rows may break.
"""

from functools import cache
from itertools import pairwise
from typing import Any, cast

import regex

_WORD = regex.compile(r"[\p{L}\p{N}]")
_BOUNDARY = regex.compile(r"\b", regex.WORD | regex.VERSION1)

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}ー々〆"
_UNSPACED_RUN = regex.compile(rf"[{_UNSPACED}]+")
_KANA, _THAI = regex.compile(r"[\p{Hiragana}\p{Katakana}]"), regex.compile(r"\p{Thai}")

_CHINESE_WORD = regex.compile("名叫|叫[做作]|从前|山[上下里]|[一两几这那每][个位只条名座天次年]|[住坐站看笑走拿想听]着")
"""Words that the segmenter is apt to cut in two."""
_PUNCTUATION = "，。、！？；："

CLOSING = "\"'”’»)]}」』】）››"
_STOP = ".!?…।॥。！？؟۔॥"
_END = regex.compile(
    rf"(?:[{_STOP}]+[{regex.escape(CLOSING)}]*)(?=\s|$)|[。！？]+[{regex.escape(CLOSING)}]*|[।॥]+[{regex.escape(CLOSING)}]*"
)
_OPENING = " \"'“‘«‹([「『¿¡—–-"

_ABBREVIATIONS = {
    "en": "mr mrs ms dr prof st sr jr rev gen col capt lt sgt vs etc e.g i.e no mt ft",
    "de": "hr fr dr prof st z.b d.h u.a usw bzw nr ca",
    "fr": "m mm mme mlle dr st ste p.ex etc",
    "es": "sr sra srta dr dra d dña ud uds etc p.ej",
    "pt": "sr sra dr dra d etc p.ex",
    "it": "sig sig.ra dott prof ecc es",
    "nl": "dhr mevr dr bijv d.w.z enz",
    "pl": "p dr prof np itd itp m.in tzw",
    "tr": "dr prof bay vb vs",
    "id": "dr prof tn ny dll dsb",
    "ru": "г гг т.е т.д т.п др им ул",
    "hi": "डॉ श्री प्रो सं",
    "mr": "डॉ श्री प्रो",
}
_ANY_ABBREVIATION = frozenset(word for words in _ABBREVIATIONS.values() for word in words.split() if len(word) > 1)


_BREAKS_OFF = regex.compile(r"[—–-][\"'”’»」]*$")
_ASKS = regex.compile(rf"[?？؟][{regex.escape(CLOSING)}]*$")


def breaks_off(text: str) -> bool:
    """Whether a line ends with a dash: its speaker is interrupted."""
    return _BREAKS_OFF.search(text) is not None


def wants_reply(text: str) -> bool:
    """Whether what somebody else says next belongs to this line: it asks, or is interrupted."""
    return breaks_off(text) or _ASKS.search(text) is not None


def count_words(text: str, language: str | None = None) -> int:
    """How many words a text has. Without a `language` unspaced scripts are recognised by their characters."""
    return len(split_words(text, language))


def split_words(text: str, language: str | None = None) -> list[str]:
    """The words of a text in order, without punctuation."""
    words: list[str] = []
    position = 0
    for run in _UNSPACED_RUN.finditer(text):
        words += _spaced_words(text[position : run.start()])
        words += [piece for piece in phrases(run.group(), language) if _WORD.search(piece)]
        position = run.end()
    return words + _spaced_words(text[position:])


def _spaced_words(text: str) -> list[str]:
    bounds = [match.start() for match in _BOUNDARY.finditer(text)]
    return [text[start:end] for start, end in pairwise([*bounds, len(text)]) if _WORD.search(text[start:end])]


def phrases(text: str, language: str | None = None) -> list[str]:
    """An unspaced text in pieces that belong together on a row; joined they are the text."""
    if language == "ja" or (language is None and _KANA.search(text)):
        name = "japanese"
    elif _THAI.search(text):
        name = "thai"
    else:
        name = "simplified_chinese"
    pieces = cast(list[str], _parser(name).parse(text)) if text else []
    return _whole(pieces) if name == "simplified_chinese" else pieces


def _whole(pieces: list[str]) -> list[str]:
    """Chinese pieces, those joined that are one word."""
    result = pieces[:1]
    for piece in pieces[1:]:
        word = _CHINESE_WORD.fullmatch(result[-1][-1] + piece.rstrip(_PUNCTUATION))
        result[-1:] = [result[-1] + piece] if word else [result[-1], piece]
    return result


@cache
def _parser(name: str) -> Any:
    import budoux  # loaded when the first unspaced text comes

    return getattr(budoux, f"load_default_{name}_parser")()


def abbreviated(text: str) -> bool:
    """Whether a text ends with the full stop of an abbreviation, in whatever language: Dr."""
    word = text.rpartition(" ")[2].lstrip("\"'“‘«(").lower()
    return word.endswith(".") and word[:-1] in _ANY_ABBREVIATION


def split_sentences(text: str, language: str | None = None) -> list[str]:
    """The sentences of one paragraph, with their punctuation and closing quotes, stripped.

    A full stop after an abbreviation, an initial or before a small letter ends no sentence.
    """
    text = " ".join(text.split())
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end.start() >= start and _ends_sentence(text, start, end, language):
            sentences.append(text[start : end.end()].strip())
            start = end.end()
    sentences.append(text[start:].strip())
    return _joined([sentence for sentence in sentences if sentence])


def _ends_sentence(text: str, start: int, end: Any, language: str | None) -> bool:
    rest = text[end.end() :]
    following = rest.lstrip(_OPENING)[:1]
    # “Who is there?” asked Mira: the sentence goes on.
    if following.islower():
        return False
    if end.group().startswith(".") and not end.group().startswith(".."):
        word = text[start : end.start()].rpartition(" ")[2].lstrip("\"'“‘«(").lower()
        known = _ABBREVIATIONS.get(language or "")
        if word in (known.split() if known is not None else _ANY_ABBREVIATION):
            return not following
        if len(word) == 1 and word.isalpha() and regex.match(r"\p{Lu}", text[end.start() - 1]) and word != "i":
            return not following
    return True


def _joined(sentences: list[str]) -> list[str]:
    """Sentences without a word (a lone dash or quote) go with the one before them, or else the one after."""
    result: list[str] = []
    for sentence in sentences:
        if result and (not _WORD.search(sentence) or not _WORD.search(result[-1])):
            result[-1] = f"{result[-1]} {sentence}"
        else:
            result.append(sentence)
    return result


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a script: blocks between empty lines, their line ends kept.

    A script without empty lines has one paragraph per line, unless its lines are only wrapped.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = [block.strip() for block in regex.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text) if block.strip()]
    if len(blocks) == 1:
        lines = [line.strip() for line in blocks[0].split("\n") if line.strip()]
        complete = sum(regex.search(rf"[{_STOP}{regex.escape(CLOSING)}:]$", line) is not None for line in lines)
        if complete * 4 >= len(lines) * 3:
            return lines
    return blocks
