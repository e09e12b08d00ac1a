"""What diffusion models are told of a scene: the words, as many as fit, and where the figures stand."""

from pathlib import Path

import numpy as np
import pytest

from film_studio.film.analysis import analyse
from film_studio.film.models import FilmOptions, FilmPlan, FilmRequest, FrameShape, Placement
from film_studio.film.requests import picture_request
from sagemaker_containers.picture.diffusion import poses, prompts
from sagemaker_containers.picture.diffusion.painting import Recipe, Subject
from sagemaker_containers.picture.diffusion.prompts import STYLES

LAMP = (Path(__file__).parents[4] / "examples" / "scripts" / "the_clay_lamp.txt").read_text()
STYLE = STYLES["storybook"]


@pytest.fixture(scope="module")
def plan() -> FilmPlan:
    title, _, script = LAMP.partition("\n\n")
    return analyse(FilmRequest(title=title, script=script, options=FilmOptions()))


def subject(plan: FilmPlan, scene: int, shape: FrameShape = "16:9") -> Subject:
    return Subject.of(picture_request(plan, FilmOptions(frame=shape), scene), STYLE)


def test_a_prompt_tells_style_people_place_period_and_hour(plan: FilmPlan) -> None:
    positive, negative = subject(plan, 1).prompt.fitted(lambda _: True)
    for phrase in ("storybook illustration", "old woman in", "girl in", "village", "India", "dusk"):
        assert phrase in positive
    assert "cars" in negative and "european architecture" in negative


def test_the_culture_changes_the_place_and_the_period_what_must_not_be_seen(plan: FilmPlan) -> None:
    request = picture_request(plan, FilmOptions(), 1)
    western = request.model_copy(
        update={"scene": request.scene.model_copy(update={"culture": "western"}), "period": "modern"}
    )
    positive, negative = Subject.of(western, STYLE).prompt.fitted(lambda _: True)
    assert "timbered cottages" in positive and "banyan" not in positive
    assert "cars" not in negative and "european" not in negative


def test_where_tokens_are_few_the_least_telling_phrases_go(plan: FilmPlan) -> None:
    whole, _ = subject(plan, 1).prompt.fitted(lambda _: True)
    short, _ = subject(plan, 1).prompt.fitted(lambda text: len(text) <= 120)
    assert len(short) <= 120 and whole.startswith(short)


def test_nobody_is_painted_on_a_card(plan: FilmPlan) -> None:
    card = subject(plan, 0)
    positive, negative = card.prompt.fitted(lambda _: True)
    assert "without people" in positive and negative.startswith("people")
    assert not card.figures


@pytest.mark.parametrize(("value", "name"), [("#c9302c", "red"), ("#f4f4f0", "white"), ("#1d2b58", "navy")])
def test_colours_have_plain_names(value: str, name: str) -> None:
    assert prompts.colour(value) == name


@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1"])
def test_people_come_nearer_and_stay_in_the_frame(plan: FilmPlan, shape: FrameShape) -> None:
    painted = subject(plan, 1, shape)
    request = painted.request
    assert painted.figures
    for figure in painted.figures:
        face = figure.painted.face
        assert face is not None
        assert face.x >= 0 and face.x + face.size <= request.width and face.y >= 0
        nose = figure.points[0]
        assert face.x < nose[0] < face.x + face.size and face.y < nose[1] < face.y + face.size
        assert face.size > 0.05 * min(request.width, request.height)


def test_a_skeleton_is_drawn_where_its_points_are_and_animals_have_none(plan: FilmPlan) -> None:
    meera = next(character for character in plan.characters if character.name == "Meera")
    standing = Placement(character=meera.id, x=100, y=290, height=270, facing="left")
    person = poses.figure(meera, standing)
    image = poses.skeletons([person], (200, 300), (1, 1))
    x, y = person.points[1]
    assert image[round(y), round(x)].any() and not image[:10].any()
    fox = poses.figure(meera.model_copy(update={"species": "fox"}), standing)
    assert fox.painted.face is None
    assert not np.any(poses.skeletons([fox], (200, 300), (1, 1)))


def test_the_size_has_the_models_area_and_the_frames_shape(plan: FilmPlan) -> None:
    for shape, aspect in (("16:9", 16 / 9), ("9:16", 9 / 16), ("1:1", 1.0)):
        width, height = subject(plan, 1, shape).size(1024, 64)
        assert width % 64 == height % 64 == 0
        assert abs(width / height / aspect - 1) < 0.05
        assert abs(width * height / 1024**2 - 1) < 0.05


def test_a_recipe_says_which_styles_there_are() -> None:
    with pytest.raises(ValueError, match="storybook, watercolour"):
        Recipe(style="cubist")
