"""Each figure, on a history that is small enough to count by hand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest


@pytest.fixture
def people(api, rows) -> dict[str, UUID]:
    """Six users and their tiers in March 2026.

    Ana is free all along; Bo was pro and goes down on the 12th; Cy was studio and leaves on the 20th; Di is new on the
    12th and takes pro on the 13th; Ed, pro, goes down on the 14th and comes back on the 16th; Flo is new and leaves.
    """
    ids = {name: uuid4() for name in ("ana", "bo", "cy", "di", "ed", "flo")}
    moves: list[tuple[str, str | None, str | None, str]] = [
        ("ana", "free", None, "2026-02-01"),
        *(("bo", "free", None, "2026-02-01"), ("bo", "pro", "free", "2026-02-10"), ("bo", "free", "pro", "2026-03-12")),
        *(("cy", "studio", None, "2026-02-02"), ("cy", None, "studio", "2026-03-20T23:59:59.999Z")),
        *(("di", "free", None, "2026-03-12T08:00Z"), ("di", "pro", "free", "2026-03-13")),
        *(("ed", "pro", None, "2026-02-03"), ("ed", "free", "pro", "2026-03-14"), ("ed", "pro", "free", "2026-03-16")),
        *(("flo", "free", None, "2026-03-15"), ("flo", None, "free", "2026-03-15T01:00Z")),
    ]
    for name, tier, previous, moment in moves:
        rows(
            "INSERT INTO tier_history (user_id, tier, previous, changed_at) VALUES (%s, %s, %s, %s::timestamptz)",
            ids[name],
            tier,
            previous,
            moment,
        )
    return ids


@pytest.fixture
def figures(api, admin, rows) -> Callable[..., dict[str, Any]]:
    """`figures("2026-03-11", "2026-03-20")` asks for a period; the administrator is older than all of it."""
    rows("UPDATE tier_history SET changed_at = '2025-01-01' WHERE user_id = %s", admin.id)

    def ask(first: str, last: str, by: str = "") -> dict[str, Any]:
        answer = api.call("GET", f"/admin/analytics?from={first}&to={last}{by}", token=admin.token)
        assert answer.status == 200, answer
        return answer.body

    return ask


def test_users_by_tier_new_ones_and_churn(people, figures) -> None:
    total = figures("2026-03-11", "2026-03-20")["total"]
    assert total["users_by_tier"] == {"free": 3, "pro": 2}  # the administrator, Ana and Bo; Di and Ed
    assert total["new_users"] == 2  # Di, and Flo who left again
    assert total["churn"] == {"paying_before": 3, "churned": 2, "rate": 0.6667, "deleted": 2}
    before = figures("2026-03-01", "2026-03-11")["total"]
    assert before["users_by_tier"] == {"free": 2, "pro": 2, "studio": 1}
    assert before["churn"] == {"paying_before": 3, "churned": 0, "rate": 0.0, "deleted": 0}
    assert figures("2025-02-01", "2025-02-02")["total"]["churn"]["rate"] is None


def test_days_end_at_midnight_utc(people, figures) -> None:
    days = {day["day"]: day for day in figures("2026-03-11", "2026-03-21", "&by=day")["days"]}
    assert len(days) == 11
    assert [day for day, seen in days.items() if seen["churn"]["churned"]] == ["2026-03-12", "2026-03-14", "2026-03-20"]
    assert days["2026-03-11"]["users_by_tier"] == {"free": 2, "pro": 2, "studio": 1}
    assert days["2026-03-12"]["users_by_tier"] == {"free": 4, "pro": 1, "studio": 1}
    assert days["2026-03-21"]["users_by_tier"] == {"free": 3, "pro": 2}
    assert figures("2026-03-11", "2026-03-21")["days"] is None


def test_a_tier_that_is_changed_and_an_account_that_is_deleted_are_kept(api, admin, creator, rows) -> None:
    """What the records' own triggers write is what the figures read."""
    path = f"/admin/users/{creator.id}"
    api.call("PATCH", path, json_body={"subscription_tier": "pro", "reason": "A prize"}, token=admin.token)
    seen = api.call("GET", "/admin/analytics", token=admin.token).body["total"]
    assert (seen["users_by_tier"], seen["new_users"]) == ({"free": 1, "pro": 1}, 2)
    assert api.call("DELETE", "/users/me", token=creator.token).status in (200, 202, 204)
    rows("DELETE FROM users WHERE id = %s", creator.id)
    seen = api.call("GET", "/admin/analytics", token=admin.token).body["total"]
    assert (seen["users_by_tier"], seen["new_users"], seen["churn"]["deleted"]) == ({"free": 1}, 2, 1)


def test_active_users_of_a_day_a_week_and_a_month(people, figures, rows) -> None:
    rows("DELETE FROM active_days")
    for name, days in {"ana": ["03-20"], "bo": ["03-14", "03-13"], "cy": ["03-13"], "di": ["02-19", "03-21"]}.items():
        for day in days:
            rows("INSERT INTO active_days VALUES (%s, %s)", f"2026-{day}", people[name])
    seen = figures("2026-03-20", "2026-03-20")["total"]["active_users"]
    # Seven days are 14 to 20, thirty are 19 February to 20 March.
    assert seen == {"last_1_day": 1, "last_7_days": 2, "last_30_days": 4}
    assert figures("2026-03-21", "2026-03-21")["total"]["active_users"]["last_30_days"] == 4
    assert figures("2026-03-22", "2026-03-22")["total"]["active_users"]["last_1_day"] == 0


def test_who_signs_in_is_active_today(api, admin, creator) -> None:
    seen = api.call("GET", "/admin/dashboard", token=admin.token).body
    assert seen["active_users"] == {"last_1_day": 2, "last_7_days": 2, "last_30_days": 2}


