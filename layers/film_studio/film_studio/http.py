"""HTTP for handlers: the resolver, who is calling, and every failure as `application/problem+json` (RFC 9457).

A handler module is `app = resolver()`, its routes, and `handler = lambda_handler(app)`. Routes return pydantic models;
what the services refuse (`film_studio.errors`) becomes the matching problem here.
"""

import json
import re
import time
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

import psycopg
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from film_studio import errors
from film_studio.accounts.models import Caller
from film_studio.errors import Fault, StudioError
from film_studio.limits import policies
from film_studio.limits import service as limits
from film_studio.paging import PageSize
from film_studio.settings import settings

API_PREFIX = "/api/v1"
"""Every route lies under it; the resolver takes it off."""

PROBLEM_JSON = "application/problem+json"

PROBLEMS = "x-problems"
"""Where an operation declares the problems that do not follow from its access and parameters."""

STATUS: dict[type[StudioError], HTTPStatus] = {
    errors.Malformed: HTTPStatus.BAD_REQUEST,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.PaymentRequired: HTTPStatus.PAYMENT_REQUIRED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.PreconditionFailed: HTTPStatus.PRECONDITION_FAILED,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Which HTTP status each kind of refusal becomes."""

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="A word of the client's own; a request repeated under the same one is done once.",
    ),
]
"""Declare a parameter of this type in a route to read the header."""

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        min_length=1,
        max_length=1000,
        pattern=r"^[\x20-\x7e]+$",
        description="`ETag` of what is to be changed; 412 where somebody has changed it meanwhile.",
    ),
]
"""Declare a parameter of this type in a route to read the header."""

CursorParam = Annotated[str | None, Query(alias="cursor", description="`next_cursor` of the page before.")]
LimitParam = Annotated[PageSize, Query(alias="limit", description="The most items to give.")]

logger = Logger(serialize_stacktrace=False)
Body = TypeVar("Body")


class FieldProblem(BaseModel):
    """One field that is wrong, and why."""

    field: str
    code: str
    message: str


class Problem(BaseModel):
    """Every failure looks like this (RFC 9457). `code` is stable; some problems carry further members."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem] = []


def current_user(app: APIGatewayHttpResolver) -> Caller:
    """Who is asking. Raises `Unauthenticated` where no authorizer stood in front of the route."""
    try:
        return Caller.model_validate(_authorizer(app.current_event.raw_event))
    except ValidationError as error:
        raise errors.Unauthenticated("unauthenticated", "Sign in first.") from error


def current_admin(app: APIGatewayHttpResolver) -> Caller:
    """Who is asking, an administrator. Raises `Forbidden` (`admin_only`) for anybody else."""
    caller = current_user(app)
    if not caller.is_admin:
        raise errors.Forbidden("admin_only", "Only the studio's administrators may do this.")
    return caller


def problems(*statuses: int) -> dict[str, Any]:
    """Declare how else a route can fail: `@app.post(…, openapi_extensions=http.problems(409))`."""
    return {PROBLEMS: list(statuses)}


def reply(body: Body, status: int, **headers: str) -> Response[Body]:
    """A JSON answer with a status or headers of its own: `reply(job, 202, Location=…)`."""
    return Response(status_code=status, content_type="application/json", body=body, headers=headers)


def html(page: str, policy: str) -> Response[str]:
    """A page with its Content-Security-Policy; where it is left for, nobody is told where from."""
    headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=300",
    }
    return Response(status_code=200, content_type="text/html; charset=utf-8", body=page, headers=headers)


def redirect(status: int, location: str, browser: str | None = None, life: timedelta | None = None) -> Response[None]:
    """Send a browser elsewhere; `browser` is a secret that it is to keep, for so long, for `browser_secret`."""
    cookies = []
    if browser is not None:
        secure = _cookie_name().startswith("__Host-")
        seconds = int(life.total_seconds()) if life else None
        cookies = [
            Cookie(
                _cookie_name(), browser, "/", "", secure, http_only=True, max_age=seconds, same_site=SameSite.LAX_MODE
            )
        ]
    headers = {"Location": location, "Cache-Control": "no-store"}
    return Response(status_code=status, body=None, headers=headers, cookies=cookies)


def browser_secret(app: APIGatewayHttpResolver) -> str | None:
    """The secret that `redirect` gave the browser, if it still has it."""
    for cookie in app.current_event.raw_event.get("cookies") or ():
        name, _, value = cookie.partition("=")
        if name.strip() == _cookie_name():
            return str(value)
    return None


def _cookie_name() -> str:
    """Over TLS one that no other host can set, not even a neighbour under the same domain."""
    return "__Host-browser" if settings().public_url.startswith("https://") else "browser"


