"""Waking the pusher when something has happened that somebody listens to.

Only speed depends on it: the pusher comes every minute anyway. The cache knows which projects are listened to, and
whether the pusher has been called and has not begun yet, so that a burst of changes calls it once.
"""

import logging
from collections.abc import Iterable
from uuid import UUID

import psycopg

from film_studio import cache
from film_studio.aws import wake
from film_studio.database import transaction
from film_studio.realtime import repository
from film_studio.settings import settings

KNOWN_SECONDS = 60
"""How long the cache holds whether a project is listened to."""

CALL_SECONDS = 5
"""How long a call of the pusher stands for others, should it be lost."""

CALLED = "realtime:called"

logger = logging.getLogger(__name__)


def changed(project_ids: Iterable[UUID]) -> None:
    """What has been committed changed these projects: wake the pusher, if anybody listens. Never raises."""
    if not settings().pusher_function:
        return
    try:
        if not any(_is_heard(project_id) for project_id in project_ids):
            return
    except psycopg.Error:
        logger.exception("nobody knows who listens")
        return
    # Whoever has called it before, and whom it has not answered yet, has called it for this change too.
    if cache.ask(lambda valkey: valkey.set(CALLED, 1, nx=True, ex=CALL_SECONDS), True):
        wake(settings().pusher_function)


def begun() -> None:
    """The pusher has been called, and reads the records from now on: what changes after this calls it again."""
    cache.forget(CALLED)


def heard(project_id: UUID) -> None:
    """Somebody listens to a project from now on."""
    cache.put(_key(project_id), "1", KNOWN_SECONDS)


def _is_heard(project_id: UUID) -> bool:
    held = cache.get(_key(project_id))
    if held is not None:
        return held == b"1"
    with transaction() as connection:
        found = repository.is_heard(connection, project_id)
    # Not over what `heard` has put there meanwhile: it knows better.
    answer = str(int(found))
    cache.ask(lambda valkey: valkey.set(_key(project_id), answer, nx=True, ex=KNOWN_SECONDS), None)
    return found


def _key(project_id: UUID) -> str:
    return f"realtime:heard:{project_id}"
