"""Scenes that play before an image of the creator's own."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from film_studio import storage
from film_studio.film.models import Mood, PictureRequest, Scene, TimeOfDay, UserImage, Weather
from sagemaker_containers.picture import adapter
from sagemaker_containers.picture.illustrator import photograph
from sagemaker_containers.picture.illustrator.illustrate import illustrate
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported
from tests.photos import encoded, hills

from .test_illustrator import flattened

BACKGROUND = UserImage(uri="s3://media/raw/1.jpeg", width=640, height=400)


def request(
    time: TimeOfDay = "day",
    weather: Weather = "clear",
    mood: Mood = "peaceful",
    size: tuple[int, int] = (480, 270),
    card: str | None = None,
) -> PictureRequest:
    scene = Scene(
        number=1, heading="", setting="village", time_of_day=time, weather=weather, mood=mood, culture="indian",
        characters=[], props=[], lines=[], background=BACKGROUND,
    )  # fmt: skip
    return PictureRequest(
        card=card, title="Hills", language="en", scene=scene, characters=[], period="modern", width=size[0],
        height=size[1], seed=1,
    )  # fmt: skip


def sky(picture: np.ndarray) -> np.ndarray:
    """The mean colour (RGB) of the upper quarter."""
    return picture[: len(picture) // 4].reshape(-1, 3).mean(axis=0)


@pytest.mark.parametrize("size", [(480, 270), (270, 480), (270, 270)])
def test_the_image_fills_the_frame(size: tuple[int, int]) -> None:
    drawn = illustrate(request(size=size), encoded(hills()))
    place = drawn.layers[0]
    assert (place.name, place.x, place.y) == ("place", 0, 0)
    picture = flattened(drawn, size)
    assert picture.shape[:2] == size[::-1]
    assert picture.reshape(-1, 3).min(axis=1).mean() > 10, "no bars of nothing"
    assert illustrate(request(size=size), encoded(hills())) == drawn


def test_what_there_is_to_see_stays_in_the_frame() -> None:
    for at in (60, 300, 540):
        image = Image.new("RGB", (640, 300), "#7fa0c0")
        ImageDraw.Draw(image).ellipse((at - 40, 90, at + 40, 210), fill="#c03020", outline="black", width=6)
        part = photograph.cropped(np.asarray(image)[:, :, ::-1], 150, 300)
        red = (part[:, :, 2] > 150) & (part[:, :, 0] < 90)
        assert red.sum() > 0.9 * np.pi * 34 * 54, at


def test_the_place_is_lit_as_the_scene_is() -> None:
    day, dusk, night, fog = (
        flattened(illustrate(request(time, weather), encoded(hills())), (480, 270)).astype(float)
        for time, weather in (("day", "clear"), ("dusk", "clear"), ("night", "clear"), ("day", "mist"))
    )
    assert night.mean() < dusk.mean() < day.mean()
    assert sky(dusk)[0] / sky(dusk)[2] > 1.2 * sky(day)[0] / sky(day)[2], "redder"
    assert sky(night)[2] > 1.5 * sky(night)[0], "bluer"
    assert fog[60:200].std() < 0.75 * day[60:200].std()
    sad = flattened(illustrate(request(mood="sad"), encoded(hills())), (480, 270)).astype(float)
    joyful = flattened(illustrate(request(mood="joyful"), encoded(hills())), (480, 270)).astype(float)
    assert np.ptp(sad, axis=2).mean() < np.ptp(joyful, axis=2).mean(), "less colour"


def test_a_dark_and_a_bright_photo_come_to_one_light() -> None:
    apart = [hills().point(lambda v, f=factor: int(v * f)) for factor in (0.5, 1.0)]
    means = [photograph.levelled(np.asarray(image)).mean() for image in apart]
    assert abs(means[0] - means[1]) < 0.45 * abs(np.asarray(apart[0]).mean() - np.asarray(apart[1]).mean())


def test_grain_goes_and_edges_stay() -> None:
    image = np.asarray(hills(1000, 600))
    drawn = np.asarray(flattened(illustrate(request(size=(1000, 600)), encoded(hills(1000, 600), "PNG")), (1000, 600)))
    flat = np.s_[20:80, 100:300]
    assert drawn[flat].std(axis=(0, 1)).mean() < 0.5 * image[flat].std(axis=(0, 1)).mean()
    across = [np.abs(picture[296:330, 60:90].astype(float).mean(axis=(1, 2))) for picture in (image, drawn)]
    assert np.ptp(across[1]) > 0.5 * np.ptp(across[0]) > 10


def test_people_stand_on_a_floor() -> None:
    checkers = np.indices((400, 640)).sum(axis=0) // 20 % 2 * 255
    busy = Image.fromarray(np.repeat(checkers.astype(np.uint8)[:, :, None], 3, axis=2))
    drawn = flattened(illustrate(request(), encoded(busy)), (480, 270)).astype(float)
    assert drawn[250:].std(axis=(0, 1)).mean() < 0.4 * drawn[60:120].std(axis=(0, 1)).mean()


def test_cards_are_lettered_before_it() -> None:
    title = illustrate(request(card="title"), encoded(hills()))
    assert title.layers[0].name == "place"
    assert "lettering" in [layer.name for layer in title.layers]


def test_a_transparent_image_is_set_into_the_air() -> None:
    image = hills().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    drawn = flattened(illustrate(request(), encoded(image, "PNG")), (480, 270))
    assert np.ptp(drawn[40:120].reshape(-1, 3), axis=0).max() < 12


def test_the_adapter_reads_it_and_says_what_it_cannot_use(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    files = {BACKGROUND.uri: encoded(hills())}
    monkeypatch.setattr(storage, "get_bytes", files.__getitem__)
    engine = adapter.load()
    invocation = Invocation(request(), Output("s3://media/out", tmp_path))
    [picture] = adapter.run_batch(engine, [invocation])
    assert picture.layers[0].image == "s3://media/out/0-place.png"
    files[BACKGROUND.uri] = b"no image"
    with pytest.raises(Unsupported) as refused:
        adapter.run_batch(engine, [invocation])
    assert refused.value.field == "scene.background"
