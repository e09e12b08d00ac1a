"""Dead letters: messages that a queue has delivered again and again without anybody being able to act on them.

They lie in the dead-letter queue that their queue's redrive policy names, and nothing here loses one: looking holds
them for a while and lets go, moving sends the message before it deletes the dead letter. A crash between leaves both,
and a render message too many starts nothing twice (`dispatch`). What an administrator asks is entered in the audit log
first, then done.
"""

import json
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID

import psycopg
from botocore.exceptions import ClientError
from pydantic import ValidationError

from film_studio import audit, outbox
from film_studio.aws import client, wake
from film_studio.database import transaction
from film_studio.errors import NotFound
from film_studio.jobs import repository
from film_studio.jobs.models import DeadLetter, DeadLetters, Queue, Run
from film_studio.settings import settings

logger = logging.getLogger(__name__)

HOLD_SECONDS = 30
"""How long messages are held while they are looked at; should the process die, they are there again after that."""


def note_failure(message_id: str, reason: str) -> None:
    """Keep why a delivery failed, for whoever finds the message among the dead letters; the last reason counts.

    Never raises: the failure itself is what matters to the caller.
    """
    logger.error("message %s: %s", message_id, reason)
    try:
        with transaction() as connection:
            repository.note_failure(connection, message_id, reason[:1000])
    except psycopg.Error:
        logger.exception("why message %s failed is not on record", message_id)


def page(queue: Queue | None = None, limit: int = 100) -> DeadLetters:
    """Dead letters of one queue or of all, `limit` at most of each; they stay where they are.

    Those that somebody else looks at in the same moment are counted in `total`, but may be missing among the items.
    """
    items: list[DeadLetter] = []
    total = 0
    for name in [queue] if queue else list(get_args(Queue)):
        url = _url(name)
        if url is None:
            continue
        total += _count(url)
        with _held(url, limit) as messages:
            items += _described(name, messages)
    return DeadLetters(items=items, total=total)


def redrive(actor_id: UUID, queue: Queue, message_ids: Collection[str] | None = None) -> int:
    """Send dead letters of a queue, all or those named, to their queue once more; gives how many.

    Raises `NotFound` (`dead_letter_not_found`) where one that is named does not lie there; the others are sent.
    """
    _enter(actor_id, "dead_letters.redrive", queue, message_ids)
    moved = _take(queue, message_ids, send_on=True)
    wake(settings().dispatcher_function)
    return moved


def discard(actor_id: UUID, queue: Queue, message_ids: Collection[str]) -> int:
    """Delete dead letters for good; gives how many. Raises `NotFound` (`dead_letter_not_found`) like `redrive`.

    The job of one that waits still gets a fresh message from the reconciler: discarding cancels nothing.
    """
    _enter(actor_id, "dead_letters.discard", queue, message_ids)
    return _take(queue, message_ids, send_on=False)


def _enter(actor_id: UUID, action: str, queue: Queue, message_ids: Collection[str] | None) -> None:
    asked = "all" if message_ids is None else sorted(message_ids)
    with transaction() as connection:
        audit.record(connection, actor_id, action, f"queue:{queue}", messages=asked)


def _take(queue: Queue, message_ids: Collection[str] | None, *, send_on: bool) -> int:
    sqs, url = client("sqs"), _url(queue)
    taken: set[str] = set()
    if url is not None:
        with _held(url) as messages:
            for message in list(messages):
                if message_ids is not None and message["MessageId"] not in message_ids:
                    continue
                if send_on:
                    sqs.send_message(QueueUrl=outbox.queue_url(f"render-{queue}"), MessageBody=message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                messages.remove(message)
                taken.add(message["MessageId"])
    if missing := set(message_ids or ()) - taken:
        text = f"There is no dead letter {', '.join(sorted(missing))} in the queue {queue}."
        raise NotFound("dead_letter_not_found", text, taken=sorted(taken))
    return len(taken)


def _url(queue: Queue) -> str | None:
    """The dead-letter queue that a queue's redrive policy names, if it has one."""
    sqs = client("sqs")
    asked = sqs.get_queue_attributes(QueueUrl=outbox.queue_url(f"render-{queue}"), AttributeNames=["RedrivePolicy"])
    policy = asked.get("Attributes", {}).get("RedrivePolicy")
    if not policy:
        return None
    name = json.loads(policy)["deadLetterTargetArn"].rpartition(":")[2]
    return str(sqs.get_queue_url(QueueName=name)["QueueUrl"])


def _count(url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(answer[name]) for name in names)


@contextmanager
def _held(url: str, limit: int | None = None) -> Iterator[list[dict[str, Any]]]:
    """The messages of a queue, held; those that the block leaves in the list are let go afterwards."""
    sqs = client("sqs")
    messages: list[dict[str, Any]] = []
    try:
        while limit is None or len(messages) < limit:
            found = sqs.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10 if limit is None else min(10, limit - len(messages)),
                VisibilityTimeout=HOLD_SECONDS,
                AttributeNames=["SentTimestamp", "ApproximateReceiveCount"],
            ).get("Messages")
            if not found:
                break
            # Where looking takes longer than a message is held, it comes again, and its newest receipt counts.
            again = {message["MessageId"] for message in found}
            seen = again & {message["MessageId"] for message in messages}
            messages[:] = [message for message in messages if message["MessageId"] not in again] + found
            if seen:
                break
        yield messages
    finally:
        for message in messages:
            try:
                sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
            except ClientError as error:
                logger.info("message %s comes back by itself: %s", message["MessageId"], error)


def _described(queue: Queue, messages: list[dict[str, Any]]) -> list[DeadLetter]:
    with transaction() as connection:
        failures = repository.failures(connection, [message["MessageId"] for message in messages])
        runs = {message["MessageId"]: _run(message["Body"]) for message in messages}
        statuses = repository.statuses(connection, [run.job_id for run in runs.values() if run])
    letters = []
    for message in messages:
        run, failure = runs[message["MessageId"]], failures.get(message["MessageId"])
        attributes = message["Attributes"]
        letters.append(
            DeadLetter(
                message_id=message["MessageId"],
                queue=queue,
                body=message["Body"],
                job_id=run.job_id if run else None,
                job_status=statuses.get(run.job_id) if run else None,
                receives=int(attributes["ApproximateReceiveCount"]),
                sent_at=datetime.fromtimestamp(int(attributes["SentTimestamp"]) / 1000, UTC),
                reason=failure["reason"] if failure else "It was taken and never settled: whoever took it died.",
                failed_at=failure["failed_at"] if failure else None,
            )
        )
    return letters


def _run(body: str) -> Run | None:
    try:
        return Run.model_validate_json(body)
    except ValidationError:
        return None
