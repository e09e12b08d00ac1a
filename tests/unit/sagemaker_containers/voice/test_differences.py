"""Every description of a voice sounds unlike every other, and so do speakers of the same description."""

import itertools
from typing import get_args

import pytest

from benchmarks.voices import Measures, measured
from film_studio.film.models import Age, Gender, Tone, VoiceSpec
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.speaking import Voices


@pytest.fixture(scope="module")
def engine() -> Voices:
    return adapter.load()


def alike(found: dict[str, Measures]) -> list[tuple[str, str]]:
    return [(one, other) for (one, a), (other, b) in itertools.combinations(found.items(), 2) if not a.differs(b)]


def test_each_age_gender_and_tone_has_a_voice_of_its_own(engine: Voices) -> None:
    table = itertools.product(get_args(Age), get_args(Gender), get_args(Tone))
    found = {
        f"{age} {gender} {tone}": measured(engine, VoiceSpec(age=age, gender=gender, tone=tone))
        for age, gender, tone in table
    }
    assert len(found) == 36
    assert alike(found) == []


@pytest.mark.parametrize("gender", get_args(Gender))
def test_speakers_of_the_same_description_are_told_apart(engine: Voices, gender: Gender) -> None:
    found = {
        str(variant): measured(engine, VoiceSpec(age="adult", gender=gender, tone="friendly", variant=variant))
        for variant in range(3)
    }
    assert alike(found) == []


def test_measures_are_those_of_the_sound(engine: Voices) -> None:
    """A man's pitch is about 110 Hz, a child's above 220, whose resonances lie higher by the length of the throat."""
    man, child = (
        measured(engine, VoiceSpec(age=age, gender="male", tone="professional")) for age in ("adult", "child")
    )
    assert 95 < man.pitch < 120 < 200 < child.pitch < 280
    assert all(higher > 1.15 * lower for higher, lower in zip(child.formants, man.formants, strict=True))
    assert 2 < man.rate < 3.5
