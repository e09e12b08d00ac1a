"""One HTTP server for everything that the studio serves: an application for each port."""

import asyncio
import socket
from collections.abc import Sequence

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

KEEP_ALIVE_SECONDS = 3600
"""How long a connection may be idle: longer than any stage takes."""

MAX_FRAME = 32 * 1024
"""The largest message, in bytes, that a client may send on a WebSocket."""


class HttpServer:
    """Serves each application on its listening sockets, on the running event loop."""

    def __init__(self, apps: Sequence[tuple[ASGIApp, Sequence[socket.socket]]]) -> None:
        self._sockets = [listener for _, listeners in apps for listener in listeners]
        self._apps = {listener.getsockname()[1]: app for app, listeners in apps for listener in listeners}
        config = uvicorn.Config(
            self._by_port,
            interface="asgi3",
            lifespan="off",
            ws="websockets-sansio",
            ws_max_size=MAX_FRAME,
            ws_per_message_deflate=False,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            # A pooled connection that its client takes up again while it is closed here fails that call.
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
        config.load()  # what is missing is missing here, not in a task that nobody waits for
        self._server = uvicorn.Server(config)
        self._task = asyncio.create_task(self._server.serve(self._sockets))

    async def stop(self) -> None:
        """Close all ports and connections."""
        self._server.should_exit = self._server.force_exit = True
        await self._task

    async def _by_port(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._apps[scope["server"][1]](scope, receive, send)
