"""Render stage: clips, speech and score → film and thumbnail."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.jobs.models import Run
from film_studio.rendering import stages

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """Gives `film` (URI)."""
    film = stages.compose_film(
        Run.model_validate(event),
        timeline_uri=event["timeline"],
        speech_uris=event["speeches"],
        clip_uris=event["clips"],
        score_uri=event["score"],
        subtitle_uris=event["subtitles"],
    )
    return {"film": film}
