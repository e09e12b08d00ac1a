"""Subtitles: cues from word times or from a translation, and the SubRip and WebVTT files of them.

A cue has two rows at most and is shown while its words are said. Where it takes longer than that to read, at
`READING_SPEED`, it is held into the pause after it; where that is too short it comes up to `LEAD_FRAMES` early, and may
hold the next one back by up to `DELAY_FRAMES`. Speech that is faster than that all along is followed as it is.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate
from math import ceil

import regex

from film_studio.film import dialogue, lexicon, words
from film_studio.film.models import FPS, NARRATOR, Cue, FilmPlan, Speech, TimedLine, TimedWord, Timeline, Word

COLUMNS, COLUMNS_WIDE = 42, 18
"""Characters in a row, marks above and below them not counted: of most scripts, and of those as wide as high."""

MIN_CUE_FRAMES = 20
GAP_FRAMES = 2
LINGER_FRAMES = 14
"""How long a cue stays after its last word, where it may."""

READING_SPEED = 17.0
"""Characters per second, as readers see them (grapheme clusters), that a cue asks of its reader at most."""

LEAD_FRAMES, DELAY_FRAMES = 12, 10
"""How long before and after its first word a cue may appear."""

LONGEST_CUE_SECONDS = 6.0

_TAKES_ROOM = regex.compile(r"[^\p{Mn}\p{Me}\p{Cf}]")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_CLAUSE_END = regex.compile(r"[,;:.!?…।॥،؛؟、，；：。！？—–][\"'”’»)\]」』]*\s*$")


def cues(plan: FilmPlan, timeline: Timeline, speeches: Sequence[Speech]) -> list[Cue]:
    """The cues of the film's own language, word by word on the film's clock (frames)."""
    names = {character.id: character.name for character in plan.characters}
    written = {line.id: line for scene in plan.scenes for line in scene.lines}
    spoken = {line.line: line for speech in speeches for line in speech.lines}
    found: list[Cue] = []
    sentences: list[tuple[int, int]] = []
    for timed in _timed_lines(timeline):
        line = written[timed.line]
        text = line.text
        speaker = names.get(timed.speaker) if timed.speaker != NARRATOR else None
        for start, end, group in _groups(text, spoken[timed.line].words, plan.language):
            timed_words = [
                TimedWord(
                    text=word.text,
                    start_frame=timed.start_frame + round(word.start * FPS),
                    end_frame=timed.start_frame + max(round(word.end * FPS), round(word.start * FPS) + 1),
                )
                for word in group
            ]
            first = timed_words[0].start_frame if timed_words else timed.start_frame
            last = timed_words[-1].end_frame if timed_words else timed.end_frame
            rows = break_rows(text[start:end].strip(), plan.language)
            found.append(Cue(start_frame=first, end_frame=last, rows=rows, speaker=speaker, words=timed_words))
            sentences.append((line.paragraph, line.sentence))
    return _spaced(_merged(found, sentences, plan.language), timeline.total_frames)


def _merged(found: Sequence[Cue], sentences: Sequence[tuple[int, int]], language: str) -> list[Cue]:
    """Cues that would be gone before they are read share the screen with the next one, where both fit it."""
    result: list[Cue] = []
    last = (-1, -1)
    for cue, sentence in zip(found, sentences, strict=True):
        room = cue.start_frame + DELAY_FRAMES - GAP_FRAMES - result[-1].start_frame if result else 0
        hurried = result and room < reading_frames(result[-1].rows)
        together = _together(result[-1], cue, last == sentence, language) if hurried else None
        if together is not None:
            result[-1] = together
        else:
            result.append(cue)
        last = sentence
    return result


def _together(first: Cue, second: Cue, same_sentence: bool, language: str) -> Cue | None:
    """Two cues as one; None where they do not fit one, or where nobody could tell who says what."""
    texts = [" ".join(cue.rows) for cue in (first, second)]
    speaker = first.speaker
    if first.speaker == second.speaker or same_sentence:
        speaker = first.speaker if first.speaker == second.speaker else None
        text = ("" if _UNSPACED.search(texts[0]) else " ").join(texts)
        rows = break_rows(text, language)
    elif first.speaker and second.speaker:
        speaker = None
        rows = [f"– {text}" for text in texts]
    else:
        return None
    too_long = second.end_frame - first.start_frame > LONGEST_CUE_SECONDS * FPS
    if too_long or any(length(row) > columns(row) for row in rows):
        return None
    return Cue(
        start_frame=first.start_frame,
        end_frame=second.end_frame,
        rows=rows,
        speaker=speaker,
        words=first.words + second.words,
    )


def _timed_lines(timeline: Timeline) -> Iterator[TimedLine]:
    for scene in timeline.scenes:
        yield from scene.lines


def _groups(text: str, spoken: Sequence[Word], language: str) -> Iterator[tuple[int, int, list[Word]]]:
    """A line's text in pieces that fit a cue each: start and end index, and the words in between."""
    if not spoken:
        yield 0, len(text), []
        return
    ends = [*(word.offset for word in spoken[1:]), len(text)]
    between = set(accumulate(map(len, _tokens(text, language))))  # Voices part Chinese words elsewhere than rows do.
    begin, group = 0, [spoken[0]]
    room = _room(text, begin, ends)
    for word, here, after in zip(spoken[1:], ends, ends[1:], strict=False):
        full = length(text[begin:after].strip()) > room or word.end - group[0].start > LONGEST_CUE_SECONDS
        if here in between and (full or _breaks(text, begin, here)):
            kept = len(group) - (len(group) > 1 and words.abbreviated(text[begin:here].rstrip()))  # Dr. Petrov
            end = here if kept == len(group) else group[kept].offset
            yield begin, end, group[:kept]
            begin, group = end, group[kept:]
            room = _room(text, begin, ends)
        group.append(word)
    yield begin, len(text), group


