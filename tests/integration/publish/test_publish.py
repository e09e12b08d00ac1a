"""Weights go to the bucket that endpoints mount, whole or again, and a scene tells whether the endpoints answer."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import pytest
from moto.server import ThreadedMotoServer
from starlette.applications import Starlette
from starlette.routing import Mount

from cdk.services import MODELS
from local.event_loop import EventLoop
from local.forks import preload
from local.http_server import HttpServer
from local.iam import ACCOUNT, Credentials
from local.loopback import free_port, listen
from local.s3 import S3
from local.sagemaker_runtime import SageMakerRuntime
from sagemaker_containers.serving.weights import verify

ROOT = Path(__file__).parents[3]
ENDPOINTS = [f"film-studio-development-{stage.replace('_', '-')}" for stage in MODELS]
IDLE = "film-studio-sandbox-voice"
MISTAKEN = "film-studio-staging-voice"
PIECE = 3 * 2**20


@dataclass
class Account:
    """An account with buckets and endpoints of two environments, and the files of its buckets."""

    environment: dict[str, str]
    folder: Path

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The command, as an operator gives it."""
        return subprocess.run(self.command(*arguments), **self.options, capture_output=True, text=True, check=False)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(self.command(*arguments), **self.options, stderr=subprocess.PIPE, text=True)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "sagemaker_containers.publish", *arguments]

    @property
    def options(self) -> dict[str, object]:
        return {"cwd": ROOT, "env": {**os.environ, **self.environment}}

    @property
    def models(self) -> Path:
        """What is in the bucket of models."""
        return self.folder / f"film-studio-development-models-{ACCOUNT}"


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    folder = tmp_path_factory.mktemp("account")
    preload()
    loop, moto = EventLoop(), ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    moto.start()

    async def build() -> tuple[SageMakerRuntime, HttpServer, dict[str, str]]:
        credentials, aws = Credentials(), listen()
        url = f"http://127.0.0.1:{aws.getsockname()[1]}"
        environment = {
            **credentials.environment(),
            "AWS_ENDPOINT_URL": "http://{}:{}".format(*moto.get_host_and_port()),
            "AWS_ENDPOINT_URL_S3": url,
            "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": url,
            "MOTO_ACCOUNT_ID": ACCOUNT,
        }
        s3 = S3(folder / "s3", credentials)
        for name in ("development-media", "development-models", "sandbox-media", "staging-media"):
            s3.bucket(f"film-studio-{name}-{ACCOUNT}").create()
        sagemaker = SageMakerRuntime(
            s3, f"film-studio-development-media-{ACCOUNT}", dict.fromkeys([*ENDPOINTS, IDLE, MISTAKEN], 1),
            {**os.environ, **environment, "AWS_DEFAULT_REGION": "us-east-1", "FONTS_DIR": str(ROOT / "fonts" / "ttf")},
            folder / "logs", lambda event: None, program=str(Path(__file__).parent / "container.py"),
        )  # fmt: skip
        server = HttpServer([(Starlette(routes=[*sagemaker.routes(credentials), Mount("/", s3.app)]), [aws])])
        return sagemaker, server, environment

    sagemaker, server, environment = loop.run(build())
    yield Account(environment, folder / "s3")
    loop.run(sagemaker.stop())
    loop.run(server.stop())
    loop.close()
    moto.stop()


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with files of the names of Wav2Lip's weights; one is larger than S3 takes in one piece."""
    folder = tmp_path / "wav2lip"
    (folder / "more").mkdir(parents=True)
    (folder / "wav2lip_gan.pth").write_bytes(os.urandom(6 * PIECE))
    (folder / "more" / "notes.txt").write_text("read me")
    return folder


def digest_of(folder: Path) -> str:
    return hashlib.sha256((folder / "weights.sha256").read_bytes()).hexdigest()


def test_a_folder_is_listed_once_and_checked_from_then_on(account: Account, weights: Path) -> None:
    first = account.run("package", "wav2lip", str(weights))
    assert first.stdout.strip() == digest_of(weights), first.stderr
    assert account.run("package", "wav2lip", str(weights)).stdout == first.stdout
    (weights / "wav2lip_gan.pth").write_bytes(b"other")
    damaged = account.run("package", "wav2lip", str(weights))
    assert (damaged.returncode, "wav2lip_gan.pth has other contents" in damaged.stderr) == (1, True)


