"""How English prose is read: small rules, a sentence or two each."""

import pytest

from film_studio.film.analysis import analyse
from film_studio.film.models import NARRATOR, Character, FilmOptions, FilmPlan, FilmRequest


def plan_of(script: str) -> FilmPlan:
    return analyse(FilmRequest(title="A tale", script=script, options=FilmOptions()))


def cast(script: str) -> dict[str, Character]:
    return {character.name: character for character in plan_of(script).characters}


def sayings(script: str) -> list[tuple[str, str]]:
    plan = plan_of(script)
    names = {character.id: character.name for character in plan.characters} | {NARRATOR: NARRATOR}
    return [(names[line.speaker], line.text.strip('"')) for scene in plan.scenes for line in scene.lines]


def test_a_crowd_that_shouts_is_loud_and_not_angry() -> None:
    assert plan_of("The crowd shouts. A boy roars with the others.").scenes[0].mood == "peaceful"


def test_what_is_counted_or_only_yours_is_not_there() -> None:
    assert set(cast("Oscar lay awake. He counted sheep. Your mother would laugh at him.")) == {"Oscar"}


def test_he_who_roars_is_not_the_one_who_is_told_of_next() -> None:
    script = 'The king met Mira. He turned red. "Go!" he roared, and that evening Mira walked out into the rain.'
    assert ("King", "Go!") in sayings(script)


def test_who_shouts_and_dances_is_glad() -> None:
    [scene] = plan_of('"The ice moves!" shouted the cook, and danced on the deck.').scenes
    assert scene.lines[0].emotion == "joy"


def test_a_voice_is_that_of_who_comes_out_next() -> None:
    script = 'Nora stopped at the gate. "Who goes there?" said a voice. A soldier stepped out of the dark.'
    assert ("Soldier", "Who goes there?") in sayings(script)


def test_an_exclamation_keeps_the_feeling_of_its_quotation() -> None:
    [scene] = plan_of('"What are you doing? That was a red light!" asked Nora.').scenes
    assert [line.emotion for line in scene.lines[:2]] == ["surprise", "surprise"]


def test_how_a_speech_begins_it_goes_on() -> None:
    [scene] = plan_of("NORA\n(sighing)\nWell. Make your bed.\n\nHUGO\nIt is made.").scenes
    assert [line.emotion for line in scene.lines] == ["sadness", "sadness", "neutral"]


def test_who_is_recognised_is_the_one_told_of_some_sentences_before() -> None:
    [oscar] = plan_of("A boy sits on the wall. The sun is warm. He throws stones. It is OSCAR.").characters
    assert (oscar.age, oscar.role) == ("child", "boy")
    assert set(cast("A woman walked over the bridge. It was Rome.")) == {"Woman"}


def test_a_screenplay_brings_people_in_by_name_and_age() -> None:
    script = (
        "INT. THEATRE - DAY\n\nAn old priest, HARI, sits down. A girl, ASHA, waits. BRANDT, a director with a silver "
        "moustache, comes in. LOUISA, 19, in a red coat, follows.\n\nHARI\nWelcome.\n\nASHA\nHello.\n\nBRANDT\nName?"
        "\n\nLOUISA\nLouisa."
    )
    people = cast(script)
    assert set(people) == {"Hari", "Asha", "Brandt", "Louisa"}
    assert people["Hari"].role == "priest"
    assert people["Brandt"].gender == "male"
    assert (people["Louisa"].age, people["Louisa"].look.garment_colour) == ("teen", "#c8352f")


def test_two_men_are_told_apart_by_what_they_keep_being_called() -> None:
    script = (
        'A rich man met a poor man. "You have nothing," said the rich man. "I have time," said the poor man. '
        "The rich man walked on."
    )
    assert set(cast(script)) == {"Rich man", "Poor man"}
    assert ("Poor man", "I have time,") in sayings(script)


def test_whatever_speaks_is_somebody() -> None:
    script = 'Nora looked up. "Go to sleep," said the moon. "More than gold," said the eldest.'
    assert [name for name, _ in sayings(script) if name != NARRATOR] == ["Moon", "Eldest"]


def test_a_title_tells_of_a_woman_and_a_name_may_come_late() -> None:
    script = 'Mrs. Quist met a boy. "Ten minutes," said the boy. She learned that he was called Imtiaz. He laughed.'
    people = cast(script)
    assert {name: one.gender for name, one in people.items()} == {"Quist": "female", "Imtiaz": "male"}


def test_in_the_future_a_ship_is_a_starship() -> None:
    assert plan_of("The robot stood on the deck of the ship.").scenes[0].setting == "space"
    assert plan_of("The robot stood on the deck of the ship. The sea was rough.").scenes[0].setting == "ship"


@pytest.mark.parametrize(
    ("sentence", "props"),
    [
        ("The lake mirrors the sky, and the bell rings.", ["bell"]),
        ("Who rings? The waves were gold. The wind took his turban.", []),
        ("She cleaned the mirrors. He gave her a ring.", ["mirror", "ring"]),
    ],
)
def test_what_only_looks_like_a_thing_is_none(sentence: str, props: list[str]) -> None:
    assert plan_of(sentence).scenes[0].props == props


def test_whom_another_calls_by_name_bears_it() -> None:
    script = (
        'A little bear could not sleep. "Is the dark forever?" asked the bear. "No," said the owl. '
        '"Close your eyes, Button." Button closed one eye.'
    )
    assert [name for name, _ in sayings(script) if name != NARRATOR] == ["Button", "Owl", "Owl"]


def test_one_of_whom_was_told_by_name_is_not_who_else_is_spoken_to() -> None:
    script = 'Oscar met a fox. "Is it far?" asked the fox. "Yes," said the owl. "Ask, Oscar." Oscar laughed.'
    assert set(cast(script)) == {"Oscar", "Fox", "Owl"}


def test_some_days_later_the_hour_is_another() -> None:
    script = (
        "At night the king lay awake and thought of the war, and nobody dared to speak to him or to bring him wine. "
        "Three days later a messenger rode through the gate with the news that everybody had been waiting for so long."
    )
    assert [scene.time_of_day for scene in plan_of(script).scenes] == ["night", "day"]


def test_who_was_here_before_is_not_here_now() -> None:
    present = "Nora walks to the well and smiles. Her mother walked here. "
    plan = plan_of(present + "A king named Otto and a girl dressed in red are there.")
    names = {character.id: character.name for character in plan.characters}
    assert {names[one] for one in plan.scenes[0].characters} == {"Nora", "Otto", "Girl"}


def test_two_who_only_talk_are_told_apart() -> None:
    talk = plan_of('"Airport, please."\n\n"Which terminal, madam?"\n\n"Two. Please hurry."')
    assert (talk.characters[0].name, talk.characters[0].gender, talk.characters[0].role) == ("Stranger", "female", None)
    assert [line.speaker for line in talk.scenes[0].lines] == ["c1", "c2", "c1", "c1"]


def test_who_cries_out_is_not_sad() -> None:
    scene = plan_of('"It is here!" cried Nadia. She opened the door.').scenes[0]
    assert [line.emotion for line in scene.lines] == ["surprise", "neutral", "neutral"]
