"""Makes the archives of their data that users have asked for, and deletes them after a week."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.aws import wake
from film_studio.exports import service
from film_studio.settings import settings

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every few minutes, and when an archive is asked for; makes one, so that each has the whole of its time."""
    service.prune()
    if service.make_next():
        wake(settings().exports_function)
