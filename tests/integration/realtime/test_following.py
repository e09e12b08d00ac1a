"""What those who listen are told: everything, in order, once they have asked and after they were away."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from film_studio.jobs import progress
from film_studio.jobs.models import Run

STAGES = ("script", "voice", "timeline", "picture", "lip_sync", "music")


def test_a_job_is_followed_from_the_queue_to_its_end(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    listener = realtime.connect(owner)
    answer = listener.ask(action="subscribe", project_id=project, id="one")
    assert (answer["type"], answer["id"], answer["resumed"]) == ("subscribed", "one", False)
    assert answer["project"]["title"] == "The Clay Lamp"
    assert "job" not in answer
    job = realtime.generate(owner, project)
    for stage in STAGES:
        realtime.step(job, stage)
    realtime.fail(job)
    realtime.push()
    told = listener.all()
    assert [each["sequence"] for each in told] == list(
        range(answer["sequence"] + 1, answer["sequence"] + len(told) + 1)
    )
    steps = [each["job"]["current_step"] for each in told if "job" in each]
    assert steps == ["queued", "queued", *STAGES, "failed"]
    assert [each["type"] for each in told if "job" in each][-1] == "job.failed"
    assert told[-1]["project"]["status"] == "failed"
    last = next(each for each in reversed(told) if "job" in each)["job"]
    assert (last["id"], last["error_code"]) == (job, "engine_failed")
    realtime.push()
    assert listener.all() == []  # nothing is told twice


def test_who_comes_late_learns_how_things_stand(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    realtime.step(job, "voice")
    listener = realtime.connect(owner)
    answer = listener.ask(action="subscribe", job_id=job)
    assert (answer["job"]["current_step"], answer["job_id"]) == ("voice", job)
    assert {stage["stage"]: stage["total"] for stage in answer["stages"]}["voice"] == 1
    realtime.step(job, "music")
    realtime.push()
    assert [each["job"]["current_step"] for each in listener.all()] == ["music"]


def test_a_job_that_is_followed_alone_says_nothing_of_its_project(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    alone, whole = realtime.connect(owner), realtime.connect(owner)
    alone.ask(action="subscribe", job_id=job)
    whole.ask(action="subscribe", project_id=project)
    patched = realtime.api.call("PATCH", f"/projects/{project}", json_body={"title": "Lamps"}, token=owner.token)
    assert patched.status == 200, patched
    realtime.step(job, "script")
    realtime.push()
    assert [each["type"] for each in alone.all()] == ["job.progress"]
    told = whole.all()
    assert [each["type"] for each in told] == ["project.changed", "job.progress"]
    assert told[0]["project"]["title"] == "Lamps"


def test_who_was_away_hears_what_was_missed(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    first = realtime.connect(owner)
    first.ask(action="subscribe", job_id=job)
    realtime.step(job, "script")
    realtime.push()
    [event] = first.all()
    first.socket.close()
    for stage in STAGES[1:]:
        realtime.step(job, stage)
    again = realtime.connect(owner)
    answer = again.ask(action="subscribe", job_id=job, after=event["sequence"])
    assert answer["resumed"] is True
    assert "job" not in answer
    assert [each["job"]["current_step"] for each in again.all()] == list(STAGES[1:])  # without any push


def test_who_was_away_too_long_learns_how_things_stand(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    for stage in STAGES:
        realtime.step(job, stage)
    realtime.rows("DELETE FROM realtime_events WHERE sequence < 4")
    listener = realtime.connect(owner)
    [last] = realtime.rows("SELECT last FROM realtime_streams")
    lost = listener.ask(action="subscribe", project_id=project, after=2)
    assert (lost["resumed"], lost["sequence"], lost["job"]["current_step"]) == (False, last["last"], "music")
    kept = listener.ask(action="subscribe", project_id=project, after=3)
    assert kept["resumed"] is True
    assert [each["sequence"] for each in listener.all()] == list(range(4, last["last"] + 1))
    ahead = listener.ask(action="subscribe", project_id=project, after=last["last"] + 1)
    assert (ahead["resumed"], ahead["sequence"]) == (False, last["last"])
    level = listener.ask(action="subscribe", project_id=project, after=last["last"])
    assert (level["resumed"], listener.all()) == (True, [])


def test_everybody_in_a_project_is_told_and_on_every_connection(realtime) -> None:
    owner, viewer = realtime.person(), realtime.person()
    project = realtime.project(owner)
    realtime.share(project, viewer)
    job = realtime.generate(owner, project)
    listeners = [realtime.connect(person) for person in (owner, owner, viewer)]
    for listener in listeners:
        listener.ask(action="subscribe", job_id=job)
    realtime.step(job, "script")
    realtime.push()
    assert [[each["job"]["current_step"] for each in listener.all()] for listener in listeners] == [["script"]] * 3


def test_who_is_removed_from_a_project_is_told_so_and_nothing_else(realtime) -> None:
    owner, viewer = realtime.person(), realtime.person()
    project = realtime.project(owner)
    realtime.share(project, viewer)
    job = realtime.generate(owner, project)
    listener = realtime.connect(viewer)
    listener.ask(action="subscribe", job_id=job)
    realtime.rows("DELETE FROM project_collaborators")
    realtime.step(job, "script")
    realtime.push()
    ended = {"type": "unsubscribed", "project_id": project, "code": "project_not_found"}
    assert listener.all() == [ended]
    realtime.push()
    assert listener.all() == []


def test_who_listens_to_a_project_that_is_deleted_is_told_so(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    listener = realtime.connect(owner)
    listener.ask(action="subscribe", project_id=project)
    assert realtime.api.call("DELETE", f"/projects/{project}", token=owner.token).status == 204
    realtime.push()
    assert [each["type"] for each in listener.all()] == ["unsubscribed"]


def test_who_unsubscribes_hears_nothing_more(realtime) -> None:
    owner = realtime.person()
    project = realtime.project(owner)
    listener = realtime.connect(owner)
    listener.ask(action="subscribe", project_id=project)
    assert listener.ask(action="unsubscribe", project_id=project, id="x")["id"] == "x"
    realtime.generate(owner, project)
    realtime.push()
    assert listener.all() == []


def test_numbers_have_no_gaps_however_many_change_at_once(realtime) -> None:
    """Parts of a stage finish side by side; nobody who listens misses one, and progress never falls."""
    owner = realtime.person()
    project = realtime.project(owner)
    job = realtime.generate(owner, project)
    run = Run(job_id=UUID(job), attempt=1)
    parts = [f"scene-{n}" for n in range(24)]
    progress.plan(run, {"picture": parts, "lip_sync": parts})
    listener = realtime.connect(owner)
    first = listener.ask(action="subscribe", job_id=job)["sequence"]

    def work(part: str) -> None:
        for stage in ("picture", "lip_sync"):
            progress.start(run, stage, part)
            progress.finish(job, stage, part)

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(work, part) for part in parts]
        while not all(each.done() for each in done):
            realtime.push()
        for each in done:
            each.result()
    realtime.push()
    told = listener.all()
    assert [each["sequence"] for each in told] == list(range(first + 1, first + 1 + len(told)))
    [last] = realtime.rows("SELECT last FROM realtime_streams")
    assert told[-1]["sequence"] == last["last"]
    percentages = [each["job"]["progress_percentage"] for each in told]
    assert percentages == sorted(percentages)
    assert len(set(percentages)) > 5
