"""Render stage: script → FilmPlan."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering import stages

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Gives `plan` (URI) and `scenes` (numbers)."""
    return stages.analyse_script(Run.model_validate(event)).model_dump()
