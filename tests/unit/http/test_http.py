"""What every route gets from `film_studio.http`: validated input, problems, pages, who is calling."""

import base64
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict

from cdk.services import API_PREFIX
from film_studio import errors, http
from film_studio.paging import Cursor, Listed, Page
from film_studio.settings import Settings

app = http.resolver()


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of a studio without a cache and without a database."""
    monkeypatch.setattr("film_studio.http.settings", lambda: Settings(**UNUSED))
    monkeypatch.setattr("film_studio.limits.service.settings", lambda: Settings(**UNUSED))
    monkeypatch.setattr("film_studio.cache.settings", lambda: Settings(**UNUSED))
    yield


UNUSED = {"database_url": "", "media_bucket": "", "signing_key_secret": ""}


class NewThing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    count: int = 1


class Thing(Listed):
    name: str


def thing(number: int) -> Thing:
    return Thing(id=UUID(int=number), created_at=datetime(2026, 1, 1, 0, 0, 0, 123456, UTC), name=f"thing {number}")


REFUSALS = {
    "malformed": errors.Malformed("bad", "Bad."),
    "invalid": errors.Invalid(errors.Fault("script", "too_short", "49 words are too few."), code="invalid_film"),
    "unauthenticated": errors.Unauthenticated("who", "Who?"),
    "payment": errors.PaymentRequired("poor", "Pay.", balance=0),
    "forbidden": errors.Forbidden("no", "No."),
    "not_found": errors.NotFound("gone", "Gone."),
    "conflict": errors.Conflict("twice", "Twice.", job={"id": UUID(int=7)}),
    "database": psycopg.OperationalError("server closed the connection"),
    "bug": KeyError("secret detail"),
}


@app.post("/things", status_code=201)
def create(new: NewThing, key: http.IdempotencyKey = None) -> Thing:
    return Thing(id=UUID(int=0), created_at=datetime.now(UTC), name=f"{new.name} × {new.count} ({key})")


@app.post("/things/later")
def later() -> Response[Thing]:
    return http.reply(thing(1), 202, Location=f"{API_PREFIX}/things/1")


@app.get("/things")
def some(cursor: http.CursorParam = None, limit: http.LimitParam = 2) -> Page[Thing]:
    start = Cursor.decode(cursor).id.int if cursor else 5
    return Page[Thing].of([thing(number) for number in range(start - 1, -1, -1)][: limit + 1], limit)


@app.get("/things/<id>")
def one(id: UUID) -> Thing:
    return {"id": id, "name": "without a date"}  # type: ignore[return-value]


@app.delete("/things/<id>", status_code=204)
def delete(id: UUID) -> None:
    http.current_user(app)


@app.get("/whoami")
def who() -> dict[str, Any]:
    return http.current_user(app).model_dump()


@app.get("/refusals/<kind>")
def refuse(kind: str) -> None:
    raise REFUSALS[kind]


handler = http.lambda_handler(app)


@dataclass
class Context:
    function_name: str = "things"
    memory_limit_in_mb: int = 512
    aws_request_id: str = "r"
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:things"


def call(
    method: str,
    path: str,
    *,
    body: Any = None,
    raw: bytes | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    authorizer: dict[str, Any] | None = None,
) -> tuple[int, Any, dict[str, str]]:
    """Call the handler as API Gateway does; gives status, parsed body and headers."""
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": API_PREFIX + path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json", **(headers or {})},
        "queryStringParameters": query or {},
        "requestContext": {
            "http": {"method": method, "path": API_PREFIX + path, "sourceIp": "192.0.2.1"},
            "requestId": "request-1",
            "stage": "$default",
            **({"authorizer": {"lambda": authorizer}} if authorizer else {}),
        },
        "isBase64Encoded": False,
    }
    if raw is not None:
        event |= {"body": base64.b64encode(raw).decode(), "isBase64Encoded": True}
    elif body is not None:
        event["body"] = json.dumps(body)
    answer = handler(event, Context())  # type: ignore[arg-type]
    text = answer.get("body")
    return answer["statusCode"], json.loads(text) if text else None, answer.get("headers", {})


def test_the_prefix_is_the_tables() -> None:
    assert http.API_PREFIX == API_PREFIX


def test_a_model_comes_in_and_a_model_goes_out() -> None:
    status, body, headers = call("POST", "/things", body={"name": "lamp"}, headers={"idempotency-key": "k,1"})
    assert (status, body["name"]) == (201, "lamp × 1 (k,1)")
    assert headers["Content-Type"] == "application/json"


def test_a_reply_has_its_own_status_and_headers() -> None:
    status, body, headers = call("POST", "/things/later")
    assert (status, body["id"], headers["Location"]) == (202, str(UUID(int=1)), "/api/v1/things/1")


def test_no_content_has_no_body() -> None:
    user = {"user_id": str(uuid4()), "session_id": str(uuid4()), "tier": "free", "is_admin": False}
    status, body, headers = call("DELETE", f"/things/{uuid4()}", authorizer=user)
    assert (status, body) == (204, None)
    assert headers.keys() == {"RateLimit-Policy", "RateLimit"}


def test_every_wrong_field_is_named_with_a_stable_code() -> None:
    status, body, headers = call("POST", "/things", body={"count": "many", "colour": "red"})
    assert status == 422
    assert headers["Content-Type"] == "application/problem+json"
    assert body.keys() == {"type", "title", "status", "detail", "code", "errors"}
    assert (body["status"], body["title"], body["code"]) == (422, "Unprocessable Entity", "invalid_request")
    assert {fault["field"]: fault["code"] for fault in body["errors"]} == {
        "name": "missing",
        "count": "int_parsing",
        "colour": "extra_forbidden",
    }
    http.Problem.model_validate(body)


@pytest.mark.parametrize("key", ["", "two words", "ключ", "x" * 201])
def test_an_idempotency_key_is_one_short_word(key: str) -> None:
    status, body, _ = call("POST", "/things", body={"name": "lamp"}, headers={"idempotency-key": key})
    assert (status, body["errors"][0]["field"]) == (422, "idempotency-key")


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\x00binary",
        b"{",
        b"[]",
        b'[{"name": "lamp"}]',
        b'"text"',
        b"NaN",
        b'{"name": NaN}',
        b'{"name": "\\u0000"}',
        b'{"name": "\\\\\\u0000"}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_json_object_of_text_is_malformed(raw: bytes) -> None:
    status, body, _ = call("POST", "/things", raw=raw)
    assert (status, body["code"]) == (400, "invalid_json")


def test_an_escaped_backslash_before_u0000_is_text() -> None:
    status, body, _ = call("POST", "/things", raw=b'{"name": "\\\\u0000"}')
    assert (status, body["name"]) == (201, "\\u0000 × 1 (None)")


def test_no_body_where_one_is_needed() -> None:
    status, body, _ = call("POST", "/things")
    assert (status, body["errors"]) == (422, [{"field": "body", "code": "missing", "message": "Field required"}])


@pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_only_json_is_read(media_type: str) -> None:
    status, body, headers = call("POST", "/things", body={"name": "lamp"}, headers={"content-type": media_type})
    assert (status, body["code"]) == (415, "unsupported_content_type")
    assert headers["Content-Type"] == "application/problem+json"


def test_json_may_name_its_charset() -> None:
    assert (
        call("POST", "/things", body={"name": "a"}, headers={"content-type": "Application/JSON; charset=utf-8"})[0]
        == 201
    )


def test_pages_follow_each_other_to_the_end() -> None:
    names: list[str] = []
    query: dict[str, str] = {}
    for _ in range(3):
        _, body, _ = call("GET", "/things", query=query)
        names += [item["name"] for item in body["items"]]
        query = {"cursor": body["next_cursor"]}
    assert names == [f"thing {number}" for number in (4, 3, 2, 1, 0)]
    assert query == {"cursor": None}


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_a_page_has_1_to_100_items(limit: str) -> None:
    status, body, _ = call("GET", "/things", query={"limit": limit})
    assert (status, body["errors"][0]["field"]) == (422, "limit")


@pytest.mark.parametrize("cursor", ["x", "é", "e30", "bnVsbA", "a" * 5000])
def test_a_cursor_of_the_clients_own_is_refused(cursor: str) -> None:
    status, body, _ = call("GET", "/things", query={"cursor": cursor})
    assert (status, body["code"]) == (400, "invalid_cursor")


def test_a_cursor_keeps_its_place_to_the_microsecond() -> None:
    cursor = Cursor(created_at=datetime(2026, 1, 2, 3, 4, 5, 678901, UTC), id=uuid4())
    assert Cursor.decode(cursor.encode()) == cursor


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("PATCH", "/things"), ("GET", "/things/7")])
def test_unknown_addresses_and_ids_that_cannot_be_are_not_found(method: str, path: str) -> None:
    status, body, headers = call(method, path)
    assert (status, body["code"]) == (404, "not_found")
    assert headers["Content-Type"] == "application/problem+json"


def test_the_caller_is_whom_the_authorizer_names() -> None:
    user = {"user_id": str(uuid4()), "session_id": str(uuid4()), "tier": "pro", "is_admin": True}
    assert call("GET", "/whoami", authorizer=user)[:2] == (200, user)


def test_without_an_authorizer_nobody_is_calling() -> None:
    status, body, headers = call("GET", "/whoami")
    assert (status, body["code"], headers["WWW-Authenticate"]) == (401, "unauthenticated", "Bearer")


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("malformed", 400, "bad"),
        ("invalid", 422, "invalid_film"),
        ("unauthenticated", 401, "who"),
        ("payment", 402, "poor"),
        ("forbidden", 403, "no"),
        ("not_found", 404, "gone"),
        ("conflict", 409, "twice"),
        ("database", 503, "database_unavailable"),
        ("bug", 500, "internal_error"),
    ],
)
def test_each_refusal_has_its_status(kind: str, status: int, code: str) -> None:
    answered, body, _ = call("GET", f"/refusals/{kind}")
    assert (answered, body["status"], body["code"]) == (status, status, code)


def test_refusals_carry_their_faults_and_details() -> None:
    assert call("GET", "/refusals/invalid")[1]["errors"] == [
        {"field": "script", "code": "too_short", "message": "49 words are too few."}
    ]
    assert call("GET", "/refusals/payment")[1]["balance"] == 0
    assert call("GET", "/refusals/conflict")[1]["job"] == {"id": str(UUID(int=7))}


def test_a_bug_is_logged_but_not_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        _, body, _ = call("GET", "/refusals/bug")
    assert "secret" not in json.dumps(body)
    assert "Traceback" not in json.dumps(body)
    assert any(record.exc_info and "secret detail" in str(record.exc_info[1]) for record in caplog.records)


def test_an_answer_that_breaks_its_own_model_is_our_fault() -> None:
    status, body, _ = call("GET", f"/things/{uuid4()}")
    assert (status, body["code"]) == (500, "internal_error")


def test_one_log_line_per_request_without_bodies_or_headers(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        call("POST", "/things", body={"name": "private"}, headers={"authorization": "Bearer private"})
    lines = [json.loads(http.logger.registered_handler.format(record)) for record in caplog.records]
    assert [(line["message"], line["status"], line["correlation_id"]) for line in lines] == [
        ("request", 201, "request-1")
    ]
    assert "private" not in json.dumps(lines)
