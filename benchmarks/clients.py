"""Many clients that ask one HTTP server as fast as it answers: processes, each with its share of open connections.

They speak just enough HTTP/1.1 for that, so that what is measured is the server.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlsplit

PROCESSES = 2

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Rate:
    """What a server, or a function, did in a while: `latencies` are seconds, one for each call."""

    seconds: float
    latencies: Sequence[float]

    @property
    def per_second(self) -> float:
        """Calls per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, which: int) -> float:
        """The latency, in milliseconds, that `which` of a hundred calls stay under."""
        return 1000 * quantiles(self.latencies, n=100)[which - 1]


def together(rates: Sequence[Rate]) -> Rate:
    """What several did one after the other, as one."""
    return Rate(sum(rate.seconds for rate in rates), [each for rate in rates for each in rate.latencies])


def request(method: str, url: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """An HTTP/1.1 request on a connection that stays open."""
    parts = urlsplit(url)
    lines = [f"{method} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def load(port: int, sent: bytes, clients: int, seconds: float) -> Rate:
    """What a server on loopback answers to so many clients that send `sent` again and again.

    Raises `RuntimeError` where an answer is not 2xx.
    """
    with _SPAWN.Pool(PROCESSES) as pool:
        pool.starmap(_ready, [()] * PROCESSES)
        shares = [(port, sent, clients // PROCESSES, seconds)] * PROCESSES
        measured = pool.starmap(_share, shares, chunksize=1)
    return Rate(seconds, [each for latencies in measured for each in latencies])


def _ready() -> None:
    """Nothing: a process that has come here has started."""


def _share(port: int, sent: bytes, clients: int, seconds: float) -> list[float]:
    return asyncio.run(_ask(port, sent, clients, seconds))


async def _ask(port: int, sent: bytes, clients: int, seconds: float) -> list[float]:
    end = time.perf_counter() + seconds
    return [each for own in await asyncio.gather(*(_client(port, sent, end) for _ in range(clients))) for each in own]


async def _client(port: int, sent: bytes, end: float) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    latencies = []
    while (began := time.perf_counter()) < end:
        writer.write(sent)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"not 2xx: {head!r}")
        _, _, rest = head.lower().partition(b"content-length:")
        await reader.readexactly(int(rest.partition(b"\r\n")[0]))
        latencies.append(time.perf_counter() - began)
    writer.close()
    return latencies
