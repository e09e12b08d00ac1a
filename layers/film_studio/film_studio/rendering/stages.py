"""The render stages that this system's own code makes; the models' stages are `invocations`.

Each reads its inputs from S3, writes what it makes under the hash of those inputs, and gives the URIs of it.
"""

import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from film_studio.film import analysis, compose, loudness, mix, self_check, subtitles, thumbnail, timeline
from film_studio.film.models import (
    FPS,
    CheckReport,
    Clip,
    Film,
    FilmPlan,
    FilmRequest,
    Score,
    Speech,
    SubtitleTrack,
    Timeline,
)
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.storage import (
    ProjectFolder,
    download,
    exists,
    get_bytes,
    get_document,
    put_bytes,
    put_document,
    upload,
)

Document = TypeVar("Document", bound=BaseModel)

VERSION = "1"
"""Part of every key here: raise it when a stage makes something else of the same inputs."""

_TRANSFERS = 8
"""How many files are fetched at a time."""


class FilmFault(Exception):
    """What was made is not the film that was promised; the message says how. Trying again would make the same."""


class ClipToMake(BaseModel):
    """One scene (0 the title card, −1 the end card) and the speech it is animated to."""

    scene: int
    speech: str | None


class Planned(BaseModel):
    """What script analysis hands on."""

    plan: str
    scenes: list[int]


class LaidOut(BaseModel):
    """What the timeline's layout hands on."""

    timeline: str
    clips: list[ClipToMake]
    languages: list[str]


def analyse_script(run: Run) -> Planned:
    """Script → `FilmPlan`."""
    job = progress.start(run, "script")
    request = JobInput.model_validate(job["input_parameters"]).request
    uri = f"{artifacts.output(_folder(job), 'plan', {'request': request, 'version': VERSION})}.json"
    plan = _once(uri, FilmPlan, lambda: analysis.analyse(request))
    numbers = [scene.number for scene in plan.scenes]
    parts = [str(number) for number in numbers]
    cards = ["0", "-1"]
    progress.plan(
        run,
        {
            "voice": parts,
            "timeline": [""],
            "picture": parts + cards,
            "lip_sync": parts + cards,
            "music": [""],
            "subtitles": _languages(request.options.subtitles.languages, plan),
            "compose": [""],
            "check": [""],
        },
    )
    progress.finish(run.job_id, "script")
    return Planned(plan=uri, scenes=numbers)


def lay_out_timeline(run: Run, plan_uri: str, speech_uris: list[str]) -> LaidOut:
    """Plan and speech → `Timeline`. `speech_uris` are in scene order."""
    job = progress.start(run, "timeline")
    job_input = JobInput.model_validate(job["input_parameters"])
    options = job_input.request.options
    inputs = {
        "plan": plan_uri,
        "speeches": speech_uris,
        "options": options,
        "duration": job_input.duration_seconds,
        "version": VERSION,
    }
    uri = f"{artifacts.output(_folder(job), 'timeline', inputs)}.json"
    plan = get_document(plan_uri, FilmPlan)
    speeches = _documents(speech_uris, Speech)
    laid_out = _once(uri, Timeline, lambda: timeline.lay_out(plan, options, job_input.duration_seconds, speeches))
    by_scene = {speech.scene: speech_uri for speech, speech_uri in zip(speeches, speech_uris, strict=True)}
    progress.finish(run.job_id, "timeline")
    return LaidOut(
        timeline=uri,
        clips=[ClipToMake(scene=scene.number, speech=by_scene.get(scene.number)) for scene in laid_out.scenes],
        languages=_languages(options.subtitles.languages, plan),
    )


def make_subtitles(run: Run, plan_uri: str, timeline_uri: str, language: str) -> str:
    """Timeline → the subtitle files of one language; gives the URI of their `SubtitleTrack`."""
    job = progress.start(run, "subtitles", language)
    choice = JobInput.model_validate(job["input_parameters"]).request.options.subtitles
    inputs = {
        "plan": plan_uri,
        "timeline": timeline_uri,
        "language": language,
        "translation": choice.translations.get(language),
        "version": VERSION,
    }
    output = artifacts.output(_folder(job), "subtitles", inputs)

    def make() -> SubtitleTrack:
        plan, laid_out = get_document(plan_uri, FilmPlan), get_document(timeline_uri, Timeline)
        cues = laid_out.cues
        if language != plan.language:
            cues = subtitles.translated_cues(plan, laid_out, language, choice.translations[language])
        srt, vtt = f"{output}/{language}.srt", f"{output}/{language}.vtt"
        put_bytes(srt, subtitles.to_srt(cues).encode(), "application/x-subrip; charset=utf-8")
        put_bytes(vtt, subtitles.to_vtt(cues, language).encode(), "text/vtt; charset=utf-8")
        return SubtitleTrack(language=language, srt=srt, vtt=vtt)

    _once(f"{output}.json", SubtitleTrack, make)
    progress.finish(run.job_id, "subtitles", language)
    return f"{output}.json"


