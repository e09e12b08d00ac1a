"""What the camera shows of a picture."""

from typing import Any

import numpy as np
import pytest
import skia

from film_studio.film.models import Light, Placement, ScenePicture, Shot
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.camera import SMOOTH, look, moved, view
from sagemaker_containers.lip_sync.puppet.drawing import Drawing
from sagemaker_containers.lip_sync.puppet.performance import Performance


def a_shot(**changes: Any) -> Shot:
    return Shot.model_validate(
        {"scene": 1, "number": 1, "start_frame": 0, "end_frame": 96, "size": "close", "subject": "mira",
         "move": "still", **changes}
    )  # fmt: skip


def a_picture(x: float, y: float = 1000, height: float = 520, size: tuple[int, int] = (1920, 1080)) -> ScenePicture:
    return ScenePicture(
        width=size[0], height=size[1], layers=[], weather="clear",
        actors=[Placement(character="mira", x=x, y=y, height=height, facing="right")],
        light=Light(tint="#ffffff", tint_strength=0, shadow=0),
    )  # fmt: skip


@pytest.mark.parametrize("size", ["medium", "close"])
@pytest.mark.parametrize("x", [60, 700, 1200, 1900])
def test_the_face_is_in_the_upper_half_and_nothing_beyond_the_picture_is_seen(size: str, x: float) -> None:
    picture = a_picture(x)
    seen = view(a_shot(size=size), picture)
    assert seen.zoom > 1.2
    assert seen.x - 960 / seen.zoom >= -0.01 and seen.x + 960 / seen.zoom <= 1920.01
    assert seen.y - 540 / seen.zoom >= -0.01 and seen.y + 540 / seen.zoom <= 1080.01
    [actor] = look(picture, [], seen)[0].actors
    assert actor.height == pytest.approx(520 * seen.zoom)
    assert 0 < actor.x < 1920
    assert 0 < actor.y - 0.8 * actor.height < 540  # subtitles have the lower half


def test_closer_is_closer() -> None:
    zooms = [view(a_shot(size=size), a_picture(900)).zoom for size in ("wide", "medium", "close")]
    assert zooms == sorted(set(zooms)) and zooms[0] == 1


@pytest.mark.parametrize("size", ["medium", "close"])
@pytest.mark.parametrize("distance", [150, 260, 400])
def test_nobody_who_is_taller_is_beheaded(size: str, distance: float) -> None:
    child, adult = a_picture(800, height=330).actors[0], a_picture(800 + distance, height=600).actors[0]
    picture = a_picture(0).model_copy(
        update={"actors": [child, adult.model_copy(update={"character": "ravi", "facing": "left"})]}
    )
    seen = view(a_shot(size=size), picture)
    _, tall = look(picture, [], seen)[0].actors
    in_view = tall.x - 0.2 * tall.height < 1920
    assert not in_view or tall.y - 1.05 * tall.height >= 0
    assert seen.zoom > 1.15


def test_a_subject_who_is_not_there_leaves_the_camera_on_all() -> None:
    assert view(a_shot(subject="fox"), a_picture(900)).zoom == 1


def test_the_backdrop_is_enlarged_around_the_same_middle(clipper: Any) -> None:
    """What was in the middle of the view is in the middle of the frame, for backdrop and actors alike."""
    picture, layers = clipper.picture("village")
    images = [Raster.decoded(layer) for layer in layers]
    seen = view(a_shot(), picture)
    framed, scaled = look(picture, images, seen)

    def backdrop(shown: ScenePicture, parts: list[Raster]) -> skia.Image:
        surface = skia.Surface(picture.width, picture.height)
        with surface as canvas:
            for layer, image in zip(shown.layers, parts, strict=True):
                canvas.drawImage(image.image, layer.x, layer.y)
        return surface.makeImageSnapshot()

    width, height = picture.width / seen.zoom, picture.height / seen.zoom
    source = skia.Rect.MakeXYWH(seen.x - width / 2, seen.y - height / 2, width, height)
    surface = skia.Surface(picture.width, picture.height)
    with surface as canvas:
        whole = backdrop(picture, images)
        canvas.drawImageRect(whole, source, skia.Rect.MakeWH(picture.width, picture.height), SMOOTH)
    difference = backdrop(framed, scaled).toarray().astype(float) - surface.toarray()
    assert np.abs(difference).mean() < 4


def test_a_push_grows_evenly_and_then_stands() -> None:
    shot, actors = a_shot(size="wide", subject=None, move="push-in"), a_picture(1200).actors
    seen = [moved(shot, frame, actors, 1920, 1080) for frame in range(96)]
    zooms = [each.zoom for each in seen]
    assert zooms == sorted(zooms) and zooms[0] == 1 and zooms[-1] == pytest.approx(1.06)
    assert max(np.diff(zooms)) < 0.0025  # 2 px a frame at the edge
    assert len(set(seen[48:])) == 1


@pytest.mark.parametrize("shot", [{"size": "close", "subject": "mira"}, {"move": "push-in"}], ids=["close", "push-in"])
def test_a_frame_does_not_depend_on_the_ones_before(clipper: Any, shot: dict[str, Any]) -> None:
    """What is drawn by changes alone, the last frames of a shot, is what a shot that begins there shows."""
    request = clipper.request(frames=72, shot=shot)
    picture, layers = clipper.picture()
    images = [Raster.decoded(layer) for layer in layers]
    framed, scaled = look(picture, images, view(request.shot, picture))
    drawings = [Drawing(request, framed, scaled, Performance(request, picture, clipper.speech)) for _ in range(2)]
    for number in range(70):
        late = drawings[0].frame(number).to_ndarray()
    fresh = drawings[1].frame(69).to_ndarray()
    assert np.abs(late.astype(int) - fresh.astype(int)).max() <= 2
