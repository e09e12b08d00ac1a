"""What owners, editors, viewers and strangers may do with a project and its jobs."""

import threading
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest

from film_studio.database import transaction
from film_studio.errors import Conflict
from film_studio.film.models import Film
from film_studio.jobs import dispatch, repository
from film_studio.jobs import service as jobs
from film_studio.jobs.models import Run
from film_studio.projects import service as projects
from film_studio.projects.models import ProjectChange

ASSET = {"filename": "lamp.jpg", "content_type": "image/jpeg", "size_bytes": 1000}
FILM = Film(
    video="s3://media/film.mp4",
    thumbnail="s3://media/thumbnail.jpg",
    duration_seconds=60.0,
    width=1920,
    height=1080,
    subtitles=[],
)
NOBODY = "00000000-0000-0000-0000-000000000000"

# Method, path, body, and what an owner, an editor, a viewer and a stranger are told.
QUESTIONS = [
    ("GET", "{project}", None, (200, 200, 200, 404)),
    ("PATCH", "{project}", {"title": "The Brass Lamp"}, (200, 200, 403, 404)),
    ("GET", "{project}/download", None, (409, 409, 409, 404)),
    ("POST", "{project}/estimate", {}, (200, 200, 200, 404)),
    ("GET", "{project}/assets", None, (200, 200, 200, 404)),
    ("POST", "{project}/assets", ASSET, (201, 201, 403, 404)),
    ("GET", "{project}/assets/{nobody}", None, (404, 404, 404, 404)),
    ("POST", "{project}/assets/{nobody}/complete", None, (404, 404, 403, 404)),
    ("DELETE", "{project}/assets/{nobody}", None, (404, 404, 403, 404)),
    ("POST", "{project}/generate", {}, (409, 409, 403, 404)),  # a film is under way
    ("GET", "{job}", None, (200, 200, 200, 404)),
    ("GET", "{job}/status", None, (200, 200, 200, 404)),
    ("GET", "{job}/result", None, (409, 409, 409, 404)),
    ("GET", "{job}/download", None, (409, 409, 409, 404)),
    ("POST", "{job}/cancel", None, (200, 200, 403, 404)),
    ("DELETE", "{project}", None, (204, 403, 403, 404)),
]


@pytest.fixture
def job(api, owner: str, project: str) -> str:
    """The path of a job of the project."""
    accepted = api.call("POST", f"{project}/generate", token=owner)
    assert accepted.status == 202, accepted
    return f"/jobs/{accepted.body['id']}"


@pytest.mark.parametrize("caller", ["owner", "editor", "viewer", "stranger"])
def test_each_role_may_do_what_it_is_for(api, owner: str, project: str, job: str, join, caller: str) -> None:
    token = owner if caller == "owner" else api.register() if caller == "stranger" else join(caller)
    place = ("owner", "editor", "viewer", "stranger").index(caller)
    for method, path, body, answers in QUESTIONS:
        answer = api.call(method, path.format(project=project, job=job, nobody=NOBODY), json_body=body, token=token)
        assert answer.status == answers[place], (method, path, answer)
        if answer.status == 403:
            assert answer.body["code"] == "role_too_low"
        if answer.status == 404 and caller == "stranger":
            assert answer.body["code"] == ("job_not_found" if path.startswith("{job}") else "project_not_found")


def test_lists_show_what_is_shared_and_as_what(api, owner: str, project: str, job: str, join) -> None:
    viewer = join("viewer")
    own = api.call("POST", "/projects", json_body={"title": "My own"}, token=viewer).body["id"]
    shared = project.removeprefix("/projects/")

    def listed(path: str, token: str) -> list[tuple[str, str]]:
        return [(item["id"], item["role"]) for item in api.call("GET", path, token=token).body["items"]]

    assert listed("/projects", viewer) == [(own, "owner"), (shared, "viewer")]
    assert listed("/projects?role=viewer", viewer) == [(shared, "viewer")]
    assert listed("/projects?role=editor", viewer) == []
    assert listed("/projects", owner) == [(shared, "owner")]
    assert api.call("GET", project, token=viewer).body["role"] == "viewer"
    [seen] = listed("/jobs", viewer)
    assert seen == (job.removeprefix("/jobs/"), "viewer")
    assert listed("/jobs", api.register()) == []
    first = api.call("GET", "/projects?limit=1", token=viewer).body
    second = api.call("GET", f"/projects?limit=1&cursor={first['next_cursor']}", token=viewer).body
    assert [first["items"][0]["id"], second["items"][0]["id"]] == [own, shared]


