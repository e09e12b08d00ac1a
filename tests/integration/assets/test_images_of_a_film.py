"""What a film's options choose among the project's images: judged before it is paid for, frozen with the job."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from film_studio.database import transaction
from film_studio.film import requests
from film_studio.film.models import FilmOptions, FilmPlan, UserImage
from film_studio.jobs import dispatch, repository
from film_studio.jobs.models import Run
from film_studio.rendering.stages import script as script_stage
from film_studio.storage import get_document
from tests.photos import FACE, encoded, hills


@pytest.fixture
def place(upload: Callable[..., dict[str, Any]]) -> str:
    return upload(encoded(hills()))["id"]


@pytest.fixture
def face(upload: Callable[..., dict[str, Any]]) -> str:
    return upload(FACE.read_bytes())["id"]


def generate(api: Any, project: str, token: str, images: list[dict[str, Any]]) -> Any:
    return api.call("POST", f"{project}/generate", json_body={"options": {"images": images}}, token=token)


def test_every_choice_that_cannot_be_is_named(
    api, owner: str, project: str, place: str, send, rows: Callable[..., Any], balance: Callable[[str], int]
) -> None:
    waiting = send(encoded(hills()), "image/jpeg", "later.jpg")["id"]
    user_id = str(rows("SELECT user_id FROM projects")[0]["user_id"])
    before = balance(user_id)

    def faults(*images: dict[str, Any]) -> list[tuple[str, str]]:
        refused = generate(api, project, owner, list(images))
        assert (refused.status, refused.body["code"]) == (422, "invalid_film"), refused
        return [(fault["field"], fault["code"]) for fault in refused.body["errors"]]

    assert faults(
        {"use": "background", "asset": place, "scenes": [1, 99]},
        {"use": "portrait", "asset": place, "character": "Draupadi"},
    ) == [("options.images.0.scenes", "no_such_scene"), ("options.images.1.character", "no_such_character")]
    assert faults(
        {"use": "background", "asset": str(uuid4())},
        {"use": "background", "asset": waiting, "scenes": [1]},
        {"use": "portrait", "asset": place, "character": "meera"},
    ) == [
        ("options.images.0.asset", "unknown_asset"),
        ("options.images.1.asset", "asset_not_ready"),
        ("options.images.2.asset", "no_face"),
    ]
    stranger = api.register()
    other = f"/projects/{api.call('POST', '/projects', json_body={'title': 'A'}, token=stranger).body['id']}"
    body = {"script": api.call("GET", project, token=owner).body["script"]}
    assert api.call("PATCH", other, json_body=body, token=stranger).status == 200
    refused = generate(api, other, stranger, [{"use": "background", "asset": place}])
    assert refused.body["errors"][0]["code"] == "unknown_asset", "another one's image"
    assert balance(user_id) == before
    assert rows("SELECT * FROM ai_jobs") == []


def test_choices_are_kept_as_options_and_shape_is_checked(api, owner: str, project: str, place: str) -> None:
    images = [{"use": "background", "asset": place, "scenes": [1]}]
    kept = api.call("PATCH", project, json_body={"options": {"images": images}}, token=owner)
    assert (kept.status, kept.body["options"]["images"]) == (200, images)
    for wrong, field in (
        ({"use": "wallpaper", "asset": place}, "options.images.0"),
        ({"use": "portrait", "asset": place}, "options.images.0.portrait.character"),
        ({"use": "background", "asset": "42"}, "options.images.0.background.asset"),
    ):
        refused = api.call("PATCH", project, json_body={"options": {"images": [wrong]}}, token=owner)
        assert (refused.status, refused.body["errors"][0]["field"]) == (422, field)


def test_a_film_gets_its_images_and_keeps_them(
    api, owner: str, project: str, place: str, face: str, rows: Callable[..., Any]
) -> None:
    images = [
        {"use": "background", "asset": place, "scenes": [1]},
        {"use": "portrait", "asset": face, "character": "Meera"},
    ]
    accepted = generate(api, project, owner, images)
    assert accepted.status == 202, accepted
    run = Run(job_id=UUID(accepted.body["id"]), attempt=1)
    with transaction() as connection:
        repository.begin(connection, run.job_id, dispatch.execution_arn(run))
    planned = script_stage.analyse(run)
    plan = get_document(planned.plan, FilmPlan)
    assert plan.scenes[0].background is not None
    assert plan.scenes[0].background.width == 640
    meera = next(each for each in plan.characters if each.name == "Meera")
    assert meera.portrait is not None
    assert meera.portrait.face is not None
    assert [each.portrait for each in plan.characters if each.name != "Meera"] == [None] * (len(plan.characters) - 1)

    refused = api.call("DELETE", f"{project}/assets/{place}", token=owner)
    assert (refused.status, refused.body["code"]) == (409, "asset_in_use")
    api.call("POST", f"/jobs/{run.job_id}/cancel", token=owner)
    assert api.call("DELETE", f"{project}/assets/{place}", token=owner).status == 204


def test_the_picture_is_asked_with_the_image_and_without_the_faces(
    api, owner: str, project: str, place: str, face: str
) -> None:
    images = [{"use": "background", "asset": place}, {"use": "portrait", "asset": face, "character": "Meera"}]
    run = Run(job_id=UUID(generate(api, project, owner, images).body["id"]), attempt=1)
    with transaction() as connection:
        repository.begin(connection, run.job_id, dispatch.execution_arn(run))
    plan = get_document(script_stage.analyse(run).plan, FilmPlan)
    for number in (0, 1, -1):
        request = requests.picture_request(plan, FilmOptions(), number)
        assert isinstance(request.scene.background, UserImage)
        assert [each.portrait for each in request.characters] == [None] * len(request.characters)
