"""The embedded AWS with functions and containers of the tests' own, spoken to by the real boto3."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from starlette.applications import Starlette
from starlette.routing import Mount

from cdk.services import Function, Route
from local.api_gateway import api
from local.event_loop import EventLoop
from local.forks import preload
from local.http_server import HttpServer
from local.iam import Credentials
from local.lambda_ import Lambda
from local.loopback import listen
from local.s3 import S3
from local.sagemaker_runtime import SageMakerRuntime

ROOT = Path(__file__).parents[3]

FUNCTIONS: dict[Function, str] = {
    Function(
        "echo", "", routes=(Route("POST", "/echo/{id}", access="public"), Route("GET", "/echo", access="public"))
    ): """
        import os
        def handler(event, context):
            if "echo" in event.get("routeKey", "") and "raw" in event.get("queryStringParameters", {}):
                return {"plain": True}
            return {"event": event, "pid": os.getpid(), "name": context.function_name,
                    "request": context.aws_request_id, "left": context.get_remaining_time_in_millis(),
                    "greeting": os.environ["GREETING"]}
    """,
    Function("private", "", routes=(Route("GET", "/private"),)): """
        def handler(event, context):
            return {"statusCode": 201, "headers": {"x-tier": event["requestContext"]["authorizer"]["lambda"]["tier"]},
                    "cookies": ["a=1"], "body": "AAEC", "isBase64Encoded": True}
    """,
    Function("authorizer", ""): """
        def handler(event, context):
            [identity] = event["identitySource"]
            if identity == "Bearer broken":
                raise RuntimeError("secret detail")
            return {"isAuthorized": identity == "Bearer good", "context": {"tier": "pro"}}
    """,
    Function("fails", "", routes=(Route("GET", "/fails", access="public"),)): """
        class Odd(Exception): pass
        def handler(event, context):
            raise Odd("no “luck”")
    """,
    Function("slow", "", timeout_seconds=1): """
        import os, time
        def handler(event, context):
            time.sleep(event.get("seconds", 0))
            return os.getpid()
    """,
    Function("dies", ""): """
        import os
        def handler(event, context):
            if event.get("how"):
                os.kill(os.getpid(), 9) if event["how"] == "killed" else os._exit(event["how"])
            return "alive"
    """,
    Function("broken", ""): """
        import nothing_of_that_name
    """,
    Function("isolated", ""): """
        import time
        current = None
        def handler(event, context):
            global current
            current = event["id"]
            time.sleep(0.01)
            return current
    """,
    Function("single", "", reserved_concurrency=1): """
        import os, time
        def handler(event, context):
            time.sleep(0.05)
            return os.getpid()
    """,
    Function("flaky", "", ): """
        from pathlib import Path
        def handler(event, context):
            path = Path(event["path"])
            tries = len(path.read_text()) if path.exists() else 0
            path.write_text("x" * (tries + 1))
            if tries < event["fails"]:
                raise RuntimeError("not yet")
    """,
    Function("remember", ""): """
        import json, os, uuid
        from pathlib import Path
        def handler(event, context):
            path = Path(os.environ["MEMORY"]) / str(uuid.uuid4())
            path.with_suffix(".part").write_text(json.dumps(event))
            path.with_suffix(".part").rename(path.with_suffix(".json"))
    """,
    Function("execution_ended", "", listens_to="execution-status"): """
        import json, os, uuid
        from pathlib import Path
        def handler(event, context):
            path = Path(os.environ["MEMORY"]) / str(uuid.uuid4())
            path.with_suffix(".part").write_text(json.dumps(event))
            path.with_suffix(".part").rename(path.with_suffix(".json"))
    """,
    Function("answers", ""): """
        import json
        import boto3
        def handler(event, context):
            boto3.client("stepfunctions").send_task_success(taskToken=event["token"], output=json.dumps(event["n"] * 2))
    """,
}  # fmt: skip


def client_of(service: str, url: str, credentials: Credentials) -> Any:
    """A boto3 client of one embedded service, which is asked once."""
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=credentials.access_key,
        aws_secret_access_key=credentials.secret_key,
        config=Config(retries={"total_max_attempts": 1}),
    )


@dataclass
class Cloud:
    """The services of this process, the boto3 clients of them, and what the functions remembered."""

    folder: Path
    url: str
    api: str
    environment: dict[str, str]
    credentials: Credentials
    loop: EventLoop
    s3: S3
    functions: Lambda
    sagemaker: SageMakerRuntime
    memory: Path
    moto_socket: socket.socket
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str, **options: Any) -> Any:
        """A boto3 client that finds the service as the functions do."""
        if service not in self._clients or options:
            settings = {
                "retries": {"total_max_attempts": 1},
                "read_timeout": 20,
                "s3": {"addressing_style": "path"},
                "signature_version": "s3v4" if service == "s3" else None,
            }
            config = Config(**{**settings, **options})
            variable = f"AWS_ENDPOINT_URL_{service.replace('-', '_').upper()}"
            client = boto3.client(
                service,
                endpoint_url=self.environment.get(variable, self.environment["AWS_ENDPOINT_URL"]),
                aws_access_key_id=self.credentials.access_key,
                aws_secret_access_key=self.credentials.secret_key,
                region_name="us-east-1",
                config=config,
            )
            if options:
                return client
            self._clients[service] = client
        return self._clients[service]

    def invoke(self, name: str, event: Any = None, **options: Any) -> tuple[Any, str | None]:
        """Call a function; gives its answer, and `FunctionError` where it is one."""
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event or {}), **options)
        return json.loads(answer["Payload"].read() or b"null"), answer.get("FunctionError")

    def seen(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
        """The first event that has reached `remember` or `execution_ended` and is the wanted one."""
        events = (json.loads(path.read_text()) for path in self.memory.glob("*.json"))
        return next(filter(wanted, events), None)

    def remembered(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 30) -> dict[str, Any]:
        """The same, waited for."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if event := self.seen(wanted):
                return event
            time.sleep(0.02)
        raise AssertionError(f"no such event among {[path.read_text() for path in self.memory.glob('*.json')]}")


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """Lambda, S3, SageMaker and API Gateway on loopback."""
    folder = tmp_path_factory.mktemp("cloud")
    memory = folder / "memory"
    memory.mkdir()
    for function, code in FUNCTIONS.items():
        handler = folder / "lambdas" / function.name / "handler.py"
        handler.parent.mkdir(parents=True)
        lines = code.strip("\n").splitlines()
        handler.write_text("\n".join(line[8:] for line in lines))
    preload()
    loop = EventLoop()

    async def build() -> tuple[Cloud, HttpServer]:
        credentials = Credentials()
        aws, public, moto = listen(), listen(), listen()
        url = f"http://127.0.0.1:{aws.getsockname()[1]}"
        environment = {
            **credentials.environment(),
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{moto.getsockname()[1]}",
            "AWS_ENDPOINT_URL_LAMBDA": url,
            "AWS_ENDPOINT_URL_S3": url,
            "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": url,
            "GREETING": "hello",
            "MEMORY": str(memory),
        }
        s3 = S3(folder / "s3", credentials)
        s3.bucket("media").create()
        functions = Lambda(list(FUNCTIONS), folder / "lambdas", folder / "logs", environment)
        sagemaker = SageMakerRuntime(
            s3,
            "media",
            {"one": 1, "two": 2, "stillborn": 1},
            {**os.environ, **environment},
            folder / "logs",
            lambda event: functions.send("remember", event),
            program=str(Path(__file__).parent / "container.py"),
        )
        routes = [*functions.routes(credentials), *sagemaker.routes(credentials), Mount("/", s3.app)]
        server = HttpServer(
            [
                (Starlette(routes=routes), [aws]),
                (api(list(FUNCTIONS), functions.invoke), [public]),
                (functions.runtime_app, functions.sockets),
            ]
        )
        api_url = f"http://127.0.0.1:{public.getsockname()[1]}/api/v1"
        return Cloud(
            folder, url, api_url, environment, credentials, loop, s3, functions, sagemaker, memory, moto
        ), server

    cloud, server = loop.run(build())
    yield cloud
    loop.run(cloud.functions.stop())
    loop.run(cloud.sagemaker.stop())
    loop.run(server.stop())
    loop.close()


@pytest.fixture(scope="session")
def moto(cloud: Cloud) -> Iterator[Cloud]:
    """The same with Step Functions, SQS and Secrets Manager, in their own process as the studio runs them."""
    descriptor = cloud.moto_socket.fileno()
    key = cloud.folder / "signing-key.pem"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "local.moto_services"),
            *("--socket", str(descriptor), "--parent", str(os.getpid())),
            *("--signing-key", str(key), "--stripe-keys", str(cloud.folder / "stripe-keys.json")),
            *("--oauth-clients", str(cloud.folder / "oauth-clients.json")),
        ],
        cwd=ROOT,
        env={**os.environ, **cloud.environment, "AWS_DEFAULT_REGION": "us-east-1"},
        stdout=subprocess.PIPE,
        pass_fds=[descriptor],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    yield cloud
    process.kill()
    process.wait()
    process.stdout.close()
