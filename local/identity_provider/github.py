"""GitHub's face: OAuth with PKCE, a token endpoint that answers 200 whatever it thinks, and the API of users."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.identity_provider import page
from local.identity_provider.clients import Client
from local.identity_provider.grants import Grant, Grants, Refused

_WORDS = {
    "invalid_code": ("bad_verification_code", "The code passed is incorrect or expired."),
    "invalid_verifier": ("bad_verification_code", "The code passed is incorrect or expired."),
    "invalid_redirect_uri": ("redirect_uri_mismatch", "The redirect_uri MUST match the registered callback URL."),
}


class GitHub:
    """The provider for one client. `routes` are those of github.com, and under `/api` those of api.github.com."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.grants = Grants()

    @property
    def routes(self) -> list[Route]:
        """Authorization page, token endpoint, and the API of users."""
        return [
            Route("/login/oauth/authorize", self._authorize, methods=["GET", "POST"]),
            Route("/login/oauth/access_token", self._token, methods=["POST"]),
            Route("/api/user", self._user),
            Route("/api/user/emails", self._emails),
        ]

    async def _authorize(self, request: Request) -> Response:
        async with request.form() as form:
            query = {k: str(v) for k, v in (form if request.method == "POST" else request.query_params).items()}
            if fault := page.unknown_client(self.client, query):
                return fault
            if "code_challenge" in query and query.get("code_challenge_method") != "S256":
                return page.fault("code_challenge_method must be S256.")
            if request.method == "GET":
                return page.ask("GitHub", query)
            person = page.person_of(form)
        state = {"state": query["state"]} if "state" in query else {}
        if person is None:
            description = "The user has denied your application access."
            return page.send_back(
                self.client.redirect_uri, error="access_denied", error_description=description, **state
            )
        grant = Grant(self.client, person, query.get("code_challenge", ""), "", query.get("scope", ""))
        self.grants.add(grant)
        return page.send_back(self.client.redirect_uri, code=grant.code, **state)

    async def _token(self, request: Request) -> Response:
        async with request.form() as form:
            said = {name: str(value) for name, value in form.items()}
        if (said.get("client_id"), said.get("client_secret")) != (self.client.client_id, self.client.client_secret):
            return _answer(
                request, error="incorrect_client_credentials", error_description="The client_id is incorrect."
            )
        try:
            grant = self.grants.exchange(
                self.client,
                said.get("code", ""),
                said.get("redirect_uri") or self.client.redirect_uri,
                said.get("code_verifier", ""),
            )
        except Refused as refused:
            error, description = _WORDS[refused.reason]
            return _answer(request, error=error, error_description=description)
        return _answer(
            request,
            access_token=grant.access_token,
            scope=grant.scope.replace(" ", ","),
            token_type="bearer",  # noqa: S106
        )

    async def _user(self, request: Request) -> Response:
        grant = self._asking(request)
        if isinstance(grant, Response):
            return grant
        person = grant.person
        said = {"login": person.login, "id": person.number, "type": "User", "name": person.name or None, "email": None}
        return JSONResponse(said)

    async def _emails(self, request: Request) -> Response:
        grant = self._asking(request)
        if isinstance(grant, Response):
            return grant
        if not {"user", "user:email"} & set(grant.scope.split()):
            return JSONResponse({"message": "Not Found"}, 404)
        person = grant.person
        hidden = f"{person.number}+{person.login}@users.noreply.github.com"
        return JSONResponse(
            [
                {"email": hidden, "primary": False, "verified": True, "visibility": None},
                {"email": person.email, "primary": True, "verified": person.verified, "visibility": "private"},
            ]
        )

    def _asking(self, request: Request) -> Grant | Response:
        """The grant by which the API is asked, or the API's refusal."""
        if not request.headers.get("user-agent"):
            return JSONResponse({"message": "Request forbidden by administrative rules."}, 403)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self.grants.of_token(token) if scheme.lower() in ("bearer", "token") else None
        return grant or JSONResponse({"message": "Bad credentials"}, 401)


def _answer(request: Request, **said: str) -> Response:
    """As GitHub answers: 200 in any case, a form unless JSON is asked for."""
    if "json" in request.headers.get("accept", ""):
        return JSONResponse(said)
    return Response(urlencode(said), media_type="application/x-www-form-urlencoded")
