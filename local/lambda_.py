"""Lambda's place: functions in warm worker processes, each under AWS's own runtime client, one event at a time.

A function `auth` is `lambdas/auth/handler.py`. It gets an environment (a worker process with a Runtime API port of its
own) when one is needed and none is free, up to a limit; callers beyond it wait for their turn.
"""

import asyncio
import json
import logging
import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cdk.services import Function
from local import lambda_worker
from local.forks import Fork
from local.iam import ACCOUNT, REGION, Credentials, Denied, verify
from local.loopback import listen

INIT_SECONDS = 10.0
"""How long a handler's module may take to import."""

RETRY_SECONDS = (1.0, 5.0)
"""Pauses before an asynchronous event that failed is tried again. AWS takes a minute, then two."""

log = logging.getLogger(__name__)


def arn(name: str) -> str:
    """The ARN of a function."""
    return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"


@dataclass(frozen=True)
class Result:
    """What a function answered: JSON, and whether it is an error of the function (or its sandbox) instead."""

    payload: bytes
    is_error: bool = False

    @classmethod
    def failure(cls, request_id: str, kind: str, message: str) -> "Result":
        """An error of the sandbox, as Lambda words it."""
        error = {"errorType": kind, "errorMessage": f"RequestId: {request_id} Error: {message}"}
        return cls(json.dumps(error).encode(), is_error=True)


