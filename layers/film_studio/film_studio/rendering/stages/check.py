"""The finished film, probed by code that did not make it."""

import tempfile
from pathlib import Path

from film_studio.film import self_check
from film_studio.film.models import CheckReport, Film, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION, FilmFault
from film_studio.storage import download, get_bytes, get_document


def probe(run: Run, timeline_uri: str, film_uri: str) -> str:
    """Probe the finished film; gives the URI of the `CheckReport`. Raises `FilmFault` where it falls short."""
    job = progress.start(run, "check")
    inputs = {"timeline": timeline_uri, "film": film_uri, "version": VERSION}
    uri = f"{artifacts.output(artifacts.of(job), 'check', inputs)}.json"

    def report() -> CheckReport:
        film = get_document(film_uri, Film)
        texts = {track.language: get_bytes(track.vtt).decode() for track in film.subtitles}
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "film.mp4"
            download(film.video, path)
            return self_check.check(path, get_document(timeline_uri, Timeline), texts)

    found = artifacts.once(uri, CheckReport, report)
    if found.faults:
        raise FilmFault(" ".join(found.faults))
    progress.finish(run.job_id, "check")
    return uri
