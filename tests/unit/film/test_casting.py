"""Looks: what the script says is kept, nobody is of another time, and no two of a film are taken for one another."""

from itertools import combinations, product
from typing import Any, get_args

import pytest

from film_studio.film import wardrobe
from film_studio.film.casting import Part, difference, looks
from film_studio.film.models import Age, Culture, Gender, Look, Period

ROLES = ("", "king", "queen", "priest", "soldier", "potter", "farmer", "boatman", "sailor", "merchant", "craftsman",
         "teacher", "doctor", "nurse", "postman", "police", "scientist", "astronaut", "clerk", "pupil", "student",
         "traveller", "keeper", "witch", "wizard", "thief")  # fmt: skip


def part(name: str = "Asha", **changes: Any) -> Part:
    return Part(**{"name": name, "species": None, "age": "adult", "gender": "female", **changes})


def look(culture: Culture = "indian", period: Period = "historical", **changes: Any) -> Look:
    return looks([part(**changes)], culture, period)[0]


@pytest.mark.parametrize("culture", get_args(Culture))
def test_historical_scripts_get_no_modern_clothes(culture: Culture) -> None:
    for role, age, gender in product(ROLES, get_args(Age), ("female", "male")):
        cast = [part(f"{name} {role}", role=role, age=age, gender=gender) for name in ("Asha", "Kiran", "Lee")]
        for given in looks(cast, culture, "historical"):
            assert given.garment not in wardrobe.MODERN_GARMENTS, (role, age, gender)
            assert not given.glasses
            assert given.headwear not in wardrobe.MODERN_HEADWEAR


@pytest.mark.parametrize("culture", ["indian", "western"])
def test_who_serves_the_public_is_known_by_cap_and_bag(culture: Culture) -> None:
    nurse, brother = (look(culture, "modern", role="nurse", gender=gender) for gender in ("female", "male"))
    assert (nurse.garment, nurse.headwear) == ("apron", "nurse-cap") and brother.headwear != "nurse-cap"
    postman = look(culture, "modern", role="postman", gender="male")
    assert postman.headwear == "peaked-cap" and "satchel" in postman.ornaments
    assert look(culture, "modern", role="police", gender="female").headwear == "peaked-cap"


@pytest.mark.parametrize(
    ("description", "gender", "expected"),
    [
        ("a woman in a red sari", "female", {"garment": "sari", "garment_colour": wardrobe.COLOURS["red"]}),
        ("an old boatman with a white beard", "male", {"facial_hair": "beard", "hair": wardrobe.COLOURS["white"]}),
        ("a man with a long white beard", "male", {"facial_hair": "long-beard", "hair": wardrobe.COLOURS["white"]}),
        ("in a blue silk kurta and a yellow turban", "male",
         {"garment": "kurta", "garment_colour": wardrobe.COLOURS["blue"], "headwear": "turban",
          "trim_colour": wardrobe.COLOURS["yellow"]}),
        ("a bald, fat merchant", "male", {"hair_style": "bald", "build": "broad"}),
        ("a thin girl with curly black hair", "female",
         {"build": "slim", "hair_style": "curly", "hair": wardrobe.COLOURS["black"]}),
        ("लाल साड़ी पहने", "female", {"garment": "sari", "garment_colour": wardrobe.COLOURS["लाल"]}),
    ],
)  # fmt: skip
def test_what_the_script_says_is_kept(description: str, gender: Gender, expected: dict[str, str]) -> None:
    given = look(gender=gender, description=description)
    assert {name: getattr(given, name) for name in expected} == expected


def test_what_a_historical_script_says_of_modern_clothes_is_left_out() -> None:
    given = look(gender="male", description="a man in a green t-shirt and a cap")
    assert given.garment not in wardrobe.MODERN_GARMENTS
    assert given.headwear != "cap"
    assert given.garment_colour == wardrobe.COLOURS["green"]


def test_a_described_look_is_kept_beside_others_in_the_same_colour() -> None:
    cast = [part(name, description="in a red sari") for name in ("Asha", "Meera", "Latha")]
    assert {(given.garment, given.garment_colour) for given in looks(cast, "indian", "historical")} == {
        ("sari", wardrobe.COLOURS["red"])
    }


def test_words_alone_decide_no_colour_of_what_they_do_not_describe() -> None:
    told = wardrobe.told_of("a young woman with a red suitcase and a green umbrella")
    assert told == []


@pytest.mark.parametrize("culture", get_args(Culture))
@pytest.mark.parametrize("period", get_args(Period))
def test_the_characters_of_a_film_are_told_apart(culture: Culture, period: Period) -> None:
    """Six people of the same age, gender and role, the hardest case: every pair differs in colour and in outline."""
    for gender in ("female", "male"):
        given = looks([part(f"P{k}", gender=gender) for k in range(6)], culture, period)
        assert len({one.garment_colour for one in given}) == 6
        for one, other in combinations(given, 2):
            outline = ("garment", "headwear", "hair_style", "facial_hair", "build")
            assert any(getattr(one, name) != getattr(other, name) for name in outline)
            assert difference(one, other) > 2.0


