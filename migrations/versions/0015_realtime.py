"""What is told of jobs and projects while it happens, and who listens."""

from alembic import op

revision = "0015"
down_revision = "0014"

TABLES = """
CREATE TABLE realtime_tickets (
    ticket_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    session_id uuid NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX realtime_tickets_user ON realtime_tickets (user_id);
CREATE INDEX realtime_tickets_expiry ON realtime_tickets (expires_at);

CREATE TABLE realtime_connections (
    id text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    session_id uuid NOT NULL,
    connected_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX realtime_connections_user ON realtime_connections (user_id, connected_at);

-- A project is named without a reference, so that who listens to one that is deleted can be told.
CREATE TABLE realtime_subscriptions (
    connection_id text NOT NULL REFERENCES realtime_connections ON DELETE CASCADE,
    project_id uuid NOT NULL,
    job_id uuid,
    sent bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (connection_id, project_id, job_id)
);
CREATE INDEX realtime_subscriptions_project ON realtime_subscriptions (project_id);

CREATE TABLE realtime_streams (
    project_id uuid PRIMARY KEY REFERENCES projects ON DELETE CASCADE,
    last bigint NOT NULL
);

CREATE TABLE realtime_events (
    project_id uuid NOT NULL REFERENCES projects ON DELETE CASCADE,
    sequence bigint NOT NULL,
    job_id uuid,
    type text NOT NULL,
    content jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (project_id, sequence)
);
CREATE INDEX realtime_events_age ON realtime_events (created_at);
"""

# Triggers write the events, so that no change can be made without one, nor an event without its change. They are
# deferred to the commit: the row of a project's stream is the last lock that a transaction takes, so it makes no
# circle with others, and numbers become visible in their order. The notice tells the process that commits.
TRIGGERS = """
CREATE FUNCTION realtime_tell(of_project uuid, of_job uuid, what text, content jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM projects WHERE id = of_project FOR KEY SHARE;
    IF NOT FOUND THEN
        RETURN;  -- deleted in this transaction, or meanwhile
    END IF;
    WITH stream AS (
        INSERT INTO realtime_streams (project_id, last) VALUES (of_project, 1)
        ON CONFLICT (project_id) DO UPDATE SET last = realtime_streams.last + 1 RETURNING last
    )
    INSERT INTO realtime_events (project_id, sequence, job_id, type, content)
        SELECT of_project, last, of_job, what, content FROM stream;
    RAISE NOTICE USING MESSAGE = 'realtime', DETAIL = of_project::text;
END $$;

CREATE FUNCTION realtime_job(job ai_jobs) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'id', job.id, 'job_type', job.job_type, 'status', job.status, 'attempt', job.attempt,
        'progress_percentage', job.progress_percentage, 'current_step', job.current_step,
        'error_code', job.error_code, 'error_message', job.error_message,
        'scheduled_for', job.scheduled_for, 'started_at', job.started_at, 'completed_at', job.completed_at)
$$;

CREATE FUNCTION realtime_project(project projects) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'id', project.id, 'title', project.title, 'status', project.status, 'revision', project.revision,
        'has_film', project.video_url IS NOT NULL)
$$;

CREATE FUNCTION realtime_tell_job() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    what text := 'job.' || NEW.status;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status = NEW.status THEN
        what := 'job.progress';
    END IF;
    PERFORM realtime_tell(NEW.project_id, NEW.id, what, jsonb_build_object('job', realtime_job(NEW)));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER realtime_new_job AFTER INSERT ON ai_jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION realtime_tell_job();
CREATE CONSTRAINT TRIGGER realtime_changed_job AFTER UPDATE ON ai_jobs DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (
        (OLD.status, OLD.progress_percentage, OLD.current_step, OLD.attempt, OLD.error_code, OLD.scheduled_for)
        IS DISTINCT FROM
        (NEW.status, NEW.progress_percentage, NEW.current_step, NEW.attempt, NEW.error_code, NEW.scheduled_for))
    EXECUTE FUNCTION realtime_tell_job();

CREATE FUNCTION realtime_tell_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM realtime_tell(
        NEW.id, NULL, 'project.changed', jsonb_build_object('project', realtime_project(NEW)));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER realtime_changed_project AFTER UPDATE ON projects DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (
        (OLD.title, OLD.status, OLD.revision, OLD.video_url)
        IS DISTINCT FROM (NEW.title, NEW.status, NEW.revision, NEW.video_url))
    EXECUTE FUNCTION realtime_tell_project();
"""

DOWNGRADE = """
DROP TRIGGER realtime_changed_project ON projects;
DROP TRIGGER realtime_changed_job ON ai_jobs;
DROP TRIGGER realtime_new_job ON ai_jobs;
DROP FUNCTION realtime_tell_project, realtime_tell_job, realtime_tell, realtime_project, realtime_job;
DROP TABLE realtime_events, realtime_streams, realtime_subscriptions, realtime_connections, realtime_tickets;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES)
    op.get_bind().exec_driver_sql(TRIGGERS)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
