"""Access tokens and the authorizer that stands in front of every route that is not public."""

import base64
import time
from typing import Any
from uuid import uuid4

import boto3
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from film_studio.accounts import tokens

USER, SESSION = uuid4(), uuid4()


def key() -> Any:
    pem = boto3.client("secretsmanager").get_secret_value(SecretId="signing-key")["SecretString"]
    return serialization.load_pem_private_key(pem.encode(), password=None)


def claims(**changes: Any) -> dict[str, Any]:
    now = int(time.time())
    fresh = {"iss": "film-studio", "sub": str(USER), "sid": str(SESSION), "iat": now, "exp": now + 900, "jti": "1"}
    return {k: v for k, v in {**fresh, **changes}.items() if v is not None}


def signed(said: dict[str, Any], by: Any = None, name: str | None = None) -> str:
    """A token of this file's own making, that names our key."""
    kid = name or tokens.public_keys()[0].kid
    return jwt.encode(said, by or key(), "RS256", headers={"kid": kid})


@pytest.fixture
def authorize(database, aws, lambda_function, rows):
    """Ask the authorizer about an `Authorization` header. The session of `USER` lasts."""
    rows("INSERT INTO users (id, email, full_name, subscription_tier) VALUES (%s, 'a@example.com', 'A', 'pro')", USER)
    rows(
        "INSERT INTO refresh_tokens (token_hash, family_id, user_id, expires_at)"
        " VALUES ('x', %s, %s, now() + interval '1 day')",
        SESSION,
        USER,
    )

    def ask(header: str) -> dict[str, Any]:
        return lambda_function("authorizer", {"version": "2.0", "type": "REQUEST", "identitySource": [header]})

    return ask


def test_a_token_says_which_session_is_asking_and_records_say_what_its_user_may_do(authorize) -> None:
    token = tokens.sign(USER, SESSION)
    assert authorize(f"Bearer {token}") == {
        "isAuthorized": True,
        "context": {"user_id": str(USER), "session_id": str(SESSION), "tier": "pro", "is_admin": False},
    }
    assert authorize(f"bearer {token}")["isAuthorized"]


def test_a_token_is_rs256_names_its_key_and_lasts_fifteen_minutes(database, aws) -> None:
    first, second = (tokens.sign(USER, SESSION) for _ in range(2))
    header = jwt.get_unverified_header(first)
    assert header["alg"] == "RS256"
    assert header["kid"] == jwt.get_unverified_header(second)["kid"]
    said = jwt.decode(first, key().public_key(), ["RS256"])
    assert said.keys() == {"iss", "sub", "sid", "iat", "exp", "jti"}
    assert said["exp"] - said["iat"] == 900
    assert said["jti"] != jwt.decode(second, key().public_key(), ["RS256"])["jti"]


def test_this_files_own_tokens_pass_so_the_refusals_below_mean_something(authorize) -> None:
    assert authorize(f"Bearer {signed(claims())}")["isAuthorized"]


def public_pem() -> bytes:
    return key().public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def hs256_with_the_public_key() -> str:
    import hashlib
    import hmac
    import json

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).decode().rstrip("=")

    head = {"alg": "HS256", "typ": "JWT", "kid": tokens.public_keys()[0].kid}
    text = f"{part(json.dumps(head).encode())}.{part(json.dumps(claims()).encode())}"
    return f"{text}.{part(hmac.new(public_pem(), text.encode(), hashlib.sha256).digest())}"


def tampered() -> str:
    head, _, signature = signed(claims()).split(".")
    body = signed(claims(sub=str(uuid4()))).split(".")[1]
    return f"{head}.{body}.{signature}"


FORGERIES = {
    "expired": lambda: signed(claims(exp=int(time.time()) - 1)),
    "another issuer": lambda: signed(claims(iss="somebody")),
    "no expiry": lambda: signed(claims(exp=None)),
    "no issuer": lambda: signed(claims(iss=None)),
    "no subject": lambda: signed(claims(sub=None)),
    "subject no id": lambda: signed(claims(sub="admin")),
    "no session": lambda: signed(claims(sid=None)),
    "session no id": lambda: signed(claims(sid="any")),
    "a session of nobody": lambda: signed(claims(sid=str(uuid4()))),
    "another's session": lambda: signed(claims(sub=str(uuid4()))),
    "alg none": lambda: jwt.encode(claims(), None, "none", headers={"kid": tokens.public_keys()[0].kid}),
    "no key named": lambda: jwt.encode(claims(), key(), "RS256"),
    "an unknown key named": lambda: signed(claims(), name="another"),
    "a key named by a list": lambda: jwt.encode(claims(), key(), "RS256").replace(
        jwt.encode(claims(), key(), "RS256").split(".")[0],
        base64.urlsafe_b64encode(b'{"alg":"RS256","typ":"JWT","kid":["x"]}').decode().rstrip("="),
    ),
    "HS256 with the public key": hs256_with_the_public_key,
    "another key": lambda: signed(claims(), rsa.generate_private_key(65537, 2048)),
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
    token = tokens.sign(USER, SESSION)
    assert authorize(f"Basic {token}") == {"isAuthorized": False}
    assert authorize(token) == {"isAuthorized": False}


def pem() -> str:
    """A new RSA key."""
    return (
        rsa.generate_private_key(65537, 2048)
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


def test_everybody_may_have_the_keys_that_verify(api) -> None:
    token = api.register()
    answer = api.call("GET", "/auth/jwks.json")
    assert answer.headers["cache-control"] == "public, max-age=300"
    keys = jwt.PyJWKSet.from_dict(answer.body)
    said = jwt.decode(token, keys[jwt.get_unverified_header(token)["kid"]], ["RS256"])
    assert said["sub"] == api.call("GET", "/users/me", token=token).body["id"]
    assert all(key.keys() == {"kid", "n", "e", "kty", "alg", "use"} for key in answer.body["keys"])


def test_keys_are_exchanged_while_tokens_of_both_are_about(api) -> None:
    secrets = boto3.client("secretsmanager")
    old = secrets.get_secret_value(SecretId="signing-key")["SecretString"]
    new = pem()
    first = api.register("first@example.com")
    secrets.put_secret_value(SecretId="signing-key", SecretString=f"{new}\n{old}")
    tokens.forget_keys()
    second = api.register("second@example.com")
    kids = [jwt.get_unverified_header(token)["kid"] for token in (second, first)]
    assert [key["kid"] for key in api.call("GET", "/auth/jwks.json").body["keys"]] == kids
    assert [api.call("GET", "/users/me", token=token).status for token in (first, second)] == [200, 200]
    secrets.put_secret_value(SecretId="signing-key", SecretString=new)
    tokens.forget_keys()
    assert [api.call("GET", "/users/me", token=token).status for token in (first, second)] == [403, 200]


def test_a_process_reads_the_keys_again_when_it_meets_a_new_one(api, monkeypatch) -> None:
    monkeypatch.setattr(tokens, "UNKNOWN_KEY_SECONDS", 0.0)
    secrets = boto3.client("secretsmanager")
    old = secrets.get_secret_value(SecretId="signing-key")["SecretString"]
    token = api.register()
    new = pem()
    secrets.put_secret_value(SecretId="signing-key", SecretString=new + old)
    said = jwt.decode(token, options={"verify_signature": False})
    kid = tokens._key_id(serialization.load_pem_private_key(new.encode(), None))
    assert api.call("GET", "/users/me", token=jwt.encode(said, new, "RS256", headers={"kid": kid})).status == 200
