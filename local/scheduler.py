"""EventBridge's schedules: functions that run every few minutes."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from cdk.services import Function
from local.lambda_ import ACCOUNT, REGION


async def run(table: Sequence[Function], send: Callable[[str, bytes], None], minute: float = 60.0) -> None:
    """Send each function of `table` its scheduled event when its time has come, for ever. `minute` is in seconds."""
    minutes = 0
    while True:
        await asyncio.sleep(minute)
        minutes += 1
        for function in table:
            if function.every_minutes and minutes % function.every_minutes == 0:
                send(function.name, event(function.name))


def event(name: str) -> bytes:
    """What a schedule sends, as EventBridge words it."""
    document = {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"],
        "detail": {},
    }
    return json.dumps(document).encode()
