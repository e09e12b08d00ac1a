"""What administrators look at: the audit log and the dashboard."""

from datetime import UTC, datetime
from uuid import UUID

from film_studio.admin import repository
from film_studio.admin.models import AuditCheck, AuditEntry, AuditPage, Dashboard
from film_studio.analytics import repository as figures
from film_studio.analytics.service import mrr
from film_studio.billing.offers import offers
from film_studio.database import transaction
from film_studio.errors import Malformed


def dashboard() -> Dashboard:
    """How the studio is, now."""
    now = datetime.now(UTC)
    with transaction() as connection:
        return Dashboard.model_validate(
            {
                **repository.dashboard(connection),
                "active_users": figures.active_users(connection, now.date()),
                "mrr": mrr(connection, now),
                "currency": offers().currency,
            }
        )


def audit_page(
    *, actor_id: UUID | None, action: str | None, subject: str | None, cursor: str | None, limit: int
) -> AuditPage:
    """Audit entries, newest first. Raises `Malformed` (`invalid_cursor`)."""
    if cursor is not None and not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 19):
        raise Malformed("invalid_cursor", "This cursor did not come from an earlier page.")
    with transaction() as connection:
        rows = repository.audit_entries(
            connection,
            actor_id=actor_id,
            action=action,
            subject=subject,
            before=int(cursor) if cursor else None,
            limit=limit,
        )
    items = [AuditEntry.model_validate(row) for row in rows[:limit]]
    return AuditPage(items=items, next_cursor=str(items[-1].id) if len(rows) > limit else None)


def verify_audit() -> AuditCheck:
    """Work the whole chain out again, in Postgres."""
    with transaction() as connection:
        found = repository.check_chain(connection)
    return AuditCheck(intact=found["broken_at"] is None, **found)
