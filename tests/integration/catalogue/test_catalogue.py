"""The catalogue offers what a film request accepts, and all of it."""

from typing import get_args

import pytest

from film_studio.film import validation
from film_studio.film.language import LANGUAGES
from film_studio.film.models import FilmOptions, FilmRequest, MusicStyle

ENGLISH = "A girl walked to the river and looked at the water for a long time. " * 5
SPEC_LANGUAGES = {"en", "hi", "ta", "te", "ml", "es", "fr", "de", "zh-Hans"}


def items(api, kind: str) -> list[dict]:
    answer = api.call("GET", f"/catalogue/{kind}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=300"
    return answer.body["items"]


def accepts(options: dict, script: str = ENGLISH) -> None:
    validation.validate(FilmRequest(title="A film", script=script, options=FilmOptions.model_validate(options)))


def test_every_voice_is_accepted_and_none_is_twice(api) -> None:
    voices = items(api, "voices")
    assert len({voice["id"] for voice in voices}) == len({voice["name"] for voice in voices}) == 4 * 3 * 3
    for voice in voices:
        accepts({"voice": {field: voice[field] for field in ("age", "gender", "tone")}})


def test_every_english_accent_is_accepted(api) -> None:
    accents = api.call("GET", "/catalogue/voices").body["accents"]
    english = next(found["accents"] for found in accents if found["language"] == "en")
    assert len(english) >= 2
    for accent in english:
        accepts({"voice": {"accent": accent}})
    with pytest.raises(validation.Refused):
        accepts({"voice": {"accent": "martian"}})


def test_every_style_of_music_is_there(api) -> None:
    styles = items(api, "music")
    assert [style["id"] for style in styles] == list(get_args(MusicStyle))
    for style in styles:
        assert style["name"]
        assert style["description"]
        accepts({"music": {"style": style["id"]}})


def test_what_is_chanted_is_named_with_its_source_and_meaning(api) -> None:
    verses = {style["id"]: style["verses"] for style in items(api, "music")}
    assert len({verse["name"] for verse in verses["slokas"]}) >= 6
    for verse in verses["slokas"]:
        assert verse["source"] and verse["meaning"]
        assert any("\u0900" <= letter <= "\u097f" for letter in verse["devanagari"])
        assert "a" in verse["transliteration"]
    assert not any(found for style, found in verses.items() if style != "slokas")


def test_the_languages_are_those_of_the_spec_and_at_least_eight_more(api) -> None:
    languages = items(api, "languages")
    codes = [language["code"] for language in languages]
    assert codes == list(LANGUAGES)
    assert set(codes) >= SPEC_LANGUAGES
    assert len(codes) >= len(SPEC_LANGUAGES) + 8
    assert {language["code"]: language["direction"] for language in languages}["ar"] == "rtl"
    assert {language["code"]: language["native_name"] for language in languages}["hi"] == "हिन्दी"


def test_every_template_makes_a_film_as_it_is(api) -> None:
    templates = items(api, "templates")
    assert len({template["id"] for template in templates}) == len(templates) >= 5
    for template in templates:
        assert 60 <= len(template["script"].split()) <= 120
        accepts(template["options"], template["script"])
