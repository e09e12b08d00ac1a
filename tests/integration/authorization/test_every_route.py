"""Every route of the table, asked by everybody: whom it answers, and what the others learn."""

import secrets
from typing import Any
from urllib.parse import urlencode

import pytest

from cdk import openapi
from cdk.services import FUNCTIONS, Route

from .conftest import ROLES, Person, Things, World

ROUTES = [route for function in FUNCTIONS for route in function.routes]
PEOPLE = {"anonymous", "suspended", "stranger", "admin", *ROLES}

DOCUMENT = openapi.document()

PASSWORD = "correct horse battery"
REGISTRATION = {"password": PASSWORD, "full_name": "Asha Rao"}


def body(route: Route, things: Things, person: Person | None) -> Any:
    """What the route takes: the example of the API document, or what names something of this world."""
    content = DOCUMENT["paths"][route.path][route.method.lower()].get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    named = {
        "/jobs/create": lambda: {"project_id": things.project_of(person)},
        "/auth/register": lambda: {**REGISTRATION, "email": f"{secrets.token_hex(6)}@example.com"},
        "/auth/login": lambda: {"email": things.owner.email, "password": PASSWORD},
        "/auth/logout": dict,
        "/auth/forgot-password": lambda: {"email": f"{secrets.token_hex(6)}@example.com"},
        "/users/me/email": lambda: {"email": f"{secrets.token_hex(6)}@example.com", "password": PASSWORD},
        "/projects/{id}": lambda: {"title": "The Clay Lamp"},
        "/projects/{id}/generate": dict,
    }
    return named[route.path]() if route.path in named else content["application/json"]["example"]


def needed(route: Route, place: str) -> dict[str, str]:
    """What the route must be told in a header or in the query."""
    parameters = DOCUMENT["paths"][route.path][route.method.lower()].get("parameters", ())
    return {each["name"]: str(each["example"]) for each in parameters if each["in"] == place and each.get("required")}


def ask(things: Things, route: Route, person: Person | None) -> Any:
    return things.world.api.call(
        route.method,
        f"{things.path(route.path)}?{urlencode(needed(route, 'query'))}",
        headers=needed(route, "header"),
        json_body=body(route, things, person),
        token=person.token if person else None,
    )


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_who_may_and_who_may_not(world: World, route: Route) -> None:
    allowed = {
        "public": set(PEOPLE),
        "user": set(PEOPLE) - {"anonymous", "suspended"},
        "admin": {"admin"},
        **{role: set(ROLES[n:]) for n, role in enumerate(ROLES)},
    }[route.access]
    people, things = world.cast()
    for name in sorted(PEOPLE - allowed):
        answer = ask(things, route, people[name])
        expected = {"anonymous": 401, "suspended": 403}.get(
            name, 403 if name in ROLES or route.access == "admin" else 404
        )
        assert answer.status == expected, f"{name} got {answer}"
    for name in sorted(allowed):
        if route.method != "GET":  # what one of them does must not be in the way of the next
            people, things = world.cast()
        answer = ask(things, route, people[name])
        assert answer.status < 400 or answer.status == OTHERWISE.get(route.path), f"{name} got {answer}"


OTHERWISE = {
    "/auth/refresh": 401,  # the token is a made-up one
    "/auth/oauth/{provider}/start": 404,  # this studio has no clients at Google and GitHub
    "/auth/oauth/{provider}/callback": 400,
    "/auth/oauth/exchange": 401,
    "/auth/reset-password": 404,  # so is the word of the link
    "/auth/verify-email": 404,
    "/auth/confirm-email": 404,
    "/users/me/verification": 409,  # it is verified
    "/users/me/export": 404,  # nobody has asked for one
    "/users/me/sign-ins/{provider}": 404,
    "/invitations/accept": 404,
    "/projects/{id}/leave": 409,  # an owner stays
    "/admin/reviews/{id}": 404,  # nothing waits for one
    "/admin/reviews/{id}/claim": 404,
    "/admin/reviews/{id}/decide": 404,
    "/admin/dead-letters/{message_id}": 404,
    "/admin/dead-letters/redrive": 404,
    "/credits/deduct": 404,  # nobody has the example's id
    "/credits/purchase": 503,  # this studio has no Stripe
    "/credits/portal": 503,
    "/webhooks/stripe": 503,
    "/admin/jobs/{id}/retry": 409,  # it is completed
}
"""Answers to those who may ask that are right and yet no success."""
