"""What is heard of an emphasis: a stressed word stands out in pitch, length and loudness, and times stay right."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from benchmarks.acoustics import FRAMES_PER_SECOND, pitches
from benchmarks.speech import hear
from film_studio.film import emphasis, lexicon
from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSpec
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples
from sagemaker_containers.voice.speaking import Voices

SENTENCES = {
    "en": "The potter gave the lamp to his daughter.",
    "de": "Der Töpfer gab seiner Tochter die Lampe.",
    "hi": "बूढ़ा कुम्हार अपनी बेटी को दीपक देता है।",
    "ta": "குயவர் தன் மகளுக்கு விளக்கு கொடுத்தார்.",
    "es": "El alfarero le dio la lámpara a su hija.",
}


@pytest.fixture(scope="module")
def engine() -> Voices:
    return adapter.load()


def spoken(engine: Voices, text: str, language: str = "en", **voice: Any) -> tuple[SpokenLine, Samples]:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "friendly", **voice})
    plain, marked = emphasis.unmarked(text)
    found = emphasis.emphases(plain, lexicon.of(language), marked)
    line = LineToSpeak(id="s1l1", text=plain, emotion="neutral", emphases=found, voice=spec)
    (result,), sound = engine.speak(SpeechRequest(scene=1, language=language, lines=[line], rate=1, max_seconds=99))
    return result, sound


def prominence(line: SpokenLine, sound: Samples) -> list[tuple[float, float, float]]:
    """Of each word its highest pitch (semitones above 100 Hz), level (dB) and length (seconds)."""
    found, track = [], pitches(sound)
    for word in line.words:
        voiced = track[round(word.start * FRAMES_PER_SECOND) : round(word.end * FRAMES_PER_SECOND)]
        heard = sound[round(word.start * SAMPLE_RATE) : round(word.end * SAMPLE_RATE)]
        peak = 12 * np.log2(np.percentile(voiced[voiced > 0], 90) / 100)
        found.append((float(peak), float(10 * np.log10(np.mean(heard**2))), word.end - word.start))
    return found


@pytest.mark.parametrize(
    ("language", "numbers", "voice"),
    [
        ("en", (1, 2, 4, 6), {"gender": "female"}),
        ("en", (1, 4), {"gender": "male", "tone": "professional"}),
        ("en", (1, 4), {"age": "child", "gender": "neutral"}),
        ("de", (1, 4), {"gender": "male"}),
        ("es", (1, 4), {}),
        ("hi", (1, 5), {"age": "senior"}),
        ("ta", (0, 3), {"gender": "male"}),
    ],
)
def test_the_peak_moves_with_the_stressed_word(
    engine: Voices, language: str, numbers: tuple[int, ...], voice: dict[str, Any]
) -> None:
    words = SENTENCES[language].split()
    usual = prominence(*spoken(engine, SENTENCES[language], language, **voice))
    for number in numbers:
        text = " ".join(f"*{word}*" if index == number else word for index, word in enumerate(words))
        line, sound = spoken(engine, text, language, **voice)
        assert [word.stressed for word in line.words] == [index == number for index in range(len(words))]
        found = prominence(line, sound)
        higher, louder, longer = zip(
            *((p - q, a - b, s / t) for (p, a, s), (q, b, t) in zip(found, usual, strict=True)), strict=True
        )
        assert higher[number] > 2 and longer[number] > 1.1, "the word is higher and longer than said plainly"
        assert higher[number] == max(higher) and louder[number] == max(louder), "and no other word gains as much"
        rest = higher[number + 1 : -1]  # the last word falls to the voice's floor in any case
        assert all(change < -0.5 for change in rest), "the rest of the clause lies lower"
        assert found[number][0] == max(peak for peak, *_ in found[number:]), "it is the last peak"


def test_what_is_said_aside_is_lower_and_softer(engine: Voices) -> None:
    text = "The king (so they say) never slept."
    plain = prominence(*spoken(engine, text.replace("(", "").replace(")", "")))
    aside = prominence(*spoken(engine, text))
    assert all(peak < before - 0.5 for (peak, *_), (before, *_) in zip(aside[2:5], plain[2:5], strict=True))

    def softer(words: list[tuple[float, float, float]]) -> float:
        levels = [level for _, level, _ in words]
        return float(np.mean(levels[:2] + levels[5:]) - np.mean(levels[2:5]))

    assert softer(aside) > softer(plain) + 1.5


def test_times_are_right_where_the_pace_changes(engine: Voices) -> None:
    text = "She will *never* tell *you*, only the fox, where we put the “*small* lamp” by the 25 trees!"
    line, _ = spoken(engine, text)
    assert "".join(word.text for word in line.words) == emphasis.unmarked(text)[0].replace(" ", "")
    first = {word.text: next(p.symbol for p in line.phonemes if p.start >= word.start) for word in line.words}
    assert [first[word] for word in ("never", "tell", "you,", "only", "fox,", "“small", "lamp”", "trees!")] == [
        "n", "t", "j", "oʊ", "f", "s", "l", "t",
    ]  # fmt: skip
    assert all(word.end <= following.start for word, following in pairwise(line.words))


def test_stressed_words_are_heard_when_the_voice_says_so() -> None:
    voice = VoiceSpec(age="adult", gender="female", tone="professional")
    sentences = (
        "The *old* man walked along the river and looked at the water.",
        "She put the small *lamp* near the window *before* the night came.",
    )
    assert hear(adapter.load(), voice, sentences).aligned_share >= 0.95
