"""A Lambda worker process: AWS's own runtime client on one function.

It is forked from a server that has imported the common libraries once. So it is there in hundredths of a second
instead of one, and shares the libraries' memory with all others; as with Lambda's SnapStart.
"""

import gc
import os
import signal
import sys
from collections.abc import Mapping

from setproctitle import setproctitle

from sagemaker_containers.serving.lifetime import signal_on_parent_death

PRELOAD = (
    "av",
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.event_handler.openapi.models",
    "aws_lambda_powertools.logging",
    "boto3",
    "email_validator",
    "film_studio.film.models",
    "http.client",
    "joserfc.jwt",
    "numpy",
    "psycopg.types.json",
    "py3langid.langid",
    "pydantic",
    "regex",
    "s3transfer.manager",
    "skia",
    __name__,
)
"""Third-party modules, and types: what the functions' own modules do when imported, they do in the worker's own
environment."""


def work(function: str, folder: str, log: str, environment: Mapping[str, str]) -> None:
    """Become the worker of a function, with its folder, log file and variables. Ends with the fork server (Linux)."""
    gc.freeze()  # collecting garbage would touch, and thereby copy, the memory that is shared
    setproctitle(f"awslambdaric {function}")
    os.setsid()  # Ctrl-C in the terminal is for the studio
    signal_on_parent_death(signal.SIGKILL)
    os.closerange(3, 256)  # among them the lifeline by which the fork server knows that the studio lives
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    from awslambdaric import __main__ as runtime  # reads the environment when imported

    runtime.main(["awslambdaric", "handler.handler"])
