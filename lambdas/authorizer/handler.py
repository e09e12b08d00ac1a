"""Authorizer of the HTTP API (payload 2.0, simple response): says who an access token belongs to."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.accounts import tokens
from film_studio.errors import Unauthenticated

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Allow a request whose `Authorization` header (the only identity source) carries one of our access tokens."""
    scheme, _, token = event["identitySource"][0].partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise Unauthenticated("invalid_access_token", "The scheme is Bearer.")
        caller = tokens.verify(token)
    except Unauthenticated as refusal:
        logger.info("refused", code=refusal.code)
        return {"isAuthorized": False}
    return {"isAuthorized": True, "context": caller.model_dump(mode="json")}
