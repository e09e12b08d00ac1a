"""What tests of several domains start from."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio import database as studio_database
from film_studio.aws import client
from film_studio.settings import settings

SCRIPT = """On the edge of a dusty village lived an old potter named Raghu. Every evening he shaped one small clay lamp.

"Who will buy only one lamp?" asked his granddaughter Meera. Raghu smiled. "The night will," he said.

That winter the monsoon clouds stayed for nine days, and every torch in the village went out. People stood at their
doors and could not see the road. Then Meera lit the lamp and set it on the wall. One by one, the neighbours came
with their own lamps, and soon the whole street was shining.
"""


@pytest.fixture
def script() -> str:
    """A script of some ninety words that makes a film of about a minute."""
    return SCRIPT


@pytest.fixture
def rows(database: str) -> Callable[..., list[dict[str, Any]]]:
    """`rows(sql, *parameters)` looks into the database past the application."""

    def query(sql: str, *parameters: object) -> list[dict[str, Any]]:
        with psycopg.connect(database, autocommit=True, row_factory=dict_row) as connection:
            cursor = connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    return query


@pytest.fixture
def balance(rows: Callable[..., list[dict[str, Any]]]) -> Callable[[str], int]:
    """`balance(user_id)`, after checking that it is the sum of the user's ledger."""

    def read(user_id: str) -> int:
        [user] = rows(
            """SELECT credits_balance AS balance,
                      (SELECT coalesce(sum(amount), 0) FROM credit_transactions WHERE user_id = users.id) AS ledger
               FROM users WHERE id = %s""",
            user_id,
        )
        assert user["balance"] == user["ledger"]
        return int(user["balance"])

    return read


@pytest.fixture
def each_thread_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thread is its own Lambda environment, with its own connection."""
    local = threading.local()

    def connect() -> Any:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(settings().database_url, row_factory=dict_row, autocommit=True)
        return local.connection

    monkeypatch.setattr(studio_database, "_connect", connect)


@pytest.fixture
def messages(aws: str) -> Callable[[str], list[str]]:
    """`messages(queue)` takes what lies in the high, normal or batch queue."""

    def take(queue: str) -> list[str]:
        url = getattr(settings(), f"queue_{queue}_url")
        found: list[str] = []
        while batch := client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in batch:
                client("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                found.append(message["Body"])
        return found

    return take
