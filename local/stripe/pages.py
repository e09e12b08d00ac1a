"""The pages that Stripe hosts: Checkout and the billing portal."""

from datetime import UTC, datetime
from html import escape

from local.stripe.books import Books, Object

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 3rem auto; padding: 0 1rem; color: #1a1f36 }}
form {{ margin: 1rem 0 }} input {{ font: inherit; padding: .5rem; width: 14rem }}
button {{ font: inherit; padding: .5rem 1rem }} .error {{ color: #b3093c }} small {{ color: #697386 }}
</style></head><body>
<h1>{title}</h1>
{body}
<p><small>An embedded Stripe: no money moves. 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined,
4000 0000 0000 0259 pays and is disputed, 4000 0000 0000 0341 declines its next payment.</small></p>
</body></html>
"""


def money(amount: int, currency: str) -> str:
    """An amount in a currency of hundredths."""
    return f"{amount / 100:.2f} {currency.upper()}"


def checkout(session: Object, error: str = "") -> str:
    """The page of a Checkout session."""
    if session["status"] != "open":
        return _PAGE.format(title="Checkout", body=f"<p>This session is {escape(session['status'])}.</p>")
    price = session["asked"]["lines"][0]["price"]
    every = f" every {price['recurring']['interval']}" if price["recurring"] else ""
    cancel = session["cancel_url"]
    body = f"""<p><b>{escape(price["nickname"] or price["id"])}</b>:
{money(session["amount_total"], session["currency"])}{every}</p>
<p class="error" role="alert">{escape(error)}</p>
<form method="post"><label>Card number<br>
<input name="number" inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242"></label>
<button>Pay</button></form>"""
    if cancel:
        body += f'<p><a href="{escape(cancel)}">Back</a></p>'
    return _PAGE.format(title="Checkout", body=body)


def portal(books: Books, session: Object, error: str = "") -> str:
    """The page of a billing portal session."""
    parts = [f'<p class="error" role="alert">{escape(error)}</p>']
    configuration = books.get("billing_portal.configuration", session["configuration"])
    offered = configuration["features"].get("subscription_update", {}).get("products", [])
    for subscription in books.all("subscription", customer=session["customer"]):
        item = subscription["items"]["data"][0]
        price = item["price"]
        until = datetime.fromtimestamp(item["current_period_end"], UTC)
        parts.append(
            f"<p><b>{escape(price['nickname'] or price['id'])}</b>, {money(price['unit_amount'], price['currency'])}: "
            f"{escape(subscription['status'])}, until {until:%d %B %Y}</p>"
        )
        if subscription["status"] == "canceled":
            continue
        if subscription["cancel_at_period_end"]:
            parts.append(_button(subscription, "resume", "Do not cancel"))
        else:
            parts.append(_button(subscription, "cancel", "Cancel at the end of the period"))
        for id in (id for product in offered for id in product["prices"] if id != price["id"]):
            other = books.get("price", id)
            label = f"Change to {other['nickname']}, {money(other['unit_amount'], other['currency'])}"
            parts.append(_button(subscription, f"price:{id}", label))
    parts.append(
        '<form method="post"><label>New card<br><input name="number" inputmode="numeric"></label>'
        '<button name="do" value="card">Save</button></form>'
    )
    for invoice in books.all("invoice", customer=session["customer"]):
        amount = money(invoice["amount_due"], invoice["currency"])
        parts.append(f"<p>Invoice of {amount}: {escape(invoice['status'])}</p>")
    if session["return_url"]:
        parts.append(f'<p><a href="{escape(session["return_url"])}">Back</a></p>')
    return _PAGE.format(title="Your subscription", body="\n".join(parts))


def _button(subscription: Object, do: str, label: str) -> str:
    return (
        f'<form method="post"><input type="hidden" name="subscription" value="{subscription["id"]}">'
        f'<button name="do" value="{escape(do)}">{escape(label)}</button></form>'
    )
