"""SQL of render jobs."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from film_studio.database import Transaction
from film_studio.jobs.models import ACTIVE, JobInput, JobType, Queue, Run, Stage, Status
from film_studio.paging import Cursor

DISPATCH_LOCK = 7_301_001
"""Advisory lock under which jobs become `processing`, so that two dispatchers never fill the same slot."""


def lock_user(connection: Transaction, user_id: UUID) -> DictRow | None:
    """Serialise what spends this user's credits until the transaction ends.

    Gives `subscription_tier`, `suspended_at` and `email_verified_at`; None for nobody.
    """
    return connection.execute(
        "SELECT subscription_tier, suspended_at, email_verified_at FROM users WHERE id = %s FOR UPDATE", (user_id,)
    ).fetchone()


def is_verified(connection: Transaction, user_id: UUID) -> bool:
    """Whether this user has shown that their address is theirs."""
    row = connection.execute("SELECT email_verified_at FROM users WHERE id = %s", (user_id,)).fetchone()
    return row is not None and row["email_verified_at"] is not None


def lock_active_of_user(connection: Transaction, user_id: UUID) -> list[UUID]:
    """The jobs of a user that are not over, locked until the transaction ends."""
    rows = connection.execute(
        """SELECT id FROM ai_jobs
           WHERE user_id = %s AND status IN ('in_review', 'scheduled', 'queued', 'processing')
           ORDER BY id FOR UPDATE""",
        (user_id,),
    ).fetchall()
    return [row["id"] for row in rows]


def has_active(connection: Transaction, user_id: UUID) -> bool:
    """Whether a job that this user has asked for is not over."""
    found = connection.execute(
        "SELECT FROM ai_jobs WHERE user_id = %s AND status = ANY(%s) LIMIT 1", (user_id, list(ACTIVE))
    )
    return found.fetchone() is not None


def remembered(connection: Transaction, user_id: UUID, key: str) -> DictRow | None:
    """What was done under an idempotency key: `request_hash` and `job_id`."""
    return connection.execute(
        "SELECT request_hash, job_id FROM idempotency_keys WHERE user_id = %s AND key = %s", (user_id, key)
    ).fetchone()


def remember(connection: Transaction, user_id: UUID, key: str, request_hash: bytes, job_id: UUID) -> None:
    """Keep what was done under an idempotency key."""
    connection.execute(
        "INSERT INTO idempotency_keys (user_id, key, request_hash, job_id) VALUES (%s, %s, %s, %s)",
        (user_id, key, request_hash, job_id),
    )


def insert(
    connection: Transaction,
    job_id: UUID,
    project_id: UUID,
    user_id: UUID,
    queue: Queue,
    job_input: JobInput,
    scheduled_for: datetime | None,
    *,
    job_type: JobType = "film",
    in_review: bool = False,
) -> DictRow:
    """A new job, in review or scheduled for a time; otherwise it is queued, and is to enter its line. Gives its row."""
    status: Status = "in_review" if in_review else "scheduled" if scheduled_for else "queued"
    row = connection.execute(
        """INSERT INTO ai_jobs
               (id, project_id, user_id, job_type, queue, input_parameters, status, current_step, scheduled_for)
           VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING *""",
        (
            *(job_id, project_id, user_id, job_type, queue, Jsonb(job_input.model_dump(mode="json"))),
            *(status, status, scheduled_for),
        ),
    ).fetchone()
    assert row is not None  # noqa: S101 - INSERT … RETURNING of one row gives one row
    return row


def find(connection: Transaction, job_id: object) -> DictRow | None:
    """A job, whoever owns it."""
    return connection.execute("SELECT * FROM ai_jobs WHERE id = %s", (job_id,)).fetchone()


def find_for_update(connection: Transaction, job_id: UUID) -> DictRow | None:
    """A job, locked until the transaction ends."""
    return connection.execute("SELECT * FROM ai_jobs WHERE id = %s FOR UPDATE", (job_id,)).fetchone()


def find_visible(connection: Transaction, user_id: UUID, job_id: UUID) -> DictRow | None:
    """A job with this user's `role` in its project; None where the user has none."""
    return connection.execute(
        """SELECT job.*, member.role FROM ai_jobs AS job
           JOIN project_members AS member ON member.project_id = job.project_id
           WHERE job.id = %s AND member.user_id = %s""",
        (job_id, user_id),
    ).fetchone()


