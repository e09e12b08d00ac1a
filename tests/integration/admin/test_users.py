"""Accounts in the hands of administrators: found, changed, suspended, given credits; all of it on record."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from film_studio.admin import users
from film_studio.admin.models import CreditChange, UserChange
from film_studio.credits import grants
from film_studio.errors import StudioError
from film_studio.jobs import service as films


def patch(api, admin, user, **change: Any) -> Any:
    return api.call("PATCH", f"/admin/users/{user.id}", json_body=change, token=admin.token)


def actions(rows) -> list[str]:
    return [row["action"] for row in rows("SELECT action FROM audit_log ORDER BY id")]


def test_only_administrators_come_in(api, creator, admin) -> None:
    assert api.call("GET", "/admin/users", token=creator.token).status == 403
    assert api.call("GET", "/admin/users", token=admin.token).status == 200
    assert api.call("GET", "/admin/users").status == 401


def test_users_are_found_by_text_tier_and_state_in_pages(api, admin, person) -> None:
    paid, other = person("pro"), person()
    patch(api, admin, other, suspended=True, reason="Spam films")

    def found(query: str) -> set[str]:
        return {user["id"] for user in api.call("GET", f"/admin/users?{query}", token=admin.token).body["items"]}

    assert found("tier=pro") == {paid.id}
    assert found("suspended=true") == {other.id}
    assert found("admin=true") == {admin.id}
    assert found(f"q={paid.email[:8].upper()}") == {paid.id}
    assert found(f"q={other.id}") == {other.id}
    first = api.call("GET", "/admin/users?limit=2", token=admin.token).body
    rest = api.call("GET", f"/admin/users?limit=2&cursor={first['next_cursor']}", token=admin.token).body
    assert [user["id"] for user in first["items"] + rest["items"]] == [other.id, paid.id, admin.id]
    assert rest["next_cursor"] is None


def test_a_user_is_shown_with_ledger_and_jobs(api, admin, creator, film) -> None:
    job = film(creator)
    user = api.call("GET", f"/admin/users/{creator.id}", token=admin.token).body
    assert user["ledger"] == {"by_type": {"deduction": -1, "grant": 3}, "total": 2}
    assert (user["credits_balance"], user["projects"], user["jobs_by_status"]) == (2, 1, {"queued": 1})
    assert [(latest["id"], latest["title"]) for latest in user["latest_jobs"]] == [(job["id"], "The Lamp")]
    assert "password_hash" not in user
    missing = api.call("GET", "/admin/users/00000000-0000-0000-0000-000000000000", token=admin.token)
    assert (missing.status, missing.body["code"]) == (404, "user_not_found")


def test_a_tier_is_changed_once_and_recorded_once(api, admin, creator, rows, balance) -> None:
    assert patch(api, admin, creator, subscription_tier="pro", reason="A prize").body["subscription_tier"] == "pro"
    assert patch(api, admin, creator, subscription_tier="pro").status == 200
    assert balance(creator.id) == 3 + grants.rest_of_month(grants.ALLOWANCES["pro"], grants.today())
    [entry] = rows("SELECT * FROM audit_log")
    assert (str(entry["actor_id"]), entry["action"], entry["subject"]) == (
        admin.id,
        "user.set_tier",
        f"user:{creator.id}",
    )
    assert entry["details"] == {"from": "free", "to": "pro", "reason": "A prize"}


def test_suspending_ends_logins_and_films_and_gives_credits_back(
    api, admin, creator, film, rows, balance, mails
) -> None:
    job = film(creator)
    assert balance(creator.id) == 2
    answer = patch(api, admin, creator, suspended=True, reason="Spam films")
    assert answer.status == 200
    assert answer.body["suspended_reason"] == "Spam films"
    assert rows("SELECT status FROM ai_jobs WHERE id = %s", job["id"]) == [{"status": "cancelled"}]
    assert balance(creator.id) == 3
    assert rows("SELECT user_id FROM refresh_tokens WHERE user_id = %s AND revoked_at IS NULL", creator.id) == []
    assert (creator.email, "Your account is suspended") in mails()
    [entry] = rows("SELECT details FROM audit_log")
    assert entry["details"] == {"reason": "Spam films", "cancelled_jobs": [job["id"]]}
    # Again: nothing more happens.
    assert patch(api, admin, creator, suspended=True, reason="Spam films").status == 200
    assert (balance(creator.id), actions(rows)) == (3, ["user.suspend"])


def test_who_is_suspended_makes_no_film_even_with_a_token_that_is_valid_still(
    api, admin, creator, new_project_of, rows
) -> None:
    project = new_project_of(creator)
    patch(api, admin, creator, suspended=True, reason="Spam films")
    with pytest.raises(StudioError, match="suspended"):
        films.accept(UUID(creator.id), project)
    assert rows("SELECT id FROM ai_jobs") == []
    patch(api, admin, creator, suspended=False)
    assert films.accept(UUID(creator.id), project).status == "queued"
    assert actions(rows) == ["user.suspend", "user.lift_suspension"]


@pytest.fixture
def new_project_of(api, script: str) -> Callable[..., UUID]:
    def make(owner) -> UUID:
        body = {"title": "The Lamp", "script": script}
        return UUID(api.call("POST", "/projects", json_body=body, token=owner.token).body["id"])

    return make


def test_suspending_needs_a_reason(api, admin, creator) -> None:
    answer = patch(api, admin, creator, suspended=True)
    assert answer.status == 422
    assert answer.body["errors"][0]["code"] == "reason_missing"


@pytest.mark.parametrize("change", [{"is_admin": False}, {"suspended": True, "reason": "Tired of it"}])
def test_nobody_takes_their_own_rights(api, admin, rows, change: dict[str, Any]) -> None:
    answer = patch(api, admin, admin, **change)
    assert (answer.status, answer.body["code"]) == (409, "own_rights")
    assert rows("SELECT id FROM audit_log") == []


def test_who_lost_their_rights_meanwhile_changes_nothing(api, admin, person) -> None:
    other = person(admin=True)
    assert patch(api, admin, other, is_admin=False).status == 200
    answer = patch(api, other, admin, is_admin=False)
    assert (answer.status, answer.body["code"]) == (403, "admin_only")


def test_suspended_and_without_rights_at_once(api, cache, admin, person) -> None:
    """The cache, which the authorizer asks first, has them as they were before."""
    other = person(admin=True)
    assert api.call("GET", "/admin/dashboard", token=other.token).status == 200
    patch(api, admin, other, is_admin=False)
    answer = api.call("GET", "/admin/dashboard", token=other.token)
    assert (answer.status, answer.body["code"]) == (403, "admin_only")
    assert api.call("GET", "/users/me", token=other.token).status == 200
    patch(api, admin, other, suspended=True, reason="Spam films")
    answer = api.call("GET", "/users/me", token=other.token)
    assert (answer.status, answer.body["code"]) == (403, "account_suspended")


def in_threads(*tasks: Callable[[], Any]) -> list[Any]:
    """What the tasks gave or raised, begun at the same time, each on a connection of its own."""
    results: list[Any] = [None] * len(tasks)
    start = threading.Barrier(len(tasks))

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = tasks[number]()
        except StudioError as error:
            results[number] = error.code

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_administrators_who_take_each_others_rights_leave_one(
    api, admin, person, rows, connection_per_thread
) -> None:
    for _ in range(5):
        other = person(admin=True)
        one, two = UUID(admin.id), UUID(other.id)
        gone = UserChange(is_admin=False)
        in_threads(lambda: users.change(one, two, gone), lambda: users.change(two, one, gone))  # noqa: B023
        assert len(rows("SELECT id FROM users WHERE is_admin")) == 1
        rows("UPDATE users SET is_admin = (id = %s)", admin.id)


def test_credits_are_granted_and_deducted_once_for_each_key(api, admin, creator, balance, rows) -> None:
    def move(amount: int, key: str) -> Any:
        body = {"amount": amount, "reason": "Contest winner"}
        path = f"/admin/users/{creator.id}/credits"
        return api.call("POST", path, json_body=body, token=admin.token, headers={"Idempotency-Key": key})

    assert move(5, "a").body == {"amount": 5, "balance": 8}
    assert move(5, "a").body == {"amount": 5, "balance": 8}
    assert move(-2, "b").body == {"amount": -2, "balance": 6}
    other = move(7, "a")
    assert (other.status, other.body["code"]) == (422, "idempotency_conflict")
    broke = move(-100, "c")
    assert (broke.status, broke.body["code"]) == (402, "insufficient_credits")
    assert balance(creator.id) == 6
    assert actions(rows) == ["credits.grant", "credits.deduct"]


def test_moving_credits_needs_a_key_an_amount_and_a_reason(api, admin, creator) -> None:
    path, key = f"/admin/users/{creator.id}/credits", {"Idempotency-Key": "k"}
    for body, headers in (
        ({"amount": 5, "reason": "A prize"}, {}),
        ({"amount": 0, "reason": "A prize"}, key),
        ({"amount": 5}, key),
        ({"amount": 10_001, "reason": "A prize"}, key),
    ):
        assert api.call("POST", path, json_body=body, token=admin.token, headers=headers).status == 422, body


def test_one_grant_sent_eight_times_at_once_is_one(api, admin, creator, balance, rows, connection_per_thread) -> None:
    change = CreditChange(amount=5, reason="Contest winner")
    answers = in_threads(
        *[lambda: users.move_credits(UUID(admin.id), UUID(creator.id), change, "once").balance for _ in range(8)]
    )
    assert answers == [8] * 8
    assert balance(creator.id) == 8
    assert actions(rows) == ["credits.grant"]


def test_the_operator_appoints_the_first_administrator(api, creator, rows) -> None:
    users.appoint(creator.email.upper())
    users.appoint(creator.email)
    [entry] = rows("SELECT * FROM audit_log")
    assert (entry["actor_id"], entry["action"], entry["subject"]) == (None, "user.make_admin", f"user:{creator.id}")
    with pytest.raises(StudioError, match="register"):
        users.appoint("nobody@example.com")
