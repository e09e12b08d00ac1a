"""Worker processes, forked from a server that has imported what most of them need.

So they are there in a fraction of a second instead of one, and share the libraries' memory with all others; as with
Lambda's SnapStart.
"""

import asyncio
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from typing import Any

from setproctitle import setproctitle

from local.lifetime import signal_on_parent_death

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["local.priming"])


def preload() -> None:
    """Start the server that workers are forked from, and wait until it has imported what they share."""
    forkserver.ensure_running()
    ready = _CONTEXT.Process(target=len, args=("",))
    ready.start()
    ready.join()


class Fork:
    """A forked process. Made by `start`, on the event loop that is to hear of its end."""

    def __init__(self, process: BaseProcess) -> None:
        loop = asyncio.get_running_loop()
        self.exited: asyncio.Future[int] = loop.create_future()
        """Its exit status, as in `subprocess`: negative where a signal ended it."""
        self._process = process

        def on_exit() -> None:
            loop.remove_reader(process.sentinel)
            self.exited.set_result(process.exitcode or 0)

        loop.add_reader(process.sentinel, on_exit)

    @classmethod
    async def start(cls, target: Callable[..., object], *args: Any) -> "Fork":
        """Have `target(*args)` run in a process of its own; that takes seconds where the server must start anew."""
        process = _CONTEXT.Process(target=target, args=args, daemon=True)
        unwanted = threading.Event()

        def begin() -> None:
            process.start()
            if unwanted.is_set():
                process.kill()

        try:
            await asyncio.to_thread(begin)
        except asyncio.CancelledError:  # a thread goes on all the same
            unwanted.set()
            if process.is_alive():
                process.kill()
            raise
        return cls(process)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self.exited.done()

    def terminate(self) -> None:
        """Ask it to end (SIGTERM)."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def settle_in(title: str, folder: str, log: str, environment: Mapping[str, str]) -> None:
    """For a forked process to call first: its name, folder, log file and variables. It ends with the fork server."""
    gc.freeze()  # collecting garbage would touch, and thereby copy, the memory that is shared
    setproctitle(title)
    os.setsid()  # Ctrl-C in the terminal is for the studio
    signal_on_parent_death(signal.SIGKILL)
    os.closerange(3, 256)  # among them the lifeline by which the fork server knows that the studio lives
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
