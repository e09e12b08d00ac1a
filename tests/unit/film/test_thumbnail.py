"""The thumbnail, looked at as pixels."""

import numpy as np
import pytest
import skia

from film_studio.film import thumbnail
from film_studio.film.thumbnail import ThumbnailError
from tests.unit.film.film_samples import write_clip

SECONDS = ["#101010", "#802020", "#208020", "#202080", "#808020", "#a05080", "#208080", "#505050"]
"""The colour of each second of the films here; the thumbnail shows the one at 5 s."""


def a_film(path, width, height, seconds=8):
    images = []
    for second in range(seconds):
        colour = [int(SECONDS[second][k : k + 2], 16) for k in (1, 3, 5)]
        images += [np.full((height, width, 3), colour, np.uint8)] * 24
    return write_clip(path, images)


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    return a_film(tmp_path_factory.mktemp("film") / "wide.mp4", 640, 360)


def make(film, title, language, out):
    thumbnail.make(film, title, language, out)
    data = out.read_bytes()
    assert data[:3] == b"\xff\xd8\xff"
    assert len(data) < 2_000_000
    pixels = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data)).toarray(colorType=skia.kRGBA_8888_ColorType)
    assert pixels.shape[:2] == (720, 1280)
    return pixels[..., :3].astype(int)


def white(pixels):
    return (pixels.min(axis=2) > 225).sum()


def test_it_shows_the_frame_two_seconds_after_the_intro(wide, tmp_path):
    middle = make(wide, "The Clay Lamp", "en", tmp_path / "t.jpg")[200:300, 500:800].mean(axis=(0, 1))
    assert middle == pytest.approx([0xA0, 0x50, 0x80], abs=30)
    red, green, blue = middle
    assert red - green > 0xA0 - 0x50, "richer in colour than the film"
    assert red > blue > green


def test_its_corners_are_darker_than_its_middle(wide, tmp_path):
    pixels = make(wide, "The Clay Lamp", "en", tmp_path / "t.jpg")
    assert pixels[:60, -60:].mean() < 0.8 * pixels[200:300, 500:800].mean()


def test_edges_are_crisper_than_in_the_film(tmp_path):
    image = np.full((720, 1280, 3), 90, np.uint8)
    image[:, 640:] = 150
    row = make(write_clip(tmp_path / "film.mp4", [image] * 144), "The Clay Lamp", "en", tmp_path / "t.jpg")[300, :, 1]
    step_at_the_edge = row[640:644].max() - row[636:640].min()
    step_away_from_it = row[660:680].mean() - row[600:620].mean()
    assert step_at_the_edge > 1.15 * step_away_from_it


@pytest.mark.parametrize(
    ("title", "language"),
    [("The Clay Lamp", "en"), ("मिट्टी का दीया", "hi"), ("மண் விளக்கு", "ta"), ("泥灯", "zh-Hans")],
)
def test_the_title_is_bright_on_a_dark_ground(wide, tmp_path, title, language):
    foot = make(wide, title, language, tmp_path / "t.jpg")[560:]
    assert white(foot) > 1500
    ground = foot[(foot.max(axis=2) < 225)]
    assert np.median(ground) < 60


def test_the_lower_part_is_the_title_and_nothing_else_changes(wide, tmp_path):
    one = make(wide, "The Clay Lamp", "en", tmp_path / "1.jpg")
    other = make(wide, "The River Boat", "en", tmp_path / "2.jpg")
    changed = np.abs(one - other).max(axis=2) > 60
    assert changed[560:].any()
    assert not changed[:480].any()


def test_a_long_title_keeps_off_the_picture(wide, tmp_path):
    title = "The Remarkable and Entirely True History of the Clay Lamp That Burned by the River Door for Seven Winters"
    pixels = make(wide, title, "en", tmp_path / "t.jpg")
    assert white(pixels[:, 1240:]) == 0
    assert white(pixels[200:440]) == 0
    assert white(pixels[480:]) > 1500


def test_the_studio_signs_it(wide, tmp_path):
    corner = make(wide, "The Clay Lamp", "en", tmp_path / "t.jpg")[30:85, 36:290]
    blue = (corner[..., 2] > 150) & (corner[..., 0] < 60)
    assert blue.mean() > 0.4
    assert white(corner) > 300


@pytest.mark.parametrize(("width", "height"), [(360, 640), (360, 360)])
def test_a_film_of_another_shape_lies_on_a_blurred_enlargement(width, height, tmp_path):
    film = a_film(tmp_path / "film.mp4", width, height)
    pixels = make(film, "The Clay Lamp", "en", tmp_path / "t.jpg")
    middle, side = pixels[200:300, 600:680].mean(axis=(0, 1)), pixels[200:300, 100:180].mean(axis=(0, 1))
    assert middle == pytest.approx([0xA0, 0x50, 0x80], abs=30)
    assert 0.25 * middle.mean() < side.mean() < 0.8 * middle.mean()


def test_a_film_that_ends_before_has_none(tmp_path):
    with pytest.raises(ThumbnailError, match="has no frame at 5 s"):
        thumbnail.make(a_film(tmp_path / "short.mp4", 320, 180, seconds=4), "Short", "en", tmp_path / "t.jpg")
    assert not (tmp_path / "t.jpg").exists()


def test_a_still_is_the_frame_asked_for_small_and_plain(wide, tmp_path):
    out = tmp_path / "still.jpg"
    thumbnail.still(wide, 5.2, out)
    pixels = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(out.read_bytes())).toarray(
        colorType=skia.kRGBA_8888_ColorType
    )
    assert pixels.shape[:2] == (360, 640)
    assert pixels[..., :3].mean(axis=(0, 1)) == pytest.approx([0xA0, 0x50, 0x80], abs=6)
    with pytest.raises(ThumbnailError):
        thumbnail.still(wide, 9, out)
