"""A studio that is asked in bulk: its variables while a block runs. Nothing is rendered, and no rate is limited."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from film_studio.limits import policies

VARIABLES = {"RENDER_SLOTS": "0", "RATE_LIMITS": json.dumps({policy.name: 0 for policy in policies.ALL})}


@contextmanager
def variables() -> Iterator[None]:
    """Set them for a studio that starts within the block."""
    before = {name: os.environ.get(name) for name in VARIABLES}
    os.environ.update(VARIABLES)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
