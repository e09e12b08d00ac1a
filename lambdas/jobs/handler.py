"""Render jobs: progress, result, cancelling."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from film_studio import http
from film_studio.jobs import service
from film_studio.jobs.models import CreateJobRequest, Download, Job, JobDetails, JobResult, ListedJob, Progress, Status
from film_studio.paging import Page

app = http.resolver()

StatusParam = Annotated[Status | None, Query(alias="status", description="Only jobs in this state.")]


@app.post(
    "/jobs/create",
    summary="Ask for a film",
    status_code=202,
    tags=["jobs"],
    openapi_extensions=http.problems(402, 404, 409),
)
def create(request: CreateJobRequest, idempotency_key: http.IdempotencyKey = None) -> Response[Job]:
    """The same as `POST /projects/{id}/generate`, with the project in the body."""
    job = service.accept(
        http.current_user(app).user_id,
        request.project_id,
        options=request.options,
        batch=request.batch,
        not_before=request.not_before,
        appeal=request.appeal,
        idempotency_key=idempotency_key,
    )
    return http.reply(job, 202, Location=f"{http.API_PREFIX}/jobs/{job.id}")


@app.get("/jobs", summary="List jobs", tags=["jobs"])
def page(status: StatusParam = None, cursor: http.CursorParam = None, limit: http.LimitParam = 20) -> Page[ListedJob]:
    """The jobs of the projects that the caller owns or shares, newest first."""
    return service.page(http.current_user(app).user_id, status=status, cursor=cursor, limit=limit)


@app.get("/jobs/<id>", summary="A job", tags=["jobs"])
def get(id: UUID) -> JobDetails:
    """A job with what was asked and how far each stage is."""
    return service.get(http.current_user(app).user_id, id)


@app.get("/jobs/<id>/status", summary="Progress of a job", tags=["jobs"])
def get_status(id: UUID) -> Progress:
    """How far a job is; made for polling."""
    return service.status(http.current_user(app).user_id, id)


@app.get("/jobs/<id>/result", summary="Result of a job", tags=["jobs"], openapi_extensions=http.problems(409))
def result(id: UUID) -> JobResult:
    """What a completed job made."""
    return service.result(http.current_user(app).user_id, id)


@app.get("/jobs/<id>/download", summary="Download a job's film", tags=["jobs"], openapi_extensions=http.problems(409))
def download(id: UUID) -> Download:
    """URLs of a completed job's film, valid for one hour."""
    return service.download(http.current_user(app).user_id, id)


@app.post("/jobs/<id>/cancel", summary="Cancel a job", tags=["jobs"], openapi_extensions=http.problems(409))
def cancel(id: UUID) -> Job:
    """Cancel a job that is not done; its credit is given back to who paid it."""
    return service.cancel(http.current_user(app).user_id, id)


handler = http.lambda_handler(app)
