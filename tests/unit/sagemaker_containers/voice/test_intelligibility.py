"""What an independent recogniser, pocketsphinx, understands of the voices."""

import pytest

from benchmarks import plain_espeak
from benchmarks.speech import HELD_OUT, SENTENCES, edit_distance, hear, plain_word_error
from film_studio.film.models import Age, Gender, VoiceSpec
from sagemaker_containers.voice import adapter


def test_a_man_is_better_understood_than_with_a_male_variant() -> None:
    first, second = (VoiceSpec(age="adult", gender="male", tone="professional", variant=variant) for variant in (0, 1))
    engine = adapter.load()
    assert hear(engine, first, SENTENCES[:3]).errors < hear(engine, second, SENTENCES[:3]).errors - 5


@pytest.mark.parametrize(
    "voice",
    [
        VoiceSpec(age="adult", gender="female", tone="professional"),
        VoiceSpec(age="child", gender="female", tone="dramatic"),
        VoiceSpec(age="senior", gender="male", tone="friendly"),
    ],
    ids=lambda voice: f"{voice.age} {voice.gender} {voice.tone}",
)
def test_everybody_speaks_each_word_when_they_say_so(voice: VoiceSpec) -> None:
    assert hear(adapter.load(), voice, SENTENCES[:2]).aligned_share >= 0.95


def test_word_errors_are_counted() -> None:
    assert edit_distance(["a", "b", "c"], ["a", "x", "c", "d"]) == 2
    assert edit_distance([], ["a"]) == 1 and edit_distance(["a"], []) == 1


@pytest.mark.parametrize(
    ("age", "gender", "plain"),
    [("child", "male", "en+f2"), ("adult", "male", "en"), ("adult", "female", "en+f2"), ("senior", "female", "en+f1")],
)
def test_the_plain_voice_is_the_one_that_espeak_takes_by_itself(age: Age, gender: Gender, plain: str) -> None:
    assert plain_espeak.voice("en", age, gender) == plain


def test_a_man_is_better_understood_than_the_plain_voice() -> None:
    man = VoiceSpec(age="adult", gender="male", tone="professional")
    assert hear(adapter.load(), man, HELD_OUT[:5]).word_error < plain_word_error("en-us", HELD_OUT[:5])


def test_a_woman_is_better_understood_than_the_plain_voice() -> None:
    woman = VoiceSpec(age="adult", gender="female", tone="professional")
    assert hear(adapter.load(), woman, HELD_OUT).word_error < plain_word_error("en-us+f2", HELD_OUT)
