"""Access tokens: RS256 JSON Web Tokens that say which session is asking. Only `auth` signs them.

They carry nothing that can go stale: what the session's user may do is for `sessions` to say. The secret holds one or
several RSA keys (PEM, one after the other): the first signs, all of them verify. A key is exchanged by adding the new
one last, putting it first once every process has read it (`KEYS_SECONDS`), and dropping the old one `ACCESS_SECONDS`
later.
"""

import logging
import re
import secrets
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

import jwt
from botocore.exceptions import BotoCoreError, ClientError
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from jwt.algorithms import RSAAlgorithm
from pydantic import ValidationError

from film_studio.accounts.models import Claims, Jwk
from film_studio.aws import client
from film_studio.errors import Unauthenticated
from film_studio.settings import settings

ACCESS_SECONDS = 15 * 60
"""How long an access token is valid."""

KEYS_SECONDS = 300.0
"""How long keys are used before the secret is read again."""

UNKNOWN_KEY_SECONDS = 10.0
"""How long at least, however many tokens name a key that is not known."""

ALGORITHM = "RS256"
CLAIMS = ["iss", "sub", "sid", "iat", "exp", "jti"]
_PEM = re.compile(r"-----BEGIN ([A-Z ]*)PRIVATE KEY-----.+?-----END \1PRIVATE KEY-----", re.DOTALL)

logger = logging.getLogger(__name__)

_keys: dict[str, RSAPrivateKey] = {}
_read_at = float("-inf")


def sign(user_id: UUID, session_id: UUID) -> str:
    """An access token for a session of a user, valid for `ACCESS_SECONDS` from now."""
    now = int(time.time())
    claims = {
        "iss": settings().issuer,
        "sub": str(user_id),
        "sid": str(session_id),
        "iat": now,
        "exp": now + ACCESS_SECONDS,
        "jti": secrets.token_urlsafe(16),
    }
    key_id, key = next(iter(_current_keys().items()))
    return jwt.encode(claims, key, ALGORITHM, headers={"kid": key_id})


def verify(token: str) -> Claims:
    """Which session an access token says is asking. Raises `Unauthenticated` unless it is ours, whole and not expired.

    Whether the session still lasts, `sessions.authenticate` says.
    """
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        keys = _current_keys()
        if key_id not in keys:
            keys = _current_keys(UNKNOWN_KEY_SECONDS)
        if key_id not in keys:
            raise jwt.InvalidKeyError("not one of our keys")
        claims = jwt.decode(
            token, keys[key_id].public_key(), [ALGORITHM], issuer=settings().issuer, options={"require": CLAIMS}
        )
        return Claims(user_id=claims["sub"], session_id=claims["sid"])
    except (jwt.InvalidTokenError, jwt.InvalidKeyError, ValidationError) as error:
        raise Unauthenticated("invalid_access_token", "This access token is not valid, or not any more.") from error


def public_keys() -> list[Jwk]:
    """The keys that verify our tokens, for everybody (RFC 7517)."""
    found = []
    for key_id, key in _current_keys().items():
        numbers = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        found.append(Jwk(kid=key_id, n=numbers["n"], e=numbers["e"]))
    return found


def forget_keys() -> None:
    """Read the secret anew, as a fresh process would."""
    global _read_at
    _keys.clear()
    _read_at = float("-inf")


def _current_keys(seconds: float = KEYS_SECONDS) -> dict[str, RSAPrivateKey]:
    """The keys by their ids, the signing one first, as the secret had them at most so many seconds ago.

    A secret that cannot be read now leaves the keys that are known.
    """
    global _read_at
    if time.monotonic() - _read_at < seconds:
        return _keys
    try:
        text: str = client("secretsmanager").get_secret_value(SecretId=settings().signing_key_secret)["SecretString"]
    except (BotoCoreError, ClientError):
        if not _keys:
            raise
        logger.exception("the signing keys cannot be read now")
    else:
        fresh = {_key_id(key): key for key in _load(text)}
        _keys.clear()
        _keys.update(fresh)
    _read_at = time.monotonic()
    return _keys


def _load(text: str) -> list[RSAPrivateKey]:
    keys = [load_pem_private_key(match[0].encode(), password=None) for match in _PEM.finditer(text)]
    rsa_keys = [key for key in keys if isinstance(key, RSAPrivateKey)]
    if not rsa_keys or len(rsa_keys) < len(keys):
        raise TypeError("the secret of the signing keys holds something else than RSA keys")
    return rsa_keys


def _key_id(key: RSAPrivateKey) -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(sha256(public).digest()).decode().rstrip("=")
