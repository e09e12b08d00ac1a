"""Connections: opened by a ticket, told things, closed.

A connection is API Gateway's; the records know whose it is and what it listens to. Neither is trusted to know when the
other has ended: a connection that API Gateway does not have is forgotten when something is said to it, and one whose
login has ended is closed by the sweep of every minute.
"""

import json
import logging
import secrets
from datetime import timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel

from film_studio.accounts.models import Caller
from film_studio.aws import client
from film_studio.database import transaction
from film_studio.errors import Unauthenticated
from film_studio.realtime import repository
from film_studio.realtime.models import Ticket
from film_studio.secret_words import digest
from film_studio.settings import settings

TICKET_LIFE = timedelta(minutes=1)

MOST_OF_USER = 20
"""Connections of one user; the oldest makes room for another one."""

LIFE = timedelta(hours=2)
"""API Gateway ends every connection after that."""

EVENTS_KEPT = timedelta(days=1)
"""How long a client may have been away and still resume."""

logger = logging.getLogger(__name__)


def ticket(caller: Caller) -> Ticket:
    """Lets a caller open one connection within a minute.

    A browser can send no header with a WebSocket, and an access token has no place in an address, which is logged.
    """
    word = secrets.token_urlsafe(24)
    with transaction() as connection:
        row = repository.add_ticket(connection, digest(word), caller.user_id, caller.session_id, TICKET_LIFE)
    return Ticket(ticket=word, url=f"{settings().websocket_url}?ticket={word}", expires_at=row["expires_at"])


def open_with(word: str | None, connection_id: str) -> None:
    """A connection begins with a ticket, which is spent. Raises `Unauthenticated` (`invalid_ticket`)."""
    with transaction() as connection:
        found = repository.take_ticket(connection, digest(word)) if word else None
        if found is None:
            raise Unauthenticated(
                "invalid_ticket", "Get a ticket first: POST /realtime/ticket. It is valid for a minute."
            )
        repository.add_connection(connection, connection_id, found["user_id"], found["session_id"])
        surplus = repository.surplus(connection, found["user_id"], MOST_OF_USER)
    for old in surplus:
        close(old)


def forget(connection_id: str) -> None:
    """A connection has ended; doing it again changes nothing."""
    with transaction() as connection:
        repository.remove_connection(connection, connection_id)


def close(connection_id: str) -> None:
    """End a connection. Where API Gateway does not answer, it stays on record, and the next sweep tries again."""
    try:
        client("apigatewaymanagementapi").delete_connection(ConnectionId=connection_id)
    except ClientError as error:
        if not _gone(error):
            logger.warning("could not close %s: %s", connection_id, error)
            return
    except BotoCoreError as error:
        logger.warning("could not close %s: %s", connection_id, error)
        return
    forget(connection_id)


class Gone(Exception):
    """The connection has ended."""


def say(connection_id: str, message: BaseModel | dict[str, Any]) -> None:
    """Send a message to a connection. Raises `Gone`, `ClientError` and `BotoCoreError`."""
    if isinstance(message, BaseModel):
        text = message.model_dump_json(exclude_none=True)
    else:
        text = json.dumps({name: value for name, value in message.items() if value is not None}, ensure_ascii=False)
    try:
        client("apigatewaymanagementapi").post_to_connection(ConnectionId=connection_id, Data=text.encode())
    except ClientError as error:
        if _gone(error):
            raise Gone from error
        raise


def sweep() -> None:
    """Close what should not be open any more, and forget what nobody will ask for."""
    with transaction() as connection:
        repository.prune(connection, EVENTS_KEPT)
        over = repository.over(connection, LIFE)
    for connection_id in over:
        close(connection_id)


def _gone(error: ClientError) -> bool:
    return bool(error.response["Error"]["Code"] == "GoneException")
