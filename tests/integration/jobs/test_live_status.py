"""The live status: worked out once in two seconds, never behind where its job stands, right without the cache."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from film_studio.errors import NotFound
from film_studio.film.models import Film
from film_studio.jobs import live, outlook, progress, service
from film_studio.jobs.models import Run
from local.valkey import Valkey


@pytest.fixture
def watched(
    cache: Valkey, processing: Callable[..., Run], rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> tuple[Run, UUID, list[UUID]]:
    """A run, its user, and a list that grows with each time that a status is worked out."""
    worked_out: list[UUID] = []
    of = outlook.of

    def counted(connection: Any, job: Any) -> Any:
        worked_out.append(job["id"])
        return of(connection, job)

    monkeypatch.setattr(outlook, "of", counted)
    run = processing()
    [job] = rows("SELECT user_id FROM ai_jobs")
    return run, job["user_id"], worked_out


def test_many_who_watch_a_job_have_it_worked_out_once(watched: tuple[Run, UUID, list[UUID]]) -> None:
    run, user, worked_out = watched
    progress.start(run, "voice", "1")
    seen = [service.status(user, run.job_id) for _ in range(50)]
    assert all(each == seen[0] for each in seen)
    assert worked_out == [run.job_id]


def test_a_step_further_is_seen_at_once(watched: tuple[Run, UUID, list[UUID]], film: Film) -> None:
    run, user, _ = watched
    progress.start(run, "voice", "1")
    assert service.status(user, run.job_id).current_step == "voice"
    progress.finish(run.job_id, "voice", "1")
    before = service.status(user, run.job_id).progress_percentage
    progress.start(run, "picture", "0")
    now = service.status(user, run.job_id)
    assert (now.current_step, now.progress_percentage) == ("picture", before)
    assert before > 0
    service.finish(run, film)
    over = service.status(user, run.job_id)
    assert (over.status, over.progress_percentage, over.estimated_seconds_left) == ("completed", 100, None)


def test_what_happens_within_a_step_is_seen_two_seconds_later(watched: tuple[Run, UUID, list[UUID]]) -> None:
    run, user, worked_out = watched
    progress.plan(run, {"picture": [str(n) for n in range(1000)]})
    progress.start(run, "picture", "0")
    assert _pictures(user, run) == 0
    progress.finish(run.job_id, "picture", "0")
    # A part in a thousand is no step of a hundred: the cache has an answer, and its time is short.
    assert _pictures(user, run) == 0
    time.sleep(live.SECONDS + 0.1)
    assert _pictures(user, run) == 1
    assert len(worked_out) == 2


def test_what_the_cache_holds_is_for_those_who_see_the_job(watched: tuple[Run, UUID, list[UUID]]) -> None:
    run, user, _ = watched
    service.status(user, run.job_id)
    with pytest.raises(NotFound):
        service.status(uuid4(), run.job_id)


def test_without_the_cache_it_is_worked_out_each_time(watched: tuple[Run, UUID, list[UUID]], cache: Valkey) -> None:
    run, user, worked_out = watched
    first = service.status(user, run.job_id)
    cache.stop()
    assert service.status(user, run.job_id).stages == first.stages
    assert len(worked_out) == 2


def _pictures(user: UUID, run: Run) -> int:
    [pictures] = [s.done for s in service.status(user, run.job_id).stages if s.stage == "picture"]
    return pictures
