"""Sign-in with Google and GitHub, as a browser goes through it, against providers on loopback."""

from typing import Any

import httpx
import pytest

from film_studio.settings import settings
from local.identity_provider.people import Person

from .conftest import ASHA, Browser

BOTH = pytest.mark.parametrize("provider", ["google", "github"])
UNVERIFIED = Person(ASHA.email, ASHA.name, verified=False)


@BOTH
def test_somebody_new_gets_an_account_with_a_verified_address_and_credits(browser, provider, balance) -> None:
    me = browser.me(provider)
    assert (me["email"], me["full_name"], me["email_verified"]) == ("asha@example.com", "Asha Rao", True)
    assert balance(me["id"]) == 3


@BOTH
def test_somebody_known_gets_the_same_account_even_under_another_address(browser, api, provider, rows) -> None:
    first = browser.me(provider)
    rows("UPDATE users SET email = 'rao@example.com'")
    rows("UPDATE users SET email_verified_at = NULL")
    assert Browser(api).me(provider)["id"] == first["id"]
    assert rows("SELECT count(*) AS n FROM users") == [{"n": 1}]


def test_google_and_github_open_one_account(browser) -> None:
    assert browser.me("google")["id"] == browser.me("github")["id"]


@BOTH
def test_the_browser_comes_back_to_the_site_and_exchanges_a_code_once(browser, api, provider, fragment) -> None:
    answer = browser.sign_in(provider, query="?return_to=/projects?new%3D1")
    assert answer.headers["location"].startswith(f"{settings().public_url}/projects?new=1#")
    code = fragment(answer)["sign_in_code"]
    thief = Browser(api).call("POST", "/auth/oauth/exchange", json_body={"code": code})
    assert (thief.status, thief.body["code"]) == (401, "invalid_sign_in_code")
    tokens = browser.call("POST", "/auth/oauth/exchange", json_body={"code": code})
    assert api.call("GET", "/users/me", token=tokens.body["access_token"]).body["email"] == ASHA.email
    again = browser.call("POST", "/auth/oauth/exchange", json_body={"code": code})
    assert (again.status, again.body["code"]) == (401, "invalid_sign_in_code")


def test_a_code_lasts_a_minute(browser, rows, fragment) -> None:
    code = fragment(browser.sign_in("google", query="?return_to=/"))["sign_in_code"]
    rows("UPDATE sign_in_codes SET expires_at = expires_at - interval '61 s'")
    assert browser.call("POST", "/auth/oauth/exchange", json_body={"code": code}).status == 401


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/%5Cevil.example/",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "/%0A/evil.example",
        ".evil.example/",
        "@evil.example/",
        "javascript:alert(1)",
        "/a%23sign_in_code=x",
    ],
)
def test_no_browser_is_sent_to_another_site(browser, target) -> None:
    answer = browser.call("GET", f"/auth/oauth/google/start?return_to={target}")
    assert (answer.status, answer.body["code"]) == (422, "invalid_request")
    assert answer.body["errors"][0]["field"] == "return_to"


@BOTH
def test_a_state_is_used_once(browser, provider) -> None:
    back = browser.answer(browser.start(provider), ASHA)
    assert browser.call("GET", back).status == 200
    again = browser.call("GET", back)
    assert (again.status, again.body["code"]) == (400, "sign_in_expired")


@BOTH
def test_a_state_counts_in_the_browser_that_it_was_given_to_only(browser, api, provider) -> None:
    """Else an attacker could have a victim sign in to the attacker's account."""
    back = browser.answer(browser.start(provider), ASHA)
    victim = Browser(api)
    assert victim.call("GET", back).body["code"] == "sign_in_expired"
    victim.start(provider)
    assert victim.call("GET", back).body["code"] == "sign_in_expired"
    assert browser.call("GET", back).status == 200


def test_a_state_counts_at_its_own_provider_only(browser) -> None:
    back = browser.answer(browser.start("google"), ASHA)
    assert browser.call("GET", back.replace("google", "github")).body["code"] == "sign_in_expired"


