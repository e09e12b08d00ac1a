"""Stripe's payments and subscriptions become credits and tiers.

Each function reads an object from Stripe and makes the studio's records agree with it, whatever they were before. Of
several readings of one object the one that *began* last counts: readings are numbered before they begin
(`begin_reading`), and one with a smaller number than was entered is dropped (`enter_reading`, in the transaction that
enters it). A change that no reading has seen has an event that is still to be taken up.
"""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from film_studio import mail, stripe_api
from film_studio.accounts import repository as accounts
from film_studio.billing import repository
from film_studio.credits import grants
from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction

GRACE = timedelta(days=7)
"""How long a subscription whose renewal could not be charged keeps its tier, from the day that was not paid for."""

STANDING = ("under_review", "needs_response", "lost")
"""Disputes in one of these states have taken the money back. Warnings have not."""

logger = logging.getLogger(__name__)


def settle_payment(payment_intent: str) -> None:
    """Enter what a payment has bought, and take back what of it was refunded or is disputed, in proportion.

    A part of a credit stays with the buyer. A payment for a month of a subscription takes back that month's grant.
    """
    with transaction() as connection:
        number = repository.begin_reading(connection, payment_intent)
    api = stripe_api.api()
    intent = api.payment_intents.retrieve(payment_intent, {"expand": ["latest_charge"]})
    disputes = api.disputes.list({"payment_intent": payment_intent, "limit": 100}).data
    if intent.status != "succeeded":
        return
    refunded = intent.latest_charge.amount_refunded
    disputed = sum(dispute.amount for dispute in disputes if dispute.status in STANDING)
    lost = min(intent.amount, refunded + disputed)
    bought = intent.metadata.to_dict() if intent.metadata else {}
    if "credits" in bought:
        user_id, grant = UUID(bought["user_id"]), None
    elif lost or disputes:
        month = _month_paid_by(payment_intent)
        if month is None:
            return
        user_id, grant = month
    else:
        return
    with transaction() as connection:
        if not accounts.lock_user(connection, user_id):
            logger.info("payment %s is of somebody who has left", payment_intent)
            return
        if not repository.enter_reading(connection, payment_intent, number):
            return
        if grant is None:
            total = int(bought["credits"])
            credits.purchase(connection, user_id, total, f"{total} credits", payment_intent)
        else:
            total = credits.granted(connection, user_id, grant)
            if not total:
                return
        credits.take_back(connection, user_id, total * lost // intent.amount, total, payment_intent)


def _month_paid_by(payment_intent: str) -> tuple[UUID, str] | None:
    """Who paid for a month of which subscription, as the reference of the grant; the subscription is settled first."""
    api = stripe_api.api()
    asked = {"payment": {"type": "payment_intent", "payment_intent": payment_intent}, "limit": 1}
    payments = api.invoice_payments.list(asked).data
    if not payments:
        return None
    invoice = api.invoices.retrieve(payments[0].invoice)
    parent = invoice.parent
    if parent is None or parent.subscription_details is None:
        return None
    subscription = str(parent.subscription_details.subscription)
    settle_subscription(subscription)
    user_id = _owner(api.subscriptions.retrieve(subscription))
    if user_id is None:
        return None
    line = invoice.lines.data[-1]
    price = api.prices.retrieve(line.pricing.price_details.price)
    reference = f"grant:{_moment(line.period.start):%Y-%m}"
    if invoice.billing_reason != "subscription_cycle":
        reference += f":{price.metadata['tier']}"
    return user_id, reference


def settle_subscription(subscription: str) -> None:
    """Make a user's tier, and the months that are granted, follow a subscription."""
    with transaction() as connection:
        number = repository.begin_reading(connection, subscription)
    read = stripe_api.api().subscriptions.retrieve(subscription)
    row = _row(read)
    if row is None:
        logger.info("subscription %s is not for a tier of the studio", subscription)
        return
    with transaction() as connection:
        if not accounts.lock_user(connection, row["user_id"]):
            logger.info("subscription %s is of somebody who has left", subscription)
            return
        if not repository.enter_reading(connection, subscription, number):
            return
        before = repository.subscriptions_of(connection, row["user_id"])
        repository.put_subscription(connection, row)
        known = {each["id"]: each for each in before}.get(row["id"])
        if row["status"] == "past_due" and (known is None or known["status"] != "past_due"):
            _remind(connection, row)
        if row["entitled"] or any(each["entitled"] for each in before):
            _follow(connection, row["user_id"])


def end_grace(moment: datetime | None = None) -> None:
    """Settle the subscriptions whose time of grace is over."""
    with transaction() as connection:
        over = repository.out_of_grace(connection, moment or _now())
    for subscription in over:
        try:
            settle_subscription(subscription)
        except Exception:  # the others must not wait for this one; it is found again the next time
            logger.exception("the grace of %s is ended later", subscription)


def _row(read: Any) -> dict[str, Any] | None:
    """A subscription as it is kept; None where it is not one of ours."""
    user_id = _owner(read)
    items = read["items"].data
    tier = items[0].price.metadata.to_dict().get("tier") if items and items[0].price.metadata else None
    if user_id is None or tier not in grants.ALLOWANCES:
        return None
    start, end = (_moment(items[0][name]) for name in ("current_period_start", "current_period_end"))
    late = read.status == "past_due"
    grace_until = start + GRACE if late else None
    ended_at = _moment(read.ended_at) if read.ended_at else None
    unpaid_from = start if late else end if read.cancel_at_period_end else None
    return {
        "id": read.id,
        "user_id": user_id,
        "tier": tier,
        "status": read.status,
        "entitled": read.status in ("active", "trialing") or (grace_until is not None and _now() < grace_until),
        "started_at": _moment(read.start_date),
        "grants_end": unpaid_from.date() if unpaid_from else None,
        "grace_until": grace_until,
        "ended_at": ended_at,
    }


def _owner(read: Any) -> UUID | None:
    """Whose a subscription is, as its metadata says."""
    said = read.metadata.to_dict().get("user_id") if read.metadata else None
    return UUID(said) if said else None


def _follow(connection: Transaction, user_id: UUID) -> None:
    """Give a user the best tier of their subscriptions."""
    held = repository.subscriptions_of(connection, user_id)
    entitling = [row for row in held if row["entitled"]]
    if entitling:
        best = max(entitling, key=lambda row: (grants.ALLOWANCES[row["tier"]], row["started_at"]))
        since = best["started_at"].date() if credits.tier(connection, user_id) == "free" else None
        grants.change_tier(connection, user_id, best["tier"], since=since, grants_end=best["grants_end"])
        return
    ended = [row["ended_at"].date() for row in held if row["ended_at"]]
    last = max(ended, default=None)
    grants.change_tier(connection, user_id, "free", since=last, grants_end=last)


def _remind(connection: Transaction, row: dict[str, Any]) -> None:
    """Tell a user that the renewal could not be charged."""
    user = accounts.user(connection, row["user_id"])
    if user is None:
        return
    text = (
        f"Hello {user['full_name']},\n\nyour card did not pay for {row['tier'].title()}. Please give us another one "
        f"before {row['grace_until']:%d %B %Y}; until then nothing changes.\n\nAI Film Studio\n"
    )
    mail.send(connection, user["email"], "Your payment did not go through", text)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _now() -> datetime:
    return datetime.now(UTC)
