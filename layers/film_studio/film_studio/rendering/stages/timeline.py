"""Plan and speech → `Timeline`."""

from pydantic import BaseModel

from film_studio.film import timeline
from film_studio.film.models import FilmPlan, Speech, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION
from film_studio.rendering.stages.subtitles import languages
from film_studio.storage import get_document, get_documents


class ShotToFilm(BaseModel):
    """One shot, by the numbers of its scene (0 the title card, −1 the end card) and its own."""

    scene: int
    shot: int


class LaidOut(BaseModel):
    """What the timeline's layout hands on. The longest shots come first: so all machines are done at the same time."""

    timeline: str
    shots_to_film: list[ShotToFilm]
    languages: list[str]


def lay_out(run: Run, plan_uri: str, speech_uris: list[str]) -> LaidOut:
    """Plan and speech → `Timeline`. `speech_uris` are in scene order."""
    job = progress.start(run, "timeline")
    job_input = JobInput.model_validate(job["input_parameters"])
    options = job_input.request.options
    inputs = {
        "plan": plan_uri,
        "speeches": speech_uris,
        "options": options,
        "duration": job_input.duration_seconds,
        "pace": job_input.pace,
        "version": VERSION,
    }
    uri = f"{artifacts.output(artifacts.of(job), 'timeline', inputs)}.json"
    plan = get_document(plan_uri, FilmPlan)
    speeches = get_documents(speech_uris, Speech)
    laid_out = artifacts.once(
        uri, Timeline, lambda: timeline.lay_out(plan, options, job_input.duration_seconds, speeches, job_input.pace)
    )
    progress.plan(run, {"lip_sync": [f"{shot.scene}.{shot.number}" for shot in laid_out.shots]})
    progress.finish(run.job_id, "timeline")
    return LaidOut(
        timeline=uri,
        shots_to_film=[
            ShotToFilm(scene=shot.scene, shot=shot.number)
            for shot in sorted(laid_out.shots, key=lambda shot: shot.start_frame - shot.end_frame)
        ],
        languages=languages(options.subtitles.languages, plan),
    )
