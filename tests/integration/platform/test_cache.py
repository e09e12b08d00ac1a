"""The cache: a copy for speed; when it is down, hung or gone nothing breaks and little time is lost."""

import os
import signal
import time

from film_studio import cache as studio_cache
from local.valkey import Valkey


def test_what_is_put_is_there_until_it_expires_or_is_forgotten(database, cache: Valkey) -> None:
    studio_cache.put("lamp", "lit", 60)
    studio_cache.put("spark", "bright", 0.05)
    assert studio_cache.get("lamp") == b"lit"
    time.sleep(0.1)
    assert studio_cache.get("spark") is None
    studio_cache.forget("lamp", "spark")
    assert studio_cache.get("lamp") is None


def test_without_a_cache_there_is_nothing_in_it(database) -> None:
    studio_cache.put("lamp", "lit", 60)
    assert studio_cache.get("lamp") is None


def test_a_cache_that_died_raises_nothing(database, cache: Valkey) -> None:
    studio_cache.put("lamp", "lit", 60)
    cache.stop()
    assert studio_cache.get("lamp") is None
    studio_cache.put("lamp", "lit", 60)
    studio_cache.forget("lamp")


def test_a_cache_that_hangs_costs_one_short_wait(database, cache: Valkey) -> None:
    studio_cache.put("lamp", "lit", 60)
    assert cache.pid is not None
    os.kill(cache.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert all(studio_cache.get("lamp") is None for _ in range(1000))
        assert time.monotonic() - started < 20 * studio_cache.TIMEOUT_SECONDS
    finally:
        os.kill(cache.pid, signal.SIGCONT)


def test_it_is_asked_again_after_its_rest(database, cache: Valkey, monkeypatch) -> None:
    monkeypatch.setattr(studio_cache, "REST_SECONDS", 0.2)
    cache.stop()
    assert studio_cache.get("lamp") is None
    cache.start()
    assert studio_cache.get("lamp") is None
    time.sleep(0.25)
    studio_cache.put("lamp", "lit", 60)
    assert studio_cache.get("lamp") == b"lit"
