"""Webhooks: every event is signed and sent, and sent again until the receiver says 2xx."""

import asyncio
import hashlib
import hmac
import json
import logging
import time

from local.stripe.books import Books, Object

RETRY_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0, 60.0, 300.0)
"""Pauses before an event is sent again. Stripe goes on for three days, beginning with minutes."""

log = logging.getLogger(__name__)


def payload(event: Object) -> bytes:
    """An event as it is sent."""
    return json.dumps(event, indent=2, ensure_ascii=False).encode()


def signature(body: bytes, secret: str, moment: int | None = None) -> str:
    """`Stripe-Signature` of a body, made now or at a moment (Unix seconds)."""
    moment = int(time.time()) if moment is None else moment
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


class Webhooks:
    """Sends the events of `books` to one address; those that were not received before it began, at once."""

    def __init__(self, books: Books, url: str, secret: str) -> None:
        self._books, self._url, self._secret = books, url, secret
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        books.heard.append(self._send)
        for event in reversed(list(books.all("event"))):
            if event["pending_webhooks"]:
                self._send(event)

    async def stop(self) -> None:
        """Send no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _send(self, event: Object) -> None:
        task = self._loop.create_task(self._deliver(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, event: Object) -> None:
        import httpx  # only a studio in which something is bought needs it

        async with httpx.AsyncClient(timeout=20, trust_env=False) as client:
            for pause in (0.0, *RETRY_SECONDS):
                await asyncio.sleep(pause)
                body = payload(event)
                headers = {
                    "Content-Type": "application/json; charset=utf-8",
                    "Stripe-Signature": signature(body, self._secret),
                    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                }
                try:
                    answer = await client.post(self._url, content=body, headers=headers)
                except httpx.HTTPError as error:
                    log.warning("%s of %s was not received: %r", event["id"], event["type"], error)
                    continue
                if answer.is_success:
                    event["pending_webhooks"] = 0
                    self._books.keep()
                    return
                log.warning("%s of %s was refused: %s", event["id"], event["type"], answer.status_code)
