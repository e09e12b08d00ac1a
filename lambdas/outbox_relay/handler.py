"""Puts scheduled jobs whose time has come into their queues, sends what the outbox holds, wakes the dispatcher."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio import outbox
from film_studio.aws import wake
from film_studio.jobs import lines
from film_studio.settings import settings

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every minute, and when a job has been accepted."""
    while lines.release_due():
        pass
    if outbox.relay():
        wake(settings().dispatcher_function)