def test_films_that_ended(creator, film, figures, rows) -> None:
    ended = [
        *(("completed", None, 10), ("completed", None, 20), ("completed", None, 30), ("completed", None, 110)),
        *(("failed", "render_failed", 500), ("failed", "render_failed", 1), ("failed", "timed_out", 1)),
        *(("failed", "content_refused", 1), ("cancelled", None, 1)),
    ]
    [user] = rows("SELECT id FROM users WHERE id = %s", creator.id)
    for status, code, seconds in ended:
        [project] = rows(
            "INSERT INTO projects (user_id, title, script, options) VALUES (%s, 'L', 's', '{}') RETURNING id",
            user["id"],
        )
        rows(
            """INSERT INTO ai_jobs (id, project_id, user_id, queue, input_parameters, status, current_step, error_code,
                                    started_at, completed_at)
               VALUES (gen_random_uuid(), %s, %s, 'normal', '{}', %s, %s, %s,
                       timestamptz '2026-03-15T12:00Z' - make_interval(secs => %s), '2026-03-15T12:00Z')""",
            *(project["id"], user["id"], status, status, code, seconds),
        )
    seen = figures("2026-03-15", "2026-03-15")["total"]["films"]
    assert seen == {
        "completed": 4,
        "failed": 3,
        "refused": 1,
        "cancelled": 1,
        "completion_rate": 0.5714,  # 4 of 7
        "seconds_p50": 25.0,  # half way between 20 and 30
        "seconds_p95": pytest.approx(98.0),  # 85 % of the way from 30 to 110
        "failures": {"render_failed": 2, "content_refused": 1, "timed_out": 1},
    }
    nothing = figures("2026-03-16", "2026-03-16")["total"]["films"]
    assert (nothing["completion_rate"], nothing["seconds_p50"], nothing["failures"]) == (None, None, {})


def test_money(api, admin, creator, person, figures, rows) -> None:
    other, third = person(), person()
    runs = [
        *(("a", creator.id, "pro", "active", True, "2026-01-10", None),),
        *(("b", other.id, "studio", "past_due", True, "2026-03-05", None),),
        *(("c", third.id, "pro", "canceled", False, "2026-01-01", "2026-03-10T12:00Z"),),
        *(("d", third.id, "studio", "trialing", True, "2026-03-01", None),),
        *(("e", third.id, "studio", "unpaid", False, "2026-03-01", None),),
    ]
    for run in runs:
        rows(
            """INSERT INTO subscriptions (id, user_id, tier, status, entitled, started_at, ended_at)
               VALUES (%s, %s, %s, %s, %s, %s::timestamptz, %s::timestamptz)""",
            *run,
        )
    assert figures("2026-03-01", "2026-03-04")["total"]["revenue"]["mrr"] == 2900 + 2900  # a and c
    assert figures("2026-03-09", "2026-03-09")["total"]["revenue"]["mrr"] == 2900 + 9900 + 2900
    assert figures("2026-03-09", "2026-03-10")["total"]["revenue"]["mrr"] == 2900 + 9900
    moves = [
        ("grant", 30, "2026-03-15", "g"),
        ("purchase", 10, "2026-03-15", "p1"),
        ("purchase", 50, "2026-03-15T23:59:59Z", "p2"),
        ("purchase", 33, "2026-03-15", "p3"),  # a pack that is offered no more
        ("purchase", 10, "2026-03-16", "p4"),
        ("reversal", -10, "2026-03-15", "p1:1"),
        ("reversal", 4, "2026-03-15", "p1:2"),
    ]
    for kind, amount, moment, reference in moves:
        rows(
            """INSERT INTO credit_transactions
                   (user_id, transaction_type, amount, description, reference_id, created_at)
               VALUES (%s, %s, %s, 'x', %s, %s::timestamptz)""",
            *(creator.id, kind, amount, reference, moment),
        )
    assert figures("2026-03-15", "2026-03-15")["total"]["revenue"] == {
        "currency": "usd",
        "mrr": 12_800,
        "sales": 3,
        "credits_sold": 93,
        "credits_taken_back": 6,
        "sales_amount": 1200 + 4900,
    }
    assert api.call("GET", "/admin/dashboard", token=admin.token).body["mrr"] == 2900 + 9900


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=2026-03-02&to=2026-03-01", "period_empty"),
        ("from=2020-01-01&to=2026-03-01", "period_too_long"),
        ("from=2026-01-01&to=2026-06-01&by=day", "period_too_long"),
        ("from=9999-12-30&to=9999-12-31", "period_unknown"),
        ("from=0001-01-01&to=0001-01-02", "period_unknown"),
        ("to=0001-01-02", "period_unknown"),
    ],
)
def test_periods_that_are_none(api, admin, query: str, code: str) -> None:
    answer = api.call("GET", f"/admin/analytics?{query}", token=admin.token)
    assert (answer.status, answer.body["errors"][0]["code"]) == (422, code)


def test_without_a_period_it_is_the_last_thirty_days(api, admin, rows) -> None:
    seen = api.call("GET", "/admin/analytics", token=admin.token).body
    [days] = rows(
        "SELECT %s::date - %s::date AS n, (now() AT TIME ZONE 'UTC')::date AS today", seen["to_day"], seen["from_day"]
    )
    assert (days["n"], str(days["today"])) == (29, seen["to_day"])


@pytest.mark.parametrize("path", ["/admin/dashboard", "/admin/analytics", "/admin/metrics", "/admin/reviews"])
def test_only_for_administrators(api, creator, path: str) -> None:
    assert api.call("GET", path, token=creator.token).status == 403
    assert api.call("GET", path).status == 401
