"""The WebSocket API: connections begin and end, and clients say what they want to hear of."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.errors import Unauthenticated
from film_studio.realtime import connections, listening

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """One event of API Gateway. A handshake that is not answered with 200 opens no connection."""
    request = event["requestContext"]
    connection_id, route = request["connectionId"], request["routeKey"]
    if route == "$connect":
        try:
            connections.open_with((event.get("queryStringParameters") or {}).get("ticket"), connection_id)
        except Unauthenticated as refusal:
            logger.info("refused", code=refusal.code)
            return {"statusCode": 401, "body": refusal.message}
    elif route == "$disconnect":
        connections.forget(connection_id)
    else:
        try:
            listening.hear(connection_id, event.get("body") or "", request["identity"]["sourceIp"])
        except connections.Gone:
            connections.forget(connection_id)
    return {"statusCode": 200}
