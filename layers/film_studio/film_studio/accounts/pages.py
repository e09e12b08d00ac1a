"""The pages that links in mails lead to.

Each is one static document with one form. What the link says stands behind `#` and is sent when the form is, so a
program that opens the link, to see whether it is harmless, uses nothing up.
"""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Literal

from film_studio.accounts.models import MIN_PASSWORD_CHARACTERS

Page = Literal["verify-email", "change-email", "reset-password", "invitation"]


@dataclass(frozen=True)
class _Content:
    title: str
    text: str
    button: str
    done: str
    route: str
    """Of the API, which is two steps up from the page."""
    fields: str = ""


_PASSWORD = f"""<label>New password
<input name="password" type="password" autocomplete="new-password" required minlength="{MIN_PASSWORD_CHARACTERS}"
aria-describedby="rule"></label>
<p id="rule"><small>At least {MIN_PASSWORD_CHARACTERS} characters.</small></p>"""

_ACCOUNT = f"""<label>E-mail address, the one that was invited
<input name="email" type="email" autocomplete="email" required></label>
<label>Password
<input name="password" type="password" autocomplete="current-password" required
minlength="{MIN_PASSWORD_CHARACTERS}"></label>
<label>Your name, only if you have no account yet: it makes one
<input name="full_name" autocomplete="name" maxlength="200"></label>"""

_CONTENTS: dict[Page, _Content] = {
    "verify-email": _Content(
        "Confirm your address",
        "You have made an account, or somebody has in your name: then close this page.",
        "This address is mine",
        "Your address is confirmed. You can have films made now.",
        "auth/verify-email",
    ),
    "change-email": _Content(
        "Confirm your new address",
        "Your account is to have the address that this mail was sent to.",
        "Change it",
        "Your account has its new address. Log in with that from now on.",
        "auth/confirm-email",
    ),
    "reset-password": _Content(
        "Choose a new password",
        "Every login of your account ends with it, on every device.",
        "Set the password",
        "Your password has been changed. Log in with the new one.",
        "auth/reset-password",
        _PASSWORD,
    ),
    "invitation": _Content(
        "Share a film project",
        "Log in to accept the invitation.",
        "Accept",
        "You share the project now.",
        "invitations/accept",
        _ACCOUNT,
    ),
}

_STYLE = """
:root { color-scheme: light dark; --ink: #14213d; --ground: #f5f7fa; --card: #fff; --line: #8a94a6; --act: #0066cc;
  --on: #fff; --bad: #b3093c; --good: #1a7431 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf3; --ground: #10151f; --card: #1a2130; --line: #7b879c;
  --act: #66b3ff; --on: #10151f; --bad: #ff8fa9; --good: #7ddb94 } }
* { box-sizing: border-box }
body { font: 17px/1.5 system-ui, sans-serif; margin: 0; padding: 6vh 1rem; background: var(--ground);
  color: var(--ink) }
main { max-width: 27rem; margin: auto; background: var(--card); padding: 1.5rem 2rem 2rem; border-radius: .75rem;
  border-top: .4rem solid var(--act); box-shadow: 0 1px 8px #0002 }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 } .studio { margin: 0; font-size: .9rem }
label { display: block; margin-top: 1rem } small { font-size: .9rem }
input { display: block; width: 100%; font: inherit; padding: .6rem; margin-top: .25rem; border: 1px solid var(--line);
  border-radius: .4rem; background: transparent; color: inherit }
button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; margin-top: 1.25rem; border: 0; border-radius: .4rem;
  background: var(--act); color: var(--on); cursor: pointer } button:disabled { opacity: .6; cursor: wait }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
#said { margin: 1rem 0 0; font-weight: 600 } #said.bad { color: var(--bad) } #said.good { color: var(--good) }
"""

_SCRIPT = """
const form = document.querySelector("form"), said = document.querySelector("#said");
const token = location.hash.slice(1);
const api = new URL("../../", location.href);
const say = (text, how) => { said.textContent = text; said.className = how };
async function post(route, body, access) {
  const headers = { "Content-Type": "application/json", ...(access && { Authorization: `Bearer ${access}` }) };
  const answer = await fetch(new URL(route, api), { method: "POST", headers, body: JSON.stringify(body) });
  const found = answer.status === 204 ? null : await answer.json();
  if (answer.ok) return found;
  throw new Error((found.errors || []).map((each) => each.message).join(" ") || found.detail);
}
async function act() {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  if (form.dataset.route !== "invitations/accept") return post(form.dataset.route, { token, ...fields });
  const login = await post(fields.full_name ? "auth/register" : "auth/login", fields);
  await post(form.dataset.route, { token }, login.access_token);
}
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  say("", "");
  try {
    await act();
    form.remove();
    history.replaceState(null, "", location.pathname);
    say(said.dataset.done, "good");
  } catch (error) {
    button.disabled = false;
    say(error instanceof TypeError ? "The studio does not answer. Try again in a moment." : error.message, "bad");
  }
});
if (!token) {
  form.remove();
  say("The link is not whole. Open it from the mail once more, or copy all of it.", "bad");
}
"""


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'sha256-{_hash(_SCRIPT)}'",
        f"style-src 'sha256-{_hash(_STYLE)}'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The pages' Content-Security-Policy: they run their own script only, and speak to the API only."""


def of(page: Page) -> str:
    """A page, as HTML."""
    content = _CONTENTS[page]
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(content.title)} · AI Film Studio</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<p class="studio">AI Film Studio</p>
<h1>{escape(content.title)}</h1>
<form data-route="{content.route}">
<p>{escape(content.text)}</p>
{content.fields}
<button>{escape(content.button)}</button>
</form>
<p id="said" role="status" data-done="{escape(content.done)}"></p>
<noscript><p>This page needs JavaScript to send what you answer.</p></noscript>
</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""
