"""Rate limits through the real handlers, on a real Valkey that may be up, killed, hung or new."""

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from film_studio import cache as studio_cache
from film_studio.limits import policies, service
from film_studio.limits.policies import Policy
from film_studio.settings import settings
from local.valkey import Valkey
from tests.conftest import Api, Response

QUICK = Policy("quick", 3, 1, "address")


def quotas(monkeypatch: pytest.MonkeyPatch, **numbers: int) -> None:
    named = {name.replace("_", "-"): number for name, number in numbers.items()}
    monkeypatch.setenv("RATE_LIMITS", json.dumps(named))
    settings.cache_clear()


def log_in(api: Api, email: str = "nobody@example.com") -> Response:
    return api.call("POST", "/auth/login", json_body={"email": email, "password": "wrong wrong wrong"})


def test_every_answer_says_how_the_limits_stand(api: Api, cache: Valkey) -> None:
    token = api.register()
    first = api.call("GET", "/users/me", token=token)
    assert first.headers["ratelimit-policy"] == '"user";q=600;w=60, "address";q=1200;w=60'
    assert first.headers["ratelimit"].startswith('"user";r=599;t=60, "address";r=1198;t=')
    for answer in (
        api.call("GET", "/projects/00000000-0000-0000-0000-000000000000", token=token),
        api.call("POST", "/projects", token=token, json_body={}),
        api.call("POST", "/projects", token=token, raw=b"x", headers={"content-type": "text/plain"}),
        api.call("DELETE", "/users/me", token=token),
        api.call("GET", "/health"),
    ):
        assert answer.status in (404, 422, 415, 204, 200)
        assert '"address";q=1200;w=60' in answer.headers["ratelimit-policy"], answer
        assert '"address";r=' in answer.headers["ratelimit"]


def test_too_many_are_refused_with_the_time_to_wait(api: Api, cache: Valkey, monkeypatch) -> None:
    token = api.register()
    quotas(monkeypatch, user=3)
    assert [api.call("GET", "/users/me", token=token).status for _ in range(4)] == [200, 200, 200, 429]
    refusal = api.call("GET", "/users/me", token=token)
    assert refusal.headers["content-type"] == "application/problem+json"
    assert refusal.body["code"] == "rate_limited"
    assert refusal.body["type"] == "https://iana.org/assignments/http-problem-types#quota-exceeded"
    assert refusal.body["violated-policies"] == ["user"]
    assert 55 <= int(refusal.headers["retry-after"]) <= 60
    assert '"user";r=0;t=' in refusal.headers["ratelimit"]
    assert api.call("GET", "/users/me", token=api.register()).status == 200  # somebody else's


def test_the_window_slides(database: str, cache: Valkey) -> None:
    def ask() -> bool:
        return not service.admit((QUICK,), address="192.0.2.1").refused_by

    started = time.monotonic()
    assert [ask(), ask()] == [True, True]
    time.sleep(0.6)
    assert [ask(), ask()] == [True, False]
    while not ask():  # the first two make room, the third not yet
        time.sleep(0.02)
    assert 0.95 < time.monotonic() - started < 1.4
    assert [ask(), ask()] == [True, False]


def test_a_refused_request_counts_nowhere(database: str, cache: Valkey, monkeypatch) -> None:
    tight, loose = Policy("tight", 1, 60, "address"), Policy("loose", 100, 60, "address")
    verdicts = [service.admit((loose, tight), address="192.0.2.1") for _ in range(10)]
    assert [bool(verdict.refused_by) for verdict in verdicts] == [False] + [True] * 9
    assert verdicts[-1].standings[0].remaining == 99


def test_the_limit_holds_among_many_at_once(database: str, cache: Valkey) -> None:
    policy = Policy("many", 50, 60, "address")
    with ThreadPoolExecutor(16) as pool:
        verdicts = list(pool.map(lambda _: service.admit((policy,), address="192.0.2.1"), range(400)))
    assert sum(not verdict.refused_by for verdict in verdicts) == 50


