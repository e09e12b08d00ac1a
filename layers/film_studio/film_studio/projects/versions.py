"""Every change of what is written in a project, kept: who made it and when, how it differs, and the way back.

A change is a version of its own, but for what is saved while somebody writes: an auto-save joins the auto-save before
it where that is the newest version, by the same person, and was begun at most `WRITING` ago. Every caller of `keep`
holds the project's lock, so numbers have no gaps and times ascend like numbers.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from difflib import unified_diff
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction, transaction
from film_studio.errors import NotFound
from film_studio.paging import Cursor, Page
from film_studio.projects import access, repository
from film_studio.projects.models import FieldChange, Version, VersionDetails, VersionDiff

WRITING = timedelta(minutes=5)
"""How long auto-saves of one person join one version."""

CONTENT = ("title", "script", "options", "edits")
"""The columns of a project that a version holds."""


def keep(
    connection: Transaction,
    project: DictRow,
    author: UUID,
    *,
    auto_saved: bool = False,
    restored_from: int | None = None,
) -> None:
    """Keep what a project's row, changed a moment ago and locked, has now. What is the same as before is kept once."""
    content = {name: project[name] for name in CONTENT}
    latest = repository.latest_version(connection, project["id"], WRITING)
    before = latest["content"] if latest else {}
    changed = [name for name in CONTENT if content[name] != before.get(name)]
    if not changed:
        return
    joins = latest and auto_saved and latest["auto_saved"] and latest["fresh"] and latest["created_by"] == author
    if latest and joins:
        changed = [name for name in CONTENT if name in {*changed, *latest["changed"]}]
        repository.extend_version(connection, latest["id"], content, changed)
    else:
        number = latest["version"] + 1 if latest else 1
        repository.insert_version(
            connection, project["id"], number, content, author, changed, auto_saved, restored_from
        )


def page(user_id: UUID, project_id: UUID, *, cursor: str | None = None, limit: int = 20) -> Page[Version]:
    """A project's versions, newest first. Raises `NotFound`, and `Malformed` for a bad cursor."""
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        rows = repository.page_of_versions(connection, project_id, after, limit)
    return Page[Version].of([Version.model_validate(row) for row in rows], limit)


def get(user_id: UUID, project_id: UUID, number: int) -> VersionDetails:
    """One version, whole. Raises `NotFound`."""
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        return VersionDetails.model_validate(_found(connection, project_id, number))


def diff(user_id: UUID, project_id: UUID, number: int, against: int | None = None) -> VersionDiff:
    """How a version differs from another; left out, from the one before it (the first one: from nothing).

    Raises `NotFound`.
    """
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        after = _found(connection, project_id, number)["content"]
        other = number - 1 if against is None else against
        if other == 0 and against is None:
            before: dict[str, Any] = {"title": "", "script": "", "options": {}, "edits": {}}
        else:
            before = _found(connection, project_id, other)["content"]
    lines = unified_diff(
        before["script"].splitlines(),
        after["script"].splitlines(),
        f"version {other}",
        f"version {number}",
        lineterm="",
    )
    return VersionDiff(
        before=other,
        after=number,
        script="\n".join(lines),
        fields=[
            FieldChange(field=field, before=old, after=new)
            for name in CONTENT
            if name != "script"
            for field, old, new in _differences(name, before.get(name), after.get(name))
        ],
    )


def content(connection: Transaction, project_id: UUID, number: int) -> dict[str, Any]:
    """What a version holds, by `CONTENT`. Raises `NotFound`."""
    kept: dict[str, Any] = _found(connection, project_id, number)["content"]
    return kept


def _found(connection: Transaction, project_id: UUID, number: int) -> DictRow:
    """A version's row. Raises `NotFound`."""
    row = repository.find_version(connection, project_id, number)
    if row is None:
        raise NotFound("version_not_found", f"The project has no version {number}.")
    return row


def _differences(field: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The smallest fields that differ, by dotted names; lists are fields as a whole."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted({*before, *after}):
            yield from _differences(f"{field}.{name}", before.get(name), after.get(name))
    elif before != after:
        yield field, before, after
