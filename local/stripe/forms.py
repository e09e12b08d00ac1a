"""Stripe's form encoding: `items[0][price]=x` is `{"items": [{"price": "x"}]}`."""

import re
from collections.abc import Iterable
from typing import Any


def decode(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The nested parameters of a form or query. Numbers and booleans stay text, as they were sent."""
    root: dict[str, Any] = {}
    for name, value in pairs:
        head, *rest = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name) or [name]
        into: dict[str, Any] = root
        for part in rest:
            into = into.setdefault(head, {})
            head = part or str(len(into))
        into[head] = value
    return {name: _lists(value) for name, value in root.items()}


def _lists(value: Any) -> Any:
    """Dicts whose keys count from 0 are lists."""
    if not isinstance(value, dict):
        return value
    values = [_lists(each) for each in value.values()]
    if value and all(key.isdigit() for key in value):
        return values
    return dict(zip(value, values, strict=True))


def true(value: Any) -> bool:
    """Whether a parameter says yes."""
    return value in (True, "true", "True", "1")
