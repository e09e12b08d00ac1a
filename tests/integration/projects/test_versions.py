"""What a project was is kept, compared and restored, and who has seen an old state overwrites nothing."""

import threading
from uuid import UUID

from film_studio.database import transaction
from film_studio.errors import PreconditionFailed
from film_studio.projects import service
from film_studio.projects.models import ProjectChange


def test_changes_are_kept_compared_and_restored(api, owner: str, project: str, join, script: str) -> None:
    editor = join("editor")
    api.call("PATCH", project, json_body={"title": "The Brass Lamp"}, token=owner)
    change = {"script": script.replace("potter", "smith"), "options": {"voice": {"gender": "male"}}}
    api.call("PATCH", project, json_body=change, token=editor)
    listed = api.call("GET", f"{project}/versions", token=owner).body["items"]
    assert [(each["version"], each["changed"]) for each in listed] == [
        (3, ["script", "options"]),
        (2, ["title"]),
        (1, ["title", "script", "options", "edits"]),
    ]
    assert listed[0]["author_id"] == api.call("GET", "/users/me", token=editor).body["id"]
    differs = api.call("GET", f"{project}/versions/3/diff", token=owner).body
    assert "-On the edge of a dusty village lived an old potter" in differs["script"]
    assert "+On the edge of a dusty village lived an old smith" in differs["script"]
    assert differs["fields"] == [{"field": "options.voice.gender", "before": "female", "after": "male"}]
    assert api.call("GET", f"{project}/versions/2/diff?against=1", token=owner).body["script"] == ""
    restored = api.call("POST", f"{project}/versions/1/restore", token=editor).body
    assert (restored["title"], restored["script"]) == ("The Clay Lamp", script)
    newest = api.call("GET", f"{project}/versions?limit=1", token=owner).body["items"][0]
    assert (newest["version"], newest["restored_from"]) == (4, 1)
    kept = api.call("GET", f"{project}/versions/3", token=owner).body["content"]
    assert kept["script"] == change["script"]
    assert api.call("GET", f"{project}/versions/9", token=owner).status == 404


def test_auto_saves_of_one_person_join_one_version_for_some_minutes(api, owner: str, project: str, join, rows) -> None:
    editor = join("editor")

    def save(token: str, title: str, auto_save: bool = True) -> int:
        api.call("PATCH", project, json_body={"title": title, "auto_save": auto_save}, token=token)
        return int(api.call("GET", f"{project}/versions?limit=1", token=owner).body["items"][0]["version"])

    assert [save(owner, "A"), save(owner, "Ab"), save(owner, "Abc")] == [2, 2, 2]
    assert save(editor, "Abcd") == 3  # somebody else
    assert save(owner, "Abc") == 4
    assert save(owner, "Abcde", auto_save=False) == 5  # meant
    assert save(owner, "Abcdef") == 6
    assert save(owner, "Abcdef") == 6  # nothing new
    rows("UPDATE project_versions SET created_at = created_at - interval '6 minutes' WHERE version = 6")
    assert save(owner, "Abcdefg") == 7
    assert api.call("GET", f"{project}/versions/2", token=owner).body["content"]["title"] == "Abc"


def test_who_has_seen_an_old_state_overwrites_nothing(api, owner: str, project: str) -> None:
    seen = api.call("GET", project, token=owner).headers["etag"]
    first = api.call("PATCH", project, json_body={"title": "A"}, token=owner, headers={"If-Match": seen})
    assert first.status == 200
    refused = api.call("PATCH", project, json_body={"title": "B"}, token=owner, headers={"If-Match": seen})
    assert (refused.status, refused.body["code"]) == (412, "precondition_failed")
    assert refused.body["etag"] == refused.headers["etag"] == first.headers["etag"] != seen
    assert api.call("POST", f"{project}/versions/1/restore", token=owner, headers={"If-Match": seen}).status == 412
    again = {"If-Match": f'"x", {refused.headers["etag"]}'}
    assert api.call("PATCH", project, json_body={"title": "B"}, token=owner, headers=again).status == 200
    assert api.call("PATCH", project, json_body={"title": "C"}, token=owner, headers={"If-Match": "*"}).status == 200
    assert api.call("PATCH", project, json_body={"title": "D"}, token=owner).status == 200


def test_of_twenty_who_have_seen_the_same_one_wins(
    api, owner: str, project: str, rows, each_thread_connects: None
) -> None:
    etag = api.call("GET", project, token=owner).headers["etag"]
    user, project_id = UUID(api.call("GET", "/users/me", token=owner).body["id"]), UUID(project[10:])
    start, answers = threading.Barrier(20), []

    def save(number: int) -> None:
        with transaction():
            pass
        start.wait()
        try:
            service.change(user, project_id, ProjectChange(title=f"Title {number}"), etag)
            answers.append("saved")
        except PreconditionFailed as refused:
            answers.append(refused.code)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == 19 * ["precondition_failed"] + ["saved"]
    assert rows("SELECT count(*) AS n FROM project_versions") == [{"n": 2}]
