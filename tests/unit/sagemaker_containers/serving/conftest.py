"""An S3 to read from and write to, and containers as SageMaker starts them: processes that answer HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from moto.server import ThreadedMotoServer

from film_studio.aws import client

ROOT = Path(__file__).parents[4]


@dataclass
class Container:
    """A running container process."""

    process: subprocess.Popen[bytes]
    url: str

    def ping(self) -> int:
        """Status of a ping; 0 while the port does not answer."""
        try:
            return httpx.get(f"{self.url}/ping", timeout=2).status_code
        except httpx.TransportError:
            return 0

    def wait_until_warm(self) -> list[int]:
        """The pings' statuses until 200."""
        statuses = [self.ping()]
        deadline = time.monotonic() + 30
        while statuses[-1] != 200 and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.01)
            statuses.append(self.ping())
        assert statuses[-1] == 200, "the container did not become warm"
        return statuses

    def invoke(self, output: str, request: dict[str, Any]) -> httpx.Response:
        """`POST /invocations`."""
        return httpx.post(f"{self.url}/invocations", json={"output": output, "request": request}, timeout=60)


@pytest.fixture(scope="package")
def aws_environment() -> Iterator[dict[str, str]]:
    """Environment variables of an S3 with the bucket `media`."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    yield variables
    server.stop()


@pytest.fixture
def s3(aws_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of that S3; `film_studio.storage` uses it too."""
    for name, value in aws_environment.items():
        monkeypatch.setenv(name, value)
    client.cache_clear()
    s3 = client("s3")
    s3.create_bucket(Bucket="media")
    yield s3
    client.cache_clear()


@pytest.fixture
def start(s3: Any, aws_environment: dict[str, str]) -> Iterator[Callable[..., Container]]:
    """Starts a container on a free port; it is killed when the test ends."""
    started: list[subprocess.Popen[bytes]] = []

    def start(stage: str, *options: str) -> Container:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "sagemaker_containers.serving", stage, "--host", "127.0.0.1", *options]
        variables = {**os.environ, **aws_environment, "SAGEMAKER_BIND_TO_PORT": str(port)}
        process = subprocess.Popen(command, cwd=ROOT, env=variables)
        started.append(process)
        return Container(process, f"http://127.0.0.1:{port}")

    yield start
    for process in started:
        process.kill()
        process.wait()
