"""GitHub: OAuth without OpenID. Who somebody is, its API says; a refused code is answered with 200 and an `error`."""

import logging
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, TypeAdapter, ValidationError

from film_studio.errors import Malformed
from film_studio.settings import settings
from film_studio.sign_in.models import Client, Person
from film_studio.sign_in.outbound import ask, unavailable

API_VERSION = "2022-11-28"

logger = logging.getLogger(__name__)


class _User(BaseModel):
    id: int
    login: str
    name: str | None = None


class _Address(BaseModel):
    email: str
    primary: bool
    verified: bool


_ADDRESSES = TypeAdapter(list[_Address])


def authorization_url(client: Client, redirect_uri: str, state: str, challenge: str, nonce: str) -> str:
    """Where a browser is sent to sign in. GitHub knows no `nonce`."""
    query = {
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "scope": "user:email",
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{settings().github_url}/login/oauth/authorize?{urlencode(query)}"


def identify(client: Client, redirect_uri: str, code: str, verifier: str, nonce: str) -> Person:
    """Who has signed in, in exchange for the code that the browser brought back; the primary address, if verified.

    Raises `Malformed` (`sign_in_refused`) for a code that GitHub does not take, and `Unavailable`.
    """
    fields = {
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
        "client_id": client.client_id,
        "client_secret": client.client_secret.get_secret_value(),
    }
    status, answer = ask("github", "POST", f"{settings().github_url}/login/oauth/access_token", fields=fields)
    reason = answer.get("error") if isinstance(answer, dict) else "no object"
    if reason == "bad_verification_code":
        raise Malformed("sign_in_refused", "GitHub does not take this sign-in, or not any more: begin anew.")
    if status != 200 or reason:
        logger.error("GitHub refuses the studio: %s", reason)
        raise unavailable("github")
    token = str(answer.get("access_token"))
    try:
        user = _User.model_validate(_api("/user", token))
        addresses = _ADDRESSES.validate_python(_api("/user/emails?per_page=100", token))
    except ValidationError as error:
        logger.warning("GitHub's API answers otherwise than it promises: %s", error.errors(include_input=False))
        raise unavailable("github") from error
    return Person(
        provider="github",
        subject=str(user.id),
        email=next((address.email for address in addresses if address.primary and address.verified), None),
        name=user.name or user.login,
    )


def _api(path: str, token: str) -> Any:
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "X-GitHub-Api-Version": API_VERSION,
    }
    status, answer = ask("github", "GET", f"{settings().github_api_url}{path}", headers=headers)
    if status != 200:
        logger.error("GitHub's API answers %s to GET %s", status, path)
        raise unavailable("github")
    return answer
