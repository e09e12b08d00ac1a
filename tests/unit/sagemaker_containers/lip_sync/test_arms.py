"""Arms and hands: what a limb covers, and on which side the thumb is."""

import numpy as np
import pytest
import skia

from film_studio.film.models import Look
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet import arms, limbs
from sagemaker_containers.lip_sync.puppet.clothes.garments import GARMENTS
from sagemaker_containers.lip_sync.puppet.clothes.wearer import Wearer
from sagemaker_containers.lip_sync.puppet.gestures import GESTURES
from sagemaker_containers.lip_sync.puppet.pose import Arm, HandShape

LOOK = Look(skin="#b97b52", hair="#231a18", hair_style="short", garment="shirt", garment_colour="#3060c0",
            trim_colour="#ffffff")  # fmt: skip
SCALE = 8


def drawn(side: int, arm: Arm) -> np.ndarray:
    """Where an arm covers anything, in eighths of a unit, around (0, −50)."""
    raster = Raster(110 * SCALE, 110 * SCALE)
    raster.canvas.scale(SCALE, SCALE)
    raster.canvas.translate(55, 105)
    arms.draw(Pen(raster.canvas), side, arm, LOOK, Wearer(LOOK, "male", 1.0), GARMENTS["shirt"])
    covered: np.ndarray = raster.pixels[..., 3] > 128
    return covered


def test_a_limb_tapers_and_has_no_gap_at_its_joints() -> None:
    for bend in ((20.0, 0.0), (10.0, 9.0), (10.0, -9.0), (2.0, 1.0)):
        path = limbs.limb([((0.0, 0.0), 3.0), ((10.0, 0.0), 2.0), (bend, 1.0)])
        assert all(path.contains(x / 2, 0) for x in range(20))
        assert path.contains(0, 2.9) and not path.contains(5, 2.9)
        assert path.contains(*bend)


@pytest.mark.parametrize("shape", ["relaxed", "open"])
@pytest.mark.parametrize("side", [-1, 1])
def test_thumbs_are_toward_the_body_where_arms_hang_or_are_raised(shape: HandShape, side: int) -> None:
    hanging, raised = (Arm(0, 0, shape), 0.0, (-34.5, -32.0)), (Arm(90, 180, shape), 15.5, (-84.5, -82.0))
    for arm, away, (top, bottom) in (hanging, raised):
        palm = drawn(side, arm)[round((105 + top) * SCALE) : round((105 + bottom) * SCALE)]
        columns = np.flatnonzero(palm.any(axis=0)) / SCALE - 55 - side * (9.3 + away)
        inner, outer = -side * columns, side * columns
        assert inner.max() > outer.max() + 0.4, "units"


def test_every_hand_has_a_shape_of_its_own() -> None:
    shapes: list[HandShape] = ["relaxed", "open", "fist", "point", "pray", "clasp"]
    seen = [drawn(1, Arm(40, 120, shape)) for shape in shapes]
    for k, one in enumerate(seen):
        for other in seen[k + 1 :]:
            assert (one ^ other).sum() > 2 * SCALE * SCALE, "square units"


@pytest.mark.parametrize("width", [0.78, 1.0, 1.3])
@pytest.mark.parametrize("name", ["hearts", "clasp", "namaste"])
def test_hands_that_meet_lie_in_one_another_however_broad_the_shoulders(name: str, width: float) -> None:
    gesture = GESTURES[name]
    (_, far_elbow, far), (_, elbow, near) = (arms.joints(width, -1, gesture.far), arms.joints(width, 1, gesture.near))
    assert near == pytest.approx((-far[0], far[1])), "at the same height, neither crossing the middle"
    assert 0.8 < near[0] < 4.2
    assert elbow[0] > near[0] and far_elbow[0] < far[0], "elbows outward"


def test_folded_hands_cover_one_another() -> None:
    folded = GESTURES["hearts"]
    near, far = drawn(1, folded.near), drawn(-1, folded.far)
    hand = slice(round((105 - 64) * SCALE), round((105 - 52) * SCALE)), slice(52 * SCALE, 58 * SCALE)
    assert (near[hand] & far[hand]).sum() > 0.7 * (near[hand] | far[hand]).sum()


def test_an_arm_is_cheap_to_record() -> None:
    recorder = skia.PictureRecorder()
    pen = Pen(recorder.beginRecording(skia.Rect.MakeLTRB(-100, -100, 100, 100)))
    arms.draw(pen, 1, Arm(), LOOK, Wearer(LOOK, "male", 1.0), GARMENTS["shirt"])
    assert recorder.finishRecordingAsPicture().approximateOpCount() < 24
