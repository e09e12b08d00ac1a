"""Functions behave in the embedded Lambda as AWS documents it, called by the real boto3."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from botocore.exceptions import ClientError

from .conftest import Cloud


def test_an_answer_comes_back_with_what_the_context_says(cloud: Cloud) -> None:
    answer = cloud.client("lambda").invoke(FunctionName="echo", Payload=json.dumps({"say": "नमस्ते"}))
    assert (answer["StatusCode"], answer["ExecutedVersion"]) == (200, "$LATEST")
    said = json.loads(answer["Payload"].read())
    assert said["event"] == {"say": "नमस्ते"}
    assert said["name"] == "echo"
    assert 25_000 < said["left"] <= 30_000
    assert said["greeting"] == "hello"


def test_an_arn_names_a_function_too(cloud: Cloud) -> None:
    answer, error = cloud.invoke("arn:aws:lambda:us-east-1:123456789012:function:echo")
    assert error is None
    assert answer["name"] == "echo"


def test_a_worker_stays_warm(cloud: Cloud) -> None:
    first = cloud.invoke("echo")[0]
    again = [cloud.invoke("echo")[0] for _ in range(20)]
    assert {answer["pid"] for answer in again} == {first["pid"]}
    assert len({answer["request"] for answer in again}) == 20


def test_an_exception_is_a_function_error(cloud: Cloud) -> None:
    answer, error = cloud.invoke("fails")
    assert error == "Unhandled"
    assert (answer["errorType"], answer["errorMessage"]) == ("Odd", "no “luck”")
    assert "handler.py" in answer["stackTrace"][0]
    assert "Odd" in (cloud.folder / "logs" / "fails.log").read_text()


def test_a_function_that_runs_too_long_is_ended_and_the_next_call_is_served(cloud: Cloud) -> None:
    first = cloud.invoke("slow")[0]
    answer, error = cloud.invoke("slow", {"seconds": 30})
    assert error == "Unhandled"
    assert answer["errorType"] == "Sandbox.Timedout"
    assert "Task timed out after 1.00 seconds" in answer["errorMessage"]
    assert cloud.invoke("slow")[0] != first


@pytest.mark.parametrize(("how", "said"), [("killed", "signal: killed"), (3, "exit status 3")])
def test_a_worker_that_dies_is_an_exit_error_and_the_next_call_is_served(
    cloud: Cloud, how: str | int, said: str
) -> None:
    answer, error = cloud.invoke("dies", {"how": how})
    assert error == "Unhandled"
    assert answer["errorType"] == "Runtime.ExitError"
    assert answer["errorMessage"].endswith(f"Error: Runtime exited with error: {said}")
    assert cloud.invoke("dies") == ("alive", None)


def test_a_module_that_cannot_be_imported_says_so_every_time(cloud: Cloud) -> None:
    for _ in range(2):
        answer, error = cloud.invoke("broken")
        assert error == "Unhandled"
        assert answer["errorType"] == "Runtime.ImportModuleError"
        assert "nothing_of_that_name" in answer["errorMessage"]


def test_a_dead_fork_server_is_replaced(cloud: Cloud) -> None:
    worker = psutil.Process(cloud.invoke("echo")[0]["pid"])
    worker.parent().kill()  # type: ignore[union-attr]
    assert psutil.wait_procs([worker], timeout=5)[1] == []
    answer, error = cloud.invoke("echo")
    assert error is None
    assert answer["pid"] != worker.pid


def test_concurrent_events_never_meet(cloud: Cloud) -> None:
    client = cloud.client("lambda", max_pool_connections=16)

    def ask(number: int) -> bool:
        answer = client.invoke(FunctionName="isolated", Payload=json.dumps({"id": number}))
        return json.loads(answer["Payload"].read()) == number

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(64)))


def test_reserved_concurrency_bounds_the_environments(cloud: Cloud) -> None:
    with ThreadPoolExecutor(4) as pool:
        pids = set(pool.map(lambda _: cloud.invoke("single")[0], range(4)))
    assert len(pids) == 1


def test_an_event_returns_at_once_and_is_tried_again_twice(cloud: Cloud, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("local.lambda_.RETRY_SECONDS", (0.05, 0.05))
    client = cloud.client("lambda")
    for fails, tries in ((2, 3), (9, 3), (0, 1)):
        path = tmp_path / str(fails)
        event = json.dumps({"path": str(path), "fails": fails})
        answer = client.invoke(FunctionName="flaky", InvocationType="Event", Payload=event)
        assert answer["StatusCode"] == 202
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and (not path.exists() or len(path.read_text()) < tries):
            time.sleep(0.02)
        time.sleep(0.2)
        assert len(path.read_text()) == tries


def test_errors_of_the_call_itself_are_boto3s(cloud: Cloud) -> None:
    client = cloud.client("lambda")
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="nobody")
    with pytest.raises(client.exceptions.InvalidRequestContentException):
        client.invoke(FunctionName="echo", Payload=b"{")


def test_who_has_not_the_key_calls_nothing(cloud: Cloud) -> None:
    import boto3

    stranger = boto3.client(
        "lambda",
        endpoint_url=cloud.url,
        aws_access_key_id=cloud.credentials.access_key,
        aws_secret_access_key="guessed",
        region_name="us-east-1",
    )
    with pytest.raises(ClientError) as refusal:
        stranger.invoke(FunctionName="echo")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
