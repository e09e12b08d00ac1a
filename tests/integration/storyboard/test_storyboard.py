"""The storyboard through the API: looked at and changed, before and after the film is made."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from film_studio.film.models import Film
from film_studio.projects import repository
from film_studio.settings import settings
from film_studio.storyboard import service
from film_studio.storyboard.models import StoryboardChange

from .conftest import a_film


def look(api, owner: str, project: str) -> dict[str, Any]:
    answer = api.call("GET", f"{project}/storyboard", token=owner)
    assert answer.status == 200, answer
    return answer.body


def change(api, owner: str, project: str, **patch: Any) -> dict[str, Any]:
    answer = api.call("PATCH", f"{project}/storyboard", json_body=patch, token=owner)
    assert answer.status == 200, answer
    return answer.body


def person(board: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in board["characters"] if each["name"] == name)


def test_a_script_is_seen_as_scenes_lines_and_people(api, owner: str, project: str) -> None:
    board = look(api, owner, project)
    assert [scene["setting"] for scene in board["scenes"]] == ["village", "forest", "sea-shore", "palace"]
    assert [scene["number"] for scene in board["scenes"]] == [1, 2, 3, 4]
    assert board["scenes"][1]["time_of_day"] == "night"
    meera = person(board, "Meera")
    [asks] = [line for line in board["scenes"][1]["lines"] if line["speaker"] == meera["id"]]
    assert (asks["text"], asks["id"]) == ('"Who is there?"', "s2l2")
    assert meera["scenes"] == [2, 4]
    assert meera["voice"]["gender"] == "female"
    assert board["film"] is None
    assert all(scene["filmed"] is None and scene["changed"] == [] for scene in board["scenes"])
    assert board["edits"] == {"scenes": {}, "lines": {}, "characters": {}}


def test_a_script_that_cannot_be_read_has_no_scenes_yet(api, owner: str) -> None:
    for script in ("", "   ", "12 34 !", "zzz qqq xxx"):
        body = {"title": "Nothing yet", "script": script}
        project = f"/projects/{api.call('POST', '/projects', json_body=body, token=owner).body['id']}"
        board = look(api, owner, project)
        if board["language"] is None:
            assert (board["scenes"], board["characters"]) == ([], [])
            refused = api.call("PATCH", f"{project}/storyboard", json_body={"scenes": {"1": {}}}, token=owner)
            assert (refused.status, refused.body["errors"][0]["field"]) == (422, "script")


def test_a_scene_a_line_and_a_character_are_changed(api, owner: str, project: str) -> None:
    raghu = person(look(api, owner, project), "Raghu")
    board = change(
        api, owner, project,
        scenes={"2": {"setting": "palace", "weather": "rain", "inside": True}},
        lines={"s2l2": {"emotion": "anger", "text": "Who wakes me?"}},
        characters={raghu["id"]: {"age": "senior", "look": {"glasses": True}, "voice": {"tone": "dramatic"}}},
    )  # fmt: skip
    scene = board["scenes"][1]
    assert (scene["setting"], scene["weather"], scene["inside"], scene["time_of_day"]) == (
        "palace", "rain", True, "night",
    )  # fmt: skip
    assert [line for line in scene["lines"] if line["id"] == "s2l2"] == [
        {"id": "s2l2", "speaker": person(board, "Meera")["id"], "text": '"Who wakes me?"', "emotion": "anger"}
    ]
    now = person(board, "Raghu")
    assert (now["age"], now["look"]["glasses"], now["voice"]["tone"]) == ("senior", True, "dramatic")
    assert board["edits"]["lines"] == {"s2l2": {"emotion": "anger"}}
    assert look(api, owner, project)["scenes"] == board["scenes"]
    script = api.call("GET", project, token=owner).body["script"]
    assert '"Who wakes me?" asked Meera.' in script


def test_null_goes_back_to_the_script(api, owner: str, project: str) -> None:
    before = look(api, owner, project)
    change(
        api, owner, project, scenes={"2": {"setting": "palace", "weather": "rain"}}, lines={"s2l2": {"emotion": "joy"}}
    )
    board = change(api, owner, project, scenes={"2": {"setting": None}})
    assert (board["scenes"][1]["setting"], board["scenes"][1]["weather"]) == ("forest", "rain")
    board = change(api, owner, project, scenes={"2": {"weather": None}}, lines={"s2l2": {"emotion": None}})
    assert (board["scenes"], board["edits"]) == (before["scenes"], before["edits"])


def test_edits_stay_with_their_scene_when_the_script_is_rewritten_around_it(api, owner: str, project: str) -> None:
    change(api, owner, project, scenes={"2": {"setting": "jungle"}}, lines={"s2l2": {"emotion": "anger"}})
    script = api.call("GET", project, token=owner).body["script"]
    api.call("PATCH", project, json_body={"script": ""}, token=owner)
    assert look(api, owner, project)["scenes"] == []
    longer = f"In the classroom a teacher told a story. All the children were quiet.\n\n{script}"
    api.call("PATCH", project, json_body={"script": longer}, token=owner)
    board = look(api, owner, project)
    settings = [scene["setting"] for scene in board["scenes"]]
    assert settings == ["classroom", "village", "jungle", "sea-shore", "palace"]
    assert board["edits"]["scenes"].keys() == {"3"}
    assert board["edits"]["lines"].keys() == {"s3l2"}


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"scenes": {"9": {"setting": "palace"}}}, "scenes.9"),
        ({"scenes": {"0": {"setting": "palace"}}}, "scenes.0"),
        ({"scenes": {"2": {"setting": "moon"}}}, "scenes.2.setting"),
        ({"scenes": {"two": {"setting": "palace"}}}, "scenes.two.[key]"),
        ({"scenes": {"2": {"camera": "wide"}}}, "scenes.2.camera"),
        ({"lines": {"s9l1": {"emotion": "joy"}}}, "lines.s9l1"),
        ({"lines": {"s2l2": {"emotion": "rage"}}}, "lines.s2l2.emotion"),
        ({"lines": {"s2l2": {"text": None}}}, "lines.s2l2.text"),
        ({"lines": {"s2l2": {"text": "  "}}}, "lines.s2l2.text"),
        ({"lines": {"s2l2": {"text": "Who\nis there?"}}}, "lines.s2l2.text"),
        ({"lines": {"s2l4": {"text": 'She left. "Why?" said Raghu.'}}}, "lines.s2l4.text"),
        ({"characters": {"c9": {"age": "teen"}}}, "characters.c9"),
        ({"characters": {"c1": {"look": {"skin": "brown"}}}}, "characters.c1.look.skin"),
        ({"characters": {"c1": {"look": {"wings": 2}}}}, "characters.c1.look.wings"),
        ({"characters": {"c1": {"portrait": None}}}, "characters.c1.portrait"),
        ({"characters": {"c1": {"voice": {"accent": "martian"}}}}, "characters.c1.voice.accent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_changed(
    api, owner: str, project: str, patch: dict[str, Any], field: str
) -> None:
    before = look(api, owner, project)
    fine = {"scenes": {"1": {"weather": "snow"}, **patch.get("scenes", {})}}
    refused = api.call("PATCH", f"{project}/storyboard", json_body={**patch, **fine}, token=owner)
    assert refused.status == 422, refused
    assert [fault["field"] for fault in refused.body["errors"]] == [field]
    after = look(api, owner, project)
    assert {**after, "expires_at": ""} == {**before, "expires_at": ""}


def test_everything_that_is_wrong_is_named_at_once(api, owner: str, project: str) -> None:
    patch = {"scenes": {"9": {}}, "lines": {"s9l9": {}, "s1l1": {"text": None}}, "characters": {"c9": {}}}
    refused = api.call("PATCH", f"{project}/storyboard", json_body=patch, token=owner)
    assert [fault["code"] for fault in refused.body["errors"]] == [
        "no_such_scene",
        "no_such_line",
        "text_missing",
        "no_such_character",
    ]


def test_of_two_changes_at_once_both_are_kept(
    api, owner: str, project: str, rows: Callable[..., Any], each_thread_connects: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    [row] = rows("SELECT id, user_id FROM projects")
    write = repository.write
    monkeypatch.setattr(repository, "write", lambda *args, **written: (time.sleep(0.2), write(*args, **written))[1])
    patches = [{"scenes": {str(number): {"weather": "snow"}}} for number in (1, 2, 3, 4)]
    threads = [
        threading.Thread(target=service.change, args=(row["user_id"], row["id"], StoryboardChange.model_validate(each)))
        for each in patches
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [scene["weather"] for scene in look(api, owner, project)["scenes"]] == ["snow"] * 4


def test_an_accent_that_no_voice_has_is_refused_before_it_is_paid(
    api, owner: str, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raghu = person(look(api, owner, project), "Raghu")
    change(api, owner, project, characters={raghu["id"]: {"voice": {"accent": "scottish"}}})
    assert api.call("GET", project, token=owner).body["analysis"]["faults"] == []
    engines = {stage: engine.model_dump() for stage, engine in settings().engines.items()}
    engines["voice"]["languages"] = {"en": {"british": ["male", "female"]}}
    monkeypatch.setenv("ENGINES", json.dumps(engines))
    settings.cache_clear()
    [fault] = api.call("GET", project, token=owner).body["analysis"]["faults"]
    assert fault["field"] == f"storyboard.characters.{raghu['id']}.voice.accent"
    refused = api.call("POST", f"{project}/generate", token=owner)
    assert (refused.status, refused.body["errors"][0]["code"]) == (422, "unspoken_accent")


def test_a_strangers_storyboard_is_not_there(api, owner: str, project: str) -> None:
    stranger = api.register()
    for method, path, body in (
        ("GET", "/storyboard", None),
        ("PATCH", "/storyboard", {"scenes": {"1": {"weather": "snow"}}}),
        ("POST", "/scenes/1/regenerate", None),
    ):
        answer = api.call(method, project + path, json_body=body, token=stranger)
        assert (answer.status, answer.body["code"]) == (404, "project_not_found")


def test_viewers_see_the_storyboard_and_editors_change_it(
    api, owner: str, project: str, rows: Callable[..., Any]
) -> None:
    for role, status in (("viewer", 403), ("editor", 200)):
        other = api.register()
        user = api.call("GET", "/users/me", token=other).body["id"]
        rows(
            "INSERT INTO project_collaborators (project_id, user_id, role) SELECT id, %s, %s FROM projects", user, role
        )
        assert look(api, other, project)["scenes"] == look(api, owner, project)["scenes"]
        patch = {"scenes": {"1": {"weather": "snow"}}}
        assert api.call("PATCH", f"{project}/storyboard", json_body=patch, token=other).status == status
        made = api.call("POST", f"{project}/scenes/1/regenerate", token=other)
        assert (made.status, made.body["code"]) == ((403, "role_too_low") if role == "viewer" else (409, "no_film"))


# After the film is made ----------------------------------------------------------------------------------------------


def test_the_last_film_is_shown_scene_by_scene(api, owner: str, filmed: str) -> None:
    board = look(api, owner, filmed)
    assert (board["film"]["stale"], board["film"]["changed"]) == (False, [])
    for scene in board["scenes"]:
        assert scene["changed"] == []
        shown = scene["filmed"]
        assert urlsplit(shown["picture_url"]).path == f"/media/still/{scene['number']}.jpg"
        assert (shown["start_seconds"], shown["end_seconds"]) == (
            3 + 13.75 * (scene["number"] - 1),
            3 + 13.75 * scene["number"],
        )
        [shot] = shown["shots"]
        assert urlsplit(shot["clip_url"]).path == f"/media/lip_sync/{scene['number']}/clip.mp4"
        assert {"X-Amz-Signature", "Signature"} & parse_qs(urlsplit(shot["clip_url"]).query).keys()


def test_what_is_stale_is_named(api, owner: str, filmed: str) -> None:
    raghu = person(look(api, owner, filmed), "Raghu")
    board = change(api, owner, filmed, scenes={"3": {"setting": "ship"}}, lines={"s2l2": {"emotion": "joy"}})
    assert {scene["number"]: scene["changed"] for scene in board["scenes"] if scene["changed"]} == {
        2: ["lines"],
        3: ["heading", "setting"],
    }
    assert (board["film"]["stale"], board["film"]["changed"]) == (True, [])
    board = change(api, owner, filmed, scenes={"3": {"setting": None}}, lines={"s2l2": {"emotion": None}})
    assert not board["film"]["stale"]
    board = change(api, owner, filmed, characters={raghu["id"]: {"look": {"glasses": True}}})
    assert [scene["changed"] for scene in board["scenes"]] == [
        ["characters"] if scene["number"] in raghu["scenes"] else [] for scene in board["scenes"]
    ]


def test_options_and_title_make_the_film_stale_as_a_whole(api, owner: str, filmed: str) -> None:
    patch = {"title": "The Lamp", "options": {"frame": "1:1", "music": {"volume": 0.2}}}
    api.call("PATCH", filmed, json_body=patch, token=owner)
    film = look(api, owner, filmed)["film"]
    assert film == {**film, "stale": True, "changed": ["title", "options.frame", "options.music"]}


def test_a_scene_put_before_leaves_each_its_own_picture(api, owner: str, filmed: str, script: str) -> None:
    longer = f"In the classroom a teacher told a story. All the children were quiet.\n\n{script}"
    api.call("PATCH", filmed, json_body={"script": longer}, token=owner)
    board = look(api, owner, filmed)
    shown = [scene["filmed"] and urlsplit(scene["filmed"]["picture_url"]).path[-5:-4] for scene in board["scenes"]]
    assert shown == [None, "1", "2", "3", "4"]
    assert board["film"]["changed"] == ["scenes"]
    assert board["scenes"][4]["changed"] == ["number"]


def test_films_of_before_are_shown_without_scenes(
    api, owner: str, project: str, finish: Callable[..., None], rows: Callable[..., Any]
) -> None:
    """Jobs that were completed before storyboards lack scenes in their film and edits in their request."""
    job = api.call("POST", f"{project}/generate", token=owner).body["id"]
    finish(job, Film.model_validate(a_film().model_dump() | {"scenes": []}))
    rows("UPDATE ai_jobs SET input_parameters = input_parameters #- '{request,edits}'")
    rows("UPDATE ai_jobs SET output_urls = output_urls - 'scenes'")
    board = look(api, owner, project)
    assert [scene["filmed"] for scene in board["scenes"]] == [None] * 4
    assert not board["film"]["stale"]


def test_the_film_that_is_asked_for_has_the_edits(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    change(api, owner, project, scenes={"2": {"setting": "palace"}})
    job = api.call("POST", f"{project}/generate", token=owner).body["id"]
    change(api, owner, project, scenes={"2": {"setting": "ship"}})
    [row] = rows("SELECT input_parameters FROM ai_jobs WHERE id = %s", job)
    [edit] = row["input_parameters"]["request"]["edits"]["scenes"]
    assert (edit["scene"], edit["setting"]) == (2, "palace")
    assert api.call("GET", f"/jobs/{job}", token=owner).body["request"]["edits"]["scenes"][0]["setting"] == "palace"
