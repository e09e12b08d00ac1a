"""IAM's place: who calls an AWS endpoint of the studio must have signed with its key (Signature Version 4)."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

ACCOUNT, REGION = "123456789012", "us-east-1"
UNSIGNED = "UNSIGNED-PAYLOAD"
CLOCK_SKEW = timedelta(minutes=15)


class Denied(Exception):
    """The caller may not; `code` is what AWS calls the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Credentials:
    """The one key there is, new at every start."""

    access_key: str = field(default_factory=lambda: f"AKIA{secrets.token_hex(8).upper()}")
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(30))

    def environment(self) -> dict[str, str]:
        """The variables by which boto3 finds it."""
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}


def without_account(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables without those by which boto3 finds an account of the user's own, and its files."""
    kept = {name: value for name, value in environment.items() if not name.startswith("AWS_")}
    return {
        **kept,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


async def verify(request: Request, credentials: Credentials) -> None:
    """Check a request's signature, in its header or (presigned) in its query. Raises `Denied`."""
    query = parse_qsl(request.scope["query_string"].decode(), keep_blank_values=True)
    presigned = "X-Amz-Signature" in dict(query)
    claim = dict(query) if presigned else _authorization(request.headers.get("authorization", ""))
    try:
        access_key, *scope = claim["X-Amz-Credential"].split("/")
        date = claim.get("X-Amz-Date") or request.headers["x-amz-date"]
        signed_headers, signature = claim["X-Amz-SignedHeaders"].split(";"), claim["X-Amz-Signature"]
        signed_at = datetime.strptime(date, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        lifetime = timedelta(seconds=int(claim["X-Amz-Expires"])) if presigned else CLOCK_SKEW
    except (KeyError, ValueError) as error:
        raise Denied("AccessDenied", "The request is not signed.") from error
    _check_key(access_key, credentials)
    now = datetime.now(UTC)
    if now > signed_at + lifetime:
        raise Denied("AccessDenied" if presigned else "RequestTimeTooSkewed", "Request has expired")
    if signed_at - now > CLOCK_SKEW:
        raise Denied("RequestTimeTooSkewed", "The request was signed in the future.")
    path = request.scope["raw_path"].decode()
    canonical = "\n".join(
        [
            request.method,
            path if "s3" in scope else quote(path, safe="/-_.~"),
            "&".join(f"{_encode(name)}={_encode(value)}" for name, value in sorted(query) if name != "X-Amz-Signature"),
            *(f"{name}:{' '.join(request.headers.get(name, '').split())}" for name in signed_headers),
            "",
            ";".join(signed_headers),
            await _payload_hash(request, presigned),
        ]
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    _check(signature, f"AWS4-HMAC-SHA256\n{date}\n{'/'.join(scope)}\n{digest}", scope, credentials)


def _authorization(header: str) -> dict[str, str]:
    """`AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` under the names that a presigned query has."""
    pairs = (part.strip().partition("=") for part in header.removeprefix("AWS4-HMAC-SHA256 ").split(","))
    return {f"X-Amz-{name}": value for name, _, value in pairs}


async def _payload_hash(request: Request, presigned: bool) -> str:
    if presigned:
        return UNSIGNED
    return request.headers.get("x-amz-content-sha256") or hashlib.sha256(await request.body()).hexdigest()


def _encode(text: str) -> str:
    return quote(text, safe="-_.~")


def verify_policy(form: Mapping[str, str], length: int, credentials: Credentials) -> None:
    """Check an S3 POST form, names in lower case, with a content of `length` bytes against the policy it carries.

    Raises `Denied`.
    """
    try:
        access_key, *scope = form["x-amz-credential"].split("/")
        signature, encoded = form["x-amz-signature"], form["policy"]
    except KeyError as error:
        raise Denied("AccessDenied", "The form is not signed.") from error
    _check_key(access_key, credentials)
    _check(signature, encoded, scope, credentials)
    policy = json.loads(base64.b64decode(encoded))
    if datetime.now(UTC) > datetime.fromisoformat(policy["expiration"]):
        raise Denied("AccessDenied", "Invalid according to Policy: Policy expired.")
    named = {"policy", "x-amz-signature"}
    for condition in policy["conditions"]:
        match [*next(iter(condition.items()))] if isinstance(condition, dict) else condition:
            case ["content-length-range", low, high]:
                holds = low <= length <= high
            case ["starts-with", name, prefix]:
                named.add(name[1:].lower())
                holds = form.get(name[1:].lower(), "").startswith(prefix)
            case ["eq", name, value] | [name, value]:
                named.add(name.removeprefix("$").lower())
                holds = form.get(name.removeprefix("$").lower()) == value
            case _:
                holds = False
        if not holds:
            raise Denied("AccessDenied", f"Invalid according to Policy: Policy Condition failed: {condition}")
    if extra := sorted(form.keys() - named):
        raise Denied("AccessDenied", f"Invalid according to Policy: Extra input fields: {', '.join(extra)}")


def _check_key(access_key: str, credentials: Credentials) -> None:
    if access_key != credentials.access_key:
        raise Denied("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")


def _check(signature: str, text: str, scope: list[str], credentials: Credentials) -> None:
    key = f"AWS4{credentials.secret_key}".encode()
    for part in (*scope, text):
        key = hmac.digest(key, part.encode(), "sha256")
    if not hmac.compare_digest(key.hex(), signature):
        raise Denied("SignatureDoesNotMatch", "The request signature we calculated does not match the signature.")
