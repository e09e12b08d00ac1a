"""Neural voices: the real loading code on a tiny random model in the format that Piper publishes, and real warping."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from benchmarks.speech import SENTENCES
from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSpec
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.alignment import written_words
from sagemaker_containers.voice.espeak_ng.library import Prosody, speak
from sagemaker_containers.voice.flite.engine import Flite
from sagemaker_containers.voice.piper.engine import _phonemes
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples
from sagemaker_containers.voice.speaking import Voices
from sagemaker_containers.voice.warping import warp

LAMP = "On a windy night, little Meera found an old clay lamp in the barn."
SYMBOLS = "_^$ !',.:;?abdefhijklmnopstuvwxzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒʔˈˌːθᵻ̩ɭʰaɳʋɟɖ"
RATE = 16000
HOP = 256
"""Samples of a symbol in a tenth of the model's own pace."""


def write_voice(folder: Path, name: str, espeak: str, hertz: list[float], seed: int = 1) -> None:
    """A model in Piper's format: every symbol a random timbre of its own, said at each speaker's pitch.

    It has the inputs of published models, of one speaker or of several, and their pace by the second of the scales.
    """
    generator = np.random.default_rng(seed)
    seconds = np.arange(HOP * 10) / RATE
    table = np.zeros((len(hertz), len(SYMBOLS), HOP * 10), np.float32)
    for speaker, pitch in enumerate(hertz):
        period = RATE / round(RATE / pitch)
        for symbol in range(3, len(SYMBOLS)):
            partials = generator.normal(0, 1 / np.arange(1, 12))[:, None]
            waves = np.sin(2 * np.pi * period * np.arange(1, 12)[:, None] * seconds)
            table[speaker, symbol] = 0.05 * (partials * waves).sum(0)
    several = len(hertz) > 1
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        *([helper.make_tensor_value_info("sid", TensorProto.INT64, ["batch"])] if several else []),
    ]
    constants = {
        "table": table,
        "length_index": np.array(1, np.int64),
        "hop": np.array([5 * HOP], np.float32),
        "zero": np.array([0], np.int64),
        "two": np.array([2], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "sid" if several else "zero"], ["speaker"], axis=0),
        helper.make_node("Squeeze", ["speaker", "zero"], ["timbres"]),
        helper.make_node("Gather", ["timbres", "input"], ["said"], axis=0),
        helper.make_node("Gather", ["scales", "length_index"], ["pace"]),
        helper.make_node("Mul", ["hop", "pace"], ["exact"]),
        helper.make_node("Cast", ["exact"], ["size"], to=TensorProto.INT64),
        helper.make_node("Slice", ["said", "zero", "size", "two"], ["cut"]),
        helper.make_node("Reshape", ["cut", "shape"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1, 1, "time"])],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / f"{name}.onnx")
    description = {
        "audio": {"sample_rate": RATE, "quality": "x_low"},
        "espeak": {"voice": espeak},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_map": {},
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(SYMBOLS)},
        "num_symbols": len(SYMBOLS),
        "num_speakers": len(hertz),
        "speaker_id_map": {f"speaker {number}": number for number in range(len(hertz))} if several else {},
        "piper_version": "1.0.0",
        "language": {"code": name.partition("-")[0], "family": name.partition("_")[0]},
    }
    (folder / f"{name}.onnx.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a user puts on disk: an American of two speakers, a Briton, a Hindi voice."""
    path = tmp_path_factory.mktemp("voices")
    write_voice(path, "en_US-tiny-x_low", "en-us", [200, 110])
    write_voice(path, "en_GB-tiny-x_low", "en-gb", [190], seed=2)
    write_voice(path, "hi_IN-tiny-x_low", "hi", [200], seed=3)
    return path


@pytest.fixture
def voices(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Voices:
    monkeypatch.setenv("VOICE_ENGINE", "piper")
    monkeypatch.setenv("PIPER_VOICES", str(folder))
    loaded: Voices = adapter.load()
    return loaded


def say(
    voices: Voices, text: str = LAMP, language: str = "en", rate: float = 1, **voice: Any
) -> tuple[SpokenLine, Samples]:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "professional"} | voice)
    line = LineToSpeak(id="line", text=text, emotion="neutral", voice=spec)
    (spoken,), sound = voices.speak(SpeechRequest(scene=1, language=language, lines=[line], rate=rate, max_seconds=90))
    return spoken, sound


