"""HTTP becomes the events that AWS documents for an HTTP API (payload format 2.0), and answers become HTTP."""

import json

import httpx
import pytest

from .conftest import Cloud

PREFIX = "/api/v1"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


def test_the_event_has_what_aws_documents(cloud: Cloud) -> None:
    url = f"{cloud.api}/echo/a%20b?page=2&tag=x&tag=y"
    headers = {"X-One": "1", "cookie": "a=1; b=2", "user-agent": "tests"}
    answer = httpx.post(url, headers=headers, json={"title": "दीया"})
    assert answer.status_code == 200
    event = answer.json()["event"]
    assert (event["version"], event["routeKey"]) == ("2.0", f"POST {PREFIX}/echo/{{id}}")
    assert event["rawPath"].startswith(f"{PREFIX}/echo/a")
    assert event["rawQueryString"] == "page=2&tag=x&tag=y"
    assert event["queryStringParameters"] == {"page": "2", "tag": "x,y"}
    assert event["pathParameters"] == {"id": "a b"}
    assert event["cookies"] == ["a=1", "b=2"]
    assert event["headers"]["x-one"] == "1"
    assert "cookie" not in event["headers"]
    assert event["isBase64Encoded"] is False
    assert json.loads(event["body"]) == {"title": "दीया"}
    context = event["requestContext"]
    assert context["http"] == {
        "method": "POST",
        "path": event["rawPath"],
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1",
        "userAgent": "tests",
    }
    assert context["routeKey"] == event["routeKey"]
    assert context["stage"] == "$default"
    assert {"accountId", "apiId", "domainName", "domainPrefix", "requestId", "time", "timeEpoch"} <= context.keys()
    assert "authorizer" not in context


def test_repeated_headers_are_joined(cloud: Cloud) -> None:
    answer = httpx.get(f"{cloud.api}/echo", headers=[("x-two", "1"), ("x-two", "2")])
    event = answer.json()["event"]
    assert event["headers"]["x-two"] == "1,2"
    assert not {"body", "queryStringParameters", "pathParameters", "cookies"} & event.keys()


@pytest.mark.parametrize(("content_type", "content"), [("image/png", b"\x89PNG"), ("application/json", b"\xff{}")])
def test_what_is_no_text_is_base64(cloud: Cloud, content_type: str, content: bytes) -> None:
    import base64

    headers = {"content-type": content_type}
    event = httpx.post(f"{cloud.api}/echo/1", content=content, headers=headers).json()["event"]
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == content


def test_an_answer_becomes_http(cloud: Cloud) -> None:
    answer = httpx.get(f"{cloud.api}/private", headers={"authorization": "Bearer good"})
    assert (answer.status_code, answer.content) == (201, b"\x00\x01\x02")
    assert answer.headers["x-tier"] == "pro"  # what the authorizer said reached the function
    assert answer.headers["set-cookie"] == "a=1"


def test_an_answer_without_a_status_is_the_body(cloud: Cloud) -> None:
    answer = httpx.get(f"{cloud.api}/echo?raw=1")
    assert (answer.status_code, answer.json()) == (200, {"plain": True})


def test_the_authorizer_stands_before_what_is_not_public(cloud: Cloud) -> None:
    missing = httpx.get(f"{cloud.api}/private")
    assert problem(missing) == (401, "unauthenticated")
    assert missing.headers["www-authenticate"] == "Bearer"
    assert problem(httpx.get(f"{cloud.api}/private", headers={"authorization": "Bearer bad"})) == (403, "forbidden")


def test_a_broken_function_is_a_500_that_tells_nothing(cloud: Cloud) -> None:
    for path, headers in (("/fails", {}), ("/private", {"authorization": "Bearer broken"})):
        answer = httpx.get(cloud.api + path, headers=headers)
        assert problem(answer) == (500, "internal_error")
        assert not [word for word in ("Traceback", "handler.py", "luck", "secret", "Odd") if word in answer.text]


def test_no_route_is_a_404(cloud: Cloud) -> None:
    for method, path in (("GET", "/nothing"), ("DELETE", "/echo"), ("GET", "/echo/1/2"), ("GET", "/echo/")):
        assert problem(httpx.request(method, cloud.api + path)) == (404, "not_found")
    assert problem(httpx.get(cloud.api.removesuffix(PREFIX))) == (404, "not_found")


def test_a_body_of_ten_megabytes_and_no_more(cloud: Cloud) -> None:
    limit = 10 * 1024 * 1024
    headers = {"content-type": "text/plain"}
    assert httpx.post(f"{cloud.api}/echo/1", content=b"x" * limit, headers=headers).status_code != 413
    too_large = httpx.post(f"{cloud.api}/echo/1", content=b"x" * (limit + 1), headers=headers)
    assert problem(too_large) == (413, "request_too_large")


def test_a_browser_of_another_origin_may_call(cloud: Cloud) -> None:
    asked = {
        "origin": "http://localhost:3000",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type",
    }
    answer = httpx.options(f"{cloud.api}/private", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "PATCH" in answer.headers["access-control-allow-methods"]
