"""Projects as they cross a border."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from film_studio.film.models import FilmEdits, FilmOptions
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
    auto_save: StrictBool = Field(
        default=False,
        description="Saved while somebody writes: it joins that person's auto-saves of the last minutes.",
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

    revision: int = Field(description="Counts the changes of what is written; the `ETag` is made of it.")
    script: str
    options: FilmOptions
    analysis: Analysis
    active_job_id: UUID | None

    @property
    def etag(self) -> str:
        """What `If-Match` is compared with: the state of what can be written, not that of the films."""
        return etag(self.revision)


def etag(revision: int) -> str:
    """The entity tag of a project at a revision."""
    return f'"{revision}"'


class VersionContent(BaseModel):
    """What is written in a version of a project."""

    title: str
    script: str
    options: FilmOptions
    edits: FilmEdits = Field(description="What the storyboard says otherwise than the script.")


class Version(Listed):
    """A change that was kept. The author is null when that account is gone."""

    version: int
    saved_at: datetime = Field(description="Of auto-saves: when the last one joined.")
    author_id: UUID | None
    author_name: str | None
    changed: list[Literal["title", "script", "options", "edits"]]
    auto_saved: bool
    restored_from: int | None


class VersionDetails(Version):
    """A version, whole."""

    content: VersionContent


class FieldChange(BaseModel):
    """One field that differs, by its dotted name."""

    field: str
    before: Any
    after: Any


class VersionDiff(BaseModel):
    """How the version `after` differs from the version `before` (0: from nothing)."""

    before: int
    after: int
    script: str = Field(description="A unified diff of the script's lines; empty where it is the same.")
    fields: list[FieldChange]
