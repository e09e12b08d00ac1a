"""A project and the people in it."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def owner(api: Any) -> str:
    return api.register()


@pytest.fixture
def project(api: Any, owner: str, script: str) -> str:
    """The path of a project whose film can be made."""
    created = api.call("POST", "/projects", json_body={"title": "The Clay Lamp", "script": script}, token=owner)
    return f"/projects/{created.body['id']}"


@pytest.fixture
def join(api: Any, project: str, rows: Callable[..., Any]) -> Callable[[str], str]:
    """`join(role)` gives the token of somebody new who shares the project."""

    def join(role: str) -> str:
        token = api.register()
        user = api.call("GET", "/users/me", token=token).body["id"]
        rows(
            "INSERT INTO project_collaborators (project_id, user_id, role) VALUES (%s, %s, %s)",
            project.removeprefix("/projects/"),
            user,
            role,
        )
        return token

    return join
