"""SageMaker's place: asynchronous endpoints over the real model containers, each instance a process.

An invocation's input is read from S3 and posted to `/invocations`; the answer goes to S3, and a notification as SNS
would deliver it goes to whoever listens to model results. Containers start when they are needed, one request at a
time in each, and end when they have had nothing to do for a while.
"""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local import container_worker
from local.forks import Fork
from local.iam import ACCOUNT, REGION, Credentials, Denied, verify
from local.loopback import free_port
from local.s3 import S3, S3Error

IDLE_SECONDS = 120.0
"""How long a container without work is kept."""

START_SECONDS = 600.0
"""How long a container may take to answer pings; the endpoints' health check in the cloud waits as long."""

log = logging.getLogger(__name__)


class ModelError(Exception):
    """An invocation failed. `body` is what the container said of it, where it said something."""

    def __init__(self, reason: str, body: bytes = b"") -> None:
        super().__init__(reason)
        self.body = body


@dataclass(frozen=True)
class Invocation:
    """What one call asks for. Locations are `s3://` URIs; `timeout` is in seconds."""

    inference_id: str
    endpoint: str
    input: str
    output: str
    failure: str
    content_type: str
    timeout: float
    received: str


class Instance:
    """One container: a process that serves `/ping` and `/invocations`, while it is needed."""

    def __init__(
        self, program: str, name: str, environment: Mapping[str, str], log_file: Path, python: Path | None
    ) -> None:
        self._program, self._name = program, name
        self._python = str(python) if python else None
        self._environment = dict(environment)
        self._log = log_file.resolve()
        self._process: Fork | None = None
        self._url = ""
        self.idle_since = 0.0

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.running

    async def invoke(self, http: httpx.AsyncClient, content: bytes, content_type: str, timeout: float) -> Response:
        """The container's answer to one request. Raises `ModelError` where it is a refusal or none at all."""
        await self.start(http)
        try:
            answer = await http.post(
                f"{self._url}/invocations", content=content, headers={"content-type": content_type}, timeout=timeout
            )
        except httpx.TimeoutException as error:
            await self.stop(grace=0)
            raise ModelError(f"Model server did not respond within {timeout:.0f} seconds") from error
        except httpx.HTTPError as error:
            await self.stop(grace=0)
            raise ModelError(_reason("server", 500, "the container closed the connection")) from error
        if answer.status_code >= 400:
            kind = "client" if answer.status_code < 500 else "server"
            raise ModelError(_reason(kind, answer.status_code, answer.text[:1000]), answer.content)
        return Response(answer.content, media_type=answer.headers.get("content-type"))

    async def stop(self, grace: float) -> None:
        """End the process: asked, and after `grace` seconds forced."""
        if self._process is None or not self._process.running:
            return
        self._process.terminate() if grace else self._process.kill()
        ended = {self._process.exited}
        if not (await asyncio.wait(ended, timeout=grace or None))[0]:
            self._process.kill()
            await asyncio.wait(ended)

    async def start(self, http: httpx.AsyncClient) -> None:
        """Start the process, where it is not running, and wait until it answers. Raises `ModelError`."""
        if self.running:
            return
        port = free_port()
        self._url = f"http://127.0.0.1:{port}"
        arguments = [self._name, "--host", "127.0.0.1", "--port", str(port)]
        self._process = await Fork.start(
            container_worker.work, self._program, arguments, str(self._log), self._environment, self._python
        )
        deadline = time.monotonic() + START_SECONDS
        while self.running and time.monotonic() < deadline:
            try:
                if (await http.get(f"{self._url}/ping", timeout=2)).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.05)
        await self.stop(grace=0)
        raise ModelError(_reason("server", 500, f"the container did not start; see {self._log.name}"))


class Endpoint:
    """The instances of one model, the one used last in front, and turns at them."""

    def __init__(self, instances: list[Instance]) -> None:
        self.instances = instances
        self.idle = list(instances)
        self._turns = asyncio.Semaphore(len(instances))

    @asynccontextmanager
    async def instance(self) -> AsyncIterator[Instance]:
        """A container for one request, when it is this one's turn."""
        async with self._turns:
            instance = self.idle.pop()
            try:
                yield instance
            finally:
                instance.idle_since = time.monotonic()
                self.idle.append(instance)


