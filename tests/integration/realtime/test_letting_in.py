"""Who may open a connection, and how long it stays open."""

import time

import pytest
from websockets.exceptions import InvalidStatus

from film_studio.realtime import connections


def refused(realtime, url: str) -> int:
    with pytest.raises(InvalidStatus) as refusal:
        realtime.open(url)
    return refusal.value.response.status_code


def test_a_ticket_opens_one_connection(realtime) -> None:
    url = realtime.person().ticket()
    assert realtime.open(url).ask(action="ping", id="a") == {"type": "pong", "id": "a"}
    assert refused(realtime, url) == 401


def test_without_a_ticket_nothing_opens(realtime) -> None:
    assert [refused(realtime, realtime.url + query) for query in ("", "?ticket=", "?ticket=guess")] == [401] * 3
    assert realtime.connections() == []


def test_a_ticket_expires(realtime) -> None:
    url = realtime.person().ticket()
    realtime.rows("UPDATE realtime_tickets SET expires_at = now()")
    assert refused(realtime, url) == 401


def test_a_connection_that_ends_is_forgotten(realtime) -> None:
    listener = realtime.connect(realtime.person())
    listener.ask(action="ping")
    assert len(realtime.connections()) == 1
    listener.socket.close()
    deadline = time.monotonic() + 10
    while realtime.connections() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert realtime.connections() == []


def test_many_connections_and_the_oldest_makes_room(realtime, monkeypatch) -> None:
    monkeypatch.setattr(connections, "MOST_OF_USER", 3)
    person, other = realtime.person(), realtime.connect(realtime.person())
    listeners = [realtime.connect(person) for _ in range(4)]
    assert listeners[0].closed()
    assert [each.ask(action="ping")["type"] for each in (*listeners[1:], other)] == ["pong"] * 4


def test_who_logs_out_hears_nothing_more_and_is_closed(realtime) -> None:
    person = realtime.person()
    project = realtime.project(person)
    listener = realtime.connect(person)
    listener.ask(action="subscribe", project_id=project)
    job = realtime.generate(person, project)
    assert realtime.api.call("POST", "/auth/logout", json_body={}, token=person.token).status == 204
    realtime.step(job, "script")
    assert listener.ask(action="subscribe", project_id=project)["code"] == "session_ended"
    realtime.push()
    assert listener.closed()
    assert realtime.connections() == []


def test_who_is_suspended_hears_nothing_more_and_is_closed(realtime) -> None:
    person = realtime.person()
    listener = realtime.connect(person)
    listener.ask(action="subscribe", project_id=realtime.project(person))
    realtime.rows("UPDATE users SET suspended_at = now(), suspended_reason = 'spam' WHERE id = %s", person.id)
    realtime.push()
    assert listener.closed()


def test_a_connection_as_old_as_the_gateway_allows_is_closed(realtime) -> None:
    listener = realtime.connect(realtime.person())
    realtime.rows("UPDATE realtime_connections SET connected_at = now() - interval '2 hours'")
    realtime.push()
    assert listener.closed()


def test_a_connection_that_the_gateway_does_not_have_is_forgotten(realtime) -> None:
    person = realtime.person()
    realtime.connect(person)
    project = realtime.project(person)
    [real] = realtime.connections()
    realtime.rows(
        """INSERT INTO realtime_connections (id, user_id, session_id)
           SELECT 'lost', user_id, session_id FROM realtime_connections"""
    )
    realtime.rows("INSERT INTO realtime_subscriptions VALUES ('lost', %s, NULL, 0)", project)
    realtime.generate(person, project)
    realtime.push()
    assert realtime.connections() == [real]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no json", "invalid_json"),
        ("[]", "invalid_request"),
        ("{}", "invalid_request"),
        ('{"action": "dance"}', "invalid_request"),
        ('{"action": "subscribe"}', "invalid_request"),
        ('{"action": "subscribe", "project_id": 7}', "invalid_request"),
        (
            '{"action": "subscribe", "project_id": "00000000-0000-0000-0000-000000000000", "after": -1}',
            "invalid_request",
        ),
        ('{"action": "subscribe", "project_id": "00000000-0000-0000-0000-000000000000"}', "project_not_found"),
        ('{"action": "subscribe", "job_id": "00000000-0000-0000-0000-000000000000"}', "job_not_found"),
        ('{"action": "ping", "more": 1}', "invalid_request"),
    ],
)
def test_what_is_wrong_with_a_message_is_told(realtime, text: str, code: str) -> None:
    listener = realtime.connect(realtime.person())
    listener.socket.send(text)
    answer = listener.hear()
    assert (answer["type"], answer["code"]) == ("error", code)
    assert listener.ask(action="ping")["type"] == "pong"


def test_strangers_hear_nothing_of_a_project(realtime) -> None:
    owner, stranger = realtime.person(), realtime.connect(realtime.person())
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    assert stranger.ask(action="subscribe", project_id=project)["code"] == "project_not_found"
    assert stranger.ask(action="subscribe", job_id=job)["code"] == "job_not_found"
    realtime.step(job, "script")
    realtime.push()
    assert stranger.all() == []


def test_one_connection_listens_to_so_many_things_and_no_more(realtime, monkeypatch) -> None:
    from film_studio.realtime import listening

    monkeypatch.setattr(listening, "MOST_OF_CONNECTION", 2)
    person = realtime.person()
    listener = realtime.connect(person)
    projects = [realtime.project(person) for _ in range(3)]
    answers = [listener.ask(action="subscribe", project_id=project) for project in projects]
    assert [answer["type"] for answer in answers] == ["subscribed", "subscribed", "error"]
    assert answers[2]["code"] == "too_many_subscriptions"
    assert listener.ask(action="subscribe", project_id=projects[0])["type"] == "subscribed"  # the same one again
    listener.ask(action="unsubscribe", project_id=projects[0])
    assert listener.ask(action="subscribe", project_id=projects[2])["type"] == "subscribed"


def test_who_says_too_much_waits(realtime, monkeypatch, cache) -> None:
    monkeypatch.setenv("RATE_LIMITS", '{"realtime": 2}')
    from tests.conftest import forget

    forget()
    listener = realtime.connect(realtime.person())
    answers = [listener.ask(action="ping") for _ in range(3)]
    assert [answer.get("code", answer["type"]) for answer in answers] == ["pong", "pong", "rate_limited"]