def _breaks(text: str, begin: int, here: int) -> bool:
    """Whether a clause ends here that fills most of a row, with enough left for a cue of its own."""
    piece = text[begin:here]
    enough = length(piece.strip()) > columns(text) * 0.75 and length(text[here:]) > columns(text) / 3
    return enough and _ends_clause(piece)


def _ends_clause(text: str) -> bool:
    return _CLAUSE_END.search(text) is not None and not words.abbreviated(text.rstrip())


def _room(text: str, begin: int, ends: Sequence[int]) -> float:
    """How long the cue that begins here may be: a clause that needs several is shared out evenly among them."""
    most = 2 * columns(text) - 4
    until = next((end for end in ends if end > begin and _breaks(text, begin, end)), len(text))
    whole = length(text[begin:until].strip())
    parts = -(-whole // most)
    return most if parts < 2 else min(most, whole / parts + columns(text) / 6)


def translated_cues(plan: FilmPlan, timeline: Timeline, language: str, translation: str) -> list[Cue]:
    """The cues of a translation: each paragraph's sentences spread over the time in which that paragraph is spoken."""
    paragraph_of = {line.id: line.paragraph for scene in plan.scenes for line in scene.lines}
    spans: dict[int, tuple[int, int]] = {}
    for timed in _timed_lines(timeline):
        number = paragraph_of[timed.line]
        start = spans.get(number, (timed.start_frame, 0))[0]
        spans[number] = (start, timed.end_frame)
    found: list[Cue] = []
    for number, paragraph in enumerate(words.split_paragraphs(translation)):
        if number not in spans:
            continue
        start, end = spans[number]
        pieces = [
            piece
            for sentence in words.split_sentences(dialogue.without_label(paragraph), language)
            for piece in _pieces(sentence, language)
        ]
        total = sum(map(length, pieces))
        done = 0
        for piece in pieces:
            first = start + (end - start) * done // total
            done += length(piece)
            last = start + (end - start) * done // total
            found.append(Cue(start_frame=first, end_frame=last, rows=break_rows(piece, language)))
    return _spaced(found, timeline.total_frames)


def _pieces(sentence: str, language: str) -> Iterator[str]:
    """A sentence in pieces of two rows at most."""
    room = 2 * columns(sentence) - 4
    piece = ""
    for token in _tokens(sentence, language):
        if piece.strip() and length((piece + token).strip()) > room:
            yield piece.strip()
            piece = ""
        piece += token
    if piece.strip():
        yield piece.strip()


def length(text: str) -> int:
    """How many characters of a text take room in a row: all but the marks above and below others."""
    return len(_TAKES_ROOM.findall(text))


def columns(text: str) -> int:
    """How many characters of this text's script fit a row."""
    return COLUMNS_WIDE if _WIDE.search(text) else COLUMNS


def _tokens(text: str, language: str) -> list[str]:
    """The text in pieces between which a row may break; joined they are the text."""
    pieces = words.phrases(text, language) if _UNSPACED.search(text) else regex.findall(r"\S+\s*|\s+", text)
    # A piece longer than a row (a link, a run of one script) is cut: better than letters outside the frame.
    return [part for piece in pieces for part in regex.findall(rf"\X{{1,{columns(text)}}}", piece)]


def break_rows(text: str, language: str) -> list[str]:
    """One row, or two that are parted between phrases, and as alike in length as that allows."""
    text = " ".join(text.split())
    width = columns(text)
    if length(text) <= width:
        return [text]
    tokens = _tokens(text, language)
    ends = [sum(map(len, tokens[:count])) for count in range(1, len(tokens))]
    if not ends:
        return [text]
    binding = lexicon.of(language).binding

    def cost(end: int) -> float:
        first, second = text[:end].strip(), text[end:].strip()
        phrase = -0.35 if _ends_clause(first) else 0.0
        phrase += 0.35 if binding.get(first.rpartition(" ")[2]) == "next" else 0.0
        phrase += 0.35 if binding.get(second.partition(" ")[0]) == "previous" else 0.0
        lengths = length(first), length(second)
        return max(*lengths, width) - width + phrase + abs(lengths[0] - lengths[1]) / width

    best = min(ends, key=cost)
    return [text[:best].strip(), text[best:].strip()]


def reading_frames(rows: Sequence[str]) -> int:
    """How long it takes to read a cue."""
    characters = len(regex.findall(r"\X", " ".join(rows)))
    return max(ceil(characters / READING_SPEED * FPS), MIN_CUE_FRAMES)


def _spaced(found: Sequence[Cue], total_frames: int) -> list[Cue]:
    """Cues held long enough to be read, with a gap between any two; see the rule at the top."""
    starts = [cue.start_frame for cue in found]
    for index in reversed(range(len(found) - 1)):
        # As early as the next one needs it, who may be late itself.
        latest = starts[index + 1] + DELAY_FRAMES - GAP_FRAMES - reading_frames(found[index].rows)
        starts[index] = max(min(starts[index], latest), found[index].start_frame - LEAD_FRAMES, 0)
    result: list[Cue] = []
    for index, cue in enumerate(found):
        start = max(starts[index], result[-1].end_frame + GAP_FRAMES) if result else starts[index]
        following = found[index + 1].start_frame if index + 1 < len(found) else None
        in_time = total_frames - GAP_FRAMES if following is None else max(starts[index + 1] - GAP_FRAMES, start + 1)
        at_last = in_time if following is None else max(following + DELAY_FRAMES - GAP_FRAMES, start + 1)
        end = min(cue.end_frame + LINGER_FRAMES, in_time)
        end = max(end, min(start + reading_frames(cue.rows), at_last), start + 1)
        result.append(cue.model_copy(update={"start_frame": start, "end_frame": end}))
    return result


def to_srt(found: Sequence[Cue]) -> str:
    """SubRip: numbered cues, times to the millisecond, a label before the line of a character."""
    blocks = []
    for number, cue in enumerate(found, 1):
        rows = list(cue.rows)
        if cue.speaker:
            rows[0] = f"{cue.speaker}: {rows[0]}"
        times = f"{_clock(cue.start_frame, ',')} --> {_clock(cue.end_frame, ',')}"
        blocks.append("\n".join([str(number), times, *rows]))
    return "\n\n".join(blocks) + "\n"


def to_vtt(found: Sequence[Cue], language: str) -> str:
    """WebVTT (W3C): speakers as voice spans, text escaped."""
    blocks = [f"WEBVTT\nLanguage: {language}"]
    for number, cue in enumerate(found, 1):
        rows = [escape(row, quote=False) for row in cue.rows]
        if cue.speaker:
            rows[0] = f"<v {escape(cue.speaker, quote=False)}>{rows[0]}"
            rows[-1] += "</v>"
        times = f"{_clock(cue.start_frame, '.')} --> {_clock(cue.end_frame, '.')}"
        blocks.append("\n".join([str(number), times, *rows]))
    return "\n\n".join(blocks) + "\n"


def _clock(frame: int, mark: str) -> str:
    milliseconds = round(frame * 1000 / FPS)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"
