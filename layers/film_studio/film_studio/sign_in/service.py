"""The rules of sign-in through Google and GitHub: the authorization code flow, in one browser, with PKCE (S256).

A browser that begins gets a secret cookie and a `state`. The verifier of PKCE and Google's nonce are derived from both,
so the database, which knows only their hashes, could not end a sign-in by itself, nor could whoever sees the addresses
that a browser is sent to. A state is deleted when it comes back, in a transaction of its own that is committed before
the provider is asked: of two who come with it one finds nothing, and who dies after it begins anew.

Who somebody is, the provider's own id says. An account is found by address only the first time, and only where the
address is verified on both sides: else who has registered another's address beforehand would be given their account
with everything that they make, and who has an address unverified at a provider would be given its owner's account.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from types import ModuleType
from urllib.parse import urlencode
from uuid import UUID

from film_studio import mail
from film_studio.accounts import repository as users
from film_studio.accounts import service as accounts
from film_studio.accounts.models import Tokens
from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Forbidden, Malformed, NotFound, StudioError, Unauthenticated
from film_studio.secret_words import digest
from film_studio.settings import settings
from film_studio.sign_in import github, google, repository
from film_studio.sign_in.clients import client_of
from film_studio.sign_in.models import NAMES, Person, Provider, SignIn, SignIns

STATE_LIFE = timedelta(minutes=10)
"""How long somebody may take at the provider."""

CODE_LIFE = timedelta(minutes=1)
"""How long the site may take to exchange the code that a browser comes back with."""

_SPEAKERS: dict[Provider, ModuleType] = {"google": google, "github": github}
_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


@dataclass(frozen=True)
class Departure:
    """Where to send a browser, and the secret that it is to keep as a cookie for `STATE_LIFE`."""

    location: str
    browser: str


def start(provider: Provider, browser: str | None, return_to: str | None) -> Departure:
    """Begin to sign in. `browser` is the secret of one that has begun before (another tab may be at it).

    `return_to` is a path of our own site; without it `finish` gives the tokens itself. Raises `NotFound`
    (`sign_in_not_offered`) and `Unavailable`.
    """
    client = client_of(provider)
    if browser is None or not _SECRET.fullmatch(browser):
        browser = secrets.token_urlsafe(32)
    state = secrets.token_urlsafe(32)
    challenge = _text(sha256(_derived(browser, "verifier", state).encode()).digest())
    location: str = _SPEAKERS[provider].authorization_url(
        client, redirect_uri(provider), state, challenge, _derived(browser, "nonce", state)
    )
    with transaction() as connection:
        repository.add_state(connection, digest(state), digest(browser), provider, return_to, STATE_LIFE)
    return Departure(location, browser)


def finish(provider: Provider, browser: str | None, state: str, code: str | None, error: str | None) -> Tokens | str:
    """End a sign-in with what the provider sent the browser back with: tokens, or where the browser goes next.

    It goes to `return_to` with `sign_in_code` in the fragment, for `exchange`, or with `sign_in_error`, the code of
    what was refused. Raises `Malformed` (`sign_in_expired`) for a state that is not this browser's, or not any more;
    without `return_to` also `Forbidden` (`sign_in_denied`, `address_not_verified`, `account_suspended`), `Conflict`
    (`account_not_verified`), and what the providers' `identify` raises.
    """
    begun = None
    if browser is not None:
        with transaction() as connection:
            begun = repository.take_state(connection, digest(state), digest(browser), provider)
    if browser is None or begun is None:
        raise Malformed(
            "sign_in_expired",
            "This sign-in was not begun in this browser, has been used, or is older than 10 minutes: begin anew.",
        )
    if begun["return_to"] is None:
        person = _identify(provider, browser, state, code, error)
        with transaction() as connection:
            return accounts.start_login(connection, _account_of(connection, person))[1]
    try:
        person = _identify(provider, browser, state, code, error)
        with transaction() as connection:
            one_time = secrets.token_urlsafe(32)
            user_id = _account_of(connection, person)
            repository.add_code(connection, digest(one_time), digest(browser), user_id, CODE_LIFE)
    except StudioError as refusal:
        return _landing(begun["return_to"], sign_in_error=refusal.code)
    return _landing(begun["return_to"], sign_in_code=one_time)


def exchange(code: str, browser: str | None) -> Tokens:
    """The tokens of a sign-in, once, for the browser that it was begun in.

    Raises `Unauthenticated` (`invalid_sign_in_code`), and `Forbidden` (`account_suspended`).
    """
    with transaction() as connection:
        user_id = repository.take_code(connection, digest(code), digest(browser)) if browser else None
        if user_id is not None:
            return accounts.start_login(connection, user_id)[1]
    raise Unauthenticated("invalid_sign_in_code", "This code is not valid, or not any more: sign in anew.")


def ways_in(user_id: UUID) -> SignIns:
    """By what a user's account can be opened. Raises `NotFound` once it is deleted."""
    with transaction() as connection:
        has_password = repository.has_password(connection, user_id)
        found = repository.identities(connection, user_id)
    if has_password is None:
        raise NotFound("user_not_found", "This account does not exist any more.")
    return SignIns(has_password=has_password, providers=[SignIn.model_validate(row) for row in found])


