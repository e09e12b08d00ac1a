"""Fairness for real: jobs in Postgres, messages in SQS, the dispatcher itself; films end at once."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from psycopg.rows import dict_row

from film_studio import outbox
from film_studio.database import transaction
from film_studio.film.models import Film
from film_studio.jobs import dispatch, fairness, lines, repository, service
from film_studio.jobs.models import Job, Run
from film_studio.settings import settings

pytestmark = pytest.mark.usefixtures("database", "aws", "visible_at_once")


@pytest.fixture(autouse=True)
def one_slot(database: str, aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDER_SLOTS", "1")
    settings.cache_clear()


@pytest.fixture
def crowd(rows: Callable[..., Any], aws: str) -> Callable[..., None]:
    """`crowd(users, each)` puts jobs of many users into the normal line, with their messages, as `accept` does."""

    def make(users: int, each: int = 1) -> None:
        rows(
            """WITH people AS (
                   INSERT INTO users (email, full_name)
                   SELECT gen_random_uuid() || '@example.com', 'Crowd' FROM generate_series(1, %s) RETURNING id
               ), films AS (
                   INSERT INTO projects (user_id, title)
                   SELECT id, 'Crowd ' || number FROM people, generate_series(1, %s) AS number RETURNING id, user_id
               )
               INSERT INTO ai_jobs (project_id, user_id, queue, status, scheduled_for, input_parameters)
               SELECT id, user_id, 'normal', 'scheduled', now(), %s FROM films""",
            users,
            each,
            json.dumps({"request": {"title": "Crowd", "script": "", "options": {}}, "duration_seconds": 60}),
        )
        while lines.release_due():
            pass
        while outbox.relay():
            pass

    return make


@pytest.fixture
def render(film: Film, rows: Callable[..., Any]) -> Callable[[], dict[str, Any]]:
    """`render()` dispatches into the one slot, ends that film at once, and gives the job's row."""

    def one() -> dict[str, Any]:
        assert dispatch.dispatch() == 1
        [job] = rows("SELECT * FROM ai_jobs WHERE status = 'processing'")
        assert service.finish(Run(job_id=job["id"], attempt=job["attempt"]), film)
        return job

    return one


def test_after_500_free_jobs_a_paid_one_starts_next(
    crowd: Callable[..., None], render: Callable[[], dict[str, Any]], new_user: Callable[..., UUID],
    new_job: Callable[..., Job], rows: Callable[..., Any],
) -> None:  # fmt: skip
    crowd(500)
    for _ in range(3):
        render()
    rows("UPDATE ai_jobs SET waiting_since = waiting_since - interval '1 day' WHERE status = 'queued'")
    paid = new_job(new_user("pro"))
    outbox.relay()
    assert render()["id"] == paid.id
    assert rows("SELECT count(*) AS n FROM ai_jobs WHERE status = 'queued'") == [{"n": 497}]


def test_two_who_keep_many_waiting_share_equally(
    crowd: Callable[..., None], render: Callable[[], dict[str, Any]]
) -> None:
    crowd(1, each=20)
    for _ in range(4):
        render()
    crowd(1, each=12)
    began: Counter[UUID] = Counter()
    for _ in range(20):
        began[render()["user_id"]] += 1
        if began.total() % 2 == 0:
            assert len(set(began.values())) == 1


def test_who_cancels_is_not_set_back(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], crowd: Callable[..., None],
    render: Callable[[], dict[str, Any]], rows: Callable[..., Any],
) -> None:  # fmt: skip
    user = new_user(credits=10)
    mine = [new_job(user) for _ in range(6)]
    crowd(1, each=8)
    for job in mine[:5]:
        service.cancel(user, job.id)
    outbox.relay()
    assert mine[5].id in {render()["id"] for _ in range(2)}


def test_cancelling_many_at_once_while_films_begin_mixes_nothing_up(
    new_user: Callable[..., UUID], new_job: Callable[..., Job], rows: Callable[..., Any],
    balance: Callable[[Any], int], each_thread_connects: None,
) -> None:  # fmt: skip
    user = new_user(credits=12)
    mine = [new_job(user) for _ in range(12)]
    outbox.relay()

    def act(number: int) -> None:
        if number % 4 == 0:
            dispatch.dispatch()
        else:
            service.cancel(user, mine[number].id)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(12)))
    waiting = rows("SELECT turn FROM ai_jobs WHERE status = 'queued' ORDER BY turn")
    assert len({row["turn"] for row in waiting}) == len(waiting)
    states = Counter(row["status"] for row in rows("SELECT status FROM ai_jobs"))
    assert states["cancelled"] == 9
    assert states["processing"] <= 1
    assert balance(user) == 9


def test_the_line_of_the_database_is_the_order_of_the_rules(
    crowd: Callable[..., None], rows: Callable[..., Any]
) -> None:
    crowd(5, each=4)

    @hypothesis(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(places=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=20, max_size=20))
    def check(places: list[tuple[int, int]]) -> None:
        jobs = rows("SELECT id FROM ai_jobs ORDER BY id")
        with transaction() as connection:
            for job, (turn, minutes) in zip(jobs, places, strict=True):
                connection.execute(
                    "UPDATE ai_jobs SET turn = %s, waiting_since = '2026-01-01'::timestamptz + %s * interval '1 min'"
                    " WHERE id = %s",
                    (turn, minutes, job["id"]),
                )
        waiting = rows("SELECT turn, waiting_since, id AS job_id FROM ai_jobs")
        with transaction() as connection:
            [line] = repository.lines(connection, 1)
        assert line["id"] == min(fairness.Place(**place) for place in waiting).job_id

    check()


def test_a_hundred_thousand_waiting_jobs_are_not_read_to_find_the_first(
    database: str, rows: Callable[..., Any]
) -> None:
    rows("INSERT INTO users (email, full_name) SELECT n || '@example.com', 'Crowd' FROM generate_series(1, 20000) AS n")
    rows("INSERT INTO projects (user_id, title) SELECT id, 'Film' FROM users, generate_series(1, 5)")
    rows(
        """INSERT INTO ai_jobs (project_id, user_id, queue, turn, waiting_since, input_parameters)
           SELECT id, user_id, (ARRAY['high', 'normal', 'batch'])[1 + mod(n, 3)],
                  1 + n / 20000, now() - n * interval '1 s', '{}'
           FROM (SELECT *, row_number() OVER () AS n FROM projects) AS numbered"""
    )
    rows("UPDATE ai_jobs SET status = 'processing' WHERE id IN (SELECT id FROM ai_jobs ORDER BY turn LIMIT 4)")
    rows("VACUUM ANALYZE ai_jobs")
    with psycopg.connect(database, row_factory=dict_row) as connection:
        question = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {repository.LINES}"
        [plan] = connection.execute(question, (1, ["high", "normal", "batch"])).fetchone()["QUERY PLAN"]
    text = json.dumps(plan)
    assert "Seq Scan" not in text
    assert {"ai_jobs_line", "ai_jobs_oldest"} <= set(text.split('"'))
    assert plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] < 100  # of some four thousand
