"""Model endpoints: one for each model, without instances while nobody waits, and able to start from none."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cdk import images
from cdk.environments import Endpoint, environment
from cdk.layers import ROOT
from cdk.services import MODELS
from cdk.settings import engines
from cdk.synthesis import Templates, synthesise
from sagemaker_containers.serving import manifest
from tests.infrastructure.cloud import test_templates
from tests.infrastructure.cloud.test_layers import DISTRIBUTIONS, LINE
from tests.infrastructure.cloud.test_templates import functions

LISTINGS = {engine: f"{'0' * 64}  {engine}.bin\n" for engine in ("xtts", "sdxl", "wav2lip", "musicgen")}
DIGESTS = {engine: hashlib.sha256(listing.encode()).hexdigest() for engine, listing in LISTINGS.items()}
ON_GPUS = {
    "voice": Endpoint("xtts,espeak_ng", "ml.g6.xlarge", 1, weights=DIGESTS["xtts"], licensed=True),
    "picture": Endpoint("sdxl", "ml.g6e.xlarge", 2, concurrent=4, weights=DIGESTS["sdxl"]),
    "lip_sync": Endpoint("wav2lip", "ml.g6.xlarge", 2, weights=DIGESTS["wav2lip"], licensed=True),
    "music": Endpoint("musicgen", "ml.g6.xlarge", 1, weights=DIGESTS["musicgen"], licensed=True),
}
"""An engine with weights for every stage."""

WITH_WEIGHTS = {"voice": "xtts", "picture": "sdxl", "lip_sync": "wav2lip", "music": "musicgen"}


@pytest.fixture(scope="module")
def on_gpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Production with an engine with weights in every stage."""
    yield synthesise(replace(environment("production"), endpoints=ON_GPUS), tmp_path_factory.mktemp("cdk") / "gpu")


def models(templates: Templates) -> dict[str, dict[str, Any]]:
    """The containers of the models, by stage."""
    containers = [model["PrimaryContainer"] for model in templates.properties("AWS::SageMaker::Model")]
    return {stage: c for c in containers for stage in MODELS if f"{stage.upper()}_ENGINE" in c["Environment"]}


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


def test_nothing_is_wrong_with_the_templates_of_gpu_endpoints(on_gpus: Templates) -> None:
    test_templates.test_cfn_lint_finds_no_error(on_gpus)
    test_templates.test_every_exception_from_a_rule_is_explained(on_gpus)


def test_weights_are_mounted_where_the_container_looks_for_them(on_gpus: Templates) -> None:
    for stage, container in models(on_gpus).items():
        engine = WITH_WEIGHTS[stage]
        source = container["ModelDataSource"]["S3DataSource"]
        assert f"s3://{on_gpus.environment.named('models')}-" in str(source["S3Uri"])
        assert f"/{engine}/{DIGESTS[engine]}/" in str(source["S3Uri"])
        assert (source["S3DataType"], source["CompressionType"]) == ("S3Prefix", "None")
        variables = container["Environment"]
        assert variables[f"{engine.upper()}_WEIGHTS"] == "/opt/ml/model"
        assert variables["MAX_BATCH"] == str(ON_GPUS[stage].concurrent)
        licensed = variables["LICENSED_ENGINES"].split(",")
        assert manifest.known(stage)[engine].commercial_use or engine in licensed
    buckets = [str(bucket.get("BucketName")) for bucket in on_gpus.properties("AWS::S3::Bucket", "media")]
    assert any(on_gpus.environment.named("models") in name for name in buckets)


def test_an_endpoint_reads_its_own_weights_and_no_others(on_gpus: Templates) -> None:
    for policy in on_gpus.properties("AWS::IAM::Policy", "inference"):
        [engine] = {e for e in DIGESTS if DIGESTS[e] in str(policy)}
        for statement in policy["PolicyDocument"]["Statement"]:
            if "models" in str(statement["Resource"]):
                assert statement["Action"] in ("s3:GetObject", "s3:ListBucket")
                assert f"{engine}/{DIGESTS[engine]}/*" in str(statement)


