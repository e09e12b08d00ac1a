"""Access tokens: RS256 JSON Web Tokens that say who is asking. Only `auth` signs them; the authorizer verifies them."""

import secrets
import time
from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from pydantic import ValidationError

from film_studio.accounts.models import Caller
from film_studio.aws import client
from film_studio.errors import Unauthenticated
from film_studio.settings import settings

ACCESS_SECONDS = 15 * 60
"""How long an access token is valid."""

ALGORITHM = "RS256"
CLAIMS = ["iss", "sub", "iat", "exp", "jti", "tier", "adm"]


@cache
def _signing_key() -> RSAPrivateKey:
    pem: str = client("secretsmanager").get_secret_value(SecretId=settings().signing_key_secret)["SecretString"]
    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("the signing key is no RSA key")
    return key


@cache
def _key_id() -> str:
    public = _signing_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(sha256(public).digest()).decode().rstrip("=")


def sign(caller: Caller) -> str:
    """An access token for `caller`, valid for `ACCESS_SECONDS` from now."""
    now = int(time.time())
    claims = {
        "iss": settings().issuer,
        "sub": str(caller.user_id),
        "iat": now,
        "exp": now + ACCESS_SECONDS,
        "jti": secrets.token_urlsafe(16),
        "tier": caller.tier,
        "adm": caller.is_admin,
    }
    return jwt.encode(claims, _signing_key(), ALGORITHM, headers={"kid": _key_id()})


def verify(token: str) -> Caller:
    """Who an access token says is asking. Raises `Unauthenticated` unless it is ours, whole and not expired."""
    try:
        claims = jwt.decode(
            token,
            _signing_key().public_key(),
            [ALGORITHM],
            issuer=settings().issuer,
            options={"require": CLAIMS},
        )
        return Caller(user_id=claims["sub"], tier=claims["tier"], is_admin=claims["adm"])
    except (jwt.InvalidTokenError, ValidationError) as error:
        raise Unauthenticated("invalid_access_token", "This access token is not valid, or not any more.") from error
