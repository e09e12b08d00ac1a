"""The audit log: who did what to whom, written in the transaction that does it, and never changed (SQL of its own)."""

from uuid import UUID

from psycopg.types.json import Jsonb

from film_studio.database import Transaction


def record(connection: Transaction, actor_id: UUID | None, action: str, subject: str, **details: object) -> None:
    """Enter that `actor_id` (None: the studio itself) did `action` (`user.suspend`) to `subject` (`user:<id>`)."""
    connection.execute(
        "INSERT INTO audit_log (actor_id, action, subject, details) VALUES (%s, %s, %s, %s)",
        (actor_id, action, subject, Jsonb(details)),
    )
