"""What Stripe tells: signed, kept once, taken up as often as it takes, in any order."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import hypothesis
import pytest
import stripe
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from film_studio import stripe_api
from film_studio.billing import receipts, settlement
from film_studio.credits.grants import rest_of_month, today
from local.stripe import webhooks

from .conftest import DISPUTED_CARD, KEYS, Buyer, StripeServer, post


@pytest.fixture
def event(buyer: Buyer, stripe_server: StripeServer) -> dict[str, Any]:
    """That a Checkout session of the buyer's for ten credits was paid."""
    buyer.buy("pack-10")
    return next(event for event in stripe_server.events if event["type"] == "checkout.session.completed")


def test_an_event_is_kept_and_taken_up_once(api, event, buyer: Buyer, deliver, rows) -> None:
    for _ in range(3):
        assert post(api, event).status == 204
    [receipt] = rows("SELECT * FROM webhook_receipts")
    assert (receipt["source"], receipt["event_id"], receipt["processed_at"]) == ("stripe", event["id"], None)
    assert receipt["payload"] == event
    deliver([event])
    deliver([event])
    [receipt] = rows("SELECT * FROM webhook_receipts")
    assert receipt["processed_at"] is not None
    assert receipt["attempts"] == 1
    assert buyer.account["balance"] == 13


@pytest.mark.parametrize("body", ["{}", "[]", "null", '{"id": 1, "type": "x"}', "not json", "\x00"])
def test_what_is_signed_but_no_event_is_refused(api, stripe_server, body: str) -> None:
    answer = post(api, {}, body=body.encode())
    assert answer.status == 400
    assert answer.body["code"] in ("invalid_event", "invalid_signature")


def test_only_stripe_is_heard(api, event, rows) -> None:
    body = webhooks.payload(event)
    good = webhooks.signature(body, KEYS["webhook_secret"])
    wrong: list[dict[str, Any]] = [
        {"signature": ""},
        {"signature": "t=1,v1=00"},
        {"signature": "nonsense"},
        {"signature": webhooks.signature(body, "whsec_other")},
        {"body": body.replace(b'"amount', b'"Amount')},
        {"body": body + b" ", "signature": good},
        {"body": b"\xff\xfe", "signature": good},
        {"moment": int(time.time()) - stripe_api.TOLERANCE_SECONDS - 5},
    ]
    for changes in wrong:
        changes = changes if "signature" in changes or "moment" in changes else {**changes, "signature": good}
        answer = post(api, event, **changes)
        assert (answer.status, answer.body["code"]) == (400, "invalid_signature"), changes
    assert rows("SELECT * FROM webhook_receipts") == []


def test_the_body_is_checked_as_it_came_to_the_byte(api, event) -> None:
    """Spaces, escapes and the order of keys are Stripe's; API Gateway sends some bodies in base64, some as text."""
    event["data"]["object"]["metadata"]["note"] = "“café” — दीया 🪔"
    body = webhooks.payload(event).replace("é".encode(), rb"\u00e9")
    assert post(api, event, body=body).status == 204


