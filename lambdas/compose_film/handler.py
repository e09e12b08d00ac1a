"""Render stage: clips and soundtrack → film and thumbnail."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering.stages import film

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `film` (URI)."""
    uri = film.make(
        Run.model_validate(event),
        timeline_uri=event["timeline"],
        clip_uris=event["clips"],
        soundtrack_uri=event["soundtrack"],
        subtitle_uris=event["subtitles"],
    )
    return {"film": uri}
