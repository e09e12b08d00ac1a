"""XTTS v2 in the format that Coqui published it in: real loading, real warping, its transformer the library's."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from pydantic import ValidationError

from benchmarks.models.checkpoints.voice import write_xtts
from film_studio import storage
from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSample, VoiceSpec
from sagemaker_containers.serving import manifest, weights
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.alignment import written_words
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples
from sagemaker_containers.voice.speaking import Voices
from sagemaker_containers.voice.xtts.network import Network, load
from sagemaker_containers.voice.xtts.pieces import Said, join, split
from sagemaker_containers.voice.xtts.speakers import MEN, WOMEN

LAMP = "She found an old clay lamp."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "xtts"
    write_xtts(path)
    return path


@pytest.fixture(scope="module")
def network(folder: Path) -> Network:
    return load(folder, "cpu")


@pytest.fixture(scope="module")
def voices(folder: Path) -> Iterator[Voices]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICE_ENGINE", "xtts")
        patch.setenv("XTTS_WEIGHTS", str(folder))
        patch.setattr(storage, "get_bytes", recording)
        yield adapter.load()


def recording(uri: str) -> bytes:
    """What is at a URI: `s3://media/<hertz>-<seconds>.wav` is a buzz of that pitch."""
    name = uri.rpartition("/")[2].removesuffix(".wav")
    if name == "text":
        return b"no sound at all"
    hertz, seconds = (float(part) for part in name.split("-"))
    times = np.arange(round(16000 * seconds)) / 16000
    file = io.BytesIO()
    soundfile.write(file, 0.3 * ((times * hertz) % 1 - 0.5) * (hertz > 0), 16000, format="WAV")
    return file.getvalue()


def say(voices: Voices, text: str = LAMP, language: str = "en", **voice: Any) -> tuple[SpokenLine, Samples]:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "professional"} | voice)
    line = LineToSpeak(id="line", text=text, emotion="neutral", voice=spec)
    (spoken,), sound = voices.speak(SpeechRequest(scene=1, language=language, lines=[line], rate=1, max_seconds=90))
    return spoken, sound


def sample(name: str) -> dict[str, str]:
    return {"uri": f"s3://media/{name}.wav", "consent": "consent-1"}


@pytest.mark.parametrize(("text", "language"), [(LAMP, "en"), ("古いランプ。", "ja"), ("旧灯。", "zh-Hans")])
def test_every_word_and_phoneme_has_its_time_within_the_line(voices: Voices, text: str, language: str) -> None:
    line, sound = say(voices, text, language)
    assert [word.text for word in line.words] == [text[start:end] for start, end in written_words(text)]
    assert len(sound) == round(SAMPLE_RATE * line.duration)
    assert line.phonemes
    for timed in (line.words, line.phonemes):
        assert all(0 <= one.start < one.end <= line.duration + 1e-9 for one in timed)
        assert [one.start for one in timed] == sorted(one.start for one in timed)


def test_the_same_request_has_the_same_samples_in_another_process_too(folder: Path, voices: Voices) -> None:
    before = say(voices)[1]
    voices._engines[0]._reading.cache_clear()  # type: ignore[attr-defined]
    assert np.array_equal(before, say(voices)[1])


def test_a_sample_is_another_voice_and_so_is_another_sample(voices: Voices) -> None:
    ones, others = say(voices, sample=sample("110-4"))[1], say(voices, sample=sample("230-4"))[1]
    assert not np.array_equal(ones, others)
    assert np.array_equal(ones, say(voices, sample=sample("110-4"))[1])


def test_a_sample_without_consent_cannot_be_expressed() -> None:
    for fields in ({"uri": "s3://media/a.wav"}, {"uri": "s3://media/a.wav", "consent": ""}):
        with pytest.raises(ValidationError, match="consent"):
            VoiceSample.model_validate(fields)


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"language": "ta"}, "language"),
        ({"accent": "scottish"}, "lines.0.voice.accent"),
        ({"sample": sample("text")}, "lines.0.voice.sample"),
        ({"sample": sample("110-1")}, "lines.0.voice.sample"),
        ({"sample": sample("0-4")}, "lines.0.voice.sample"),
    ],
)
def test_what_it_cannot_speak_is_refused(voices: Voices, how: dict[str, Any], field: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        say(voices, **how)
    assert refusal.value.field == field


def test_the_transformer_is_the_library_s(network: Network) -> None:
    """The states of each code are those of the library's own pass over all of them at once."""
    gpt, voice = network._model.gpt, network.voices["Claribel Dervla"]
    tokens = torch.tensor([network._model.tokenizer.encode(LAMP.lower(), "en")])
    written = network.read(LAMP, "en", voice, 0.75, seed=5, most_codes=20)
    codes = torch.tensor([written.codes + [gpt.stop_audio_token] * written.ended])
    with torch.inference_mode():
        expected = gpt(
            tokens,
            torch.tensor([tokens.shape[-1]]),
            codes,
            torch.tensor([codes.shape[-1] * gpt.code_stride_len]),
            cond_latents=voice.latents,
            return_latent=True,
        )
    assert written.latents.shape == expected.shape
    torch.testing.assert_close(written.latents, expected, atol=1e-4, rtol=1e-4)


