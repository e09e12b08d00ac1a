"""A film made by the embedded studio, as a user has it made, and what that took."""

import secrets
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil

from film_studio.film import script_file
from local.film import POLL_SECONDS
from local.studio import Studio

SCRIPT = Path(__file__).parents[1] / "examples" / "scripts" / "the_lighthouse_fox.txt"
SAMPLE_SECONDS = 3.0
SAMPLES_PER_MEMORY = 4
"""Asking for memory takes 0.3 s of a processor: it is done every so many samples."""


@dataclass
class Cost:
    """What a film took: seconds on the clock, processor seconds by part of the studio, and memory in MiB.

    Memory is proportional: what processes share counts once.
    """

    cold_start: float = 0.0
    film_seconds: float = 0.0
    seconds: float = 0.0
    peak_memory: float = 0.0
    processor: dict[str, float] = field(default_factory=dict)


def make(data_dir: Path, out: Path, options: dict[str, Any]) -> Cost:
    """Start a studio in `data_dir`, have it make a film with these options, and put the film to `out`."""
    cost = Cost()
    started = time.monotonic()
    with Studio(data_dir, 0) as studio:
        httpx.get(f"{studio.url}/health").raise_for_status()
        cost.cold_start = time.monotonic() - started
        with _Meter(cost), httpx.Client(base_url=studio.url, timeout=60) as api:
            account = {"email": f"{secrets.token_hex(8)}@studio.example", "password": secrets.token_urlsafe(24)}
            token = api.post("/auth/register", json={**account, "full_name": "Benchmark"}).json()["access_token"]
            api.headers["Authorization"] = f"Bearer {token}"
            title, script = script_file.read(SCRIPT.read_text("utf-8"))
            project = api.post("/projects", json={"title": title, "script": script, "options": options}).json()
            started = time.monotonic()
            job = api.post(f"/projects/{project['id']}/generate").raise_for_status().json()["id"]
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

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        processor: dict[int, tuple[str, float]] = {}
        for sample in count():
            if self._over.wait(SAMPLE_SECONDS):
                break
            studio = psutil.Process()
            memory = 0.0
            for process in (studio, *studio.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    times = process.cpu_times()
                    if process.pid in processor:
                        name = processor[process.pid][0]
                    else:
                        name = "studio" if process == studio else _part(process.cmdline())
                    processor[process.pid] = (name, times.user + times.system)
                    if sample % SAMPLES_PER_MEMORY == 0:
                        memory += process.memory_full_info().pss / 2**20
            self._cost.peak_memory = max(self._cost.peak_memory, memory)
        total: defaultdict[str, float] = defaultdict(float)
        for name, seconds in processor.values():
            total[name] += seconds
        self._cost.processor = dict(sorted(total.items(), key=lambda item: -item[1]))


def _part(command: list[str]) -> str:
    """Which part of the studio a command line belongs to."""
    words = " ".join(command).split()
    for mark in ("sagemaker_containers.serving", "awslambdaric"):
        if mark in words:
            return words[words.index(mark) + 1]
    if "local.moto_services" in words:
        return "moto"
    return "postgres" if any("postgres" in word for word in words[:2]) else "others"
