"""In the cloud the API hears only what comes through CloudFront, and signs in at its database with its own role."""

from unittest.mock import Mock
from uuid import UUID

import pytest

from film_studio import database as studio_database
from film_studio.jobs import dispatch
from film_studio.jobs.models import Run
from film_studio.limits import service as limits
from film_studio.settings import settings
from tests.conftest import Api, forget

EDGE = {"x-studio-edge-key": "between us", "x-viewer-address": "198.51.100.7"}


@pytest.fixture
def behind(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setenv("EDGE_KEY", "between us")
    forget()
    return api


def test_who_comes_past_cloudfront_is_refused(behind: Api) -> None:
    for headers in ({}, {"x-studio-edge-key": "a guess"}, {"x-studio-edge-key": "ü"}):
        answer = behind.call("GET", "/health", headers=headers)
        assert (answer.status, answer.body["code"]) == (403, "not_through_the_edge")
    assert behind.call("GET", "/health", headers=EDGE).status == 200


def test_requests_are_counted_by_the_viewers_address(behind: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    admit = limits.admit

    def spy(policies, **about):
        seen.append(about["address"])
        return admit(policies, **about)

    monkeypatch.setattr(limits, "admit", spy)
    behind.call("GET", "/health", headers=EDGE)
    assert seen == ["198.51.100.7"]


def test_without_cloudfront_nobody_chooses_an_address(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    admit = limits.admit

    def spy(policies, **about):
        seen.append(about["address"])
        return admit(policies, **about)

    monkeypatch.setattr(limits, "admit", spy)
    api.call("GET", "/health", headers=EDGE)
    assert seen == ["192.0.2.1"]


def test_a_role_is_a_password_of_fifteen_minutes(aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://studio@proxy.example:5432/film_studio?sslmode=require")
    forget()
    assert studio_database.password() is None
    monkeypatch.setenv("DATABASE_IAM", "true")
    forget()
    password = studio_database.password()
    assert password is not None
    assert password.startswith("proxy.example:5432/?Action=connect&DBUser=studio&")
    assert "X-Amz-Expires=900" in password
    forget()


def test_films_are_started_by_the_alias_and_found_by_the_machine(
    database: str, aws: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = settings().state_machine_arn
    monkeypatch.setenv("STATE_MACHINE_ALIAS", f"{machine}:live")
    forget()
    states = Mock()
    states.exceptions.ExecutionAlreadyExists = KeyError
    monkeypatch.setattr(dispatch, "client", lambda _: states)
    run = Run(job_id=UUID(int=1), attempt=1)
    dispatch._launch(run)
    assert states.start_execution.call_args.kwargs["stateMachineArn"] == f"{machine}:live"
    assert dispatch.execution_arn(run) == f"{machine.replace(':stateMachine:', ':execution:')}:{UUID(int=1)}-1"
