"""A Lambda worker process: AWS's own runtime client on one function."""

import sys
from collections.abc import Mapping

from local.forks import settle_in


def work(function: str, folder: str, log: str, environment: Mapping[str, str]) -> None:
    """Become the worker of a function, with its folder, log file and variables."""
    settle_in(f"awslambdaric {function}", folder, log, environment)
    sys.path[0] = folder
    from awslambdaric import __main__ as runtime  # reads the environment when imported

    runtime.main(["awslambdaric", "handler.handler"])
