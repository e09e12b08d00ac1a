"""SQL of customers, subscriptions, readings and receipts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from film_studio.database import Transaction


def buyer(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Address, name and (where there is one) Stripe customer of a user; whether a subscription of theirs is live."""
    return connection.execute(
        """SELECT email, full_name, customer_id,
                  EXISTS (SELECT FROM subscriptions WHERE user_id = users.id AND ended_at IS NULL) AS subscribed
           FROM users LEFT JOIN stripe_customers ON user_id = users.id WHERE users.id = %s""",
        (user_id,),
    ).fetchone()


def add_customer(connection: Transaction, user_id: UUID, customer_id: str) -> str:
    """Note the Stripe customer of a user; gives the one that counts, which is the first.

    Raises `psycopg.errors.ForeignKeyViolation` for a user who is gone.
    """
    connection.execute(
        "INSERT INTO stripe_customers (user_id, customer_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
        (user_id, customer_id),
    )
    row = connection.execute("SELECT customer_id FROM stripe_customers WHERE user_id = %s", (user_id,)).fetchone()
    return row["customer_id"] if row else customer_id


def customer_of(connection: Transaction, user_id: UUID) -> str | None:
    """The Stripe customer of a user."""
    row = connection.execute("SELECT customer_id FROM stripe_customers WHERE user_id = %s", (user_id,)).fetchone()
    return row["customer_id"] if row else None


# Readings of Stripe's objects ----------------------------------------------------------------------------------------


def begin_reading(connection: Transaction, object_id: str) -> int:
    """The number of a reading of an object that begins now."""
    row = connection.execute(
        """INSERT INTO stripe_readings (object_id, begun) VALUES (%s, 1)
           ON CONFLICT (object_id) DO UPDATE SET begun = stripe_readings.begun + 1 RETURNING begun""",
        (object_id,),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return int(row["begun"])


def enter_reading(connection: Transaction, object_id: str, number: int) -> bool:
    """Whether this reading may be entered: False where one that began later was. Others wait until this one is."""
    return (
        connection.execute(
            "UPDATE stripe_readings SET entered = %s WHERE object_id = %s AND entered < %s",
            (number, object_id, number),
        ).rowcount
        == 1
    )


# Subscriptions -------------------------------------------------------------------------------------------------------


def subscriptions_of(connection: Transaction, user_id: UUID) -> list[DictRow]:
    """All subscriptions that a user has or had."""
    return connection.execute("SELECT * FROM subscriptions WHERE user_id = %s", (user_id,)).fetchall()


def put_subscription(connection: Transaction, row: dict[str, Any]) -> None:
    """A subscription as it is now."""
    connection.execute(
        """INSERT INTO subscriptions
               (id, user_id, tier, status, entitled, started_at, grants_end, grace_until, ended_at)
           VALUES (%(id)s, %(user_id)s, %(tier)s, %(status)s, %(entitled)s, %(started_at)s, %(grants_end)s,
                   %(grace_until)s, %(ended_at)s)
           ON CONFLICT (id) DO UPDATE
           SET tier = EXCLUDED.tier, status = EXCLUDED.status, entitled = EXCLUDED.entitled,
               started_at = EXCLUDED.started_at, grants_end = EXCLUDED.grants_end, grace_until = EXCLUDED.grace_until,
               ended_at = EXCLUDED.ended_at, updated_at = now()""",
        row,
    )


def out_of_grace(connection: Transaction, moment: datetime) -> list[str]:
    """Subscriptions that still entitle somebody although their time of grace is over."""
    rows = connection.execute("SELECT id FROM subscriptions WHERE entitled AND grace_until <= %s", (moment,))
    return [row["id"] for row in rows]


# Receipts ------------------------------------------------------------------------------------------------------------


def add_receipt(connection: Transaction, event_id: str, payload: dict[str, Any]) -> bool:
    """Keep an event of Stripe's; False where it was kept before."""
    return (
        connection.execute(
            "INSERT INTO webhook_receipts (source, event_id, payload) VALUES ('stripe', %s, %s) ON CONFLICT DO NOTHING",
            (event_id, Jsonb(payload)),
        ).rowcount
        == 1
    )


def due_receipts(connection: Transaction, limit: int) -> list[DictRow]:
    """Events that are to be taken up now, the oldest first."""
    return connection.execute(
        """SELECT event_id, payload FROM webhook_receipts
           WHERE source = 'stripe' AND processed_at IS NULL AND next_attempt_at <= now()
           ORDER BY next_attempt_at, received_at LIMIT %s""",
        (limit,),
    ).fetchall()


def receipt_done(connection: Transaction, event_id: str) -> None:
    """An event has been taken up."""
    connection.execute(
        """UPDATE webhook_receipts SET processed_at = now(), attempts = attempts + 1, last_error = NULL
           WHERE source = 'stripe' AND event_id = %s AND processed_at IS NULL""",
        (event_id,),
    )


def receipt_failed(connection: Transaction, event_id: str, error: str, longest: timedelta) -> None:
    """An event could not be taken up; it is tried again after a pause that doubles up to the longest."""
    connection.execute(
        """UPDATE webhook_receipts
           SET attempts = attempts + 1, last_error = %s,
               next_attempt_at = now() + least(%s, interval '1 minute' * power(2, least(attempts, 20)))
           WHERE source = 'stripe' AND event_id = %s AND processed_at IS NULL""",
        (error, longest, event_id),
    )
