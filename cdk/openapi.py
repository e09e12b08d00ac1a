"""Makes the one OpenAPI document of all functions: `python -m cdk.openapi` writes it into the layer.

Routes, models and texts come from the handlers' resolvers, and what is public from the function table.
"""

import importlib.util
import inspect
import json
import re
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.openapi.merge import OpenAPIMerge
from aws_lambda_powertools.event_handler.openapi.models import Server

from cdk import examples, links, merge_patch, problems
from cdk.services import API_PREFIX, FUNCTIONS, Function, Route
from film_studio.http import Problem

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
    table: dict[tuple[str, str], Route] = {}
    for function in FUNCTIONS:
        if not function.routes:
            continue
        schema = resolver(function).get_openapi_schema().model_dump(by_alias=True, exclude_none=True, mode="json")
        for name, model in schema.get("components", {}).get("schemas", {}).items():
            if schemas.setdefault(name, model) != model:
                raise ValueError(f"{function.name} has another model called {name}")
        merge.add_schema(schema)
        table |= {(route.method.lower(), route.path): route for route in function.routes}
    merged = _named(merge.get_openapi_schema())
    components = merged["components"]
    for name in REPLACED:
        components["schemas"].pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"] |= problem.pop("$defs") | {"Problem": problem}
    merge_patch.resolve(components["schemas"])
    components["responses"] = problems.components()
    for path, operations in merged["paths"].items():
        for method, operation in operations.items():
            _adapt(operation, table[method, path])
            examples.add(operation, components["schemas"])
    links.add(merged["paths"], components["schemas"])
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    merged["security"] = [{"bearer": []}]
    return merged


def _named(merged: dict[str, Any]) -> dict[str, Any]:
    """The document with the name `ProjectPage` where pydantic says `Page_Project_`."""
    named: dict[str, Any] = json.loads(re.sub(r"\bPage_(\w+?)_(?=\")", r"\1Page", json.dumps(merged)))
    return named


def _adapt(operation: dict[str, Any], route: Route) -> None:
    """Say of an operation what it is called, how it fails here, and whether it needs a token."""
    words = (f"by_{part[1:-1]}" if part[0] == "{" else part for part in route.path.strip("/").split("/"))
    operation["operationId"] = re.sub(r"\W", "_", "_".join([route.method.lower(), *words]))
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = _given(parameter["schema"])
    if "requestBody" in operation:
        media = operation["requestBody"]["content"]["application/json"]
        media["schema"] = _given(media["schema"])
    responses = operation["responses"]
    for status in ("422", "500"):
        responses.pop(status, None)
    for status, description in (("200", "Done."), ("201", "Made."), ("202", "Accepted."), ("204", "Done.")):
        if responses.get(status, {}).get("description") == "Successful Response":
            responses[status]["description"] = description
    for status, response in responses.items():
        if status == "204" or status[0] == "3":
            response.pop("content", None)
        if status[0] == "3":
            response["headers"] = {"Location": {"description": "Where to go.", "schema": {"type": "string"}}}
    responses |= problems.responses(route, operation)
    if route.public:
        operation["security"] = []


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without null: what is optional is left out of a request, and no parameter can be null."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) != 1:
        return schema
    return {**options[0], **{key: value for key, value in schema.items() if key != "anyOf"}}


def text() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}")
