"""What people read when a render fails."""

import json
import random

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


@pytest.mark.parametrize("error", ["Model.Unsupported", "FilmFault", "ValidationError", "JobOver", "States.Runtime"])
def test_what_would_only_fail_again_is_permanent(error: str) -> None:
    assert not failures.is_of_the_moment(error)


@pytest.mark.parametrize("error", ["Model.Failed", "States.Timeout", "States.TaskFailed", "OperationalError", ""])
def test_what_may_succeed_next_time_is_of_the_moment(error: str) -> None:
    assert failures.is_of_the_moment(error)


def test_each_wait_is_longer_and_left_to_chance() -> None:
    chance = random.Random(3)
    waits = [[failures.backoff(attempt, chance).total_seconds() for _ in range(200)] for attempt in (1, 2, 3)]
    for attempt, seconds in enumerate(waits):
        assert 30 * 4**attempt <= min(seconds) < 32 * 4**attempt
        assert 58 * 4**attempt < max(seconds) <= 60 * 4**attempt
