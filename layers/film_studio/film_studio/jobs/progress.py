"""How far a render is: stages, their parts, and the percentage they add up to."""

from collections.abc import Mapping, Sequence
from typing import get_args

from psycopg.rows import DictRow

from film_studio.database import Transaction, transaction
from film_studio.jobs import estimates, outlook, repository
from film_studio.jobs.models import Run, Stage, StageProgress


class JobOver(Exception):
    """The job was cancelled, has ended, or is at a later attempt: this run has nothing left to do."""


def of(connection: Transaction, job_id: object) -> list[StageProgress]:
    """Every stage of a job, in the order of the film's way."""
    found = {row["stage"]: row for row in repository.stage_counts(connection, job_id)}
    return [
        StageProgress(
            stage=stage,
            done=found[stage]["done"] if stage in found else 0,
            total=found[stage]["total"] if stage in found else 0,
        )
        for stage in get_args(Stage)
    ]


def plan(run: Run, parts: Mapping[Stage, Sequence[str]]) -> None:
    """Say of which parts stages consist, before they start."""
    with transaction() as connection:
        for stage, names in parts.items():
            repository.plan_stage(connection, run.job_id, stage, names)


def start(run: Run, stage: Stage, part: str = "") -> DictRow:
    """A stage, or one part of it, begins; gives the job's row. Raises `JobOver` where the run is not current."""
    with transaction() as connection:
        job = repository.enter_step(connection, run, stage)
        if job is None:
            raise JobOver(f"attempt {run.attempt} of job {run.job_id} is over")
        repository.start_part(connection, run.job_id, stage, part)
    return job


def finish(job_id: object, stage: Stage, part: str = "") -> None:
    """A stage, or one part of it, is done. Doing it again changes nothing; the percentage never falls."""
    with transaction() as connection:
        repository.finish_part(connection, job_id, stage, part)
        job = repository.find(connection, job_id)
        if job is not None:
            done: dict[Stage, tuple[int, int]] = {
                each.stage: (each.done, each.total) for each in of(connection, job_id)
            }
            percentage = estimates.percentage(done, outlook.expected_of(connection, job))
            repository.raise_percentage(connection, job_id, percentage)
