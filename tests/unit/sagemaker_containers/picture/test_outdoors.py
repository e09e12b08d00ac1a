"""Places under the open sky: told apart by all that a scene says of them, readable at night, whole in depth."""

import io
from collections.abc import Sequence
from functools import cache
from itertools import combinations, product
from typing import get_args

import av
import numpy as np
import pytest

from film_studio.film.models import Culture, Line, Mood, Period, PictureRequest, Scene, Setting, TimeOfDay, Weather
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, decorations, feeling, palaces, vehicles, wildlife
from sagemaker_containers.picture.illustrator.illustrate import Illustration, PaintedLayer, illustrate
from sagemaker_containers.picture.illustrator.settings import INDOORS
from sagemaker_containers.picture.illustrator.stage import Stage
from sagemaker_containers.picture.illustrator.staging import ADULT_HEIGHT

SIZE = (256, 144)
OUTDOORS: list[Setting] = [setting for setting in get_args(Setting) if setting not in INDOORS]
UNDER_A_SKY = [setting for setting in OUTDOORS if setting != "space"]


@cache
def drawn(
    setting: Setting,
    culture: Culture = "indian",
    period: Period = "historical",
    time: TimeOfDay = "day",
    weather: Weather = "clear",
    mood: Mood = "peaceful",
    size: tuple[int, int] = SIZE,
) -> Illustration:
    lines: list[Line] = []
    scene = Scene(
        number=1, heading="", setting=setting, time_of_day=time, weather=weather, mood=mood, culture=culture,
        characters=[], props=[], lines=lines,
    )  # fmt: skip
    width, height = size
    return illustrate(
        PictureRequest(
            card=None,
            title="",
            language="en",
            scene=scene,
            characters=[],
            period=period,
            width=width,
            height=height,
            seed=7,
        )
    )


def rgba(layer: PaintedLayer) -> np.ndarray:
    with av.open(io.BytesIO(layer.png), "r") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgba").astype(float)


def picture(found: Illustration, size: tuple[int, int] = SIZE) -> np.ndarray:
    """The layers over each other: RGB from 0 to 255."""
    whole = np.zeros((size[1], size[0], 3))
    for layer in found.layers:
        pixels = rgba(layer)
        under = whole[layer.y : layer.y + pixels.shape[0], layer.x : layer.x + pixels.shape[1]]
        share = pixels[:, :, 3:] / 255
        under[:] = under * (1 - share) + pixels[:, :, :3] * share
    return whole


def luminance(pixels: np.ndarray) -> float:
    """Mean of BT.709 luma."""
    return float((pixels @ [0.2126, 0.7152, 0.0722]).mean())


def opacity(layers: Sequence[PaintedLayer]) -> np.ndarray:
    """How much these layers hide together, 0 to 1."""
    clear = np.ones((SIZE[1], SIZE[0]))
    for layer in layers:
        alpha = rgba(layer)[:, :, 3] / 255
        clear[layer.y : layer.y + alpha.shape[0], layer.x : layer.x + alpha.shape[1]] *= 1 - alpha
    return 1 - clear


def apart(one: Illustration, other: Illustration) -> float:
    """Mean difference of two pictures, in steps of 255."""
    return float(np.abs(picture(one) - picture(other)).mean())


@pytest.mark.parametrize("setting", OUTDOORS)
def test_cultures_build_and_plant_differently(setting: Setting) -> None:
    looks = [picture(drawn(setting, culture)) for culture in get_args(Culture)]
    for one, other in combinations(looks, 2):
        changed = np.abs(one - other).max(axis=2) > 24
        assert changed.mean() > 0.0015


@pytest.mark.parametrize(
    ("setting", "culture"), list(product(["village", "city-street", "bazaar"], ["indian", "western"]))
)
def test_engines_and_electric_light_come_with_their_period(setting: Setting, culture: Culture) -> None:
    once, now = (drawn(setting, culture, period) for period in ("historical", "modern"))
    assert (np.abs(picture(once) - picture(now)).max(axis=2) > 24).mean() > 0.002


@pytest.mark.parametrize("setting", UNDER_A_SKY)
def test_times_of_day_are_told_apart(setting: Setting) -> None:
    times = {time: drawn(setting, time=time) for time in get_args(TimeOfDay)}
    for one, other in combinations(times.values(), 2):
        assert apart(one, other) > (5 if setting == "palace" else 15), "a hall sees little of the sky"
    warmth = {
        time: float((picture(found)[:40, :, 0] - picture(found)[:40, :, 2]).mean()) for time, found in times.items()
    }
    assert warmth["dusk"] > warmth["dawn"] + 10 or setting == "palace", "an orange evening, a cool morning"


