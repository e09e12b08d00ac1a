"""What the studio's administrators see and do."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from film_studio import http
from film_studio.accounts.models import Tier
from film_studio.admin import jobs, records, users
from film_studio.admin.models import (
    AdminJob,
    AdminJobDetails,
    AdminUser,
    AdminUserDetails,
    AuditCheck,
    AuditPage,
    CreditChange,
    CreditsChanged,
    Dashboard,
    JobDecision,
    UserChange,
)
from film_studio.analytics import monitoring
from film_studio.analytics import service as figures
from film_studio.analytics.models import Analytics
from film_studio.jobs import dead_letters
from film_studio.jobs.models import DeadLetters, Queue, Redriven, RedriveRequest, Status
from film_studio.moderation import reviews
from film_studio.moderation.models import Kind, Review, ReviewDecision, ReviewDetails
from film_studio.paging import Page

app = http.resolver()

QueueParam = Annotated[Queue | None, Query(alias="queue", description="Only those of this queue.")]
OneQueueParam = Annotated[Queue, Query(alias="queue", description="The queue whose dead letter it is.")]
MessageParam = Annotated[str, Path(max_length=100, description="`message_id` of the dead letter.")]
TextParam = Annotated[
    str | None,
    Query(alias="q", min_length=1, max_length=200, description="Only those with this in address or name, or this id."),
]
TierParam = Annotated[Tier | None, Query(alias="tier", description="Only those of this tier.")]
SuspendedParam = Annotated[bool | None, Query(alias="suspended", description="Only those that are, or are not.")]
AdminParam = Annotated[bool | None, Query(alias="admin", description="Only administrators, or only others.")]
StatusParam = Annotated[Status | None, Query(alias="status", description="Only jobs in this state.")]
UserParam = Annotated[UUID | None, Query(alias="user_id", description="Only jobs of this user.")]
ErrorParam = Annotated[
    str | None,
    Query(alias="error_code", max_length=100, description="Only those that failed so.", examples=["render_failed"]),
]
AgeParam = Annotated[
    int | None,
    Query(alias="older_than_minutes", ge=0, le=5_000_000, description="Only those asked for longer ago than this."),
]
ActorParam = Annotated[UUID | None, Query(alias="actor_id", description="Only what this administrator did.")]
ActionParam = Annotated[str | None, Query(alias="action", max_length=100, description="Such as `user.suspend`.")]
SubjectParam = Annotated[str | None, Query(alias="subject", max_length=100, description="Such as `user:<id>`.")]
FromParam = Annotated[
    date | None, Query(alias="from", description="The first day (UTC); without it the 29th before `to`.")
]
ToParam = Annotated[date | None, Query(alias="to", description="The last day (UTC), which counts; without it today.")]
ByParam = Annotated[Literal["day"] | None, Query(alias="by", description="`day` tells each day apart as well.")]
DecidedParam = Annotated[bool, Query(alias="decided", description="Those that are decided, the newest first.")]
KindParam = Annotated[Kind | None, Query(alias="kind", description="Only texts, or only images.")]
ClaimedParam = Annotated[bool | None, Query(alias="claimed", description="Only those claimed, or not claimed.")]
KeyParam = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="A word of the client's own; a request repeated under the same one is done once.",
    ),
]


@app.get("/admin/dashboard", summary="How the studio is", tags=["admin"])
def dashboard() -> Dashboard:
    """Users, jobs, reviews and the outbox, now; days begin at midnight UTC."""
    http.current_admin(app)
    return records.dashboard()


@app.get("/admin/analytics", summary="The figures of a period", tags=["admin"])
def get_analytics(from_day: FromParam = None, to_day: ToParam = None, by: ByParam = None) -> Analytics:
    """Users, films and money of a period of 366 days at most, or of 92 told day by day."""
    http.current_admin(app)
    return figures.analytics(from_day, to_day, by)


METRICS: dict[int, OpenAPIResponse] = {
    200: {"description": "Prometheus' text format.", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@app.get("/admin/metrics", summary="Metrics for Prometheus", tags=["admin"], responses=METRICS)
def metrics() -> Response[str]:
    """What monitoring scrapes: users, jobs by queue and state, how long they wait, how they ended, reviews, outbox."""
    http.current_admin(app)
    return Response(status_code=200, content_type=monitoring.CONTENT_TYPE, body=monitoring.prometheus())


@app.get("/admin/users", summary="List users", tags=["admin"])
def list_users(
    text: TextParam = None,
    tier: TierParam = None,
    suspended: SuspendedParam = None,
    admin: AdminParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 20,
) -> Page[AdminUser]:
    """All accounts, newest first."""
    http.current_admin(app)
    return users.page(text=text, tier=tier, suspended=suspended, admin=admin, cursor=cursor, limit=limit)


@app.get("/admin/users/<id>", summary="A user", tags=["admin"])
def get_user(id: UUID) -> AdminUserDetails:
    """An account with its ledger and jobs."""
    http.current_admin(app)
    return users.get(id)


@app.patch("/admin/users/<id>", summary="Change a user", tags=["admin"], openapi_extensions=http.problems(409))
def change_user(id: UUID, request: UserChange) -> AdminUser:
    """Change tier and rights; suspend, which ends logins and films under way and refunds them, or lift that."""
    return users.change(http.current_admin(app).user_id, id, request)


@app.post(
    "/admin/users/<id>/credits",
    summary="Grant or deduct credits",
    tags=["admin"],
    openapi_extensions=http.problems(402),
)
def move_credits(id: UUID, request: CreditChange, idempotency_key: KeyParam) -> CreditsChanged:
    """Move a user's credits, once for each Idempotency-Key."""
    return users.move_credits(http.current_admin(app).user_id, id, request, idempotency_key)


