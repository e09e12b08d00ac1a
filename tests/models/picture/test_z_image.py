"""Z-Image on a tiny random checkpoint in the published format: fewer things condition it, and it says so."""

from pathlib import Path

import pytest

from film_studio.film.models import FilmOptions, FilmPlan, PictureRequest, UserImage
from film_studio.film.requests import picture_request
from sagemaker_containers.picture.z_image.engine import ZImage
from sagemaker_containers.serving.adapter import Unsupported
from tests.models.picture.conftest import apart, pixels

SEEN = 1.0


@pytest.fixture(scope="module")
def engine(weights: Path) -> ZImage:
    return ZImage(weights / "z_image")


def test_seed_and_words_are_seen_and_the_same_gives_the_same(engine: ZImage, scene: PictureRequest) -> None:
    once = engine.draw([scene])[0]
    assert once == engine.draw([scene])[0]
    other_seed = engine.draw([scene.model_copy(update={"seed": scene.seed + 1})])[0]
    assert apart(pixels(once), pixels(other_seed)) > SEEN
    elsewhere = scene.model_copy(update={"scene": scene.scene.model_copy(update={"setting": "space"})})
    assert apart(pixels(once), pixels(engine.draw([elsewhere])[0])) > SEEN


def test_scenes_of_one_batch_do_not_mix(engine: ZImage, plan: FilmPlan) -> None:
    requests = [picture_request(plan, FilmOptions(quality="preview"), number) for number in (1, 2)]
    together = [pixels(one) for one in engine.draw(requests)]
    for one, request in zip(together, requests, strict=True):
        assert apart(one, pixels(engine.draw([request])[0])) < 0.5


def test_nobody_s_face_is_known(engine: ZImage, scene: PictureRequest) -> None:
    drawn = engine.draw([scene])[0]
    assert not drawn.painted and not drawn.actors


def test_what_it_cannot_paint_it_refuses(engine: ZImage, scene: PictureRequest) -> None:
    image = UserImage(uri="s3://media/any.png", width=100, height=100)
    with pytest.raises(Unsupported) as refusal:
        engine.draw([scene.model_copy(update={"scene": scene.scene.model_copy(update={"background": image})})])
    assert refusal.value.field == "scene.background"
    people = [character.model_copy(update={"portrait": image}) for character in scene.characters]
    with pytest.raises(Unsupported) as refusal:
        engine.draw([scene.model_copy(update={"characters": people})])
    assert refusal.value.field == "characters"
