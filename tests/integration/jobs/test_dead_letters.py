"""Dead letters: seen with the reason and without loss, sent once more, or discarded, by administrators only."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import boto3
import pytest

from film_studio import outbox
from film_studio.aws import client
from film_studio.jobs import dead_letters, dispatch
from film_studio.settings import settings


@pytest.fixture(autouse=True)
def dead(database: str, aws: str) -> dict[str, str]:
    """The URLs of the dead-letter queues, by queue; a message ends there after its second delivery."""
    sqs = boto3.client("sqs")
    urls = {}
    for queue in ("high", "normal", "batch"):
        urls[queue] = sqs.create_queue(QueueName=f"{queue}-dead")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=urls[queue], AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 2})
        attributes = {"RedrivePolicy": policy, "VisibilityTimeout": "0"}
        sqs.set_queue_attributes(QueueUrl=outbox.queue_url(f"render-{queue}"), Attributes=attributes)
    return urls


@pytest.fixture
def admin(api, rows: Callable[..., Any]) -> str:
    """An administrator's access token."""
    api.register("admin@example.com")
    rows("UPDATE users SET is_admin = true WHERE email = 'admin@example.com'")
    login = {"email": "admin@example.com", "password": "correct horse battery"}
    return api.call("POST", "/auth/login", json_body=login).body["access_token"]


def bury(send: Callable[..., None], *bodies: object, queue: Any = "normal") -> None:
    """Let messages become dead letters by being delivered in vain."""
    for body in bodies:
        send(queue, body)
    while dispatch._serve(queue) != "empty":
        pass


def test_a_dead_letter_says_why_it_failed(api, admin: str, send: Callable[..., None]) -> None:
    bury(send, "rubbish", {"job_id": "no uuid", "attempt": 1})
    bury(send, "[]", queue="batch")
    answer = api.call("GET", "/admin/dead-letters", token=admin)
    assert (answer.status, answer.body["total"]) == (200, 3)
    letters = {letter["body"]: letter for letter in answer.body["items"]}
    rubbish = letters["rubbish"]
    assert (rubbish["queue"], rubbish["job_id"]) == ("normal", None)
    assert rubbish["reason"].startswith("It is not a render message: Invalid JSON")
    assert rubbish["receives"] >= 2
    assert letters["[]"]["queue"] == "batch"
    [only] = api.call("GET", "/admin/dead-letters?queue=batch", token=admin).body["items"]
    assert only["body"] == "[]"


def test_looking_loses_nothing_and_changes_nothing(
    api, admin: str, send: Callable[..., None], dead: dict[str, str]
) -> None:
    bury(send, *(f"letter {number}" for number in range(23)))
    seen = [api.call("GET", "/admin/dead-letters", token=admin).body for _ in range(3)]
    assert [len({letter["message_id"] for letter in each["items"]}) for each in seen] == [23, 23, 23]
    few = api.call("GET", "/admin/dead-letters?limit=5", token=admin).body
    assert (len(few["items"]), few["total"]) == (5, 23)
    at_once = client("sqs").receive_message(QueueUrl=dead["normal"], MaxNumberOfMessages=10)["Messages"]
    assert len(at_once) == 10


def test_a_job_whose_start_failed_is_redriven_and_begins(
    api, admin: str, new_job: Callable[..., Any], rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch,
    executions: Callable[[], dict[str, str]],
) -> None:  # fmt: skip
    job = new_job()
    outbox.relay()
    with monkeypatch.context() as patched:
        patched.setattr(dispatch, "_begin", lambda _: 1 / 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                dispatch.dispatch()
        assert dispatch.dispatch() == 0
    [letter] = api.call("GET", "/admin/dead-letters", token=admin).body["items"]
    assert (letter["job_id"], letter["job_status"]) == (str(job.id), "queued")
    assert letter["reason"] == "ZeroDivisionError: division by zero"
    body = {"queue": "normal", "message_ids": [letter["message_id"]]}
    answer = api.call("POST", "/admin/dead-letters/redrive", json_body=body, token=admin)
    assert (answer.status, answer.body) == (200, {"moved": 1})
    assert api.call("GET", "/admin/dead-letters", token=admin).body == {"items": [], "total": 0}
    assert dispatch.dispatch() == 1
    assert list(executions()) == [f"{job.id}-1"]
    [entry] = rows("SELECT action, subject, details FROM audit_log WHERE action = 'dead_letters.redrive'")
    assert entry["details"] == {"messages": [letter["message_id"]]}


def test_all_of_a_queue_are_redriven_and_others_left(
    api, admin: str, send: Callable[..., None], messages: Callable[[str], list[str]]
) -> None:
    bury(send, *(f"letter {number}" for number in range(12)))
    bury(send, "other", queue="high")
    answer = api.call("POST", "/admin/dead-letters/redrive", json_body={"queue": "normal"}, token=admin)
    assert answer.body == {"moved": 12}
    assert sorted(messages("normal")) == sorted(f"letter {number}" for number in range(12))
    assert [each["body"] for each in api.call("GET", "/admin/dead-letters", token=admin).body["items"]] == ["other"]


def test_one_is_discarded_and_the_rest_stay(
    api, admin: str, send: Callable[..., None], rows: Callable[..., Any]
) -> None:
    bury(send, "bad", "worse")
    items = api.call("GET", "/admin/dead-letters", token=admin).body["items"]
    [bad] = [letter["message_id"] for letter in items if letter["body"] == "bad"]
    assert api.call("DELETE", f"/admin/dead-letters/{bad}?queue=normal", token=admin).status == 204
    gone = api.call("DELETE", f"/admin/dead-letters/{bad}?queue=normal", token=admin)
    assert (gone.status, gone.body["code"]) == (404, "dead_letter_not_found")
    assert [letter["body"] for letter in api.call("GET", "/admin/dead-letters", token=admin).body["items"]] == ["worse"]
    assert len(rows("SELECT * FROM audit_log WHERE action = 'dead_letters.discard'")) == 2


@pytest.mark.parametrize("call", ["send_message", "delete_message"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_while_redriving_may_double_a_message_but_never_loses_it(
    api, admin: str, send: Callable[..., None], messages: Callable[[str], list[str]],
    monkeypatch: pytest.MonkeyPatch, call: str, when: str,
) -> None:  # fmt: skip
    bury(send, "precious")
    original = getattr(client("sqs"), call)

    def dying(**named: Any) -> Any:
        if when == "after":
            original(**named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(client("sqs"), call, dying)
        with pytest.raises(KeyboardInterrupt):
            dead_letters.redrive(uuid4(), "normal")
    dead_letters.redrive(uuid4(), "normal")
    assert set(messages("normal")) == {"precious"}
    assert dead_letters.page().items == []


def test_only_administrators_may(api, admin: str, send: Callable[..., None]) -> None:
    bury(send, "private")
    somebody = api.register()
    calls = [
        ("GET", "/admin/dead-letters", None),
        ("POST", "/admin/dead-letters/redrive", {"queue": "normal"}),
        ("DELETE", "/admin/dead-letters/x?queue=normal", None),
    ]
    for method, path, body in calls:
        assert api.call(method, path, json_body=body, token=somebody).status == 403
        assert api.call(method, path, json_body=body).status == 401
    assert api.call("GET", "/admin/dead-letters", token=admin).body["total"] == 1


def test_a_queue_without_dead_letters_has_none(api, admin: str) -> None:
    client("sqs").set_queue_attributes(QueueUrl=settings().queue_high_url, Attributes={"RedrivePolicy": ""})
    assert api.call("GET", "/admin/dead-letters?queue=high", token=admin).body == {"items": [], "total": 0}
