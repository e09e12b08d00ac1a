"""An identity provider on loopback, and a browser that goes between it and the API."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import httpx
import pytest

from cdk.services import API_PREFIX, OAUTH_CLIENTS
from film_studio.settings import settings
from film_studio.sign_in import clients, google
from local.event_loop import EventLoop
from local.http_server import HttpServer
from local.identity_provider.clients import secret_of
from local.identity_provider.people import Person
from local.identity_provider.provider import IdentityProvider
from local.loopback import listen
from tests.conftest import Api, Response, forget

ASHA = Person("asha@example.com", "Asha Rao")


def begin_anew() -> None:
    """Remember nothing of providers, as a fresh process would."""
    forget()
    clients.forget()
    google.forget()


@pytest.fixture
def identity_provider(api: Api, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    """Google and GitHub on loopback; the studio is their client."""
    listener = listen()
    secret = secret_of(tmp_path / "oauth-clients.json")
    provider = IdentityProvider(f"http://127.0.0.1:{listener.getsockname()[1]}", secret, settings().api_url)
    boto3.client("secretsmanager").create_secret(Name=OAUTH_CLIENTS, SecretString=secret)
    for name, value in {**provider.settings(), "OAUTH_CLIENTS_SECRET": OAUTH_CLIENTS}.items():
        monkeypatch.setenv(name, value)
    begin_anew()
    loop = EventLoop()

    async def serve() -> HttpServer:
        return HttpServer([(provider.app, [listener])])

    server = loop.run(serve())
    yield provider
    loop.run(server.stop())
    loop.close()
    listener.close()
    begin_anew()


@dataclass
class Browser:
    """A browser: keeps the studio's cookie, follows links, and answers the provider's page."""

    api: Api
    cookie: str | None = None
    visited: list[str] = field(default_factory=list)

    def call(self, method: str, path: str, **options: Any) -> Response:
        """One request to the API."""
        headers = {"cookie": self.cookie} if self.cookie else {}
        answer = self.api.call(method, path, headers=headers, **options)
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def start(self, provider: str, query: str = "") -> str:
        """Begin to sign in; gives the provider's address that the browser is sent to."""
        answer = self.call("GET", f"/auth/oauth/{provider}/start{query}")
        assert answer.status == 302, answer
        return answer.headers["location"]

    def answer(self, location: str, person: Person, answer: str = "allow") -> str:
        """Fill in the provider's page; gives the path of the API, with its query, that the browser is sent back to."""
        page = httpx.get(location)
        assert page.status_code == 200, page.text
        form = {
            html.unescape(name): html.unescape(value)
            for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page.text)
        }
        form |= {"email": person.email, "name": person.name, "answer": answer}
        if person.verified:
            form["verified"] = "yes"
        back = httpx.post(location.partition("?")[0], data=form)
        assert back.status_code == 302, back.text
        target = urlsplit(back.headers["location"])
        assert f"{target.scheme}://{target.netloc}" == settings().public_url
        return f"{target.path.removeprefix(API_PREFIX)}?{target.query}"

    def sign_in(self, provider: str, person: Person = ASHA, query: str = "") -> Response:
        """The whole way; gives the answer of the callback."""
        return self.call("GET", self.answer(self.start(provider, query), person))

    def me(self, provider: str, person: Person = ASHA) -> dict[str, Any]:
        """Sign in and look at the own account."""
        signed_in = self.sign_in(provider, person)
        assert signed_in.status == 200, signed_in
        answer = self.call("GET", "/users/me", token=signed_in.body["access_token"])
        assert answer.status == 200
        return dict(answer.body)


@pytest.fixture
def browser(api: Api, identity_provider: IdentityProvider) -> Browser:
    """A browser that has never been here."""
    return Browser(api)


@pytest.fixture
def fragment() -> Callable[[Response], dict[str, str]]:
    """`fragment(answer)` is what stands behind the `#` of the address that a browser is sent to."""

    def read(answer: Response) -> dict[str, str]:
        assert answer.status == 303, answer
        return {name: value for name, [value] in parse_qs(urlsplit(answer.headers["location"]).fragment).items()}

    return read
