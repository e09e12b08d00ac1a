"""Scenes and cards as the illustrator draws them."""

import io
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import get_args

import av
import numpy as np
import pytest

from film_studio.film.models import (
    FRAME_SIZES,
    Age,
    Character,
    Culture,
    Line,
    Look,
    Mood,
    Period,
    PictureRequest,
    Scene,
    ScenePicture,
    Setting,
    Species,
    TimeOfDay,
    VoiceSpec,
    Weather,
)
from sagemaker_containers.picture import adapter
from sagemaker_containers.picture.illustrator import buildings, festoons, furniture
from sagemaker_containers.picture.illustrator.illustrate import Illustration, PaintedLayer, illustrate
from sagemaker_containers.picture.illustrator.props import PROPS
from sagemaker_containers.picture.illustrator.settings import HALLS, INDOORS
from sagemaker_containers.picture.illustrator.stage import Stage
from sagemaker_containers.picture.illustrator.staging import lit, place_actors
from sagemaker_containers.serving.adapter import Invocation, Output, Unsupported

SIZE = (480, 270)


def character(number: int, species: Species | None = None, age: Age = "adult") -> Character:
    return Character(
        id=f"c{number}",
        name=f"Someone {number}",
        species=species,
        age=age,
        gender="female",
        look=Look(
            skin="#b97b52",
            hair="#231a18",
            hair_style="bun",
            garment="sari",
            garment_colour="#c8433f",
            trim_colour="#e9b949",
        ),
        voice=VoiceSpec(age=age, gender="female", tone="friendly"),
    )


def request(
    setting: Setting = "village",
    *,
    culture: Culture = "indian",
    period: Period = "historical",
    time: TimeOfDay = "day",
    weather: Weather = "clear",
    mood: Mood = "peaceful",
    size: tuple[int, int] = SIZE,
    cast: tuple[Character, ...] = (),
    speakers: tuple[str, ...] = (),
    props: tuple[str, ...] = (),
    card: str | None = None,
    title: str = "The Clay Lamp",
    language: str = "en",
    seed: int = 7,
    inside: bool = False,
) -> PictureRequest:
    lines = [
        Line(id=f"s1l{n}", speaker=speaker, text="Hello.", paragraph=0, sentence=n)
        for n, speaker in enumerate(speakers)
    ]
    return PictureRequest.model_validate(
        {
            "card": card,
            "title": title,
            "language": language,
            "scene": Scene(
                number=1, heading="", setting=setting, time_of_day=time, weather=weather, mood=mood, culture=culture,
                characters=[one.id for one in cast], props=list(props), lines=lines,
                inside=inside,
            ),
            "characters": list(cast),
            "period": period,
            "width": size[0],
            "height": size[1],
            "seed": seed,
        }
    )  # fmt: skip


def pixels(layer: PaintedLayer) -> np.ndarray:
    """A layer as RGBA."""
    with av.open(io.BytesIO(layer.png), "r") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgba")


def flattened(drawn: Illustration, size: tuple[int, int] = SIZE) -> np.ndarray:
    """The layers laid over each other by a decoder that did not make them: RGB."""
    picture = np.zeros((size[1], size[0], 3))
    for layer in drawn.layers:
        rgba = pixels(layer).astype(float)
        height, width = rgba.shape[:2]
        alpha = rgba[:, :, 3:] / 255
        under = picture[layer.y : layer.y + height, layer.x : layer.x + width]
        under[:] = under * (1 - alpha) + rgba[:, :, :3] * alpha
    return picture


@pytest.mark.parametrize("setting", get_args(Setting))
def test_every_setting_is_drawn_for_every_culture(setting: Setting) -> None:
    for culture, period in zip(get_args(Culture), get_args(Period), strict=True):
        drawn = illustrate(request(setting, culture=culture, period=period))
        first = drawn.layers[0]
        assert (first.x, first.y) == (0, 0), "the back layer begins in the corner"
        picture = flattened(drawn)
        assert picture.std() > 20, "neither blank nor one colour"
        assert (picture.max(axis=2) > 0).mean() > 0.999, "no hole in the back layer"


