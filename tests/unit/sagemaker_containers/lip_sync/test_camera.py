"""What the camera shows of a picture."""

from typing import Any

import numpy as np
import pytest
import skia

from film_studio.film.models import Glow, Layer, Light, Placement, ScenePicture, Shot
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.camera import Camera, framed, view
from sagemaker_containers.lip_sync.puppet.drawing import Drawing
from sagemaker_containers.lip_sync.puppet.performance import Performance


def a_shot(**changes: Any) -> Shot:
    return Shot.model_validate(
        {"scene": 1, "number": 1, "start_frame": 0, "end_frame": 96, "size": "close", "subjects": ["mira"],
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
    [actor] = framed(picture, seen).actors
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
    _, tall = framed(picture, seen).actors
    in_view = tall.x - 0.2 * tall.height < 1920
    assert not in_view or tall.y - 1.05 * tall.height >= 0
    assert seen.zoom > 1.15


@pytest.mark.parametrize("apart", [430, 520, 610])
def test_no_head_is_cut_by_the_edge_of_a_near_shot(apart: float) -> None:
    mira = a_picture(960).actors[0]
    beside = mira.model_copy(update={"character": "ravi", "x": 960 + apart, "height": 500})
    picture = a_picture(0).model_copy(update={"actors": [mira, beside]})
    seen = view(a_shot(size="close"), picture)
    left, right = seen.x - 960 / seen.zoom, seen.x + 960 / seen.zoom
    for actor in (mira, beside):
        head = actor.x - 0.17 * actor.height, actor.x + 0.17 * actor.height
        assert (left <= head[0] and head[1] <= right) or head[0] >= right or head[1] <= left
    assert left + 200 < mira.x < right - 200


def test_a_subject_who_is_not_there_leaves_the_camera_on_all() -> None:
    assert view(a_shot(subjects=["fox"]), a_picture(900)).zoom == 1


def test_a_shot_of_two_shows_both() -> None:
    picture = a_picture(700).model_copy(
        update={
            "actors": [
                a_picture(700).actors[0],
                a_picture(1250, height=400).actors[0].model_copy(update={"character": "ravi", "facing": "left"}),
            ]
        }
    )
    seen = view(a_shot(size="two-shot", subjects=["mira", "ravi"]), picture)
    assert 1.15 < seen.zoom < view(a_shot(size="medium"), picture).zoom
    for actor in framed(picture, seen).actors:
        assert 0.25 * actor.height < actor.x < 1920 - 0.25 * actor.height
        assert actor.y - 1.05 * actor.height > 0


def a_grid(width: int, height: int) -> Raster:
    """A backdrop with something to see everywhere."""
    raster = Raster(width, height, opaque=True)
    down, across = np.mgrid[0:height, 0:width]
    raster.pixels[:] = 255
    raster.pixels[:, :, 0] = 128 + 90 * np.sin(across / 9.0)
    raster.pixels[:, :, 1] = 128 + 90 * np.sin(down / 7.0)
    return raster


def drawn(clipper: Any, shot: dict[str, Any], frames: list[int], depth: float = 0.6) -> list[np.ndarray]:
    """Frames of a shot of a grid at `depth`, without actors, as RGB."""
    request = clipper.request(frames=96, shot=shot)
    picture = a_picture(0, size=(480, 270)).model_copy(
        update={"actors": [], "layers": [Layer(image="s3://bucket/grid.png", x=0, y=0, depth=depth)]}
    )
    drawing = Drawing(request, picture, [a_grid(480, 270)], Performance(request, picture, None))
    made = [drawing.frame(number).to_ndarray(format="rgb24").astype(int) for number in range(max(frames) + 1)]
    return [made[number] for number in frames]


MOVES = ["push-in", "pull-out", "pan-left", "pan-right"]


@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_smooth_and_then_the_camera_rests(move: str) -> None:
    camera = Camera(a_shot(size="wide", subjects=[], move=move), a_picture(1200))
    seen = [camera.view(frame) for frame in range(96)]
    corners = np.array([[each.x - 960 / each.zoom, each.x + 960 / each.zoom] for each in seen])
    steps = np.abs(np.diff(corners, axis=0)).max(axis=1)
    assert steps[20:30].min() > 0.3
    assert steps.max() < 6 and np.abs(np.diff(steps)).max() < 0.5  # px a frame
    assert set(seen[60:]) == {camera.rest}
    assert corners.min() >= -0.01 and corners.max() <= 1920.01


@pytest.mark.parametrize("move", MOVES)
def test_what_is_far_moves_less_than_what_is_near(move: str) -> None:
    camera = Camera(a_shot(size="wide", subjects=[], move=move), a_picture(1200))
    start = [camera.view(0, depth) for depth in (0.0, 0.3, 0.6, 1.0)]
    away = [abs(view.x - camera.rest.x) + abs(view.zoom - camera.rest.zoom) * 960 for view in start]
    assert away[0] == 0
    assert away == sorted(away) and away[1] < 0.6 * away[2]


@pytest.mark.parametrize("way, edge", [("pan-left", 1), ("pan-right", -1)])
def test_a_pan_goes_the_way_it_is_called(way: str, edge: int) -> None:
    camera = Camera(a_shot(size="wide", subjects=[], move=way), a_picture(960))
    assert (camera.view(0).x - camera.rest.x) * edge > 100


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("reach", [300, 620, 720])
def test_nobody_who_stands_there_is_cut_by_the_edge_of_a_moving_camera(move: str, reach: float) -> None:
    picture = a_picture(0)
    picture = picture.model_copy(
        update={"actors": [picture.actors[0].model_copy(update={"x": 960 + x}) for x in (-reach, reach)]}
    )
    camera = Camera(a_shot(size="wide", subjects=[], move=move), picture)
    for frame in range(60):
        for actor in framed(picture, camera.view(frame)).actors:
            assert 0.33 * actor.height < actor.x < 1920 - 0.33 * actor.height


def test_a_detail_is_of_what_shines_there() -> None:
    glows = [Glow(x=1300, y=760, radius=160, colour="#ffb347", strength=0.3)]
    picture = a_picture(0).model_copy(update={"actors": [], "glows": glows})
    shot = a_shot(size="detail", subjects=[])
    seen = view(shot, picture)
    assert seen.zoom > 1.5 and (seen.x, seen.y) == (1300, 760)
    assert view(shot, picture.model_copy(update={"glows": []})).zoom > 1.5


@pytest.mark.parametrize("move", ["push-in", "pan-left"])
def test_actors_stand_firm_on_the_ground_while_the_camera_moves(move: str) -> None:
    picture = a_picture(1200)
    camera = Camera(a_shot(size="wide", subjects=[], move=move), picture)
    [actor] = framed(picture, camera.rest).actors
    for frame in (0, 20, 40):
        ground = camera.view(frame)
        spot = ground.rect(skia.Rect.MakeXYWH(1200, 1000, 0, 0), 1920, 1080)
        moved = camera.from_rest(ground).mapPoints([skia.Point(actor.x, actor.y)])[0]
        if move == "pan-left":  # by whole pixels, the ground as well
            spot.offset(round(moved.x() - actor.x) - (camera.rest.x - ground.x) * ground.zoom, 0)
        assert (moved.x(), moved.y()) == pytest.approx((spot.left(), spot.top()), abs=0.01)


def test_near_and_far_layers_are_drawn_where_the_camera_sees_them(clipper: Any) -> None:
    shot = {"size": "wide", "subjects": [], "move": "pan-left"}
    sky, ground = (drawn(clipper, shot, [0, 90], depth) for depth in (0.0, 0.6))
    assert np.abs(sky[0] - sky[1]).mean() < 1
    assert np.abs(ground[0] - ground[1]).mean() > 20
    assert np.abs(sky[1] - ground[1]).max() <= 2, "where the camera rests, all is where the picture has it"


@pytest.mark.parametrize(
    "shot",
    [{"size": "close", "subjects": ["mira"]}, {"move": "push-in"}, {"move": "pan-left"}],
    ids=["close", "push-in", "pan"],
)
def test_a_frame_does_not_depend_on_the_ones_before(clipper: Any, shot: dict[str, Any]) -> None:
    """What is drawn by changes alone, the last frames of a shot, is what a shot that begins there shows."""
    request = clipper.request(frames=72, shot=shot)
    picture, layers = clipper.picture()
    images = [Raster.decoded(layer) for layer in layers]
    drawings = [Drawing(request, picture, images, Performance(request, picture, clipper.speech)) for _ in range(2)]
    for number in range(70):
        late = drawings[0].frame(number).to_ndarray()
    fresh = drawings[1].frame(69).to_ndarray()
    assert np.abs(late.astype(int) - fresh.astype(int)).max() <= 2
