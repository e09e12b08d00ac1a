"""Where the stress of a line lies."""

import pytest

from film_studio.film import emphasis, lexicon
from film_studio.film.analysis import analyse
from film_studio.film.models import FilmOptions, FilmRequest
from film_studio.film.requests import speech_request


def stressed(text: str, language: str = "en", **known: object) -> list[str]:
    """What is stressed: strongly in capitals, moderately in small letters; what is reduced in brackets."""
    plain, marked = emphasis.unmarked(text)
    form = {"strong": str.upper, "moderate": str.lower, "reduced": lambda words: f"({words.lower()})"}
    found = emphasis.emphases(plain, lexicon.of(language), marked, **known)  # type: ignore[arg-type]
    return [form[each.level](plain[each.start : each.end]) for each in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The potter gave the lamp to his daughter.", []),
        ("The potter gave the *lamp* to _his_ daughter.", ["LAMP", "HIS"]),
        ("It was **never his** lamp.", ["NEVER HIS"]),
        ("2 * 3 * 4 and snake_case_names are no marks.", ["2 * 3 * 4"]),
        ("I will NOT go to the USA.", ["NOT"]),
        ("STOP THE TRAIN", []),
        ("He wanted not the red lamp but the blue lamp.", ["red", "BLUE"]),
        ("Not gold but bread saved them.", ["gold", "BREAD"]),
        ("He did not weep, but he was sad.", []),
        ("Only the fox knew the way.", ["FOX"]),
        ("It does not wait for anybody, not even for me.", ["ME"]),
        ("I was only too proud to answer.", ["PROUD"]),
        ("Her mother came too.", ["CAME"]),
        ("It was too dark.", []),
        ("Wait! Please, hold the train!", ["WAIT", "TRAIN"]),
        ("He never came back.", ["never"]),
        ("Who is there?", ["who"]),
        ("He knew who was there.", []),
        ("She had 25 coins, worth $3,000.", ["25", "$3,000"]),
        ("The king (so they say) never slept.", ["(so they say)", "never"]),
    ],
)
def test_english(text: str, words: list[str]) -> None:
    assert stressed(text) == words


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Nicht Gold, sondern Brot rettete sie.", ["gold", "BROT"]),
        ("fr", "Ce n'est pas la lampe mais le feu.", ["lampe", "FEU"]),
        ("es", "No quería oro sino pan.", ["oro", "PAN"]),
        ("es", "¡Nadie!", ["NADIE"]),
        ("ru", "Только лиса знала дорогу.", ["ЛИСА"]),
        ("hi", "यह मेरा ही दीपक है।", ["मेरा"]),
        ("hi", "तुम कौन हो?", ["कौन"]),
        ("ta", "அவன் மட்டும் வந்தான்.", ["அவன்"]),
        ("zh-Hans", "我只要三个。", []),
    ],
)
def test_other_languages(language: str, text: str, words: list[str]) -> None:
    assert stressed(text, language) == words


def test_who_is_addressed_in_passing_is_not_stressed() -> None:
    assert stressed("Not yet, miss.", addressed=True) == ["(miss)"]
    assert stressed("Come here, Vasanthi, and look!", names={"Vasanthi"}, addressed=True) == ["(vasanthi)", "LOOK"]
    assert stressed("I said go, Mira!", addressed=True) == ["GO", "(mira)"]
    assert stressed("He saw a fox, a miss.", addressed=False) == []


def test_names_in_capitals_are_only_introduced() -> None:
    assert stressed("A boy comes. It is OSCAR, her brother.", names={"Oscar"}) == []
    assert stressed("A boy comes. It is YOURS, my brother.", names={"Oscar"}) == ["YOURS"]


def test_marks_are_heard_and_not_read() -> None:
    script = "Mira found a lamp. “It is *not* mine,” said Mira. " + "The river ran past the village in the night. " * 8
    plan = analyse(FilmRequest(title="The Lamp", script=script, options=FilmOptions()))
    said = speech_request(plan, 1, 60).lines
    assert not any("*" in line.text for line in said)
    (line,) = [line for line in said if "mine" in line.text]
    assert [(line.text[each.start : each.end], each.level) for each in line.emphases] == [("not", "strong")]
