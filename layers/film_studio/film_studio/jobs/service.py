"""The rules of render jobs: accepted and paid for once, ended once, refunded once."""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from botocore.exceptions import ClientError
from psycopg.rows import DictRow

from film_studio import delivery, mail
from film_studio.accounts import repository as accounts
from film_studio.assets import service as assets
from film_studio.aws import client, wake
from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction
from film_studio.errors import AccountSuspended, Conflict, Fault, Forbidden, Invalid, NotFound
from film_studio.film import validation
from film_studio.film.models import Film, FilmRequest
from film_studio.jobs import estimates, fairness, lines, live, outlook, progress, repository
from film_studio.jobs.estimates import Work
from film_studio.jobs.models import (
    ACTIVE,
    MAX_DAYS_AHEAD,
    Download,
    Estimate,
    Job,
    JobDetails,
    JobInput,
    JobResult,
    JobType,
    ListedJob,
    Obstacle,
    Progress,
    Queue,
    Run,
    Status,
    SubtitleDownload,
)
from film_studio.moderation import repository as reviews
from film_studio.moderation import service as moderation
from film_studio.moderation.models import contents
from film_studio.paging import Cursor, Page
from film_studio.projects import access
from film_studio.projects import repository as projects
from film_studio.projects.options import patched
from film_studio.settings import settings

logger = logging.getLogger(__name__)

PRICE = 1
"""Credits that one film costs."""

REFUSED = "content_refused"
"""The error code of a job that a person did not approve."""


# Asking for a film ---------------------------------------------------------------------------------------------------


def accept(
    user_id: UUID,
    project_id: UUID,
    *,
    options: dict[str, Any] | None = None,
    batch: bool = False,
    not_before: datetime | None = None,
    appeal: str | None = None,
    idempotency_key: str | None = None,
) -> Job:
    """Accept the film of a project as a job, and take a credit of the user who asks: both or neither.

    The owner and the editors of a project may ask; each pays for what they ask, and gets back what is given back.
    The same request under the same idempotency key gives the same job again. Raises `NotFound` and `Forbidden` as
    `access.require` does, `Conflict` (`job_running`, with the job) while another of the project's films is under way,
    `Invalid` with every fault of the request, `InsufficientCredits` where there is nothing to pay with,
    `AccountSuspended`, `moderation.Blocked`.

    A film that is not to be rendered before a time is paid now and scheduled; `lines.release_due` queues it then. One
    that a person must look at first is paid now and waits in review. What is not judged yet is judged between two
    transactions, of which the first leaves nothing behind.
    """
    asked = {
        "project_id": str(project_id),
        "options": options or {},
        "batch": batch,
        **({"not_before": not_before.astimezone(UTC).isoformat()} if not_before else {}),
        **({"appeal": appeal} if appeal else {}),
    }
    return accept_job(
        user_id,
        project_id,
        asked,
        lambda connection, project: _frozen(connection, project, options or {}, not_before),
        batch=batch,
        not_before=not_before,
        appeal=appeal,
        idempotency_key=idempotency_key,
    )


UNVERIFIED = "Confirm your address first: follow the link in our mail, or ask for it again under “verification”."

Freeze = Callable[[Transaction, DictRow], JobInput]
"""What a job works on, made of a project's locked row, in the transaction that pays for it. It may be called again."""


def accept_job(
    user_id: UUID,
    project_id: UUID,
    asked: Mapping[str, object],
    freeze: Freeze,
    *,
    job_type: JobType = "film",
    batch: bool = False,
    not_before: datetime | None = None,
    appeal: str | None = None,
    idempotency_key: str | None = None,
) -> Job:
    """Accept what `freeze` makes of a project, like `accept` and raising like it.

    `asked` is what the idempotency key stands for; a request repeated under it freezes nothing.
    """
    while True:
        try:
            job = _accept(user_id, project_id, asked, freeze, job_type, batch, not_before, appeal, idempotency_key)
        except moderation.Unjudged as found:
            moderation.judge(found.contents)
        else:
            if job.status == "queued":
                wake(settings().relay_function)
            return job


