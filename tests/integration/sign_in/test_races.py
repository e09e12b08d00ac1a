"""Callbacks that come at the same moment, on connections of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio.accounts import service as accounts
from film_studio.accounts.models import Registration
from film_studio.errors import StudioError
from film_studio.sign_in import service

from .conftest import ASHA, Browser


@pytest.fixture
def together(browser: Browser, database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """`together(f, g, …)` calls all at once, each with its own connection; gives answers, or codes of refusals."""

    @contextmanager
    def own_transaction() -> Iterator[Any]:
        with psycopg.connect(database, row_factory=dict_row) as connection, connection.transaction():
            yield connection

    for module in (service, accounts):
        monkeypatch.setattr(module, "transaction", own_transaction)

    def run(*calls: Callable[[], Any]) -> list[Any]:
        barrier = Barrier(len(calls))

        def attempt(call: Callable[[], Any]) -> Any:
            barrier.wait()
            try:
                return call()
            except StudioError as refusal:
                return refusal.code

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(attempt, calls))

    return run


def callback(browser: Browser, provider: str) -> Callable[[], Any]:
    """What the callback does for a browser that comes back."""
    query = httpx.QueryParams(browser.answer(browser.start(provider), ASHA).partition("?")[2])
    secret = (browser.cookie or "").partition("=")[2]
    return lambda: service.finish(provider, secret, query["state"], query["code"], None)  # type: ignore[arg-type]


def test_of_many_callbacks_with_one_state_one_signs_in(browser, together, balance, rows) -> None:
    answers = together(*[callback(browser, "google")] * 8)
    assert sorted(answer if isinstance(answer, str) else "in" for answer in answers) == ["in"] + ["sign_in_expired"] * 7
    [user] = rows("SELECT id FROM users")
    assert balance(user["id"]) == 3


def test_somebody_new_in_many_browsers_at_once_gets_one_account(api, browser, together, balance, rows) -> None:
    for _ in range(3):
        callbacks = [callback(Browser(api), provider) for provider in ("google", "github") for _ in range(4)]
        answers = together(*callbacks)
        assert not [answer for answer in answers if isinstance(answer, str)]
        [user] = rows("SELECT id FROM users")
        assert balance(user["id"]) == 3
        assert len(rows("SELECT * FROM oauth_identities")) == 2
        rows("DELETE FROM users")


def test_who_registers_the_address_at_the_same_moment_is_not_linked(api, browser, together, rows) -> None:
    registration = Registration(email=ASHA.email, password="correct horse battery", full_name="Eve")
    for _ in range(5):
        registered, signed_in = together(lambda: accounts.register(registration), callback(Browser(api), "google"))
        assert (registered == "email_taken") != (signed_in == "account_not_verified")
        [user] = rows("SELECT password_hash IS NULL AS asha_s, id FROM users")
        assert user["asha_s"] == (registered == "email_taken")
        assert len(rows("SELECT * FROM oauth_identities")) == int(user["asha_s"])
        rows("DELETE FROM users")


def test_of_two_who_remove_the_last_two_ways_in_one_is_refused(browser, together, rows) -> None:
    for _ in range(5):
        user_id = browser.me("google")["id"]
        browser.me("github")
        answers = together(*[partial(service.remove, user_id, provider) for provider in ("google", "github")])
        assert sorted(map(str, answers)) == ["None", "last_way_in"]
        rows("DELETE FROM users")
