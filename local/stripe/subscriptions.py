"""Subscriptions: their invoices, renewals, changes and end."""

from calendar import monthrange
from datetime import UTC, datetime
from typing import Any

from local.stripe import payments
from local.stripe.books import Books, Object
from local.stripe.errors import Declined, Refusal
from local.stripe.forms import true

RETRY_DAYS = (3, 5, 7)
"""When an unpaid renewal is charged again, in days after it was due; after the last one the subscription ends."""

DAY = 86_400
LIVE = ("active", "past_due", "trialing")


def months_after(anchor: int, months: int) -> int:
    """A moment so many months after an anchor (before it, where negative), on the same day as far as there is one."""
    start = datetime.fromtimestamp(anchor, UTC)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return int(
        start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1])).timestamp()
    )


def begin(books: Books, customer: Object, method: Object, price: Object, options: dict[str, Any]) -> Object:
    """Subscribe a customer and charge the time until the first anchor. Raises `Declined`, and nothing has begun."""
    now = books.now()
    anchor = int(options.get("billing_cycle_anchor", now))
    end = anchor if anchor > now else months_after(anchor, 1)
    whole = end - months_after(end, -1)
    amount = price["unit_amount"] if anchor <= now else round(price["unit_amount"] * (end - now) / whole)
    if options.get("proration_behavior") == "none" and anchor > now:
        amount = 0
    intent = payments.charge(books, customer, method, amount, price["currency"]) if amount else None
    subscription = books.add(
        "subscription",
        billing_cycle_anchor=anchor,
        cancel_at=None,
        cancel_at_period_end=False,
        canceled_at=None,
        collection_method="charge_automatically",
        currency=price["currency"],
        customer=customer["id"],
        default_payment_method=method["id"],
        ended_at=None,
        items={"object": "list", "has_more": False, "data": []},
        latest_invoice=None,
        metadata=options.get("metadata", {}),
        start_date=now,
        status="active",
        trial_end=None,
    )
    item = books.add(
        "subscription_item",
        current_period_start=now,
        current_period_end=end,
        metadata={},
        price=price,
        quantity=1,
        subscription=subscription["id"],
    )
    subscription["items"]["data"].append(item)
    books.tell("customer.subscription.created", subscription)
    _invoice(books, subscription, amount, "subscription_create", now, end, intent)
    return subscription


def _item(subscription: Object) -> Object:
    item: Object = subscription["items"]["data"][0]
    return item


def _invoice(
    books: Books, subscription: Object, amount: int, reason: str, start: int, end: int, intent: Object | None = None
) -> Object:
    """An invoice, open until it is paid; with a payment intent it is."""
    item = _item(subscription)
    price = item["price"]
    line = {
        "id": f"il_{subscription['id']}_{start}",
        "object": "line_item",
        "amount": amount,
        "currency": price["currency"],
        "description": f"1 × {price['nickname'] or price['id']}",
        "period": {"start": start, "end": end},
        "pricing": {"type": "price_details", "price_details": {"price": price["id"], "product": price["product"]}},
        "quantity": 1,
    }
    invoice = books.add(
        "invoice",
        amount_due=amount,
        amount_paid=0,
        amount_remaining=amount,
        attempt_count=0,
        attempted=False,
        billing_reason=reason,
        currency=price["currency"],
        customer=subscription["customer"],
        lines={"object": "list", "has_more": False, "data": [line]},
        parent={
            "type": "subscription_details",
            "subscription_details": {"subscription": subscription["id"], "metadata": subscription["metadata"]},
        },
        period_start=start,
        period_end=end,
        status="open",
        total=amount,
    )
    subscription["latest_invoice"] = invoice["id"]
    books.tell("invoice.created", invoice)
    books.tell("invoice.finalized", invoice)
    if intent is not None or amount == 0:
        _paid(books, invoice, intent)
    return invoice


def _paid(books: Books, invoice: Object, intent: Object | None) -> None:
    amount = invoice["amount_due"]
    invoice |= {"status": "paid", "amount_paid": amount, "amount_remaining": 0, "attempted": True}
    invoice["attempt_count"] += 1
    if intent is not None:
        books.add(
            "invoice_payment",
            amount_paid=amount,
            amount_requested=amount,
            currency=invoice["currency"],
            invoice=invoice["id"],
            is_default=True,
            payment={"type": "payment_intent", "payment_intent": intent["id"]},
            status="paid",
        )
    books.tell("invoice.paid", invoice)
    books.tell("invoice.payment_succeeded", invoice)


