"""SQL of the ledger. The database itself moves the balance with each row and refuses to change one."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.credits.models import TransactionType
from film_studio.database import Transaction
from film_studio.paging import Cursor


def lock_balance(connection: Transaction, user_id: UUID) -> int | None:
    """The balance of a user, who stays locked until the transaction ends; None where there is no such user."""
    row = connection.execute("SELECT credits_balance FROM users WHERE id = %s FOR UPDATE", (user_id,)).fetchone()
    return row["credits_balance"] if row else None


def credits_of(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Balance, tier and reset date of a user."""
    return connection.execute(
        """SELECT credits_balance AS balance, subscription_tier AS tier, credits_reset_date,
                  (SELECT coalesce(sum(to_reverse - reversed), 0)::integer FROM credit_payments
                   WHERE user_id = users.id AND reversed < to_reverse) AS owed
           FROM users WHERE id = %s""",
        (user_id,),
    ).fetchone()


def enter(
    connection: Transaction,
    user_id: UUID,
    transaction_type: TransactionType,
    amount: int,
    description: str,
    reference_id: str | None,
) -> int | None:
    """Enter a row, signed as it moves the balance; gives the new balance, or None where its reference is there already.

    Raises `psycopg.errors.CheckViolation` where the balance would be negative.
    """
    row = connection.execute(
        """
        INSERT INTO credit_transactions (user_id, transaction_type, amount, description, reference_id)
        VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT ON CONSTRAINT credit_transactions_once DO NOTHING
        RETURNING balance_after
        """,
        (user_id, transaction_type, amount, description, reference_id),
    ).fetchone()
    return row["balance_after"] if row else None


def deducted(connection: Transaction, user_id: UUID, reference_id: str) -> int:
    """How many credits were deducted from a user under a reference (0 for none)."""
    return -_entered(connection, user_id, "deduction", reference_id)


def granted(connection: Transaction, user_id: UUID, reference_id: str) -> int:
    """How many credits were granted to a user under a reference (0 for none)."""
    return _entered(connection, user_id, "grant", reference_id)


def _entered(connection: Transaction, user_id: UUID, transaction_type: TransactionType, reference_id: str) -> int:
    row = connection.execute(
        "SELECT amount FROM credit_transactions WHERE user_id = %s AND transaction_type = %s AND reference_id = %s",
        (user_id, transaction_type, reference_id),
    ).fetchone()
    return row["amount"] if row else 0


# Looking -------------------------------------------------------------------------------------------------------------


HISTORY = """
SELECT id, created_at, transaction_type, amount, balance_after, description, reference_id
FROM credit_transactions
WHERE user_id = %(user_id)s
  AND (%(transaction_type)s::text IS NULL OR transaction_type = %(transaction_type)s)
  AND (%(since)s::timestamptz IS NULL OR created_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR created_at < %(until)s)
  AND (%(before)s::timestamptz IS NULL OR (created_at, id) < (%(before)s, %(before_id)s))
ORDER BY created_at DESC, id DESC LIMIT %(limit)s
"""

STREAMED_ROWS = 1000
"""How many rows of a long history are in memory at a time."""


def history(
    connection: Transaction,
    user_id: UUID,
    transaction_type: TransactionType | None,
    since: datetime | None,
    until: datetime | None,
    after: Cursor | None,
    limit: int,
) -> Iterator[DictRow]:
    """Rows of a user's ledger, newest first, read from the server as they are asked for."""
    with connection.cursor(name="history") as cursor:
        cursor.itersize = STREAMED_ROWS
        cursor.execute(
            HISTORY,
            {
                "user_id": user_id,
                "transaction_type": transaction_type,
                "since": since,
                "until": until,
                "before": after.created_at if after else None,
                "before_id": after.id if after else None,
                "limit": limit,
            },
        )
        yield from cursor


# Taking back ---------------------------------------------------------------------------------------------------------


def add_payment(connection: Transaction, reference_id: str, user_id: UUID, credits: int) -> None:
    """Note that a payment brought credits; one that is known stays as it is."""
    connection.execute(
        "INSERT INTO credit_payments (reference_id, user_id, credits) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (reference_id, user_id, credits),
    )


def payment(connection: Transaction, reference_id: str) -> DictRow | None:
    """A payment by its reference."""
    return connection.execute("SELECT * FROM credit_payments WHERE reference_id = %s", (reference_id,)).fetchone()


def set_to_reverse(connection: Transaction, reference_id: str, credits: int) -> None:
    """How many credits of a payment shall be taken back, in all."""
    connection.execute("UPDATE credit_payments SET to_reverse = %s WHERE reference_id = %s", (credits, reference_id))


