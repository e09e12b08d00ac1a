"""The ledger against a model: whatever is done to it, in whatever order, also twice and at the same time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from psycopg.rows import dict_row

from film_studio.credits import service as credits

AMOUNTS = st.integers(1, 40)
NAMES = st.integers(1, 6)
"""Few references, so that many come twice."""


class Model:
    """What the ledger should hold, in plain numbers."""

    def __init__(self) -> None:
        self.entered: dict[tuple[str, str], int] = {}
        self.bought: dict[str, int] = {}
        self.to_reverse: dict[str, int] = {}
        self.reversed: dict[str, int] = {}
        self.balance = 0

    @property
    def owed(self) -> int:
        return sum(self.to_reverse[p] - self.reversed[p] for p in self.bought)

    def receive(self, kind: str, reference: str, amount: int) -> bool:
        if (kind, reference) in self.entered:
            return False
        self.entered[kind, reference] = amount
        self.balance += amount
        return True

    def buy(self, reference: str, amount: int) -> None:
        if self.receive("purchase", reference, amount):
            self.bought[reference] = amount
            self.to_reverse[reference] = self.reversed[reference] = 0

    def deduct(self, reference: str, amount: int) -> bool:
        if ("deduction", reference) in self.entered:
            return True
        if self.balance < amount:
            return False
        self.entered["deduction", reference] = amount
        self.balance -= amount
        return True

    def take_back(self, reference: str, credits: int) -> None:
        self.to_reverse[reference] = credits
        if self.reversed[reference] > credits:
            self.balance += self.reversed[reference] - credits
            self.reversed[reference] = credits

    def collect(self) -> None:
        for payment in self.bought:
            taken = min(self.balance, self.to_reverse[payment] - self.reversed[payment])
            self.balance -= taken
            self.reversed[payment] += taken


class Ledger(RuleBasedStateMachine):
    """One user's ledger on real Postgres. `url` is the database's."""

    url = ""

    @initialize()
    def somebody_new(self) -> None:
        self.model = Model()
        self.races = 0
        self.look = psycopg.connect(self.url, row_factory=dict_row, autocommit=True)
        row = self.look.execute(
            "INSERT INTO users (email, full_name) VALUES (%s, 'Asha Rao') RETURNING id", (f"{uuid4()}@example.com",)
        ).fetchone()
        assert row is not None
        self.user: UUID = row["id"]

    def teardown(self) -> None:
        if hasattr(self, "look"):
            self.look.close()

    @contextmanager
    def transaction(self) -> Any:
        with psycopg.connect(self.url, row_factory=dict_row) as own, own.transaction():
            yield own

    def payment(self, name: int) -> str:
        return f"{self.user}-pi-{name}"

    @rule(name=NAMES, amount=AMOUNTS)
    def grant(self, name: int, amount: int) -> None:
        with self.transaction() as own:
            entered = credits.grant(own, self.user, amount, "Grant", f"grant-{name}")
        assert entered == self.model.receive("grant", f"grant-{name}", amount)
        self.model.collect()

    @rule(name=NAMES, amount=AMOUNTS)
    def purchase(self, name: int, amount: int) -> None:
        with self.transaction() as own:
            credits.purchase(own, self.user, amount, "Pack", self.payment(name))
        self.model.buy(self.payment(name), amount)
        self.model.collect()

    @rule(name=NAMES, amount=AMOUNTS)
    def deduct(self, name: int, amount: int) -> None:
        enough = self.model.deduct(f"job-{name}", amount)
        try:
            with self.transaction() as own:
                assert credits.deduct(own, self.user, amount, "Film", f"job-{name}") == self.model.balance
        except credits.InsufficientCredits:
            assert not enough
        else:
            assert enough

    @rule(name=NAMES, amount=AMOUNTS)
    def refund(self, name: int, amount: int) -> None:
        allowed = self.model.entered.get(("deduction", f"job-{name}"), 0) >= amount
        try:
            with self.transaction() as own:
                credits.refund(own, self.user, amount, "Film was not made", f"job-{name}")
        except ValueError:
            assert not allowed
            return
        assert allowed
        self.model.receive("refund", f"job-{name}", amount)
        self.model.collect()

    @rule(name=NAMES, part=st.fractions(0, 1, max_denominator=4))
    def take_back(self, name: int, part: Any) -> None:
        """A refund or dispute of a payment, or the end of one in the buyer's favour."""
        payment = self.payment(name)
        if payment not in self.model.bought:
            return
        bought = self.model.bought[payment]
        wanted = int(bought * part)
        with self.transaction() as own:
            credits.take_back(own, self.user, wanted, bought, payment)
        self.model.take_back(payment, wanted)
        self.model.collect()

    @rule(amount=AMOUNTS)
    def a_transaction_that_fails(self, amount: int) -> None:
        with pytest.raises(RuntimeError), self.transaction() as own:
            credits.grant(own, self.user, amount, "Grant", f"doomed-{amount}")
            raise RuntimeError

    @rule(name=NAMES, amount=AMOUNTS, workers=st.integers(2, 6))
    def the_same_at_the_same_time(self, name: int, amount: int, workers: int) -> None:
        """Several processes grant, buy and deduct under one reference each; one of each counts."""

        def work(_: int) -> int:
            with self.transaction() as own:
                credits.grant(own, self.user, amount, "Grant", f"grant-{name}")
            with self.transaction() as own:
                credits.purchase(own, self.user, amount, "Pack", self.payment(name))
            return 1

        with ThreadPoolExecutor(workers) as pool:
            assert sum(pool.map(work, range(workers))) == workers
        self.model.receive("grant", f"grant-{name}", amount)
        self.model.collect()
        self.model.buy(self.payment(name), amount)
        self.model.collect()

    @rule(price=st.integers(1, 5), films=st.integers(2, 8))
    def a_race_for_what_is_left(self, price: int, films: int) -> None:
        """Many films at once: as many are paid for as the balance covers, no more."""
        self.races += 1
        jobs = [f"race-{self.races}-{n}" for n in range(films)]

        def pay(job: str) -> bool:
            try:
                with self.transaction() as own:
                    credits.deduct(own, self.user, price, "Film", job)
            except credits.InsufficientCredits:
                return False
            return True

        with ThreadPoolExecutor(films) as pool:
            paid = sum(pool.map(pay, jobs))
        assert paid == min(films, self.model.balance // price)
        self.model.balance -= paid * price

    @invariant()
    def balance_is_ledger_is_model(self) -> None:
        if not hasattr(self, "user"):
            return
        row = self.look.execute(
            """SELECT credits_balance AS balance,
                      (SELECT coalesce(sum(amount), 0) FROM credit_transactions WHERE user_id = users.id) AS ledger,
                      (SELECT coalesce(sum(to_reverse - reversed), 0) FROM credit_payments
                       WHERE user_id = users.id) AS owed,
                      (SELECT count(*) - count(DISTINCT (transaction_type, reference_id)) FROM credit_transactions
                       WHERE user_id = users.id) AS twice,
                      (SELECT min(balance_after) FROM credit_transactions WHERE user_id = users.id) AS lowest
               FROM users WHERE id = %s""",
            (self.user,),
        ).fetchone()
        assert row is not None
        assert row["balance"] == row["ledger"] == self.model.balance
        assert row["owed"] == self.model.owed
        assert row["twice"] == 0
        assert (row["lowest"] or 0) >= 0
        assert not (row["owed"] and row["balance"])

    @invariant()
    def every_row_continues_the_one_before(self) -> None:
        if not hasattr(self, "user"):
            return
        running = 0
        for row in self.look.execute(
            "SELECT amount, balance_after FROM credit_transactions WHERE user_id = %s ORDER BY created_at, id",
            (self.user,),
        ):
            running += row["amount"]
            assert row["balance_after"] == running


def test_the_ledger_is_what_the_model_says(database: str) -> None:
    Ledger.url = database
    machine = Ledger.TestCase
    machine.settings = settings(
        max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine("runTest").runTest()
