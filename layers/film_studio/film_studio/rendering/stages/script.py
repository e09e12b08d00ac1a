"""Script → `FilmPlan`."""

from pydantic import BaseModel

from film_studio.film import edits, images
from film_studio.film.models import FilmPlan
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts
from film_studio.rendering.stages import VERSION
from film_studio.rendering.stages.subtitles import languages


class Planned(BaseModel):
    """What script analysis hands on."""

    plan: str
    scenes: list[int]


def analyse(run: Run) -> Planned:
    """Script → `FilmPlan`."""
    job = progress.start(run, "script")
    job_input = JobInput.model_validate(job["input_parameters"])
    request = job_input.request
    uri = f"{artifacts.output(artifacts.of(job), 'plan', {'input': job_input, 'version': VERSION})}.json"
    plan = artifacts.once(
        uri, FilmPlan, lambda: images.placed(edits.planned(request), request.options.images, job_input.images)
    )
    numbers = [scene.number for scene in plan.scenes]
    parts = [str(number) for number in numbers]
    cards = ["0", "-1"]
    progress.plan(
        run,
        {
            "voice": parts,
            "timeline": [""],
            "picture": parts + cards,
            "music": [""],
            "mix": [""],
            "subtitles": languages(request.options.subtitles.languages, plan),
            "compose": [""],
            "check": [""],
        },
    )
    progress.finish(run.job_id, "script")
    return Planned(plan=uri, scenes=numbers)
