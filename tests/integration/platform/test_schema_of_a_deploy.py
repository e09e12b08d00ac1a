"""A deploy migrates the database, and one that is rolled back leaves it as it is."""

import importlib.util
import json
import secrets
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import forget, url_of

ROOT = Path(__file__).parents[3]
HEAD = max((ROOT / "migrations" / "versions").glob("[0-9]*.py")).name.partition("_")[0]


@pytest.fixture
def deploy() -> Any:
    """The module `migrations/deploy.py`, as the function has it."""
    spec = importlib.util.spec_from_file_location("deploy", ROOT / "migrations" / "deploy.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def empty(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    name = f"deploy_{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        url = url_of(postgres, name)
        for variable, value in {"DATABASE_URL": url, "MEDIA_BUCKET": "m", "SIGNING_KEY_SECRET": "s"}.items():
            monkeypatch.setenv(variable, value)
        forget()
        yield url
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def told() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """CloudFormation's ear: a URL, and what it is told there."""
    answers: list[dict[str, Any]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            answers.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", answers
    server.shutdown()
    server.server_close()


def event(kind: str, url: str) -> dict[str, Any]:
    named = {"StackId": "stack", "RequestId": "request", "LogicalResourceId": "Schema"}
    return {"RequestType": kind, "ResponseURL": url, **named}


def revision(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert row is not None
    return row[0]


def test_a_deploy_migrates_once_and_again(deploy: Any, empty: str, told: Any) -> None:
    url, answers = told
    for kind in ("Create", "Update"):
        deploy.handler(event(kind, url), None)
    assert revision(empty) == HEAD
    assert [(a["Status"], a["Data"], a["PhysicalResourceId"]) for a in answers] == [
        ("SUCCESS", {"revision": HEAD}, "schema")
    ] * 2


def test_older_code_leaves_a_newer_schema(deploy: Any, empty: str, told: Any) -> None:
    url, answers = told
    deploy.migrate(empty)
    with psycopg.connect(empty) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    deploy.handler(event("Update", url), None)
    assert (answers[0]["Status"], answers[0]["Data"]) == ("SUCCESS", {"revision": "9999"})


def test_what_goes_wrong_ends_the_deploy(deploy: Any, empty: str, told: Any) -> None:
    url, answers = told
    with psycopg.connect(empty) as connection:
        connection.execute("CREATE TABLE users (id int)")
    deploy.handler(event("Create", url), None)
    assert answers[0]["Status"] == "FAILED"
    assert "users" in answers[0]["Reason"]


def test_removing_the_stack_removes_no_data(deploy: Any, empty: str, told: Any) -> None:
    url, answers = told
    deploy.migrate(empty)
    deploy.handler(event("Delete", url), None)
    assert answers[0]["Status"] == "SUCCESS"
    assert revision(empty) == HEAD
