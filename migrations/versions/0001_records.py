"""All records: accounts, projects, credits, jobs, publishing."""

from alembic import op

revision = "0001"
down_revision = None

# One statement per table, in order of reference. Text columns with a closed vocabulary are checked; times are UTC.
TABLES = """
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL CHECK (email = lower(email)),
    password_hash text,
    full_name text NOT NULL,
    subscription_tier text NOT NULL DEFAULT 'free' CHECK (subscription_tier IN ('free', 'pro', 'studio')),
    credits_balance integer NOT NULL DEFAULT 0 CHECK (credits_balance >= 0),
    credits_reset_date date,
    is_admin boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_login_at timestamptz,
    CONSTRAINT users_email_key UNIQUE (email)
);

CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    family_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    issued_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    spent_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);

CREATE TABLE projects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    title text NOT NULL,
    script text NOT NULL DEFAULT '',
    duration_seconds integer,
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'processing', 'completed', 'failed')),
    thumbnail_url text,
    video_url text,
    metadata jsonb NOT NULL DEFAULT '{}',
    options jsonb NOT NULL DEFAULT '{}',
    download_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX projects_owner ON projects (user_id, created_at DESC, id DESC);
CREATE INDEX projects_status ON projects (status);

CREATE TABLE project_versions (
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    version integer NOT NULL,
    content jsonb NOT NULL,
    created_by uuid REFERENCES users ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, version)
);

CREATE TABLE project_collaborators (
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('viewer', 'editor')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_collaborators_user ON project_collaborators (user_id);

CREATE TABLE project_assets (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('image', 'audio', 'script')),
    uri text NOT NULL,
    filename text NOT NULL,
    content_type text NOT NULL,
    size_bytes bigint,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'ready', 'rejected')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX project_assets_project ON project_assets (project_id);

CREATE TABLE credit_transactions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    transaction_type text NOT NULL CHECK (transaction_type IN ('grant', 'deduction', 'refund', 'purchase')),
    amount integer NOT NULL CHECK (amount <> 0),
    balance_after integer NOT NULL CHECK (balance_after >= 0),
    description text NOT NULL,
    reference_id text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((transaction_type = 'deduction') = (amount < 0)),
    CONSTRAINT credit_transactions_once UNIQUE (user_id, transaction_type, reference_id)
);
CREATE INDEX credit_transactions_user ON credit_transactions (user_id, created_at DESC, id DESC);

CREATE TABLE ai_jobs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    job_type text NOT NULL DEFAULT 'film' CHECK (job_type IN ('film')),
    status text NOT NULL DEFAULT 'queued'
        CHECK (status IN ('queued', 'processing', 'completed', 'failed', 'cancelled')),
    queue text NOT NULL CHECK (queue IN ('high', 'normal', 'batch')),
    attempt integer NOT NULL DEFAULT 1,
    execution_arn text,
    progress_percentage integer NOT NULL DEFAULT 0 CHECK (progress_percentage BETWEEN 0 AND 100),
    current_step text NOT NULL DEFAULT 'queued',
    input_parameters jsonb NOT NULL,
    output_urls jsonb NOT NULL DEFAULT '{}',
    error_code text,
    error_message text,
    created_at timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    completed_at timestamptz
);
CREATE INDEX ai_jobs_owner ON ai_jobs (user_id, created_at DESC, id DESC);
CREATE INDEX ai_jobs_status ON ai_jobs (status, queue, queued_at);
-- One film of a project at a time: the second of two racing requests hits this index.
CREATE UNIQUE INDEX ai_jobs_one_active ON ai_jobs (project_id) WHERE status IN ('queued', 'processing');

CREATE TABLE job_stages (
    job_id uuid NOT NULL REFERENCES ai_jobs ON DELETE CASCADE,
    stage text NOT NULL,
    part text NOT NULL DEFAULT '',
    started_at timestamptz,
    finished_at timestamptz,
    PRIMARY KEY (job_id, stage, part)
);

CREATE TABLE stage_invocations (
    inference_id uuid PRIMARY KEY,
    job_id uuid NOT NULL REFERENCES ai_jobs ON DELETE CASCADE,
    stage text NOT NULL,
    part text NOT NULL DEFAULT '',
    task_token text NOT NULL,
    artifact text NOT NULL,
    failure_location text,
    created_at timestamptz NOT NULL DEFAULT now(),
    answered_at timestamptz
);
CREATE INDEX stage_invocations_job ON stage_invocations (job_id);

CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    job_id uuid NOT NULL REFERENCES ai_jobs ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz
);
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;

CREATE TABLE youtube_integrations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    channel_id text NOT NULL,
    channel_name text NOT NULL,
    access_token bytea NOT NULL,
    refresh_token bytea NOT NULL,
    token_expires_at timestamptz NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT youtube_integrations_channel UNIQUE (user_id, channel_id)
);

CREATE TABLE webhook_receipts (
    source text NOT NULL,
    event_id text NOT NULL,
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    PRIMARY KEY (source, event_id)
);
"""

# The balance is the sum of the ledger because nothing but a new ledger row can move it, and no row ever changes.
# Locking in the first trigger and writing in the second lets a row that hits ON CONFLICT DO NOTHING leave no trace.
LEDGER = """
CREATE FUNCTION set_balance_after() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT credits_balance + NEW.amount INTO NEW.balance_after FROM users WHERE id = NEW.user_id FOR UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER set_balance_after BEFORE INSERT ON credit_transactions
    FOR EACH ROW EXECUTE FUNCTION set_balance_after();

CREATE FUNCTION move_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users SET credits_balance = credits_balance + NEW.amount, updated_at = now()
        WHERE id = NEW.user_id AND credits_balance + NEW.amount = NEW.balance_after;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a statement may enter one row into the ledger of a user';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER move_balance AFTER INSERT ON credit_transactions FOR EACH ROW EXECUTE FUNCTION move_balance();

CREATE FUNCTION keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM users WHERE id = OLD.user_id) THEN
            RETURN OLD;  -- the user is being deleted, ledger and all
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger is append-only';
END $$;
CREATE TRIGGER keep_ledger BEFORE UPDATE OR DELETE ON credit_transactions
    FOR EACH ROW EXECUTE FUNCTION keep_ledger();
CREATE TRIGGER keep_whole_ledger BEFORE TRUNCATE ON credit_transactions EXECUTE FUNCTION keep_ledger();

CREATE FUNCTION guard_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.credits_balance <> 0 OR TG_OP = 'UPDATE' AND pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'only the ledger moves the balance';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_balance BEFORE INSERT OR UPDATE OF credits_balance ON users
    FOR EACH ROW EXECUTE FUNCTION guard_balance();
"""

LEDGER_FUNCTIONS = ("set_balance_after", "move_balance", "keep_ledger", "guard_balance")

NAMES = (
    "webhook_receipts youtube_integrations outbox idempotency_keys stage_invocations job_stages ai_jobs "
    "credit_transactions project_assets project_collaborators project_versions projects refresh_tokens users"
)


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES)
    op.get_bind().exec_driver_sql(LEDGER)


def downgrade() -> None:
    for name in NAMES.split():
        op.execute(f"DROP TABLE {name}")
    for name in LEDGER_FUNCTIONS:
        op.execute(f"DROP FUNCTION {name}")
