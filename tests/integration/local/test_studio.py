"""The whole studio as one process: it starts, keeps itself alive, and leaves nothing behind."""

import html
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import psutil
import pytest

from local.studio import AlreadyRunning, Studio, StudioError

from .conftest import ROOT

PATIENCE = 30
"""Seconds for an answer: who asks may have to wait until everything has started anew."""

PROGRAM = """
import signal, sys
from pathlib import Path
from local.studio import Studio
signal.signal(signal.SIGTERM, signal.default_int_handler)
try:
    with Studio(Path(sys.argv[1]), 0) as studio:
        print(studio.url, flush=True)
        studio.wait()
except KeyboardInterrupt:
    pass
"""


class Running:
    """A studio in a process of its own. `url` is its API's."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder)],
            cwd=ROOT,
            env={**os.environ, "AWS_PROFILE": "the-user's", "AWS_ENDPOINT_URL_SQS": "http://127.0.0.1:1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url

    def children(self, word: str = "") -> list[psutil.Process]:
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # one that has just been killed is there until somebody waits for it
                if word in " ".join(child.cmdline()):
                    found.append(child)
        return found

    def end(self, number: int) -> list[psutil.Process]:
        """Send a signal; gives the children that outlive it by five seconds."""
        children = self.children() if self.process.poll() is None else []
        self.process.send_signal(number)
        self.process.wait(10)
        return psutil.wait_procs(children, timeout=5)[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studio") / "data"


@pytest.fixture
def studio(folder: Path) -> Iterator[Running]:
    running = Running(folder)
    yield running
    assert running.end(signal.SIGTERM) == []


def healthy(url: str, seconds: float = 30) -> None:
    def answers() -> bool:
        return httpx.get(f"{url}/health", timeout=PATIENCE).status_code == 200

    until(answers, seconds)


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_starts_answers_and_stops(studio: Running) -> None:
    assert httpx.get(f"{studio.url}/health", timeout=PATIENCE).json() == {"status": "ok", "database": "ok"}
    assert studio.end(signal.SIGINT) == []
    assert studio.process.returncode == 0


def test_people_and_their_tokens_outlive_a_restart(studio: Running, folder: Path) -> None:
    account = {"email": "asha@example.com", "password": "correct horse battery", "full_name": "Asha Rao"}
    token = httpx.post(f"{studio.url}/auth/register", json=account, timeout=PATIENCE).json()["access_token"]
    studio.end(signal.SIGTERM)
    again = Running(folder)
    try:
        del account["full_name"]
        assert httpx.post(f"{again.url}/auth/login", json=account, timeout=PATIENCE).status_code == 200
        answer = httpx.post(
            f"{again.url}/auth/logout", headers={"authorization": f"Bearer {token}"}, json={}, timeout=PATIENCE
        )
        assert answer.status_code not in (401, 403)
    finally:
        assert again.end(signal.SIGTERM) == []


@pytest.mark.parametrize("provider", ["google", "github"])
def test_people_sign_in_through_others_offline(studio: Running, provider: str) -> None:
    with httpx.Client(timeout=PATIENCE, follow_redirects=True) as browser:
        page = browser.get(f"{studio.url}/auth/oauth/{provider}/start")
        hidden = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text)
        form = {html.unescape(name): html.unescape(value) for name, value in hidden}
        person = {"email": "meera@example.com", "name": "Meera", "verified": "yes", "answer": "allow"}
        tokens = browser.post(str(page.url).partition("?")[0], data={**form, **person}).json()
    headers = {"authorization": f"Bearer {tokens['access_token']}"}
    me = httpx.get(f"{studio.url}/users/me", headers=headers, timeout=PATIENCE).json()
    assert (me["email"], me["email_verified"], me["credits_balance"]) == ("meera@example.com", True, 3)


def test_killed_outright_it_leaves_nobody_and_starts_again(studio: Running, folder: Path) -> None:
    healthy(studio.url)
    assert studio.children("awslambdaric")
    assert studio.end(signal.SIGKILL) == []
    again = Running(folder)
    try:
        healthy(again.url)
    finally:
        assert again.end(signal.SIGTERM) == []


@pytest.mark.parametrize("victim", ["-D", "local.moto_services", "multiprocessing.forkserver", "awslambdaric system"])
def test_whoever_is_killed_comes_back(studio: Running, victim: str) -> None:
    healthy(studio.url)
    before = studio.children(victim)[0]
    before.kill()
    healthy(studio.url)
    until(lambda: [child for child in studio.children(victim) if child.pid != before.pid] != [])
    healthy(studio.url)


def test_a_folder_has_one_studio(studio: Running, folder: Path) -> None:
    with pytest.raises(AlreadyRunning, match=str(studio.process.pid)) as refusal:
        Studio(folder, 0).start()
    assert refusal.value.url == studio.url


def test_a_port_in_use_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StudioError, match=rf"Port {port} .*PORT="):
            Studio(tmp_path, port).start()
    with Studio(tmp_path, port) as studio:
        assert studio.url == f"http://127.0.0.1:{port}/api/v1"
        healthy(studio.url)


def test_interrupted_while_it_starts_it_leaves_nobody(tmp_path: Path) -> None:
    for moment in (0.6, 1.5):
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        time.sleep(moment)
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        process.wait(10)
        assert psutil.wait_procs(children, timeout=5)[1] == []
