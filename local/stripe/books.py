"""Everything that Stripe knows of an account: its objects, its events, its clock; kept in one file."""

import copy
import json
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from local.stripe.errors import missing

Object = dict[str, Any]

PREFIXES = {
    "customer": "cus",
    "product": "prod",
    "price": "price",
    "payment_method": "pm",
    "payment_intent": "pi",
    "charge": "ch",
    "refund": "re",
    "dispute": "du",
    "subscription": "sub",
    "subscription_item": "si",
    "invoice": "in",
    "line_item": "il",
    "invoice_payment": "inpay",
    "checkout.session": "cs_test",
    "billing_portal.session": "bps",
    "billing_portal.configuration": "bpc",
    "event": "evt",
}
"""How ids begin, by kind of object."""

API_VERSION = "2026-10-28.endive"


class Books:
    """Objects by id, in the order in which they were made. Without a file they are forgotten in the end."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.objects: dict[str, Object] = {}
        self.answers: dict[str, list[Any]] = {}
        """By idempotency key: what was asked, and status and body of the answer."""
        self.ahead = 0
        """By how many seconds the test clock is ahead of the real one."""
        self.heard: list[Callable[[Object], None]] = []
        """Called with every event."""
        if file is not None and file.exists():
            held = json.loads(file.read_text())
            self.objects, self.answers, self.ahead = held["objects"], held["answers"], held["ahead"]

    def now(self) -> int:
        """The time, by the test clock (Unix seconds)."""
        return int(time.time()) + self.ahead

    def add(self, kind: str, id: str | None = None, **fields: Any) -> Object:
        """A new object."""
        id = id or f"{PREFIXES[kind]}_{secrets.token_hex(12)}"
        made = {"id": id, "object": kind, "created": self.now(), "livemode": False, **fields}
        self.objects[id] = made
        return made

    def get(self, kind: str, id: str) -> Object:
        """An object by id. Raises `Refusal` (404) where there is none of this kind."""
        found = self.objects.get(id)
        if found is None or found["object"] != kind:
            raise missing(kind, id)
        return found

    def all(self, kind: str, **fields: Any) -> Iterator[Object]:
        """Objects of a kind whose fields have these values, the newest first."""
        for held in reversed(list(self.objects.values())):
            if held["object"] == kind and all(held.get(name) == value for name, value in fields.items()):
                yield held

    def tell(self, kind: str, object: Object, **before: Any) -> None:
        """Make an event of what has become of an object; `before` is what its changed fields were."""
        data = {"object": copy.deepcopy(object), **({"previous_attributes": before} if before else {})}
        event = self.add(
            "event",
            api_version=API_VERSION,
            data=data,
            pending_webhooks=len(self.heard),
            request={"id": None, "idempotency_key": None},
            type=kind,
        )
        for hear in self.heard:
            hear(event)

    def keep(self) -> None:
        """Write everything down."""
        if self._file is not None:
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps({"objects": self.objects, "answers": self.answers, "ahead": self.ahead}))
            part.replace(self._file)
