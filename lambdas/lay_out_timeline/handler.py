"""Render stage: plan and speech → Timeline."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import timeline

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Gives `timeline` (URI), `shots_to_film` and subtitle `languages`."""
    return timeline.lay_out(Run.model_validate(event), event["plan"], event["speeches"]).model_dump()
