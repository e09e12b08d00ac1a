"""Other words for single lines: they end up in the script, in the same mouth, or are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film_studio.film import edits, rewording
from film_studio.film.analysis import analyse
from film_studio.film.models import FilmEdits, FilmOptions, FilmRequest, SceneChoices
from tests.unit.film.test_passages import passages, plan_of

SCRIPT = """At noon in the village the potter Raghu shaped a lamp. The clay
was *very* cold, and the wheel was slow.

That night in the forest an owl called. "Who is there?" asked Meera. She held her breath. "Who is there?" asked Raghu.

SCREEN was the only word on the wall of the palace. "We are poor," said Raghu."""
REQUEST = FilmRequest(title="The Lamp", script=SCRIPT, options=FilmOptions())
PLAN = analyse(REQUEST)
BY_TEXT = {line.text: line.id for scene in PLAN.scenes for line in scene.lines}


def lines_of(request: FilmRequest) -> list[tuple[str, str]]:
    plan = edits.planned(request)
    names = {character.id: character.name for character in plan.characters}
    return [(names.get(line.speaker, ""), line.text) for scene in plan.scenes for line in scene.lines]


def test_new_words_are_written_into_the_script_where_the_old_ones_stood() -> None:
    line = BY_TEXT['"We are poor,"']
    told = rewording.retold(REQUEST, PLAN, {line: '"We have nothing left,"'})
    assert told.script == SCRIPT.replace('"We are poor,"', '"We have nothing left,"')
    assert ("Raghu", '"We have nothing left,"') in lines_of(told)


def test_quotation_marks_may_be_left_out() -> None:
    told = rewording.retold(REQUEST, PLAN, {BY_TEXT['"We are poor,"']: "We have nothing left,"})
    assert ("Raghu", '"We have nothing left,"') in lines_of(told)


def test_wrapped_and_stressed_words_are_found() -> None:
    [line] = [id for text, id in BY_TEXT.items() if text.startswith("The clay")]
    told = rewording.retold(REQUEST, PLAN, {line: "The clay was warm."})
    assert "shaped a lamp. The clay was warm.\n\nThat night" in told.script


def test_of_the_same_words_only_those_change_that_are_meant() -> None:
    first, second = [line.id for scene in PLAN.scenes for line in scene.lines if line.text == '"Who is there?"']
    told = rewording.retold(REQUEST, PLAN, {second: '"Is that a fox?"'})
    said = [each for each in lines_of(told) if each[0]]
    assert said[:2] == [("Meera", '"Who is there?"'), ("Raghu", '"Is that a fox?"')]
    both = rewording.retold(REQUEST, PLAN, {first: '"Hello?"', second: '"Is that a fox?"'})
    assert [each for each in lines_of(both) if each[0]][:2] == [("Meera", '"Hello?"'), ("Raghu", '"Is that a fox?"')]


def test_edits_go_with_the_new_words() -> None:
    line = BY_TEXT["She held her breath."]
    number = int(line[1 : line.index("l")])
    chosen = edits.merged(
        PLAN, FilmEdits(), scenes={number: SceneChoices(weather="mist")}, emotions={line: "love"}, characters={}
    )
    told = rewording.retold(
        REQUEST.model_copy(update={"edits": chosen}), PLAN, {line: "She did not move. She held her breath for long."}
    )
    plan = edits.planned(told)
    [scene] = [scene for scene in plan.scenes if scene.weather == "mist"]
    assert scene.number == number
    felt = [line.text for line in scene.lines if line.emotion == "love"]
    assert felt == ["She did not move.", "She held her breath for long."]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"We are poor," said the king. "We are poor,"', '"We are poor,"'),
        ('The clay was cold. "And wet," said Meera.', "The clay was very cold, and the wheel was slow."),
        ("On the next morning, far away in the desert, a camel slept.", "She held her breath."),
        ("   ...   ", "She held her breath."),
    ],
)
def test_words_that_make_another_film_of_it_are_refused(text: str, wanted: str) -> None:
    fine = BY_TEXT["At noon in the village the potter Raghu shaped a lamp."]
    with pytest.raises(rewording.ReadOtherwise) as refused:
        rewording.retold(
            REQUEST, PLAN, {fine: "At noon in the village the potter Raghu shaped a pot.", BY_TEXT[wanted]: text}
        )
    assert refused.value.line == BY_TEXT[wanted]


def test_a_line_that_the_script_has_otherwise_is_not_found() -> None:
    heard = PLAN.scenes[0].lines[0].model_copy(update={"text": "At midnight in the village."})
    scene = PLAN.scenes[0].model_copy(update={"lines": [heard, *PLAN.scenes[0].lines[1:]]})
    with pytest.raises(rewording.NotInScript):
        rewording.retold(REQUEST, PLAN.model_copy(update={"scenes": [scene, *PLAN.scenes[1:]]}), {heard.id: "At dawn."})


def test_nearly_every_line_of_all_passages_is_found_in_its_script() -> None:
    """Those of 24 languages, and screenplays and podcasts among them."""
    found = total = 0
    for passage in passages("abroad", "english", "films", "fresh", "languages", "stories", "unseen").values():
        plan = plan_of(passage)
        total += sum(len(scene.lines) for scene in plan.scenes)
        found += len(rewording._spans(passage["script"], plan))
    assert total > 1000
    assert found >= 0.99 * total


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(BY_TEXT.values())),
    st.text(st.sampled_from("ab .,!?\"“”'’«»:;-–—*_()\n…1M") | st.characters(), min_size=1, max_size=30),
)
def test_whatever_is_written_is_said_by_the_same_or_refused(line: str, text: str) -> None:
    try:
        told = rewording.retold(REQUEST, PLAN, {line: text})
    except rewording.ReadOtherwise:
        return
    names = {character.id: character.name for character in PLAN.characters}
    others = {
        (names.get(each.speaker, ""), each.text) for scene in PLAN.scenes for each in scene.lines if each.id != line
    }
    assert len(edits.planned(told).scenes) == len(PLAN.scenes)
    spoken = {}
    for speaker, words in lines_of(told):
        spoken[speaker] = f"{spoken.get(speaker, '')} {words}"
    assert all(words in spoken[speaker] for speaker, words in others)
