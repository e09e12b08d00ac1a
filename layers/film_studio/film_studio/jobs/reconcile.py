"""Comparing jobs with what became of them, and mending what was lost between Postgres, SQS and Step Functions."""

import json
import logging
from datetime import timedelta

from psycopg.rows import DictRow

from film_studio import outbox
from film_studio.aws import client, wake
from film_studio.database import transaction
from film_studio.film.models import Film
from film_studio.jobs import dispatch, failures, repository, service
from film_studio.jobs.models import MAX_ATTEMPTS, Queue
from film_studio.settings import settings
from film_studio.storage import get_document

logger = logging.getLogger(__name__)

GRACE = timedelta(minutes=2)
"""A job this fresh is still on its way: its message or execution may be about to appear."""


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
    _resend(grace, lost=restarted)
    outbox.prune()
    wake(settings().relay_function)
    wake(settings().dispatcher_function)


def execution_ended(execution_arn: str, status: str, *, error: str = "", cause: str = "") -> None:
    """Settle the job of an execution that ended as `status`, unless it is settled or at a later attempt already.

    FailJob has settled most failures; what comes here unsettled timed out, was aborted, or broke in FailJob itself.
    """
    run = dispatch.run_of(execution_arn)
    if status != "SUCCEEDED":
        code, message = failures.explain("States.Timeout" if status == "TIMED_OUT" else error, cause)
        if service.fail(run.job_id, code, message, attempt=run.attempt):
            logger.warning("execution %s ended as %s; its job has been failed", execution_arn, status)
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
        requeued = repository.requeue(connection, job["id"], job["attempt"])
        if requeued is not None:
            service.enqueue(connection, requeued)
            logger.warning("run %s of job %s was lost; it starts over", job["attempt"], job["id"])


def _resend(grace: timedelta, *, lost: bool) -> None:
    """Give queued jobs a fresh message where their queue holds fewer messages than it has jobs."""
    with transaction() as connection:
        by_queue: dict[Queue, list[DictRow]] = {}
        for job in repository.queued_since(connection, grace):
            by_queue.setdefault(job["queue"], []).append(job)
        for queue, jobs in by_queue.items():
            if lost or _held(queue) < len(jobs):
                for job in jobs:
                    repository.touch_queued(connection, job["id"])
                    service.enqueue(connection, job)


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
