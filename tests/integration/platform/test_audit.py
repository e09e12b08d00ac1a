"""The audit log is written with what it tells of, and cannot be edited."""

from uuid import uuid4

import psycopg
import pytest

from film_studio import audit
from film_studio.database import transaction


@pytest.fixture
def entered(database: str) -> str:
    subject = f"user:{uuid4()}"
    with transaction() as connection:
        audit.record(connection, uuid4(), "user.suspend", subject, reason="spam")
    return subject


def test_an_entry_says_who_did_what_to_whom(entered: str, rows) -> None:
    [entry] = rows("SELECT * FROM audit_log")
    assert (entry["action"], entry["subject"], entry["details"]) == ("user.suspend", entered, {"reason": "spam"})


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_log SET action = 'nothing'", "DELETE FROM audit_log", "TRUNCATE audit_log"]
)
def test_nobody_edits_it(entered: str, rows, statement: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        rows(statement)
    assert len(rows("SELECT id FROM audit_log")) == 1


def test_what_is_rolled_back_was_never_done(database: str, rows) -> None:
    with pytest.raises(RuntimeError), transaction() as connection:
        audit.record(connection, None, "user.suspend", "user:x")
        raise RuntimeError
    assert rows("SELECT id FROM audit_log") == []
