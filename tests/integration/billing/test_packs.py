"""Buying credits once: prices, Checkout, and the payment that becomes credits, with refunds and disputes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from film_studio.billing.offers import offers
from film_studio.credits import service as credits
from film_studio.database import transaction
from film_studio.settings import settings

from .conftest import DECLINED_CARD, DISPUTED_CARD, Buyer, StripeServer


def spend(buyer: Buyer, amount: int) -> None:
    with transaction() as connection:
        credits.deduct(connection, buyer.id, amount, "Films", f"films-{amount}")


def payment(stripe_server: StripeServer) -> str:
    return next(stripe_server.books.all("payment_intent", status="succeeded"))["id"]


def test_anybody_sees_what_can_be_bought(api) -> None:
    answer = api.call("GET", "/credits/packs")
    assert answer.status == 200
    assert answer.body["currency"] == "usd"
    assert {"id": "pack-50", "name": "50 credits", "credits": 50, "amount": 4900} in answer.body["packs"]
    assert [(each["tier"], each["monthly_credits"]) for each in answer.body["subscriptions"]] == [
        ("pro", 30),
        ("studio", 120),
    ]


def test_offers_are_what_the_settings_file_says(api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "offers.toml"
    file.write_text(
        'currency = "eur"\nsubscriptions = []\n[[packs]]\nid = "one"\nname = "1"\ncredits = 1\namount = 90\n'
    )
    monkeypatch.setenv("OFFERS_FILE", str(file))
    settings.cache_clear()
    offers.cache_clear()
    try:
        assert api.call("GET", "/credits/packs").body == {
            "currency": "eur",
            "packs": [{"id": "one", "name": "1", "credits": 1, "amount": 90}],
            "subscriptions": [],
        }
    finally:
        offers.cache_clear()


def test_a_pack_that_is_paid_for_becomes_credits(buyer: Buyer, deliver, stripe_server: StripeServer) -> None:
    page = httpx.get(buyer.checkout("pack-50"))
    assert "50 credits" in page.text
    assert "49.00 USD" in page.text
    paid = buyer.buy("pack-50")
    assert (paid.status_code, paid.headers["location"]) == (303, "https://studio.example/api/v1/docs")
    assert buyer.account["balance"] == 3
    deliver()
    assert buyer.account["balance"] == 53
    assert buyer.ledger == {"welcome": 3, payment(stripe_server): 50}
    customer = next(stripe_server.books.all("customer"))
    assert customer["metadata"] == {"user_id": buyer.id}


def test_a_declined_card_buys_nothing_and_another_one_can_be_tried(buyer: Buyer, deliver) -> None:
    url = buyer.checkout("pack-10")
    declined = httpx.post(url, data={"number": DECLINED_CARD})
    assert (declined.status_code, "Your card was declined." in declined.text) == (402, True)
    deliver()
    assert buyer.account["balance"] == 3
    assert httpx.post(url, data={"number": "4242424242424242"}).status_code == 303
    assert httpx.post(url, data={"number": "4242424242424242"}).status_code == 400
    deliver()
    assert buyer.account["balance"] == 13


def test_a_purchase_repeated_under_its_key_is_one_session(buyer: Buyer, new_buyer, stripe_server) -> None:
    headers = {"Idempotency-Key": "click-1"}
    first = buyer.checkout("pack-10", headers=headers)
    assert buyer.checkout("pack-10", headers=headers) == first
    assert len(list(stripe_server.books.all("checkout.session"))) == 1
    assert buyer.checkout("pack-10") != first
    other = buyer.call("POST", "/credits/purchase", json_body={"offer": "pack-50"}, headers=headers)
    assert (other.status, other.body["code"]) == (422, "idempotency_conflict")
    assert new_buyer().checkout("pack-10", headers=headers) != first
    assert len(list(stripe_server.books.all("customer"))) == 2
    assert len(list(stripe_server.books.all("price", lookup_key="pack-10"))) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"offer": "pack-7"}, "unknown_offer"),
        ({"offer": "pack-10", "success_url": "https://evil.example/"}, "foreign_url"),
        ({"offer": "pack-10", "success_url": "http://studio.example/"}, "foreign_url"),
        ({"offer": "pack-10", "cancel_url": "javascript:alert(1)"}, "invalid_request"),
        ({"offer": "pack-10", "amount": 1}, "invalid_request"),
        ({}, "invalid_request"),
    ],
)
def test_a_purchase_that_cannot_be(buyer: Buyer, body: dict[str, Any], code: str) -> None:
    answer = buyer.call("POST", "/credits/purchase", json_body=body)
    assert (answer.status, answer.body["code"]) == (422, code)


def test_while_stripe_does_not_answer_nothing_can_be_bought(buyer: Buyer, monkeypatch: pytest.MonkeyPatch) -> None:
    from film_studio import stripe_api

    monkeypatch.setenv("STRIPE_API_URL", "http://127.0.0.1:9")
    settings.cache_clear()
    stripe_api.forget()
    answer = buyer.call("POST", "/credits/purchase", json_body={"offer": "pack-10"})
    assert (answer.status, answer.body["code"]) == (503, "payments_unavailable")


def test_a_price_that_changes_is_a_new_price(buyer: Buyer, stripe_server, monkeypatch: pytest.MonkeyPatch) -> None:
    buyer.checkout("pack-10")
    dearer = offers().model_copy(
        update={"packs": tuple(p.model_copy(update={"amount": p.amount + 100}) for p in offers().packs)}
    )
    monkeypatch.setattr("film_studio.billing.offers.offers", lambda: dearer)
    assert "13.00 USD" in httpx.get(buyer.checkout("pack-10")).text
    assert [price["lookup_key"] for price in stripe_server.books.all("price")] == ["pack-10", None]


def test_a_refund_takes_its_credits_back(buyer: Buyer, deliver, stripe_server, library) -> None:
    buyer.buy("pack-50")
    deliver()
    library.refunds.create({"payment_intent": payment(stripe_server)})
    deliver()
    assert buyer.account["balance"] == 3
    assert buyer.ledger == {"welcome": 3, payment(stripe_server): 50, f"{payment(stripe_server)}:1": -50}


def test_a_part_that_is_refunded_takes_back_whole_credits_only(buyer: Buyer, deliver, stripe_server, library) -> None:
    buyer.buy("pack-50")
    deliver()
    library.refunds.create({"payment_intent": payment(stripe_server), "amount": 1000})  # of 4900: 10.2 credits
    deliver()
    assert buyer.account["balance"] == 43
    library.refunds.create({"payment_intent": payment(stripe_server)})
    deliver()
    assert buyer.account["balance"] == 3


def test_what_is_spent_already_becomes_a_debt_that_the_next_purchase_pays(
    buyer: Buyer, deliver, stripe_server, library
) -> None:
    buyer.buy("pack-50")
    deliver()
    spend(buyer, 45)
    library.refunds.create({"payment_intent": payment(stripe_server)})
    deliver()
    assert (buyer.account["balance"], buyer.account["owed"]) == (0, 42)
    buyer.buy("pack-10")
    deliver()
    assert (buyer.account["balance"], buyer.account["owed"]) == (0, 32)
    buyer.buy("pack-50")
    deliver()
    assert (buyer.account["balance"], buyer.account["owed"]) == (18, 0)


def test_films_that_are_given_back_pay_a_debt_too(buyer: Buyer, deliver, stripe_server, library) -> None:
    buyer.buy("pack-10")
    deliver()
    spend(buyer, 13)
    library.refunds.create({"payment_intent": payment(stripe_server)})
    deliver()
    with transaction() as connection:
        credits.refund(connection, buyer.id, 12, "Films were not made", "films-13")
    assert (buyer.account["balance"], buyer.account["owed"]) == (2, 0)


@pytest.mark.parametrize(("evidence", "left"), [("winning_evidence", 13), ("losing_evidence", 3)])
def test_a_dispute_takes_the_credits_until_it_is_won(
    buyer: Buyer, deliver, stripe_server, library, evidence: str, left: int
) -> None:
    buyer.buy("pack-10", DISPUTED_CARD)
    deliver()
    assert buyer.account["balance"] == 3
    [dispute] = library.disputes.list({"payment_intent": payment(stripe_server)}).data
    library.disputes.update(dispute.id, {"evidence": {"uncategorized_text": evidence}, "submit": True})
    deliver()
    assert buyer.account["balance"] == left


def test_a_refund_of_what_is_disputed_takes_no_more_than_was_paid(
    buyer: Buyer, deliver, stripe_server, library
) -> None:
    buyer.buy("pack-10", DISPUTED_CARD)
    library.refunds.create({"payment_intent": payment(stripe_server)})
    deliver()
    assert (buyer.account["balance"], buyer.account["owed"]) == (3, 0)


def test_two_buyers_at_once_make_one_customer(buyer: Buyer, stripe_server, rows: Callable[..., Any]) -> None:
    """A process that dies after it has made the customer in Stripe leaves none behind that the next one doubles."""
    buyer.checkout("pack-10")
    rows("DELETE FROM stripe_customers")
    buyer.checkout("pack-10")
    assert len(list(stripe_server.books.all("customer"))) == 1
