"""Workers are forked from a process that has everything ready."""

import asyncio

from local.forks import Fork, preload

PROGRAM = """
import sys
from film_studio.film.language import _identifier
sys.exit(0 if "local.priming" in sys.modules and _identifier.cache_info().currsize else 1)
"""


def test_a_worker_finds_modules_imported_and_models_loaded() -> None:
    async def status() -> int:
        return await Fork(exec, PROGRAM).exited

    preload()
    assert asyncio.run(status()) == 0
