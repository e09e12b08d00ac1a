"""Ends jobs whose execution timed out or was aborted, and wakes the dispatcher."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs import reconcile

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """An EventBridge event `Step Functions Execution Status Change`."""
    detail = event["detail"]
    reconcile.execution_ended(
        detail["executionArn"], detail["status"], error=detail.get("error") or "", cause=detail.get("cause") or ""
    )
