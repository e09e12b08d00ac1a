"""The local identity provider is as strict as those that it stands in for."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from local.event_loop import EventLoop
from local.http_server import HttpServer
from local.identity_provider.clients import secret_of
from local.identity_provider.grants import CODE_SECONDS
from local.identity_provider.provider import IdentityProvider
from local.loopback import listen

API = "http://127.0.0.1:8000/api/v1"
VERIFIER = "a-verifier-of-forty-three-letters-or-more-012"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
PERSON = {"email": "asha@example.com", "name": "Asha Rao", "verified": "yes", "answer": "allow"}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    listener = listen()
    secret = secret_of(tmp_path_factory.mktemp("provider") / "clients.json")
    provider = IdentityProvider(f"http://127.0.0.1:{listener.getsockname()[1]}", secret, API)
    loop = EventLoop()

    async def serve() -> HttpServer:
        return HttpServer([(provider.app, [listener])])

    server = loop.run(serve())
    yield provider
    loop.run(server.stop())
    loop.close()


def test_the_clients_are_made_once_and_are_the_owner_s_to_read(tmp_path: Path) -> None:
    path = tmp_path / "clients.json"
    assert secret_of(path) == secret_of(path)
    assert path.stat().st_mode & 0o077 == 0


class TestGoogle:
    @pytest.fixture
    def google(self, provider: IdentityProvider) -> dict[str, str]:
        return dict(httpx.get(f"{provider.google.issuer}/.well-known/openid-configuration").json())

    def request(self, provider: IdentityProvider, **changes: str) -> dict[str, str]:
        return {
            "response_type": "code",
            "client_id": provider.google.client.client_id,
            "redirect_uri": provider.google.client.redirect_uri,
            "scope": "openid email profile",
            "state": "s",
            "nonce": "n",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            **changes,
        }

    def code(self, provider: IdentityProvider, google: dict[str, str]) -> str:
        back = httpx.post(google["authorization_endpoint"], data={**self.request(provider), **PERSON})
        return httpx.URL(back.headers["location"]).params["code"]

    def exchange(
        self, provider: IdentityProvider, google: dict[str, str], code: str, /, **changes: str
    ) -> httpx.Response:
        client = provider.google.client
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.redirect_uri,
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "code_verifier": VERIFIER,
        }
        return httpx.post(google["token_endpoint"], data={**fields, **changes})

    def test_a_code_becomes_a_signed_id_token(self, provider, google) -> None:
        answer = self.exchange(provider, google, self.code(provider, google)).json()
        key = jwt.PyJWKClient(google["jwks_uri"]).get_signing_key_from_jwt(answer["id_token"])
        claims = jwt.decode(
            answer["id_token"], key.key, ["RS256"], audience=provider.google.client.client_id, issuer=google["issuer"]
        )
        assert (claims["email"], claims["email_verified"], claims["nonce"]) == ("asha@example.com", True, "n")

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"code_verifier": VERIFIER[::-1]}, "invalid_grant"),
            ({"code_verifier": ""}, "invalid_grant"),
            ({"code_verifier": CHALLENGE}, "invalid_grant"),
            ({"redirect_uri": f"{API}/elsewhere"}, "redirect_uri_mismatch"),
            ({"client_secret": "wrong"}, "invalid_client"),
            ({"code": "unknown"}, "invalid_grant"),
            ({"grant_type": "password"}, "unsupported_grant_type"),
        ],
        ids=str,
    )
    def test_a_wrong_exchange_is_refused(self, provider, google, change, error) -> None:
        answer = self.exchange(provider, google, self.code(provider, google), **change)
        assert answer.status_code in (400, 401)
        assert answer.json()["error"] == error

    def test_a_code_is_exchanged_once_even_if_the_first_time_failed(self, provider, google) -> None:
        code = self.code(provider, google)
        assert self.exchange(provider, google, code).status_code == 200
        assert self.exchange(provider, google, code).json()["error"] == "invalid_grant"
        code = self.code(provider, google)
        assert self.exchange(provider, google, code, code_verifier="wrong").status_code == 400
        assert self.exchange(provider, google, code).json()["error"] == "invalid_grant"

    def test_a_code_lasts_a_minute(self, provider, google) -> None:
        code = self.code(provider, google)
        provider.google.grants._by_code[code].until -= CODE_SECONDS
        assert self.exchange(provider, google, code).json()["error"] == "invalid_grant"

    @pytest.mark.parametrize("change", [{"redirect_uri": "https://evil.example/"}, {"client_id": "unknown"}], ids=str)
    def test_nobody_is_sent_to_an_address_that_is_not_registered(self, provider, google, change) -> None:
        request = self.request(provider, **change)
        for answer in (
            httpx.get(google["authorization_endpoint"], params=request),
            httpx.post(google["authorization_endpoint"], data={**request, **PERSON}),
        ):
            assert answer.status_code == 400
            assert "location" not in answer.headers

    @pytest.mark.parametrize(
        "change", [{"response_type": "token"}, {"scope": "email"}, {"code_challenge_method": "plain"}]
    )
    def test_a_wrong_request_is_sent_back_with_an_error(self, provider, google, change) -> None:
        back = httpx.get(google["authorization_endpoint"], params=self.request(provider, **change))
        assert dict(httpx.URL(back.headers["location"]).params) == {"error": "invalid_request", "state": "s"}

    def test_what_the_client_sends_does_not_become_part_of_the_page(self, provider, google) -> None:
        page = httpx.get(google["authorization_endpoint"], params=self.request(provider, state='"><script>alert(1)'))
        assert "<script>" not in page.text


class TestGitHub:
    def code(self, provider: IdentityProvider) -> str:
        client = provider.github.client
        request = {
            "client_id": client.client_id,
            "redirect_uri": client.redirect_uri,
            "scope": "user:email",
            "state": "s",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        back = httpx.post(f"{provider.settings()['GITHUB_URL']}/login/oauth/authorize", data={**request, **PERSON})
        return httpx.URL(back.headers["location"]).params["code"]

    def exchange(self, provider: IdentityProvider, code: str, /, **changes: str) -> dict[str, Any]:
        client = provider.github.client
        fields = {
            "code": code,
            "redirect_uri": client.redirect_uri,
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "code_verifier": VERIFIER,
        }
        url = f"{provider.settings()['GITHUB_URL']}/login/oauth/access_token"
        answer = httpx.post(url, data={**fields, **changes}, headers={"accept": "application/json"})
        assert answer.status_code == 200
        return dict(answer.json())

    def api(self, provider: IdentityProvider, path: str, token: str, **headers: str) -> httpx.Response:
        url = f"{provider.settings()['GITHUB_API_URL']}{path}"
        return httpx.get(url, headers={"authorization": f"Bearer {token}", **headers})

    def test_a_code_becomes_a_token_of_the_api(self, provider) -> None:
        token = self.exchange(provider, self.code(provider))["access_token"]
        assert self.api(provider, "/user", token).json()["login"] == "asha"
        primary = [each for each in self.api(provider, "/user/emails", token).json() if each["primary"]]
        assert [(each["email"], each["verified"]) for each in primary] == [("asha@example.com", True)]

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"code_verifier": VERIFIER[::-1]}, "bad_verification_code"),
            ({"code_verifier": ""}, "bad_verification_code"),
            ({"redirect_uri": f"{API}/elsewhere"}, "redirect_uri_mismatch"),
            ({"client_secret": "wrong"}, "incorrect_client_credentials"),
            ({"code": "unknown"}, "bad_verification_code"),
        ],
        ids=str,
    )
    def test_a_wrong_exchange_is_answered_200_with_an_error(self, provider, change, error) -> None:
        assert self.exchange(provider, self.code(provider), **change)["error"] == error

    def test_a_code_that_comes_twice_ends_its_token(self, provider) -> None:
        code = self.code(provider)
        token = self.exchange(provider, code)["access_token"]
        assert self.api(provider, "/user", token).status_code == 200
        assert self.exchange(provider, code)["error"] == "bad_verification_code"
        assert self.api(provider, "/user", token).status_code == 401

    def test_the_api_wants_a_token_and_a_user_agent(self, provider) -> None:
        token = self.exchange(provider, self.code(provider))["access_token"]
        assert self.api(provider, "/user", "unknown").status_code == 401
        assert self.api(provider, "/user", token, **{"user-agent": ""}).status_code == 403

    def test_who_does_not_ask_for_json_gets_a_form(self, provider) -> None:
        url = f"{provider.settings()['GITHUB_URL']}/login/oauth/access_token"
        answer = httpx.post(url, data={"client_id": "unknown"})
        assert answer.status_code == 200
        assert answer.text.startswith("error=incorrect_client_credentials")
