"""What the tests stand on: real Postgres, the AWS services over HTTP, and the API called through its real handlers."""

import base64
import importlib.util
import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3
import httpx
import psycopg
import pytest
from alembic import command
from alembic.config import Config
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from moto.server import ThreadedMotoServer

from cdk.services import API_PREFIX, FUNCTIONS, QUEUES
from film_studio import cache as studio_cache
from film_studio import database as studio_database
from film_studio import stripe_api
from film_studio.accounts import passwords, tokens
from film_studio.aws import client
from film_studio.settings import settings
from local.postgres import Postgres
from local.valkey import Valkey
from tests import permissions

ROOT = Path(__file__).parents[1]

os.environ["VOICE_ENGINE"] = "espeak_ng"
"""Tests hear the same voices whatever this machine has; those of other engines say so."""


permissions.enforce()


def forget() -> None:
    """Make `film_studio` read its settings and connect anew, as a fresh Lambda environment would."""
    settings.cache_clear()
    client.cache_clear()
    stripe_api.forget()
    tokens.forget_keys()
    studio_cache.disconnect()
    if studio_database._connection is not None:
        studio_database._connection.close()
        studio_database._connection = None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a Postgres server whose database `template` is migrated.

    Not in pytest's own folder: a second pytest makes that private again, and Postgres, who is `nobody` where the tests
    run as root, could no longer reach its data.
    """
    folder = Path(tempfile.mkdtemp(prefix="film-studio-tests-"))
    server = Postgres(folder / "postgres")
    url = server.start()
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE template")
        config = Config(ROOT / "alembic.ini")
        config.set_main_option("sqlalchemy.url", url_of(url, "template"))
        command.upgrade(config, "head")
        yield url
    finally:
        server.stop()
        shutil.rmtree(folder)


def url_of(url: str, name: str) -> str:
    """The URL of the database `name` on the server of `url`."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@pytest.fixture
def database(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh, migrated database of this test's own; `film_studio` is connected to it. Gives its URL."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template")
        url = url_of(postgres, name)
        monkeypatch.setenv("DATABASE_URL", url)
        for variable, value in {"MEDIA_BUCKET": "media", "SIGNING_KEY_SECRET": "signing-key"}.items():
            if variable not in os.environ:
                monkeypatch.setenv(variable, value)
        forget()
        yield url
        forget()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Valkey]:
    """An empty Valkey server of this test's own, which `film_studio` uses as its cache."""
    server = Valkey(tmp_path / "valkey.log")
    monkeypatch.setenv("CACHE_URL", server.start())
    forget()
    yield server
    server.stop()
    forget()


@pytest.fixture(scope="session")
def aws_server() -> Iterator[str]:
    """The URL of a moto server that speaks the AWS protocols."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@lru_cache
def signing_key() -> str:
    """An RSA private key (PEM), the same for the whole test session."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


@pytest.fixture
def aws(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Empty AWS services with this system's bucket, queues, state machine and secret; settings name them."""
    environment = {
        "AWS_ENDPOINT_URL": aws_server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "MEDIA_BUCKET": "media",
        "SIGNING_KEY_SECRET": "signing-key",
        "RELAY_FUNCTION": "outbox_relay",
        "DISPATCHER_FUNCTION": "dispatcher",
        "ENGINES": json.dumps(
            {
                stage: {"endpoint": stage, "engine": f"test-{stage}", "version": "1"}
                for stage in ("voice", "picture", "lip_sync", "music")
            }
        ),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3").create_bucket(Bucket="media")
    sqs = boto3.client("sqs")
    for queue in QUEUES:
        url = sqs.create_queue(QueueName=queue.name)["QueueUrl"]
        monkeypatch.setenv(f"QUEUE_{queue.name.upper()}_URL", url)
    boto3.client("secretsmanager").create_secret(Name="signing-key", SecretString=signing_key())
    machine = boto3.client("stepfunctions").create_state_machine(
        name="render-film",
        definition=json.dumps({"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": True}}}),
        roleArn="arn:aws:iam::123456789012:role/render-film",
    )
    monkeypatch.setenv("STATE_MACHINE_ARN", machine["stateMachineArn"])
    forget()
    yield aws_server
    httpx.post(f"{aws_server}/moto-api/reset").raise_for_status()
    forget()


@dataclass(frozen=True)
class Response:
    """An HTTP answer of the API; `body` is parsed JSON where it is JSON."""

    status: int
    body: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class Context:
    """The Lambda context that handlers may look at."""

    function_name: str
    memory_limit_in_mb: int = 512
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:test"

    def get_remaining_time_in_millis(self) -> int:
        """Always ample."""
        return 30_000


