"""Turns of users in a queue, films for later, starts that are known to have happened, and what renders have taken."""

from alembic import op

revision = "0004"
down_revision = "0003"

UPGRADE = """
ALTER TABLE ai_jobs DROP CONSTRAINT ai_jobs_status_check;
ALTER TABLE ai_jobs ADD CONSTRAINT ai_jobs_status_check
    CHECK (status IN ('scheduled', 'queued', 'processing', 'completed', 'failed', 'cancelled'));
ALTER TABLE ai_jobs
    ADD turn bigint NOT NULL DEFAULT 0,
    ADD waiting_since timestamptz NOT NULL DEFAULT now(),
    ADD scheduled_for timestamptz,
    ADD launched_at timestamptz;

-- One row a queue: the latest turn of which a job has begun.
CREATE TABLE queue_turns (
    queue text PRIMARY KEY CHECK (queue IN ('high', 'normal', 'batch')),
    turn bigint NOT NULL DEFAULT 0
);
INSERT INTO queue_turns (queue) VALUES ('high'), ('normal'), ('batch');

UPDATE ai_jobs SET launched_at = started_at WHERE status = 'processing';
UPDATE ai_jobs AS job SET turn = line.place, waiting_since = job.created_at
FROM (SELECT id, row_number() OVER (PARTITION BY queue, user_id ORDER BY created_at, id) AS place
      FROM ai_jobs WHERE status = 'queued') AS line
WHERE line.id = job.id;

ALTER TABLE ai_jobs ADD CHECK (status <> 'scheduled' OR scheduled_for IS NOT NULL);

-- The line of each queue by turn and by age, whole in the index; and the last turn that a user waits for.
CREATE INDEX ai_jobs_line ON ai_jobs (queue, turn, waiting_since, id) INCLUDE (user_id) WHERE status = 'queued';
CREATE INDEX ai_jobs_oldest ON ai_jobs (queue, waiting_since) INCLUDE (user_id) WHERE status = 'queued';
CREATE INDEX ai_jobs_turn ON ai_jobs (user_id, queue, turn) WHERE status = 'queued';
CREATE INDEX ai_jobs_started ON ai_jobs (started_at DESC) WHERE started_at IS NOT NULL;
CREATE INDEX ai_jobs_completed ON ai_jobs (completed_at DESC) WHERE status = 'completed';
CREATE INDEX ai_jobs_due ON ai_jobs (scheduled_for) WHERE status = 'scheduled';
DROP INDEX ai_jobs_one_active;
CREATE UNIQUE INDEX ai_jobs_one_active ON ai_jobs (project_id) WHERE status IN ('scheduled', 'queued', 'processing');

-- What stages of completed films took. No reference to jobs: what was learned stays when a film is deleted.
CREATE TABLE stage_times (
    job_id uuid NOT NULL,
    stage text NOT NULL,
    engine text NOT NULL,
    quality text NOT NULL,
    units double precision NOT NULL CHECK (units > 0),
    seconds double precision NOT NULL CHECK (seconds >= 0),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (job_id, stage)
);
CREATE INDEX stage_times_recent ON stage_times (stage, quality, recorded_at DESC);

-- Why the last delivery of a queue's message failed; SQS itself does not say.
CREATE TABLE delivery_failures (
    message_id text PRIMARY KEY,
    reason text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
);
"""

DOWNGRADE = """
DROP TABLE delivery_failures;
DROP TABLE stage_times;
DROP INDEX ai_jobs_one_active, ai_jobs_completed, ai_jobs_due, ai_jobs_started, ai_jobs_turn, ai_jobs_oldest,
    ai_jobs_line;
UPDATE ai_jobs SET status = 'queued', waiting_since = now(), turn = 1 WHERE status = 'scheduled';
ALTER TABLE ai_jobs DROP turn, DROP waiting_since, DROP scheduled_for, DROP launched_at,
    DROP CONSTRAINT ai_jobs_status_check;
DROP TABLE queue_turns;
ALTER TABLE ai_jobs ADD CONSTRAINT ai_jobs_status_check
    CHECK (status IN ('queued', 'processing', 'completed', 'failed', 'cancelled'));
CREATE UNIQUE INDEX ai_jobs_one_active ON ai_jobs (project_id) WHERE status IN ('queued', 'processing');
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(UPGRADE)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
