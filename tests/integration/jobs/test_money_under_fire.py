"""Two hundred films asked for at once with three credits: three are made, and nothing else is taken."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from multiprocessing.queues import Queue as Answers
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest

from film_studio import database as studio_database
from film_studio.aws import client

CALLS, PROCESSES = 200, 20


@pytest.fixture
def owner(api) -> str:
    """Somebody who has just registered, and so has three credits."""
    return api.register()


def ask(api: Any, owner: str, addresses: list[str], ready: Barrier, answers: "Answers[Any]") -> None:
    """In a process of its own, as in a Lambda environment: ask for each film through authorizer and handler."""
    studio_database._connection = None  # it is the parent's
    client.cache_clear()
    ready.wait()
    for address in addresses:
        answer = api.call("POST", address, token=owner)
        answers.put((answer.status, answer.body.get("code"), answer.body.get("id")))


def test_twenty_processes_ask_for_two_hundred_films_with_three_credits(
    api, owner: str, script: str, rows: Callable[..., Any], balance: Callable[[str], int]
) -> None:
    body = {"title": "The Clay Lamp", "script": script}
    made = [api.call("POST", "/projects", json_body=body, token=owner).body["id"] for _ in range(CALLS)]
    addresses = [f"/projects/{project}/generate" for project in made]
    context = multiprocessing.get_context("fork")
    ready, answers = context.Barrier(PROCESSES), context.Queue()
    processes = [
        context.Process(target=ask, args=(api, owner, addresses[n::PROCESSES], ready, answers), daemon=True)
        for n in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    found = [answers.get(timeout=120) for _ in range(CALLS)]
    for process in processes:
        process.join(30)
    assert Counter(status for status, _, _ in found) == {202: 3, 402: 197}
    assert Counter(code for status, code, _ in found if status == 402) == {"insufficient_credits": 197}
    jobs = {job["id"]: job for job in rows("SELECT id::text, user_id::text FROM ai_jobs")}
    assert set(jobs) == {id for status, _, id in found if status == 202}
    [user] = {job["user_id"] for job in jobs.values()}
    assert balance(user) == 0
    assert {row["reference_id"] for row in rows("SELECT * FROM credit_transactions WHERE amount < 0")} == set(jobs)
    messages = [row["payload"]["job_id"] for row in rows("SELECT payload FROM outbox WHERE topic LIKE 'render-%%'")]
    assert sorted(messages) == sorted(jobs)
    assert rows("SELECT count(*) AS n FROM projects WHERE status = 'processing'") == [{"n": 3}]
