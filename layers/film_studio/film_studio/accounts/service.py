"""The rules of accounts: registration, logins that rotate, profiles.

A login, or session, is a family of refresh tokens: each is exchanged once for the next. One that comes back after it
was spent has been copied, so it ends its whole family.
"""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from psycopg.rows import DictRow

from film_studio.accounts import links, repository, sessions, tokens
from film_studio.accounts.models import Login, Registered, Registration, Tokens, User
from film_studio.accounts.passwords import hash_password, is_password
from film_studio.aws import wake
from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction
from film_studio.errors import AccountSuspended, Conflict, NotFound, Unauthenticated
from film_studio.secret_words import digest
from film_studio.settings import settings

REFRESH_LIFE = timedelta(days=7)


def register(registration: Registration) -> Registered:
    """Make an account with its welcome credits, mail it the link that verifies its address, and log in.

    Raises `Conflict` (`email_taken`).
    """
    password_hash = hash_password(registration.password.get_secret_value())
    with transaction() as connection:
        user_id = repository.add_user(connection, registration.email, password_hash, registration.full_name)
        if user_id is None:
            raise Conflict("email_taken", "There is an account with this address already.")
        credits.grant(connection, user_id, credits.WELCOME_CREDITS, "Welcome", reference_id="welcome")
        links.welcome(connection, user_id, registration.email)
        user, login = start_login(connection, user_id)
    wake(settings().relay_function)
    return Registered(user=user, **login.model_dump())


def log_in(login: Login) -> Tokens:
    """Start a login. Raises `Unauthenticated`, the same for an unknown address and a wrong password.

    Who knows the password of a suspended account is told so: `AccountSuspended`.
    """
    with transaction() as connection:
        row = repository.user_by_email(connection, login.email)
    if not is_password(login.password.get_secret_value(), row["password_hash"] if row else None) or row is None:
        raise Unauthenticated("invalid_credentials", "Address or password is wrong.")
    with transaction() as connection:
        return start_login(connection, row["id"])[1]


def refresh(refresh_token: str) -> Tokens:
    """Exchange a refresh token for new tokens. Raises `Unauthenticated`; a spent token ends its whole family.

    Raises `AccountSuspended` and leaves the token as it is.
    """
    token_hash = digest(refresh_token)
    with transaction() as connection:
        token = repository.lock_token(connection, token_hash)
        if token and token["usable"]:
            row = repository.user(connection, token["user_id"])
            if row and row["suspended_at"]:
                raise AccountSuspended
            repository.spend_token(connection, token_hash)
            return _issue(connection, user_of(row), token["family_id"])
        if token:
            repository.revoke_family(connection, token["family_id"])
    # Raised out here because the family's end must be committed.
    if token:
        sessions.forget(token["user_id"])
    raise Unauthenticated("invalid_refresh_token", "This refresh token is not valid, or not any more: log in again.")


def log_out(user_id: UUID, refresh_token: str | None) -> None:
    """End the login that a refresh token belongs to, or every login of the user, with its access tokens.

    Doing it again changes nothing.
    """
    if refresh_token is None:
        sessions.end(user_id)
        return
    with transaction() as connection:
        token = repository.lock_token(connection, digest(refresh_token))
        if token and token["user_id"] == user_id:
            repository.revoke_family(connection, token["family_id"])
    sessions.forget(user_id)


def profile(user_id: UUID) -> User:
    """The user's own account. Raises `NotFound` once it is deleted."""
    with transaction() as connection:
        return user_of(repository.user(connection, user_id))


def rename(user_id: UUID, full_name: str) -> User:
    """Change the user's name. Raises `NotFound`."""
    with transaction() as connection:
        return user_of(repository.rename(connection, user_id, full_name))


def start_login(connection: Transaction, user_id: UUID) -> tuple[User, Tokens]:
    """Start a login of somebody who has shown who they are. Raises `NotFound` and `AccountSuspended`."""
    row = repository.record_login(connection, user_id)
    if row and row["suspended_at"]:
        raise AccountSuspended
    user = user_of(row)
    return user, _issue(connection, user, uuid4())


def user_of(row: DictRow | None) -> User:
    """An account as its owner sees it. Raises `NotFound` where the row is not there any more."""
    if row is None:
        raise NotFound("user_not_found", "This account does not exist any more.")
    return User.model_validate({**row, "email_verified": row["email_verified_at"] is not None})


def _issue(connection: Transaction, user: User, family_id: UUID) -> Tokens:
    refresh_token = secrets.token_urlsafe(32)
    expires_at = datetime.now(UTC) + REFRESH_LIFE
    repository.add_token(connection, digest(refresh_token), family_id, user.id, expires_at)
    access_token = tokens.sign(user.id, family_id)
    return Tokens(access_token=access_token, refresh_token=refresh_token, expires_in=tokens.ACCESS_SECONDS)
