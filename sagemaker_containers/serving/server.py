"""SageMaker's HTTP contract: `GET /ping` and `POST /invocations`, over one adapter.

The port answers at once; the engine loads on the worker thread, and everything the engine does happens on that thread,
one batch at a time. SIGTERM drains: what runs is finished, what waits is answered 503, and the process ends.
"""

import asyncio
import logging
import os
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import uvicorn
from pydantic import Field, ValidationError, create_model
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from film_studio import storage
from film_studio.aws import client
from film_studio.film.models import Document
from sagemaker_containers.serving import metrics
from sagemaker_containers.serving.adapter import Adapter, Invocation, OutOfMemory, Output, Unsupported
from sagemaker_containers.serving.manifest import Manifest

DRAIN_SECONDS = 25
"""How long a batch may go on after SIGTERM; SageMaker kills after 30 s."""

log = logging.getLogger("serving")


class Draining(Exception):
    """The container is shutting down and did not start this request."""


@dataclass
class _Waiting:
    invocation: Invocation[Any]
    result: "Future[tuple[Document, float]]"
    since: float


class Worker(threading.Thread):
    """The one thread that loads the engine and runs batches of up to `max_batch` waiting requests."""

    def __init__(self, adapter: Adapter[Any, Any], max_batch: int = 1):
        super().__init__(name="engine", daemon=True)
        self.adapter = adapter
        self.max_batch = max_batch
        self.stage = ""
        self.manifest: Manifest | None = None
        self.draining = False
        self._queue: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()

    def submit(self, invocation: Invocation[Any]) -> "Future[tuple[Document, float]]":
        """Queue a request; its result is the artifact document and the seconds its batch took."""
        waiting = _Waiting(invocation, Future(), time.perf_counter())
        self._queue.put(waiting)
        return waiting.result

    def run(self) -> None:
        """Load, warm up, then run batches for ever. An engine that cannot load ends the process."""
        try:
            engine = self.adapter.load()
            self.adapter.warm_up(engine)
            client("s3")  # boto3 makes clients safely on one thread only; using them is safe on all
            manifest = self.adapter.describe(engine)
            self.stage, self.manifest = manifest.model, manifest
        except BaseException:
            log.exception("the engine did not load")
            os._exit(1)
        while True:
            batch = [self._queue.get()]
            while len(batch) < self.max_batch and not self._queue.empty():
                batch.append(self._queue.get())
            if self.draining:
                for waiting in batch:
                    waiting.result.set_exception(Draining())
            else:
                self._run(engine, batch)

    def _run(self, engine: Any, batch: Sequence[_Waiting]) -> None:
        started = time.perf_counter()
        part = len(batch)
        try:
            documents = self.adapter.run_batch(engine, [waiting.invocation for waiting in batch])
        except Exception as error:
            if len(batch) == 1:
                batch[0].result.set_exception(error)
                return
            # Half of it may find room; where one is at fault, it must not fail its neighbours.
            part = len(batch) // 2 if isinstance(error, OutOfMemory | MemoryError) else 1
        if part < len(batch):  # here, since the error's traceback would hold what the batch allocated
            for first in range(0, len(batch), part):
                self._run(engine, batch[first : first + part])
            return
        ended = time.perf_counter()
        waited = max(started - waiting.since for waiting in batch)
        metrics.tell(self.stage, batch=len(batch), queue=self._queue.qsize(), waited=waited, seconds=ended - started)
        for waiting, document in zip(batch, documents, strict=True):
            waiting.result.set_result((document, ended - started))


class DrainingServer(uvicorn.Server):
    """Uvicorn that on SIGTERM or SIGINT keeps its port open, so that pings see 503, until the running batch is done."""

    def __init__(self, config: uvicorn.Config, worker: Worker):
        super().__init__(config)
        self.worker = worker
        self._deadline = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to drain; a second signal ends the process without waiting."""
        if self.worker.draining:
            os._exit(128 + sig)
        self.worker.draining = True
        self._deadline = time.monotonic() + DRAIN_SECONDS

    async def on_tick(self, counter: int) -> bool:
        """Whether to stop serving; asked ten times a second."""
        if self.worker.draining and (not self.server_state.tasks or time.monotonic() > self._deadline):
            return True
        return await super().on_tick(counter)


def _problem(status: int, code: str, detail: str, errors: Sequence[dict[str, str]] = ()) -> JSONResponse:
    """An RFC 9457 reply. `errors` name the fields at fault."""
    titles = {422: "The request cannot be honoured", 500: "The engine failed", 503: "Not now"}
    body = {"type": "about:blank", "title": titles[status], "status": status, "code": code, "detail": detail}
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, media_type="application/problem+json")


def application(worker: Worker) -> Starlette:
    """The ASGI application over a worker (which the caller starts)."""
    envelope = create_model(
        "Envelope",
        __base__=Document,
        output=(str, Field(pattern=r"^s3://[^/]+/.*[^/]$")),
        request=(worker.adapter.REQUEST, ...),
    )

    async def ping(_: Request) -> JSONResponse:
        if worker.draining or worker.manifest is None:
            return _problem(503, "draining" if worker.draining else "loading", "The engine takes no requests.")
        return JSONResponse(worker.manifest.model_dump())

    async def invocations(request: Request) -> JSONResponse:
        if worker.draining or worker.manifest is None:
            return await ping(request)
        try:
            asked: Any = envelope.model_validate_json(await request.body())
        except ValidationError as error:
            faults = [{"field": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors()]
            return _problem(422, "invalid_request", "The request is not well formed.", faults)
        with TemporaryDirectory(prefix="invocation-") as folder:
            output = Output(asked.output, Path(folder))
            try:
                document, seconds = await asyncio.wrap_future(worker.submit(Invocation(asked.request, output)))
                await asyncio.to_thread(output.upload)
                # Last, because its being there says that the artifact is whole.
                await asyncio.to_thread(storage.put_document, f"{asked.output}.json", document)
            except Unsupported as refusal:
                fault = {"field": f"request.{refusal.field}", "message": refusal.message}
                return _problem(422, "unsupported", refusal.message, [fault])
            except Draining:
                return _problem(503, "draining", "The container is shutting down.")
            except (OutOfMemory, MemoryError) as error:
                log.exception("out of memory")
                return _problem(503, "out_of_memory", str(error) or "There was no room for this request.")
            except Exception as error:
                log.exception("the engine failed")
                return _problem(500, "engine_failed", f"{type(error).__name__}: {error}")
        log.info("%s in %.2f s", asked.output, seconds)
        return JSONResponse(
            {
                "artifact": f"{asked.output}.json",
                "engine": worker.manifest.name,
                "version": worker.manifest.version,
                "seconds": round(seconds, 3),
            }
        )

    return Starlette(
        routes=[Route("/ping", ping, methods=["GET"]), Route("/invocations", invocations, methods=["POST"])]
    )


def serve(adapter: Adapter[Any, Any], host: str, port: int, max_batch: int = 1) -> None:
    """Serve an adapter until SIGTERM or SIGINT. Returns when drained."""
    worker = Worker(adapter, max_batch)
    config = uvicorn.Config(
        application(worker), host=host, port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=2
    )
    server = DrainingServer(config, worker)
    worker.start()
    server.run()
