"""Verified addresses, links in mails, sign-in through others, exports, and sessions that end at once."""

from alembic import op

revision = "0010"
down_revision = "0009"

# Tokens are known by their SHA-256. What is used is deleted, so of two who come with one token one finds nothing.
TABLES = """
ALTER TABLE users ADD email_verified_at timestamptz;

CREATE TABLE account_links (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('verify-email', 'change-email', 'reset-password')),
    email text NOT NULL CHECK (email = lower(email)),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX account_links_user ON account_links (user_id, purpose, created_at);

CREATE TABLE oauth_states (
    state_hash bytea PRIMARY KEY,
    browser_hash bytea NOT NULL,
    provider text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX oauth_states_expiry ON oauth_states (expires_at);

CREATE TABLE oauth_identities (
    provider text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    email text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, subject)
);
CREATE INDEX oauth_identities_user ON oauth_identities (user_id);

CREATE TABLE account_exports (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    requested_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    uri text
);
CREATE INDEX account_exports_waiting ON account_exports (requested_at) WHERE finished_at IS NULL;
"""

# The cache holds what the authorizer knows of a user. Whoever changes that leaves word for the relay in the same
# transaction, whichever part of the studio it is and wherever it dies.
SESSIONS = """
CREATE FUNCTION forget_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (topic, payload) VALUES ('cache', jsonb_build_object('forget', 'sessions:' || OLD.id));
    RETURN NULL;
END $$;
CREATE TRIGGER forget_changed_user AFTER UPDATE OF subscription_tier, is_admin, suspended_at ON users FOR EACH ROW
    WHEN ((OLD.subscription_tier, OLD.is_admin, OLD.suspended_at)
        IS DISTINCT FROM (NEW.subscription_tier, NEW.is_admin, NEW.suspended_at))
    EXECUTE FUNCTION forget_user();
CREATE TRIGGER forget_deleted_user AFTER DELETE ON users FOR EACH ROW EXECUTE FUNCTION forget_user();

CREATE FUNCTION forget_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (topic, payload)
        SELECT DISTINCT 'cache', jsonb_build_object('forget', 'sessions:' || after.user_id)
        FROM after JOIN before USING (token_hash) WHERE after.revoked_at IS NOT NULL AND before.revoked_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_sessions AFTER UPDATE ON refresh_tokens REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION forget_sessions();
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES)
    op.get_bind().exec_driver_sql(SESSIONS)


def downgrade() -> None:
    op.execute("DROP TRIGGER forget_sessions ON refresh_tokens")
    op.execute("DROP TRIGGER forget_changed_user ON users")
    op.execute("DROP TRIGGER forget_deleted_user ON users")
    op.execute("DROP FUNCTION forget_sessions")
    op.execute("DROP FUNCTION forget_user")
    op.execute("DELETE FROM outbox WHERE topic = 'cache'")
    for table in ("account_exports", "oauth_identities", "oauth_states", "account_links"):
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE users DROP email_verified_at")
