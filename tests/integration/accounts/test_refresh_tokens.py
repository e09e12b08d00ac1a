"""Refresh tokens: exchanged once each, and a copied one ends the login it belongs to."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio.accounts import service
from film_studio.accounts.models import Login, Registration
from film_studio.errors import Unauthenticated

PASSWORD = "correct horse battery"


@pytest.fixture
def login(api) -> dict:
    """A fresh login of a new user."""
    return api.call(
        "POST",
        "/auth/register",
        json_body={"email": "asha@example.com", "password": PASSWORD, "full_name": "Asha Rao"},
    ).body


def refresh(api, token: str):
    return api.call("POST", "/auth/refresh", json_body={"refresh_token": token})


def test_each_refresh_gives_the_next_token(api, login) -> None:
    first = refresh(api, login["refresh_token"])
    assert first.status == 200
    second = refresh(api, first.body["refresh_token"])
    assert second.status == 200
    assert len({login["refresh_token"], first.body["refresh_token"], second.body["refresh_token"]}) == 3
    assert api.call("GET", "/users/me", token=second.body["access_token"]).status == 200


def test_a_spent_token_ends_its_family_and_no_other(api, login) -> None:
    other = api.call("POST", "/auth/login", json_body={"email": "asha@example.com", "password": PASSWORD}).body
    following = refresh(api, login["refresh_token"]).body
    stolen = refresh(api, login["refresh_token"])
    assert (stolen.status, stolen.body["code"]) == (401, "invalid_refresh_token")
    assert refresh(api, following["refresh_token"]).status == 401
    assert refresh(api, other["refresh_token"]).status == 200


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 10_000, "नमस्ते"])
def test_an_unknown_token_is_refused(api, token) -> None:
    assert refresh(api, token).status == 401


def test_an_expired_token_is_refused(api, login, database) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE refresh_tokens SET expires_at = now() - interval '1 second'")
    assert refresh(api, login["refresh_token"]).status == 401


def test_tokens_last_seven_days_and_only_their_hash_is_kept(api, login, database) -> None:
    with psycopg.connect(database, row_factory=dict_row) as connection:
        row = connection.execute("SELECT *, expires_at - issued_at AS life FROM refresh_tokens").fetchone()
    assert round(row["life"].total_seconds()) == 7 * 24 * 3600
    assert login["refresh_token"].encode() not in row["token_hash"]
    assert len(row["token_hash"]) == 32


def test_a_login_forgets_expired_tokens(api, login, database) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE refresh_tokens SET expires_at = now() - interval '1 second'")
        api.call("POST", "/auth/login", json_body={"email": "asha@example.com", "password": PASSWORD})
        assert connection.execute("SELECT count(*) FROM refresh_tokens").fetchone() == (1,)


def test_one_of_many_racing_refreshes_wins_and_the_family_ends(database, aws, monkeypatch) -> None:
    first = service.register(Registration(email="asha@example.com", password=PASSWORD, full_name="Asha"))

    @contextmanager
    def own_transaction():
        with psycopg.connect(database, row_factory=dict_row) as connection, connection.transaction():
            yield connection

    monkeypatch.setattr(service, "transaction", own_transaction)

    def attempt(_: int) -> str | None:
        try:
            return service.refresh(first.refresh_token).refresh_token
        except Unauthenticated:
            return None

    with ThreadPoolExecutor(12) as pool:
        won = [token for token in pool.map(attempt, range(12)) if token]
    assert len(won) == 1
    with pytest.raises(Unauthenticated):
        service.refresh(won[0])


def test_a_family_that_ends_while_it_rotates_leaves_no_usable_token(database, aws, monkeypatch) -> None:
    """A thief replays the spent token at the moment when the owner exchanges the current one."""
    service.register(Registration(email="asha@example.com", password=PASSWORD, full_name="Asha"))

    @contextmanager
    def own_transaction():
        with psycopg.connect(database, row_factory=dict_row) as connection, connection.transaction():
            yield connection

    monkeypatch.setattr(service, "transaction", own_transaction)

    def attempt(token: str) -> str | None:
        try:
            return service.refresh(token).refresh_token
        except Unauthenticated:
            return None

    for _ in range(10):
        spent = service.log_in(Login(email="asha@example.com", password=PASSWORD)).refresh_token
        current = service.refresh(spent).refresh_token
        with ThreadPoolExecutor(2) as pool:
            survivors = [token for token in pool.map(attempt, [current, spent]) if token]
        assert [attempt(token) for token in survivors] == [None] * len(survivors)


def test_logout_ends_the_given_login_only(api, login) -> None:
    other = api.call("POST", "/auth/login", json_body={"email": "asha@example.com", "password": PASSWORD}).body
    answer = api.call(
        "POST", "/auth/logout", token=login["access_token"], json_body={"refresh_token": login["refresh_token"]}
    )
    assert (answer.status, answer.body) == (204, "")
    assert refresh(api, login["refresh_token"]).status == 401
    assert refresh(api, other["refresh_token"]).status == 200


def test_logout_without_a_token_ends_every_login(api, login) -> None:
    other = api.call("POST", "/auth/login", json_body={"email": "asha@example.com", "password": PASSWORD}).body
    assert api.call("POST", "/auth/logout", token=login["access_token"], json_body={}).status == 204
    assert refresh(api, login["refresh_token"]).status == 401
    assert refresh(api, other["refresh_token"]).status == 401


def test_nobody_logs_somebody_else_out(api, login) -> None:
    thief = api.register()
    answer = api.call("POST", "/auth/logout", token=thief, json_body={"refresh_token": login["refresh_token"]})
    assert answer.status == 204
    assert refresh(api, login["refresh_token"]).status == 200
