"""The whole studio on one machine: starts the parts in order, keeps them alive, and leaves nothing behind."""

import asyncio
import fcntl
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import psycopg

from cdk.services import API_PREFIX, FUNCTIONS, MODELS, OAUTH_CLIENTS, QUEUES, SIGNING_KEY, STRIPE_KEYS
from local.event_loop import EventLoop
from local.identity_provider.clients import secret_of
from local.loopback import listen
from local.postgres import Postgres
from local.valkey import Valkey

if TYPE_CHECKING:
    from local.http_server import HttpServer
    from local.stripe.server import Stripe

ROOT = Path(__file__).parents[1]
BUCKET = "media"
WEBSOCKET_PATH = "/realtime"
INSTANCES = dict.fromkeys(("picture", "lip_sync"), os.cpu_count() or 1)
"""Containers of a model at most; one where it is not named."""

STRIPE_KEYS_FILE = "stripe-keys.json"
WATCH_SECONDS = 0.5
LOCK_SECONDS = 15.0
"""How long a second studio waits for the first one to say where it is."""

log = logging.getLogger(__name__)


class StudioError(Exception):
    """The studio cannot start; the message says why and what to do."""


class AlreadyRunning(StudioError):
    """Another studio works in this folder. `url` is its API's."""

    def __init__(self, data_dir: Path, pid: int, url: str) -> None:
        super().__init__(f"A studio already runs in {data_dir}: process {pid}, {url}")
        self.url = url


