"""What monitoring reads: Prometheus' text, and lines in CloudWatch's embedded metric format."""

import json
from typing import Any

import psycopg
from prometheus_client.parser import text_string_to_metric_families

from film_studio.analytics import monitoring
from film_studio.jobs import service as films
from tests.conftest import Api


def scrape(api, admin) -> dict[tuple[str, ...], float]:
    answer = api.call("GET", "/admin/metrics", token=admin.token)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name.removeprefix("film_studio_"), *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.body)
        for sample in family.samples
    }


def test_prometheus_reads_the_state(api, admin, person, film) -> None:
    paid = person("pro")
    film(paid)
    failed = film(person())
    films.fail(failed["id"], "render_failed", "Something went wrong.")
    seen = scrape(api, admin)
    assert seen[("users", "free")] == 2
    assert seen[("users", "pro")] == 1
    assert seen[("jobs", "high", "queued")] == 1
    assert ("jobs", "normal", "queued") not in seen
    assert seen[("oldest_queued_seconds", "high")] >= 0
    assert seen[("jobs_ended", "render_failed", "failed")] == 1
    assert (seen[("reviews_waiting",)], seen[("outbox_unsent",)], seen[("credits_held",)]) == (0, 2, 8)


def lines(capsys) -> list[dict[str, Any]]:
    found = []
    for line in capsys.readouterr().out.splitlines():
        document = json.loads(line)
        if "_aws" in document:
            found.append(document)
    return found


def test_every_request_is_counted_and_timed(api, admin, creator, capsys) -> None:
    capsys.readouterr()
    api.call("GET", "/admin/users", token=admin.token)
    api.call("GET", "/admin/users", token=creator.token)
    fine, refused = lines(capsys)
    [said] = fine["_aws"]["CloudWatchMetrics"]
    assert (said["Namespace"], sorted(said["Dimensions"][0])) == ("FilmStudio", ["route", "service"])
    assert {metric["Name"] for metric in said["Metrics"]} == {
        *("requests", "server_errors", "client_errors", "milliseconds")
    }
    assert (fine["service"], fine["route"]) == ("admin", "GET /api/v1/admin/users")
    assert (fine["requests"], fine["client_errors"], fine["server_errors"]) == ([1.0], [0.0], [0.0])
    assert fine["milliseconds"][0] > 0
    assert refused["client_errors"] == [1.0]


def test_the_state_is_written_every_few_minutes(admin, film, creator, capsys) -> None:
    film(creator)
    capsys.readouterr()
    monitoring.emit()
    written = lines(capsys)
    names = {line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"] for line in written}
    assert {"users", "jobs", "oldest_queued_seconds", "reviews_waiting", "outbox_unsent"} <= names
    [queued] = [line for line in written if "jobs" in line]
    assert (queued["queue"], queued["status"], queued["jobs"]) == ("normal", "queued", [1.0])
    assert {"queue", "status"} <= set(queued["_aws"]["CloudWatchMetrics"][0]["Dimensions"][0])


def test_a_balance_that_is_not_its_ledger_is_told(api: Api, database: str) -> None:
    api.register()
    api.register()
    with psycopg.connect(database, autocommit=True) as connection:
        assert ("ledger_mismatches", (), 0) in monitoring._read()
        connection.execute("SET session_replication_role = replica")  # past the triggers that make it impossible
        connection.execute(
            "UPDATE users SET credits_balance = credits_balance + 1 WHERE id = (SELECT min(id::text)::uuid FROM users)"
        )
        assert ("ledger_mismatches", (), 1) in monitoring._read()
