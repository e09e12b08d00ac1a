"""A project with everything that a route may name, and one person of each kind before it."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import boto3
import httpx
import pytest
from PIL import Image

from film_studio.film.models import Film, SubtitleTrack
from film_studio.jobs import service as jobs
from film_studio.jobs.models import Run

Rows = Callable[..., list[dict[str, Any]]]

ROLES = ("viewer", "editor", "owner")
"""Roles in a project, the least first: each may do what those before it may."""

CREDITS = 10

FILM = Film(
    video="s3://media/film.mp4",
    thumbnail="s3://media/thumbnail.jpg",
    duration_seconds=60.0,
    width=1920,
    height=1080,
    subtitles=[SubtitleTrack(language="en", srt="s3://media/en.srt", vtt="s3://media/en.vtt")],
)


@dataclass
class Person:
    """Somebody with an account: `token` says who they are."""

    token: str
    id: str
    email: str
    active: bool = True


@dataclass
class World:
    """People, and projects on demand."""

    api: Any
    rows: Rows
    script: str

    def cast(self) -> tuple[dict[str, Person | None], "Things"]:
        """One of everybody, by what they are to a project that has a film, and that project."""
        owner, editor, viewer, stranger = (self._person() for _ in range(4))
        project = self.project(owner)
        for role, person in {"editor": editor, "viewer": viewer}.items():
            self.rows(
                "INSERT INTO project_collaborators (project_id, user_id, role) VALUES (%s, %s, %s)",
                *(project, person.id, role),
            )
        job = self.ok("POST", f"/projects/{project}/generate", owner)["id"]
        self.rows("UPDATE ai_jobs SET status = 'processing' WHERE id = %s", job)
        jobs.finish(Run(job_id=UUID(job), attempt=1), FILM)
        people = {
            "anonymous": None,
            "suspended": self._person(suspended_at="2026-01-01", suspended_reason="spam"),
            "stranger": stranger,
            "viewer": viewer,
            "editor": editor,
            "owner": owner,
            "admin": self._person(is_admin=True),
        }
        return people, Things(self, owner, viewer, project, job, self._asset(owner, f"/projects/{project}/assets"))

    def project(self, owner: Person) -> str:
        """The id of a project of `owner` whose film can be made."""
        body = {"title": "The Clay Lamp", "script": self.script, "options": {"quality": "preview"}}
        return str(self.ok("POST", "/projects", owner, body)["id"])

    def _person(self, **columns: Any) -> Person:
        """Somebody new, with credits; `columns` are set in their record past the rules."""
        email = f"{secrets.token_hex(6)}@example.com"
        token = self.api.register(email)
        [row] = self.rows("SELECT id FROM users WHERE email = %s", email)
        self.rows(
            """INSERT INTO credit_transactions (user_id, transaction_type, amount, description)
               VALUES (%s, 'grant', %s, 'A gift')""",
            *(row["id"], CREDITS),
        )
        for name, value in columns.items():
            self.rows(f"UPDATE users SET {name} = %s WHERE id = %s", value, row["id"])  # noqa: S608 - names of ours
        return Person(token, str(row["id"]), email, active="suspended_at" not in columns)

    def ok(self, method: str, path: str, person: Person, body: Any = None) -> Any:
        """The body of an answer that is a success."""
        answer = self.api.call(method, path, json_body=body, token=person.token)
        assert answer.status < 300, answer
        return answer.body

    def _asset(self, owner: Person, path: str) -> str:
        """An image whose file has been uploaded, not yet looked at."""
        file = BytesIO()
        Image.new("RGB", (320, 240), "teal").save(file, "JPEG")
        content = file.getvalue()
        body = {"filename": "photo.jpg", "content_type": "image/jpeg", "size_bytes": len(content)}
        asset = self.ok("POST", path, owner, body)
        files = {"file": ("photo.jpg", content, "image/jpeg")}
        httpx.post(asset["upload"]["url"], data=asset["upload"]["fields"], files=files).raise_for_status()
        return str(asset["id"])


@dataclass
class Things:
    """One project and what belongs to it: values for the parameters of paths."""

    world: World
    owner: Person
    viewer: Person
    project: str
    job: str
    asset: str

    def path(self, route: str) -> str:
        """The route's path with every parameter filled in. Raises `KeyError` for one that nobody has thought of."""
        values: dict[str, Callable[[], str]] = {
            "asset_id": lambda: self.asset,
            "invitation_id": lambda: self.invitation,
            "message_id": lambda: secrets.token_hex(16),
            "number": lambda: "1",
            "page": lambda: "reset-password",
            "provider": lambda: "google",
            "user_id": lambda: self.viewer.id,
            "version": lambda: "1",
            "id": lambda: self._whose(route),
        }
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]](), route)

    def _whose(self, route: str) -> str:
        """What `{id}` stands for."""
        kind = re.match(r"(/\w+)*?/(\w+)/\{id\}", route)
        assert kind
        return {
            "projects": lambda: self.project,
            "jobs": lambda: self.queued if route.endswith("/cancel") else self.job,
            "users": lambda: self.owner.id,
            "reviews": lambda: str(uuid4()),
        }[kind[2]]()

    def project_of(self, person: Person | None) -> str:
        """A project of this person's own; this one for who has none."""
        return self.world.project(person) if person and person.active else self.project

    @cached_property
    def invitation(self) -> str:
        """An invitation to the project that nobody has accepted."""
        body = {"email": f"{secrets.token_hex(6)}@example.com", "role": "viewer"}
        return str(self.world.ok("POST", f"/projects/{self.project}/invitations", self.owner, body)["id"])

    @cached_property
    def queued(self) -> str:
        """A second film of the project, which waits."""
        return str(self.world.ok("POST", f"/projects/{self.project}/generate", self.owner)["id"])


@pytest.fixture
def world(api: Any, rows: Rows, script: str) -> World:
    for key in ("film.mp4", "thumbnail.jpg", "en.srt", "en.vtt"):
        boto3.client("s3").put_object(Bucket="media", Key=key, Body=key.encode())
    return World(api, rows, script)