def _accept(
    user_id: UUID,
    project_id: UUID,
    asked: Mapping[str, object],
    freeze: Freeze,
    job_type: JobType,
    batch: bool,
    not_before: datetime | None,
    appeal: str | None,
    idempotency_key: str | None,
) -> Job:
    with transaction() as connection:
        user = repository.lock_user(connection, user_id)
        # Locked, so that of an owner and an editor who ask at the same time one is told of the other's job.
        project = access.require(connection, user_id, project_id, "editor", for_update=True)
        if user is None:
            raise NotFound("project_not_found", "There is no such project.")
        if user["suspended_at"]:
            raise AccountSuspended
        if not user["email_verified_at"]:
            raise Forbidden("email_unverified", UNVERIFIED)
        if idempotency_key and (before := repository.remembered(connection, user_id, idempotency_key)):
            return _repeated(connection, before, _digest(asked))
        if running := repository.active_of_project(connection, project_id):
            raise Conflict(
                "job_running",
                "A film of this project is being made already.",
                job=Job.model_validate(running).model_dump(mode="json"),
            )
        job_input = freeze(connection, project)
        job_id = uuid4()
        credits.deduct(connection, user_id, PRICE, f"Film “{job_input.request.title}”", str(job_id))
        verdict = moderation.verdict(connection, contents(job_input), appeal)
        in_review = verdict.outcome == "review"
        scheduled_for = not_before if not_before and not_before > datetime.now(UTC) else None
        queue = _queue_of(user["subscription_tier"], batch=batch or not_before is not None)
        row = repository.insert(
            connection,
            job_id,
            project_id,
            user_id,
            queue,
            job_input,
            scheduled_for,
            job_type=job_type,
            in_review=in_review,
        )
        if in_review:
            reviews.await_review(connection, job_id, verdict.awaited, appeal)
        projects.set_status(connection, project_id, "processing")
        if idempotency_key:
            repository.remember(connection, user_id, idempotency_key, _digest(asked), job_id)
        if row["status"] == "queued":
            row = lines.enter(connection, row)
    return Job.model_validate(row)


def estimate(
    user_id: UUID,
    project_id: UUID,
    *,
    options: dict[str, Any] | None = None,
    batch: bool = False,
    not_before: datetime | None = None,
) -> Estimate:
    """What `accept` would do with the same request, without doing it: what it costs and takes, or why it refuses.

    Raises `NotFound` for a project that this user neither owns nor shares, `Invalid` for options that are no patch of
    `FilmOptions`.
    """
    with transaction() as connection:
        project = access.require(connection, user_id, project_id)
        patched(project["options"], options or {})
        account = credits.of(user_id)
        obstacles: list[Obstacle] = []
        job_input = None
        try:
            job_input = _frozen(connection, project, options or {}, not_before)
        except Invalid as refused:
            obstacles += [Obstacle(field=f.field, code=f.code, message=f.message) for f in refused.faults]
        if job_input:
            blocked = moderation.foresee(connection, contents(job_input))
            obstacles += [Obstacle(field=f.field, code=f.code, message=f.message) for f in blocked]
        if repository.active_of_project(connection, project_id):
            message = "A film of this project is being made already; wait for it or cancel it."
            obstacles.append(Obstacle(field="project_id", code="job_running", message=message))
        if not repository.is_verified(connection, user_id):
            obstacles.append(Obstacle(field="email", code="email_unverified", message=UNVERIFIED))
        if account.balance < PRICE:
            message = f"A film costs {PRICE} credit; there are {account.balance}."
            obstacles.append(Obstacle(field="credits", code="insufficient_credits", message=message))
        queue = _queue_of(account.tier, batch=batch or not_before is not None)
        turn = fairness.next_turn(*repository.turns(connection, user_id, queue))
        ahead = repository.ahead_of_new(connection, queue, turn)
        answer = Estimate(
            credits=PRICE,
            balance=account.balance,
            balance_after=account.balance - PRICE,
            queue=queue,
            jobs_ahead=ahead,
            obstacles=obstacles,
        )
        if job_input is None:
            return answer
        work = Work.of(job_input.request.options, job_input.duration_seconds, job_input.scenes)
        rendering = estimates.along_path(outlook.expected(connection, job_input.request.options, work))
        waiting = outlook.waiting(connection, ahead, rendering)
        if not_before is not None:
            waiting = max(waiting, (not_before - datetime.now(UTC)).total_seconds())
        return answer.model_copy(
            update={
                "duration_seconds": job_input.duration_seconds,
                "scenes": job_input.scenes,
                "waiting_seconds": round(waiting),
                "rendering_seconds": max(1, round(rendering)),
            }
        )


def _queue_of(tier: str, *, batch: bool) -> Queue:
    return "batch" if batch else "normal" if tier == "free" else "high"


def _digest(document: object) -> bytes:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).digest()


def _repeated(connection: Transaction, before: DictRow, asked: bytes) -> Job:
    if bytes(before["request_hash"]) != asked:
        raise Invalid(code="idempotency_conflict", message="This Idempotency-Key was used for another request before.")
    return Job.model_validate(repository.find(connection, before["job_id"]))


