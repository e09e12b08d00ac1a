"""Tells WebSocket connections what has happened to the jobs and projects that they listen to."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.realtime import connections, pushing

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every minute, and when something has happened that somebody listens to."""
    logger.info("pushed", events=pushing.push())
    connections.sweep()
