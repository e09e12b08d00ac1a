"""Projects are shared by invitation."""

import re
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def word(rows) -> Callable[[str], str]:
    """`word(address)` gives the token of the last mail to an address."""

    def read(email: str) -> str:
        found = rows("SELECT payload->>'text' AS text FROM outbox WHERE payload->>'to' = %s ORDER BY id DESC", email)
        match = re.search(
            r"/links/invitation#([\w-]+)", next(row["text"] for row in found if "invitation#" in row["text"])
        )
        assert match is not None
        return match[1]

    return read


def test_an_invitation_is_accepted_once_by_whom_it_is_for(api, owner: str, project: str, word, rows) -> None:
    invited = {"email": "Meera@example.com", "role": "editor"}
    answer = api.call("POST", f"{project}/invitations", json_body=invited, token=owner)
    assert (answer.status, answer.body["email"], answer.body["role"]) == (201, "meera@example.com", "editor")
    token = word("meera@example.com")
    assert rows("SELECT id FROM project_invitations WHERE token_hash = sha256(%s)", token.encode())

    def accept(who: str) -> Any:
        return api.call("POST", "/invitations/accept", json_body={"token": token}, token=who)

    assert (accept(api.register()).status, accept(api.register()).body["code"]) == (403, "other_address")
    meera = api.register("meera@example.com", verified=False)  # she had no account when she was invited
    assert api.call("GET", project, token=meera).status == 404
    assert (accept(meera).status, accept(meera).body["role"]) == (200, "editor")
    assert api.call("GET", "/users/me", token=meera).body["email_verified"]  # who has the mail has the address
    [shared] = api.call("GET", f"{project}/collaborators", token=meera).body["items"]
    assert (shared["email"], shared["role"]) == ("meera@example.com", "editor")
    assert api.call("GET", f"{project}/invitations", token=owner).body["items"] == []

    path = f"{project}/collaborators/{shared['id']}"
    assert api.call("PATCH", path, json_body={"role": "viewer"}, token=owner).body["role"] == "viewer"
    assert api.call("PATCH", project, json_body={"title": "Mine"}, token=meera).status == 403
    assert api.call("DELETE", path, token=meera).status == 403
    assert api.call("DELETE", path, token=owner).status == 204
    assert api.call("GET", project, token=meera).status == 404
    assert accept(meera).status == 404  # the word was used


def test_an_invitation_can_be_replaced_withdrawn_and_expire(api, owner: str, project: str, word, rows) -> None:
    meera = api.register("meera@example.com")

    def invite(role: str = "viewer") -> tuple[str, str]:
        body = {"email": "meera@example.com", "role": role}
        return api.call("POST", f"{project}/invitations", json_body=body, token=owner).body["id"], word(body["email"])

    def accept(token: str) -> int:
        return api.call("POST", "/invitations/accept", json_body={"token": token}, token=meera).status

    (_, first), (second_id, second) = invite(), invite("editor")
    assert accept(first) == 404
    assert api.call("DELETE", f"{project}/invitations/{second_id}", token=owner).status == 204
    assert accept(second) == 404
    _, third = invite()
    rows("UPDATE project_invitations SET expires_at = now()")
    assert accept(third) == 404
    assert accept(invite()[1]) == 200
    again = {"email": "meera@example.com", "role": "editor"}
    assert (
        api.call("POST", f"{project}/invitations", json_body=again, token=owner).body["code"] == "already_collaborator"
    )
    assert api.call("POST", f"{project}/leave", token=owner).body["code"] == "owner_stays"
    assert api.call("POST", f"{project}/leave", token=meera).status == 204
    assert api.call("GET", project, token=meera).status == 404


def test_a_project_is_shared_with_twenty(api, owner: str, project: str) -> None:
    def invite(number: int) -> int:
        body = {"email": f"guest{number}@example.com", "role": "viewer"}
        return api.call("POST", f"{project}/invitations", json_body=body, token=owner).status

    assert [invite(number) for number in range(21)] == [201] * 20 + [409]
    assert invite(3) == 201  # in place of the one before
