"""Compares jobs with executions and mends what was lost; settles films in review that wait for nobody any more."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.analytics import monitoring
from film_studio.jobs import reconcile
from film_studio.moderation import reviews

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Runs every few minutes. `{"restarted": true}` says that queues and executions were in memory and are all gone."""
    reconcile.reconcile(restarted=event.get("restarted", False))
    reviews.sweep()
    monitoring.emit()
