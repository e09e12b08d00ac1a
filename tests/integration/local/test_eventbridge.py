"""Scheduled functions are called when their time has come."""

import asyncio
import json
from collections import Counter
from contextlib import suppress

from cdk.services import Function
from local import eventbridge

TABLE = [Function("each", "", every_minutes=1), Function("third", "", every_minutes=3), Function("never", "")]


def test_each_function_has_its_own_rhythm() -> None:
    sent: list[tuple[str, bytes]] = []

    async def ten_minutes() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(eventbridge.run_schedules(TABLE, lambda *call: sent.append(call), minute=0.02), 0.21)

    asyncio.run(ten_minutes())
    calls = Counter(name for name, _ in sent)
    assert 6 <= calls["each"] <= 10
    assert calls["third"] == calls["each"] // 3
    assert set(calls) == {"each", "third"}
    event = json.loads(sent[0][1])
    assert (event["source"], event["detail-type"]) == ("aws.events", "Scheduled Event")
    assert event["resources"] == ["arn:aws:events:us-east-1:123456789012:rule/each"]
