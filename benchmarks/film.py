"""A film made by the embedded studio, as a user has it made, and what that took."""

import secrets
import threading
import time
from collections import defaultdict
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil

from film_studio.film import script_file
from local.film import POLL_SECONDS
from local.studio import Studio
from local.verification import verify_email

SCRIPT = Path(__file__).parents[1] / "examples" / "scripts" / "the_lighthouse_fox.txt"
SAMPLE_SECONDS = 3.0
SAMPLES_PER_MEMORY = 4
"""Asking for memory takes 0.3 s of a processor: it is done every so many samples."""


@dataclass
class Cost:
    """What a film took: seconds on the clock, processor seconds by part of the studio, and memory in MiB.

    Memory is proportional: what processes share counts once.
    """

    project: str
    film_seconds: float = 0.0
    seconds: float = 0.0
    peak_memory: float = 0.0
    processor: dict[str, float] = field(default_factory=dict)


class Bench:
    """A studio in a folder of its own, and somebody who has films made there. Started by entering its block."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self.cold_start = 0.0
        """Seconds from nothing to the first answer."""

    def __enter__(self) -> "Bench":
        with ExitStack() as opened:
            started = time.monotonic()
            studio = opened.enter_context(Studio(self._data_dir, 0))
            httpx.get(f"{studio.url}/health").raise_for_status()
            self.cold_start = time.monotonic() - started
            self._api = opened.enter_context(httpx.Client(base_url=studio.url, timeout=60))
            account = {"email": f"{secrets.token_hex(8)}@studio.example", "password": secrets.token_urlsafe(24)}
            answer = self._api.post("/auth/register", json={**account, "full_name": "Benchmark"}).raise_for_status()
            verify_email(studio.url, account["email"])
            self._api.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def make(self, out: Path, options: dict[str, Any]) -> Cost:
        """Have a film made with these options, of a project that is new, and put it to `out`."""
        title, script = script_file.read(SCRIPT.read_text("utf-8"))
        asked = {"title": title, "script": script, "options": options}
        project = self._api.post("/projects", json=asked).raise_for_status().json()["id"]
        return self._film(project, "generate", out)

    def make_scene_anew(self, project: str, out: Path) -> Cost:
        """Move the scene in the middle of a film to a desert, have it made anew, and put the film to `out`."""
        board = self._api.get(f"/projects/{project}/storyboard").raise_for_status().json()
        number = (len(board["scenes"]) + 1) // 2
        patch = {"scenes": {str(number): {"setting": "desert", "time_of_day": "night", "weather": "clear"}}}
        self._api.patch(f"/projects/{project}/storyboard", json=patch).raise_for_status()
        return self._film(project, f"scenes/{number}/regenerate", out)

    def _film(self, project: str, route: str, out: Path) -> Cost:
        """Have a project's film made by a route of its own and put it to `out`. Raises `RuntimeError` if it fails."""
        cost, api = Cost(project), self._api
        with _Meter(cost):
            started = time.monotonic()
            job = api.post(f"/projects/{project}/{route}").raise_for_status().json()["id"]
            while (status := api.get(f"/jobs/{job}/status").json())["status"] in ("queued", "processing"):
                time.sleep(POLL_SECONDS)
            cost.seconds = time.monotonic() - started
        if status["status"] != "completed":
            raise RuntimeError(f"the film {status['status']}: {status['error_message']}")
        cost.film_seconds = api.get(f"/jobs/{job}/result").json()["film"]["duration_seconds"]
        link = api.get(f"/jobs/{job}/download").json()["videoUrl"]
        out.write_bytes(httpx.get(link, timeout=60).raise_for_status().content)
        return cost


class _Meter:
    """Looks at the studio's processes now and then while its block runs: looking takes time from the film."""

    def __init__(self, cost: Cost) -> None:
        self._cost = cost
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._seconds: dict[int, tuple[str, float]] = {}
        """Processor seconds since a process began, and whose they are, by process id."""

    def __enter__(self) -> None:
        self._look()
        self._before = dict(self._seconds)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._look()
        total: defaultdict[str, float] = defaultdict(float)
        for process, (name, seconds) in self._seconds.items():
            total[name] += seconds - self._before.get(process, (name, 0.0))[1]
        self._cost.processor = dict(sorted(total.items(), key=lambda item: -item[1]))

    def _run(self) -> None:
        for sample in count():
            if self._over.wait(SAMPLE_SECONDS):
                break
            self._look(memory=sample % SAMPLES_PER_MEMORY == 0)

    def _look(self, memory: bool = False) -> None:
        studio, held = psutil.Process(), 0.0
        for process in (studio, *studio.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                if process.pid in self._seconds:
                    name = self._seconds[process.pid][0]
                else:
                    name = "studio" if process == studio else _part(process.cmdline())
                self._seconds[process.pid] = (name, times.user + times.system)
                if memory:
                    held += process.memory_full_info().pss / 2**20
        self._cost.peak_memory = max(self._cost.peak_memory, held)


def _part(command: list[str]) -> str:
    """Which part of the studio a command line belongs to."""
    words = " ".join(command).split()
    for mark in ("sagemaker_containers.serving", "awslambdaric"):
        if mark in words:
            return words[words.index(mark) + 1]
    if "local.moto_services" in words:
        return "moto"
    return "postgres" if any("postgres" in word for word in words[:2]) else "others"
