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


class SceneToFilm(BaseModel):
    """One scene (0 the title card, −1 the end card), the speech it is animated to, and the numbers of its shots."""

    scene: int
    speech: str | None
    shots: list[int]


class LaidOut(BaseModel):
    """What the timeline's layout hands on. The longest scenes come first: so all machines are done at the same time."""

    timeline: str
    scenes_to_film: list[SceneToFilm]
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
        "version": VERSION,
    }
    uri = f"{artifacts.output(artifacts.of(job), 'timeline', inputs)}.json"
    plan = get_document(plan_uri, FilmPlan)
    speeches = get_documents(speech_uris, Speech)
    laid_out = artifacts.once(
        uri, Timeline, lambda: timeline.lay_out(plan, options, job_input.duration_seconds, speeches)
    )
    by_scene = {speech.scene: speech_uri for speech, speech_uri in zip(speeches, speech_uris, strict=True)}
    progress.plan(run, {"lip_sync": [f"{shot.scene}.{shot.number}" for shot in laid_out.shots]})
    progress.finish(run.job_id, "timeline")
    return LaidOut(
        timeline=uri,
        scenes_to_film=[
            SceneToFilm(
                scene=scene.number,
                speech=by_scene.get(scene.number),
                shots=[shot.number for shot in laid_out.shots if shot.scene == scene.number],
            )
            for scene in sorted(laid_out.scenes, key=lambda scene: scene.start_frame - scene.end_frame)
        ],
        languages=languages(options.subtitles.languages, plan),
    )
