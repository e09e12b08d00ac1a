"""What went wrong in a render, as a stable code and words for the person who waits for the film."""

import json
import random
from datetime import timedelta

LOST_TOO_OFTEN = (
    "render_lost",
    "The film could not be made: its rendering was interrupted again and again. Your credit is back; please try again.",
)

_MESSAGES = {
    "timed_out": "Making the film took too long and was stopped. Your credit is back; please try again.",
    "render_failed": "Something went wrong while the film was made. Your credit is back; please try again.",
    "unsupported": "The film cannot be made as asked: {detail} Your credit is back.",
    "film_rejected": "The finished film did not pass our own check ({detail}), so it is not delivered. "
    "Your credit is back; please try again.",
}

PERMANENT = frozenset(
    {
        "Model.Unsupported",
        "FilmFault",
        "ValidationError",
        "JobOver",
        "States.Runtime",
        "States.QueryEvaluationError",
        "States.DataLimitExceeded",
    }
)
"""Errors that another attempt would only meet again: what is asked cannot be made, or our own documents do not fit."""

BACKOFF_SECONDS = 60.0
"""How long the first further attempt waits at most; each one after it four times as long."""


def is_of_the_moment(error: str) -> bool:
    """Whether another attempt may well succeed: a machine died, a service was busy, something took too long."""
    return error not in PERMANENT


def backoff(attempt: int, chance: random.Random | None = None) -> timedelta:
    """How long to wait after `attempt` (1, 2, …) has failed: half to all of 1, 4, 16 … minutes.

    By chance, so that jobs that failed together do not come back together.
    """
    return timedelta(seconds=BACKOFF_SECONDS * 4 ** (attempt - 1) * (chance or random).uniform(0.5, 1.0))


def explain(error: str, cause: str) -> tuple[str, str]:
    """The code and message of a job that failed with the state machine's `error` and `cause`."""
    detail = _detail(cause)
    if error in ("States.Timeout", "States.HeartbeatTimeout"):
        code = "timed_out"
    elif error == "Model.Unsupported" and detail:
        code = "unsupported"
    elif error == "FilmFault" and detail:
        code = "film_rejected"
    else:
        code = "render_failed"
    return code, _MESSAGES[code].format(detail=detail)


def _detail(cause: str) -> str:
    """What an error says: a Lambda's cause is JSON with `errorMessage`, a model's is plain text."""
    try:
        return str(json.loads(cause)["errorMessage"])
    except (ValueError, KeyError, TypeError):
        return cause
