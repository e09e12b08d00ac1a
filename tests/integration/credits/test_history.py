"""What became of one's credits: balance, history in pages, a table for spreadsheets, deductions by administrators."""

import csv
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from film_studio.credits import service as credits
from film_studio.credits import statement
from film_studio.database import transaction


@pytest.fixture
def user(api) -> str:
    return api.register()


@pytest.fixture
def user_id(api, user: str) -> UUID:
    return UUID(api.call("GET", "/users/me", token=user).body["id"])


@pytest.fixture
def admin(api, rows: Callable[..., Any]) -> str:
    """The access token of an administrator."""
    api.register("admin@example.com")
    rows("UPDATE users SET is_admin = true WHERE email = 'admin@example.com'")
    login = {"email": "admin@example.com", "password": "correct horse battery"}
    return api.call("POST", "/auth/login", json_body=login).body["access_token"]


def enter(user_id: UUID, *moves: tuple[str, int, str]) -> None:
    """Enter grants and deductions (kind, amount, description), each under a reference of its own."""
    for kind, amount, description in moves:
        with transaction() as connection:
            getattr(credits, kind)(connection, user_id, amount, description, f"ref-{uuid4()}")


def test_a_new_user_has_three_credits_and_owes_nothing(api, user: str) -> None:
    answer = api.call("GET", "/credits/balance", token=user)
    assert answer.body == {"balance": 3, "tier": "free", "credits_reset_date": None, "owed": 0}


def test_the_history_comes_in_pages_newest_first(api, user: str, user_id: UUID) -> None:
    enter(user_id, *[("grant", n, f"Grant {n}") for n in range(1, 8)])
    found, path = [], "/credits/history?limit=3"
    while path:
        page = api.call("GET", path, token=user).body
        found += page["items"]
        assert len(page["items"]) <= 3
        path = page["next_cursor"] and f"/credits/history?limit=3&cursor={page['next_cursor']}"
    assert [row["amount"] for row in found] == [7, 6, 5, 4, 3, 2, 1, 3]
    assert [row["balance_after"] for row in found] == [31, 24, 18, 13, 9, 6, 4, 3]
    assert found[-1]["description"] == "Welcome"


def test_the_history_by_kind_and_by_time(api, user: str, user_id: UUID, rows: Callable[..., Any]) -> None:
    enter(user_id, ("grant", 5, "Five"), ("deduct", 2, "Film"))
    deductions = api.call("GET", "/credits/history?type=deduction", token=user).body["items"]
    assert [row["amount"] for row in deductions] == [-2]
    moment = deductions[0]["created_at"].replace("+", "%2B")
    since = api.call("GET", f"/credits/history?from={moment}", token=user).body["items"]
    until = api.call("GET", f"/credits/history?to={moment}", token=user).body["items"]
    assert [row["amount"] for row in since] == [-2]
    assert [row["amount"] for row in until] == [5, 3]


@pytest.mark.parametrize("query", ["type=gift", "from=yesterday", "from=2026-11-01T00:00:00", "limit=0", "limit=101"])
def test_a_history_that_cannot_be_asked_for(api, user: str, query: str) -> None:
    answer = api.call("GET", f"/credits/history?{query}", token=user)
    assert (answer.status, answer.body["code"]) == (422, "invalid_request")


def test_nobody_sees_the_history_of_another(api, user: str, user_id: UUID) -> None:
    enter(user_id, ("grant", 5, "Five"))
    other = api.call("GET", "/credits/history", token=api.register())
    assert [row["description"] for row in other.body["items"]] == ["Welcome"]


def table(answer) -> list[dict[str, str]]:
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.body)))


def test_the_history_as_csv(api, user: str, user_id: UUID) -> None:
    enter(user_id, ("grant", 5, 'Five, "as promised"'), ("deduct", 2, "मिट्टी का दीया"))
    rows = table(api.call("GET", "/credits/history.csv", token=user))
    assert [(row["transaction_type"], row["amount"], row["balance_after"]) for row in rows] == [
        ("deduction", "-2", "6"),
        ("grant", "5", "8"),
        ("grant", "3", "3"),
    ]
    assert [row["description"] for row in rows] == ["मिट्टी का दीया", 'Five, "as promised"', "Welcome"]
    assert len(table(api.call("GET", "/credits/history.csv?type=deduction", token=user))) == 1


