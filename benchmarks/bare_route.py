"""The least that could serve an account: two Starlette routes with one statement each, no validation, nobody asked.

It runs as a process of its own: `python -m benchmarks.bare_route SOCKET DATABASE_URL`.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

CONNECTIONS = 4


def app(database_url: str) -> Starlette:
    """`GET` and `PATCH` of `/{user_id}/users/me`."""
    free: asyncio.Queue[psycopg.AsyncConnection] = asyncio.Queue()

    @asynccontextmanager
    async def connected(_: Starlette) -> AsyncIterator[None]:
        for _number in range(CONNECTIONS):
            free.put_nowait(await psycopg.AsyncConnection.connect(database_url, autocommit=True))
        yield
        while not free.empty():
            await free.get_nowait().close()

    async def one(statement: str, values: tuple[object, ...]) -> Response:
        connection = await free.get()
        try:
            row = await (await connection.execute(statement, values)).fetchone()
        finally:
            free.put_nowait(connection)
        return Response(row[0], media_type="application/json") if row else Response(status_code=404)

    async def read(request: Request) -> Response:
        return await one(
            """SELECT jsonb_build_object('id', id, 'email', email, 'full_name', full_name)::text
               FROM users WHERE id = %s""",
            (request.path_params["user_id"],),
        )

    async def write(request: Request) -> Response:
        changed = await request.json()
        return await one(
            """UPDATE users SET full_name = %s, updated_at = now() WHERE id = %s
               RETURNING jsonb_build_object('id', id, 'full_name', full_name)::text""",
            (changed["full_name"], request.path_params["user_id"]),
        )

    path = "/{user_id}/users/me"
    routes = [Route(path, read), Route(path, write, methods=["PATCH"])]
    return Starlette(routes=routes, lifespan=connected)


if __name__ == "__main__":
    listener = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(app(sys.argv[2]), log_config=None, access_log=False, ws="none")
    asyncio.run(uvicorn.Server(config).serve([listener]))
