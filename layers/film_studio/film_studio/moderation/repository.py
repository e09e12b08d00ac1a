"""SQL of judgements and reviews."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from film_studio.database import Transaction
from film_studio.moderation.models import CLAIM_MINUTES, Decision, Finding, Kind, Outcome
from film_studio.paging import Cursor

# Judgements ----------------------------------------------------------------------------------------------------------


def find(connection: Transaction, kind: Kind, content_hash: bytes, fresh: timedelta) -> DictRow | None:
    """The judgement of a content, kept from changing until the transaction ends.

    `stale` says whether it was made without an answer, longer ago than `fresh`.
    """
    return connection.execute(
        """SELECT *, judged_at < now() - %s AND findings @> '[{"category": "unchecked"}]' AS stale
           FROM judgements WHERE kind = %s AND content_hash = %s FOR SHARE""",
        (fresh, kind, content_hash),
    ).fetchone()


def put(
    connection: Transaction,
    kind: Kind,
    content_hash: bytes,
    judged_by: str,
    outcome: Outcome,
    findings: Sequence[Finding],
    perceptual_hash: str | None,
) -> None:
    """What was made of a content; what a person has decided stays as it is."""
    connection.execute(
        """INSERT INTO judgements (kind, content_hash, judged_by, outcome, findings, perceptual_hash)
           VALUES (%s, %s, %s, %s, %s, %s::bit(64))
           ON CONFLICT (kind, content_hash) DO UPDATE
           SET judged_by = EXCLUDED.judged_by, outcome = EXCLUDED.outcome, findings = EXCLUDED.findings,
               perceptual_hash = coalesce(EXCLUDED.perceptual_hash, judgements.perceptual_hash), judged_at = now()
           WHERE judgements.decision IS NULL""",
        (
            *(kind, content_hash, judged_by, outcome),
            *(Jsonb([finding.model_dump(mode="json") for finding in findings]), perceptual_hash),
        ),
    )


def resembles_refused(connection: Transaction, content_hash: bytes, perceptual_hash: str, near: int) -> bool:
    """Whether another image that a person has refused differs in `near` bits at most."""
    row = connection.execute(
        """SELECT EXISTS (SELECT FROM judgements WHERE perceptual_hash IS NOT NULL AND decision = 'refuse'
                          AND content_hash <> %s AND bit_count(perceptual_hash # %s::bit(64)) <= %s) AS found""",
        (content_hash, perceptual_hash, near),
    ).fetchone()
    return row is not None and row["found"]


# Films that wait -----------------------------------------------------------------------------------------------------


def await_review(connection: Transaction, job_id: UUID, judgement_ids: Sequence[UUID], appeal: str | None) -> None:
    """Note what a film waits for."""
    connection.execute(
        "INSERT INTO job_reviews (job_id, judgement_id, appeal) SELECT %s, unnest(%s::uuid[]), %s",
        (job_id, list(judgement_ids), appeal),
    )


def waiting_for(connection: Transaction, judgement_id: UUID) -> list[UUID]:
    """The films that wait for a judgement."""
    rows = connection.execute(
        """SELECT job_id FROM job_reviews JOIN ai_jobs ON id = job_id
           WHERE judgement_id = %s AND status = 'in_review' ORDER BY created_at, job_id""",
        (judgement_id,),
    ).fetchall()
    return [row["job_id"] for row in rows]


def awaited(connection: Transaction, job_id: UUID) -> list[DictRow]:
    """`outcome`, `decision` and `reason` of all that a film waits for."""
    return connection.execute(
        """SELECT outcome, decision, reason FROM job_reviews JOIN judgements ON id = judgement_id
           WHERE job_id = %s ORDER BY decided_at""",
        (job_id,),
    ).fetchall()


def settled_films(connection: Transaction) -> list[UUID]:
    """Films in review that wait for nobody any more."""
    rows = connection.execute(
        """SELECT id FROM ai_jobs WHERE status = 'in_review' AND (
               EXISTS (SELECT FROM job_reviews JOIN judgements AS judgement ON judgement.id = judgement_id
                       WHERE job_id = ai_jobs.id AND decision = 'refuse')
               OR NOT EXISTS (SELECT FROM job_reviews JOIN judgements AS judgement ON judgement.id = judgement_id
                              WHERE job_id = ai_jobs.id AND decision IS NULL AND outcome <> 'allow'))"""
    ).fetchall()
    return [row["id"] for row in rows]


def unchecked_films(connection: Transaction, limit: int) -> list[DictRow]:
    """Films in review because a service did not answer."""
    return connection.execute(
        """SELECT input_parameters FROM ai_jobs WHERE status = 'in_review' AND EXISTS (
               SELECT FROM job_reviews JOIN judgements AS judgement ON judgement.id = judgement_id
               WHERE job_id = ai_jobs.id AND decision IS NULL AND findings @> '[{"category": "unchecked"}]')
           ORDER BY created_at LIMIT %s""",
        (limit,),
    ).fetchall()


# Reviews -------------------------------------------------------------------------------------------------------------

_REVIEW = f"""
    SELECT judgement.*, claimed_at + interval '{CLAIM_MINUTES} minutes' AS claimed_until,
           coalesce(claimed_at > now() - interval '{CLAIM_MINUTES} minutes', false) AND decision IS NULL AS claimed,
           (SELECT count(*) FROM job_reviews JOIN ai_jobs ON ai_jobs.id = job_id
            WHERE judgement_id = judgement.id AND status = 'in_review') AS films_waiting
    FROM judgements AS judgement
"""  # noqa: S608 - a number of ours


def page(
    connection: Transaction,
    *,
    decided: bool,
    kind: Kind | None,
    claimed: bool | None,
    cursor: Cursor | None,
    limit: int,
) -> list[DictRow]:
    """At most `limit` + 1 reviews: those for which films wait, the oldest first; or those decided, the newest first."""
    wanted = "decision IS NOT NULL" if decided else "decision IS NULL AND outcome <> 'allow' AND films_waiting > 0"
    after, order = ("<", "DESC") if decided else (">", "ASC")
    return connection.execute(
        f"""SELECT * FROM ({_REVIEW}) AS review
            WHERE {wanted} AND (%(kind)s::text IS NULL OR kind = %(kind)s)
              AND (%(claimed)s::boolean IS NULL OR claimed = %(claimed)s)
              AND (%(created_at)s::timestamptz IS NULL OR (created_at, id) {after} (%(created_at)s, %(id)s))
            ORDER BY created_at {order}, id {order} LIMIT %(rows)s""",  # noqa: S608 - words of ours
        {
            "kind": kind,
            "claimed": claimed,
            "created_at": cursor.created_at if cursor else None,
            "id": cursor.id if cursor else None,
            "rows": limit + 1,
        },
    ).fetchall()


def review(connection: Transaction, judgement_id: UUID) -> DictRow | None:
    """One review."""
    return connection.execute(f"{_REVIEW} WHERE id = %s", (judgement_id,)).fetchone()


def lock(connection: Transaction, judgement_id: UUID) -> DictRow | None:
    """One review, locked until the transaction ends."""
    return connection.execute(f"{_REVIEW} WHERE id = %s FOR UPDATE OF judgement", (judgement_id,)).fetchone()


def films(connection: Transaction, judgement_id: UUID) -> list[DictRow]:
    """The films that wait for a judgement, with what was asked."""
    return connection.execute(
        """SELECT job_id, user_id, appeal, created_at, input_parameters FROM job_reviews JOIN ai_jobs ON id = job_id
           WHERE judgement_id = %s AND status = 'in_review' ORDER BY created_at, job_id""",
        (judgement_id,),
    ).fetchall()


def claim(connection: Transaction, judgement_id: UUID, reviewer_id: UUID) -> None:
    """Keep a review for somebody from now on."""
    connection.execute(
        "UPDATE judgements SET claimed_by = %s, claimed_at = now() WHERE id = %s", (reviewer_id, judgement_id)
    )


def decide(
    connection: Transaction, judgement_id: UUID, reviewer_id: UUID, decision: Decision, reason: str | None
) -> None:
    """Enter what a person has decided."""
    connection.execute(
        """UPDATE judgements SET decision = %s, reason = %s, decided_by = %s, decided_at = now(),
                  claimed_by = NULL, claimed_at = NULL WHERE id = %s""",
        (decision, reason, reviewer_id, judgement_id),
    )
