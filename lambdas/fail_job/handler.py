"""Compensation: fails the job and refunds its credit, once."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs import failures, service
from film_studio.jobs.models import Run

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """`failure` is the error output of the state machine. Does nothing where the job is over or at a later attempt."""
    run = Run.model_validate(event)
    error, cause = event["failure"]["Error"], event["failure"].get("Cause") or ""
    code, message = failures.explain(error, cause)
    if service.fail(run.job_id, code, message, attempt=run.attempt):
        logger.error("job failed", job_id=str(run.job_id), code=code, error=error, cause=cause)
