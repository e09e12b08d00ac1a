"""A Stripe on loopback that the official library talks to, and buyers who meet its pages."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import httpx
import pytest
import stripe
import uvicorn

from film_studio import stripe_api
from film_studio.settings import settings
from local.loopback import listen
from local.stripe import subscriptions, webhooks
from local.stripe.books import Books, Object
from local.stripe.server import Stripe

KEYS = {"api_key": "sk_test_key", "webhook_secret": "whsec_secret"}
GOOD_CARD, DECLINED_CARD = "4242 4242 4242 4242", "4000 0000 0000 0002"
DISPUTED_CARD, FAILING_CARD = "4000 0000 0000 0259", "4000 0000 0000 0341"


@dataclass
class StripeServer:
    """Stripe as a test sees it: what it knows, and the events that it would send."""

    url: str
    books: Books

    @property
    def events(self) -> list[Object]:
        """All events, the oldest first."""
        return list(self.books.all("event"))[::-1]

    def advance(self, seconds: float) -> None:
        """Let time pass, and do what becomes due."""
        self.books.ahead += int(seconds)
        subscriptions.catch_up(self.books)


@pytest.fixture
def stripe_server(api, monkeypatch: pytest.MonkeyPatch) -> Iterator[StripeServer]:
    """An empty Stripe that the studio's settings name; it sends no webhooks, tests deliver them."""
    listener = listen()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    account = Stripe(url, KEYS["api_key"])
    server = uvicorn.Server(uvicorn.Config(account.app, log_level="warning", lifespan="off", ws="none"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    boto3.client("secretsmanager").create_secret(Name="stripe-keys", SecretString=json.dumps(KEYS))
    monkeypatch.setenv("STRIPE_SECRET", "stripe-keys")
    monkeypatch.setenv("STRIPE_API_URL", url)
    monkeypatch.setenv("PAYMENTS_FUNCTION", "payments")
    monkeypatch.setenv("PUBLIC_URL", "https://studio.example")
    settings.cache_clear()
    stripe_api.forget()
    yield StripeServer(url, account.books)
    server.should_exit = True
    thread.join()
    stripe_api.forget()


@pytest.fixture
def library(stripe_server: StripeServer) -> Any:
    """Stripe's own library, as the studio's bookkeeper uses it."""
    return stripe.StripeClient(KEYS["api_key"], base_addresses={"api": stripe_server.url}).v1


@dataclass
class Buyer:
    """A user of the studio who buys."""

    api: Any
    stripe: StripeServer
    token: str
    id: str

    def call(self, method: str, path: str, **options: Any) -> Any:
        """One API call."""
        return self.api.call(method, path, token=self.token, **options)

    def checkout(self, offer: str, **options: Any) -> str:
        """The address of a Checkout page."""
        answer = self.call("POST", "/credits/purchase", json_body={"offer": offer}, **options)
        assert answer.status == 201, answer
        return answer.body["url"]

    def buy(self, offer: str, card: str = GOOD_CARD) -> httpx.Response:
        """Buy something; gives what the page answers to the card."""
        return httpx.post(self.checkout(offer), data={"number": card})

    def in_portal(self, **form: str) -> httpx.Response:
        """Press a button in the billing portal."""
        url = self.call("POST", "/credits/portal", json_body={}).body["url"]
        return httpx.post(url, data=form)

    @property
    def account(self) -> dict[str, Any]:
        """Balance, tier and so on."""
        return self.call("GET", "/credits/balance").body

    @property
    def ledger(self) -> dict[str, int]:
        """Amounts by reference."""
        items = self.call("GET", "/credits/history?limit=100").body["items"]
        return {item["reference_id"]: item["amount"] for item in items}


@pytest.fixture
def new_buyer(api, stripe_server: StripeServer) -> Callable[[], Buyer]:
    """`new_buyer()` is somebody who has just registered."""

    def make() -> Buyer:
        token = api.register()
        return Buyer(api, stripe_server, token, api.call("GET", "/users/me", token=token).body["id"])

    return make


@pytest.fixture
def buyer(new_buyer: Callable[[], Buyer]) -> Buyer:
    return new_buyer()


@pytest.fixture
def deliver(api, stripe_server: StripeServer, lambda_function) -> Callable[..., None]:
    """`deliver()` hands over every event that was not delivered yet, or the given ones, and has them taken up."""
    delivered: set[str] = set()

    def send(events: list[Object] | None = None) -> None:
        for event in events if events is not None else [e for e in stripe_server.events if e["id"] not in delivered]:
            delivered.add(event["id"])
            assert post(api, event).status == 204
        lambda_function("payments", {})

    return send


def post(api, event: Object, **changes: Any) -> Any:
    """Hand one event over, signed as Stripe does."""
    body = changes.get("body", webhooks.payload(event))
    signature = changes.get("signature", webhooks.signature(body, KEYS["webhook_secret"], changes.get("moment")))
    headers = {"content-type": "application/json; charset=utf-8", "stripe-signature": signature}
    return api.call("POST", "/webhooks/stripe", raw=body, headers=headers)
