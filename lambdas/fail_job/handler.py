"""Compensation: schedules a failed run again, or fails its job and refunds its credit, once."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs import retries
from film_studio.jobs.models import Run

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """`failure` is the error output of the state machine. Does nothing where the job is over or at a later attempt."""
    error, cause = event["failure"]["Error"], event["failure"].get("Cause") or ""
    retries.run_failed(Run.model_validate(event), error, cause)
