"""SQL of collaborators and their invitations."""

from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction
from film_studio.paging import Cursor


def account(connection: Transaction, user_id: UUID) -> DictRow | None:
    """`email` and `full_name` of a user."""
    return connection.execute("SELECT email, full_name FROM users WHERE id = %s", (user_id,)).fetchone()


def forget_expired(connection: Transaction, project_id: UUID) -> None:
    """Forget a project's invitations that nobody accepted in time."""
    connection.execute(
        "DELETE FROM project_invitations WHERE project_id = %s AND accepted_by IS NULL AND expires_at <= now()",
        (project_id,),
    )


def shares(connection: Transaction, project_id: UUID, email: str) -> bool:
    """Whether the account with this address is a collaborator already."""
    found = connection.execute(
        """SELECT FROM project_collaborators JOIN users ON users.id = user_id
           WHERE project_id = %s AND lower(email) = %s""",
        (project_id, email),
    )
    return found.fetchone() is not None


def count_others(connection: Transaction, project_id: UUID, email: str) -> int:
    """How many collaborators a project has, and open invitations of other addresses than this one."""
    row = connection.execute(
        """SELECT (SELECT count(*) FROM project_collaborators WHERE project_id = %(project_id)s)
                + (SELECT count(*) FROM project_invitations
                   WHERE project_id = %(project_id)s AND accepted_by IS NULL AND email <> %(email)s) AS n""",
        {"project_id": project_id, "email": email},
    ).fetchone()
    return int(row["n"]) if row else 0


def invite(
    connection: Transaction, project_id: UUID, email: str, role: str, token_hash: bytes, age: timedelta
) -> DictRow:
    """An invitation, in place of an open one of the same address; gives its row."""
    connection.execute(
        "DELETE FROM project_invitations WHERE project_id = %s AND email = %s AND accepted_by IS NULL",
        (project_id, email),
    )
    row = connection.execute(
        """INSERT INTO project_invitations (project_id, email, role, token_hash, expires_at)
           VALUES (%s, %s, %s, %s, now() + %s) RETURNING *""",
        (project_id, email, role, token_hash, age),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return row


def find_invitation(connection: Transaction, token_hash: bytes) -> DictRow | None:
    """An invitation that is open or was accepted, by its token's hash; expired ones count for nothing."""
    return connection.execute(
        "SELECT * FROM project_invitations WHERE token_hash = %s AND (accepted_by IS NOT NULL OR expires_at > now())",
        (token_hash,),
    ).fetchone()


def set_accepted(connection: Transaction, invitation_id: UUID, user_id: UUID) -> None:
    """An invitation was accepted, and counts no more."""
    connection.execute("UPDATE project_invitations SET accepted_by = %s WHERE id = %s", (user_id, invitation_id))


def page_of_invitations(connection: Transaction, project_id: UUID, cursor: Cursor | None, limit: int) -> list[DictRow]:
    """At most `limit` + 1 open invitations of a project, newest first."""
    return connection.execute(
        """SELECT * FROM project_invitations
           WHERE project_id = %(project_id)s AND accepted_by IS NULL AND expires_at > now()
             AND (%(created_at)s::timestamptz IS NULL OR (created_at, id) < (%(created_at)s, %(id)s))
           ORDER BY created_at DESC, id DESC LIMIT %(rows)s""",
        {"project_id": project_id, **_after(cursor), "rows": limit + 1},
    ).fetchall()


def withdraw(connection: Transaction, project_id: UUID, invitation_id: UUID) -> bool:
    """Forget an open invitation; False where there is none."""
    found = connection.execute(
        "DELETE FROM project_invitations WHERE id = %s AND project_id = %s AND accepted_by IS NULL",
        (invitation_id, project_id),
    )
    return found.rowcount > 0


def add(connection: Transaction, project_id: UUID, user_id: UUID, role: str) -> None:
    """Somebody shares a project from now on, in this role."""
    connection.execute(
        """INSERT INTO project_collaborators (project_id, user_id, role) VALUES (%s, %s, %s)
           ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role""",
        (project_id, user_id, role),
    )


def page(connection: Transaction, project_id: UUID, cursor: Cursor | None, limit: int) -> list[DictRow]:
    """At most `limit` + 1 collaborators of a project, newest first, under their users' ids."""
    return connection.execute(
        """SELECT users.id, email, full_name, role, shared.created_at
           FROM project_collaborators AS shared JOIN users ON users.id = user_id
           WHERE project_id = %(project_id)s
             AND (%(created_at)s::timestamptz IS NULL OR (shared.created_at, users.id) < (%(created_at)s, %(id)s))
           ORDER BY shared.created_at DESC, users.id DESC LIMIT %(rows)s""",
        {"project_id": project_id, **_after(cursor), "rows": limit + 1},
    ).fetchall()


def set_role(connection: Transaction, project_id: UUID, user_id: UUID, role: str) -> DictRow | None:
    """Give a collaborator another role; gives the row as `page` has it, None where there is no such collaborator."""
    return connection.execute(
        """UPDATE project_collaborators AS shared SET role = %s FROM users
           WHERE project_id = %s AND user_id = %s AND users.id = user_id
           RETURNING users.id, email, full_name, role, shared.created_at""",
        (role, project_id, user_id),
    ).fetchone()


def remove(connection: Transaction, project_id: UUID, user_id: UUID) -> bool:
    """Take somebody out of a project; False where there is no such collaborator."""
    found = connection.execute(
        "DELETE FROM project_collaborators WHERE project_id = %s AND user_id = %s", (project_id, user_id)
    )
    return found.rowcount > 0


def _after(cursor: Cursor | None) -> dict[str, object]:
    return {"created_at": cursor.created_at if cursor else None, "id": cursor.id if cursor else None}
