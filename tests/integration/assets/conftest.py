"""Projects whose images go up by the forms that the API gives."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest


@pytest.fixture
def owner(api: Any) -> str:
    return api.register()


@pytest.fixture
def project(api: Any, owner: str, script: str) -> str:
    """The path of a project whose film can be made."""
    body = {"title": "The Clay Lamp", "script": script, "options": {"quality": "preview"}}
    return f"/projects/{api.call('POST', '/projects', json_body=body, token=owner).body['id']}"


@pytest.fixture
def send(api: Any, owner: str, project: str) -> Callable[..., dict[str, Any]]:
    """`send(content, content_type)` asks for an asset and uploads its file as a browser does; gives the asset."""

    def send(content: bytes, content_type: str = "image/jpeg", filename: str = "photo.jpg") -> dict[str, Any]:
        body = {"filename": filename, "content_type": content_type, "size_bytes": len(content)}
        asset = api.call("POST", f"{project}/assets", json_body=body, token=owner)
        assert asset.status == 201, asset
        form = asset.body["upload"]
        answer = httpx.post(form["url"], data=form["fields"], files={"file": (filename, content, content_type)})
        assert answer.status_code == 204, answer.text
        return asset.body

    return send


@pytest.fixture
def upload(api: Any, owner: str, project: str, send: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """`upload(content, content_type)` does all of it; gives the finished asset."""

    def upload(*args: Any) -> dict[str, Any]:
        answer = api.call("POST", f"{project}/assets/{send(*args)['id']}/complete", token=owner)
        assert answer.status == 200, answer
        return answer.body

    return upload
