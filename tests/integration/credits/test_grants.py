"""Monthly credits: on the 1st, once, also late, beside other runs, and what a change of tier grants."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from film_studio.credits import grants
from film_studio.credits import service as credits
from film_studio.database import transaction

NOVEMBER_16, DECEMBER_1, MARCH_1 = date(2026, 11, 16), date(2026, 12, 1), date(2027, 3, 1)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`on(day)` sets the calendar."""

    def turn(day: date) -> None:
        monkeypatch.setattr(grants, "today", lambda: day)

    turn(NOVEMBER_16)
    return turn


@pytest.fixture
def new_user(database: str, rows: Callable[..., Any], on: object) -> Callable[..., UUID]:
    """`new_user(tier)` gives the id of somebody without credits who has the tier since November 1st."""

    def make(tier: str = "free", reset: date | None = DECEMBER_1) -> UUID:
        [user] = rows(
            """INSERT INTO users (email, full_name, subscription_tier, credits_reset_date)
               VALUES (%s, 'Asha Rao', %s, %s) RETURNING id""",
            f"{uuid4()}@example.com",
            tier,
            None if tier == "free" else reset,
        )
        return user["id"]

    return make


@pytest.fixture
def granted(rows: Callable[..., Any], balance: Callable[[str], int]) -> Callable[[UUID], dict[str, int]]:
    """`granted(user)`: amounts by reference; that the balance is their sum has been checked."""

    def read(user: UUID) -> dict[str, int]:
        found = rows("SELECT reference_id, amount FROM credit_transactions WHERE user_id = %s ORDER BY 1", user)
        assert balance(str(user)) == sum(row["amount"] for row in found)
        return {row["reference_id"]: row["amount"] for row in found}

    return read


def reset_date(rows: Callable[..., Any], user: UUID) -> date | None:
    return rows("SELECT credits_reset_date FROM users WHERE id = %s", user)[0]["credits_reset_date"]


def change(user: UUID, tier: Any, **more: Any) -> None:
    with transaction() as connection:
        grants.change_tier(connection, user, tier, **more)


def test_on_the_first_every_paid_tier_is_granted_its_credits_once(lambda_function, new_user, on, granted, rows) -> None:
    free, pro, studio = new_user("free"), new_user("pro"), new_user("studio")
    lambda_function("grant_credits", {})
    assert granted(pro) == {}
    on(DECEMBER_1)
    for _ in range(2):
        lambda_function("grant_credits", {})
        assert (granted(free), granted(pro), granted(studio)) == (
            {},
            {"grant:2026-12": 30},
            {"grant:2026-12": 120},
        )
    assert [reset_date(rows, user) for user in (free, pro, studio)] == [None, date(2027, 1, 1), date(2027, 1, 1)]


def test_months_in_which_nothing_ran_are_granted_by_the_next_run(new_user, on, granted, rows) -> None:
    user = new_user("pro")
    on(date(2027, 3, 4))
    assert grants.grant_due() == 4
    assert granted(user) == {f"grant:{month}": 30 for month in ("2026-12", "2027-01", "2027-02", "2027-03")}
    assert reset_date(rows, user) == date(2027, 4, 1)
    assert grants.grant_due() == 0


def test_months_that_are_not_paid_for_wait_until_they_are(new_user, on, granted) -> None:
    user = new_user("pro")
    change(user, "pro", grants_end=date(2027, 1, 1))
    on(date(2027, 2, 3))
    grants.grant_due()
    assert granted(user) == {"grant:2026-12": 30}
    change(user, "pro")
    assert granted(user) == {"grant:2026-12": 30, "grant:2027-01": 30, "grant:2027-02": 30}


def test_many_users_in_small_transactions_by_four_at_a_time(
    new_user, on, rows, each_thread_connects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "BATCH", 7)
    users = [new_user("pro") for _ in range(100)]
    on(DECEMBER_1)
    with ThreadPoolExecutor(4) as pool:
        entered = sum(pool.map(lambda _: grants.grant_due(), range(4)))
    assert entered == 100
    assert rows("SELECT count(*) AS n, count(DISTINCT user_id) AS users FROM credit_transactions") == [
        {"n": 100, "users": 100}
    ]
    assert len(users) == 100


