"""Access tokens and the authorizer that stands in front of every route that is not public."""

import time
from typing import Any
from uuid import uuid4

import boto3
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from film_studio.accounts import tokens
from film_studio.accounts.models import Caller

USER = uuid4()


def key() -> Any:
    pem = boto3.client("secretsmanager").get_secret_value(SecretId="signing-key")["SecretString"]
    return serialization.load_pem_private_key(pem.encode(), password=None)


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    fresh = {"iss": "film-studio", "sub": str(USER), "iat": now, "exp": now + 900, "jti": "1", "tier": "pro"}
    return {k: v for k, v in {**fresh, "adm": False, **changes}.items() if v is not None}


@pytest.fixture
def authorize(database, aws, lambda_function):
    """Ask the authorizer about an `Authorization` header."""

    def ask(header: str) -> dict[str, Any]:
        return lambda_function("authorizer", {"version": "2.0", "type": "REQUEST", "identitySource": [header]})

    return ask


def test_a_token_says_who_is_asking(authorize) -> None:
    token = tokens.sign(Caller(user_id=USER, tier="studio", is_admin=True))
    assert authorize(f"Bearer {token}") == {
        "isAuthorized": True,
        "context": {"user_id": str(USER), "tier": "studio", "is_admin": True},
    }
    assert authorize(f"bearer {token}")["isAuthorized"]


def test_a_token_is_rs256_names_its_key_and_lasts_fifteen_minutes(database, aws) -> None:
    first, second = (tokens.sign(Caller(user_id=USER, tier="free", is_admin=False)) for _ in range(2))
    header = jwt.get_unverified_header(first)
    assert header["alg"] == "RS256"
    assert header["kid"] == jwt.get_unverified_header(second)["kid"]
    said = jwt.decode(first, key().public_key(), ["RS256"])
    assert said.keys() == {"iss", "sub", "iat", "exp", "jti", "tier", "adm"}
    assert said["exp"] - said["iat"] == 900
    assert said["jti"] != jwt.decode(second, key().public_key(), ["RS256"])["jti"]


def test_this_files_own_tokens_pass_so_the_refusals_below_mean_something(authorize) -> None:
    assert authorize(f"Bearer {jwt.encode(claims(), key(), 'RS256')}")["isAuthorized"]


def public_pem() -> bytes:
    return key().public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def hs256_with_the_public_key() -> str:
    import base64
    import hashlib
    import hmac
    import json

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).decode().rstrip("=")

    signed = f"{part(json.dumps({'alg': 'HS256', 'typ': 'JWT'}).encode())}.{part(json.dumps(claims()).encode())}"
    return f"{signed}.{part(hmac.new(public_pem(), signed.encode(), hashlib.sha256).digest())}"


def tampered() -> str:
    head, _, signature = jwt.encode(claims(), key(), "RS256").split(".")
    body = jwt.encode(claims(adm=True), key(), "RS256").split(".")[1]
    return f"{head}.{body}.{signature}"


FORGERIES = {
    "expired": lambda: jwt.encode(claims(exp=int(time.time()) - 1), key(), "RS256"),
    "another issuer": lambda: jwt.encode(claims(iss="somebody"), key(), "RS256"),
    "no expiry": lambda: jwt.encode(claims(exp=None), key(), "RS256"),
    "no issuer": lambda: jwt.encode(claims(iss=None), key(), "RS256"),
    "no subject": lambda: jwt.encode(claims(sub=None), key(), "RS256"),
    "subject no id": lambda: jwt.encode(claims(sub="admin"), key(), "RS256"),
    "unknown tier": lambda: jwt.encode(claims(tier="gold"), key(), "RS256"),
    "alg none": lambda: jwt.encode(claims(), None, "none"),
    "HS256 with the public key": hs256_with_the_public_key,
    "another key": lambda: jwt.encode(claims(), rsa.generate_private_key(65537, 2048), "RS256"),
    "tampered": tampered,
    "nonsense": lambda: "nonsense",
    "nothing": lambda: "",
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_the_authorizer_refuses(authorize, forge) -> None:
    assert authorize(f"Bearer {forge()}") == {"isAuthorized": False}


@pytest.mark.parametrize("header", ["", "Bearer", "Basic dXNlcjpwYXNz"])
def test_the_authorizer_wants_a_bearer_token(authorize, header) -> None:
    assert authorize(header) == {"isAuthorized": False}


def test_a_good_token_under_another_scheme_is_refused(authorize) -> None:
    token = tokens.sign(Caller(user_id=USER, tier="free", is_admin=False))
    assert authorize(f"Basic {token}") == {"isAuthorized": False}
    assert authorize(token) == {"isAuthorized": False}
