"""Who may do what with a project: its owner, and the viewers and editors whom the owner has invited.

The role is read in the transaction that does what it allows, so somebody removed a moment ago may do nothing more.

Locks are taken in one order everywhere, so that nobody waits in a circle: jobs, then accounts, then projects. What
changes a project notes who did it, which holds that account too; so the caller's is held before the project.
"""

from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction
from film_studio.errors import Forbidden, NotFound
from film_studio.jobs import repository as job_records
from film_studio.projects import repository
from film_studio.projects.models import Role

_RANK: dict[Role, int] = {"viewer": 0, "editor": 1, "owner": 2}


def require(
    connection: Transaction, user_id: UUID, project_id: UUID, least: Role = "viewer", *, for_update: bool = False
) -> DictRow:
    """The project's row with the caller's `role`, which is `least` or more; locked where it is read to be changed.

    Raises `NotFound` for strangers, who learn nothing, and `Forbidden` (`role_too_low`) for too low a role.
    """
    if for_update:
        repository.hold_account(connection, user_id)
    row = repository.find_visible(connection, user_id, project_id, for_update=for_update)
    if row is None:
        raise NotFound("project_not_found", "There is no such project.")
    _check(row["role"], least)
    return row


def require_job(connection: Transaction, user_id: UUID, job_id: UUID, least: Role = "viewer") -> DictRow:
    """The row of a job in whose project the caller has the role `least` or more, whoever asked for it.

    Raises like `require`.
    """
    row = job_records.find_visible(connection, user_id, job_id)
    if row is None:
        raise NotFound("job_not_found", "There is no such job.")
    _check(row["role"], least)
    return row


def _check(role: Role, least: Role) -> None:
    if _RANK[role] < _RANK[least]:
        raise Forbidden("role_too_low", f"This takes the role {least} in the project; yours is {role}.")
