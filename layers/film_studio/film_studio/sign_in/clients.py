"""What the studio is to each provider: ids and secrets from Secrets Manager."""

import time

from pydantic import TypeAdapter

from film_studio.aws import client
from film_studio.errors import NotFound
from film_studio.settings import settings
from film_studio.sign_in.models import NAMES, Client, Provider

KEPT_SECONDS = 300.0
"""How long they are used before the secret is read again."""

_CLIENTS = TypeAdapter(dict[Provider, Client])

_clients: dict[Provider, Client] = {}
_read_at = float("-inf")


def client_of(provider: Provider) -> Client:
    """The studio's client at a provider. Raises `NotFound` (`sign_in_not_offered`) where it has none."""
    global _read_at
    if settings().oauth_clients_secret and time.monotonic() - _read_at >= KEPT_SECONDS:
        secret = client("secretsmanager").get_secret_value(SecretId=settings().oauth_clients_secret)["SecretString"]
        _clients.clear()
        _clients.update(_CLIENTS.validate_json(secret))
        _read_at = time.monotonic()
    if provider not in _clients:
        raise NotFound("sign_in_not_offered", f"This studio does not offer sign-in with {NAMES[provider]}.")
    return _clients[provider]


def forget() -> None:
    """Read the secret anew, as a fresh process would."""
    global _read_at
    _clients.clear()
    _read_at = float("-inf")
