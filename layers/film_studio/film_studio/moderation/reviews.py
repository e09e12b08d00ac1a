"""The queue of reviews: what persons claim, approve or refuse, and what becomes of the films that wait.

A decision and its audit entry are one transaction, guarded by the judgement's lock: of two reviewers one wins, and the
other is told. The films follow in transactions of their own (`settle`), each under its lock and only while it is in
review; should the process die between, the reconciler finds them (`sweep`).
"""

from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from film_studio import audit, delivery
from film_studio.aws import wake
from film_studio.database import transaction
from film_studio.errors import Conflict, NotFound
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as jobs
from film_studio.jobs.models import JobInput
from film_studio.moderation import repository, service
from film_studio.moderation.models import Kind, Review, ReviewDecision, ReviewDetails, WaitingFilm, contents
from film_studio.paging import Cursor, Page
from film_studio.settings import settings

AGAIN_AT_ONCE = 20
"""How many films are judged again in one sweep, at most."""


def page(
    *, decided: bool = False, kind: Kind | None = None, claimed: bool | None = None, cursor: str | None, limit: int
) -> Page[Review]:
    """Reviews for which films wait, the oldest first, or those decided, the newest first. Raises `Malformed`."""
    after = Cursor.decode(cursor) if cursor else None
    with transaction() as connection:
        rows = repository.page(connection, decided=decided, kind=kind, claimed=claimed, cursor=after, limit=limit)
    return Page[Review].of([Review.model_validate(_shown(row)) for row in rows], limit)


def get(judgement_id: UUID) -> ReviewDetails:
    """A review with what is to be looked at. Raises `NotFound`."""
    with transaction() as connection:
        row = _found(repository.review(connection, judgement_id))
        films = repository.films(connection, judgement_id)
    texts, image = _content(row, films)
    return ReviewDetails.model_validate(
        {
            **_shown(row),
            "texts": texts,
            "image_url": image,
            "films": [
                WaitingFilm.model_validate({**film, "title": film["input_parameters"]["request"]["title"]})
                for film in films
            ],
        }
    )


def claim(reviewer_id: UUID, judgement_id: UUID) -> ReviewDetails:
    """Keep a review from others for half an hour; again, by the same person, it begins anew.

    Raises `NotFound`, `Conflict` (`review_claimed`, `review_decided`).
    """
    with transaction() as connection:
        row = _found(repository.lock(connection, judgement_id))
        if row["decision"] is not None:
            raise _decided(row)
        _not_claimed_by_another(row, reviewer_id)
        repository.claim(connection, judgement_id, reviewer_id)
    return get(judgement_id)


def decide(reviewer_id: UUID, judgement_id: UUID, wanted: ReviewDecision) -> ReviewDetails:
    """Approve or refuse; the films that wait go on, or end with their credits back. The same again changes nothing.

    Raises `NotFound`, `Conflict` (`review_claimed`, `review_decided` where somebody was faster).
    """
    with transaction() as connection:
        row = _found(repository.lock(connection, judgement_id))
        if row["decision"] is None:
            _not_claimed_by_another(row, reviewer_id)
            repository.decide(connection, judgement_id, reviewer_id, wanted.decision, wanted.reason)
            action, subject = f"review.{wanted.decision}", f"review:{judgement_id}"
            audit.record(connection, reviewer_id, action, subject, reason=wanted.reason, kind=row["kind"])
        elif (row["decision"], row["decided_by"]) != (wanted.decision, reviewer_id):
            raise _decided(row)
    with transaction() as connection:
        films = repository.waiting_for(connection, judgement_id)
    _settle(films)
    return get(judgement_id)


def sweep() -> None:
    """Ask again about what a service gave no answer to, and settle films that wait for nobody any more."""
    with transaction() as connection:
        unchecked = repository.unchecked_films(connection, AGAIN_AT_ONCE)
    for film in unchecked:
        asked = contents(JobInput.model_validate(film["input_parameters"]))
        try:
            with transaction() as connection:
                service.verdict(connection, asked, appeal="")
        except service.Unjudged as found:
            service.judge(found.contents)
        except service.Blocked:
            pass  # settled below
    with transaction() as connection:
        films = repository.settled_films(connection)
    _settle(films)


def _settle(films: list[UUID]) -> None:
    released = False
    for job_id in films:
        with transaction() as connection:
            job = job_records.find_for_update(connection, job_id)
            if job is None or job["status"] != "in_review":
                continue
            awaited = repository.awaited(connection, job_id)
            refused = [row for row in awaited if row["decision"] == "refuse"]
            if refused:
                jobs.refuse(connection, job, refused[0]["reason"])
            elif all(row["decision"] == "approve" or row["outcome"] == "allow" for row in awaited):
                jobs.release(connection, job)
                released = True
    if released:
        wake(settings().relay_function)


def _not_claimed_by_another(row: DictRow, reviewer_id: UUID) -> None:
    if row["claimed"] and row["claimed_by"] != reviewer_id:
        raise Conflict("review_claimed", f"Somebody else has claimed it until {row['claimed_until']:%H:%M} UTC.")


def _decided(row: DictRow) -> Conflict:
    return Conflict("review_decided", f"It is decided already: {row['decision']}.")


def _found(row: DictRow | None) -> DictRow:
    if row is None:
        raise NotFound("review_not_found", "There is no such review.")
    return row


def _shown(row: DictRow) -> dict[str, Any]:
    return row if row["claimed"] else {**row, "claimed_by": None, "claimed_until": None}


def _content(row: DictRow, films: list[DictRow]) -> tuple[dict[str, str] | None, str | None]:
    """The texts, or the URL of the image, that a judgement is of, from a film that waits for it."""
    for film in films:
        for content in contents(JobInput.model_validate(film["input_parameters"])):
            if (content.kind, content.hash) == (row["kind"], bytes(row["content_hash"])):
                return (dict(content.texts), None) if content.kind == "text" else (None, delivery.view_url(content.uri))
    return None, None
