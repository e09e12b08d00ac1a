"""The render's state machine: valid to two linters, patient with what passes, final with what does not."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from jsonata import Jsonata
from moto import mock_aws
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.jsonata import jsonata as moto_jsonata

from cdk.services import FUNCTIONS, function

ROOT = Path(__file__).parents[2]
PATH = ROOT / "state_machines" / "render_film.asl.json"
TEXT = PATH.read_text()
MACHINE = json.loads(TEXT)
PERMANENT = {"JobOver", "Model.Unsupported", "FilmFault", "ValidationError"}


def all_states(machine: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every state with its name, however deep."""
    for name, state in machine["States"].items():
        yield name, state
        for inner in [*state.get("Branches", []), *([state["ItemProcessor"]] if "ItemProcessor" in state else [])]:
            yield from all_states(inner)


TASKS = {name: state for name, state in all_states(MACHINE) if state["Type"] == "Task"}


# Linters -------------------------------------------------------------------------------------------------------------


def asl_validator(definition: str) -> subprocess.CompletedProcess[str]:
    command = [ROOT / "node_modules" / ".bin" / "asl-validator", "--json-definition", definition]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def cfn_lint(definition: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    template = {
        "Resources": {
            "Machine": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {
                    "RoleArn": "arn:aws:iam::123456789012:role/render-film",
                    "Definition": definition,
                    "DefinitionSubstitutions": {name: name for name in re.findall(r"\$\{(\w+)\}", TEXT)},
                },
            }
        }
    }
    path = folder / "template.json"
    path.write_text(json.dumps(template))
    return subprocess.run([ROOT / ".venv" / "bin" / "cfn-lint", path], capture_output=True, text=True, check=False)


def test_both_linters_accept_it(tmp_path: Path) -> None:
    assert asl_validator(TEXT).returncode == 0
    linted = cfn_lint(MACHINE, tmp_path)
    assert linted.returncode == 0, linted.stdout


def test_the_linters_see_faults(tmp_path: Path) -> None:
    assert asl_validator(TEXT.replace('"Next": "FailJob"', '"Next": "Nowhere"')).returncode != 0
    broken = json.loads(TEXT.replace('"Type": "Fail"', '"Type": "Failure"'))
    assert cfn_lint(broken, tmp_path).returncode != 0


# Rules ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TASKS)
def test_every_task_is_retried_with_backoff_and_jitter_but_not_for_ever(name: str) -> None:
    never, *patient = TASKS[name]["Retry"]
    assert set(never["ErrorEquals"]) == PERMANENT
    assert never["MaxAttempts"] == 0
    assert {error for retrier in patient for error in retrier["ErrorEquals"]} == {"States.TaskFailed", "States.Timeout"}
    for retrier in patient:
        assert retrier["JitterStrategy"] == "FULL"
        assert retrier["MaxDelaySeconds"] <= 60
        assert 1 <= retrier["MaxAttempts"] <= 5


@pytest.mark.parametrize("name", TASKS)
def test_every_task_has_a_timeout_no_shorter_than_its_function(name: str) -> None:
    task = TASKS[name]
    called = re.fullmatch(r"\$\{(\w+)\}", task["Arguments"]["FunctionName"])
    assert called is not None
    assert function(called[1]).timeout_seconds < task["TimeoutSeconds"] < MACHINE["TimeoutSeconds"]


@pytest.mark.parametrize("name", TASKS)
def test_every_task_names_the_run_it_works_for(name: str) -> None:
    payload = TASKS[name]["Arguments"]["Payload"]
    assert payload["job_id"] == "{% $states.context.Execution.Input.job_id %}"
    assert payload["attempt"] == "{% $states.context.Execution.Input.attempt %}"


def test_model_stages_wait_for_their_token() -> None:
    for task in TASKS.values():
        waits = task["Resource"].endswith(".waitForTaskToken")
        assert waits == (task["Arguments"]["FunctionName"] == "${invoke_model}")
        assert waits == (task["Arguments"]["Payload"].get("token") == "{% $states.context.Task.Token %}")


def test_whatever_fails_anywhere_reaches_fail_job_and_then_fails() -> None:
    top = MACHINE["States"]
    assert set(top) == {"Render", "FailJob", "Failed"}
    assert top["Render"]["Catch"] == [{"ErrorEquals": ["States.ALL"], "Next": "FailJob"}]
    assert top["FailJob"]["Next"] == "Failed"
    assert top["Failed"]["Type"] == "Fail"
    # Inside, nothing catches and nothing fails or succeeds early: all errors come out at the one catcher.
    inside = [state for branch in top["Render"]["Branches"] for _, state in all_states(branch)]
    assert len(inside) == len(list(all_states(MACHINE))) - 3
    assert not [state for state in inside if "Catch" in state or state["Type"] in ("Fail", "Succeed")]


