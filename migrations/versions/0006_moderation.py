"""What was judged fit to be shown, and what waits for a person."""

from alembic import op

revision = "0006"
down_revision = "0005"

# A judgement is of a content, known by its hash: whoever sends the same again gets the same answer, and a person is
# asked once. It holds no text and no name; what it is about is found through the jobs and images that wait for it.
MODERATION = """
CREATE TABLE judgements (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('text', 'image')),
    content_hash bytea NOT NULL,
    perceptual_hash bit(64),
    judged_by text NOT NULL,
    judged_at timestamptz NOT NULL DEFAULT now(),
    outcome text NOT NULL CHECK (outcome IN ('allow', 'review', 'block')),
    findings jsonb NOT NULL,
    claimed_by uuid,
    claimed_at timestamptz,
    decision text CHECK (decision IN ('approve', 'refuse')),
    reason text,
    decided_by uuid,
    decided_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, content_hash),
    CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE INDEX judgements_open ON judgements (created_at, id) WHERE outcome <> 'allow' AND decision IS NULL;
CREATE INDEX judgements_decided ON judgements (created_at, id) WHERE decision IS NOT NULL;
CREATE INDEX judgements_refused ON judgements (id) WHERE perceptual_hash IS NOT NULL AND decision = 'refuse';

CREATE TABLE job_reviews (
    job_id uuid NOT NULL REFERENCES ai_jobs ON DELETE CASCADE,
    judgement_id uuid NOT NULL REFERENCES judgements,
    appeal text,
    PRIMARY KEY (job_id, judgement_id)
);
CREATE INDEX job_reviews_judgement ON job_reviews (judgement_id);

ALTER TABLE ai_jobs DROP CONSTRAINT ai_jobs_status_check;
ALTER TABLE ai_jobs ADD CONSTRAINT ai_jobs_status_check
    CHECK (status IN ('in_review', 'scheduled', 'queued', 'processing', 'completed', 'failed', 'cancelled'));
DROP INDEX ai_jobs_one_active;
CREATE UNIQUE INDEX ai_jobs_one_active ON ai_jobs (project_id)
    WHERE status IN ('in_review', 'scheduled', 'queued', 'processing');
CREATE INDEX ai_jobs_in_review ON ai_jobs (created_at) WHERE status = 'in_review';
"""

DOWNGRADE = """
DROP INDEX ai_jobs_one_active, ai_jobs_in_review;
UPDATE ai_jobs SET status = CASE WHEN scheduled_for > now() THEN 'scheduled' ELSE 'queued' END, waiting_since = now(),
    turn = 1 WHERE status = 'in_review';
ALTER TABLE ai_jobs DROP CONSTRAINT ai_jobs_status_check;
ALTER TABLE ai_jobs ADD CONSTRAINT ai_jobs_status_check
    CHECK (status IN ('scheduled', 'queued', 'processing', 'completed', 'failed', 'cancelled'));
CREATE UNIQUE INDEX ai_jobs_one_active ON ai_jobs (project_id) WHERE status IN ('scheduled', 'queued', 'processing');
DROP TABLE job_reviews;
DROP TABLE judgements;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(MODERATION)


def downgrade() -> None:
    op.get_bind().exec_driver_sql(DOWNGRADE)