@lru_cache
def handler_module(name: str) -> ModuleType:
    """The module `lambdas/{name}/handler.py`."""
    path = ROOT / "lambdas" / name / "handler.py"
    spec = importlib.util.spec_from_file_location(f"lambdas.{name}.handler", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def invoke(name: str, event: dict[str, Any]) -> Any:
    """Call the handler of the function `name` as Lambda does: with a copy of the event that has been JSON.

    Raises `AssertionError` where it asks AWS for what the table does not allow it.
    """
    handler = handler_module(name).handler
    with permissions.of(name):
        answer = handler(json.loads(json.dumps(event)), Context(name))
    return json.loads(json.dumps(answer))


@dataclass
class Api:
    """The HTTP API, called through the table's routes, the real authorizer and the real handlers, in this process."""

    domain: str = "studio.example"
    people: list[str] = field(default_factory=list)

    def call(
        self,
        method: str,
        path: str,
        *,
        json_body: Any = None,
        token: str | None = None,
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Response:
        """One request. `path` is under the API's prefix and may carry a query."""
        parts = urlsplit(path)
        sent = {"host": self.domain, "user-agent": "tests", **{k.lower(): v for k, v in (headers or {}).items()}}
        if token is not None:
            sent["authorization"] = f"Bearer {token}"
        body = raw if raw is not None else (json.dumps(json_body).encode() if json_body is not None else None)
        if json_body is not None:
            sent.setdefault("content-type", "application/json")
        for function in FUNCTIONS:
            for route in function.routes:
                match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path), parts.path)
                if route.method == method and match:
                    event = self._event(method, parts.path, parts.query, route.path, match.groupdict(), sent, body)
                    return self._run(function.name, route.public, event)
        raise AssertionError(f"no route {method} {path} in cdk/services.py")

    def _event(
        self,
        method: str,
        path: str,
        query: str,
        route: str,
        parameters: dict[str, str],
        headers: dict[str, str],
        body: bytes | None,
    ) -> dict[str, Any]:
        full = API_PREFIX + path
        cookies = headers.pop("cookie", None)
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": f"{method} {API_PREFIX}{route}",
            "rawPath": full,
            "rawQueryString": query,
            "headers": headers,
            "pathParameters": parameters,
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "test",
                "domainName": self.domain,
                "http": {
                    "method": method,
                    "path": full,
                    "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.1",
                    "userAgent": "tests",
                },
                "requestId": secrets.token_hex(8),
                "routeKey": f"{method} {API_PREFIX}{route}",
                "stage": "$default",
                "time": "01/Jan/2026:00:00:00 +0000",
                "timeEpoch": 1767225600000,
            },
            "isBase64Encoded": False,
        }
        if cookies is not None:
            event["cookies"] = cookies.split("; ")
        if query:
            event["queryStringParameters"] = dict(parse_qsl(query))
        if body is not None:
            event["isBase64Encoded"] = True
            event["body"] = base64.b64encode(body).decode()
        return event

    def _run(self, function: str, public: bool, event: dict[str, Any]) -> Response:
        if not public:
            if "authorization" not in event["headers"]:
                return Response(401, {"code": "unauthenticated"}, {})
            question = {k: v for k, v in event.items() if k not in ("body", "isBase64Encoded")}
            identity = [event["headers"]["authorization"]]
            answer = invoke("authorizer", {**question, "type": "REQUEST", "identitySource": identity})
            if not answer["isAuthorized"]:
                return Response(403, {"code": "forbidden"}, {})
            event["requestContext"]["authorizer"] = {"lambda": answer["context"]}
        answer = invoke(function, event)
        headers = {k.lower(): v for k, v in (answer.get("headers") or {}).items()}
        for name, values in (answer.get("multiValueHeaders") or {}).items():
            headers[name.lower()] = ", ".join(values)
        if answer.get("cookies"):
            headers["set-cookie"] = ", ".join(answer["cookies"])
        body = answer.get("body") or ""
        if answer.get("isBase64Encoded"):
            body = base64.b64decode(body).decode()
        return Response(
            answer["statusCode"], json.loads(body) if "json" in headers.get("content-type", "") else body, headers
        )

    def register(
        self, email: str | None = None, password: str = "correct horse battery", *, verified: bool = True
    ) -> str:
        """Register somebody new, whose address is theirs; gives the access token."""
        email = email or f"{secrets.token_hex(6)}@example.com"
        answer = self.call(
            "POST", "/auth/register", json_body={"email": email, "password": password, "full_name": "Asha Rao"}
        )
        assert answer.status == 201, answer
        if verified:
            with studio_database.transaction() as connection:
                # As if the mail had been sent, and its link followed.
                connection.execute("DELETE FROM outbox WHERE topic = 'mail' AND payload->>'to' = lower(%s)", (email,))
                connection.execute("DELETE FROM account_links WHERE email = lower(%s)", (email,))
                connection.execute("UPDATE users SET email_verified_at = now() WHERE email = lower(%s)", (email,))
        return answer.body["access_token"]


@pytest.fixture
def api(database: str, aws: str, monkeypatch: pytest.MonkeyPatch) -> Api:
    """The API on a fresh database and empty AWS services; passwords are hashed quickly."""
    monkeypatch.setattr(passwords, "COST", 4)
    return Api()


@pytest.fixture
def lambda_function() -> Any:
    """`lambda_function(name, event)` calls a handler that no route reaches."""
    return invoke