@pytest.mark.parametrize(("setting", "weather"), list(product(UNDER_A_SKY, ["clear", "rain", "storm", "snow"])))
def test_night_is_dark_and_readable(setting: Setting, weather: Weather) -> None:
    night = picture(drawn(setting, time="night", weather=weather))
    assert 45 < luminance(night) < 150
    if setting != "palace":
        assert night[:, :, 2].mean() > night[:, :, 0].mean(), "moonlight is blue"
    assert np.percentile(night.max(axis=2), 98) > 140, "something shines: moon, windows or lamps"


@pytest.mark.parametrize(
    ("setting", "culture", "mood"), list(product(["village", "river"], ["indian", "western"], ["tense", "sad"]))
)
def test_what_stands_in_a_stormy_night_is_dark_before_a_paler_sky(
    setting: Setting, culture: Culture, mood: Mood
) -> None:
    night = drawn(setting, culture, time="night", weather="storm", mood=mood)
    [near] = [layer for layer in night.layers if layer.name == "ground"]
    rows = slice(52, 86)  # above the ground
    shown = picture(night)[rows]
    things, sky = opacity([near])[rows] > 0.95, opacity(night.layers[1:])[rows] < 0.05
    assert luminance(shown[sky]) > luminance(shown[things]) + 18
    assert luminance(shown) < 110, "night all the same"
    assert night.light.rim_strength > 0.3, "a rim of light about people"


@pytest.mark.parametrize("time", get_args(TimeOfDay))
def test_weathers_are_told_apart(time: TimeOfDay) -> None:
    for one, other in combinations(get_args(Weather), 2):
        assert apart(drawn("village", time=time, weather=one), drawn("village", time=time, weather=other)) > 6, (
            one,
            other,
        )


def test_moods_are_told_apart() -> None:
    for one, other in combinations(get_args(Mood), 2):
        assert apart(drawn("river", mood=one), drawn("river", mood=other)) > 2.5, (one, other)


def test_moods_are_told_apart_by_night() -> None:
    for one, other in combinations(get_args(Mood), 2):
        nights = (drawn("village", time="night", mood=mood) for mood in (one, other))
        assert apart(*nights) > 8.5, (one, other)


def test_lanterns_fly_on_a_glad_night_unless_it_rains_or_snows() -> None:
    def lit(mood: Mood, weather: Weather) -> int:
        sky = picture(drawn("sea-shore", time="night", mood=mood, weather=weather))[:60]
        return int(((sky[:, :, 0] > 210) & (sky[:, :, 0] > sky[:, :, 2] + 50)).sum())

    assert lit("joyful", "clear") > lit("peaceful", "clear") + 20
    for weather in ("rain", "snow"):
        assert lit("joyful", weather) <= lit("peaceful", weather)


@pytest.mark.parametrize(("mood", "bright"), [("mysterious", 110), ("tense", 85)])
def test_a_dark_mood_does_not_make_a_night_of_the_day(mood: Mood, bright: float) -> None:
    day, night = (luminance(picture(drawn("river", mood=mood, time=time))[:80]) for time in ("day", "night"))
    assert day > max(bright, 1.5 * night)


def test_where_no_tree_grows_no_branches_reach_into_a_tense_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for name in ("_branch", "_crow"):
        monkeypatch.setattr(feeling, name, lambda *_, name=name: seen.append(name))
    for setting, brings in (("city-street", {"_crow"}), ("desert", {"_crow"}), ("forest", {"_crow", "_branch"})):
        drawn.__wrapped__(setting, mood="tense")
        assert set(seen) == brings
        seen.clear()


def test_snow_lies_on_roofs_and_ground() -> None:
    bare, white = (picture(drawn("village", weather=weather)) for weather in ("cloudy", "snow"))
    ground = slice(round(SIZE[1] * 0.8), SIZE[1])
    assert white[ground].min(axis=2).mean() > bare[ground].min(axis=2).mean() + 40


def test_mist_hides_what_is_far() -> None:
    def contrast(weather: Weather) -> float:
        far = rgba(drawn("mountain", weather=weather).layers[1])
        return float(far[far[:, :, 3] > 250][:, :3].std(axis=0).mean())

    assert contrast("mist") < 0.5 * contrast("clear")