def compose_film(
    run: Run,
    timeline_uri: str,
    speech_uris: list[str],
    clip_uris: list[str],
    score_uri: str,
    subtitle_uris: list[str],
) -> str:
    """Clips, speech, score and subtitles → the film and its thumbnail; gives the URI of the `Film`."""
    job = progress.start(run, "compose")
    request = JobInput.model_validate(job["input_parameters"]).request
    inputs = {
        "title": request.title,
        "timeline": timeline_uri,
        "speeches": speech_uris,
        "clips": clip_uris,
        "score": score_uri,
        "subtitles": subtitle_uris,
        "volume": request.options.music.volume,
        "version": VERSION,
    }
    folder = _folder(job)
    output = artifacts.output(folder, "film", inputs)

    def make() -> Film:
        laid_out = get_document(timeline_uri, Timeline)
        parts = _Parts(_documents(clip_uris, Clip), _documents(speech_uris, Speech), get_document(score_uri, Score))
        video_uri, thumbnail_uri = f"{output}/film.mp4", artifacts.thumbnail(folder, output)
        with tempfile.TemporaryDirectory() as scratch:
            film_path, thumbnail_path = _assemble(Path(scratch), laid_out, request, parts)
            upload(film_path, video_uri, "video/mp4")
            upload(thumbnail_path, thumbnail_uri, "image/jpeg")
        return Film(
            video=video_uri,
            thumbnail=thumbnail_uri,
            duration_seconds=laid_out.total_frames / FPS,
            width=laid_out.width,
            height=laid_out.height,
            subtitles=_documents(subtitle_uris, SubtitleTrack),
        )

    _once(f"{output}.json", Film, make)
    progress.finish(run.job_id, "compose")
    return f"{output}.json"


class _Parts(NamedTuple):
    """What a film is put together from: clips in film order, speech in scene order, and the music."""

    clips: list[Clip]
    speeches: list[Speech]
    score: Score


def _assemble(room: Path, laid_out: Timeline, request: FilmRequest, parts: _Parts) -> tuple[Path, Path]:
    """The film and its thumbnail as files in `room`. Raises `FilmFault` where the parts do not make up a film."""
    clip_paths = _fetch((clip.video for clip in parts.clips), room, "clip", ".mp4")
    speech_paths = _fetch((speech.audio for speech in parts.speeches), room, "speech", ".wav")
    [score_path] = _fetch([parts.score.audio], room, "score", ".wav")
    film_path, thumbnail_path = room / "film.mp4", room / "thumbnail.jpg"
    try:
        speeches = list(zip(parts.speeches, speech_paths, strict=True))
        mixed = mix.mix(laid_out, speeches, score_path, request.options.music.volume)
        compose.compose(laid_out, request.title, clip_paths, loudness.normalise(mixed), film_path)
        thumbnail.make(film_path, request.title, laid_out.language, thumbnail_path)
    except (mix.MixError, loudness.LoudnessError, compose.ComposeError, thumbnail.ThumbnailError) as error:
        raise FilmFault(str(error)) from error
    return film_path, thumbnail_path


def check_film(run: Run, timeline_uri: str, film_uri: str) -> str:
    """Probe the finished film; gives the URI of the `CheckReport`. Raises `FilmFault` where it falls short."""
    job = progress.start(run, "check")
    inputs = {"timeline": timeline_uri, "film": film_uri, "version": VERSION}
    uri = f"{artifacts.output(_folder(job), 'check', inputs)}.json"

    def probe() -> CheckReport:
        film = get_document(film_uri, Film)
        texts = {track.language: get_bytes(track.vtt).decode() for track in film.subtitles}
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "film.mp4"
            download(film.video, path)
            return self_check.check(path, get_document(timeline_uri, Timeline), texts)

    report = _once(uri, CheckReport, probe)
    if report.faults:
        raise FilmFault(" ".join(report.faults))
    progress.finish(run.job_id, "check")
    return uri


def _folder(job: dict[str, Any]) -> ProjectFolder:
    return artifacts.folder(job["user_id"], job["project_id"])


def _languages(chosen: list[str], plan: FilmPlan) -> list[str]:
    return list(dict.fromkeys(chosen)) or [plan.language]


def _once(uri: str, model: type[Document], make: Callable[[], Document]) -> Document:
    """The document at `uri`, made now where it is not there. Its files are written before it, so it is whole."""
    if exists(uri):
        return get_document(uri, model)
    document = make()
    put_document(uri, document)
    return document


def _documents(uris: Iterable[str], model: type[Document]) -> list[Document]:
    with ThreadPoolExecutor(_TRANSFERS) as pool:
        return list(pool.map(lambda uri: get_document(uri, model), uris))


def _fetch(uris: Iterable[str], room: Path, name: str, suffix: str) -> list[Path]:
    """Files under `room`, in the order of `uris`."""
    jobs = [(uri, room / f"{name}{index}{suffix}") for index, uri in enumerate(uris)]
    with ThreadPoolExecutor(_TRANSFERS) as pool:
        list(pool.map(lambda job: download(*job), jobs))
    return [path for _, path in jobs]
