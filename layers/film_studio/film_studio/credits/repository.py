"""SQL of the ledger. The database itself moves the balance with each row and refuses to change one."""

from uuid import UUID

from psycopg.rows import DictRow

from film_studio.credits.models import TransactionType
from film_studio.database import Transaction


def lock_balance(connection: Transaction, user_id: UUID) -> int | None:
    """The balance of a user, who stays locked until the transaction ends; None where there is no such user."""
    row = connection.execute("SELECT credits_balance FROM users WHERE id = %s FOR UPDATE", (user_id,)).fetchone()
    return row["credits_balance"] if row else None


def credits_of(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Balance, tier and reset date of a user."""
    return connection.execute(
        "SELECT credits_balance AS balance, subscription_tier AS tier, credits_reset_date FROM users WHERE id = %s",
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
    row = connection.execute(
        "SELECT -amount AS amount FROM credit_transactions"
        " WHERE user_id = %s AND transaction_type = 'deduction' AND reference_id = %s",
        (user_id, reference_id),
    ).fetchone()
    return row["amount"] if row else 0
