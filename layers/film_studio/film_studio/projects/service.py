"""The rules of projects: what a creator writes and chooses, before and between its films."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from film_studio import storage
from film_studio.database import transaction
from film_studio.errors import Conflict, PreconditionFailed
from film_studio.film import language, validation, words
from film_studio.film.models import FilmOptions, FilmRequest
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as jobs
from film_studio.paging import Cursor, Page
from film_studio.projects import access, repository, versions
from film_studio.projects.models import (
    Analysis,
    DurationRange,
    NewProject,
    Project,
    ProjectChange,
    ProjectDetails,
    Role,
    ScriptFault,
    Status,
    etag,
)
from film_studio.projects.options import patched
from film_studio.rendering import artifacts
from film_studio.settings import settings


def create(user_id: UUID, new: NewProject) -> ProjectDetails:
    """A new draft. Raises `Invalid` naming each option that is wrong."""
    options = patched({}, new.options)
    with transaction() as connection:
        row = repository.insert(connection, user_id, new.title, new.script, options.model_dump(mode="json"))
        versions.keep(connection, row, user_id)
    return _details({**row, "role": "owner"}, None)


def get(user_id: UUID, project_id: UUID) -> ProjectDetails:
    """A project, whole. Raises `NotFound` for one that this user neither owns nor shares."""
    with transaction() as connection:
        row = access.require(connection, user_id, project_id)
        active = job_records.active_of_project(connection, project_id)
    return _details(row, active)


def page(
    user_id: UUID,
    *,
    role: Role | None = None,
    status: Status | None = None,
    text: str | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Project]:
    """The projects that this user owns or shares, newest first. `text` is looked for in titles and scripts.

    Raises `Malformed` for a bad cursor.
    """
    with transaction() as connection:
        rows = repository.page(
            connection,
            user_id,
            role=role,
            status=status,
            text=text,
            cursor=Cursor.decode(cursor) if cursor else None,
            limit=limit,
        )
    return Page[Project].of([Project.model_validate(_plain(row)) for row in rows], limit)


def change(user_id: UUID, project_id: UUID, wanted: ProjectChange, if_match: str | None = None) -> ProjectDetails:
    """Change a project. A film that is being made keeps what was asked; changes belong to the next one.

    The row is locked from the comparison with `if_match` (an `If-Match` header) to the writing, so of those who have
    seen the same state one changes it. Raises `NotFound` and `Forbidden` as `access.require` does, `Invalid` naming
    each option that is wrong, `PreconditionFailed` where somebody else was first.
    """
    with transaction() as connection:
        row = access.require(connection, user_id, project_id, "editor", for_update=True)
        _compare(row, if_match)
        options, role = patched(row["options"], wanted.options or {}), row["role"]
        row = repository.write(
            connection,
            project_id,
            title=row["title"] if wanted.title is None else wanted.title,
            script=row["script"] if wanted.script is None else wanted.script,
            options=options.model_dump(mode="json"),
            edits=row["edits"],
        )
        versions.keep(connection, row, user_id, auto_saved=wanted.auto_save)
        active = job_records.active_of_project(connection, project_id)
    return _details({**row, "role": role}, active)


def restore(user_id: UUID, project_id: UUID, version: int, if_match: str | None = None) -> ProjectDetails:
    """Write what a version holds into the project, as its newest version; none is lost. Raises like `change`."""
    with transaction() as connection:
        row = access.require(connection, user_id, project_id, "editor", for_update=True)
        _compare(row, if_match)
        role, kept = row["role"], versions.content(connection, project_id, version)
        row = repository.write(connection, project_id, **kept)
        versions.keep(connection, row, user_id, restored_from=version)
        active = job_records.active_of_project(connection, project_id)
    return _details({**row, "role": role}, active)


def _compare(row: DictRow, if_match: str | None) -> None:
    """Raise `PreconditionFailed` where `If-Match` names none of the project's state (RFC 9110, 13.1.1)."""
    now = etag(row["revision"])
    if if_match is not None and if_match.strip() != "*" and now not in (tag.strip() for tag in if_match.split(",")):
        message = "Somebody has changed the project since you read it; read it again, then repeat the change."
        raise PreconditionFailed("precondition_failed", message, etag=now)


def delete(user_id: UUID, project_id: UUID) -> None:
    """Delete a project with all its media. A film being made is cancelled first and its credit given back.

    Raises `NotFound` and `Forbidden` as `access.require` does.
    """
    while True:
        with transaction() as connection:
            # No film can be asked for while the project is locked.
            row = access.require(connection, user_id, project_id, "owner", for_update=True)
            active = job_records.active_of_project(connection, project_id)
            if active is None:
                # Media first: where that fails the project stays, and deleting it again tidies up.
                folder = artifacts.folder(row["user_id"], project_id)
                storage.delete_folder(folder.root)
                storage.delete_folder(folder.uploads)
                repository.delete(connection, project_id)
                return
        with suppress(Conflict):  # it ended by itself meanwhile
            jobs.cancel(user_id, active["id"])


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "has_film": row["video_url"] is not None}


def _details(row: Mapping[str, Any], active: DictRow | None) -> ProjectDetails:
    options = FilmOptions.model_validate(row["options"])
    request = FilmRequest(title=row["title"], script=row["script"], options=options, edits=row["edits"])
    return ProjectDetails.model_validate(
        {**_plain(row), "analysis": _analysis(request), "active_job_id": active["id"] if active else None}
    )


def _analysis(request: FilmRequest) -> Analysis:
    return _analysed(request.model_dump_json(), json.dumps(settings().spoken))


@lru_cache(maxsize=128)
def _analysed(asked: str, spoken_here: str) -> Analysis:
    """What the script of a request (JSON) comes to where these voices speak; each reading of a project asks for it."""
    request = FilmRequest.model_validate_json(asked)
    try:
        spoken = language.detect(request.script)
    except language.UnknownLanguage:
        spoken = None
    faults: list[ScriptFault] = []
    duration_range = None
    try:
        accepted = validation.validate(request, json.loads(spoken_here))
        duration_range = DurationRange.model_validate(accepted.duration_range)
    except validation.Refused as refused:
        faults = [ScriptFault(field=f.field, code=f.code, message=f.message) for f in refused.faults]
    return Analysis(
        word_count=words.count_words(request.script), language=spoken, duration_range=duration_range, faults=faults
    )
