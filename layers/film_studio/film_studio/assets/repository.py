"""SQL of assets."""

from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from film_studio.database import Transaction
from film_studio.film.models import UserImage
from film_studio.paging import Cursor


def insert(
    connection: Transaction, asset_id: UUID, project_id: UUID, uri: str, filename: str, content_type: str, size: int
) -> DictRow:
    """A new image that waits for its file; gives its row."""
    row = connection.execute(
        """INSERT INTO project_assets (id, project_id, kind, uri, filename, content_type, size_bytes)
           VALUES (%s, %s, 'image', %s, %s, %s, %s) RETURNING *""",
        (asset_id, project_id, uri, filename, content_type, size),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return row


def find(connection: Transaction, project_id: UUID, asset_id: UUID) -> DictRow | None:
    """An asset of this project."""
    return connection.execute(
        "SELECT * FROM project_assets WHERE id = %s AND project_id = %s", (asset_id, project_id)
    ).fetchone()


def of_project(connection: Transaction, project_id: UUID) -> list[DictRow]:
    """Every asset of a project."""
    return connection.execute("SELECT * FROM project_assets WHERE project_id = %s", (project_id,)).fetchall()


def page(connection: Transaction, project_id: UUID, cursor: Cursor | None, limit: int) -> list[DictRow]:
    """At most `limit` + 1 assets of a project, newest first."""
    return connection.execute(
        """SELECT * FROM project_assets
           WHERE project_id = %(project_id)s
             AND (%(created_at)s::timestamptz IS NULL OR (created_at, id) < (%(created_at)s, %(id)s))
           ORDER BY created_at DESC, id DESC LIMIT %(rows)s""",
        {
            "project_id": project_id,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


def set_ready(connection: Transaction, asset_id: UUID, content_type: str, size: int, image: UserImage) -> DictRow:
    """The image is proven; gives its row."""
    row = connection.execute(
        """UPDATE project_assets SET status = 'ready', content_type = %s, size_bytes = %s, uri = %s,
                  width = %s, height = %s, face = %s
           WHERE id = %s RETURNING *""",
        (
            content_type,
            size,
            image.uri,
            image.width,
            image.height,
            Jsonb(image.face.model_dump()) if image.face else None,
            asset_id,
        ),
    ).fetchone()
    assert row is not None  # noqa: S101 - the caller has locked the project
    return row


def delete(connection: Transaction, asset_id: UUID) -> None:
    """Forget an asset."""
    connection.execute("DELETE FROM project_assets WHERE id = %s", (asset_id,))


def delete_stale(connection: Transaction, project_id: UUID, age: timedelta) -> list[str]:
    """Forget the project's assets whose file never came in all this time; gives the URIs it would have had."""
    found = connection.execute(
        """DELETE FROM project_assets
           WHERE project_id = %s AND status = 'pending' AND created_at < now() - %s RETURNING uri""",
        (project_id, age),
    ).fetchall()
    return [row["uri"] for row in found]