class Studio:
    """The embedded studio. Everything it keeps is under `data_dir`; its API is on `port` (0: any free one).

    As a context manager it runs while the block does. Raises `StudioError` where it cannot start.
    """

    def __init__(self, data_dir: Path, port: int = 8000) -> None:
        self.data_dir = data_dir.resolve()
        self.port = port
        self._over = threading.Event()

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.port}{API_PREFIX}"

    @property
    def websocket_url(self) -> str:
        """Where the WebSocket API is."""
        return f"ws://127.0.0.1:{self.port}{WEBSOCKET_PATH}"

    @property
    def mails_url(self) -> str:
        """Where the mails are shown."""
        return f"http://127.0.0.1:{self.port}/mails"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that its functions run with."""
        return dict(self._parts.environment)

    def start(self) -> None:
        """Start everything; returns when the API answers. Raises `StudioError`."""
        engines, pythons = _engines(), _interpreters()
        self._lock = _lock(self.data_dir)
        try:
            self._socket = _listen(self.port)
            self.port = self._socket.getsockname()[1]
            self._loop = EventLoop()
            self._parts = _Parts(self.data_dir, self._socket, self.url, engines, pythons)
        except BaseException:
            self._lock.close()
            raise
        try:
            self._loop.run(self._parts.start())
        except BaseException:
            self.stop()
            raise
        _tell(self._lock, self.url)

    def stop(self) -> None:
        """Stop everything, in order."""
        self._loop.run(self._parts.stop())
        self._loop.close()
        self._lock.close()
        self._over.set()

    def wait(self) -> None:
        """Wait until somebody calls `stop`, or interrupts."""
        self._over.wait()

    def __enter__(self) -> "Studio":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _interpreters() -> dict[str, Path]:
    """The Python of each model whose engine has packages of its own. Raises `StudioError` where they are missing."""
    from sagemaker_containers.serving import manifest

    found = {}
    for stage in MODELS:
        engine = manifest.read(stage)
        if engine.environment:
            found[stage] = ROOT / ".venv-models" / engine.environment / "bin" / "python"
            if not found[stage].exists():
                raise StudioError(f"{engine.name} needs packages that are not installed. Run: make models")
    return found


def _engines() -> str:
    """What functions are told of the engines in force. Raises `StudioError` where they do not fit."""
    from sagemaker_containers.serving import manifest

    try:
        return json.dumps(manifest.told({stage: stage for stage in MODELS}))
    except LookupError as error:
        raise StudioError(str(error)) from error


class _Parts:
    """What a studio is made of. All of it lives on one event loop."""

    def __init__(self, data_dir: Path, public: socket.socket, url: str, engines: str, pythons: dict[str, Path]) -> None:
        self._data_dir = data_dir
        self._public = public
        self._url = url
        self._engines = engines
        self._pythons = pythons
        self._logs = data_dir / "logs"
        self._oauth_clients = data_dir / "oauth-clients.json"
        self._moto: asyncio.subprocess.Process | None = None
        self._postgres = Postgres(data_dir / "postgres")
        self._valkey = Valkey(self._logs / "valkey.log")
        self._database: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._aws = listen()
        self._moto_socket = listen()
        self._stripe_socket = listen()
        self._stripe: Stripe | None = None
        self._identity_socket = listen()
        self._server: HttpServer | None = None

    async def start(self) -> None:
        """Start the slow ones side by side, then what stands on them."""
        self._logs.mkdir(parents=True, exist_ok=True)
        _log_to(self._logs / "studio.log")
        aws_url = f"http://127.0.0.1:{self._aws.getsockname()[1]}"
        moto_url = f"http://127.0.0.1:{self._moto_socket.getsockname()[1]}"
        # Imported here, because moto's process, the slowest part, can start while this one imports.
        from local.iam import Credentials, without_account

        credentials = Credentials()
        self._inherited = without_account(os.environ)
        self.environment = {  # of its functions
            **without_account({}),
            **credentials.environment(),
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": moto_url,
            "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI": aws_url,
            "AWS_ENDPOINT_URL_LAMBDA": aws_url,
            "AWS_ENDPOINT_URL_S3": aws_url,
            "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME": aws_url,
            "AWS_ENDPOINT_URL_SESV2": aws_url,
        }
        oauth_clients = secret_of(self._oauth_clients)
        moto = asyncio.create_task(self._start_moto())
        await asyncio.sleep(0)
        self._database = asyncio.create_task(asyncio.to_thread(_open_database, self._postgres))

        from local.forks import preload
        from local.lambda_ import Lambda

        forks = asyncio.create_task(asyncio.to_thread(preload))
        valkey = asyncio.create_task(asyncio.to_thread(self._valkey.start))

        from starlette.applications import Starlette
        from starlette.routing import Mount

        from local import eventbridge
        from local.api_gateway import api
        from local.http_server import HttpServer
        from local.identity_provider.provider import IdentityProvider
        from local.s3 import S3
        from local.sagemaker_runtime import SageMakerRuntime
        from local.ses import Ses
        from local.stripe.keys import stripe_keys
        from local.stripe.server import Stripe
        from local.websocket_api import WebSocketApi

        identity_url = f"http://127.0.0.1:{self._identity_socket.getsockname()[1]}"
        identity_provider = IdentityProvider(identity_url, oauth_clients, self._url)
        settings = {**self._settings(moto_url), **identity_provider.settings()}
        s3 = S3(self._data_dir / "s3", credentials)
        s3.bucket(BUCKET).create()
        keys = stripe_keys(self._data_dir / STRIPE_KEYS_FILE)
        self._stripe = Stripe(self._stripe_url, keys["api_key"], self._data_dir / "stripe.json")
        await asyncio.shield(self._database)
        self.environment |= {**settings, "DATABASE_URL": self._postgres.url}
        self._lambda = Lambda(FUNCTIONS, ROOT / "lambdas", self._logs, self.environment)

        def notify(event: bytes) -> None:
            for function in FUNCTIONS:
                if function.listens_to == "model-results":
                    self._lambda.send(function.name, event)

        self._sagemaker = SageMakerRuntime(
            s3,
            BUCKET,
            {name: INSTANCES.get(name, 1) for name in MODELS},
            {**self._inherited, **self.environment},
            self._logs,
            notify,
            pythons=self._pythons,
        )
        ses = Ses(self._data_dir / "mails")
        websockets = WebSocketApi(FUNCTIONS, self._lambda.invoke)
        aws_routes = [
            *self._lambda.routes(credentials),
            *self._sagemaker.routes(credentials),
            websockets.management(credentials),
            *ses.routes(credentials),
            Mount("/", s3.app),
        ]
        await asyncio.gather(moto, forks, valkey)
        self._server = HttpServer(
            [
                (api(FUNCTIONS, self._lambda.invoke, websockets.route(WEBSOCKET_PATH), *ses.pages()), [self._public]),
                (Starlette(routes=aws_routes), [self._aws]),
                (self._stripe.app, [self._stripe_socket]),
                (self._lambda.runtime_app, self._lambda.sockets),
                (identity_provider.app, [self._identity_socket]),
            ]
        )
        self._tasks = [
            asyncio.create_task(eventbridge.run_schedules(FUNCTIONS, self._lambda.send)),
            asyncio.create_task(self._watch()),
            asyncio.create_task(self._sagemaker.warm_up()),
        ]
        self._stripe.start(f"{self._url}/webhooks/stripe", keys["webhook_secret"])
        self._reconcile()

    @property
    def _stripe_url(self) -> str:
        return f"http://127.0.0.1:{self._stripe_socket.getsockname()[1]}"

    async def stop(self) -> None:
        """Stop what is there, the ones that others stand on last."""
        for task in self._tasks:
            task.cancel()
        if self._stripe is not None:
            await self._stripe.stop()
        if self._server is not None:
            await self._lambda.stop()
            await self._sagemaker.stop()
            await self._server.stop()
        if self._moto is not None and self._moto.returncode is None:
            self._moto.kill()  # it keeps nothing
            await self._moto.wait()
        await asyncio.to_thread(self._valkey.stop)
        if self._database is not None:
            await asyncio.wait([self._database])  # a thread cannot be interrupted
            await asyncio.to_thread(self._postgres.stop)
        sockets = (self._public, self._aws, self._moto_socket, self._stripe_socket, self._identity_socket)
        for listener in sockets:
            listener.close()

    def _settings(self, moto_url: str) -> dict[str, str]:
        """`film_studio.settings` as environment variables: the user's own (`RENDER_SLOTS=1 make serve`), and over them
        those that say where things are here.
        """
        from film_studio.settings import Settings
        from local.iam import ACCOUNT, REGION

        own = {name: os.environ[name] for field in Settings.model_fields if (name := field.upper()) in os.environ}
        return {
            **own,
            "MEDIA_BUCKET": BUCKET,
            "SIGNING_KEY_SECRET": SIGNING_KEY,
            "OAUTH_CLIENTS_SECRET": OAUTH_CLIENTS,
            "STATE_MACHINE_ARN": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:render-film",
            "RELAY_FUNCTION": "outbox_relay",
            "DISPATCHER_FUNCTION": "dispatcher",
            "EXPORTS_FUNCTION": "exports",
            "PUSHER_FUNCTION": "realtime_pusher",
            "WEBSOCKET_URL": self._url.removesuffix(API_PREFIX).replace("http", "ws", 1) + WEBSOCKET_PATH,
            "ENGINES": self._engines,
            "CACHE_URL": self._valkey.url,
            "STRIPE_SECRET": STRIPE_KEYS,
            "STRIPE_API_URL": self._stripe_url,
            "PAYMENTS_FUNCTION": "payments",
            "PUBLIC_URL": self._url.removesuffix(API_PREFIX),
            **{f"QUEUE_{queue.name.upper()}_URL": f"{moto_url}/{ACCOUNT}/{queue.name}" for queue in QUEUES},
        }

    async def _start_moto(self) -> None:
        with (self._logs / "moto.log").open("ab") as output:
            self._moto = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "local.moto_services"),
                *("--socket", str(self._moto_socket.fileno()), "--parent", str(os.getpid())),
                *("--signing-key", str(self._data_dir / "signing-key.pem")),
                *("--stripe-keys", str(self._data_dir / STRIPE_KEYS_FILE)),
                *("--oauth-clients", str(self._oauth_clients)),
                cwd=ROOT,
                env={**self._inherited, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=output,
                pass_fds=[self._moto_socket.fileno()],
                start_new_session=True,
            )
        if self._moto.stdout is None or await self._moto.stdout.readline() != b"ready\n":
            raise StudioError(f"Queues and state machine did not start; see {self._logs / 'moto.log'}")

    async def _watch(self) -> None:
        """Start again what has died."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                if not self._postgres.running:
                    log.warning("Postgres has died; it starts again")
                    await asyncio.to_thread(self._postgres.start)
                if not self._valkey.running:
                    log.warning("Valkey has died; it starts again")
                    await asyncio.to_thread(self._valkey.start)
                if self._moto is not None and self._moto.returncode is not None:
                    log.warning("moto has died; it starts again, and so do the films that it was at")
                    await self._start_moto()
                    self._reconcile()
                await self._sagemaker.scale_in()
            except Exception:
                log.exception("what has died did not start; it is tried again")

    def _reconcile(self) -> None:
        self._lambda.send("reconciler", b'{"restarted": true}')


