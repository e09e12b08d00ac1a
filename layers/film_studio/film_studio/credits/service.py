"""The rules of credits: every movement is a ledger row, entered inside the caller's transaction.

A movement under a `reference_id` (a job, a payment) happens once: entering it again changes nothing.

A payment that is refunded or disputed takes its credits back. What of them was spent already becomes a debt, never a
negative balance: it is collected from whatever credits come in next, be they granted, bought or given back.
"""

from datetime import datetime
from uuid import UUID

from film_studio import audit
from film_studio.accounts.models import Tier
from film_studio.credits import repository
from film_studio.credits.models import Balance, Credits, CreditTransaction, Deducted, Deduction, TransactionType
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, NotFound, PaymentRequired
from film_studio.paging import Cursor, Page

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
    return Credits.model_validate(balance_of(user_id).model_dump())


def balance_of(user_id: UUID) -> Balance:
    """What a user has and owes. Raises `NotFound` for an unknown user."""
    with transaction() as connection:
        row = repository.credits_of(connection, user_id)
    if row is None:
        raise unknown_user()
    return Balance.model_validate(row)


def balance(connection: Transaction, user_id: UUID) -> int:
    """How many credits a user has, as seen by the caller's transaction. Raises `NotFound` for an unknown user."""
    row = repository.credits_of(connection, user_id)
    if row is None:
        raise unknown_user()
    return int(row["balance"])


def tier(connection: Transaction, user_id: UUID) -> Tier:
    """The tier of a user, as seen by the caller's transaction. Raises `NotFound` for an unknown user."""
    row = repository.credits_of(connection, user_id)
    if row is None:
        raise unknown_user()
    found: Tier = row["tier"]
    return found


def granted(connection: Transaction, user_id: UUID, reference_id: str) -> int:
    """How many credits were granted to a user under a reference (0 for none)."""
    return repository.granted(connection, user_id, reference_id)


def grant(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> bool:
    """Give credits; False where this reference was granted before."""
    return _receive(connection, user_id, "grant", amount, description, reference_id)


def purchase(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> bool:
    """Give credits that a payment has bought; False where this payment was entered before."""
    entered = _receive(connection, user_id, "purchase", amount, description, reference_id)
    repository.add_payment(connection, reference_id, user_id, amount)
    return entered


def deduct(connection: Transaction, user_id: UUID, amount: int, description: str, reference_id: str) -> int:
    """Take credits and give the balance left. The user stays locked until the transaction ends.

    A reference deducted before is not deducted again. Raises `InsufficientCredits`, and `NotFound` for an unknown user.
    """
    _positive(amount)
    left = repository.lock_balance(connection, user_id)
    if left is None:
        raise unknown_user()
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
    return _receive(connection, user_id, "refund", amount, description, reference_id)


def take_back(connection: Transaction, user_id: UUID, credits: int, of: int, reference_id: str) -> None:
    """Have `credits` of the `of` that a payment brought taken back, in all; fewer than before are given again.

    As often as it is called with the same figures, the ledger moves once. What was spent already stays owed.
    Raises `NotFound` for an unknown user, `ValueError` for more than the payment brought.
    """
    if repository.lock_balance(connection, user_id) is None:
        raise unknown_user()
    repository.add_payment(connection, reference_id, user_id, of)
    payment = repository.payment(connection, reference_id)
    if payment is None or payment["user_id"] != user_id or not 0 <= credits <= payment["credits"]:
        raise ValueError(f"cannot take back {credits} credits of {reference_id}: {payment}")
    repository.set_to_reverse(connection, reference_id, credits)
    if payment["reversed"] > credits:
        _reverse(connection, user_id, reference_id, credits - payment["reversed"])
    collect(connection, user_id)


def collect(connection: Transaction, user_id: UUID) -> None:
    """Take what a user owes, as far as the balance goes; the user is locked until the transaction ends."""
    for payment in repository.owed(connection, user_id):
        available = repository.lock_balance(connection, user_id) or 0
        if taken := min(available, payment["to_reverse"] - payment["reversed"]):
            _reverse(connection, user_id, payment["reference_id"], taken)


def history(
    user_id: UUID,
    transaction_type: TransactionType | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[CreditTransaction]:
    """A page of a user's ledger, from `since` on and before `until`. Raises `Malformed` for a strange cursor."""
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        found = repository.history(connection, user_id, transaction_type, since, until, after, limit + 1)
        items = [CreditTransaction.model_validate(row) for row in found]
    return Page[CreditTransaction].of(items, limit)


def deduct_by_admin(admin_id: UUID, deduction: Deduction) -> Deducted:
    """Take credits from somebody, entered in the audit log in the same transaction; again it changes nothing.

    Raises `InsufficientCredits`, `NotFound`, and `Conflict` (`reference_used`) where the reference took another amount.
    """
    with transaction() as connection:
        if repository.lock_balance(connection, deduction.user_id) is None:
            raise NotFound("user_not_found", "There is no user of this user_id.")
        before = repository.deducted(connection, deduction.user_id, deduction.reference_id)
        if before not in (0, deduction.amount):
            raise Conflict(
                "reference_used",
                f"reference_id: {before} credits were deducted under it before; choose another one.",
            )
        left = deduct(connection, deduction.user_id, deduction.amount, deduction.description, deduction.reference_id)
        if not before:
            details = deduction.model_dump(mode="json", exclude={"user_id"})
            audit.record(connection, admin_id, "credits.deduct", f"user:{deduction.user_id}", **details)
    return Deducted(user_id=deduction.user_id, reference_id=deduction.reference_id, balance=left)


def _receive(
    connection: Transaction,
    user_id: UUID,
    transaction_type: TransactionType,
    amount: int,
    description: str,
    reference_id: str,
) -> bool:
    """Enter credits that come in, once, and collect what is owed from them."""
    _positive(amount)
    if repository.enter(connection, user_id, transaction_type, amount, description, reference_id) is None:
        return False
    collect(connection, user_id)
    return True


def _reverse(connection: Transaction, user_id: UUID, reference_id: str, credits: int) -> None:
    number = repository.count_reversal(connection, reference_id, credits)
    description = "Payment taken back" if credits > 0 else "Payment stands again"
    repository.enter(connection, user_id, "reversal", -credits, description, f"{reference_id}:{number}")


def _positive(amount: int) -> None:
    if amount <= 0:
        raise ValueError(f"an amount of credits is positive, not {amount}")


def unknown_user() -> NotFound:
    """What is raised where somebody's account is gone."""
    return NotFound("user_not_found", "This account does not exist any more.")
