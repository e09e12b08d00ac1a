"""Buying: Stripe's Checkout and billing portal for the studio's users.

Nothing here moves credits or tiers: what is bought comes back as events (`receipts`). Whatever is made in Stripe is
made under an idempotency key, so that a call that is repeated, or dies on its way, makes it once.
"""

import hashlib
import json
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg

from film_studio import outbox, stripe_api
from film_studio.billing import repository
from film_studio.billing.models import CheckoutSession, Pack, PortalSession, Purchase, Subscription
from film_studio.billing.offers import offer, offers
from film_studio.credits import grants
from film_studio.credits.service import unknown_user
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Fault, Invalid
from film_studio.settings import settings

DEFAULT_PAGE = "/api/v1/docs"
"""Where buyers come back to when nobody says where."""


def purchase(user_id: UUID, wanted: Purchase, idempotency_key: str | None) -> CheckoutSession:
    """A Checkout session for a pack or a subscription; under the same idempotency key the same one again.

    Subscriptions are paid by the calendar month, as credits are granted: the first payment is for its rest.
    Raises `Invalid` (`unknown_offer`, `foreign_url`, `idempotency_conflict`), `Conflict` (`already_subscribed`),
    `Unavailable`.
    """
    chosen = offer(wanted.offer)
    success = _own("success_url", wanted.success_url)
    cancel = _own("cancel_url", wanted.cancel_url)
    with stripe_api.asking():
        customer_id, subscribed = _customer(user_id)
        if isinstance(chosen, Subscription) and subscribed:
            raise Conflict("already_subscribed", "You have a subscription; change it with POST /credits/portal.")
        parameters: dict[str, Any] = {
            "customer": customer_id,
            "client_reference_id": str(user_id),
            "line_items": [{"price": _price(chosen), "quantity": 1}],
            "success_url": success,
            "cancel_url": cancel,
            **_details(chosen, user_id),
        }
        options = {"idempotency_key": f"purchase:{user_id}:{idempotency_key}"} if idempotency_key else {}
        session = stripe_api.api().checkout.sessions.create(parameters, options)
    return CheckoutSession(id=session.id, url=session.url)


def portal(user_id: UUID, return_url: object) -> PortalSession:
    """A session of the billing portal: invoices, card, change of plan, cancelling. Raises `Invalid`, `Unavailable`."""
    back = _own("return_url", return_url)
    with stripe_api.asking():
        customer_id, _ = _customer(user_id)
        session = stripe_api.api().billing_portal.sessions.create(
            {"customer": customer_id, "configuration": _portal_configuration(), "return_url": back}
        )
    return PortalSession(url=session.url)


def leave(connection: Transaction, user_id: UUID) -> None:
    """Have Stripe forget a user who is about to be deleted, which ends subscriptions; sent after the commit."""
    if customer_id := repository.customer_of(connection, user_id):
        outbox.add(connection, "stripe", {"delete_customer": customer_id})


def deliver(message: dict[str, Any]) -> None:
    """Do what `leave` has left in the outbox; that the customer is gone already is fine. Raises `Unavailable`."""
    import stripe

    with stripe_api.asking():
        try:
            stripe_api.api().customers.delete(message["delete_customer"])
        except stripe.InvalidRequestError as error:
            if not stripe_api.gone(error):
                raise


def _own(field: str, url: object) -> str:
    """A page of the studio's own: who pays is sent nowhere else."""
    home = settings().public_url
    if url is None:
        return home + DEFAULT_PAGE
    if urlsplit(str(url))[:2] != urlsplit(home)[:2]:
        raise Invalid(Fault(field, "foreign_url", f"{field}: it must begin with {home}."), code="foreign_url")
    return str(url)


def _customer(user_id: UUID) -> tuple[str, bool]:
    """The Stripe customer of a user, made where there is none, and whether they have a subscription."""
    with transaction() as connection:
        buyer = repository.buyer(connection, user_id)
    if buyer is None:
        raise unknown_user()
    if buyer["customer_id"]:
        return buyer["customer_id"], buyer["subscribed"]
    person = {"email": buyer["email"], "name": buyer["full_name"], "metadata": {"user_id": str(user_id)}}
    key = f"customer:{user_id}:{_digest(person)}"
    made = stripe_api.api().customers.create(person, {"idempotency_key": key})
    try:
        with transaction() as connection:
            return repository.add_customer(connection, user_id, made.id), buyer["subscribed"]
    except psycopg.errors.ForeignKeyViolation as error:  # the account was deleted meanwhile
        deliver({"delete_customer": made.id})
        raise unknown_user() from error


def _details(chosen: Pack | Subscription, user_id: UUID) -> dict[str, Any]:
    """What differs between packs and subscriptions. What is bought is noted in Stripe: offers may change afterwards."""
    if isinstance(chosen, Pack):
        bought = {"user_id": str(user_id), "offer": chosen.id, "credits": str(chosen.credits)}
        return {
            "mode": "payment",
            "metadata": bought,
            "payment_intent_data": {"metadata": bought, "description": chosen.name},
        }
    bought = {"user_id": str(user_id), "offer": chosen.id}
    first = grants.next_month(grants.today())
    anchor = int(datetime.combine(first, time(), UTC).timestamp())
    return {
        "mode": "subscription",
        "metadata": bought,
        "subscription_data": {"metadata": bought, "billing_cycle_anchor": anchor},
    }


def _price(chosen: Pack | Subscription) -> str:
    """Stripe's price of an offer, made where there is none or the amount has changed."""
    api, currency = stripe_api.api(), offers().currency
    for price in api.prices.list({"lookup_keys": [chosen.id], "active": True, "limit": 1}).data:
        if (price.unit_amount, price.currency) == (chosen.amount, currency):
            return str(price.id)
    import stripe

    product = f"film-studio-{chosen.id}"
    try:
        api.products.create({"id": product, "name": chosen.name})
    except stripe.InvalidRequestError as error:
        if error.code != "resource_already_exists":
            raise
    parameters: dict[str, Any] = {
        "product": product,
        "nickname": chosen.name,
        "currency": currency,
        "unit_amount": chosen.amount,
        "lookup_key": chosen.id,
        "transfer_lookup_key": True,
    }
    if isinstance(chosen, Subscription):
        parameters |= {"recurring": {"interval": "month"}, "metadata": {"tier": chosen.tier}}
    return str(api.prices.create(parameters, {"idempotency_key": f"price:{_digest(parameters)}"}).id)


def _portal_configuration() -> str:
    """What the portal allows, found by what it says, made where there is none."""
    products = [{"product": f"film-studio-{each.id}", "prices": [_price(each)]} for each in offers().subscriptions]
    features: dict[str, Any] = {
        "customer_update": {"enabled": True, "allowed_updates": ["address", "tax_id"]},
        "invoice_history": {"enabled": True},
        "payment_method_update": {"enabled": True},
        "subscription_cancel": {"enabled": True, "mode": "at_period_end"},
        "subscription_update": {
            "enabled": True,
            "default_allowed_updates": ["price"],
            "proration_behavior": "always_invoice",
            "products": products,
        },
    }
    digest = _digest(features)
    api = stripe_api.api()
    for configuration in api.billing_portal.configurations.list({"active": True, "limit": 100}).data:
        if configuration.metadata and configuration.metadata.to_dict().get("digest") == digest:
            return str(configuration.id)
    parameters = {"features": features, "metadata": {"digest": digest}}
    made = api.billing_portal.configurations.create(parameters, {"idempotency_key": f"portal:{digest}"})
    return str(made.id)


def _digest(document: object) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:32]
