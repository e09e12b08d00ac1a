"""Whatever is lost between Postgres, SQS and Step Functions is found again."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from film_studio import outbox
from film_studio.aws import client
from film_studio.film.models import Film
from film_studio.jobs import dispatch, reconcile, service
from film_studio.jobs.models import MAX_ATTEMPTS, MAX_FAILED_ATTEMPTS, Job, Run
from film_studio.storage import put_document

pytestmark = pytest.mark.usefixtures("aws")


@pytest.fixture
def describe(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`describe(status, **more)`: every execution is in this state."""

    def answer(status: str, **more: str) -> None:
        def describe_execution(**question: str) -> dict[str, str]:
            return {"executionArn": question["executionArn"], "status": status, **more}

        monkeypatch.setattr(client("stepfunctions"), "describe_execution", describe_execution)

    return answer


def age(rows: Callable[..., Any], minutes: int = 3) -> None:
    """Let time pass for every job and message."""
    rows(
        """UPDATE ai_jobs SET queued_at = queued_at - make_interval(mins => %s),
                              started_at = started_at - make_interval(mins => %s)""",
        minutes,
        minutes,
    )


def the_job(rows: Callable[..., Any]) -> dict[str, Any]:
    [job] = rows("SELECT * FROM ai_jobs")
    return job


def test_a_running_execution_is_left_alone(
    processing: Callable[..., Run], rows: Callable[..., Any], describe: Callable[..., None]
) -> None:
    processing()
    age(rows)
    describe("RUNNING")
    before = the_job(rows)
    reconcile.reconcile()
    assert the_job(rows) == before


def test_a_lost_execution_starts_over_as_the_next_attempt(
    processing: Callable[..., Run], rows: Callable[..., Any], messages: Callable[[str], list[str]]
) -> None:
    run = processing()
    age(rows)
    outbox.relay()
    messages("normal")
    reconcile.reconcile()
    job = the_job(rows)
    assert (job["status"], job["attempt"], job["execution_arn"]) == ("queued", 2, None)
    outbox.relay()
    assert [json.loads(body) for body in messages("normal")] == [{"job_id": str(run.job_id), "attempt": 2}]


def test_a_job_just_begun_is_given_time(processing: Callable[..., Run], rows: Callable[..., Any]) -> None:
    processing()
    reconcile.reconcile()
    assert (the_job(rows)["status"], the_job(rows)["attempt"]) == ("processing", 1)


def test_a_job_lost_too_often_fails_and_is_refunded(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    processing()
    rows("UPDATE ai_jobs SET attempt = %s", MAX_ATTEMPTS)
    age(rows)
    reconcile.reconcile()
    job = the_job(rows)
    assert (job["status"], job["error_code"]) == ("failed", "render_lost")
    assert balance(job["user_id"]) == 3


@pytest.mark.parametrize(
    ("status", "error", "code"),
    [("TIMED_OUT", "", "timed_out"), ("ABORTED", "", "render_failed"), ("FAILED", "States.Runtime", "render_failed")],
)
def test_a_dead_execution_fails_its_job(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int],
    describe: Callable[..., None], status: str, error: str, code: str,
) -> None:  # fmt: skip
    processing()
    rows("UPDATE ai_jobs SET attempt = 3, execution_arn = regexp_replace(execution_arn, '1$', '3')")
    age(rows)
    describe(status, error=error)
    reconcile.reconcile()
    job = the_job(rows)
    assert (job["status"], job["error_code"]) == ("failed", code)
    assert balance(job["user_id"]) == 3


def test_a_finished_execution_finishes_its_job(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], describe: Callable[..., None]
) -> None:
    processing()
    age(rows)
    put_document("s3://media/film.json", film)
    describe("SUCCEEDED", output='{"film": "s3://media/film.json"}')
    reconcile.reconcile()
    job = the_job(rows)
    assert (job["status"], job["output_urls"]["video"]) == ("completed", film.video)


def test_a_lost_message_is_sent_again(
    new_job: Callable[..., Job], rows: Callable[..., Any], messages: Callable[[str], list[str]]
) -> None:
    job = new_job()
    outbox.relay()
    assert len(messages("normal")) == 1  # and lost
    reconcile.reconcile()
    assert outbox.relay() == 0  # it might still be on its way
    age(rows)
    reconcile.reconcile()
    reconcile.reconcile()
    assert outbox.relay() == 1
    assert [json.loads(body)["job_id"] for body in messages("normal")] == [str(job.id)]


def test_a_job_that_only_waits_long_gets_no_second_message(
    new_job: Callable[..., Job], rows: Callable[..., Any]
) -> None:
    new_job()
    outbox.relay()
    age(rows, 60)
    reconcile.reconcile()
    assert outbox.relay() == 0


