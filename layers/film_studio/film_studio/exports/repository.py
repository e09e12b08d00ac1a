"""SQL of exports. Who makes one holds a lease on it; `attempt` tells makers apart."""

from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction


def add(connection: Transaction, user_id: UUID) -> DictRow:
    """A new export of a user, who is locked and has none in progress."""
    row = connection.execute("INSERT INTO exports (user_id) VALUES (%s) RETURNING *", (user_id,)).fetchone()
    assert row is not None  # noqa: S101 - an INSERT gives its row
    return row


def newest(connection: Transaction, user_id: UUID) -> DictRow | None:
    """The last export that a user has asked for, unless it has expired; `age` is since it finished."""
    return connection.execute(
        "SELECT *, now() - finished_at AS age FROM exports WHERE user_id = %s"
        " AND (expires_at IS NULL OR expires_at > now()) ORDER BY requested_at DESC LIMIT 1",
        (user_id,),
    ).fetchone()


def take(connection: Transaction, lease: timedelta) -> DictRow | None:
    """The export that has waited longest and that nobody makes, or not any more; it is the caller's for `lease`."""
    return connection.execute(
        """
        UPDATE exports SET attempt = attempt + 1, leased_until = now() + %s WHERE id = (
            SELECT id FROM exports WHERE status = 'in_progress' AND leased_until < now()
            ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
        ) RETURNING *
        """,
        (lease,),
    ).fetchone()


def renew(connection: Transaction, export_id: UUID, attempt: int, lease: timedelta) -> bool:
    """Keep an export for another `lease`, or for less where it is to be tried again; False where it is lost."""
    return (
        connection.execute(
            "UPDATE exports SET leased_until = now() + %s WHERE id = %s AND attempt = %s AND status = 'in_progress'",
            (lease, export_id, attempt),
        ).rowcount
        == 1
    )


def note_upload(connection: Transaction, export_id: UUID, attempt: int, upload_id: str) -> bool:
    """Note the multipart upload that an archive is written by; False where the export is lost."""
    return (
        connection.execute(
            "UPDATE exports SET upload_id = %s WHERE id = %s AND attempt = %s AND status = 'in_progress'",
            (upload_id, export_id, attempt),
        ).rowcount
        == 1
    )


def finish(connection: Transaction, export_id: UUID, attempt: int, size_bytes: int, kept: timedelta) -> bool:
    """An archive is ready, and kept for so long; False where the export is lost."""
    return (
        connection.execute(
            "UPDATE exports SET status = 'ready', size_bytes = %s, finished_at = now(), expires_at = now() + %s,"
            " upload_id = NULL WHERE id = %s AND attempt = %s AND status = 'in_progress'",
            (size_bytes, kept, export_id, attempt),
        ).rowcount
        == 1
    )


def fail(connection: Transaction, export_id: UUID, attempt: int) -> None:
    """Give an export up."""
    connection.execute(
        "UPDATE exports SET status = 'failed', finished_at = now(), upload_id = NULL"
        " WHERE id = %s AND attempt = %s AND status = 'in_progress'",
        (export_id, attempt),
    )


def lock_in_progress(connection: Transaction, export_id: UUID, attempt: int) -> bool:
    """Lock an export, if it still is this maker's."""
    return (
        connection.execute(
            "SELECT FROM exports WHERE id = %s AND attempt = %s AND status = 'in_progress' FOR UPDATE",
            (export_id, attempt),
        ).rowcount
        == 1
    )


def uploads(connection: Transaction, user_id: UUID) -> list[DictRow]:
    """The exports of a user that are being written now: `id` and `upload_id`."""
    return connection.execute(
        "SELECT id, upload_id FROM exports WHERE user_id = %s AND upload_id IS NOT NULL", (user_id,)
    ).fetchall()


def outdated(connection: Transaction, limit: int) -> list[DictRow]:
    """Archives that have expired, or that a newer one of the same user replaces: `id` and `user_id`."""
    return connection.execute(
        """
        SELECT id, user_id FROM exports AS this WHERE status = 'ready' AND (expires_at <= now() OR EXISTS (
            SELECT FROM exports AS newer
            WHERE newer.user_id = this.user_id AND newer.status = 'ready' AND newer.requested_at > this.requested_at
        )) LIMIT %s
        """,
        (limit,),
    ).fetchall()


def delete(connection: Transaction, export_id: UUID) -> None:
    """Forget an export."""
    connection.execute("DELETE FROM exports WHERE id = %s", (export_id,))


def delete_failed(connection: Transaction, kept: timedelta) -> None:
    """Forget the exports that failed longer ago than `kept`."""
    connection.execute("DELETE FROM exports WHERE status = 'failed' AND finished_at < now() - %s", (kept,))


def verified_address(connection: Transaction, user_id: UUID) -> str | None:
    """A user's address, if it is verified."""
    row = connection.execute(
        "SELECT email FROM users WHERE id = %s AND email_verified_at IS NOT NULL", (user_id,)
    ).fetchone()
    return row["email"] if row else None
