"""The server keeps its data whatever happens to it."""

import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from local.loopback import free_port
from local.postgres import Postgres


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(tmp_path / "postgres")
    server.start()
    yield server
    server.stop()
    assert not server.running


def processes(server: Postgres) -> list[psutil.Process]:
    process = psutil.Process(server._process.pid)  # type: ignore[union-attr]
    return [process, *process.children(recursive=True)]


def test_it_outlives_stop_and_start(server: Postgres) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE films (title text)")
        connection.execute("INSERT INTO films VALUES ('दीया')")
    everyone = processes(server)
    server.stop()
    assert psutil.wait_procs(everyone, timeout=5)[1] == []
    server.start()
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT title FROM films").fetchall() == [("दीया",)]


def test_it_outlives_being_killed_in_the_middle_of_work(server: Postgres) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE numbers (n int)")
    committed = 0

    def work() -> None:
        nonlocal committed
        try:
            with psycopg.connect(server.url, autocommit=True) as connection:
                while True:
                    connection.execute("INSERT INTO numbers VALUES (1)")
                    committed += 1
        except psycopg.OperationalError:
            pass

    worker = threading.Thread(target=work)
    worker.start()
    while committed < 100:
        pass
    server._process.kill()  # type: ignore[union-attr]
    server._process.wait()  # type: ignore[union-attr]
    url = server.url
    server.start()
    worker.join()
    assert server.url == url  # whoever was connected finds it again
    with psycopg.connect(server.url) as connection:
        row = connection.execute("SELECT count(*) FROM numbers").fetchone()
    assert row is not None
    assert row[0] in (committed, committed + 1)


def test_it_starts_where_a_killed_studio_left_a_server_behind(server: Postgres, tmp_path: Path) -> None:
    again = Postgres(tmp_path / "postgres")
    again.start()
    with psycopg.connect(again.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not server.running
    again.stop()


def test_a_lock_of_somebody_else_is_no_hindrance(server: Postgres, tmp_path: Path) -> None:
    for process in processes(server):
        process.send_signal(signal.SIGKILL)
    server._process.wait()  # type: ignore[union-attr]
    lock = tmp_path / "postgres" / "postmaster.pid"
    text = lock.read_text().splitlines()
    lock.write_text("\n".join(["1", *text[1:]]) + "\n")  # the number has gone to another process since
    server.start()
    assert psutil.pid_exists(1)


def test_nobody_gets_in_without_the_password(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url.replace(":", ":x", 2).replace("x//", "//"))


def test_a_port_that_somebody_took_is_left_to_him(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ports = iter([other.getsockname()[1], free_port()])
        monkeypatch.setattr("local.postgres.free_port", lambda: next(ports, 0))
        server = Postgres(tmp_path / "postgres")
        with psycopg.connect(server.start()) as connection:
            assert connection.info.port != other.getsockname()[1]
    server.stop()


def test_what_hinders_it_is_said(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "postgres")
    server.start()
    server.stop()
    (tmp_path / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(RuntimeError, match="pg_control"):
        server.start()
