"""Subtitles that can be read: how long cues are shown, where their rows are parted, and never two at once."""

import itertools
from pathlib import Path

import pytest
import regex

from film_studio.film import script_file, subtitles, words
from film_studio.film.analysis import analyse
from film_studio.film.models import FPS, Cue, FilmOptions, FilmPlan, FilmRequest, Speech, SpokenLine, Word
from film_studio.film.pacing import duration_range, line_seconds
from film_studio.film.timeline import lay_out

SCRIPTS = Path(__file__).parents[3] / "examples" / "scripts"
SAMPLES = sorted(path.stem for path in SCRIPTS.glob("*.txt") if path.stem != "README" and "." not in path.stem)


def plan_of(name: str) -> FilmPlan:
    title, script = script_file.read((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))
    return analyse(FilmRequest(title=title, script=script, options=FilmOptions()))


def spoken(plan: FilmPlan, rate: float) -> list[Speech]:
    """Speech at `rate` times the estimated pace, each word as long as it has letters."""
    speeches = []
    for scene in plan.scenes:
        at, lines = 0.0, []
        for line in scene.lines:
            seconds = line_seconds(line, plan.language) / rate
            found = list(regex.finditer(r"\S+", line.text))
            ends = list(itertools.accumulate(len(word.group()) for word in found))
            timed = [
                Word(
                    text=word.group(),
                    start=seconds * (end - len(word.group())) / ends[-1],
                    end=seconds * end / ends[-1],
                    offset=word.start(),
                )
                for word, end in zip(found, ends, strict=True)
            ]
            lines.append(SpokenLine(line=line.id, start=at, duration=seconds, words=timed, phonemes=[]))
            at += seconds
        speeches.append(Speech(scene=scene.number, sample_rate=48000, audio="s3://b/a.wav", lines=lines))
    return speeches


def cues_of(name: str, rate: float = 1.0) -> list[Cue]:
    plan = plan_of(name)
    return lay_out(plan, FilmOptions(), duration_range(plan).natural + 6, spoken(plan, rate)).cues


def speed(cue: Cue) -> float:
    """Characters that a reader sees, per second."""
    return len(regex.findall(r"\X", " ".join(cue.rows))) * FPS / (cue.end_frame - cue.start_frame)


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_has_to_read_faster_than_seventeen_characters_per_second(name: str) -> None:
    for cue in cues_of(name):
        assert speed(cue) <= 17.0, cue
        assert 20 <= cue.end_frame - cue.start_frame <= 7.5 * FPS, cue


@pytest.mark.parametrize("rate", [1.0, 1.6])
@pytest.mark.parametrize("name", SAMPLES)
def test_cues_have_two_rows_and_two_frames_between_them(name: str, rate: float) -> None:
    cues = cues_of(name, rate)
    for cue, following in itertools.pairwise(cues):
        assert following.start_frame - cue.end_frame >= 2
    for cue in cues:
        assert cue.start_frame < cue.end_frame
        assert 1 <= len(cue.rows) <= 2
        assert all(subtitles.length(row) <= subtitles.columns(row) for row in cue.rows)
        assert abs(cue.start_frame - cue.words[0].start_frame) <= 12, "a cue keeps to its words"


def test_a_cue_that_needs_time_is_held_into_the_pause_and_comes_early() -> None:
    def cue(start: int, end: int, text: str) -> Cue:
        return Cue(start_frame=start, end_frame=end, rows=[text])

    hurried = "Nobody can ever say all of these words as fast as that"  # 54 characters: 77 frames
    held, after = subtitles._spaced([cue(100, 140, hurried), cue(300, 340, "Well.")], 1000)
    assert (held.start_frame, held.end_frame) == (100, 177)
    assert after.start_frame == 300
    early, late = subtitles._spaced([cue(100, 140, hurried), cue(160, 300, "Well.")], 1000)
    assert (early.start_frame, late.start_frame) == (91, 170), "as early as it needs, and the next as late as it may be"
    assert early.end_frame == 168


@pytest.mark.parametrize(
    ("text", "language", "rows"),
    [
        ("மாலையில் மீனா மகிழ்ச்சியுடன் வீட்டிற்கு வந்தாள்.", "ta", 1),
        ("मैं अभी अपनी बूढ़ी दादी के घर से लौट रही हूँ।", "hi", 1),
        ("The lamp lit the small room of the old mill", "en", 2),
    ],
)
def test_marks_above_and_below_letters_take_no_room(text: str, language: str, rows: int) -> None:
    assert len(text) > 42
    assert len(subtitles.break_rows(text, language)) == rows


def test_a_sentence_of_many_marks_fits_one_cue() -> None:
    sentence = "முன்னொரு காலத்தில் ஒரு கிராமத்தில் மீனா என்ற சிறுமி தன் பாட்டியுடன் வாழ்ந்தாள்."
    assert list(subtitles._pieces(sentence, "ta")) == [sentence]


@pytest.mark.parametrize("word", ["名叫", "一位", "住着", "山上"])
def test_rows_cut_no_chinese_word(word: str) -> None:
    pieces = words.phrases("山上住着一位老人，他的孙子名叫阿福。", "zh-Hans")
    assert any(word in piece for piece in pieces)


@pytest.mark.parametrize(
    ("pace", "first"), [(2.0, "山上住着一位老人，他的孙子"), (2.4, "山上住着一位老人，他的孙子名叫")]
)
def test_no_cue_ends_within_a_chinese_word(pace: float, first: str) -> None:
    text = "山上住着一位老人，他的孙子名叫阿福。"
    signs = [(number, sign) for number, sign in enumerate(text) if sign not in "，。"]
    said = [Word(text=sign, start=number / pace, end=(number + 1) / pace, offset=number) for number, sign in signs]
    cues = [text[start:end] for start, end, _ in subtitles._groups(text, said, "zh-Hans")]
    assert cues[0] == first


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("She saw the tiny flame, and steered the boat toward it", "en", "She saw the tiny flame,"),
        ("They walked all day along the bank of the quiet river", "en", "They walked all day along"),
        ("El viejo pescador miraba la luna sobre el mar en calma", "es", "El viejo pescador miraba"),
        ("Der alte Fischer sah den Mond über dem ruhigen Meer an", "de", "Der alte Fischer sah"),
    ],
)
def test_rows_are_parted_between_phrases(text: str, language: str, first: str) -> None:
    rows = subtitles.break_rows(text, language)
    assert rows[0].startswith(first)
    assert rows[0].rpartition(" ")[2].casefold() not in {"the", "a", "of", "la", "el", "den", "dem", "die"}
    assert " ".join(rows) == text


def test_a_title_stays_with_the_name_after_it() -> None:
    text = "Inside the greenhouse, an old scientist named Dr. Petrov bent over a row of tiny tomato plants."
    found = list(regex.finditer(r"[\w,.]+", text))
    said = [Word(text=w.group(), start=k / 3, end=(k + 1) / 3, offset=w.start()) for k, w in enumerate(found)]
    cues = [text[start:end].strip() for start, end, _ in subtitles._groups(text, said, "en")]
    assert len(cues) >= 2
    assert not any(cue.endswith("Dr.") for cue in cues)
    rows = subtitles.break_rows("The old scientist was named Dr. Petrov by his friends", "en")
    assert not rows[0].endswith("Dr.")
