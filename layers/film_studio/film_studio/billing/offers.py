"""The offers, from `offers.toml` or the file that the settings name."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from film_studio.billing.models import OfferedSubscription, Offers, Pack, PriceList, Subscription
from film_studio.credits.grants import ALLOWANCES
from film_studio.errors import Fault, Invalid
from film_studio.settings import settings


@cache
def offers() -> Offers:
    """All offers, read once. Raises `pydantic.ValidationError` for a file that is wrong."""
    named = settings().offers_file
    text = Path(named).read_text("utf-8") if named else files(__package__).joinpath("offers.toml").read_text("utf-8")
    return Offers.model_validate(tomllib.loads(text))


def offer(id: str) -> Pack | Subscription:
    """The offer of this id. Raises `Invalid` (`unknown_offer`)."""
    found: tuple[Pack | Subscription, ...] = (*offers().packs, *offers().subscriptions)
    for each in found:
        if each.id == id:
            return each
    message = "offer: nothing of this id can be bought; see GET /credits/packs."
    raise Invalid(Fault("offer", "unknown_offer", message), code="unknown_offer")


def price_list() -> PriceList:
    """The offers as everybody may see them."""
    found = offers()
    subscriptions = [
        OfferedSubscription(**each.model_dump(), monthly_credits=ALLOWANCES[each.tier]) for each in found.subscriptions
    ]
    return PriceList(currency=found.currency, packs=list(found.packs), subscriptions=subscriptions)
