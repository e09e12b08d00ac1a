"""Postgres: one connection per process, transactions as context managers.

A Lambda environment handles one event at a time, so one connection is all it needs; RDS Proxy pools them in the cloud.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row

from film_studio.aws import client
from film_studio.settings import settings

Transaction: TypeAlias = Connection[DictRow]
"""A connection inside `transaction()`; its rows are dicts."""

_connection: Connection[DictRow] | None = None


def _connect() -> Connection[DictRow]:
    """The process's connection, opened anew when the last one broke (a failed-over or restarted database)."""
    global _connection
    if _connection is not None and not _connection.closed:
        try:
            _connection.execute("SELECT 1")
        except psycopg.OperationalError:
            _connection.close()
    if _connection is None or _connection.closed:
        _connection = psycopg.connect(
            settings().database_url,
            password=password(),
            row_factory=dict_row,
            autocommit=True,
            connect_timeout=5,
        )
    return _connection


def password() -> str | None:
    """A password of 15 minutes, made of the function's own credentials; None where the URL says all there is."""
    if not settings().database_iam:
        return None
    target = conninfo_to_dict(settings().database_url)
    token: str = client("rds").generate_db_auth_token(target["host"], int(target["port"] or 5432), target["user"])
    return token


@contextmanager
def transaction() -> Iterator[Transaction]:
    """A transaction: committed when the block ends, rolled back when it raises. Rows are dicts."""
    connection = _connect()
    with connection.transaction():
        yield connection


def check() -> None:
    """Ask Postgres for an answer. Raises `psycopg.OperationalError` where it gives none."""
    _connect().execute("SELECT 1")
