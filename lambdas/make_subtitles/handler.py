"""Render stage: subtitle files of one language."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import subtitles

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `subtitles` (URI)."""
    run = Run.model_validate(event)
    return {"subtitles": subtitles.make(run, event["plan"], event["timeline"], event["language"])}
