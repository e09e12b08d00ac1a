"""What the storyboard says otherwise: merged piece by piece, applied, and found again when the script has changed."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film_studio.film import edits
from film_studio.film.analysis import analyse
from film_studio.film.models import (
    Character,
    CharacterChoices,
    Emotion,
    FilmEdits,
    FilmOptions,
    FilmPlan,
    FilmRequest,
    LookChoices,
    Mood,
    Scene,
    SceneChoices,
    Setting,
    TimeOfDay,
    VoiceChoices,
    Weather,
)

PARAGRAPHS = [
    "At noon in the village the potter Raghu shaped a lamp. The clay was cold, and the wheel was slow.",
    'That night in the forest an owl called. "Who is there?" asked Meera. She held her breath.',
    "Next morning a storm came over the sea shore. Two boats were gone, and the nets were torn.",
    'At dusk they stood in the palace. "We are poor," said Raghu. "We have one lamp," said Meera.',
    "The old king looked at them both. He opened the gate with his own hand.",
]


def request_of(*paragraphs: str, chosen: FilmEdits | None = None) -> FilmRequest:
    script = "\n\n".join(paragraphs)
    return FilmRequest(title="The Lamp", script=script, options=FilmOptions(), edits=chosen or FilmEdits())


PLAN = analyse(request_of(*PARAGRAPHS))
LINES = [line for scene in PLAN.scenes for line in scene.lines]


def choose(
    plan: FilmPlan = PLAN,
    before: FilmEdits | None = None,
    scenes: dict[int, SceneChoices] | None = None,
    emotions: dict[str, Emotion | None] | None = None,
    characters: dict[str, CharacterChoices] | None = None,
) -> FilmEdits:
    return edits.merged(
        plan, before or FilmEdits(), scenes=scenes or {}, emotions=emotions or {}, characters=characters or {}
    )


def scene(plan: FilmPlan, number: int) -> Scene:
    return next(each for each in plan.scenes if each.number == number)


def person(plan: FilmPlan, name: str) -> Character:
    return next(each for each in plan.characters if each.name == name)


def test_without_edits_the_plan_is_the_scripts() -> None:
    assert len(PLAN.scenes) >= 4
    assert edits.planned(request_of(*PARAGRAPHS)) == PLAN


def test_a_scene_plays_elsewhere_and_the_others_where_they_did() -> None:
    chosen = choose(scenes={2: SceneChoices(setting="ship", weather="storm", mood="heroic")})
    plan = edits.applied(PLAN, chosen)
    changed = scene(plan, 2)
    assert (changed.setting, changed.weather, changed.mood) == ("ship", "storm", "heroic")
    assert changed.time_of_day == scene(PLAN, 2).time_of_day
    assert [each for each in plan.scenes if each.number != 2] == [each for each in PLAN.scenes if each.number != 2]
    assert plan.characters == PLAN.characters


def test_a_heading_follows_the_setting_only_where_it_named_it() -> None:
    named = PLAN.model_copy(update={"scenes": [scene(PLAN, 1).model_copy(update={"heading": "Village"})]})
    chosen = choose(named, scenes={1: SceneChoices(setting="sea-shore")})
    assert scene(edits.applied(named, chosen), 1).heading == "Sea shore"
    told = PLAN.model_copy(update={"scenes": [scene(PLAN, 1).model_copy(update={"heading": "How it began"})]})
    assert scene(edits.applied(told, chosen), 1).heading == "How it began"


def test_who_is_within_walls_is_outside_elsewhere_unless_that_is_chosen() -> None:
    within = PLAN.model_copy(update={"scenes": [scene(PLAN, 1).model_copy(update={"inside": True})]})
    elsewhere = choose(within, scenes={1: SceneChoices(setting="temple")})
    assert not scene(edits.applied(within, elsewhere), 1).inside
    chosen = choose(within, elsewhere, scenes={1: SceneChoices(inside=True)})
    assert scene(edits.applied(within, chosen), 1).inside


def test_a_character_looks_and_sounds_as_chosen_in_every_scene() -> None:
    raghu = person(PLAN, "Raghu")
    chosen = choose(
        characters={
            raghu.id: CharacterChoices(
                age="senior", look=LookChoices(garment_colour="#112233"), voice=VoiceChoices(tone="dramatic")
            )
        }
    )
    now = person(edits.applied(PLAN, chosen), "Raghu")
    assert now.look == raghu.look.model_copy(update={"garment_colour": "#112233"})
    assert (now.age, now.voice.age, now.voice.tone) == ("senior", "senior", "dramatic")
    assert now.voice.variant == raghu.voice.variant


def test_a_voice_may_be_of_another_age_than_its_character() -> None:
    raghu = person(PLAN, "Raghu")
    choices = CharacterChoices(age="senior", voice=VoiceChoices(age="adult"))
    now = person(edits.applied(PLAN, choose(characters={raghu.id: choices})), "Raghu")
    assert (now.age, now.voice.age) == ("senior", "adult")


def test_null_goes_back_to_the_script_and_what_is_left_out_stays() -> None:
    raghu = person(PLAN, "Raghu")
    first = choose(
        scenes={1: SceneChoices(setting="palace", weather="rain")},
        emotions={"s1l1": "joy"},
        characters={raghu.id: CharacterChoices(look=LookChoices(glasses=True, build="broad"))},
    )
    second = choose(
        before=first,
        scenes={1: SceneChoices.model_validate({"setting": None})},
        characters={raghu.id: CharacterChoices.model_validate({"look": {"glasses": None}})},
    )
    plan = edits.applied(PLAN, second)
    assert (scene(plan, 1).setting, scene(plan, 1).weather) == (scene(PLAN, 1).setting, "rain")
    assert scene(plan, 1).lines[0].emotion == "joy"
    assert (person(plan, "Raghu").look.glasses, person(plan, "Raghu").look.build) == (False, "broad")
    third = choose(
        before=second,
        scenes={1: SceneChoices.model_validate({"weather": None})},
        emotions={"s1l1": None},
        characters={raghu.id: CharacterChoices.model_validate({"look": None})},
    )
    assert third == FilmEdits()


@pytest.mark.parametrize(
    "unknown",
    [
        {"scenes": {99: SceneChoices(setting="palace")}},
        {"emotions": {"s9l9": "joy"}},
        {"characters": {"c99": CharacterChoices(age="teen")}},
    ],
)
def test_what_the_script_has_not_cannot_be_chosen(unknown: dict) -> None:
    with pytest.raises(KeyError):
        choose(**unknown)


def test_edits_stay_with_their_words_when_scenes_are_put_before() -> None:
    number = next(each.number for each in PLAN.scenes if each.setting == "forest")
    asks = next(line for line in LINES if line.text == '"Who is there?"')
    chosen = choose(scenes={number: SceneChoices(setting="jungle")}, emotions={asks.id: "anger"})
    longer = request_of("In the classroom a teacher told a story. All were quiet.", *PARAGRAPHS, chosen=chosen)
    plan = edits.planned(longer)
    [jungle] = [each for each in plan.scenes if each.setting == "jungle"]
    assert jungle.number != number
    assert [line.emotion for line in jungle.lines if line.text == asks.text] == ["anger"]


def test_edits_wait_for_a_script_that_is_gone_for_a_moment() -> None:
    chosen = choose(scenes={2: SceneChoices(setting="ship")}, emotions={LINES[0].id: "love"})
    other = "A train stood at the railway station. Nobody got in, and nobody got out of it."
    assert edits.planned(request_of(other, chosen=chosen)) == analyse(request_of(other))
    back = edits.planned(request_of(*PARAGRAPHS, chosen=chosen))
    assert scene(back, 2).setting == "ship"
    assert back.scenes[0].lines[0].emotion == "love"


def test_of_the_same_words_the_nearest_are_meant() -> None:
    paragraph = 'In the village Meera laughed. "Yes!" said Meera. "Yes!" said Meera.'
    again = 'At night in the palace Meera wept. "Yes!" said Meera.'
    plan = analyse(request_of(paragraph, again))
    said = [line.id for each in plan.scenes for line in each.lines if line.text == '"Yes!"']
    assert len(said) == 3
    for line in said:
        chosen = choose(plan, emotions={line: "disgust"})
        felt = {each.id for s in edits.applied(plan, chosen).scenes for each in s.lines if each.emotion == "disgust"}
        assert felt == {line}


def test_one_scene_is_as_now_and_all_else_as_before() -> None:
    raghu = person(PLAN, "Raghu")
    first, third = scene(PLAN, 1).lines[0].id, scene(PLAN, 3).lines[0].id
    before = choose(scenes={1: SceneChoices(weather="snow"), 3: SceneChoices(setting="ship")}, emotions={third: "joy"})
    now = choose(
        scenes={1: SceneChoices(weather="mist"), 2: SceneChoices(setting="tavern")},
        emotions={first: "fear", third: "anger"},
        characters={raghu.id: CharacterChoices(age="teen")},
    )
    assert edits.of_one_scene(PLAN, before, now, 1) == choose(
        scenes={1: SceneChoices(weather="mist"), 3: SceneChoices(setting="ship")},
        emotions={first: "fear", third: "joy"},
    )


# Whatever is chosen --------------------------------------------------------------------------------------------------


def maybe(literal: object) -> st.SearchStrategy:
    return st.none() | st.sampled_from(get_args(literal))


scene_choices = st.builds(
    SceneChoices,
    setting=maybe(Setting),
    inside=st.none() | st.booleans(),
    time_of_day=maybe(TimeOfDay),
    weather=maybe(Weather),
    mood=maybe(Mood),
    take=st.none() | st.integers(0, 9),
)
choices = st.fixed_dictionaries(
    {
        "scenes": st.dictionaries(st.sampled_from([each.number for each in PLAN.scenes]), scene_choices),
        "emotions": st.dictionaries(st.sampled_from([line.id for line in LINES]), maybe(Emotion)),
        "characters": st.dictionaries(
            st.sampled_from([each.id for each in PLAN.characters]),
            st.builds(CharacterChoices, age=st.sampled_from(["teen", None]), look=st.none()),
        ),
    }
)


@settings(max_examples=60, deadline=None)
@given(choices, choices)
def test_a_change_does_what_it_says_and_done_again_nothing_more(first: dict, second: dict) -> None:
    before = choose(**first)
    chosen = choose(before=before, **second)
    assert choose(before=chosen, **second) == chosen
    plan, earlier = edits.applied(PLAN, chosen), edits.applied(PLAN, before)
    for number, wanted in second["scenes"].items():
        for name in wanted.model_fields_set:
            value = getattr(wanted, name)
            if value is not None:
                assert getattr(scene(plan, number), name) == value
    for line, emotion in second["emotions"].items():
        own = next(each for each in LINES if each.id == line)
        now = next(each for s in plan.scenes for each in s.lines if each.id == line)
        assert now.emotion == (emotion or own.emotion)
    untouched = {each.number for each in PLAN.scenes} - second["scenes"].keys()
    for number in untouched:
        one, other = scene(plan, number), scene(earlier, number)
        assert one.model_copy(update={"lines": []}) == other.model_copy(update={"lines": []})


@settings(max_examples=40, deadline=None)
@given(choices, st.permutations(range(len(PARAGRAPHS))))
def test_a_script_put_in_another_order_and_back_keeps_all_edits(chosen: dict, order: list[int]) -> None:
    kept = choose(**chosen)
    shuffled = edits.planned(request_of(*(PARAGRAPHS[index] for index in order), chosen=kept))
    assert {line.text for each in shuffled.scenes for line in each.lines} == {line.text for line in LINES}
    assert edits.planned(request_of(*PARAGRAPHS, chosen=kept)) == edits.applied(PLAN, kept)


@settings(max_examples=60, deadline=None)
@given(choices, choices)
def test_a_retake_takes_one_scene_from_now_and_the_others_from_before(first: dict, second: dict) -> None:
    before, now = choose(**first), choose(**second)
    mixed = edits.applied(PLAN, edits.of_one_scene(PLAN, before, now, 2))
    for each in PLAN.scenes:
        source = now if each.number == 2 else before
        assert scene(mixed, each.number) == scene(edits.applied(PLAN, source), each.number)
    assert mixed.characters == edits.applied(PLAN, before).characters
