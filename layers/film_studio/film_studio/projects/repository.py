"""SQL of projects."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from film_studio.database import Transaction
from film_studio.film.models import Film
from film_studio.paging import Cursor


def insert(connection: Transaction, user_id: UUID, title: str, script: str, options: Mapping[str, object]) -> DictRow:
    """A new draft; gives its row."""
    row = connection.execute(
        "INSERT INTO projects (user_id, title, script, options) VALUES (%s, %s, %s, %s) RETURNING *",
        (user_id, title, script, Jsonb(options)),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return row


def hold_account(connection: Transaction, user_id: UUID) -> None:
    """Keep an account from being deleted, or locked by others, until the transaction ends."""
    connection.execute("SELECT FROM users WHERE id = %s FOR KEY SHARE", (user_id,))


def lock(connection: Transaction, project_id: UUID) -> None:
    """Keep everybody else from changing a project, or asking for its film, until the transaction ends."""
    connection.execute("SELECT FROM projects WHERE id = %s FOR UPDATE", (project_id,))


def find_visible(
    connection: Transaction, user_id: UUID, project_id: UUID, *, for_update: bool = False
) -> DictRow | None:
    """A project with this user's `role` in it, None for strangers; locked where it is read to be changed.

    With the lock waited for first: read together, the row would be new and the role old.
    """
    if for_update:
        lock(connection, project_id)
    return connection.execute(
        """SELECT project.*, member.role FROM projects AS project
           JOIN project_members AS member ON member.project_id = project.id
           WHERE project.id = %s AND member.user_id = %s""",
        (project_id, user_id),
    ).fetchone()


def page(
    connection: Transaction,
    user_id: UUID,
    *,
    role: str | None,
    status: str | None,
    text: str | None,
    cursor: Cursor | None,
    limit: int,
) -> list[DictRow]:
    """At most `limit` + 1 projects that this user owns or shares, newest first, with the user's `role` in each.

    Only those with this role and status, and with `text` in title or script.
    """
    return connection.execute(
        """SELECT project.*, member.role FROM project_members AS member
           JOIN projects AS project ON project.id = member.project_id
           WHERE member.user_id = %(user_id)s
             AND (%(role)s::text IS NULL OR role = %(role)s)
             AND (%(status)s::text IS NULL OR status = %(status)s)
             AND (%(text)s::text IS NULL
                  OR strpos(lower(title), lower(%(text)s)) > 0 OR strpos(lower(script), lower(%(text)s)) > 0)
             AND (%(created_at)s::timestamptz IS NULL OR (project.created_at, project.id) < (%(created_at)s, %(id)s))
           ORDER BY project.created_at DESC, project.id DESC LIMIT %(rows)s""",
        {
            "user_id": user_id,
            "role": role,
            "status": status,
            "text": text,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


def write(
    connection: Transaction,
    project_id: UUID,
    *,
    title: str,
    script: str,
    options: Mapping[str, object],
    edits: Mapping[str, object],
) -> DictRow:
    """Change what is written in a project; gives the row. Its `revision` is another one where that differs."""
    row = connection.execute(
        """UPDATE projects SET title = %s, script = %s, options = %s, edits = %s, updated_at = now()
           WHERE id = %s RETURNING *""",
        (title, script, Jsonb(options), Jsonb(edits), project_id),
    ).fetchone()
    assert row is not None  # noqa: S101 - the caller has locked the row
    return row


def delete(connection: Transaction, project_id: UUID) -> None:
    """Remove a project and all that belongs to it."""
    connection.execute("DELETE FROM projects WHERE id = %s", (project_id,))


def set_status(connection: Transaction, project_id: UUID, status: str) -> None:
    """The state of the project's film."""
    connection.execute("UPDATE projects SET status = %s, updated_at = now() WHERE id = %s", (status, project_id))


def set_idle(connection: Transaction, project_id: UUID) -> None:
    """Nothing is being made any more: back to the film that is there, or to a draft."""
    connection.execute(
        """UPDATE projects
           SET status = CASE WHEN video_url IS NULL THEN 'draft' ELSE 'completed' END, updated_at = now()
           WHERE id = %s""",
        (project_id,),
    )


def set_film(connection: Transaction, project_id: UUID, film: Film) -> None:
    """The project's film is finished."""
    connection.execute(
        """UPDATE projects SET status = 'completed', video_url = %s, thumbnail_url = %s, duration_seconds = %s,
                  updated_at = now()
           WHERE id = %s""",
        (film.video, film.thumbnail, round(film.duration_seconds), project_id),
    )


def count_download(connection: Transaction, project_id: UUID) -> None:
    """One more download of the project's film."""
    connection.execute("UPDATE projects SET download_count = download_count + 1 WHERE id = %s", (project_id,))


# Versions ------------------------------------------------------------------------------------------------------------


def insert_version(
    connection: Transaction,
    project_id: UUID,
    version: int,
    content: Mapping[str, object],
    author: UUID,
    changed: Sequence[str],
    auto_saved: bool,
    restored_from: int | None,
) -> None:
    """Keep a version. Its time is that of the statement, so that with the project locked times ascend like numbers."""
    connection.execute(
        """INSERT INTO project_versions
                  (project_id, version, content, created_by, changed, auto_saved, restored_from, created_at, saved_at)
           VALUES (%s, %s, %s, %s, %s, %s, %s, clock_timestamp(), clock_timestamp())""",
        (project_id, version, Jsonb(content), author, list(changed), auto_saved, restored_from),
    )


def extend_version(
    connection: Transaction, version_id: UUID, content: Mapping[str, object], changed: Sequence[str]
) -> None:
    """A later save joins a version."""
    connection.execute(
        "UPDATE project_versions SET content = %s, changed = %s, saved_at = clock_timestamp() WHERE id = %s",
        (Jsonb(content), list(changed), version_id),
    )


def latest_version(connection: Transaction, project_id: UUID, age: timedelta) -> DictRow | None:
    """The newest version of a project; it is `fresh` where it was begun at most `age` ago."""
    return connection.execute(
        """SELECT *, created_at > clock_timestamp() - %s AS fresh FROM project_versions
           WHERE project_id = %s ORDER BY version DESC LIMIT 1""",
        (age, project_id),
    ).fetchone()


def find_version(connection: Transaction, project_id: UUID, version: int) -> DictRow | None:
    """A version of a project with its author's `author_id` and `author_name`."""
    return connection.execute(
        """SELECT kept.*, author.id AS author_id, author.full_name AS author_name
           FROM project_versions AS kept LEFT JOIN users AS author ON author.id = kept.created_by
           WHERE project_id = %s AND version = %s""",
        (project_id, version),
    ).fetchone()


def page_of_versions(connection: Transaction, project_id: UUID, cursor: Cursor | None, limit: int) -> list[DictRow]:
    """At most `limit` + 1 versions of a project without their content, newest first."""
    return connection.execute(
        """SELECT kept.id, version, kept.created_at, saved_at, changed, auto_saved, restored_from,
                  author.id AS author_id, author.full_name AS author_name
           FROM project_versions AS kept LEFT JOIN users AS author ON author.id = kept.created_by
           WHERE project_id = %(project_id)s
             AND (%(created_at)s::timestamptz IS NULL OR (kept.created_at, kept.id) < (%(created_at)s, %(id)s))
           ORDER BY kept.created_at DESC, kept.id DESC LIMIT %(rows)s""",
        {
            "project_id": project_id,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()
