"""What is heard of an emotion: measured on the sound, as the literature on vocal expression has it."""

import itertools
from typing import get_args

import pytest

from benchmarks.voices import EMOTION_VOICES, Expression, expressed
from film_studio.film.models import Emotion
from sagemaker_containers.voice import adapter

SENTENCES = ("The king has come, and all his people are here.", "We found the little dog, under the old bridge.")

DIRECTIONS: dict[Emotion, dict[str, int]] = {
    "joy": {"pitch": 1, "range": 1, "rate": 1},
    "sadness": {"pitch": -1, "range": -1, "rate": -1, "loudness": -1},
    "anger": {"range": 1, "rate": 1, "loudness": 1},
    "fear": {"pitch": 1, "rate": 1},
    "surprise": {"pitch": 1, "range": 1},
    "disgust": {"pitch": -1, "rate": -1},
    "love": {"range": -1, "rate": -1, "loudness": -1},
}
"""Against neutral speech: Juslin and Laukka 2003, Communication of emotions; Murray and Arnott 1993."""

FEWEST_STEPS = 0.3
"""Of what counts as a step, in each direction; one of them is a whole step."""


@pytest.fixture(scope="module", params=EMOTION_VOICES[:3], ids=lambda voice: f"{voice.age} {voice.gender}")
def expressions(request: pytest.FixtureRequest) -> dict[Emotion, Expression]:
    engine = adapter.load()
    return {emotion: expressed(engine, request.param, emotion, SENTENCES) for emotion in get_args(Emotion)}


def test_every_two_emotions_differ_by_a_step_that_is_heard(expressions: dict[Emotion, Expression]) -> None:
    pairs = list(itertools.combinations(expressions, 2))
    assert len(pairs) == 28
    steps = {pair: expressions[pair[0]].steps(expressions[pair[1]]) for pair in pairs}
    assert {pair: found for pair, found in steps.items() if max(map(abs, found.values())) < 1} == {}


@pytest.mark.parametrize("emotion", DIRECTIONS)
def test_emotions_go_the_way_that_people_do(expressions: dict[Emotion, Expression], emotion: Emotion) -> None:
    steps = expressions[emotion].steps(expressions["neutral"])
    towards = {measure: steps[measure] * sign for measure, sign in DIRECTIONS[emotion].items()}
    assert min(towards.values()) > FEWEST_STEPS and max(towards.values()) > 1, steps


def test_the_sad_pause_longer_and_the_frightened_shorter(expressions: dict[Emotion, Expression]) -> None:
    assert expressions["sadness"].pause > 1.1 * expressions["neutral"].pause > 1.2 * expressions["fear"].pause
