"""The storyboard: the film as its creator may change it, and one scene made anew."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from film_studio import http
from film_studio.jobs.models import Job
from film_studio.storyboard import service
from film_studio.storyboard.models import Storyboard, StoryboardChange

app = http.resolver()

SceneNumber = Annotated[int, Path(ge=1, le=1000, description="The number of the scene, from 1.")]


@app.get("/projects/<id>/storyboard", summary="The storyboard", tags=["storyboard"])
def get(id: UUID) -> Storyboard:
    """Scenes, lines and characters as the next film will have them, and what the last film shows of them."""
    return service.get(http.current_user(app).user_id, id)


@app.patch("/projects/<id>/storyboard", summary="Change the storyboard", tags=["storyboard"])
def change(id: UUID, request: StoryboardChange) -> Storyboard:
    """Change scenes, lines and characters, before and after the film is made. A text is written into the script."""
    return service.change(http.current_user(app).user_id, id, request)


@app.post(
    "/projects/<id>/scenes/<number>/regenerate",
    summary="Make one scene anew",
    status_code=202,
    tags=["storyboard"],
    openapi_extensions=http.problems(402, 409),
)
def regenerate(id: UUID, number: SceneNumber, idempotency_key: http.IdempotencyKey = None) -> Response[Job]:
    """Accept the film with one scene made anew, for one credit: as the storyboard has it now, or else another take.

    Everything else stays as the last film has it.
    """
    job = service.regenerate(http.current_user(app).user_id, id, number, idempotency_key=idempotency_key)
    return http.reply(job, 202, Location=f"{http.API_PREFIX}/jobs/{job.id}")


handler = http.lambda_handler(app)
