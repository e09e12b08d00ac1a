"""Speech laid out to the frame, and the subtitles of it."""

import io
import itertools
from pathlib import Path

import pytest
import srt
import webvtt

from film_studio.film import requests, script_file, subtitles, words
from film_studio.film.analysis import analyse
from film_studio.film.models import FPS, FilmOptions, FilmPlan, FilmRequest, Pace, Speech, SpokenLine, Timeline, Word
from film_studio.film.pacing import duration_range, line_seconds, scene_budgets
from film_studio.film.timeline import SpeechTooLong, lay_out

SCRIPTS = Path(__file__).parents[3] / "examples" / "scripts"
OPTIONS = FilmOptions()


def plan_of(name: str, mode: str = "narration") -> FilmPlan:
    title, script = script_file.read((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))
    return analyse(FilmRequest(title=title, script=script, options=FilmOptions.model_validate({"mode": mode})))


def speak(plan: FilmPlan, pace: float = 1.0) -> list[Speech]:
    """Speech as long as the estimate says, words spread evenly."""
    speeches = []
    for scene in plan.scenes:
        at, lines = 0.0, []
        for line in scene.lines:
            seconds = line_seconds(line, plan.language) / pace
            offset, spoken = 0, []
            tokens = line.text.split()
            for number, token in enumerate(tokens):
                offset = line.text.index(token, offset)
                start, end = seconds * number / len(tokens), seconds * (number + 1) / len(tokens)
                spoken.append(Word(text=token, start=start, end=end, offset=offset))
                offset += len(token)
            lines.append(SpokenLine(line=line.id, start=at, duration=seconds, words=spoken, phonemes=[]))
            at += seconds
        speeches.append(Speech(scene=scene.number, sample_rate=48000, audio="s3://b/a.wav", lines=lines))
    return speeches


