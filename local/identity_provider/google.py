"""Google's face: OpenID Connect with discovery, PKCE, a nonce, and id_tokens signed by keys that it serves."""

import secrets
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.identity_provider import page
from local.identity_provider.clients import Client
from local.identity_provider.grants import Grant, Grants, Refused

ID_TOKEN_SECONDS = 3600
_WORDS = {"invalid_redirect_uri": "redirect_uri_mismatch"}


class Google:
    """The provider at `issuer`, for one client. `routes` are relative to the issuer's address."""

    def __init__(self, issuer: str, client: Client) -> None:
        self.issuer = issuer
        self.client = client
        self.grants = Grants()
        self.keys: dict[str, rsa.RSAPrivateKey] = {}
        self.rotate()

    @property
    def routes(self) -> list[Route]:
        """Discovery, authorization page, token endpoint and keys."""
        return [
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/o/oauth2/v2/auth", self._authorize, methods=["GET", "POST"]),
            Route("/token", self._token, methods=["POST"]),
            Route("/oauth2/v3/certs", self._certs),
        ]

    def rotate(self) -> None:
        """Sign with a new key; the one before is served no more."""
        self.keys = {secrets.token_hex(8): rsa.generate_private_key(public_exponent=65537, key_size=2048)}

    def claims(self, grant: Grant) -> dict[str, Any]:
        """What an id_token says."""
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": grant.client.client_id,
            "azp": grant.client.client_id,
            "sub": grant.person.subject,
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
            "email": grant.person.email,
            "email_verified": grant.person.verified,
            "name": grant.person.name,
        }
        return said | ({"nonce": grant.nonce} if grant.nonce else {})

    def sign(self, claims: dict[str, Any]) -> str:
        """An id_token."""
        key_id, key = next(iter(self.keys.items()))
        return jwt.encode(claims, key, "RS256", headers={"kid": key_id})

    async def _discovery(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/o/oauth2/v2/auth",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/oauth2/v3/certs",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid", "email", "profile"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _certs(self, request: Request) -> Response:
        keys = []
        for key_id, key in self.keys.items():
            public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
            keys.append({"kid": key_id, "kty": "RSA", "alg": "RS256", "use": "sig", "n": public["n"], "e": public["e"]})
        return JSONResponse({"keys": keys}, headers={"cache-control": "public, max-age=300"})

    async def _authorize(self, request: Request) -> Response:
        async with request.form() as form:
            query = {k: str(v) for k, v in (form if request.method == "POST" else request.query_params).items()}
            if fault := page.unknown_client(self.client, query):
                return fault
            state = {"state": query["state"]} if "state" in query else {}
            if query.get("response_type") != "code" or "openid" not in query.get("scope", "").split():
                return page.send_back(self.client.redirect_uri, error="invalid_request", **state)
            if "code_challenge" in query and query.get("code_challenge_method") != "S256":
                return page.send_back(self.client.redirect_uri, error="invalid_request", **state)
            if request.method == "GET":
                return page.ask("Google", query)
            person = page.person_of(form)
        if person is None:
            return page.send_back(self.client.redirect_uri, error="access_denied", **state)
        grant = Grant(
            self.client, person, query.get("code_challenge", ""), query.get("nonce", ""), query.get("scope", "")
        )
        self.grants.add(grant)
        return page.send_back(self.client.redirect_uri, code=grant.code, scope=grant.scope, prompt="consent", **state)

    async def _token(self, request: Request) -> Response:
        async with request.form() as form:
            said = {name: str(value) for name, value in form.items()}
        if (said.get("client_id"), said.get("client_secret")) != (self.client.client_id, self.client.client_secret):
            return _refusal("invalid_client", 401)
        if said.get("grant_type") != "authorization_code":
            return _refusal("unsupported_grant_type", 400)
        try:
            grant = self.grants.exchange(
                self.client, said.get("code", ""), said.get("redirect_uri", ""), said.get("code_verifier", "")
            )
        except Refused as refused:
            return _refusal(_WORDS.get(refused.reason, "invalid_grant"), 400)
        return JSONResponse(
            {
                "access_token": grant.access_token,
                "expires_in": 3599,
                "scope": grant.scope,
                "token_type": "Bearer",
                "id_token": self.sign(self.claims(grant)),
            },
            headers={"cache-control": "no-store"},
        )


def _refusal(error: str, status: int) -> Response:
    return JSONResponse({"error": error, "error_description": error.replace("_", " ")}, status)
