"""Render stage: speech, score and the sounds of places → the finished sound."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import sound

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `soundtrack` (URI)."""
    run = Run.model_validate(event)
    return {"soundtrack": sound.make(run, event["plan"], event["timeline"], event["speeches"], event["score"])}
