"""Model stages: a request goes to an asynchronous endpoint, and its answer comes back to the waiting state machine."""

import json
import logging
import re
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID, uuid4

from botocore.exceptions import ClientError
from psycopg.rows import DictRow
from pydantic import BaseModel, ConfigDict, Field

from film_studio.aws import client
from film_studio.database import transaction
from film_studio.film import requests
from film_studio.film.models import FilmPlan, Timeline
from film_studio.jobs import progress
from film_studio.jobs.models import JobInput, Run
from film_studio.rendering import artifacts, repository
from film_studio.settings import settings
from film_studio.storage import exists, get_bytes, get_document, put_bytes

logger = logging.getLogger(__name__)

ModelStage = Literal["voice", "picture", "lip_sync", "music"]

TIMEOUT_SECONDS = 3600
"""How long a container may work at one request, the most that SageMaker allows."""

_GONE = ("TaskTimedOut", "InvalidToken", "TaskDoesNotExist")
_MAX_CAUSE = 4000


class Invocation(BaseModel):
    """What the state machine hands to a model stage."""

    model_config = ConfigDict(frozen=True)

    job_id: UUID
    attempt: int
    stage: ModelStage
    token: str
    plan: str
    timeline: str | None = None
    scene: int | None = None
    shot: int | None = None
    speeches: list[str] = Field(default_factory=list, description="In the order of the plan's scenes.")
    pictures: list[str] = Field(default_factory=list, description="In the order of the film's scenes, cards included.")

    @property
    def part(self) -> str:
        """Which part of the stage this is: a scene, a shot (`2.1`), or nothing for the one score of the film."""
        return ".".join(str(number) for number in (self.scene, self.shot) if number is not None)


def invoke(invocation: Invocation) -> None:
    """Send one request to its model; the answer comes to `answer`. Where its artifact exists, answer at once.

    Raises `JobOver` where the run is not current.
    """
    run = Run(job_id=invocation.job_id, attempt=invocation.attempt)
    job = progress.start(run, invocation.stage, invocation.part)
    engine = settings().engines[invocation.stage]
    request = _request(invocation, JobInput.model_validate(job["input_parameters"]))
    output = artifacts.output(
        artifacts.of(job),
        invocation.stage,
        {"request": request, "engine": engine.engine, "version": engine.version},
    )
    artifact = f"{output}.json"
    if exists(artifact):
        progress.finish(run.job_id, invocation.stage, invocation.part)
        _succeed(invocation.token, artifact)
        return
    body = {"output": output, "request": request.model_dump(mode="json")}
    location = f"{output}.request.json"
    put_bytes(location, json.dumps(body, ensure_ascii=False).encode(), "application/json")
    inference_id = uuid4()
    # The token is kept before the endpoint hears of the request: an answer may come before the call returns.
    with transaction() as connection:
        repository.insert(connection, inference_id, run, invocation.stage, invocation.part, invocation.token, artifact)
    sent = client("sagemaker-runtime").invoke_endpoint_async(
        EndpointName=engine.endpoint,
        InputLocation=location,
        InferenceId=str(inference_id),
        ContentType="application/json",
        InvocationTimeoutSeconds=TIMEOUT_SECONDS,
    )
    if sent.get("FailureLocation"):
        with transaction() as connection:
            repository.set_failure_location(connection, inference_id, sent["FailureLocation"])


def _request(invocation: Invocation, job_input: JobInput) -> BaseModel:
    """The stage's request document. Raises `ValueError` where the state machine left out what the stage needs."""
    plan = get_document(invocation.plan, FilmPlan)
    options = job_input.request.options
    match invocation:
        case Invocation(stage="voice", scene=int(scene)):
            return requests.speech_request(plan, scene, job_input.duration_seconds, job_input.pace)
        case Invocation(stage="picture", scene=int(scene)):
            return requests.picture_request(plan, options, scene, settings().engines["picture"].portraits)
        case Invocation(stage="lip_sync", scene=int(scene), shot=int(number), timeline=str(uri)) if invocation.pictures:
            timeline = get_document(uri, Timeline)
            shot = next(shot for shot in timeline.shots if (shot.scene, shot.number) == (scene, number))
            spoken = zip((scene.number for scene in plan.scenes), invocation.speeches, strict=True)
            drawn = zip((scene.number for scene in timeline.scenes), invocation.pictures, strict=True)
            return requests.clip_request(plan, options, timeline, shot, dict(spoken), dict(drawn))
        case Invocation(stage="music", timeline=str(uri)):
            return requests.score_request(plan, options, get_document(uri, Timeline))
    raise ValueError(f"incomplete invocation: {invocation.model_dump(exclude={'token'})}")


def answer(notification: Mapping[str, Any]) -> None:
    """Pass a SageMaker notification on to the state machine that waits for it.

    Duplicates, late answers and answers to nobody are normal and change nothing.
    """
    inference_id = _inference_id(notification)
    with transaction() as connection:
        invocation = repository.find(connection, inference_id) if inference_id else None
    if invocation is None:
        logger.warning("an answer to nobody: %s", notification.get("inferenceId"))
        return
    if invocation["answered_at"] is not None:
        logger.info("a second answer to %s", inference_id)
        return
    if notification["invocationStatus"] == "Completed":
        progress.finish(invocation["job_id"], invocation["stage"], invocation["part"])
        _succeed(invocation["task_token"], invocation["artifact"])
    else:
        _fail(invocation, str(notification.get("failureReason", "")))
    # Marked last: a crash before this line leads to a second answer, which the state machine turns away.
    with transaction() as connection:
        repository.set_answered(connection, invocation["inference_id"])


def _inference_id(notification: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(notification.get("inferenceId")))
    except ValueError:
        return None


def _succeed(token: str, artifact: str) -> None:
    _send("send_task_success", taskToken=token, output=json.dumps({"artifact": artifact}))


def _fail(invocation: DictRow, reason: str) -> None:
    problem = _problem(invocation["failure_location"])
    status = problem.get("status") or _status_in(reason)
    error = "Model.Unsupported" if status is not None and 400 <= status < 500 else "Model.Failed"
    cause = str(problem.get("detail") or reason)
    _send("send_task_failure", taskToken=invocation["task_token"], error=error, cause=cause[:_MAX_CAUSE])


def _problem(location: str | None) -> dict[str, Any]:
    """The container's own problem document, where the endpoint has left it."""
    if location is None:
        return {}
    try:
        found = json.loads(get_bytes(location))
    except (ClientError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _status_in(reason: str) -> int | None:
    """The HTTP status in a failure reason such as `ClientError: Received client error (422) from model. See …`."""
    found = re.search(r"\((\d{3})\)", reason)
    return int(found[1]) if found else None


def _send(call: str, **arguments: str) -> None:
    try:
        getattr(client("stepfunctions"), call)(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise
        logger.info("nobody waits for this answer any more: %s", error)
