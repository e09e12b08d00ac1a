"""Collaborators and their invitations as they cross a border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from film_studio.accounts.models import Email
from film_studio.paging import Listed

SharedRole = Literal["viewer", "editor"]
"""What somebody else than the owner may be in a project."""


class NewInvitation(BaseModel):
    """Whom to invite, and as what."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    role: SharedRole


class Invitation(Listed):
    """An invitation that waits to be accepted."""

    email: str
    role: SharedRole
    expires_at: datetime


class Acceptance(BaseModel):
    """The word of the mail that invited the caller."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, StringConstraints(pattern=r"^[\w-]{20,100}$")]


class Collaborator(Listed):
    """Somebody who shares a project; `id` is the user's, `created_at` when the invitation was accepted."""

    email: str
    full_name: str
    role: SharedRole


class RoleChange(BaseModel):
    """What a collaborator is to be from now on."""

    model_config = ConfigDict(extra="forbid")

    role: SharedRole = Field(examples=["editor"])
