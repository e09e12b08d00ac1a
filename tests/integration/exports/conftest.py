"""A user with something of everything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

Rows = Callable[..., list[dict[str, Any]]]

FILM = bytes(range(256)) * 4096


@dataclass(frozen=True)
class Somebody:
    """A user: access token, id, and the id of their one project."""

    token: str
    id: str
    project: str


@pytest.fixture
def somebody(api: Any, rows: Rows) -> Callable[..., Somebody]:
    """`somebody(address)` has a project with a script, a film, its subtitles, an upload, and what films are made of."""

    def make(address: str = "asha@example.com") -> Somebody:
        token = api.register(address)
        user = api.call("GET", "/users/me", token=token).body["id"]
        body = {"title": "दीपक", "script": "On the edge of a dusty village lived an old potter."}
        project = api.call("POST", "/projects", token=token, json_body=body).body["id"]
        folder = f"users/{user}"
        for name, content in {
            f"{folder}/uploads/images/{project}/face.jpg": b"a face",
            f"{folder}/projects/{project}/raw/images/1.png": b"a picture",
            f"{folder}/projects/{project}/final/film/abc/film.mp4": FILM,
            f"{folder}/projects/{project}/final/subtitles/abc/en.srt": b"1\n",
            f"{folder}/projects/{project}/thumbnails/film/abc.jpg": b"a thumbnail",
            f"{folder}/projects/{project}/generated/clips/abc.mp4": b"a clip",
            f"{folder}/projects/{project}/intermediate/speech/abc.wav": b"a voice",
        }.items():
            boto3.client("s3").put_object(Bucket="media", Key=name, Body=content)
        return Somebody(token, user, project)

    return make


@pytest.fixture
def asha(somebody: Callable[..., Somebody]) -> Somebody:
    """Somebody who asks for everything."""
    return somebody()
