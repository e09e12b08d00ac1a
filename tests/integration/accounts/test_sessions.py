"""Sessions: what ends one ends its access tokens at once, and rights hold at once, with a cache and without."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from cdk.services import FUNCTIONS
from film_studio import cache as studio_cache
from film_studio import outbox
from film_studio.accounts import repository, sessions
from film_studio.database import transaction

PASSWORD = "correct horse battery"
ASHA = {"email": "asha@example.com", "password": PASSWORD}
Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture(params=["with a cache", "without a cache"])
def login(request, api) -> dict[str, Any]:
    """A fresh login of a new user, who has been seen by the authorizer."""
    if request.param == "with a cache":
        request.getfixturevalue("cache")
    body = api.call("POST", "/auth/register", json_body={**ASHA, "full_name": "Asha Rao"}).body
    assert opens(api, body)
    return body


def opens(api, login: dict[str, Any]) -> bool:
    """Whether the access token still opens something."""
    return api.call("GET", "/users/me", token=login["access_token"]).status == 200


def again(api) -> dict[str, Any]:
    """Another login of the same user."""
    body = api.call("POST", "/auth/login", json_body=ASHA).body
    assert opens(api, body)
    return body


def test_logging_out_ends_the_access_token_of_that_login_only(api, login) -> None:
    other = again(api)
    api.call("POST", "/auth/logout", token=login["access_token"], json_body={"refresh_token": login["refresh_token"]})
    assert not opens(api, login)
    assert opens(api, other)


def test_logging_out_everywhere_ends_every_access_token(api, login) -> None:
    other = again(api)
    assert api.call("POST", "/auth/logout", token=login["access_token"], json_body={}).status == 204
    assert not opens(api, login)
    assert not opens(api, other)
    assert opens(api, again(api))


def test_a_stolen_refresh_token_ends_the_access_tokens_of_its_family(api, login) -> None:
    def refresh() -> Any:
        return api.call("POST", "/auth/refresh", json_body={"refresh_token": login["refresh_token"]})

    following = refresh().body
    assert opens(api, following)
    assert refresh().status == 401
    assert not opens(api, following)
    assert not opens(api, login)


def test_access_tokens_from_before_a_refresh_stay_good(api, login) -> None:
    api.call("POST", "/auth/refresh", json_body={"refresh_token": login["refresh_token"]})
    assert opens(api, login)


def test_the_suspended_are_refused_everywhere_until_they_are_no_more(api, login, rows: Rows) -> None:
    rows("UPDATE users SET suspended_at = now() WHERE id = %s", login["user"]["id"])
    sessions.forget(login["user"]["id"])
    for route in [route for function in FUNCTIONS for route in function.routes if not route.public]:
        answer = api.call(route.method, re.sub(r"{\w+}", str(uuid4()), route.path), token=login["access_token"])
        assert (answer.status, answer.body["code"]) == (403, "account_suspended"), route
    assert api.call("GET", "/catalogue/voices").status == 200
    for path, body in (("/auth/login", ASHA), ("/auth/refresh", {"refresh_token": login["refresh_token"]})):
        answer = api.call("POST", path, json_body=body)
        assert (answer.status, answer.body["code"]) == (403, "account_suspended")
    wrong = api.call("POST", "/auth/login", json_body={**ASHA, "password": "wrong horse battery"})
    assert (wrong.status, wrong.body["code"]) == (401, "invalid_credentials")
    rows("UPDATE users SET suspended_at = NULL WHERE id = %s", login["user"]["id"])
    sessions.forget(login["user"]["id"])
    assert opens(api, login)
    assert api.call("POST", "/auth/refresh", json_body={"refresh_token": login["refresh_token"]}).status == 200


def test_suspending_ends_the_sessions_and_who_comes_with_one_learns_why(api, login, rows: Rows) -> None:
    rows("UPDATE users SET suspended_at = now() WHERE id = %s", login["user"]["id"])
    sessions.end(login["user"]["id"])
    answer = api.call("GET", "/users/me", token=login["access_token"])
    assert (answer.status, answer.body["code"]) == (403, "account_suspended")
    assert answer.headers["content-type"] == "application/problem+json"
    rows("UPDATE users SET suspended_at = NULL WHERE id = %s", login["user"]["id"])
    sessions.forget(login["user"]["id"])
    assert not opens(api, login)


def test_ending_all_sessions_of_a_user_twice(api, login) -> None:
    other = {"access_token": api.register("ravi@example.com")}
    for _ in range(2):
        sessions.end(login["user"]["id"])
        assert not opens(api, login)
    assert opens(api, other)


def test_leaving_ends_every_access_token(api, login) -> None:
    other = again(api)
    assert api.call("DELETE", "/users/me", token=login["access_token"]).status == 204
    assert not opens(api, login)
    assert not opens(api, other)


def caller(lambda_function, login: dict[str, Any]) -> dict[str, Any]:
    question = {"version": "2.0", "type": "REQUEST", "identitySource": [f"Bearer {login['access_token']}"]}
    return lambda_function("authorizer", question)["context"]


def test_tier_and_rights_are_those_of_now(api, login, rows: Rows, lambda_function) -> None:
    assert (caller(lambda_function, login)["tier"], caller(lambda_function, login)["is_admin"]) == ("free", False)
    rows("UPDATE users SET subscription_tier = 'pro', is_admin = true WHERE id = %s", login["user"]["id"])
    outbox.relay()
    assert (caller(lambda_function, login)["tier"], caller(lambda_function, login)["is_admin"]) == ("pro", True)


@pytest.mark.parametrize("login", ["with a cache"], indirect=True)
def test_the_cache_spares_the_database_a_question(api, login, rows: Rows, lambda_function) -> None:
    rows("ALTER TABLE users RENAME TO gone")
    assert caller(lambda_function, login)["user_id"] == login["user"]["id"]
    rows("ALTER TABLE gone RENAME TO users")


@pytest.mark.parametrize("login", ["with a cache"], indirect=True)
def test_who_dies_between_the_change_and_the_cache_leaves_word_for_the_relay(api, login, rows: Rows) -> None:
    rows("UPDATE refresh_tokens SET revoked_at = now()")
    assert opens(api, login)
    outbox.relay()
    assert not opens(api, login)
    assert rows("SELECT * FROM outbox WHERE topic = 'cache'") == []


def test_a_cache_that_does_not_answer_is_told_later(api, cache, rows: Rows, monkeypatch) -> None:
    monkeypatch.setattr(studio_cache, "REST_SECONDS", 0.0)
    token = api.register()
    assert api.call("GET", "/users/me", token=token).status == 200
    cache.stop()
    rows("UPDATE users SET is_admin = true")
    assert outbox.relay() == 0
    assert api.call("GET", "/users/me", token=token).status == 200
    cache.start()
    assert outbox.relay() == 1


@pytest.mark.parametrize("login", ["with a cache"], indirect=True)
def test_an_answer_from_before_a_change_that_comes_after_it_is_not_kept(api, login, rows: Rows, monkeypatch) -> None:
    """The authorizer reads that the session lasts; before it writes that into the cache, the session ends."""
    user_id = login["user"]["id"]
    sessions.forget(user_id)
    read = repository.standing

    def read_and_dawdle(*arguments: Any) -> Any:
        found = read(*arguments)
        rows("UPDATE refresh_tokens SET revoked_at = now()")
        sessions.forget(user_id)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(repository, "standing", read_and_dawdle)
        assert opens(api, login)
    assert not opens(api, login)


@pytest.mark.parametrize("login", ["with a cache"], indirect=True)
def test_nonsense_in_the_cache_is_no_answer(api, login) -> None:
    key = f"sessions:{login['user']['id']}"
    studio_cache.ask(lambda valkey: [valkey.hset(key, field, b"\xff") for field in valkey.hkeys(key)], None)
    assert opens(api, login)
    held = studio_cache.ask(lambda valkey: [valkey.hvals(key), valkey.ttl(key)], None)
    assert b'"tier":"free"' in held[0][0]
    assert 0 < held[1] <= sessions.KEPT_SECONDS


def test_an_ended_session_cannot_be_refreshed_into_life(api, login) -> None:
    sessions.end(login["user"]["id"])
    assert api.call("POST", "/auth/refresh", json_body={"refresh_token": login["refresh_token"]}).status == 401
    with transaction() as connection:
        assert repository.standing(connection, login["user"]["id"], login["user"]["id"]) is None
