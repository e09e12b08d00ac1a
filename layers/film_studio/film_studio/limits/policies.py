"""The table of rate limits. `RATE_LIMITS` in the settings changes quotas by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """At most `quota` requests in any `window` seconds, of one partition.

    A `sensitive` one counts in Postgres while the cache is away; others are not counted then.
    """

    name: str
    quota: int
    window: int
    partition: Literal["user", "address", "account"]
    sensitive: bool = False


EVERY_REQUEST = (Policy("user", 600, 60, "user"), Policy("address", 1200, 60, "address"))

GENERATE = (Policy("generate", 30, 60, "user"),)

REALTIME = (Policy("realtime", 300, 60, "user"),)
"""What a message on a WebSocket connection counts."""

BY_ROUTE: Mapping[str, tuple[Policy, ...]] = {
    "POST /auth/register": (Policy("register-address", 100, 3600, "address", sensitive=True),),
    "POST /auth/login": (
        Policy("login-address", 60, 300, "address", sensitive=True),
        Policy("login-account", 10, 300, "account", sensitive=True),
    ),
    "POST /auth/forgot-password": (
        Policy("forgot-address", 30, 3600, "address", sensitive=True),
        Policy("forgot-account", 5, 3600, "account", sensitive=True),
    ),
    "POST /auth/reset-password": (Policy("reset-address", 30, 3600, "address", sensitive=True),),
    "POST /auth/verify-email": (Policy("verify-address", 60, 3600, "address", sensitive=True),),
    "POST /auth/confirm-email": (Policy("verify-address", 60, 3600, "address", sensitive=True),),
    "POST /users/me/verification": (Policy("verification", 5, 3600, "user", sensitive=True),),
    "POST /users/me/email": (Policy("email", 10, 3600, "user", sensitive=True),),
    "POST /projects/{id}/generate": GENERATE,
    "POST /projects/{id}/scenes/{number}/regenerate": GENERATE,
    "POST /jobs/create": GENERATE,
}
"""What a route counts beside what every request does. An account is the address in the body's `email`."""

ALL = frozenset((*EVERY_REQUEST, *REALTIME, *(policy for policies in BY_ROUTE.values() for policy in policies)))
"""Every policy there is."""
