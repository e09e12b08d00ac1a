"""Who is in which project, and jobs that belong to the project whoever asked for them."""

from alembic import op

revision = "0008"
down_revision = "0007"

UPGRADE = """
CREATE VIEW project_members AS
    SELECT id AS project_id, user_id, 'owner' AS role FROM projects
    UNION ALL
    SELECT project_id, user_id, role FROM project_collaborators;

-- A film that an editor paid for stays with its project when the editor leaves the studio.
ALTER TABLE ai_jobs
    ALTER user_id DROP NOT NULL,
    DROP CONSTRAINT ai_jobs_user_id_fkey,
    ADD CONSTRAINT ai_jobs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users ON DELETE SET NULL;
CREATE INDEX ai_jobs_project ON ai_jobs (project_id, created_at DESC, id DESC);
"""

DOWNGRADE = """
DROP INDEX ai_jobs_project;
DELETE FROM ai_jobs WHERE user_id IS NULL;
ALTER TABLE ai_jobs
    ALTER user_id SET NOT NULL,
    DROP CONSTRAINT ai_jobs_user_id_fkey,
    ADD CONSTRAINT ai_jobs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
DROP VIEW project_members;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(UPGRADE)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