def test_a_run_that_dies_in_a_batch_is_made_up_for(new_user, on, granted, monkeypatch: pytest.MonkeyPatch) -> None:
    users = [new_user("pro") for _ in range(5)]
    on(DECEMBER_1)
    monkeypatch.setattr(grants, "BATCH", 2)
    whole = grants._grant

    def dies_in_the_second_batch(*arguments: Any) -> int:
        entered = whole(*arguments)
        if sum(bool(granted(user)) for user in users):
            raise KeyboardInterrupt
        return entered

    monkeypatch.setattr(grants, "_grant", dies_in_the_second_batch)
    with pytest.raises(KeyboardInterrupt):
        grants.grant_due()
    assert sum(bool(granted(user)) for user in users) == 2
    monkeypatch.setattr(grants, "_grant", whole)
    grants.grant_due()
    assert [granted(user) for user in users] == [{"grant:2026-12": 30}] * 5


def test_a_run_stops_in_time_and_the_next_one_goes_on(new_user, on, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grants, "BATCH", 2)
    for _ in range(5):
        new_user("pro")
    on(DECEMBER_1)
    time_left = iter([True, True, False])
    assert grants.grant_due(go_on=lambda: next(time_left)) == 4
    assert grants.grant_due() == 1


def test_who_subscribes_within_a_month_is_granted_the_rest_of_it_at_once(new_user, granted, rows) -> None:
    user = new_user()
    change(user, "pro")
    assert granted(user) == {"grant:2026-11:pro": 15}  # 15 of 30 days are left
    assert reset_date(rows, user) == DECEMBER_1
    change(user, "pro")
    assert granted(user) == {"grant:2026-11:pro": 15}


def test_who_goes_up_is_granted_the_difference_and_going_down_and_up_gains_nothing(new_user, on, granted) -> None:
    user = new_user("pro", reset=date(2026, 11, 1))
    grants.grant_due()
    change(user, "studio")
    assert granted(user) == {"grant:2026-11": 30, "grant:2026-11:studio": 45}
    for tier in ("pro", "studio", "free", "pro", "free", "studio"):
        change(user, tier)
    assert granted(user) == {"grant:2026-11": 30, "grant:2026-11:studio": 45}
    on(DECEMBER_1)
    grants.grant_due()
    assert granted(user)["grant:2026-12"] == 120


def test_a_change_that_is_heard_of_late_grants_what_was_due_by_the_tier_of_that_time(new_user, on, granted) -> None:
    user = new_user("pro")
    on(date(2027, 3, 4))
    change(user, "free", since=date(2027, 1, 20), grants_end=date(2027, 2, 1))
    assert granted(user) == {"grant:2026-12": 30, "grant:2027-01": 30}
    late = new_user()
    change(late, "studio", since=date(2027, 1, 17))
    assert granted(late) == {"grant:2027-01:studio": 59, "grant:2027-02": 120, "grant:2027-03": 120}


def test_whoever_was_given_a_tier_by_hand_is_granted_this_month(new_user, granted, rows) -> None:
    user = new_user("studio", reset=None)
    grants.grant_due()
    assert granted(user) == {"grant:2026-11": 120}
    assert reset_date(rows, user) == DECEMBER_1


@pytest.mark.parametrize(
    ("day", "credits_left"), [(date(2026, 11, 1), 30), (date(2026, 11, 30), 1), (date(2027, 2, 14), 17)]
)
def test_the_rest_of_a_month(day: date, credits_left: int) -> None:
    assert grants.rest_of_month(30, day) == credits_left


def test_a_grant_first_pays_what_is_owed(new_user, on, granted, rows) -> None:
    user = new_user("pro")
    with transaction() as connection:
        credits.purchase(connection, user, 50, "50 credits", "pi_1")
        credits.deduct(connection, user, 40, "Films", "films")
        credits.take_back(connection, user, 50, 50, "pi_1")
        assert credits.balance(connection, user) == 0
    on(DECEMBER_1)
    grants.grant_due()
    assert granted(user) == {"pi_1": 50, "films": -40, "pi_1:1": -10, "grant:2026-12": 30, "pi_1:2": -30}
    assert credits.balance_of(user).owed == 10
    on(MARCH_1)
    grants.grant_due()
    assert credits.balance_of(user).owed == 0
    assert credits.balance_of(user).balance == 80