def pay_invoice(books: Books, invoice: Object, *, present: bool = False) -> bool:
    """Charge an open invoice to the customer's card; False where the card declines."""
    if invoice["status"] != "open":
        raise Refusal("Invoice is already paid", code="invoice_already_paid")
    customer = books.get("customer", invoice["customer"])
    subscription = books.get("subscription", invoice["parent"]["subscription_details"]["subscription"])
    method = books.get("payment_method", customer["invoice_settings"]["default_payment_method"])
    try:
        intent = payments.charge(books, customer, method, invoice["amount_due"], invoice["currency"], present=present)
    except Declined:
        invoice["attempt_count"] += 1
        invoice["attempted"] = True
        books.tell("invoice.payment_failed", invoice)
        _set(books, subscription, status="past_due")
        return False
    _paid(books, invoice, intent)
    _set(books, subscription, status="active")
    return True


def _set(books: Books, subscription: Object, **fields: Any) -> None:
    before = {name: subscription[name] for name, value in fields.items() if subscription[name] != value}
    subscription |= fields
    if before:
        books.tell("customer.subscription.updated", subscription, **before)


def end(books: Books, subscription: Object) -> Object:
    """End a subscription now."""
    if subscription["status"] == "canceled":
        raise Refusal(f"No such subscription: '{subscription['id']}'", status=404, code="resource_missing")
    now = books.now()
    subscription |= {"status": "canceled", "canceled_at": subscription["canceled_at"] or now, "ended_at": now}
    books.tell("customer.subscription.deleted", subscription)
    return subscription


def change(books: Books, id: str, parameters: dict[str, Any]) -> Object:
    """`POST /v1/subscriptions/{id}`: another price, or an end with the period. Raises `Declined`, `Refusal`."""
    subscription = books.get("subscription", id)
    if subscription["status"] == "canceled":
        raise Refusal("A canceled subscription can only update its cancellation_details and metadata.")
    fields: dict[str, Any] = {}
    if "metadata" in parameters:
        fields["metadata"] = subscription["metadata"] | parameters["metadata"]
    if "cancel_at_period_end" in parameters:
        ends = true(parameters["cancel_at_period_end"])
        fields |= {"cancel_at_period_end": ends, "canceled_at": books.now() if ends else None}
        fields["cancel_at"] = _item(subscription)["current_period_end"] if ends else None
    for changed in parameters.get("items", []):
        if "price" in changed:
            _change_price(books, subscription, books.get("price", changed["price"]))
    _set(books, subscription, **fields)
    return subscription


def _change_price(books: Books, subscription: Object, price: Object) -> None:
    """The rest of the period costs the difference at once; what it would cost less is credited to the customer."""
    item, now = _item(subscription), books.now()
    before = item["price"]
    if before["id"] == price["id"]:
        return
    customer = books.get("customer", subscription["customer"])
    start, end = item["current_period_start"], item["current_period_end"]
    whole = end - months_after(end, -1)
    difference = round((price["unit_amount"] - before["unit_amount"]) * max(0, end - now) / max(whole, end - start))
    intent = None
    if difference > 0:
        method = books.get("payment_method", customer["invoice_settings"]["default_payment_method"])
        intent = payments.charge(books, customer, method, difference, price["currency"])
    elif difference < 0:
        customer["balance"] += difference
    item["price"] = price
    books.tell("customer.subscription.updated", subscription, items={"data": [{**item, "price": before}]})
    if intent is not None:
        _invoice(books, subscription, difference, "subscription_update", now, end, intent)


def catch_up(books: Books) -> None:
    """Do what has become due by the clock: renewals, ends of periods, further tries at unpaid invoices."""
    for subscription in list(books.all("subscription")):
        while subscription["status"] == "active" and _item(subscription)["current_period_end"] <= books.now():
            _renew(books, subscription)
        if subscription["status"] == "past_due":
            _try_again(books, subscription)


def _renew(books: Books, subscription: Object) -> None:
    item = _item(subscription)
    if subscription["cancel_at_period_end"]:
        end(books, subscription)
        return
    start, anchor = item["current_period_end"], subscription["billing_cycle_anchor"]
    months = next(n for n in range(1, 2000) if months_after(anchor, n) > start)
    item |= {"current_period_start": start, "current_period_end": months_after(anchor, months)}
    books.tell("customer.subscription.updated", subscription, items={"data": [{**item, "current_period_end": start}]})
    customer = books.get("customer", subscription["customer"])
    credited = min(-customer["balance"], item["price"]["unit_amount"]) if customer["balance"] < 0 else 0
    customer["balance"] += credited
    amount = item["price"]["unit_amount"] - credited
    invoice = _invoice(books, subscription, amount, "subscription_cycle", start, item["current_period_end"])
    if invoice["status"] == "open":
        pay_invoice(books, invoice)


def _try_again(books: Books, subscription: Object) -> None:
    invoice = books.get("invoice", subscription["latest_invoice"])
    due = invoice["period_start"]
    while subscription["status"] == "past_due" and invoice["attempt_count"] <= len(RETRY_DAYS):
        if books.now() < due + RETRY_DAYS[invoice["attempt_count"] - 1] * DAY:
            return
        if not pay_invoice(books, invoice) and invoice["attempt_count"] > len(RETRY_DAYS):
            end(books, subscription)