@pytest.mark.parametrize(("time", "weather"), list(product(get_args(TimeOfDay), get_args(Weather))))
def test_light_follows_time_and_weather(time: TimeOfDay, weather: Weather) -> None:
    drawn = illustrate(request("river", time=time, weather=weather))
    assert drawn.weather == weather
    assert flattened(drawn).std() > 10


def test_night_is_darker_than_day_and_storm_than_sunshine() -> None:
    def brightness(time: TimeOfDay, weather: Weather) -> float:
        return float(flattened(illustrate(request("village", time=time, weather=weather))).mean())

    assert brightness("night", "clear") < 0.6 * brightness("day", "clear")
    assert brightness("day", "storm") < 0.9 * brightness("day", "clear")


def test_cultures_and_moods_look_different() -> None:
    def picture(culture: Culture, mood: Mood) -> np.ndarray:
        return flattened(illustrate(request("temple", culture=culture, mood=mood)))

    indian = picture("indian", "peaceful")
    assert np.abs(indian - picture("western", "peaceful")).mean() > 8
    assert np.abs(indian - picture("indian", "sad")).mean() > 4


@pytest.mark.parametrize("setting", sorted(INDOORS))
def test_a_room_differs_by_culture_and_period(setting: Setting) -> None:
    kinds = [(culture, period) for culture in ("indian", "western") for period in get_args(Period)]
    rooms = {kind: flattened(illustrate(request(setting, culture=kind[0], period=kind[1]))) for kind in kinds}
    for one, other in combinations(kinds, 2):
        if setting == "studio" and one[0] == other[0]:
            continue  # A podcast is made today.
        assert np.abs(rooms[one] - rooms[other]).mean() > 2, f"{one} looks like {other}"


def test_settings_indoors_look_different_from_each_other() -> None:
    rooms = [flattened(illustrate(request(setting))) for setting in sorted(INDOORS)]
    for one, other in combinations(rooms, 2):
        assert np.abs(one - other).mean() > 20


