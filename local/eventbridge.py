"""EventBridge's place: its events as documents, and the schedules of functions that run every few minutes."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from cdk.services import Function
from local import cron
from local.iam import ACCOUNT, REGION


def event(kind: str, source: str, resource: str, detail: dict[str, Any]) -> dict[str, Any]:
    """An event of this kind, as EventBridge words it."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": kind,
        "source": source,
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [resource],
        "detail": detail,
    }


def scheduled(name: str) -> bytes:
    """What a schedule sends to the function of this name."""
    rule = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"
    return json.dumps(event("Scheduled Event", "aws.events", rule, {})).encode()


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


async def run_schedules(
    table: Sequence[Function],
    send: Callable[[str, bytes], None],
    minute: float = 60.0,
    clock: Callable[[], datetime] = utc_now,
) -> None:
    """Send each function of `table` its scheduled event when its time has come, for ever. `minute` is in seconds.

    A function whose cron minutes went by while the machine slept is called once.
    """
    minutes = 0
    before = clock()
    while True:
        await asyncio.sleep(minute)
        minutes += 1
        now = clock()
        for function in table:
            every = function.every_minutes and minutes % function.every_minutes == 0
            if every or any(cron.is_due(expression, before, now) for expression in function.cron):
                send(function.name, scheduled(function.name))
        before = now
