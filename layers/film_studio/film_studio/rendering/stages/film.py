"""Clips, soundtrack and subtitles → the film, its thumbnail, and a still of every scene."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from film_studio.film import compose, thumbnail
from film_studio.film.models import (
    FPS,
    Clip,
    Film,
    FilmedScene,
    FilmedShot,
    Shot,
    Soundtrack,
    SubtitleTrack,
    Timeline,
)
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION, FilmFault
from film_studio.storage import ProjectFolder, download_all, exists, get_document, get_documents, upload


def make(run: Run, timeline_uri: str, clip_uris: list[str], soundtrack_uri: str, subtitle_uris: list[str]) -> str:
    """Compose the film; gives the URI of the `Film`. Raises `FilmFault` where the parts do not make up a film."""
    job = progress.start(run, "compose")
    title = JobInput.model_validate(job["input_parameters"]).request.title
    inputs = {
        "title": title,
        "timeline": timeline_uri,
        "clips": sorted(clip_uris),
        "soundtrack": soundtrack_uri,
        "subtitles": subtitle_uris,
        "version": VERSION,
    }
    folder = artifacts.of(job)
    output = artifacts.output(folder, "film", inputs)

    def composed() -> Film:
        laid_out = get_document(timeline_uri, Timeline)
        clips = {(clip.scene, clip.shot): clip.video for clip in get_documents(clip_uris, Clip)}
        shots = [shot for shot in laid_out.shots if (shot.scene, shot.number) in clips]
        in_order = [clips[shot.scene, shot.number] for shot in shots]
        sound = get_document(soundtrack_uri, Soundtrack).audio
        video_uri, thumbnail_uri = f"{output}/film.mp4", artifacts.thumbnail(folder, output)
        with tempfile.TemporaryDirectory() as scratch:
            room = Path(scratch)
            film, picture = room / "film.mp4", room / "thumbnail.jpg"
            *clip_paths, sound_path = download_all([*in_order, sound], room, "part")
            try:
                compose.compose(laid_out, title, clip_paths, sound_path, film)
                with ThreadPoolExecutor(1) as meanwhile:
                    uploaded = meanwhile.submit(upload, film, video_uri, "video/mp4")
                    thumbnail.make(film, title, laid_out.language, picture)
                    uploaded.result()
                scenes = _scenes(laid_out, list(zip(shots, in_order, clip_paths, strict=True)), folder, room)
            except (compose.ComposeError, thumbnail.ThumbnailError) as error:
                raise FilmFault(str(error)) from error
            upload(picture, thumbnail_uri, "image/jpeg")
        return Film(
            video=video_uri,
            thumbnail=thumbnail_uri,
            duration_seconds=laid_out.total_frames / FPS,
            width=laid_out.width,
            height=laid_out.height,
            subtitles=get_documents(subtitle_uris, SubtitleTrack),
            scenes=scenes,
        )

    artifacts.once(f"{output}.json", Film, composed)
    progress.finish(run.job_id, "compose")
    return f"{output}.json"


def _scenes(
    timeline: Timeline, shots: list[tuple[Shot, str, Path]], folder: ProjectFolder, room: Path
) -> list[FilmedScene]:
    """What there is of each scene: its shots' clips, and a still from the middle of the longest.

    A still lies under the hash of its clip, so a scene that stays keeps the one it has.
    """
    result = []
    for timed in timeline.scenes:
        own = [each for each in shots if each[0].scene == timed.number]
        if timed.number <= 0 or not own:
            continue
        longest, video, path = max(own, key=lambda each: each[0].end_frame - each[0].start_frame)
        picture = artifacts.still(folder, video)
        if not exists(picture):
            thumbnail.still(path, (longest.end_frame - longest.start_frame) // 2 / FPS, room / "still.jpg")
            upload(room / "still.jpg", picture, "image/jpeg")
        result.append(
            FilmedScene(
                number=timed.number,
                picture=picture,
                start_frame=timed.start_frame,
                end_frame=timed.end_frame,
                shots=[
                    FilmedShot(video=uri, size=shot.size, start_frame=shot.start_frame, end_frame=shot.end_frame)
                    for shot, uri, _ in own
                ],
            )
        )
    return result
