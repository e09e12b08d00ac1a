"""A model stage: its request reaches the endpoint, and whatever comes back reaches the state machine, once."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from botocore.exceptions import ClientError

from film_studio.aws import client
from film_studio.film.models import Timeline
from film_studio.jobs import service
from film_studio.jobs.models import Run
from film_studio.jobs.progress import JobOver
from film_studio.rendering import invocations
from film_studio.rendering.invocations import Invocation
from film_studio.settings import settings
from film_studio.storage import exists, get_bytes, get_document, put_bytes


class Endpoints:
    """Notes what the endpoints are asked for. Parameters are checked by boto3 itself, against moto's endpoint."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[dict[str, Any]] = []
        self.before: Callable[[], None] = lambda: None
        self._send = client("sagemaker-runtime").invoke_endpoint_async
        monkeypatch.setattr(client("sagemaker-runtime"), "invoke_endpoint_async", self.invoke)

    def invoke(self, **request: Any) -> dict[str, str]:
        self.before()
        self._send(**request)
        self.asked.append(request)
        return {"FailureLocation": f"s3://media/failures/{request['InferenceId']}"}

    @property
    def last_id(self) -> str:
        return str(self.asked[-1]["InferenceId"])

    def body(self) -> dict[str, Any]:
        return json.loads(get_bytes(self.asked[-1]["InputLocation"]))


