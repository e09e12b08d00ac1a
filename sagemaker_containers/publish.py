"""Weights on their way to an endpoint, and the question whether it answers: `python -m sagemaker_containers.publish`.

`package` lists what a folder holds, `upload` puts it where the endpoints of an environment mount it from, `invoke` has
one scene made by the endpoints of an environment. Uploading again goes on where it was interrupted: weights lie at
`ENGINE/DIGEST/` in the bucket of models, so what is there is the same, and the listing comes last.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel

from cdk.environments import ENVIRONMENTS, REGION, Environment
from cdk.services import MODELS
from cdk.settings import endpoint_name, models_bucket
from film_studio import storage
from film_studio.aws import client
from film_studio.film import analysis, requests, script_file, timeline
from film_studio.film.models import Document, FilmOptions, FilmRequest, Speech
from sagemaker_containers.serving.manifest import LISTING, Manifest, known
from sagemaker_containers.serving.weights import Damaged, listed, names

SCRIPT = Path(__file__).parents[1] / "examples" / "scripts" / "the_lighthouse_fox.txt"
SCENE_SECONDS = 20.0
POLL_SECONDS = 2.0
INVOCATION_SECONDS = 3600

NEEDS = {"voice": (), "picture": (), "lip_sync": ("voice", "picture"), "music": ("voice",)}
"""Whose artifacts each stage's request is made of."""


class Failure(Exception):
    """What keeps weights from being published or an endpoint from answering, as a sentence."""


def engine(name: str) -> Manifest:
    """The engine called `name`. Raises `Failure` where there is none that has weights."""
    with_weights = {e.name: e for stage in MODELS for e in known(stage).values() if e.environment}
    if name not in with_weights:
        raise Failure(f"{name!r} is no engine with weights; there are {', '.join(with_weights)}")
    return with_weights[name]


def package(chosen: Manifest, folder: Path) -> str:
    """The digest of an engine's weights in a folder, which it lists where that was not done yet.

    Raises `Failure` where files are missing, `Damaged` where they are not those of the listing.
    """
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder")
    wanted = chosen.outside.files if chosen.outside else []
    missing = [pattern for pattern in wanted if pattern != LISTING and not any(folder.glob(pattern))]
    if missing:
        raise Failure(f"{folder} has no {', no '.join(missing)}: docs/models.md says what {chosen.name} takes")
    return listed(folder)


def upload(folder: Path, prefix: str, tell: Callable[[str], None]) -> None:
    """Put the files of a folder under `prefix` (`s3://…/`) that are not there yet in their size, the listing last."""
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.core.s3 import S3Uploader

    files, there = [*names(folder), LISTING], dict(_sizes(prefix))
    left = [name for name in files if there.get(name) != (folder / name).stat().st_size]
    tell(f"{len(files) - len(left)} of {len(files)} files are there")
    session = Session()
    for name in left:
        path = folder / name
        begun = time.monotonic()
        S3Uploader.upload(str(path), f"{prefix}{name}".rpartition("/")[0], sagemaker_session=session)
        size, seconds = path.stat().st_size / 1e6, time.monotonic() - begun
        tell(f"{name}: {size:,.1f} MB in {seconds:.1f} s")


def _sizes(prefix: str) -> Iterator[tuple[str, int]]:
    """The objects under a prefix, by the rest of their names, with their sizes in bytes."""
    bucket, key = storage.split(prefix)
    for page in client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=key):
        for found in page.get("Contents", []):
            yield found["Key"].removeprefix(key), found["Size"]


class _Reply(BaseModel):
    """What a container answers; `seconds` are those of its batch."""

    artifact: str
    engine: str
    version: str
    seconds: float


