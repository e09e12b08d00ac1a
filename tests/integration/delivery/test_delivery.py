"""URLs of private media, as CloudFront verifies them."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from film_studio import delivery
from film_studio.settings import settings

EDGE = "https://d111111abcdef8.cloudfront.net"
FILM = "users/7d1f/projects/5a3c/final/0f3a/film.mp4"


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def cloudfront(api, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    """A studio whose media CloudFront delivers."""
    boto3.client("secretsmanager").create_secret(Name="media-key", SecretString=pem(key))
    named = {"MEDIA_URL": EDGE, "MEDIA_KEY_ID": "K2JCJMDEHXQW5F", "MEDIA_KEY_SECRET": "media-key"}
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    delivery.forget()
    yield
    delivery.forget()


def uri(path: str = FILM) -> str:
    return f"s3://{settings().media_bucket}/{path}"


def verified(url: str, key: rsa.RSAPrivateKey) -> tuple[str, float]:
    """What CloudFront does with a canned policy: the resource, and for how many seconds it may be seen."""
    resource, _, signed = url.rpartition("&Expires=") if "?response" in url else url.rpartition("?Expires=")
    query = parse_qs(f"Expires={signed}", strict_parsing=True)
    assert query["Key-Pair-Id"] == ["K2JCJMDEHXQW5F"]
    condition = {"DateLessThan": {"AWS:EpochTime": int(query["Expires"][0])}}
    policy = json.dumps({"Statement": [{"Resource": resource, "Condition": condition}]}, separators=(",", ":"))
    signature = b64decode(query["Signature"][0].translate(str.maketrans("-_~", "+=/")))
    key.public_key().verify(signature, policy.encode(), padding.PKCS1v15(), hashes.SHA1())  # noqa: S303
    return resource, int(query["Expires"][0]) - datetime.now(UTC).timestamp()


def test_a_film_is_seen_for_an_hour(cloudfront, key) -> None:
    resource, seconds = verified(delivery.view_url(uri()), key)
    assert resource == f"{EDGE}/{FILM}"
    assert 3590 < seconds <= 3600


def test_a_download_has_its_name(cloudfront, key) -> None:
    resource, _ = verified(delivery.download_url(uri(), "The-Clay-Lamp.hi.srt"), key)
    assert parse_qs(urlsplit(resource).query) == {
        "response-content-disposition": ['attachment; filename="The-Clay-Lamp.hi.srt"']
    }


def test_the_signature_is_for_one_object(cloudfront, key) -> None:
    url = delivery.view_url(uri()).replace("film.mp4", "other.mp4")
    with pytest.raises(InvalidSignature):
        verified(url, key)


def test_letters_that_no_url_has_are_written_as_it_does(cloudfront, key) -> None:
    resource, _ = verified(delivery.view_url(uri("users/7d1f/raw/मेरी तस्वीर+1.png")), key)
    assert resource.isascii()
    assert "%2B1.png" in resource


def test_a_new_key_is_taken_up(cloudfront, key, monkeypatch) -> None:
    delivery.view_url(uri())
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    boto3.client("secretsmanager").put_secret_value(SecretId="media-key", SecretString=pem(other))
    verified(delivery.view_url(uri()), key)  # kept for some minutes
    monkeypatch.setattr(delivery, "KEY_SECONDS", 0.0)
    verified(delivery.view_url(uri()), other)


def test_what_is_no_key_of_cloudfront_is_refused(cloudfront) -> None:
    boto3.client("secretsmanager").put_secret_value(
        SecretId="media-key", SecretString=pem(ec.generate_private_key(ec.SECP256R1()))
    )
    with pytest.raises(TypeError, match="media-key holds no RSA key"):
        delivery.view_url(uri())


def test_another_bucket_is_not_delivered(cloudfront) -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        delivery.view_url("s3://elsewhere/film.mp4")


def test_without_cloudfront_s3_signs(api) -> None:
    url = urlsplit(delivery.download_url(uri(), "film.mp4"))
    query = parse_qs(url.query)
    assert FILM in url.path
    assert query["response-content-disposition"] == ['attachment; filename="film.mp4"']
    assert "X-Amz-Signature" in query or "Signature" in query
