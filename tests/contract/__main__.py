"""`python -m tests.contract [requests]`: asks a studio until it has answered so many (10,000), and says what failed."""

import sys
import tempfile
from pathlib import Path

from tests.contract import run

EXAMPLES = 40
"""Random requests of each operation and round."""


def main(wanted: int) -> int:
    """Ask in rounds, each with another seed. Gives 1 where anything failed."""
    requests, failures, seconds, seed = 0, 0, 0.0, 0
    with tempfile.TemporaryDirectory() as scratch, run.studio(Path(scratch) / "studio") as studio:
        while requests < wanted:
            seed += 1
            outcome = run.ask(studio, EXAMPLES, seed)
            requests += outcome.requests
            failures += outcome.failures
            seconds += outcome.seconds
            print(f"seed {seed}: {outcome.requests} requests, {outcome.failures} failures, {outcome.seconds:.0f} s")
            if outcome.failures:
                print(outcome.said)
    print(f"{requests} requests, {failures} failures, {seconds:.0f} s, {requests / seconds:.0f} requests per second")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
