"""How English prose is read: small rules, a sentence or two each."""

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
