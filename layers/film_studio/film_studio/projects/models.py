"""Projects as they cross a border."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from film_studio.film.models import FilmOptions
from film_studio.paging import Listed
from film_studio.trimmed import NOT_BLANK

Status = Literal["draft", "processing", "completed", "failed"]

Role = Literal["viewer", "editor", "owner"]
"""What somebody may do with a project: viewers see, editors also change and have films made, owners decide the rest."""

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NOT_BLANK]
MAX_SCRIPT = 20_000
Script = Annotated[str, StringConstraints(max_length=MAX_SCRIPT)]
"""A draft may be of any length that fits; the word count is judged when its film is asked for."""


class NewProject(BaseModel):
    """What a project starts with."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    script: Script = ""
    options: dict[str, Any] = Field(
        default_factory=dict,
        description="`FilmOptions`: what is left out is a default.",
        json_schema_extra={"x-merge-patch-of": "FilmOptions"},
    )


class ProjectChange(BaseModel):
    """What to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    script: Script | None = None
    options: dict[str, Any] | None = Field(
        default=None,
        description="A merge patch (RFC 7396) of the options.",
        json_schema_extra={"x-merge-patch-of": "FilmOptions"},
    )


class ScriptFault(BaseModel):
    """One reason why the film cannot be made yet."""

    field: str
    code: str
    message: str


class DurationRange(BaseModel):
    """The films that a script fits, in seconds: the shortest, the unhurried one and the longest."""

    model_config = ConfigDict(from_attributes=True)

    shortest: int
    natural: int
    longest: int


class Analysis(BaseModel):
    """What the script says about itself."""

    word_count: int
    language: str | None
    duration_range: DurationRange | None
    faults: list[ScriptFault]


class Project(Listed):
    """A project in a list."""

    title: str
    role: Role = Field(description="The caller's: an owner's, or that of a project which somebody shares.")
    status: Status
    duration_seconds: int | None
    has_film: bool
    download_count: int
    updated_at: datetime


class ProjectDetails(Project):
    """A project, whole. `active_job_id` is the film that is being made."""

    script: str
    options: FilmOptions
    analysis: Analysis
    active_job_id: UUID | None
