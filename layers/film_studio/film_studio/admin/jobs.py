"""Render jobs as administrators handle them. Every change and its audit entry are one transaction."""

from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from film_studio import audit
from film_studio.admin import repository
from film_studio.admin.models import AdminJob, AdminJobDetails
from film_studio.aws import wake
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, NotFound
from film_studio.jobs import lines
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as films
from film_studio.paging import Cursor, Page
from film_studio.projects import repository as projects
from film_studio.settings import settings


def page(*, cursor: str | None, limit: int, **filters: Any) -> Page[AdminJob]:
    """Jobs of everybody, newest first; `filters` as `repository.jobs` has them. Raises `Malformed` for a bad cursor."""
    with transaction() as connection:
        rows = repository.jobs(connection, cursor=Cursor.decode(cursor) if cursor else None, limit=limit, **filters)
    return Page[AdminJob].of([_job(row) for row in rows], limit)


def get(job_id: UUID) -> AdminJobDetails:
    """A job of anybody, whole. Raises `NotFound`."""
    with transaction() as connection:
        return AdminJobDetails.model_validate(films.whole(connection, _found(connection, job_id)))


def cancel(actor_id: UUID, job_id: UUID, reason: str) -> AdminJob:
    """Cancel anybody's job and give its credit back. Raises `NotFound`, `Conflict` (`job_over`)."""
    with transaction() as connection:
        _found(connection, job_id)
        job = films.call_off(connection, job_id)
        if job is None:
            raise Conflict("job_over", f"This job is {_found(connection, job_id)['status']} already.")
        audit.record(connection, actor_id, "job.cancel", f"job:{job_id}", reason=reason, user=str(job["user_id"]))
    films.stop(job)
    return _job(job)


def retry(actor_id: UUID, job_id: UUID, reason: str) -> AdminJob:
    """Render a failed job once more, on the house: its refund stays, and nothing is taken again.

    It is the same job at its next attempt, put back by a statement that only finds it while it is failed: of two
    administrators who retry it one is told that it has not failed. Should it fail again nothing is refunded, for the
    ledger knows one refund for each job. Raises `NotFound`, `Conflict` (`job_not_failed`, `job_running` where another
    film of the project is under way, `account_suspended`, `account_gone`, `job_refused` where a reviewer did not
    approve it).
    """
    with transaction() as connection:
        user_id, project_id = (_found(connection, job_id)[name] for name in ("user_id", "project_id"))
        user = job_records.lock_user(connection, user_id)
        if user is None:
            raise Conflict("account_gone", "Who asked for this film has left; the project's owner may ask for it anew.")
        projects.lock(connection, project_id)  # as `accept` does: no other film of the project is accepted now
        if user["suspended_at"]:
            raise Conflict("account_suspended", "The account is suspended; lift that first.")
        before = _found(connection, job_id)
        if before["error_code"] == films.REFUSED:
            raise Conflict("job_refused", "This film was not approved; its owner may change it and ask again.")
        if before["status"] == "failed" and job_records.active_of_project(connection, project_id):
            raise Conflict("job_running", "A film of this project is being made already.")
        reopened = job_records.reopen(connection, job_id)
        if reopened is None:
            raise Conflict("job_not_failed", f"This job is {before['status']}; only a failed one is tried again.")
        job = lines.enter(connection, reopened)
        projects.set_status(connection, job["project_id"], "processing")
        audit.record(
            connection, actor_id, "job.retry", f"job:{job_id}", reason=reason, failed_with=before["error_code"]
        )
    wake(settings().relay_function)
    return _job(job)


def _found(connection: Transaction, job_id: UUID) -> DictRow:
    row = job_records.find(connection, job_id)
    if row is None:
        raise NotFound("job_not_found", "There is no such job.")
    return row


def _job(row: DictRow) -> AdminJob:
    return AdminJob.model_validate({**row, "title": row["input_parameters"]["request"]["title"]})
