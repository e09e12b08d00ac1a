"""The figures of a period, read in one transaction that sees one state of the records."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from film_studio.analytics import repository
from film_studio.analytics.models import ActiveUsers, Analytics, Churn, DayFigures, Figures, Films, Revenue
from film_studio.billing.offers import offers
from film_studio.database import Transaction, transaction
from film_studio.errors import Fault, Invalid
from film_studio.jobs.service import REFUSED

MAX_DAYS = 366
"""The longest period."""

MAX_SINGLE_DAYS = 92
"""The longest period that is told day by day."""


def analytics(from_day: date | None, to_day: date | None, by: Literal["day"] | None = None) -> Analytics:
    """The figures from one day to another, both counted; without them, of the last 30 days with today.

    Raises `Invalid` for a period that is too long or ends before it begins.
    """
    last = to_day or datetime.now(UTC).date()
    first = from_day or max(last, date.min + timedelta(days=30)) - timedelta(days=29)
    days = (last - first).days + 1
    longest = MAX_SINGLE_DAYS if by else MAX_DAYS
    if days < 1:
        raise Invalid(Fault("from", "period_empty", "`from` is after `to`; swap them."))
    if days > longest:
        message = f"From `from` to `to` are {days} days; ask for {longest} at most."
        raise Invalid(Fault("from", "period_too_long", message))
    if last.year >= 9999 or first.year < 2000:
        raise Invalid(Fault("from", "period_unknown", "The studio knows days from the year 2000 to the year 9998."))
    with transaction() as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        total = of_period(connection, first, last)
        each = None
        if by:
            dates = [first + timedelta(days=number) for number in range(days)]
            each = [DayFigures(day=day, **of_period(connection, day, day).model_dump()) for day in dates]
    return Analytics(from_day=first, to_day=last, total=total, days=each)


def of_period(connection: Transaction, first: date, last: date) -> Figures:
    """The figures from the first moment of one day to the last of another."""
    start = datetime.combine(first, time(), UTC)
    end = datetime.combine(last + timedelta(days=1), time(), UTC)
    moved = repository.comings_and_goings(connection, start, end)
    return Figures(
        users_by_tier=repository.users_by_tier(connection, end),
        active_users=ActiveUsers.model_validate(repository.active_users(connection, last)),
        new_users=moved["new_users"],
        churn=_churn(connection, start, end, moved["deleted"]),
        films=_films(connection, start, end),
        revenue=_revenue(connection, start, end),
    )


def mrr(connection: Transaction, moment: datetime) -> int:
    """What a month of all subscriptions that run at a moment costs, in the currency's smallest unit."""
    prices = {offer.tier: offer.amount for offer in offers().subscriptions}
    running = repository.subscriptions_by_tier(connection, min(moment, datetime.now(UTC)))
    return sum(number * prices.get(tier, 0) for tier, number in running.items())  # type: ignore[call-overload]


def _churn(connection: Transaction, start: datetime, end: datetime, deleted: int) -> Churn:
    row = repository.churn(connection, start, end)
    rate = round(row["churned"] / row["paying_before"], 4) if row["paying_before"] else None
    return Churn(**row, rate=rate, deleted=deleted)


def _films(connection: Transaction, start: datetime, end: datetime) -> Films:
    row = repository.films(connection, start, end, REFUSED)
    tried = row["completed"] + row["failed"]
    return Films(
        **row,
        completion_rate=round(row["completed"] / tried, 4) if tried else None,
        failures=repository.failures(connection, start, end),
    )


def _revenue(connection: Transaction, start: datetime, end: datetime) -> Revenue:
    prices = {pack.credits: pack.amount for pack in offers().packs}
    sold = repository.sales(connection, start, end, prices)
    return Revenue(currency=offers().currency, mrr=mrr(connection, end), **sold)
