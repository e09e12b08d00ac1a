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
