"""Takes up what Stripe has told: payments become credits, subscriptions tiers."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.billing import receipts

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every minute, and when an event has come."""
    logger.info("taken up", events=receipts.take_up())
