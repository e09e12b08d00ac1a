"""SQL of the figures. A period is from `start` on and before `end`; what each counts, `models` says."""

from collections.abc import Mapping
from datetime import date, datetime

from psycopg.rows import DictRow

from film_studio.database import Transaction


def users_by_tier(connection: Transaction, end: datetime) -> dict[str, int]:
    """Accounts by tier just before a moment."""
    rows = connection.execute(
        """SELECT tier, count(*) AS n FROM (
               SELECT DISTINCT ON (user_id) tier FROM tier_history WHERE changed_at < %s
               ORDER BY user_id, changed_at DESC, id DESC) AS latest
           WHERE tier IS NOT NULL GROUP BY tier ORDER BY tier""",
        (end,),
    ).fetchall()
    return {row["tier"]: row["n"] for row in rows}


def active_users(connection: Transaction, last: date) -> DictRow:
    """Who was there in the days up to `last`, which counts."""
    return _one(
        connection,
        """SELECT count(DISTINCT user_id) FILTER (WHERE day = %(last)s) AS last_1_day,
                  count(DISTINCT user_id) FILTER (WHERE day > %(last)s::date - 7) AS last_7_days,
                  count(DISTINCT user_id) AS last_30_days
           FROM active_days WHERE day > %(last)s::date - 30 AND day <= %(last)s""",
        {"last": last},
    )


def comings_and_goings(connection: Transaction, start: datetime, end: datetime) -> DictRow:
    """`new_users` and `deleted` accounts of a period."""
    return _one(
        connection,
        """SELECT count(*) FILTER (WHERE previous IS NULL) AS new_users, count(*) FILTER (WHERE tier IS NULL) AS deleted
           FROM tier_history WHERE changed_at >= %(start)s AND changed_at < %(end)s""",
        {"start": start, "end": end},
    )


def churn(connection: Transaction, start: datetime, end: datetime) -> DictRow:
    """`paying_before` the period, and how many of these were `churned` at its end."""
    return _one(
        connection,
        """WITH before AS (
               SELECT DISTINCT ON (user_id) user_id, tier FROM tier_history WHERE changed_at < %(start)s
               ORDER BY user_id, changed_at DESC, id DESC),
           after AS (
               SELECT DISTINCT ON (user_id) user_id, tier FROM tier_history WHERE changed_at < %(end)s
               ORDER BY user_id, changed_at DESC, id DESC)
           SELECT count(*) AS paying_before,
                  count(*) FILTER (WHERE after.tier IS NULL OR after.tier = 'free') AS churned
           FROM before JOIN after USING (user_id) WHERE before.tier <> 'free'""",
        {"start": start, "end": end},
    )


def films(connection: Transaction, start: datetime, end: datetime, refused: str) -> DictRow:
    """Jobs that ended in a period. `refused` is the error code of those that a person did not approve."""
    return _one(
        connection,
        """SELECT count(*) FILTER (WHERE status = 'completed') AS completed,
                  count(*) FILTER (WHERE status = 'failed' AND error_code IS DISTINCT FROM %(refused)s) AS failed,
                  count(*) FILTER (WHERE status = 'failed' AND error_code = %(refused)s) AS refused,
                  count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
                  percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds_p50,
                  percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS seconds_p95
           FROM (SELECT status, error_code, CASE WHEN status = 'completed'
                        THEN extract(epoch FROM completed_at - started_at)::float8 END AS seconds
                 FROM ai_jobs WHERE completed_at >= %(start)s AND completed_at < %(end)s) AS ended""",
        {"start": start, "end": end, "refused": refused},
    )


def failures(connection: Transaction, start: datetime, end: datetime) -> dict[str, int]:
    """Failed jobs of a period by error code."""
    rows = connection.execute(
        """SELECT coalesce(error_code, 'unknown') AS code, count(*) AS n FROM ai_jobs
           WHERE status = 'failed' AND completed_at >= %s AND completed_at < %s GROUP BY code ORDER BY n DESC, code""",
        (start, end),
    ).fetchall()
    return {row["code"]: row["n"] for row in rows}


