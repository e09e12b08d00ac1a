"""Comparing jobs with what became of them, and mending what was lost between Postgres, SQS and Step Functions."""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import get_args

from psycopg.rows import DictRow
from pydantic import ValidationError

from film_studio import outbox
from film_studio.aws import client, wake
from film_studio.database import transaction
from film_studio.film.models import Film
from film_studio.jobs import dispatch, failures, lines, repository, retries, service
from film_studio.jobs.models import MAX_ATTEMPTS, Queue, Run
from film_studio.limits import service as limits
from film_studio.settings import settings
from film_studio.storage import get_document

logger = logging.getLogger(__name__)

GRACE = timedelta(minutes=2)
"""A job this fresh is still on its way: its message or execution may be about to appear."""

RETENTION = timedelta(days=14)
"""No queue holds a message longer than that."""

LESSONS = timedelta(days=180)
"""How long it is kept what the stages of a render took."""


def reconcile(*, restarted: bool = False) -> None:
    """Mend every job whose execution or message is lost, and set relay and dispatcher going.

    `restarted` says that queues and executions were in memory and are all gone: then nothing is on its way any more.
    """
    grace = timedelta() if restarted else GRACE
    with transaction() as connection:
        processing = repository.processing_since(connection, grace)
    for job in processing:
        if restarted:
            _again(job)
        else:
            _mend(job)
    for queue in get_args(Queue):
        _settle(queue, grace, lost=restarted)
    outbox.prune()
    limits.prune()
    with transaction() as connection:
        repository.forget_failures(connection, RETENTION)
        repository.forget_times(connection, LESSONS)
    wake(settings().relay_function)
    wake(settings().dispatcher_function)


def execution_ended(execution_arn: str, status: str, *, error: str = "", cause: str = "") -> None:
    """Settle the job of an execution that ended as `status`, unless it is settled or at a later attempt already.

    FailJob has settled most failures; what comes here unsettled timed out, was aborted, or broke in FailJob itself.
    """
    run = dispatch.run_of(execution_arn)
    if status != "SUCCEEDED":
        # Only a person aborts an execution: that is an answer, and no accident.
        final = status == "ABORTED"
        retries.run_failed(run, "States.Timeout" if status == "TIMED_OUT" else error, cause, final=final)
    wake(settings().dispatcher_function)


def _mend(job: DictRow) -> None:
    states = client("stepfunctions")
    arn = job["execution_arn"]
    try:
        execution = states.describe_execution(executionArn=arn)
    except states.exceptions.ExecutionDoesNotExist:
        _again(job)
        return
    if execution["status"] == "RUNNING":
        return
    if execution["status"] == "SUCCEEDED":
        film = get_document(json.loads(execution["output"])["film"], Film)
        service.finish(dispatch.run_of(arn), film)
        return
    execution_ended(arn, execution["status"], error=execution.get("error", ""), cause=execution.get("cause", ""))


def _again(job: DictRow) -> None:
    """Start a lost run over; what its stages have made is still there and is not made again."""
    if job["attempt"] >= MAX_ATTEMPTS:
        service.fail(job["id"], *failures.LOST_TOO_OFTEN, attempt=job["attempt"])
        return
    with transaction() as connection:
        again = repository.next_attempt(connection, job["id"], job["attempt"], datetime.now(UTC))
        if again is not None:
            lines.enter(connection, again)
            logger.warning("run %s of job %s was lost; it starts over", job["attempt"], job["id"])


def _settle(queue: Queue, grace: timedelta, *, lost: bool) -> None:
    """Let a queue hold as many messages as jobs wait in it: what lacks is sent again, what nobody waits for removed."""
    with transaction() as connection:
        jobs = repository.queued_since(connection, queue, grace)
        idle = not repository.is_waiting(connection, queue)
    held = 0 if lost else _held(queue)
    if held < len(jobs):
        with transaction() as connection:
            for job in jobs[: len(jobs) - held]:
                repository.touch_queued(connection, job["id"])
                lines.announce(connection, job)
    elif idle and held:
        _clear(queue)


def _clear(queue: Queue) -> None:
    """Remove the render messages of a queue in which nobody waits; what is none is left to become a dead letter.

    Should a job begin to wait meanwhile and lose its message here, the next reconciliation sends it again.
    """
    sqs, url = client("sqs"), outbox.queue_url(f"render-{queue}")
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            with suppress(ValidationError):
                Run.model_validate_json(message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def _held(queue: Queue) -> int:
    """How many messages a queue holds, visible or not. SQS says so approximately."""
    answer = client("sqs").get_queue_attributes(QueueUrl=outbox.queue_url(f"render-{queue}"), AttributeNames=["All"])[
        "Attributes"
    ]
    return sum(
        int(answer[name])
        for name in (
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        )
    )