def problem(
    status: int, code: str, detail: str, faults: list[Fault] | tuple[Fault, ...] = (), **members: object
) -> Response[str]:
    """A failure as `application/problem+json`. `members` are added as they are."""
    document: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "code": code,
        **members,
    }
    if faults:
        document["errors"] = [{"field": f.field, "code": f.code, "message": f.message} for f in faults]
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    body = json.dumps(document, ensure_ascii=False, default=str)
    return Response(status_code=status, content_type=PROBLEM_JSON, body=body, headers=headers)


def resolver() -> APIGatewayHttpResolver:
    """A resolver of routes under `API_PREFIX` that validates what comes in and goes out, and fails with problems."""
    app = APIGatewayHttpResolver(
        strip_prefixes=[API_PREFIX],
        enable_validation=True,
        response_validation_error_http_code=HTTPStatus.INTERNAL_SERVER_ERROR,
        json_body_deserializer=_json_object,
    )
    app.not_found(_no_route)
    app.exception_handler(RequestValidationError)(_invalid_request)
    app.exception_handler(StudioError)(_refused)
    app.exception_handler(psycopg.OperationalError)(_unavailable)
    app.exception_handler(Exception)(_broken)
    return app


def lambda_handler(app: APIGatewayHttpResolver) -> Callable[[dict[str, Any], LambdaContext], dict[str, Any]]:
    """The Lambda entry point of a resolver: counts each request, and logs one line of it, without body or headers.

    Who asks too often is refused here, and who is suspended, whatever the route.
    """

    @logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP, clear_state=True)
    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        started = time.perf_counter()
        refusal = _past_the_edge(event)
        if refusal is not None:
            return refusal
        readable = _readable(event)
        verdict = _admit(readable)
        answer = (
            _too_many(verdict)
            or _suspended(event)
            or _unreadable(event)
            or _conditional(readable, app.resolve(readable, context))
        )
        if answer["statusCode"] == HTTPStatus.NO_CONTENT:
            answer = {"statusCode": HTTPStatus.NO_CONTENT}
        answer["headers"] = {**(answer.get("headers") or {}), **verdict.headers()}
        milliseconds = round(1000 * (time.perf_counter() - started), 1)
        logger.info("request", route=event["routeKey"], status=answer["statusCode"], milliseconds=milliseconds)
        _count(context.function_name, event["routeKey"], answer["statusCode"], milliseconds)
        return answer

    return handler


def _count(function: str, route: str, status: int, milliseconds: float) -> None:
    """One line in CloudWatch's embedded metric format: requests, failures of ours and times, by function and route."""
    metrics = EphemeralMetrics(namespace="FilmStudio", service=function)
    metrics.add_dimension("route", route)
    metrics.add_metric("requests", MetricUnit.Count, 1)
    metrics.add_metric("server_errors", MetricUnit.Count, int(status >= HTTPStatus.INTERNAL_SERVER_ERROR))
    metrics.add_metric("client_errors", MetricUnit.Count, int(HTTPStatus.BAD_REQUEST <= status < 500))
    metrics.add_metric("milliseconds", MetricUnit.Milliseconds, milliseconds)
    metrics.flush_metrics()


def _admit(event: dict[str, Any]) -> limits.Verdict:
    """Count a request of this user and address; the address is what the outermost of ours saw."""
    route = event["routeKey"].replace(f" {API_PREFIX}", " ", 1)
    of_route = policies.BY_ROUTE.get(route, ())
    account = _account(event) if any(policy.partition == "account" for policy in of_route) else None
    return limits.admit(
        (*policies.EVERY_REQUEST, *of_route),
        address=_address(event),
        user_id=_authorizer(event).get("user_id"),
        account=account,
    )


def _address(event: dict[str, Any]) -> str:
    """Where a request comes from. `x-viewer-address` is CloudFront's, which writes over what a client says there."""
    if settings().edge_key:
        address: str = event["headers"]["x-viewer-address"]
    else:
        address = event["requestContext"]["http"]["sourceIp"]
    return address


def _past_the_edge(event: dict[str, Any]) -> dict[str, Any] | None:
    """The refusal of a request that reached the gateway without passing CloudFront and its firewall, if it is one."""
    expected = settings().edge_key
    if not expected or compare_digest(expected.encode(), event["headers"].get("x-studio-edge-key", "").encode()):
        return None
    detail = f"The API is at {settings().api_url}."
    return _plain(problem(HTTPStatus.FORBIDDEN, "not_through_the_edge", detail))


def _account(event: dict[str, Any]) -> str | None:
    """The address that a body names as `email`, whether or not there is such an account."""
    try:
        email = _json_object(event.get("body") or "").get("email")
    except ValueError:
        return None
    return email.strip().lower() if isinstance(email, str) else None