def test_the_seed_chooses_the_codes_and_no_text_is_read_for_ever(network: Network) -> None:
    voice = network.voices["Claribel Dervla"]
    one, same, other = (network.read(LAMP, "en", voice, 0.75, seed, 30) for seed in (1, 1, 2))
    assert one.codes == same.codes != other.codes
    assert all(len(written.codes) <= 30 for written in (one, other))


def test_loading_leaves_the_weights_as_they_are(folder: Path, network: Network) -> None:
    weights.verify(folder)  # the library writes those of the published format anew


def test_long_texts_are_split_between_sentences_then_clauses_then_words() -> None:
    text = "One two. Three four, five six seven! Eight."
    for most in (8, 15, 30):
        pieces = split(text, most)
        assert "".join(text[a:b] for a, b in pieces) == text
        assert all(b - a <= most for a, b in pieces)
    assert [text[a:b].strip() for a, b in split(text, 30)] == ["One two.", "Three four, five six seven!", "Eight."]
    assert all(b - a <= 4 for a, b in split("旧灯旧灯旧灯旧灯旧灯", 4))


def test_a_long_line_is_spoken_in_pieces(voices: Voices) -> None:
    text = " ".join([LAMP] * 11)
    line, _ = say(voices, text)
    assert [word.text for word in line.words] == text.split()
    assert all(0 <= word.start < word.end <= line.duration + 1e-9 for word in line.words)


def test_where_pieces_meet_there_is_no_jump() -> None:
    """Tones that begin and end at once, and one with room around it, against what a tone itself rises by."""
    tone = np.sin(2 * np.pi * 200 * np.arange(SAMPLE_RATE) / SAMPLE_RATE + 1.2) * 0.5
    room = np.random.default_rng(0).normal(0, 1e-4, SAMPLE_RATE // 2)
    swell = tone * np.sin(np.linspace(0, np.pi, len(tone)))
    pieces = [Said(sound, [("a", 0.5)], [(0, 0.5)]) for sound in (np.concatenate([room, swell, room]), tone, tone)]
    joined = join(pieces)
    steps = np.abs(np.diff(joined.samples))
    assert steps.max() <= np.abs(np.diff(tone)).max() * 1.05
    assert [time for _, time in joined.sounds] == sorted(time for _, time in joined.sounds)


def test_the_published_speakers_are_known_and_a_variant_keeps_its_speaker(voices: Voices) -> None:
    assert len({*WOMEN, *MEN}) == 58
    cast = voices._engines[0]._cast  # type: ignore[attr-defined]

    def who(**voice: Any) -> str:
        return str(
            cast.of(VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "friendly"} | voice))[0]
        )

    assert who() == "Claribel Dervla" and who(variant=1) == "Daisy Studious"
    assert who(gender="male") == "Andrew Chipper" and who(gender="male", age="child") in WOMEN
    assert len({who(gender="neutral", variant=variant) for variant in range(5)}) == 5


def test_it_is_not_for_commercial_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "xtts")
    monkeypatch.setenv("XTTS_WEIGHTS", str(folder))
    monkeypatch.setenv("PRODUCTION", "true")
    with pytest.raises(manifest.Unlicensed, match="xtts"):
        manifest.require_licences("voice")
