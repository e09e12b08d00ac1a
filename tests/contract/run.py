"""Schemathesis at the running studio: every operation of the API document, asked with what it allows and what not."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdk import openapi
from local import quiet
from local.studio import Studio

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]


@dataclass(frozen=True)
class Outcome:
    """What one run came to: requests sent and judged, failures, seconds, and what Schemathesis printed."""

    requests: int
    failures: int
    seconds: float
    said: str


@contextmanager
def studio(data_dir: Path) -> Iterator[Studio]:
    """A studio in `data_dir` while the block runs."""
    with quiet.variables(), Studio(data_dir, 0) as running:
        yield running


def ask(running: Studio, examples: int, seed: int) -> Outcome:
    """Ask a studio: `examples` random requests of each operation, beside those that Schemathesis always sends."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        done = subprocess.run(
            [
                *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(FOLDER / "settings.toml")),
                *("run", str(openapi.FILE), "--url", running.url),
                # One worker: before 3.11.8 two threads that parse Python upset each other (CPython issue 106905).
                *("--max-examples", str(examples), "--seed", str(seed), "--workers", "1"),
                *("--report", "json", "--report-json-path", str(report), "--no-color"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),  # whose tests are the ones meant, whatever others install under that name
                "SCHEMATHESIS_HOOKS": "tests.contract.hooks",
                "STUDIO_URL": running.url,
                "STUDIO_DATABASE_URL": running.environment["DATABASE_URL"],
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if not report.exists():
            raise RuntimeError(f"Schemathesis did not run: {done.stdout}")
        told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    cases = told["test_cases"]
    failures = len(told["failures"]) + len(told.get("errors", ())) + cases["errored"]
    if done.returncode and not failures:
        failures = 1
    return Outcome(cases["generated"] - cases["without_checks"], failures, told["running_time"], done.stdout)
