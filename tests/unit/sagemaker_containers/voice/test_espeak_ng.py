"""The embedded voice: what it says, when it says it, and how it sounds."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest
import regex

from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSpec
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.alignment import written_words
from sagemaker_containers.voice.polish import SAMPLE_RATE
from sagemaker_containers.voice.speaking import Voices

Sound = npt.NDArray[np.floating[Any]]
Spoken = Callable[..., tuple[SpokenLine, Sound]]

LAMP = "The potter lit a small clay lamp and waited by the river until the morning came."
TEXTS = {
    "en": "In the old days, 25 kings of the U.S.A. couldn’t see it — “Well-known” Dr. Smith said: go!",
    "hi": "नमस्ते, यह एक पुरानी कहानी है। एक गाँव में एक कुम्हार रहता था।",
    "ta": "ஒரு ஊரில் ஒரு குயவர் வாழ்ந்தார்.",
    "te": "ఒక ఊరిలో ఒక కుమ్మరి ఉండేవాడు.",
    "ml": "ഒരിക്കൽ ഒരു ഗ്രാമത്തിൽ ഒരു കുശവൻ ജീവിച്ചിരുന്നു.",
    "zh-Hans": "从前有一个小村庄，村里有一位“老陶工”。",
    "es": "¿Quién vive en la casa del río? ¡Nadie!",
    "fr": "L’homme qui parlait : « Où vas-tu ? » – nulle part.",
    "de": "Es war einmal ein Töpfer, der an einem Fluss lebte.",
    "ar": "كان يا ما كان في قديم الزمان.",
    "ru": "Жил да был старый гончар.",
}


@pytest.fixture(scope="module")
def engine() -> Voices:
    return adapter.load()


@pytest.fixture
def speak(engine: Voices) -> Spoken:
    """Speaks one line; the rest of the request can be given by name."""

    def speak(
        text: str = LAMP, language: str = "en", emotion: Any = "neutral", rate: float = 1.0, **voice: Any
    ) -> tuple[SpokenLine, Sound]:
        lines, sound = engine.speak(request(text, language=language, emotion=emotion, rate=rate, **voice))
        return lines[0], sound

    return speak


def request(
    *texts: str,
    language: str = "en",
    emotion: Any = "neutral",
    rate: float = 1.0,
    max_seconds: float = 99,
    **voice: Any,
) -> SpeechRequest:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "friendly", **voice})
    lines = [LineToSpeak(id=f"s1l{i}", text=text, emotion=emotion, voice=spec) for i, text in enumerate(texts, 1)]
    return SpeechRequest(scene=1, language=language, lines=lines, rate=rate, max_seconds=max_seconds)


def level(sound: Sound, start: float, end: float) -> float:
    """RMS between two times, in dBFS."""
    part = sound[round(start * SAMPLE_RATE) : max(round(end * SAMPLE_RATE), round(start * SAMPLE_RATE) + 1)]
    return float(10 * np.log10(np.mean(part**2) + 1e-12))


def fundamental(sound: Sound) -> float:
    """Median pitch of the voiced stretches in Hz, by autocorrelation."""
    found = []
    for start in range(0, len(sound) - 2400, 1200):
        frame = sound[start : start + 2400] - sound[start : start + 2400].mean()
        if np.sqrt(np.mean(frame**2)) < 0.03:
            continue
        correlation = np.fft.irfft(np.abs(np.fft.rfft(frame, 8192)) ** 2)
        shortest, longest = SAMPLE_RATE // 450, SAMPLE_RATE // 60
        lag = shortest + int(correlation[shortest:longest].argmax())
        if correlation[lag] > 0.5 * correlation[0]:
            found.append(SAMPLE_RATE / lag)
    return float(np.median(found))


@pytest.mark.parametrize("language", TEXTS)
def test_words_are_the_written_text_in_order_and_cover_the_sound(speak: Spoken, language: str) -> None:
    text = TEXTS[language]
    line, sound = speak(text, language)
    assert line.duration == pytest.approx(len(sound) / SAMPLE_RATE)
    for word in line.words:
        assert text[word.offset : word.offset + len(word.text)] == word.text
        assert 0 <= word.start < word.end <= line.duration
    for word, following in pairwise(line.words):
        assert word.end <= following.start
        assert not text[word.offset + len(word.text) : following.offset].strip(), "nothing is left out between words"
    assert not text[: line.words[0].offset].strip()
    assert not text[line.words[-1].offset + len(line.words[-1].text) :].strip()
    assert line.words[0].start == 0 and line.words[-1].end == pytest.approx(line.duration)
    pauses = sum(following.start - word.end for word, following in pairwise(line.words))
    assert pauses < 0.4 * line.duration
    assert min(word.end - word.start for word in line.words) > 0.02


@pytest.mark.parametrize("language", TEXTS)
def test_phonemes_are_ipa_in_order_within_the_line(speak: Spoken, language: str) -> None:
    line, _ = speak(TEXTS[language], language)
    assert len(line.phonemes) > 12
    for phoneme in line.phonemes:
        assert 0 <= phoneme.start < phoneme.end <= line.duration
        assert regex.fullmatch(r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]+", phoneme.symbol), phoneme.symbol
    for phoneme, following in pairwise(line.phonemes):
        assert phoneme.end <= following.start
    for word in line.words:
        assert any(word.start <= phoneme.start < word.end for phoneme in line.phonemes), word.text


def test_words_begin_where_they_are_heard(speak: Spoken) -> None:
    line, _ = speak("Tell me. The sake of the others.")
    heard = {word.text: word for word in line.words}
    first_phoneme = {w.text: next(p.symbol for p in line.phonemes if p.start >= w.start) for w in line.words}
    assert list(heard) == ["Tell", "me.", "The", "sake", "of", "the", "others."]
    assert first_phoneme["Tell"] == "t" and first_phoneme["me."] == "m" and first_phoneme["sake"] == "s"
    assert heard["The"].start - heard["me."].end > 0.1, "a pause between sentences belongs to no word"


def test_vowels_are_louder_than_stops_and_pauses_are_silent(speak: Spoken) -> None:
    line, sound = speak("Pat took a pack to the top. A cat kept the key, and a goat ate a cake.")
    vowels = [level(sound, p.start, p.end) for p in line.phonemes if p.symbol[0] in "aæɑɛeɪiʌoʊuɐ"]
    stops = [level(sound, p.start, p.start + 0.02) for p in line.phonemes if p.symbol[0] in "ptk"]
    assert len(vowels) > 10 and len(stops) > 10
    assert np.median(vowels) > np.median(stops) + 3
    pause_ends = [q.start for p, q in pairwise(line.phonemes) if q.start - p.end > 0.25]
    assert pause_ends
    for end in pause_ends:
        assert level(sound, end - 0.08, end - 0.02) < np.median(vowels) - 35


def test_silence_at_the_ends_is_cut(speak: Spoken) -> None:
    _, sound = speak()
    loudest = max(level(sound, t, t + 0.02) for t in np.arange(0, len(sound) / SAMPLE_RATE - 0.02, 0.02))
    assert level(sound, 0, 0.06) > loudest - 45
    assert level(sound, len(sound) / SAMPLE_RATE - 0.06, len(sound) / SAMPLE_RATE) > loudest - 50


def test_lines_follow_each_other_without_a_pause(engine: Voices) -> None:
    lines, sound = engine.speak(request("Who is there?", "Only the wind.", "Then come in."))
    assert [line.line for line in lines] == ["s1l1", "s1l2", "s1l3"]
    for line, following in pairwise(lines):
        assert following.start == pytest.approx(line.start + line.duration)
    assert lines[-1].start + lines[-1].duration == pytest.approx(len(sound) / SAMPLE_RATE)


def test_a_line_sounds_the_same_whatever_was_said_before(engine: Voices, speak: Spoken) -> None:
    _, alone = speak("Only the wind.")
    lines, sound = engine.speak(request("Who is there?", "Only the wind."))
    start = round(lines[1].start * SAMPLE_RATE)
    assert np.array_equal(sound[start:], alone)
    assert engine.speak(request(LAMP))[0] == engine.speak(request(LAMP))[0]


@pytest.mark.parametrize("rate", [0.8, 1.25])
def test_rate_scales_the_pace(speak: Spoken, rate: float) -> None:
    natural, _ = speak()
    changed, _ = speak(rate=rate)
    assert natural.duration / changed.duration == pytest.approx(rate, rel=0.06)


def test_natural_speech_has_a_narrators_pace(speak: Spoken) -> None:
    line, _ = speak(tone="professional")
    assert 140 < 16 / line.duration * 60 < 180


def test_lines_that_do_not_fit_are_spoken_faster(engine: Voices) -> None:
    natural = engine.speak(request(LAMP, LAMP))[1]
    seconds = len(natural) / SAMPLE_RATE
    fitted = engine.speak(request(LAMP, LAMP, max_seconds=seconds * 0.85))[1]
    assert seconds * 0.8 < len(fitted) / SAMPLE_RATE <= seconds * 0.85


def test_lines_that_cannot_fit_are_refused_with_what_is_missing(engine: Voices) -> None:
    with pytest.raises(Unsupported, match=r"\d\.\d s more than there is") as refusal:
        engine.speak(request(LAMP, LAMP, max_seconds=6))
    assert refusal.value.field == "max_seconds"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"language": "tlh"}, "language"),
        ({"rate": 3.0}, "rate"),
        ({"accent": "martian"}, "lines.0.voice.accent"),
        ({"accent": "british", "language": "de"}, "lines.0.voice.accent"),
    ],
)
def test_what_cannot_be_done_is_refused(engine: Voices, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        engine.speak(request(LAMP, **changed))
    assert refusal.value.field == field


def test_voices_have_the_pitch_of_their_age_and_gender(speak: Spoken) -> None:
    pitch = {
        (g, a): fundamental(speak(gender=g, age=a)[1]) for g in ("female", "male") for a in ("child", "adult", "senior")
    }
    assert 180 < pitch["female", "adult"] < 240
    assert 95 < pitch["male", "adult"] < 135
    for gender in ("female", "male"):
        assert pitch[gender, "child"] > pitch[gender, "adult"] * 1.2 > pitch[gender, "senior"] * 1.2
    assert pitch["male", "adult"] * 1.2 < fundamental(speak(gender="neutral")[1]) < pitch["female", "adult"] / 1.1


@pytest.mark.parametrize("gender", ["female", "male", "neutral"])
def test_speakers_of_one_description_sound_different(speak: Spoken, gender: str) -> None:
    sounds = [speak(gender=gender, variant=variant)[1] for variant in range(8)]
    spectra = []
    for sound in sounds:
        frames = np.abs(np.fft.rfft(sound[: len(sound) // 4096 * 4096].reshape(-1, 4096))).mean(0)[4:480]
        spectra.append(20 * np.log10(frames / frames.mean()))
    for index, spectrum in enumerate(spectra):
        for other in spectra[:index]:
            assert np.abs(spectrum - other).mean() > 1.0


def test_emotions_change_the_delivery(speak: Spoken) -> None:
    neutral, neutral_sound = speak()
    sad, sad_sound = speak(emotion="sadness")
    _, happy_sound = speak(emotion="joy")
    assert sad.duration > neutral.duration * 1.08
    assert fundamental(sad_sound) < fundamental(neutral_sound) < fundamental(happy_sound)
    meter = pyloudnorm.Meter(SAMPLE_RATE)
    assert meter.integrated_loudness(sad_sound) < meter.integrated_loudness(neutral_sound) - 1.5


def test_accents_are_pronounced(speak: Spoken) -> None:
    def said(accent: str | None) -> str:
        return " ".join(phoneme.symbol for phoneme in speak("The dance after the bath.", accent=accent)[0].phonemes)

    assert said(None) == said("american") != said("british")
    assert len({said(accent) for accent in manifest.read("voice").capabilities["languages"]["en"]["accents"]}) >= 4


@pytest.mark.parametrize(
    "voice", [{}, {"gender": "male"}, {"age": "child"}, {"age": "senior", "gender": "male", "variant": 3}]
)
def test_every_voice_is_equally_loud_and_never_clips(speak: Spoken, voice: dict[str, Any]) -> None:
    _, sound = speak(**voice)
    assert pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound) == pytest.approx(-20, abs=0.7)
    assert np.abs(sound).max() < 0.9


def test_every_language_of_the_manifest_has_a_voice(engine: Voices, speak: Spoken) -> None:
    languages = manifest.read("voice").capabilities["languages"]
    assert len(languages) >= 17
    for language, entry in languages.items():
        for accent in (None, *entry["accents"]):
            line, _ = speak("2 3", language, accent=accent)
            assert line.phonemes, language


def test_a_line_without_words_is_a_beat_of_silence(speak: Spoken) -> None:
    line, sound = speak("…")
    assert line.duration == pytest.approx(0.4)
    assert not sound.any() and not line.phonemes
    (word,) = line.words
    assert (word.text, word.start, word.end) == ("…", 0, line.duration)


def test_a_scene_without_lines_has_an_empty_sound(engine: Voices) -> None:
    lines, sound = engine.speak(request())
    assert lines == [] and len(sound) == 0


@pytest.mark.parametrize("text", ["a", "Hm.", "One\n\ntwo", "\x01+50p loud", "<b>bold</b> & co", "😀 smile 😀!", "😀"])
def test_odd_texts_are_spoken_as_they_are(speak: Spoken, text: str) -> None:
    line, _ = speak(text)
    assert "".join(word.text for word in line.words).replace(" ", "") == "".join(text.split())
    assert all(word.start < word.end for word in line.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “go!” — and left.", ["He", "said:", "“go!” —", "and", "left."]),
        ("- No, never.", ["- No,", "never."]),
        ("« Où ? » dit-il", ["« Où ? »", "dit-il"]),
        ("一只“猫”，走了。", ["一", "只", "“猫”，", "走", "了。"]),
        ("...", ["..."]),
        ("  spaced  out  ", ["spaced", "out"]),
    ],
)
def test_punctuation_leans_on_a_word(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in written_words(text)] == words
