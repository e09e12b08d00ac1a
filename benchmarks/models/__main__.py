"""Measures engines with weights, each stage in its own environment: `python -m benchmarks.models [STAGE …]`.

On a GPU weights are random but of the published size, and the tables are written to docs/model-benchmarks.md. Without
one this says so and runs tiny sizes.
"""

import subprocess
import sys

from benchmarks.models.table import PAGE, TINY, write
from cdk.layers import ROOT
from cdk.services import MODELS


def main() -> None:
    """Measure the stages that the command line names, else all."""
    stages = sys.argv[1:] or list(MODELS)
    if unknown := set(stages) - set(MODELS):
        sys.exit(f"no stage {', '.join(sorted(unknown))}; there are {', '.join(MODELS)}")
    sections = []
    for stage in stages:
        python = ROOT / ".venv-models" / stage / "bin" / "python"
        if not python.exists():
            sys.exit(f"{python} is missing: make models")
        print(f"measuring {stage} …", file=sys.stderr, flush=True)
        done = subprocess.run(  # noqa: S603 - a stage of ours
            [python, "-m", f"benchmarks.models.{stage}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{stage} was not measured")
        print(done.stdout, flush=True)
        sections.append(done.stdout)
    if any(TINY in section for section in sections):
        print("There is no GPU here: these are tiny sizes, and no page was written.", file=sys.stderr)
    elif stages == list(MODELS):
        write(PAGE, sections)
        print(f"Written to {PAGE.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
