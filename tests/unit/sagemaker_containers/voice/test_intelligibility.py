"""What an independent recogniser, pocketsphinx, understands of the voices."""

import pytest

from benchmarks.speech import SENTENCES, edit_distance, hear
from film_studio.film.models import VoiceSpec
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
