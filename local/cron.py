"""Cron expressions as EventBridge has them: minute, hour, day of the month, month, day of the week, year, in UTC."""

from datetime import datetime, timedelta

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))
LONGEST_GAP = timedelta(days=1)
"""How far back a clock that stood still is made up for; what is older is left to the functions' own catching up."""


def matches(expression: str, moment: datetime) -> bool:
    """Whether the minute of `moment` is one of the expression's. Raises `ValueError` for what is no expression.

    Numbers, lists, ranges, steps, `*` and `?` are understood; names, `L`, `W` and `#` are not. Sunday is 1.
    """
    fields = expression.split()
    if len(fields) != len(_RANGES):
        raise ValueError(f"a cron expression has {len(_RANGES)} fields: {expression}")
    now = (moment.minute, moment.hour, moment.day, moment.month, moment.isoweekday() % 7 + 1, moment.year)
    return all(_holds(field, value, *bounds) for field, value, bounds in zip(fields, now, _RANGES, strict=True))


def is_due(expression: str, after: datetime, until: datetime) -> bool:
    """Whether one of the expression's minutes has begun after `after`, and not after `until`."""
    minute = max(after, until - LONGEST_GAP).replace(second=0, microsecond=0)
    while (minute := minute + timedelta(minutes=1)) <= until:
        if matches(expression, minute):
            return True
    return False


def _holds(field: str, value: int, low: int, high: int) -> bool:
    for part in field.split(","):
        span, _, step = part.partition("/")
        if span in ("*", "?"):
            first, last = low, high
        elif "-" in span:
            first, last = map(int, span.split("-"))
        else:
            first = int(span)
            last = high if step else first
        if first <= value <= last and (value - first) % int(step or 1) == 0:
            return True
    return False