def test_a_state_lasts_ten_minutes(browser, rows) -> None:
    back = browser.answer(browser.start("google"), ASHA)
    [left] = rows("SELECT expires_at - now() AS left FROM oauth_states")
    assert 590 < left["left"].total_seconds() <= 600
    rows("UPDATE oauth_states SET expires_at = now()")
    assert browser.call("GET", back).body["code"] == "sign_in_expired"
    browser.start("google")
    assert rows("SELECT count(*) AS n FROM oauth_states") == [{"n": 1}]


def test_two_tabs_of_a_browser_do_not_disturb_each_other(browser) -> None:
    first, second = browser.start("google"), browser.start("github")
    assert browser.call("GET", browser.answer(first, ASHA)).status == 200
    assert browser.call("GET", browser.answer(second, ASHA)).status == 200


def test_the_cookie_is_for_the_studio_alone(browser, monkeypatch) -> None:
    cookie = browser.call("GET", "/auth/oauth/google/start").headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    assert name == "browser"
    assert rest.partition("; ")[2].split("; ") == ["Path=/", "Max-Age=600", "HttpOnly", "SameSite=Lax"]


def test_over_tls_no_neighbour_can_set_the_cookie(browser, monkeypatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://studio.example")
    settings.cache_clear()
    cookie = browser.call("GET", "/auth/oauth/google/start").headers["set-cookie"]
    assert cookie.startswith("__Host-browser=")
    assert "Secure" in cookie.split("; ")


@BOTH
def test_a_code_that_was_used_at_the_provider_is_refused(browser, provider, identity_provider) -> None:
    back = browser.answer(browser.start(provider), ASHA)
    [grant] = getattr(identity_provider, provider).grants._by_code.values()
    grant.spent = True
    answer = browser.call("GET", back)
    assert (answer.status, answer.body["code"]) == (400, "sign_in_refused")


@BOTH
def test_a_code_of_another_sign_in_fails_on_its_verifier(browser, api, provider) -> None:
    """The code of a victim, injected into the attacker's own sign-in."""
    stolen = dict(httpx.QueryParams(Browser(api).answer(browser.start(provider), ASHA).partition("?")[2]))["code"]
    own = browser.answer(browser.start(provider), Person("eve@example.com", "Eve")).partition("?")
    query = httpx.QueryParams(own[2]).set("code", stolen)
    answer = browser.call("GET", f"{own[0]}?{query}")
    assert (answer.status, answer.body["code"]) == (400, "sign_in_refused")


@BOTH
def test_who_denies_is_told_so(browser, provider, fragment) -> None:
    answer = browser.call("GET", browser.answer(browser.start(provider), ASHA, "deny"))
    assert (answer.status, answer.body["code"]) == (403, "sign_in_denied")
    back = browser.answer(browser.start(provider, "?return_to=/"), ASHA, "deny")
    assert fragment(browser.call("GET", back)) == {"sign_in_error": "sign_in_denied"}


@BOTH
def test_an_address_that_the_provider_has_not_verified_makes_no_account(browser, provider, rows) -> None:
    """GitHub gives a verified second address beside it, which does not count."""
    answer = browser.sign_in(provider, UNVERIFIED)
    assert (answer.status, answer.body["code"]) == (403, "address_not_verified")
    assert rows("SELECT * FROM users") == rows("SELECT * FROM oauth_identities") == []


@BOTH
def test_an_unverified_address_at_the_provider_opens_no_account(browser, api, provider, rows) -> None:
    api.register(ASHA.email)
    assert browser.sign_in(provider, UNVERIFIED).body["code"] == "address_not_verified"
    assert rows("SELECT * FROM oauth_identities") == []


@BOTH
def test_an_account_whose_address_nobody_has_verified_is_not_linked(browser, api, provider, rows, fragment) -> None:
    """Eve has registered Asha's address beforehand, and waits for what Asha makes in her account."""
    api.register(ASHA.email, verified=False)
    answer = browser.sign_in(provider)
    assert (answer.status, answer.body["code"]) == (409, "account_not_verified")
    assert "reset the password" in answer.body["detail"]
    assert fragment(browser.sign_in(provider, query="?return_to=/")) == {"sign_in_error": "account_not_verified"}
    assert rows("SELECT * FROM oauth_identities") == []


@BOTH
def test_an_account_with_a_verified_address_is_linked_and_its_owner_told(browser, api, provider, rows) -> None:
    token = api.register(ASHA.email)
    own = api.call("GET", "/users/me", token=token).body
    assert browser.me(provider)["id"] == own["id"]
    mails = rows(
        "SELECT payload FROM outbox WHERE topic = 'mail' AND payload->>'subject' LIKE '%%opens your account%%'"
    )
    assert [mail["payload"]["to"] for mail in mails] == [ASHA.email]
    browser.me(provider)
    assert api.call("GET", "/users/me", token=token).body["email"] == ASHA.email


def test_the_suspended_are_not_let_in(browser, rows, fragment) -> None:
    browser.me("google")
    rows("UPDATE users SET suspended_at = now()")
    answer = browser.sign_in("google")
    assert (answer.status, answer.body["code"]) == (403, "account_suspended")
    code = fragment(browser.sign_in("google", query="?return_to=/"))["sign_in_code"]
    answer = browser.call("POST", "/auth/oauth/exchange", json_body={"code": code})
    assert (answer.status, answer.body["code"]) == (403, "account_suspended")


@pytest.mark.parametrize(
    ("name", "kept"),
    [("", "asha"), ("  Asha\x00\n Rao ", "Asha Rao"), ("अ" * 300, "अ" * 200)],
    ids=["none", "odd", "long"],
)
def test_names_are_made_fit(browser, name, kept) -> None:
    assert browser.me("google", Person(ASHA.email, name))["full_name"] == kept


def test_a_studio_without_clients_offers_no_sign_in(api, monkeypatch) -> None:
    answer = api.call("GET", "/auth/oauth/google/start")
    assert (answer.status, answer.body["code"]) == (404, "sign_in_not_offered")
    assert api.call("GET", "/auth/oauth/myspace/start").body["code"] == "not_found"


class TestWaysIn:
    """Links are listed and removed, the last way in is kept."""

    @pytest.fixture
    def token(self, browser: Browser) -> str:
        """Somebody who came with Google, and has no password."""
        return str(browser.sign_in("google").body["access_token"])

    def test_they_are_listed(self, api, browser, token) -> None:
        browser.me("github")
        answer = api.call("GET", "/users/me/sign-ins", token=token).body
        assert answer["has_password"] is False
        assert [(each["provider"], each["email"]) for each in answer["providers"]] == [
            ("google", ASHA.email),
            ("github", ASHA.email),
        ]

    def test_the_last_one_stays(self, api, token) -> None:
        answer = api.call("DELETE", "/users/me/sign-ins/google", token=token)
        assert (answer.status, answer.body["code"]) == (409, "last_way_in")

    def test_one_of_two_goes(self, api, browser, token, rows) -> None:
        browser.me("github")
        assert api.call("DELETE", "/users/me/sign-ins/google", token=token).status == 204
        assert rows("SELECT provider FROM oauth_identities") == [{"provider": "github"}]
        again = api.call("DELETE", "/users/me/sign-ins/google", token=token)
        assert (again.status, again.body["code"]) == (404, "sign_in_not_found")
        assert api.call("DELETE", "/users/me/sign-ins/github", token=token).status == 409

    def test_who_has_a_password_needs_none(self, api, browser, rows) -> None:
        token = api.register(ASHA.email)
        browser.me("google")
        assert api.call("GET", "/users/me/sign-ins", token=token).body["has_password"] is True
        assert api.call("DELETE", "/users/me/sign-ins/google", token=token).status == 204

    def test_those_of_others_are_out_of_reach(self, api, token) -> None:
        other: Any = api.register()
        assert api.call("GET", "/users/me/sign-ins", token=other).body["providers"] == []
        assert api.call("DELETE", "/users/me/sign-ins/google", token=other).status == 404

    def test_leaving_removes_them_and_a_return_is_a_new_account(self, api, browser, token, rows) -> None:
        old = api.call("GET", "/users/me", token=token).body["id"]
        browser.start("google")
        browser.sign_in("google", query="?return_to=/")
        assert api.call("DELETE", "/users/me", token=token).status == 204
        assert rows("SELECT * FROM oauth_identities") == rows("SELECT * FROM sign_in_codes") == []
        assert browser.me("google")["id"] != old
