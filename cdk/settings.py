"""The environment variables of the functions: `film_studio.settings` as the stacks know them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from cdk.environments import Environment
from cdk.services import MODELS
from sagemaker_containers.serving import manifest

MOUNTED = "/opt/ml/model"
"""Where SageMaker mounts a model's files in its container."""


@contextmanager
def _engines_of(environment: Environment) -> Iterator[None]:
    """Read manifests as the containers of an environment do, whatever this machine has or sets."""
    before = dict(os.environ)
    try:
        for stage in MODELS:
            for engine in manifest.known(stage).values():
                if engine.outside:
                    os.environ.pop(engine.outside.setting, None)
            digest = environment.endpoints[stage].weights
            os.environ.update(engine_variables(environment, stage, f"sha256:{digest}"))
            manifest.require_licences(stage)
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def engine_variables(environment: Environment, stage: str, weights: str) -> dict[str, str]:
    """The variables that choose the engines of a stage's container; `weights` says where those of its engine are."""
    endpoint, weighted = environment.endpoints[stage], environment.weighted(stage)
    return {
        f"{stage.upper()}_ENGINE": endpoint.engines,
        "PRODUCTION": str(environment.production).lower(),
        "LICENSED_ENGINES": endpoint.engines if endpoint.licensed else "",
        **({weighted.outside.setting: weights} if weighted and weighted.outside else {}),
    }


def signing_key_id(environment: Environment) -> str:
    """The SSM parameter that says under which id CloudFront knows the key that signs its URLs."""
    return f"/film-studio/{environment.name}/media-key-id"


def endpoint_name(environment: Environment, stage: str) -> str:
    """The name of a model's endpoint."""
    return environment.named(stage.replace("_", "-"))


def models_bucket(environment: Environment, account: str) -> str:
    """The name of the bucket of weights, which are at `ENGINE/DIGEST/` there."""
    return f"{environment.named('models')}-{account}"


def engines(environment: Environment) -> str:
    """The variable `ENGINES`: what functions are told of each model stage.

    Raises `LookupError` as manifests do, and `Unlicensed` where production may not use an engine.
    """
    with _engines_of(environment):
        told = manifest.told({stage: endpoint_name(environment, stage) for stage in MODELS})
    return json.dumps(told, separators=(",", ":"))
