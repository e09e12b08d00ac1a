"""What a client of the WebSocket API says and hears. Every message is one JSON object."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from film_studio.jobs.models import StageProgress


class Ticket(BaseModel):
    """Opens one connection: append it to the address, as `url` has it already."""

    ticket: str = Field(examples=["nJ4wq0Yc7b8V5r2tXz1kLmP9sD3fGhA6"])
    url: str = Field(examples=["wss://realtime.studio.example?ticket=nJ4wq0Yc7b8V5r2tXz1kLmP9sD3fGhA6"])
    expires_at: datetime


class _Message(BaseModel):
    """`id` is a word of the client's own, which the answer repeats."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(default=None, max_length=64)


class _Listening(_Message):
    project_id: UUID | None = None
    job_id: UUID | None = None


class Subscribe(_Listening):
    """Hear of a project, or of one job; `after` is the sequence number of what was heard last, before a reconnect."""

    action: Literal["subscribe"]
    after: int | None = Field(default=None, ge=0, lt=2**63)


class Unsubscribe(_Listening):
    """Hear no more of a project or a job."""

    action: Literal["unsubscribe"]


class Ping(_Message):
    """Ask for a sign of life: a connection that is silent for ten minutes is closed."""

    action: Literal["ping"]


Message = Annotated[Subscribe | Unsubscribe | Ping, Field(discriminator="action")]
MESSAGE: TypeAdapter[Subscribe | Unsubscribe | Ping] = TypeAdapter(Message)
"""Reads what a client says."""


class Subscribed(BaseModel):
    """The answer to `Subscribe`. What is heard from now on has higher sequence numbers than `sequence`.

    `resumed`: everything after the number that the client gave follows. Otherwise `project` and `job` (the newest, or
    the one that was named) say how things stand at `sequence`, and only what happens from now on follows.
    """

    type: Literal["subscribed"] = "subscribed"
    id: str | None
    project_id: UUID
    job_id: UUID | None
    sequence: int
    resumed: bool
    project: dict[str, Any] | None = None
    job: dict[str, Any] | None = None
    stages: list[StageProgress] | None = None


class Event(BaseModel):
    """Something that has happened: `job.queued`, `job.progress`, `job.completed` …, `project.changed`.

    `sequence` grows within a project, by more than one where a subscription to a single job passes over what does not
    concern it. An event may be told twice: it is the same if its number is.
    """

    type: str
    project_id: UUID
    sequence: int
    at: datetime
    job: dict[str, Any] | None = None
    project: dict[str, Any] | None = None
