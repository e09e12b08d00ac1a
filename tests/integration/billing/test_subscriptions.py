"""Subscriptions: the tier and the month's credits follow them, through renewals, failures, changes and the end."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from film_studio.billing import settlement
from film_studio.credits import grants
from film_studio.credits.grants import next_month, rest_of_month

from .conftest import FAILING_CARD, Buyer, StripeServer

MINUTE, DAY = 60, 86_400


@pytest.fixture
def clock(stripe_server: StripeServer, monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """`clock(moment)` moves Stripe's time and the studio's, and does in Stripe what becomes due."""
    moment = datetime.now(UTC)

    def turn(to: datetime) -> None:
        nonlocal moment
        while (ahead := (to - datetime.fromtimestamp(stripe_server.books.now(), UTC)).total_seconds()) > 0:
            stripe_server.advance(min(ahead, DAY))
        moment = to

    monkeypatch.setattr(grants, "today", lambda: moment.date())
    monkeypatch.setattr(settlement, "_now", lambda: moment)
    return turn


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@pytest.fixture
def first() -> datetime:
    """The 1st that comes next."""
    return midnight(next_month(datetime.now(UTC).date()))


def rest(tier: str) -> int:
    return rest_of_month(grants.ALLOWANCES[tier], datetime.now(UTC).date())


def the_subscription(buyer: Buyer) -> dict[str, Any]:
    return next(buyer.stripe.books.all("subscription"))


def test_a_subscription_gives_its_tier_and_the_rest_of_the_month(buyer: Buyer, deliver, stripe_server) -> None:
    assert buyer.buy("pro").status_code == 303
    assert buyer.account["tier"] == "free"
    deliver()
    today = datetime.now(UTC).date()
    assert buyer.account == {
        "balance": 3 + rest("pro"),
        "tier": "pro",
        "credits_reset_date": next_month(today).isoformat(),
        "owed": 0,
    }
    assert buyer.ledger == {"welcome": 3, f"grant:{today:%Y-%m}:pro": rest("pro")}
    [invoice] = stripe_server.books.all("invoice")
    days = monthrange(today.year, today.month)[1]
    assert 2900 * (days - today.day) / days <= invoice["amount_paid"] <= 2900 * (days - today.day + 1) / days


def test_the_tier_is_in_the_next_token_and_films_go_to_the_fast_queue(api, buyer: Buyer, deliver, script: str) -> None:
    buyer.buy("studio")
    deliver()
    project = buyer.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}).body
    assert buyer.call("POST", f"/projects/{project['id']}/generate").body["queue"] == "high"


def test_a_second_subscription_is_refused_while_one_runs(buyer: Buyer, deliver) -> None:
    buyer.buy("pro")
    deliver()
    answer = buyer.call("POST", "/credits/purchase", json_body={"offer": "studio"})
    assert (answer.status, answer.body["code"]) == (409, "already_subscribed")
    assert buyer.checkout("pack-10")


def test_on_the_first_the_month_is_granted_and_then_the_renewal_is_paid(
    buyer: Buyer, deliver, clock, first, lambda_function, stripe_server
) -> None:
    buyer.buy("pro")
    deliver()
    clock(first)
    lambda_function("grant_credits", {})
    assert buyer.account["balance"] == 3 + rest("pro") + 30
    deliver()
    lambda_function("grant_credits", {})
    assert buyer.account["balance"] == 3 + rest("pro") + 30
    assert [invoice["status"] for invoice in stripe_server.books.all("invoice")] == ["paid", "paid"]
    assert next(stripe_server.books.all("invoice"))["amount_paid"] == 2900
    assert buyer.account["credits_reset_date"] == next_month(first.date()).isoformat()


def test_going_up_in_the_portal_gives_the_difference_at_once_and_costs_it(buyer: Buyer, deliver, stripe_server) -> None:
    buyer.buy("pro")
    deliver()
    subscription = the_subscription(buyer)
    buyer.call("POST", "/credits/portal", json_body={})
    studio = next(stripe_server.books.all("price", lookup_key="studio"))
    assert buyer.in_portal(subscription=subscription["id"], do=f"price:{studio['id']}").status_code == 303
    deliver()
    account = buyer.account
    assert account["tier"] == "studio"
    assert account["balance"] == 3 + rest("pro") + rest_of_month(90, datetime.now(UTC).date())
    assert next(stripe_server.books.all("invoice"))["billing_reason"] == "subscription_update"


def test_a_subscription_cancelled_in_the_portal_runs_to_the_end_of_its_month(
    buyer: Buyer, deliver, clock, first, lambda_function
) -> None:
    buyer.buy("studio")
    deliver()
    balance = buyer.account["balance"]
    assert buyer.in_portal(subscription=the_subscription(buyer)["id"], do="cancel").status_code == 303
    deliver()
    assert buyer.account["tier"] == "studio"
    clock(first)
    lambda_function("grant_credits", {})  # comes before the news of the end, and yet grants nothing
    assert buyer.account["balance"] == balance
    deliver()
    assert (buyer.account["tier"], buyer.account["balance"]) == ("free", balance)
    assert buyer.account["credits_reset_date"] is None
    assert buyer.checkout("pro")


def test_cancelling_can_be_taken_back(buyer: Buyer, deliver, clock, first, lambda_function) -> None:
    buyer.buy("pro")
    for do in ("cancel", "resume"):
        buyer.in_portal(subscription=the_subscription(buyer)["id"], do=do)
        deliver()
    clock(first)
    deliver()
    lambda_function("grant_credits", {})
    assert (buyer.account["tier"], buyer.account["balance"]) == ("pro", 3 + rest("pro") + 30)


def test_a_renewal_that_is_not_paid_leaves_a_week_of_grace(
    buyer: Buyer, deliver, clock, first, lambda_function, stripe_server, rows
) -> None:
    buyer.buy("pro", FAILING_CARD)
    deliver()
    balance = buyer.account["balance"]
    clock(first + timedelta(minutes=1))
    deliver()
    lambda_function("grant_credits", {})
    assert (buyer.account["tier"], buyer.account["balance"]) == ("pro", balance)
    [letter] = rows("SELECT payload FROM outbox WHERE topic = 'mail' AND payload ->> 'subject' LIKE 'Your payment%%'")
    assert "did not pay for Pro" in letter["payload"]["text"]
    clock(first + settlement.GRACE - timedelta(hours=1))
    deliver()
    assert the_subscription(buyer)["status"] == "past_due"
    assert buyer.account["tier"] == "pro"
    # Over without any news of Stripe's.
    clock(first + settlement.GRACE - timedelta(minutes=30))
    settlement.end_grace()
    assert buyer.account["tier"] == "pro"
    clock(first + settlement.GRACE)
    lambda_function("payments", {})
    assert (buyer.account["tier"], buyer.account["balance"]) == ("free", balance)
    assert len(rows("SELECT 1 AS n FROM outbox WHERE payload ->> 'subject' LIKE 'Your payment%%'")) == 1


def test_who_pays_within_the_grace_is_granted_the_month(buyer: Buyer, deliver, clock, first, lambda_function) -> None:
    buyer.buy("pro", FAILING_CARD)
    deliver()
    clock(first + timedelta(days=4))
    deliver()
    assert buyer.account["balance"] == 3 + rest("pro")
    assert buyer.in_portal(do="card", number="4242 4242 4242 4242").status_code == 303
    deliver()
    assert (buyer.account["tier"], buyer.account["balance"]) == ("pro", 3 + rest("pro") + 30)
    lambda_function("grant_credits", {})
    assert buyer.account["balance"] == 3 + rest("pro") + 30


def test_months_of_news_that_come_late_and_backwards(
    buyer: Buyer, deliver, clock, first, lambda_function, stripe_server
) -> None:
    buyer.buy("pro")
    clock(first + timedelta(days=70))
    deliver(stripe_server.events[::-1])
    lambda_function("grant_credits", {})
    granted = [amount for reference, amount in buyer.ledger.items() if reference.startswith("grant:")]
    assert sorted(granted) == sorted([rest("pro"), 30, 30, 30])
    assert buyer.account["tier"] == "pro"


def test_a_refund_of_a_month_takes_its_credits_back(buyer: Buyer, deliver, stripe_server, library) -> None:
    buyer.buy("studio")
    [payment] = library.payment_intents.list({}).data
    library.refunds.create({"payment_intent": payment.id})
    deliver(stripe_server.events[::-1])
    assert (buyer.account["tier"], buyer.account["balance"], buyer.account["owed"]) == ("studio", 3, 0)


def test_who_leaves_is_forgotten_by_stripe_and_the_subscription_ends(
    api, buyer: Buyer, deliver, stripe_server, lambda_function, rows
) -> None:
    buyer.buy("pro")
    deliver()
    assert buyer.call("DELETE", "/users/me").status == 204
    assert the_subscription(buyer)["status"] == "active"
    lambda_function("outbox_relay", {})
    assert the_subscription(buyer)["status"] == "canceled"
    assert next(stripe_server.books.all("customer"))["deleted"]
    rows("UPDATE outbox SET sent_at = NULL WHERE topic = 'stripe'")
    lambda_function("outbox_relay", {})
    assert rows("SELECT count(*) AS n FROM outbox WHERE topic = 'stripe' AND sent_at IS NULL") == [{"n": 0}]
    deliver()
    assert rows("SELECT * FROM webhook_receipts WHERE processed_at IS NULL") == []


def test_while_stripe_does_not_answer_the_end_of_a_subscription_waits(
    buyer: Buyer, deliver, lambda_function, rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    from film_studio import stripe_api
    from film_studio.settings import settings

    buyer.buy("pro")
    deliver()
    buyer.call("DELETE", "/users/me")
    with monkeypatch.context() as patch:
        patch.setenv("STRIPE_API_URL", "http://127.0.0.1:9")
        settings.cache_clear()
        stripe_api.forget()
        lambda_function("outbox_relay", {})
    settings.cache_clear()
    stripe_api.forget()
    assert rows("SELECT count(*) AS n FROM outbox WHERE topic = 'stripe' AND sent_at IS NULL") == [{"n": 1}]
    lambda_function("outbox_relay", {})
    assert the_subscription(buyer)["status"] == "canceled"
