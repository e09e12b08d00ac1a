"""Render stage: completes the job and its project."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.film.models import Film
from film_studio.jobs import service
from film_studio.jobs.models import Run
from film_studio.storage import get_document

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """Does nothing where the job is over already."""
    service.finish(Run.model_validate(event), get_document(event["film"], Film))