def seconds_of(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@pytest.fixture(params=["the_clay_lamp", "the_lighthouse_fox", "kauaa_aur_ghada", "the_last_train"])
def plan(request: pytest.FixtureRequest) -> FilmPlan:
    return plan_of(request.param)


def laid_out(plan: FilmPlan, seconds: int) -> Timeline:
    return lay_out(plan, OPTIONS, seconds, speak(plan, scene_budgets(plan, seconds)[1].rate))


@pytest.mark.parametrize("which", ["shortest", "natural", "longest"])
def test_every_duration_on_offer_is_met_to_the_frame(plan: FilmPlan, which: str) -> None:
    seconds = getattr(duration_range(plan), which)
    timeline = laid_out(plan, seconds)
    assert timeline.total_frames == seconds * FPS
    assert [scene.number for scene in timeline.scenes] == [0, *(scene.number for scene in plan.scenes), -1]
    frame = 0
    for scene in timeline.scenes:
        assert scene.start_frame == frame < scene.end_frame
        frame = scene.end_frame
        at = scene.start_frame
        for line in scene.lines:
            assert at <= line.start_frame < line.end_frame <= scene.end_frame
            at = line.end_frame
    assert frame == timeline.total_frames
    assert timeline.scenes[0].end_frame == 3 * FPS
    assert timeline.scenes[-1].end_frame - timeline.scenes[-1].start_frame == 2 * FPS
    said = [line.line for scene in timeline.scenes for line in scene.lines]
    assert said == [line.id for scene in plan.scenes for line in scene.lines]


def test_speech_that_does_not_fit_names_the_duration_that_does() -> None:
    plan = plan_of("the_clay_lamp")
    with pytest.raises(SpeechTooLong) as error:
        lay_out(plan, OPTIONS, 60, speak(plan))
    assert lay_out(plan, OPTIONS, error.value.nearest, speak(plan)).total_frames == error.value.nearest * FPS


def test_cues_carry_every_word_once_and_can_be_read(plan: FilmPlan) -> None:
    cues = laid_out(plan, duration_range(plan).natural).cues
    shown = words.split_words(" ".join(row for cue in cues for row in cue.rows), plan.language)
    assert shown == words.split_words(
        " ".join(line.text for scene in plan.scenes for line in scene.lines), plan.language
    )
    for cue, following in itertools.pairwise(cues):
        assert cue.end_frame + subtitles.GAP_FRAMES <= following.start_frame
    for cue in cues:
        assert 1 <= len(cue.rows) <= 2
        assert all(subtitles.length(row) <= subtitles.COLUMNS for row in cue.rows)
        assert cue.start_frame < cue.end_frame


@pytest.mark.parametrize("name", ["the_clay_lamp", "kauaa_aur_ghada"])
def test_the_files_are_read_back_by_their_own_parsers(name: str) -> None:
    plan = plan_of(name)
    cues = laid_out(plan, duration_range(plan).natural).cues
    tracks = webvtt.from_buffer(io.StringIO(subtitles.to_vtt(cues, plan.language)))
    blocks = list(srt.parse(subtitles.to_srt(cues)))
    assert len(tracks) == len(blocks) == len(cues)
    for cue, track, block in zip(cues, tracks, blocks, strict=True):
        assert seconds_of(track.start) == pytest.approx(cue.start_frame / FPS, abs=0.001)
        assert seconds_of(track.end) == pytest.approx(cue.end_frame / FPS, abs=0.001)
        assert block.end.total_seconds() == pytest.approx(cue.end_frame / FPS, abs=0.001)
        assert track.voice == cue.speaker
        assert cue.rows[-1] in block.content


def test_markup_in_a_script_stays_text() -> None:
    plan = plan_of("the_clay_lamp")
    cue = laid_out(plan, 110).cues[0].model_copy(update={"rows": ["a < b & c --> d"], "speaker": "Ann & <Bo>"})
    [track] = webvtt.from_buffer(io.StringIO(subtitles.to_vtt([cue], "en")))
    assert "-->" not in subtitles.to_vtt([cue], "en").split("\n")[-2]
    assert track.raw_text.startswith("<v Ann &amp; &lt;Bo&gt;>")


def test_a_translation_keeps_its_paragraphs_times() -> None:
    plan = plan_of("the_clay_lamp")
    timeline = laid_out(plan, 90)
    translation = script_file.read((SCRIPTS / "the_clay_lamp.hi.txt").read_text(encoding="utf-8"))[1]
    cues = subtitles.translated_cues(plan, timeline, "hi", translation)
    assert words.split_words(" ".join(row for cue in cues for row in cue.rows)) == words.split_words(translation)
    temple = next(cue for cue in cues if "भोर" in cue.rows[0])
    scene = next(timed for timed in timeline.scenes if timed.number == 5)
    assert scene.start_frame <= temple.start_frame < scene.end_frame
    for cue, following in itertools.pairwise(cues):
        assert cue.end_frame < following.start_frame


def test_requests_say_the_same_twice_and_editing_a_line_leaves_its_picture() -> None:
    plan = plan_of("the_clay_lamp")
    timeline = laid_out(plan, 90)
    assert requests.score_request(plan, OPTIONS, timeline) == requests.score_request(plan, OPTIONS, timeline)
    scene = plan.scenes[0]
    edited = scene.model_copy(update={"lines": [scene.lines[0].model_copy(update={"text": "Else."}), *scene.lines[1:]]})
    other = plan.model_copy(update={"scenes": [edited, *plan.scenes[1:]]})
    assert requests.picture_request(plan, OPTIONS, 1) == requests.picture_request(other, OPTIONS, 1)
    assert requests.speech_request(plan, 1, 90) != requests.speech_request(other, 1, 90)
    speeches, pictures = ({n: f"s3://b/{kind}{n}" for n in range(-1, 9)} for kind in ("s", "p"))
    shot = next(shot for shot in timeline.shots if shot.scene == 1)
    clip = requests.clip_request(plan, OPTIONS, timeline, shot, speeches, pictures)
    assert all(clip.scene.start_frame <= c.start_frame < c.end_frame <= clip.scene.end_frame for c in clip.cues)
    silent = FilmOptions.model_validate({"subtitles": {"burn_in": False}})
    assert requests.clip_request(plan, silent, timeline, shot, speeches, pictures).cues == []


def test_a_shot_that_goes_over_from_another_has_all_that_draws_it() -> None:
    plan = plan_of("the_clay_lamp")
    timeline = laid_out(plan, 90)
    speeches, pictures = ({n: f"s3://b/{kind}{n}" for n in range(-1, 9)} for kind in ("s", "p"))
    clips = [requests.clip_request(plan, OPTIONS, timeline, shot, speeches, pictures) for shot in timeline.shots]
    assert clips[0].before is None
    assert {clip.shot.transition for clip in clips} >= {"cut", "dissolve"}
    for earlier, clip in itertools.pairwise(clips):
        if clip.shot.transition == "cut":
            assert clip.before is None
            continue
        before = clip.before
        assert before is not None
        assert (before.picture, before.speech, before.scene) == (earlier.picture, earlier.speech, earlier.scene)
        assert before.shot.end_frame == clip.shot.start_frame
        assert (before.cues, before.before, before.shot.transition) == ([], None, "cut")


def test_a_line_that_breaks_off_is_interrupted_and_nobody_loses_time() -> None:
    lines = "MAYA: Today we talk about the moon, and why it —\n\nLEO: Why it follows us home!\n\nMAYA: Let me finish. "
    script = lines + "The moon is far away, so it seems to stand still while the trees run past. " * 3
    options = FilmOptions(mode="podcast")
    plan = analyse(FilmRequest(title="The Moon", script=script, options=options))
    timeline = lay_out(plan, options, 60, speak(plan))
    first, second, third = (line for scene in timeline.scenes for line in scene.lines[:3])
    assert second.start_frame == first.end_frame - 8
    assert third.start_frame > second.end_frame
    assert timeline.total_frames == 60 * FPS


def test_who_interrupts_pauses_no_longer_within_what_they_say() -> None:
    lines = (
        "MAYA: Today we talk about the moon, and why it —\n\nLEO: Wait! Why does it follow us?\n\nMAYA: It does not. "
    )
    script = lines + "The moon is far away, so it seems to stand still while the trees run past. " * 3
    options = FilmOptions(mode="podcast")
    plan = analyse(FilmRequest(title="The Moon", script=script, options=options))
    timeline = lay_out(plan, options, 60, speak(plan))
    _, wait, why, no = timeline.scenes[1].lines[:4]
    assert no.start_frame - why.end_frame > why.start_frame - wait.end_frame + 8


def test_a_podcast_in_prose_is_told_by_two_hosts_in_turns() -> None:
    script = "\n\n".join(
        ["The moon is far away. It shines by the light of the sun, and it has no light of its own."] * 4
    )
    plan = analyse(FilmRequest(title="The Moon", script=script, options=FilmOptions(mode="podcast")))
    assert [character.name for character in plan.characters] == ["Maya", "Leo"]
    names = {character.id: character.name for character in plan.characters}
    said = [names[line.speaker] for scene in plan.scenes for line in scene.lines]
    assert said == ["Maya", "Maya", "Leo", "Leo"] * 2


def test_a_pace_keeps_every_scene_where_it_is_while_one_is_said_otherwise(plan: FilmPlan) -> None:
    seconds = duration_range(plan).natural
    before = laid_out(plan, seconds)
    ends = {scene.number: scene.end_frame for scene in before.scenes if scene.number > 0}
    budgets = scene_budgets(plan, seconds)
    pace = Pace(
        rate=budgets[1].rate,
        max_seconds={number: budget.max_seconds for number, budget in budgets.items()},
        ends=ends,
    )
    speeches = speak(plan, budgets[1].rate)
    quicker = [line.model_copy(update={"duration": line.duration * 0.8}) for line in speeches[1].lines]
    speeches[1] = speeches[1].model_copy(update={"lines": quicker})
    after = lay_out(plan, OPTIONS, seconds, speeches, pace)
    assert [scene for scene in after.scenes if scene.number != 2] == [s for s in before.scenes if s.number != 2]
    assert [shot for shot in after.shots if shot.scene != 2] == [shot for shot in before.shots if shot.scene != 2]
    assert after.scenes[2].lines != before.scenes[2].lines
    assert after.scenes[2].end_frame == before.scenes[2].end_frame
    for number in (1, 3):
        asked = [requests.speech_request(plan, number, length, pace) for length in (seconds, seconds + 20)]
        assert asked == [requests.speech_request(plan, number, seconds)] * 2
    longer = [line.model_copy(update={"duration": line.duration * 1.5}) for line in quicker]
    speeches[1] = speeches[1].model_copy(update={"lines": longer})
    assert lay_out(plan, OPTIONS, seconds, speeches, pace) == lay_out(plan, OPTIONS, seconds, speeches)
