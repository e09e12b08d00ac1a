"""Credits: the ledger, the balance it sums to, and who wins a race for the last one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.rows import dict_row

from film_studio.credits import service as credits
from film_studio.database import Transaction, transaction
from film_studio.errors import NotFound


def new_user(connection: Transaction, welcome: int = 3) -> UUID:
    row = connection.execute(
        "INSERT INTO users (email, full_name) VALUES (%s, 'Asha') RETURNING id", (f"{uuid4()}@example.com",)
    ).fetchone()
    assert row is not None
    if welcome:
        credits.grant(connection, row["id"], welcome, "Welcome", "welcome")
    return row["id"]


def ledger(connection: Transaction, user_id: UUID) -> list[int]:
    rows = connection.execute(
        "SELECT amount FROM credit_transactions WHERE user_id = %s ORDER BY created_at, balance_after", (user_id,)
    )
    return [row["amount"] for row in rows]


@pytest.fixture
def connection(database: str) -> Iterator[Transaction]:
    """A connection of the test's own that commits each statement."""
    with psycopg.connect(database, autocommit=True, row_factory=dict_row) as connection:
        yield connection


def test_a_film_costs_one_and_its_refund_gives_one_back_once(connection: Transaction) -> None:
    user = new_user(connection)
    assert credits.deduct(connection, user, 1, "Film", "job-1") == 2
    assert credits.refund(connection, user, 1, "Film failed", "job-1") is True
    assert credits.refund(connection, user, 1, "Film failed", "job-1") is False
    assert credits.balance(connection, user) == 3
    assert sorted(ledger(connection, user)) == [-1, 1, 3]


def test_the_same_reference_is_deducted_and_granted_once(connection: Transaction) -> None:
    user = new_user(connection)
    assert credits.deduct(connection, user, 1, "Film", "job-1") == 2
    assert credits.deduct(connection, user, 1, "Film", "job-1") == 2
    assert credits.grant(connection, user, 3, "Welcome", "welcome") is False
    assert credits.balance(connection, user) == 2


def test_no_refund_without_its_deduction(connection: Transaction) -> None:
    user = new_user(connection)
    other = new_user(connection)
    credits.deduct(connection, other, 1, "Film", "job-1")
    with pytest.raises(ValueError, match="0 were deducted"):
        credits.refund(connection, user, 1, "Film failed", "job-1")
    assert credits.balance(connection, user) == 3


def test_too_few_credits_say_how_many_there_are(connection: Transaction) -> None:
    user = new_user(connection, welcome=1)
    with pytest.raises(credits.InsufficientCredits) as refusal:
        credits.deduct(connection, user, 2, "Film", "job-1")
    assert refusal.value.details == {"balance": 1, "price": 2}
    assert ledger(connection, user) == [1]


@pytest.mark.parametrize("amount", [0, -1])
def test_amounts_are_positive(connection: Transaction, amount: int) -> None:
    user = new_user(connection)
    for move in (credits.grant, credits.deduct, credits.refund):
        with pytest.raises(ValueError, match="positive"):
            move(connection, user, amount, "?", "job-1")


def test_nobody_has_no_credits(connection: Transaction) -> None:
    with pytest.raises(NotFound):
        credits.deduct(connection, uuid4(), 1, "Film", "job-1")
    with pytest.raises(NotFound):
        credits.balance(connection, uuid4())


def test_a_rolled_back_transaction_leaves_no_trace(connection: Transaction) -> None:
    user = new_user(connection)
    with pytest.raises(RuntimeError), transaction() as doomed:
        credits.deduct(doomed, user, 1, "Film", "job-1")
        raise RuntimeError
    assert credits.balance(connection, user) == 3
    assert ledger(connection, user) == [3]


def test_twenty_race_for_three_credits_and_three_win(connection: Transaction, database: str) -> None:
    user = new_user(connection)

    def buy(job: int) -> bool:
        with psycopg.connect(database, row_factory=dict_row) as own, own.transaction():
            try:
                credits.deduct(own, user, 1, "Film", f"job-{job}")
            except credits.InsufficientCredits:
                return False
            return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(buy, range(20))) == 3
    assert credits.balance(connection, user) == 0
    assert sum(ledger(connection, user)) == 0


