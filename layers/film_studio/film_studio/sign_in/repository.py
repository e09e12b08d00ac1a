"""SQL of sign-in through others. What a browser holds is known here by its SHA-256 only."""

from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction

PRUNED = 100
"""Expired rows that one statement removes at most."""


def add_state(
    connection: Transaction,
    state_hash: bytes,
    browser_hash: bytes,
    provider: str,
    return_to: str | None,
    life: timedelta,
) -> None:
    """Note that a browser begins to sign in, and forget those that never came back."""
    connection.execute(
        "DELETE FROM oauth_states WHERE state_hash IN"
        " (SELECT state_hash FROM oauth_states WHERE expires_at < now() LIMIT %s FOR UPDATE SKIP LOCKED)",
        (PRUNED,),
    )
    connection.execute(
        "INSERT INTO oauth_states (state_hash, browser_hash, provider, return_to, expires_at)"
        " VALUES (%s, %s, %s, %s, now() + %s)",
        (state_hash, browser_hash, provider, return_to, life),
    )


def take_state(connection: Transaction, state_hash: bytes, browser_hash: bytes, provider: str) -> DictRow | None:
    """Use up what `add_state` noted; None where there is none of this browser and provider, or not any more."""
    return connection.execute(
        "DELETE FROM oauth_states WHERE state_hash = %s AND browser_hash = %s AND provider = %s AND expires_at > now()"
        " RETURNING return_to",
        (state_hash, browser_hash, provider),
    ).fetchone()


def add_code(connection: Transaction, code_hash: bytes, browser_hash: bytes, user_id: UUID, life: timedelta) -> None:
    """Note that a browser has signed in as a user, and forget those that did not take it up."""
    connection.execute(
        "DELETE FROM sign_in_codes WHERE code_hash IN"
        " (SELECT code_hash FROM sign_in_codes WHERE expires_at < now() LIMIT %s FOR UPDATE SKIP LOCKED)",
        (PRUNED,),
    )
    connection.execute(
        "INSERT INTO sign_in_codes (code_hash, browser_hash, user_id, expires_at) VALUES (%s, %s, %s, now() + %s)",
        (code_hash, browser_hash, user_id, life),
    )


def take_code(connection: Transaction, code_hash: bytes, browser_hash: bytes) -> UUID | None:
    """Use up a code; gives who has signed in, None where the code is not this browser's, or not any more."""
    row = connection.execute(
        "DELETE FROM sign_in_codes WHERE code_hash = %s AND browser_hash = %s AND expires_at > now() RETURNING user_id",
        (code_hash, browser_hash),
    ).fetchone()
    return row["user_id"] if row else None


def lock_identity(connection: Transaction, provider: str, subject: str) -> None:
    """Keep others from signing in as the same person until the transaction ends, whether or not that is known yet."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{provider} {subject}",))


def owner(connection: Transaction, provider: str, subject: str) -> UUID | None:
    """Whose account somebody's identity opens."""
    row = connection.execute(
        "SELECT user_id FROM oauth_identities WHERE provider = %s AND subject = %s", (provider, subject)
    ).fetchone()
    return row["user_id"] if row else None


def add_user(connection: Transaction, email: str, full_name: str) -> UUID | None:
    """A new user without a password, whose address is verified; None where the address is taken."""
    row = connection.execute(
        "INSERT INTO users (email, full_name, email_verified_at) VALUES (%s, %s, now())"
        " ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING RETURNING id",
        (email, full_name),
    ).fetchone()
    return row["id"] if row else None


def lock_user_by_email(connection: Transaction, email: str) -> DictRow | None:
    """A user by address, locked until the transaction ends; `verified` says whether the address is."""
    return connection.execute(
        "SELECT id, email_verified_at IS NOT NULL AS verified FROM users WHERE email = %s FOR UPDATE", (email,)
    ).fetchone()


def add_identity(connection: Transaction, provider: str, subject: str, user_id: UUID, email: str) -> None:
    """Let an identity open an account."""
    connection.execute(
        "INSERT INTO oauth_identities (provider, subject, user_id, email) VALUES (%s, %s, %s, %s)",
        (provider, subject, user_id, email),
    )


def identities(connection: Transaction, user_id: UUID) -> list[DictRow]:
    """The identities that open an account, oldest first."""
    return connection.execute(
        "SELECT provider, email, created_at FROM oauth_identities WHERE user_id = %s ORDER BY created_at, subject",
        (user_id,),
    ).fetchall()


def has_password(connection: Transaction, user_id: UUID) -> bool | None:
    """Whether a password opens an account; None where there is no such account."""
    row = connection.execute("SELECT password_hash IS NOT NULL AS has FROM users WHERE id = %s", (user_id,)).fetchone()
    return row["has"] if row else None


def remove_identities(connection: Transaction, user_id: UUID, provider: str) -> None:
    """Let no identity of a provider open an account any more."""
    connection.execute("DELETE FROM oauth_identities WHERE user_id = %s AND provider = %s", (user_id, provider))
