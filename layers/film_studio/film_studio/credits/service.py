"""The rules of credits: every movement is a ledger row, entered inside the caller's transaction.

A movement under a `reference_id` (a job, a payment) happens once: entering it again changes nothing.
"""

from uuid import UUID

from film_studio.credits import repository
from film_studio.credits.models import Credits
from film_studio.database import Transaction, transaction
from film_studio.errors import NotFound, PaymentRequired

WELCOME_CREDITS = 3
"""What every new user is given, once."""


class InsufficientCredits(PaymentRequired):
    """The balance does not cover the price. `details` carry both."""

    def __init__(self, balance: int, price: int) -> None:
        super().__init__(
            "insufficient_credits",
            f"This costs {price} credit{'' if price == 1 else 's'}; you have {balance}.",
            balance=balance,
            price=price,
        )


def of(user_id: UUID) -> Credits:
    """What a user has. Raises `NotFound` for an unknown user."""
    with transaction() as connection:
        row = repository.credits_of(connection, user_id)
    if row is None:
        raise _unknown_user()
    return Credits.model_validate(row)


def balance(connection: Transaction, user_id: UUID) -> int:
    """How many credits a user has, as seen by the caller's transaction. Raises `NotFound` for an unknown user."""
    row = repository.credits_of(connection, user_id)
    if row is None:
        raise _unknown_user()
    return int(row["balance"])


def grant(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> bool:
    """Give credits; False where this reference was granted before."""
    _positive(amount)
    return repository.enter(connection, user_id, "grant", amount, description, reference_id) is not None


def deduct(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> int:
    """Take credits and give the balance left. The user stays locked until the transaction ends.

    A reference deducted before is not deducted again. Raises `InsufficientCredits`, and `NotFound` for an unknown user.
    """
    _positive(amount)
    left = repository.lock_balance(connection, user_id)
    if left is None:
        raise _unknown_user()
    if repository.deducted(connection, user_id, reference_id):
        return left
    if left < amount:
        raise InsufficientCredits(left, amount)
    repository.enter(connection, user_id, "deduction", -amount, description, reference_id)
    return left - amount


def refund(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> bool:
    """Give back what was deducted under the same reference; False where that was done before.

    Raises `ValueError` where less was deducted than is to be given back.
    """
    _positive(amount)
    paid = repository.deducted(connection, user_id, reference_id)
    if paid < amount:
        raise ValueError(f"cannot refund {amount} credits of {reference_id}: {paid} were deducted")
    return repository.enter(connection, user_id, "refund", amount, description, reference_id) is not None


def _positive(amount: int) -> None:
    if amount <= 0:
        raise ValueError(f"an amount of credits is positive, not {amount}")


def _unknown_user() -> NotFound:
    return NotFound("user_not_found", "This account does not exist any more.")
