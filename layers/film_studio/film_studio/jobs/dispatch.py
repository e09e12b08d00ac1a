"""Which job is rendered next, and starting it.

Every step may be the last before a crash. A job is marked `processing` first, then its execution is started, then its
message is deleted. A crash after the mark leaves the message, which comes back and starts the same execution (the name
is the job's, so twice is once); a crash after the start leaves the message too, which then only gets deleted. A message
lost altogether is the reconciler's business.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal, get_args

from pydantic import ValidationError

from film_studio import outbox
from film_studio.aws import client
from film_studio.database import transaction
from film_studio.jobs import repository
from film_studio.jobs.models import Queue, Run
from film_studio.settings import settings

logger = logging.getLogger(__name__)

PATIENCE: Mapping[Queue, timedelta] = {"normal": timedelta(minutes=10), "batch": timedelta(hours=1)}
"""How long a job waits behind more urgent ones before it gets a turn among them."""

TURNS = 3
"""How many more urgent jobs start between two turns of those that waited too long."""

RETURN_SECONDS = 15
"""How long a message rests when its user is rendering as much as allowed."""


def next_queue(waiting: Mapping[Queue, timedelta], last_started: Sequence[Queue]) -> Queue | None:
    """The queue to serve next. `waiting` is the age of the oldest job by queue, `last_started` newest first.

    The most urgent goes first. Once in `TURNS` + 1 starts a job that has waited longer than its queue's patience goes
    before it, the most overdue of them: a burst of free jobs costs a paid one nothing, and yet nobody starves.
    """
    order: list[Queue] = [queue for queue in get_args(Queue) if queue in waiting]
    if not order:
        return None
    urgency = {queue: rank for rank, queue in enumerate(get_args(Queue))}
    overdue = [queue for queue in order[1:] if waiting[queue] > PATIENCE[queue]]
    if overdue:
        longest = max(overdue, key=lambda queue: waiting[queue] - PATIENCE[queue])
        recent = last_started[:TURNS]
        if len(recent) == TURNS and all(urgency[queue] < urgency[longest] for queue in recent):
            return longest
    return order[0]


def execution_name(run: Run) -> str:
    """The name of a run's execution; Step Functions lets no two have the same."""
    return f"{run.job_id}-{run.attempt}"


def execution_arn(run: Run) -> str:
    """The ARN that a run's execution has, or will have."""
    return f"{settings().state_machine_arn.replace(':stateMachine:', ':execution:')}:{execution_name(run)}"


def run_of(execution_arn: str) -> Run:
    """The run that an execution belongs to. Raises `ValueError` for an execution that is none of ours."""
    job_id, _, attempt = execution_arn.rsplit(":", 1)[-1].rpartition("-")
    return Run.model_validate({"job_id": job_id, "attempt": attempt})


def dispatch() -> int:
    """Fill the free render slots; gives how many jobs were begun."""
    begun = 0
    dry: set[Queue] = set()
    while True:
        with transaction() as connection:
            if repository.processing_count(connection) >= settings().render_slots:
                return begun
            waiting = repository.waiting(connection, settings().jobs_per_user)
            started = repository.last_started(connection, TURNS)
        queue = next_queue({name: age for name, age in waiting.items() if name not in dry}, started)
        if queue is None:
            return begun
        outcome = _serve(queue)
        if outcome == "empty":
            dry.add(queue)
        elif outcome == "full":
            return begun
        elif outcome == "begun":
            begun += 1


def _serve(queue: Queue) -> Literal["begun", "passed", "full", "empty"]:
    """Take one message from a queue and do what it asks. "passed" when it began no job."""
    url = outbox.queue_url(f"render-{queue}")
    # Long polling asks all of a queue's servers; a short poll may find nothing in a queue that holds something.
    messages = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=1, WaitTimeSeconds=1).get("Messages")
    if not messages:
        return "empty"
    message = messages[0]
    try:
        run = Run.model_validate_json(message["Body"])
    except ValidationError:
        # Left to SQS: after its last receive it lies in the dead-letter queue for somebody to look at.
        logger.exception("not a render message: %s", message["Body"])
        return "passed"
    outcome = _begin(run)
    if outcome in ("full", "user_busy"):
        # A copy, not the same message again: waiting for its turn must not count as a failed delivery.
        client("sqs").send_message(QueueUrl=url, MessageBody=message["Body"], DelaySeconds=RETURN_SECONDS)
    elif outcome != "over":
        _start(run)
    client("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return outcome if outcome in ("begun", "full") else "passed"


def _begin(run: Run) -> Literal["begun", "again", "user_busy", "full", "over"]:
    """Mark a queued job as processing where there is a slot. "again" where this very run was marked before."""
    with transaction() as connection:
        repository.lock_dispatching(connection)
        job = repository.find_for_update(connection, run.job_id)
        if job is None or job["attempt"] != run.attempt or job["status"] not in ("queued", "processing"):
            return "over"
        if job["status"] == "processing":
            return "again"
        if repository.processing_count(connection) >= settings().render_slots:
            return "full"
        if repository.processing_count(connection, job["user_id"]) >= settings().jobs_per_user:
            return "user_busy"
        repository.begin(connection, run.job_id, execution_arn(run))
    return "begun"


def _start(run: Run) -> None:
    states = client("stepfunctions")
    try:
        states.start_execution(
            stateMachineArn=settings().state_machine_arn,
            name=execution_name(run),
            input=json.dumps(run.model_dump(mode="json")),
        )
    except states.exceptions.ExecutionAlreadyExists:
        logger.info("execution %s was started before", execution_name(run))
