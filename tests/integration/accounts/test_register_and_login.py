"""Registration and login, as a client sees them."""

import psycopg
import pytest

from film_studio.accounts import passwords

ASHA = {"email": "asha@example.com", "password": "correct horse battery", "full_name": "Asha Rao"}


def faults(answer) -> dict[str, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return {fault["field"]: fault["code"] for fault in answer.body["errors"]}


def test_registering_gives_an_account_with_three_credits_and_a_login(api) -> None:
    answer = api.call("POST", "/auth/register", json_body={**ASHA, "email": "Asha@Example.com"})
    assert answer.status == 201
    user = answer.body["user"]
    assert user["email"] == "asha@example.com"
    assert user["full_name"] == "Asha Rao"
    assert user["subscription_tier"] == "free"
    assert user["credits_balance"] == 3
    assert "password" not in str(answer.body)
    assert (answer.body["token_type"], answer.body["expires_in"]) == ("bearer", 900)
    me = api.call("GET", "/users/me", token=answer.body["access_token"])
    assert me.body == user


def test_the_welcome_credits_are_a_grant_in_the_ledger(api, database) -> None:
    api.register()
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT transaction_type, amount, balance_after FROM credit_transactions").fetchall()
    assert rows == [("grant", 3, 3)]


def test_an_address_is_taken_whatever_its_case(api) -> None:
    api.call("POST", "/auth/register", json_body=ASHA)
    answer = api.call("POST", "/auth/register", json_body={**ASHA, "email": "ASHA@example.com"})
    assert (answer.status, answer.body["code"]) == (409, "email_taken")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"email": "nobody"}, "email", "value_error"),
        ({"email": None}, "email", "string_type"),
        ({"password": "123456789"}, "password", "password_too_short"),
        ({"password": "अ" * 25}, "password", "password_too_long"),
        ({"full_name": "  "}, "full_name", "string_too_short"),
        ({"full_name": "x" * 201}, "full_name", "string_too_long"),
        ({"is_admin": True}, "is_admin", "extra_forbidden"),
    ],
)
def test_each_bad_field_is_named(api, change, field, code) -> None:
    answer = api.call("POST", "/auth/register", json_body={**ASHA, **change})
    assert answer.status == 422
    assert faults(answer) == {field: code}
    assert change[field] is None or str(change[field]) not in str(answer.body)


def test_all_missing_fields_are_named_at_once(api) -> None:
    answer = api.call("POST", "/auth/register", json_body={})
    assert faults(answer) == {"email": "missing", "password": "missing", "full_name": "missing"}


def test_a_password_of_just_72_bytes_works(api) -> None:
    password = "अ" * 24
    api.call("POST", "/auth/register", json_body={**ASHA, "password": password})
    login = {"email": ASHA["email"], "password": password}
    assert api.call("POST", "/auth/login", json_body=login).status == 200
    assert api.call("POST", "/auth/login", json_body={**login, "password": password + "x"}).status == 401


def test_login_gives_tokens_and_is_noted(api) -> None:
    api.call("POST", "/auth/register", json_body=ASHA)
    answer = api.call("POST", "/auth/login", json_body={"email": "ASHA@example.com", "password": ASHA["password"]})
    assert answer.status == 200
    assert answer.body.keys() == {"access_token", "refresh_token", "token_type", "expires_in"}
    me = api.call("GET", "/users/me", token=answer.body["access_token"]).body
    assert me["last_login_at"] > me["created_at"]


def test_unknown_address_and_wrong_password_look_the_same_and_cost_the_same(api, monkeypatch) -> None:
    api.call("POST", "/auth/register", json_body=ASHA)
    work = []
    hashpw, checkpw = passwords.bcrypt.hashpw, passwords.bcrypt.checkpw
    monkeypatch.setattr(passwords.bcrypt, "hashpw", lambda secret, salt: work.append("hash") or hashpw(secret, salt))
    monkeypatch.setattr(passwords.bcrypt, "checkpw", lambda secret, old: work.append("hash") or checkpw(secret, old))
    wrong = api.call("POST", "/auth/login", json_body={"email": ASHA["email"], "password": "wrong horse battery"})
    unknown = api.call("POST", "/auth/login", json_body={"email": "noone@example.com", "password": "x"})
    assert wrong.status == unknown.status == 401
    assert wrong.body == unknown.body
    assert wrong.body["code"] == "invalid_credentials"
    assert work == ["hash", "hash"]
