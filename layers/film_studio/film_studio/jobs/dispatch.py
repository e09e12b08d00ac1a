"""Filling free render slots: the message permits, Postgres decides, Step Functions renders.

A message in a queue says that one more of its jobs may begin. Which one, `fairness` decides from the jobs that wait in
Postgres, under a lock; whose message it was does not matter. A message too many is a permit that is spent when nobody
waits, so one delivered twice starts no film twice; one too few is sent again by the reconciler.

Every step may be the last before a crash. A job is marked `processing` first, then its execution is started, then it is
marked as launched, then the message is deleted. What has begun and is not known to be launched is launched by the next
dispatch (an execution has the run's name, so twice is once), which runs every minute.
"""

import json
import logging
from typing import Literal

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import ValidationError

from film_studio import outbox
from film_studio.aws import client
from film_studio.database import Transaction, transaction
from film_studio.jobs import dead_letters, fairness, repository
from film_studio.jobs.models import Queue, Run
from film_studio.settings import settings

logger = logging.getLogger(__name__)

RETURN_SECONDS = 15
"""How long a message rests when no job of its queue can begin just now."""


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
    _launch_begun()
    begun = 0
    dry: set[Queue] = set()
    while True:
        with transaction() as connection:
            queue = _next_queue(connection, dry) if _has_slot(connection) else None
        if queue is None:
            return begun
        outcome = _serve(queue)
        if outcome == "empty":
            dry.add(queue)
        elif outcome == "begun":
            begun += 1


def _has_slot(connection: Transaction) -> bool:
    return repository.processing_count(connection) < settings().render_slots


def _next_queue(connection: Transaction, dry: set[Queue]) -> Queue | None:
    lines = repository.lines(connection, settings().jobs_per_user)
    waiting = {line["queue"]: line["age"] for line in lines if line["queue"] not in dry}
    return fairness.next_queue(waiting, repository.last_started(connection, fairness.TURNS)) if waiting else None


def _serve(queue: Queue) -> Literal["begun", "passed", "empty"]:
    """Take one message from a queue and begin a job of that queue. "passed" when it began none."""
    url = outbox.queue_url(f"render-{queue}")
    # Long polling asks all of a queue's servers; a short poll may find nothing in a queue that holds something.
    messages = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=1, WaitTimeSeconds=1).get("Messages")
    if not messages:
        return "empty"
    message = messages[0]
    try:
        Run.model_validate_json(message["Body"])
    except ValidationError as error:
        # Left to SQS: after its last receive it lies in the dead-letter queue for somebody to look at.
        dead_letters.note_failure(message["MessageId"], f"It is not a render message: {error.errors()[0]['msg']}")
        return "passed"
    try:
        run = _begin(queue)
        if run is not None:
            _launch(run)
        elif _is_waiting(queue):
            # A copy, not the same message again: waiting for its turn must not count as a failed delivery.
            client("sqs").send_message(QueueUrl=url, MessageBody=message["Body"], DelaySeconds=RETURN_SECONDS)
        client("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    except Exception as error:
        dead_letters.note_failure(message["MessageId"], f"{type(error).__name__}: {error}")
        raise
    return "begun" if run is not None else "passed"


def _begin(queue: Queue) -> Run | None:
    """Mark the first job in a queue's line as processing where there is a slot for it."""
    with transaction() as connection:
        repository.lock_dispatching(connection)
        if not _has_slot(connection):
            return None
        for line in repository.lines(connection, settings().jobs_per_user):
            if line["queue"] == queue:
                run = Run(job_id=line["id"], attempt=line["attempt"])
                return run if repository.begin(connection, run.job_id, execution_arn(run)) else None
        return None


def _is_waiting(queue: Queue) -> bool:
    with transaction() as connection:
        return repository.is_waiting(connection, queue)


def _launch(run: Run) -> None:
    """Start the execution of a run that has begun, once however often this is done."""
    states = client("stepfunctions")
    try:
        states.start_execution(
            stateMachineArn=settings().state_machine_alias or settings().state_machine_arn,
            name=execution_name(run),
            input=json.dumps(run.model_dump(mode="json")),
        )
    except states.exceptions.ExecutionAlreadyExists:
        logger.info("execution %s was started before", execution_name(run))
    with transaction() as connection:
        repository.set_launched(connection, run)


def _launch_begun() -> None:
    """Launch what an earlier dispatch has begun and then died. One that cannot start holds up nobody else."""
    with transaction() as connection:
        runs = repository.not_launched(connection)
    for run in runs:
        try:
            _launch(run)
        except (BotoCoreError, ClientError):
            logger.exception("execution %s could not be started", execution_name(run))
