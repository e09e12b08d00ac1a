"""Asynchronous endpoints answer as SageMaker does, with a real little container behind them."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psutil
import pytest
from botocore.exceptions import ClientError

from .conftest import Cloud

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(cloud: Cloud) -> Ask:
    """`ask(endpoint, **request)` invokes it; gives boto3's answer with the `InferenceId` used."""

    def invoke(endpoint: str, **request: Any) -> dict[str, Any]:
        number = str(uuid4())
        cloud.client("s3").put_object(Bucket="media", Key=f"requests/{number}.json", Body=json.dumps(request))
        answer: dict[str, Any] = cloud.client("sagemaker-runtime").invoke_endpoint_async(
            EndpointName=endpoint,
            InputLocation=f"s3://media/requests/{number}.json",
            InferenceId=number,
            ContentType="application/json",
            InvocationTimeoutSeconds=request.get("timeout", 60),
        )
        assert answer["InferenceId"] == number
        return answer

    return invoke


def notification(cloud: Cloud, answer: dict[str, Any]) -> dict[str, Any]:
    """The notification of an invocation, as the listening function got it from SNS."""

    def message(event: dict[str, Any]) -> Any:
        return json.loads(event["Records"][0]["Sns"]["Message"]) if "Records" in event else {}

    event = cloud.remembered(lambda event: message(event).get("inferenceId") == answer["InferenceId"])
    assert event["Records"][0]["EventSource"] == "aws:sns"
    assert event["Records"][0]["Sns"]["Type"] == "Notification"
    return message(event)


def output(cloud: Cloud, location: str) -> Any:
    bucket, _, key = location.removeprefix("s3://").partition("/")
    return json.loads(cloud.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())


def test_a_result_is_stored_and_told(cloud: Cloud, ask: Ask) -> None:
    answer = ask("one", seconds=1)
    with pytest.raises(ClientError, match="NoSuchKey"):
        output(cloud, answer["OutputLocation"])  # it did not wait
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 202
    told = notification(cloud, answer)
    assert told["invocationStatus"] == "Completed"
    assert told["responseParameters"] == {"contentType": "application/json", "outputLocation": answer["OutputLocation"]}
    assert told["requestParameters"]["endpointName"] == "one"
    assert told["requestParameters"]["inputLocation"].startswith("s3://media/requests/")
    assert (told["eventSource"], told["eventName"], told["awsRegion"]) == (
        "aws:sagemaker",
        "InferenceResult",
        "us-east-1",
    )
    assert told["receivedTime"] < told["eventTime"]
    assert output(cloud, answer["OutputLocation"])["at_once"] == 1


@pytest.mark.parametrize(("status", "kind"), [(422, "client"), (500, "server")])
def test_a_refusal_is_told_with_its_status_and_its_reason(cloud: Cloud, ask: Ask, status: int, kind: str) -> None:
    answer = ask("one", status=status)
    told = notification(cloud, answer)
    assert told["invocationStatus"] == "Failed"
    assert f"Received {kind} error ({status}) from primary with message" in told["failureReason"]
    assert "no such voice" in told["failureReason"]
    assert output(cloud, answer["FailureLocation"]) == {"status": status, "detail": "no such voice"}


def test_a_container_that_dies_is_a_server_error_and_the_next_request_gets_a_new_one(cloud: Cloud, ask: Ask) -> None:
    first = output(cloud, _completed(cloud, ask("one")))["pid"]
    told = notification(cloud, ask("one", die=True))
    assert told["invocationStatus"] == "Failed"
    assert "Received server error (500)" in told["failureReason"]
    assert output(cloud, _completed(cloud, ask("one")))["pid"] != first


def test_a_container_that_was_killed_while_idle_is_not_noticed(cloud: Cloud, ask: Ask) -> None:
    process = psutil.Process(output(cloud, _completed(cloud, ask("one")))["pid"])
    process.kill()
    psutil.wait_procs([process], timeout=5)
    assert notification(cloud, ask("one"))["invocationStatus"] == "Completed"


def test_a_container_that_takes_too_long_is_given_up(cloud: Cloud, ask: Ask) -> None:
    told = notification(cloud, ask("one", seconds=30, timeout=1))
    assert told["invocationStatus"] == "Failed"
    assert notification(cloud, ask("one"))["invocationStatus"] == "Completed"


def test_a_container_that_does_not_start_says_where_to_look(cloud: Cloud, ask: Ask) -> None:
    told = notification(cloud, ask("stillborn"))
    assert told["invocationStatus"] == "Failed"
    assert "did not start" in told["failureReason"]
    assert "no weights" in (cloud.folder / "logs" / "stillborn.log").read_text()


def test_one_request_at_a_time_in_each_container_and_no_more_containers_than_allowed(cloud: Cloud, ask: Ask) -> None:
    answers = [ask("two", seconds=0.1) for _ in range(6)]
    results = [output(cloud, _completed(cloud, answer)) for answer in answers]
    assert {result["at_once"] for result in results} == {1}
    assert len({result["pid"] for result in results}) == 2


def test_an_input_that_is_not_there_fails(cloud: Cloud) -> None:
    answer = cloud.client("sagemaker-runtime").invoke_endpoint_async(
        EndpointName="one", InputLocation="s3://media/nothing.json"
    )
    told = notification(cloud, answer)
    assert told["invocationStatus"] == "Failed"
    assert "Failed to download data" in told["failureReason"]


def test_a_call_that_cannot_be_is_refused_at_once(cloud: Cloud) -> None:
    client = cloud.client("sagemaker-runtime")
    with pytest.raises(client.exceptions.ClientError, match="Endpoint nobody of account 123456789012 not found"):
        client.invoke_endpoint_async(EndpointName="nobody", InputLocation="s3://media/a")
    with pytest.raises(client.exceptions.ClientError, match="S3 URI"):
        client.invoke_endpoint_async(EndpointName="one", InputLocation="https://media/a")


def test_all_containers_but_those_that_cannot_are_started_ahead(cloud: Cloud) -> None:
    cloud.loop.run(cloud.sagemaker.warm_up())
    running = {
        name: [instance.running for instance in endpoint.instances]
        for name, endpoint in cloud.sagemaker.endpoints.items()
    }
    assert running == {"one": [True], "two": [True, True], "stillborn": [False]}


def test_an_idle_container_ends_and_comes_back(cloud: Cloud, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    process = psutil.Process(output(cloud, _completed(cloud, ask("one")))["pid"])
    cloud.loop.run(cloud.sagemaker.scale_in())
    assert process.is_running()
    monkeypatch.setattr("local.sagemaker_runtime.IDLE_SECONDS", 0.0)
    cloud.loop.run(cloud.sagemaker.scale_in())
    assert not process.is_running()
    assert notification(cloud, ask("one"))["invocationStatus"] == "Completed"


def _completed(cloud: Cloud, answer: dict[str, Any]) -> str:
    told = notification(cloud, answer)
    assert told["invocationStatus"] == "Completed", told
    location: str = told["responseParameters"]["outputLocation"]
    return location
