"""Render stage: hands one request to a model endpoint, under the state machine's task token."""

from typing import Any

from aws_lambda_powertools import Logger

from film_studio.rendering import invocations
from film_studio.rendering.invocations import Invocation

logger = Logger()


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: object) -> None:
    """The answer goes to the token in the event: at once, or by `model_callback`."""
    invocations.invoke(Invocation.model_validate(event))
