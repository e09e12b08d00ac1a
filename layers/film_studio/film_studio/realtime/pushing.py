"""Telling connections what they have not been told.

The records say what that is: the number up to which each subscription has been told. So a push that is lost, or comes
twice, or at the same time as another one, neither loses nor reorders anything; where a process dies after it has sent
an event and before it has noted that, the event is told again, under the same number.
"""

import logging

from botocore.exceptions import BotoCoreError, ClientError

from film_studio.database import transaction
from film_studio.realtime import connections, repository, waking
from film_studio.realtime.models import Event

AT_ONCE = 100
"""Events of a connection in one transaction."""

logger = logging.getLogger(__name__)


def push() -> int:
    """Tell every connection what it has not been told; gives how many events that were.

    A connection that cannot be told now is left for the next push.
    """
    waking.begun()
    _end_unseen()
    told = 0
    done: list[str] = []
    while True:
        with transaction() as connection:
            behind = repository.behind(connection, done)
        if not behind:
            return told
        for connection_id in behind:
            told += tell(connection_id)
        # Each has its turn before any has a second one; what came meanwhile has woken another push.
        done += behind


def tell(connection_id: str) -> int:
    """Tell one connection what it has not been told, in order; gives how many events that were.

    Its row is locked meanwhile: two pushes take turns, and the second one reads what came after the first one had.
    """
    told = 0
    while True:
        with transaction() as connection:
            if not repository.lock_connection(connection, connection_id):
                return told
            rows = repository.unsent(connection, connection_id, AT_ONCE)
            for row in rows:
                event = Event(
                    type=row["type"],
                    project_id=row["project_id"],
                    sequence=row["sequence"],
                    at=row["created_at"],
                    **row["content"],
                )
                try:
                    connections.say(connection_id, event)
                except connections.Gone:
                    repository.remove_connection(connection, connection_id)
                    return told
                except (BotoCoreError, ClientError) as error:
                    logger.warning("%s could not be told: %s", connection_id, error)
                    return told
                repository.mark_sent(connection, connection_id, row["project_id"], row["heard_job"], row["sequence"])
                told += 1
        if len(rows) < AT_ONCE:
            return told


def _end_unseen() -> None:
    """Tell those who listen to what they do not see any more, and end those subscriptions."""
    with transaction() as connection:
        for row in repository.unseen(connection):
            ended = {"type": "unsubscribed", "project_id": str(row["project_id"]), "code": "project_not_found"}
            try:
                connections.say(row["connection_id"], ended)
            except connections.Gone:
                repository.remove_connection(connection, row["connection_id"])
            except (BotoCoreError, ClientError) as error:
                logger.warning("%s could not be told: %s", row["connection_id"], error)
                continue
            repository.unsubscribe(connection, row["connection_id"], row["project_id"], row["job_id"])
