"""The function table and the tree say the same."""

from pathlib import Path

import pytest

from cdk.services import FUNCTIONS, MODELS, Route
from film_studio.limits import policies

ROOT = Path(__file__).parents[2]


def test_every_function_has_its_folder_and_every_folder_its_function() -> None:
    folders = {path.parent.name for path in (ROOT / "lambdas").glob("*/handler.py")}
    assert folders == {function.name for function in FUNCTIONS}


def test_every_model_has_its_container() -> None:
    adapters = {path.parent.name for path in (ROOT / "sagemaker_containers").glob("*/adapter.py")} - {"serving"}
    assert adapters == set(MODELS)


def test_no_route_is_served_twice() -> None:
    routes: list[Route] = [route for function in FUNCTIONS for route in function.routes]
    keys = [(route.method, route.path) for route in routes]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_is_woken_by_something(function) -> None:
    text = (ROOT / "state_machines" / "render_film.asl.json").read_text()
    woken = (
        function.routes
        or function.websocket_routes
        or function.every_minutes
        or function.cron
        or function.listens_to
        or function.name == "authorizer"
    )
    assert woken or f"${{{function.name}}}" in text


def test_every_limited_route_is_one() -> None:
    routes = {f"{route.method} {route.path}" for function in FUNCTIONS for route in function.routes}
    assert set(policies.BY_ROUTE) <= routes
