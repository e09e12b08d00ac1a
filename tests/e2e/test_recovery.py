"""Any process may be killed at any moment: the film still comes out, the same frames, one credit paid."""

import signal
from pathlib import Path

import pytest

from .conftest import Client, RunningStudio, frame_hashes

SCRIPT = "the_lighthouse_fox"
OPTIONS = {"quality": "preview", "frame": "1:1"}


@pytest.fixture(scope="module")
def undisturbed(shared_studio: RunningStudio, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Frames of the film when nothing goes wrong."""
    user = Client(shared_studio)
    job = user.ask(SCRIPT, **OPTIONS)
    assert user.wait(job)["status"] == "completed"
    return frame_hashes(user.download(job, tmp_path_factory.mktemp("undisturbed")))


def animating(status: dict) -> bool:
    """Whether the first scenes are animated and others still to come."""
    return any(s["stage"] == "lip_sync" and 0 < s["done"] < s["total"] for s in status["stages"])


def composing(status: dict) -> bool:
    """Whether the film is being composed."""
    return status["current_step"] == "compose"


@pytest.mark.parametrize(
    ("victim", "moment"),
    [
        (("sagemaker_containers.serving", "lip_sync"), animating),
        (("awslambdaric", "compose_film"), composing),
        (("postgres",), animating),
    ],
    ids=["container", "lambda", "postgres"],
)
def test_a_killed_process_costs_nothing(
    victim: tuple[str, ...], moment, studio: RunningStudio, undisturbed: list[str], tmp_path: Path
) -> None:
    user = Client(studio)
    job = user.ask(SCRIPT, **OPTIONS)
    assert user.wait(job, until=moment)["status"] == "processing"
    killed = studio.processes(*victim)
    assert killed, [" ".join(p.cmdline()) for p in studio.processes()]

    killed[0].kill()

    assert user.wait(job)["status"] == "completed"
    assert user.credits() == 2
    assert frame_hashes(user.download(job, tmp_path)) == undisturbed


def test_the_whole_studio_killed_and_started_again_finishes_the_film(
    studio: RunningStudio, undisturbed: list[str], tmp_path: Path
) -> None:
    user = Client(studio)
    job = user.ask(SCRIPT, **OPTIONS)
    assert user.wait(job, until=animating)["status"] == "processing"

    assert studio.stop(signal.SIGKILL) == []  # nobody outlives it
    studio.start()

    assert user.wait(job)["status"] == "completed"
    assert user.credits() == 2
    assert frame_hashes(user.download(job, tmp_path)) == undisturbed


def test_what_was_there_is_there_after_a_restart(studio: RunningStudio, tmp_path: Path) -> None:
    user = Client(studio)
    job = user.ask(SCRIPT, **OPTIONS)
    assert user.wait(job)["status"] == "completed"
    before = frame_hashes(user.download(job, tmp_path / "before"))

    assert studio.stop() == []
    studio.start()

    assert [p["status"] for p in user.call("GET", "/projects").json()["items"]] == ["completed"]
    assert user.call("GET", "/users/me").json()["email"] == user.email
    assert frame_hashes(user.download(job, tmp_path / "after")) == before
