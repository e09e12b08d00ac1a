"""A run that fails by something of the moment is tried again after a while; what cannot succeed fails at once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from film_studio import outbox
from film_studio.jobs import dispatch, lines, retries, service
from film_studio.jobs.models import MAX_FAILED_ATTEMPTS, Job, Run

pytestmark = pytest.mark.usefixtures("database", "aws", "visible_at_once")


def fail(lambda_function: Callable[..., Any], run: Run, error: str, cause: str = "") -> None:
    lambda_function("fail_job", {**run.model_dump(mode="json"), "failure": {"Error": error, "Cause": cause}})


def wait(rows: Callable[..., Any]) -> None:
    """Let the next attempt's time come."""
    rows("UPDATE ai_jobs SET scheduled_for = now() WHERE status = 'scheduled'")


def the_job(rows: Callable[..., Any]) -> dict[str, Any]:
    [job] = rows("SELECT * FROM ai_jobs")
    return job


def test_a_failure_of_the_moment_is_tried_again_and_then_refunded_once(
    new_job: Callable[..., Job], rows: Callable[..., Any], balance: Callable[[Any], int],
    lambda_function: Callable[..., Any], executions: Callable[[], dict[str, str]],
) -> None:  # fmt: skip
    job = new_job()
    for attempt in range(1, MAX_FAILED_ATTEMPTS + 1):
        wait(rows)
        lambda_function("outbox_relay", {})
        assert dispatch.dispatch() == 1
        run = Run(job_id=job.id, attempt=attempt)
        assert set(executions()) >= {f"{job.id}-{attempt}"}
        for _ in range(2):
            fail(lambda_function, run, "Model.Failed", "A machine went away.")
        if attempt < MAX_FAILED_ATTEMPTS:
            now = the_job(rows)
            assert (now["status"], now["attempt"], now["current_step"]) == ("scheduled", attempt + 1, "retrying")
            assert rows("SELECT scheduled_for > now() + interval '20 s' AS later FROM ai_jobs") == [{"later": True}]
            assert balance(now["user_id"]) == 2
    ended = the_job(rows)
    assert (ended["status"], ended["error_code"]) == ("failed", "render_failed")
    assert balance(ended["user_id"]) == 3
    assert len(rows("SELECT * FROM credit_transactions WHERE transaction_type = 'refund'")) == 1


@pytest.mark.parametrize("error", ["Model.Unsupported", "FilmFault", "States.Runtime"])
def test_what_can_never_be_made_fails_at_once(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int],
    lambda_function: Callable[..., Any], error: str,
) -> None:  # fmt: skip
    fail(lambda_function, processing(), error, json.dumps({"errorMessage": "No voice speaks Klingon."}))
    job = the_job(rows)
    assert (job["status"], job["attempt"]) == ("failed", 1)
    assert balance(job["user_id"]) == 3


def test_a_job_that_is_to_be_tried_again_can_be_cancelled(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    run = processing()
    retries.run_failed(run, "Model.Failed", "")
    user = the_job(rows)["user_id"]
    assert service.cancel(user, run.job_id).status == "cancelled"
    assert balance(user) == 3
    wait(rows)
    assert lines.release_due() == 0


def test_the_next_attempt_keeps_its_turn(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], rows: Callable[..., Any]
) -> None:
    user = new_user(credits=5)
    first, *_ = [new_job(user) for _ in range(3)]
    outbox.relay()
    dispatch.dispatch()
    retries.run_failed(Run(job_id=first.id, attempt=1), "Model.Failed", "")
    wait(rows)
    lines.release_due()
    [next_one] = rows("SELECT id FROM ai_jobs WHERE status = 'queued' ORDER BY turn LIMIT 1")
    assert next_one["id"] == first.id


def test_many_who_tell_of_the_same_failure_settle_it_once(
    processing: Callable[..., Run], rows: Callable[..., Any], each_thread_connects: None
) -> None:
    run = processing()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: retries.run_failed(run, "Model.Failed", ""), range(6)))
    assert (the_job(rows)["status"], the_job(rows)["attempt"]) == ("scheduled", 2)