def remove(user_id: UUID, provider: Provider) -> None:
    """Let a provider open the account no more; logins go on.

    Who signs in there again with the account's address links it again: that address could reset the password, too.
    Raises `NotFound` (`sign_in_not_found`), and `Conflict` (`last_way_in`) where nothing else opens the account.
    """
    with transaction() as connection:
        users.lock_user(connection, user_id)  # of two who remove one each, the second sees what the first has left
        linked = {row["provider"] for row in repository.identities(connection, user_id)}
        if provider not in linked:
            raise NotFound("sign_in_not_found", f"{NAMES[provider]} does not open this account.")
        if linked == {provider} and not repository.has_password(connection, user_id):
            raise Conflict(
                "last_way_in", f"Only {NAMES[provider]} opens this account. Set a password first: “forgot password”."
            )
        repository.remove_identities(connection, user_id, provider)


def redirect_uri(provider: Provider) -> str:
    """Where the provider sends browsers back to; it must be registered there."""
    return f"{settings().api_url}/auth/oauth/{provider}/callback"


def _identify(provider: Provider, browser: str, state: str, code: str | None, error: str | None) -> Person:
    if error is not None or not code:
        raise Forbidden("sign_in_denied", f"{NAMES[provider]} was not allowed to say who you are.")
    verifier, nonce = _derived(browser, "verifier", state), _derived(browser, "nonce", state)
    person: Person = _SPEAKERS[provider].identify(client_of(provider), redirect_uri(provider), code, verifier, nonce)
    return person


def _account_of(connection: Transaction, person: Person) -> UUID:
    """Whose account somebody opens: the one that they have opened before, that of their address, or a new one."""
    repository.lock_identity(connection, person.provider, person.subject)
    owner = repository.owner(connection, person.provider, person.subject)
    if owner is not None:
        return owner
    name = NAMES[person.provider]
    if person.email is None:
        raise Forbidden(
            "address_not_verified", f"{name} has not verified your address. Verify it there, then sign in again."
        )
    while True:
        user_id = repository.add_user(connection, person.email, person.name or person.email.partition("@")[0])
        if user_id is not None:
            credits.grant(connection, user_id, credits.WELCOME_CREDITS, "Welcome", reference_id="welcome")
            break
        row = repository.lock_user_by_email(connection, person.email)
        if row is None:
            continue  # deleted between the two statements
        if not row["verified"]:
            raise Conflict(
                "account_not_verified",
                "There is an account with this address, and nobody has shown that the address is theirs. Log in with "
                f"its password and follow the link in the mail, or reset the password; then sign in with {name}.",
            )
        user_id = row["id"]
        mail.send(connection, person.email, f"{name} opens your account now", _linked(name))
        break
    repository.add_identity(connection, person.provider, person.subject, user_id, person.email)
    return user_id


def _linked(name: str) -> str:
    return (
        f"Somebody has signed in to your AI Film Studio account with a {name} account that has this address.\n\n"
        "If that was not you, remove it under “ways to sign in” and change your passwords, here and there.\n"
    )


def _landing(return_to: str, **fragment: str) -> str:
    """An address of our own site. What stands in the fragment reaches no server and no log."""
    return f"{settings().public_url}{return_to}#{urlencode(fragment)}"


def _derived(browser: str, purpose: str, state: str) -> str:
    return _text(hmac.digest(browser.encode(), f"{purpose} {state}".encode(), "sha256"))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
