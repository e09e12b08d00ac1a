"""What becomes of a job whose run has failed: another attempt after a while, or the end and its credit back."""

import logging
from datetime import UTC, datetime

from film_studio.database import transaction
from film_studio.jobs import failures, repository, service
from film_studio.jobs.models import MAX_FAILED_ATTEMPTS, Run

logger = logging.getLogger(__name__)


def run_failed(run: Run, error: str, cause: str, *, final: bool = False) -> None:
    """Settle a failed run, once: whoever tells it again, or of an attempt that is past, changes nothing.

    What failed by something of the moment is scheduled again (`lines.release_due` queues it), as the next attempt;
    what its stages have made is still there and is not made again. After `MAX_FAILED_ATTEMPTS`, or where the error is
    permanent or `final`, the job fails and its credit is given back. Both are guarded by the run's attempt in one
    statement each, so of two that settle the same run one gets the job.
    """
    if failures.is_of_the_moment(error) and not final and run.attempt < MAX_FAILED_ATTEMPTS:
        due = datetime.now(UTC) + failures.backoff(run.attempt)
        with transaction() as connection:
            if repository.next_attempt(connection, run.job_id, run.attempt, due):
                logger.warning(
                    "run %s of job %s failed (%s: %s); again at %s", run.attempt, run.job_id, error, cause, due
                )
                return
    code, message = failures.explain(error, cause)
    if service.fail(run.job_id, code, message, attempt=run.attempt):
        logger.error("job %s failed: %s (%s: %s)", run.job_id, code, error, cause)
