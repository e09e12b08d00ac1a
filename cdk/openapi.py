"""Makes the one OpenAPI document of all functions: `python -m cdk.openapi` writes it into the layer.

Routes, models and texts come from the handlers' resolvers, and what is public from the function table.
"""

import importlib.util
import inspect
import json
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge
from aws_lambda_powertools.event_handler.openapi.models import Server

from cdk.services import API_PREFIX, FUNCTIONS, Function
from film_studio.http import PROBLEM_JSON, Problem

ROOT = Path(__file__).parents[1]
FILE = ROOT / "layers/film_studio/film_studio/openapi.json"

DESCRIPTION = """A script of 50 to 500 words becomes a narrated film of 1 to 5 minutes.

Register, create a project with a script, ask for its film with `POST /projects/{id}/generate`, follow the job, download
the film. Send the access token as `Authorization: Bearer …`. Every failure is a `Problem` (RFC 9457) with a stable
`code`. Lists come in pages: pass `next_cursor` on as `cursor`."""

REPLACED = ("HTTPValidationError", "ValidationError", "ResponseValidationError")
"""Schemas that Powertools adds for its own error format, which is not ours."""


def resolver(function: Function) -> APIGatewayHttpResolver:
    """The resolver `app` of a function's handler; its routes are described by their docstrings."""
    path = ROOT / "lambdas" / function.name / "handler.py"
    spec = importlib.util.spec_from_file_location(f"lambdas.{function.name}.handler", path)
    assert spec is not None and spec.loader is not None  # noqa: S101 - always so for a file that ends in .py
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    app: APIGatewayHttpResolver = module.app
    for route in app._static_routes + app._dynamic_routes:
        route.description = route.description or inspect.getdoc(route.func)
    return app


def routes(app: APIGatewayHttpResolver) -> set[tuple[str, str]]:
    """Method and path (as in the table) of every route that a resolver serves."""
    schema = app.get_openapi_schema().model_dump(by_alias=True, exclude_none=True)
    return {(method.upper(), path) for path, operations in schema["paths"].items() for method in operations}


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document. Raises `ValueError` where two functions call different models by one name."""
    merge = OpenAPIMerge(
        title="AI Film Studio",
        version="1.0.0",
        description=DESCRIPTION,
        servers=[Server(url=API_PREFIX)],
        on_conflict="error",
    )
    schemas: dict[str, Any] = {}
    public = set()
    for function in FUNCTIONS:
        if not function.routes:
            continue
        schema = resolver(function).get_openapi_schema().model_dump(by_alias=True, exclude_none=True, mode="json")
        for name, model in schema.get("components", {}).get("schemas", {}).items():
            if schemas.setdefault(name, model) != model:
                raise ValueError(f"{function.name} has another model called {name}")
        merge.add_schema(schema)
        public |= {(route.method.lower(), route.path) for route in function.routes if route.public}
    merged = merge.get_openapi_schema()
    for path, operations in merged["paths"].items():
        for method, operation in operations.items():
            _adapt(operation, (method, path) in public)
    components = merged["components"]
    for name in REPLACED:
        components["schemas"].pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    components["responses"] = {
        "Problem": {
            "description": "It did not work; `code` and `detail` say why.",
            "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    merged["security"] = [{"bearer": []}]
    return merged


def _adapt(operation: dict[str, Any], public: bool) -> None:
    """Say of an operation how it fails here, and whether it needs a token."""
    responses = operation["responses"]
    for status in ("422", "500"):
        responses.pop(status, None)
    if "204" in responses:
        responses["204"].pop("content", None)
    responses["default"] = {"$ref": "#/components/responses/Problem"}
    if public:
        operation["security"] = []


def text() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}")
