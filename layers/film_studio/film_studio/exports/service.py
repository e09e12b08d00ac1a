"""The rules of exports: asked for, made by a function of their own, kept for a week.

The row is the truth. It is written when an export is asked for; a maker takes it with a lease that it renews while it
works, so an export whose maker was killed is taken up by the next after `LEASE`. Makers are told apart by `attempt`:
who has lost the lease cannot finish, and stops at the next renewal. Each writes the archive anew, by a multipart upload
that becomes an object only in the transaction that makes the row ready, under the locks of user and row. So a reader
sees a whole archive or none, and nothing is left of a user who has left meanwhile.
"""

import logging
import time
from datetime import timedelta
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from psycopg.rows import DictRow

from film_studio import delivery, mail, multipart, storage
from film_studio.accounts import repository as users
from film_studio.aws import wake
from film_studio.database import Transaction, transaction
from film_studio.errors import NotFound
from film_studio.exports import archive, repository
from film_studio.exports.models import Export
from film_studio.settings import settings

KEPT = timedelta(days=7)
"""How long an archive can be downloaded."""

FRESH = timedelta(hours=1)
"""For so long who asks again is given the archive that is there."""

LEASE = timedelta(minutes=2)
RENEW_SECONDS = 20.0

ATTEMPTS = 5
RETRY = timedelta(minutes=1)

PRUNED = 100

logger = logging.getLogger(__name__)


class _Lost(Exception):
    """The export is another maker's now, or its user has left."""


def request(user_id: UUID) -> Export:
    """Ask for an archive of a user's data; asked again, the one that is in progress or fresh. Raises `NotFound`.

    The user's lock keeps it at one in progress, and so does an index.
    """
    with transaction() as connection:
        if not users.lock_user(connection, user_id):
            raise NotFound("user_not_found", "This account does not exist any more.")
        row = repository.newest(connection, user_id)
        if row is None or row["status"] == "failed" or (row["status"] == "ready" and row["age"] > FRESH):
            row = repository.add(connection, user_id)
    if row["status"] == "in_progress":
        wake(settings().exports_function)
    return _seen(row)


def newest(user_id: UUID) -> Export:
    """The archive that a user has asked for last. Raises `NotFound` (`export_not_found`), also once it has expired."""
    with transaction() as connection:
        row = repository.newest(connection, user_id)
    if row is None:
        raise NotFound("export_not_found", "There is no export: ask for one, with POST.")
    return _seen(row)


def make_next() -> bool:
    """Make the archive that has waited longest; False where none waits. One that fails is tried `ATTEMPTS` times."""
    with transaction() as connection:
        row = repository.take(connection, LEASE)
        if row is not None and row["attempt"] > ATTEMPTS:
            repository.fail(connection, row["id"], row["attempt"])
    if row is None:
        return False
    uri = _uri(row)
    if row["upload_id"] is not None:
        multipart.abort(uri, row["upload_id"])
    if row["attempt"] > ATTEMPTS:
        logger.error("export %s is given up", row["id"])
        return True
    try:
        _make(row, uri)
    except _Lost:
        logger.warning("export %s is not attempt %s's any more", row["id"], row["attempt"])
    except (BotoCoreError, ClientError, OSError):
        logger.exception("export %s failed; it is tried again", row["id"])
        with transaction() as connection:
            repository.renew(connection, row["id"], row["attempt"], RETRY)
    return True


def prune() -> None:
    """Delete archives that have expired or were replaced, object first; doing it again, or dying between, is safe."""
    with transaction() as connection:
        found = repository.outdated(connection, PRUNED)
        repository.delete_failed(connection, KEPT)
    for row in found:
        storage.delete(_uri(row))
        with transaction() as connection:
            repository.delete(connection, row["id"])


def forget(connection: Transaction, user_id: UUID) -> None:
    """Throw away the half-written archives of a user who leaves, and is locked; the whole ones lie in their folder."""
    for row in repository.uploads(connection, user_id):
        multipart.abort(_uri({"id": row["id"], "user_id": user_id}), row["upload_id"])


def _make(row: DictRow, uri: str) -> None:
    export_id, attempt = row["id"], row["attempt"]
    upload = multipart.MultipartUpload(uri, "application/zip")
    try:
        with transaction() as connection:
            if not repository.note_upload(connection, export_id, attempt, upload.id):
                raise _Lost
        archive.write(row["user_id"], upload, _Heart(export_id, attempt).beat)
        with transaction() as connection:
            # Completed in here, although it is a call to S3: outside, who leaves at this moment would leave it behind.
            if not users.lock_user(connection, row["user_id"]):
                raise _Lost
            if not repository.lock_in_progress(connection, export_id, attempt):
                raise _Lost
            upload.complete()
            repository.finish(connection, export_id, attempt, upload.size, KEPT)
            if address := repository.verified_address(connection, row["user_id"]):
                mail.send(connection, address, "The archive of your data is ready", _READY)
    except BaseException:
        multipart.abort(uri, upload.id)
        raise


class _Heart:
    """Renews a maker's lease now and then."""

    def __init__(self, export_id: UUID, attempt: int) -> None:
        self._export_id = export_id
        self._attempt = attempt
        self._renewed_at = time.monotonic()

    def beat(self) -> None:
        """Renew the lease, if it is time. Raises `_Lost` where it is lost."""
        if time.monotonic() - self._renewed_at < RENEW_SECONDS:
            return
        with transaction() as connection:
            if not repository.renew(connection, self._export_id, self._attempt, LEASE):
                raise _Lost
        self._renewed_at = time.monotonic()


_READY = (
    "You have asked AI Film Studio for everything that it has of you. The archive is ready: sign in and download it "
    f"within {KEPT.days} days; then it is deleted.\n\nIf you have not asked for it, change your password.\n"
)


def _seen(row: DictRow) -> Export:
    ready = row["status"] == "ready"
    name = f"ai-film-studio-{row['requested_at']:%Y-%m-%d}.zip"
    return Export.model_validate({**row, "download_url": delivery.download_url(_uri(row), name) if ready else None})


def _uri(row: DictRow) -> str:
    return f"{storage.user_root(row['user_id'])}exports/{row['id']}.zip"