class Environment:
    """One place for a function to run: a Runtime API on a port of its own, and a worker process while there is one.

    `worker` are the arguments of `lambda_worker.work`.
    """

    def __init__(self, function: Function, worker: tuple[object, ...]) -> None:
        self._function = function
        self._worker = worker
        self._process: Fork | None = None
        self._events: asyncio.Queue[Response] = asyncio.Queue()
        self._asked = asyncio.Event()
        self.answers: dict[str, asyncio.Future[Result]] = {}

    async def run(self, payload: bytes) -> Result:
        """Hand one event to the worker, a new one where there is none, and wait for what becomes of it."""
        request_id = str(uuid4())
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self.answers[request_id] = answer
        try:
            if self._process is None or not self._process.running:
                self._process = await self._start()
            exited = self._process.exited
            limit = INIT_SECONDS
            asked = asyncio.ensure_future(self._asked.wait())
            outcomes: set[asyncio.Future[Any]] = {answer, exited}
            await asyncio.wait({asked, *outcomes}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if not asked.cancel():  # it is done: the worker has come for its event
                limit = float(self._function.timeout_seconds)
                self._events.put_nowait(self._event(request_id, payload, int((time.time() + limit) * 1000)))
                await asyncio.wait(outcomes, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
                if answer.done():
                    return answer.result()
            if exited.done() and not answer.done():
                return Result.failure(request_id, "Runtime.ExitError", _how_it_ended(exited.result()))
            self.kill()
            await asyncio.wait({exited})
            if answer.done():  # its module could not be imported
                return answer.result()
            return Result.failure(request_id, "Sandbox.Timedout", f"Task timed out after {limit:.2f} seconds")
        finally:
            del self.answers[request_id]

    async def next_event(self) -> Response:
        """What the worker gets when it asks for its next event."""
        self._asked.set()
        return await self._events.get()

    def fail_start(self, result: Result) -> None:
        """The handler's module could not be imported: whatever waits gets that for an answer."""
        for answer in self.answers.values():
            if not answer.done():
                answer.set_result(result)

    def kill(self) -> None:
        """End the worker, if there is one."""
        if self._process is not None:
            self._process.kill()

    async def _start(self) -> Fork:
        events = self._events = asyncio.Queue()
        self._asked = asyncio.Event()
        process = await Fork.start(lambda_worker.work, *self._worker)
        # A worker that died while it waited for an event leaves its request open: end it.
        process.exited.add_done_callback(lambda _: events.put_nowait(Response(status_code=410)))
        return process

    def _event(self, request_id: str, payload: bytes, deadline: int) -> Response:
        headers = {
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Deadline-Ms": str(deadline),
            "Lambda-Runtime-Invoked-Function-Arn": arn(self._function.name),
        }
        return Response(payload, headers=headers, media_type="application/json")


class Pool:
    """The environments of one function, the one used last in front, and turns at them."""

    def __init__(self, environments: list[Environment]) -> None:
        self.idle = environments
        self.turns = asyncio.Semaphore(len(environments))

    async def run(self, payload: bytes) -> Result:
        """Run an event in a free environment, a warm one if possible."""
        async with self.turns:
            environment = self.idle.pop()
            try:
                return await environment.run(payload)
            finally:
                self.idle.append(environment)


class Lambda:
    """The service: the functions of `table`, whose folders lie in `folder`, with `environment` as their variables.

    `routes` are its own API, `runtime_app` is the Runtime API of all `sockets` (one for each environment).
    """

    def __init__(
        self,
        table: Sequence[Function],
        folder: Path,
        logs: Path,
        environment: Mapping[str, str],
        limit: int = 2,
    ) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self.sockets: list[socket.socket] = []
        self._environments: dict[int, Environment] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._pools = {
            function.name: Pool(
                [
                    self._environment(function, folder, logs, environment)
                    for _ in range(function.reserved_concurrency or limit)
                ]
            )
            for function in table
        }
        version = "/2018-06-01/runtime"
        self.runtime_app = Starlette(
            routes=[
                Route(f"{version}/invocation/next", self._next, methods=["GET"]),
                Route(f"{version}/invocation/{{id}}/{{outcome}}", self._outcome, methods=["POST"]),
                Route(f"{version}/init/error", self._init_error, methods=["POST"]),
            ]
        )

    def routes(self, credentials: Credentials) -> list[Route]:
        """The `Invoke` API, for those who sign with `credentials`."""

        async def invoke(request: Request) -> Response:
            try:
                await verify(request, credentials)
            except Denied as denied:
                return _error(403, denied.code, denied.message)
            name = request.path_params["name"].rpartition(":")[2]
            payload = await request.body() or b"{}"
            if name not in self._pools:
                return _error(404, "ResourceNotFoundException", f"Function not found: {arn(name)}")
            try:
                json.loads(payload)
            except ValueError as error:
                return _error(400, "InvalidRequestContentException", f"Could not parse request body into json: {error}")
            if request.headers.get("x-amz-invocation-type") == "Event":
                self.send(name, payload)
                return Response(status_code=202)
            result = await self.invoke(name, payload)
            headers = {"x-amz-function-error": "Unhandled"} if result.is_error else {}
            headers |= {"x-amz-executed-version": "$LATEST", "x-amzn-requestid": str(uuid4())}
            return Response(result.payload, headers=headers, media_type="application/json")

        return [Route("/2015-03-31/functions/{name}/invocations", invoke, methods=["POST"])]

    async def invoke(self, name: str, payload: bytes) -> Result:
        """Run a function on an event (JSON) and wait for its answer. Raises `KeyError` where there is none."""
        return await self._pools[name].run(payload)

    def send(self, name: str, payload: bytes) -> None:
        """Run a function on an event without waiting; a failure is tried again twice, then only logged."""
        task = asyncio.create_task(self._deliver(name, payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """End all workers; what they were at fails."""
        for task in self._tasks:
            task.cancel()
        for environment in self._environments.values():
            environment.kill()

    async def _deliver(self, name: str, payload: bytes) -> None:
        for pause in (*RETRY_SECONDS, None):
            result = await self.invoke(name, payload)
            if not result.is_error:
                return
            log.warning("%s failed on an event: %s", name, result.payload.decode(errors="replace")[:500])
            if pause is not None:
                await asyncio.sleep(pause)

    def _environment(self, function: Function, folder: Path, logs: Path, environment: Mapping[str, str]) -> Environment:
        listener = listen()
        port = listener.getsockname()[1]
        self.sockets.append(listener)
        root = str((folder / function.name).resolve())
        variables = {
            **{name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ},
            "AWS_DEFAULT_REGION": REGION,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
            "AWS_REGION": REGION,
            "LAMBDA_TASK_ROOT": root,
            "POWERTOOLS_SERVICE_NAME": function.name,
            **environment,
        }
        log = str((logs / f"{function.name}.log").resolve())
        self._environments[port] = Environment(function, (function.name, root, log, variables))
        return self._environments[port]

    def _of(self, request: Request) -> Environment:
        return self._environments[request.scope["server"][1]]

    async def _next(self, request: Request) -> Response:
        return await self._of(request).next_event()

    async def _outcome(self, request: Request) -> Response:
        answer = self._of(request).answers.get(request.path_params["id"])
        result = Result(await request.body(), is_error=request.path_params["outcome"] == "error")
        if answer is None or answer.done():
            return JSONResponse({"errorType": "InvalidRequestID", "errorMessage": "Invalid request ID"}, 400)
        answer.set_result(result)
        return JSONResponse({"status": "OK"}, 202)

    async def _init_error(self, request: Request) -> Response:
        self._of(request).fail_start(Result(await request.body(), is_error=True))
        return JSONResponse({"status": "OK"}, 202)


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"Runtime exited with error: signal: {(signal.strsignal(-status) or str(-status)).lower()}"
    if status > 0:
        return f"Runtime exited with error: exit status {status}"
    return "Runtime exited without providing a reason"


def _error(status: int, code: str, message: str) -> Response:
    body = {"Type": "User", "Message": message, "message": message}
    return JSONResponse(body, status, headers={"x-amzn-errortype": code, "x-amzn-requestid": str(uuid4())})
