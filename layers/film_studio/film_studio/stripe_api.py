"""Stripe's API: one client per process, and what can go wrong with it.

The library takes an eighth of a second to import, so only what talks to Stripe does.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from film_studio.aws import client
from film_studio.errors import Invalid, Malformed, Unavailable
from film_studio.settings import settings

TOLERANCE_SECONDS = 300
"""How old the signature of a webhook may be."""

logger = logging.getLogger(__name__)


@cache
def _keys() -> dict[str, str]:
    """`api_key` and `webhook_secret`. Raises `Unavailable` (`payments_not_offered`) where the studio has none."""
    if not settings().stripe_secret:
        raise Unavailable("payments_not_offered", "This studio sells nothing: it has no keys of Stripe.")
    secret = client("secretsmanager").get_secret_value(SecretId=settings().stripe_secret)["SecretString"]
    keys: dict[str, str] = json.loads(secret)
    return keys


@cache
def api() -> Any:
    """Stripe's API (`StripeClient.v1`, whose own types would have to be imported). Requests are tried three times."""
    from stripe import StripeClient

    addresses: Any = {"api": settings().stripe_api_url}
    return StripeClient(_keys()["api_key"], base_addresses=addresses, max_network_retries=2).v1


def forget() -> None:
    """Read the keys and connect anew, as a fresh process would."""
    _keys.cache_clear()
    api.cache_clear()


@contextmanager
def asking() -> Iterator[None]:
    """What Stripe refuses in here is raised as the studio's own refusals.

    `Unavailable` (`payments_unavailable`) where it does not answer or does not know our key, `Invalid`
    (`idempotency_conflict`) for a key that was used for something else. What else it refuses is a mistake of ours.
    """
    import stripe

    try:
        yield
    except stripe.IdempotencyError as error:
        raise Invalid(
            code="idempotency_conflict", message="This Idempotency-Key was used for another request before."
        ) from error
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError, stripe.AuthenticationError) as error:
        logger.warning("Stripe does not answer: %s", error)
        raise Unavailable("payments_unavailable", "Payments are not available at the moment. Try again.") from error


def gone(error: Exception) -> bool:
    """Whether Stripe says that there is no such object (any more)."""
    return getattr(error, "code", None) == "resource_missing"


def verified(body: bytes, signature: str) -> dict[str, Any]:
    """The event in the body of a webhook. Raises `Malformed` (`invalid_signature`) for one that Stripe has not signed.

    `body` is what was received, to the byte: another spelling of the same JSON has another signature.
    """
    import stripe

    try:
        text = body.decode()
        stripe.WebhookSignature.verify_header(text, signature, _keys()["webhook_secret"], TOLERANCE_SECONDS)
        event = json.loads(text)
    except (stripe.SignatureVerificationError, ValueError) as error:
        message = f"Stripe-Signature: it is not Stripe's for this body, or older than {TOLERANCE_SECONDS} seconds."
        raise Malformed("invalid_signature", message) from error
    if not isinstance(event, dict) or not isinstance(event.get("id"), str) or not isinstance(event.get("type"), str):
        raise Malformed("invalid_event", "The body must be an event.")
    return event
