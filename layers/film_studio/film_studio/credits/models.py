"""What crosses the border of the credits domain."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from film_studio.accounts.models import Tier

TransactionType = Literal["grant", "deduction", "refund", "purchase"]


class Credits(BaseModel):
    """What a user has to spend: credits now, the subscription tier, and the next monthly grant (free has none)."""

    balance: int
    tier: Tier
    credits_reset_date: date | None
