"""What people read when a render fails."""

import json

import pytest

from film_studio.jobs import failures


@pytest.mark.parametrize("error", ["States.Timeout", "States.HeartbeatTimeout"])
def test_a_timeout_is_called_one(error: str) -> None:
    assert failures.explain(error, "")[0] == "timed_out"


def test_what_a_model_cannot_do_is_said_in_its_own_words() -> None:
    code, message = failures.explain("Model.Unsupported", "There is no voice for Klingon.")
    assert code == "unsupported"
    assert "There is no voice for Klingon." in message


def test_a_lambdas_traceback_is_not_shown() -> None:
    cause = json.dumps({"errorType": "KeyError", "errorMessage": "'scene'", "stackTrace": ["handler.py"]})
    code, message = failures.explain("KeyError", cause)
    assert code == "render_failed"
    assert "scene" not in message
    assert "handler.py" not in message


@pytest.mark.parametrize("cause", ["", "null", "[1]", '"text"', "{broken", '{"other": 1}'])
def test_any_cause_gives_a_whole_sentence(cause: str) -> None:
    for error in ("Model.Unsupported", "FilmFault", "Model.Failed", ""):
        code, message = failures.explain(error, cause)
        assert code
        assert message.startswith(("The ", "Something ", "Making "))
        assert "{" not in message.replace(cause or "\0", "")
