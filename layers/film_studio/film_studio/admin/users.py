"""Accounts as administrators handle them. Every change and its audit entry are one transaction."""

from uuid import UUID

from psycopg.rows import DictRow

from film_studio import audit, mail
from film_studio.accounts import repository as accounts
from film_studio.accounts import sessions
from film_studio.accounts.models import Tier
from film_studio.admin import repository
from film_studio.admin.models import (
    AdminJob,
    AdminUser,
    AdminUserDetails,
    CreditChange,
    CreditsChanged,
    LedgerSummary,
    UserChange,
)
from film_studio.credits import grants
from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Forbidden, Invalid, NotFound
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as films
from film_studio.paging import Cursor, Page

LATEST_JOBS = 20

LIFTED = "You can sign in again, and films can be made with your account."


def page(
    *,
    text: str | None,
    tier: Tier | None,
    suspended: bool | None,
    admin: bool | None,
    cursor: str | None,
    limit: int,
) -> Page[AdminUser]:
    """Accounts, newest first. Raises `Malformed` for a bad cursor."""
    with transaction() as connection:
        rows = repository.users(
            connection,
            text=text,
            tier=tier,
            suspended=suspended,
            admin=admin,
            cursor=Cursor.decode(cursor) if cursor else None,
            limit=limit,
        )
    return Page[AdminUser].of([AdminUser.model_validate(row) for row in rows], limit)


def get(user_id: UUID) -> AdminUserDetails:
    """An account, whole. Raises `NotFound`."""
    with transaction() as connection:
        row = _found(accounts.user(connection, user_id))
        by_type = repository.ledger_by_type(connection, user_id)
        by_status = repository.jobs_by_status(connection, user_id)
        latest = repository.jobs(connection, user_id=user_id, limit=LATEST_JOBS)[:LATEST_JOBS]
        projects = repository.count_projects(connection, user_id)
    return AdminUserDetails.model_validate(
        {
            **row,
            "ledger": LedgerSummary(by_type=by_type, total=sum(by_type.values())),
            "jobs_by_status": by_status,
            "projects": projects,
            "latest_jobs": [AdminJob.model_validate(job) for job in latest],
        }
    )


def change(actor_id: UUID, user_id: UUID, wanted: UserChange) -> AdminUser:
    """Change tier, suspension and rights; what is so already is left and not recorded again.

    Every administrator is locked with the user, and who asks must be one of them still: of two who take each other's
    rights at the same time the second is refused, so that an administrator who is not suspended always stays.

    A paid tier grants the credits of what is left of the month, as if it were bought; a subscription of Stripe that
    changes later has the last word.

    Suspending ends every login, calls off the films under way and gives their credits back, all at once. Raises
    `NotFound`; `Forbidden` for who is no administrator any more; `Conflict` (`own_rights`) for who would suspend
    themselves or take their own rights.
    """
    with transaction() as connection:
        # Jobs before users, as whoever ends a job locks them.
        active = job_records.lock_active_of_user(connection, user_id) if wanted.suspended else []
        locked = repository.lock_users(connection, user_id)
        actor = locked.get(actor_id)
        if actor is None or not actor["is_admin"] or actor["suspended_at"]:
            raise Forbidden("admin_only", "Only the studio's administrators may do this.")
        before = _found(locked.get(user_id))
        if user_id == actor_id and (wanted.suspended or wanted.is_admin is False):
            raise Conflict("own_rights", "Nobody suspends themselves or takes their own rights; ask another one.")
        called_off = _apply(connection, actor_id, before, wanted, active)
        after = _found(accounts.user(connection, user_id))
    sessions.forget(user_id)
    for job in called_off:
        films.stop(job)
    return AdminUser.model_validate(after)


def _apply(
    connection: Transaction, actor_id: UUID, before: DictRow, wanted: UserChange, active: list[UUID]
) -> list[DictRow]:
    """Make the changes and record them; gives the jobs that were called off."""
    user_id, called_off = before["id"], []
    entries: list[tuple[str, dict[str, object]]] = []
    tier = wanted.subscription_tier
    if tier and tier != before["subscription_tier"]:
        grants.change_tier(connection, user_id, tier)
        entries.append(("user.set_tier", {"from": before["subscription_tier"], "to": tier, "reason": wanted.reason}))
    if wanted.is_admin is not None and wanted.is_admin != before["is_admin"]:
        repository.set_admin(connection, user_id, wanted.is_admin)
        entries.append(("user.make_admin" if wanted.is_admin else "user.unmake_admin", {"reason": wanted.reason}))
    if wanted.suspended and wanted.reason and not before["suspended_at"]:
        repository.suspend(connection, user_id, wanted.reason)
        accounts.revoke_all(connection, user_id)
        # Those accepted just before the user was locked are found by asking again.
        for job_id in {*active, *job_records.lock_active_of_user(connection, user_id)}:
            if job := films.call_off(connection, job_id):
                called_off.append(job)
        text = (
            f"Your account has been suspended: {wanted.reason}\n\nFilms under way were stopped; their credits are back."
        )
        mail.send(connection, before["email"], "Your account is suspended", text)
        jobs_ended = [str(job["id"]) for job in called_off]
        entries.append(("user.suspend", {"reason": wanted.reason, "cancelled_jobs": jobs_ended}))
    if wanted.suspended is False and before["suspended_at"]:
        repository.lift_suspension(connection, user_id)
        mail.send(connection, before["email"], "Your account is open again", LIFTED)
        entries.append(("user.lift_suspension", {"reason": wanted.reason}))
    for action, details in entries:
        audit.record(connection, actor_id, action, f"user:{user_id}", **details)
    return called_off


def move_credits(actor_id: UUID, user_id: UUID, wanted: CreditChange, idempotency_key: str) -> CreditsChanged:
    """Grant credits or take some away, once for each key of this administrator.

    The ledger's reference is the key, and the user is locked before it is looked for: a repeated request finds its own
    entry and answers the same amount. Raises `NotFound`, `InsufficientCredits`, and `Invalid`
    (`idempotency_conflict`) where the key moved another amount before.
    """
    reference = f"admin:{actor_id}:{idempotency_key}"
    with transaction() as connection:
        if not accounts.lock_user(connection, user_id):
            raise _unknown()
        before = repository.entered(connection, user_id, reference)
        if before is not None and before != wanted.amount:
            raise Invalid(
                code="idempotency_conflict", message="This Idempotency-Key was used for another request before."
            )
        if before is None:
            if wanted.amount > 0:
                credits.grant(connection, user_id, wanted.amount, wanted.reason, reference)
            else:
                credits.deduct(connection, user_id, -wanted.amount, wanted.reason, reference)
            audit.record(
                connection,
                actor_id,
                "credits.grant" if wanted.amount > 0 else "credits.deduct",
                f"user:{user_id}",
                amount=wanted.amount,
                reason=wanted.reason,
            )
        return CreditsChanged(amount=wanted.amount, balance=credits.balance(connection, user_id))


def appoint(email: str) -> UUID:
    """Make the account of an address an administrator's; what operators do, not the API. Raises `NotFound`.

    Doing it again changes nothing.
    """
    with transaction() as connection:
        row = accounts.user_by_email(connection, email.lower())
        if row is None:
            raise NotFound("user_not_found", f"Nobody has registered as {email}; do that first.")
        if not row["is_admin"]:
            repository.set_admin(connection, row["id"], True)
            audit.record(connection, None, "user.make_admin", f"user:{row['id']}", reason="appointed by the operator")
        user_id: UUID = row["id"]
        return user_id


def _found(row: DictRow | None) -> DictRow:
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound("user_not_found", "There is no such user.")
