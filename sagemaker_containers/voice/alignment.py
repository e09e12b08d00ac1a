"""Written words and their times, from what eSpeak reports.

eSpeak reports a word's place in the text, but joins short words ("of the"), splits others (numbers) and skips
punctuation. Here every written word gets its time, in order, and together they hold every character of the text that is
not space.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from film_studio.film.models import Phoneme, Word

_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Han: written without spaces, so that each character counts as a word."""

_PIECES = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_SPOKEN = re.compile(r"\w")
_OPENING = "([{“‘«‹「『《〈【（¿¡\"'"
_STRESS = str.maketrans("", "", "ˈˌ-.|_")


def written_words(text: str) -> list[tuple[int, int]]:
    """Start and end index of each word of `text`, with the punctuation that leans on it."""
    spans: list[list[int]] = []
    leading: int | None = None
    for piece in _PIECES.finditer(text):
        start, end = piece.span()
        if _SPOKEN.search(piece.group()):
            spans.append([start if leading is None else leading, end])
            leading = None
        elif spans and leading is None and piece.group()[0] not in _OPENING:
            spans[-1][1] = end
        else:
            leading = start if leading is None else leading
    if leading is not None:
        if spans:
            spans[-1][1] = len(text.rstrip())
        else:
            spans.append([leading, len(text.rstrip())])
    return [(start, end) for start, end in spans]


def sounds_to_phonemes(sounds: Sequence[tuple[str, float]], duration: float) -> list[Phoneme]:
    """Sounds with their beginnings (seconds) as phonemes that end where the next sound or pause begins.

    The last one dies away until the end of the line.
    """
    phonemes = []
    for (symbol, start), (_, end) in pairwise([*sounds, ("", duration)]):
        symbol = symbol.translate(_STRESS)
        end = min(end, duration)
        if symbol and end > start:
            phonemes.append(Phoneme(symbol=symbol, start=start, end=end))
    return [*phonemes[:-1], *(phoneme.model_copy(update={"end": duration}) for phoneme in phonemes[-1:])]


def align(text: str, events: Sequence[tuple[int, float]], phonemes: Sequence[Phoneme], duration: float) -> list[Word]:
    """Every written word with its times in seconds, from word events (character, seconds) and phonemes, in order."""
    spans = written_words(text)
    starts = _starts(spans, events, phonemes, duration)
    words = []
    for (first, last), start, following in zip(spans, starts, [*starts[1:], duration], strict=True):
        ends = [phoneme.end for phoneme in phonemes if start <= phoneme.start < following]
        end = min(max(ends, default=following), following)
        words.append(Word(text=text[first:last], start=start, end=end, offset=first))
    return words


def _starts(
    spans: Sequence[tuple[int, int]],
    events: Sequence[tuple[int, float]],
    phonemes: Sequence[Phoneme],
    duration: float,
) -> list[float]:
    """When each span begins: as reported, and between reports in proportion to what is written."""
    reported: dict[int, float] = {0: 0.0}
    latest = 0
    for character, seconds in events:
        index = next((i for i, (_, end) in enumerate(spans) if character < end), len(spans) - 1)
        if index > latest and seconds > reported[latest]:
            reported[index] = seconds
            latest = index
    known = [*sorted(reported.items()), (len(spans), duration)]
    starts: list[float] = []
    for (index, start), (next_index, end) in pairwise(known):
        lengths = [spans[i][1] - spans[i][0] for i in range(index, next_index)]
        onsets = [phoneme.start for phoneme in phonemes if start < phoneme.start < end]
        starts.append(start)
        for joined in range(1, len(lengths)):
            guess = start + (end - start) * sum(lengths[:joined]) / sum(lengths)
            # A word begins with a sound, unless there are more words than sounds left.
            later = [onset for onset in onsets if onset > starts[-1]]
            nearest = min(later, key=lambda onset: abs(onset - guess), default=None)
            starts.append(nearest if nearest is not None else (starts[-1] + end) / 2)
    return starts
