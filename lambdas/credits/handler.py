"""Credits: what there is, what became of it, and buying more."""

from typing import Annotated
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from film_studio import http
from film_studio.billing import receipts
from film_studio.billing import service as billing
from film_studio.billing.models import CheckoutSession, PortalRequest, PortalSession, PriceList, Purchase
from film_studio.billing.offers import price_list
from film_studio.credits import service
from film_studio.credits.models import Balance, CreditTransaction, Deducted, Deduction, TransactionType
from film_studio.credits.statement import statement
from film_studio.moments import Moment
from film_studio.paging import Page

app = http.resolver()

TypeParam = Annotated[TransactionType | None, Query(alias="type", description="Only movements of this kind.")]
SinceParam = Annotated[Moment | None, Query(alias="from", description="The first moment (RFC 3339).")]
UntilParam = Annotated[Moment | None, Query(alias="to", description="The first moment after (RFC 3339).")]
SignatureHeader = Annotated[str, Header(alias="Stripe-Signature", description="Time and signatures, by Stripe.")]


@app.get("/credits/balance", summary="Balance", tags=["credits"])
def balance() -> Balance:
    """The caller's credits, what is owed for payments that were taken back, and when credits are granted next."""
    return service.balance_of(http.current_user(app).user_id)


@app.get("/credits/history", summary="History", tags=["credits"])
def history(
    transaction_type: TypeParam = None,
    since: SinceParam = None,
    until: UntilParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 20,
) -> Page[CreditTransaction]:
    """The caller's ledger in pages, newest first."""
    return service.history(http.current_user(app).user_id, transaction_type, since, until, cursor, limit)


CSV: dict[int, OpenAPIResponse] = {
    200: {"description": "A table with a line of headings.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@app.get("/credits/history.csv", summary="History as CSV", tags=["credits"], responses=CSV)
def history_csv(
    transaction_type: TypeParam = None,
    since: SinceParam = None,
    until: UntilParam = None,
    cursor: http.CursorParam = None,
) -> Response[str]:
    """The caller's ledger as a table for spreadsheets, newest first. Where it is very long, `Link` names the rest."""
    table, rest = statement(http.current_user(app).user_id, transaction_type, since, until, cursor)
    headers = {"Content-Disposition": 'attachment; filename="credits.csv"'}
    if rest:
        query = {"type": transaction_type, "from": since, "to": until, "cursor": rest}
        link = urlencode({name: value for name, value in query.items() if value is not None})
        headers["Link"] = f'<{http.API_PREFIX}/credits/history.csv?{link}>; rel="next"'
    return Response(status_code=200, content_type="text/csv; charset=utf-8", body=table, headers=headers)


@app.post(
    "/credits/deduct", summary="Deduct credits", openapi_extensions=http.problems(402, 404, 409), tags=["credits"]
)
def deduct(deduction: Deduction) -> Deducted:
    """Take credits from a user, once for each `reference_id`. For administrators; it is entered in the audit log."""
    return service.deduct_by_admin(http.current_admin(app).user_id, deduction)


@app.get("/credits/packs", summary="What can be bought", tags=["credits"])
def packs() -> PriceList:
    """Packs of credits and monthly subscriptions, with their prices."""
    return price_list()


@app.post("/credits/purchase", summary="Buy credits", status_code=201, tags=["credits"])
def purchase(purchase: Purchase, idempotency_key: http.IdempotencyKey = None) -> CheckoutSession:
    """A Checkout session for a pack or a subscription; credits and tier come when it has been paid there."""
    return billing.purchase(http.current_user(app).user_id, purchase, idempotency_key)


@app.post("/credits/portal", summary="Billing portal", status_code=201, tags=["credits"])
def portal(request: PortalRequest) -> PortalSession:
    """A session of the billing portal: invoices, card, change of plan, cancelling."""
    return billing.portal(http.current_user(app).user_id, request.return_url)


@app.post(
    "/webhooks/stripe",
    summary="Events of Stripe",
    status_code=204,
    openapi_extensions=http.problems(400),
    tags=["credits"],
)
def stripe_event(signature: SignatureHeader = "") -> None:
    """For Stripe alone: an event, signed. It is kept once, and taken up afterwards."""
    # The resolver was given the body as text without loss; in bytes it is again what was signed.
    body = (app.current_event.body or "").encode(errors="surrogateescape")
    receipts.receive(body, signature)


handler = http.lambda_handler(app)