def subscriptions_by_tier(connection: Transaction, moment: datetime) -> dict[str, int]:
    """Subscriptions that ran at a moment and were paid for, by the tier that they have now (or had last)."""
    rows = connection.execute(
        """SELECT tier, count(*) AS n FROM subscriptions
           WHERE started_at < %(moment)s AND (ended_at >= %(moment)s OR (ended_at IS NULL AND entitled))
             AND status <> 'trialing' GROUP BY tier""",
        {"moment": moment},
    ).fetchall()
    return {row["tier"]: row["n"] for row in rows}


def sales(connection: Transaction, start: datetime, end: datetime, prices: Mapping[int, int]) -> DictRow:
    """Credits bought and taken back in a period; `prices` are those of packs by their credits."""
    return _one(
        connection,
        """SELECT count(*) FILTER (WHERE bought) AS sales,
                  coalesce(sum(amount) FILTER (WHERE bought), 0)::int AS credits_sold,
                  -coalesce(sum(amount) FILTER (WHERE NOT bought), 0)::int AS credits_taken_back,
                  coalesce(sum(price) FILTER (WHERE bought), 0)::int AS sales_amount
           FROM (SELECT amount, transaction_type = 'purchase' AS bought FROM credit_transactions
                 WHERE transaction_type IN ('purchase', 'reversal')
                   AND created_at >= %(start)s AND created_at < %(end)s) AS moved
           LEFT JOIN (SELECT unnest(%(credits)s::int[]) AS credits, unnest(%(prices)s::int[]) AS price) AS pack
                  ON pack.credits = moved.amount""",
        {"start": start, "end": end, "credits": list(prices), "prices": list(prices.values())},
    )


def gauges(connection: Transaction) -> list[DictRow]:
    """What monitoring reads, now, as `name`, `label` and `value`."""
    return connection.execute(
        """SELECT 'users' AS name, subscription_tier AS label, count(*)::float8 AS value FROM users GROUP BY 2
           UNION ALL SELECT 'jobs', queue || ' ' || status, count(*) FROM ai_jobs
               WHERE status IN ('in_review', 'scheduled', 'queued', 'processing') GROUP BY 2
           UNION ALL SELECT 'oldest_queued_seconds', queue, extract(epoch FROM now() - min(waiting_since))
               FROM ai_jobs WHERE status = 'queued' GROUP BY 2
           UNION ALL SELECT 'jobs_ended', status || ' ' || coalesce(error_code, ''), count(*) FROM ai_jobs
               WHERE completed_at IS NOT NULL AND status IN ('completed', 'failed', 'cancelled') GROUP BY 2
           UNION ALL SELECT 'reviews_waiting', '', count(DISTINCT judgement_id) FROM job_reviews
               JOIN ai_jobs ON ai_jobs.id = job_id JOIN judgements ON judgements.id = judgement_id
               WHERE status = 'in_review' AND decision IS NULL AND outcome <> 'allow'
           UNION ALL SELECT 'credits_held', '', coalesce(sum(credits_balance), 0) FROM users
           UNION ALL SELECT 'ledger_mismatches', '', count(*) FROM users WHERE credits_balance
               <> (SELECT coalesce(sum(amount), 0) FROM credit_transactions WHERE user_id = users.id)
           UNION ALL SELECT 'outbox_unsent', '', count(*) FROM outbox WHERE sent_at IS NULL
           UNION ALL SELECT 'outbox_oldest_seconds', '', coalesce(extract(epoch FROM now() - min(created_at)), 0)
               FROM outbox WHERE sent_at IS NULL
           ORDER BY 1, 2"""
    ).fetchall()


def _one(connection: Transaction, sql: str, parameters: Mapping[str, object]) -> DictRow:
    row = connection.execute(sql, parameters).fetchone()
    assert row is not None  # noqa: S101 - an aggregate without GROUP BY gives one row
    return row
