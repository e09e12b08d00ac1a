"""Links in mails: who follows one has shown that its address is theirs.

A link holds a word of 256 random bits that only the mail knows; kept is its SHA-256. It counts once: what is used is
deleted in the transaction that acts on it, with the account's row locked, so of two who come with one word one finds
nothing, and who dies before the commit has used nothing. The word stands behind `#`, which reaches no server and no
log, and the page there acts when its button is pressed: programs that look into mails use nothing up.
"""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from psycopg.rows import DictRow

from film_studio import mail, outbox
from film_studio.accounts import repository, sessions
from film_studio.accounts.models import LinkPurpose, NewAddress, PasswordReset
from film_studio.accounts.passwords import hash_password, is_password
from film_studio.aws import wake
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from film_studio.secret_words import digest
from film_studio.settings import settings

LIVES = {
    "verify-email": timedelta(hours=24),
    "change-email": timedelta(hours=24),
    "reset-password": timedelta(minutes=30),
}
"""How long a link counts, by its purpose."""


def address(purpose: LinkPurpose, token: str) -> str:
    """Where a link leads to."""
    return f"{settings().api_url}/auth/links/{purpose}#{token}"


def welcome(connection: Transaction, user_id: UUID, email: str) -> None:
    """Mail a new account the link that verifies its address."""
    link, until = _link(connection, user_id, "verify-email", email)
    text = (
        f"Somebody, we hope you, has made an AI Film Studio account with the address {email}.\n\n"
        f"Confirm within 24 hours that it is yours:\n{link}\n\n"
        "Films are made once the address is confirmed. If you know nothing of this, ignore this mail.\n"
    )
    mail.send(connection, email, "Confirm your address", text, until)


def welcome_again(user_id: UUID) -> None:
    """Mail another link that verifies the user's address; those before it count no more.

    Raises `Conflict` (`already_verified`), `NotFound` once the account is deleted.
    """
    with transaction() as connection:
        row = _locked(connection, user_id)
        if row["email_verified_at"] is not None:
            raise Conflict("already_verified", "This address is confirmed already.")
        welcome(connection, user_id, row["email"])
    wake(settings().relay_function)


def verify(token: str) -> None:
    """The address that a link was mailed to is its user's. Raises `NotFound` (`link_expired`)."""
    with transaction() as connection:
        link = _used(connection, "verify-email", token)
        if not repository.verify_email(connection, link["user_id"], link["email"]):
            raise _expired()  # the address has been changed meanwhile


def forgot(email: str) -> None:
    """Mail a link that resets the password, if there is such an account.

    Here only a word is left for the relay, whoever is named, so that neither the answer nor its time tells anything.
    """
    with transaction() as connection:
        outbox.add(connection, "reset", {"email": email})
    wake(settings().relay_function)


def mail_reset(email: str) -> None:
    """Mail the owner of an address, if there is one, the link that resets the password; the ones before count no more.

    The relay calls this, in its transaction.
    """
    with transaction() as connection:
        row = repository.user_by_email(connection, email)
        if row is None or not repository.lock_user(connection, row["id"]):
            return
        link, until = _link(connection, row["id"], "reset-password", email)
        text = (
            "Somebody, we hope you, has asked to reset the password of your AI Film Studio account.\n\n"
            f"Choose a new one within 30 minutes:\n{link}\n\n"
            "If that was not you, ignore this mail: nothing has changed.\n"
        )
        mail.send(connection, email, "Reset your password", text, until)


def reset(wanted: PasswordReset) -> None:
    """Set the password of who follows a link, end every session, and tell the owner. The address is verified with that.

    Raises `NotFound` (`link_expired`).
    """
    password_hash = hash_password(wanted.password.get_secret_value())
    with transaction() as connection:
        link = _used(connection, "reset-password", wanted.token)
        user_id = link["user_id"]
        if not repository.verify_email(connection, user_id, link["email"]):
            raise _expired()
        repository.set_password(connection, user_id, password_hash)
        repository.forget_links(connection, user_id)
        repository.revoke_all(connection, user_id)
        text = (
            "The password of your AI Film Studio account has been changed, and every login has ended.\n\n"
            "If that was not you, somebody else reads your mail: secure it, then choose “forgot password”.\n"
        )
        mail.send(connection, link["email"], "Your password has been changed", text)
    sessions.forget(user_id)
    wake(settings().relay_function)


