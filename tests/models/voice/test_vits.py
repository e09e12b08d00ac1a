"""VITS checkpoints in the format that Coqui published them in: the real loading code, the network's own durations."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.models.checkpoints.voice import write_vits
from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine, VoiceSpec
from sagemaker_containers.serving import manifest, weights
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.alignment import written_words
from sagemaker_containers.voice.polish import Samples
from sagemaker_containers.voice.speaking import Voices
from sagemaker_containers.voice.vits.engine import Voice

LAMP = "On a windy night, little Meera found an old clay lamp in the barn."
APPLES = "Der alte Mann, Dr. Meyer, fand 12 Äpfel."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "vits"
    write_vits(path)
    return path


@pytest.fixture(scope="module")
def voices(folder: Path) -> Voices:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICE_ENGINE", "vits")
        patch.setenv("VITS_WEIGHTS", str(folder))
        return adapter.load()


def say(
    voices: Voices, text: str = LAMP, language: str = "en", rate: float = 1, **voice: Any
) -> tuple[SpokenLine, Samples]:
    spec = VoiceSpec.model_validate({"age": "adult", "gender": "female", "tone": "professional"} | voice)
    line = LineToSpeak(id="line", text=text, emotion="neutral", voice=spec)
    (spoken,), sound = voices.speak(SpeechRequest(scene=1, language=language, lines=[line], rate=rate, max_seconds=90))
    return spoken, sound


@pytest.mark.parametrize(
    ("text", "language"), [(LAMP, "en"), ("“Who?” — she said…", "en"), ("…", "en"), (APPLES, "de")]
)
def test_every_word_and_phoneme_has_its_time_within_the_line(voices: Voices, text: str, language: str) -> None:
    line, sound = say(voices, text, language)
    assert [word.text for word in line.words] == [text[start:end] for start, end in written_words(text)]
    assert len(sound) == round(48000 * line.duration)
    for timed in (line.words, line.phonemes):
        assert all(0 <= one.start < one.end <= line.duration + 1e-9 for one in timed)
        assert [one.start for one in timed] == sorted(one.start for one in timed)


def test_times_are_the_durations_of_the_network(folder: Path) -> None:
    """Held against the library's own outputs for the very symbols of the line."""
    voice = Voice(folder / "en-ljspeech", "en-us")
    spoken = voice.say("old lamp", None, 1.0, seed=3)
    assert len(spoken.sounding.samples) == spoken.sounding.beginnings[-1]
    frames = np.diff(spoken.sounding.beginnings)
    assert (frames % 256 == 0).all()
    # əʊ l d, l a m p: each begins with its symbol, of which every second is a blank.
    beginnings = set(spoken.sounding.beginnings[1::2].astype(float))
    assert {time for symbol, time in spoken.sounds if symbol} <= beginnings
    assert [place for place, _ in spoken.words] == [0, 4]
    first_of_second_word = [time for symbol, time in spoken.sounds if symbol.startswith("l")][-1]
    assert spoken.words[1][1] == first_of_second_word


def test_the_seed_changes_the_sound_and_the_same_seed_does_not(folder: Path) -> None:
    voice = Voice(folder / "en-ljspeech", "en-us")
    one, same, other = (voice.say("old lamp", None, 1.0, seed).sounding.samples for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one[:1000], other[:1000])


def test_the_same_request_has_the_same_samples(voices: Voices) -> None:
    before = say(voices)[1]
    say(voices, "Something else.", gender="male")
    assert np.array_equal(before, say(voices)[1])


def test_a_rate_is_the_network_s_length_scale(folder: Path) -> None:
    voice = Voice(folder / "en-ljspeech", "en-us")
    usual, slow = (voice.say(LAMP, None, length, 1).sounding.beginnings[-1] for length in (4.0, 8.0))
    assert slow / usual == pytest.approx(2, rel=0.25)  # every symbol takes whole frames


def test_an_accent_has_its_own_checkpoint_and_speakers_differ(folder: Path, voices: Voices) -> None:
    assert not np.array_equal(say(voices, accent="british")[1], say(voices, accent="american")[1])
    voice = Voice(folder / "en-vctk", "en-us")
    assert voice.network.speakers == [0, 1]
    one, other = (voice.say("old lamp", number, 1.0, 1).sounding.samples for number in (0, 1))
    assert not np.array_equal(one[:1000], other[:1000])


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"language": "fr"}, "language"),
        ({"accent": "scottish"}, "lines.0.voice.accent"),
        ({"sample": {"uri": "s3://media/a.wav", "consent": "c"}}, "lines.0.voice.sample"),
    ],
)
def test_what_no_checkpoint_speaks_is_refused(voices: Voices, how: dict[str, Any], field: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        say(voices, **how)
    assert refusal.value.field == field


def test_other_weights_are_another_version_and_damaged_ones_do_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = set()
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        write_vits(folder, seed)
        monkeypatch.setenv("VOICE_ENGINE", "vits")
        monkeypatch.setenv("VITS_WEIGHTS", str(folder))
        versions.add(manifest.read("voice").version)
    assert len(versions) == 2
    (folder / "en-ljspeech/config.json").write_text("{}")
    with pytest.raises(weights.Damaged, match="ljspeech/config"):
        adapter.load()
