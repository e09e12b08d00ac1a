"""The audit log, and suspended users."""

from alembic import op

revision = "0003"
down_revision = "0002"

# No reference to users: what was done stays on record when its actor or subject is gone.
AUDIT = """
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    actor_id uuid,
    action text NOT NULL,
    subject text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_log_subject ON audit_log (subject, id DESC);

CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER keep_audit_log BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER keep_whole_audit_log BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION keep_audit_log();
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(AUDIT)
    op.execute("ALTER TABLE users ADD suspended_at timestamptz, ADD suspended_reason text")


def downgrade() -> None:
    op.execute("ALTER TABLE users DROP suspended_at, DROP suspended_reason")
    op.execute("DROP TABLE audit_log")
    op.execute("DROP FUNCTION keep_audit_log")
