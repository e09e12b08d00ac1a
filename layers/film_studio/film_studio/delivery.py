"""URLs by which a browser gets private media, each for an hour: CloudFront's, or S3's own where none stands before it.

CloudFront shows an object to who has a URL signed with the studio's key (RSA, SHA-1, as it asks for), and gives it the
name that the query says: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-signed-urls.html
"""

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from botocore.signers import CloudFrontSigner

from film_studio import storage
from film_studio.aws import client
from film_studio.settings import settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SECONDS = 3600
"""How long a URL is valid."""

KEY_SECONDS = 300.0
"""How long the key is used before the secret is read again."""

_key: "RSAPrivateKey | None" = None
_read_at = float("-inf")


def view_url(uri: str) -> str:
    """A URL that shows the object in a browser."""
    return _signed(uri) if settings().media_url else storage.presigned_url(uri, SECONDS)


def download_url(uri: str, filename: str) -> str:
    """A URL that gives the object as a file named `filename`."""
    disposition = f'attachment; filename="{filename}"'
    return _signed(uri, disposition) if settings().media_url else storage.presigned_url(uri, SECONDS, disposition)


def forget() -> None:
    """Read the key anew, as a fresh process would."""
    global _key, _read_at
    _key, _read_at = None, float("-inf")


def _signed(uri: str, disposition: str | None = None) -> str:
    bucket, key = storage.split(uri)
    if bucket != settings().media_bucket:
        raise ValueError(f"CloudFront does not stand before {bucket}")
    url = f"{settings().media_url}/{quote(key)}"
    if disposition is not None:
        url += "?" + urlencode({"response-content-disposition": disposition}, quote_via=quote)
    signed: str = CloudFrontSigner(settings().media_key_id, _rsa_sha1).generate_presigned_url(
        url, date_less_than=datetime.now(UTC) + timedelta(seconds=SECONDS)
    )
    return signed


def _rsa_sha1(message: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # half the time of importing all else, for some requests only
    from cryptography.hazmat.primitives.asymmetric import padding

    return _current_key().sign(message, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - CloudFront takes no other


def _current_key() -> "RSAPrivateKey":
    global _key, _read_at
    if _key is None or time.monotonic() - _read_at >= KEY_SECONDS:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        secret = client("secretsmanager").get_secret_value(SecretId=settings().media_key_secret)["SecretString"]
        loaded = load_pem_private_key(secret.encode(), None)
        if not isinstance(loaded, RSAPrivateKey):
            raise TypeError(f"{settings().media_key_secret} holds no RSA key")
        _key, _read_at = loaded, time.monotonic()
    return _key
