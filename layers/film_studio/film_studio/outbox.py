"""The outbox: messages that a transaction wants sent, written with it and sent after it has committed.

A message is sent at least once: a crash between sending and marking sends it again, so receivers must not mind. Its
topic says where to: `render-high`, `render-normal` and `render-batch` to their SQS queues, `mail` through SES, `stripe`
to Stripe, `cache` to the cache, which is to forget a key, and `reset` to whoever has forgotten their password.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from psycopg.types.json import Jsonb

from film_studio import cache, ses
from film_studio.aws import client
from film_studio.database import Transaction, transaction
from film_studio.errors import Unavailable
from film_studio.settings import settings

logger = logging.getLogger(__name__)

KEPT_DAYS = 7
"""How long a sent message stays on record."""

MAIL_DAYS = 1
"""How long a mail is tried."""


def queue_url(topic: str) -> str:
    """The SQS queue of a topic: `render-high`, `render-normal` or `render-batch`. Raises `KeyError` for another."""
    return {
        "render-high": settings().queue_high_url,
        "render-normal": settings().queue_normal_url,
        "render-batch": settings().queue_batch_url,
    }[topic]


def add(connection: Transaction, topic: str, payload: Mapping[str, object], until: datetime | None = None) -> None:
    """Leave a message to be sent when the transaction has committed, and not later than `until`.

    Raises `KeyError` for an unknown topic.
    """
    if topic not in ("mail", "stripe", "cache", "reset"):
        queue_url(topic)
    connection.execute(
        "INSERT INTO outbox (topic, payload, expires_at) VALUES (%s, %s, %s)", (topic, Jsonb(payload), until)
    )


def relay(limit: int = 100) -> int:
    """Send what is unsent, oldest first, `limit` at a time, and mark it; gives how many were sent.

    Two relays share the work instead of sending twice. A message that cannot be sent now stays for the next relay and
    holds up none behind it. A mail, which may hold a secret, is not kept once it is sent.
    """
    total, last = 0, 0
    while True:
        sent = []
        with transaction() as connection:
            rows = connection.execute(
                """SELECT id, topic, payload FROM outbox
                   WHERE sent_at IS NULL AND id > %s AND (expires_at IS NULL OR expires_at > now())
                   ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED""",
                (last, limit),
            ).fetchall()
            for row in rows:
                try:
                    _send(row["topic"], row["payload"])
                except (BotoCoreError, ClientError, Unavailable):
                    logger.exception("outbox message %s stays unsent", row["id"])
                else:
                    sent.append(row["id"])
            connection.execute("DELETE FROM outbox WHERE topic IN ('mail', 'cache', 'reset') AND id = ANY(%s)", (sent,))
            connection.execute("UPDATE outbox SET sent_at = now() WHERE id = ANY(%s)", (sent,))
        total += len(sent)
        if not rows:  # some leave another one
            return total
        last = rows[-1]["id"]


def _send(topic: str, payload: dict[str, Any]) -> None:
    if topic == "mail":
        ses.deliver(payload)
    elif topic == "stripe":
        from film_studio.billing import service as billing  # which itself writes into the outbox

        billing.deliver(payload)
    elif topic == "reset":
        from film_studio.accounts import links  # which itself writes into the outbox

        links.mail_reset(payload["email"])
    elif topic == "cache":
        if not cache.forget(payload["forget"]):
            raise Unavailable("cache_silent", "The cache does not answer.")
    else:
        client("sqs").send_message(QueueUrl=queue_url(topic), MessageBody=json.dumps(payload))


def prune() -> None:
    """Forget messages sent more than `KEPT_DAYS` ago, what may not be sent any more, and old mails that nobody took."""
    with transaction() as connection:
        connection.execute("DELETE FROM outbox WHERE sent_at < now() - make_interval(days => %s)", (KEPT_DAYS,))
        connection.execute("DELETE FROM outbox WHERE sent_at IS NULL AND expires_at < now()")
        connection.execute(
            "DELETE FROM outbox WHERE topic IN ('mail', 'reset') AND created_at < now() - make_interval(days => %s)",
            (MAIL_DAYS,),
        )
