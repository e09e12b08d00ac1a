"""The States Language runs as AWS documents it: each seam that moto needed, held by what it must do."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from .conftest import ROOT, Cloud

Start = Callable[..., str]


@pytest.fixture
def states(moto: Cloud) -> Any:
    return moto.client("stepfunctions")


@pytest.fixture
def start(states: Any) -> Start:
    """`start(states, input)` runs a machine of these states, beginning with the first; gives the execution's ARN."""

    def run(machine: dict[str, Any], given: Any = None, **top: Any) -> str:
        definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(machine)), "States": machine, **top}
        arn = states.create_state_machine(
            name=f"m-{uuid4()}", definition=json.dumps(definition), roleArn="arn:aws:iam::123456789012:role/r"
        )["stateMachineArn"]
        execution = states.start_execution(stateMachineArn=arn, name="e", input=json.dumps(given or {}))
        return str(execution["executionArn"])

    return run


def ended(states: Any, arn: str, seconds: float = 30) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while (execution := states.describe_execution(executionArn=arn))["status"] == "RUNNING":
        assert time.monotonic() < deadline, "it does not end"
        time.sleep(0.02)
    return dict(execution)


def output(states: Any, arn: str) -> Any:
    execution = ended(states, arn)
    assert execution["status"] == "SUCCEEDED", execution
    return json.loads(execution["output"])


def task(name: str, payload: Any, wait: bool = False, **more: Any) -> dict[str, Any]:
    resource = f"arn:aws:states:::lambda:invoke{'.waitForTaskToken' if wait else ''}"
    arguments = {"FunctionName": name, "Payload": payload}
    state = {"Type": "Task", "Resource": resource, "Arguments": arguments, **more}
    return state if "Next" in more else {**state, "End": True}


TOKEN = "{% $states.context.Task.Token %}"


def token_of(moto: Cloud, number: str) -> str:
    return str(moto.remembered(lambda event: event.get("number") == number)["token"])


def waiting(number: str, **more: Any) -> dict[str, Any]:
    """A task that hands its token to `remember` and waits."""
    return task("remember", {"token": TOKEN, "number": number}, wait=True, **more)


def test_a_task_calls_a_function_of_ours(states: Any, start: Start) -> None:
    machine = {"Ask": task("echo", {"n": "{% $states.input.n %}"}, Output="{% $states.result.Payload.event.n + 1 %}")}
    assert output(states, start(machine, {"n": 41})) == 42


def test_a_functions_error_has_its_name_and_its_cause(states: Any, start: Start) -> None:
    execution = ended(states, start({"Ask": task("fails", {})}))
    assert (execution["status"], execution["error"]) == ("FAILED", "Odd")
    assert json.loads(execution["cause"])["errorMessage"] == "no “luck”"


def test_a_function_that_is_not_there_is_an_error_of_lambda(states: Any, start: Start) -> None:
    assert ended(states, start({"Ask": task("nobody", {})}))["error"] == "Lambda.ResourceNotFoundException"


def test_jsonata_evaluates_what_the_render_machine_uses(states: Any, start: Start) -> None:
    text = "He said: \"no\"\\\n'ताल' {% $x %}"
    machine = {
        "Keep": {
            "Type": "Pass",
            "Assign": {"text": "{% $states.input.text %}", "list": "{% $states.input.list %}", "none": None},
            "Next": "Merge",
        },
        "Merge": {
            "Type": "Pass",
            "Output": {
                "text": "{% $text %}",
                "list": "{% $list %}",
                "none": "{% $none %}",
                "merged": "{% $merge([{'a': 1}, {'b': [2]}]) %}",
                "name": "{% $states.context.Execution.Name %}",
            },
            "End": True,
        },
    }
    assert output(states, start(machine, {"text": text, "list": ["one"]})) == {
        "text": text,
        "list": ["one"],
        "none": None,
        "merged": {"a": 1, "b": [2]},
        "name": "e",
    }


def test_jsonata_that_gives_nothing_is_a_query_evaluation_error(states: Any, start: Start) -> None:
    machine = {"Ask": task("echo", {"nothing": "{% $states.input.nothing %}"})}
    assert ended(states, start(machine))["error"] == "States.QueryEvaluationError"


def test_a_map_keeps_order_and_bounds_concurrency(moto: Cloud, states: Any, start: Start) -> None:
    machine = {
        "Each": {
            "Type": "Map",
            "Items": "{% $states.input %}",
            "MaxConcurrency": 2,
            "ItemProcessor": {"StartAt": "Wait", "States": {"Wait": waiting("{% $states.input %}")}},
            "End": True,
        }
    }
    numbers = [str(uuid4()) for _ in range(3)]
    arn = start(machine, numbers)
    second, first = token_of(moto, numbers[1]), token_of(moto, numbers[0])
    time.sleep(0.3)
    assert moto.seen(lambda event: event.get("number") == numbers[2]) is None
    states.send_task_success(taskToken=second, output='"second"')
    third = token_of(moto, numbers[2])
    for token, name in ((third, '"third"'), (first, '"first"')):
        states.send_task_success(taskToken=token, output=name)
    assert output(states, arn) == ["first", "second", "third"]


