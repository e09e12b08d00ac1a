"""Sessions: whether a login still lasts, and what its user may do now.

A session is a family of refresh tokens, and Postgres is what is asked about it. The cache keeps the answers of a user
under one key, which whoever changes them has forgotten: at once (`forget`), and, should that process die before, by the
outbox row that a trigger writes in the transaction of the change. An answer that was read before the change and comes
late is not kept: who goes to ask leaves a lease, and only an answer whose lease is still there is kept.
"""

import secrets
from uuid import UUID

from pydantic import BaseModel, ValidationError

from film_studio import cache
from film_studio.accounts import repository, tokens
from film_studio.accounts.models import Caller, Tier
from film_studio.database import transaction
from film_studio.errors import AccountSuspended, Unauthenticated

KEPT_SECONDS = 24 * 3600
"""How long answers about a user are kept at most."""

_KEEP = """
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
"""


class _Standing(BaseModel):
    """What is known of the user of a session that lasts, or of one who is suspended."""

    tier: Tier
    is_admin: bool
    suspended: bool


def authenticate(token: str) -> Caller:
    """Who is asking with an access token, and what they may do now.

    Raises `Unauthenticated` (`invalid_access_token`, `session_ended`) and `AccountSuspended`.
    """
    claims = tokens.verify(token)
    standing = _standing(claims.user_id, claims.session_id)
    if standing is None:
        raise Unauthenticated("session_ended", "This login has ended: log in again.")
    if standing.suspended:
        raise AccountSuspended
    return Caller(user_id=claims.user_id, session_id=claims.session_id, tier=standing.tier, is_admin=standing.is_admin)


def end(user_id: UUID) -> None:
    """End every session of a user: no access token and no refresh token opens anything any more.

    Doing it again changes nothing. A login that begins at the same moment comes wholly before or wholly after.
    """
    with transaction() as connection:
        repository.lock_user(connection, user_id)
        repository.revoke_all(connection, user_id)
    forget(user_id)


def forget(user_id: UUID) -> None:
    """Keep no answers about a user any more: what a transaction has changed holds at once when it has committed."""
    cache.forget(_key(user_id))


def _standing(user_id: UUID, session_id: UUID) -> _Standing | None:
    """The standing of a session's user; None where it has ended or never was, unless the user is suspended."""
    key, session, lease = _key(user_id), str(session_id), f"lease {secrets.token_hex(8)}"
    held: bytes | None = cache.ask(lambda valkey: valkey.hget(key, session), None)
    if held is not None:
        try:
            return _Standing.model_validate_json(held)
        except ValidationError:
            pass  # somebody else's lease
    cache.ask(
        lambda valkey: valkey.pipeline().hset(key, session, lease).expire(key, KEPT_SECONDS, nx=True).execute(), None
    )
    with transaction() as connection:
        row = repository.standing(connection, user_id, session_id)
    if row is None:
        cache.ask(lambda valkey: valkey.hdel(key, session), None)
        return None
    found = _Standing.model_validate(row)
    cache.ask(lambda valkey: valkey.eval(_KEEP, 1, key, session, lease, found.model_dump_json()), None)
    return found


def _key(user_id: UUID) -> str:
    """The name that the triggers of migration 0010 know too."""
    return f"sessions:{user_id}"
