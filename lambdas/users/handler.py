"""The user's own account."""

from aws_lambda_powertools.event_handler import Response

from film_studio import http
from film_studio.accounts import links, service
from film_studio.accounts.leaving import leave
from film_studio.accounts.models import NewAddress, ProfileChange, User
from film_studio.credits import service as credits
from film_studio.credits.models import Credits
from film_studio.exports import service as exports
from film_studio.exports.models import Export
from film_studio.sign_in import service as sign_in
from film_studio.sign_in.models import Provider, SignIns

app = http.resolver()


@app.get("/users/me", summary="Own account", tags=["users"])
def profile() -> User:
    """The caller's account."""
    return service.profile(http.current_user(app).user_id)


@app.patch("/users/me", summary="Change own account", tags=["users"])
def change(request: ProfileChange) -> User:
    """Change the caller's name."""
    return service.rename(http.current_user(app).user_id, request.full_name)


@app.post(
    "/users/me/verification",
    summary="Mail the verification again",
    status_code=204,
    tags=["users"],
    openapi_extensions=http.problems(409),
)
def mail_verification() -> None:
    """Mail the caller another link that confirms their address."""
    links.welcome_again(http.current_user(app).user_id)


@app.post(
    "/users/me/email",
    summary="Change own address",
    status_code=204,
    tags=["users"],
    openapi_extensions=http.problems(403, 409),
)
def change_email(request: NewAddress) -> None:
    """Mail a link to the new address, which takes the old one's place when it is followed within 24 hours."""
    links.change_email(http.current_user(app).user_id, request)


@app.delete("/users/me", summary="Delete own account", status_code=204, tags=["users"])
def delete() -> None:
    """Delete the caller's account with all projects, films and media; films being made are cancelled."""
    leave(http.current_user(app).user_id)


@app.get("/users/me/credits", summary="Own credits", tags=["users"])
def own_credits() -> Credits:
    """The caller's balance and tier, and when credits are granted next."""
    return credits.of(http.current_user(app).user_id)


@app.post("/users/me/export", summary="Export own data", status_code=202, tags=["users"])
def request_export() -> Response[Export]:
    """Ask for an archive of all that the studio has of the caller; one in progress or younger than an hour stays.

    It is made within minutes and kept for a week: look with GET.
    """
    export = exports.request(http.current_user(app).user_id)
    return http.reply(export, 202, Location=f"{http.API_PREFIX}/users/me/export")


@app.get("/users/me/export", summary="Look for the export", tags=["users"], openapi_extensions=http.problems(404))
def get_export() -> Export:
    """The archive that the caller has asked for last, with a fresh URL to download it once it is ready."""
    return exports.newest(http.current_user(app).user_id)


@app.get("/users/me/sign-ins", summary="List ways to sign in", tags=["users"])
def list_sign_ins() -> SignIns:
    """By what the caller's account can be opened: a password, Google, GitHub."""
    return sign_in.ways_in(http.current_user(app).user_id)


@app.delete(
    "/users/me/sign-ins/<provider>",
    summary="Remove a way to sign in",
    status_code=204,
    tags=["users"],
    openapi_extensions=http.problems(409),
)
def remove_sign_in(provider: Provider) -> None:
    """Let a provider open the account no more; the last way in stays."""
    sign_in.remove(http.current_user(app).user_id, provider)


handler = http.lambda_handler(app)
