"""SQL of requests that are counted while the cache is away."""

from psycopg.rows import DictRow

from film_studio.database import Transaction


def lock(connection: Transaction, key: str) -> None:
    """Let nobody else count under this key until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('limit ' || %s, 0))", (key,))


def count(connection: Transaction, key: str, window: int) -> DictRow:
    """`n` requests in the last `window` seconds, and after how many `seconds` the oldest of them is forgotten."""
    row = connection.execute(
        """SELECT count(*) AS n, extract(epoch FROM min(hit_at) + make_interval(secs => %(window)s) - now())::float8
                      AS seconds
           FROM rate_limit_hits WHERE key = %(key)s AND hit_at > now() - make_interval(secs => %(window)s)""",
        {"key": key, "window": window},
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate gives one row
    return row


def add(connection: Transaction, key: str, window: int) -> None:
    """One more request."""
    connection.execute(
        "INSERT INTO rate_limit_hits (key, hit_at, expires_at) VALUES (%s, now(), now() + make_interval(secs => %s))",
        (key, window),
    )


def prune(connection: Transaction) -> None:
    """Forget what no window covers any more."""
    connection.execute("DELETE FROM rate_limit_hits WHERE expires_at < now()")
