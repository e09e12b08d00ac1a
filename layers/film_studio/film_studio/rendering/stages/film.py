"""Clips, soundtrack and subtitles → the film and its thumbnail."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from film_studio.film import compose, thumbnail
from film_studio.film.models import FPS, Clip, Film, Soundtrack, SubtitleTrack, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION, FilmFault
from film_studio.storage import download_all, get_document, get_documents, upload


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
        shots = [(shot.scene, shot.number) for shot in laid_out.shots]
        in_order = [clips[shot] for shot in shots if shot in clips]
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
        )

    artifacts.once(f"{output}.json", Film, composed)
    progress.finish(run.job_id, "compose")
    return f"{output}.json"
