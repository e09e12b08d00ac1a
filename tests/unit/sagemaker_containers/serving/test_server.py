"""What the server does with an adapter's answers, shown with a small engine that counts and obeys."""

import asyncio
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from film_studio import storage
from film_studio.film.models import Document
from sagemaker_containers.serving.adapter import Invocation, OutOfMemory, Output, Unsupported
from sagemaker_containers.serving.manifest import Manifest
from sagemaker_containers.serving.server import Worker, application


class Greeting(Document):
    name: str


class Greeter:
    """An adapter whose engine greets in batches. It waits before each batch until `open` is set."""

    REQUEST = Greeting

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.open = threading.Event()
        self.open.set()
        self.room = 4

    def load(self) -> str:
        return "Hello"

    def warm_up(self, engine: str) -> None:
        pass

    def describe(self, engine: str) -> Manifest:
        return Manifest(
            name="greeter",
            version="1+00000000",
            model="greeting",
            capabilities={},
            code_licence="MIT",
            weights_licence=None,
            commercial_use=True,
        )

    def run_batch(self, engine: str, batch: list[Invocation[Greeting]]) -> list[Document]:
        self.open.wait(10)
        names = [invocation.request.name for invocation in batch]
        self.batches.append(names)
        if len(names) > self.room:
            raise OutOfMemory("too many")
        if "nobody" in names:
            raise Unsupported("There is nobody to greet.", "name")
        if "everybody" in names:
            raise OutOfMemory("too many")
        if "bug" in names:
            raise KeyError("bug")
        if "unwritten" in names:
            batch[0].output.file("never.txt", "text/plain")
        for invocation in batch:
            invocation.output.file("greeting.txt", "text/plain").write_text(f"{engine}, {invocation.request.name}")
        return [Greeting(name=invocation.output.uri("greeting.txt")) for invocation in batch]


@pytest.fixture
def greeter() -> Greeter:
    return Greeter()


@dataclass
class Client:
    """Calls an application without a network; from many threads at once if need be."""

    app: Starlette

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://container") as http:
                return await http.request(method, path, **options)

        return asyncio.run(call())


@pytest.fixture
def http(greeter: Greeter, s3: Any) -> Client:
    worker = Worker(greeter, max_batch=4)
    worker.start()
    http = Client(application(worker))
    while http.request("GET", "/ping").status_code != 200:
        time.sleep(0.01)
    return http


def invoke(http: Client, name: str) -> httpx.Response:
    return http.request(
        "POST", "/invocations", json={"output": f"s3://media/greetings/{name}", "request": {"name": name}}
    )


def test_an_artifact_names_its_files(http: Client) -> None:
    assert invoke(http, "Asha").json()["engine"] == "greeter"
    artifact = storage.get_document("s3://media/greetings/Asha.json", Greeting)
    assert storage.get_bytes(artifact.name) == b"Hello, Asha"


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("nobody", 422, "unsupported"),
        ("everybody", 503, "out_of_memory"),
        ("bug", 500, "engine_failed"),
        ("unwritten", 500, "engine_failed"),
    ],
)
def test_a_failure_has_its_status_and_leaves_no_artifact(http: Client, name: str, status: int, code: str) -> None:
    reply = invoke(http, name)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply.headers["content-type"] == "application/problem+json"
    assert not storage.exists(f"s3://media/greetings/{name}.json")
    assert invoke(http, "Asha").status_code == 200, "the engine goes on after a failure"


def test_waiting_requests_share_a_batch_and_one_at_fault_fails_alone(http: Client, greeter: Greeter) -> None:
    greeter.open.clear()
    names = ["first", "Asha", "nobody", "Ravi", "Meena", "last"]
    with ThreadPoolExecutor(len(names)) as people:
        replies = {}
        for name in names:
            replies[name] = people.submit(invoke, http, name)
            time.sleep(0.05)  # so that they come in this order, and the first holds the engine
        greeter.open.set()
        statuses = {name: reply.result().status_code for name, reply in replies.items()}
    assert statuses == {name: 422 if name == "nobody" else 200 for name in names}
    first, shared, *rest = greeter.batches
    assert (first, shared) == (["first"], ["Asha", "nobody", "Ravi", "Meena"])
    assert rest == [["Asha"], ["nobody"], ["Ravi"], ["Meena"], ["last"]]


def test_a_batch_without_room_is_halved_and_everybody_is_answered(http: Client, greeter: Greeter) -> None:
    greeter.room = 2
    greeter.open.clear()
    names = ["first", "Asha", "Dev", "Ravi", "Meena"]
    with ThreadPoolExecutor(len(names)) as people:
        replies = []
        for name in names:
            replies.append(people.submit(invoke, http, name))
            time.sleep(0.05)  # so that they come in this order, and the first holds the engine
        greeter.open.set()
        assert [reply.result().status_code for reply in replies] == [200] * len(names)
    assert greeter.batches == [["first"], names[1:], ["Asha", "Dev"], ["Ravi", "Meena"]]


def test_each_batch_is_told_in_the_format_that_cloudwatch_makes_metrics_of(
    http: Client, greeter: Greeter, capsys: pytest.CaptureFixture[str]
) -> None:
    greeter.open.clear()
    with ThreadPoolExecutor(3) as people:
        replies = []
        for name in ("first", "Asha", "Ravi"):
            replies.append(people.submit(invoke, http, name))
            time.sleep(0.05)
        greeter.open.set()
        assert [reply.result().status_code for reply in replies] == [200] * 3
    first, shared = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["Batch"], first["Queue"], shared["Batch"], shared["Queue"]) == (1, 2, 2, 0)
    assert shared["Waited"] >= 0.05 and first["Latency"] >= 0.1 and shared["HostMemory"] > 1
    [directive] = shared["_aws"]["CloudWatchMetrics"]
    assert directive["Dimensions"] == [["Stage"]] and shared["Stage"] == "greeting"
    assert {metric["Name"] for metric in directive["Metrics"]} == set(shared) - {"_aws", "Stage"}


def test_an_output_may_have_folders(tmp_path: Path) -> None:
    output = Output("s3://media/abc", tmp_path)
    output.file("layers/0.png", "image/png").write_bytes(b"png")
    assert output.uri("layers/0.png") == "s3://media/abc/layers/0.png"
    assert (tmp_path / "layers" / "0.png").exists()
