"""Links of the API document: what was just made leads to the operations on it."""

import re
from typing import Any

REF = "#/components/schemas/"
JOB = "/jobs/{id}"
"""Where a `Job` is found, whoever made it."""


def add(paths: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Let every answer 201 or 202 that has an `id` say which operations take it."""
    for path, operations in paths.items():
        for status in ("201", "202"):
            answer = operations.get("post", {}).get("responses", {}).get(status)
            if answer is None:
                continue
            model = answer["content"]["application/json"]["schema"].get("$ref", "").removeprefix(REF)
            if "id" in schemas.get(model, {}).get("properties", {}):
                root = JOB if model == "Job" else _below(path, paths)
                given = {} if root == JOB else {name: f"$request.path.{name}" for name in _parameters(path)}
                if links := _links(paths, root, given):
                    answer["links"] = links


def _below(path: str, paths: dict[str, Any]) -> str:
    """The path of one thing of the collection at `path`; empty where none is served."""
    return next((found for found in paths if re.fullmatch(re.escape(path) + r"/\{\w+\}", found)), "")


def _links(paths: dict[str, Any], root: str, given: dict[str, str]) -> dict[str, Any]:
    """By name, links to the operations at `root` and below that take no other parameter than the new id."""
    if not root:
        return {}
    values = {**given, _parameters(root)[-1]: "$response.body#/id"}
    return {
        operation["operationId"]: {"operationId": operation["operationId"], "parameters": values}
        for path, operations in paths.items()
        for operation in operations.values()
        if (path == root or path.startswith(f"{root}/")) and set(_parameters(path)) == values.keys()
    }


def _parameters(path: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", path)
