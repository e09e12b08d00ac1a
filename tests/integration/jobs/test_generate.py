"""Asking for a film: accepted and paid for once, or refused with the reason and nothing taken."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from film_studio.credits.service import InsufficientCredits
from film_studio.jobs import service
from film_studio.settings import settings


@pytest.fixture
def owner(api) -> str:
    return api.register()


@pytest.fixture
def project(api, owner: str, script: str) -> str:
    """The address of a project whose film can be made."""
    created = api.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}, token=owner)
    return f"/projects/{created.body['id']}"


def credits(api, owner: str) -> int:
    return api.call("GET", "/users/me/credits", token=owner).body["balance"]


def test_a_film_is_accepted_as_a_job_for_one_credit(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    before = credits(api, owner)
    answer = api.call("POST", f"{project}/generate", token=owner)
    assert answer.status == 202
    job = answer.body
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    assert (job["status"], job["progress_percentage"], job["current_step"]) == ("queued", 0, "queued")
    assert job["queue"] == "normal"
    assert credits(api, owner) == before - 1
    assert api.call("GET", project, token=owner).body["status"] == "processing"
    [deduction] = rows("SELECT * FROM credit_transactions WHERE transaction_type = 'deduction'")
    assert (deduction["amount"], deduction["reference_id"]) == (-1, job["id"])
    [message] = rows("SELECT * FROM outbox")
    assert (message["topic"], message["payload"]) == ("render-normal", {"job_id": job["id"], "attempt": 1})


def test_jobs_create_is_the_same_with_the_project_in_the_body(api, owner: str, project: str) -> None:
    body = {"project_id": project.removeprefix("/projects/"), "options": {"quality": "preview"}}
    answer = api.call("POST", "/jobs/create", json_body=body, token=owner)
    assert answer.status == 202
    whole = api.call("GET", f"/jobs/{answer.body['id']}", token=owner).body
    assert whole["request"]["options"]["quality"] == "preview"
    assert 60 <= whole["duration_seconds"] <= 300


def test_options_of_one_run_leave_the_project_as_it_is(api, owner: str, project: str) -> None:
    job = api.call("POST", f"{project}/generate", json_body={"options": {"frame": "9:16"}}, token=owner).body
    assert api.call("GET", f"/jobs/{job['id']}", token=owner).body["request"]["options"]["frame"] == "9:16"
    assert api.call("GET", project, token=owner).body["options"]["frame"] == "16:9"


@pytest.mark.parametrize(
    ("tier", "batch", "queue"), [("pro", False, "high"), ("studio", False, "high"), ("pro", True, "batch")]
)
def test_who_pays_goes_first_unless_it_is_not_urgent(
    new_user: Callable[..., UUID], new_project: Callable[..., UUID], tier: str, batch: bool, queue: str
) -> None:
    user = new_user(tier)
    assert service.accept(user, new_project(user), batch=batch).queue == queue


WORDS = "the old potter shaped a lamp and the night was kind to him "


@pytest.mark.parametrize(
    ("text", "options", "field"),
    [
        (WORDS * 3 + "so it was then.", {}, "script"),
        ("word " * 49, {}, "script"),
        ("word " * 501, {}, "script"),
        ("", {}, "script"),
        ("\x01\x02\x03\x04\x7f" * 200, {}, "script"),
        (None, {"duration_seconds": 300}, "options.duration_seconds"),
        (WORDS * 35, {"duration_seconds": 60}, "options.duration_seconds"),
        (None, {"voice": {"accent": "klingon"}}, "options.voice.accent"),
        (None, {"voice": {"tone": "robotic"}}, "options.voice.tone"),
        (None, {"subtitles": {"languages": ["xx"]}}, "options.subtitles.languages"),
    ],
    ids=[
        "a-few-words", "49-words", "501-words", "empty", "binary", "cannot-fill", "cannot-fit", "unknown-accent",
        "unknown-tone", "unsupported-language",
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_before_anything_is_taken(
    api,
    owner: str,
    project: str,
    script: str,
    rows: Callable[..., Any],
    text: str | None,
    options: dict[str, Any],
    field: str,
) -> None:
    before = credits(api, owner)
    changed = api.call("PATCH", project, json_body={"script": script if text is None else text}, token=owner)
    assert changed.status == 200, changed.body
    refused = api.call("POST", f"{project}/generate", json_body={"options": options}, token=owner)
    assert refused.status == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert [fault["field"].removesuffix(".0") for fault in refused.body["errors"]] == [field], refused.body
    assert all(fault["code"] and fault["message"] for fault in refused.body["errors"])
    assert credits(api, owner) == before
    assert rows("SELECT * FROM ai_jobs") == rows("SELECT * FROM outbox") == []


def test_a_language_that_no_voice_in_force_speaks_is_refused_before_anything_is_taken(
    api, owner: str, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = {name: engine.model_dump() for name, engine in settings().engines.items()}
    monkeypatch.setenv("ENGINES", json.dumps(engines | {"voice": engines["voice"] | {"languages": {"hi": {}}}}))
    settings.cache_clear()
    before = credits(api, owner)
    refused = api.call("POST", f"{project}/generate", token=owner)
    assert refused.status == 422
    [fault] = refused.body["errors"]
    assert (fault["field"], fault["code"]) == ("script", "unsupported_language")
    assert credits(api, owner) == before


def test_every_fault_is_named_at_once(api, owner: str, project: str) -> None:
    api.call("PATCH", project, json_body={"script": "Too short."}, token=owner)
    options = {"voice": {"accent": "klingon"}}
    refused = api.call("POST", f"{project}/generate", json_body={"options": options}, token=owner)
    assert {fault["field"] for fault in refused.body["errors"]} == {"script", "options.voice.accent"}


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00\x01", b"{", b"[]", b'"generate"'], ids=["binary", "cut", "list", "text"]
)
def test_a_body_that_is_no_json_object_is_refused(api, owner: str, project: str, raw: bytes) -> None:
    refused = api.call("POST", f"{project}/generate", raw=raw, token=owner)
    assert (refused.status, refused.body["code"]) == (400, "invalid_json")


def test_without_credits_there_is_no_film(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    rows(
        """INSERT INTO credit_transactions (user_id, transaction_type, amount, description)
           SELECT id, 'deduction', -credits_balance, 'spent' FROM users"""
    )
    refused = api.call("POST", f"{project}/generate", token=owner)
    assert (refused.status, refused.body["code"]) == (402, "insufficient_credits")
    assert rows("SELECT * FROM ai_jobs") == []
    assert api.call("GET", project, token=owner).body["status"] == "draft"


def test_a_second_film_of_a_project_waits_for_the_first(api, owner: str, project: str) -> None:
    running = api.call("POST", f"{project}/generate", token=owner).body
    before = credits(api, owner)
    refused = api.call("POST", f"{project}/generate", token=owner)
    assert (refused.status, refused.body["code"]) == (409, "job_running")
    assert refused.body["job"] == running
    assert credits(api, owner) == before


def test_the_same_key_gives_the_same_job(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    key = {"Idempotency-Key": "once"}
    before = credits(api, owner)
    first = api.call("POST", f"{project}/generate", token=owner, headers=key)
    again = api.call("POST", f"{project}/generate", token=owner, headers=key)
    assert (first.status, again.status) == (202, 202)
    assert again.body["id"] == first.body["id"]
    assert again.headers["location"] == first.headers["location"]
    # Also when the job is over and the script would not pass any more.
    service.fail(UUID(first.body["id"]), "render_failed", "It broke.")
    api.call("PATCH", project, json_body={"script": "Gone."}, token=owner)
    late = api.call("POST", f"{project}/generate", token=owner, headers=key)
    assert (late.status, late.body["id"], late.body["status"]) == (202, first.body["id"], "failed")
    assert credits(api, owner) == before
    assert len(rows("SELECT * FROM ai_jobs")) == 1


def test_the_same_key_for_another_request_is_a_mistake(api, owner: str, project: str) -> None:
    key = {"Idempotency-Key": "once"}
    api.call("POST", f"{project}/generate", token=owner, headers=key)
    other = api.call("POST", f"{project}/generate", json_body={"options": {"frame": "1:1"}}, token=owner, headers=key)
    assert (other.status, other.body["code"]) == (422, "idempotency_conflict")


def test_keys_of_two_users_have_nothing_to_do_with_each_other(api, owner: str, project: str, script: str) -> None:
    key = {"Idempotency-Key": "once"}
    first = api.call("POST", f"{project}/generate", token=owner, headers=key).body
    neighbour = api.register()
    created = api.call("POST", "/projects", json_body={"title": "B", "script": script}, token=neighbour).body
    second = api.call("POST", f"/projects/{created['id']}/generate", token=neighbour, headers=key)
    assert second.status == 202
    assert second.body["id"] != first["id"]


@pytest.mark.usefixtures("each_thread_connects")
def test_twenty_at_once_with_three_credits_get_three_films(
    new_user: Callable[..., UUID],
    new_project: Callable[..., UUID],
    rows: Callable[..., Any],
    balance: Callable[[Any], int],
) -> None:
    user = new_user(credits=3)
    wanted = [new_project(user) for _ in range(20)]
    start = threading.Barrier(20)

    def ask(project: UUID) -> bool:
        start.wait()
        try:
            service.accept(user, project)
        except InsufficientCredits:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(ask, wanted)) == 3
    assert len(rows("SELECT * FROM ai_jobs")) == len(rows("SELECT * FROM outbox")) == 3
    assert balance(user) == 0


@pytest.mark.usefixtures("each_thread_connects")
def test_twenty_at_once_for_one_project_get_one_film(
    new_user: Callable[..., UUID],
    new_project: Callable[..., UUID],
    rows: Callable[..., Any],
    balance: Callable[[Any], int],
) -> None:
    user = new_user(credits=3)
    project = new_project(user)
    start = threading.Barrier(20)

    def ask(number: int) -> UUID | str:
        start.wait()
        try:
            return service.accept(user, project, idempotency_key=f"key-{number % 2}").id
        except service.Conflict as refused:
            return refused.code

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert answers.count("job_running") == 10
    assert len(set(answers)) == 2
    assert balance(user) == 2