def _too_many(verdict: limits.Verdict) -> dict[str, Any] | None:
    """The refusal of a request that came too soon, if it did."""
    if not verdict.refused_by:
        return None
    members: dict[str, Any] = {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "violated-policies": [policy.name for policy in verdict.refused_by],
    }
    detail = f"These are too many requests. Try again in {verdict.retry_after} seconds."
    return _plain(problem(HTTPStatus.TOO_MANY_REQUESTS, "rate_limited", detail, **members))


def _conditional(event: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Give what everybody may cache an `ETag`, and who has it already a 304."""
    headers = answer.get("headers") or {}
    if answer["statusCode"] != HTTPStatus.OK or not headers.get("Cache-Control", "").startswith("public"):
        return answer
    tag = f'"{sha256(answer["body"].encode()).hexdigest()[:32]}"'
    headers = {**headers, "ETag": tag}
    known = (word.strip().removeprefix("W/") for word in event["headers"].get("if-none-match", "").split(","))
    if tag in known or event["headers"].get("if-none-match", "").strip() == "*":
        del headers["Content-Type"]
        return {"statusCode": int(HTTPStatus.NOT_MODIFIED), "headers": headers}
    return {**answer, "headers": headers}


def _unreadable(event: dict[str, Any]) -> dict[str, Any] | None:
    """The refusal of a request that Powertools or Postgres could not take, if it is one."""
    media_type = event["headers"].get("content-type", "application/json").split(";")[0].strip().lower()
    if event.get("body") and media_type != "application/json":
        refusal = problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_content_type", "Send application/json.")
    elif "%00" in event["rawQueryString"]:
        refusal = problem(HTTPStatus.BAD_REQUEST, "invalid_query", "A query is text without NUL.")
    else:
        return None
    return _plain(refusal)


def _suspended(event: dict[str, Any]) -> dict[str, Any] | None:
    """The refusal of a suspended user, if the authorizer says that the caller is one."""
    return _plain(_refused(errors.AccountSuspended())) if _authorizer(event).get("suspended") else None


def _authorizer(event: dict[str, Any]) -> dict[str, Any]:
    """What the authorizer said of the caller; nothing where none stood in front of the route."""
    return (event["requestContext"].get("authorizer") or {}).get("lambda") or {}


def _plain(response: Response[str]) -> dict[str, Any]:
    return {"statusCode": response.status_code, "headers": response.headers, "body": response.body}


def _readable(event: dict[str, Any]) -> dict[str, Any]:
    """The event as Powertools reads it: body as text, media type in lower case.

    Bytes that are no UTF-8 become half surrogates, which `_json_object` refuses.
    """
    body = event.get("body")
    if body and event.get("isBase64Encoded"):
        body = b64decode(body).decode(errors="surrogateescape")
    headers = {**event["headers"], "content-type": "application/json"}
    return {**event, "headers": headers, "body": body, "isBase64Encoded": False}


_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def _json_object(text: str) -> dict[str, Any]:
    """The JSON object in `text`, stricter than `json.loads`: no NaN, no half surrogates, no NUL (Postgres has none)."""
    try:
        value = from_json(text.encode(), allow_inf_nan=False)
    except ValueError as error:
        raise json.JSONDecodeError(str(error), "", 0) from error
    if not isinstance(value, dict) or _NUL.search(text):
        raise json.JSONDecodeError("not an object of text without NUL", "", 0)
    return value


def _no_route(error: NotFoundError) -> Response[str]:
    return problem(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")


def _invalid_request(error: RequestValidationError) -> Response[str]:
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return problem(HTTPStatus.BAD_REQUEST, "invalid_json", "The body must be one JSON object.")
    if any(fault["loc"][0] == "path" for fault in found):
        return _no_route(NotFoundError())
    faults = [
        Fault(".".join(str(part) for part in fault["loc"][1:]) or "body", fault["type"], fault["msg"])
        for fault in found
    ]
    detail = "; ".join(f"{fault.field}: {fault.message}" for fault in faults)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail, faults)


def _refused(error: StudioError) -> Response[str]:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    faults = error.faults if isinstance(error, errors.Invalid) else ()
    answer = problem(status, error.code, error.message, faults, **error.details)
    if isinstance(error, errors.PreconditionFailed):
        answer.headers["ETag"] = str(error.details["etag"])
    return answer


def _unavailable(error: psycopg.OperationalError) -> Response[str]:
    logger.exception("database unavailable")
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "database_unavailable", "The database does not answer. Try again.")


def _broken(error: Exception) -> Response[str]:
    logger.exception("unhandled exception")
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something broke here; it has been logged.")
