"""Links in mails: verification, forgotten passwords, another address. Each counts once, and for its time."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import SecretStr

from film_studio import outbox, ses
from film_studio.accounts import links
from film_studio.accounts.models import PasswordReset
from film_studio.errors import Conflict, NotFound

PASSWORD = "correct horse battery"
ASHA = "asha@example.com"


@dataclass
class Mailbox:
    """The mails that were sent."""

    mails: list[dict[str, str]] = field(default_factory=list)

    def to(self, email: str) -> list[str]:
        """The subjects of what was sent to an address, oldest first."""
        outbox.relay()
        return [mail["subject"] for mail in self.mails if mail["to"] == email]

    def token(self, email: str, purpose: str) -> str:
        """The word of the newest link for a purpose."""
        self.to(email)
        texts = [mail["text"] for mail in self.mails if mail["to"] == email]
        return [found[1] for text in texts if (found := re.search(rf"/auth/links/{purpose}#(\S+)", text))][-1]


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    found = Mailbox()
    monkeypatch.setattr(ses, "deliver", lambda message: found.mails.append(dict(message)))
    return found


def login(api: Any, email: str = ASHA, password: str = PASSWORD) -> Any:
    return api.call("POST", "/auth/login", json_body={"email": email, "password": password})


def verified(api: Any, token: str) -> bool:
    return api.call("GET", "/users/me", token=token).body["email_verified"]


def follow(api: Any, route: str, token: str, **more: str) -> Any:
    return api.call("POST", f"/auth/{route}", json_body={"token": token, **more})


def reset(api: Any, token: str, password: str = "a new password, longer") -> Any:
    return follow(api, "reset-password", token, password=password)


# Verification --------------------------------------------------------------------------------------------------------


def test_who_registers_verifies_the_address_once(api, mailbox) -> None:
    token = api.register(ASHA, verified=False)
    assert mailbox.to(ASHA) == ["Confirm your address"]
    assert not verified(api, token)
    link = mailbox.token(ASHA, "verify-email")
    assert follow(api, "verify-email", link).status == 204
    assert verified(api, token)
    again = follow(api, "verify-email", link)
    assert (again.status, again.body["code"]) == (404, "link_expired")


def test_another_mail_makes_the_first_link_worthless(api, mailbox) -> None:
    token = api.register(ASHA, verified=False)
    first = mailbox.token(ASHA, "verify-email")
    assert api.call("POST", "/users/me/verification", token=token).status == 204
    second = mailbox.token(ASHA, "verify-email")
    assert follow(api, "verify-email", first).status == 404
    assert follow(api, "verify-email", second).status == 204
    answer = api.call("POST", "/users/me/verification", token=token)
    assert (answer.status, answer.body["code"]) == (409, "already_verified")


def test_films_wait_for_the_verified_address(api, mailbox, script, rows) -> None:
    token = api.register(ASHA, verified=False)
    project = api.call("POST", "/projects", json_body={"title": "Lamp", "script": script}, token=token).body["id"]
    refused = api.call("POST", f"/projects/{project}/generate", token=token)
    assert (refused.status, refused.body["code"]) == (403, "email_unverified")
    foreseen = api.call("POST", f"/projects/{project}/estimate", token=token).body["obstacles"]
    assert [obstacle["code"] for obstacle in foreseen] == ["email_unverified"]
    assert rows("SELECT id FROM ai_jobs") == []
    follow(api, "verify-email", mailbox.token(ASHA, "verify-email"))
    assert api.call("POST", f"/projects/{project}/estimate", token=token).body["obstacles"] == []
    assert api.call("POST", f"/projects/{project}/generate", token=token).status == 202


@pytest.mark.parametrize("token", ["", "x", "x5Yt0mVq8Zr2LwN4cKb7PdS1hGf3JaE6uTiRoQpMvXk", "ü" * 200])
@pytest.mark.parametrize("route", ["verify-email", "confirm-email"])
def test_a_guessed_word_opens_nothing(api, route, token) -> None:
    assert follow(api, route, token).status == 404
    assert reset(api, token).status == 404


@pytest.mark.parametrize("purpose", list(links.LIVES))
def test_a_link_ends(api, mailbox, rows, purpose) -> None:
    token = api.register(ASHA, verified=False)
    api.call("POST", "/auth/forgot-password", json_body={"email": ASHA})
    api.call("POST", "/users/me/email", json_body={"email": "new@example.com", "password": PASSWORD}, token=token)
    to = "new@example.com" if purpose == "change-email" else ASHA
    word = mailbox.token(to, purpose)
    [kept] = rows("SELECT expires_at - created_at AS life FROM account_links WHERE purpose = %s", purpose)
    assert abs(kept["life"] - links.LIVES[purpose]).total_seconds() < 5
    rows("UPDATE account_links SET expires_at = now()")
    asked = {"verify-email": follow, "change-email": follow, "reset-password": reset}
    route = {"verify-email": ("verify-email",), "change-email": ("confirm-email",), "reset-password": ()}
    assert asked[purpose](api, *route[purpose], word).status == 404
    assert login(api).status == 200


def test_a_link_is_for_its_purpose_only(api, mailbox) -> None:
    api.register(ASHA, verified=False)
    assert reset(api, mailbox.token(ASHA, "verify-email")).status == 404
    assert login(api).status == 200


# Forgotten passwords -------------------------------------------------------------------------------------------------


def test_a_forgotten_password_is_replaced(api, mailbox) -> None:
    access = api.register(ASHA, verified=False)
    refresh = login(api).body["refresh_token"]
    assert api.call("POST", "/auth/forgot-password", json_body={"email": "ASHA@example.com"}).status == 204
    assert reset(api, mailbox.token(ASHA, "reset-password")).status == 204
    assert mailbox.to(ASHA)[-1] == "Your password has been changed"
    # Nothing that was open before is open now, and the address is known to be theirs.
    assert api.call("GET", "/users/me", token=access).status == 403
    assert api.call("POST", "/auth/refresh", json_body={"refresh_token": refresh}).status == 401
    assert login(api).status == 401
    assert verified(api, login(api, password="a new password, longer").body["access_token"])


def test_the_answer_is_the_same_for_an_unknown_address(api, mailbox, rows) -> None:
    api.register(ASHA)
    mailbox.to(ASHA)
    answers, left = [], []
    for email in (ASHA, "nobody@example.com"):
        answer = api.call("POST", "/auth/forgot-password", json_body={"email": email})
        answers.append((answer.status, answer.body, sorted(answer.headers)))
        left.append(len(rows("SELECT id FROM outbox WHERE topic = 'reset'")))
    assert answers[0] == answers[1]
    assert left == [1, 2]  # what is done for one is done for the other
    assert mailbox.to("nobody@example.com") == []
    assert mailbox.to(ASHA)[-1] == "Reset your password"
    assert rows("SELECT id FROM outbox WHERE topic IN ('reset', 'mail')") == []


def test_a_reset_link_counts_once_even_for_four_at_the_same_time(api, mailbox, each_thread_connects) -> None:
    def attempt(asked: tuple[str, str]) -> bool:
        try:
            links.reset(PasswordReset(token=asked[0], password=SecretStr(asked[1])))
        except NotFound:
            return False
        return True

    for _ in range(5):
        email = f"{len(mailbox.mails)}@example.com"
        api.register(email)
        api.call("POST", "/auth/forgot-password", json_body={"email": email})
        word = mailbox.token(email, "reset-password")
        passwords = [f"the password of number {n}" for n in range(4)]
        with ThreadPoolExecutor(4) as threads:
            won = list(threads.map(attempt, [(word, password) for password in passwords]))
        assert won.count(True) == 1
        assert [login(api, email, password).status == 200 for password in passwords] == won


def test_a_reset_ends_every_other_link(api, mailbox) -> None:
    token = api.register(ASHA)
    api.call("POST", "/users/me/email", json_body={"email": "thief@example.com", "password": PASSWORD}, token=token)
    for _ in range(2):
        api.call("POST", "/auth/forgot-password", json_body={"email": ASHA})
    mailbox.to(ASHA)
    first, second = [found[1] for mail in mailbox.mails if (found := re.search(r"reset-password#(\S+)", mail["text"]))]
    assert reset(api, first).status == 404
    assert reset(api, second).status == 204
    assert follow(api, "confirm-email", mailbox.token("thief@example.com", "change-email")).status == 404


@pytest.mark.parametrize(("password", "code"), [("short", "password_too_short"), ("ü" * 37, "password_too_long")])
def test_a_bad_new_password_leaves_the_link(api, mailbox, password, code) -> None:
    api.register(ASHA)
    api.call("POST", "/auth/forgot-password", json_body={"email": ASHA})
    word = mailbox.token(ASHA, "reset-password")
    answer = reset(api, word, password)
    assert (answer.status, answer.body["errors"][0]["code"]) == (422, code)
    assert reset(api, word).status == 204


def test_a_mail_whose_link_has_ended_is_not_sent(api, mailbox, rows) -> None:
    api.register(ASHA)
    links.mail_reset(ASHA)
    rows("UPDATE outbox SET expires_at = now() WHERE topic = 'mail'")
    assert mailbox.to(ASHA) == []
    outbox.prune()
    assert rows("SELECT id FROM outbox WHERE topic = 'mail'") == []


def test_who_signs_in_through_others_gets_a_password_by_reset(api, mailbox, rows) -> None:
    rows("INSERT INTO users (email, full_name, email_verified_at) VALUES (%s, 'Asha', now())", ASHA)
    api.call("POST", "/auth/forgot-password", json_body={"email": ASHA})
    assert reset(api, mailbox.token(ASHA, "reset-password"), PASSWORD).status == 204
    assert login(api).status == 200


# Another address -----------------------------------------------------------------------------------------------------


def change(api: Any, token: str, email: str, password: str = PASSWORD) -> Any:
    return api.call("POST", "/users/me/email", json_body={"email": email, "password": password}, token=token)


def test_an_address_changes_when_the_new_one_is_shown_to_be_theirs(api, mailbox) -> None:
    token = api.register(ASHA, verified=False)
    assert change(api, token, "New@Example.com").status == 204
    assert mailbox.to(ASHA)[-1] == "Your address is about to change"
    assert api.call("GET", "/users/me", token=token).body["email"] == ASHA
    old_link = mailbox.token(ASHA, "verify-email")
    link = mailbox.token("new@example.com", "change-email")
    assert follow(api, "confirm-email", link).status == 204
    me = api.call("GET", "/users/me", token=token).body
    assert (me["email"], me["email_verified"]) == ("new@example.com", True)
    assert mailbox.to(ASHA)[-1] == "Your address has been changed"
    assert login(api, "new@example.com").status == 200
    assert login(api).status == 401
    assert follow(api, "confirm-email", link).status == 404
    assert follow(api, "verify-email", old_link).status == 404


@pytest.mark.parametrize(
    ("email", "password", "status", "code"),
    [
        ("new@example.com", "wrong horse battery", 403, "wrong_password"),
        ("taken@example.com", PASSWORD, 409, "email_taken"),
        (ASHA, PASSWORD, 422, "own_address"),
        ("no address", PASSWORD, 422, "value_error"),
    ],
)
def test_what_no_address_changes_to(api, mailbox, email, password, status, code) -> None:
    api.register("taken@example.com")
    token = api.register(ASHA)
    before = len(mailbox.to(ASHA)) + len(mailbox.to("taken@example.com"))
    answer = change(api, token, email, password)
    assert answer.status == status
    assert code in {answer.body["code"], *(fault["code"] for fault in answer.body.get("errors", ()))}
    assert len(mailbox.to(ASHA)) + len(mailbox.to("taken@example.com")) == before


def test_without_a_password_an_address_does_not_change(api, mailbox, rows) -> None:
    token = api.register(ASHA)
    rows("UPDATE users SET password_hash = NULL")
    answer = change(api, token, "new@example.com")
    assert (answer.status, answer.body["code"]) == (409, "no_password")


def test_of_three_who_want_one_address_one_gets_it(api, mailbox, each_thread_connects, rows) -> None:
    def attempt(word: str) -> bool:
        try:
            links.confirm_email(word)
        except Conflict as refused:
            assert refused.code == "email_taken"
            return False
        return True

    words = []
    for n in range(3):
        change(api, api.register(f"{n}@example.com"), "wanted@example.com")
        words.append(mailbox.token("wanted@example.com", "change-email"))
    with ThreadPoolExecutor(3) as threads:
        got = list(threads.map(attempt, words))
    assert got.count(True) == 1
    assert len(rows("SELECT id FROM users WHERE email = 'wanted@example.com'")) == 1
    # The others may still have it when it is free again: a refusal uses no link up.
    rows("UPDATE users SET email = 'other@example.com' WHERE email = 'wanted@example.com'")
    assert attempt(words[got.index(False)])


def test_a_deleted_account_has_no_links(api, mailbox, rows) -> None:
    token = api.register(ASHA, verified=False)
    word = mailbox.token(ASHA, "verify-email")
    assert api.call("DELETE", "/users/me", token=token).status == 204
    assert follow(api, "verify-email", word).status == 404
    assert rows("SELECT purpose FROM account_links") == []


# Where the links lead ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["verify-email", "change-email", "reset-password", "invitation"])
def test_the_page_of_a_link_runs_nothing_but_its_own(api, page) -> None:
    answer = api.call("GET", f"/auth/links/{page}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "http://" not in answer.body
    assert "https://" not in answer.body


def test_there_are_no_other_pages(api) -> None:
    assert api.call("GET", "/auth/links/nothing").status in (404, 422)
