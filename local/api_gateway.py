"""API Gateway's place: HTTP in, Lambda events (HTTP API, payload format 2.0) out, by the table's routes."""

import base64
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.routing import Route as StarletteRoute

from cdk.services import API_PREFIX, Function, Route
from local.iam import ACCOUNT, REGION
from local.lambda_ import Result

MAX_BODY = 10 * 1024 * 1024
"""The largest body, in bytes."""

AUTHORIZER = "authorizer"
"""The function that says who is calling, from the header `Authorization`."""

_TEXT = re.compile(r"text/|application/(.*\+)?(json|xml|javascript|x-www-form-urlencoded)")

log = logging.getLogger(__name__)
Invoke = Callable[[str, bytes], Awaitable[Result]]


class Problem(Exception):
    """What the gateway itself answers, as `application/problem+json`."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail

    def response(self) -> Response:
        """The answer."""
        body = {"type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status}
        headers = {"www-authenticate": "Bearer"} if self.status == 401 else None
        return JSONResponse(
            {**body, "detail": self.detail, "code": self.code},
            self.status,
            headers=headers,
            media_type="application/problem+json",
        )


def api(table: Sequence[Function], invoke: Invoke, *others: BaseRoute) -> Starlette:
    """The API as an ASGI application: each route of `table` under `API_PREFIX`, answered by its function.

    `others` are served beside them.
    """
    routes: list[BaseRoute] = [
        StarletteRoute(API_PREFIX + route.path, _endpoint(function.name, route, invoke), methods=[route.method])
        for function in table
        for route in function.routes
    ]

    async def no_route(request: Request, error: Exception) -> Response:
        return Problem(404, "not_found", "There is nothing at this address.").response()

    async def broken(request: Request, error: Exception) -> Response:
        return Problem(500, "internal_error", "Something broke here; it has been logged.").response()

    app = Starlette(
        routes=[*routes, *others],
        exception_handlers={404: no_route, 405: no_route, 500: broken},
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "POST", "PATCH", "DELETE"],
                allow_headers=["*"],
                expose_headers=["ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"],
            )
        ],
    )
    app.router.redirect_slashes = False
    return app


def _endpoint(name: str, route: Route, invoke: Invoke) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            event = _event(request, route)
            if not route.public:
                event["requestContext"]["authorizer"] = {"lambda": await _authorize(event, invoke)}
            _add_body(event, await _body(request))
            result = await invoke(name, json.dumps(event).encode())
            if result.is_error:
                log.error("%s: %s", name, result.payload.decode(errors="replace"))
                raise Problem(500, "internal_error", "Something broke here; it has been logged.")
            return _response(json.loads(result.payload))
        except Problem as problem:
            return problem.response()

    return endpoint


async def _authorize(event: dict[str, Any], invoke: Invoke) -> dict[str, Any]:
    """What the authorizer says of the caller. Raises `Problem` where it is no."""
    identity = event["headers"].get("authorization")
    if not identity:
        raise Problem(401, "unauthenticated", "Sign in first: the header Authorization is missing.")
    question = {
        **event,
        "type": "REQUEST",
        "routeArn": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:local/$default/{event['routeKey'].replace(' ', '')}",
        "identitySource": [identity],
    }
    result = await invoke(AUTHORIZER, json.dumps(question).encode())
    if result.is_error:
        log.error("%s: %s", AUTHORIZER, result.payload.decode(errors="replace"))
        raise Problem(500, "internal_error", "Something broke here; it has been logged.")
    answer = json.loads(result.payload)
    if not answer.get("isAuthorized"):
        raise Problem(403, "forbidden", "The access token is not valid, or has expired.")
    context: dict[str, Any] = answer.get("context") or {}
    return context


def _event(request: Request, route: Route) -> dict[str, Any]:
    """The request as an event, still without its body."""
    now = datetime.now(UTC)
    key = f"{route.method} {API_PREFIX}{route.path}"
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    cookies = headers.pop("cookie", None)
    query: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        query[name] = f"{query[name]},{value}" if name in query else value
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": key,
        "rawPath": request.url.path,
        "rawQueryString": request.url.query,
        "headers": headers,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": request.url.hostname,
            "domainPrefix": "local",
            "http": {
                "method": request.method,
                "path": request.url.path,
                "protocol": f"HTTP/{request.scope['http_version']}",
                "sourceIp": request.client.host if request.client else "127.0.0.1",
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": str(uuid4()),
            "routeKey": key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies is not None:
        event["cookies"] = [cookie.strip() for cookie in cookies.split(";")]
    if query:
        event["queryStringParameters"] = query
    if request.path_params:
        event["pathParameters"] = dict(request.path_params)
    return event


async def _body(request: Request) -> bytes:
    """The whole body. Raises `Problem` where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Problem(413, "request_too_large", f"The body may have {MAX_BODY // 1024 // 1024} MB at most.")
    return bytes(body)


def _add_body(event: dict[str, Any], body: bytes) -> None:
    if not body:
        return
    try:
        if not _TEXT.match(event["headers"].get("content-type", "")):
            raise ValueError("not said to be text")
        event["body"] = body.decode()
    except ValueError:
        event["body"], event["isBase64Encoded"] = base64.b64encode(body).decode(), True


def _response(answer: Any) -> Response:
    """A function's answer as HTTP; without a `statusCode` it is the body of a 200."""
    if not isinstance(answer, dict) or "statusCode" not in answer:
        return JSONResponse(answer)
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    response = Response(content, int(answer["statusCode"]))
    for name, value in (answer.get("headers") or {}).items():
        response.headers[name] = str(value)
    for cookie in answer.get("cookies") or ():
        response.headers.append("set-cookie", cookie)
    return response