def page(
    connection: Transaction, user_id: UUID, *, status: Status | None, cursor: Cursor | None, limit: int
) -> list[DictRow]:
    """At most `limit` + 1 jobs in the projects of this user, newest first, in this state, with the user's `role`."""
    return connection.execute(
        """SELECT job.*, member.role FROM project_members AS member
           JOIN ai_jobs AS job ON job.project_id = member.project_id
           WHERE member.user_id = %(user_id)s AND (%(status)s::text IS NULL OR status = %(status)s)
             AND (%(created_at)s::timestamptz IS NULL OR (job.created_at, job.id) < (%(created_at)s, %(id)s))
           ORDER BY job.created_at DESC, job.id DESC LIMIT %(rows)s""",
        {
            "user_id": user_id,
            "status": status,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


def active_of_project(connection: Transaction, project_id: UUID) -> DictRow | None:
    """The job of a project that is not over."""
    return connection.execute(
        """SELECT * FROM ai_jobs
           WHERE project_id = %s AND status IN ('in_review', 'scheduled', 'queued', 'processing')""",
        (project_id,),
    ).fetchone()


def last_completed_of_project(connection: Transaction, project_id: UUID) -> DictRow | None:
    """The newest completed job of a project."""
    return connection.execute(
        "SELECT * FROM ai_jobs WHERE project_id = %s AND status = 'completed' ORDER BY completed_at DESC LIMIT 1",
        (project_id,),
    ).fetchone()


def end(
    connection: Transaction,
    job_id: UUID,
    status: Status,
    *,
    from_statuses: Sequence[Status],
    attempt: int | None = None,
    output_urls: object = None,
    error_code: str | None = None,
    error_message: str | None = None,
) -> DictRow | None:
    """End a job that is in one of `from_statuses` (and at `attempt`); gives its row, None where it is not.

    One guarded statement: of several that end a job at the same time, exactly one gets the row.
    """
    return connection.execute(
        """UPDATE ai_jobs
           SET status = %(status)s, current_step = %(status)s, completed_at = now(),
               progress_percentage = CASE WHEN %(status)s = 'completed' THEN 100 ELSE progress_percentage END,
               output_urls = coalesce(%(output_urls)s, output_urls),
               error_code = %(error_code)s, error_message = %(error_message)s
           WHERE id = %(id)s AND status = ANY(%(from_statuses)s)
             AND (%(attempt)s::integer IS NULL OR attempt = %(attempt)s)
           RETURNING *""",
        {
            "id": job_id,
            "status": status,
            "from_statuses": list(from_statuses),
            "attempt": attempt,
            "output_urls": None if output_urls is None else Jsonb(output_urls),
            "error_code": error_code,
            "error_message": error_message,
        },
    ).fetchone()


# Stages --------------------------------------------------------------------------------------------------------------


def enter_step(connection: Transaction, run: Run, stage: Stage) -> DictRow | None:
    """Note the stage a run has come to; gives the job's row with the `owner_id` of its project.

    None where this run is not (or no longer) current.
    """
    return connection.execute(
        """UPDATE ai_jobs SET current_step = %s WHERE id = %s AND attempt = %s AND status = 'processing'
           RETURNING *, (SELECT user_id FROM projects WHERE id = project_id) AS owner_id""",
        (stage, run.job_id, run.attempt),
    ).fetchone()


def plan_stage(connection: Transaction, job_id: UUID, stage: Stage, parts: Sequence[str]) -> None:
    """The parts a stage will have. Parts that are known already keep their times."""
    connection.execute(
        "INSERT INTO job_stages (job_id, stage, part) SELECT %s, %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        (job_id, stage, list(parts)),
    )


def start_part(connection: Transaction, job_id: UUID, stage: Stage, part: str) -> None:
    """A part begins; the first beginning counts."""
    connection.execute(
        """INSERT INTO job_stages (job_id, stage, part, started_at) VALUES (%s, %s, %s, now())
           ON CONFLICT (job_id, stage, part) DO UPDATE SET started_at = coalesce(job_stages.started_at, now())""",
        (job_id, stage, part),
    )


def finish_part(connection: Transaction, job_id: object, stage: Stage, part: str) -> None:
    """A part is done; the first end counts."""
    connection.execute(
        """UPDATE job_stages SET finished_at = coalesce(finished_at, now())
           WHERE job_id = %s AND stage = %s AND part = %s""",
        (job_id, stage, part),
    )


def stage_counts(connection: Transaction, job_id: object) -> list[DictRow]:
    """`stage`, `total` and `done` parts of each stage that is planned or begun."""
    return connection.execute(
        "SELECT stage, count(*) AS total, count(finished_at) AS done FROM job_stages WHERE job_id = %s GROUP BY stage",
        (job_id,),
    ).fetchall()


def raise_percentage(connection: Transaction, job_id: object, percentage: int) -> None:
    """Progress of a job that is processing, which never falls."""
    connection.execute(
        """UPDATE ai_jobs SET progress_percentage = greatest(progress_percentage, %s)
           WHERE id = %s AND status = 'processing'""",
        (percentage, job_id),
    )


# What renders take ---------------------------------------------------------------------------------------------------

MOST_AHEAD = 1000
"""Jobs ahead are counted up to this."""


def stage_rates(connection: Transaction, quality: str, limit: int) -> list[DictRow]:
    """`stage`, `engine` and `rate` (seconds per unit) of the latest `limit` renders of this quality, for each stage."""
    return connection.execute(
        """SELECT seen.* FROM unnest(%s::text[]) AS wanted (stage) CROSS JOIN LATERAL (
               SELECT stage, engine, seconds / units AS rate FROM stage_times
               WHERE stage = wanted.stage AND quality = %s ORDER BY recorded_at DESC LIMIT %s
           ) AS seen""",
        (list(get_args(Stage)), quality, limit),
    ).fetchall()


def record_times(
    connection: Transaction, job_id: UUID, quality: str, units: Mapping[Stage, float], engines: Mapping[str, str]
) -> None:
    """Note what the stages of a job took, from the first beginning of a part to the last end; once for each stage.

    A stage of which a part was there already, so that no model was asked for it, says nothing.
    """
    stages = list(units)
    connection.execute(
        """INSERT INTO stage_times (job_id, stage, engine, quality, units, seconds)
           SELECT %(job_id)s, known.stage, known.engine, %(quality)s, known.units,
                  extract(epoch FROM max(made.finished_at) - min(made.started_at))
           FROM unnest(%(stages)s::text[], %(engines)s::text[], %(units)s::float8[]) AS known (stage, engine, units)
           JOIN job_stages AS made ON made.job_id = %(job_id)s AND made.stage = known.stage
           GROUP BY known.stage, known.engine, known.units
           HAVING bool_and(made.started_at IS NOT NULL AND made.finished_at IS NOT NULL)
              AND (known.engine = '' OR count(*) <= (
                  SELECT count(DISTINCT part) FROM stage_invocations
                  WHERE job_id = %(job_id)s AND stage = known.stage))
           ON CONFLICT DO NOTHING""",
        {
            "job_id": job_id,
            "quality": quality,
            "stages": stages,
            "engines": [engines.get(stage, "") for stage in stages],
            "units": [units[stage] for stage in stages],
        },
    )


def forget_times(connection: Transaction, age: timedelta) -> None:
    """Forget what renders took so long ago."""
    connection.execute("DELETE FROM stage_times WHERE recorded_at < now() - %s", (age,))


def stages_seen(connection: Transaction, job: DictRow) -> list[DictRow]:
    """`stage`, its parts `total`, `begun` and `done`, and the `seconds` it has taken in this attempt (None: before)."""
    return connection.execute(
        """SELECT stage, count(*) AS total, count(started_at) AS begun, count(finished_at) AS done,
                  CASE WHEN min(started_at) >= %(began)s THEN extract(epoch FROM
                      CASE WHEN count(*) = count(finished_at) THEN max(finished_at) ELSE clock_timestamp() END
                      - min(started_at))::float8 END AS seconds
           FROM job_stages WHERE job_id = %(id)s GROUP BY stage""",
        {"id": job["id"], "began": job["started_at"]},
    ).fetchall()


def run_seconds(connection: Transaction, limit: int) -> list[float]:
    """How long the latest completed films were rendered, in seconds."""
    rows = connection.execute(
        """SELECT extract(epoch FROM completed_at - started_at)::float8 AS seconds FROM ai_jobs
           WHERE status = 'completed' AND started_at IS NOT NULL ORDER BY completed_at DESC LIMIT %s""",
        (limit,),
    ).fetchall()
    return [row["seconds"] for row in rows]


def jobs_ahead(connection: Transaction, job: Mapping[str, Any]) -> int:
    """How many jobs wait before a queued one, in more urgent queues and in its own; counted up to `MOST_AHEAD`."""
    queues = get_args(Queue)
    row = connection.execute(
        """SELECT count(*) AS n FROM (
               (SELECT FROM ai_jobs WHERE status = 'queued' AND queue = ANY(%(before)s) LIMIT %(most)s)
               UNION ALL
               (SELECT FROM ai_jobs WHERE status = 'queued' AND queue = %(queue)s
                  AND (turn, waiting_since, id) < (%(turn)s, %(waiting_since)s, %(id)s) LIMIT %(most)s)
           ) AS ahead""",
        {**job, "before": list(queues[: queues.index(job["queue"])]), "most": MOST_AHEAD},
    ).fetchone()
    return min(MOST_AHEAD, int(row["n"])) if row else 0


def ahead_of_new(connection: Transaction, queue: Queue, turn: int) -> int:
    """How many jobs would wait before one that joined a queue now, in this turn; counted up to `MOST_AHEAD`."""
    place = {"queue": queue, "turn": turn, "waiting_since": datetime.now(UTC), "id": UUID(int=0)}
    return jobs_ahead(connection, place)


# Lines of waiting jobs ----------------------------------------------------------------------------------------------


def turns(connection: Transaction, user_id: UUID, queue: Queue) -> tuple[int, int]:
    """The latest turn of a queue that has begun, and the last one that this user waits for in it (0 for none)."""
    row = connection.execute(
        """SELECT (SELECT turn FROM queue_turns WHERE queue = %(queue)s) AS served,
                  (SELECT coalesce(max(turn), 0) FROM ai_jobs
                   WHERE user_id = %(user_id)s AND queue = %(queue)s AND status = 'queued') AS awaited""",
        {"user_id": user_id, "queue": queue},
    ).fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM gives one row
    return row["served"], row["awaited"]


def schedule(connection: Transaction, job_id: UUID) -> None:
    """A job that was in review waits for its time."""
    connection.execute("UPDATE ai_jobs SET status = 'scheduled', current_step = 'scheduled' WHERE id = %s", (job_id,))


def enter_line(connection: Transaction, job_id: UUID, turn: int) -> DictRow:
    """A job waits in the line of its queue from now on; gives its row."""
    row = connection.execute(
        """UPDATE ai_jobs SET status = 'queued', current_step = 'queued', turn = %s, waiting_since = now(),
                  queued_at = now()
           WHERE id = %s RETURNING *""",
        (turn, job_id),
    ).fetchone()
    assert row is not None  # noqa: S101 - the caller has locked the row
    return row


def move_up(connection: Transaction, user_id: UUID, queue: Queue, turn: int) -> None:
    """Bring this user's waiting jobs of later turns forward by one; those that just begin or end stay."""
    connection.execute(
        """UPDATE ai_jobs SET turn = turn - 1
           WHERE id IN (SELECT id FROM ai_jobs WHERE user_id = %s AND queue = %s AND status = 'queued' AND turn > %s
                        FOR UPDATE SKIP LOCKED)""",
        (user_id, queue, turn),
    )


def due(connection: Transaction, limit: int) -> list[DictRow]:
    """Scheduled jobs whose time has come, locked; those that another transaction has locked are left to it."""
    return connection.execute(
        """SELECT * FROM ai_jobs WHERE status = 'scheduled' AND scheduled_for <= now()
           ORDER BY scheduled_for LIMIT %s FOR UPDATE SKIP LOCKED""",
        (limit,),
    ).fetchall()


# Dispatching ---------------------------------------------------------------------------------------------------------


def lock_dispatching(connection: Transaction) -> None:
    """Wait for any other dispatcher that is filling a slot; held until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (DISPATCH_LOCK,))


def processing_count(connection: Transaction) -> int:
    """How many jobs are processing."""
    row = connection.execute("SELECT count(*) AS n FROM ai_jobs WHERE status = 'processing'").fetchone()
    return int(row["n"]) if row else 0


LINES = """
    WITH busy AS MATERIALIZED (
        SELECT coalesce(array_agg(user_id), '{}') AS users FROM (
            SELECT user_id FROM ai_jobs WHERE status = 'processing' GROUP BY user_id HAVING count(*) >= %s
        ) AS full_users
    )
    SELECT line.queue, first.id, first.attempt, now() - oldest.waiting_since AS age
    FROM unnest(%s::text[]) AS line (queue)
    CROSS JOIN LATERAL (
        SELECT id, attempt FROM ai_jobs
        WHERE status = 'queued' AND queue = line.queue AND user_id <> ALL((SELECT users FROM busy)::uuid[])
        ORDER BY turn, waiting_since, id LIMIT 1
    ) AS first
    CROSS JOIN LATERAL (
        SELECT waiting_since FROM ai_jobs
        WHERE status = 'queued' AND queue = line.queue AND user_id <> ALL((SELECT users FROM busy)::uuid[])
        ORDER BY waiting_since LIMIT 1
    ) AS oldest"""
"""Two probes of an index for each queue, however long its line is; it passes over the few users who are rendering."""


def lines(connection: Transaction, jobs_per_user: int) -> list[DictRow]:
    """Of each queue where somebody waits who may start another job: `queue`, `id` and `attempt` of the first job in the
    order of `fairness.Place`, and the `age` of the oldest.
    """
    return connection.execute(LINES, (jobs_per_user, list(get_args(Queue)))).fetchall()


def is_waiting(connection: Transaction, queue: Queue) -> bool:
    """Whether anybody waits in a queue."""
    found = connection.execute("SELECT FROM ai_jobs WHERE status = 'queued' AND queue = %s LIMIT 1", (queue,))
    return found.fetchone() is not None


def last_started(connection: Transaction, limit: int) -> list[Queue]:
    """The queues of the jobs started last, newest first."""
    rows = connection.execute(
        "SELECT queue FROM ai_jobs WHERE started_at IS NOT NULL ORDER BY started_at DESC LIMIT %s", (limit,)
    ).fetchall()
    return [row["queue"] for row in rows]


def begin(connection: Transaction, job_id: UUID, execution_arn: str) -> bool:
    """A queued job becomes processing, under the execution it is about to get; False where it is not queued any more.

    Its turn is the one that is being served from now on.
    """
    job = connection.execute(
        """UPDATE ai_jobs SET status = 'processing', execution_arn = %s, started_at = now(), launched_at = NULL
           WHERE id = %s AND status = 'queued' RETURNING queue, turn""",
        (execution_arn, job_id),
    ).fetchone()
    if job is None:
        return False
    connection.execute("UPDATE queue_turns SET turn = greatest(turn, %s) WHERE queue = %s", (job["turn"], job["queue"]))
    return True


def set_launched(connection: Transaction, run: Run) -> None:
    """Note that a run's execution has been started."""
    connection.execute(
        "UPDATE ai_jobs SET launched_at = now() WHERE id = %s AND attempt = %s AND status = 'processing'",
        (run.job_id, run.attempt),
    )


def not_launched(connection: Transaction) -> list[Run]:
    """Runs that have begun and whose execution is not known to have been started."""
    rows = connection.execute(
        "SELECT id, attempt FROM ai_jobs WHERE status = 'processing' AND launched_at IS NULL ORDER BY started_at"
    ).fetchall()
    return [Run(job_id=row["id"], attempt=row["attempt"]) for row in rows]


# Reconciling ---------------------------------------------------------------------------------------------------------


def processing_since(connection: Transaction, age: timedelta) -> list[DictRow]:
    """Jobs that have been processing for at least `age`."""
    return connection.execute(
        "SELECT * FROM ai_jobs WHERE status = 'processing' AND started_at <= now() - %s ORDER BY started_at", (age,)
    ).fetchall()


def queued_since(connection: Transaction, queue: Queue, age: timedelta) -> list[DictRow]:
    """`id`, `attempt` and `queue` of a queue's jobs whose newest message is at least `age` old and was sent."""
    return connection.execute(
        """SELECT id, attempt, queue FROM ai_jobs AS job
           WHERE status = 'queued' AND queue = %s AND queued_at <= now() - %s
             AND NOT EXISTS (SELECT FROM outbox WHERE sent_at IS NULL AND payload ->> 'job_id' = job.id::text)
           ORDER BY queued_at""",
        (queue, age),
    ).fetchall()


def next_attempt(connection: Transaction, job_id: UUID, attempt: int, scheduled_for: datetime) -> DictRow | None:
    """Schedule the next attempt at a processing job whose `attempt` came to nothing; None where it has moved on."""
    return connection.execute(
        """UPDATE ai_jobs SET status = 'scheduled', current_step = 'retrying', attempt = attempt + 1,
                  execution_arn = NULL, scheduled_for = %s
           WHERE id = %s AND attempt = %s AND status = 'processing' RETURNING *""",
        (scheduled_for, job_id, attempt),
    ).fetchone()


def reopen(connection: Transaction, job_id: UUID) -> DictRow | None:
    """Put a failed job back, as its next attempt, to enter its line; gives its row, None where it has not failed."""
    return connection.execute(
        """UPDATE ai_jobs SET status = 'queued', current_step = 'queued', attempt = attempt + 1, execution_arn = NULL,
                  started_at = NULL, completed_at = NULL, error_code = NULL, error_message = NULL, turn = 0
           WHERE id = %s AND status = 'failed' RETURNING *""",
        (job_id,),
    ).fetchone()


def touch_queued(connection: Transaction, job_id: UUID) -> None:
    """Note that a queued job has got a fresh message."""
    connection.execute("UPDATE ai_jobs SET queued_at = now() WHERE id = %s", (job_id,))


# Dead letters --------------------------------------------------------------------------------------------------------


def note_failure(connection: Transaction, message_id: str, reason: str) -> None:
    """Why the last delivery of a message failed."""
    connection.execute(
        """INSERT INTO delivery_failures (message_id, reason) VALUES (%s, %s)
           ON CONFLICT (message_id) DO UPDATE SET reason = excluded.reason, failed_at = now()""",
        (message_id, reason),
    )


def failures(connection: Transaction, message_ids: Sequence[str]) -> dict[str, DictRow]:
    """`reason` and `failed_at` of messages, by their ids, as far as they are on record."""
    rows = connection.execute(
        "SELECT message_id, reason, failed_at FROM delivery_failures WHERE message_id = ANY(%s)", (list(message_ids),)
    ).fetchall()
    return {row["message_id"]: row for row in rows}


def statuses(connection: Transaction, job_ids: Sequence[UUID]) -> dict[UUID, Status]:
    """The status of each of these jobs that there is."""
    rows = connection.execute("SELECT id, status FROM ai_jobs WHERE id = ANY(%s)", (list(job_ids),)).fetchall()
    return {row["id"]: row["status"] for row in rows}


def forget_failures(connection: Transaction, age: timedelta) -> None:
    """Forget why messages failed that no queue holds any more."""
    connection.execute("DELETE FROM delivery_failures WHERE failed_at < now() - %s", (age,))
