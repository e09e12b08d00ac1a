"""A WebSocket API on loopback before the real handlers, and clients that listen on it."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from cdk.services import FUNCTIONS
from film_studio.jobs import progress
from film_studio.jobs import service as jobs
from film_studio.jobs.models import Run
from local.event_loop import EventLoop
from local.http_server import HttpServer
from local.iam import Credentials
from local.lambda_ import Result
from local.loopback import listen
from local.websocket_api import WebSocketApi

Rows = Callable[..., list[dict[str, Any]]]


@dataclass
class Listener:
    """One connection of a client."""

    socket: ClientConnection

    def send(self, **message: Any) -> None:
        """Say something."""
        self.socket.send(json.dumps(message))

    def hear(self, seconds: float = 10) -> dict[str, Any]:
        """The next message. Raises `TimeoutError` where none comes."""
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=seconds))
        return message

    def ask(self, **message: Any) -> dict[str, Any]:
        """Say something and hear the answer."""
        self.send(**message)
        return self.hear()

    def all(self) -> list[dict[str, Any]]:
        """Everything that has been told by now."""
        self.send(action="ping", id="last")
        found = []
        while (message := self.hear()) != {"type": "pong", "id": "last"}:
            found.append(message)
        return found

    def closed(self, seconds: float = 10) -> bool:
        """Whether the other side ends the connection."""
        try:
            while True:
                self.socket.recv(timeout=seconds)
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False


@dataclass
class Person:
    """Somebody with an account."""

    api: Any
    token: str
    id: str
    email: str

    def ticket(self) -> str:
        """The address that opens one connection."""
        answer = self.api.call("POST", "/realtime/ticket", token=self.token)
        assert answer.status == 200, answer
        return str(answer.body["url"])


@dataclass
class Realtime:
    """The WebSocket API, people, and what happens to films without a renderer."""

    api: Any
    rows: Rows
    url: str
    script: str
    push: Callable[[], None]
    sockets: ExitStack = field(default_factory=ExitStack)

    def person(self) -> Person:
        """Somebody new."""
        email = f"{secrets.token_hex(6)}@example.com"
        token = self.api.register(email)
        [row] = self.rows("SELECT id FROM users WHERE email = %s", email)
        return Person(self.api, token, str(row["id"]), email)

    def connect(self, person: Person) -> Listener:
        """A connection of this person."""
        return self.open(person.ticket())

    def open(self, url: str) -> Listener:
        """A connection by this address."""
        return Listener(self.sockets.enter_context(connect(url)))

    def project(self, owner: Person) -> str:
        """The id of a new project."""
        body = {"title": "The Clay Lamp", "script": self.script}
        answer = self.api.call("POST", "/projects", json_body=body, token=owner.token)
        assert answer.status == 201, answer
        return str(answer.body["id"])

    def share(self, project: str, person: Person, role: str = "viewer") -> None:
        """Let somebody into a project."""
        self.rows(
            "INSERT INTO project_collaborators (project_id, user_id, role) VALUES (%s, %s, %s)",
            *(project, person.id, role),
        )

    def generate(self, owner: Person, project: str) -> str:
        """The id of a job that begins to be rendered."""
        answer = self.api.call("POST", f"/projects/{project}/generate", token=owner.token)
        assert answer.status == 202, answer
        self.rows("UPDATE ai_jobs SET status = 'processing', started_at = now() WHERE id = %s", answer.body["id"])
        return str(answer.body["id"])

    def step(self, job: str, stage: Any) -> None:
        """The job comes to a stage."""
        progress.start(Run(job_id=UUID(job), attempt=1), stage)

    def fail(self, job: str) -> None:
        """The job fails."""
        jobs.fail(UUID(job), "engine_failed", "The engine has failed.")

    def connections(self) -> list[str]:
        """The connections on record."""
        return [row["id"] for row in self.rows("SELECT id FROM realtime_connections ORDER BY connected_at")]


@pytest.fixture
def realtime(
    api: Any,
    rows: Rows,
    script: str,
    lambda_function: Any,
    each_thread_connects: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Realtime]:
    loop = EventLoop()
    credentials = Credentials("test", "test")

    async def invoke(name: str, payload: bytes) -> Result:
        try:
            answer = await asyncio.to_thread(lambda_function, name, json.loads(payload))
        except Exception as error:
            return Result(json.dumps({"errorMessage": str(error)}).encode(), is_error=True)
        return Result(json.dumps(answer).encode())

    clients, management = listen(), listen()

    async def start() -> HttpServer:
        websockets = WebSocketApi(FUNCTIONS, invoke)
        return HttpServer(
            [
                (Starlette(routes=[websockets.route("/realtime")]), [clients]),
                (Starlette(routes=[websockets.management(credentials)]), [management]),
            ]
        )

    url = f"ws://127.0.0.1:{clients.getsockname()[1]}/realtime"
    monkeypatch.setenv("WEBSOCKET_URL", url)
    monkeypatch.setenv("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", f"http://127.0.0.1:{management.getsockname()[1]}")
    from tests.conftest import forget

    forget()
    server = loop.run(start())
    found = Realtime(api, rows, url, script, lambda: lambda_function("realtime_pusher", {}))
    with found.sockets:
        yield found
    loop.run(server.stop())
    loop.close()
