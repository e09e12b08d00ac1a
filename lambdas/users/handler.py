"""The user's own account."""

from film_studio import http
from film_studio.accounts import service
from film_studio.accounts.leaving import leave
from film_studio.accounts.models import ProfileChange, User
from film_studio.credits import service as credits
from film_studio.credits.models import Credits

app = http.resolver()


@app.get("/users/me", summary="Own account", tags=["users"])
def profile() -> User:
    """The caller's account."""
    return service.profile(http.current_user(app).user_id)


@app.patch("/users/me", summary="Change own account", tags=["users"])
def change(request: ProfileChange) -> User:
    """Change the caller's name."""
    return service.rename(http.current_user(app).user_id, request.full_name)


@app.delete("/users/me", summary="Delete own account", status_code=204, tags=["users"])
def delete() -> None:
    """Delete the caller's account with all projects, films and media; films being made are cancelled."""
    leave(http.current_user(app).user_id)


@app.get("/users/me/credits", summary="Own credits", tags=["users"])
def own_credits() -> Credits:
    """The caller's balance and tier, and when credits are granted next."""
    return credits.of(http.current_user(app).user_id)


handler = http.lambda_handler(app)
