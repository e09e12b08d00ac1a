"""Users with projects and jobs, made past HTTP where a test is not about HTTP."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import boto3
import pytest

from film_studio import outbox
from film_studio.aws import client
from film_studio.database import transaction
from film_studio.film.models import Film, SubtitleTrack
from film_studio.jobs import dispatch, repository, service
from film_studio.jobs.models import Job, Run
from film_studio.projects import repository as projects
from film_studio.settings import settings

FILM = Film(
    video="s3://media/film.mp4",
    thumbnail="s3://media/thumbnail.jpg",
    duration_seconds=60.0,
    width=1920,
    height=1080,
    subtitles=[SubtitleTrack(language="en", srt="s3://media/en.srt", vtt="s3://media/en.vtt")],
)


@pytest.fixture
def film() -> Film:
    return FILM


@pytest.fixture
def new_user(database: str, aws: str, rows: Callable[..., Any]) -> Callable[..., UUID]:
    """`new_user(tier="free", credits=3)` gives a user's id."""

    def make(tier: str = "free", credits: int = 3) -> UUID:
        [user] = rows(
            """INSERT INTO users (email, full_name, subscription_tier, email_verified_at)
               VALUES (%s, 'Asha Rao', %s, now()) RETURNING id""",
            f"{uuid4()}@example.com",
            tier,
        )
        if credits:
            rows(
                """INSERT INTO credit_transactions (user_id, transaction_type, amount, description)
                   VALUES (%s, 'grant', %s, 'Welcome')""",
                user["id"],
                credits,
            )
        return user["id"]

    return make


@pytest.fixture
def new_project(script: str) -> Callable[..., UUID]:
    """`new_project(user_id)` gives the id of a project whose film can be made."""

    def make(user_id: UUID, title: str = "The Clay Lamp", text: str = script) -> UUID:
        with transaction() as connection:
            project: UUID = projects.insert(connection, user_id, title, text, {})["id"]
        return project

    return make


@pytest.fixture
def new_job(new_user: Callable[..., UUID], new_project: Callable[..., UUID]) -> Callable[..., Job]:
    """`new_job(user_id)` gives an accepted, queued job; without a user, of somebody new."""

    def make(user_id: UUID | None = None, **choices: Any) -> Job:
        user = user_id or new_user()
        return service.accept(user, new_project(user), **choices)

    return make


@pytest.fixture
def processing(new_job: Callable[..., Job]) -> Callable[..., Run]:
    """`processing()` gives the run of a job that has begun, as if the dispatcher had started its execution."""

    def make(user_id: UUID | None = None) -> Run:
        run = Run(job_id=new_job(user_id).id, attempt=1)
        with transaction() as connection:
            repository.begin(connection, run.job_id, dispatch.execution_arn(run))
        return run

    return make


@pytest.fixture
def executions() -> Callable[[], dict[str, str]]:
    """`executions()` gives the status of every execution by name."""

    def look() -> dict[str, str]:
        found = client("stepfunctions").list_executions(stateMachineArn=settings().state_machine_arn)["executions"]
        return {execution["name"]: execution["status"] for execution in found}

    return look


@pytest.fixture
def send() -> Callable[..., None]:
    """`send(queue, body)` puts a message into a queue."""

    def put(queue: str, body: object) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        client("sqs").send_message(QueueUrl=outbox.queue_url(f"render-{queue}"), MessageBody=text)

    return put


@pytest.fixture
def visible_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages that a test leaves undeleted come back at once instead of after the visibility timeout."""
    sqs = boto3.client("sqs")
    for queue in ("high", "normal", "batch"):
        url = getattr(settings(), f"queue_{queue}_url")
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "0"})
    monkeypatch.setattr(dispatch, "RETURN_SECONDS", 0)
    yield