def owed(connection: Transaction, user_id: UUID) -> list[DictRow]:
    """Payments of which more shall be taken back than there was, the oldest first."""
    return connection.execute(
        "SELECT * FROM credit_payments WHERE user_id = %s AND reversed < to_reverse ORDER BY created_at, reference_id",
        (user_id,),
    ).fetchall()


def count_reversal(connection: Transaction, reference_id: str, credits: int) -> int:
    """Add to what was taken back of a payment (negative: was given again); gives the number of this movement."""
    row = connection.execute(
        """UPDATE credit_payments SET reversed = reversed + %s, reversals = reversals + 1
           WHERE reference_id = %s RETURNING reversals""",
        (credits, reference_id),
    ).fetchone()
    assert row is not None  # noqa: S101 - the caller has read it under the user's lock
    return int(row["reversals"])


# Monthly grants ------------------------------------------------------------------------------------------------------


def lock_due(connection: Transaction, month: date, limit: int) -> list[DictRow]:
    """Users whose grant of `month` or an earlier month is due, locked; those locked by others are left out.

    `month` of a row is the one that is due first: that of the reset date, or where none was set the present one.
    """
    return connection.execute(
        """SELECT id, subscription_tier AS tier, coalesce(credits_reset_date, %(month)s) AS month FROM users
           WHERE subscription_tier <> 'free' AND coalesce(credits_reset_date, %(month)s) <= %(month)s
             AND (grants_end IS NULL OR coalesce(credits_reset_date, %(month)s) < grants_end)
           ORDER BY credits_reset_date LIMIT %(limit)s FOR UPDATE SKIP LOCKED""",
        {"month": month, "limit": limit},
    ).fetchall()


def grant_month(connection: Transaction, user_ids: list[UUID], month: date, allowances: Mapping[str, int]) -> int:
    """Enter the grant of a month for users by their tier, and move on their reset date; gives how many were entered."""
    entered = connection.execute(
        """INSERT INTO credit_transactions (user_id, transaction_type, amount, description, reference_id)
           SELECT users.id, 'grant', allowance, %(description)s, %(reference)s
           FROM users JOIN unnest(%(tiers)s::text[], %(amounts)s::integer[]) AS a (tier, allowance)
             ON tier = subscription_tier
           WHERE users.id = ANY(%(ids)s) ORDER BY users.id
           ON CONFLICT ON CONSTRAINT credit_transactions_once DO NOTHING""",
        {
            "description": f"Monthly credits, {month:%B %Y}",
            "reference": f"grant:{month:%Y-%m}",
            "tiers": list(allowances),
            "amounts": list(allowances.values()),
            "ids": user_ids,
        },
    ).rowcount
    connection.execute(
        """UPDATE users SET credits_reset_date = (%s::date + interval '1 month')::date, updated_at = now()
           WHERE id = ANY(%s)""",
        (month, user_ids),
    )
    return entered


def in_debt(connection: Transaction, user_ids: list[UUID]) -> list[UUID]:
    """Those of these users of whom credits are still to be taken back."""
    rows = connection.execute(
        "SELECT DISTINCT user_id FROM credit_payments WHERE user_id = ANY(%s) AND reversed < to_reverse", (user_ids,)
    )
    return [row["user_id"] for row in rows]


def lock_tier(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Tier, reset date and `grants_end` of a user, who stays locked until the transaction ends."""
    return connection.execute(
        "SELECT subscription_tier AS tier, credits_reset_date, grants_end FROM users WHERE id = %s FOR UPDATE",
        (user_id,),
    ).fetchone()


def set_tier(
    connection: Transaction, user_id: UUID, tier: str, credits_reset_date: date | None, grants_end: date | None
) -> None:
    """Set a user's tier, the day of the next grant, and from when on months are not paid for."""
    connection.execute(
        """UPDATE users SET subscription_tier = %s, credits_reset_date = %s, grants_end = %s, updated_at = now()
           WHERE id = %s""",
        (tier, credits_reset_date, grants_end, user_id),
    )


def grants_of_month(connection: Transaction, user_id: UUID, month: date) -> dict[str, int]:
    """What a user was granted for a month, by reference."""
    rows = connection.execute(
        """SELECT reference_id, amount FROM credit_transactions
           WHERE user_id = %s AND transaction_type = 'grant' AND (reference_id = %s OR reference_id LIKE %s)""",
        (user_id, f"grant:{month:%Y-%m}", f"grant:{month:%Y-%m}:%"),
    ).fetchall()
    return {row["reference_id"]: row["amount"] for row in rows}
