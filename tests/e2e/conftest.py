"""A whole studio as a process of its own, as a user starts it, and a client that asks it for films."""

import hashlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import httpx
import psutil
import pytest

from film_studio.film import script_file
from local.verification import verify_email

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "examples" / "scripts"
FILM_TIMEOUT_SECONDS = 300


class RunningStudio:
    """`python -m local serve` on a free port. `url` is the API's."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.start()

    def start(self) -> None:
        """Start it and wait until it says that it is up."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "local", "serve", "--port", "0", "--data-dir", str(self.data_dir)],
            cwd=ROOT,
            env=os.environ | {"RATE_LIMITS": json.dumps({"generate": 1000})},  # tests ask for films by the hundred
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if match := re.search(r"API\s+(http\S+)", line):
                self.url = match[1]
                return
        raise AssertionError(f"the studio did not start: {said}")

    def processes(self, *words: str) -> list[psutil.Process]:
        """Its child processes, at any depth, whose command line holds all `words`."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                line = " ".join(child.cmdline())
                if all(word in line for word in words):
                    found.append(child)
        return found

    def stop(self, number: int = signal.SIGTERM) -> list[psutil.Process]:
        """Send a signal and wait for the end; gives the children that outlived it by 5 seconds."""
        children = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, number)
        self.process.wait(30)
        return psutil.wait_procs(children, timeout=5)[1]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[RunningStudio]:
    """A studio of this test's own."""
    running = RunningStudio(tmp_path / "studio")
    yield running
    assert running.stop() == []


@pytest.fixture(scope="module")
def shared_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    """One studio for tests that disturb nothing."""
    running = RunningStudio(tmp_path_factory.mktemp("shared") / "studio")
    yield running
    assert running.stop() == []


def read_script(name: str) -> tuple[str, str]:
    """Title and text of an example script."""
    return script_file.read((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8"))


@dataclass
class Client:
    """A registered user of a studio."""

    studio: RunningStudio
    email: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        self.email = f"{secrets.token_hex(6)}@example.com"
        account = {"email": self.email, "password": "correct horse battery", "full_name": "Asha Rao"}
        self.token = self.call("POST", "/auth/register", json=account).json()["access_token"]
        verify_email(self.studio.url, self.email)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One API call, as this user."""
        headers = {**options.pop("headers", {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return httpx.request(method, self.studio.url + path, headers=headers, timeout=60, **options)

    def ask(self, script: str, **options: Any) -> str:
        """Ask for the film of an example script; gives the job's id."""
        title, text = read_script(script)
        project = self.call("POST", "/projects", json={"title": title, "script": text, "options": options})
        assert project.status_code == 201, project.text
        job = self.call("POST", f"/projects/{project.json()['id']}/generate")
        assert job.status_code == 202, job.text
        return job.json()["id"]

    def status(self, job: str) -> dict[str, Any]:
        """What `GET /jobs/{id}/status` says."""
        return self.call("GET", f"/jobs/{job}/status").json()

    def wait(self, job: str, until: Callable[[dict[str, Any]], bool] | None = None) -> dict[str, Any]:
        """Wait until the job has ended, or until a condition on its status holds."""
        deadline = time.monotonic() + FILM_TIMEOUT_SECONDS
        status: dict[str, Any] = {}
        while time.monotonic() < deadline:
            with suppress(httpx.HTTPError, ValueError, KeyError):  # a studio that was just killed answers nothing
                status = self.status(job)
                if status["status"] in ("completed", "failed", "cancelled") or (until and until(status)):
                    return status
            time.sleep(0.2)
        raise AssertionError(f"the job did not get there: {status}")

    def download(self, job: str, folder: Path) -> Path:
        """The finished film with subtitles (`film.{language}.srt`, `.vtt`) and thumbnail (`film.jpg`) beside it."""
        links = self.call("GET", f"/jobs/{job}/download").json()
        folder.mkdir(parents=True, exist_ok=True)
        files = {"film.mp4": links["videoUrl"], "film.jpg": links["thumbnailUrl"]}
        for track in links["subtitles"]:
            files[f"film.{track['language']}.srt"] = track["srtUrl"]
            files[f"film.{track['language']}.vtt"] = track["vttUrl"]
        for name, url in files.items():
            (folder / name).write_bytes(httpx.get(url, timeout=60).raise_for_status().content)
        return folder / "film.mp4"

    def credits(self) -> int:
        """The user's balance."""
        return self.call("GET", "/users/me/credits").json()["balance"]


def frame_hashes(film: Path) -> list[str]:
    """A digest of each decoded picture of a film."""
    with av.open(str(film)) as container:
        return [
            hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest()
            for frame in container.decode(container.streams.video[0])
        ]
