"""One scene made anew: which film is asked for, paid once, and only where that film differs in this scene alone."""

from collections.abc import Callable
from typing import Any

import pytest

from film_studio.film import edits
from film_studio.film.models import FilmPlan
from film_studio.jobs import lines
from film_studio.jobs.models import JobInput

from .test_storyboard import change, look, person


def regenerate(api, owner: str, project: str, number: int, **headers: str) -> Any:
    return api.call("POST", f"{project}/scenes/{number}/regenerate", token=owner, headers=headers)


@pytest.fixture
def asked(rows: Callable[..., Any]) -> Callable[[str], JobInput]:
    def read(job: str) -> JobInput:
        return JobInput.model_validate(
            rows("SELECT input_parameters FROM ai_jobs WHERE id = %s", job)[0]["input_parameters"]
        )

    return read


def plan_of(job_input: JobInput) -> FilmPlan:
    return edits.planned(job_input.request)


def test_a_scene_as_it_is_now_is_made_for_one_credit(
    api,
    owner: str,
    filmed: str,
    asked: Callable[[str], JobInput],
    rows: Callable[..., Any],
    balance: Callable[[str], int],
) -> None:
    [before] = rows("SELECT id, user_id FROM ai_jobs")
    assert balance(before["user_id"]) == 2
    change(api, owner, filmed, scenes={"2": {"setting": "palace"}, "3": {"weather": "snow"}})
    answer = regenerate(api, owner, filmed, 2)
    assert answer.status == 202, answer
    job = answer.body
    assert answer.headers["location"] == f"/api/v1/jobs/{job['id']}"
    assert (job["job_type"], job["status"]) == ("scene", "queued")
    assert balance(before["user_id"]) == 1
    [message] = rows("SELECT payload FROM outbox WHERE payload ->> 'job_id' = %s", job["id"])
    assert message["payload"] == {"job_id": job["id"], "attempt": 1}
    old, new = plan_of(asked(str(before["id"]))), plan_of(asked(job["id"]))
    assert new.scenes[1].setting == "palace"
    assert [scene for scene in new.scenes if scene.number != 2] == [scene for scene in old.scenes if scene.number != 2]
    assert new.characters == old.characters
    assert asked(job["id"]).duration_seconds == asked(str(before["id"])).duration_seconds


def test_when_it_is_made_the_scene_is_up_to_date_and_the_others_are_as_stale_as_before(
    api, owner: str, filmed: str, finish: Callable[..., None]
) -> None:
    raghu = person(look(api, owner, filmed), "Raghu")
    change(
        api, owner, filmed, scenes={"2": {"setting": "palace"}, "3": {"weather": "snow"}},
        characters={raghu["id"]: {"look": {"glasses": True}}},
    )  # fmt: skip
    finish(regenerate(api, owner, filmed, 2).body["id"])
    board = look(api, owner, filmed)
    changed = {scene["number"]: scene["changed"] for scene in board["scenes"]}
    assert (changed[2], changed[3]) == ([], ["weather"])
    assert "characters" in changed[4]
    assert board["film"]["stale"]
    assert api.call("GET", filmed, token=owner).body["status"] == "completed"


def test_a_scene_that_is_as_it_was_gets_another_take_each_time(
    api, owner: str, filmed: str, finish: Callable[..., None], asked: Callable[[str], JobInput]
) -> None:
    for take in (1, 2):
        job = regenerate(api, owner, filmed, 3).body["id"]
        assert [scene.take for scene in plan_of(asked(job)).scenes] == [0, 0, take, 0]
        assert [scene["take"] for scene in look(api, owner, filmed)["scenes"]] == [0, 0, take, 0]
        finish(job)
        assert not look(api, owner, filmed)["film"]["stale"]
    board = change(api, owner, filmed, scenes={"3": {"take": None}})
    assert board["scenes"][2]["changed"] == ["take"]


def test_a_take_that_was_cancelled_is_the_next_one_asked_for(
    api,
    owner: str,
    filmed: str,
    asked: Callable[[str], JobInput],
    balance: Callable[[str], int],
    rows: Callable[..., Any],
) -> None:
    first = regenerate(api, owner, filmed, 3).body["id"]
    assert api.call("POST", f"/jobs/{first}/cancel", token=owner).status == 200
    assert balance(rows("SELECT id FROM users")[0]["id"]) == 2
    second = regenerate(api, owner, filmed, 3).body["id"]
    assert plan_of(asked(second)).scenes[2].take == 1


def test_new_words_are_spoken_where_the_scene_is_and_the_others_stay(
    api, owner: str, filmed: str, asked: Callable[[str], JobInput], rows: Callable[..., Any]
) -> None:
    [before] = rows("SELECT id FROM ai_jobs")
    change(api, owner, filmed, lines={"s2l2": {"text": "Who is awake?", "emotion": "anger"}})
    new = asked(regenerate(api, owner, filmed, 2).body["id"])
    assert '"Who is awake?" asked Meera.' in new.request.script
    assert new.pace is not None
    assert new.pace.ends == {1: 402, 2: 732, 3: 1062, 4: 1392}
    assert new.duration_seconds == asked(str(before["id"])).duration_seconds


