"""The HTTP side: keys, forms, idempotency, lists, expanding, and the hosted pages."""

import asyncio
import base64
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from local.stripe import checkout, pages, payments, subscriptions
from local.stripe.books import Books, Object
from local.stripe.errors import Refusal
from local.stripe.forms import decode
from local.stripe.resources import Resources
from local.stripe.webhooks import Webhooks

CLOCK_SECONDS = 30.0
"""How often what has become due is done."""

Endpoint = Callable[[Request], Awaitable[Response]]
log = logging.getLogger(__name__)

LISTED = {
    "customers": "customer",
    "products": "product",
    "prices": "price",
    "payment_intents": "payment_intent",
    "charges": "charge",
    "refunds": "refund",
    "disputes": "dispute",
    "subscriptions": "subscription",
    "invoices": "invoice",
    "invoice_payments": "invoice_payment",
    "checkout/sessions": "checkout.session",
    "billing_portal/configurations": "billing_portal.configuration",
    "events": "event",
}
"""Addresses of lists, and what they hold."""

HIDDEN = ("asked", "test_number")
"""Fields that are ours, not Stripe's."""


class Stripe:
    """The account. `address` is where it is served, `key` what its API asks for."""

    def __init__(self, address: str, key: str, file: Path | None = None) -> None:
        self.books = Books(file)
        self.address = address
        self._key = key
        self._resources = Resources(self.books, address)
        self._webhooks: Webhooks | None = None
        self._clock: asyncio.Task[None] | None = None
        self.app = Starlette(routes=self._routes())

    def start(self, webhook_url: str, webhook_secret: str) -> None:
        """Send webhooks, and let time pass, on the running event loop."""
        self._webhooks = Webhooks(self.books, webhook_url, webhook_secret)
        self._clock = asyncio.create_task(self._tick())

    async def stop(self) -> None:
        """End what `start` began, and write everything down."""
        if self._clock is not None and self._webhooks is not None:
            self._clock.cancel()
            await self._webhooks.stop()
        self.books.keep()

    async def _tick(self) -> None:
        while True:
            try:
                subscriptions.catch_up(self.books)
                self.books.keep()
            except Exception:
                log.exception("what is due in Stripe is done later")
            await asyncio.sleep(CLOCK_SECONDS)

    def _routes(self) -> list[Route]:
        api = self._resources
        made: list[tuple[str, str, Callable[..., Object]]] = [
            ("POST", "customers", api.create_customer),
            ("GET", "customers/{id}", api.get_customer),
            ("DELETE", "customers/{id}", api.delete_customer),
            ("POST", "products", api.create_product),
            ("POST", "prices", api.create_price),
            ("POST", "checkout/sessions", api.create_session),
            ("POST", "checkout/sessions/{id}/expire", api.expire_session),
            ("POST", "subscriptions/{id}", api.change_subscription),
            ("DELETE", "subscriptions/{id}", api.end_subscription),
            ("POST", "invoices/{id}/pay", api.pay_invoice),
            ("POST", "refunds", api.create_refund),
            ("POST", "disputes/{id}", api.answer_dispute),
            ("POST", "disputes/{id}/close", api.close_dispute),
            ("POST", "billing_portal/configurations", api.create_portal_configuration),
            ("POST", "billing_portal/sessions", api.create_portal_session),
            ("GET", "test_helpers/test_clocks/studio", api.get_clock),
            ("POST", "test_helpers/test_clocks/studio/advance", api.advance_clock),
        ]
        for path, kind in LISTED.items():
            made.append(("GET", path, self._lister(path, kind)))
            if kind != "customer":
                made.append(("GET", f"{path}/{{id}}", self._getter(kind)))
        routes = [Route(f"/v1/{path}", self._endpoint(action), methods=[method]) for method, path, action in made]
        return [
            *routes,
            Route("/c/pay/{id}", self._page(self._checkout_page), methods=["GET", "POST"]),
            Route("/p/session/{id}", self._page(self._portal_page), methods=["GET", "POST"]),
            Route("/{path:path}", self._unknown, methods=["GET", "POST", "DELETE"]),
        ]

    def _endpoint(self, action: Callable[..., Object]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                self._authorize(request)
                body = await request.body()
                query = request.url.query if request.method == "GET" else body.decode()
                parameters = decode(parse_qsl(query, keep_blank_values=True))
                return self._once(request, body, lambda: action(parameters, **request.path_params), parameters)
            except Refusal as refusal:
                return JSONResponse(refusal.body, refusal.status)

        return endpoint

    def _authorize(self, request: Request) -> None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            key = base64.b64decode(key).decode().partition(":")[0]
        if not key:
            raise Refusal("You did not provide an API key.", status=401)
        if key != self._key:
            raise Refusal(f"Invalid API Key provided: {key[:8]}****", status=401)

    def _once(
        self, request: Request, body: bytes, action: Callable[[], Object], parameters: dict[str, Any]
    ) -> Response:
        """Answer; a POST under an idempotency key that was answered before is answered the same again."""
        key = request.headers.get("idempotency-key")
        if request.method != "POST" or not key:
            return JSONResponse(*self._answer(request.method, action, parameters))
        asked = hashlib.sha256(f"{request.url.path}\n".encode() + body).hexdigest()
        before = self.books.answers.get(key)
        if before is None:
            self.books.answers[key] = before = [asked, *self._answer(request.method, action, parameters)]
            self.books.keep()
            return JSONResponse(before[1], before[2])
        if before[0] != asked:
            raise Refusal(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request.",
                kind="idempotency_error",
            )
        return JSONResponse(before[1], before[2], headers={"Idempotent-Replayed": "true"})

    def _answer(
        self, method: str, action: Callable[[], Object], parameters: dict[str, Any]
    ) -> tuple[dict[str, Any], int]:
        try:
            answer = json.loads(json.dumps(action()))
            for path in parameters.get("expand", []):
                self._expand(answer, path.split("."))
            return _shown(answer), 200
        except Refusal as refusal:
            return refusal.body, refusal.status
        finally:
            if method != "GET":
                self.books.keep()

    def _expand(self, held: Any, path: list[str]) -> None:
        """Put objects in the place of their ids, along a path."""
        if isinstance(held, list):
            for each in held:
                self._expand(each, path)
        elif isinstance(held, dict) and path:
            name, *rest = path
            if name not in held:
                raise Refusal(f"This property cannot be expanded ({name}).", param="expand")
            if isinstance(held[name], str) and held[name] in self.books.objects:
                held[name] = json.loads(json.dumps(self.books.objects[held[name]]))
            self._expand(held[name], rest)

    def _getter(self, kind: str) -> Callable[..., Object]:
        return lambda parameters, id: self.books.get(kind, id)

    def _lister(self, path: str, kind: str) -> Callable[..., Object]:
        def found(parameters: dict[str, Any]) -> Object:
            limit = int(parameters.get("limit", 10))
            if not 1 <= limit <= 100:
                raise Refusal("Limit must be between 1 and 100.", param="limit")
            held = [each for each in self.books.all(kind) if _fits(each, parameters)]
            ids = [each["id"] for each in held]
            for name in ("starting_after", "ending_before"):
                if name in parameters and parameters[name] not in ids:
                    self.books.get(kind, parameters[name])
            if "starting_after" in parameters:
                held = held[ids.index(parameters["starting_after"]) + 1 :]
            if "ending_before" in parameters:
                before = held[: ids.index(parameters["ending_before"])]
                return _list(path, before[-limit:], len(before) > limit)
            return _list(path, held[:limit], len(held) > limit)

        return found

    async def _unknown(self, request: Request) -> Response:
        message = f"Unrecognized request URL ({request.method}: {request.url.path})."
        return JSONResponse(Refusal(message, status=404).body, 404)

    def _page(self, page: Callable[[Request, dict[str, str]], Response]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            try:
                form = dict(parse_qsl((await request.body()).decode()))
                return page(request, form)
            except Refusal as refusal:
                return HTMLResponse(f"<p>{refusal}</p>", refusal.status)
            finally:
                self.books.keep()

        return endpoint

    def _checkout_page(self, request: Request, form: dict[str, str]) -> Response:
        session = self.books.get("checkout.session", request.path_params["id"])
        if request.method == "GET":
            return HTMLResponse(pages.checkout(session))
        try:
            checkout.pay(self.books, session, form.get("number", ""))
        except Refusal as refusal:
            return HTMLResponse(pages.checkout(session, str(refusal)), refusal.status)
        return RedirectResponse(session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"]), 303)

    def _portal_page(self, request: Request, form: dict[str, str]) -> Response:
        session = self.books.get("billing_portal.session", request.path_params["id"])
        if request.method == "GET":
            return HTMLResponse(pages.portal(self.books, session))
        try:
            self._in_portal(session, form)
        except Refusal as refusal:
            return HTMLResponse(pages.portal(self.books, session, str(refusal)), refusal.status)
        return RedirectResponse(str(request.url), 303)

    def _in_portal(self, session: Object, form: dict[str, str]) -> None:
        do, _, price = form.get("do", "").partition(":")
        customer = self.books.get("customer", session["customer"])
        if do == "card":
            payments.card(self.books, customer, form.get("number", ""))
            for invoice in list(self.books.all("invoice", customer=customer["id"], status="open")):
                subscriptions.pay_invoice(self.books, invoice, present=True)
            return
        subscription = self.books.get("subscription", form.get("subscription", ""))
        if subscription["customer"] != customer["id"]:
            raise Refusal("This is not your subscription.", status=404)
        changes: dict[str, dict[str, Any]] = {
            "cancel": {"cancel_at_period_end": "true"},
            "resume": {"cancel_at_period_end": "false"},
            "price": {"items": [{"price": price}]},
        }
        if do not in changes:
            raise Refusal("There is nothing to do.")
        subscriptions.change(self.books, subscription["id"], changes[do])


def _fits(held: Object, parameters: dict[str, Any]) -> bool:
    """Whether an object is asked for by the filters of a list."""
    for name, value in parameters.items():
        if name in ("limit", "starting_after", "ending_before", "expand"):
            continue
        if name == "lookup_keys":
            if held["lookup_key"] not in value:
                return False
        elif name == "status" and value == "all":
            continue
        elif isinstance(value, dict):
            if any(held.get(name, {}).get(key) != each for key, each in value.items()):
                return False
        elif str(held.get(name)).lower() != str(value).lower():
            return False
    if held["object"] == "subscription" and "status" not in parameters:
        return bool(held["status"] != "canceled")
    return not held.get("deleted")


def _list(path: str, data: list[Object], has_more: bool) -> Object:
    return {"object": "list", "url": f"/v1/{path}", "has_more": has_more, "data": data}


def _shown(held: Any) -> Any:
    if isinstance(held, list):
        return [_shown(each) for each in held]
    if isinstance(held, dict):
        return {name: _shown(value) for name, value in held.items() if name not in HIDDEN}
    return held
