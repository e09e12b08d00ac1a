"""What is heard where."""

from itertools import product
from typing import get_args

import pytest

from film_studio.film.ambience import places
from film_studio.film.ambience.soundscape import soundscape
from film_studio.film.models import Setting, Speech, SpokenLine, TimeOfDay, Weather, Word
from film_studio.film.requests import scene_seed
from film_studio.film.storm import strikes
from tests.unit.film.film_samples import a_plan, a_timeline

TIMELINE = a_timeline((96, 96, 96))


def heard(*scenes, **changes):
    return soundscape(a_plan(TIMELINE, *scenes, **changes), TIMELINE, [])


def names(scape, at):
    return {bed.sound for bed in scape.beds if bed.start <= at < bed.end}


@pytest.mark.parametrize("setting", get_args(Setting))
def test_every_place_sounds_of_something_at_every_hour_and_in_all_weathers(setting):
    for time, weather in product(get_args(TimeOfDay), get_args(Weather)):
        scape = heard({"setting": setting, "time_of_day": time, "weather": weather})
        assert names(scape, 4.0)


def test_day_and_night_and_weather_are_heard():
    village = {"setting": "village"}
    day = heard(village, {**village, "time_of_day": "night"}, {**village, "weather": "rain"})
    assert {"birds"} <= names(day, 4) and "crickets" not in names(day, 4)
    assert {"crickets", "owl"} <= names(day, 8) and "birds" not in names(day, 8)
    assert "rain" in names(day, 12) and "birds" not in names(day, 12)


def test_rain_is_muffled_by_a_roof_and_unknown_in_space():
    scape = heard(*({"setting": setting, "weather": "rain"} for setting in ("garden", "home", "space")))
    assert "rain" in names(scape, 4)
    assert "rain_on_the_roof" in names(scape, 8) and "rain" not in names(scape, 8)
    assert not names(scape, 12) & {"rain", "rain_on_the_roof"}


@pytest.mark.parametrize("setting", ["temple", "palace", "castle"])
def test_a_scene_that_goes_inside_leaves_birds_and_open_rain_behind(setting):
    day = {"setting": setting}
    rain = {**day, "weather": "rain"}
    scape = heard(day, {**day, "inside": True}, {**rain, "inside": True})
    assert "birds" in names(scape, 4) and "hall" not in names(scape, 4)
    assert "hall" in names(scape, 8) and "birds" not in names(scape, 8)
    assert "rain_on_the_roof" in names(scape, 12) and "rain" not in names(scape, 12)


def test_one_may_be_deep_inside_a_forest_and_still_outdoors():
    assert "birds" in names(heard({"setting": "forest", "inside": True}), 4)


def test_historical_streets_have_no_traffic():
    street = {"setting": "city-street"}
    assert "traffic" not in names(heard(street), 4)
    assert "traffic" in names(heard(street, period="modern"), 4)


def test_a_sound_goes_on_over_a_cut_where_both_scenes_have_it():
    scape = heard({"setting": "river"}, {"setting": "river"}, {"setting": "desert"})
    [river] = [bed for bed in scape.beds if bed.sound == "river"]
    assert (river.start, river.end) == (3.0, 11.0)
    [wind] = [bed for bed in scape.beds if bed.sound == "wind"]
    assert (wind.start, wind.end) == (11.0, 15.0)


def test_a_fire_among_the_props_crackles():
    assert "fire" in names(heard({"setting": "forest", "props": ["fire"]}), 4)


def test_thunder_follows_the_lightning_that_the_pictures_show():
    plan = a_plan(TIMELINE, {"weather": "storm"}, {"weather": "storm"})
    claps = [spot for spot in soundscape(plan, TIMELINE, []).spots if spot.sound == "thunder"]
    flashes = [3 + at for at in strikes(scene_seed(plan, 1), 4.0)] + [
        7 + at for at in strikes(scene_seed(plan, 2), 4.0)
    ]
    delays = [clap.at - flash for clap, flash in zip(claps, flashes, strict=True)]
    assert len(delays) >= 2
    assert all(0.5 <= delay <= 2.5 for delay in delays)
    # The nearer the louder.
    by_delay = [clap.level for _, clap in sorted(zip(delays, claps, strict=True), key=lambda pair: pair[0])]
    assert by_delay == sorted(by_delay, reverse=True)


def test_no_thunder_in_space():
    assert not heard({"weather": "storm", "setting": "space"}).spots


def test_what_the_narrator_names_is_heard_right_after_the_word_and_once():
    text = "A bell rang."
    words = [
        Word(text=word, start=0.4 * n, end=0.4 * n + 0.3, offset=text.index(word))
        for n, word in enumerate(text.split())
    ]
    speeches = [
        Speech(
            scene=n,
            sample_rate=48_000,
            audio="",
            lines=[SpokenLine(line=f"s{n}l1", start=0, duration=1.2, words=words, phonemes=[])],
        )
        for n in (1, 2, 3)
    ]
    [spot] = soundscape(a_plan(TIMELINE, text=text), TIMELINE, speeches).spots
    assert spot.sound == "bell"
    assert spot.at == pytest.approx(3.5 + 0.7)


def test_what_is_denied_is_not_heard():
    assert not heard(text="No bell rang.").spots


def test_levels_are_levels():
    for sounds in (
        *places.PLACES.values(),
        *places.INSIDE.values(),
        *places.OUT_IN.values(),
        *places.UNDER_A_ROOF.values(),
    ):
        assert all(-20 <= sound.level <= 0 for sound in sounds)
