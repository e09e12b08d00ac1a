"""The OpenAPI document: valid, up to date, and the same routes as the function table."""

import pytest
from openapi_spec_validator import validate

from cdk import openapi
from cdk.services import FUNCTIONS, Function

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


def test_every_route_is_described_with_its_failures(document: dict) -> None:
    found = operations(document)
    assert found.keys() == {(route.method, route.path) for function in SERVING for route in function.routes}
    for operation in found.values():
        assert operation["summary"]
        assert operation["description"]
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
        assert "422" not in operation["responses"]


def test_only_public_routes_need_no_token(document: dict) -> None:
    assert document["security"] == [{"bearer": []}]
    public = {key for key, operation in operations(document).items() if operation.get("security") == []}
    assert public == {(route.method, route.path) for function in SERVING for route in function.routes if route.public}