def test_a_token_is_answered_from_inside_the_very_function(states: Any, start: Start) -> None:
    machine = {"Ask": task("answers", {"token": TOKEN, "n": 21}, wait=True)}
    assert output(states, start(machine)) == 42


def test_a_token_is_answered_later_and_only_once_counts(moto: Cloud, states: Any, start: Start) -> None:
    number = str(uuid4())
    arn = start({"Ask": waiting(number)})
    token = token_of(moto, number)
    assert states.describe_execution(executionArn=arn)["status"] == "RUNNING"
    states.send_task_success(taskToken=token, output='{"artifact": "s3://a/b"}')
    assert output(states, arn) == {"artifact": "s3://a/b"}
    with pytest.raises(states.exceptions.ClientError) as late:
        states.send_task_success(taskToken=token, output="1")
    assert late.value.response["Error"]["Code"] in ("TaskTimedOut", "InvalidToken", "TaskDoesNotExist")


def test_the_cause_of_a_failure_arrives(moto: Cloud, states: Any, start: Start) -> None:
    number = str(uuid4())
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
    machine = {"Ask": waiting(number, Catch=catch), "Caught": {"Type": "Pass", "End": True}}
    arn = start(machine)
    states.send_task_failure(taskToken=token_of(moto, number), error="Model.Unsupported", cause='no "voice"')
    assert output(states, arn) == {"Error": "Model.Unsupported", "Cause": 'no "voice"'}


def test_a_retried_task_waits_for_a_token_of_its_own(moto: Cloud, states: Any, start: Start) -> None:
    retry = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 2}]
    number = str(uuid4())
    arn = start({"Wait": waiting(number, Retry=retry)})
    first = token_of(moto, number)
    states.send_task_failure(taskToken=first, error="Busy", cause="later")
    again = moto.remembered(lambda event: event.get("number") == number and event["token"] != first)["token"]
    states.send_task_success(taskToken=again, output='{"well": true}')
    assert output(states, arn) == {"well": True}


def test_an_answer_arrives_while_another_execution_is_just_starting(moto: Cloud, states: Any, start: Start) -> None:
    number = str(uuid4())
    arn = start({"Ask": waiting(number)})
    token = token_of(moto, number)
    client = moto.client("stepfunctions", retries={"total_max_attempts": 1})
    start({"Pass": {"Type": "Pass", "End": True}})
    client.send_task_success(taskToken=token, output="1")
    assert output(states, arn) == 1


def test_retries_back_off_up_to_the_longest_delay(moto: Cloud, states: Any, start: Start, tmp_path) -> None:
    retry = [{"ErrorEquals": ["RuntimeError"], "IntervalSeconds": 1, "BackoffRate": 9, "MaxDelaySeconds": 1}]
    path = tmp_path / "tries"
    started = time.monotonic()
    execution = ended(states, start({"Ask": task("flaky", {"path": str(path), "fails": 2}, Retry=retry)}))
    assert execution["status"] == "SUCCEEDED"
    assert path.read_text() == "xxx"
    assert 1.9 < time.monotonic() - started < 9  # it would be 10 without a longest delay


