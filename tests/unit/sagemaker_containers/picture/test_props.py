"""How large things are against people, what they rest on, and which are left out."""

from typing import get_args

import numpy as np
import pytest

from film_studio.film.models import Character, Culture, Look, PictureRequest, Scene, Setting, VoiceSpec
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.picture.illustrator.illustrate import illustrate
from sagemaker_containers.picture.illustrator.props import PROPS, extent
from sagemaker_containers.picture.illustrator.stage import Stage

SIZE = (480, 270)


def character(**look: object) -> Character:
    wears = {
        "skin": "#b97b52", "hair": "#231a18", "hair_style": "bun", "garment": "sari", "garment_colour": "#c8433f",
        "trim_colour": "#e9b949",
    }  # fmt: skip
    return Character(
        id="c1", name="Mira", age="adult", gender="female", look=Look.model_validate(wears | look),
        voice=VoiceSpec(age="adult", gender="female", tone="friendly"),
    )  # fmt: skip


def request(
    setting: Setting = "village", *props: str, culture: Culture = "indian", cast: tuple[Character, ...] = ()
) -> PictureRequest:
    return PictureRequest(
        card=None, title="", language="en", characters=list(cast), period="modern", width=SIZE[0], height=SIZE[1],
        seed=7,
        scene=Scene(
            number=1, heading="", setting=setting, time_of_day="day", weather="clear", mood="peaceful", culture=culture,
            characters=[one.id for one in cast], props=list(props), lines=[],
        ),
    )  # fmt: skip


def shown(setting: Setting, *props: str, cast: tuple[Character, ...] = ()) -> bytes | None:
    """The layer of things; None where there are none."""
    drawn = illustrate(request(setting, *props, cast=cast))
    return next((layer.png for layer in drawn.layers if layer.name == "props"), None)


@pytest.mark.parametrize("name", sorted(PROPS))
def test_the_table_knows_how_large_a_thing_is_drawn(name: str) -> None:
    measured = 0.0
    for culture in get_args(Culture):
        raster = Raster(400, 400)
        raster.canvas.translate(200, 300)
        raster.canvas.scale(8, 8)
        PROPS[name].draw(Stage(request(culture=culture), indoors=True), Pen(raster.canvas))
        rows, columns = np.nonzero(raster.pixels[:, :, 3] > 150)
        measured = max(measured, float(np.ptp(rows)) / 8, float(np.ptp(columns)) / 8)
    assert PROPS[name].drawn == pytest.approx(measured, rel=0.06)


@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_thing_is_at_most_one_and_a_half_times_its_size_against_people(name: str) -> None:
    adult, metres = 58.0, PROPS[name].metres
    assert 0.4 < extent(PROPS[name], adult) / (metres / 1.65 * adult) <= 1.5
    assert extent(PROPS[name], adult / 2) == pytest.approx(extent(PROPS[name], adult) / 2)


def test_a_mango_is_smaller_than_half_a_head() -> None:
    head = 0.27 * 58
    assert extent(PROPS["mango"], 58) < 0.5 * head
    assert extent(PROPS["ring"], 58) < extent(PROPS["cup"], 58) < extent(PROPS["pot"], 58) < extent(PROPS["cart"], 58)


def test_small_things_rest_on_what_a_place_has() -> None:
    places: list[Setting] = ["forest", "temple", "ship", "sea-shore", "farm", "bazaar", "home"]
    assert len({shown(place, "book") for place in places}) == len(places)


def height(setting: Setting, prop: str) -> int:
    """Rows of pixels from the thing's top to the bottom of what it rests on."""
    [layer] = [layer for layer in illustrate(request(setting, prop)).layers if layer.name == "props"]
    raster = Raster.decoded(layer.png)
    return int(np.count_nonzero((raster.pixels[:, :, 3] > 200).any(axis=1)))


@pytest.mark.parametrize("prop", ["rose", "bag", "hat"])
def test_what_lies_on_a_table_in_a_room_lies_on_the_ground_out_of_doors(prop: str) -> None:
    assert height("home", prop) > height("village", prop) + 0.1 * SIZE[1]


def test_two_small_things_share_what_they_rest_on() -> None:
    def width(*props: str) -> int:
        [layer] = [layer for layer in illustrate(request("forest", *props)).layers if layer.name == "props"]
        raster = Raster.decoded(layer.png)
        return int(np.count_nonzero((raster.pixels[:, :, 3] > 200).any(axis=0)))

    assert width("cup", "apple") < 1.7 * width("cup")
    assert width("cup", "apple", "book") > 1.7 * width("cup")


@pytest.mark.parametrize(
    ("prop", "worn"),
    [("crown", {"headwear": "crown"}), ("garland", {"ornaments": ("garland",)}), ("hat", {"headwear": "straw-hat"})],
)
def test_what_somebody_wears_does_not_lie_about(prop: str, worn: dict[str, object]) -> None:
    assert shown("garden", prop, cast=(character(),)) is not None
    assert shown("garden", prop, cast=(character(**worn),)) is None


def test_what_a_setting_has_anyway_is_not_put_there_a_second_time() -> None:
    assert shown("palace", "throne") is None
    assert shown("home", "throne") is not None
    assert shown("jungle", "tree") is None


@pytest.mark.parametrize(
    ("setting", "culture"), [("home", "western"), ("tavern", "western"), ("tavern", "indian"), ("kitchen", "indian")]
)
def test_a_fire_burns_in_the_hearth_where_there_is_one(setting: Setting, culture: Culture) -> None:
    cold, burning = (illustrate(request(setting, *props, culture=culture)) for props in ((), ("fire",)))
    assert "props" not in [layer.name for layer in burning.layers], "no second fire beside it"
    assert len(burning.glows) == len(cold.glows)
    if culture == "western":
        assert max(glow.strength for glow in burning.glows) > 1.2 * max(glow.strength for glow in cold.glows)
    assert shown("hospital", "fire") is not None


@pytest.mark.parametrize("name", ["boat", "cart", "tree", "well"])
def test_what_is_too_large_for_a_room_stands_in_none(name: str) -> None:
    assert shown("bazaar", name) is not None
    assert shown("home", name) is None


def test_what_somebody_holds_lies_nowhere() -> None:
    cast = character()
    asked = request("village", "lamp", "drum", cast=(cast,))
    held = asked.model_copy(update={"scene": asked.scene.model_copy(update={"holdings": {"c1": "lamp"}})})
    without = request("village", "drum", cast=(cast,))
    assert [layer.png for layer in illustrate(held).layers] == [layer.png for layer in illustrate(without).layers]
    assert [layer.png for layer in illustrate(held).layers] != [layer.png for layer in illustrate(asked).layers]


def test_no_electric_lamp_stands_on_the_beach_or_is_carried() -> None:
    def western(setting: Setting, prop: str) -> list[bytes]:
        return [layer.png for layer in illustrate(request(setting, prop, culture="western")).layers]

    assert western("sea-shore", "lamp") == western("sea-shore", "lantern")
    assert western("home", "lamp") != western("home", "lantern")
