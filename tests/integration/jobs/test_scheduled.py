"""A film for later: paid now, queued when its time has come, cancelled like any other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from film_studio import outbox
from film_studio.jobs import dispatch, lines
from film_studio.jobs.models import Job


@pytest.fixture
def owner(api) -> str:
    return api.register()


@pytest.fixture
def project(api, owner: str, script: str) -> str:
    created = api.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}, token=owner)
    return f"/projects/{created.body['id']}"


def later(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def credits(api, owner: str) -> int:
    return api.call("GET", "/users/me/credits", token=owner).body["balance"]


def test_a_film_for_later_is_paid_now_and_queued_when_it_is_due(
    api, owner: str, project: str, rows: Callable[..., Any], lambda_function: Callable[..., Any]
) -> None:
    at = later(hours=9)
    answer = api.call("POST", f"{project}/generate", json_body={"not_before": at}, token=owner)
    assert (answer.status, answer.body["status"], answer.body["queue"]) == (202, "scheduled", "batch")
    assert datetime.fromisoformat(answer.body["scheduled_for"]) == datetime.fromisoformat(at)
    assert credits(api, owner) == 2
    lambda_function("outbox_relay", {})
    assert dispatch.dispatch() == 0
    rows("UPDATE ai_jobs SET scheduled_for = now()")
    lambda_function("outbox_relay", {})
    assert api.call("GET", f"/jobs/{answer.body['id']}/status", token=owner).body["status"] == "queued"
    assert dispatch.dispatch() == 1


def test_it_is_the_one_film_of_its_project(api, owner: str, project: str) -> None:
    first = api.call("POST", f"{project}/generate", json_body={"not_before": later(days=1)}, token=owner)
    second = api.call("POST", f"{project}/generate", token=owner)
    assert (second.status, second.body["code"], second.body["job"]["id"]) == (409, "job_running", first.body["id"])
    assert credits(api, owner) == 2


def test_it_can_be_cancelled_before(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    job = api.call("POST", f"{project}/generate", json_body={"not_before": later(days=1)}, token=owner).body
    assert api.call("POST", f"/jobs/{job['id']}/cancel", token=owner).body["status"] == "cancelled"
    assert credits(api, owner) == 3
    rows("UPDATE ai_jobs SET scheduled_for = now()")
    assert lines.release_due() == 0
    assert api.call("GET", project, token=owner).body["status"] == "draft"


def test_a_time_that_is_past_is_now(api, owner: str, project: str) -> None:
    job = api.call("POST", f"{project}/generate", json_body={"not_before": later(hours=-1)}, token=owner).body
    assert (job["status"], job["queue"]) == ("queued", "batch")


@pytest.mark.parametrize(
    ("at", "code"),
    [(later(days=31), "too_far_ahead"), ("tomorrow", None), ("2026-12-24T06:00:00", None)],
    ids=["too-far", "words", "no-zone"],
)
def test_a_time_that_cannot_be_is_refused(api, owner: str, project: str, at: str, code: str | None) -> None:
    answer = api.call("POST", f"{project}/generate", json_body={"not_before": at}, token=owner)
    assert answer.status == 422
    assert [fault["field"] for fault in answer.body["errors"]] == ["not_before"]
    assert code in (None, answer.body["errors"][0]["code"])
    assert credits(api, owner) == 3


def test_the_same_wish_under_one_key_is_one_job(api, owner: str, project: str) -> None:
    body, key = {"not_before": later(days=2)}, {"Idempotency-Key": "once"}
    jobs = [api.call("POST", f"{project}/generate", json_body=body, token=owner, headers=key).body for _ in range(2)]
    assert jobs[0]["id"] == jobs[1]["id"]
    other = {"not_before": later(days=3)}
    assert api.call("POST", f"{project}/generate", json_body=other, token=owner, headers=key).status == 422


def test_schedulers_at_the_same_time_queue_each_job_once(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], rows: Callable[..., Any], each_thread_connects: None
) -> None:
    for _ in range(4):
        user = new_user(credits=5)
        for _ in range(3):
            new_job(user, not_before=datetime.now(UTC) + timedelta(minutes=5))
    rows("UPDATE ai_jobs SET scheduled_for = now()")
    with ThreadPoolExecutor(4) as pool:
        released = list(pool.map(lambda _: lines.release_due(limit=5), range(8)))
    assert sum(released) == 12
    assert len(rows("SELECT * FROM outbox")) == 12
    assert outbox.relay() == 12
    turns = rows("SELECT count(DISTINCT turn) AS n, max(turn) AS last FROM ai_jobs GROUP BY user_id")
    assert all(row["last"] <= 3 for row in turns)


def test_a_scheduler_that_dies_has_queued_nothing(
    new_job: Callable[..., Job], rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    new_job(not_before=datetime.now(UTC) + timedelta(minutes=5))
    rows("UPDATE ai_jobs SET scheduled_for = now()")
    with monkeypatch.context() as patched:
        patched.setattr(lines, "announce", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lines.release_due()
    assert rows("SELECT status FROM ai_jobs") == [{"status": "scheduled"}]
    assert lines.release_due() == 1
