"""The page on which a person says who they are, and whether the studio may know."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from local.identity_provider.clients import Client
from local.identity_provider.people import Person

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in · {provider}, on this machine</title>
<style>
  body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 24rem; margin: 4rem auto; padding: 0 1rem; color: #222 }}
  label {{ display: block; margin: 1rem 0 }}  input[type=email], input[type=text] {{ width: 100%; font: inherit }}
  button {{ font: inherit; padding: .4rem 1rem; margin-right: .5rem }}  p {{ color: #555 }}
</style>
<h1>{provider}</h1>
<p>Not the real one: it stands in on this machine, offline. Be whoever you like.</p>
<form method="post">
  {hidden}
  <label>Address <input type="email" name="email" value="asha@example.com" required></label>
  <label>Name <input type="text" name="name" value="Asha Rao"></label>
  <label><input type="checkbox" name="verified" value="yes" checked> The address is verified</label>
  <button name="answer" value="allow">Allow</button>
  <button name="answer" value="deny" formnovalidate>Deny</button>
</form>
</html>
"""


def ask(provider: str, query: Mapping[str, str]) -> Response:
    """The page, which sends back what the client asked for together with what the person answers."""
    hidden = "\n  ".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in query.items()
    )
    return HTMLResponse(_PAGE.format(provider=escape(provider), hidden=hidden))


def fault(message: str) -> Response:
    """What a person sees where the client asks wrongly and cannot be trusted with an answer."""
    return HTMLResponse(f"<!doctype html><title>400</title><h1>400</h1><p>{escape(message)}</p>", 400)


def unknown_client(client: Client, query: Mapping[str, str]) -> Response | None:
    """The fault of a request whose client or redirect URI is not the registered one, if it is."""
    if query.get("client_id") != client.client_id:
        return fault("invalid_client: The OAuth client was not found.")
    if query.get("redirect_uri") != client.redirect_uri:
        return fault("redirect_uri_mismatch: The redirect URI is not one that is registered for this client.")
    return None


def person_of(form: FormData) -> Person | None:
    """Who has answered yes; None where the answer is no."""
    if form.get("answer") != "allow":
        return None
    email, name = str(form.get("email", "")).strip(), str(form.get("name", "")).strip()
    return Person(email, name, form.get("verified") == "yes")


def send_back(redirect_uri: str, **query: str) -> Response:
    """Send the browser back to the client."""
    separator = "&" if urlsplit(redirect_uri).query else "?"
    return RedirectResponse(f"{redirect_uri}{separator}{urlencode(query)}", 302)
