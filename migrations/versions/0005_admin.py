"""A chain through the audit log, and what analytics count from."""

from alembic import op

revision = "0005"
down_revision = "0004"

# Entries are numbered and chained in the order of their commits: a lock lets one transaction at a time enter some, and
# the number is taken under it too.
CHAIN = """
ALTER TABLE audit_log ADD hash bytea;

CREATE FUNCTION audit_hash(previous bytea, entry audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || convert_to(jsonb_build_array(
        entry.id, entry.actor_id, entry.action, entry.subject, entry.details,
        to_char(entry.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'))::text, 'UTF8'))
$$;

ALTER TABLE audit_log DISABLE TRIGGER keep_audit_log;
DO $$
DECLARE
    entry audit_log;
    previous bytea := '';
BEGIN
    FOR entry IN SELECT * FROM audit_log ORDER BY id LOOP
        entry.hash := audit_hash(previous, entry);
        UPDATE audit_log SET hash = entry.hash WHERE id = entry.id;
        previous := entry.hash;
    END LOOP;
END $$;
ALTER TABLE audit_log ENABLE TRIGGER keep_audit_log;
ALTER TABLE audit_log ALTER hash SET NOT NULL;

CREATE FUNCTION chain_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last audit_log;
BEGIN
    PERFORM pg_advisory_xact_lock(7301009);
    SELECT * INTO last FROM audit_log ORDER BY id DESC LIMIT 1;
    NEW.id := coalesce(last.id, 0) + 1;
    NEW.hash := audit_hash(coalesce(last.hash, ''), NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER chain_audit_log BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION chain_audit_log();
CREATE INDEX audit_log_actor ON audit_log (actor_id, id DESC);
"""

# Who came, changed tier and left, by id only and without a reference to users: the past does not change when somebody
# deletes their account. `tier` is NULL for who is gone, `previous` for who is new.
HISTORY = """
CREATE TABLE tier_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL,
    tier text,
    previous text,
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tier_history_time ON tier_history (changed_at);
CREATE INDEX tier_history_user ON tier_history (user_id, changed_at DESC, id DESC);
INSERT INTO tier_history (user_id, tier, changed_at) SELECT id, subscription_tier, created_at FROM users;

CREATE FUNCTION keep_tier_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO tier_history (user_id, tier) VALUES (NEW.id, NEW.subscription_tier);
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO tier_history (user_id, previous) VALUES (OLD.id, OLD.subscription_tier);
    ELSE
        INSERT INTO tier_history (user_id, tier, previous)
            VALUES (NEW.id, NEW.subscription_tier, OLD.subscription_tier);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_tier_history AFTER INSERT OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION keep_tier_history();
CREATE TRIGGER keep_tier_changes AFTER UPDATE OF subscription_tier ON users FOR EACH ROW
    WHEN (OLD.subscription_tier IS DISTINCT FROM NEW.subscription_tier) EXECUTE FUNCTION keep_tier_history();

-- The days (UTC) on which somebody used the studio. An access token lasts 15 minutes, so who is there takes a refresh
-- token that day.
CREATE TABLE active_days (
    day date NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (day, user_id)
);
CREATE INDEX active_days_user ON active_days (user_id);
INSERT INTO active_days
    SELECT (issued_at AT TIME ZONE 'UTC')::date, user_id FROM refresh_tokens ON CONFLICT DO NOTHING;

CREATE FUNCTION note_active_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO active_days VALUES ((NEW.issued_at AT TIME ZONE 'UTC')::date, NEW.user_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER note_active_day AFTER INSERT ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION note_active_day();

CREATE INDEX users_created ON users (created_at DESC, id DESC);
CREATE INDEX ai_jobs_created ON ai_jobs (created_at DESC, id DESC);
CREATE INDEX ai_jobs_ended ON ai_jobs (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX credit_transactions_created ON credit_transactions (created_at);
"""


DOWNGRADE = """
DROP INDEX users_created, ai_jobs_created, ai_jobs_ended, credit_transactions_created;
DROP TRIGGER note_active_day ON refresh_tokens;
DROP FUNCTION note_active_day;
DROP TABLE active_days;
DROP TRIGGER keep_tier_history ON users;
DROP TRIGGER keep_tier_changes ON users;
DROP FUNCTION keep_tier_history;
DROP TABLE tier_history;
DROP INDEX audit_log_actor;
DROP TRIGGER chain_audit_log ON audit_log;
DROP FUNCTION chain_audit_log;
ALTER TABLE audit_log DROP hash;
DROP FUNCTION audit_hash;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(CHAIN)
    op.get_bind().exec_driver_sql(HISTORY)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
