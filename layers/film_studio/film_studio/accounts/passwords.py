"""Passwords: bcrypt, and the same work whether or not there is anything to compare with."""

import bcrypt

from film_studio.accounts.models import MAX_PASSWORD_BYTES

COST = 12
"""Binary logarithm of bcrypt's rounds: about 0.3 s of one core."""


def hash_password(password: str) -> str:
    """The bcrypt hash of a password of at most `MAX_PASSWORD_BYTES`."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(COST)).decode()


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether `password` is the one hashed. Without a hash it hashes all the same, so that time tells nothing."""
    secret = password.encode()
    if password_hash is None or len(secret) > MAX_PASSWORD_BYTES:
        bcrypt.hashpw(secret[:MAX_PASSWORD_BYTES], bcrypt.gensalt(COST))
        return False
    return bcrypt.checkpw(secret, password_hash.encode())
