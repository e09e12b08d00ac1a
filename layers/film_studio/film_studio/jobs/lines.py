"""Entering and leaving the line of a queue: jobs that begin to wait, come due, or are cancelled while they wait."""

from psycopg.rows import DictRow

from film_studio import outbox
from film_studio.database import Transaction, transaction
from film_studio.jobs import fairness, repository


def enter(connection: Transaction, job: DictRow) -> DictRow:
    """Put a job into the line of its queue, with the message that lets the dispatcher begin one; gives its row.

    A job that has had a turn before (its run failed) keeps it, so that it need not wait behind its user's others.
    """
    turn = job["turn"] or fairness.next_turn(*repository.turns(connection, job["user_id"], job["queue"]))
    entered = repository.enter_line(connection, job["id"], turn)
    announce(connection, entered)
    return entered


def announce(connection: Transaction, job: DictRow) -> None:
    """Leave the message that lets the dispatcher begin one more job of this job's queue."""
    outbox.add(connection, f"render-{job['queue']}", {"job_id": str(job["id"]), "attempt": job["attempt"]})


def leave(connection: Transaction, job: DictRow) -> None:
    """A job was cancelled before it ever began: those of its user behind it move up by one turn."""
    if job["started_at"] is None and job["turn"]:
        repository.move_up(connection, job["user_id"], job["queue"], job["turn"])


def release_due(limit: int = 100) -> int:
    """Put scheduled jobs whose time has come into their lines; gives how many.

    Job and message change in one transaction, and a job is released only from `scheduled`: of two that run at the same
    time each takes what the other has not, and one that dies has released nothing.
    """
    with transaction() as connection:
        due = repository.due(connection, limit)
        for job in due:
            enter(connection, job)
    return len(due)
