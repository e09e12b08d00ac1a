"""What a film has otherwise than another, and the film that differs from it in one scene."""

import pytest

from film_studio.film import edits, retakes
from film_studio.film.analysis import analyse
from film_studio.film.models import (
    MOST_TAKES,
    CharacterChoices,
    Emotion,
    Film,
    FilmEdits,
    FilmedScene,
    FilmOptions,
    FilmRequest,
    LookChoices,
    SceneChoices,
    VoiceChoices,
)
from tests.unit.film.test_edits import PARAGRAPHS, PLAN, choose, person, request_of

BEFORE = request_of(*PARAGRAPHS)
NUMBERS = [scene.number for scene in PLAN.scenes]


def with_edits(request: FilmRequest, chosen: FilmEdits) -> FilmRequest:
    return request.model_copy(update={"edits": chosen})


def changed(chosen: FilmEdits) -> dict[int, list[str]]:
    found = retakes.changes(PLAN, edits.applied(PLAN, chosen))
    return {number: names for number, names in found.items() if names}


def test_the_same_film_has_nothing_otherwise() -> None:
    assert changed(FilmEdits()) == {}


def test_what_is_otherwise_is_named_by_scene() -> None:
    first = PLAN.scenes[0].lines[0].id
    assert changed(choose(scenes={2: SceneChoices(weather="snow", take=2)})) == {2: ["weather", "take"]}
    assert changed(choose(emotions={first: "fear"})) == {1: ["lines"]}
    assert changed(choose(scenes={3: SceneChoices(mood=PLAN.scenes[2].mood)})) == {}


def test_a_new_look_is_seen_and_a_new_voice_heard_where_the_character_is() -> None:
    raghu = person(PLAN, "Raghu")
    seen = [scene.number for scene in PLAN.scenes if raghu.id in scene.characters]
    heard = [scene.number for scene in PLAN.scenes if raghu.id in {line.speaker for line in scene.lines}]
    assert seen and heard
    look = choose(characters={raghu.id: CharacterChoices(look=LookChoices(glasses=True))})
    voice = choose(characters={raghu.id: CharacterChoices(voice=VoiceChoices(tone="dramatic"))})
    assert changed(look) == {number: ["characters"] for number in seen}
    assert changed(voice) == {number: ["lines"] for number in heard}


def test_a_scene_that_is_as_it_was_gets_another_take() -> None:
    once = retakes.retake(BEFORE, BEFORE, 2)
    twice = retakes.retake(once.request, once.request, 2)
    assert (once.take, twice.take) == (1, 2)
    assert [scene.take for scene in edits.planned(twice.request).scenes] == [2 * (number == 2) for number in NUMBERS]


def test_after_the_last_take_comes_the_first_again() -> None:
    last = with_edits(BEFORE, choose(scenes={2: SceneChoices(take=MOST_TAKES - 1)}))
    again = retakes.retake(last, last, 2)
    assert again.take == 0
    assert edits.planned(again.request) == PLAN


def test_a_scene_that_was_changed_keeps_its_take() -> None:
    now = with_edits(BEFORE, choose(scenes={2: SceneChoices(setting="ship"), 3: SceneChoices(setting="space")}))
    retake = retakes.retake(BEFORE, now, 2)
    assert retake.take == 0
    plan = edits.planned(retake.request)
    assert [scene.setting for scene in plan.scenes][1:3] == ["ship", PLAN.scenes[2].setting]


def test_everything_but_the_scene_is_as_the_film_before_had_it() -> None:
    raghu = person(PLAN, "Raghu")
    now = FilmRequest(
        title="Another title",
        script=BEFORE.script,
        options=FilmOptions(frame="1:1"),
        edits=choose(scenes={1: SceneChoices(mood="sad")}, characters={raghu.id: CharacterChoices(age="teen")}),
    )
    request = retakes.retake(BEFORE, now, 1).request
    assert (request.title, request.options) == (BEFORE.title, BEFORE.options)
    assert person(edits.planned(request), "Raghu") == raghu
    assert retakes.changes(PLAN, edits.planned(request))[1] == ["mood"]


def test_new_words_in_the_scene_are_part_of_it() -> None:
    now = BEFORE.model_copy(update={"script": BEFORE.script.replace("the nets were torn", "all the nets were gone")})
    assert retakes.changes(PLAN, edits.planned(retakes.retake(BEFORE, now, 3).request))[3] == ["lines"]
    with pytest.raises(retakes.OthersDiffer) as refused:
        retakes.retake(BEFORE, now, 2)
    assert refused.value.scenes == [3]


def test_more_or_fewer_scenes_are_another_film() -> None:
    fewer = request_of(*PARAGRAPHS[:2])
    with pytest.raises(retakes.OthersDiffer) as refused:
        retakes.retake(BEFORE, fewer, 1)
    assert refused.value.scenes == []
    with pytest.raises(retakes.NoSuchScene):
        retakes.retake(BEFORE, BEFORE, max(NUMBERS) + 1)


def test_edits_of_the_film_before_that_were_taken_back_stay_in_other_scenes() -> None:
    before = with_edits(BEFORE, choose(scenes={1: SceneChoices(weather="snow"), 2: SceneChoices(weather="rain")}))
    plan = edits.planned(retakes.retake(before, BEFORE, 1).request)
    assert [scene.weather for scene in plan.scenes][:2] == [PLAN.scenes[0].weather, "rain"]


def a_film(*ends: int) -> Film:
    scenes = [
        FilmedScene(number=number, picture="s3://m/p.jpg", start_frame=0, end_frame=end, shots=[])
        for number, end in enumerate(ends, 1)
    ]
    return Film(video="", thumbnail="", duration_seconds=60, width=1, height=1, subtitles=[], scenes=scenes)


def test_the_pace_of_a_film_is_kept_from_retake_to_retake() -> None:
    film = a_film(*(300 * number for number in NUMBERS))
    first = retakes.pace(BEFORE, 60, film, None)
    assert first is not None and first.ends == {number: 300 * number for number in NUMBERS}
    angry: dict[str, Emotion | None] = {PLAN.scenes[0].lines[0].id: "sadness"}
    slower = with_edits(BEFORE, choose(emotions=angry))
    assert retakes.pace(slower, 60, film, None) != first
    assert retakes.pace(slower, 60, film, first) == first
    assert retakes.pace(BEFORE, 60, a_film(), None) is None


def test_a_scene_that_needs_more_time_than_there_is_does_not_fit() -> None:
    pace = retakes.pace(BEFORE, 60, a_film(*(300 * number for number in NUMBERS)), None)
    assert pace is not None
    assert all(retakes.fits(PLAN, pace, number) for number in NUMBERS)
    longer = analyse(request_of(PARAGRAPHS[0], *PARAGRAPHS[1:])).model_copy()
    [scene, *others] = longer.scenes
    line = scene.lines[0].model_copy(update={"text": scene.lines[0].text * 10})
    longer = longer.model_copy(update={"scenes": [scene.model_copy(update={"lines": [line]}), *others]})
    assert not retakes.fits(longer, pace, 1)
    tight = pace.model_copy(update={"ends": {**pace.ends, 1: 120}})
    assert not retakes.fits(PLAN, tight, 1)
