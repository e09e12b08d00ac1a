"""What the storyboard says otherwise than the script, and jobs that make one scene anew."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE projects ADD edits jsonb NOT NULL DEFAULT '{}'")
    op.execute(
        """ALTER TABLE ai_jobs DROP CONSTRAINT ai_jobs_job_type_check,
               ADD CONSTRAINT ai_jobs_job_type_check CHECK (job_type IN ('film', 'scene'))"""
    )


def downgrade() -> None:
    op.execute("UPDATE ai_jobs SET job_type = 'film'")
    op.execute(
        """ALTER TABLE ai_jobs DROP CONSTRAINT ai_jobs_job_type_check,
               ADD CONSTRAINT ai_jobs_job_type_check CHECK (job_type IN ('film'))"""
    )
    op.execute("ALTER TABLE projects DROP edits")
