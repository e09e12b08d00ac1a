"""Counts of rate limits while the cache is away."""

from alembic import op

revision = "0014"
down_revision = "0013"

# Unlogged: what a crash forgets here is forgiven, and a guess must cost less than the password's hash.
HITS = """
CREATE UNLOGGED TABLE rate_limit_hits (
    key text NOT NULL,
    hit_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX rate_limit_hits_key ON rate_limit_hits (key, hit_at);
CREATE INDEX rate_limit_hits_age ON rate_limit_hits (expires_at);
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(HITS)


def downgrade() -> None:
    op.execute("DROP TABLE rate_limit_hits")
