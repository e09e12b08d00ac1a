"""SDXL on tiny random checkpoints in the published format: all that conditions a picture is seen in it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from benchmarks.models.checkpoints import picture as checkpoint
from film_studio.film.models import Face, FilmOptions, FilmPlan, PictureRequest, UserImage
from film_studio.film.requests import picture_request
from sagemaker_containers.picture import adapter
from sagemaker_containers.picture.sdxl.engine import SDXL
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation, OutOfMemory, Output, Unsupported
from sagemaker_containers.serving.weights import Damaged, write_listing
from tests.models.picture.conftest import apart, pixels

PHOTO = Path(__file__).parents[2] / "photos" / "eileen_collins.jpg"
SEEN = 1.0
"""Of 255: a condition that changes less is none."""


@pytest.fixture(scope="module")
def engine(weights: Path) -> SDXL:
    return SDXL(weights / "sdxl")


@pytest.fixture
def with_recipe(weights: Path, tmp_path: Path) -> Iterator[Callable[..., SDXL]]:
    """The same weights with another recipe."""

    def make(**changes: object) -> SDXL:
        folder = tmp_path / "sdxl"
        shutil.copytree(weights / "sdxl", folder, dirs_exist_ok=True)
        path = folder / "recipe.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))
        return SDXL(folder)

    yield make


def changed(request: PictureRequest, **choices: object) -> PictureRequest:
    return request.model_copy(update={"scene": request.scene.model_copy(update=choices)})


def test_the_full_sizes_are_those_published() -> None:
    assert checkpoint.published_parameters() == {
        "unet": 2_567_463_684,
        "text_encoder": 123_060_480,
        "text_encoder_2": 694_659_840,
        "vae": 83_653_863,
        "z_image": 6_154_908_736,
    }


def test_the_same_request_gives_the_same_picture_and_another_seed_another(engine: SDXL, scene: PictureRequest) -> None:
    once, again = engine.draw([scene])[0], engine.draw([scene])[0]
    assert once == again
    other = engine.draw([scene.model_copy(update={"seed": scene.seed + 1})])[0]
    assert apart(pixels(once), pixels(other)) > SEEN


def test_the_words_are_seen(engine: SDXL, scene: PictureRequest) -> None:
    card = scene.model_copy(update={"card": "title"})  # of which a vocabulary of pieces leaves more room for the place
    there = pixels(engine.draw([card])[0])
    assert apart(there, pixels(engine.draw([changed(card, setting="library")])[0])) > SEEN


@pytest.mark.parametrize("changes", [{"pose": 0.0}, {"likeness": 0.0}, {"guidance": 1.5}, {"style": "cinematic"}])
def test_what_the_recipe_leaves_out_is_missing_from_the_picture(
    engine: SDXL, scene: PictureRequest, with_recipe: Callable[..., SDXL], changes: dict[str, object]
) -> None:
    assert apart(pixels(engine.draw([scene])[0]), pixels(with_recipe(**changes).draw([scene])[0])) > SEEN


def test_a_lora_is_seen_as_strongly_as_the_recipe_has_it(tmp_path: Path, scene: PictureRequest) -> None:
    def painted(strength: float) -> np.ndarray:
        folder = tmp_path / str(strength)
        checkpoint.write_sdxl(folder, with_lora=True, lora=strength)
        return pixels(SDXL(folder).draw([scene])[0])

    without, some, much = painted(0.0), painted(0.5), painted(2.0)
    assert SEEN < apart(without, some) < apart(without, much)


def test_who_is_meant_is_seen_where_that_figure_stands(
    engine: SDXL, scene: PictureRequest, stored: Callable[[str, bytes], str]
) -> None:
    photo = UserImage(
        uri=stored("photo.jpg", PHOTO.read_bytes()), width=512, height=512, face=Face(x=150, y=60, size=160)
    )
    meera = next(character for character in scene.characters if character.name == "Meera")
    others = [character for character in scene.characters if character != meera]
    asked = scene.model_copy(update={"characters": [*others, meera.model_copy(update={"portrait": photo})]})
    plain = scene.model_copy(update={"characters": [*others, meera]})
    one, other = engine.draw([plain])[0], engine.draw([asked])[0]
    difference = np.abs(pixels(one) - pixels(other)).mean(axis=2)
    standing = next(f.standing for f in other.painted if f.standing.character == meera.id)
    columns = np.arange(scene.width)
    near = np.abs(columns - standing.x) < 0.24 * standing.height
    far = np.abs(columns - standing.x) > 0.3 * scene.width
    assert difference[:, near].mean() > SEEN
    assert difference[:, near].mean() > 2 * difference[:, far].mean()


def test_a_background_of_ones_own_is_painted_over(
    engine: SDXL, scene: PictureRequest, stored: Callable[[str, bytes], str]
) -> None:
    def painted(name: str, colour: tuple[int, int, int]) -> np.ndarray:
        image = np.full((360, 640, 3), colour, np.uint8)
        uri = stored(name, bytes(cv2.imencode(".png", image)[1]))
        return pixels(engine.draw([changed(scene, background=UserImage(uri=uri, width=640, height=360))])[0])

    dark, light = painted("dark.png", (20, 20, 20)), painted("light.png", (240, 240, 240))
    assert apart(dark, light) > SEEN
    assert apart(dark, pixels(engine.draw([scene])[0])) > SEEN


def test_scenes_of_one_batch_do_not_mix(engine: SDXL, plan: FilmPlan) -> None:
    """Those with other people, and with none, are what they are alone, but for rounding."""
    options = FilmOptions(quality="preview")
    requests = [picture_request(plan, options, number) for number in (1, 2, 0)]
    together = [pixels(one) for one in engine.draw(requests)]
    alone = [pixels(engine.draw([request])[0]) for request in requests]
    for one, other in zip(together, alone, strict=True):
        assert apart(one, other) < 0.05
    assert apart(together[0], together[1]) > SEEN


def test_a_sheet_is_the_characters_own_whatever_was_painted_before(weights: Path, engine: SDXL, plan: FilmPlan) -> None:
    options = FilmOptions(quality="preview")
    engine.draw([picture_request(plan, options, number) for number in (1, 2)])
    third = picture_request(plan, options, 3)
    assert SDXL(weights / "sdxl").draw([third]) == engine.draw([third])


def test_people_have_faces_within_the_frame_and_cards_have_lettering(engine: SDXL, plan: FilmPlan) -> None:
    options = FilmOptions(quality="preview", frame="9:16")
    scene, card = engine.draw([picture_request(plan, options, 1), picture_request(plan, options, 0)])
    assert len(scene.painted) == 2 and not scene.actors
    for figure in scene.painted:
        assert figure.face is not None
        assert figure.face.x >= 0 and figure.face.x + figure.face.size <= 480
        assert figure.face.y >= 0 and figure.face.y + figure.face.size <= 854
    assert [layer.name for layer in card.layers] == ["painted", "veil", "lettering"]
    assert not card.painted


def test_what_cannot_be_read_is_refused(
    engine: SDXL, scene: PictureRequest, stored: Callable[[str, bytes], str]
) -> None:
    broken = UserImage(uri=stored("broken.png", b"no image"), width=10, height=10)
    with pytest.raises(Unsupported) as refusal:
        engine.draw([changed(scene, background=broken)])
    assert refusal.value.field == "scene.background"
    people = [character.model_copy(update={"portrait": broken}) for character in scene.characters]
    with pytest.raises(Unsupported) as refusal:
        engine.draw([scene.model_copy(update={"characters": people})])
    assert refusal.value.field == "characters"


def test_a_lack_of_memory_is_answered_and_the_engine_goes_on(
    engine: SDXL, scene: PictureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    with monkeypatch.context() as patch:
        patch.setattr(engine._words.unet, "forward", full)
        with pytest.raises(OutOfMemory):
            engine.draw([scene.model_copy(update={"seed": 9})])
    assert engine.draw([scene])


def test_the_adapter_serves_it_where_it_is_chosen(
    weights: Path, scene: PictureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTURE_ENGINE", "sdxl")
    monkeypatch.setenv("SDXL_WEIGHTS", str(weights / "sdxl"))
    served = adapter.load()
    adapter.warm_up(served)
    assert adapter.describe(served).name == "sdxl" and adapter.describe(served).environment == "picture"
    output = Output("s3://media/one", tmp_path / "one")
    (picture,) = adapter.run_batch(served, [Invocation(scene, output)])
    assert [layer.image for layer in picture.layers] == ["s3://media/one/0-painted.png"]
    assert (tmp_path / "one" / "0-painted.png").stat().st_size > 0
    with pytest.raises(Unsupported):
        adapter.run_batch(served, [Invocation(scene.model_copy(update={"width": 853}), output)])


def test_another_recipe_is_another_version_and_what_is_not_listed_does_not_load(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sdxl"
    shutil.copytree(weights / "sdxl", folder)
    monkeypatch.setenv("PICTURE_ENGINE", "sdxl")
    monkeypatch.setenv("SDXL_WEIGHTS", str(folder))
    before = manifest.read("picture").version
    (folder / "recipe.json").write_text('{"style": "watercolour"}')
    with pytest.raises(Damaged):
        adapter.load()
    write_listing(folder)
    assert manifest.read("picture").version != before
