"""The OpenAPI document: valid, up to date, exemplified, and the same routes as the function table."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from pydantic import BaseModel, create_model

from cdk import examples, openapi
from cdk.services import FUNCTIONS, Function, Route
from film_studio import http

SERVING = [function for function in FUNCTIONS if function.routes]


@pytest.mark.parametrize("function", SERVING, ids=lambda function: function.name)
def test_a_handler_serves_the_routes_of_the_table_and_no_others(function: Function) -> None:
    assert openapi.routes(openapi.resolver(function)) == {(route.method, route.path) for route in function.routes}


@pytest.fixture(scope="module")
def document() -> dict:
    return openapi.document()


def operations(document: dict) -> dict[tuple[str, str], dict]:
    return {
        (method.upper(), path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_document_is_valid_openapi_3_1(document: dict) -> None:
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_file_in_the_layer_is_up_to_date() -> None:
    assert openapi.FILE.read_text("utf-8") == openapi.text(), "run: python -m cdk.openapi"


def test_every_operation_is_described_under_a_name_of_its_own(document: dict) -> None:
    found = operations(document)
    assert found.keys() == {(route.method, route.path) for function in SERVING for route in function.routes}
    for operation in found.values():
        assert operation["summary"]
        assert operation["description"]
        assert len(operation["tags"]) == 1
    assert len({operation["operationId"] for operation in found.values()}) == len(found)
    assert found["POST", "/projects/{id}/generate"]["operationId"] == "post_projects_by_id_generate"


def test_an_operation_says_how_it_fails(document: dict) -> None:
    found = operations(document)
    for function in SERVING:
        for route in function.routes:
            failures = {status for status in found[route.method, route.path]["responses"] if status[0] in "45"}
            assert {"429", "5XX"} <= failures
            assert route.public or {"401", "403"} <= failures
            assert ("404" in failures) or ("{" not in route.path)
            assert "default" not in failures
    assert {"402", "404", "409", "422"} <= found["POST", "/projects/{id}/generate"]["responses"].keys()
    assert "401" in found["POST", "/auth/login"]["responses"]
    assert "x-problems" not in str(document)
    for response in document["components"]["responses"].values():
        [(media_type, media)] = response["content"].items()
        assert media_type == "application/problem+json"
        assert media["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_example_is_one(document: dict) -> None:
    checked = 0
    for (method, path), operation in operations(document).items():
        shown = [*operation.get("parameters", ())]
        for content in (operation.get("requestBody", {}), *operation["responses"].values()):
            shown += [media for kind, media in content.get("content", {}).items() if kind == "application/json"]
        for media in shown:
            if media["schema"] == {"type": "object"}:
                continue
            check(media["schema"], media["example"], document, f"{method} {path}")
            checked += 1
    for name, response in document["components"]["responses"].items():
        for media in response["content"].values():
            check(media["schema"], media["example"], document, name)
            checked += 1
    assert checked > len(operations(document))


def test_no_example_is_made_up(document: dict) -> None:
    assert examples.unknown(document["components"]["schemas"]) == set(), "say in cdk/examples.py what they look like"


def check(schema: dict[str, Any], example: Any, document: dict[str, Any], where: str) -> None:
    whole = {**schema, "components": document["components"]}
    faults = list(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(example))
    assert not faults, f"{where}: {faults[0].json_path}: {faults[0].message}"


def test_a_request_has_no_null_but_in_a_merge_patch(document: dict) -> None:
    for operation in operations(document).values():
        for parameter in operation.get("parameters", ()):
            assert "null" not in str(parameter["schema"])
    patch = document["components"]["schemas"]["FilmOptionsPatch"]
    assert "required" not in patch
    assert {"type": "null"} in patch["properties"]["frame"]["anyOf"]
    assert {"$ref": "#/components/schemas/VoiceChoicePatch"} in patch["properties"]["voice"]["anyOf"]
    field = document["components"]["schemas"]["GenerateRequest"]["properties"]["options"]
    assert field["$ref"] == "#/components/schemas/FilmOptionsPatch"


def test_what_was_made_leads_to_the_operations_on_it(document: dict) -> None:
    found = operations(document)
    made = found["POST", "/projects/{id}/assets"]["responses"]["201"]["links"]
    assert made["post_projects_by_id_assets_by_asset_id_complete"]["parameters"] == {
        "id": "$request.path.id",
        "asset_id": "$response.body#/id",
    }
    job = found["POST", "/projects/{id}/generate"]["responses"]["202"]["links"]
    assert job["get_jobs_by_id_status"]["parameters"] == {"id": "$response.body#/id"}
    assert "get_projects_by_id_assets_by_asset_id" not in found["POST", "/projects"]["responses"]["201"]["links"]


def test_model_names_are_words(document: dict) -> None:
    names = document["components"]["schemas"]
    assert all(name.isalnum() for name in names), sorted(names)


def test_a_model_name_is_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    apps = {"cats": http.resolver(), "dogs": http.resolver()}

    def give(name: str, model: type[BaseModel]) -> Function:
        apps[name].get(
            f"/{name}", responses={200: {"description": "Done.", "content": {"application/json": {"model": model}}}}
        )(lambda: None)
        return Function(name, "", routes=(Route("GET", f"/{name}"),))

    functions = (
        give("cats", create_model("Pet", purrs=(bool, ...))),
        give("dogs", create_model("Pet", barks=(bool, ...))),
    )
    monkeypatch.setattr(openapi, "FUNCTIONS", functions)
    monkeypatch.setattr(openapi, "resolver", lambda function: apps[function.name])
    with pytest.raises(ValueError, match="dogs has another model called Pet"):
        openapi.document()


def test_only_public_routes_need_no_token(document: dict) -> None:
    assert document["security"] == [{"bearer": []}]
    public = {key for key, operation in operations(document).items() if operation.get("security") == []}
    assert public == {(route.method, route.path) for function in SERVING for route in function.routes if route.public}
