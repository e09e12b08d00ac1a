"""What is measured of an engine with weights, as a table that is read in a terminal and in Markdown alike."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "model-benchmarks.md"
TINY = "tiny sizes, which show that it runs and not how fast a model is"


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, how much, of which unit, and what is to be known of it."""

    what: str
    value: float
    unit: str
    note: str = ""


def show(stage: str, rows: Iterable[Row]) -> None:
    """Print a stage's table, and each row as soon as it is known to whoever waits."""
    import torch

    known = []
    for row in rows:
        known.append(row)
        print(f"  {row.what}: {row.value:.3g} {row.unit}", file=sys.stderr, flush=True)
    print(markdown(stage, known, tiny=not torch.cuda.is_available()))


def markdown(stage: str, rows: Sequence[Row], tiny: bool) -> str:
    """A stage's table under its heading, with the date, where it ran, by which torch, and of which size."""
    import torch  # of the stage's own environment

    size = TINY if tiny else "published size"
    told = f"{datetime.now(UTC):%Y-%m-%d}, {hardware()}, torch {torch.__version__}, {size}. Weights are random."
    cells = [("what", "measured", "unit", "")]
    cells += [
        (row.what, f"{row.value:.3g}" if row.value < 1000 else f"{row.value:.0f}", row.unit, row.note) for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([f"## {stage}", "", told, "", *lines, ""])


def write(path: Path, sections: Sequence[str]) -> None:
    """Write the stages' tables as one page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "# What engines with weights take\n\nWritten by `make bench-models`; what it means is in docs/models.md.\n"
    path.write_text("\n".join([head, *sections]))


def hardware() -> str:
    """The name of the accelerator; of the processor and how many cores it has, where there is none."""
    import torch

    if torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    return f"{_processor()}, {os.cpu_count()} cores"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
