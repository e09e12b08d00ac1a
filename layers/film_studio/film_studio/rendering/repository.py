"""SQL of model invocations that a state machine waits for."""

from uuid import UUID

from psycopg.rows import DictRow

from film_studio.database import Transaction
from film_studio.jobs.models import Run, Stage


def insert(
    connection: Transaction, inference_id: UUID, run: Run, stage: Stage, part: str, task_token: str, artifact: str
) -> None:
    """Keep the token that the answer to this invocation belongs to."""
    connection.execute(
        """INSERT INTO stage_invocations (inference_id, job_id, stage, part, task_token, artifact)
           VALUES (%s, %s, %s, %s, %s, %s)""",
        (inference_id, run.job_id, stage, part, task_token, artifact),
    )


def set_failure_location(connection: Transaction, inference_id: UUID, uri: str) -> None:
    """Where the endpoint will put the container's answer if it fails."""
    connection.execute(
        "UPDATE stage_invocations SET failure_location = %s WHERE inference_id = %s", (uri, inference_id)
    )


def find(connection: Transaction, inference_id: UUID) -> DictRow | None:
    """An invocation."""
    return connection.execute("SELECT * FROM stage_invocations WHERE inference_id = %s", (inference_id,)).fetchone()


def set_answered(connection: Transaction, inference_id: UUID) -> None:
    """The invocation's token has been answered."""
    connection.execute(
        "UPDATE stage_invocations SET answered_at = coalesce(answered_at, now()) WHERE inference_id = %s",
        (inference_id,),
    )