def test_what_could_not_be_taken_up_is_tried_again(
    api, event, buyer: Buyer, deliver, lambda_function, rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = settlement.settle_payment

    def fails(payment_intent: str) -> None:
        raise stripe.APIConnectionError("no route")

    monkeypatch.setattr(settlement, "settle_payment", fails)
    deliver([event])
    [receipt] = rows("SELECT *, next_attempt_at > now() AS waits FROM webhook_receipts")
    assert (receipt["processed_at"], receipt["attempts"], receipt["waits"]) == (None, 1, True)
    assert "no route" in receipt["last_error"]
    monkeypatch.setattr(settlement, "settle_payment", whole)
    lambda_function("payments", {})
    assert buyer.account["balance"] == 3
    rows("UPDATE webhook_receipts SET next_attempt_at = now()")
    lambda_function("payments", {})
    assert buyer.account["balance"] == 13


def test_one_event_that_fails_does_not_hold_up_the_others(
    buyer: Buyer, new_buyer, deliver, stripe_server, monkeypatch: pytest.MonkeyPatch
) -> None:
    buyer.buy("pack-10")
    first = {event["data"]["object"].get("payment_intent") for event in stripe_server.events}
    other = new_buyer()
    other.buy("pack-10")
    whole = settlement.settle_payment

    def fails_for_the_first(payment_intent: str) -> None:
        if payment_intent in first:
            raise KeyError(payment_intent)
        whole(payment_intent)

    monkeypatch.setattr(settlement, "settle_payment", fails_for_the_first)
    deliver()
    assert (buyer.account["balance"], other.account["balance"]) == (3, 13)


def test_a_process_that_dies_after_entering_and_before_saying_so_enters_nothing_twice(
    api, event, buyer: Buyer, deliver, lambda_function, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(api, event)

    def dies(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(receipts.repository, "receipt_done", dies)
        with pytest.raises(SystemExit):
            lambda_function("payments", {})
    assert buyer.account["balance"] == 13
    lambda_function("payments", {})
    assert buyer.account["balance"] == 13


def test_events_of_somebody_who_has_left_move_nothing(api, event, buyer: Buyer, deliver, rows) -> None:
    assert buyer.call("DELETE", "/users/me").status == 204
    deliver()
    assert rows("SELECT * FROM webhook_receipts WHERE processed_at IS NULL") == []
    assert rows("SELECT * FROM credit_transactions") == []


def test_a_reading_that_began_earlier_never_overwrites_a_later_one(
    event, buyer: Buyer, library, each_thread_connects, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process has read the payment; before it enters that, another one reads and enters that it was refunded."""
    intent = event["data"]["object"]["payment_intent"]
    lock_user = settlement.accounts.lock_user
    overtaken = False

    def lock(*arguments: Any) -> bool:
        nonlocal overtaken
        if not overtaken:
            overtaken = True
            library.refunds.create({"payment_intent": intent})
            with ThreadPoolExecutor(1) as pool:
                pool.submit(settlement.settle_payment, intent).result()
        return lock_user(*arguments)

    monkeypatch.setattr(settlement.accounts, "lock_user", lock)
    settlement.settle_payment(intent)
    assert list(buyer.ledger.values()) == [-10, 10, 3]


def test_eight_processes_take_up_the_same_events_at_a_time(
    api, buyer: Buyer, stripe_server, library, each_thread_connects
) -> None:
    a_life(buyer, library)
    for event in stripe_server.events:
        post(api, event)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: receipts.take_up(), range(8)))
    assert_the_end_of_that_life(buyer)


def a_life(buyer: Buyer, library: Any) -> None:
    """Buys ten credits, disputes them and loses; buys fifty, a fifth of which is refunded; subscribes, and goes up."""
    buyer.buy("pack-10", DISPUTED_CARD)
    [dispute] = (each for each in library.disputes.list({"limit": 100}).data if each.status == "needs_response")
    library.disputes.close(dispute.id)
    buyer.buy("pack-50")
    library.refunds.create({"payment_intent": library.payment_intents.list({"limit": 1}).data[0].id, "amount": 980})
    buyer.buy("pro")
    [subscription] = library.subscriptions.list({"limit": 1}).data
    studio = library.prices.list({"lookup_keys": ["studio"]}).data or [
        library.prices.create(
            {
                "product": library.products.create({"name": "Studio"}).id,
                "currency": "usd",
                "unit_amount": 9900,
                "recurring": {"interval": "month"},
                "lookup_key": "studio",
                "metadata": {"tier": "studio"},
            }
        )
    ]
    library.subscriptions.update(
        subscription.id, {"items": [{"id": subscription["items"].data[0].id, "price": studio[0].id}]}
    )


def assert_the_end_of_that_life(buyer: Buyer) -> None:
    grants = {reference: amount for reference, amount in buyer.ledger.items() if reference.startswith("grant:")}
    assert sum(grants.values()) in (REST_OF_THE_MONTH, REST_OF_THE_MONTH + 1)  # two steps are rounded up twice
    assert buyer.account["balance"] == 3 + 40 + sum(grants.values())
    assert (buyer.account["tier"], buyer.account["owed"]) == ("studio", 0)


REST_OF_THE_MONTH = rest_of_month(120, today())


@hypothesis.settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_five_deliveries_of_each_event_in_any_order_lead_to_the_same_end(
    api, new_buyer: Callable[[], Buyer], stripe_server, library, lambda_function, chance: random.Random
) -> None:
    """Some are taken up at once, others later, as processes happen to run."""
    buyer = new_buyer()
    known = len(stripe_server.events)
    a_life(buyer, library)
    deliveries = 5 * stripe_server.events[known:]
    chance.shuffle(deliveries)
    for event in deliveries:
        assert post(api, event).status == 204
        if chance.random() < 0.1:
            lambda_function("payments", {})
    lambda_function("payments", {})
    assert_the_end_of_that_life(buyer)


@hypothesis.settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_what_happens_while_events_arrive_in_any_order_ends_right_too(
    api, new_buyer: Callable[[], Buyer], stripe_server, library, lambda_function, chance: random.Random
) -> None:
    """Purchases and refunds go on; every event comes, late, five times."""
    buyer = new_buyer()
    known, kept = len(stripe_server.events), 0
    waiting: list[dict[str, Any]] = []
    for _ in range(chance.randint(1, 5)):
        buyer.buy("pack-10")
        if chance.random() < 0.5:
            library.refunds.create({"payment_intent": library.payment_intents.list({"limit": 1}).data[0].id})
        else:
            kept += 10
        waiting += 5 * stripe_server.events[known:]
        known = len(stripe_server.events)
        chance.shuffle(waiting)
        for event in (waiting.pop() for _ in range(chance.randint(0, len(waiting)))):
            post(api, event)
        lambda_function("payments", {})
        assert buyer.account["balance"] >= 0
    for event in waiting:
        post(api, event)
    lambda_function("payments", {})
    assert buyer.account["balance"] == 3 + kept
