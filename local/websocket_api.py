"""API Gateway's place for WebSockets: frames in, Lambda events out, and the API by which functions answer.

Events of one connection reach their function one after the other, as its client sent them.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from cdk.services import Function
from cdk.services import WebSocketRoute as WebSocketEvent
from local.iam import Credentials, Denied, verify
from local.lambda_ import Result

IDLE_SECONDS = 600.0
"""How long a connection may be silent in both directions."""

SEND_SECONDS = 10.0
"""How long a client may take to read a message."""

MAX_PAYLOAD = 128 * 1024
"""The largest message, in bytes, that a function may send."""

log = logging.getLogger(__name__)


@dataclass
class _Connection:
    socket: WebSocket
    address: str
    agent: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(11))
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    active: float = 0.0
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, text: str) -> None:
        """Send a message. Raises `OSError` where the client does not take it."""
        self.active = asyncio.get_running_loop().time()
        async with self.writing:
            try:
                await asyncio.wait_for(self.socket.send_text(text), SEND_SECONDS)
            except (RuntimeError, WebSocketDisconnect) as error:
                raise ConnectionError("closed") from error


class WebSocketApi:
    """The connections of clients, and the functions of `table` that have routes of a WebSocket API."""

    def __init__(self, table: Sequence[Function], invoke: Callable[[str, bytes], Awaitable[Result]]) -> None:
        self._functions = {route: function.name for function in table for route in function.websocket_routes}
        self._invoke = invoke
        self._connections: dict[str, _Connection] = {}

    def route(self, path: str) -> WebSocketRoute:
        """Where clients connect."""
        return WebSocketRoute(path, self._serve)

    def management(self, credentials: Credentials) -> Route:
        """The `@connections` API, for those who sign with `credentials`."""

        async def manage(request: Request) -> Response:
            try:
                await verify(request, credentials)
            except Denied as denied:
                return _error(403, denied.code, denied.message)
            connection = self._connections.get(request.path_params["id"])
            if connection is None:
                return _error(410, "GoneException", "")
            if request.method == "DELETE":
                await self._end(connection, 1000, "Connection Closed Normally")
                return Response(status_code=204)
            if request.method == "GET":
                return JSONResponse(_described(connection))
            body = await request.body()
            if len(body) > MAX_PAYLOAD:
                return _error(413, "PayloadTooLargeException", "")
            try:
                await connection.send(body.decode())
            except (OSError, TimeoutError):
                await self._end(connection, 1001, "Going away")
                return _error(410, "GoneException", "")
            return Response(status_code=200)

        return Route("/@connections/{id}", manage, methods=["POST", "GET", "DELETE"])

    async def _serve(self, socket: WebSocket) -> None:
        address = socket.client.host if socket.client else "127.0.0.1"
        connection = _Connection(socket, address, socket.headers.get("user-agent", ""))
        answer = await self._run(connection, "$connect", None)
        status = _status(answer)
        if not 200 <= status < 300:
            body = json.loads(answer.payload).get("body", "") if not answer.is_error else "Internal server error"
            await socket.send_denial_response(Response(body, status, media_type="text/plain"))
            return
        try:
            await socket.accept()
            self._connections[connection.id] = connection
            await self._read(connection)
        finally:
            self._connections.pop(connection.id, None)
            await self._run(connection, "$disconnect", None)

    async def _read(self, connection: _Connection) -> None:
        """Hand what the client says to its function, until the client goes or is silent for too long."""
        loop = asyncio.get_running_loop()
        connection.active = loop.time()
        reading = asyncio.ensure_future(connection.socket.receive())
        try:
            while True:
                done, _ = await asyncio.wait({reading}, timeout=connection.active + IDLE_SECONDS - loop.time())
                if not done:
                    if loop.time() >= connection.active + IDLE_SECONDS:
                        await self._end(connection, 1001, "Going away")
                        return
                    continue
                message = reading.result()
                if message["type"] == "websocket.disconnect":
                    return
                connection.active = loop.time()
                if message.get("text") is None:
                    await self._end(connection, 1003, "Binary messages are not supported")
                    return
                answer = await self._run(connection, "$default", message["text"])
                if _status(answer) >= 500 and connection.id in self._connections:
                    trouble = {"message": "Internal server error", "connectionId": connection.id}
                    await connection.send(json.dumps(trouble | {"requestId": str(uuid4())}))
                reading = asyncio.ensure_future(connection.socket.receive())
        except (OSError, TimeoutError):
            return
        finally:
            reading.cancel()

    async def _end(self, connection: _Connection, code: int, reason: str) -> None:
        self._connections.pop(connection.id, None)
        try:
            await asyncio.wait_for(connection.socket.close(code, reason), SEND_SECONDS)
        except (RuntimeError, OSError, TimeoutError, WebSocketDisconnect):
            log.info("%s was closed already", connection.id)

    async def _run(self, connection: _Connection, route: WebSocketEvent, body: str | None) -> Result:
        result = await self._invoke(self._functions[route], json.dumps(_event(connection, route, body)).encode())
        if result.is_error:
            log.error("%s: %s", self._functions[route], result.payload.decode(errors="replace"))
        return result


def _status(answer: Result) -> int:
    if answer.is_error:
        return 500
    said = json.loads(answer.payload)
    return int(said.get("statusCode", 200)) if isinstance(said, dict) else 200


def _event(connection: _Connection, route: WebSocketEvent, body: str | None) -> dict[str, Any]:
    """The event of a WebSocket API's proxy integration."""
    now = datetime.now(UTC)
    kind = {"$connect": "CONNECT", "$disconnect": "DISCONNECT"}.get(route, "MESSAGE")
    event: dict[str, Any] = {
        "requestContext": {
            "routeKey": route,
            "eventType": kind,
            "messageDirection": "IN",
            "stage": "local",
            "apiId": "local",
            "domainName": connection.socket.url.hostname,
            "connectionId": connection.id,
            "connectedAt": int(connection.since.timestamp() * 1000),
            "requestId": str(uuid4()),
            "extendedRequestId": str(uuid4()),
            "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
            "requestTimeEpoch": int(now.timestamp() * 1000),
            "identity": {"sourceIp": connection.address, "userAgent": connection.agent},
        },
        "isBase64Encoded": False,
    }
    if kind == "CONNECT":
        socket = connection.socket
        event["headers"] = dict(socket.headers)
        event["multiValueHeaders"] = {name: socket.headers.getlist(name) for name in socket.headers}
        if socket.query_params:
            event["queryStringParameters"] = dict(socket.query_params)
            pairs = socket.query_params
            event["multiValueQueryStringParameters"] = {name: pairs.getlist(name) for name in pairs}
    if kind == "MESSAGE":
        event["requestContext"]["messageId"] = str(uuid4())
        event["body"] = body
    return event


def _described(connection: _Connection) -> dict[str, Any]:
    return {
        "connectedAt": connection.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "identity": {"sourceIp": connection.address, "userAgent": connection.agent},
    }


def _error(status: int, code: str, message: str) -> Response:
    return JSONResponse({"message": message}, status, headers={"x-amzn-errortype": code})
