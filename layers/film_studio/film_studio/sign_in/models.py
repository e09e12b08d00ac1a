"""What crosses the border of sign-in through others."""

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, Field, SecretStr, StringConstraints, TypeAdapter, ValidationError

from film_studio.accounts.models import Email, Request

Provider = Literal["google", "github"]

PROVIDERS: tuple[Provider, ...] = get_args(Provider)

NAMES: dict[Provider, str] = {"google": "Google", "github": "GitHub"}
"""What people call them."""

RETURN_TO = r"^/([A-Za-z0-9_.~!$&'()*+,;=:@%?-][A-Za-z0-9_.~!$&'()*+,;=:@%?/-]*)?$"
"""A path of our own site, with or without a query: nothing that a browser takes for another host."""

_ADDRESS: TypeAdapter[str] = TypeAdapter(Email)


def _printable(name: Any) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in str(name or "")).split())[:200]


def _usable(address: Any) -> str | None:
    """The address in lower case; None where it is none that mail can be sent to."""
    try:
        return _ADDRESS.validate_python(address)
    except ValidationError:
        return None


class Person(BaseModel):
    """Somebody, as a provider knows them: by its own, lasting id. `email` is a verified address, if there is one."""

    provider: Provider
    subject: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    email: Annotated[str | None, BeforeValidator(_usable)]
    name: Annotated[str, BeforeValidator(_printable)]


class Client(BaseModel):
    """What the studio is to a provider."""

    client_id: str
    client_secret: SecretStr


class SignInCode(Request):
    """The code that a sign-in has come back with."""

    code: str = Field(
        max_length=200,
        description="`sign_in_code` of the address that the browser was sent back to.",
        examples=["q3mB"],
    )


class SignIn(BaseModel):
    """A provider by which an account can be opened, and the address there."""

    provider: Provider
    email: str
    created_at: datetime


class SignIns(BaseModel):
    """The ways into an account."""

    has_password: bool
    providers: list[SignIn]
