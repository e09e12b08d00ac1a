"""Authorizer of the HTTP API (payload 2.0, simple response): says who an access token belongs to."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.accounts import sessions
from film_studio.errors import AccountSuspended, Unauthenticated

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Allow a request whose `Authorization` header (the only identity source) carries a token of a session that lasts.

    API Gateway answers a bare 403 to who is refused. So that suspended users learn why, they pass with nothing but
    that they are suspended, and `http` refuses them before any route sees them.
    """
    scheme, _, token = event["identitySource"][0].partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise Unauthenticated("invalid_access_token", "The scheme is Bearer.")
        caller = sessions.authenticate(token)
    except AccountSuspended:
        return {"isAuthorized": True, "context": {"suspended": True}}
    except Unauthenticated as refusal:
        logger.info("refused", code=refusal.code)
        return {"isAuthorized": False}
    return {"isAuthorized": True, "context": caller.model_dump(mode="json")}
