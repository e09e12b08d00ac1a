"""What somebody holds is in the hand, and goes where the hand goes."""

from typing import Any

import numpy as np
import pytest
import skia

from film_studio.film.holding import HANDY
from film_studio.film.models import FPS, Light, Placement
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.drawing.taste import Made
from sagemaker_containers.lip_sync.puppet.figure import Figure, reach
from sagemaker_containers.lip_sync.puppet.held import THINGS, Held, held
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth
from sagemaker_containers.picture.illustrator.props import PROPS


def test_all_that_a_hand_can_hold_is_drawn() -> None:
    assert set(THINGS) >= HANDY
    assert set(PROPS) >= set(THINGS)


@pytest.mark.parametrize("age", ["child", "adult"])
@pytest.mark.parametrize("word", sorted(HANDY))
def test_a_thing_lies_around_the_hand(word: str, age: Any) -> None:
    raster = Raster(600, 600)
    raster.canvas.translate(300, 300)
    raster.canvas.scale(2, 2)
    Held(word, Made("western", "modern"), age).draw(Pen(raster.canvas), (-14, 0), (0, 0))
    rows, columns = np.nonzero(raster.pixels[:, :, 3] > 150)
    left, top, right, bottom = (v / 2 - 150 for v in (columns.min(), rows.min(), columns.max(), rows.max()))
    assert left - 4 < 0 < right + 4 and top - 4 < 2 < bottom + 4
    assert 4 < max(right - left, bottom - top) <= 105, "smaller than its owner"


def test_the_thing_follows_the_hand(clipper: Any) -> None:
    picture, _ = clipper.picture()
    request = clipper.request(frames=4 * FPS).model_copy(update={"held": {"mira": "lamp", "fox": "lamp"}})
    acted = Performance(request, picture, clipper.speech)
    empty = Performance(clipper.request(frames=4 * FPS), picture, clipper.speech)
    arms = [acted.pose("mira", frame).near_arm for frame in range(4 * FPS)]
    assert all(arm.hand == "fist" and arm.fore > 90 for arm in arms)
    assert max(arm.upper for arm in arms) > min(arm.upper for arm in arms) + 5, "it is lifted with the words"
    assert acted.pose("fox", 30) == empty.pose("fox", 30), "paws hold nothing"


@pytest.mark.parametrize("age", ["child", "adult"])
@pytest.mark.parametrize("word", sorted(HANDY))
def test_things_and_their_light_are_drawn_whole(clipper: Any, word: str, age: Any) -> None:
    place = Placement(character="mira", x=300, y=560, height=400, facing="right")
    light = Light(tint="#ffffff", tint_strength=0, shadow=0)
    in_hand = Held(word, Made("indian", "historical"), age)
    owner = clipper.cast[0].model_copy(update={"age": age})
    figure = Figure(owner, place, light, (0, 0, 600, 600), held=in_hand)
    figure.act(Pose(near_arm=in_hand.way.arm), Mouth())
    raster = Raster(600, 600)
    figure.draw(skia.Canvas(raster.pixels))
    _, top, right, _ = reach(place, holds=True)
    assert raster.pixels[max(top, 0), :, 3].max() <= 8 and raster.pixels[:, min(right, 600) - 1, 3].max() <= 8
    assert raster.pixels[:, 360:, 3].any(), "on the side to which its owner looks"


@pytest.mark.parametrize(
    "period, word, carried",
    [
        ("modern", "lamp", "lantern"),
        ("historical", "lamp", "lamp"),
        ("modern", "phone", "phone"),
        ("historical", "phone", None),
    ],
)
def test_what_is_carried_is_of_its_time(clipper: Any, period: Any, word: str, carried: str | None) -> None:
    changes = {"held": {"mira": word}, "culture": "western", "period": period}
    in_hand = held(clipper.request().model_copy(update=changes), "mira")
    assert (in_hand.word if in_hand else None) == carried