class Smoke:
    """One scene of an example script, made by endpoints whose names `endpoints` says by stage.

    What is asked and made lies under `endpoints/` in the bucket `media`, where nothing is kept for longer than a week.
    """

    def __init__(self, endpoints: dict[str, str], media: str, patience: float, tell: Callable[[str], None]) -> None:
        self._endpoints = endpoints
        self._media = media
        self._patience = patience
        self._tell = tell
        self._run = uuid4().hex
        title, text = script_file.read(SCRIPT.read_text("utf-8"))
        self._options = FilmOptions.model_validate({"quality": "preview"})
        plan = analysis.analyse(FilmRequest(title=title, script=text, options=self._options))
        self._plan = plan.model_copy(update={"scenes": plan.scenes[:1]})
        self._made: dict[str, str] = {}

    def make(self, stage: str) -> str:
        """Have a stage's part of the scene made, and before that what it needs; gives its artifact's URI.

        Raises `Failure` where the endpoint fails or `patience` seconds are over.
        """
        if stage not in self._made:
            for needed in NEEDS[stage]:
                self.make(needed)
            self._made[stage] = self._ask(stage, self._request(stage))
        return self._made[stage]

    def _request(self, stage: str) -> Document:
        number = self._plan.scenes[0].number
        if stage == "voice":
            return requests.speech_request(self._plan, number, SCENE_SECONDS)
        if stage == "picture":
            return requests.picture_request(self._plan, self._options, number)
        speech = storage.get_document(self._made["voice"], Speech)
        laid_out = timeline.lay_out(self._plan, self._options, SCENE_SECONDS, [speech])
        if stage == "music":
            return requests.score_request(self._plan, self._options, laid_out)
        # The last of the scene's shots: it goes over from no other scene's.
        shot = [shot for shot in laid_out.shots if shot.scene == number][-1].model_copy(update={"transition": "cut"})
        made = ({number: self._made[of]} for of in NEEDS[stage])
        return requests.clip_request(self._plan, self._options, laid_out, shot, *made)

    def _ask(self, stage: str, request: Document) -> str:
        from sagemaker.core.resources import Endpoint

        name = self._endpoints[stage]
        output = f"s3://{self._media}/endpoints/{stage}/smoke/{self._run}"
        body = {"output": output, "request": request.model_dump(mode="json")}
        storage.put_bytes(f"{output}.request.json", json.dumps(body).encode(), "application/json")
        begun = time.monotonic()
        sent = Endpoint(endpoint_name=name).invoke_async(
            input_location=f"{output}.request.json",
            content_type="application/json",
            inference_id=self._run,
            invocation_timeout_seconds=INVOCATION_SECONDS,
        )
        self._tell(f"{stage}: {name} was asked")
        while not storage.exists(sent.output_location):
            if storage.exists(sent.failure_location):
                raise Failure(f"{name} failed: {storage.get_bytes(sent.failure_location).decode()}")
            if time.monotonic() - begun > self._patience:
                waited = f"{name} has not answered within {self._patience / 60:.0f} minutes"
                raise Failure(f"{waited}: docs/operations.md#model-endpoints")
            time.sleep(POLL_SECONDS)
        reply = storage.get_document(sent.output_location, _Reply)
        self._tell(
            f"{stage}: {reply.engine} {reply.version} took {reply.seconds:.1f} s, "
            f"the answer {time.monotonic() - begun:.0f} s: {reply.artifact}"
        )
        return reply.artifact


def _account() -> str:
    account: str = client("sts").get_caller_identity()["Account"]
    return account


def _package(arguments: argparse.Namespace) -> None:
    print(package(engine(arguments.engine), arguments.folder))


def _upload(arguments: argparse.Namespace) -> None:
    chosen, environment = engine(arguments.engine), ENVIRONMENTS[arguments.env]
    digest = package(chosen, arguments.folder)
    prefix = f"s3://{models_bucket(environment, _account())}/{chosen.name}/{digest}/"
    upload(arguments.folder, prefix, lambda line: print(line, file=sys.stderr))
    print(f'{prefix}\nIn cdk/environments.py: Endpoint("{chosen.name}", …, weights="{digest}")')


def _invoke(arguments: argparse.Namespace) -> None:
    environment: Environment = ENVIRONMENTS[arguments.env]
    smoke = Smoke(
        {stage: endpoint_name(environment, stage) for stage in MODELS},
        f"{environment.named('media')}-{_account()}",
        arguments.minutes * 60,
        lambda line: print(line, file=sys.stderr),
    )
    for stage in arguments.stage or MODELS:
        print(f"{stage:9}{smoke.make(stage)}")


def main(argv: list[str] | None = None) -> None:
    """Do what the command line says; what went wrong is said in a sentence, with exit status 1."""
    parser = argparse.ArgumentParser(prog="python -m sagemaker_containers.publish", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, does in (
        ("package", _package, "list a folder of weights, or check it against its listing, and print its digest"),
        ("upload", _upload, "package, and put it into the environment's bucket of models"),
    ):
        command = commands.add_parser(name, help=does, description=does)
        command.set_defaults(run=run)
        command.add_argument("engine", help="sdxl, z_image, vits, xtts, wav2lip or musicgen")
        command.add_argument("folder", type=Path, help="where its weights are (docs/models.md)")
    invoke = commands.add_parser("invoke", help="have one scene made by the environment's endpoints")
    invoke.set_defaults(run=_invoke)
    invoke.add_argument(
        "--stage",
        action="append",
        choices=MODELS,
        help="ask this one, and those that it needs something from (default: all)",
    )
    invoke.add_argument("--minutes", type=float, default=30, help="how long to wait for each answer (default: 30)")
    for command in (commands.choices["upload"], invoke):
        command.add_argument("--env", choices=list(ENVIRONMENTS), default="development", help="(default: development)")
    arguments = parser.parse_args(argv)
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    try:
        arguments.run(arguments)
    except (Failure, Damaged) as fault:
        sys.exit(str(fault))
    except (BotoCoreError, ClientError) as fault:
        sys.exit(f"AWS says: {fault}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. What was uploaded stays: the same command goes on from there.")


if __name__ == "__main__":
    main()
