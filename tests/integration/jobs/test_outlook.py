"""When a film will be finished: learned from past films, said of jobs that wait or are being made, and asked before."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from film_studio import outbox
from film_studio.database import transaction
from film_studio.film.models import Film
from film_studio.jobs import dispatch, estimates, outlook, progress, repository, service
from film_studio.jobs.models import Job, Run, Stage
from film_studio.settings import settings

pytestmark = pytest.mark.usefixtures("database", "aws")


@pytest.fixture
def rendered(processing: Callable[..., Run], film: Film, rows: Callable[..., Any]) -> Callable[..., Run]:
    """`rendered(factor)` completes a job whose stages took `factor` times what is expected at first."""

    def make(factor: float, user: UUID | None = None) -> Run:
        run = processing(user)
        with transaction() as connection:
            job = repository.find(connection, run.job_id)
            assert job is not None
            known = estimates.expected(outlook.work_of(job), estimates.PRIOR)
        rows("UPDATE ai_jobs SET started_at = started_at - interval '1 hour' WHERE id = %s", run.job_id)
        for stage in get_args(Stage):
            progress.start(run, stage)
            progress.finish(run.job_id, stage)
            rows(
                "UPDATE job_stages SET started_at = finished_at - %s * interval '1 s' WHERE job_id = %s AND stage = %s",
                factor * known[stage],
                run.job_id,
                stage,
            )
        rows(
            """INSERT INTO stage_invocations (inference_id, job_id, stage, task_token, artifact)
               SELECT gen_random_uuid(), %s, unnest(ARRAY['voice', 'picture', 'lip_sync', 'music']), 't', 'a'""",
            run.job_id,
        )
        assert service.finish(run, film)
        return run

    return make


def left(job_id: UUID, rows: Callable[..., Any]) -> float:
    [job] = rows("SELECT user_id FROM ai_jobs WHERE id = %s", job_id)
    seconds = service.status(job["user_id"], job_id).estimated_seconds_left
    assert seconds is not None
    return seconds


def test_completed_films_teach_what_the_next_will_take(
    rendered: Callable[..., Run], new_job: Callable[..., Job], rows: Callable[..., Any]
) -> None:
    unknown = left(new_job().id, rows)
    for _ in range(5):
        rendered(4.0)
    assert rows("SELECT count(*) AS n FROM stage_times") == [{"n": 50}]
    known = left(new_job().id, rows)
    # One film waits before it by now, and a film was an hour in the making: take that off.
    rows("UPDATE ai_jobs SET started_at = completed_at WHERE status = 'completed'")
    known = left(new_job().id, rows)
    assert known == pytest.approx(4 * unknown, abs=3)


def test_one_stray_film_moves_nothing(
    rendered: Callable[..., Run], new_job: Callable[..., Job], rows: Callable[..., Any]
) -> None:
    for _ in range(4):
        rendered(1.0)
    rendered(200.0)
    rows("UPDATE ai_jobs SET started_at = completed_at WHERE status = 'completed'")
    job = new_job()
    with transaction() as connection:
        row = repository.find(connection, job.id)
        assert row is not None
        prior = estimates.along_path(estimates.expected(outlook.work_of(row), estimates.PRIOR))
    assert left(job.id, rows) == pytest.approx(prior, rel=0.1, abs=1)


def test_a_film_is_learned_from_once_and_only_where_it_was_made_in_one_go(
    rendered: Callable[..., Run], rows: Callable[..., Any]
) -> None:
    run = rendered(2.0)
    before = rows("SELECT * FROM stage_times ORDER BY stage")
    with transaction() as connection:
        job = repository.find(connection, run.job_id)
        assert job is not None
        outlook.remember(connection, job)
        rows("DELETE FROM stage_times")
        outlook.remember(connection, {**job, "attempt": 2})
    assert len(before) == 10
    assert rows("SELECT * FROM stage_times") == []


def test_stages_whose_artifacts_were_there_already_teach_nothing(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any]
) -> None:
    run = processing()
    for stage in get_args(Stage):
        progress.start(run, stage)
        progress.finish(run.job_id, stage)
    service.finish(run, film)
    assert {row["stage"] for row in rows("SELECT stage FROM stage_times")} == {
        "script", "timeline", "mix", "subtitles", "compose", "check",
    }  # fmt: skip


def test_what_was_learned_outlives_the_film(rendered: Callable[..., Run], rows: Callable[..., Any]) -> None:
    rendered(2.0)
    rows("DELETE FROM users")
    assert rows("SELECT count(*) AS n FROM stage_times") == [{"n": 10}]


def test_a_queued_job_knows_its_place_and_the_time_it_waits(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], rows: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("RENDER_SLOTS", "1")
    settings.cache_clear()
    payer, free = new_user("pro"), new_user()
    running = new_job()
    outbox.relay()
    dispatch.dispatch()
    first, second, batch, paid = new_job(free), new_job(), new_job(free, batch=True), new_job(payer)
    owners = {row["id"]: row["user_id"] for row in rows("SELECT id, user_id FROM ai_jobs")}
    ahead = [service.status(owners[job.id], job.id).jobs_ahead for job in (paid, first, second, batch, running)]
    assert ahead == [0, 1, 2, 3, None]
    waits = [left(job.id, rows) for job in (running, paid, first, second, batch)]
    assert waits == sorted(waits)
    assert len(set(waits)) == 5


def test_a_scheduled_job_is_finished_after_its_time(new_job: Callable[..., Job], rows: Callable[..., Any]) -> None:
    at = datetime.now(UTC) + timedelta(hours=5)
    assert left(new_job(not_before=at).id, rows) > 5 * 3600 - 5


def test_a_job_that_is_over_has_nothing_left(rendered: Callable[..., Run], rows: Callable[..., Any]) -> None:
    run = rendered(1.0)
    [job] = rows("SELECT user_id FROM ai_jobs")
    status = service.status(job["user_id"], run.job_id)
    assert (status.estimated_seconds_left, status.estimated_completion_at, status.jobs_ahead) == (None, None, None)


def test_the_cache_may_hold_what_was_learned(
    cache: Any, rendered: Callable[..., Run], new_job: Callable[..., Job], rows: Callable[..., Any]
) -> None:
    job = new_job()
    rows("UPDATE ai_jobs SET status = 'processing', started_at = now()")
    first = left(job.id, rows)
    rows(
        """INSERT INTO stage_times (job_id, stage, engine, quality, units, seconds)
           SELECT gen_random_uuid(), 'lip_sync', 'test-lip_sync@1', 'full', 1, 99 FROM generate_series(1, 9)"""
    )
    assert left(job.id, rows) == pytest.approx(first, abs=1)
    cache.stop()
    assert left(job.id, rows) > 3 * first


# Before asking --------------------------------------------------------------------------------------------------------


@pytest.fixture
def owner(api) -> str:
    return api.register()


@pytest.fixture
def project(api, owner: str, script: str) -> str:
    created = api.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}, token=owner)
    return f"/projects/{created.body['id']}"


def test_an_estimate_takes_nothing_and_says_what_it_would_be(
    api, owner: str, project: str, rows: Callable[..., Any]
) -> None:
    answer = api.call("POST", f"{project}/estimate", token=owner)
    assert answer.status == 200
    told = answer.body
    assert (told["credits"], told["balance"], told["balance_after"]) == (1, 3, 2)
    assert (told["queue"], told["jobs_ahead"], told["waiting_seconds"], told["obstacles"]) == ("normal", 0, 0, [])
    assert rows("SELECT * FROM ai_jobs") == rows("SELECT * FROM outbox") == []
    job = api.call("POST", f"{project}/generate", token=owner).body
    whole = api.call("GET", f"/jobs/{job['id']}", token=owner).body
    assert told["duration_seconds"] == whole["duration_seconds"]
    assert told["scenes"] >= 1
    assert told["rendering_seconds"] == pytest.approx(whole["estimated_seconds_left"], abs=1)


def test_an_estimate_names_everything_that_would_be_refused(
    api, owner: str, project: str, rows: Callable[..., Any]
) -> None:
    api.call("POST", f"{project}/generate", token=owner)
    rows(
        """INSERT INTO credit_transactions (user_id, transaction_type, amount, description)
           SELECT id, 'deduction', -2, 'Spent' FROM users"""
    )
    body = {"options": {"voice": {"accent": "klingon"}}}
    told = api.call("POST", f"{project}/estimate", json_body=body, token=owner).body
    assert {(each["field"], each["code"]) for each in told["obstacles"]} == {
        ("options.voice.accent", "unknown_accent"), ("project_id", "job_running"), ("credits", "insufficient_credits"),
    }  # fmt: skip
    assert (told["balance_after"], told["duration_seconds"], told["rendering_seconds"]) == (-1, None, None)
    unreadable = api.call("POST", f"{project}/estimate", json_body={"options": {"voice": "loud"}}, token=owner)
    assert (unreadable.status, unreadable.body["errors"][0]["field"]) == (422, "options.voice")


def test_an_estimate_follows_the_request(api, owner: str, project: str) -> None:
    def ask(**body: object) -> dict[str, Any]:
        return api.call("POST", f"{project}/estimate", json_body=body, token=owner).body

    assert ask(batch=True)["queue"] == "batch"
    assert ask(options={"quality": "preview"})["rendering_seconds"] < ask()["rendering_seconds"]
    assert ask(options={"duration_seconds": 66})["duration_seconds"] == 66
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    assert ask(not_before=later)["waiting_seconds"] == pytest.approx(7200, abs=5)
    too_late = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    assert [each["code"] for each in ask(not_before=too_late)["obstacles"]] == ["too_far_ahead"]


def test_nobody_estimates_somebody_elses_film(api, owner: str, project: str) -> None:
    assert api.call("POST", f"{project}/estimate", token=api.register()).status == 404


# The caller's own jobs ------------------------------------------------------------------------------------------------


def test_own_jobs_come_in_pages_newest_first(api, owner: str, script: str, rows: Callable[..., Any]) -> None:
    rows(
        "INSERT INTO credit_transactions (user_id, transaction_type, amount, description)"
        " SELECT id, 'grant', 5, 'More' FROM users"
    )
    made = []
    for number in range(5):
        created = api.call("POST", "/projects", json_body={"title": f"Film {number}", "script": script}, token=owner)
        made.append(api.call("POST", f"/projects/{created.body['id']}/generate", token=owner).body["id"])
    api.call("POST", f"/jobs/{made[1]}/cancel", token=owner)
    first = api.call("GET", "/jobs?limit=3", token=owner).body
    second = api.call("GET", f"/jobs?limit=3&cursor={first['next_cursor']}", token=owner).body
    assert [job["id"] for job in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None
    [cancelled] = api.call("GET", "/jobs?status=cancelled", token=owner).body["items"]
    assert cancelled["id"] == made[1]
    assert api.call("GET", "/jobs", token=api.register()).body["items"] == []
    assert api.call("GET", "/jobs?status=lost", token=owner).status == 422
