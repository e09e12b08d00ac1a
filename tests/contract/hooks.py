"""What Schemathesis cannot know: who it asks as, and which refusals follow from rules that no schema can say.

It asks as somebody registered, as an administrator where only those may ask, and as somebody of no further use for what
ends an account or a login.
"""

import os
import secrets
import threading
import time
from typing import Any

import httpx
import psycopg
import schemathesis

from cdk.services import FUNCTIONS

STUDIO_URL = os.environ["STUDIO_URL"]
DATABASE_URL = os.environ["STUDIO_DATABASE_URL"]

USES = 50
"""After so many requests a user is looked at: what is asked may suspend or delete users, too."""

USE_SECONDS = 600
"""An access token lasts 900."""

PASSWORD = "correct horse battery"

FOR_ADMINS = {f"{route.method} {route.path}" for f in FUNCTIONS for route in f.routes if route.access == "admin"}

ENDING = {"DELETE /users/me", "POST /auth/logout"}
"""Operations after which the caller is not the same any more."""

RULES = {
    "foreign_url",  # one goes back to the studio's own pages
    "idempotency_conflict",  # the key was used for something else before
    "period_empty",  # one day against another
    "period_too_long",
    "period_unknown",
    "insufficient_credits",  # there may be none left
    "invalid_cursor",  # a word of the server's own
    "invalid_signature",  # only Stripe can make one
    "invalid_film",  # whether a script can be filmed is judged by its words
    "invalid_storyboard",  # which scenes, lines and characters there are, the script says
    "precondition_failed",  # what is changed was read in another state
    "password_too_long",  # measured in bytes
    "sign_in_expired",  # only the browser that has begun it can end it
    "reason_missing",  # needed by some changes only
    "too_far_ahead",  # than now
    "unknown_offer",  # what can be bought is configured
}
"""Codes of the refusals of what the schema allows."""

RULES_OF_FIELDS = {
    ("email", "own_address"),  # whose it is, only the studio knows
    ("email", "value_error"),  # an address that is one, but that no mail can reach
    ("return_url", "too_long"),  # measured with the slash that a host alone gets
    ("success_url", "too_long"),
    ("cancel_url", "too_long"),
}
"""The same, where a code says too little without its field."""


def register(*, admin: bool = False) -> str:
    """The access token of somebody new."""
    account = {"email": f"{secrets.token_hex(8)}@example.com", "password": PASSWORD, "full_name": "Asha"}
    answer = httpx.post(f"{STUDIO_URL}/auth/register", json=account, timeout=30).raise_for_status()
    with psycopg.connect(DATABASE_URL) as connection:
        connection.execute("UPDATE users SET email_verified_at = now() WHERE email = %s", [account["email"]])
        if admin:
            connection.execute("UPDATE users SET is_admin = true WHERE email = %s", [account["email"]])
    if admin:
        login = {"email": account["email"], "password": PASSWORD}
        answer = httpx.post(f"{STUDIO_URL}/auth/login", json=login, timeout=30).raise_for_status()
    token: str = answer.json()["access_token"]
    return token


def signed_in(token: str) -> bool:
    """Whether the studio still knows who has this token."""
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{STUDIO_URL}/users/me", headers=headers, timeout=30).status_code == 200


class Caller:
    """One user as long as possible, for what somebody made is nobody else's."""

    def __init__(self, *, admin: bool) -> None:
        self._admin = admin
        self._token = ""
        self._used = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def token(self) -> str:
        """The access token of who asks now."""
        with self._lock:
            self._used += 1
            over = time.monotonic() > self._until
            if over or (self._used % USES == 0 and not signed_in(self._token)):
                self._token, self._until = register(admin=self._admin), time.monotonic() + USE_SECONDS
            return self._token


@schemathesis.auth(refresh_interval=None)
class Users:
    """Gives each operation its caller."""

    def __init__(self) -> None:
        self._user = Caller(admin=False)
        self._admin = Caller(admin=True)

    def get(self, case: schemathesis.Case, context: Any) -> str:
        """The access token to ask with."""
        if case.operation.label in ENDING:
            return register()
        return (self._admin if case.operation.label in FOR_ADMINS else self._user).token()

    def set(self, case: schemathesis.Case, token: str, context: Any) -> None:
        """Put it where it belongs."""
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext, failure: Any, case: schemathesis.Case, response: schemathesis.Response
) -> bool:
    """Whether what Schemathesis found is one: not the refusal of a valid request by one of the `RULES`."""
    if "positive_data_acceptance" not in failure.checks:
        return True
    problem = response.json()
    if problem["code"] in RULES:
        return False
    faults = [(fault["field"], fault["code"]) for fault in problem.get("errors", ())]
    return not faults or any(code not in RULES and (field, code) not in RULES_OF_FIELDS for field, code in faults)
