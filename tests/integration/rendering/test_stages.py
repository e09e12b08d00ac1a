"""The stages of this system's own code: from script to checked film, on real S3 calls and real media."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from film_studio.film import analysis, compose, mix, self_check
from film_studio.film.models import (
    CheckReport,
    Clip,
    Film,
    FilmOptions,
    FilmPlan,
    Score,
    Speech,
    SpokenLine,
    SubtitleChoice,
    SubtitleTrack,
    Timeline,
    Word,
)
from film_studio.jobs.models import Run
from film_studio.jobs.progress import JobOver
from film_studio.rendering import artifacts
from film_studio.rendering.stages import FilmFault, script
from film_studio.storage import ProjectFolder, delete_folder, get_bytes, get_document, put_bytes, put_document, upload
from tests.unit.film.film_samples import a_plan, a_timeline, bright_music, write_clips, write_speeches, write_wav


@pytest.fixture
def options() -> FilmOptions:
    return FilmOptions(quality="preview", subtitles=SubtitleChoice(languages=["en"]))


def speak(plan: FilmPlan, folder: ProjectFolder) -> list[str]:
    """A `Speech` for every scene, as the voice stage would write it: half a second a word."""
    uris = []
    for scene in plan.scenes:
        lines, at = [], 0.0
        for line in scene.lines:
            words, offset = [], 0
            for number, text in enumerate(line.text.split()):
                offset = line.text.index(text, offset)
                words.append(Word(text=text, start=number * 0.5, end=number * 0.5 + 0.45, offset=offset))
                offset += len(text)
            duration = len(words) * 0.5
            lines.append(SpokenLine(line=line.id, start=at, duration=duration, words=words, phonemes=[]))
            at += duration
        uri = folder.uri("intermediate", f"voice/{scene.number}.json")
        speech = Speech(scene=scene.number, sample_rate=22_050, audio=uri.replace(".json", ".wav"), lines=lines)
        put_document(uri, speech)
        uris.append(uri)
    return uris


def test_a_script_becomes_a_plan_and_a_plan_of_work(run: Run, rows: Callable[..., Any]) -> None:
    planned = script.analyse(run)
    plan = get_document(planned.plan, FilmPlan)
    assert planned.scenes == [scene.number for scene in plan.scenes]
    assert plan.language == "en"
    parts = {(row["stage"], row["part"]) for row in rows("SELECT stage, part FROM job_stages")}
    assert {("picture", "0"), ("picture", "1"), ("picture", "-1"), ("subtitles", "en"), ("check", "")} <= parts
    [row] = rows("SELECT finished_at FROM job_stages WHERE stage = 'script'")
    assert row["finished_at"] is not None


def test_what_exists_is_not_analysed_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = script.analyse(run)
    monkeypatch.setattr(analysis, "analyse", lambda request: pytest.fail("analysed again"))
    assert script.analyse(run) == first


def test_speech_becomes_a_timeline_and_a_timeline_subtitles(
    run: Run, folder: ProjectFolder, lambda_function: Callable[..., Any], rows: Callable[..., Any]
) -> None:
    event = run.model_dump(mode="json")
    planned = lambda_function("analyse_script", event)
    plan = get_document(planned["plan"], FilmPlan)
    speeches = speak(plan, folder)
    laid_out = lambda_function("lay_out_timeline", {**event, "plan": planned["plan"], "speeches": speeches})
    timeline = get_document(laid_out["timeline"], Timeline)
    assert timeline.total_frames / 24 == pytest.approx(60, abs=1)
    assert (timeline.width, timeline.height) == (854, 480)
    frames = {(shot.scene, shot.number): shot.end_frame - shot.start_frame for shot in timeline.shots}
    shots = [(shot["scene"], shot["shot"]) for shot in laid_out["shots_to_film"]]
    assert sorted(shots) == sorted(frames)
    parts = {row["part"] for row in rows("SELECT part FROM job_stages WHERE stage = 'lip_sync'")}
    assert parts == {f"{scene}.{shot}" for scene, shot in shots}
    lengths = [frames[shot] for shot in shots]
    assert lengths == sorted(lengths, reverse=True)
    assert laid_out["languages"] == ["en"]
    made = lambda_function(
        "make_subtitles", {**event, "plan": planned["plan"], "timeline": laid_out["timeline"], "language": "en"}
    )
    track = get_document(made["subtitles"], SubtitleTrack)
    srt, vtt = get_bytes(track.srt).decode(), get_bytes(track.vtt).decode()
    assert vtt.startswith("WEBVTT")
    assert "potter" in srt
    assert srt.count("-->") == vtt.count("-->") == len(timeline.cues)


@pytest.fixture
def unmixed(run: Run, folder: ProjectFolder, tmp_path: Path) -> dict[str, Any]:
    """Timeline, clips, speech, score and subtitles of a film of nine seconds, in S3; the event of MixSound."""
    timeline = a_timeline((80, 60))
    timeline_uri = folder.uri("intermediate", "timeline/short.json")
    put_document(timeline_uri, timeline)
    clips = []
    for index, path in enumerate(write_clips(timeline, tmp_path / "clips")):
        video = folder.uri("generated", f"lip_sync/{index}/clip.mp4")
        upload(path, video, "video/mp4")
        scene = timeline.scenes[index]
        clips.append(folder.uri("generated", f"lip_sync/{index}.json"))
        put_document(
            clips[-1], Clip(scene=scene.number, shot=1, video=video, frames=scene.end_frame - scene.start_frame)
        )
    speeches = []
    for speech, path in write_speeches(timeline, tmp_path):
        audio = folder.uri("intermediate", f"voice/{speech.scene}.wav")
        upload(path, audio, "audio/wav")
        speeches.append(folder.uri("intermediate", f"voice/{speech.scene}.json"))
        put_document(speeches[-1], speech.model_copy(update={"audio": audio}))
    seconds = timeline.total_frames / 24
    music = folder.uri("generated", "music/m.wav")
    upload(write_wav(tmp_path / "music.wav", bright_music(seconds)), music, "audio/wav")
    score = folder.uri("generated", "music/m.json")
    put_document(score, Score(audio=music, sample_rate=48_000, seconds=seconds))
    vtt, srt = folder.uri("final", "subtitles/en.vtt"), folder.uri("final", "subtitles/en.srt")
    put_bytes(vtt, b"WEBVTT\n\n00:03.500 --> 00:05.500\nA lamp.\n")
    put_bytes(srt, b"1\n00:00:03,500 --> 00:00:05,500\nA lamp.\n")
    subtitles = folder.uri("final", "subtitles/en.json")
    put_document(subtitles, SubtitleTrack(language="en", srt=srt, vtt=vtt))
    plan_uri = folder.uri("intermediate", "plan/short.json")
    put_document(plan_uri, a_plan(timeline))
    return {
        **run.model_dump(mode="json"),
        "plan": plan_uri,
        "timeline": timeline_uri,
        "speeches": speeches,
        "clips": clips[::-1],
        "score": score,
        "subtitles": [subtitles],
    }


@pytest.fixture
def parts(unmixed: dict[str, Any], lambda_function: Callable[..., Any]) -> dict[str, Any]:
    """The same, with the sound mixed; the event of ComposeFilm."""
    return {**unmixed, **lambda_function("mix_sound", unmixed)}


def test_a_film_is_composed_checked_and_delivered(
    parts: dict[str, Any], folder: ProjectFolder, lambda_function: Callable[..., Any], rows: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    composed = lambda_function("compose_film", parts)
    film = get_document(composed["film"], Film)
    assert film.video.startswith(f"{folder.root}final/")
    assert film.thumbnail.startswith(f"{folder.root}thumbnails/")
    assert (film.width, film.height, film.duration_seconds) == (320, 240, 260 / 24)
    assert [track.language for track in film.subtitles] == ["en"]
    assert get_bytes(film.video)[4:8] == b"ftyp"
    assert get_bytes(film.thumbnail)[:2] == b"\xff\xd8"
    assert [(scene.number, scene.start_frame, scene.end_frame) for scene in film.scenes] == [
        (1, 72, 152),
        (2, 152, 212),
    ]
    for scene in film.scenes:
        assert get_bytes(scene.picture)[:2] == b"\xff\xd8"
        [shot] = scene.shots
        assert (shot.video, shot.start_frame, shot.end_frame, shot.size) == (
            folder.uri("generated", f"lip_sync/{scene.number}/clip.mp4"),
            scene.start_frame,
            scene.end_frame,
            "wide",
        )
    checked = lambda_function("check_film", {**parts, **composed})
    report = get_document(checked["report"], CheckReport)
    assert report.faults == []
    assert report.integrated_lufs == pytest.approx(-14, abs=1)

    # Done again, nothing is made again.
    monkeypatch.setattr(mix, "mix", lambda *_: pytest.fail("mixed again"))
    monkeypatch.setattr(compose, "compose", lambda *_: pytest.fail("composed again"))
    monkeypatch.setattr(self_check, "check", lambda *_: pytest.fail("checked again"))
    assert lambda_function("mix_sound", parts) == {"soundtrack": parts["soundtrack"]}
    assert lambda_function("compose_film", parts) == composed
    assert lambda_function("check_film", {**parts, **composed}) == checked

    lambda_function("finish_job", {**parts, **composed, **checked})
    [job] = rows("SELECT * FROM ai_jobs")
    assert (job["status"], job["output_urls"]["video"]) == ("completed", film.video)


def test_parts_that_make_no_film_fail_for_good(parts: dict[str, Any], lambda_function: Callable[..., Any]) -> None:
    with pytest.raises(FilmFault, match="clips for"):
        lambda_function("compose_film", {**parts, "clips": parts["clips"][:-1]})
    with pytest.raises(FilmFault, match="no speech for"):
        lambda_function("mix_sound", {**parts, "speeches": parts["speeches"][:-1]})


def test_a_film_that_falls_short_is_refused_each_time(
    parts: dict[str, Any], lambda_function: Callable[..., Any], rows: Callable[..., Any]
) -> None:
    composed = lambda_function("compose_film", parts)
    film = get_document(composed["film"], Film)
    put_bytes(film.subtitles[0].vtt, b"WEBVTT\n\n00:05.500 --> 00:03.500\nBackwards.\n")
    for _ in range(2):
        with pytest.raises(FilmFault, match="Subtitles in en"):
            lambda_function("check_film", {**parts, **composed})
    assert rows("SELECT * FROM job_stages WHERE stage = 'check' AND finished_at IS NOT NULL") == []


def test_a_stage_that_crashed_before_its_document_makes_all_of_it_again(
    parts: dict[str, Any], folder: ProjectFolder, lambda_function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(artifacts, "put_document", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            lambda_function("compose_film", parts)
    first = lambda_function("compose_film", parts)
    video = get_bytes(get_document(first["film"], Film).video)
    delete_folder(f"{folder.root}final/film")
    assert lambda_function("compose_film", parts) == first
    assert get_bytes(get_document(first["film"], Film).video) == video


def test_a_new_look_leaves_the_sound_and_a_new_place_does_not(
    parts: dict[str, Any], folder: ProjectFolder, lambda_function: Callable[..., Any]
) -> None:
    timeline = get_document(parts["timeline"], Timeline)
    uri = folder.uri("intermediate", "plan/edited.json")
    put_document(uri, a_plan(timeline, {"mood": "joyful"}))
    assert lambda_function("mix_sound", {**parts, "plan": uri})["soundtrack"] == parts["soundtrack"]
    put_document(uri, a_plan(timeline, {"setting": "sea-shore"}))
    assert lambda_function("mix_sound", {**parts, "plan": uri})["soundtrack"] != parts["soundtrack"]


def test_no_stage_works_for_a_run_that_is_over(
    parts: dict[str, Any], plan: str, lambda_function: Callable[..., Any], rows: Callable[..., Any]
) -> None:
    rows("UPDATE ai_jobs SET attempt = 2")
    for name in ("analyse_script", "lay_out_timeline", "make_subtitles", "mix_sound", "compose_film", "check_film"):
        with pytest.raises(JobOver):
            lambda_function(name, {**parts, "plan": plan, "language": "en", "film": "s3://media/film.json"})