def test_a_choice_among_many_is_further_apart_than_the_first_that_fits() -> None:
    cast = [part(f"P{k}") for k in range(6)]
    alone = [looks([one], "indian", "historical")[0] for one in cast]
    together = looks(cast, "indian", "historical")
    assert min(difference(*pair) for pair in combinations(together, 2)) > min(
        difference(*pair) for pair in combinations(alone, 2)
    )


def test_the_same_parts_get_the_same_looks_and_those_before_are_not_changed_by_those_after() -> None:
    cast = [part(f"P{k}", gender="male") for k in range(5)]
    given = looks(cast, "western", "modern")
    assert looks(cast, "western", "modern") == given
    assert looks(cast[:3], "western", "modern") == given[:3]


@pytest.mark.parametrize("culture", get_args(Culture))
def test_skins_are_many(culture: Culture) -> None:
    cast = [part(f"P{k}") for k in range(40)]
    assert len({given.skin for given in looks(cast, culture, "modern")}) >= 5
    assert len({tone for tones in wardrobe.SKINS.values() for tone in tones}) >= 8


def test_a_family_is_of_one_skin() -> None:
    cast = [part("Anna", role="woman"), part("Oscar", role="boy", nouns=("brother",), gender="male"),
            part("Gran", role="grandmother", age="senior")]  # fmt: skip
    assert len({given.skin for given in looks(cast, "western", "modern")}) == 1


@pytest.mark.parametrize(
    ("role", "nouns", "culture", "expected"),
    [
        ("king", (), "western", {"headwear": "crown"}),
        ("girl", ("princess",), "western", {"headwear": "tiara", "garment": "gown"}),
        ("girl", ("princess",), "indian", {"headwear": "tiara", "garment": "lehenga"}),
        ("priest", ("monk",), "indian", {"garment": "monks-robe", "hair_style": "bald"}),
        ("doctor", (), "western", {"garment": "lab-coat"}),
        ("wizard", (), "western", {"headwear": "wizard-hat"}),
        ("soldier", ("knight",), "western", {"garment": "armour", "headwear": "helmet"}),
        ("servant", ("cook",), "western", {"garment": "apron", "headwear": "toque"}),
        ("farmer", (), "western", {"headwear": "straw-hat"}),
        ("pupil", (), "indian", {"garment": "school-uniform"}),
    ],
)
def test_roles_show(role: str, nouns: tuple[str, ...], culture: Culture, expected: dict[str, str]) -> None:
    gender: Gender = "female" if role == "girl" else "male"
    given = look(culture, "modern", role=role, nouns=nouns, gender=gender)
    assert {name: getattr(given, name) for name in expected} == expected


def test_women_have_no_beards_and_men_no_saris() -> None:
    for role, age in product(ROLES, get_args(Age)):
        for culture in get_args(Culture):
            woman = look(culture, "modern", role=role, age=age)
            man = look(culture, "modern", role=role, age=age, gender="male")
            assert woman.facial_hair == "none"
            assert woman.garment not in wardrobe.MALE_ONLY
            assert man.garment not in wardrobe.FEMALE_ONLY, role


def test_who_flies_to_the_stars_is_dressed_for_it() -> None:
    given = look("western", "future", role="astronaut")
    assert (given.garment, given.headwear) == ("spacesuit", "space-helmet")
    assert look("indian", "historical", role="astronaut").garment != "spacesuit"
    assert look("western", "modern", role="captain", nouns=("astronaut", "captain")).garment == "spacesuit"
    assert [look("western", period, role="captain").garment for period in ("modern", "future")] == [
        "sailor",
        "spacesuit",
    ]


def test_an_innkeeper_is_no_merchant_and_a_pirate_no_common_thief() -> None:
    host = look("western", role="merchant", gender="male", nouns=("innkeeper",))
    assert (host.garment, host.headwear) == ("apron", "none")
    assert look("western", role="thief", gender="male", nouns=("pirate",)).headwear == "pirate-hat"


def test_soldiers_wear_armour_as_long_as_anybody_does() -> None:
    assert look("western", "historical", role="soldier", gender="male").garment == "armour"
    today = look("western", "modern", role="soldier", gender="male", nouns=("sergeant",))
    assert (today.garment, today.headwear) == ("shirt", "peaked-cap")
    assert look("western", "modern", role="soldier", gender="male", nouns=("knight",)).garment == "armour"


def test_what_somebody_is_without_is_not_worn() -> None:
    assert [told.value for told in wardrobe.told_of("in a blue shirt, without a hat")] == ["shirt"]