@pytest.mark.parametrize(
    "title",
    ['=HYPERLINK("http://evil.example","x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1+1", "＝1", "\r=1", "\n=1"],
)
def test_no_cell_of_the_csv_is_a_formula(api, user: str, user_id: UUID, title: str) -> None:
    enter(user_id, ("grant", 1, title))
    text = api.call("GET", "/credits/history.csv", token=user).body
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert row[4] == f"'{title}"


def test_a_very_long_history_names_its_rest(api, user: str, user_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement, "MAX_ROWS", 4)
    enter(user_id, *[("grant", n, f"Grant {n}") for n in range(1, 8)])
    path, amounts, files = "/credits/history.csv", [], 0
    while path:
        answer = api.call("GET", path, token=user)
        amounts += [row["amount"] for row in table(answer)]
        files += 1
        link = answer.headers.get("link", "")
        path = link[len("</api/v1") : link.index(">")] if link else ""
    assert (files, amounts) == (2, ["7", "6", "5", "4", "3", "2", "1", "3"])


def test_an_administrator_deducts_once_and_it_is_on_record(
    api, admin: str, user_id: UUID, rows: Callable[..., Any], balance: Callable[[str], int]
) -> None:
    body = {"user_id": str(user_id), "amount": 2, "reference_id": "ticket-7", "description": "Sound library"}
    first = api.call("POST", "/credits/deduct", json_body=body, token=admin)
    again = api.call("POST", "/credits/deduct", json_body=body, token=admin)
    assert first.status == again.status == 200
    assert first.body == again.body == {"user_id": str(user_id), "reference_id": "ticket-7", "balance": 1}
    assert balance(str(user_id)) == 1
    [entry] = rows("SELECT * FROM audit_log WHERE action = 'credits.deduct'")
    assert entry["subject"] == f"user:{user_id}"
    assert entry["details"] == {"amount": 2, "reference_id": "ticket-7", "description": "Sound library"}
    other = api.call("POST", "/credits/deduct", json_body={**body, "amount": 1}, token=admin)
    assert (other.status, other.body["code"]) == (409, "reference_used")


def test_an_administrator_cannot_deduct_what_is_not_there(api, admin: str, user_id: UUID, rows) -> None:
    body = {"user_id": str(user_id), "amount": 4, "reference_id": "ticket-7", "description": "Sound library"}
    answer = api.call("POST", "/credits/deduct", json_body=body, token=admin)
    assert (answer.status, answer.body["code"], answer.body["balance"]) == (402, "insufficient_credits", 3)
    nobody = api.call("POST", "/credits/deduct", json_body={**body, "user_id": str(uuid4())}, token=admin)
    assert (nobody.status, nobody.body["code"]) == (404, "user_not_found")
    assert rows("SELECT * FROM audit_log") == []


def test_nobody_else_deducts(api, user: str, user_id: UUID) -> None:
    body = {"user_id": str(user_id), "amount": 1, "reference_id": "mine", "description": "?"}
    answer = api.call("POST", "/credits/deduct", json_body=body, token=user)
    assert (answer.status, answer.body["code"]) == (403, "admin_only")


@pytest.mark.parametrize(
    "change",
    [{"amount": 0}, {"amount": -3}, {"amount": 10**9}, {"reference_id": ""}, {"description": " "}, {"reason": "?"}],
)
def test_a_deduction_that_makes_no_sense(api, admin: str, user_id: UUID, change: dict[str, Any]) -> None:
    body = {"user_id": str(user_id), "amount": 1, "reference_id": "ticket-7", "description": "Sound library"}
    answer = api.call("POST", "/credits/deduct", json_body={**body, **change}, token=admin)
    assert (answer.status, answer.body["code"]) == (422, "invalid_request")
