"""People and animals as drawn: inside their place, unlike one another, the same each time, at a bounded cost."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any, get_args

import cv2
import numpy as np
import pytest
import skia

from film_studio.film.models import (
    Age,
    Character,
    FacialHair,
    Garment,
    Gender,
    HairStyle,
    Headwear,
    Light,
    Look,
    Placement,
    Species,
    VoiceSpec,
    Weather,
)
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.animals.families import animal
from sagemaker_containers.lip_sync.puppet.animals.frames import FRAMES
from sagemaker_containers.lip_sync.puppet.clothes.outerwear import headwear
from sagemaker_containers.lip_sync.puppet.figure import Figure, reach
from sagemaker_containers.lip_sync.puppet.person import Person
from sagemaker_containers.lip_sync.puppet.pose import Arm, Foot, Pose
from sagemaker_containers.lip_sync.puppet.visemes import REST, SHAPES, Mouth
from sagemaker_containers.serving import manifest

SIZE = 200
"""Height of a puppet here (px)."""

WIDE, TALL = 2 * SIZE, 2 * SIZE
PLACE = Placement(character="c", x=SIZE, y=1.6 * SIZE, height=SIZE, facing="right")
POSES = (
    Pose(),
    Pose(near_arm=Arm(150, 170, "open"), far_arm=Arm(150, 170, "open"), lean=4, tilt=6, breath=1, tail=1),
    Pose(
        near_arm=Arm(95, 95, "point"), far_arm=Arm(95, 95, "fist"), tail=-1, near_foot=Foot(11), far_foot=Foot(-11, 3)
    ),
)
MOST_OPERATIONS = 330
"""Drawing operations in one pose. A pose of 200 takes about 2 ms at 600 px on one core."""


def look(**changes: Any) -> Look:
    return Look(**{"skin": "#b97b52", "hair": "#231a18", "hair_style": "short", "garment": "kurta",
                   "garment_colour": "#c8433f", "trim_colour": "#e9b949", **changes})  # fmt: skip


def _skin(pixels: np.ndarray) -> int:
    """How many of the pixels below the neck are skin, which is violet."""
    return _violet(pixels[int(PLACE.y - 0.7 * SIZE) :])


def _face(pixels: np.ndarray) -> int:
    """How many of the pixels above the neck are skin."""
    return _violet(pixels[: int(PLACE.y - 0.75 * SIZE)])


def _violet(pixels: np.ndarray) -> int:
    blue, green, red = (pixels[:, :, k] for k in range(3))
    return int(((blue > 90) & (red > 90) & (green < 0.45 * blue)).sum())


def person(age: Age = "adult", **changes: Any) -> Person:
    return Person(look(**changes), age, "male")


def beast(species: Species) -> Animal:
    return animal(species, look(), "adult")


def drawn(puppet: Person | Animal, pose: Pose = POSES[0], mouth: Mouth = REST) -> np.ndarray:
    """Its pixels (BGRA)."""
    raster = Raster(WIDE, TALL)
    with Pen(raster.canvas).moved(PLACE.x, PLACE.y, SIZE / 100) as pen:
        puppet.draw(pen, pose, mouth)
    return raster.pixels.astype(int)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """How many of the pixels that either covers differ clearly, as a share."""
    covered = (one[:, :, 3] > 0) | (other[:, :, 3] > 0)
    return float((np.abs(one - other).max(axis=2)[covered] > 24).mean())


def everybody() -> Iterable[Person | Animal]:
    """One of every kind in every respect."""
    for age in get_args(Age):
        yield from (person(age, headwear=worn) for worn in get_args(Headwear))
    yield from (person(garment=garment, build="broad") for garment in get_args(Garment))
    yield from (person(hair_style=style) for style in get_args(HairStyle))
    yield from (person("child", hair_style=style) for style in get_args(HairStyle))
    for weather in ("snow", "rain"):
        yield from (Person(look(garment=garment), "adult", "male", weather) for garment in get_args(Garment))
    yield from (beast(species) for species in get_args(Species))


def test_nobody_reaches_beyond_their_place() -> None:
    left, top, right, bottom = reach(PLACE)
    for puppet in everybody():
        for pose in POSES:
            pixels = drawn(puppet, pose, SHAPES["open"])
            rows, columns = np.nonzero(pixels[:, :, 3])
            assert left <= columns.min() and columns.max() < right, (puppet, pose)
            assert top <= rows.min() and rows.max() < bottom, (puppet, pose)


@pytest.mark.parametrize(
    ("respect", "values"),
    [("garment", get_args(Garment)), ("hair_style", get_args(HairStyle)), ("headwear", get_args(Headwear)),
     ("facial_hair", get_args(FacialHair)), ("build", ("slim", "average", "broad")),
     ("head", ("oval", "round", "square", "heart")), ("nose", ("small", "straight", "broad", "hooked")),
     ("brows", ("fine", "straight", "bushy")),
     ("ornaments", ((), ("bindi",), ("earrings",), ("necklace",), ("bangles",))), ("glasses", (False, True))],
)  # fmt: skip
def test_looks_differ_in_every_respect(respect: str, values: tuple[Any, ...]) -> None:
    pictures = [drawn(person(**{respect: value})) for value in values]
    least = 0.03 if respect in ("garment", "headwear") else 0.0005
    for (one, a), (other, b) in combinations(zip(values, pictures, strict=True), 2):
        assert difference(a, b) > least, (one, other)


def test_the_manifest_names_every_animal_that_is_drawn() -> None:
    assert manifest.read("lip_sync").capabilities["species"] == list(get_args(Species))


def test_species_differ_in_outline_as_in_colour() -> None:
    pictures = {species: drawn(beast(species)) for species in get_args(Species)}
    assert len(pictures) >= 24
    for (one, a), (other, b) in combinations(pictures.items(), 2):
        assert difference(a, b) > 0.25, (one, other)
        outline = (a[:, :, 3] > 128) ^ (b[:, :, 3] > 128)
        assert outline.sum() / (a[:, :, 3] > 128).sum() > 0.04, (one, other)


def test_ages_differ_by_proportion_not_by_size() -> None:
    heads = {age: (100 - person(age).neck) / 100 for age in get_args(Age)}
    assert heads["child"] > 1.35 * heads["adult"]
    assert heads["child"] > heads["teen"] > heads["adult"]
    for one, other in combinations(get_args(Age), 2):
        assert difference(drawn(person(one)), drawn(person(other))) > 0.12, (one, other)


def test_a_childs_head_is_no_balloon_over_its_body() -> None:
    def breadth(age: Age, high: float) -> float:
        row = int(PLACE.y - high * SIZE / 100)
        return float((drawn(person(age, hair_style="bald"))[row, :, 3] > 128).sum())

    ratios = {age: breadth(age, person(age).neck + 12) / breadth(age, person(age).neck - 12) for age in get_args(Age)}
    assert ratios["adult"] < ratios["teen"] < ratios["child"] < 1.5


def test_men_have_a_beards_shade_where_they_shave() -> None:
    def jaw(gender: Gender, age: Age) -> float:
        raster = Raster(WIDE, TALL)
        with Pen(raster.canvas).moved(PLACE.x, PLACE.y, SIZE / 100) as pen:
            Person(look(skin="#f0c8a8"), age, gender).draw(pen, Pose(turn=0), REST)
        y = int(PLACE.y - (Person(look(), age, gender).neck + 1.6) * SIZE / 100)
        return float(raster.pixels[y : y + 2, int(PLACE.x) - 6 : int(PLACE.x) + 6, :3].mean())

    assert jaw("male", "adult") < 0.95 * jaw("female", "adult")
    assert jaw("male", "teen") > 0.97 * jaw("female", "teen")


@pytest.mark.parametrize("species", [None, *get_args(Species)])
def test_a_puppet_is_of_one_piece_however_it_moves(species: Species | None) -> None:
    puppet = beast(species) if species else person()
    for pose in (*POSES, Pose(near_arm=Arm(26, 158, "open"), far_arm=Arm(22, 150, "open"), near_foot=Foot(9))):
        solid = (drawn(puppet, pose)[:, :, 3] > 128).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
        areas = sorted(stats[1:, cv2.CC_STAT_AREA])
        assert sum(areas[:-1]) < (0.01 if species != "fish" else 0.03) * areas[-1], "but for drops of water"


@pytest.mark.parametrize("species", list(FRAMES))
def test_beasts_stand_on_three_legs_at_least(species: Species) -> None:
    both = Pose(near_arm=Arm(26, 158, "open"), far_arm=Arm(22, 150, "open"))
    sole = int(PLACE.y - 0.8 * SIZE / 100)
    x = int(PLACE.x + FRAMES[species].head * SIZE / 100)
    fore = [drawn(beast(species), pose)[sole, x - 14 : x + 26, 3] > 128 for pose in (Pose(), both)]
    assert (fore[1].any() and fore[1].sum() < 0.9 * fore[0].sum()) or FRAMES[species].column


def test_an_eye_shows_white_only_around_its_iris() -> None:
    for blink in np.linspace(0, 1, 21):
        for lids in (0.0, 0.4, 0.8):
            raster = Raster(120, 120)
            with Pen(raster.canvas).moved(60, 60, 10) as pen:
                face.eye(pen, 0, 0, 4.0, 1, Pose(blink=float(blink), lids=lids), "#00ff00", "#c08060")
            blue, green, red = (raster.pixels[:, :, k].astype(int) for k in range(3))
            white = ((blue > 200) & (red > 200) & (green > 200)).sum()
            iris = ((green > red + 60) & (green > blue + 60)).sum()
            assert not white or iris > 0.1 * white, (blink, lids)


def test_the_old_stoop() -> None:
    def crown(age: Age) -> float:
        pixels = drawn(person(age))
        head = pixels[int(PLACE.y - 0.98 * SIZE) : int(PLACE.y - 0.8 * SIZE), :, 3] > 128
        return float(np.nonzero(head)[1].mean())

    assert crown("senior") > crown("adult") + 1


@pytest.mark.parametrize("species", get_args(Species))
def test_every_animals_mouth_opens_by_the_viseme(species: Species) -> None:
    puppet = beast(species)
    shut, half, wide = (drawn(puppet, mouth=mouth) for mouth in (REST, SHAPES["mid"], SHAPES["open"]))
    changed = [int((np.abs(picture - shut).max(axis=2) > 24).sum()) for picture in (half, wide)]
    assert 20 < changed[0] < changed[1]


@pytest.mark.parametrize("garment", [garment for garment in get_args(Garment) if garment != "spacesuit"])
def test_nobody_has_bare_arms_or_legs_in_the_snow(garment: Garment) -> None:
    worn = look(garment=garment, skin="#d018d0", garment_colour="#3f8a4f", trim_colour="#e9b949")
    for gender in ("female", "male"):
        bare, warm = (_skin(drawn(Person(worn, "adult", gender, weather))) for weather in ("clear", "snow"))
        assert bare > 50, "hands at least"
        assert warm < 0.1 * bare


@pytest.mark.parametrize("weather", ["clear", "rain", "snow"])
def test_a_spacesuit_is_shut_in_any_weather_and_a_face_is_seen_in_its_helmet(weather: Weather) -> None:
    worn = look(garment="spacesuit", headwear="space-helmet", hair_style="pigtails", skin="#d018d0")
    astronaut, without = (
        drawn(Person(worn.model_copy(update={"headwear": headwear}), "adult", "female", weather))
        for headwear in ("space-helmet", "none")
    )
    assert _skin(astronaut) == 0
    assert _face(astronaut) > 0.6 * _face(without)


def test_clothes_for_the_weather_leave_the_person_the_same_person() -> None:
    worn = look(garment="shirt", headwear="straw-hat", garment_colour="#2f6fb8")
    fair, cold, wet = (drawn(Person(worn, "senior", "male", weather)) for weather in ("clear", "snow", "rain"))
    assert difference(fair, cold) > 0.15 and difference(fair, wet) > 0.08
    body = slice(int(PLACE.y - 0.66 * SIZE), int(PLACE.y - 0.45 * SIZE))
    for picture in (cold, wet):
        shown = picture[body, int(PLACE.x) - 12 : int(PLACE.x) - 4]
        assert (shown[:, :, 0] > 1.5 * shown[:, :, 2]).mean() > 0.6, "in blue still"
    assert headwear(worn, "snow", "male", "senior") == "woollen-cap"
    assert headwear(worn, "rain", "male", "senior") == "straw-hat"
    crowned = look(headwear="crown")
    assert [headwear(crowned, weather, "male", "adult") for weather in ("snow", "rain", "storm")] == ["crown"] * 3


@pytest.mark.parametrize("garment", get_args(Garment))
def test_no_hood_hides_in_the_rain_that_somebody_is_a_man(garment: Garment) -> None:
    assert headwear(look(garment=garment), "rain", "male", "adult") in ("turban", "hat")
    assert headwear(look(garment=garment), "rain", "female", "adult") in ("hood", "veil")


def test_a_picture_without_falling_snow_dresses_nobody_for_it() -> None:
    character = Character(
        id="c", name="C", age="adult", gender="male", look=look(garment="dhoti"),
        voice=VoiceSpec(age="adult", gender="male", tone="friendly"),
    )  # fmt: skip
    pictures = []
    for weather in ("clear", "mist", "snow"):
        figure = Figure(
            character, PLACE, Light(tint="#ffffff", tint_strength=0, shadow=0.3), (0, 0, WIDE, TALL), weather=weather
        )
        figure.act(POSES[0], REST)
        raster = Raster(WIDE, TALL)
        figure.draw(raster.canvas)
        pictures.append(raster.pixels.astype(int))
    assert (pictures[0] == pictures[1]).all()
    assert difference(pictures[0], pictures[2]) > 0.15


def test_the_same_look_is_drawn_the_same_whatever_was_drawn_before() -> None:
    for puppet, again in zip(everybody(), everybody(), strict=True):
        drawn(puppet, POSES[1], SHAPES["round"])
        assert (drawn(puppet) == drawn(again)).all()


def test_what_one_pose_costs_is_bounded() -> None:
    for puppet in everybody():
        drawn(puppet)
        recorder = skia.PictureRecorder()
        puppet.draw(Pen(recorder.beginRecording(skia.Rect.MakeWH(WIDE, TALL))), POSES[1], SHAPES["open"])
        assert recorder.finishRecordingAsPicture().approximateOpCount() <= MOST_OPERATIONS, puppet