def test_who_asks_pays_and_gets_it_back(api, owner: str, project: str, join, rows, balance) -> None:
    editor = join("editor")
    ids = [api.call("GET", "/users/me", token=token).body["id"] for token in (owner, editor)]
    job = api.call("POST", f"{project}/generate", token=editor)
    assert job.status == 202
    assert [balance(user) for user in ids] == [3, 2]
    # The owner calls it off: the editor's credit goes back to the editor.
    assert api.call("POST", f"/jobs/{job.body['id']}/cancel", token=owner).status == 200
    assert [balance(user) for user in ids] == [3, 3]


def test_the_media_of_a_film_lie_with_the_projects_owner(api, owner: str, project: str, join, rows) -> None:
    editor = join("editor")
    job = UUID(api.call("POST", f"{project}/generate", token=editor).body["id"])
    run = Run(job_id=job, attempt=1)
    with transaction() as connection:
        repository.begin(connection, job, dispatch.execution_arn(run))
        row = repository.enter_step(connection, run, "script")
    assert row is not None
    assert str(row["owner_id"]) == api.call("GET", "/users/me", token=owner).body["id"]
    asset = api.call("POST", f"{project}/assets", json_body=ASSET, token=editor).body
    assert asset["upload"]["fields"]["key"].startswith(f"users/{row['owner_id']}/")


def test_two_who_ask_at_once_get_one_film(
    api, owner: str, project: str, join, balance, each_thread_connects: None
) -> None:
    people = [UUID(api.call("GET", "/users/me", token=t).body["id"]) for t in (owner, *(join("editor") for _ in "abc"))]
    project_id = UUID(project.removeprefix("/projects/"))
    answers: list[str] = []
    start = threading.Barrier(8)

    def ask(user: UUID) -> None:
        start.wait()
        try:
            jobs.accept(user, project_id)
            answers.append("accepted")
        except Conflict as refused:
            answers.append(refused.code)

    threads = [threading.Thread(target=ask, args=(user,)) for user in people * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["accepted"] + 7 * ["job_running"]
    assert sum(balance(str(user)) for user in people) == 11


def test_an_editor_who_leaves_the_studio_leaves_the_film(api, owner: str, project: str, join, rows, balance) -> None:
    editor = join("editor")
    job = UUID(api.call("POST", f"{project}/generate", token=editor).body["id"])
    with transaction() as connection:
        repository.begin(connection, job, "arn")
    assert jobs.finish(Run(job_id=job, attempt=1), FILM)
    running = api.call("POST", f"{project}/generate", token=editor).body["id"]
    assert api.call("DELETE", "/users/me", token=editor).status == 204
    assert api.call("GET", f"{project}/download", token=owner).status == 200
    assert api.call("GET", f"/jobs/{running}", token=owner).body["status"] == "cancelled"
    details = api.call("GET", project, token=owner).body
    assert (details["active_job_id"], details["has_film"]) == (None, True)


def test_endings_and_edits_do_not_wait_in_a_circle(
    api, owner: str, project: str, join, each_thread_connects: None
) -> None:
    """Jobs, accounts, projects: all take locks in that order. Much at once, many times, ends well."""
    first, second = (UUID(api.call("GET", "/users/me", token=token).body["id"]) for token in (owner, join("editor")))
    project_id = UUID(project.removeprefix("/projects/"))
    broken: list[Exception] = []

    def film(user: UUID, other: UUID) -> None:
        with suppress(Conflict):
            jobs.cancel(other, jobs.accept(user, project_id).id)

    def edit(user: UUID) -> None:
        projects.change(user, project_id, ProjectChange(title="Again"))

    def repeatedly(act: Callable[..., None], *people: UUID) -> None:
        try:
            for _ in range(15):
                act(*people)
        except Exception as error:
            broken.append(error)

    acts = [(film, first, second), (film, second, first), (edit, first), (edit, second)]
    threads = [threading.Thread(target=repeatedly, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
