"""The embedded WebSocket API says to functions, clients and boto3 what API Gateway says."""

import asyncio
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from cdk.services import Function
from local import websocket_api
from local.event_loop import EventLoop
from local.http_server import MAX_FRAME, HttpServer
from local.iam import Credentials
from local.lambda_ import Result
from local.loopback import listen
from local.websocket_api import MAX_PAYLOAD, WebSocketApi
from tests.integration.local.conftest import client_of

TABLE = [Function("messages", "", websocket_routes=("$connect", "$disconnect", "$default"))]


@dataclass
class Gateway:
    """A WebSocket API with one function, whose events it keeps."""

    url: str
    management: Any
    stranger: Any
    events: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, event: dict[str, Any]) -> dict[str, Any]:
        """The function: lets in who does not say `deny`, and fails at `fail`."""
        body = event.get("body")
        if body == "slow":
            time.sleep(0.2)
        self.events.append(event)
        if event.get("queryStringParameters", {}).get("deny"):
            return {"statusCode": 401, "body": "no ticket"}
        if body == "fail":
            raise RuntimeError("secret detail")
        return {"statusCode": 200}

    def identifier(self) -> str:
        """The id of the connection that was opened last."""
        return str(
            [e for e in self.events if e["requestContext"]["routeKey"] == "$connect"][-1]["requestContext"][
                "connectionId"
            ]
        )

    def heard(self, count: int) -> list[dict[str, Any]]:
        """The events, as soon as there are so many."""
        deadline = time.monotonic() + 10
        while len(self.events) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(self.events) == count, self.events
        return self.events


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    loop, credentials = EventLoop(), Credentials()
    clients, management = listen(), listen()

    def manager(of: Credentials) -> Any:
        return client_of("apigatewaymanagementapi", f"http://127.0.0.1:{management.getsockname()[1]}", of)

    found = Gateway(f"ws://127.0.0.1:{clients.getsockname()[1]}/live", manager(credentials), manager(Credentials()))

    async def invoke(name: str, payload: bytes) -> Result:
        assert name == "messages"
        try:
            return Result(json.dumps(await asyncio.to_thread(found.answer, json.loads(payload))).encode())
        except RuntimeError as error:
            return Result(json.dumps({"errorMessage": str(error)}).encode(), is_error=True)

    async def start() -> HttpServer:
        sockets = WebSocketApi(TABLE, invoke)
        return HttpServer(
            [
                (Starlette(routes=[sockets.route("/live")]), [clients]),
                (Starlette(routes=[sockets.management(credentials)]), [management]),
            ]
        )

    server = loop.run(start())
    yield found
    loop.run(server.stop())
    loop.close()


@contextmanager
def refused(code: str, status: int) -> Iterator[None]:
    with pytest.raises(ClientError) as refusal:
        yield
    assert refusal.value.response["Error"]["Code"] == code
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_events_are_those_of_aws(gateway: Gateway) -> None:
    with connect(f"{gateway.url}?ticket=a&ticket=b", additional_headers={"X-Some": "thing"}) as socket:
        socket.send('{"action": "ping"}')
        gateway.heard(2)
    opened, said, ended = gateway.heard(3)
    assert opened["queryStringParameters"] == {"ticket": "b"}
    assert opened["multiValueQueryStringParameters"] == {"ticket": ["a", "b"]}
    assert {name.lower(): value for name, value in opened["headers"].items()}["x-some"] == "thing"
    assert "body" not in opened
    assert said["body"] == '{"action": "ping"}'
    assert said["isBase64Encoded"] is False
    assert "headers" not in said
    contexts = [event["requestContext"] for event in (opened, said, ended)]
    assert [(c["routeKey"], c["eventType"]) for c in contexts] == [
        ("$connect", "CONNECT"),
        ("$default", "MESSAGE"),
        ("$disconnect", "DISCONNECT"),
    ]
    assert len({c["connectionId"] for c in contexts}) == 1
    assert len({c["requestId"] for c in contexts}) == 3
    assert all(c["identity"]["sourceIp"] == "127.0.0.1" and c["connectedAt"] <= c["requestTimeEpoch"] for c in contexts)
    assert "messageId" in contexts[1]


