"""One's own data in an archive: asked for, made by its function, downloaded, opened."""

import io
import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import boto3
import httpx
import pytest

from film_studio import multipart, storage
from film_studio.exports import archive, records, service

from .conftest import FILM


def ask(api: Any, who: Any, method: str = "POST") -> Any:
    return api.call(method, "/users/me/export", token=who.token)


def download(url: str) -> ZipFile:
    answer = httpx.get(url)
    assert answer.status_code == 200
    found = ZipFile(io.BytesIO(answer.content))
    assert found.testzip() is None
    return found


def keys(prefix: str = "") -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket="media", Prefix=prefix)
    return [each["Key"] for each in found.get("Contents", [])]


def unfinished() -> list[Any]:
    return list(boto3.client("s3").list_multipart_uploads(Bucket="media").get("Uploads", []))


@pytest.fixture
def make(lambda_function: Any) -> Any:
    """`make()` has the function come by."""
    return lambda: lambda_function("exports", {})


def test_everything_of_a_user_and_of_nobody_else(api, asha, somebody, make) -> None:
    other = somebody("ravi@example.com")
    answer = ask(api, asha)
    assert (answer.status, answer.body["status"]) == (202, "in_progress")
    assert answer.headers["location"] == "/api/v1/users/me/export"
    assert answer.body["download_url"] is answer.body["size_bytes"] is answer.body["expires_at"] is None
    make()
    found = ask(api, asha, "GET").body
    assert (found["id"], found["status"]) == (answer.body["id"], "ready")
    with download(found["download_url"]) as zip_file:
        names = set(zip_file.namelist())
        media = f"media/projects/{asha.project}"
        assert {name for name in names if name.startswith("media/")} == {
            f"media/uploads/images/{asha.project}/face.jpg",
            f"{media}/raw/images/1.png",
            f"{media}/final/film/abc/film.mp4",
            f"{media}/final/subtitles/abc/en.srt",
            f"{media}/thumbnails/film/abc.jpg",
        }
        assert zip_file.read(f"{media}/final/film/abc/film.mp4") == FILM
        assert names - {name for name in names if name.startswith("media/")} == {
            "README.txt",
            *(each.file for each in records.EXPORTED),
        }
        read = {each.table: json.loads(zip_file.read(each.file)) for each in records.EXPORTED}
        everything = str(read) + zip_file.read("README.txt").decode()
    assert [(user["id"], user["email"]) for user in read["users"]] == [(asha.id, "asha@example.com")]
    assert [(project["id"], project["title"]) for project in read["projects"]] == [(asha.project, "दीपक")]
    assert [entry["amount"] for entry in read["credit_transactions"]] == [3]
    assert len(read["refresh_tokens"]) == 1
    assert other.id not in everything
    assert "ravi@example.com" not in everything
    assert "hash" not in {name for table in read.values() for row in table for name in row}
    assert found["size_bytes"] == len(httpx.get(found["download_url"]).content)


def test_the_url_is_signed_names_the_file_and_expires(api, asha, make) -> None:
    ask(api, asha)
    make()
    found = ask(api, asha, "GET").body
    query = parse_qs(urlsplit(found["download_url"]).query)
    assert query["X-Amz-Expires"] == ["3600"]
    assert "X-Amz-Signature" in query
    headers = httpx.get(found["download_url"]).headers
    assert headers["content-disposition"].startswith('attachment; filename="ai-film-studio-')
    left = datetime.fromisoformat(found["expires_at"]) - datetime.fromisoformat(found["finished_at"])
    assert left == timedelta(days=7)


def test_who_asks_again_gets_the_one_in_progress_then_the_fresh_one_then_a_new_one(api, asha, make, rows) -> None:
    first = ask(api, asha).body["id"]
    assert ask(api, asha).body["id"] == first
    make()
    again = ask(api, asha)
    assert (again.status, again.body["id"], again.body["status"]) == (202, first, "ready")
    rows("UPDATE exports SET finished_at = finished_at - interval '61 min'")
    second = ask(api, asha).body
    assert second["id"] != first
    assert ask(api, asha, "GET").body["status"] == "in_progress"
    make()
    make()
    assert ask(api, asha, "GET").body["id"] == second["id"]
    assert keys(f"users/{asha.id}/exports/") == [f"users/{asha.id}/exports/{second['id']}.zip"]
    assert len(rows("SELECT * FROM exports")) == 1


def test_there_is_none_before_one_has_asked_nor_for_anybody_else(api, asha, somebody, make) -> None:
    other = somebody("ravi@example.com")
    assert ask(api, asha, "GET").body["code"] == "export_not_found"
    ask(api, asha)
    make()
    assert ask(api, other, "GET").status == 404


def test_an_older_archive_is_no_part_of_the_next(api, asha, make, rows) -> None:
    ask(api, asha)
    make()
    rows("UPDATE exports SET finished_at = finished_at - interval '2 h'")
    ask(api, asha)
    make()
    with download(ask(api, asha, "GET").body["download_url"]) as zip_file:
        assert not [name for name in zip_file.namelist() if "exports/" in name and name.startswith("media")]


