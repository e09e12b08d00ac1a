"""The live status of a job: what many who watch it ask again and again, worked out once in two seconds.

Who may see a job, and where it stands, is read from the records each time; the cache holds what follows from that:
stages, the line before it, the time left. Without a cache it is worked out each time.
"""

from psycopg.rows import DictRow

from film_studio import cache
from film_studio.database import Transaction
from film_studio.jobs import outlook, progress
from film_studio.jobs.models import Progress

SECONDS = 2.0
"""How old the stages and the time left may be."""

OVER = ("completed", "failed", "cancelled")


def of(connection: Transaction, job: DictRow) -> Progress:
    """How far a job is whose row this is."""
    if job["status"] in OVER:
        return _worked_out(connection, job)
    # A job that has gone a step further is another one to the cache: nobody sees it fall back.
    key = ":".join(
        str(job[name]) for name in ("id", "attempt", "status", "current_step", "progress_percentage", "scheduled_for")
    )
    held = cache.get(f"status:{key}")
    if held is not None:
        return Progress.model_validate_json(held)
    worked_out = _worked_out(connection, job)
    cache.put(f"status:{key}", worked_out.model_dump_json(), SECONDS)
    return worked_out


def _worked_out(connection: Transaction, job: DictRow) -> Progress:
    ahead = outlook.of(connection, job).model_dump()
    return Progress.model_validate({**job, **ahead, "stages": progress.of(connection, job["id"])})
