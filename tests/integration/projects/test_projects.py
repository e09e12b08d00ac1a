"""Projects over HTTP: written, listed, searched, changed, deleted, and nobody else's."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import boto3
import pytest


def test_a_new_project_is_a_draft_with_every_option_set(api, owner: str) -> None:
    created = api.call("POST", "/projects", json_body={"title": "  The Clay Lamp "}, token=owner)
    assert created.status == 201
    assert created.headers["location"] == f"/api/v1/projects/{created.body['id']}"
    assert (created.body["title"], created.body["status"], created.body["script"]) == ("The Clay Lamp", "draft", "")
    assert created.body["options"]["frame"] == "16:9"
    assert created.body["options"]["voice"] == {"age": "adult", "gender": "female", "tone": "friendly", "accent": None}
    assert api.call("GET", f"/projects/{created.body['id']}", token=owner).body == created.body


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "A", "script": "x" * 20_001}, "script"),
        ({"title": "A", "colour": "red"}, "colour"),
        ({"title": "A", "options": {"voice": {"age": "ancient"}}}, "options.voice.age"),
        ({"title": "A", "options": {"frame": "4:3"}}, "options.frame"),
        ({"title": "A", "options": {"duration_seconds": 59}}, "options.duration_seconds"),
        ({"title": "A", "options": {"sparkle": True}}, "options.sparkle"),
    ],
)
def test_what_is_wrong_is_named(api, owner: str, body: dict[str, Any], field: str) -> None:
    refused = api.call("POST", "/projects", json_body=body, token=owner)
    assert refused.status == 422
    assert [fault["field"] for fault in refused.body["errors"]] == [field]


def test_options_are_changed_piece_by_piece(api, owner: str) -> None:
    options = {"voice": {"age": "senior", "gender": "male"}, "duration_seconds": 90}
    project = api.call("POST", "/projects", json_body={"title": "A", "options": options}, token=owner).body
    change = {"options": {"voice": {"gender": "female"}, "duration_seconds": None}}
    changed = api.call("PATCH", f"/projects/{project['id']}", json_body=change, token=owner)
    assert changed.status == 200
    assert changed.body["options"]["voice"] == {"age": "senior", "gender": "female", "tone": "friendly", "accent": None}
    assert changed.body["options"]["duration_seconds"] is None
    assert changed.body["title"] == "A"
    refused = api.call("PATCH", f"/projects/{project['id']}", json_body={"options": {"mode": "opera"}}, token=owner)
    assert (refused.status, refused.body["errors"][0]["field"]) == (422, "options.mode")


def test_analysis_says_what_the_film_still_lacks(api, owner: str, script: str) -> None:
    project = api.call("POST", "/projects", json_body={"title": "A", "script": "Too short."}, token=owner).body
    assert [fault["field"] for fault in project["analysis"]["faults"]] == ["script"]
    assert (project["analysis"]["word_count"], project["analysis"]["duration_range"]) == (2, None)
    change = {"script": script}
    analysis = api.call("PATCH", f"/projects/{project['id']}", json_body=change, token=owner).body["analysis"]
    assert analysis["faults"] == []
    assert (analysis["language"], analysis["word_count"]) == ("en", len(script.split()))
    shortest, longest = analysis["duration_range"]["shortest"], analysis["duration_range"]["longest"]
    assert 60 <= shortest <= longest <= 300


def test_the_list_is_newest_first_in_pages(api, owner: str) -> None:
    titles = [f"Film {n}" for n in range(5)]
    for title in titles:
        api.call("POST", "/projects", json_body={"title": title}, token=owner)
    seen: list[str] = []
    path = "/projects?limit=2"
    cursor = None
    while True:
        page = api.call("GET", path + (f"&cursor={cursor}" if cursor else ""), token=owner).body
        assert len(page["items"]) <= 2
        seen += [project["title"] for project in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == titles[::-1]
    assert api.call("GET", "/projects?cursor=rubbish", token=owner).body["code"] == "invalid_cursor"


def test_the_list_is_filtered_by_status_and_text(api, owner: str, rows: Callable[..., Any]) -> None:
    for title, text in (("The Clay Lamp", "A potter."), ("Rain", "A LAMP goes out."), ("100% Silk", "A weaver.")):
        api.call("POST", "/projects", json_body={"title": title, "script": text}, token=owner)
    rows("UPDATE projects SET status = 'completed' WHERE title = 'Rain'")

    def titles(query: str) -> set[str]:
        return {project["title"] for project in api.call("GET", f"/projects?{query}", token=owner).body["items"]}

    assert titles("q=lamp") == {"The Clay Lamp", "Rain"}
    assert titles("q=lamp&status=draft") == {"The Clay Lamp"}
    assert titles("q=%25") == {"100% Silk"}
    assert titles("status=failed") == set()
    assert api.call("GET", "/projects?status=lost", token=owner).status == 422


def test_nobody_sees_or_touches_another_ones_project(api, owner: str, script: str) -> None:
    project = api.call("POST", "/projects", json_body={"title": "Mine", "script": script}, token=owner).body
    stranger = api.register()
    path = f"/projects/{project['id']}"
    attempts = [
        ("GET", path, None),
        ("PATCH", path, {"title": "Yours"}),
        ("DELETE", path, None),
        ("POST", f"{path}/generate", {}),
        ("GET", f"{path}/download", None),
        ("POST", "/jobs/create", {"project_id": project["id"]}),
    ]
    for method, address, body in attempts:
        refused = api.call(method, address, json_body=body, token=stranger)
        assert (refused.status, refused.body["code"]) == (404, "project_not_found"), (method, address)
    assert api.call("GET", "/projects", token=stranger).body["items"] == []
    assert api.call("GET", path, token=owner).body["title"] == "Mine"
    assert api.call("GET", f"/projects/{uuid4()}", token=owner).status == 404
    assert api.call("GET", "/projects/42", token=owner).status == 404


def test_deleting_takes_the_media_along_and_cancels_what_is_being_made(
    api, owner: str, script: str, rows: Callable[..., Any], balance: Callable[[str], int]
) -> None:
    project = api.call("POST", "/projects", json_body={"title": "A", "script": script}, token=owner).body
    user_id = str(rows("SELECT user_id FROM projects")[0]["user_id"])
    before = balance(user_id)
    other = f"users/{user_id}/projects/{uuid4()}/final/film.mp4"
    s3 = boto3.client("s3")
    for key in (f"users/{user_id}/projects/{project['id']}/final/film.mp4", other):
        s3.put_object(Bucket="media", Key=key, Body=b"film")
    assert api.call("POST", f"/projects/{project['id']}/generate", token=owner).status == 202
    assert balance(user_id) == before - 1
    assert api.call("DELETE", f"/projects/{project['id']}", token=owner).status == 204
    assert api.call("GET", f"/projects/{project['id']}", token=owner).status == 404
    assert balance(user_id) == before
    assert [found["Key"] for found in s3.list_objects_v2(Bucket="media")["Contents"]] == [other]
    assert rows("SELECT * FROM ai_jobs") == []
    assert api.call("DELETE", f"/projects/{project['id']}", token=owner).status == 404


def test_a_change_during_a_render_belongs_to_the_next_film(
    api, owner: str, script: str, rows: Callable[..., Any]
) -> None:
    project = api.call("POST", "/projects", json_body={"title": "Before", "script": script}, token=owner).body
    job = api.call("POST", f"/projects/{project['id']}/generate", token=owner).body
    changed = api.call(
        "PATCH", f"/projects/{project['id']}", json_body={"title": "After", "options": {"frame": "1:1"}}, token=owner
    )
    assert (changed.status, changed.body["status"], changed.body["active_job_id"]) == (200, "processing", job["id"])
    request = api.call("GET", f"/jobs/{job['id']}", token=owner).body["request"]
    assert (request["title"], request["options"]["frame"]) == ("Before", "16:9")