def test_new_words_are_judged_like_those_of_a_script(api, owner: str, filmed: str, rows: Callable[..., Any]) -> None:
    change(api, owner, filmed, lines={"s2l2": {"text": "Who hid my porn?"}})
    doubtful = regenerate(api, owner, filmed, 2)
    assert (doubtful.status, doubtful.body["status"]) == (202, "in_review")
    api.call("POST", f"/jobs/{doubtful.body['id']}/cancel", token=owner)
    change(api, owner, filmed, lines={"s2l2": {"text": "Who hid my n1gger?"}})
    before = rows("SELECT edits, script FROM projects")
    blocked = regenerate(api, owner, filmed, 2)
    assert (blocked.status, blocked.body["code"]) == (422, "content_blocked")
    assert rows("SELECT edits, script FROM projects") == before
    assert api.call("GET", "/users/me/credits", token=owner).body["balance"] == 2


def test_far_more_words_than_the_scene_has_room_for_move_the_others(
    api, owner: str, filmed: str, asked: Callable[[str], JobInput]
) -> None:
    long = "She held her breath and waited, " + ", and waited".join(["and waited"] * 14) + "."
    change(api, owner, filmed, lines={"s2l4": {"text": long}})
    assert asked(regenerate(api, owner, filmed, 2).body["id"]).pace is None


def test_a_script_that_is_another_one_is_a_matter_for_the_whole_film(
    api, owner: str, filmed: str, balance: Callable[[str], int], rows: Callable[..., Any]
) -> None:
    change(
        api,
        owner,
        filmed,
        lines={"s2l2": {"text": "Who is awake?"}, "s3l1": {"text": "Next morning the storm was here."}},
    )
    refused = regenerate(api, owner, filmed, 2)
    assert (refused.status, refused.body["code"], refused.body["scenes"]) == (409, "other_scenes_changed", [3])
    assert balance(rows("SELECT id FROM users")[0]["id"]) == 2
    assert len(rows("SELECT * FROM ai_jobs")) == 1


def test_before_the_first_film_there_is_nothing_to_make_anew(api, owner: str, project: str) -> None:
    refused = regenerate(api, owner, project, 1)
    assert (refused.status, refused.body["code"]) == (409, "no_film")


@pytest.mark.parametrize("number", ["5", "0", "-1", "one", "1001"])
def test_a_scene_that_is_not_there(api, owner: str, filmed: str, number: str) -> None:
    assert api.call("POST", f"{filmed}/scenes/{number}/regenerate", token=owner).status == 404


def test_a_scene_that_other_options_have_merged_into_another(api, owner: str, filmed: str) -> None:
    assert api.call("PATCH", filmed, token=owner, json_body={"options": {"mode": "podcast"}}).status == 200
    refused = regenerate(api, owner, filmed, 3)
    assert (refused.status, refused.body["code"]) == (404, "scene_not_found")


def test_asked_twice_under_one_key_it_is_made_once(
    api, owner: str, filmed: str, rows: Callable[..., Any], finish: Callable[..., None]
) -> None:
    first = regenerate(api, owner, filmed, 2, **{"Idempotency-Key": "again"})
    again = regenerate(api, owner, filmed, 2, **{"Idempotency-Key": "again"})
    assert (again.status, again.body["id"]) == (202, first.body["id"])
    other = regenerate(api, owner, filmed, 3, **{"Idempotency-Key": "again"})
    assert (other.status, other.body["code"]) == (422, "idempotency_conflict")
    running = regenerate(api, owner, filmed, 3)
    assert (running.status, running.body["code"]) == (409, "job_running")
    assert [scene["take"] for scene in look(api, owner, filmed)["scenes"]] == [0, 1, 0, 0]
    finish(first.body["id"])
    assert regenerate(api, owner, filmed, 2, **{"Idempotency-Key": "again"}).body["id"] == first.body["id"]
    assert len(rows("SELECT * FROM ai_jobs")) == 2


def test_without_credits_nothing_is_made_and_no_take_is_kept(
    api, owner: str, filmed: str, rows: Callable[..., Any]
) -> None:
    rows(
        """INSERT INTO credit_transactions (user_id, transaction_type, amount, description)
           SELECT id, 'deduction', -2, 'Spent' FROM users"""
    )
    refused = regenerate(api, owner, filmed, 2)
    assert (refused.status, refused.body["code"]) == (402, "insufficient_credits")
    assert [scene["take"] for scene in look(api, owner, filmed)["scenes"]] == [0, 0, 0, 0]


def test_a_crash_after_the_take_was_chosen_leaves_nothing(
    api, owner: str, filmed: str, rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        """The process dies here."""

    def die(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(lines, "enter", die)
        with pytest.raises(Crash):
            regenerate(api, owner, filmed, 2)
    assert len(rows("SELECT * FROM ai_jobs")) == 1
    assert [scene["take"] for scene in look(api, owner, filmed)["scenes"]] == [0, 0, 0, 0]
    assert regenerate(api, owner, filmed, 2).status == 202
