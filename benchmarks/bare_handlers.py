"""The handlers of a route, authorizer first, called in a loop as the Lambda runtime calls them, with nothing around."""

import asyncio
import importlib.util
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx

from benchmarks.clients import Rate
from cdk.services import FUNCTIONS
from local.api_gateway import AUTHORIZER, api
from local.lambda_ import Result

LAMBDAS = Path(__file__).parents[1] / "lambdas"
CONTEXT = SimpleNamespace(
    function_name="bare",
    memory_limit_in_mb=1024,
    invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:bare",
    aws_request_id="00000000-0000-4000-8000-000000000000",
)

_SPAWN = multiprocessing.get_context("spawn")
_all_ready: Barrier


def events(method: str, path: str, headers: dict[str, str], body: bytes, caller: dict[str, Any]) -> dict[str, Any]:
    """By function, the events that the front makes of a request of `caller`."""
    made: dict[str, Any] = {}

    async def invoke(name: str, payload: bytes) -> Result:
        made[name] = json.loads(payload)
        return Result(json.dumps({"isAuthorized": True, "context": caller} if name == AUTHORIZER else {}).encode())

    async def ask() -> None:
        transport = httpx.ASGITransport(api(FUNCTIONS, invoke))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            (await client.request(method, path, headers=headers, content=body)).raise_for_status()

    asyncio.run(ask())
    return made


def load(asked: Mapping[str, Any], environment: Mapping[str, str], processes: int, seconds: float) -> Rate:
    """What so many processes do, each of which has `asked` (the event of each function) answered again and again.

    Raises `RuntimeError` where an answer is not 2xx.
    """
    with _SPAWN.Pool(processes, _settle_in, (dict(environment), _SPAWN.Barrier(processes))) as pool:
        measured = pool.starmap(_loop, [(dict(asked), seconds)] * processes, chunksize=1)
    return Rate(seconds, [each for latencies in measured for each in latencies])


def _settle_in(environment: dict[str, str], barrier: Barrier) -> None:
    global _all_ready
    _all_ready = barrier
    os.environ.update(environment)
    out = os.open(os.devnull, os.O_WRONLY)
    os.dup2(out, 1)  # a line of log for each request, written as Lambda's is, but kept nowhere


def _loop(asked: dict[str, Any], seconds: float) -> list[float]:
    calls = [(_handler(name), event) for name, event in asked.items()]
    _call(calls)  # connects
    _all_ready.wait()
    latencies = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        _call(calls)
        latencies.append(time.perf_counter() - began)
    return latencies


def _call(calls: list[tuple[Callable[..., dict[str, Any]], Any]]) -> None:
    for handler, event in calls:
        answer = json.loads(json.dumps(handler(event, CONTEXT)))
        if not answer.get("isAuthorized") and not 200 <= answer.get("statusCode", 500) < 300:
            raise RuntimeError(f"not 2xx: {answer}")


def _handler(name: str) -> Callable[..., dict[str, Any]]:
    spec = importlib.util.spec_from_file_location(f"bare_{name}", LAMBDAS / name / "handler.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler: Callable[..., dict[str, Any]] = module.handler
    return handler