def _lock(data_dir: Path) -> TextIO:
    """Make the folder this studio's own while the file is open. Raises `AlreadyRunning`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = (data_dir / "studio.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        deadline = time.monotonic() + LOCK_SECONDS
        while time.monotonic() < deadline:
            file.seek(0)
            said = json.loads(file.read() or "{}")
            if "url" in said:
                file.close()
                raise AlreadyRunning(data_dir, said["pid"], said["url"]) from None
            time.sleep(0.1)
        file.close()
        raise StudioError(f"Another studio is starting in {data_dir}.") from None
    file.truncate(0)
    return file


def _tell(lock: TextIO, url: str) -> None:
    lock.write(json.dumps({"pid": os.getpid(), "url": url}))
    lock.flush()


def _listen(port: int) -> socket.socket:
    try:
        return listen(port)
    except (OSError, OverflowError) as error:
        raise StudioError(f"Port {port} cannot be used ({error}). Choose another one with PORT=…") from error


def _log_to(path: Path) -> None:
    handler = logging.FileHandler(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    for name in ("local", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False


def _open_database(postgres: Postgres) -> None:
    """Start Postgres and bring its schema up to date. Raises `StudioError`."""
    try:
        url = postgres.start()
    except RuntimeError as error:
        raise StudioError(str(error)) from error
    head = max((ROOT / "migrations" / "versions").glob("[0-9]*.py")).name.partition("_")[0]
    with psycopg.connect(url) as connection:
        migrated = connection.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,)
        if migrated and connection.execute("SELECT version_num FROM alembic_version").fetchone() == (head,):
            return
    from alembic import command  # half a second that most starts do not need
    from alembic.config import Config

    config = Config(ROOT / "alembic.ini")
    config.set_main_option("sqlalchemy.url", url)
    command.upgrade(config, "head")
