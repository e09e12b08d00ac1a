"""flite, the real library: what it says, when, and that its voices differ."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.speech import SENTENCES, hear
from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSpec
from sagemaker_containers.lip_sync.puppet.visemes import VISEME
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.alignment import written_words
from sagemaker_containers.voice.flite.engine import Flite
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples
from sagemaker_containers.voice.speaking import Voices

LAMP = "On a windy night, little Meera found an old clay lamp in the barn."


@pytest.fixture(scope="module")
def engine(flite: list[Path]) -> Flite:
    return Flite(flite)


@pytest.fixture(scope="module")
def voices(engine: Flite) -> Voices:
    return Voices([engine], (0.7, 1.6))


def request(text: str, language: str = "en", emotion: Any = "neutral", rate: float = 1, **voice: Any) -> SpeechRequest:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "professional"} | voice)
    line = LineToSpeak(id="line", text=text, emotion=emotion, voice=spec)
    return SpeechRequest(scene=1, language=language, lines=[line], rate=rate, max_seconds=60)


def speak(voices: Voices, text: str = LAMP, **how: Any) -> tuple[SpokenLine, Samples]:
    (line,), sound = voices.speak(request(text, **how))
    return line, sound


def pitch(sound: Samples) -> float:
    """Median fundamental frequency in Hz, by autocorrelation of frames of 50 ms."""
    found = []
    for start in range(0, len(sound) - 2400, 1200):
        frame = sound[start : start + 2400]
        if np.sqrt((frame**2).mean()) < 0.03:
            continue
        correlation = np.fft.irfft(np.abs(np.fft.rfft(frame - frame.mean(), 8192)) ** 2)[:2400]
        lag = 110 + int(np.argmax(correlation[110:800]))
        if correlation[lag] > 0.5 * correlation[0]:
            found.append(SAMPLE_RATE / lag)
    return float(np.median(found))


@pytest.mark.parametrize(("gender", "sentences"), [("female", SENTENCES), ("male", SENTENCES[:3])])
def test_an_independent_recogniser_understands_it(voices: Voices, gender: Any, sentences: Sequence[str]) -> None:
    heard = hear(voices, VoiceSpec(age="adult", gender=gender, tone="professional"), sentences)
    assert heard.aligned_share >= 0.95
    assert heard.word_error <= 0.14


@pytest.mark.parametrize(
    "text",
    [
        LAMP,
        "“I have 42 rupees,” said Dr. Rao — “and you?”",
        "Well-known… things: the Raja’s café; naïve!",
        "a",
        "😀 smile",
        "INT. TEMPLE",
        "\x01 one\n\ntwo",
    ],
)
def test_every_written_word_has_its_time(voices: Voices, text: str) -> None:
    line, sound = speak(voices, text)
    assert [word.text for word in line.words] == [text[start:end] for start, end in written_words(text)]
    for word, following in zip(line.words, line.words[1:], strict=False):
        assert 0 <= word.start < word.end <= following.start
    assert line.words[-1].end <= line.duration == pytest.approx(len(sound) / SAMPLE_RATE)


def test_a_word_begins_with_its_first_sound(voices: Voices) -> None:
    line, _ = speak(voices)
    first = {word.text: next(p.symbol for p in line.phonemes if p.start >= word.start - 1e-6) for word in line.words}
    assert (first["windy"], first["night,"], first["Meera"], first["found"], first["barn."]) == (
        "w",
        "n",
        "m",
        "f",
        "b",
    )


def test_every_sound_has_a_mouth(voices: Voices) -> None:
    text = "She thought the boy would choose a huge red fish; vision, now, here, judge, oil, long, measure, that yacht."
    symbols = {phoneme.symbol for phoneme in speak(voices, text)[0].phonemes}
    assert len(symbols) > 30
    assert all(letter in VISEME for symbol in symbols for letter in symbol.replace("ː", ""))


def test_a_line_sounds_the_same_whatever_was_said_before(voices: Voices) -> None:
    before = speak(voices, gender="male")[1]
    speak(voices, "Something else entirely!", emotion="anger", age="child")
    assert np.array_equal(before, speak(voices, gender="male")[1])


def test_voices_have_the_pitch_of_their_age_and_gender(voices: Voices) -> None:
    women = [pitch(speak(voices, age=age)[1]) for age in ("child", "teen", "adult", "senior")]
    men = [pitch(speak(voices, age=age, gender="male")[1]) for age in ("child", "teen", "adult", "senior")]
    assert women == sorted(women, reverse=True) and men == sorted(men, reverse=True)
    assert 180 < women[2] < 220 and 95 < men[2] < 125
    assert men[2] * 1.2 < pitch(speak(voices, gender="neutral")[1]) < women[2] / 1.1


@pytest.mark.parametrize("gender", ["female", "male", "neutral"])
def test_speakers_of_one_description_differ(voices: Voices, gender: str) -> None:
    spectra = []
    for variant in range(5):
        sound = speak(voices, gender=gender, variant=variant)[1]
        frames = np.abs(np.fft.rfft(sound[: len(sound) // 4096 * 4096].reshape(-1, 4096))).mean(0)[4:480]
        spectra.append(20 * np.log10(frames / frames.mean()))
    for index, spectrum in enumerate(spectra):
        assert all(np.abs(spectrum - other).mean() > 1 for other in spectra[:index])


def test_rate_and_emotion_change_the_delivery(voices: Voices) -> None:
    plain, sound = speak(voices)
    assert speak(voices, rate=1.3)[0].duration == pytest.approx(plain.duration / 1.3, rel=0.06)
    assert speak(voices, emotion="sadness")[0].duration > plain.duration * 1.08
    assert pitch(speak(voices, emotion="joy")[1]) > pitch(sound) * 1.04
    assert np.abs(sound).max() < 0.9


def test_a_line_without_words_is_a_beat_of_silence(voices: Voices) -> None:
    line, sound = speak(voices, "…")
    assert line.duration == pytest.approx(0.4) and not sound.any() and not line.phonemes


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"language": "hi"}, "language"),
        ({"accent": "british"}, "lines.0.voice.accent"),
        ({"accent": "scottish"}, "lines.0.voice.accent"),
    ],
)
def test_alone_it_refuses_what_it_cannot_speak(voices: Voices, how: dict[str, Any], field: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        speak(voices, **how)
    assert refusal.value.field == field


def test_it_takes_the_lines_that_it_can_and_espeak_the_others(engine: Flite, flite: list[Path]) -> None:
    espeak = adapter.load()
    both = Voices([engine, *espeak._engines], (0.7, 1.6))
    assert np.array_equal(speak(both)[1], speak(Voices([engine], (0.7, 1.6)))[1])
    for how in ({"accent": "british"}, {"text": "एक दीपक", "language": "hi"}):
        assert np.array_equal(speak(both, **how)[1], speak(espeak, **how)[1])


def test_the_container_loads_it_where_it_is_chosen(flite: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLITE_LIBRARIES", str(flite[0].parent))
    monkeypatch.setenv("VOICE_ENGINE", "flite")
    loaded = adapter.load()
    adapter.warm_up(loaded)
    assert adapter.describe(loaded).name == "flite"
    assert speak(loaded)[0].phonemes
