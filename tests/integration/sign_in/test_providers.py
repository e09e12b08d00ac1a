"""What the studio makes of a provider that lies, stumbles, or is not there."""

import base64
import hmac
import json
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from film_studio.sign_in import clients, outbound
from film_studio.sign_in.outbound import ask
from local.event_loop import EventLoop
from local.http_server import HttpServer
from local.identity_provider.google import Google
from local.loopback import listen

from .conftest import ASHA, begin_anew

BOTH = pytest.mark.parametrize("provider", ["google", "github"])
PROBLEM = (503, "provider_unavailable")


def refusal(answer: Any) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status, answer.body["code"]


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "somebody-else"},
        {"aud": ["{client}", "somebody-else"]},
        {"iss": "https://accounts.evil.example"},
        {"nonce": "of-another-sign-in"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"exp": None},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_of_this_sign_in_is_refused(browser, identity_provider, monkeypatch, rows, lie) -> None:
    google, claims = identity_provider.google, Google.claims
    if isinstance(lie.get("aud"), list):
        lie = {"aud": [google.client.client_id, "somebody-else"]}

    def lying(self: Google, grant: Any) -> dict[str, Any]:
        return {name: value for name, value in {**claims(self, grant), **lie}.items() if value is not None}

    monkeypatch.setattr(Google, "claims", lying)
    assert refusal(browser.sign_in("google")) == (403, "invalid_identity")
    assert rows("SELECT * FROM users") == []


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _claimed(google: Google, claims: dict[str, Any], algorithm: str) -> str:
    header = {"alg": algorithm, "kid": next(iter(google.keys))}
    return ".".join(_text(json.dumps(part).encode()) for part in (header, claims))


def _unsigned(google: Google, claims: dict[str, Any]) -> str:
    return f"{_claimed(google, claims, 'none')}."


def _with_the_public_key_as_a_password(google: Google, claims: dict[str, Any]) -> str:
    [key] = google.keys.values()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    claimed = _claimed(google, claims, "HS256")
    return f"{claimed}.{_text(hmac.digest(public, claimed.encode(), 'sha256'))}"


def _by_another(google: Google, claims: dict[str, Any]) -> str:
    forger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, forger, "RS256", headers={"kid": next(iter(google.keys))})


def _by_a_key_that_nobody_knows(google: Google, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, next(iter(google.keys.values())), "RS256", headers={"kid": secrets.token_hex(4)})


def _none_at_all(google: Google, claims: dict[str, Any]) -> str:
    return "nonsense"


@pytest.mark.parametrize(
    "forge",
    [_unsigned, _with_the_public_key_as_a_password, _by_another, _by_a_key_that_nobody_knows, _none_at_all],
    ids=lambda forge: forge.__name__.strip("_"),
)
def test_an_id_token_that_google_has_not_signed_is_refused(
    browser, identity_provider, monkeypatch, rows, forge
) -> None:
    monkeypatch.setattr(Google, "sign", forge)
    assert refusal(browser.sign_in("google")) == (403, "invalid_identity")
    assert rows("SELECT * FROM users") == []


def test_google_may_change_its_keys_at_any_time(browser, identity_provider) -> None:
    first = browser.me("google")
    identity_provider.google.rotate()
    assert browser.me("google")["id"] == first["id"]


