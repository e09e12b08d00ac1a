"""How an operation of the API can fail: which statuses, and what a problem of each looks like."""

from dataclasses import dataclass
from typing import Any

from cdk.services import Route
from film_studio.http import PROBLEM_JSON, PROBLEMS

SCHEMA = {"$ref": "#/components/schemas/Problem"}


@dataclass(frozen=True)
class Failure:
    """One status: its response in the document, and title, code and detail of an example."""

    status: int
    name: str
    when: str
    title: str
    code: str
    detail: str

    def response(self) -> dict[str, Any]:
        """The response object."""
        example: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.status == 422:
            example["errors"] = [{"field": "title", "code": "missing", "message": "Field required"}]
        response = {"description": self.when, "content": {PROBLEM_JSON: {"schema": SCHEMA, "example": example}}}
        return response | ({"headers": HEADERS[self.status]} if self.status in HEADERS else {})


HEADERS: dict[int, dict[str, Any]] = {
    401: {
        "WWW-Authenticate": {"description": "The scheme to sign in with.", "schema": {"type": "string"}},
    },
    429: {
        "Retry-After": {
            "description": "Seconds to wait.",
            "schema": {"type": "integer", "minimum": 0},
        }
    },
}

FAILURES = (
    Failure(400, "Malformed", "It cannot be read.", "Bad Request", "invalid_json", "The body must be one JSON object."),
    Failure(401, "Unauthenticated", "Nobody knows who asks.", "Unauthorized", "unauthenticated", "Sign in first."),
    Failure(
        402,
        "PaymentRequired",
        "It costs more credits than there are.",
        "Payment Required",
        "insufficient_credits",
        "A film costs 1 credit; the balance is 0.",
    ),
    Failure(
        403,
        "Forbidden",
        "The caller may not do this.",
        "Forbidden",
        "forbidden",
        "The access token is not valid, or has expired.",
    ),
    Failure(
        404,
        "NotFound",
        "There is no such thing, or none that the caller may see.",
        "Not Found",
        "not_found",
        "There is nothing at this address.",
    ),
    Failure(
        409,
        "Conflict",
        "It contradicts what is there already.",
        "Conflict",
        "job_over",
        "This job is completed already.",
    ),
    Failure(
        412,
        "PreconditionFailed",
        "It was changed since it was read.",
        "Precondition Failed",
        "changed_meanwhile",
        "It was changed meanwhile; read it again.",
    ),
    Failure(
        413,
        "ContentTooLarge",
        "The body is too large.",
        "Content Too Large",
        "request_too_large",
        "The body may have 10 MB at most.",
    ),
    Failure(
        415,
        "UnsupportedMediaType",
        "The body is no JSON.",
        "Unsupported Media Type",
        "unsupported_content_type",
        "Send application/json.",
    ),
    Failure(
        422,
        "Invalid",
        "It can be read, but breaks a rule; `errors` names the fields.",
        "Unprocessable Content",
        "invalid_request",
        "title: Field required",
    ),
    Failure(
        428,
        "PreconditionRequired",
        "It must say which state it changes.",
        "Precondition Required",
        "precondition_required",
        "Send the header If-Match.",
    ),
    Failure(
        429,
        "TooManyRequests",
        "The caller asks too often.",
        "Too Many Requests",
        "rate_limited",
        "Too many requests; wait 12 seconds.",
    ),
)

BROKEN = Failure(
    503,
    "ServerError",
    "It broke here; the same request may work later.",
    "Service Unavailable",
    "database_unavailable",
    "The database does not answer. Try again.",
)


def statuses(route: Route, operation: dict[str, Any]) -> list[int]:
    """The statuses of the problems that an operation can answer.

    They follow from who may call it and what it takes; the rest it declares itself (`http.problems`).
    """
    found = {429, *operation.pop(PROBLEMS, ())}
    places = {parameter["in"] for parameter in operation.get("parameters", ())}
    if not route.public:
        found |= {401, 403}
    if "path" in places:
        found.add(404)
    if "query" in places:
        found |= {400, 422}
    if "header" in places:
        found.add(422)
    if "requestBody" in operation:
        found |= {400, 413, 415, 422}
    return sorted(found)


def responses(route: Route, operation: dict[str, Any]) -> dict[str, Any]:
    """The responses by which an operation says how it fails, as references to `components`."""
    names = {failure.status: failure.name for failure in FAILURES}
    found = {str(status): names[status] for status in statuses(route, operation)} | {"5XX": BROKEN.name}
    return {status: {"$ref": f"#/components/responses/{name}"} for status, name in found.items()}


def components() -> dict[str, Any]:
    """The responses that `responses` refers to, by name."""
    return {failure.name: failure.response() for failure in (*FAILURES, BROKEN)}