def test_engines_with_weights_run_on_instances_with_a_gpu_and_its_driver(on_gpus: Templates) -> None:
    for config in on_gpus.properties("AWS::SageMaker::EndpointConfig"):
        [variant] = config["ProductionVariants"]
        assert variant["InstanceType"].startswith("ml.g")
        assert "gpu" in variant["InferenceAmiVersion"]
        assert variant["ModelDataDownloadTimeoutInSeconds"] >= 600
    assets = json.loads((on_gpus.folder / "inference.assets.json").read_text())["dockerImages"].values()
    built = [asset["source"]["dockerBuildArgs"] for asset in assets]
    assert sorted(arguments["STAGE"] for arguments in built) == sorted(MODELS)
    assert {arguments["PROCESSOR"] for arguments in built} == {"gpu"}


@pytest.mark.parametrize("stage", MODELS)
def test_functions_expect_the_version_that_a_container_has_with_these_weights(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = json.loads(engines(replace(environment("production"), endpoints=ON_GPUS)))
    engine = manifest.known(stage)[WITH_WEIGHTS[stage]]
    assert engine.outside
    for pattern in engine.outside.files:
        path = tmp_path / pattern.replace("*", "x")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / manifest.LISTING).write_text(LISTINGS[engine.name])
    monkeypatch.setenv(f"{stage.upper()}_ENGINE", ON_GPUS[stage].engines)
    monkeypatch.setenv(engine.outside.setting, str(tmp_path))
    monkeypatch.setattr(manifest, "CONTAINERS", images.context(stage, gpu=True) / "sagemaker_containers")
    assert told[stage]["version"] == manifest.read(stage).version


@pytest.mark.parametrize(
    ("stage", "endpoint", "said"),
    [
        ("picture", Endpoint("sdxl", "ml.g6.xlarge", 1, weights="9f"), "64 digits"),
        ("picture", Endpoint("sdxl", "ml.c6i.xlarge", 1, weights="0" * 64), "needs a GPU"),
        ("picture", Endpoint("illustrator", "ml.c6i.xlarge", 1, weights="0" * 64), "takes no weights"),
        ("picture", Endpoint("sdxxl", "ml.g6.xlarge", 1), "no engine sdxxl; there are illustrator, sdxl"),
        ("voice", Endpoint("xtts,vits", "ml.g6.xlarge", 1, weights="0" * 64), "one engine"),
    ],
)
def test_an_endpoint_that_could_not_start_is_refused_before_it_costs(stage: str, endpoint: Endpoint, said: str) -> None:
    chosen = environment("staging")
    with pytest.raises(ValueError, match=said):
        replace(chosen, endpoints={**chosen.endpoints, stage: endpoint})


def test_production_does_not_take_an_engine_without_the_licence_that_it_needs() -> None:
    unlicensed = {**ON_GPUS, "music": replace(ON_GPUS["music"], licensed=False)}
    with pytest.raises(manifest.Unlicensed, match="musicgen"):
        engines(replace(environment("production"), endpoints=unlicensed))
    assert engines(replace(environment("staging"), endpoints=unlicensed))


def test_what_this_machine_has_does_not_count_in_the_cloud(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = engines(environment("development"))
    monkeypatch.setenv("PIPER_VOICES", "/nowhere")
    monkeypatch.setenv("VOICE_ENGINE", "flite")
    monkeypatch.setenv("SDXL_WEIGHTS", "/nowhere")
    assert engines(environment("development")) == expected


@pytest.mark.parametrize("gpu", [False, True])
@pytest.mark.parametrize("stage", MODELS)
def test_an_image_holds_what_its_code_imports(stage: str, gpu: bool) -> None:
    found = [LINE.fullmatch(line) for line in images.pins(images.lock_file(stage, gpu))]
    assert all(found)
    held = {match[1] for match in found if match}
    named = {**DISTRIBUTIONS, **images.DISTRIBUTIONS}
    outside = images.modules(stage, gpu) - set(sys.stdlib_module_names)
    third_party = {named.get(module, module).replace("_", "-") for module in outside}
    assert third_party <= held


@pytest.mark.parametrize("stage", MODELS)
def test_a_gpu_image_has_what_engines_with_weights_are_tried_with(stage: str) -> None:
    held = {line.partition(" ")[0] for line in images.pins(images.lock_file(stage, gpu=True))}
    folder = images.CONTAINERS / stage
    tried = {
        pin for path in (*folder.glob("*/requirements.txt"), *folder.glob("*/alone.txt")) for pin in images.pins(path)
    }
    assert tried <= held
    assert any(line.startswith("nvidia-cublas==13.") for line in held)  # PyTorch with CUDA 13, as the host's driver
    assert {line.partition(" ")[0] for line in images.pins(images.lock_file(stage))} <= held


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
