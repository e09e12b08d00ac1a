"""SQL of tickets, connections, subscriptions and events."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction

# Tickets and connections ---------------------------------------------------------------------------------------------


def add_ticket(
    connection: Transaction, ticket_hash: bytes, user_id: UUID, session_id: UUID, life: timedelta
) -> DictRow:
    """A ticket that is valid for so long; gives `expires_at`."""
    row = connection.execute(
        """INSERT INTO realtime_tickets (ticket_hash, user_id, session_id, expires_at)
           VALUES (%s, %s, %s, now() + %s) RETURNING expires_at""",
        (ticket_hash, user_id, session_id, life),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return row


def take_ticket(connection: Transaction, ticket_hash: bytes) -> DictRow | None:
    """`user_id` and `session_id` of a ticket, which is gone with that; None where it is not, or has expired."""
    return connection.execute(
        """DELETE FROM realtime_tickets WHERE ticket_hash = %s AND expires_at > now()
           RETURNING user_id, session_id""",
        (ticket_hash,),
    ).fetchone()


LASTS = """EXISTS (
    SELECT FROM refresh_tokens JOIN users ON users.id = refresh_tokens.user_id
    WHERE family_id = connection.session_id AND refresh_tokens.user_id = connection.user_id
      AND revoked_at IS NULL AND expires_at > now() AND suspended_at IS NULL)"""
"""Whether the session that opened a `connection` lasts."""


def add_connection(connection: Transaction, connection_id: str, user_id: UUID, session_id: UUID) -> None:
    """Somebody is connected; a connection that is known already stays as it is."""
    connection.execute(
        "INSERT INTO realtime_connections (id, user_id, session_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (connection_id, user_id, session_id),
    )


def surplus(connection: Transaction, user_id: UUID, most: int) -> list[str]:
    """The connections of a user beyond the newest `most`."""
    rows = connection.execute(
        "SELECT id FROM realtime_connections WHERE user_id = %s ORDER BY connected_at DESC, id OFFSET %s",
        (user_id, most),
    ).fetchall()
    return [row["id"] for row in rows]


def connected(connection: Transaction, connection_id: str) -> DictRow | None:
    """`user_id` of a connection whose session lasts."""
    return connection.execute(
        f"SELECT user_id FROM realtime_connections AS connection WHERE id = %s AND {LASTS}",  # noqa: S608 - ours
        (connection_id,),
    ).fetchone()


def lock_connection(connection: Transaction, connection_id: str) -> bool:
    """Lock a connection until the transaction ends; False where it is gone."""
    found = connection.execute("SELECT FROM realtime_connections WHERE id = %s FOR NO KEY UPDATE", (connection_id,))
    return found.rowcount == 1


def remove_connection(connection: Transaction, connection_id: str) -> None:
    """A connection is no more, and neither are its subscriptions."""
    connection.execute("DELETE FROM realtime_connections WHERE id = %s", (connection_id,))


def over(connection: Transaction, age: timedelta) -> list[str]:
    """Connections whose session has ended or that are at least so old."""
    rows = connection.execute(
        f"""SELECT id FROM realtime_connections AS connection
            WHERE connected_at <= now() - %s OR NOT {LASTS}""",  # noqa: S608 - ours
        (age,),
    ).fetchall()
    return [row["id"] for row in rows]


def prune(connection: Transaction, age: timedelta) -> None:
    """Forget events of so long ago, and tickets that have expired."""
    connection.execute("DELETE FROM realtime_events WHERE created_at < now() - %s", (age,))
    connection.execute("DELETE FROM realtime_tickets WHERE expires_at < now()")


# Subscriptions -------------------------------------------------------------------------------------------------------


def standing(connection: Transaction, project_id: UUID, job_id: UUID | None, after: int) -> DictRow:
    """As of one moment: `last` number of a project's stream, whether it is `whole` after a number, the project, and a
    job of it (the newest, if none is named).
    """
    row = connection.execute(
        """SELECT coalesce(stream.last, 0) AS last,
                  %(after)s <= coalesce(stream.last, 0) AND coalesce(stream.last, 0) - %(after)s
                      = (SELECT count(*) FROM realtime_events
                         WHERE project_id = project.id AND sequence > %(after)s) AS whole,
                  realtime_project(project) AS project, job.id AS job_id,
                  CASE WHEN job.id IS NOT NULL THEN realtime_job(job) END AS job
           FROM projects AS project
           LEFT JOIN realtime_streams AS stream ON stream.project_id = project.id
           LEFT JOIN LATERAL (
               SELECT * FROM ai_jobs
               WHERE project_id = project.id AND (%(job)s::uuid IS NULL OR id = %(job)s)
               ORDER BY created_at DESC, id DESC LIMIT 1
           ) AS job ON true
           WHERE project.id = %(project)s""",
        {"project": project_id, "job": job_id, "after": after},
    ).fetchone()
    assert row is not None  # noqa: S101 - the caller has found the project in this transaction
    return row


def subscribe(
    connection: Transaction, connection_id: str, project_id: UUID, job_id: UUID | None, sent: int, most: int
) -> bool:
    """A connection, locked, hears of what comes after the number `sent`; False where it has `most` already."""
    row = connection.execute(
        """INSERT INTO realtime_subscriptions (connection_id, project_id, job_id, sent)
           SELECT %(connection)s, %(project)s, %(job)s, %(sent)s
           WHERE (SELECT count(*) FROM realtime_subscriptions WHERE connection_id = %(connection)s
                  AND (project_id, job_id) IS DISTINCT FROM (%(project)s, %(job)s::uuid)) < %(most)s
           ON CONFLICT (connection_id, project_id, job_id) DO UPDATE SET sent = excluded.sent
           RETURNING true""",
        {"connection": connection_id, "project": project_id, "job": job_id, "sent": sent, "most": most},
    ).fetchone()
    return row is not None


def unsubscribe(connection: Transaction, connection_id: str, project_id: UUID, job_id: UUID | None) -> None:
    """A connection hears no more of a project or job."""
    connection.execute(
        """DELETE FROM realtime_subscriptions
           WHERE connection_id = %s AND project_id = %s AND job_id IS NOT DISTINCT FROM %s""",
        (connection_id, project_id, job_id),
    )


def is_heard(connection: Transaction, project_id: UUID) -> bool:
    """Whether anybody listens to a project."""
    found = connection.execute("SELECT FROM realtime_subscriptions WHERE project_id = %s LIMIT 1", (project_id,))
    return found.fetchone() is not None


# What is to be told --------------------------------------------------------------------------------------------------

UNSENT = f"""
    FROM realtime_subscriptions AS subscription
    JOIN realtime_connections AS connection ON connection.id = subscription.connection_id
    JOIN realtime_events AS event ON event.project_id = subscription.project_id AND event.sequence > subscription.sent
        AND (subscription.job_id IS NULL OR event.job_id = subscription.job_id)
    JOIN project_members AS member
        ON member.project_id = subscription.project_id AND member.user_id = connection.user_id
    WHERE {LASTS}"""
"""Events that a connection has not been told, of projects that its user still sees, while the session lasts."""


def behind(connection: Transaction, but: Sequence[str]) -> list[str]:
    """Connections that have something to be told, but not these."""
    rows = connection.execute(
        f"SELECT DISTINCT connection.id {UNSENT} AND connection.id <> ALL(%s)",
        (list(but),),
    ).fetchall()
    return [row["id"] for row in rows]


def unsent(connection: Transaction, connection_id: str, limit: int) -> list[DictRow]:
    """At most `limit` events that a connection is to be told, in order, with the subscription's `heard_job`."""
    return connection.execute(
        f"""SELECT event.*, subscription.job_id AS heard_job {UNSENT} AND connection.id = %s
            ORDER BY event.project_id, event.sequence LIMIT %s""",
        (connection_id, limit),
    ).fetchall()


def mark_sent(
    connection: Transaction, connection_id: str, project_id: UUID, job_id: UUID | None, sequence: int
) -> None:
    """A connection has been told everything up to a number."""
    connection.execute(
        """UPDATE realtime_subscriptions SET sent = greatest(sent, %s)
           WHERE connection_id = %s AND project_id = %s AND job_id IS NOT DISTINCT FROM %s""",
        (sequence, connection_id, project_id, job_id),
    )


def unseen(connection: Transaction) -> list[DictRow]:
    """Subscriptions (`connection_id`, `project_id`, `job_id`) to what their users do not see any more."""
    return connection.execute(
        """SELECT subscription.connection_id, subscription.project_id, subscription.job_id
           FROM realtime_subscriptions AS subscription
           JOIN realtime_connections AS connection ON connection.id = subscription.connection_id
           WHERE NOT EXISTS (SELECT FROM project_members AS member
                             WHERE member.project_id = subscription.project_id
                               AND member.user_id = connection.user_id)"""
    ).fetchall()
