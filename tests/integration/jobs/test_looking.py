"""Jobs over HTTP: status, result, download, cancelling, and nobody else's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import boto3
import httpx
import pytest

from film_studio.film.models import Film
from film_studio.jobs import service
from film_studio.jobs.models import Run


@pytest.fixture
def owner(api) -> str:
    return api.register()


@pytest.fixture
def job(api, owner: str, script: str) -> dict[str, Any]:
    """A queued job, as the API gave it."""
    created = api.call("POST", "/projects", json_body={"title": "Naïve “Lamp” — दीया", "script": script}, token=owner)
    return api.call("POST", f"/projects/{created.body['id']}/generate", token=owner).body


@pytest.fixture
def completed(job: dict[str, Any], film: Film, rows: Callable[..., Any]) -> dict[str, Any]:
    """The same, completed; its files exist."""
    rows("UPDATE ai_jobs SET status = 'processing'")
    service.finish(Run(job_id=UUID(job["id"]), attempt=1), film)
    for key in ("film.mp4", "thumbnail.jpg", "en.srt", "en.vtt"):
        boto3.client("s3").put_object(Bucket="media", Key=key, Body=key.encode())
    return job


def test_status_is_light_and_names_every_stage(api, owner: str, job: dict[str, Any]) -> None:
    status = api.call("GET", f"/jobs/{job['id']}/status", token=owner)
    assert status.status == 200
    assert (status.body["status"], status.body["progress_percentage"]) == ("queued", 0)
    stages = [stage["stage"] for stage in status.body["stages"]]
    assert stages == [
        "script",
        "voice",
        "timeline",
        "picture",
        "lip_sync",
        "music",
        "mix",
        "subtitles",
        "compose",
        "check",
    ]
    assert "request" not in status.body
    assert "request" in api.call("GET", f"/jobs/{job['id']}", token=owner).body


def test_nothing_to_get_before_the_film_is_done(api, owner: str, job: dict[str, Any]) -> None:
    for path in (f"/jobs/{job['id']}/result", f"/jobs/{job['id']}/download", f"/projects/{job['project_id']}/download"):
        answer = api.call("GET", path, token=owner)
        assert (answer.status, answer.body["code"]) == (409, "not_completed"), path


def test_a_result_is_the_film(api, owner: str, completed: dict[str, Any], film: Film) -> None:
    result = api.call("GET", f"/jobs/{completed['id']}/result", token=owner)
    assert result.status == 200
    assert Film.model_validate(result.body["film"]) == film


def test_downloads_are_urls_for_one_hour_and_are_counted(
    api, owner: str, completed: dict[str, Any], rows: Callable[..., Any]
) -> None:
    paths = (f"/jobs/{completed['id']}/download", f"/projects/{completed['project_id']}/download")
    for count, path in enumerate(paths, start=1):
        download = api.call("GET", path, token=owner)
        assert download.status == 200
        body = download.body
        assert set(body) == {"videoUrl", "subtitleUrl", "thumbnailUrl", "subtitles", "expiresAt"}
        left = datetime.fromisoformat(body["expiresAt"]) - datetime.now(UTC)
        assert timedelta(minutes=59) < left <= timedelta(hours=1)
        assert httpx.get(body["videoUrl"]).content == b"film.mp4"
        assert httpx.get(body["subtitleUrl"]).content == b"en.vtt"
        assert httpx.get(body["thumbnailUrl"]).content == b"thumbnail.jpg"
        [subtitles] = body["subtitles"]
        assert (subtitles["language"], httpx.get(subtitles["srtUrl"]).content) == ("en", b"en.srt")
        disposition = parse_qs(urlsplit(body["videoUrl"]).query)["response-content-disposition"]
        assert disposition == ['attachment; filename="Na-ve-Lamp.mp4"']
        assert rows("SELECT download_count FROM projects") == [{"download_count": count}]


def test_cancelling_twice_is_refused_the_second_time(api, owner: str, job: dict[str, Any]) -> None:
    cancelled = api.call("POST", f"/jobs/{job['id']}/cancel", token=owner)
    assert (cancelled.status, cancelled.body["status"]) == (200, "cancelled")
    again = api.call("POST", f"/jobs/{job['id']}/cancel", token=owner)
    assert (again.status, again.body["code"]) == (409, "job_over")
    assert api.call("GET", f"/projects/{job['project_id']}", token=owner).body["status"] == "draft"
    assert api.call("POST", f"/projects/{job['project_id']}/generate", token=owner).status == 202


def test_a_failed_job_says_why_in_words(api, owner: str, job: dict[str, Any]) -> None:
    service.fail(UUID(job["id"]), "timed_out", "Making the film took too long.")
    status = api.call("GET", f"/jobs/{job['id']}/status", token=owner).body
    assert (status["error_code"], status["error_message"]) == ("timed_out", "Making the film took too long.")


def test_nobody_sees_another_ones_job(api, completed: dict[str, Any]) -> None:
    stranger = api.register()
    for job_id in (completed["id"], str(uuid4())):
        for method, path in (
            ("GET", f"/jobs/{job_id}"),
            ("GET", f"/jobs/{job_id}/status"),
            ("GET", f"/jobs/{job_id}/result"),
            ("GET", f"/jobs/{job_id}/download"),
            ("POST", f"/jobs/{job_id}/cancel"),
        ):
            answer = api.call(method, path, token=stranger)
            assert (answer.status, answer.body["code"]) == (404, "job_not_found"), (method, path)
