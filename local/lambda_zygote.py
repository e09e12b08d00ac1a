"""Lambda's SnapStart's place: a process that has imported the common libraries once and forks a worker when asked.

A worker is then there in hundredths of a second instead of one, and shares the libraries' memory with all others. It
runs AWS's own runtime client on one function. Orders come as JSON lines on stdin (`spawn`, `kill`), and what happened
goes out as JSON lines (`pid`, `exit`). When stdin ends, the workers end with the zygote.
"""

import ctypes
import gc
import importlib
import json
import os
import select
import signal
import sys
from typing import Any, BinaryIO

from setproctitle import getproctitle, setproctitle

PRELOAD = (
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.event_handler.openapi.models",
    "aws_lambda_powertools.logging",
    "boto3",
    "http.client",
    "joserfc.jwt",
    "psycopg.types.json",
    "pydantic",
    "s3transfer.manager",
)
"""Third-party only: what the functions' own modules do when imported, they do in the worker's own environment."""

_PR_SET_PDEATHSIG = 1


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Fork and reap until the orders end. Call it on the main thread, before there is another."""
    for name in PRELOAD:
        importlib.import_module(name)
    getproctitle()  # it looks for its place in memory now, where the environment is still where it was
    gc.collect()
    gc.freeze()  # so that collecting garbage in a worker does not touch, and thereby copy, what is shared
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    workers: dict[int, int] = {}  # ids by pid

    def answer(message: dict[str, int]) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    while True:
        ready = select.select([orders.fileno(), woken], [], [])[0]
        if woken in ready:
            os.read(woken, 4096)
            for pid in list(workers):
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    answer({"id": workers.pop(pid), "exit": os.waitstatus_to_exitcode(status)})
        if orders.fileno() in ready:
            line = orders.readline()
            if not line:
                break
            order = json.loads(line)
            if order["do"] == "spawn":
                pid = os.fork()
                if pid == 0:
                    for stream in (orders, answers):
                        stream.close()
                    _work(order)
                workers[pid] = order["id"]
                answer({"id": order["id"], "pid": pid})
            else:
                for pid in [pid for pid, number in workers.items() if number == order["id"]]:
                    os.kill(pid, signal.SIGKILL)
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _work(order: dict[str, Any]) -> None:
    """Become a worker: its own environment, folder, output and name. Never returns."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.path[0] = order["folder"]
    try:
        from awslambdaric import __main__ as runtime  # reads the environment when imported

        setproctitle(f"awslambdaric {order['function']}")
        runtime.main(["awslambdaric", "handler.handler"])
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    os._exit(1)


def main() -> None:
    """`python -m local.lambda_zygote`, as `local.lambda_` starts it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed gets among the answers
    serve(os.fdopen(0, "rb", buffering=0), answers)


if __name__ == "__main__":
    main()
