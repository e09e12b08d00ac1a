"""What Stripe tells: events are kept at once, and taken up afterwards, as often as it takes.

An event says only *which* object has changed; what it has become is read from Stripe when the event is taken up. So
events may come late, twice, in any order, or be taken up by two processes at a time: the end is the same.
A webhook is answered as soon as its event is kept. One that could not be kept Stripe sends again; one that could not be
taken up is tried again here, every minute and then less often, for as long as it takes.
"""

import logging
from datetime import timedelta
from typing import Any

from film_studio import stripe_api
from film_studio.aws import wake
from film_studio.billing import repository, settlement
from film_studio.database import transaction
from film_studio.settings import settings

BATCH = 50
LONGEST_PAUSE = timedelta(hours=6)
"""How long an event that cannot be taken up waits at most before it is tried again."""

logger = logging.getLogger(__name__)


def receive(body: bytes, signature: str) -> None:
    """Keep the event of a webhook, once, and have it taken up. Raises `Malformed` for what Stripe has not signed."""
    event = stripe_api.verified(body, signature)
    with transaction() as connection:
        new = repository.add_receipt(connection, event["id"], event)
    if new:
        wake(settings().payments_function)


def take_up() -> int:
    """Take up all events that are due, and end what is out of grace; gives how many events were done."""
    done = 0
    tried: set[str] = set()
    while True:
        with transaction() as connection:
            due = [row for row in repository.due_receipts(connection, BATCH) if row["event_id"] not in tried]
        if not due:
            break
        for row in due:
            tried.add(row["event_id"])
            done += _try(row["event_id"], row["payload"])
    settlement.end_grace()
    return done


def _try(event_id: str, event: dict[str, Any]) -> bool:
    try:
        _settle(event)
    except Exception as error:  # whatever it is, other events must not wait for this one
        logger.exception("event %s of type %s is tried again", event_id, event.get("type"))
        with transaction() as connection:
            repository.receipt_failed(connection, event_id, repr(error)[:1000], LONGEST_PAUSE)
        return False
    with transaction() as connection:
        repository.receipt_done(connection, event_id)
    return True


def _settle(event: dict[str, Any]) -> None:
    held: dict[str, Any] = event["data"]["object"]
    match event["type"]:
        case "checkout.session.completed" | "checkout.session.async_payment_succeeded":
            payment, subscription = held.get("payment_intent"), held.get("subscription")
        case "invoice.paid" | "invoice.payment_failed":
            details = (held.get("parent") or {}).get("subscription_details") or {}
            payment, subscription = None, details.get("subscription")
        case "customer.subscription.created" | "customer.subscription.updated" | "customer.subscription.deleted":
            payment, subscription = None, held["id"]
        case "charge.refunded" | "charge.dispute.created" | "charge.dispute.closed":
            payment, subscription = held.get("payment_intent"), None
        case _:
            return
    if payment:
        settlement.settle_payment(payment)
    if subscription:
        settlement.settle_subscription(subscription)
