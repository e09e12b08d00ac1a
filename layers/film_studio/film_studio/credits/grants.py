"""Monthly credits: what a tier is granted, when, and what a change of tier grants at once.

On the 1st at 00:00 UTC every user of a paid tier is granted the tier's credits for that month, under the reference
`grant:2026-11`. `credits_reset_date` is the 1st that comes next; it moves on, month by month, in the transaction that
grants. So a run may be repeated, run beside another, or die: each month is granted once, and a month in which none took
place is granted by the next run. Months from `grants_end` on, which are not paid for, are left out until they are.

Who comes to a higher tier within a month is granted the difference at once, by the days that are left (this day
included, rounded up), under `grant:2026-11:studio`. A lower tier takes nothing back; and going up again in the same
month grants no more than the highest tier of the month would have.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from film_studio.accounts.models import Tier
from film_studio.credits import repository, service
from film_studio.database import Transaction, transaction

ALLOWANCES: dict[Tier, int] = {"free": 0, "pro": 30, "studio": 120}
"""Credits of a month by tier."""

BATCH = 500
"""Users of one transaction: few enough that none waits long for a lock, many enough that commits cost little."""


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()


def grant_due(on: date | None = None, *, go_on: Callable[[], bool] = lambda: True) -> int:
    """Grant all months that are due on a day (without one: today), batch by batch while `go_on()`.

    Gives how many grants were entered. Users whom another transaction holds are left for the next run.
    """
    month = (on or today()).replace(day=1)
    entered = 0
    while go_on():
        with transaction() as connection:
            due = repository.lock_due(connection, month, BATCH)
            for each, users in groupby(sorted(due, key=lambda row: row["month"]), key=lambda row: row["month"]):
                entered += _grant(connection, [row["id"] for row in users], each)
        if not due:
            break
    return entered


def change_tier(
    connection: Transaction, user_id: UUID, tier: Tier, *, since: date | None = None, grants_end: date | None = None
) -> None:
    """Give a user a tier `since` a day (without one: today), and what it grants.

    Months that were due before are granted first, by the tier of that time; months of the new tier that have begun
    since then, last. `grants_end`: months from this day on are not paid for. Called again it changes nothing.
    Raises `NotFound` for an unknown user.
    """
    user = repository.lock_tier(connection, user_id)
    if user is None:
        raise service.unknown_user()
    day = since or today()
    reset = user["credits_reset_date"]
    if tier == "free":
        limits = [end for end in (user["grants_end"], grants_end) if end]
        _catch_up(connection, user_id, reset, day, min(limits, default=None))
        repository.set_tier(connection, user_id, tier, None, None)
        return
    if tier != user["tier"]:
        reset = _catch_up(connection, user_id, reset, day, user["grants_end"])
        _grant_difference(connection, user_id, tier, day)
    elif reset is None:
        reset = day.replace(day=1)
    reset = reset or next_month(day)
    repository.set_tier(connection, user_id, tier, reset, grants_end)
    _catch_up(connection, user_id, reset, today(), grants_end)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def rest_of_month(credits: int, day: date) -> int:
    """A month's credits for the days that are left of it, `day` included; rounded up."""
    days = monthrange(day.year, day.month)[1]
    return -(-credits * (days - day.day + 1) // days)


def _catch_up(
    connection: Transaction, user_id: UUID, reset: date | None, until: date, grants_end: date | None
) -> date | None:
    """Grant one user the months that are due on a day, by the present tier; gives the new reset date."""
    while reset is not None and reset <= until and (grants_end is None or reset < grants_end):
        _grant(connection, [user_id], reset)
        reset = next_month(reset)
    return reset


def _grant(connection: Transaction, user_ids: list[UUID], month: date) -> int:
    paid: dict[str, int] = {tier: credits for tier, credits in ALLOWANCES.items() if credits}
    entered = repository.grant_month(connection, user_ids, month, paid)
    for user_id in repository.in_debt(connection, user_ids):
        service.collect(connection, user_id)
    return entered


def _grant_difference(connection: Transaction, user_id: UUID, tier: Tier, day: date) -> None:
    """What a tier grants above the highest one that this month was granted for."""
    month = f"grant:{day:%Y-%m}"
    highest = 0
    for reference, amount in repository.grants_of_month(connection, user_id, day).items():
        risen_to = reference.removeprefix(month).removeprefix(":")
        highest = max(highest, next((c for t, c in ALLOWANCES.items() if t == risen_to), amount))
    amount = rest_of_month(ALLOWANCES[tier] - highest, day) if ALLOWANCES[tier] > highest else 0
    if amount:
        service.grant(connection, user_id, amount, f"Credits of {tier.title()} for {day:%B %Y}", f"{month}:{tier}")
