"""The environment variables of the functions: `film_studio.settings` as the stacks know them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

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
    """The variable `ENGINES`: what functions are told of each model stage. Raises `LookupError` as manifests do."""
    with _engines_of(environment):
        told = manifest.told({stage: endpoint_name(environment, stage) for stage in MODELS})
    return json.dumps(told, separators=(",", ":"))