def _frozen(
    connection: Transaction, project: DictRow, patch: dict[str, Any], not_before: datetime | None = None
) -> JobInput:
    """What is asked now, wholly validated. Raises `Invalid` with every fault."""
    if not_before and not_before > datetime.now(UTC) + timedelta(days=MAX_DAYS_AHEAD):
        message = f"`not_before` is more than {MAX_DAYS_AHEAD} days ahead; choose an earlier time."
        raise Invalid(Fault("not_before", "too_far_ahead", message))
    options = patched(project["options"], patch)
    request = FilmRequest(title=project["title"], script=project["script"], options=options, edits=project["edits"])
    return frozen(connection, project["id"], request)


def frozen(connection: Transaction, project_id: UUID, request: FilmRequest) -> JobInput:
    """What a job of this request works on, wholly validated. Raises `Invalid` with every fault."""
    try:
        accepted = validation.validate(request, settings().spoken)
    except validation.Refused as refused:
        raise Invalid(*(Fault(f.field, f.code, f.message) for f in refused.faults), code="invalid_film") from refused
    images = assets.chosen(connection, project_id, request.options.images)
    return JobInput(request=request, duration_seconds=accepted.duration_seconds, scenes=accepted.scenes, images=images)


# Ending a job --------------------------------------------------------------------------------------------------------


def cancel(user_id: UUID, job_id: UUID) -> Job:
    """Cancel a job before it is done and give its credit back to who paid it.

    Raises `NotFound` and `Forbidden` as `access.require_job` does, `Conflict` (`job_over`) for one that has ended.
    """
    with transaction() as connection:
        seen = access.require_job(connection, user_id, job_id, "editor")
        job = call_off(connection, job_id)
        if job is None:
            now = repository.find(connection, job_id) or seen
            raise Conflict("job_over", f"This job is {now['status']} already.")
    stop(job)
    return Job.model_validate(job)


def call_off(connection: Transaction, job_id: UUID) -> DictRow | None:
    """Cancel a job, whoever owns it, and refund it; gives its row, None where it was over. `stop` it after commit."""
    job = repository.end(connection, job_id, "cancelled", from_statuses=ACTIVE)
    if job is None:
        return None
    _refund(connection, job)
    lines.leave(connection, job)  # after the refund, which locks the user: two cancellations do not mix
    projects.set_idle(connection, job["project_id"])
    return job


def cancel_all(user_id: UUID) -> None:
    """Cancel every job that this user has asked for, also in the projects of others."""
    with transaction() as connection:
        called_off = [
            job
            for job_id in repository.lock_active_of_user(connection, user_id)
            if (job := call_off(connection, job_id))
        ]
    for job in called_off:
        stop(job)


def stop(job: DictRow) -> None:
    """Stop the execution of a job that was called off, if it has one, and let the next begin."""
    if job["execution_arn"]:
        _stop(job["execution_arn"])
        wake(settings().dispatcher_function)


def finish(run: Run, film: Film) -> bool:
    """Complete a processing job with what it made; False where it was over already.

    Any attempt may finish its job: what stages make depends on their inputs alone.
    """
    with transaction() as connection:
        job = repository.end(
            connection,
            run.job_id,
            "completed",
            from_statuses=("processing",),
            output_urls=film.model_dump(mode="json"),
        )
        if job is None:
            return False
        projects.set_film(connection, job["project_id"], film)
        outlook.remember(connection, job)
    return True


def fail(job_id: UUID, code: str, message: str, *, attempt: int | None = None) -> bool:
    """Fail a job and give its credit back; False where it was over already, or is past `attempt`."""
    with transaction() as connection:
        return _fail(connection, job_id, code, message, attempt=attempt)


def _fail(connection: Transaction, job_id: UUID, code: str, message: str, *, attempt: int | None = None) -> bool:
    job = repository.end(
        connection,
        job_id,
        "failed",
        from_statuses=ACTIVE,
        attempt=attempt,
        error_code=code,
        error_message=message,
    )
    if job is None:
        return False
    _refund(connection, job)
    projects.set_status(connection, job["project_id"], "failed")
    return True


def release(connection: Transaction, job: DictRow) -> None:
    """Let a job that was approved go on: into its line, or to its time where that is still ahead.

    The caller has locked it, in review, and wakes the relay afterwards.
    """
    repository.lock_user(connection, job["user_id"])
    if job["scheduled_for"] and job["scheduled_for"] > datetime.now(UTC):
        repository.schedule(connection, job["id"])
    else:
        lines.enter(connection, job)