@pytest.mark.parametrize("size", sorted(set(FRAME_SIZES.values())))
@pytest.mark.parametrize("setting", sorted(INDOORS))
def test_a_room_has_no_hole_behind_what_is_nearer(setting: Setting, size: tuple[int, int]) -> None:
    size = (size[0] // 4, size[1] // 4)
    wall, room, *_ = illustrate(request(setting, size=size)).layers
    assert wall.depth < room.depth
    behind = pixels(wall)
    assert behind.shape[:2] == (size[1], size[0])
    assert (behind[:, :, 3] == 255).all(), "the wall goes on behind the furniture"
    floor = pixels(room)[-size[1] // 8 :, :, 3]
    assert floor.shape[1] == size[0]
    assert (floor == 255).all(), "the floor covers all that the feet stand on"


@pytest.mark.parametrize("setting", sorted(HALLS))
def test_the_inside_of_a_great_building_is_a_room_of_its_culture(setting: Setting) -> None:
    kinds: list[Culture] = ["indian", "western"]
    rooms = [illustrate(request(setting, culture=culture, weather="storm", inside=True)) for culture in kinds]
    assert all(room.weather == "clear" for room in rooms), "no rain falls under a roof"
    indian, western = (flattened(room) for room in rooms)
    assert np.abs(indian - western).mean() > 20
    for culture, room in zip(kinds, (indian, western), strict=True):
        outside = flattened(illustrate(request(setting, culture=culture)))
        assert np.abs(room - outside).mean() > 30, "one sees that one is inside"
    for room in rooms:
        wall, floor = (pixels(layer)[:, :, 3] for layer in room.layers[:2])
        assert wall.shape == (SIZE[1], SIZE[0]) and (wall == 255).all()
        assert (floor[-SIZE[1] // 8 :] == 255).all()


def test_the_weather_and_the_hour_are_seen_from_indoors() -> None:
    def picture(time: TimeOfDay, weather: Weather) -> np.ndarray:
        return flattened(illustrate(request("office", period="modern", time=time, weather=weather)))

    day = picture("day", "clear")
    for time, weather in (("night", "clear"), ("dusk", "clear"), ("day", "rain"), ("day", "snow"), ("day", "storm")):
        assert (np.abs(day - picture(time, weather)).max(axis=2) > 40).mean() > 0.02


@pytest.mark.parametrize("mood", ["peaceful", "heroic"])
def test_the_morning_is_seen_in_a_throne_room(mood: Mood) -> None:
    dawn, day, dusk = (
        flattened(illustrate(request("palace", time=time, mood=mood, inside=True))) for time in ("dawn", "day", "dusk")
    )
    for other in (day, dusk):
        assert (np.abs(dawn - other).max(axis=2) > 40).mean() > 0.03


def test_a_night_indoors_is_a_pool_of_warm_light() -> None:
    night = flattened(illustrate(request("home", time="night")))
    middle, corner = night[90:160, 180:300], night[:30, :40]
    assert middle.mean() > 1.5 * corner.mean()
    assert middle[:, :, 0].mean() > 1.2 * middle[:, :, 2].mean()


def test_weather_stays_outside() -> None:
    assert illustrate(request("home", weather="rain")).weather == "clear"
    assert illustrate(request("space", weather="snow")).weather == "clear"


def test_the_same_request_gives_the_same_bytes_and_another_seed_another_picture() -> None:
    one, again, other = (illustrate(request("forest", seed=seed)) for seed in (7, 7, 8))
    assert [layer.png for layer in one.layers] == [layer.png for layer in again.layers]
    assert [layer.png for layer in one.layers] != [layer.png for layer in other.layers]


def test_named_props_appear() -> None:
    plain, with_lamp = (illustrate(request("river", props=props)) for props in ((), ("lamp", "letter")))
    assert np.abs(flattened(plain) - flattened(with_lamp)).max() > 60
    assert len(with_lamp.glows) == len(plain.glows) + 1, "the lamp burns"


@pytest.mark.parametrize("culture", ["indian", "western"])
@pytest.mark.parametrize("name", sorted(PROPS))
def test_a_prop_is_large_and_clear_of_the_subtitles(name: str, culture: Culture) -> None:
    where: Setting = "bazaar" if PROPS[name].rests == "far" else "hospital"  # too large for a room; no hearth in it
    drawn = illustrate(request(where, period="modern", culture=culture, props=(name,)))
    [layer] = [layer for layer in drawn.layers if layer.name == "props"]
    rows, columns = np.nonzero(pixels(layer)[:, :, 3] > 200)
    top, bottom = layer.y + rows.min(), layer.y + rows.max()
    assert bottom - top > 0.07 * SIZE[1]
    assert np.ptp(columns) > 0.02 * SIZE[1]
    assert len(rows) > 0.0015 * SIZE[0] * SIZE[1]
    assert bottom < 0.83 * SIZE[1]


def test_nothing_modern_is_shown_in_a_historical_scene() -> None:
    plain = [layer.png for layer in illustrate(request()).layers]
    modern = tuple(name for name, prop in PROPS.items() if prop.modern)
    assert "phone" in modern
    assert [layer.png for layer in illustrate(request(props=modern)).layers] == plain


def test_things_stand_beside_the_actors_and_apart_also_on_a_narrow_frame() -> None:
    cast = (character(0), character(1))
    narrow = illustrate(request("home", size=(270, 480), cast=cast, props=("pot",)))
    assert any(layer.name == "props" for layer in narrow.layers)


def test_a_bird_sits_raised_among_people() -> None:
    drawn = illustrate(request(cast=(character(0), character(1, "crow"))))
    person, crow = sorted(drawn.actors, key=lambda actor: actor.character)
    assert person.y - crow.y > 0.1 * SIZE[1]
    [stump] = [layer for layer in drawn.layers if layer.name == "props"]
    width = pixels(stump).shape[1]
    assert stump.x < crow.x < stump.x + width, "with something to sit on"
    assert abs(stump.y - crow.y) < 0.03 * SIZE[1]


@pytest.mark.parametrize("size", sorted(set(FRAME_SIZES.values())))
@pytest.mark.parametrize("count", [1, 2, 5])
def test_actors_stand_inside_the_frame(size: tuple[int, int], count: int) -> None:
    kinds: list[Species | None] = [None, "fox", None, "elephant", "mouse"]
    cast = tuple(character(n, species) for n, species in enumerate(kinds[:count]))
    drawn = illustrate(request("garden", size=size, cast=cast, speakers=("c0",)))
    assert sorted(actor.character for actor in drawn.actors) == [one.id for one in cast]
    for actor in drawn.actors:
        assert actor.height * 0.14 <= actor.x <= size[0] - actor.height * 0.14
        assert actor.height < actor.y < size[1]
        assert actor.height > size[1] * 0.08


def test_actors_do_not_stand_in_each_other() -> None:
    cast = tuple(character(n) for n in range(5))
    places = sorted(illustrate(request(cast=cast)).actors, key=lambda actor: actor.x)
    for left, right in pairwise(places):
        assert right.x - left.x > 0.25 * left.height


def test_speakers_stand_nearer_the_middle_and_children_are_smaller() -> None:
    cast = (character(0), character(1, age="child"), character(2))
    actors = {actor.character: actor for actor in illustrate(request(cast=cast, speakers=("c2", "c2"))).actors}
    assert abs(actors["c2"].x - SIZE[0] / 2) == min(abs(actor.x - SIZE[0] / 2) for actor in actors.values())
    assert actors["c1"].height < 0.8 * actors["c0"].height
    assert {actor.facing for actor in actors.values() if actor.x < SIZE[0] / 2 - 5} == {"right"}


@pytest.mark.parametrize("count", [2, 3, 4])
def test_people_stand_at_different_depths_and_who_is_farther_is_smaller(count: int) -> None:
    places = sorted(illustrate(request(cast=tuple(map(character, range(count))))).actors, key=lambda actor: actor.x)
    for one, other in pairwise(places):
        near, far = sorted((one, other), key=lambda actor: -actor.y)
        assert far.y < near.y and far.height < 0.95 * near.height


def distance(mood: Mood, *cast: Character, **holdings: str) -> float:
    """How far two stand from each other (px)."""
    asked = request(cast=cast, mood=mood)
    one, other = illustrate(
        asked.model_copy(update={"scene": asked.scene.model_copy(update={"holdings": holdings})})
    ).actors
    return abs(one.x - other.x)


def test_lovers_stand_close_and_who_is_afraid_or_angry_apart() -> None:
    two = character(0), character(1)
    assert distance("romantic", *two) < distance("peaceful", *two) < distance("tense", *two) - 0.05 * SIZE[1]
    assert distance("romantic", *two, c0="lamp") > distance("romantic", *two) + 0.05 * SIZE[1], "room for what is held"


def test_a_child_stands_beside_its_grandmother_and_nearer_than_a_stranger() -> None:
    crow, elder, child = character(0, "crow"), character(1, age="senior"), character(2, age="child")
    places = sorted(illustrate(request(cast=(crow, elder, child))).actors, key=lambda actor: actor.x)
    order = [actor.character for actor in places]
    assert abs(order.index("c1") - order.index("c2")) == 1
    assert distance("sad", elder, child) < distance("sad", elder, character(3, age="senior")) - 0.045 * SIZE[1]


def test_the_studio_hides_its_speakers_behind_a_table() -> None:
    drawn = illustrate(request("studio", cast=(character(0), character(1)), speakers=("c0", "c1")))
    table = [layer for layer in drawn.layers if layer.depth >= 1]
    assert table, "a layer in front of the actors"
    for actor in drawn.actors:
        assert actor.y - actor.height < table[0].y < actor.y, "the head comes out over it, the feet do not"


@pytest.mark.parametrize(("language", "title"), [("en", "The Clay Lamp"), ("hi", "मिट्टी का दीया"), ("zh-Hans", "陶灯")])
def test_cards_are_lettered(language: str, title: str) -> None:
    for card in ("title", "end"):
        lettered = illustrate(request("village", card=card, language=language, title=title))
        assert not lettered.actors
        assert lettered.layers[-1].name == "lettering"
        bare = illustrate(request("village", card=card, language=language, title=" "))
        if card == "title":
            assert np.abs(flattened(lettered) - flattened(bare)).max() > 100


def test_cards_are_framed_by_culture_and_mood() -> None:
    def lettered(culture: Culture, mood: Mood) -> np.ndarray:
        card = request("space", culture=culture, mood=mood, card="title")
        return pixels(illustrate(card).layers[-1]).astype(int)

    indian, western, sad = lettered("indian", "joyful"), lettered("western", "joyful"), lettered("indian", "sad")
    assert min(indian.shape[:2]) > 0.85 * SIZE[1], "a frame around the words"
    assert indian.shape != western.shape or np.abs(indian - western).max() > 100
    assert np.abs(indian - sad).max() > 60


def test_a_long_title_stays_inside_its_frame() -> None:
    title = "The Lighthouse Fox and the Long Night of Storms at the Very End of the World"
    for size in ((270, 480), (270, 270), (480, 270)):
        long, bare = (
            pixels(illustrate(request("space", card="title", title=text, size=size)).layers[-1])
            for text in (title, " ")
        )
        assert long.shape == bare.shape


def test_the_adapter_writes_what_its_document_names(tmp_path: Path) -> None:
    engine = adapter.load()
    adapter.warm_up(engine)
    output = Output("s3://bucket/pictures/abc", tmp_path)
    [picture] = adapter.run_batch(engine, [Invocation(request(cast=(character(0),)), output)])
    assert isinstance(picture, ScenePicture)
    assert [actor.character for actor in picture.actors] == ["c0"]
    for layer in picture.layers:
        path = tmp_path / layer.image.removeprefix("s3://bucket/pictures/abc/")
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            assert layer.x + stream.width <= picture.width
            assert layer.y + stream.height <= picture.height


def test_the_adapter_refuses_a_frame_it_cannot_draw_on(tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match="width"):
        adapter.run_batch(adapter.load(), [Invocation(request(size=(101, 270)), Output("s3://bucket/x", tmp_path))])


@pytest.mark.parametrize("setting", ["village", "home", "space"])
def test_every_mood_is_told_from_every_other(setting: Setting) -> None:
    seen = {mood: flattened(illustrate(request(setting, culture="western", mood=mood))) for mood in get_args(Mood)}
    for one, other in combinations(seen, 2):
        assert np.abs(seen[one] - seen[other]).mean() > 2.5, f"{one} looks like {other}"

    def colourful(mood: Mood) -> float:
        return float(np.ptp(seen[mood], axis=2).mean())

    assert colourful("sad") < 0.75 * colourful("peaceful") < colourful("playful")
    assert seen["mysterious"].mean() < 0.9 * seen["peaceful"].mean()


def test_a_mood_brings_its_own_things() -> None:
    kinds: list[Mood] = ["playful", "devotional", "tense", "peaceful"]
    drawn = {mood: illustrate(request("village", mood=mood)) for mood in kinds}
    assert drawn["playful"].particles == "bubbles"
    assert len(drawn["devotional"].glows) > len(drawn["peaceful"].glows), "lamps are lit"
    names = {mood: [layer.name for layer in each.layers] for mood, each in drawn.items()}
    assert "mood" in names["tense"] and "mood" not in names["peaceful"]


@pytest.mark.parametrize(("mood", "drifting"), [("joyful", "petals"), ("sad", "leaves"), ("playful", "bubbles")])
def test_what_drifts_in_a_mood_comes_from_somewhere(mood: Mood, drifting: str) -> None:
    assert illustrate(request("garden", mood=mood)).particles == drifting
    assert illustrate(request("garden", mood=mood, weather="snow")).particles != drifting
    for setting in ("hospital", "kitchen", "classroom", "ship", "space"):
        assert illustrate(request(setting, culture="western", period="modern", mood=mood)).particles != drifting


@pytest.mark.parametrize("culture", ["indian", "western"])
def test_garlands_in_the_open_hang_from_poles_that_stand_on_the_ground(culture: Culture) -> None:
    feast = illustrate(request(culture=culture, mood="joyful", props=("cake",)))
    [layer] = [each for each in feast.layers if each.name == "mood"]
    there = pixels(layer)[:, :, 3] > 60
    half = there.shape[1] // 2
    for side in (there[:, :half], there[:, half:]):
        pole = side.mean(axis=0).max()
        assert pole > 0.9, "from the cord's end to the ground"
    assert layer.y + np.flatnonzero(there.any(axis=1)).max() > 0.75 * SIZE[1]


def test_only_feasts_and_markets_on_a_good_day_are_hung_with_festoons(monkeypatch: pytest.MonkeyPatch) -> None:
    hung: list[str] = []
    for module, name in ((festoons, "festoon"), (buildings, "bunting"), (furniture, "toran")):
        monkeypatch.setattr(module, name, lambda *_, name=name: hung.append(name))
    for setting, mood in product(("village", "home", "library", "office", "bazaar"), get_args(Mood)):
        illustrate(request(setting, mood=mood))
        assert not hung or mood == "joyful" or (setting, mood) == ("bazaar", "playful")
        assert "festoon" not in hung or setting == "bazaar", f"no feast in the {setting}"
        hung.clear()
    illustrate(request("office", mood="joyful", props=("cake",)))
    assert hung == ["festoon"]


@pytest.mark.parametrize("setting", ["home", "workshop", "village"])
def test_danger_closes_in_from_the_edges(setting: Setting) -> None:
    calm, tense = (flattened(illustrate(request(setting, mood=mood))) for mood in ("peaceful", "tense"))
    corner, middle = (slice(0, 50), slice(0, 50)), (slice(110, 160), slice(200, 280))
    assert tense[corner].mean() / calm[corner].mean() < 0.7 * tense[middle].mean() / calm[middle].mean()


def test_in_a_room_danger_throws_a_shadow_taller_than_who_stands_there() -> None:
    def dark(cast: tuple[Character, ...]) -> np.ndarray:
        drawn = illustrate(request("home", mood="tense", cast=cast))
        return next(pixels(layer)[:, :, 3].astype(int) for layer in drawn.layers if layer.name == "mood")

    [actor] = illustrate(request("home", mood="tense", cast=(character(0),))).actors
    above = (dark((character(0),)) - dark(()))[: int(actor.y - actor.height)]
    assert (above > 60).sum() > 100
    assert (above[0] > 30).sum() == 0, "its head is in the picture"


def test_light_comes_to_each_actor_from_where_it_is() -> None:
    cast = (character(0), character(1))
    stage = Stage(request(cast=cast), indoors=False)
    actors = sorted(place_actors(stage), key=lambda actor: actor.x)
    for x in (-70.0, 70.0):
        stage.sun = (x, 20.0)
        assert all(actor.key * x > 0 for actor in lit(stage, actors)), "the sun's side"
    room = Stage(request("home", time="night", cast=cast), indoors=True)
    assert [actor.key for actor in lit(room, actors)] == [0, 0]
    room.lamp(0.0, 60.0, 20.0)
    left, right = lit(room, actors)
    assert left.key > 0 > right.key, "a lamp between two lights both from within"


def test_a_low_sun_throws_longer_shadows_and_brighter_rims_than_clouds() -> None:
    dusk, day, rain = (
        illustrate(request("sea-shore", time=time, weather=weather)).light
        for time, weather in (("dusk", "clear"), ("day", "clear"), ("day", "rain"))
    )
    assert dusk.fall > day.fall > rain.fall
    assert dusk.rim_strength > day.rim_strength > rain.rim_strength
