"""The rules of sharing a project: the owner invites by mail, and who has the mail and its address accepts.

An invitation is a word of 256 random bits that only the mail holds; kept is its hash. It counts for `VALID`, once.
Whether the address has an account makes no difference to the answer: whoever has none registers and then accepts.
Everything that changes who is in a project holds the project's lock, so the quota holds under a race, and whoever was
taken out does nothing more.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from film_studio import mail
from film_studio.accounts import repository as accounts
from film_studio.aws import wake
from film_studio.collaboration import repository
from film_studio.collaboration.models import Collaborator, Invitation, NewInvitation, SharedRole
from film_studio.database import transaction
from film_studio.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from film_studio.paging import Cursor, Page
from film_studio.projects import access
from film_studio.projects import repository as projects
from film_studio.secret_words import digest
from film_studio.settings import settings

VALID = timedelta(days=7)
"""How long an invitation can be accepted."""


def invite(user_id: UUID, project_id: UUID, wanted: NewInvitation) -> Invitation:
    """Invite somebody by mail; inviting again sends a new mail, and the word of the old one counts no more.

    Invitation and mail are one transaction. Raises `NotFound` and `Forbidden` as `access.require` does, `Invalid` for
    the owner's own address, `Conflict` (`already_collaborator`, `too_many_collaborators`).
    """
    token = secrets.token_urlsafe(32)
    with transaction() as connection:
        project = access.require(connection, user_id, project_id, "owner", for_update=True)
        owner = repository.account(connection, user_id)
        if owner is None or owner["email"].lower() == wanted.email:
            raise Invalid(Fault("email", "own_address", "This is your own address; you are in the project already."))
        repository.forget_expired(connection, project_id)
        if repository.shares(connection, project_id, wanted.email):
            raise Conflict("already_collaborator", "Somebody with this address shares the project; change the role.")
        most = settings().collaborators_per_project
        if repository.count_others(connection, project_id, wanted.email) >= most:
            message = f"A project is shared with at most {most}, invitations included; remove somebody first."
            raise Conflict("too_many_collaborators", message)
        row = repository.invite(connection, project_id, wanted.email, wanted.role, digest(token), VALID)
        mail.send(
            connection,
            wanted.email,
            f"{owner['full_name']} invites you to “{project['title']}”",
            f"{owner['full_name']} invites you to the film project “{project['title']}” as its {wanted.role}.\n\n"
            f"Accept within {VALID.days} days:\n{settings().api_url}/auth/links/invitation#{token}\n\n"
            f"You need an account with the address {wanted.email}. If you do not know the sender, ignore this mail.\n",
        )
    wake(settings().relay_function)
    return Invitation.model_validate(row)


def accept(user_id: UUID, token: str) -> UUID:
    """Share the project that the word of a mail invites to; gives its id. Doing it again changes nothing.

    Raises `NotFound` (`invitation_not_found`) for a word that is unknown, expired, replaced, withdrawn or used,
    `Forbidden` (`other_address`) for somebody else than who was invited.
    """
    with transaction() as connection:
        projects.hold_account(connection, user_id)
        invitation = repository.find_invitation(connection, digest(token))
        if invitation is not None:
            projects.lock(connection, invitation["project_id"])
            invitation = repository.find_invitation(connection, digest(token))  # as it is now that nobody changes it
        account = repository.account(connection, user_id)
        if invitation is None or account is None:
            raise NotFound("invitation_not_found", "This invitation does not count any more; ask for another one.")
        project_id: UUID = invitation["project_id"]
        if account["email"].lower() != invitation["email"]:
            raise Forbidden("other_address", "This invitation is for another address; sign in with that one.")
        if invitation["accepted_by"] is not None:
            if projects.find_visible(connection, user_id, project_id) is None:
                raise NotFound("invitation_not_found", "This invitation does not count any more; ask for another one.")
            return project_id
        accounts.verify_email(connection, user_id, invitation["email"])  # the mail was read there
        repository.set_accepted(connection, invitation["id"], user_id)
        repository.add(connection, project_id, user_id, invitation["role"])
    return project_id


def invitations(user_id: UUID, project_id: UUID, *, cursor: str | None = None, limit: int = 20) -> Page[Invitation]:
    """The open invitations of a project, newest first.

    Raises `NotFound`, `Forbidden` for all but its owner, and `Malformed` for a bad cursor.
    """
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        access.require(connection, user_id, project_id, "owner")
        rows = repository.page_of_invitations(connection, project_id, after, limit)
    return Page[Invitation].of([Invitation.model_validate(row) for row in rows], limit)


def withdraw(user_id: UUID, project_id: UUID, invitation_id: UUID) -> None:
    """Take an open invitation back. Raises `NotFound`, `Forbidden` for all but the project's owner."""
    with transaction() as connection:
        access.require(connection, user_id, project_id, "owner", for_update=True)
        if not repository.withdraw(connection, project_id, invitation_id):
            raise NotFound("invitation_not_found", "The project has no such open invitation.")


def page(user_id: UUID, project_id: UUID, *, cursor: str | None = None, limit: int = 20) -> Page[Collaborator]:
    """Who shares a project, newest first. Raises `NotFound`, and `Malformed` for a bad cursor."""
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        rows = repository.page(connection, project_id, after, limit)
    return Page[Collaborator].of([Collaborator.model_validate(row) for row in rows], limit)


def change_role(user_id: UUID, project_id: UUID, collaborator_id: UUID, role: SharedRole) -> Collaborator:
    """Give a collaborator another role. Raises `NotFound`, `Forbidden` for all but the project's owner."""
    with transaction() as connection:
        access.require(connection, user_id, project_id, "owner", for_update=True)
        row = repository.set_role(connection, project_id, collaborator_id, role)
        if row is None:
            raise NotFound("collaborator_not_found", "The project has no such collaborator.")
    return Collaborator.model_validate(row)


def remove(user_id: UUID, project_id: UUID, collaborator_id: UUID) -> None:
    """Take somebody out of a project; a film asked for is made all the same.

    Raises `NotFound`, `Forbidden` for all but the project's owner.
    """
    with transaction() as connection:
        access.require(connection, user_id, project_id, "owner", for_update=True)
        if not repository.remove(connection, project_id, collaborator_id):
            raise NotFound("collaborator_not_found", "The project has no such collaborator.")


def leave(user_id: UUID, project_id: UUID) -> None:
    """Share a project no more. Raises `NotFound`, `Conflict` (`owner_stays`) for its owner."""
    with transaction() as connection:
        if access.require(connection, user_id, project_id, for_update=True)["role"] == "owner":
            raise Conflict("owner_stays", "A project's owner cannot leave it; delete it instead.")
        repository.remove(connection, project_id, user_id)
