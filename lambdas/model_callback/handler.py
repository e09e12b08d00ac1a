"""Answers the task token when a model endpoint has succeeded or failed."""

import json
from typing import Any

from aws_lambda_powertools import Logger

from film_studio.rendering import invocations

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """An SNS event with SageMaker's notifications."""
    for record in event["Records"]:
        invocations.answer(json.loads(record["Sns"]["Message"]))
