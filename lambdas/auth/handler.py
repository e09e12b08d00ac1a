"""Registration, login and tokens."""

from aws_lambda_powertools.event_handler import Response

from film_studio import http
from film_studio.accounts import service, tokens
from film_studio.accounts.models import JwkSet, Login, Logout, Refresh, Registered, Registration, Tokens

app = http.resolver()


@app.post("/auth/register", summary="Register", status_code=201, tags=["auth"], openapi_extensions=http.problems(409))
def register(registration: Registration) -> Registered:
    """Make an account, with its welcome credits, and log in."""
    return service.register(registration)


@app.post("/auth/login", summary="Log in", tags=["auth"], openapi_extensions=http.problems(401))
def log_in(login: Login) -> Tokens:
    """Start a login."""
    return service.log_in(login)


@app.post("/auth/refresh", summary="Refresh tokens", tags=["auth"], openapi_extensions=http.problems(401))
def refresh(request: Refresh) -> Tokens:
    """Exchange a refresh token, once, for new tokens."""
    return service.refresh(request.refresh_token)


@app.post("/auth/logout", summary="Log out", status_code=204, tags=["auth"])
def log_out(request: Logout) -> None:
    """End the login of the given refresh token, or without one every login of the caller."""
    service.log_out(http.current_user(app).user_id, request.refresh_token)


@app.get("/auth/jwks.json", summary="Keys of the access tokens", tags=["auth"])
def keys() -> Response[JwkSet]:
    """The public keys (RFC 7517) that verify our access tokens."""
    return http.reply(JwkSet(keys=tokens.public_keys()), 200, **{"Cache-Control": "public, max-age=300"})


handler = http.lambda_handler(app)