def test_headers_do_not_change_who_is_counted(api: Api, cache: Valkey, monkeypatch) -> None:
    quotas(monkeypatch, address=2)
    forged = [{"x-forwarded-for": f"203.0.113.{n}", "forwarded": f"for=203.0.113.{n}"} for n in range(4)]
    assert [api.call("GET", "/health", headers=headers).status for headers in forged] == [200, 200, 429, 429]


def test_an_ipv6_customer_is_counted_once(database: str, cache: Valkey) -> None:
    policy = Policy("six", 2, 60, "address")
    answers = [service.admit((policy,), address=f"2001:db8:1:2::{n}").refused_by for n in range(1, 4)]
    assert [bool(refused) for refused in answers] == [False, False, True]
    assert not service.admit((policy,), address="2001:db8:1:3::1").refused_by


@pytest.mark.parametrize("state", ["up", "none", "killed", "hung", "restarted"])
def test_guessing_a_password_is_limited_whatever_the_cache_does(
    api: Api, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """10 guesses per account in 5 minutes. A cache that changes its state in between doubles that at most."""
    if state == "none":
        statuses = [log_in(api).status for _ in range(12)]
        assert statuses == [401] * 10 + [429] * 2
        return
    server: Valkey = request.getfixturevalue("cache")
    before = [log_in(api).status for _ in range(5)]
    assert before == [401] * 5
    if state == "killed":
        server.stop()
    elif state == "hung":
        assert server.pid is not None
        os.kill(server.pid, signal.SIGSTOP)
        request.addfinalizer(lambda: os.kill(server.pid or 0, signal.SIGCONT))
    elif state == "restarted":
        server.stop()
        server.start()
        monkeypatch.setattr(studio_cache, "REST_SECONDS", 0)
    after = [log_in(api).status for _ in range(12)]
    expected = 5 if state == "up" else 10
    assert after[:expected] == [401] * expected
    assert after[-1] == 429
    assert log_in(api, "somebody.else@example.com").status == 401


def test_counting_in_postgres_is_exact_among_many_at_once(database: str, monkeypatch) -> None:
    from film_studio import database as studio_database

    local = threading.local()

    def connect() -> Any:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(database, row_factory=psycopg.rows.dict_row, autocommit=True)
        return local.connection

    monkeypatch.setattr(studio_database, "_connect", connect)
    asked = policies.BY_ROUTE["POST /auth/login"]
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(
            pool.map(lambda _: service.admit(asked, address="192.0.2.1", account="asha@example.com"), range(60))
        )
    assert sum(not verdict.refused_by for verdict in verdicts) == 10


def test_what_no_window_covers_is_forgotten(database: str, rows) -> None:
    policy = Policy("short", 5, 1, "address", sensitive=True)
    service.admit((policy,), address="192.0.2.1")
    time.sleep(1.1)
    service.prune()
    assert rows("SELECT count(*) AS n FROM rate_limit_hits") == [{"n": 0}]


def test_addresses_of_people_are_not_in_the_cache(api: Api, cache: Valkey) -> None:
    log_in(api, "asha@example.com")
    keys = studio_cache.ask(lambda valkey: valkey.keys("*"), [])
    assert any(b"login-account" in key for key in keys)
    assert not any(b"asha" in key for key in keys)


def test_a_hung_cache_costs_little(api: Api, cache: Valkey) -> None:
    token = api.register()
    assert cache.pid is not None
    os.kill(cache.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert api.call("GET", "/users/me", token=token).status == 200
        first = time.monotonic() - started
        started = time.monotonic()
        for _ in range(20):
            assert api.call("GET", "/users/me", token=token).status == 200
        assert first < 0.5
        assert (time.monotonic() - started) / 20 < 0.1
    finally:
        os.kill(cache.pid, signal.SIGCONT)


def test_the_catalogue_is_cached_by_who_asks(api: Api) -> None:
    first = api.call("GET", "/catalogue/voices")
    assert (first.status, first.headers["cache-control"]) == (200, "public, max-age=300")
    again = api.call("GET", "/catalogue/voices", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, "", first.headers["etag"])
    assert api.call("GET", "/catalogue/voices", headers={"If-None-Match": '"other"'}).body == first.body
