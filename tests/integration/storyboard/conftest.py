"""A project whose film has been made, past the render itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from film_studio.film.models import Film, FilmedScene, FilmedShot, SubtitleTrack
from film_studio.jobs import service
from film_studio.jobs.models import Run

TALE = """At noon in the village the potter Raghu shaped a lamp. The clay was cold, and the wheel was slow.

That night in the forest an owl called. "Who is there?" asked Meera. She held her breath and waited.

Next morning a storm came over the sea shore. Two boats were gone, and all the nets were torn.

At dusk they stood in the palace. "We are poor," said Raghu. "We have one lamp," said Meera. The old king looked at them
both, and then he opened the gate with his own hand.
"""


@pytest.fixture
def script() -> str:
    """A tale of four scenes: village, forest, sea shore, palace."""
    return TALE


@pytest.fixture
def owner(api) -> str:
    return api.register()


@pytest.fixture
def project(api, owner: str, script: str) -> str:
    """The address of a project with that tale."""
    created = api.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}, token=owner)
    assert created.status == 201, created
    return f"/projects/{created.body['id']}"


def a_film(scenes: int = 4) -> Film:
    return Film(
        video="s3://media/film.mp4",
        thumbnail="s3://media/thumbnail.jpg",
        duration_seconds=60.0,
        width=1920,
        height=1080,
        subtitles=[SubtitleTrack(language="en", srt="s3://media/en.srt", vtt="s3://media/en.vtt")],
        scenes=[
            FilmedScene(
                number=number,
                picture=f"s3://media/still/{number}.jpg",
                start_frame=72 + 330 * (number - 1),
                end_frame=72 + 330 * number,
                shots=[
                    FilmedShot(
                        video=f"s3://media/lip_sync/{number}/clip.mp4",
                        size="wide",
                        start_frame=72 + 330 * (number - 1),
                        end_frame=72 + 330 * number,
                    )
                ],
            )
            for number in range(1, scenes + 1)
        ],
    )


@pytest.fixture
def finish(rows: Callable[..., Any]) -> Callable[..., None]:
    """`finish(job)` completes a job as its last stage would, with a film of four scenes."""

    def complete(job: str, film: Film | None = None) -> None:
        rows("UPDATE ai_jobs SET status = 'processing', started_at = now() WHERE id = %s", job)
        assert service.finish(Run(job_id=UUID(job), attempt=1), film or a_film())

    return complete


@pytest.fixture
def filmed(api, owner: str, project: str, finish: Callable[..., None]) -> str:
    """The same project, its film made."""
    job = api.call("POST", f"{project}/generate", token=owner)
    assert job.status == 202, job
    finish(job.body["id"])
    return project
