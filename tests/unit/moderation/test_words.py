"""The word lists find listed words however they are spelt, and leave innocent words alone."""

import time
from pathlib import Path

import pytest

from film_studio.catalogue.templates import TEMPLATES
from film_studio.moderation import words

SCRIPTS = Path(__file__).parents[3] / "examples" / "scripts"


def found(text: str) -> set[tuple[str, str]]:
    return {(finding.term or "", finding.severity) for finding in words.judge([("script", text)])}


@pytest.mark.parametrize(
    "spelling",
    [
        *("porn", "PORN", "Porn!", "“porn”", "pooorn", "p0rn", "P0RN.", "pórn", "po\u0308rn"),
        *(
            "ｐｏｒｎ",
            "po\u200brn",
            "po\u00adrn",
            "\u2060porn",
            "𝐩𝐨𝐫𝐧",
            "рorn",
            "pοrn",
        ),  # the last two: Cyrillic р, Greek ο
        *("p o r n", "p.o.r.n", "P-O-R-N", "p_0_r_n"),
    ],
)
def test_one_word_in_many_spellings(spelling: str) -> None:
    assert found(f"He said {spelling} and left.") == {("porn", "review")}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("n1ggers", "niggers"),
        ("ra1sed b1tches", "bitches"),
        ("kill\n  yourself", "kill yourself"),
        ("Kill-yourself!", "kill yourself"),
        ("ДЕТСКОЕ порно", "детское порно"),
        ("वह चूतिया है।", "चूतिया"),
        ("これはポルノです", "ポルノ"),
        ("如何制造炸弹？", "如何制造炸弹"),
        ("أفـلام إباحيّة", "أفلام إباحية"),
        ("SCHEISSE", "scheiße"),
        ("¡Cabron!", "cabrón"),
    ],
)
def test_signs_spaces_and_other_alphabets(text: str, term: str) -> None:
    assert term in {word for word, _ in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "They assess the assets of Scunthorpe, Essex, Sussex and Penistone, and a cocktail in the Hancock building.",
        "Nigeria and Niger are neighbours; the niggardly niggle over snigger and denigrate.",
        "A chink in the armour, spic and span, a faggoting stitch, a raccoon and its coonhound.",
        "Mr. Dikshit, Dick Whittington and Matsushita pass the shiitake.",
        "Fukushima, Cumbria, Titicaca and Lake Pornic; pornichet is a town.",
        "In the year 1488, at 5:08, 455 sailors and 8 ships left; it cost $100 or 4.50!",
        "He was killed in the war; she thought of suicide, and her sister stayed with her until morning.",
        "El niño tiene diez años. La papa es buena. Der Dichter fickte nicht, er flickte.",
        "Он не мог не писать. Чурка лежала у печи.",
        "वह भोला बच्चा चुपचाप बैठा था।",
        "I . a m . b o b",
    ],
)
def test_innocent_words_are_left_alone(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.txt")), ids=lambda path: path.name)
def test_no_example_is_noticed(script: Path) -> None:
    assert found(script.read_text("utf-8")) == set()


def test_no_template_is_noticed() -> None:
    for template in TEMPLATES:
        assert found(template.model_dump_json()) == set(), template.id


def test_each_field_says_what_is_in_it_once() -> None:
    findings = words.judge([("title", "Shit"), ("script", "shit sh1t SHIT"), ("x", "lamp")])
    assert [(finding.field, finding.term, finding.category) for finding in findings] == [
        ("title", "shit", "profanity"),
        ("script", "shit", "profanity"),
    ]


def test_every_listed_word_finds_itself_and_nothing_milder_hides_it() -> None:
    _, terms = words._compiled()
    assert len(terms) == len({words.fold(term.text) for term in terms}), "a word is listed twice"
    for term in terms:
        assert (term.text, term.severity) in found(f"… {term.text} …"), term


def test_a_long_text_takes_no_time() -> None:
    words.judge([("script", "warm up")])
    began = time.perf_counter()
    words.judge([("script", "a 1 b! c$ " * 2000 + "a" * 20_000 + "p o r " * 3000)])
    assert time.perf_counter() - began < 1
