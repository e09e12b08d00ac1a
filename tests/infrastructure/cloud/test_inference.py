"""Model endpoints: one for each model, without instances while nobody waits, and able to start from none."""

import re
import subprocess
import sys

import pytest

from cdk import images
from cdk.layers import ROOT
from cdk.services import MODELS
from cdk.synthesis import Templates
from sagemaker_containers.serving import manifest
from tests.infrastructure.cloud.test_layers import DISTRIBUTIONS, LINE
from tests.infrastructure.cloud.test_templates import functions


def test_endpoints_are_those_of_the_models(templates: Templates) -> None:
    names = {endpoint["EndpointName"] for endpoint in templates.properties("AWS::SageMaker::Endpoint")}
    assert names == {templates.environment.named(stage.replace("_", "-")) for stage in MODELS}
    engines = functions(templates)["invoke_model"]["Environment"]["Variables"]["ENGINES"]
    assert {name for name in names if f'"endpoint":"{name}"' in engines} == names


def test_endpoints_answer_on_the_topics_that_the_callback_hears(templates: Templates) -> None:
    configs = templates.properties("AWS::SageMaker::EndpointConfig")
    assert len(configs) == len(MODELS)
    for config in configs:
        asynchronous = config["AsyncInferenceConfig"]
        told = asynchronous["OutputConfig"]["NotificationConfig"]
        assert "ModelSuccess" in str(told["SuccessTopic"])
        assert "ModelError" in str(told["ErrorTopic"])
        assert asynchronous["ClientConfig"]["MaxConcurrentInvocationsPerInstance"] >= 1


def test_endpoints_cost_nothing_when_idle_and_start_from_none(templates: Templates) -> None:
    targets = templates.properties("AWS::ApplicationAutoScaling::ScalableTarget")
    assert len(targets) == len(MODELS)
    for target in targets:
        assert target["MinCapacity"] == 0
        stage = re.sub(f"endpoint/{templates.environment.named('')}|/variant/main", "", target["ResourceId"])
        assert target["MaxCapacity"] == templates.environment.endpoints[stage.replace("-", "_")].max_instances
    policies = templates.properties("AWS::ApplicationAutoScaling::ScalingPolicy")
    kinds = [policy["PolicyType"] for policy in policies]
    assert (kinds.count("StepScaling"), kinds.count("TargetTrackingScaling")) == (len(MODELS), len(MODELS))
    for policy in policies:
        if policy["PolicyType"] == "TargetTrackingScaling":
            metric = policy["TargetTrackingScalingPolicyConfiguration"]["CustomizedMetricSpecification"]
            assert metric["MetricName"] == "ApproximateBacklogSizePerInstance"
        else:
            step = policy["StepScalingPolicyConfiguration"]
            assert step["AdjustmentType"] == "ExactCapacity"
            assert [adjustment["ScalingAdjustment"] for adjustment in step["StepAdjustments"]] == [1]
    wakers = [a for a in templates.properties("AWS::CloudWatch::Alarm") if a["AlarmName"].endswith("-waits")]
    assert len(wakers) == len(MODELS)
    for alarm in wakers:
        assert alarm["MetricName"] == "HasBacklogWithoutCapacity"
        [action] = alarm["AlarmActions"]
        policy = templates.stacks["inference"]["Resources"][action["Ref"]]["Properties"]
        assert policy["PolicyType"] == "StepScaling"


def test_production_knows_that_it_is(templates: Templates) -> None:
    for model in templates.properties("AWS::SageMaker::Model"):
        variables = model["PrimaryContainer"]["Environment"]
        assert variables["PRODUCTION"] == ("true" if templates.environment.production else "false")


@pytest.mark.parametrize("stage", MODELS)
def test_an_image_holds_what_its_code_imports(stage: str) -> None:
    lines = [line for line in images.lock_file(stage).read_text().splitlines() if line[0] != "#"]
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found)
    held = {match[1] for match in found if match}
    named = {**DISTRIBUTIONS, **images.DISTRIBUTIONS}
    outside = images.modules(stage) - set(sys.stdlib_module_names)
    third_party = {named.get(module, module).replace("_", "-") for module in outside}
    assert third_party <= held


@pytest.mark.parametrize("stage", MODELS)
def test_an_image_has_the_engine_version_that_functions_expect(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = images.context(stage)
    monkeypatch.setattr(manifest, "_LIBRARY_FOLDERS", ())  # of this machine
    here = manifest.read(stage).version
    monkeypatch.setattr(manifest, "CONTAINERS", folder / "sagemaker_containers")
    assert manifest.read(stage).version == here
    assert list((folder / "fonts").glob("*.ttf"))
    assert (folder / "film_studio" / "storage.py").exists()


def test_an_image_serves_by_the_command_that_sagemaker_gives() -> None:
    dockerfile = (ROOT / "sagemaker_containers" / "Dockerfile").read_text()
    assert "/usr/local/bin/serve" in dockerfile
    assert "--require-hashes" in dockerfile
    assert re.search(r"^USER 1000$", dockerfile, re.MULTILINE)
    assert subprocess.run(["sh", "-n", ROOT / "sagemaker_containers" / "serve"], check=False).returncode == 0
    linted = subprocess.run(
        [ROOT / ".venv/bin/hadolint", ROOT / "sagemaker_containers" / "Dockerfile"], capture_output=True, check=False
    )
    assert (linted.returncode, linted.stdout) == (0, b"")
