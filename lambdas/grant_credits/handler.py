"""Grants monthly credits."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from film_studio.credits import grants

RESERVE_MILLISECONDS = 30_000
"""No batch begins later than this before the function's time is over."""

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Runs on the 1st at 00:00 UTC, and every hour for what was missed or is left over."""
    granted = grants.grant_due(go_on=lambda: context.get_remaining_time_in_millis() >= RESERVE_MILLISECONDS)
    logger.info("granted", users=granted)
