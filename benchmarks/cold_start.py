"""How long each function's module takes to import, in a fresh process: `python -m benchmarks.cold_start`.

That is the part of a cold start that is ours: Lambda starts Python and our code comes after. What counts is processor
time of the importing thread, compiled modules given, so that another process on this machine does not spoil the figure.
"""

import statistics
import subprocess
import sys
from pathlib import Path

from cdk.services import FUNCTIONS

LIMIT_MS = 400.0
RUNS = 5

ROOT = Path(__file__).parents[1]
_IMPORT = """
import importlib.util, sys, time
began, clock = time.thread_time(), time.perf_counter()
spec = importlib.util.spec_from_file_location("handler", sys.argv[1])
spec.loader.exec_module(importlib.util.module_from_spec(spec))
print(time.thread_time() - began, time.perf_counter() - clock)
"""


def import_ms(function: str) -> tuple[float, float]:
    """Milliseconds, of a processor and on the clock, of importing a function's handler once."""
    handler = ROOT / "lambdas" / function / "handler.py"
    command = [sys.executable, "-c", _IMPORT, str(handler)]
    said = subprocess.run(command, capture_output=True, check=True, text=True, cwd=handler.parent).stdout  # noqa: S603
    processor, clock = said.split()
    return 1000 * float(processor), 1000 * float(clock)


def main() -> None:
    """Print the median of several imports of every function, the slowest first, and the slowest against the limit."""
    import_ms(FUNCTIONS[0].name)  # the first reads from the disk
    runs = {function.name: [import_ms(function.name) for _ in range(RUNS)] for function in FUNCTIONS}
    medians = {
        name: (statistics.median(run[0] for run in measured), statistics.median(run[1] for run in measured))
        for name, measured in runs.items()
    }
    print(f"Cold start: importing each handler, median of {RUNS}, in milliseconds")
    print(f"  {'':20}{'processor':>10}{'clock':>8}")
    for name, (processor, clock) in sorted(medians.items(), key=lambda item: -item[1][0]):
        print(f"  {name:20}{processor:10.0f}{clock:8.0f}")
    worst = max(processor for processor, _ in medians.values())
    print(f"  {'the slowest, of ' + format(LIMIT_MS, '.0f') + ' ms':32}{worst / LIMIT_MS:>8.1%}   {worst:.0f} ms")


if __name__ == "__main__":
    main()
