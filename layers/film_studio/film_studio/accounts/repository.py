"""SQL of users and refresh tokens. Tokens are known here by their SHA-256 only."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from psycopg.errors import UniqueViolation
from psycopg.rows import DictRow

from film_studio.database import Transaction


def add_user(connection: Transaction, email: str, password_hash: str, full_name: str) -> UUID | None:
    """A new user's id, or None where the address is taken."""
    row = connection.execute(
        "INSERT INTO users (email, password_hash, full_name) VALUES (%s, %s, %s)"
        " ON CONFLICT ON CONSTRAINT users_email_key DO NOTHING RETURNING id",
        (email, password_hash, full_name),
    ).fetchone()
    return row["id"] if row else None


def user(connection: Transaction, user_id: UUID) -> DictRow | None:
    """A user by id."""
    return connection.execute("SELECT * FROM users WHERE id = %s", (user_id,)).fetchone()


def user_by_email(connection: Transaction, email: str) -> DictRow | None:
    """A user by (lower-case) address."""
    return connection.execute("SELECT * FROM users WHERE email = %s", (email,)).fetchone()


def rename(connection: Transaction, user_id: UUID, full_name: str) -> DictRow | None:
    """Change a user's name; gives the user."""
    return connection.execute(
        "UPDATE users SET full_name = %s, updated_at = now() WHERE id = %s RETURNING *", (full_name, user_id)
    ).fetchone()


def record_login(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Note that a user has logged in now, and forget the tokens that time has ended; gives the user."""
    connection.execute("DELETE FROM refresh_tokens WHERE user_id = %s AND expires_at < now()", (user_id,))
    return connection.execute("UPDATE users SET last_login_at = now() WHERE id = %s RETURNING *", (user_id,)).fetchone()


def standing(connection: Transaction, user_id: UUID, session_id: UUID) -> DictRow | None:
    """Tier, rights and suspension of the user of a session; None where it has ended, or is not this user's.

    Of a suspended user always: suspending ends the sessions, and who comes with one is to learn why.
    """
    return connection.execute(
        """
        SELECT subscription_tier AS tier, is_admin, suspended_at IS NOT NULL AS suspended FROM users
        WHERE id = %(user)s AND (suspended_at IS NOT NULL OR EXISTS (
            SELECT FROM refresh_tokens
            WHERE family_id = %(session)s AND user_id = %(user)s AND revoked_at IS NULL AND expires_at > now()
        ))
        """,
        {"user": user_id, "session": session_id},
    ).fetchone()


def verify_email(connection: Transaction, user_id: UUID, email: str) -> bool:
    """The user has shown that this address is theirs; False where the account has another one by now."""
    done = connection.execute(
        "UPDATE users SET email_verified_at = coalesce(email_verified_at, now()) WHERE id = %s AND email = %s",
        (user_id, email),
    )
    return done.rowcount == 1


def set_email(connection: Transaction, user_id: UUID, email: str) -> bool:
    """Give a user another address, which is theirs; False where somebody else has it.

    The transaction goes on after that: the clash is not raised.
    """
    with suppress(UniqueViolation), connection.transaction():
        connection.execute(
            "UPDATE users SET email = %s, email_verified_at = now(), updated_at = now() WHERE id = %s", (email, user_id)
        )
        return True
    return False


def set_password(connection: Transaction, user_id: UUID, password_hash: str) -> None:
    """Give a user another password."""
    connection.execute(
        "UPDATE users SET password_hash = %s, updated_at = now() WHERE id = %s", (password_hash, user_id)
    )


def lock_user(connection: Transaction, user_id: UUID) -> bool:
    """Lock a user until the transaction ends; False where there is none."""
    return connection.execute("SELECT FROM users WHERE id = %s FOR UPDATE", (user_id,)).rowcount == 1


def project_ids(connection: Transaction, user_id: UUID) -> list[UUID]:
    """The projects that a user owns."""
    return [row["id"] for row in connection.execute("SELECT id FROM projects WHERE user_id = %s", (user_id,))]


def delete_user(connection: Transaction, user_id: UUID) -> None:
    """Delete a user and, by cascade, all records of theirs."""
    connection.execute("DELETE FROM users WHERE id = %s", (user_id,))


def add_token(connection: Transaction, token_hash: bytes, family_id: UUID, user_id: UUID, expires_at: datetime) -> None:
    """Add a refresh token to a family."""
    connection.execute(
        "INSERT INTO refresh_tokens (token_hash, family_id, user_id, expires_at) VALUES (%s, %s, %s, %s)",
        (token_hash, family_id, user_id, expires_at),
    )


def lock_token(connection: Transaction, token_hash: bytes) -> DictRow | None:
    """A refresh token, with its owner locked so that one family has one writer; `usable` says whether it still counts.

    The token is read after the lock is held: read together, it could be as it was before the last writer.
    """
    connection.execute(
        "SELECT FROM users JOIN refresh_tokens ON user_id = users.id WHERE token_hash = %s FOR NO KEY UPDATE OF users",
        (token_hash,),
    )
    return connection.execute(
        "SELECT *, spent_at IS NULL AND revoked_at IS NULL AND expires_at > now() AS usable"
        " FROM refresh_tokens WHERE token_hash = %s",
        (token_hash,),
    ).fetchone()


def spend_token(connection: Transaction, token_hash: bytes) -> None:
    """Mark a refresh token as used."""
    connection.execute("UPDATE refresh_tokens SET spent_at = now() WHERE token_hash = %s", (token_hash,))


def add_link(
    connection: Transaction, token_hash: bytes, user_id: UUID, purpose: str, email: str, expires_at: datetime
) -> None:
    """Add a link that is mailed to an address."""
    connection.execute(
        """INSERT INTO account_links (token_hash, user_id, purpose, email, expires_at) VALUES (%s, %s, %s, %s, %s)""",
        (token_hash, user_id, purpose, email, expires_at),
    )


def owner_of_link(connection: Transaction, token_hash: bytes, purpose: str) -> UUID | None:
    """Whose link this is; None where there is none."""
    row = connection.execute(
        "SELECT user_id FROM account_links WHERE token_hash = %s AND purpose = %s", (token_hash, purpose)
    ).fetchone()
    return row["user_id"] if row else None


def take_link(connection: Transaction, token_hash: bytes, purpose: str) -> DictRow | None:
    """`user_id` and `email` of a link, which is gone with that; None where it is not there, or has expired."""
    return connection.execute(
        """DELETE FROM account_links WHERE token_hash = %s AND purpose = %s AND expires_at > now()
           RETURNING user_id, email""",
        (token_hash, purpose),
    ).fetchone()


def forget_links(connection: Transaction, user_id: UUID, purpose: str | None = None) -> None:
    """The links of a user count no more: those for one purpose, or all."""
    connection.execute(
        "DELETE FROM account_links WHERE user_id = %s AND (%s::text IS NULL OR purpose = %s)",
        (user_id, purpose, purpose),
    )


def revoke_family(connection: Transaction, family_id: UUID) -> None:
    """End every token of a family."""
    connection.execute(
        "UPDATE refresh_tokens SET revoked_at = now() WHERE family_id = %s AND revoked_at IS NULL", (family_id,)
    )


def revoke_all(connection: Transaction, user_id: UUID) -> None:
    """End every token of a user."""
    connection.execute(
        "UPDATE refresh_tokens SET revoked_at = now() WHERE user_id = %s AND revoked_at IS NULL", (user_id,)
    )
