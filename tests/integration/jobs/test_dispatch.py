"""The dispatcher fills free slots fairly, starts each film once, and recovers from a crash after any of its steps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import boto3
import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio import outbox
from film_studio.aws import client
from film_studio.film.models import Film
from film_studio.jobs import dispatch, reconcile, repository, service
from film_studio.jobs.models import Job, Run
from film_studio.settings import settings

pytestmark = pytest.mark.usefixtures("visible_at_once")


@pytest.fixture(autouse=True)
def two_slots(database: str, aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDER_SLOTS", "2")
    monkeypatch.setenv("JOBS_PER_USER", "1")
    settings.cache_clear()


def states(rows: Callable[..., Any]) -> dict[str, str]:
    return {str(row["id"]): row["status"] for row in rows("SELECT id, status FROM ai_jobs")}


def test_a_queued_job_begins_and_its_message_is_gone(
    new_job: Callable[..., Job],
    rows: Callable[..., Any],
    executions: Callable[[], dict[str, str]],
    messages: Callable[[str], list[str]],
) -> None:
    job = new_job()
    outbox.relay()
    assert dispatch.dispatch() == 1
    [row] = rows("SELECT * FROM ai_jobs")
    assert (row["status"], row["started_at"] is not None) == ("processing", True)
    assert list(executions()) == [f"{job.id}-1"]
    execution = client("stepfunctions").describe_execution(executionArn=row["execution_arn"])
    assert Run.model_validate_json(execution["input"]) == Run(job_id=job.id, attempt=1)
    assert dispatch.run_of(row["execution_arn"]) == Run(job_id=job.id, attempt=1)
    assert messages("normal") == []


def test_slots_are_filled_and_not_overfilled(new_job: Callable[..., Job], film: Film, rows: Callable[..., Any]) -> None:
    jobs = [new_job() for _ in range(3)]
    outbox.relay()
    assert dispatch.dispatch() == 2
    assert sorted(states(rows).values()) == ["processing", "processing", "queued"]
    assert dispatch.dispatch() == 0
    service.finish(Run(job_id=jobs[0].id, attempt=1), film)
    assert dispatch.dispatch() == 1


def test_a_user_renders_one_film_at_a_time_and_others_pass(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], film: Film, rows: Callable[..., Any]
) -> None:
    eager = new_user()
    first, second = new_job(eager), new_job(eager)
    other = new_job()
    outbox.relay()
    assert dispatch.dispatch() == 2
    assert states(rows) == {str(first.id): "processing", str(second.id): "queued", str(other.id): "processing"}
    service.finish(Run(job_id=first.id, attempt=1), film)
    assert dispatch.dispatch() == 1
    assert states(rows)[str(second.id)] == "processing"


def test_paid_jobs_go_first_and_batch_last(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENDER_SLOTS", "1")
    settings.cache_clear()
    batch, free, paid = new_job(new_user("pro"), batch=True), new_job(), new_job(new_user("pro"))
    outbox.relay()
    begun = []
    for _ in range(3):
        assert dispatch.dispatch() == 1
        with psycopg.connect(settings().database_url, row_factory=dict_row) as connection:
            [row] = connection.execute("SELECT id FROM ai_jobs WHERE status = 'processing'").fetchall()
        begun.append(row["id"])
        service.finish(Run(job_id=row["id"], attempt=1), film)
    assert begun == [paid.id, free.id, batch.id]


def test_a_message_delivered_twice_starts_one_film(
    new_job: Callable[..., Job], executions: Callable[[], dict[str, str]], send: Callable[..., None],
    messages: Callable[[str], list[str]],
) -> None:  # fmt: skip
    job = new_job()
    outbox.relay()
    send("normal", {"job_id": str(job.id), "attempt": 1})
    assert dispatch.dispatch() == 1
    other = new_job()  # begins by the second message; its own is one too many then
    assert dispatch.dispatch() == 1
    outbox.relay()
    assert dispatch.dispatch() == 0
    assert set(executions()) == {f"{job.id}-1", f"{other.id}-1"}
    reconcile.reconcile()
    assert messages("normal") == []


@pytest.mark.parametrize("ended", ["cancelled", "failed", "completed", "deleted"])
def test_a_message_without_a_job_that_waits_is_only_removed(
    new_job: Callable[..., Job], rows: Callable[..., Any], executions: Callable[[], dict[str, str]],
    messages: Callable[[str], list[str]], ended: str,
) -> None:  # fmt: skip
    new_job()
    outbox.relay()
    if ended == "deleted":
        rows("DELETE FROM projects")
    else:
        rows("UPDATE ai_jobs SET status = %s", ended)
    assert dispatch._serve("normal") == "passed"
    assert executions() == {}
    assert messages("normal") == []


def test_a_message_permits_whichever_job_is_first_in_line(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], rows: Callable[..., Any],
    executions: Callable[[], dict[str, str]], messages: Callable[[str], list[str]], send: Callable[..., None],
) -> None:  # fmt: skip
    first, second = new_job(), new_job()
    outbox.relay()
    messages("normal")
    send("normal", {"job_id": str(second.id), "attempt": 1})
    assert dispatch.dispatch() == 1
    assert states(rows) == {str(first.id): "processing", str(second.id): "queued"}
    assert list(executions()) == [f"{first.id}-1"]


class Crash(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("step", ["start_execution", "delete_message", "receive_message", "begin", "set_launched"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_around_any_step_is_mended_by_the_next_dispatch(
    new_job: Callable[..., Job], rows: Callable[..., Any], executions: Callable[[], dict[str, str]],
    messages: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch, step: str, when: str,
) -> None:  # fmt: skip
    job = new_job()
    outbox.relay()
    owner: Any = {"start_execution": client("stepfunctions"), "begin": repository, "set_launched": repository}.get(
        step, client("sqs")
    )
    original = getattr(owner, step)

    def dying(*arguments: Any, **named: Any) -> Any:
        if when == "after":
            original(*arguments, **named)
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(owner, step, dying)
        with pytest.raises(Crash):
            dispatch.dispatch()
    # Whatever the crash has left, the next dispatch ends in one film, and the reconciler leaves no message.
    dispatch.dispatch()
    reconcile.reconcile()
    assert states(rows) == {str(job.id): "processing"}
    assert list(executions()) == [f"{job.id}-1"]
    assert messages("normal") == []


def test_a_failing_start_is_tried_again_and_holds_up_nobody(
    new_job: Callable[..., Job], executions: Callable[[], dict[str, str]], rows: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first = new_job()
    outbox.relay()
    with monkeypatch.context() as patched:
        patched.setenv("STATE_MACHINE_ARN", settings().state_machine_arn + "-gone")
        settings.cache_clear()
        with pytest.raises(client("stepfunctions").exceptions.StateMachineDoesNotExist):
            dispatch.dispatch()
        assert dispatch.dispatch() == 0  # still gone: logged, not raised
    settings.cache_clear()
    assert executions() == {}
    [failure] = rows("SELECT reason FROM delivery_failures")
    assert "StateMachineDoesNotExist" in failure["reason"]
    second = new_job()
    outbox.relay()
    assert dispatch.dispatch() == 1
    assert set(executions()) == {f"{first.id}-1", f"{second.id}-1"}


def test_a_poisoned_message_ends_in_the_dead_letter_queue(
    new_job: Callable[..., Job], send: Callable[..., None], executions: Callable[[], dict[str, str]],
    rows: Callable[..., Any],
) -> None:  # fmt: skip
    sqs = boto3.client("sqs")
    dead = sqs.create_queue(QueueName="dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = f'{{"deadLetterTargetArn": "{arn}", "maxReceiveCount": 3}}'
    sqs.set_queue_attributes(QueueUrl=settings().queue_normal_url, Attributes={"RedrivePolicy": policy})
    send("normal", "rubbish")
    new_job()
    outbox.relay()
    assert dispatch.dispatch() == 1  # the good one is not held up
    while dispatch._serve("normal") != "empty":
        pass
    [message] = sqs.receive_message(QueueUrl=dead)["Messages"]
    assert message["Body"] == "rubbish"
    [failure] = rows("SELECT * FROM delivery_failures")
    assert (failure["message_id"], failure["reason"][:27]) == (message["MessageId"], "It is not a render message:")
    assert len(executions()) == 1


def test_waiting_for_a_turn_is_no_failed_delivery(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], messages: Callable[[str], list[str]]
) -> None:
    eager = new_user()
    new_job(eager), new_job(eager)
    outbox.relay()
    dispatch.dispatch()
    for _ in range(8):
        assert dispatch._serve("normal") == "passed"
    sqs = boto3.client("sqs")
    [message] = sqs.receive_message(QueueUrl=settings().queue_normal_url, AttributeNames=["All"])["Messages"]
    assert message["Attributes"]["ApproximateReceiveCount"] == "1"


def test_two_dispatchers_at_once_do_not_overfill(
    new_job: Callable[..., Job], rows: Callable[..., Any], executions: Callable[[], dict[str, str]],
    each_thread_connects: None,
) -> None:  # fmt: skip
    for _ in range(6):
        new_job()
    outbox.relay()
    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(lambda _: dispatch.dispatch(), range(4)))
    assert sum(begun) == 2
    assert sorted(states(rows).values()) == ["processing"] * 2 + ["queued"] * 4
    assert len(executions()) == 2


def test_a_run_without_a_name_of_ours_is_refused() -> None:
    for arn in ("arn:aws:states:us-east-1:1:execution:other:nightly", f"x:{uuid4()}", f"x:{uuid4()}-one"):
        with pytest.raises(ValueError, match="validation error"):
            dispatch.run_of(arn)
