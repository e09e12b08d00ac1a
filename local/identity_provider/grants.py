"""Authorization codes: what a person has allowed a client, until the client comes for it, once and in time."""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Literal

from local.identity_provider.clients import Client
from local.identity_provider.people import Person

CODE_SECONDS = 60.0

Refusal = Literal["invalid_code", "invalid_redirect_uri", "invalid_verifier"]


class Refused(Exception):
    """A code that is not exchanged; `reason` says why, in no provider's words."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Grant:
    """What was allowed, to whom, and what the client must show that it is the one that asked."""

    client: Client
    person: Person
    challenge: str
    nonce: str
    scope: str
    code: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    access_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    until: float = field(default_factory=lambda: time.monotonic() + CODE_SECONDS)
    spent: bool = False


class Grants:
    """The grants of one provider. A code that comes twice has been stolen: what it was exchanged for ends, too."""

    def __init__(self) -> None:
        self._by_code: dict[str, Grant] = {}
        self._by_token: dict[str, Grant] = {}

    def add(self, grant: Grant) -> None:
        """Have a code wait for its client."""
        self._by_code[grant.code] = grant

    def exchange(self, client: Client, code: str, redirect_uri: str, verifier: str) -> Grant:
        """The grant of a code; its access token is good from now on. Raises `Refused`; then the code is spent, too."""
        grant = self._by_code.get(code)
        if grant is None or grant.client != client:
            raise Refused("invalid_code")
        if grant.spent or time.monotonic() > grant.until:
            self._by_token.pop(grant.access_token, None)
            raise Refused("invalid_code")
        grant.spent = True
        if redirect_uri != client.redirect_uri:
            raise Refused("invalid_redirect_uri")
        if grant.challenge or verifier:
            made = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
            if not hmac.compare_digest(made, grant.challenge):
                raise Refused("invalid_verifier")
        self._by_token[grant.access_token] = grant
        return grant

    def of_token(self, access_token: str) -> Grant | None:
        """The grant that an access token comes from."""
        return self._by_token.get(access_token)
