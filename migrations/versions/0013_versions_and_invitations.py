"""Versions of projects, what they are changed against, and invitations to share them."""

from alembic import op

revision = "0013"
down_revision = "0012"

# The revision counts changes of what is written, whoever makes them, so that an ETag cannot be forgotten.
UPGRADE = """
ALTER TABLE projects ADD revision integer NOT NULL DEFAULT 1;
CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.revision := OLD.revision + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER count_revision BEFORE UPDATE ON projects FOR EACH ROW
    WHEN ((OLD.title, OLD.script, OLD.options, OLD.edits) IS DISTINCT FROM
          (NEW.title, NEW.script, NEW.options, NEW.edits))
    EXECUTE FUNCTION count_revision();

ALTER TABLE project_versions
    ADD id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD changed text[] NOT NULL DEFAULT '{}',
    ADD auto_saved boolean NOT NULL DEFAULT false,
    ADD saved_at timestamptz NOT NULL DEFAULT now(),
    ADD restored_from integer;
INSERT INTO project_versions (project_id, version, content, created_by, created_at, saved_at, changed)
    SELECT id, 1, jsonb_build_object('title', title, 'script', script, 'options', options, 'edits', edits),
           user_id, updated_at, updated_at, '{title,script,options}'
    FROM projects;

CREATE TABLE project_invitations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    email text NOT NULL CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('viewer', 'editor')),
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    accepted_by uuid REFERENCES users ON DELETE CASCADE
);
-- One open invitation of an address: inviting again replaces it.
CREATE UNIQUE INDEX project_invitations_open ON project_invitations (project_id, email) WHERE accepted_by IS NULL;
CREATE INDEX project_invitations_accepted_by ON project_invitations (accepted_by);
"""

DOWNGRADE = """
DROP TABLE project_invitations;
DELETE FROM project_versions;
ALTER TABLE project_versions DROP id, DROP changed, DROP auto_saved, DROP saved_at, DROP restored_from;
DROP TRIGGER count_revision ON projects;
DROP FUNCTION count_revision;
ALTER TABLE projects DROP revision;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(UPGRADE)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