def change_email(user_id: UUID, wanted: NewAddress) -> None:
    """Mail a link to the new address, which changes it, and a word to the present one.

    Raises `Invalid` for the present address, `Forbidden` (`wrong_password`), `Conflict` (`email_taken`, and
    `no_password` for who signs in through others only), `NotFound` once the account is deleted.
    """
    with transaction() as connection:
        row = repository.user(connection, user_id)
    # Outside the transaction: hashing takes a third of a second.
    if row is not None and row["password_hash"] is None:
        raise Conflict("no_password", "This account has no password: set one first, through “forgot password”.")
    if not is_password(wanted.password.get_secret_value(), row["password_hash"] if row else None):
        raise Forbidden("wrong_password", "The password is wrong.")
    with transaction() as connection:
        row = _locked(connection, user_id)
        if row["email"] == wanted.email:
            raise Invalid(Fault("email", "own_address", "This is your address already."))
        if repository.user_by_email(connection, wanted.email) is not None:
            raise _taken()
        link, until = _link(connection, user_id, "change-email", wanted.email)
        text = (
            f"Confirm within 24 hours that {wanted.email} is the new address of your AI Film Studio account:\n"
            f"{link}\n\n"
            "If you know nothing of this, ignore this mail.\n"
        )
        mail.send(connection, wanted.email, "Confirm your new address", text, until)
        text = (
            f"Somebody, we hope you, wants to change the address of your AI Film Studio account to {wanted.email}.\n\n"
            "If that was not you, choose “forgot password” now: it ends this, and every login.\n"
        )
        mail.send(connection, row["email"], "Your address is about to change", text)
    wake(settings().relay_function)


def confirm_email(token: str) -> None:
    """Change the address of who follows a link to the one that it was mailed to, and tell the one before.

    Raises `NotFound` (`link_expired`), and `Conflict` (`email_taken`) where somebody else has registered it meanwhile.
    """
    with transaction() as connection:
        link = _used(connection, "change-email", token)
        row = _locked(connection, link["user_id"])
        if not repository.set_email(connection, link["user_id"], link["email"]):
            raise _taken()
        repository.forget_links(connection, link["user_id"])
        text = f"The address of your AI Film Studio account is {link['email']} now. Mails go there from now on.\n"
        mail.send(connection, row["email"], "Your address has been changed", text)
    wake(settings().relay_function)


def _link(connection: Transaction, user_id: UUID, purpose: LinkPurpose, email: str) -> tuple[str, datetime]:
    """A new link, the only one for its purpose, and when it ends."""
    token = secrets.token_urlsafe(32)
    until = datetime.now(UTC) + LIVES[purpose]
    repository.forget_links(connection, user_id, purpose)
    repository.add_link(connection, digest(token), user_id, purpose, email, until)
    return address(purpose, token), until


def _used(connection: Transaction, purpose: LinkPurpose, token: str) -> DictRow:
    """`user_id` and `email` of a link, which counts no more; the user is locked. Raises `NotFound`."""
    owner = repository.owner_of_link(connection, digest(token), purpose)
    # The user before the link, as everywhere: whoever ends all links of a user holds the user, too.
    if owner is None or not repository.lock_user(connection, owner):
        raise _expired()
    link = repository.take_link(connection, digest(token), purpose)
    if link is None:
        raise _expired()
    return link


def _locked(connection: Transaction, user_id: UUID) -> DictRow:
    repository.lock_user(connection, user_id)
    row = repository.user(connection, user_id)
    if row is None:
        raise NotFound("user_not_found", "This account does not exist any more.")
    return row


def _expired() -> NotFound:
    return NotFound(
        "link_expired", "This link does not count any more: it has been used, or is too old. Ask for another."
    )


def _taken() -> Conflict:
    return Conflict("email_taken", "There is an account with this address already.")
