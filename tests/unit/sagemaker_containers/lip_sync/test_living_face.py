"""A photo's face that lives: what moves in it, and what stays as it is."""

import cv2
import numpy as np
import pytest

from film_studio.film.models import Face
from sagemaker_containers.lip_sync.wav2lip.face import LivingFace, Motion
from tests.photos import FACE

PLACE = Face(x=138, y=67, size=93)


@pytest.fixture
def photo() -> np.ndarray:
    return cv2.imread(str(FACE))


def part(face: LivingFace, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """A part of what is shown, in heights of the face."""
    rows = slice(*(round(PLACE.y - face.area[1] + y * PLACE.size) for y in (top, bottom)))
    columns = slice(*(round(PLACE.x - face.area[0] + x * PLACE.size) for x in (left, right)))
    return face.raster.pixels[rows, columns, :3].astype(int)


def test_at_rest_it_is_as_painted(photo: np.ndarray) -> None:
    face = LivingFace(photo, PLACE)
    left, top, right, bottom = face.area
    assert np.array_equal(face.raster.pixels[:, :, :3], photo[top:bottom, left:right])
    face.show(Motion(tilt=3))
    face.show(Motion())
    assert np.array_equal(face.raster.pixels[:, :, :3], photo[top:bottom, left:right])


@pytest.mark.parametrize(
    "motion", [Motion(tilt=3), Motion(aside=0.02), Motion(down=0.02), Motion(turn=0.04), Motion(nod=0.03)]
)
def test_a_head_moves_and_its_surroundings_do_not(photo: np.ndarray, motion: Motion) -> None:
    face = LivingFace(photo, PLACE)
    before = face.raster.pixels.astype(int)
    face.show(motion)
    moved = np.abs(face.raster.pixels - before).max(axis=2)
    assert moved[round(0.8 * PLACE.size) : round(1.3 * PLACE.size)].mean() > 2
    for rim in (moved[:2], moved[-2:], moved[:, :2], moved[:, -2:]):
        assert rim.max() <= 1


def test_it_turns_as_a_body_with_depth_does(photo: np.ndarray) -> None:
    """The nose goes further than the ears."""
    columns = np.tile(np.clip(np.arange(400) - 80, 0, 255).astype(np.uint8)[None, :, None], (400, 1, 3))
    face = LivingFace(columns, PLACE)
    before = face.raster.pixels.astype(int)
    face.show(Motion(turn=0.1))
    moved = (before - face.raster.pixels)[round((0.75 + 0.5) * PLACE.size), :, 0]
    nose, ear = round(1.05 * PLACE.size), round(0.55 * PLACE.size)
    assert moved[nose] > moved[ear] + 1 > 0


def test_lids_shut_over_the_eyes_and_nothing_else_changes(photo: np.ndarray) -> None:
    face = LivingFace(photo, PLACE)
    assert face.blinks
    eyes, mouth = part(face, 0.15, 0.3, 0.85, 0.5), part(face, 0.2, 0.6, 0.8, 1.1)
    face.show(Motion(blink=1.0))
    shut = part(face, 0.15, 0.3, 0.85, 0.5)
    assert np.abs(shut - eyes).mean() > 5
    dark = 90
    assert (shut.max(axis=2) < dark).sum() < 0.5 * (eyes.max(axis=2) < dark).sum(), "lids instead of irises"
    assert np.array_equal(part(face, 0.2, 0.6, 0.8, 1.1), mouth)


def test_a_face_whose_eyes_are_not_found_does_not_blink(photo: np.ndarray) -> None:
    plain = np.full_like(photo, 160)
    assert not LivingFace(plain, PLACE).blinks


def test_a_crop_that_comes_back_is_where_it_was(photo: np.ndarray) -> None:
    face = LivingFace(photo, PLACE)
    before = face.raster.pixels.astype(int)
    crop = face.crop(96)
    assert crop.shape == (96, 96, 3)
    face.show(Motion(), crop)
    assert np.abs(face.raster.pixels - before).mean() < 1
    face.show(Motion(), np.full_like(crop, (255, 0, 0)))
    mouth, brow = (0.45, 0.78, 0.55, 0.86), (0.1, 0.1, 0.9, 0.5)
    assert (part(face, *mouth) == (255, 0, 0)).all()
    assert np.array_equal(part(face, *brow), part(LivingFace(photo, PLACE), *brow))
    face.show(Motion(), np.full_like(crop, (255, 0, 0)), 0.5)
    painted = part(LivingFace(photo, PLACE), *mouth)
    assert part(face, *mouth) == pytest.approx((painted + np.array((255, 0, 0))) / 2, abs=1)


def test_a_mouth_moves_with_its_head(photo: np.ndarray) -> None:
    face = LivingFace(photo, PLACE)
    blue = np.full((96, 96, 3), (255, 0, 0), np.uint8)

    def middle(motion: Motion) -> float:
        face.show(motion, blue)
        return float(np.argwhere((face.raster.pixels[:, :, :3] == (255, 0, 0)).all(axis=2))[:, 0].mean())

    moved, head = middle(Motion(down=0.05)) - middle(Motion()), 0.05 * PLACE.size
    assert 0.6 * head < moved < head, "a chin goes less far, nearer to the neck"


def test_a_face_at_the_edge_of_its_layer_is_cut_and_one_beside_it_refused(photo: np.ndarray) -> None:
    edge = LivingFace(photo, Face(x=-20, y=100, size=93), (0, 40))
    assert edge.area[0] == 0 and edge.area[1] == 40
    edge.show(Motion(tilt=2, blink=1), edge.crop(96))
    with pytest.raises(ValueError, match="outside"):
        LivingFace(photo, Face(x=900, y=100, size=93))
