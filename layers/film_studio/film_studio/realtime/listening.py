"""What a client says on its connection, and the answers."""

from uuid import UUID

from pydantic import ValidationError

from film_studio.database import Transaction, transaction
from film_studio.errors import Fault, Forbidden, Invalid, Malformed, StudioError, Unauthenticated
from film_studio.jobs import progress
from film_studio.limits import policies
from film_studio.limits import service as limits
from film_studio.projects import access
from film_studio.realtime import connections, pushing, repository, waking
from film_studio.realtime.models import MESSAGE, Ping, Subscribe, Subscribed, Unsubscribe

MOST_OF_CONNECTION = 50
"""Subscriptions of one connection."""


def hear(connection_id: str, text: str, address: str) -> None:
    """Do what a client says in a message, and answer it on its connection.

    What is wrong with a message is told to the client. Raises `connections.Gone` where it is not there any more.
    """
    said = None
    try:
        user_id = _user(connection_id, address)
        said = _read(text)
        if isinstance(said, Subscribe):
            _subscribe(connection_id, user_id, said)
        elif isinstance(said, Unsubscribe):
            with transaction() as connection:
                project_id, job_id = _subject(connection, user_id, said.project_id, said.job_id)
                repository.unsubscribe(connection, connection_id, project_id, job_id)
            connections.say(connection_id, {"type": "unsubscribed", "id": said.id, "project_id": str(project_id)})
        else:
            connections.say(connection_id, {"type": "pong", "id": said.id})
    except StudioError as refused:
        connections.say(connection_id, _refusal(refused, said.id if said else None))


def _user(connection_id: str, address: str) -> UUID:
    with transaction() as connection:
        row = repository.connected(connection, connection_id)
    if row is None:
        raise Unauthenticated("session_ended", "This login has ended: log in again and reconnect.")
    user_id: UUID = row["user_id"]
    verdict = limits.admit(policies.REALTIME, address=address, user_id=str(user_id))
    if verdict.refused_by:
        message = f"These are too many messages. Try again in {verdict.retry_after} seconds."
        raise Forbidden("rate_limited", message)
    return user_id


def _read(text: str) -> Subscribe | Unsubscribe | Ping:
    try:
        return MESSAGE.validate_json(text)
    except ValidationError as error:
        found = error.errors()
        if found[0]["type"] == "json_invalid":
            raise Malformed("invalid_json", "A message must be one JSON object.") from error
        faults = [Fault(".".join(str(part) for part in fault["loc"]), fault["type"], fault["msg"]) for fault in found]
        raise Invalid(*faults) from error


def _subscribe(connection_id: str, user_id: UUID, said: Subscribe) -> None:
    """The answer is sent before the subscription is committed, so that no event can come before it."""
    with transaction() as connection:
        project_id, job_id = _subject(connection, user_id, said.project_id, said.job_id)
        now = repository.standing(connection, project_id, job_id, said.after or 0)
        resumed = said.after is not None and now["whole"]
        sequence = said.after if said.after is not None and resumed else now["last"]
        if not repository.lock_connection(connection, connection_id):
            raise connections.Gone
        if not repository.subscribe(connection, connection_id, project_id, job_id, sequence, MOST_OF_CONNECTION):
            message = f"One connection has {MOST_OF_CONNECTION} subscriptions at most; open another one."
            raise Forbidden("too_many_subscriptions", message)
        answer = Subscribed(id=said.id, project_id=project_id, job_id=job_id, sequence=sequence, resumed=resumed)
        if not resumed:
            answer.project, answer.job = now["project"], now["job"]
            answer.stages = progress.of(connection, now["job_id"]) if now["job_id"] else None
        connections.say(connection_id, answer)
    waking.heard(project_id)
    pushing.tell(connection_id)


def _subject(
    connection: Transaction, user_id: UUID, project_id: UUID | None, job_id: UUID | None
) -> tuple[UUID, UUID | None]:
    """The project, and the job if one was named. Raises `NotFound` for what this user does not see, and `Invalid`."""
    if (project_id is None) == (job_id is None):
        raise Invalid(Fault("project_id", "one_of", "Name one of `project_id` and `job_id`."))
    if job_id is not None:
        return access.require_job(connection, user_id, job_id)["project_id"], job_id
    assert project_id is not None  # noqa: S101 - for mypy
    return access.require(connection, user_id, project_id)["id"], None


def _refusal(refused: StudioError, word: str | None) -> dict[str, object]:
    answer: dict[str, object] = {"type": "error", "id": word, "code": refused.code, "message": refused.message}
    if isinstance(refused, Invalid):
        answer["errors"] = [{"field": f.field, "code": f.code, "message": f.message} for f in refused.faults]
    return answer