def test_it_is_deleted_after_a_week(api, asha, make, rows) -> None:
    ask(api, asha)
    make()
    rows("UPDATE exports SET expires_at = now()")
    assert ask(api, asha, "GET").status == 404
    assert len(keys(f"users/{asha.id}/exports/")) == 1
    make()
    assert keys(f"users/{asha.id}/exports/") == rows("SELECT * FROM exports") == []
    make()


def test_a_verified_address_is_told_once_it_is_ready(api, asha, make, rows) -> None:
    def mails() -> list[Any]:
        return rows("SELECT payload FROM outbox WHERE topic = 'mail' AND payload->>'subject' LIKE '%%archive%%'")

    rows("UPDATE users SET email_verified_at = NULL")
    ask(api, asha)
    make()
    assert mails() == []
    rows("UPDATE exports SET finished_at = finished_at - interval '2 h'")
    rows("UPDATE users SET email_verified_at = now()")
    ask(api, asha)
    assert mails() == []
    make()
    [message] = mails()
    assert message["payload"]["to"] == "asha@example.com"
    assert "http" not in message["payload"]["text"]


def test_leaving_deletes_the_archive_and_what_is_half_written(api, asha, make, rows, monkeypatch) -> None:
    ask(api, asha)
    make()
    rows("UPDATE exports SET finished_at = finished_at - interval '2 h'")
    ask(api, asha)
    half = multipart.MultipartUpload(f"s3://media/users/{asha.id}/exports/half.zip", "application/zip")
    rows("UPDATE exports SET upload_id = %s WHERE status = 'in_progress'", half.id)
    [waiting] = rows("SELECT id FROM exports WHERE status = 'in_progress'")
    aborted = []
    abort = multipart.abort
    monkeypatch.setattr(multipart, "abort", lambda uri, upload: aborted.append((uri, upload)) or abort(uri, upload))
    assert api.call("DELETE", "/users/me", token=asha.token).status == 204
    assert aborted == [(f"s3://media/users/{asha.id}/exports/{waiting['id']}.zip", half.id)]
    assert keys(f"users/{asha.id}/") == rows("SELECT * FROM exports") == []


def test_who_leaves_while_the_archive_is_written_leaves_nothing_behind(api, asha, make, rows, monkeypatch) -> None:
    ask(api, asha)
    write = archive.write

    def write_and_leave(*arguments: Any) -> None:
        write(*arguments)
        assert api.call("DELETE", "/users/me", token=asha.token).status == 204

    monkeypatch.setattr(archive, "write", write_and_leave)
    make()
    assert keys(f"users/{asha.id}/") == unfinished() == rows("SELECT * FROM exports") == []


def test_a_film_that_is_deleted_meanwhile_is_left_out(api, asha, make, monkeypatch) -> None:
    ask(api, asha)
    pieces = storage.pieces

    def deleted(uri: str, length: int) -> Any:
        if uri.endswith("film.mp4"):
            storage.delete(uri)
        return pieces(uri, length)

    monkeypatch.setattr(storage, "pieces", deleted)
    make()
    with download(ask(api, asha, "GET").body["download_url"]) as zip_file:
        assert not [name for name in zip_file.namelist() if name.endswith("film.mp4")]
        assert [name for name in zip_file.namelist() if name.endswith("face.jpg")]


def test_one_that_fails_is_tried_again_after_a_minute_and_given_up_after_five_times(
    api, asha, make, rows, monkeypatch
) -> None:
    ask(api, asha)

    def broken(*_: Any) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(archive, "write", broken)
        make()
        assert unfinished() == []
        assert ask(api, asha, "GET").body["status"] == "in_progress"
        [left] = rows("SELECT leased_until - now() AS left FROM exports")
        assert 50 < left["left"].total_seconds() <= 60
        make()
        assert rows("SELECT attempt FROM exports") == [{"attempt": 1}]
        for _ in range(5):
            rows("UPDATE exports SET leased_until = now() - interval '1 s'")
            make()
    failed = ask(api, asha, "GET").body
    assert (failed["status"], failed["download_url"]) == ("failed", None)
    assert ask(api, asha).body["status"] == "in_progress"
    make()
    assert ask(api, asha, "GET").body["status"] == "ready"


def test_one_call_makes_one_archive_the_longest_waiting_first(api, asha, somebody, make, rows) -> None:
    other = somebody("ravi@example.com")
    ask(api, asha)
    ask(api, other)
    make()
    assert [ask(api, who, "GET").body["status"] for who in (asha, other)] == ["ready", "in_progress"]
    assert service.make_next()
    assert not service.make_next()


def test_exports_want_a_token(api) -> None:
    assert api.call("POST", "/users/me/export").status == api.call("GET", "/users/me/export").status == 401
