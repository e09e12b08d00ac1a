"""Exports: archives of a user's data, and who makes them."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("DROP TABLE account_exports")
    op.execute(
        """
        CREATE TABLE exports (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
            status text NOT NULL DEFAULT 'in_progress' CHECK (status IN ('in_progress', 'ready', 'failed')),
            requested_at timestamptz NOT NULL DEFAULT now(),
            attempt integer NOT NULL DEFAULT 0,
            leased_until timestamptz NOT NULL DEFAULT 'epoch',
            upload_id text,
            finished_at timestamptz,
            expires_at timestamptz,
            size_bytes bigint,
            CHECK ((status = 'ready') = (expires_at IS NOT NULL AND size_bytes IS NOT NULL)),
            CHECK ((status = 'in_progress') = (finished_at IS NULL))
        )
        """
    )
    op.execute("CREATE UNIQUE INDEX exports_one_in_progress ON exports (user_id) WHERE status = 'in_progress'")
    op.execute("CREATE INDEX exports_user ON exports (user_id, requested_at DESC)")
    op.execute("CREATE INDEX exports_waiting ON exports (requested_at) WHERE status = 'in_progress'")


def downgrade() -> None:
    op.execute("DROP TABLE exports")
    op.execute(
        """
        CREATE TABLE account_exports (
            user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
            requested_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz,
            uri text
        )
        """
    )
    op.execute("CREATE INDEX account_exports_waiting ON account_exports (requested_at) WHERE finished_at IS NULL")