def pitch(sound: Samples) -> float:
    spectrum = np.abs(np.fft.irfft(np.abs(np.fft.rfft(sound, 1 << 20)) ** 2))[:1200]
    return float(SAMPLE_RATE / (140 + np.argmax(spectrum[140:800])))


def test_the_voices_that_are_on_disk_are_in_force(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "piper,espeak_ng")
    monkeypatch.setenv("PIPER_VOICES", str(folder))
    piper, _ = manifest.engines("voice")
    assert piper.capabilities["languages"].keys() == {"en", "hi"}
    assert manifest.read("voice").name == "piper+espeak_ng"
    monkeypatch.setenv("PIPER_VOICES", str(folder / "elsewhere"))
    with pytest.raises(LookupError, match="PIPER_VOICES"):
        manifest.engines("voice")


def test_the_version_changes_with_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "piper")
    monkeypatch.setenv("PIPER_VOICES", str(tmp_path))
    versions = set()
    for seed in (1, 2):
        write_voice(tmp_path, "en_US-tiny-x_low", "en-us", [200], seed)
        versions.add(manifest.read("voice").version)
    assert len(versions) == 2


@pytest.mark.parametrize(
    ("text", "language"), [(LAMP, "en"), ("“Who?” — she said…", "en"), ("एक पुराना दीपक मिला।", "hi")]
)
def test_every_written_word_has_its_time(voices: Voices, text: str, language: str) -> None:
    line, sound = say(voices, text, language)
    assert [word.text for word in line.words] == [text[start:end] for start, end in written_words(text)]
    assert all(0 <= word.start < word.end <= line.duration for word in line.words)
    assert line.phonemes and line.duration == pytest.approx(len(sound) / SAMPLE_RATE)


def test_the_same_line_sounds_the_same(voices: Voices) -> None:
    before = say(voices)[1]
    say(voices, "Something else.", gender="male")
    assert np.array_equal(before, say(voices)[1])


def test_the_speaker_with_the_nearest_pitch_has_the_part(voices: Voices) -> None:
    assert pitch(say(voices)[1]) == pytest.approx(200, rel=0.08)
    assert pitch(say(voices, gender="male")[1]) == pytest.approx(110, rel=0.08)
    assert pitch(say(voices, age="child")[1]) > 220


def test_the_rate_is_the_model_s_own_length_scale(voices: Voices) -> None:
    assert say(voices, rate=1.5)[0].duration == pytest.approx(say(voices)[0].duration / 1.5, rel=0.1)


def test_an_accent_has_its_own_model(voices: Voices) -> None:
    assert not np.array_equal(say(voices, accent="british")[1], say(voices, accent="american")[1])


@pytest.mark.parametrize(
    ("how", "field"), [({"language": "de"}, "language"), ({"accent": "scottish"}, "lines.0.voice.accent")]
)
def test_what_no_model_speaks_is_refused(voices: Voices, how: dict[str, Any], field: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        say(voices, **how)
    assert refusal.value.field == field


def test_phonemes_are_written_as_the_voices_were_trained() -> None:
    text = "“Hello, old man!” Who are you?"
    written = _phonemes(text, speak(text, Prosody("en-us", 160, 50, 50)))
    assert written.startswith("həl") and "ˈ" in written
    assert written.count(",") == written.count("!") == 1 and written.endswith("?")
    assert written.index(", ") < written.index("! ") and len(written.split()) >= 5


@pytest.mark.parametrize("gender", ["female", "male"])
def test_a_warped_time_is_that_of_the_word(flite: list[Path], gender: Any) -> None:
    """Against flite, which knows its own times: what a neural voice would be given is right."""
    espeak, other = adapter.load(), Voices([Flite(flite)], (0.7, 1.6))
    errors = []
    for sentence in SENTENCES:
        guide, known = say(espeak, sentence)
        truth, sound = say(other, sentence, gender=gender)
        warped = warp(known, [word.start for word in guide.words], sound)
        errors += [abs(time - word.start) for time, word in zip(warped, truth.words, strict=True)]
    assert np.median(errors) < 0.025
    assert np.percentile(errors, 90) < 0.1


def test_a_sound_warped_onto_itself_stays() -> None:
    _, sound = say(adapter.load())
    times = np.linspace(0.1, 3, 30)
    assert warp(sound, times, sound) == pytest.approx(times, abs=0.011)
    slow = np.interp(np.arange(0, len(sound), 0.8), np.arange(len(sound)), sound)
    assert warp(sound, times, slow) == pytest.approx(times / 0.8, abs=0.08)