class SageMakerRuntime:
    """The service. `instances` says how many containers each endpoint has at most.

    `program` is what runs in one, a module or the path of a script; `pythons` are the interpreters of those endpoints
    whose engines have an environment of their own. `notify` gets the SNS event (JSON) of
    every invocation that has ended.
    """

    def __init__(
        self,
        s3: S3,
        bucket: str,
        instances: Mapping[str, int],
        environment: Mapping[str, str],
        logs: Path,
        notify: Callable[[bytes], None],
        program: str = "sagemaker_containers.serving",
        pythons: Mapping[str, Path] = MappingProxyType({}),
    ) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._s3 = s3
        self._bucket = bucket
        self._notify = notify
        self._http = httpx.AsyncClient(trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()
        self.endpoints = {
            name: Endpoint(
                [Instance(program, name, environment, logs / f"{name}.log", pythons.get(name)) for _ in range(number)]
            )
            for name, number in instances.items()
        }

    def routes(self, credentials: Credentials) -> list[Route]:
        """The `InvokeEndpointAsync` API, for those who sign with `credentials`."""

        async def invoke(request: Request) -> Response:
            try:
                await verify(request, credentials)
            except Denied as denied:
                return JSONResponse({"Message": denied.message}, 403, headers={"x-amzn-errortype": denied.code})
            name, headers = request.path_params["name"], request.headers
            location = headers.get("x-amzn-sagemaker-inputlocation", "")
            if name not in self.endpoints:
                return _invalid(f"Endpoint {name} of account {ACCOUNT} not found.")
            if not location.startswith("s3://") or "/" not in location[5:].strip("/"):
                return _invalid(f"Input location {location!r} is not the S3 URI of an object.")
            number = str(uuid4())
            invocation = Invocation(
                headers.get("x-amzn-sagemaker-inference-id") or number,
                name,
                location,
                output=f"s3://{self._bucket}/async-inference/{name}/{number}.out",
                failure=f"s3://{self._bucket}/async-inference/{name}/{number}.error",
                content_type=headers.get("x-amzn-sagemaker-content-type", "application/json"),
                timeout=float(headers.get("x-amzn-sagemaker-invocationtimeoutseconds", "900")),
                received=_now(),
            )
            task = asyncio.create_task(self._run(invocation))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            answer_headers = {
                "x-amzn-sagemaker-outputlocation": invocation.output,
                "x-amzn-sagemaker-failurelocation": invocation.failure,
            }
            return JSONResponse({"InferenceId": invocation.inference_id}, 202, headers=answer_headers)

        return [Route("/endpoints/{name}/async-invocations", invoke, methods=["POST"])]

    async def warm_up(self) -> None:
        """Start all containers, so that the first film does not wait for one after the other."""

        async def start(endpoint: Endpoint) -> None:
            try:
                async with endpoint.instance() as instance:
                    await instance.start(self._http)
            except ModelError as error:  # whoever invokes it will hear of it
                log.warning("%s", error)

        for endpoint in self.endpoints.values():
            await asyncio.gather(*(start(endpoint) for _ in endpoint.instances))

    async def scale_in(self) -> None:
        """End containers that have been idle for long. Call it now and then."""
        for endpoint in self.endpoints.values():
            for instance in endpoint.idle:
                if instance.running and time.monotonic() - instance.idle_since > IDLE_SECONDS:
                    await instance.stop(grace=5)

    async def stop(self) -> None:
        """End all containers; what they were at is lost."""
        for task in self._tasks:
            task.cancel()
        instances = [instance for endpoint in self.endpoints.values() for instance in endpoint.instances]
        await asyncio.gather(*(instance.stop(grace=1) for instance in instances))
        await self._http.aclose()

    async def _run(self, invocation: Invocation) -> None:
        endpoint = self.endpoints[invocation.endpoint]
        request = {
            "contentType": invocation.content_type,
            "endpointName": invocation.endpoint,
            "inputLocation": invocation.input,
        }
        notification = {
            "awsRegion": REGION,
            "receivedTime": invocation.received,
            "requestParameters": request,
            "inferenceId": invocation.inference_id,
            "eventVersion": "1.0",
            "eventSource": "aws:sagemaker",
            "eventName": "InferenceResult",
        }
        try:
            content = self._read(invocation.input)
            async with endpoint.instance() as instance:
                answer = await instance.invoke(self._http, content, invocation.content_type, invocation.timeout)
            content_type = answer.media_type or "application/octet-stream"
            self._write(invocation.output, bytes(answer.body), content_type)
            response = {"contentType": content_type, "outputLocation": invocation.output}
            notification |= {"invocationStatus": "Completed", "responseParameters": response}
        except ModelError as error:
            log.warning("%s failed on %s: %s", invocation.endpoint, invocation.input, error)
            if error.body:
                self._write(invocation.failure, error.body, "application/json")
            notification |= {"invocationStatus": "Failed", "failureReason": str(error)}
        except Exception as error:  # a full disk, say; whoever waits must hear of it all the same
            log.exception("%s: %s", invocation.endpoint, invocation.input)
            notification |= {"invocationStatus": "Failed", "failureReason": f"InternalServerException: {error}"}
        self._notify(_sns_event({**notification, "eventTime": _now()}))

    def _read(self, location: str) -> bytes:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        try:
            return self._s3.bucket(bucket).find(key).read_bytes()
        except S3Error as error:
            raise ModelError(f"ClientError: Failed to download data. {error.message} ({location})") from error

    def _write(self, location: str, content: bytes, content_type: str) -> None:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        self._s3.bucket(bucket).write(key, content, content_type)


def _reason(kind: str, status: int, message: str) -> str:
    return f'{kind.title()}Error: Received {kind} error ({status}) from primary with message "{message}".'


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _invalid(message: str) -> Response:
    return JSONResponse({"Message": message}, 400, headers={"x-amzn-errortype": "ValidationError"})


def _sns_event(notification: Mapping[str, object]) -> bytes:
    """A notification as a Lambda function gets it from an SNS topic."""
    topic = f"arn:aws:sns:{REGION}:{ACCOUNT}:model-results"
    sns: dict[str, object] = {
        "Type": "Notification",
        "MessageId": str(uuid4()),
        "TopicArn": topic,
        "Subject": None,
        "Message": json.dumps(notification),
        "Timestamp": _now(),
        "SignatureVersion": "1",
        "MessageAttributes": {},
    }
    subscription = f"{topic}:{uuid4()}"
    record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription, "Sns": sns}
    return json.dumps({"Records": [record]}).encode()