def test_a_retrier_with_no_attempts_makes_an_error_final(states: Any, start: Start, tmp_path) -> None:
    retry = [
        {"ErrorEquals": ["RuntimeError"], "MaxAttempts": 0},
        {"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 1, "MaxAttempts": 3, "JitterStrategy": "FULL"},
    ]
    path = tmp_path / "tries"
    execution = ended(states, start({"Ask": task("flaky", {"path": str(path), "fails": 9}, Retry=retry)}))
    assert execution["error"] == "RuntimeError"
    assert path.read_text() == "x"


def test_a_task_times_out(states: Any, start: Start) -> None:
    catch = [{"ErrorEquals": ["States.Timeout"], "Next": "Caught"}]
    machine = {"Ask": waiting(str(uuid4()), TimeoutSeconds=1, Catch=catch), "Caught": {"Type": "Pass", "End": True}}
    assert output(states, start(machine))["Error"] == "States.Timeout"


def event_of(moto: Cloud, arn: str) -> dict[str, Any]:
    return moto.remembered(lambda event: event.get("resources") == [arn])


@pytest.mark.parametrize(
    ("machine", "status"),
    [
        ({"Pass": {"Type": "Pass", "Output": {"film": "s3://a"}, "End": True}}, "SUCCEEDED"),
        ({"Fail": {"Type": "Fail", "Error": "FilmFault", "Cause": "too quiet"}}, "FAILED"),
    ],
)
def test_an_end_is_told_as_eventbridge_tells_it(
    moto: Cloud, states: Any, start: Start, machine: dict[str, Any], status: str
) -> None:
    arn = start(machine, {"job_id": "j"})
    event = event_of(moto, arn)
    assert (event["source"], event["detail-type"]) == ("aws.states", "Step Functions Execution Status Change")
    detail = event["detail"]
    assert (detail["executionArn"], detail["name"], detail["status"]) == (arn, "e", status)
    assert json.loads(detail["input"]) == {"job_id": "j"}
    assert detail["startDate"] <= detail["stopDate"]
    if status == "FAILED":
        assert (detail["error"], detail["cause"]) == ("FilmFault", "too quiet")
    else:
        assert json.loads(detail["output"]) == {"film": "s3://a"}
    assert states.describe_execution(executionArn=arn)["status"] == status


def test_an_execution_that_is_stopped_is_aborted_at_once(moto: Cloud, states: Any, start: Start) -> None:
    number = str(uuid4())
    inner = {"StartAt": "Ask", "States": {"Ask": waiting(number, Next="Never"), "Never": task("fails", {})}}
    arn = start({"Both": {"Type": "Parallel", "Branches": [inner], "End": True}})
    token_of(moto, number)
    states.stop_execution(executionArn=arn)
    assert states.describe_execution(executionArn=arn)["status"] == "ABORTED"
    assert event_of(moto, arn)["detail"]["status"] == "ABORTED"
    states.stop_execution(executionArn=arn)
    time.sleep(0.3)
    assert states.describe_execution(executionArn=arn)["status"] == "ABORTED"
    events = [json.loads(path.read_text()) for path in moto.memory.glob("*.json")]
    assert len([event for event in events if event.get("resources") == [arn]]) == 1


def test_an_execution_that_is_stopped_before_it_has_begun_is_aborted(moto: Cloud, states: Any, start: Start) -> None:
    arn = start({"Ask": waiting(str(uuid4()))})
    states.stop_execution(executionArn=arn)
    assert states.describe_execution(executionArn=arn)["status"] == "ABORTED"


def test_a_whole_execution_times_out_and_that_is_told(moto: Cloud, states: Any, start: Start) -> None:
    arn = start({"Ask": waiting(str(uuid4()))}, TimeoutSeconds=1)
    assert event_of(moto, arn)["detail"]["status"] == "TIMED_OUT"
    assert ended(states, arn)["status"] == "TIMED_OUT"


def test_a_name_starts_one_execution(states: Any) -> None:
    machine = states.create_state_machine(
        name=f"m-{uuid4()}",
        definition=json.dumps({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "End": True}}}),
        roleArn="arn:aws:iam::123456789012:role/r",
    )["stateMachineArn"]
    first = states.start_execution(stateMachineArn=machine, name="one", input="{}")
    assert (
        states.start_execution(stateMachineArn=machine, name="one", input="{}")["executionArn"] == first["executionArn"]
    )
    states.stop_execution(executionArn=first["executionArn"])
    with pytest.raises(states.exceptions.ExecutionAlreadyExists):
        states.start_execution(stateMachineArn=machine, name="one", input="{}")


def test_everything_the_render_needs_is_furnished(moto: Cloud, states: Any) -> None:
    [machine] = [m for m in states.list_state_machines()["stateMachines"] if m["name"] == "render-film"]
    assert machine["stateMachineArn"] == "arn:aws:states:us-east-1:123456789012:stateMachine:render-film"
    assert "${" not in states.describe_state_machine(stateMachineArn=machine["stateMachineArn"])["definition"]
    key = moto.client("secretsmanager").get_secret_value(SecretId="signing-key")["SecretString"]
    assert key.startswith("-----BEGIN PRIVATE KEY-----")
    assert (moto.folder / "signing-key.pem").read_text() == key
    assert (moto.folder / "signing-key.pem").stat().st_mode & 0o077 == 0


def test_where_it_cannot_serve_it_ends(cloud: Cloud, tmp_path: Path) -> None:
    with (tmp_path / "no socket").open("w") as file:
        process = subprocess.run(
            [
                *(sys.executable, "-m", "local.moto_services", "--socket", str(file.fileno())),
                *("--parent", str(os.getpid()), "--signing-key", str(tmp_path / "key.pem")),
                *("--stripe-keys", str(tmp_path / "stripe-keys.json")),
                *("--oauth-clients", str(tmp_path / "oauth-clients.json")),
            ],
            cwd=ROOT,
            env={**os.environ, **cloud.environment, "AWS_DEFAULT_REGION": "us-east-1"},
            capture_output=True,
            pass_fds=[file.fileno()],
            timeout=60,
        )
    assert process.returncode != 0
    assert b"ready" not in process.stdout
    assert b"OSError" in process.stderr


def test_a_message_that_is_never_taken_for_good_ends_in_the_dead_letter_queue(moto: Cloud) -> None:
    sqs = moto.client("sqs")
    url = sqs.get_queue_url(QueueName="batch")["QueueUrl"]
    assert sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["VisibilityTimeout"] == "60"
    sqs.send_message(QueueUrl=url, MessageBody="not a job")
    for _ in range(5):
        [message] = sqs.receive_message(QueueUrl=url)["Messages"]
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    dead = sqs.get_queue_url(QueueName="batch-dead")["QueueUrl"]
    assert sqs.receive_message(QueueUrl=dead)["Messages"][0]["Body"] == "not a job"
