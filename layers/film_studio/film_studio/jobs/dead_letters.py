"""Dead letters: messages that a queue has delivered again and again without anybody being able to act on them."""

import logging

import psycopg

from film_studio.database import transaction
from film_studio.jobs import repository

logger = logging.getLogger(__name__)


def note_failure(message_id: str, reason: str) -> None:
    """Keep why a delivery failed, for whoever finds the message among the dead letters; the last reason counts.

    Never raises: the failure itself is what matters to the caller.
    """
    logger.error("message %s: %s", message_id, reason)
    try:
        with transaction() as connection:
            repository.note_failure(connection, message_id, reason[:1000])
    except psycopg.Error:
        logger.exception("why message %s failed is not on record", message_id)
