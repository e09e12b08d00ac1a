"""Projects, and asking for their film."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from film_studio import http
from film_studio.assets import service as assets
from film_studio.assets.models import MAX_ASSETS, Asset, AssetToUpload, NewAsset
from film_studio.collaboration import service as collaboration
from film_studio.collaboration.models import Acceptance, Collaborator, Invitation, NewInvitation, RoleChange
from film_studio.jobs import service as jobs
from film_studio.jobs.models import Download, Estimate, GenerateRequest, Job
from film_studio.paging import Page
from film_studio.projects import service, versions
from film_studio.projects.models import (
    NewProject,
    Project,
    ProjectChange,
    ProjectDetails,
    Role,
    Status,
    Version,
    VersionDetails,
    VersionDiff,
)

app = http.resolver()

StatusParam = Annotated[Status | None, Query(alias="status", description="Only projects in this state.")]
RoleParam = Annotated[Role | None, Query(alias="role", description="Only projects in which this is the caller's.")]
VersionNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]
AgainstParam = Annotated[
    int | None, Query(alias="against", ge=1, le=2**31 - 1, description="The version to compare with.")
]
TextParam = Annotated[
    str | None,
    Query(alias="q", min_length=1, max_length=200, pattern=r"^[^\x00]*$", description="Only projects with this text."),
]


@app.get("/projects", summary="List projects", tags=["projects"])
def page(
    role: RoleParam = None,
    status: StatusParam = None,
    q: TextParam = None,
    cursor: http.CursorParam = None,
    limit: http.LimitParam = 20,
) -> Page[Project]:
    """The projects that the caller owns or shares, newest first."""
    return service.page(http.current_user(app).user_id, role=role, status=status, text=q, cursor=cursor, limit=limit)


@app.post("/projects", summary="Start a project", status_code=201, tags=["projects"])
def create(request: NewProject) -> Response[ProjectDetails]:
    """A new draft."""
    project = service.create(http.current_user(app).user_id, request)
    return http.reply(project, 201, Location=f"{http.API_PREFIX}/projects/{project.id}", ETag=project.etag)


@app.get("/projects/<id>", summary="A project", tags=["projects"])
def get(id: UUID) -> Response[ProjectDetails]:
    """A project with its script, options and what the script says about itself."""
    project = service.get(http.current_user(app).user_id, id)
    return http.reply(project, 200, ETag=project.etag)


@app.patch("/projects/<id>", summary="Change a project", tags=["projects"], openapi_extensions=http.problems(412))
def change(id: UUID, request: ProjectChange, if_match: http.IfMatch = None) -> Response[ProjectDetails]:
    """Change title, script or options. A film that is being made keeps what was asked."""
    project = service.change(http.current_user(app).user_id, id, request, if_match)
    return http.reply(project, 200, ETag=project.etag)


@app.delete("/projects/<id>", summary="Delete a project", status_code=204, tags=["projects"])
def delete(id: UUID) -> None:
    """Delete a project with all its media; a film being made is cancelled and its credit given back."""
    service.delete(http.current_user(app).user_id, id)


@app.post(
    "/projects/<id>/generate",
    summary="Ask for the film",
    status_code=202,
    tags=["projects"],
    openapi_extensions=http.problems(402, 409),
)
def generate(
    id: UUID, request: GenerateRequest | None = None, idempotency_key: http.IdempotencyKey = None
) -> Response[Job]:
    """Accept the film of a project as a job, for one credit of the caller."""
    asked = request or GenerateRequest()
    job = jobs.accept(
        http.current_user(app).user_id,
        id,
        options=asked.options,
        batch=asked.batch,
        not_before=asked.not_before,
        appeal=asked.appeal,
        idempotency_key=idempotency_key,
    )
    return http.reply(job, 202, Location=f"{http.API_PREFIX}/jobs/{job.id}")


@app.post("/projects/<id>/estimate", summary="Estimate the film", tags=["projects"])
def estimate(id: UUID, request: GenerateRequest | None = None) -> Estimate:
    """What asking for the film would cost and take, or why it would be refused; nothing is taken or begun."""
    asked = request or GenerateRequest()
    return jobs.estimate(
        http.current_user(app).user_id, id, options=asked.options, batch=asked.batch, not_before=asked.not_before
    )


@app.get(
    "/projects/<id>/download", summary="Download the film", tags=["projects"], openapi_extensions=http.problems(409)
)
def download(id: UUID) -> Download:
    """URLs of the project's newest film, valid for one hour."""
    return jobs.download_latest(http.current_user(app).user_id, id)


@app.post(
    "/projects/<id>/assets",
    summary="Add an image",
    status_code=201,
    tags=["projects"],
    openapi_extensions=http.problems(409),
)
def add_asset(id: UUID, request: NewAsset) -> Response[AssetToUpload]:
    """An image of the project's own: the reply says how to upload its file; then complete it."""
    asset = assets.create(http.current_user(app).user_id, id, request)
    return http.reply(asset, 201, Location=f"{http.API_PREFIX}/projects/{id}/assets/{asset.id}")


@app.get("/projects/<id>/assets", summary="List a project's images", tags=["projects"])
def page_of_assets(id: UUID, cursor: http.CursorParam = None, limit: http.LimitParam = MAX_ASSETS) -> Page[Asset]:
    """The project's images, newest first, those that wait for their file among them."""
    return assets.page(http.current_user(app).user_id, id, cursor=cursor, limit=limit)


