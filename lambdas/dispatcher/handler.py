"""Fills free render slots from the priority queues."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs import dispatch

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every minute, when messages were sent, and when an execution has ended."""
    logger.info("dispatched", begun=dispatch.dispatch())
