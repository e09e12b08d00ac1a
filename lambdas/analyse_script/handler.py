"""Render stage: script → FilmPlan."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import script

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Gives `plan` (URI) and `scenes` (numbers)."""
    return script.analyse(Run.model_validate(event)).model_dump()
