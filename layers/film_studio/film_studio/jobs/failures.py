"""What went wrong in a render, as a stable code and words for the person who waits for the film."""

import json

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