@pytest.mark.parametrize(
    ("engine", "folder", "said"),
    [
        ("wav2lap", ".", "there are vits, xtts, sdxl, z_image, wav2lip, musicgen"),
        ("illustrator", ".", "no engine with weights"),
        ("sdxl", ".", "no base/model_index.json, no controlnet/config.json"),
        ("sdxl", "nowhere", "is no folder"),
    ],
)
def test_what_is_no_engine_or_not_its_weights_is_refused_in_a_sentence(
    account: Account, tmp_path: Path, engine: str, folder: str, said: str
) -> None:
    refused = account.run("package", engine, str(tmp_path / folder))
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "weights.sha256").exists()


def test_what_is_uploaded_is_what_a_container_will_find(account: Account, weights: Path) -> None:
    done = account.run("upload", "wav2lip", str(weights), "--env", "development")
    assert done.returncode == 0, done.stderr
    digest = digest_of(weights)
    there = account.models / "wav2lip" / digest
    assert f"s3://{account.models.name}/wav2lip/{digest}/" in done.stdout
    assert f'Endpoint("wav2lip", …, weights="{digest}")' in done.stdout
    verify(there)
    assert (there / "more" / "notes.txt").read_text() == "read me"
    assert "0 of 3 files are there" in done.stderr
    again = account.run("upload", "wav2lip", str(weights))
    assert "3 of 3 files are there" in again.stderr
    assert (again.returncode, again.stdout) == (0, done.stdout)


def test_an_upload_that_was_killed_goes_on_where_it_was(account: Account, weights: Path) -> None:
    for number in range(4):
        (weights / f"more{number}.bin").write_bytes(os.urandom(6 * PIECE))
    running = account.start("upload", "wav2lip", str(weights))
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("more0.bin"):
            running.kill()
            break
    running.wait()
    there = account.models / "wav2lip" / digest_of(weights)
    assert not (there / "weights.sha256").exists()
    before = {path: path.stat().st_mtime_ns for path in there.rglob("*") if path.is_file()}
    assert there / "more0.bin" in before
    done = account.run("upload", "wav2lip", str(weights))
    assert done.returncode == 0, done.stderr
    assert f"{len(before)} of 7 files are there" in done.stderr
    verify(there)
    assert all(path.stat().st_mtime_ns == modified for path, modified in before.items())


def test_an_account_without_the_bucket_is_told_so(account: Account, weights: Path) -> None:
    refused = account.run("upload", "wav2lip", str(weights), "--env", "staging")
    assert refused.returncode == 1
    assert "bucket does not exist" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_scene_is_made_by_all_endpoints(account: Account) -> None:
    done = account.run("invoke")
    assert done.returncode == 0, done.stderr
    made = dict(line.split() for line in done.stdout.splitlines())
    assert set(made) == set(MODELS)
    for stage, artifact in made.items():
        assert f"/endpoints/{stage}/smoke/" in artifact
        document = account.folder / artifact.removeprefix("s3://")
        assert json.loads(document.read_text())
    clip = json.loads((account.folder / made["lip_sync"].removeprefix("s3://")).read_text())
    with av.open(str(account.folder / clip["video"].removeprefix("s3://"))) as container:
        assert sum(1 for _ in container.decode(video=0)) == clip["frames"]
    assert "film-studio-development-lip-sync was asked" in done.stderr


def test_one_endpoint_is_asked_with_what_it_needs(account: Account) -> None:
    done = account.run("invoke", "--stage", "music")
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["music"]
    assert [line.split(":")[0] for line in done.stderr.splitlines() if "was asked" in line] == ["voice", "music"]


def test_an_endpoint_that_does_not_answer_is_named_with_its_section_of_the_runbook(account: Account) -> None:
    waiting = account.run("invoke", "--stage", "voice", "--env", "sandbox", "--minutes", "0.05")
    assert waiting.returncode == 1
    assert f"{IDLE} has not answered within" in waiting.stderr
    assert "docs/operations.md#model-endpoints" in waiting.stderr
    missing = account.run("invoke", "--stage", "picture", "--env", "sandbox")
    assert missing.returncode == 1
    assert "film-studio-sandbox-picture" in missing.stderr and "not found" in missing.stderr


def test_what_a_container_refuses_is_said_in_its_words(account: Account) -> None:
    refused = account.run("invoke", "--stage", "voice", "--env", "staging")
    assert refused.returncode == 1
    assert f"{MISTAKEN} failed" in refused.stderr and "The request is not well formed." in refused.stderr
