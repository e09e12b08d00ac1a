"""What each address of the API does: a method of `Resources` for each, by parameters and the ids of its path."""

from typing import Any

from local.stripe import checkout, payments, subscriptions
from local.stripe.books import Books, Object
from local.stripe.errors import Refusal, missing
from local.stripe.forms import true

Parameters = dict[str, Any]


class Resources:
    """The objects of `books` as the API makes and changes them. `address` is where the hosted pages are."""

    def __init__(self, books: Books, address: str) -> None:
        self.books, self.address = books, address

    def create_customer(self, parameters: Parameters) -> Object:
        """`POST /v1/customers`."""
        return self.books.add(
            "customer",
            balance=0,
            currency=None,
            description=parameters.get("description"),
            email=parameters.get("email"),
            invoice_settings={"default_payment_method": None},
            metadata=parameters.get("metadata", {}),
            name=parameters.get("name"),
        )

    def delete_customer(self, parameters: Parameters, id: str) -> Object:
        """`DELETE /v1/customers/{id}`: subscriptions end at once."""
        customer = self.books.get("customer", id)
        if customer.get("deleted"):
            raise missing("customer", id)
        for subscription in self.books.all("subscription", customer=id):
            if subscription["status"] != "canceled":
                subscriptions.end(self.books, subscription)
        customer["deleted"] = True
        self.books.tell("customer.deleted", customer)
        return {"id": id, "object": "customer", "deleted": True}

    def get_customer(self, parameters: Parameters, id: str) -> Object:
        """`GET /v1/customers/{id}`."""
        customer = self.books.get("customer", id)
        return {"id": id, "object": "customer", "deleted": True} if customer.get("deleted") else customer

    def create_product(self, parameters: Parameters) -> Object:
        """`POST /v1/products`."""
        _required(parameters, "name")
        id = parameters.get("id")
        if id in self.books.objects:
            raise Refusal("Product already exists.", code="resource_already_exists", param="id")
        metadata = parameters.get("metadata", {})
        return self.books.add("product", id, active=True, name=parameters["name"], metadata=metadata)

    def create_price(self, parameters: Parameters) -> Object:
        """`POST /v1/prices`."""
        _required(parameters, "currency", "unit_amount", "product")
        self.books.get("product", parameters["product"])
        key = parameters.get("lookup_key")
        for other in self.books.all("price", lookup_key=key) if key else ():
            if not true(parameters.get("transfer_lookup_key")):
                raise Refusal(f"A price (`{other['id']}`) already uses that lookup key.", param="lookup_key")
            other["lookup_key"] = None
        recurring = parameters.get("recurring")
        return self.books.add(
            "price",
            active=True,
            billing_scheme="per_unit",
            currency=parameters["currency"],
            lookup_key=key,
            metadata=parameters.get("metadata", {}),
            nickname=parameters.get("nickname"),
            product=parameters["product"],
            recurring={"interval_count": 1, "usage_type": "licensed", **recurring} if recurring else None,
            type="recurring" if recurring else "one_time",
            unit_amount=int(parameters["unit_amount"]),
        )

    def create_session(self, parameters: Parameters) -> Object:
        """`POST /v1/checkout/sessions`."""
        return checkout.open_session(self.books, parameters, self.address)

    def expire_session(self, parameters: Parameters, id: str) -> Object:
        """`POST /v1/checkout/sessions/{id}/expire`."""
        return checkout.expire(self.books, self.books.get("checkout.session", id))

    def change_subscription(self, parameters: Parameters, id: str) -> Object:
        """`POST /v1/subscriptions/{id}`."""
        return subscriptions.change(self.books, id, parameters)

    def end_subscription(self, parameters: Parameters, id: str) -> Object:
        """`DELETE /v1/subscriptions/{id}`."""
        return subscriptions.end(self.books, self.books.get("subscription", id))

    def pay_invoice(self, parameters: Parameters, id: str) -> Object:
        """`POST /v1/invoices/{id}/pay`."""
        invoice = self.books.get("invoice", id)
        subscriptions.pay_invoice(self.books, invoice, present=True)
        return invoice

    def create_refund(self, parameters: Parameters) -> Object:
        """`POST /v1/refunds`."""
        return payments.refund(self.books, parameters)

    def answer_dispute(self, parameters: Parameters, id: str) -> Object:
        """`POST /v1/disputes/{id}`."""
        return payments.answer_dispute(self.books, id, parameters)

    def close_dispute(self, parameters: Parameters, id: str) -> Object:
        """`POST /v1/disputes/{id}/close`: the dispute is accepted."""
        return payments.close_dispute(self.books, self.books.get("dispute", id), "lost")

    def create_portal_configuration(self, parameters: Parameters) -> Object:
        """`POST /v1/billing_portal/configurations`."""
        _required(parameters, "features")
        return self.books.add(
            "billing_portal.configuration",
            active=True,
            features=parameters["features"],
            is_default=False,
            metadata=parameters.get("metadata", {}),
        )

    def create_portal_session(self, parameters: Parameters) -> Object:
        """`POST /v1/billing_portal/sessions`."""
        _required(parameters, "customer", "configuration")
        session = self.books.add(
            "billing_portal.session",
            configuration=self.books.get("billing_portal.configuration", parameters["configuration"])["id"],
            customer=self.books.get("customer", parameters["customer"])["id"],
            return_url=parameters.get("return_url"),
        )
        session["url"] = f"{self.address}/p/session/{session['id']}"
        return session

    def get_clock(self, parameters: Parameters) -> Object:
        """`GET /v1/test_helpers/test_clocks/studio`: the one clock."""
        now = self.books.now()
        return {"id": "studio", "object": "test_helpers.test_clock", "frozen_time": now, "status": "ready"}

    def advance_clock(self, parameters: Parameters) -> Object:
        """`POST /v1/test_helpers/test_clocks/studio/advance`: day by day, so that what is due happens in its order."""
        _required(parameters, "frozen_time")
        aim = int(parameters["frozen_time"])
        if aim < self.books.now():
            raise Refusal("A test clock can only be advanced to a future time.", param="frozen_time")
        while (left := aim - self.books.now()) > 0:
            self.books.ahead += min(left, subscriptions.DAY)
            subscriptions.catch_up(self.books)
        return self.get_clock({})


def _required(parameters: Parameters, *names: str) -> None:
    for name in names:
        if name not in parameters:
            raise Refusal(f"Missing required param: {name}.", code="parameter_missing", param=name)
