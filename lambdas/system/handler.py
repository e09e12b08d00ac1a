"""Health, and the API's own description."""

from typing import Literal

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel

from film_studio import database, documentation, http

app = http.resolver()


class Health(BaseModel):
    """The service and its database answer."""

    status: Literal["ok"] = "ok"
    database: Literal["ok"] = "ok"


@app.get("/health", summary="Health", tags=["system"])
def health() -> Health:
    """Whether the service and its database answer; 503 where the database does not."""
    database.check()
    return Health()


@app.get(
    "/openapi.json",
    summary="This document",
    tags=["system"],
    compress=True,
    responses={200: {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}}},
)
def openapi() -> Response[str]:
    """The OpenAPI document of the whole API."""
    return Response(status_code=200, content_type="application/json", body=documentation.openapi())


@app.get(
    "/docs",
    summary="This document, for people",
    tags=["system"],
    compress=True,
    responses={200: {"description": "An HTML page.", "content": {"text/html": {"schema": {"type": "string"}}}}},
)
def docs() -> Response[str]:
    """A page that shows this document and tries it out."""
    return Response(status_code=200, content_type="text/html; charset=utf-8", body=documentation.page())


handler = http.lambda_handler(app)
