"""What jobs and films will take: what was learned from past renders, applied to a job as it stands in the records.

A completed render leaves what its stages took (`remember`, in the transaction that completes it: once). Estimates are
made from the latest of those, which the cache holds for a minute; without a cache they are read each time.
"""

import json
from datetime import UTC, datetime, timedelta
from statistics import median

from psycopg.rows import DictRow

from film_studio import cache
from film_studio.database import Transaction
from film_studio.film.models import FilmOptions
from film_studio.jobs import estimates, repository
from film_studio.jobs.estimates import Observation, Seen, Work
from film_studio.jobs.models import JobInput, Outlook, Stage
from film_studio.settings import settings

RECENT = 30
"""How many of the latest renders are asked, for each stage."""

CACHE_SECONDS = 60
"""How long what was learned is held in the cache."""


def _engines() -> dict[str, str]:
    return {stage: f"{engine.engine}@{engine.version}" for stage, engine in settings().engines.items()}


def work_of(job: DictRow) -> Work:
    """The work of a job's film."""
    job_input = JobInput.model_validate(job["input_parameters"])
    return Work.of(job_input.request.options, job_input.duration_seconds, job_input.scenes)


def expected(connection: Transaction, options: FilmOptions, work: Work) -> dict[Stage, float]:
    """Seconds that each stage of a film with these options will take."""
    key = f"estimates:{options.quality}"
    held = cache.get(key)
    if held is None:
        rows = repository.stage_rates(connection, options.quality, RECENT)
        held = json.dumps([[row["stage"], row["engine"], row["rate"]] for row in rows]).encode()
        cache.put(key, held, CACHE_SECONDS)
    return estimates.expected(work, estimates.rates([Observation(*seen) for seen in json.loads(held)], _engines()))


def expected_of(connection: Transaction, job: DictRow) -> dict[Stage, float]:
    """Seconds that each stage of a job's film will take."""
    return expected(connection, JobInput.model_validate(job["input_parameters"]).request.options, work_of(job))


def remember(connection: Transaction, job: DictRow) -> None:
    """Learn from a completed job what its stages took.

    Only from one that was rendered in one go, and of model stages only where nothing was there already.
    """
    if job["attempt"] == 1:
        options = JobInput.model_validate(job["input_parameters"]).request.options
        repository.record_times(connection, job["id"], options.quality, estimates.units(work_of(job)), _engines())


def of(connection: Transaction, job: DictRow) -> Outlook:
    """Where a job stands in its line, and when its film will be finished; nothing of a job that is over."""
    wanted = expected_of(connection, job)
    if job["status"] == "scheduled":
        wait = max(timedelta(), job["scheduled_for"] - datetime.now(UTC)).total_seconds()
        return _finished_in(wait + estimates.along_path(wanted))
    if job["status"] == "queued":
        ahead = repository.jobs_ahead(connection, job)
        left = waiting(connection, ahead, estimates.along_path(wanted))
        left += estimates.seconds_left(_seen(connection, job), wanted)
        return _finished_in(left, ahead)
    if job["status"] == "processing":
        return _finished_in(estimates.seconds_left(_seen(connection, job), wanted))
    return Outlook()


def waiting(connection: Transaction, jobs_ahead: int, like: float) -> float:
    """Seconds that a job with so many before it waits. `like` is what a film takes where none is known yet."""
    known = repository.run_seconds(connection, RECENT)
    usual = median(known) if known else like
    processing = repository.processing_count(connection)
    return estimates.waiting_seconds(jobs_ahead, processing, settings().render_slots, usual)


def _seen(connection: Transaction, job: DictRow) -> dict[Stage, Seen]:
    return {
        row["stage"]: Seen(row["done"], row["begun"], row["total"], row["seconds"])
        for row in repository.stages_seen(connection, job)
    }


def _finished_in(seconds: float, jobs_ahead: int | None = None) -> Outlook:
    left = max(1, round(seconds))
    return Outlook(
        jobs_ahead=jobs_ahead,
        estimated_seconds_left=left,
        estimated_completion_at=datetime.now(UTC) + timedelta(seconds=left),
    )
