"""The rules of assets: asked for, uploaded past us straight to S3, and proven by their content before they count."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg.rows import DictRow

from film_studio import delivery, storage
from film_studio.assets import repository
from film_studio.assets.models import MAX_ASSETS, MAX_BYTES, Asset, AssetToUpload, NewAsset, UploadForm
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Fault, Invalid, NotFound
from film_studio.film.models import ImageChoice, UserImage
from film_studio.jobs import repository as job_records
from film_studio.paging import Cursor, Page
from film_studio.projects import access
from film_studio.rendering import artifacts

_STALE = timedelta(seconds=storage.UPLOAD_SECONDS)


def create(user_id: UUID, project_id: UUID, new: NewAsset) -> AssetToUpload:
    """An asset that waits for its file, and how to send that.

    Raises `NotFound` and `Forbidden` as `access.require` does, `Conflict` (`too_many_assets`) where it is full.
    """
    asset_id = uuid4()
    with transaction() as connection:
        project = _lock_project(connection, user_id, project_id)
        uri = f"{artifacts.folder(project['user_id'], project_id).uploads}{asset_id}"
        stale = repository.delete_stale(connection, project_id, _STALE)
        if len(repository.of_project(connection, project_id)) >= MAX_ASSETS:
            raise Conflict("too_many_assets", f"A project has at most {MAX_ASSETS} images; delete one first.")
        row = repository.insert(connection, asset_id, project_id, uri, new.filename, new.content_type, new.size_bytes)
    for forgotten in stale:
        storage.delete(forgotten)
    form = storage.upload_form(uri, new.content_type, MAX_BYTES)
    expires_at = datetime.now(UTC) + timedelta(seconds=storage.UPLOAD_SECONDS)
    upload = UploadForm(url=form.url, fields=form.fields, expires_at=expires_at)
    return AssetToUpload.model_validate({**_plain(row), "upload": upload})


def complete(user_id: UUID, project_id: UUID, asset_id: UUID) -> Asset:
    """Look at the file that was uploaded, and keep it, upright and without its metadata, in the project's folder.

    Doing it again changes nothing. Raises `NotFound`, `Forbidden` for viewers, `Conflict` (`not_uploaded`) while there
    is no file, `Invalid` where it is no image that can be used; the file is deleted then, and another may be sent in
    its place.
    """
    # OpenCV and Pillow take long to import, and only this route needs them.
    from film_studio.assets.verification import verified

    with transaction() as connection:
        project = _lock_project(connection, user_id, project_id)
        row = _found(connection, project_id, asset_id)
        if row["status"] == "ready":
            return _asset(row)
        upload = row["uri"]
        if not storage.exists(upload):
            raise Conflict("not_uploaded", "The file is not there yet; send it with the form that came with the asset.")
        try:
            image = verified(storage.get_bytes(upload))
        except Invalid:
            storage.delete(upload)
            raise
        kept = image.placed(artifacts.folder(project["user_id"], project_id))
        storage.put_bytes(kept.uri, image.content, image.content_type)
        row = repository.set_ready(connection, asset_id, image.content_type, len(image.content), kept)
    storage.delete(upload)
    return _asset(row)


def page(user_id: UUID, project_id: UUID, *, cursor: str | None = None, limit: int = MAX_ASSETS) -> Page[Asset]:
    """The project's assets, newest first. Raises `NotFound`, and `Malformed` for a bad cursor."""
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        rows = repository.page(connection, project_id, Cursor.decode(cursor) if cursor else None, limit)
    return Page[Asset].of([_asset(row) for row in rows], limit)


def get(user_id: UUID, project_id: UUID, asset_id: UUID) -> Asset:
    """One asset. Raises `NotFound`."""
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        return _asset(_found(connection, project_id, asset_id))


def delete(user_id: UUID, project_id: UUID, asset_id: UUID) -> None:
    """Delete an asset and its file; films that show it stay as they are.

    Raises `NotFound`, `Forbidden` for viewers, or `Conflict` (`asset_in_use`) while a film is being made of it.
    """
    with transaction() as connection:
        _lock_project(connection, user_id, project_id)
        row = _found(connection, project_id, asset_id)
        job = job_records.active_of_project(connection, project_id)
        if job and str(asset_id) in job["input_parameters"]["images"]:
            raise Conflict("asset_in_use", "A film is being made of this image; wait for it, or cancel it.")
        repository.delete(connection, asset_id)
        # One file may be there under two names.
        if all(other["uri"] != row["uri"] for other in repository.of_project(connection, project_id)):
            storage.delete(row["uri"])


def chosen(connection: Transaction, project_id: UUID, choices: Sequence[ImageChoice]) -> dict[UUID, UserImage]:
    """The images that a film's options choose, by asset. Raises `Invalid` naming each that cannot be used so."""
    rows = {row["id"]: row for row in repository.of_project(connection, project_id)}
    if faults := list(_faults(rows, choices)):
        raise Invalid(*faults, code="invalid_film")
    return {choice.asset: UserImage.model_validate(_image(rows[choice.asset])) for choice in choices}


def _faults(rows: dict[UUID, DictRow], choices: Sequence[ImageChoice]) -> Iterable[Fault]:
    for number, choice in enumerate(choices):
        field, row = f"options.images.{number}.asset", rows.get(choice.asset)
        if row is None:
            yield Fault(field, "unknown_asset", "The project has no such image; upload it, or leave this choice out.")
        elif row["status"] != "ready":
            message = f"“{row['filename']}” is not uploaded yet; send the file and complete it."
            yield Fault(field, "asset_not_ready", message)
        elif choice.use == "portrait" and row["face"] is None:
            message = f"No face was found in “{row['filename']}”; choose a photo of one face from the front."
            yield Fault(field, "no_face", message)


def _lock_project(connection: Transaction, user_id: UUID, project_id: UUID) -> DictRow:
    return access.require(connection, user_id, project_id, "editor", for_update=True)


def _found(connection: Transaction, project_id: UUID, asset_id: UUID) -> DictRow:
    row = repository.find(connection, project_id, asset_id)
    if row is None:
        raise NotFound("asset_not_found", "There is no such image in this project.")
    return row


def _image(row: DictRow) -> dict[str, Any]:
    return {name: row[name] for name in UserImage.model_fields}


def _plain(row: DictRow) -> dict[str, Any]:
    return {**row, "url": delivery.view_url(row["uri"]) if row["status"] == "ready" else None}


def _asset(row: DictRow) -> Asset:
    return Asset.model_validate(_plain(row))
