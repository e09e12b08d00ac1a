"""Render stage: probes the finished film."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import check

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `report` (URI)."""
    return {"report": check.probe(Run.model_validate(event), event["timeline"], event["film"])}
