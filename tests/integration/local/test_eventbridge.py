"""Scheduled functions are called when their time has come."""

import asyncio
import json
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from cdk.services import FUNCTIONS, Function
from local import cron, eventbridge

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


def test_monthly_credits_are_granted_on_the_first_at_midnight_and_every_hour() -> None:
    """A clock that gains an hour and a half with every look, from the last day of November on."""
    sent: list[tuple[str, datetime]] = []
    now = datetime(2026, 11, 30, 20, 59, 30, tzinfo=UTC)

    def clock() -> datetime:
        nonlocal now
        now += timedelta(minutes=90)
        return now

    [function] = [function for function in FUNCTIONS if function.name == "grant_credits"]
    monthly = Function("monthly", "", cron=function.cron[:1])

    async def a_night() -> None:
        schedules = eventbridge.run_schedules(
            [function, monthly], lambda name, _: sent.append((name, now)), minute=0.01, clock=clock
        )
        with suppress(TimeoutError):
            await asyncio.wait_for(schedules, 0.15)

    asyncio.run(a_night())
    assert len([name for name, _ in sent if name == "grant_credits"]) >= 4  # whenever a quarter past has gone by
    assert [moment.day for name, moment in sent if name == "monthly"] == [1]


@pytest.mark.parametrize(
    ("expression", "moment", "is_one"),
    [
        ("0 0 1 * ? *", "2026-12-01T00:00:59", True),
        ("0 0 1 * ? *", "2026-12-01T00:01", False),
        ("0 0 1 * ? *", "2026-12-02T00:00", False),
        ("17 * * * ? *", "2026-12-02T13:17", True),
        ("*/15 8-18 ? * 2-6 *", "2026-11-27T18:45", True),  # a Friday
        ("*/15 8-18 ? * 2-6 *", "2026-11-28T18:45", False),  # a Saturday
        ("0,30 12 * 1,7 ? 2027", "2027-07-09T12:30", True),
        ("0,30 12 * 1,7 ? 2027", "2026-07-09T12:30", False),
    ],
)
def test_cron_expressions(expression: str, moment: str, is_one: bool) -> None:
    assert cron.matches(expression, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is is_one


def test_what_was_slept_through_is_due_once() -> None:
    before, now = datetime(2026, 11, 30, 23, 0, tzinfo=UTC), datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    assert cron.is_due("0 0 1 * ? *", before, now)
    assert not cron.is_due("0 0 1 * ? *", now, now + timedelta(hours=8))


@pytest.mark.parametrize("function", [function for function in FUNCTIONS if function.cron], ids=lambda f: f.name)
def test_every_schedule_of_the_table_can_be_read(function: Function) -> None:
    for expression in function.cron:
        cron.is_due(expression, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