def test_a_message_not_sent_yet_is_not_written_twice(new_job: Callable[..., Job], rows: Callable[..., Any]) -> None:
    new_job()
    age(rows, 60)
    reconcile.reconcile()
    assert len(rows("SELECT * FROM outbox")) == 1


def test_after_a_restart_everything_goes_on_at_once(
    processing: Callable[..., Run], new_job: Callable[..., Job], rows: Callable[..., Any],
    messages: Callable[[str], list[str]], lambda_function: Callable[..., Any],
) -> None:  # fmt: skip
    running, queued = processing(), new_job()
    outbox.relay()
    assert len(messages("normal")) == 2  # in memory, and gone
    lambda_function("reconciler", {"restarted": True})
    outbox.relay()
    sent = [json.loads(body) for body in messages("normal")]
    assert sorted(sent, key=lambda body: body["attempt"]) == [
        {"job_id": str(queued.id), "attempt": 1},
        {"job_id": str(running.job_id), "attempt": 2},
    ]
    assert {row["status"] for row in rows("SELECT status FROM ai_jobs")} == {"queued"}


# The end of an execution, as EventBridge tells it ---------------------------------------------------------------------


def ended(run: Run, status: str, **more: str) -> dict[str, Any]:
    return {
        "source": "aws.states",
        "detail-type": "Step Functions Execution Status Change",
        "detail": {"executionArn": dispatch.execution_arn(run), "status": status, "error": None, "cause": None, **more},
    }


@pytest.mark.parametrize("status", ["FAILED", "TIMED_OUT", "ABORTED"])
def test_an_execution_that_ends_badly_fails_its_job_once(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int],
    lambda_function: Callable[..., Any], status: str,
) -> None:  # fmt: skip
    processing()
    [job] = rows("UPDATE ai_jobs SET attempt = %s RETURNING id, attempt", MAX_FAILED_ATTEMPTS)
    run = Run(job_id=job["id"], attempt=job["attempt"])
    lambda_function("execution_ended", ended(run, status))
    lambda_function("execution_ended", ended(run, status))
    job = the_job(rows)
    assert job["status"] == "failed"
    assert job["error_message"].endswith("please try again.")
    assert balance(job["user_id"]) == 3


def test_an_old_execution_does_not_fail_a_newer_attempt(
    processing: Callable[..., Run], rows: Callable[..., Any], lambda_function: Callable[..., Any]
) -> None:
    run = processing()
    rows("UPDATE ai_jobs SET attempt = 2")
    lambda_function("execution_ended", ended(run, "ABORTED"))
    assert the_job(rows)["status"] == "processing"


def test_a_settled_job_stays_as_it_is(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], lambda_function: Callable[..., Any]
) -> None:
    run = processing()
    service.finish(run, film)
    before = the_job(rows)
    for status in ("SUCCEEDED", "FAILED"):
        lambda_function("execution_ended", ended(run, status))
    assert the_job(rows) == before


def test_every_end_wakes_the_dispatcher(
    processing: Callable[..., Run], lambda_function: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = processing()
    woken: list[str] = []
    monkeypatch.setattr(client("lambda"), "invoke", lambda **call: woken.append(call["FunctionName"]))
    for status in ("SUCCEEDED", "FAILED", "FAILED"):
        lambda_function("execution_ended", ended(run, status))
    assert woken == ["dispatcher"] * 3


def test_fail_job_speaks_to_people(
    processing: Callable[..., Run], rows: Callable[..., Any], lambda_function: Callable[..., Any]
) -> None:
    run = processing()
    cause = json.dumps({"errorType": "FilmFault", "errorMessage": "The film has no sound.", "stackTrace": ["x.py"]})
    event = {**run.model_dump(mode="json"), "failure": {"Error": "FilmFault", "Cause": cause}}
    lambda_function("fail_job", event)
    lambda_function("fail_job", event)
    job = the_job(rows)
    assert (job["status"], job["error_code"]) == ("failed", "film_rejected")
    assert "The film has no sound." in job["error_message"]
    assert "x.py" not in job["error_message"]
    assert len(rows("SELECT * FROM credit_transactions WHERE transaction_type = 'refund'")) == 1


def test_finish_job_completes_from_the_film_document(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], lambda_function: Callable[..., Any]
) -> None:
    run = processing()
    put_document("s3://media/film.json", film)
    for _ in range(2):
        lambda_function("finish_job", {**run.model_dump(mode="json"), "film": "s3://media/film.json"})
    assert the_job(rows)["status"] == "completed"
