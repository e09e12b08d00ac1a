"""Health, and the API's own description."""

import json
import re

import pytest

from cdk import openapi
from film_studio import database


def test_a_healthy_service_says_so(api) -> None:
    answer = api.call("GET", "/health")
    assert (answer.status, answer.body) == (200, {"status": "ok", "database": "ok"})


def test_without_its_database_it_is_not_healthy(api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    database.settings.cache_clear()
    monkeypatch.setattr(database, "_connection", None)
    answer = api.call("GET", "/health")
    assert (answer.status, answer.body["code"]) == (503, "database_unavailable")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "127.0.0.1" not in str(answer.body)


def test_a_lost_connection_is_replaced(api) -> None:
    assert api.call("GET", "/health").status == 200
    assert database._connection is not None
    database._connection.close()
    assert api.call("GET", "/health").status == 200


def test_the_document_is_served(api) -> None:
    answer = api.call("GET", "/openapi.json")
    assert answer.status == 200
    assert answer.body == json.loads(openapi.FILE.read_text("utf-8"))


def test_the_page_shows_the_document_and_needs_no_other_site(api) -> None:
    answer = api.call("GET", "/docs")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'url: "openapi.json"' in answer.body
    assert "SwaggerUIBundle" in answer.body
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", answer.body)
    assert not re.search(r"url\((?!\s*[\"']?data:)", answer.body[: answer.body.index("<script>")])


def test_a_query_is_text_without_nul(api) -> None:
    answer = api.call("GET", "/health?q=%00")
    assert (answer.status, answer.body["code"]) == (400, "invalid_query")
