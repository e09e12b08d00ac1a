"""An administrator and somebody to handle, through the API."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from film_studio import database as studio_database

PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Person:
    """Somebody signed in."""

    id: str
    email: str
    token: str


@pytest.fixture
def person(api, rows: Callable[..., Any]) -> Callable[..., Person]:
    """`person(tier="free", admin=False)` is somebody who has registered and signed in."""

    def make(tier: str = "free", admin: bool = False) -> Person:
        email = f"{secrets.token_hex(6)}@example.com"
        api.register(email, PASSWORD)
        rows("UPDATE users SET is_admin = %s, subscription_tier = %s WHERE email = %s", admin, tier, email)
        rows("DELETE FROM outbox WHERE topic = 'cache'")  # it was long ago
        login = api.call("POST", "/auth/login", json_body={"email": email, "password": PASSWORD})
        [user] = rows("SELECT id FROM users WHERE email = %s", email)
        return Person(str(user["id"]), email, login.body["access_token"])

    return make


@pytest.fixture
def admin(person: Callable[..., Person]) -> Person:
    return person(admin=True)


@pytest.fixture
def creator(person: Callable[..., Person]) -> Person:
    return person()


@pytest.fixture
def film(api, script: str) -> Callable[[Person], dict[str, Any]]:
    """`film(person)` asks for a film and gives the job."""

    def ask(owner: Person, text: str = script) -> dict[str, Any]:
        project = api.call("POST", "/projects", json_body={"title": "The Lamp", "script": text}, token=owner.token)
        answer = api.call("POST", f"/projects/{project.body['id']}/generate", token=owner.token)
        assert answer.status == 202, answer
        return answer.body

    return ask


@pytest.fixture
def mails(rows: Callable[..., Any]) -> Callable[[], list[tuple[str, str]]]:
    """`mails()` gives addressee and subject of every mail, oldest first."""

    def read() -> list[tuple[str, str]]:
        found = rows("SELECT payload FROM outbox WHERE topic = 'mail' ORDER BY id")
        return [(row["payload"]["to"], row["payload"]["subject"]) for row in found]

    return read


@pytest.fixture
def connection_per_thread(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thread connects for itself, as each Lambda environment does."""

    def connect() -> Any:
        return psycopg.connect(database, row_factory=dict_row, autocommit=True)

    monkeypatch.setattr(studio_database, "_connect", connect)
