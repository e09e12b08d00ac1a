"""An environment's templates, synthesised as `cdk synth` does, for whoever reads them: costs, the diagram, tests.

`python -m cdk.synthesis ENV` has AwsSolutions and cfn-lint judge them.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from cdk.application import build
from cdk.environments import Environment, environment
from sagemaker_containers.serving.manifest import Unlicensed

ROOT = Path(__file__).parents[1]

Resource = dict[str, Any]


@dataclass(frozen=True)
class Templates:
    """What CloudFormation would be given for an environment: a template for each stack, in the order of deployment."""

    environment: Environment
    folder: Path
    stacks: dict[str, dict[str, Any]]

    def of(self, kind: str, stack: str | None = None) -> dict[str, Resource]:
        """The resources of a type, by `stack/logical id`, in one stack or in all."""
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


def synthesise(chosen: Environment, folder: Path) -> Templates:
    """The templates of an environment, left in `folder` too.

    They are those of a deploy, without installing and copying what the layers hold. Raises `RuntimeError` where
    AwsSolutions finds what nobody has explained, and as `build` does.
    """
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    quick = {"layers": "locks", "aws:cdk:disable-asset-staging": True}
    app = cdk.App(outdir=str(folder), context={**context, **quick})
    application = build(app, chosen)
    app.synth()
    stacks = {
        stack.node.id: json.loads((folder / f"{stack.node.id}.template.json").read_text())
        for stack in application.stacks
    }
    return Templates(application.environment, folder, stacks)


IGNORED = ("W3005", "W3010")
"""W3005: CDK writes dependencies down that a reference implies. W3010: zones are named, so that synth asks nobody."""


def lint(templates: Templates) -> str:
    """What cfn-lint finds in templates; nothing where they are right."""
    files = sorted(templates.folder.glob("*.template.json"))
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--ignore-checks", *IGNORED, "--"]
    linted = subprocess.run([*command, *files], capture_output=True, text=True, check=False)  # noqa: S603 - our own files
    return linted.stdout + linted.stderr if linted.returncode else ""


def main() -> None:
    """Judge the templates of the environment that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m cdk.synthesis ENV")
    with tempfile.TemporaryDirectory() as folder:
        try:
            templates = synthesise(environment(sys.argv[1]), Path(folder))
        except (LookupError, ValueError, RuntimeError, Unlicensed) as refusal:
            sys.exit(str(refusal))
        if found := lint(templates):
            sys.exit(found)
    print(f"{len(templates.stacks)} templates of {templates.environment.name}: nothing found")


if __name__ == "__main__":
    main()