def test_maps_are_bounded() -> None:
    maps = [state for _, state in all_states(MACHINE) if state["Type"] == "Map"]
    assert maps
    assert all(1 <= state["MaxConcurrency"] <= 40 for state in maps)


def test_placeholders_are_functions_of_the_table() -> None:
    assert set(re.findall(r"\$\{(\w+)\}", TEXT)) <= {f.name for f in FUNCTIONS}


# Behaviour -----------------------------------------------------------------------------------------------------------

Outcome = dict[str, Any]


@dataclass
class Studio:
    """Plays the functions that the machine calls. `faults[name]` is raised in turn by the first calls of `name`."""

    scenes: list[int] = field(default_factory=lambda: [1, 2])
    shots: list[int] = field(default_factory=lambda: [1, 2])
    languages: list[str] = field(default_factory=lambda: ["en", "hi"])
    faults: dict[str, list[str]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def of(self, name: str) -> list[dict[str, Any]]:
        return [payload for called, payload in self.calls if called == name]

    def invoke(self, name: str, payload: dict[str, Any]) -> dict[str, Any]:
        self.calls.append((name, payload))
        if self.faults.get(name):
            error = {"errorType": self.faults[name].pop(0), "errorMessage": "no “sound”\nat all"}
            return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": error}
        return {"StatusCode": 200, "Payload": getattr(self, name)(payload)}

    def analyse_script(self, payload: dict[str, Any]) -> Outcome:
        return {"plan": "s3://media/plan.json", "scenes": self.scenes}

    def invoke_model(self, payload: dict[str, Any]) -> None:
        part = ".".join(str(payload[name]) for name in ("scene", "shot") if name in payload)
        artifact = f"s3://media/{payload['stage']}{part}.json"
        send = boto3.client("stepfunctions").send_task_success
        answer = {"taskToken": payload["token"], "output": json.dumps({"artifact": artifact})}
        threading.Timer(0.02, send, kwargs=answer).start()

    def lay_out_timeline(self, payload: dict[str, Any]) -> Outcome:
        shots = [{"scene": n, "shot": shot} for n in (0, *self.scenes, -1) for shot in self.shots]
        return {"timeline": "s3://media/timeline.json", "shots_to_film": shots, "languages": self.languages}

    def make_subtitles(self, payload: dict[str, Any]) -> Outcome:
        return {"subtitles": f"s3://media/{payload['language']}.json"}

    def mix_sound(self, payload: dict[str, Any]) -> Outcome:
        return {"soundtrack": "s3://media/sound.json"}

    def compose_film(self, payload: dict[str, Any]) -> Outcome:
        return {"film": "s3://media/film.json"}

    def check_film(self, payload: dict[str, Any]) -> Outcome:
        return {"report": "s3://media/report.json"}

    def finish_job(self, payload: dict[str, Any]) -> None:
        pass

    def fail_job(self, payload: dict[str, Any]) -> None:
        pass


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Studio:
    return Studio()


@pytest.fixture
def render(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], dict[str, Any]]]:
    """`render()` runs the machine to its end on an interpreter of the States Language, with `studio` behind it."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)

    def invoke(parameters: dict[str, Any], region: str, state_credentials: object) -> dict[str, Any]:
        return studio.invoke(parameters["FunctionName"], json.loads(parameters["Payload"]))

    monkeypatch.setattr(lambda_eval_utils, "_invoke_lambda_function", invoke)
    monkeypatch.setattr(moto_jsonata, "_eval_jsonata", lambda expression: Jsonata(expression).evaluate(None))
    monkeypatch.setattr(time, "sleep", lambda seconds, sleep=time.sleep: sleep(min(seconds, 0.02)))
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        states = boto3.client("stepfunctions")
        machine = states.create_state_machine(
            name="render-film",
            definition=re.sub(r"\$\{(\w+)\}", r"\1", TEXT),
            roleArn="arn:aws:iam::123456789012:role/render-film",
        )

        def run() -> dict[str, Any]:
            arn = states.start_execution(
                stateMachineArn=machine["stateMachineArn"], name="j-1", input='{"job_id": "j", "attempt": 1}'
            )["executionArn"]
            deadline = time.monotonic() + 30
            while (execution := states.describe_execution(executionArn=arn))["status"] == "RUNNING":
                assert time.monotonic() < deadline
                time.sleep(0.02)
            return execution

        yield run


def test_a_film_goes_its_way(studio: Studio, render: Callable[[], dict[str, Any]]) -> None:
    execution = render()
    assert execution["status"] == "SUCCEEDED"
    assert json.loads(execution["output"]) == {"film": "s3://media/film.json"}
    run = {"job_id": "j", "attempt": 1}
    assert studio.of("lay_out_timeline") == [
        {**run, "plan": "s3://media/plan.json", "speeches": ["s3://media/voice1.json", "s3://media/voice2.json"]}
    ]
    clips = [payload for payload in studio.of("invoke_model") if payload["stage"] == "lip_sync"]
    assert sorted((clip["scene"], clip["shot"]) for clip in clips) == [
        (scene, shot) for scene in (-1, 0, 1, 2) for shot in (1, 2)
    ]
    for clip in clips:
        assert clip["speeches"] == ["s3://media/voice1.json", "s3://media/voice2.json"]
        assert clip["pictures"] == [f"s3://media/picture{scene}.json" for scene in (0, 1, 2, -1)]
    assert studio.of("mix_sound") == [
        {
            **run,
            "plan": "s3://media/plan.json",
            "timeline": "s3://media/timeline.json",
            "speeches": ["s3://media/voice1.json", "s3://media/voice2.json"],
            "score": "s3://media/music.json",
        }
    ]
    assert studio.of("compose_film") == [
        {
            **run,
            "timeline": "s3://media/timeline.json",
            "clips": [f"s3://media/lip_sync{n}.{shot}.json" for n in (0, 1, 2, -1) for shot in (1, 2)],
            "soundtrack": "s3://media/sound.json",
            "subtitles": ["s3://media/en.json", "s3://media/hi.json"],
        }
    ]
    assert studio.of("finish_job") == [{**run, "film": "s3://media/film.json", "report": "s3://media/report.json"}]
    assert not studio.of("fail_job")


def test_lists_of_one_stay_lists(studio: Studio, render: Callable[[], dict[str, Any]]) -> None:
    studio.scenes, studio.shots, studio.languages = [1], [1], ["en"]
    assert render()["status"] == "SUCCEEDED"
    [composed] = studio.of("compose_film")
    assert studio.of("mix_sound")[0]["speeches"] == ["s3://media/voice1.json"]
    [clip, *_] = [payload for payload in studio.of("invoke_model") if payload["stage"] == "lip_sync"]
    assert clip["speeches"] == ["s3://media/voice1.json"]
    assert clip["pictures"] == [f"s3://media/picture{n}.json" for n in (0, 1, -1)]
    assert composed["subtitles"] == ["s3://media/en.json"]
    assert composed["clips"] == [f"s3://media/lip_sync{n}.1.json" for n in (0, 1, -1)]


def test_what_passes_is_tried_again(studio: Studio, render: Callable[[], dict[str, Any]]) -> None:
    studio.faults = {"compose_film": ["ServiceException", "ServiceException"], "invoke_model": ["ThrottlingException"]}
    assert render()["status"] == "SUCCEEDED"
    assert len(studio.of("compose_film")) == 3


@pytest.mark.parametrize("error", ["FilmFault", "JobOver", "ValidationError"])
def test_what_is_final_fails_the_job_at_once(studio: Studio, render: Callable[[], dict[str, Any]], error: str) -> None:
    studio.faults = {"check_film": [error]}
    execution = render()
    assert (execution["status"], execution["error"]) == ("FAILED", error)
    assert len(studio.of("check_film")) == 1
    [failed] = studio.of("fail_job")
    assert (failed["job_id"], failed["attempt"], failed["failure"]["Error"]) == ("j", 1, error)
    assert json.loads(failed["failure"]["Cause"])["errorMessage"] == "no “sound”\nat all"
    assert not studio.of("finish_job")


@pytest.mark.parametrize("name", ["analyse_script", "invoke_model", "lay_out_timeline", "make_subtitles", "finish_job"])
def test_every_stage_that_keeps_failing_fails_the_job(
    studio: Studio, render: Callable[[], dict[str, Any]], name: str
) -> None:
    studio.faults = {name: ["ServiceException"] * 50}
    assert render()["status"] == "FAILED"
    assert len(studio.of("fail_job")) == 1
