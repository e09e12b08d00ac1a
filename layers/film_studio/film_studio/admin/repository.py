"""SQL of the administrators' part."""

from uuid import UUID

from psycopg.rows import DictRow

from film_studio.accounts.models import Tier
from film_studio.database import Transaction
from film_studio.jobs.models import Queue, Status
from film_studio.paging import Cursor

# Accounts ------------------------------------------------------------------------------------------------------------


def users(
    connection: Transaction,
    *,
    text: str | None,
    tier: Tier | None,
    suspended: bool | None,
    admin: bool | None,
    cursor: Cursor | None,
    limit: int,
) -> list[DictRow]:
    """At most `limit` + 1 users, newest first: with `text` in address, name or id."""
    return connection.execute(
        """SELECT * FROM users
           WHERE (%(text)s::text IS NULL OR strpos(email, lower(%(text)s)) > 0
                  OR strpos(lower(full_name), lower(%(text)s)) > 0 OR id::text = lower(%(text)s))
             AND (%(tier)s::text IS NULL OR subscription_tier = %(tier)s)
             AND (%(suspended)s::boolean IS NULL OR (suspended_at IS NOT NULL) = %(suspended)s)
             AND (%(admin)s::boolean IS NULL OR is_admin = %(admin)s)
             AND (%(created_at)s::timestamptz IS NULL OR (created_at, id) < (%(created_at)s, %(id)s))
           ORDER BY created_at DESC, id DESC LIMIT %(rows)s""",
        {
            "text": text,
            "tier": tier,
            "suspended": suspended,
            "admin": admin,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


def lock_users(connection: Transaction, user_id: UUID) -> dict[UUID, DictRow]:
    """This user and every administrator, by id, locked until the transaction ends.

    Locked in one order, so that two administrators who change each other wait instead of deadlocking.
    """
    rows = connection.execute(
        "SELECT * FROM users WHERE is_admin OR id = %s ORDER BY id FOR UPDATE", (user_id,)
    ).fetchall()
    return {row["id"]: row for row in rows}


def set_admin(connection: Transaction, user_id: UUID, is_admin: bool) -> None:
    """Give or take an administrator's rights."""
    connection.execute("UPDATE users SET is_admin = %s, updated_at = now() WHERE id = %s", (is_admin, user_id))


def suspend(connection: Transaction, user_id: UUID, reason: str) -> None:
    """Suspend a user."""
    connection.execute(
        "UPDATE users SET suspended_at = now(), suspended_reason = %s, updated_at = now() WHERE id = %s",
        (reason, user_id),
    )


def lift_suspension(connection: Transaction, user_id: UUID) -> None:
    """Suspended no more."""
    connection.execute(
        "UPDATE users SET suspended_at = NULL, suspended_reason = NULL, updated_at = now() WHERE id = %s", (user_id,)
    )


def ledger_by_type(connection: Transaction, user_id: UUID) -> dict[str, int]:
    """What moved a user's balance, summed by kind."""
    rows = connection.execute(
        """SELECT transaction_type, sum(amount)::int AS amount FROM credit_transactions
           WHERE user_id = %s GROUP BY transaction_type ORDER BY transaction_type""",
        (user_id,),
    ).fetchall()
    return {row["transaction_type"]: row["amount"] for row in rows}


def entered(connection: Transaction, user_id: UUID, reference_id: str) -> int | None:
    """How a reference moved a user's balance; None where it did not."""
    row = connection.execute(
        "SELECT sum(amount)::int AS amount FROM credit_transactions WHERE user_id = %s AND reference_id = %s",
        (user_id, reference_id),
    ).fetchone()
    return row["amount"] if row else None


def count_projects(connection: Transaction, user_id: UUID) -> int:
    """How many projects a user owns."""
    row = connection.execute("SELECT count(*) AS n FROM projects WHERE user_id = %s", (user_id,)).fetchone()
    return int(row["n"]) if row else 0


# Jobs ----------------------------------------------------------------------------------------------------------------


def jobs_by_status(connection: Transaction, user_id: UUID) -> dict[str, int]:
    """How many jobs of a user are in each state."""
    rows = connection.execute(
        "SELECT status, count(*) AS n FROM ai_jobs WHERE user_id = %s GROUP BY status ORDER BY status", (user_id,)
    ).fetchall()
    return {row["status"]: row["n"] for row in rows}


def jobs(
    connection: Transaction,
    *,
    status: Status | None = None,
    queue: Queue | None = None,
    user_id: UUID | None = None,
    error_code: str | None = None,
    older_than_minutes: int | None = None,
    cursor: Cursor | None = None,
    limit: int,
) -> list[DictRow]:
    """At most `limit` + 1 jobs of anybody, newest first."""
    return connection.execute(
        """SELECT *, input_parameters #>> '{request,title}' AS title FROM ai_jobs
           WHERE (%(status)s::text IS NULL OR status = %(status)s)
             AND (%(queue)s::text IS NULL OR queue = %(queue)s)
             AND (%(user_id)s::uuid IS NULL OR user_id = %(user_id)s)
             AND (%(error_code)s::text IS NULL OR error_code = %(error_code)s)
             AND (%(minutes)s::integer IS NULL OR created_at < now() - make_interval(mins => %(minutes)s))
             AND (%(created_at)s::timestamptz IS NULL OR (created_at, id) < (%(created_at)s, %(id)s))
           ORDER BY created_at DESC, id DESC LIMIT %(rows)s""",
        {
            "status": status,
            "queue": queue,
            "user_id": user_id,
            "error_code": error_code,
            "minutes": older_than_minutes,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


# The audit log -------------------------------------------------------------------------------------------------------


def audit_entries(
    connection: Transaction,
    *,
    actor_id: UUID | None,
    action: str | None,
    subject: str | None,
    before: int | None,
    limit: int,
) -> list[DictRow]:
    """At most `limit` + 1 entries, newest first, with a smaller id than `before`."""
    return connection.execute(
        """SELECT id, created_at, actor_id, action, subject, details, encode(hash, 'hex') AS hash FROM audit_log
           WHERE (%(actor_id)s::uuid IS NULL OR actor_id = %(actor_id)s)
             AND (%(action)s::text IS NULL OR action = %(action)s)
             AND (%(subject)s::text IS NULL OR subject = %(subject)s)
             AND (%(before)s::bigint IS NULL OR id < %(before)s)
           ORDER BY id DESC LIMIT %(rows)s""",
        {"actor_id": actor_id, "action": action, "subject": subject, "before": before, "rows": limit + 1},
    ).fetchall()


def check_chain(connection: Transaction) -> DictRow:
    """`entries`, the `head` hash (hex), and `broken_at`: the first entry whose hash is not what it should be."""
    row = connection.execute(
        """SELECT count(*) AS entries, min(id) FILTER (WHERE hash <> expected) AS broken_at,
                  (SELECT encode(hash, 'hex') FROM audit_log ORDER BY id DESC LIMIT 1) AS head
           FROM (SELECT id, hash, audit_hash(coalesce(lag(hash) OVER (ORDER BY id), ''), entry) AS expected
                 FROM audit_log AS entry) AS chain"""
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate without GROUP BY gives one row
    return row


# Now -----------------------------------------------------------------------------------------------------------------


def dashboard(connection: Transaction) -> DictRow:
    """The figures of the dashboard; days begin at midnight UTC."""
    row = connection.execute(
        """WITH today AS (SELECT date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS start)
        SELECT
            (SELECT coalesce(jsonb_object_agg(subscription_tier, n), '{}') FROM
                (SELECT subscription_tier, count(*) AS n FROM users GROUP BY 1) AS tiers) AS users_by_tier,
            (SELECT count(*) FROM users WHERE suspended_at IS NOT NULL) AS suspended_users,
            (SELECT count(*) FROM users, today WHERE created_at >= start) AS new_users_today,
            (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM
                (SELECT status, count(*) AS n FROM ai_jobs
                 WHERE status IN ('in_review', 'scheduled', 'queued', 'processing') GROUP BY 1) AS states
            ) AS jobs_by_status,
            (SELECT extract(epoch FROM now() - min(waiting_since))::float8 FROM ai_jobs WHERE status = 'queued')
                AS oldest_queued_seconds,
            (SELECT count(*) FROM ai_jobs, today WHERE completed_at >= start AND status = 'completed')
                AS completed_today,
            (SELECT count(*) FROM ai_jobs, today WHERE completed_at >= start AND status = 'failed') AS failed_today,
            (SELECT coalesce(sum(credits_balance), 0) FROM users) AS credits_held,
            (SELECT count(DISTINCT judgement_id) FROM job_reviews JOIN ai_jobs ON ai_jobs.id = job_id
                JOIN judgements ON judgements.id = judgement_id
                WHERE status = 'in_review' AND decision IS NULL AND outcome <> 'allow') AS reviews_waiting,
            (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS outbox_unsent,
            (SELECT extract(epoch FROM now() - min(created_at))::float8 FROM outbox WHERE sent_at IS NULL)
                AS outbox_oldest_seconds"""
    ).fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM gives one row
    return row
