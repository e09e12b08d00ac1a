"""The audit log: who did what to whom, written in the transaction that does it, and never changed (SQL of its own).

Triggers refuse every change and chain each entry to the one before by a hash, so that a change made past them shows.
Entries name people by id only; what is told of a user who left belongs to nobody any more.
"""

from uuid import UUID

from psycopg.types.json import Jsonb

from film_studio.database import Transaction


def record(connection: Transaction, actor_id: UUID | None, action: str, subject: str, **details: object) -> None:
    """Enter that `actor_id` (None: the studio itself) did `action` (`user.suspend`) to `subject` (`user:<id>`).

    Record last in a transaction: entering locks the log until it ends.
    """
    connection.execute(
        "INSERT INTO audit_log (actor_id, action, subject, details) VALUES (%s, %s, %s, %s)",
        (actor_id, action, subject, Jsonb(details)),
    )
