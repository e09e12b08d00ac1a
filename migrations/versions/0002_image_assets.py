"""What is known of an image that was looked at."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE project_assets ADD width integer, ADD height integer, ADD face jsonb")


def downgrade() -> None:
    op.execute("ALTER TABLE project_assets DROP width, DROP height, DROP face")
