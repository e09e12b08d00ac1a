"""The environment variables of the functions: `film_studio.settings` as the stacks know them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cdk.environments import Environment
from cdk.services import MODELS
from sagemaker_containers.serving import manifest


@contextmanager
def _engines_of(environment: Environment) -> Iterator[None]:
    """Read manifests as the containers of an environment do, whatever this machine has or sets."""
    before = dict(os.environ)
    os.environ.update(engine_variables(environment))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def engine_variables(environment: Environment) -> dict[str, str]:
    """The variables that choose each container's engines."""
    return {f"{stage.upper()}_ENGINE": environment.endpoints[stage].engines for stage in MODELS}


def signing_key_id(environment: Environment) -> str:
    """The SSM parameter that says under which id CloudFront knows the key that signs its URLs."""
    return f"/film-studio/{environment.name}/media-key-id"


def endpoint_name(environment: Environment, stage: str) -> str:
    """The name of a model's endpoint."""
    return environment.named(stage.replace("_", "-"))


def engines(environment: Environment) -> str:
    """The variable `ENGINES`: endpoint, engine, version of each model stage. Raises `LookupError` as manifests do."""
    served: dict[str, dict[str, Any]] = {}
    with _engines_of(environment):
        for stage in MODELS:
            engine = manifest.read(stage)
            served[stage] = {
                "endpoint": endpoint_name(environment, stage),
                "engine": engine.name,
                "version": engine.version,
            }
        served["voice"]["languages"] = manifest.spoken()
    return json.dumps(served, separators=(",", ":"))
