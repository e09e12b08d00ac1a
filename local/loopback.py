"""Ports of this machine, for this machine only."""

import socket


def free_port() -> int:
    """A TCP port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def listen(port: int = 0) -> socket.socket:
    """A listening socket; 0 takes any free port. Raises `OSError` or `OverflowError` where that one cannot be had.

    Without Nagle's algorithm: it would hold every second packet of a reply back for 40 ms. asyncio switches it off only
    on sockets that say their protocol, which those of `create_server` do not.
    """
    server = socket.create_server(("127.0.0.1", port))
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return server
