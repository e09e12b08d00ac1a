"""What crosses the border of billing."""

from typing import Annotated, Literal

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, StringConstraints

from film_studio.accounts.models import Request

PaidTier = Literal["pro", "studio"]

OfferId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Pack(BaseModel):
    """Credits that are paid for once. `amount` is in the currency's smallest unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: OfferId
    name: str
    credits: int = Field(ge=1)
    amount: int = Field(ge=1)


class Subscription(BaseModel):
    """A tier that is paid for by the month. `amount` is in the currency's smallest unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: OfferId
    name: str
    tier: PaidTier
    amount: int = Field(ge=1)


class OfferedSubscription(Subscription):
    """A tier with the credits that it grants every month."""

    monthly_credits: int


class Offers(BaseModel):
    """All that can be bought, as `offers.toml` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: Annotated[str, StringConstraints(pattern="^[a-z]{3}$")]
    packs: tuple[Pack, ...]
    subscriptions: tuple[Subscription, ...]


class PriceList(BaseModel):
    """What can be bought. Amounts are in the currency's smallest unit (cents)."""

    currency: str
    packs: list[Pack]
    subscriptions: list[OfferedSubscription]


ReturnUrl = Annotated[AnyHttpUrl, Field(max_length=2000, description="A page of the studio to come back to.")]


class Purchase(Request):
    """What to buy: the `id` of a pack or subscription in `GET /credits/packs`."""

    offer: OfferId
    success_url: ReturnUrl | None = None
    cancel_url: ReturnUrl | None = None


class CheckoutSession(BaseModel):
    """Where to pay."""

    id: str
    url: str


class PortalRequest(Request):
    """Where to come back to from the billing portal."""

    return_url: ReturnUrl | None = None


class PortalSession(BaseModel):
    """Where to see invoices, change the card or the plan, and cancel."""

    url: str
