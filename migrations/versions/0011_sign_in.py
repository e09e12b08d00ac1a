"""Where a sign-in through others comes back to, and the code that its browser exchanges."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("ALTER TABLE oauth_states ADD return_to text")
    op.execute(
        """
        CREATE TABLE sign_in_codes (
            code_hash bytea PRIMARY KEY,
            browser_hash bytea NOT NULL,
            user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
            expires_at timestamptz NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX sign_in_codes_expiry ON sign_in_codes (expires_at)")
    op.execute("CREATE INDEX sign_in_codes_user ON sign_in_codes (user_id)")


def downgrade() -> None:
    op.execute("DROP TABLE sign_in_codes")
    op.execute("ALTER TABLE oauth_states DROP return_to")
