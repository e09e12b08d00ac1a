"""Registration, login and tokens."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from film_studio import http
from film_studio.accounts import links, pages, service, tokens
from film_studio.accounts.models import (
    Forgotten,
    JwkSet,
    Link,
    Login,
    Logout,
    PasswordReset,
    Refresh,
    Registered,
    Registration,
    Tokens,
)
from film_studio.sign_in import service as sign_in
from film_studio.sign_in.models import RETURN_TO, Provider, SignInCode

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


@app.post("/auth/forgot-password", summary="Forgot password", status_code=204, tags=["auth"])
def forgot_password(request: Forgotten) -> None:
    """Mail a link that resets the password within 30 minutes. The answer is the same where there is no such account."""
    links.forgot(request.email)


@app.post(
    "/auth/reset-password",
    summary="Reset password",
    status_code=204,
    tags=["auth"],
    openapi_extensions=http.problems(404),
)
def reset_password(request: PasswordReset) -> None:
    """Set a new password with the link of a mail, once, and end every login of the account."""
    links.reset(request)


@app.post(
    "/auth/verify-email",
    summary="Verify address",
    status_code=204,
    tags=["auth"],
    openapi_extensions=http.problems(404),
)
def verify_email(request: Link) -> None:
    """Confirm, with the link of a mail, that the account's address is one's own."""
    links.verify(request.token)


@app.post(
    "/auth/confirm-email",
    summary="Confirm new address",
    status_code=204,
    tags=["auth"],
    openapi_extensions=http.problems(404, 409),
)
def confirm_email(request: Link) -> None:
    """Change the account's address, with the link that was mailed to the new one."""
    links.confirm_email(request.token)


@app.get(
    "/auth/links/<page>",
    summary="Page of a mailed link",
    tags=["auth"],
    responses={200: {"description": "An HTML page.", "content": {"text/html": {"schema": {"type": "string"}}}}},
)
def page_of_link(page: pages.Page) -> Response[str]:
    """Where the links in mails lead to: a page with a button, which does what the link is for."""
    return http.html(pages.of(page), pages.POLICY)


@app.get("/auth/jwks.json", summary="Keys of the access tokens", tags=["auth"])
def keys() -> Response[JwkSet]:
    """The public keys (RFC 7517) that verify our access tokens."""
    return http.reply(JwkSet(keys=tokens.public_keys()), 200, **{"Cache-Control": "public, max-age=300"})


ReturnToParam = Annotated[
    str | None,
    Query(
        alias="return_to",
        max_length=500,
        pattern=RETURN_TO,
        description="Path of our own site to come back to, with `#sign_in_code=…` or `#sign_in_error=…`.",
        examples=["/welcome"],
    ),
]
StateParam = Annotated[
    str,
    Query(alias="state", max_length=200, description="As the provider was given it.", examples=["q3mB0nVxkP9sT2uW"]),
]
CodeParam = Annotated[
    str | None, Query(alias="code", max_length=2000, description="The provider's code.", examples=["4/0AQSTgQG9x"])
]
RefusalParam = Annotated[
    str | None,
    Query(alias="error", max_length=200, description="Why the provider gives no code.", examples=["access_denied"]),
]


@app.get(
    "/auth/oauth/<provider>/start",
    summary="Sign in through Google or GitHub",
    tags=["auth"],
    responses={302: {"description": "To the provider, with a cookie."}},
)
def start_sign_in(provider: Provider, return_to: ReturnToParam = None) -> Response[Any]:
    """Send the browser to the provider. Without `return_to` the callback answers with the tokens themselves."""
    departure = sign_in.start(provider, http.browser_secret(app), return_to)
    return http.redirect(302, departure.location, departure.browser, sign_in.STATE_LIFE)


@app.get(
    "/auth/oauth/<provider>/callback",
    summary="Come back from Google or GitHub",
    tags=["auth"],
    responses={
        200: {"description": "Signed in.", "content": {"application/json": {"model": Tokens}}},
        303: {"description": "To `return_to`, where the sign-in began with one."},
    },
    openapi_extensions=http.problems(403, 409),
)
def finish_sign_in(
    provider: Provider, state: StateParam, code: CodeParam = None, error: RefusalParam = None
) -> Response[Any]:
    """End the sign-in that began in this browser at most 10 minutes ago, once."""
    found = sign_in.finish(provider, http.browser_secret(app), state, code, error)
    if isinstance(found, str):
        return http.redirect(303, found)
    return http.reply(found, 200, **{"Cache-Control": "no-store"})


@app.post(
    "/auth/oauth/exchange",
    summary="Exchange a sign-in code",
    tags=["auth"],
    openapi_extensions=http.problems(401, 403),
)
def exchange_sign_in_code(request: SignInCode) -> Tokens:
    """Exchange the `sign_in_code` that this browser came back with, once and within a minute, for tokens."""
    return sign_in.exchange(request.code, http.browser_secret(app))


handler = http.lambda_handler(app)
