"""The audit log can be read and checked, and shows what was changed past its triggers; the dashboard counts."""

import secrets
import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from film_studio import audit
from film_studio.accounts.leaving import leave
from film_studio.database import transaction


def record(count: int) -> None:
    for number in range(count):
        with transaction() as connection:
            audit.record(connection, uuid4(), "user.suspend", f"user:{uuid4()}", number=number)


def verify(api, admin) -> dict[str, Any]:
    return api.call("GET", "/admin/audit/verify", token=admin.token).body


def test_entries_are_read_newest_first_in_pages_and_by_filter(api, admin) -> None:
    record(3)
    first = api.call("GET", "/admin/audit?limit=2", token=admin.token).body
    rest = api.call("GET", f"/admin/audit?limit=2&cursor={first['next_cursor']}", token=admin.token).body
    items = first["items"] + rest["items"]
    assert [item["details"]["number"] for item in items] == [2, 1, 0]
    assert rest["next_cursor"] is None
    for query in (f"actor_id={items[1]['actor_id']}", f"subject={items[1]['subject']}"):
        assert api.call("GET", f"/admin/audit?{query}", token=admin.token).body["items"] == [items[1]]
    assert api.call("GET", "/admin/audit?action=user.lift", token=admin.token).body["items"] == []
    assert api.call("GET", "/admin/audit?cursor=x", token=admin.token).body["code"] == "invalid_cursor"


def test_an_untouched_log_is_intact(api, admin) -> None:
    assert verify(api, admin) == {"intact": True, "entries": 0, "head": None, "broken_at": None}
    record(5)
    check = verify(api, admin)
    assert (check["intact"], check["entries"]) == (True, 5)
    assert check["head"] == api.call("GET", "/admin/audit", token=admin.token).body["items"][0]["hash"]


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE audit_log SET details = '{\"number\": 9}' WHERE id = 3", 3),
        ("UPDATE audit_log SET actor_id = NULL WHERE id = 3", 3),
        ("DELETE FROM audit_log WHERE id = 3", 4),
        ("DELETE FROM audit_log WHERE id = 1", 2),
        ("UPDATE audit_log SET hash = audit_hash('', audit_log) WHERE id = 3", 3),
    ],
)
def test_who_gets_past_the_triggers_is_found_out(api, admin, database, tampering: str, broken_at: int) -> None:
    record(5)
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")  # what only a superuser may
        connection.execute(tampering)
    check = verify(api, admin)
    assert (check["intact"], check["broken_at"]) == (False, broken_at)


def test_entries_made_at_the_same_time_form_one_chain(api, admin, database) -> None:
    def enter() -> None:
        for _ in range(20):
            with psycopg.connect(database) as connection, connection.transaction():
                audit.record(connection, None, "job.retry", f"job:{secrets.token_hex(4)}")

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check = verify(api, admin)
    assert (check["intact"], check["entries"]) == (True, 80)


def test_what_was_done_to_a_user_stays_when_they_leave_without_their_name(api, admin, creator, rows) -> None:
    body = {"suspended": True, "reason": "Spam films"}
    api.call("PATCH", f"/admin/users/{creator.id}", json_body=body, token=admin.token)
    leave(UUID(creator.id))
    assert rows("SELECT FROM users WHERE id = %s", creator.id) == []
    [entry] = rows("SELECT * FROM audit_log")
    assert entry["subject"] == f"user:{creator.id}"
    assert creator.email not in str(entry) and "Asha" not in str(entry)
    assert verify(api, admin)["intact"]


def test_the_dashboard_counts_what_there_is(api, admin, person, film) -> None:
    paid = person("pro")
    film(paid)
    shown = api.call("GET", "/admin/dashboard", token=admin.token).body
    assert shown["users_by_tier"] == {"free": 1, "pro": 1}
    assert (shown["new_users_today"], shown["suspended_users"]) == (2, 0)
    assert shown["jobs_by_status"] == {"queued": 1}
    assert shown["oldest_queued_seconds"] >= 0
    assert (shown["completed_today"], shown["failed_today"], shown["credits_held"]) == (0, 0, 5)
    assert shown["outbox_unsent"] == 1