def test_twenty_racing_refunds_of_one_film_give_one_credit(connection: Transaction, database: str) -> None:
    user = new_user(connection)
    credits.deduct(connection, user, 1, "Film", "job-1")

    def give_back(_: int) -> bool:
        with psycopg.connect(database, row_factory=dict_row) as own, own.transaction():
            return credits.refund(own, user, 1, "Film failed", "job-1")

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(give_back, range(20))) == 1
    assert credits.balance(connection, user) == 3


MOVES = st.lists(
    st.tuples(st.sampled_from(["grant", "deduct", "refund"]), st.integers(1, 5), st.integers(1, 4)), max_size=25
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_whatever_happens_the_balance_is_the_sum_of_the_ledger(
    connection: Transaction, moves: list[tuple[str, int, int]]
) -> None:
    user = new_user(connection, welcome=0)
    expected, paid, seen = 0, {}, set()
    for kind, amount, reference in moves:
        move = {"grant": credits.grant, "deduct": credits.deduct, "refund": credits.refund}[kind]
        try:
            move(connection, user, amount, kind, str(reference))
        except credits.InsufficientCredits:
            assert amount > expected
            continue
        except ValueError:
            assert kind == "refund" and paid.get(reference, 0) < amount
            continue
        if (kind, reference) in seen:
            continue
        seen.add((kind, reference))
        if kind == "deduct":
            paid[reference] = amount
        expected += -amount if kind == "deduct" else amount
    assert credits.balance(connection, user) == expected == sum(ledger(connection, user))


FORBIDDEN = {
    "the balance set by hand": "UPDATE users SET credits_balance = 100 WHERE id = %(user)s",
    "a user born rich": "INSERT INTO users (email, full_name, credits_balance) VALUES ('x@example.com', 'X', 5)",
    "a row changed": "UPDATE credit_transactions SET amount = 100 WHERE user_id = %(user)s",
    "a row deleted": "DELETE FROM credit_transactions WHERE user_id = %(user)s",
    "all rows deleted": "TRUNCATE credit_transactions",
    "a deduction that gives": "INSERT INTO credit_transactions (user_id, transaction_type, amount, description)"
    " VALUES (%(user)s, 'deduction', 1, '')",
    "a grant that takes": "INSERT INTO credit_transactions (user_id, transaction_type, amount, description)"
    " VALUES (%(user)s, 'grant', -1, '')",
    "a balance below zero": "INSERT INTO credit_transactions (user_id, transaction_type, amount, description)"
    " VALUES (%(user)s, 'deduction', -4, '')",
    "two rows at once": "INSERT INTO credit_transactions (user_id, transaction_type, amount, description)"
    " VALUES (%(user)s, 'grant', 1, ''), (%(user)s, 'grant', 1, '')",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_database_itself_refuses(connection: Transaction, statement: str) -> None:
    user = new_user(connection)
    with pytest.raises((psycopg.errors.RaiseException, psycopg.errors.CheckViolation)):
        connection.execute(statement, {"user": user})
    assert credits.balance(connection, user) == 3
    assert ledger(connection, user) == [3]


def test_the_ledger_cannot_lie_about_the_balance(connection: Transaction) -> None:
    user = new_user(connection)
    row = connection.execute(
        "INSERT INTO credit_transactions (user_id, transaction_type, amount, balance_after, description)"
        " VALUES (%s, 'grant', 1, 1000, '') RETURNING balance_after",
        (user,),
    ).fetchone()
    assert row == {"balance_after": 4}


def test_a_ledger_ends_with_its_user(connection: Transaction) -> None:
    user = new_user(connection)
    connection.execute("DELETE FROM users WHERE id = %s", (user,))
    assert ledger(connection, user) == []


def test_users_me_credits(api) -> None:
    answer = api.call("GET", "/users/me/credits", token=api.register())
    assert answer.status == 200
    assert answer.body == {"balance": 3, "tier": "free", "credits_reset_date": None}
