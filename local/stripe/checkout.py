"""Checkout: a page that takes a card, for one payment or a subscription."""

from typing import Any

from local.stripe import payments, subscriptions
from local.stripe.books import Books, Object
from local.stripe.errors import Refusal

DAY = 86_400


def open_session(books: Books, parameters: dict[str, Any], address: str) -> Object:
    """`POST /v1/checkout/sessions`. Raises `Refusal` for what Stripe would not take."""
    mode = parameters.get("mode")
    if mode not in ("payment", "subscription"):
        raise Refusal("Missing required param: mode.", code="parameter_missing", param="mode")
    if "success_url" not in parameters:
        raise Refusal("Missing required param: success_url.", code="parameter_missing", param="success_url")
    lines: list[dict[str, Any]] = [
        {"price": books.get("price", line["price"]), "quantity": int(line.get("quantity", 1))}
        for line in parameters.get("line_items", [])
    ]
    if not lines:
        raise Refusal("Missing required param: line_items.", code="parameter_missing", param="line_items")
    for line in lines:
        if line["price"]["type"] != ("recurring" if mode == "subscription" else "one_time"):
            raise Refusal(
                f"You specified `{mode}` mode but passed a {line['price']['type']} price.", param="line_items"
            )
        if not line["price"]["active"]:
            raise Refusal("The price specified is inactive. This field only accepts active prices.")
    anchor = parameters.get("subscription_data", {}).get("billing_cycle_anchor")
    if anchor is not None and int(anchor) <= books.now():
        raise Refusal("`billing_cycle_anchor` must be in the future.", param="subscription_data[billing_cycle_anchor]")
    total = sum(line["price"]["unit_amount"] * line["quantity"] for line in lines)
    session = books.add(
        "checkout.session",
        amount_subtotal=total,
        amount_total=total,
        cancel_url=parameters.get("cancel_url"),
        client_reference_id=parameters.get("client_reference_id"),
        currency=lines[0]["price"]["currency"],
        customer=books.get("customer", parameters["customer"])["id"],
        expires_at=int(parameters.get("expires_at", books.now() + DAY)),
        invoice=None,
        metadata=parameters.get("metadata", {}),
        mode=mode,
        payment_intent=None,
        payment_status="unpaid",
        status="open",
        subscription=None,
        success_url=parameters["success_url"],
    )
    session["url"] = f"{address}/c/pay/{session['id']}"
    session["asked"] = {"lines": lines, **parameters}
    return session


def expire(books: Books, session: Object) -> Object:
    """A session that can no longer be paid."""
    if session["status"] != "open":
        raise Refusal('Only Checkout Sessions with a status in ["open"] can be expired.')
    session |= {"status": "expired", "url": None}
    books.tell("checkout.session.expired", session)
    return session


def pay(books: Books, session: Object, number: str) -> Object:
    """What the page does when its button is pressed. Raises `Declined`, and the session stays open; `Refusal`."""
    if session["status"] == "open" and session["expires_at"] <= books.now():
        expire(books, session)
    if session["status"] != "open":
        raise Refusal(f"This Checkout Session is {session['status']}.")
    asked = session["asked"]
    customer = books.get("customer", session["customer"])
    if customer.get("deleted"):
        raise Refusal("This customer has been deleted.")
    method = payments.card(books, customer, number)
    if session["mode"] == "payment":
        data = asked.get("payment_intent_data", {})
        intent = payments.charge(
            books,
            customer,
            method,
            session["amount_total"],
            session["currency"],
            metadata=data.get("metadata"),
            description=data.get("description"),
        )
        session["payment_intent"] = intent["id"]
    else:
        price = asked["lines"][0]["price"]
        subscription = subscriptions.begin(books, customer, method, price, asked.get("subscription_data", {}))
        session |= {"subscription": subscription["id"], "invoice": subscription["latest_invoice"]}
    session |= {"status": "complete", "payment_status": "paid", "url": None}
    books.tell("checkout.session.completed", session)
    return session
