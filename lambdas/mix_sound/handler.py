"""Render stage: speech and score → the finished sound."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import sound

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `soundtrack` (URI)."""
    return {"soundtrack": sound.make(Run.model_validate(event), event["timeline"], event["speeches"], event["score"])}
