"""How much the embedded front serves, against the same handlers called bare and a minimal Starlette route.

`python -m benchmarks.load`. All of it on one Postgres, in turns, so that what else this machine does hits all alike.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from benchmarks import bare_handlers, clients
from benchmarks.clients import Rate
from cdk.services import API_PREFIX
from local import quiet
from local.loopback import listen
from local.studio import Studio

ROOT = Path(__file__).parents[1]
CLIENTS = 16
SECONDS = 3.0
ROUNDS = 3

CALLS = {"reads": ("GET", b""), "writes": ("PATCH", b'{"full_name": "Asha Rao"}')}
"""Of one's own account: what its handlers do is little, so that what is around them shows."""

PATH = "/users/me"


@contextmanager
def minimal_route(database_url: str) -> Iterator[int]:
    """The Starlette routes in a process of their own; gives the port."""
    listener = listen()
    port: int = listener.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - nothing of it comes from outside
        [sys.executable, "-m", "benchmarks.bare_route", str(listener.fileno()), database_url],
        cwd=ROOT,
        pass_fds=[listener.fileno()],
    )
    try:
        for _ in range(100):
            with suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{port}/", timeout=1)
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()
        listener.close()


def registered(studio: Studio) -> tuple[dict[str, Any], str]:
    """Somebody new: the account, and the access token."""
    account = {"email": f"{secrets.token_hex(8)}@example.com", "password": secrets.token_urlsafe(24)}
    answer = httpx.post(f"{studio.url}/auth/register", json={**account, "full_name": "Load"}, timeout=30)
    token = answer.raise_for_status().json()["access_token"]
    me = httpx.get(f"{studio.url}/users/me", headers={"Authorization": f"Bearer {token}"}).raise_for_status().json()
    return me, token


def measure(kinds: dict[str, Callable[[float], Rate]]) -> dict[str, Rate]:
    """Each kind of call, in turns."""
    for ask in kinds.values():
        ask(0.5)  # processes start and connect
    rounds = [{name: ask(SECONDS) for name, ask in kinds.items()} for _ in range(ROUNDS)]
    return {name: clients.together([each[name] for each in rounds]) for name in kinds}


def rows(studio: Studio) -> dict[str, dict[str, Rate]]:
    """What was measured, of reads and of writes."""
    me, token = registered(studio)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    caller = {"user_id": me["id"], "tier": me["subscription_tier"], "is_admin": False}
    environment, cores = studio.environment, os.cpu_count() or 1
    measured = {}
    with minimal_route(environment["DATABASE_URL"]) as port:
        for what, (method, sent) in CALLS.items():
            asked = bare_handlers.events(method, API_PREFIX + PATH, headers, sent, caller)
            direct = clients.request(method, f"http://127.0.0.1:{port}/{me['id']}{PATH}", headers, sent)
            through = clients.request(method, studio.url + PATH, headers, sent)
            measured[what] = measure(
                {
                    "minimal Starlette route": partial(clients.load, port, direct, CLIENTS),
                    f"handlers bare, {cores} processes": partial(bare_handlers.load, asked, environment, cores),
                    "embedded front": partial(clients.load, studio.port, through, CLIENTS),
                }
            )
    return measured


def main() -> None:
    """Print what each layer serves per second, that as ratios, and latencies."""
    with (
        quiet.variables(),
        tempfile.TemporaryDirectory() as scratch,
        Studio(Path(scratch) / "studio", 0) as studio,
    ):
        measured = rows(studio)
    print(f"Load: {CLIENTS} clients at once, {os.cpu_count()} cores, {SECONDS * ROUNDS:.0f} s each")
    for what, rates in measured.items():
        route, bare, front = rates.values()
        print(f"  {what:32}{'per second':>10}{'of that route':>14}{'p50 ms':>9}{'p99 ms':>9}")
        for name, rate in rates.items():
            share = rate.per_second / route.per_second
            latency = f"{rate.percentile(50):9.1f}{rate.percentile(99):9.1f}"
            print(f"    {name:30}{rate.per_second:10.0f}{share:14.2f}{latency}")
        print(f"    {'handlers over that route':30}{route.per_second / bare.per_second:9.1f}x")
        print(f"    {'front over bare handlers':30}{bare.per_second / front.per_second:9.1f}x")


if __name__ == "__main__":
    main()
