"""Google: OpenID Connect. Its addresses come from its discovery document, who somebody is from a signed id_token."""

import hmac
import logging
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import jwt
from pydantic import BaseModel, ValidationError

from film_studio.errors import Forbidden, Malformed
from film_studio.settings import settings
from film_studio.sign_in.models import Client, Person
from film_studio.sign_in.outbound import READ_SECONDS, ask, unavailable

DISCOVERY_SECONDS = 3600.0
"""How long the discovery document is used."""

LEEWAY_SECONDS = 30
"""How much Google's clock may differ from ours."""

logger = logging.getLogger(__name__)


class _Document(BaseModel):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True)
class _Issuer:
    """An issuer's addresses and keys, and until when they are used."""

    document: _Document
    keys: jwt.PyJWKClient
    until: float


_known: dict[str, _Issuer] = {}


def authorization_url(client: Client, redirect_uri: str, state: str, challenge: str, nonce: str) -> str:
    """Where a browser is sent to sign in. Raises `Unavailable`."""
    query = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "prompt": "select_account",
    }
    return f"{_issuer().document.authorization_endpoint}?{urlencode(query)}"


def identify(client: Client, redirect_uri: str, code: str, verifier: str, nonce: str) -> Person:
    """Who has signed in, in exchange for the code that the browser brought back.

    Raises `Malformed` (`sign_in_refused`) for a code that Google does not take, `Forbidden` (`invalid_identity`) for an
    id_token that is not Google's, ours, of this sign-in, or valid any more, and `Unavailable`.
    """
    issuer = _issuer()
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": client.client_id,
        "client_secret": client.client_secret.get_secret_value(),
    }
    status, answer = ask("google", "POST", issuer.document.token_endpoint, fields=fields)
    reason = answer.get("error") if isinstance(answer, dict) else "no object"
    if reason == "invalid_grant":
        raise Malformed("sign_in_refused", "Google does not take this sign-in, or not any more: begin anew.")
    if status != 200 or reason:
        logger.error("Google refuses the studio: %s", reason)
        raise unavailable("google")
    claims = _claims(issuer, client, str(answer.get("id_token")))
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise _untrue()
    return Person(
        provider="google",
        subject=claims["sub"],
        email=claims.get("email") if claims.get("email_verified") is True else None,
        name=claims.get("name"),
    )


def forget() -> None:
    """Discover anew, as a fresh process would."""
    _known.clear()


def _issuer() -> _Issuer:
    name = settings().google_issuer
    known = _known.get(name)
    if known and time.monotonic() < known.until:
        return known
    status, answer = ask("google", "GET", f"{name}/.well-known/openid-configuration")
    try:
        document = _Document.model_validate(answer)
        if status != 200 or document.issuer != name:
            raise ValueError(f"status {status}, issuer {document.issuer!r}")
        # Every token comes from Google itself, so nobody can make us ask for keys: a new one is fetched at once.
        keys = jwt.PyJWKClient(document.jwks_uri, timeout=READ_SECONDS, cooldown_duration=0)
    except (ValidationError, ValueError, jwt.PyJWKClientError) as error:
        logger.warning("the discovery document of %s is none: %s", name, error)
        raise unavailable("google") from error
    _known[name] = _Issuer(document, keys, time.monotonic() + DISCOVERY_SECONDS)
    return _known[name]


def _claims(issuer: _Issuer, client: Client, id_token: str) -> dict[str, Any]:
    """What an id_token says, once it is known to be Google's and meant for us."""
    name = issuer.document.issuer
    try:
        key = issuer.keys.get_signing_key_from_jwt(id_token)
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key.key,
            ["RS256"],
            audience=client.client_id,
            issuer=[name, name.removeprefix("https://")],  # Google uses both
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "aud", "exp", "iat", "sub", "nonce"], "strict_aud": True},
        )
    except jwt.PyJWKClientConnectionError as error:
        raise unavailable("google") from error
    except (jwt.PyJWTError, ValueError) as error:
        logger.warning("an id_token is refused: %s", error)
        raise _untrue() from error
    return claims


def _untrue() -> Forbidden:
    return Forbidden("invalid_identity", "What came back from Google does not belong to this sign-in: begin anew.")