def test_whom_the_function_does_not_let_in_has_its_status(gateway: Gateway) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        connect(f"{gateway.url}?deny=1")
    assert refusal.value.response.status_code == 401
    with refused("GoneException", 410):
        gateway.management.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x")
    assert len(gateway.events) == 1  # what never was connected does not disconnect


def test_messages_of_one_connection_come_one_after_the_other(gateway: Gateway) -> None:
    said = ["slow", *(str(number) for number in range(20))]
    with connect(gateway.url) as socket:
        for word in said:
            socket.send(word)
        assert [event["body"] for event in gateway.heard(22)[1:]] == said


def test_a_function_speaks_to_a_connection_and_ends_it(gateway: Gateway) -> None:
    with connect(gateway.url) as socket:
        connection_id = gateway.identifier()
        gateway.management.post_to_connection(ConnectionId=connection_id, Data="नमस्ते".encode())
        assert socket.recv(timeout=5) == "नमस्ते"
        known = gateway.management.get_connection(ConnectionId=connection_id)
        assert known["Identity"]["SourceIp"] == "127.0.0.1"
        gateway.management.delete_connection(ConnectionId=connection_id)
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=5)
    with refused("GoneException", 410):
        gateway.management.post_to_connection(ConnectionId=connection_id, Data=b"x")


def test_only_the_studio_speaks_to_connections(gateway: Gateway) -> None:
    with connect(gateway.url) as socket:
        with refused("InvalidAccessKeyId", 403):
            gateway.stranger.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x")
        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.2)


def test_what_is_too_long_is_not_sent(gateway: Gateway) -> None:
    with connect(gateway.url, max_size=None) as socket:
        with refused("PayloadTooLargeException", 413):
            gateway.management.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x" * (MAX_PAYLOAD + 1))
        gateway.management.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x" * MAX_PAYLOAD)
        assert len(socket.recv(timeout=5)) == MAX_PAYLOAD


@pytest.mark.parametrize(("said", "code"), [(b"binary", 1003), ("x" * (MAX_FRAME + 1), 1009)])
def test_what_no_client_may_say_ends_its_connection(gateway: Gateway, said: str | bytes, code: int) -> None:
    with connect(gateway.url) as socket:
        socket.send(said)
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(timeout=5)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == code
    assert [event["requestContext"]["routeKey"] for event in gateway.heard(2)] == ["$connect", "$disconnect"]


def test_a_function_that_fails_says_nothing_of_why(gateway: Gateway) -> None:
    with connect(gateway.url) as socket:
        socket.send("fail")
        said = json.loads(socket.recv(timeout=5))
        assert said["message"] == "Internal server error"
        assert said["connectionId"] == gateway.identifier()
        assert "secret" not in json.dumps(said)
        socket.send("again")
        gateway.heard(3)  # and the connection is still there


def test_who_is_silent_for_too_long_is_let_go(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_api, "IDLE_SECONDS", 0.5)
    with connect(gateway.url) as socket:
        for _ in range(4):  # what is said in either direction counts
            time.sleep(0.2)
            gateway.management.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x")
            socket.recv(timeout=5)
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(timeout=5)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == 1001


def test_who_does_not_read_is_let_go(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_api, "SEND_SECONDS", 0.3)
    with connect(gateway.url, max_queue=1) as socket:
        with refused("GoneException", 410):
            for _ in range(2000):
                gateway.management.post_to_connection(ConnectionId=gateway.identifier(), Data=b"x" * MAX_PAYLOAD)
        socket.close_socket()


def test_many_connections_at_once_hear_their_own(gateway: Gateway) -> None:
    with ExitStack() as open_:
        sockets = [open_.enter_context(connect(gateway.url)) for _ in range(50)]
        opened = [event["requestContext"]["connectionId"] for event in gateway.heard(50)]
        assert len(set(opened)) == 50

        def say(connection_id: str) -> None:
            gateway.management.post_to_connection(ConnectionId=connection_id, Data=connection_id.encode())

        with ThreadPoolExecutor(8) as senders:
            list(senders.map(say, opened))
        assert [socket.recv(timeout=10) for socket in sockets] == opened