def refuse(connection: Transaction, job: DictRow, reason: str) -> None:
    """End a job that was not approved: its credit comes back, and its owner is told why. The caller has locked it."""
    _fail(connection, job["id"], REFUSED, f"The film was not approved: {reason} Your credit is back.")
    user = accounts.user(connection, job["user_id"])
    if user is not None:
        title = job["input_parameters"]["request"]["title"]
        text = f"Your film “{title}” was not approved: {reason}\n\nYour credit is back."
        mail.send(connection, user["email"], "Your film was not approved", text)


def _refund(connection: Transaction, job: DictRow) -> None:
    title = job["input_parameters"]["request"]["title"]
    credits.refund(connection, job["user_id"], PRICE, f"Film “{title}” was not made", str(job["id"]))


def _stop(execution_arn: str) -> None:
    """Stop an execution. Where that fails, its next stage finds the job over and ends it."""
    try:
        client("stepfunctions").stop_execution(executionArn=execution_arn, error="JobOver", cause="cancelled")
    except ClientError as error:
        logger.warning("could not stop %s: %s", execution_arn, error)


# Looking -------------------------------------------------------------------------------------------------------------


def get(user_id: UUID, job_id: UUID) -> JobDetails:
    """A job, whole. Raises `NotFound` for one in whose project this user has no role."""
    with transaction() as connection:
        return JobDetails.model_validate(whole(connection, access.require_job(connection, user_id, job_id)))


def whole(connection: Transaction, row: DictRow) -> dict[str, Any]:
    """A job's row with what was asked, how far each stage is and when it will be done."""
    job_input = JobInput.model_validate(row["input_parameters"])
    return {
        **row,
        **outlook.of(connection, row).model_dump(),
        "request": job_input.request,
        "duration_seconds": job_input.duration_seconds,
        "stages": progress.of(connection, row["id"]),
    }


def status(user_id: UUID, job_id: UUID) -> Progress:
    """How far a job is. Raises `NotFound` for one in whose project this user has no role."""
    with transaction() as connection:
        return live.of(connection, access.require_job(connection, user_id, job_id))


def page(user_id: UUID, *, status: Status | None = None, cursor: str | None = None, limit: int = 20) -> Page[ListedJob]:
    """The jobs of the projects that this user owns or shares, newest first. Raises `Malformed` for a bad cursor."""
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        rows = repository.page(connection, user_id, status=status, cursor=after, limit=limit)
    return Page[ListedJob].of([ListedJob.model_validate(row) for row in rows], limit)


def result(user_id: UUID, job_id: UUID) -> JobResult:
    """What a completed job made. Raises `NotFound`, or `Conflict` (`not_completed`) while there is nothing."""
    with transaction() as connection:
        row = _completed(access.require_job(connection, user_id, job_id))
    return JobResult.model_validate({**row, "film": row["output_urls"]})


def download(user_id: UUID, job_id: UUID) -> Download:
    """Presigned URLs of a completed job's film; counts as a download. Raises like `result`."""
    with transaction() as connection:
        row = _completed(access.require_job(connection, user_id, job_id))
        projects.count_download(connection, row["project_id"])
    return presigned(row)


def download_latest(user_id: UUID, project_id: UUID) -> Download:
    """Presigned URLs of a project's newest film; counts as a download.

    Raises `NotFound` for a project that this user neither owns nor shares, `Conflict` (`not_completed`) where it has
    no film.
    """
    with transaction() as connection:
        access.require(connection, user_id, project_id)
        row = repository.last_completed_of_project(connection, project_id)
        if row is None:
            raise Conflict("not_completed", "This project has no finished film yet.")
        projects.count_download(connection, project_id)
    return presigned(row)


def _completed(job: DictRow) -> DictRow:
    if job["status"] != "completed":
        raise Conflict("not_completed", f"This job is {job['status']}; there is no film to get.")
    return job


def _filename(title: str) -> str:
    """A title as a file name that every header and file system takes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-")[:60] or "film"


def presigned(job: DictRow) -> Download:
    """The presigned URLs of a completed job's film."""
    film = Film.model_validate(job["output_urls"])
    name = _filename(job["input_parameters"]["request"]["title"])
    expires = datetime.now(UTC) + timedelta(seconds=delivery.SECONDS)
    subtitles = [
        SubtitleDownload(
            language=track.language,
            srtUrl=delivery.download_url(track.srt, f"{name}.{track.language}.srt"),
            vttUrl=delivery.download_url(track.vtt, f"{name}.{track.language}.vtt"),
        )
        for track in film.subtitles
    ]
    return Download(
        videoUrl=delivery.download_url(film.video, f"{name}.mp4"),
        subtitleUrl=subtitles[0].vttUrl if subtitles else None,
        thumbnailUrl=delivery.download_url(film.thumbnail, f"{name}.jpg"),
        subtitles=subtitles,
        expiresAt=expires,
    )
