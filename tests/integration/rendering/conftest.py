"""A job that is being rendered, and the documents its stages read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from film_studio.database import transaction
from film_studio.film.models import (
    FilmOptions,
    FilmPlan,
    FilmRequest,
    Line,
    Scene,
    TimedLine,
    TimedScene,
    Timeline,
    VoiceSpec,
)
from film_studio.jobs import dispatch, repository
from film_studio.jobs.models import JobInput, Run
from film_studio.projects import repository as projects
from film_studio.rendering import artifacts
from film_studio.storage import ProjectFolder, put_document
from tests.unit.film.film_samples import whole_shot

PLAN = FilmPlan(
    title="The Clay Lamp",
    language="en",
    culture="indian",
    cultural_references=["clay lamp"],
    period="historical",
    mode="narration",
    tags=["hope"],
    narrator=VoiceSpec(age="adult", gender="female", tone="friendly"),
    characters=[],
    scenes=[
        Scene(
            number=1,
            heading="A village",
            setting="village",
            time_of_day="dusk",
            weather="clear",
            mood="peaceful",
            culture="indian",
            characters=[],
            props=[],
            lines=[Line(id="s1l1", speaker="narrator", text="A potter shaped one lamp.", paragraph=0, sentence=0)],
        )
    ],
)
SCENES = [
    TimedScene(number=0, title="The Clay Lamp", start_frame=0, end_frame=72, lines=[]),
    TimedScene(
        number=1,
        title="A village",
        start_frame=72,
        end_frame=1392,
        lines=[TimedLine(line="s1l1", speaker="narrator", start_frame=84, end_frame=140)],
    ),
    TimedScene(number=-1, title="The end", start_frame=1392, end_frame=1440, lines=[]),
]
TIMELINE = Timeline(
    width=854,
    height=480,
    total_frames=24 * 60,
    scenes=SCENES,
    shots=[whole_shot(scene) for scene in SCENES],
    language="en",
    cues=[],
)


@pytest.fixture
def owner(database: str, aws: str, rows: Callable[..., Any]) -> UUID:
    """A user with one credit spent on the job of `run`."""
    [user] = rows(
        """INSERT INTO users (email, full_name, email_verified_at)
           VALUES ('asha@example.com', 'Asha Rao', now()) RETURNING id"""
    )
    return user["id"]


@pytest.fixture
def options() -> FilmOptions:
    return FilmOptions(quality="preview")


@pytest.fixture
def run(owner: UUID, script: str, options: FilmOptions) -> Run:
    """A run of a job that is processing."""
    request = FilmRequest(title="The Clay Lamp", script=script, options=options)
    with transaction() as connection:
        project = projects.insert(connection, owner, request.title, script, {})
        job_input = JobInput(request=request, duration_seconds=60)
        run = Run(job_id=UUID(int=7), attempt=1)
        repository.insert(connection, run.job_id, project["id"], owner, "normal", job_input, scheduled_for=None)
        repository.begin(connection, run.job_id, dispatch.execution_arn(run))
    return run


@pytest.fixture
def folder(run: Run, owner: UUID, rows: Callable[..., Any]) -> ProjectFolder:
    """Where the run's artifacts lie."""
    return artifacts.folder(owner, rows("SELECT project_id FROM ai_jobs")[0]["project_id"])


@pytest.fixture
def plan(folder: ProjectFolder) -> str:
    """The URI of a plan with one scene."""
    uri = folder.uri("intermediate", "plan/p.json")
    put_document(uri, PLAN)
    return uri


@pytest.fixture
def timeline(folder: ProjectFolder) -> str:
    """The URI of that plan's timeline."""
    uri = folder.uri("intermediate", "timeline/t.json")
    put_document(uri, TIMELINE)
    return uri
