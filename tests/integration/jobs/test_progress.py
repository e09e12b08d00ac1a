"""Progress counts stages and their parts, never falls, and stops a run that is not current."""

from collections.abc import Callable
from typing import Any

import pytest

from film_studio.film.models import Film
from film_studio.jobs import progress, service
from film_studio.jobs.models import Run
from film_studio.jobs.progress import JobOver

PARTS: dict[Any, list[str]] = {
    "voice": ["1", "2"],
    "timeline": [""],
    "picture": ["0", "1", "2", "-1"],
    "lip_sync": ["0", "1", "2", "-1"],
    "music": [""],
    "mix": [""],
    "subtitles": ["en"],
    "compose": [""],
    "check": [""],
}


def test_a_render_goes_from_0_to_100_and_names_its_stages(
    processing: Callable[..., Run], film: Film, rows: Callable[..., Any]
) -> None:
    run = processing()
    [user] = rows("SELECT user_id FROM ai_jobs")
    seen = [service.status(user["user_id"], run.job_id).progress_percentage]
    progress.start(run, "script")
    progress.plan(run, PARTS)
    progress.finish(run.job_id, "script")
    for stage, parts in PARTS.items():
        for part in parts:
            progress.start(run, stage, part)
            status = service.status(user["user_id"], run.job_id)
            assert status.current_step == stage
            progress.finish(run.job_id, stage, part)
            seen.append(service.status(user["user_id"], run.job_id).progress_percentage)
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert seen[-1] == 99
    voices = next(s for s in service.status(user["user_id"], run.job_id).stages if s.stage == "voice")
    assert (voices.done, voices.total) == (2, 2)
    service.finish(run, film)
    assert service.status(user["user_id"], run.job_id).progress_percentage == 100


def test_doing_a_part_again_changes_nothing(processing: Callable[..., Run], rows: Callable[..., Any]) -> None:
    run = processing()
    for _ in range(2):
        progress.start(run, "voice", "1")
        progress.finish(run.job_id, "voice", "1")
        progress.plan(run, {"voice": ["1", "2"]})
    assert rows("SELECT part, finished_at IS NOT NULL AS done FROM job_stages ORDER BY part") == [
        {"part": "1", "done": True},
        {"part": "2", "done": False},
    ]


def test_planning_more_does_not_make_progress_fall(processing: Callable[..., Run], rows: Callable[..., Any]) -> None:
    run = processing()
    progress.start(run, "voice", "1")
    progress.finish(run.job_id, "voice", "1")
    before = rows("SELECT progress_percentage FROM ai_jobs")
    progress.plan(run, {"voice": ["1", "2", "3", "4"]})
    progress.finish(run.job_id, "voice", "1")
    assert rows("SELECT progress_percentage FROM ai_jobs") == before


def test_a_run_that_is_over_is_told_so(processing: Callable[..., Run], rows: Callable[..., Any]) -> None:
    run = processing()
    with pytest.raises(JobOver):
        progress.start(Run(job_id=run.job_id, attempt=2), "script")
    service.fail(run.job_id, "render_failed", "It broke.")
    with pytest.raises(JobOver):
        progress.start(run, "script")
    rows("DELETE FROM projects")
    with pytest.raises(JobOver):
        progress.start(run, "script")
