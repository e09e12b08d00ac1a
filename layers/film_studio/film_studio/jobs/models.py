"""Render jobs as they cross a border: what a client sends and sees, and what a run works on."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from film_studio.film.models import Film, FilmRequest, Pace, UserImage
from film_studio.moments import Moment
from film_studio.paging import Listed
from film_studio.projects.models import Role

Status = Literal["in_review", "scheduled", "queued", "processing", "completed", "failed", "cancelled"]
Queue = Literal["high", "normal", "batch"]
JobType = Literal["film", "scene"]
"""A film, or a film that differs from the one before in a single scene."""

Stage = Literal["script", "voice", "timeline", "picture", "lip_sync", "music", "mix", "subtitles", "compose", "check"]

ACTIVE: tuple[Status, ...] = ("in_review", "scheduled", "queued", "processing")
"""A job in one of these is not over yet."""

MAX_ATTEMPTS = 5
"""How often a job is begun, when executions are lost, before it fails."""

MAX_FAILED_ATTEMPTS = 3
"""How often a job is begun, when its runs fail by something of the moment, before it fails."""

MAX_DAYS_AHEAD = 30
"""How far ahead a film can be scheduled."""


class GenerateRequest(BaseModel):
    """Ask for the film of a project. `options` change the project's own for this run only."""

    model_config = ConfigDict(extra="forbid")

    options: dict[str, Any] = Field(
        default_factory=dict,
        description="A merge patch (RFC 7396) of the project's `FilmOptions`.",
        json_schema_extra={"x-merge-patch-of": "FilmOptions"},
    )
    batch: StrictBool = Field(default=False, description="Not urgent: render it when nobody else waits.")
    not_before: Moment | None = Field(
        default=None,
        description=f"When it may be rendered at the earliest, at most {MAX_DAYS_AHEAD} days ahead. It is paid now and "
        "enters the batch queue then. A time that is past is now.",
        examples=["2026-12-24T06:00:00Z"],
    )
    appeal: str | None = Field(
        default=None,
        min_length=10,
        max_length=1000,
        description="Where the film was blocked (`content_blocked`): why it is all right. A person looks at it then; "
        "its credit is given back should it not be made.",
        examples=["The word is quoted from the speech that the film is about."],
    )


class CreateJobRequest(GenerateRequest):
    """The same, with the project named in the body."""

    project_id: UUID


class JobInput(BaseModel):
    """What a run works on, frozen when the job was accepted."""

    model_config = ConfigDict(frozen=True)

    request: FilmRequest
    duration_seconds: float = Field(description="The film's length, as validation resolved it.")
    scenes: int = Field(default=0, description="How many the script has; 0 where that was not noted.")
    images: dict[UUID, UserImage] = Field(default_factory=dict, description="The images that its options choose.")
    pace: Pace | None = Field(default=None, description="Of the film before, where one of its scenes is made anew.")


class StageProgress(BaseModel):
    """How far one stage is: `done` of `total` parts. The total is 0 until the stage is planned."""

    stage: Stage
    done: int
    total: int


class Outlook(BaseModel):
    """Where a job stands and when it will be done, as far as one can tell from past renders; null when it is over."""

    jobs_ahead: int | None = Field(
        default=None, description="Of a queued job: how many wait before it, counted up to 1000."
    )
    estimated_seconds_left: int | None = None
    estimated_completion_at: datetime | None = None


class Progress(Outlook):
    """The light answer for polling."""

    id: UUID
    status: Status
    progress_percentage: int
    current_step: str
    stages: list[StageProgress]
    error_code: str | None
    error_message: str | None


class Job(Listed):
    """A render job as those in its project see it."""

    project_id: UUID
    job_type: JobType
    status: Status
    queue: Queue
    attempt: int
    progress_percentage: int
    current_step: str
    error_code: str | None
    error_message: str | None
    scheduled_for: datetime | None = Field(
        description="When it enters its queue, or did: at the creator's wish, or to be tried again."
    )
    started_at: datetime | None
    completed_at: datetime | None


class ListedJob(Job):
    """A job in the list of everything that the caller sees."""

    role: Role = Field(description="The caller's, in the job's project.")


class JobDetails(Job, Outlook):
    """A job with what was asked and how far each stage is."""

    request: FilmRequest
    duration_seconds: float
    stages: list[StageProgress]


class JobResult(BaseModel):
    """What a completed job made. The files are fetched through `/download`."""

    id: UUID
    project_id: UUID
    completed_at: datetime
    film: Film


class SubtitleDownload(BaseModel):
    """Presigned URLs of the subtitles in one language."""

    language: str
    srtUrl: str  # noqa: N815 - the download reply is camelCase by contract
    vttUrl: str  # noqa: N815


class Download(BaseModel):
    """Presigned URLs of a finished film; all expire at `expiresAt`. `subtitleUrl` is WebVTT in the first language."""

    videoUrl: str  # noqa: N815
    subtitleUrl: str | None  # noqa: N815
    thumbnailUrl: str  # noqa: N815
    subtitles: list[SubtitleDownload]
    expiresAt: datetime  # noqa: N815


class Run(BaseModel):
    """One attempt at a job, as the state machine names it to every stage."""

    model_config = ConfigDict(frozen=True)

    job_id: UUID
    attempt: int


class Obstacle(BaseModel):
    """One reason why a film would be refused now."""

    field: str
    code: str
    message: str


class Estimate(BaseModel):
    """What asking for a film now would come to. Where there are obstacles it would be refused, and nothing taken.

    Times are seconds, as past renders suggest; null with the film's length where the script cannot become a film.
    """

    credits: int
    balance: int
    balance_after: int = Field(description="Negative where credits are missing.")
    duration_seconds: float | None = None
    scenes: int | None = None
    queue: Queue
    jobs_ahead: int
    waiting_seconds: int | None = None
    rendering_seconds: int | None = None
    obstacles: list[Obstacle]


class DeadLetter(BaseModel):
    """A message that was delivered too often without being acted on. `reason` is why its last delivery failed."""

    message_id: str
    queue: Queue
    body: str
    job_id: UUID | None = Field(description="The job that it speaks of; null where it is no render message.")
    job_status: Status | None
    receives: int
    sent_at: datetime
    reason: str
    failed_at: datetime | None


class DeadLetters(BaseModel):
    """What lies among the dead letters, as far as asked for, and about how many there are."""

    items: list[DeadLetter]
    total: int


class RedriveRequest(BaseModel):
    """Send dead letters of a queue to it once more: all, or those named."""

    model_config = ConfigDict(extra="forbid")

    queue: Queue
    message_ids: list[str] | None = Field(default=None, min_length=1, max_length=100)


class Redriven(BaseModel):
    """How many dead letters went back to their queue."""

    moved: int
