"""The templates of every environment, synthesised once, offline and without Docker."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from cdk.application import build
from cdk.environments import ENVIRONMENTS, Environment

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Templates:
    """What CloudFormation would be given for an environment."""

    environment: Environment
    folder: Path
    stacks: dict[str, dict[str, Any]]

    def of(self, kind: str, stack: str | None = None) -> dict[str, dict[str, Any]]:
        """The resources of a type, by logical id, in one stack or in all."""
        return {
            f"{name}/{key}": resource
            for name, template in self.stacks.items()
            if stack in (None, name)
            for key, resource in template["Resources"].items()
            if resource["Type"] == kind
        }

    def properties(self, kind: str, stack: str | None = None) -> list[dict[str, Any]]:
        """The properties of the resources of a type."""
        return [resource.get("Properties", {}) for resource in self.of(kind, stack).values()]


def synthesise(name: str, folder: Path) -> Templates:
    """The templates of an environment. Raises `RuntimeError` where AwsSolutions finds what nobody has explained."""
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    # The same templates, without installing and copying what the layers hold.
    quick = {"layers": "locks", "aws:cdk:disable-asset-staging": True}
    app = cdk.App(outdir=str(folder), context={**context, **quick})
    application = build(app, name)
    app.synth()
    stacks = {
        stack.node.id: json.loads((folder / f"{stack.node.id}.template.json").read_text())
        for stack in application.stacks
    }
    return Templates(application.environment, folder, stacks)


@pytest.fixture(scope="session", params=list(ENVIRONMENTS))
def templates(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Each environment in turn."""
    yield synthesise(request.param, tmp_path_factory.mktemp("cdk") / request.param)
