"""A model container's process: the program that its image would start."""

import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.forks import settle_in

ROOT = Path(__file__).parents[1]


def work(
    program: str, arguments: Sequence[str], log: str, environment: Mapping[str, str], python: str | None = None
) -> None:
    """Become a container that runs `program`, a module or the path of a script, as Python's command line does.

    An engine of another environment is run by its interpreter, `python`, in the place of this process.
    """
    settle_in(" ".join(["python -m", program, *arguments]), str(ROOT), log, environment)
    if python:
        os.execv(python, [python, "-m", program, *arguments])  # noqa: S606 - no shell is wanted
    sys.argv = [program, *arguments]
    if program.endswith(".py"):
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
