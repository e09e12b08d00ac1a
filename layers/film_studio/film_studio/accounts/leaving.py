"""Leaving the studio. Apart from the other rules of accounts because it needs those of projects and films."""

from contextlib import suppress
from uuid import UUID

from film_studio import storage
from film_studio.accounts import repository
from film_studio.billing import service as billing
from film_studio.database import transaction
from film_studio.errors import NotFound
from film_studio.exports import service as exports
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as jobs
from film_studio.projects import service as projects


def leave(user_id: UUID) -> None:
    """Delete an account with all its records and media. Films being made are cancelled; doing it again is safe."""
    while True:
        with transaction() as connection:
            # No project can be started, and no film asked for, while the user is locked.
            repository.lock_user(connection, user_id)
            owned = repository.project_ids(connection, user_id)
            if not owned and not job_records.has_active(connection, user_id):
                exports.forget(connection, user_id)
                # Media first: where that fails the account stays, and leaving again tidies up.
                storage.delete_user_folder(user_id)
                billing.leave(connection, user_id)
                repository.delete_user(connection, user_id)
                return
        jobs.cancel_all(user_id)
        for project_id in owned:
            with suppress(NotFound):  # deleted by another request meanwhile
                projects.delete(user_id, project_id)