@BOTH
def test_a_client_that_the_provider_does_not_know_is_our_fault_not_the_user_s(browser, provider, monkeypatch) -> None:
    back = browser.answer(browser.start(provider), ASHA)
    wrong = clients.client_of(provider).model_copy(update={"client_secret": "wrong"})
    monkeypatch.setitem(clients._clients, provider, clients.Client.model_validate(wrong.model_dump()))
    answer = browser.call("GET", back)
    assert refusal(answer) == PROBLEM
    assert "secret" not in str(answer.body)


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(endpoint)` answers every request by it; gives the URL."""
    loop, servers = EventLoop(), []

    def start(endpoint: Callable[..., Response]) -> str:
        listener = listen()
        app = Starlette(routes=[Route("/{path:path}", endpoint, methods=["GET", "POST"])])

        async def begin() -> HttpServer:
            return HttpServer([(app, [listener])])

        servers.append(loop.run(begin()))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield start
    for server in servers:
        loop.run(server.stop())
    loop.close()


def nobody() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def move(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Let both providers be elsewhere."""
    for name in ("GOOGLE_ISSUER", "GITHUB_URL", "GITHUB_API_URL"):
        monkeypatch.setenv(name, url)
    begin_anew()


@BOTH
def test_a_provider_that_is_down_is_said_to_be(browser, provider, monkeypatch, fragment) -> None:
    back = browser.answer(browser.start(provider), ASHA)
    to_the_site = browser.answer(browser.start(provider, "?return_to=/"), ASHA)
    move(monkeypatch, nobody())
    answer = browser.call("GET", back)
    assert refusal(answer) == PROBLEM
    assert answer.body["detail"].startswith("Google" if provider == "google" else "GitHub")
    assert fragment(browser.call("GET", to_the_site)) == {"sign_in_error": "provider_unavailable"}


def test_without_google_nobody_is_sent_there(browser, monkeypatch, rows) -> None:
    move(monkeypatch, nobody())
    assert refusal(browser.call("GET", "/auth/oauth/google/start")) == PROBLEM
    assert rows("SELECT * FROM oauth_states") == []


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://accounts.google.com"},
        {
            "issuer": "https://accounts.evil.example",
            "authorization_endpoint": "https://accounts.evil.example/",
            "token_endpoint": "https://accounts.evil.example/",
            "jwks_uri": "https://accounts.evil.example/",
        },
        [],
        "nonsense",
    ],
    ids=["incomplete", "of another", "a list", "a text"],
)
def test_a_discovery_document_that_is_none(browser, monkeypatch, serve, document) -> None:
    move(monkeypatch, serve(lambda request: JSONResponse(document)))
    assert refusal(browser.call("GET", "/auth/oauth/google/start")) == PROBLEM


@pytest.mark.parametrize(
    "endpoint",
    [
        lambda request: Response("<html>Whoa there!</html>", media_type="text/html"),
        lambda request: Response(b"{}", 500),
        lambda request: Response(b"{}", 429),
        lambda request: Response(b"[" * 5_000_000),
        lambda request: RedirectResponse("http://127.0.0.1:1/"),
        lambda request: JSONResponse(["a list"]),
        lambda request: JSONResponse({}),
        lambda request: JSONResponse({"access_token": "a", "id": "b"}),
    ],
    ids=["html", "500", "429", "huge", "redirect", "list", "empty", "others' fields"],
)
def test_github_s_odd_answers_are_no_answers(browser, monkeypatch, serve, endpoint) -> None:
    back = browser.answer(browser.start("github"), ASHA)
    move(monkeypatch, serve(endpoint))
    assert refusal(browser.call("GET", back)) == PROBLEM


def test_a_provider_that_hangs_is_waited_for_a_moment_only(browser, monkeypatch) -> None:
    monkeypatch.setattr(outbound, "READ_SECONDS", 0.3)
    outbound._pool.cache_clear()
    back = browser.answer(browser.start("github"), ASHA)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        move(monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        assert refusal(browser.call("GET", back)) == PROBLEM
        assert time.monotonic() - started < 3
    outbound._pool.cache_clear()


def test_the_slowest_sign_in_ends_before_its_function(browser) -> None:
    """GitHub is asked three times, Google as often: discovery, token and keys."""
    assert 3 * (outbound.CONNECT_SECONDS + outbound.READ_SECONDS) < 30


def test_redirects_are_not_followed(api, serve) -> None:
    url = serve(
        lambda request: RedirectResponse("/again") if request.url.path == "/" else JSONResponse({"got": "there"})
    )
    with pytest.raises(Exception, match="GitHub does not answer"):
        ask("github", "GET", f"{url}/")
