"""What the studio's administrators see and do."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from film_studio import http
from film_studio.jobs import dead_letters
from film_studio.jobs.models import DeadLetters, Queue, Redriven, RedriveRequest

app = http.resolver()

QueueParam = Annotated[Queue | None, Query(alias="queue", description="Only those of this queue.")]
OneQueueParam = Annotated[Queue, Query(alias="queue", description="The queue whose dead letter it is.")]
MessageParam = Annotated[str, Path(max_length=100, description="`message_id` of the dead letter.")]


@app.get("/admin/dead-letters", summary="List dead letters", tags=["admin"])
def list_dead_letters(queue: QueueParam = None, limit: http.LimitParam = 100) -> DeadLetters:
    """Messages that were delivered too often, and why they failed; looking changes nothing. At most `limit` a queue."""
    http.current_admin(app)
    return dead_letters.page(queue, limit)


@app.post("/admin/dead-letters/redrive", summary="Redrive dead letters", tags=["admin"])
def redrive_dead_letters(request: RedriveRequest) -> Redriven:
    """Send dead letters to their queue once more, all or those named; one that is missing is 404, the rest are sent."""
    admin = http.current_admin(app)
    return Redriven(moved=dead_letters.redrive(admin.user_id, request.queue, request.message_ids))


@app.delete("/admin/dead-letters/<message_id>", summary="Discard a dead letter", status_code=204, tags=["admin"])
def discard_dead_letter(message_id: MessageParam, queue: OneQueueParam) -> None:
    """Delete a dead letter for good. A job that waits still gets a fresh message: discarding cancels nothing."""
    dead_letters.discard(http.current_admin(app).user_id, queue, [message_id])


handler = http.lambda_handler(app)
