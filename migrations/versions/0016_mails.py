"""Messages of the outbox that are not to be sent any more after some time: mails whose link has ended."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("ALTER TABLE outbox ADD expires_at timestamptz")


def downgrade() -> None:
    op.execute("ALTER TABLE outbox DROP expires_at")
