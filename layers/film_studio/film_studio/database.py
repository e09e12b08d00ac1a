"""Postgres: one connection per process, transactions as context managers.

A Lambda environment handles one event at a time, so one connection is all it needs; RDS Proxy pools them in the cloud.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import Diagnostic
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from film_studio.aws import client
from film_studio.settings import settings

Transaction: TypeAlias = Connection[DictRow]
"""A connection inside `transaction()`; its rows are dicts."""

_connection: Connection[DictRow] | None = None

_changed: set[UUID] = set()
"""Projects of which the open transaction has made events; the triggers of migration 0015 say so while it commits."""


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
        _connection.add_notice_handler(_hear)
    return _connection


def password() -> str | None:
    """A password of 15 minutes, made of the function's own credentials; None where the URL says all there is."""
    if not settings().database_iam:
        return None
    target = conninfo_to_dict(settings().database_url)
    token: str = client("rds").generate_db_auth_token(target["host"], int(target["port"] or 5432), target["user"])
    return token


def _hear(notice: Diagnostic) -> None:
    if notice.message_primary == "realtime" and notice.message_detail:
        _changed.add(UUID(notice.message_detail))


@contextmanager
def transaction() -> Iterator[Transaction]:
    """A transaction: committed when the block ends, rolled back when it raises. Rows are dicts.

    Inside another one it is a part of that. Who listens to what it has changed is told once it has committed.
    """
    connection = _connect()
    inner = connection.info.transaction_status != TransactionStatus.IDLE
    if not inner:
        _changed.clear()
    with connection.transaction():
        yield connection
    if _changed and not inner:
        from film_studio.realtime import waking  # which itself stands on this module

        changed = set(_changed)
        _changed.clear()
        waking.changed(changed)


def check() -> None:
    """Ask Postgres for an answer. Raises `psycopg.OperationalError` where it gives none."""
    _connect().execute("SELECT 1")