@app.get("/projects/<id>/assets/<asset_id>", summary="An image", tags=["projects"])
def get_asset(id: UUID, asset_id: UUID) -> Asset:
    """One image of the project."""
    return assets.get(http.current_user(app).user_id, id, asset_id)


@app.post(
    "/projects/<id>/assets/<asset_id>/complete",
    summary="Take an uploaded image",
    tags=["projects"],
    openapi_extensions=http.problems(409),
)
def complete_asset(id: UUID, asset_id: UUID) -> Asset:
    """Look at the file that was uploaded. One that is no JPEG, PNG or WebP of 64 to 8192 px a side is refused."""
    return assets.complete(http.current_user(app).user_id, id, asset_id)


@app.delete(
    "/projects/<id>/assets/<asset_id>",
    summary="Delete an image",
    status_code=204,
    tags=["projects"],
    openapi_extensions=http.problems(409),
)
def delete_asset(id: UUID, asset_id: UUID) -> None:
    """Delete an image; films that show it stay as they are."""
    assets.delete(http.current_user(app).user_id, id, asset_id)


@app.get("/projects/<id>/versions", summary="List versions", tags=["versions"])
def page_of_versions(id: UUID, cursor: http.CursorParam = None, limit: http.LimitParam = 20) -> Page[Version]:
    """What the project was, newest first: who changed what, and when."""
    return versions.page(http.current_user(app).user_id, id, cursor=cursor, limit=limit)


@app.get("/projects/<id>/versions/<version>", summary="A version", tags=["versions"])
def get_version(id: UUID, version: VersionNumber) -> VersionDetails:
    """One version, whole."""
    return versions.get(http.current_user(app).user_id, id, version)


@app.get("/projects/<id>/versions/<version>/diff", summary="Compare versions", tags=["versions"])
def diff(id: UUID, version: VersionNumber, against: AgainstParam = None) -> VersionDiff:
    """How a version differs from another one, or from the one before it."""
    return versions.diff(http.current_user(app).user_id, id, version, against)


@app.post(
    "/projects/<id>/versions/<version>/restore",
    summary="Restore a version",
    tags=["versions"],
    openapi_extensions=http.problems(412),
)
def restore(id: UUID, version: VersionNumber, if_match: http.IfMatch = None) -> Response[ProjectDetails]:
    """Write what a version holds into the project, as its newest version."""
    project = service.restore(http.current_user(app).user_id, id, version, if_match)
    return http.reply(project, 200, ETag=project.etag)


@app.get("/projects/<id>/collaborators", summary="List collaborators", tags=["collaborators"])
def page_of_collaborators(id: UUID, cursor: http.CursorParam = None, limit: http.LimitParam = 20) -> Page[Collaborator]:
    """Who shares the project, newest first."""
    return collaboration.page(http.current_user(app).user_id, id, cursor=cursor, limit=limit)


@app.patch("/projects/<id>/collaborators/<user_id>", summary="Change a role", tags=["collaborators"])
def change_role(id: UUID, user_id: UUID, request: RoleChange) -> Collaborator:
    """Make a viewer an editor, or the other way round."""
    return collaboration.change_role(http.current_user(app).user_id, id, user_id, request.role)


@app.delete(
    "/projects/<id>/collaborators/<user_id>", summary="Remove a collaborator", status_code=204, tags=["collaborators"]
)
def remove_collaborator(id: UUID, user_id: UUID) -> None:
    """Take somebody out of the project; a film that was asked for is made all the same."""
    collaboration.remove(http.current_user(app).user_id, id, user_id)


@app.post(
    "/projects/<id>/leave",
    summary="Leave a project",
    status_code=204,
    tags=["collaborators"],
    openapi_extensions=http.problems(409),
)
def leave(id: UUID) -> None:
    """Share a project no more."""
    collaboration.leave(http.current_user(app).user_id, id)


@app.post(
    "/projects/<id>/invitations",
    summary="Invite somebody",
    status_code=201,
    tags=["collaborators"],
    openapi_extensions=http.problems(409),
)
def invite(id: UUID, request: NewInvitation) -> Response[Invitation]:
    """Invite somebody by mail, with or without an account; the mail's link counts for seven days, once."""
    return http.reply(collaboration.invite(http.current_user(app).user_id, id, request), 201)


@app.get("/projects/<id>/invitations", summary="List invitations", tags=["collaborators"])
def page_of_invitations(id: UUID, cursor: http.CursorParam = None, limit: http.LimitParam = 20) -> Page[Invitation]:
    """The invitations that wait to be accepted, newest first."""
    return collaboration.invitations(http.current_user(app).user_id, id, cursor=cursor, limit=limit)


@app.delete(
    "/projects/<id>/invitations/<invitation_id>",
    summary="Withdraw an invitation",
    status_code=204,
    tags=["collaborators"],
)
def withdraw(id: UUID, invitation_id: UUID) -> None:
    """Take an invitation back."""
    collaboration.withdraw(http.current_user(app).user_id, id, invitation_id)


@app.post(
    "/invitations/accept",
    summary="Accept an invitation",
    tags=["collaborators"],
    openapi_extensions=http.problems(404),
)
def accept(request: Acceptance) -> Response[ProjectDetails]:
    """Share the project that a mail invited the caller to; gives the project."""
    user_id = http.current_user(app).user_id
    project = service.get(user_id, collaboration.accept(user_id, request.token))
    return http.reply(project, 200, ETag=project.etag)


handler = http.lambda_handler(app)
