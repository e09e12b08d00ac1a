"""Workers are forked from a process that has everything ready."""

import asyncio
import time
from contextlib import suppress

import psutil

from local.forks import Fork, preload

PROGRAM = """
import sys
from film_studio.film.language import _identifier
sys.exit(0 if "local.priming" in sys.modules and _identifier.cache_info().currsize else 1)
"""


def test_a_worker_finds_modules_imported_and_models_loaded() -> None:
    async def status() -> int:
        return await (await Fork.start(exec, PROGRAM)).exited

    preload()
    assert asyncio.run(status()) == 0


def test_a_worker_that_nobody_waits_for_any_more_does_not_stay() -> None:
    async def begun_and_given_up() -> None:
        starting = asyncio.create_task(Fork.start(time.sleep, 60))
        await asyncio.sleep(0)
        starting.cancel()
        with suppress(asyncio.CancelledError):
            await starting

    def workers() -> set[int]:
        return {child.pid for child in psutil.Process().children(recursive=True)} - before

    preload()
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    asyncio.run(begun_and_given_up())  # waits for the thread that starts it
    deadline = time.monotonic() + 10
    while workers():
        assert time.monotonic() < deadline
        time.sleep(0.02)
