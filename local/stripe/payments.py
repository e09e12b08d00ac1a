"""Cards, payments, refunds and disputes."""

from typing import Any

from local.stripe.books import Books, Object
from local.stripe.errors import Declined, Refusal

DECLINES = "4000000000000002"
DECLINES_LATER = "4000000000000341"
"""Is taken, but does not pay when it is charged without its owner."""
DISPUTES = "4000000000000259"
"""Pays, and its owner says afterwards that it was not he."""
BRANDS = {"4": "visa", "5": "mastercard"}


def card(books: Books, customer: Object, number: str) -> Object:
    """The customer's card from now on. Raises `Refusal` for what is no card number."""
    number = "".join(c for c in number if c.isdigit())
    if len(number) != 16 or not _luhn(number):
        raise Refusal("Your card number is incorrect.", status=402, kind="card_error", code="incorrect_number")
    method = books.add(
        "payment_method",
        type="card",
        customer=customer["id"],
        card={"brand": BRANDS.get(number[0], "unknown"), "last4": number[-4:], "exp_month": 12, "exp_year": 2040},
        metadata={},
        test_number=number,
    )
    customer["invoice_settings"]["default_payment_method"] = method["id"]
    return method


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def charge(
    books: Books,
    customer: Object,
    method: Object,
    amount: int,
    currency: str,
    *,
    metadata: dict[str, str] | None = None,
    description: str | None = None,
    present: bool = True,
) -> Object:
    """Charge a card; gives the payment intent. `present`: its owner is there. Raises `Declined`."""
    intent = books.add(
        "payment_intent",
        amount=amount,
        amount_received=0,
        currency=currency,
        customer=customer["id"],
        description=description,
        last_payment_error=None,
        latest_charge=None,
        metadata=metadata or {},
        payment_method=method["id"],
        status="requires_payment_method",
    )
    number = method["test_number"]
    declined = number == DECLINES or (number == DECLINES_LATER and not present)
    charged = books.add(
        "charge",
        amount=amount,
        amount_captured=0 if declined else amount,
        amount_refunded=0,
        captured=not declined,
        currency=currency,
        customer=customer["id"],
        description=description,
        disputed=False,
        failure_code="card_declined" if declined else None,
        failure_message="Your card was declined." if declined else None,
        metadata=metadata or {},
        paid=not declined,
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"type": "card", "card": method["card"]},
        refunded=False,
        status="failed" if declined else "succeeded",
    )
    intent["latest_charge"] = charged["id"]
    if declined:
        intent["last_payment_error"] = Declined().body["error"]
        books.tell("charge.failed", charged)
        books.tell("payment_intent.payment_failed", intent)
        raise Declined()
    intent |= {"status": "succeeded", "amount_received": amount}
    books.tell("charge.succeeded", charged)
    books.tell("payment_intent.succeeded", intent)
    if number == DISPUTES:
        dispute(books, charged)
    return intent


def refund(books: Books, parameters: dict[str, Any]) -> Object:
    """`POST /v1/refunds`. Raises `Refusal` for more than is left."""
    if "payment_intent" in parameters:
        charged = books.get("charge", books.get("payment_intent", parameters["payment_intent"])["latest_charge"])
    else:
        charged = books.get("charge", parameters.get("charge", ""))
    left = charged["amount_captured"] - charged["amount_refunded"]
    amount = int(parameters.get("amount", left))
    if charged["refunded"]:
        raise Refusal(f"Charge {charged['id']} has already been refunded.", code="charge_already_refunded")
    if not 0 < amount <= left:
        raise Refusal(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount")
    made = books.add(
        "refund",
        amount=amount,
        charge=charged["id"],
        currency=charged["currency"],
        metadata=parameters.get("metadata", {}),
        payment_intent=charged["payment_intent"],
        reason=parameters.get("reason"),
        status="succeeded",
    )
    before = charged["amount_refunded"]
    charged["amount_refunded"] += amount
    charged["refunded"] = charged["amount_refunded"] == charged["amount"]
    books.tell("refund.created", made)
    books.tell("charge.refunded", charged, amount_refunded=before)
    return made


def dispute(books: Books, charged: Object, reason: str = "fraudulent") -> Object:
    """The owner of a card disputes a charge."""
    charged["disputed"] = True
    made = books.add(
        "dispute",
        amount=charged["amount"],
        charge=charged["id"],
        currency=charged["currency"],
        evidence={},
        metadata={},
        payment_intent=charged["payment_intent"],
        reason=reason,
        status="needs_response",
    )
    books.tell("charge.dispute.created", made)
    return made


def answer_dispute(books: Books, id: str, parameters: dict[str, Any]) -> Object:
    """`POST /v1/disputes/{id}`: evidence decides, as in Stripe's test mode, by what it says."""
    held = books.get("dispute", id)
    held["evidence"] |= parameters.get("evidence", {})
    text = held["evidence"].get("uncategorized_text")
    if text in ("winning_evidence", "losing_evidence"):
        close_dispute(books, held, "won" if text == "winning_evidence" else "lost")
    return held


def close_dispute(books: Books, held: Object, status: str) -> Object:
    """A dispute ends `won` or `lost`."""
    before, held["status"] = held["status"], status
    books.tell("charge.dispute.closed", held, status=before)
    return held
