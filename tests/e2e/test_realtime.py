"""A film is followed live, from the click to its end, by a client that loses its connection on the way."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.e2e.conftest import FILM_TIMEOUT_SECONDS, Client, RunningStudio


@contextmanager
def listening(client: Client, job: str, after: int | None = None) -> Iterator[tuple[ClientConnection, dict[str, Any]]]:
    """A connection that hears of a job, and the answer to its subscription."""
    ticket = client.call("POST", "/realtime/ticket").json()
    with connect(ticket["url"]) as socket:
        socket.send(json.dumps({"action": "subscribe", "job_id": job} | ({} if after is None else {"after": after})))
        yield socket, json.loads(socket.recv(timeout=30))


def hear(socket: ClientConnection) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(socket.recv(timeout=FILM_TIMEOUT_SECONDS))
    return event


def test_a_film_is_followed_through_a_lost_connection_to_its_end(shared_studio: RunningStudio) -> None:
    client = Client(shared_studio)
    job = client.ask("the_clay_lamp", quality="preview")
    events = []
    with listening(client, job) as (socket, answer):
        assert answer["type"] == "subscribed"
        assert answer["resumed"] is False
        assert answer["job"]["id"] == job
        last = answer["sequence"]
        while len(events) < 5:
            events.append(hear(socket))
    # Away while the film goes on, and back with the number of what was heard last.
    client.wait(job, lambda status: status["progress_percentage"] >= 50)
    with listening(client, job, after=events[-1]["sequence"]) as (socket, answer):
        assert answer["resumed"] is True
        while events[-1]["type"] != "job.completed":
            events.append(hear(socket))
    assert all(event["type"].startswith("job.") and event["job"]["id"] == job for event in events)
    numbers = [last, *(event["sequence"] for event in events)]
    assert numbers == sorted(set(numbers))
    percentages = [event["job"]["progress_percentage"] for event in events]
    assert percentages == sorted(percentages)
    assert percentages[-1] == 100
    # What happened while nobody listened is not missing: the stages stand in the order of the film's way.
    steps = list(dict.fromkeys(event["job"]["current_step"] for event in events))
    assert {"picture", "compose", "check"} <= set(steps)
    assert len(events) > 10
    assert client.status(job)["status"] == "completed"