class Tokens:
    """Notes which task tokens are answered how; `gone` is the error that Step Functions answers with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[tuple[str, dict[str, str]]] = []
        self.gone: str | None = None
        for call in ("send_task_success", "send_task_failure"):
            monkeypatch.setattr(client("stepfunctions"), call, self._note(call))

    def _note(self, call: str) -> Callable[..., None]:
        def note(**answer: str) -> None:
            if self.gone:
                raise ClientError({"Error": {"Code": self.gone, "Message": "No."}}, call)
            self.answers.append((call, answer))

        return note


@pytest.fixture
def endpoints(aws: str, monkeypatch: pytest.MonkeyPatch) -> Endpoints:
    return Endpoints(monkeypatch)


@pytest.fixture
def tokens(aws: str, monkeypatch: pytest.MonkeyPatch) -> Tokens:
    return Tokens(monkeypatch)


@pytest.fixture
def voice(run: Run, plan: str) -> Invocation:
    return Invocation(job_id=run.job_id, attempt=1, stage="voice", token="token-1", plan=plan, scene=1)


def completed(inference_id: str) -> dict[str, Any]:
    return {
        "invocationStatus": "Completed",
        "inferenceId": inference_id,
        "eventName": "InferenceResult",
        "eventSource": "aws:sagemaker",
        "requestParameters": {"endpointName": "voice"},
        "responseParameters": {"outputLocation": "s3://media/out"},
    }


def failed(inference_id: str, status: int) -> dict[str, Any]:
    who = "client" if status < 500 else "server"
    reason = (
        f"ClientError: Received {who} error ({status}) from model. See the SageMaker Endpoint logs in your account."
    )
    return {"invocationStatus": "Failed", "inferenceId": inference_id, "failureReason": reason}


def sns(notification: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(notification)}}]}


@pytest.mark.parametrize(
    ("stage", "more"),
    [
        ("voice", {"scene": 1}),
        ("picture", {"scene": 1}),
        ("picture", {"scene": 0}),
        ("picture", {"scene": -1}),
        ("lip_sync", {"scene": 1, "shot": 1}),
        ("lip_sync", {"scene": 0, "shot": 1}),
        ("lip_sync", {"scene": -1, "shot": 1}),
        ("music", {}),
    ],
)
def test_every_stage_asks_its_endpoint(
    run: Run, plan: str, timeline: str, endpoints: Endpoints, tokens: Tokens, rows: Callable[..., Any],
    lambda_function: Callable[..., Any], stage: str, more: dict[str, Any],
) -> None:  # fmt: skip
    event = {"job_id": str(run.job_id), "attempt": 1, "stage": stage, "token": "token-1", "plan": plan, **more}
    if stage in ("lip_sync", "music"):
        event["timeline"] = timeline
    if stage == "lip_sync":
        scenes = [scene.number for scene in get_document(timeline, Timeline).scenes]
        event["speeches"] = [f"s3://media/voice{scene}.json" for scene in scenes if scene > 0]
        event["pictures"] = [f"s3://media/picture{scene}.json" for scene in scenes]
    lambda_function("invoke_model", event)
    [asked] = endpoints.asked
    assert (asked["EndpointName"], asked["ContentType"]) == (stage, "application/json")
    body = endpoints.body()
    assert body["output"].rsplit("/", 2)[-2] == stage
    assert asked["InputLocation"] == f"{body['output']}.request.json"
    [kept] = rows("SELECT * FROM stage_invocations")
    assert (str(kept["inference_id"]), kept["task_token"]) == (endpoints.last_id, "token-1")
    assert kept["artifact"] == f"{body['output']}.json"
    assert tokens.answers == []


def test_an_invocation_without_what_its_stage_needs_is_an_error(run: Run, plan: str, endpoints: Endpoints) -> None:
    incomplete = Invocation(job_id=run.job_id, attempt=1, stage="lip_sync", token="secret", plan=plan, scene=1)
    with pytest.raises(ValueError, match="incomplete invocation") as error:
        invocations.invoke(incomplete)
    assert "secret" not in str(error.value)
    assert endpoints.asked == []


def test_the_token_is_kept_before_the_endpoint_hears(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, rows: Callable[..., Any]
) -> None:
    kept: list[int] = []
    endpoints.before = lambda: kept.append(len(rows("SELECT * FROM stage_invocations")))
    invocations.invoke(voice)
    assert kept == [1]


def test_what_exists_is_not_made_again(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, rows: Callable[..., Any]
) -> None:
    invocations.invoke(voice)
    artifact = f"{endpoints.body()['output']}.json"
    put_bytes(artifact, b"{}")
    invocations.invoke(voice.model_copy(update={"token": "token-2"}))
    assert len(endpoints.asked) == 1
    assert tokens.answers == [
        ("send_task_success", {"taskToken": "token-2", "output": json.dumps({"artifact": artifact})})
    ]
    assert [row["finished_at"] is not None for row in rows("SELECT * FROM job_stages")] == [True]


def test_another_engine_version_makes_it_again(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    invocations.invoke(voice)
    first = endpoints.body()
    engines = {name: engine.model_dump() | {"version": "2"} for name, engine in settings().engines.items()}
    monkeypatch.setenv("ENGINES", json.dumps(engines))
    settings.cache_clear()
    invocations.invoke(voice)
    second = endpoints.body()
    assert first["request"] == second["request"]
    assert first["output"] != second["output"]


def test_a_run_that_is_over_asks_for_nothing(voice: Invocation, endpoints: Endpoints, run: Run, rows: Any) -> None:
    rows("UPDATE ai_jobs SET status = 'cancelled'")
    with pytest.raises(JobOver):
        invocations.invoke(voice)
    assert endpoints.asked == []


def test_an_answer_reaches_its_token(
    voice: Invocation,
    endpoints: Endpoints,
    tokens: Tokens,
    rows: Callable[..., Any],
    lambda_function: Callable[..., Any],
) -> None:
    invocations.invoke(voice)
    lambda_function("model_callback", sns(completed(endpoints.last_id)))
    artifact = f"{endpoints.body()['output']}.json"
    assert tokens.answers == [
        ("send_task_success", {"taskToken": "token-1", "output": json.dumps({"artifact": artifact})})
    ]
    [part] = rows("SELECT * FROM job_stages")
    assert (part["stage"], part["part"], part["finished_at"] is not None) == ("voice", "1", True)
    assert rows("SELECT progress_percentage > 0 AS grown FROM ai_jobs") == [{"grown": True}]


@pytest.mark.parametrize(
    ("status", "problem", "error", "cause"),
    [
        (422, {"status": 422, "detail": "No voice for Klingon."}, "Model.Unsupported", "No voice for Klingon."),
        (422, None, "Model.Unsupported", "Received client error (422)"),
        (500, None, "Model.Failed", "Received server error (500)"),
        (503, {"status": 503, "detail": "Still warming up."}, "Model.Failed", "Still warming up."),
    ],
)
def test_a_refusal_is_told_from_a_fault_of_the_moment(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any], status: int,
    problem: dict[str, Any] | None, error: str, cause: str,
) -> None:  # fmt: skip
    invocations.invoke(voice)
    if problem:
        put_bytes(f"s3://media/failures/{endpoints.last_id}", json.dumps(problem).encode())
    lambda_function("model_callback", sns(failed(endpoints.last_id, status)))
    [(call, answer)] = tokens.answers
    assert (call, answer["taskToken"], answer["error"]) == ("send_task_failure", "token-1", error)
    assert cause in answer["cause"]


def test_a_failure_without_a_reason_is_one_of_the_moment(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any]
) -> None:
    invocations.invoke(voice)
    lambda_function("model_callback", sns({"invocationStatus": "Failed", "inferenceId": endpoints.last_id}))
    assert tokens.answers[0][1]["error"] == "Model.Failed"


def test_a_second_answer_changes_nothing(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any]
) -> None:
    invocations.invoke(voice)
    for notification in (completed(endpoints.last_id), completed(endpoints.last_id), failed(endpoints.last_id, 500)):
        lambda_function("model_callback", sns(notification))
    assert [call for call, _ in tokens.answers] == ["send_task_success"]


@pytest.mark.parametrize("unknown", [str(uuid4()), "", "not-an-id", None])
def test_an_answer_to_nobody_is_no_error(
    database: str, tokens: Tokens, lambda_function: Callable[..., Any], unknown: str | None
) -> None:
    lambda_function("model_callback", sns({**completed(""), "inferenceId": unknown}))
    assert tokens.answers == []


@pytest.mark.parametrize("gone", ["TaskTimedOut", "InvalidToken", "TaskDoesNotExist"])
def test_a_late_answer_is_no_error(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any], gone: str
) -> None:
    invocations.invoke(voice)
    tokens.gone = gone
    lambda_function("model_callback", sns(completed(endpoints.last_id)))


def test_an_answer_that_cannot_be_passed_on_is_tried_again(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any]
) -> None:
    invocations.invoke(voice)
    tokens.gone = "ThrottlingException"
    with pytest.raises(ClientError):
        lambda_function("model_callback", sns(completed(endpoints.last_id)))
    tokens.gone = None
    lambda_function("model_callback", sns(completed(endpoints.last_id)))
    assert len(tokens.answers) == 1


class Crash(BaseException):
    """The process dies here."""


def test_a_crash_before_the_endpoint_hears_leaves_nothing_in_the_way(
    voice: Invocation,
    endpoints: Endpoints,
    tokens: Tokens,
    lambda_function: Callable[..., Any],
    rows: Callable[..., Any],
) -> None:
    def die() -> None:
        raise Crash

    endpoints.before = die
    with pytest.raises(Crash):
        invocations.invoke(voice)
    endpoints.before = lambda: None
    invocations.invoke(voice.model_copy(update={"token": "token-2"}))
    lambda_function("model_callback", sns(completed(endpoints.last_id)))
    assert [answer["taskToken"] for _, answer in tokens.answers] == ["token-2"]
    assert len(rows("SELECT * FROM stage_invocations WHERE answered_at IS NULL")) == 1


def test_a_crash_between_answering_and_noting_it_answers_twice(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def die(*_: object) -> None:
        raise Crash

    invocations.invoke(voice)
    with monkeypatch.context() as patched:
        patched.setattr(invocations.repository, "set_answered", die)
        with pytest.raises(Crash):
            lambda_function("model_callback", sns(completed(endpoints.last_id)))
    lambda_function("model_callback", sns(completed(endpoints.last_id)))
    assert [call for call, _ in tokens.answers] == ["send_task_success"] * 2


def test_an_answer_for_a_cancelled_job_is_harmless(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens, lambda_function: Callable[..., Any],
    rows: Callable[..., Any], owner: UUID, run: Run,
) -> None:  # fmt: skip
    invocations.invoke(voice)
    rows("UPDATE ai_jobs SET status = 'cancelled'")
    lambda_function("model_callback", sns(completed(endpoints.last_id)))
    assert service.status(owner, run.job_id).status == "cancelled"


def test_the_request_of_an_invocation_is_kept_beside_its_artifact(
    voice: Invocation, endpoints: Endpoints, tokens: Tokens
) -> None:
    invocations.invoke(voice)
    assert exists(endpoints.asked[0]["InputLocation"])
    assert not exists(f"{endpoints.body()['output']}.json")