@app.get("/admin/jobs", summary="List everybody's jobs", tags=["admin"])
def list_jobs(
    status: StatusParam = None,
    queue: QueueParam = None,
    user_id: UserParam = None,
    error_code: ErrorParam = None,
    older_than_minutes: AgeParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 20,
) -> Page[AdminJob]:
    """Render jobs, newest first."""
    http.current_admin(app)
    return jobs.page(
        status=status,
        queue=queue,
        user_id=user_id,
        error_code=error_code,
        older_than_minutes=older_than_minutes,
        cursor=cursor,
        limit=limit,
    )


@app.get("/admin/jobs/<id>", summary="A job of anybody", tags=["admin"])
def get_job(id: UUID) -> AdminJobDetails:
    """A job with what was asked and how far each stage is."""
    http.current_admin(app)
    return jobs.get(id)


@app.post(
    "/admin/jobs/<id>/cancel", summary="Cancel anybody's job", tags=["admin"], openapi_extensions=http.problems(409)
)
def cancel_job(id: UUID, request: JobDecision) -> AdminJob:
    """Cancel a job that is not done; its credit is given back."""
    return jobs.cancel(http.current_admin(app).user_id, id, request.reason)


@app.post("/admin/jobs/<id>/retry", summary="Retry a failed job", tags=["admin"], openapi_extensions=http.problems(409))
def retry_job(id: UUID, request: JobDecision) -> AdminJob:
    """Render a failed job once more, on the house: what was refunded stays with its owner."""
    return jobs.retry(http.current_admin(app).user_id, id, request.reason)


@app.get("/admin/reviews", summary="The queue of reviews", tags=["admin"])
def list_reviews(
    decided: DecidedParam = False,
    kind: KindParam = None,
    claimed: ClaimedParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 20,
) -> Page[Review]:
    """Texts and images that films wait for, the oldest first."""
    http.current_admin(app)
    return reviews.page(decided=decided, kind=kind, claimed=claimed, cursor=cursor, limit=limit)


@app.get("/admin/reviews/<id>", summary="A review", tags=["admin"])
def get_review(id: UUID) -> ReviewDetails:
    """What is to be looked at, what was noticed about it, and the films that wait for it."""
    http.current_admin(app)
    return reviews.get(id)


@app.post("/admin/reviews/<id>/claim", summary="Claim a review", tags=["admin"], openapi_extensions=http.problems(409))
def claim_review(id: UUID) -> ReviewDetails:
    """Keep it from other reviewers for half an hour."""
    return reviews.claim(http.current_admin(app).user_id, id)


@app.post(
    "/admin/reviews/<id>/decide", summary="Approve or refuse", tags=["admin"], openapi_extensions=http.problems(409)
)
def decide_review(id: UUID, request: ReviewDecision) -> ReviewDetails:
    """Films that wait go on, or end with their credits back and the reason told; the same is not asked again."""
    return reviews.decide(http.current_admin(app).user_id, id, request)


@app.get("/admin/audit", summary="The audit log", tags=["admin"])
def audit(
    actor_id: ActorParam = None,
    action: ActionParam = None,
    subject: SubjectParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 50,
) -> AuditPage:
    """Who did what to whom, newest first."""
    http.current_admin(app)
    return records.audit_page(actor_id=actor_id, action=action, subject=subject, cursor=cursor, limit=limit)


@app.get("/admin/audit/verify", summary="Verify the audit log", tags=["admin"])
def verify_audit() -> AuditCheck:
    """Whether every entry is what it was when it was made. Keep `head` elsewhere to notice a cut end."""
    http.current_admin(app)
    return records.verify_audit()


@app.get("/admin/dead-letters", summary="List dead letters", tags=["admin"])
def list_dead_letters(queue: QueueParam = None, limit: http.LimitParam = 100) -> DeadLetters:
    """Messages that were delivered too often, and why they failed; looking changes nothing. At most `limit` a queue."""
    http.current_admin(app)
    return dead_letters.page(queue, limit)


@app.post(
    "/admin/dead-letters/redrive",
    summary="Redrive dead letters",
    openapi_extensions=http.problems(404),
    tags=["admin"],
)
def redrive_dead_letters(request: RedriveRequest) -> Redriven:
    """Send dead letters to their queue once more, all or those named; one that is missing is 404, the rest are sent."""
    admin = http.current_admin(app)
    return Redriven(moved=dead_letters.redrive(admin.user_id, request.queue, request.message_ids))


@app.delete("/admin/dead-letters/<message_id>", summary="Discard a dead letter", status_code=204, tags=["admin"])
def discard_dead_letter(message_id: MessageParam, queue: OneQueueParam) -> None:
    """Delete a dead letter for good. A job that waits still gets a fresh message: discarding cancels nothing."""
    dead_letters.discard(http.current_admin(app).user_id, queue, [message_id])


handler = http.lambda_handler(app)
