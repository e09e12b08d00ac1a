"""Jobs in the hands of administrators: found, cancelled, tried again; credits move once."""

from typing import Any
from uuid import UUID

from film_studio.jobs import service as films


def post(api, admin, job: dict[str, Any], what: str) -> Any:
    body = {"reason": "Asked by mail"}
    return api.call("POST", f"/admin/jobs/{job['id']}/{what}", json_body=body, token=admin.token)


def failed(film, owner) -> dict[str, Any]:
    job = film(owner)
    assert films.fail(UUID(job["id"]), "render_failed", "Something went wrong.")
    return job


def test_jobs_are_found_by_state_queue_user_error_and_age(api, admin, person, film, rows) -> None:
    paid, free = person("pro"), person()
    broken, waiting = failed(film, paid), film(free)
    rows("UPDATE ai_jobs SET created_at = now() - interval '3 hours' WHERE id = %s", broken["id"])

    def found(query: str) -> list[str]:
        return [job["id"] for job in api.call("GET", f"/admin/jobs?{query}", token=admin.token).body["items"]]

    assert found("") == [waiting["id"], broken["id"]]
    for query in ("status=failed", "queue=high", f"user_id={paid.id}", "error_code=render_failed"):
        assert found(query) == [broken["id"]], query
    assert found("older_than_minutes=120") == [broken["id"]]
    assert found("status=queued") == [waiting["id"]]
    assert found("limit=1") == [waiting["id"]]


def test_a_job_is_shown_whole(api, admin, creator, film) -> None:
    job = film(creator)
    shown = api.call("GET", f"/admin/jobs/{job['id']}", token=admin.token).body
    assert (shown["id"], shown["user_id"], shown["status"]) == (job["id"], creator.id, "queued")
    assert (shown["request"]["title"], shown["jobs_ahead"], shown["execution_arn"]) == ("The Lamp", 0, None)


def test_cancelling_gives_the_credit_back_once(api, admin, creator, film, balance, rows) -> None:
    job = film(creator)
    answer = post(api, admin, job, "cancel")
    assert (answer.status, answer.body["status"]) == (200, "cancelled")
    again = post(api, admin, job, "cancel")
    assert (again.status, again.body["code"]) == (409, "job_over")
    assert balance(creator.id) == 3
    assert [row["action"] for row in rows("SELECT action FROM audit_log")] == ["job.cancel"]


def test_a_failed_job_is_tried_again_on_the_house(api, admin, creator, film, balance, rows) -> None:
    job = failed(film, creator)
    rows("DELETE FROM outbox")
    answer = post(api, admin, job, "retry")
    assert answer.status == 200
    assert (answer.body["status"], answer.body["attempt"], answer.body["error_code"]) == ("queued", 2, None)
    assert [row["payload"] for row in rows("SELECT payload FROM outbox")] == [{"job_id": job["id"], "attempt": 2}]
    again = post(api, admin, job, "retry")
    assert (again.status, again.body["code"]) == (409, "job_not_failed")
    assert balance(creator.id) == 3
    # It fails again: its credit was given back before.
    assert films.fail(UUID(job["id"]), "render_failed", "Something went wrong.")
    assert balance(creator.id) == 3
    assert [row["action"] for row in rows("SELECT action FROM audit_log")] == ["job.retry"]


def test_a_job_is_not_tried_again_beside_another_of_its_project(api, admin, creator, film) -> None:
    job = failed(film, creator)
    assert api.call("POST", f"/projects/{job['project_id']}/generate", token=creator.token).status == 202
    answer = post(api, admin, job, "retry")
    assert (answer.status, answer.body["code"]) == (409, "job_running")


def test_jobs_that_are_not_there(api, admin) -> None:
    job = {"id": "00000000-0000-0000-0000-000000000000"}
    answers = [post(api, admin, job, what) for what in ("cancel", "retry")]
    for answer in [*answers, api.call("GET", f"/admin/jobs/{job['id']}", token=admin.token)]:
        assert (answer.status, answer.body["code"]) == (404, "job_not_found")
