"""What crosses the border of the credits domain."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from film_studio.accounts.models import Request, Tier
from film_studio.integers import ONLY_NUMBERS
from film_studio.paging import Listed

TransactionType = Literal["grant", "deduction", "refund", "purchase", "reversal"]

MAX_AMOUNT = 1_000_000
"""The most credits of one movement."""

Reference = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]+$", min_length=1, max_length=200)]


class Credits(BaseModel):
    """What a user has to spend: credits now, the subscription tier, and the next monthly grant (free has none)."""

    balance: int
    tier: Tier
    credits_reset_date: date | None


class Balance(Credits):
    """The same, and what of taken-back payments was spent already: the next credits that come in pay for that."""

    owed: int


class CreditTransaction(Listed):
    """One row of the ledger. `amount` is signed as it moved the balance, `balance_after` is what it led to."""

    transaction_type: TransactionType
    amount: int
    balance_after: int
    description: str
    reference_id: str | None


class Deduction(Request):
    """Credits to take from a user, once for each reference."""

    user_id: UUID
    amount: Annotated[int, Field(ge=1, le=MAX_AMOUNT), ONLY_NUMBERS]
    reference_id: Reference
    description: str = Field(min_length=1, max_length=200, pattern=r"\S")


class Deducted(BaseModel):
    """What a user has left."""

    user_id: UUID
    reference_id: str
    balance: int
