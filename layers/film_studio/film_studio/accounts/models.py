"""What crosses the border of the accounts domain."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError

from film_studio.trimmed import NOT_BLANK

Tier = Literal["free", "pro", "studio"]

MIN_PASSWORD_CHARACTERS = 10
MAX_PASSWORD_BYTES = 72
"""bcrypt reads no further, so a longer password would be weaker than it looks."""


def _acceptable(password: SecretStr) -> SecretStr:
    text = password.get_secret_value()
    if len(text) < MIN_PASSWORD_CHARACTERS:
        raise PydanticCustomError(
            "password_too_short",
            "A password has at least {characters} characters",
            {"characters": MIN_PASSWORD_CHARACTERS},
        )
    if len(text.encode()) > MAX_PASSWORD_BYTES:
        raise PydanticCustomError(
            "password_too_long", "A password has at most {bytes} bytes in UTF-8", {"bytes": MAX_PASSWORD_BYTES}
        )
    return password


Email = Annotated[EmailStr, AfterValidator(str.lower)]
"""An address; addresses that differ only in case are one."""

NewPassword = Annotated[
    SecretStr,
    AfterValidator(_acceptable),
    Field(
        description=f"At least {MIN_PASSWORD_CHARACTERS} characters, at most {MAX_PASSWORD_BYTES} bytes in UTF-8.",
        json_schema_extra={"minLength": MIN_PASSWORD_CHARACTERS, "maxLength": MAX_PASSWORD_BYTES},
    ),
]

FullName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NOT_BLANK]


class Request(BaseModel):
    """Base of what clients send: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Registration(Request):
    """Somebody new."""

    email: Email
    password: NewPassword
    full_name: FullName


class Login(Request):
    """Somebody known."""

    email: Email
    password: SecretStr


class Refresh(Request):
    """A refresh token to exchange for new tokens."""

    refresh_token: str


class Logout(Request):
    """Whose login to end: that of the refresh token, or without one every login of the caller."""

    refresh_token: str | None = None


LinkPurpose = Literal["verify-email", "change-email", "reset-password"]
"""What a link in a mail is for."""

Token = Annotated[
    str,
    Field(
        max_length=200,
        description="What stands behind `#` in the mailed link.",
        examples=["x5Yt0mVq8Zr2LwN4cKb7PdS1hGf3JaE6uTiRoQpMvXk"],
    ),
]


class Link(Request):
    """Somebody has followed a link in a mail."""

    token: Token


class Forgotten(Request):
    """Whose password is forgotten."""

    email: Email


class PasswordReset(Link):
    """Somebody has followed the link in the mail, and wants this password."""

    password: NewPassword


class NewAddress(Request):
    """The address that the account is to have, and its password as a proof of who asks."""

    email: Email
    password: SecretStr


class ProfileChange(Request):
    """What users may change about themselves."""

    full_name: FullName


class User(BaseModel):
    """An account, as its owner sees it."""

    id: UUID
    email: str
    full_name: str
    subscription_tier: Tier
    credits_balance: int
    credits_reset_date: date | None
    is_admin: bool
    email_verified: bool
    created_at: datetime
    last_login_at: datetime | None


class Tokens(BaseModel):
    """A login: the access token goes into `Authorization: Bearer …`, and is valid for `expires_in` seconds."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name
    expires_in: int


class Registered(Tokens):
    """A new account, already logged in."""

    user: User


class Jwk(BaseModel):
    """A public RSA key (RFC 7517) that verifies access tokens."""

    kid: str
    n: str
    e: str
    kty: Literal["RSA"] = "RSA"
    alg: Literal["RS256"] = "RS256"
    use: Literal["sig"] = "sig"


class JwkSet(BaseModel):
    """All public keys that verify access tokens."""

    keys: list[Jwk]


class Claims(BaseModel):
    """Which session of whom, as an access token says."""

    model_config = ConfigDict(frozen=True)

    user_id: UUID
    session_id: UUID


class Caller(Claims):
    """Who is asking, and what they may do now."""

    tier: Tier
    is_admin: bool