@pytest.mark.parametrize("setting", OUTDOORS)
def test_far_things_go_on_behind_near_ones(setting: Setting) -> None:
    layers = drawn(setting).layers
    assert 3 <= len(layers) <= 5
    assert [layer.depth for layer in layers] == sorted(layer.depth for layer in layers)
    assert opacity([layers[0]]).min() > 0.99, "the sky is whole"
    far = opacity([layer for layer in layers[1:] if layer.depth < 0.5])
    near = opacity([layer for layer in layers if 0.5 <= layer.depth < 1])
    reach, horizon = round(0.02 * SIZE[1]), round(0.595 * SIZE[1])
    for x in range(8, SIZE[0] - 8):
        bare = np.flatnonzero(near[:, x] < 0.9)
        seam = int(bare[-1]) + 1 if bare.size else 0
        if seam < horizon:
            continue  # something that stands on the ground covers its edge here
        assert far[seam : seam + reach, x].min(initial=1.0) > 0.9, f"a hole behind the ground at x {x}"


@pytest.mark.parametrize("size", [(144, 256), (200, 200)])
def test_narrow_frames_are_whole(size: tuple[int, int]) -> None:
    for setting in OUTDOORS:
        found = picture(drawn(setting, size=size), size)
        assert found.std() > 20
        assert (found.max(axis=2) > 0).mean() > 0.999


def test_nobody_sits_under_a_sunshade_in_rain_and_no_parrot_in_snow(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for module, name in ((decorations, "parasol"), (decorations, "rangoli"), (wildlife, "parrot")):
        monkeypatch.setattr(module, name, lambda *_, name=name, **__: seen.append(name))
    fresh = drawn.__wrapped__
    for setting, culture in product(("sea-shore", "river", "jungle", "village", "temple"), get_args(Culture)[:2]):
        for weather in ("snow", "rain", "storm"):
            fresh(setting, weather=weather, culture=culture, period="modern")
            assert not {"parasol", "rangoli"} & set(seen), f"{setting}, {weather}"
            assert "parrot" not in seen or weather != "snow"
            seen.clear()
    fresh("sea-shore", culture="western", period="modern")
    assert seen == ["parasol"]


def test_in_a_street_cars_and_storeys_are_as_large_as_somebody_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    beside: list[float] = []

    def against(y: float, metres: float, stage: Stage) -> float:
        """Units that so many metres measure there, where nothing is left of a thing on the horizon."""
        return metres / 1.65 * ADULT_HEIGHT * (1 - (stage.floor - y) / (stage.floor - stage.horizon))

    def car(stage: Stage, pen: Pen, x: float, y: float, size: float, colour: str, flip: bool = False) -> None:
        beside.append(size * 10.6 / 26 / against(y, 1.5, stage))

    def townhouse(stage: Stage, pen: Pen, x: float, base: float, wide: float, tall: float, *_: object) -> None:
        beside.append(16 / against(base, 2.6, stage))

    monkeypatch.setattr(vehicles, "car", car)
    monkeypatch.setattr(buildings, "townhouse", townhouse)
    drawn.__wrapped__("city-street", culture="western", period="modern")
    assert len(beside) == 6, "four houses and two cars"
    assert min(beside) > 0.6 and max(beside) < 1.3


def test_a_fort_is_no_palace_and_a_church_shows_its_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    church = picture(drawn("temple", "western", "modern"))
    cross = church[2:14, SIZE[0] // 2 - 3 : SIZE[0] // 2 + 3]
    assert (cross[:, :, 0] - cross[:, :, 2]).max() > 40, "gold before the sky"
    built: list[str] = []
    for name in ("dome", "_war_banner"):
        monkeypatch.setattr(palaces, name, lambda *_, name=name: built.append(name))
    drawn.__wrapped__("castle")
    assert set(built) == {"_war_banner"}


def test_lamps_burn_on_a_bridge_at_night() -> None:
    assert len(drawn("river", "western", time="night").glows) == 3
    assert not drawn("river", "western").glows


def test_no_rain_falls_into_the_palaces_hall() -> None:
    assert drawn("palace", weather="rain").weather == "clear"
    assert drawn("village", weather="rain").weather == "rain"


@pytest.mark.parametrize("mood", ["peaceful", "heroic", "devotional", "joyful", "romantic"])
def test_the_morning_sky_over_a_court_is_rosy_in_every_bright_mood(mood: Mood) -> None:
    dawn, day, dusk = (rgba(drawn("palace", time=time, mood=mood).layers[0])[20:58] for time in ("dawn", "day", "dusk"))
    rosy, blue = (sky[:, :, 0].mean() - sky[:, :, 2].mean() for sky in (dawn, day))
    assert rosy > max(40, blue + 10), "no sky of noon"
    assert luminance(dawn[:, :, :3]) > luminance(dusk[:, :, :3]) + 45, "pale, not an evening"
