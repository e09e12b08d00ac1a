"""Light on people has a side: it is brighter there, darker opposite, and shadows fall away from it."""

import numpy as np
import pytest

from film_studio.film.models import Character, Light, Look, Placement, VoiceSpec
from sagemaker_containers.drawing.colour import channels, multiply
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.figure import Figure, on_skin
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import REST

SIZE, X, Y = 480, 240, 440
LIGHT = Light(tint="#ffffff", tint_strength=0.0, shadow=0.5, fall=1.0, rim="#ffffff", rim_strength=0.8)
CHARACTER = Character(
    id="c", name="C", age="adult", gender="male", voice=VoiceSpec(age="adult", gender="male", tone="friendly"),
    look=Look(skin="#b97b52", hair="#231a18", hair_style="bald", garment="kurta", garment_colour="#8a3f5a",
              trim_colour="#8a3f5a"),
)  # fmt: skip


def picture(key: float, facing: str = "right", light: Light = LIGHT) -> np.ndarray:
    """Somebody who looks straight ahead, as premultiplied BGRA."""
    place = Placement.model_validate({"character": "c", "x": X, "y": Y, "height": 400, "facing": facing, "key": key})
    figure = Figure(CHARACTER, place, light, (0, 0, SIZE, SIZE))
    figure.act(Pose(turn=0), REST)
    raster = Raster(SIZE, SIZE)
    figure.draw(raster.canvas)
    return raster.pixels.astype(int)


def sides(shown: np.ndarray, rows: slice, half: int) -> tuple[float, float]:
    """How bright the left and the right half are, `half` px wide each."""
    lightness = shown[rows, :, :3].mean(axis=2)
    return float(lightness[:, X - half : X].mean()), float(lightness[:, X : X + half].mean())


HEAD, BODY = slice(Y - 330, Y - 300), slice(Y - 250, Y - 200)


@pytest.mark.parametrize("facing", ["left", "right"])
@pytest.mark.parametrize(("rows", "half"), [(HEAD, 40), (BODY, 30)])
def test_the_side_that_light_falls_on_is_brighter_wherever_one_looks(facing: str, rows: slice, half: int) -> None:
    from_left, from_right = sides(picture(-1, facing), rows, half), sides(picture(1, facing), rows, half)
    assert from_left[0] > from_left[1] and from_right[1] > from_right[0]
    assert from_left[0] > 1.02 * from_right[0] and from_right[1] > 1.02 * from_left[1]


def test_light_from_the_front_leaves_no_rim() -> None:
    dull = LIGHT.model_copy(update={"rim_strength": 0.0})
    assert (picture(0) == picture(0, light=dull)).all()
    assert (picture(1) != picture(1, light=dull)).any()


def test_the_shadow_on_the_ground_falls_away_from_the_light() -> None:
    ground = slice(Y + 2, Y + 12)

    def middle(key: float) -> float:
        shade = picture(key)[ground, :, 3].sum(axis=0)
        return float((shade * np.arange(SIZE)).sum() / shade.sum()) - X

    assert middle(1) < -20 and middle(-1) > 20
    assert abs(middle(0)) < 8


def test_skin_and_white_hair_keep_their_colour_under_the_blue_of_a_night() -> None:
    for tint in ("#7f9ee8", "#94afe2"):
        skin, beard = (channels(multiply(colour, on_skin(tint), 0.7)) for colour in ("#d9a97e", "#f0eeea"))
        assert skin[0] > 1.25 * skin[2], "red over blue"
        assert max(beard) - min(beard) < 0.1, "hardly blue"
    assert on_skin("#ffcfa4") == "#ffcfa4", "warm light is as it was"
