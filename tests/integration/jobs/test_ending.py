"""A job ends once, whoever ends it, and its credit comes back once or not at all."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio import database as studio_database
from film_studio.aws import client
from film_studio.errors import Conflict, NotFound
from film_studio.film.models import Film
from film_studio.jobs import dispatch, service
from film_studio.jobs.models import Job, Run
from film_studio.settings import settings


def project_of(rows: Callable[..., Any], run: Run) -> dict[str, Any]:
    [project] = rows("SELECT p.* FROM projects p JOIN ai_jobs j ON j.project_id = p.id WHERE j.id = %s", run.job_id)
    return project


def job_of(rows: Callable[..., Any], run: Run) -> dict[str, Any]:
    [job] = rows("SELECT * FROM ai_jobs WHERE id = %s", run.job_id)
    return job


def test_a_finished_film_is_the_projects_film(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    run = processing()
    assert service.finish(run, film)
    job, project = job_of(rows, run), project_of(rows, run)
    assert (job["status"], job["progress_percentage"], job["current_step"]) == ("completed", 100, "completed")
    assert job["completed_at"] is not None
    assert (project["status"], project["video_url"], project["duration_seconds"]) == ("completed", film.video, 60)
    assert balance(job["user_id"]) == 2


def test_a_failed_film_gives_its_credit_back(
    processing: Callable[..., Run], rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    run = processing()
    assert service.fail(run.job_id, "timed_out", "It took too long.")
    job = job_of(rows, run)
    assert (job["status"], job["error_code"], job["error_message"]) == ("failed", "timed_out", "It took too long.")
    assert project_of(rows, run)["status"] == "failed"
    assert balance(job["user_id"]) == 3


def test_of_all_that_end_a_job_only_the_first_counts(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    run = processing()
    user = job_of(rows, run)["user_id"]
    assert service.cancel(user, run.job_id).status == "cancelled"
    assert not service.fail(run.job_id, "render_failed", "late")
    assert not service.fail(run.job_id, "render_failed", "later")
    assert not service.finish(run, film)
    with pytest.raises(Conflict, match="cancelled already"):
        service.cancel(user, run.job_id)
    assert balance(user) == 3
    assert len(rows("SELECT * FROM credit_transactions WHERE transaction_type = 'refund'")) == 1
    assert job_of(rows, run)["error_code"] is None
    assert project_of(rows, run)["status"] == "draft"


def test_a_done_film_is_neither_cancelled_nor_refunded(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    run = processing()
    service.finish(run, film)
    user = job_of(rows, run)["user_id"]
    with pytest.raises(Conflict) as refused:
        service.cancel(user, run.job_id)
    assert refused.value.code == "job_over"
    assert not service.fail(run.job_id, "render_failed", "late")
    assert balance(user) == 2
    assert project_of(rows, run)["status"] == "completed"


def test_an_old_attempt_cannot_fail_a_newer_one(processing: Callable[..., Run], rows: Callable[..., Any]) -> None:
    run = processing()
    rows("UPDATE ai_jobs SET attempt = 2 WHERE id = %s", run.job_id)
    assert not service.fail(run.job_id, "render_failed", "late", attempt=1)
    assert job_of(rows, run)["status"] == "processing"
    assert service.fail(run.job_id, "render_failed", "now", attempt=2)


def test_cancelling_a_queued_job_needs_no_execution(
    new_job: Callable[..., Job], rows: Callable[..., Any], balance: Callable[[Any], int]
) -> None:
    job = new_job()
    [row] = rows("SELECT user_id FROM ai_jobs")
    assert service.cancel(row["user_id"], job.id).status == "cancelled"
    assert balance(row["user_id"]) == 3


def test_cancelling_stops_the_execution(
    processing: Callable[..., Run], rows: Callable[..., Any], executions: Callable[[], dict[str, str]]
) -> None:
    run = processing()
    client("stepfunctions").start_execution(
        stateMachineArn=settings().state_machine_arn, name=dispatch.execution_name(run), input="{}"
    )
    service.cancel(job_of(rows, run)["user_id"], run.job_id)
    assert executions() == {dispatch.execution_name(run): "ABORTED"}


def test_a_cancelled_film_leaves_the_one_before_it(
    new_job: Callable[..., Job], film: Film, rows: Callable[..., Any]
) -> None:
    first = new_job()
    rows("UPDATE ai_jobs SET status = 'processing'")
    service.finish(Run(job_id=first.id, attempt=1), film)
    [row] = rows("SELECT user_id, project_id FROM ai_jobs")
    second = service.accept(row["user_id"], row["project_id"])
    service.cancel(row["user_id"], second.id)
    [project] = rows("SELECT status, video_url FROM projects")
    assert (project["status"], project["video_url"]) == ("completed", film.video)


def test_nobody_cancels_another_ones_job(new_job: Callable[..., Job], new_user: Callable[..., UUID]) -> None:
    job = new_job()
    for user, wanted in ((new_user(), job.id), (new_user(), uuid4())):
        with pytest.raises(NotFound):
            service.cancel(user, wanted)


def test_racing_ends_refund_at_most_once(
    processing: Callable[..., Run],
    film: Film,
    rows: Callable[..., Any],
    balance: Callable[[Any], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    local = threading.local()

    def connect() -> Any:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(settings().database_url, row_factory=dict_row, autocommit=True)
        return local.connection

    runs = [processing() for _ in range(5)]
    users = [job_of(rows, run)["user_id"] for run in runs]
    monkeypatch.setattr(studio_database, "_connect", connect)

    def cancel(number: int) -> bool:
        try:
            service.cancel(users[number], runs[number].job_id)
        except Conflict:
            return False
        return True

    ways: list[Callable[[int], bool]] = [
        cancel,
        lambda number: service.finish(runs[number], film),
        lambda number: service.fail(runs[number].job_id, "render_failed", "It broke."),
        lambda number: service.fail(runs[number].job_id, "timed_out", "Too long.", attempt=1),
    ]
    with ThreadPoolExecutor(20) as pool:
        ended = list(pool.map(lambda pair: (pair[0], pair[1](pair[0])), [(n, way) for n in range(5) for way in ways]))
    for number, run in enumerate(runs):
        assert sum(done for which, done in ended if which == number) == 1
        refunded = job_of(rows, run)["status"] != "completed"
        assert balance(users[number]) == (3 if refunded else 2)
