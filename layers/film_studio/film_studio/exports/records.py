"""Which records an archive holds: a file for each table that says something of a user.

A record is written with every column that its table has, so that a new one cannot be forgotten, except those that are
named: hashes and tokens, which would open something. `test_nothing_is_forgotten.py` asks of every table whether it is
here, or why not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg import sql

from film_studio.settings import settings

BATCH = 500
"""Records that are in memory at a time."""


@dataclass(frozen=True)
class Records:
    """The records of a table that are a user's, `%(user)s`: those for which `where` holds, without `secret` columns."""

    table: str
    where: str = "user_id = %(user)s"
    secret: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Where they lie in the archive."""
        return f"records/{self.table}.json"


_OF_OWN_PROJECTS = "project_id IN (SELECT id FROM projects WHERE user_id = %(user)s)"

EXPORTED = (
    Records("users", "id = %(user)s", ("password_hash",)),
    Records("oauth_identities"),
    Records("refresh_tokens", secret=("token_hash",)),
    Records("credit_transactions"),
    Records("credit_payments"),
    Records("subscriptions"),
    Records("stripe_customers"),
    Records("projects"),
    Records("project_versions", f"created_by = %(user)s OR {_OF_OWN_PROJECTS}"),
    Records("project_collaborators", f"user_id = %(user)s OR {_OF_OWN_PROJECTS}"),
    Records("project_invitations", f"accepted_by = %(user)s OR {_OF_OWN_PROJECTS}", ("token_hash",)),
    Records("project_assets", _OF_OWN_PROJECTS),
    Records("ai_jobs"),
    Records("youtube_integrations", secret=("access_token", "refresh_token")),
    Records("tier_history"),
    Records("active_days"),
)


def write(records: Records, user_id: UUID, snapshot: "psycopg.Connection[tuple[str]]") -> Iterator[bytes]:
    """The records as a JSON list, piece by piece."""
    query = sql.SQL("SELECT jsonb_pretty(to_jsonb({table}) - {secret}::text[]) FROM {table} WHERE {where}").format(
        table=sql.Identifier(records.table),
        secret=sql.Literal(list(records.secret)),
        where=sql.SQL(records.where),  # a literal of this module
    )
    yield b"["
    with snapshot.cursor(name="records") as cursor:
        cursor.itersize = BATCH
        for number, (record,) in enumerate(cursor.execute(query, {"user": user_id})):
            yield (",\n" if number else "\n").encode() + record.encode()
    yield b"\n]\n"


def snapshot() -> "psycopg.Connection[tuple[str]]":
    """A connection of its own whose questions are all answered as of one moment. Close it."""
    connection = psycopg.connect(settings().database_url, connect_timeout=5)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    return connection
