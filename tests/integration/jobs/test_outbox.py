"""The outbox: sent after commit, at least once, by whoever comes first."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from film_studio import outbox
from film_studio.aws import client
from film_studio.database import transaction
from film_studio.jobs.models import Job


def test_a_rolled_back_message_is_never_sent(api, messages: Callable[[str], list[str]]) -> None:
    with pytest.raises(RuntimeError), transaction() as connection:
        outbox.add(connection, "render-high", {"job_id": "1"})
        raise RuntimeError
    assert outbox.relay() == 0
    assert messages("high") == []


def test_each_message_goes_to_its_queue_once(api, messages: Callable[[str], list[str]]) -> None:
    with transaction() as connection:
        for queue in ("high", "normal", "batch"):
            outbox.add(connection, f"render-{queue}", {"queue": queue})
    assert outbox.relay() == 3
    assert outbox.relay() == 0
    for queue in ("high", "normal", "batch"):
        assert [json.loads(body) for body in messages(queue)] == [{"queue": queue}]


def test_an_unknown_topic_is_refused_when_written(api) -> None:
    with pytest.raises(KeyError), transaction() as connection:
        outbox.add(connection, "letters", {})


def test_a_crash_between_sending_and_marking_sends_again(
    api, messages: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as connection:
        outbox.add(connection, "render-high", {"n": 1})
    with monkeypatch.context() as patched:
        sqs = client("sqs")

        def send_and_die(**message: Any) -> None:
            original(**message)
            raise KeyboardInterrupt

        original = sqs.send_message
        patched.setattr(sqs, "send_message", send_and_die)
        with pytest.raises(KeyboardInterrupt):
            outbox.relay()
    assert outbox.relay() == 1
    assert len(messages("high")) == 2


def test_one_message_that_cannot_be_sent_does_not_hold_up_the_others(
    api, messages: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as connection:
        outbox.add(connection, "render-high", {"n": 1})
        outbox.add(connection, "render-normal", {"n": 2})
    queue_url = outbox.queue_url
    with monkeypatch.context() as patched:
        patched.setattr(outbox, "queue_url", lambda topic: queue_url(topic).replace("/high", "/lost"))
        assert outbox.relay() == 1
    assert outbox.relay() == 1
    assert (len(messages("high")), len(messages("normal"))) == (1, 1)


def test_two_relays_share_the_work(api, database: str, messages: Callable[[str], list[str]]) -> None:
    with transaction() as connection:
        for number in range(4):
            outbox.add(connection, "render-high", {"n": number})
    with psycopg.connect(database) as other, other.transaction():
        other.execute("SELECT FROM outbox WHERE id <= 2 FOR UPDATE")
        assert outbox.relay() == 2
    assert outbox.relay() == 2
    assert sorted(json.loads(body)["n"] for body in messages("high")) == [0, 1, 2, 3]


def test_the_relay_wakes_the_dispatcher_only_when_it_sent_something(
    lambda_function: Callable[..., Any], new_job: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(client("lambda"), "invoke", lambda **call: woken.append(call["FunctionName"]))
    new_job()
    assert woken == ["outbox_relay"]
    lambda_function("outbox_relay", {})
    lambda_function("outbox_relay", {})
    assert woken == ["outbox_relay", "dispatcher"]


def test_old_messages_are_forgotten(api, rows: Callable[..., Any]) -> None:
    with transaction() as connection:
        for number in range(3):
            outbox.add(connection, "render-high", {"n": number})
    rows("UPDATE outbox SET sent_at = now() - make_interval(days => 8) WHERE payload ->> 'n' = '0'")
    rows("UPDATE outbox SET sent_at = now() WHERE payload ->> 'n' = '1'")
    outbox.prune()
    assert [row["payload"]["n"] for row in rows("SELECT payload FROM outbox ORDER BY id")] == [1, 2]
