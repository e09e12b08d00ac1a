"""Speaks lines with neural voices (VITS) in the format that Piper publishes them in: a model and its description each.

A voice takes the phonemes that eSpeak NG makes of a text, and gives nothing but sound: when each is said comes from
eSpeak NG's own rendering of the text, warped onto it.
"""

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.character import EMOTIONS, OTHERS, PITCH_HZ, SENIOR_RATE, TONES
from sagemaker_containers.voice.espeak_ng.library import Prosody, Utterance, speak
from sagemaker_containers.voice.speaking import Take, heard
from sagemaker_containers.voice.warping import warp

_BEGIN, _PAD, _END = "^", "_", "$"
"""Symbols of every voice that are no sound: around the phonemes, and between any two of them."""

_PAUSES = re.compile(r"[,;:.!?](?=\W*$)")
"""The mark that a stretch of text ends with."""

_PROBE = "He told them all he knew."
_MOST_SPEAKERS = 8
"""So many speakers of a voice that has hundreds are listened to when it is loaded."""

_MOVED_AT_MOST = 1.2
"""The factor by which pitch and formants are moved together at most to suit an age; more sounds like a cartoon."""

_REACH = 1.35
"""Speakers whose pitch is within this factor of the nearest one's distance are as good for a part."""


@dataclass(frozen=True)
class _Speaker:
    """One speaker of a model, and its median pitch in Hz."""

    model: "_Model"
    number: int
    hertz: float


class _Model:
    """One pair of files. Raises `ValueError` where the description is not one of phonemes that eSpeak NG makes."""

    def __init__(self, model: Path, description: Path):
        self.description: dict[str, Any] = json.loads(description.read_text(encoding="utf-8"))
        if self.description.get("phoneme_type", "espeak") != "espeak":
            raise ValueError(f"{model.name} does not speak eSpeak NG's phonemes")
        self.region = model.name.partition("-")[0]
        self.espeak_voice = _espeak_voice(self.description["espeak"]["voice"])
        self.sample_rate: int = self.description["audio"]["sample_rate"]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    @property
    def speakers(self) -> int:
        """How many it has."""
        return max(int(self.description.get("num_speakers", 1)), 1)

    def sound(self, phonemes: str, speaker: int, length: float) -> npt.NDArray[np.int16]:
        """What the phonemes sound like. `length` 1.0 is the voice's own pace, more is slower.

        The voice's random variation is left out, so that the same phonemes always sound the same.
        """
        known: dict[str, list[int]] = self.description["phoneme_id_map"]
        numbers = [*known[_BEGIN], *known[_PAD]]
        for symbol in unicodedata.normalize("NFD", phonemes):
            if symbol in known:
                numbers += [*known[symbol], *known[_PAD]]
        numbers += known[_END]
        usual = self.description.get("inference", {}).get("length_scale", 1.0)
        inputs = {
            "input": np.array([numbers], np.int64),
            "input_lengths": np.array([len(numbers)], np.int64),
            "scales": np.array([0.0, usual * length, 0.0], np.float32),
        }
        if self.speakers > 1:
            inputs["sid"] = np.array([speaker], np.int64)
        samples: npt.NDArray[np.float32] = self._session.run(None, inputs)[0].squeeze()
        return np.round(samples.clip(-1, 1) * 32767).astype(np.int16)


class Piper:
    """The engine. `files` are models and descriptions; `languages` is the manifest's capability of that name."""

    name = "piper"

    def __init__(self, files: list[Path], languages: dict[str, Any]):
        self._languages = languages
        models = [_Model(path, path.with_name(f"{path.name}.json")) for path in files if path.suffix == ".onnx"]
        self._speakers = [
            _Speaker(model, number, _pitch(model, number))
            for model in models
            for number in range(min(model.speakers, _MOST_SPEAKERS))
        ]

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether there is a voice of the language, and of the accent where one is asked for."""
        return bool(self._able(language, voice.accent))

    def _able(self, language: str, accent: str | None) -> list[_Speaker]:
        entry = self._languages.get(language, {"accents": {}})
        region = f"{language.partition('-')[0]}_" if accent is None else entry["accents"].get(accent)
        return [speaker for speaker in self._speakers if region and speaker.model.region.startswith(region)]

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken."""
        spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
        speaker, hertz = self._cast(spec, language)
        moved = hertz * tone.pitch * emotion.pitch / speaker.hertz
        moved = min(max(moved, 1 / _MOVED_AT_MOST), _MOVED_AT_MOST)
        pace = rate * tone.rate * emotion.rate * (SENIOR_RATE if spec.age == "senior" else 1.0)

        text = "".join(character if character.isprintable() else " " for character in line.text)
        guide = speak(text, Prosody(speaker.model.espeak_voice, 160, 50, 50))
        samples = speaker.model.sound(_phonemes(text, guide), speaker.number, moved / pace)
        sound, _ = polish.voice(samples, speaker.model.sample_rate, moved)
        known, step = polish.voice(guide.samples, guide.sample_rate, 1.0)
        starts = [*(sample * step for _, sample in guide.sounds), *(sample * step for _, sample in guide.words)]
        times = warp(known, starts, sound).tolist() if sound.any() and known.any() else starts
        return heard(
            line.text,
            sound,
            [(symbol, time) for (symbol, _), time in zip(guide.sounds, times, strict=False)],
            [(place, time) for (place, _), time in zip(guide.words, times[len(guide.sounds) :], strict=True)],
            emotion.loudness,
        )

    def _cast(self, spec: VoiceSpec, language: str) -> tuple[_Speaker, float]:
        """Who speaks for a description, and the pitch that is wanted (Hz)."""
        hertz = float(PITCH_HZ[spec.gender][spec.age])

        def distance(speaker: _Speaker) -> float:
            return abs(math.log(hertz / speaker.hertz))

        speakers = sorted(self._able(language, spec.accent), key=distance)
        near = [speaker for speaker in speakers if distance(speaker) <= distance(speakers[0]) + math.log(_REACH)]
        pitch, _ = OTHERS[spec.variant // len(near) % len(OTHERS)]
        return near[spec.variant % len(near)], hertz * pitch


def _phonemes(text: str, guide: Utterance) -> str:
    """The text as these voices are trained to read it: IPA with stress, spaces between words, marks where it pauses."""
    parts: list[str] = []
    words = [*guide.words, (len(text), math.inf)]
    upcoming = 0
    for symbol, sample in guide.sounds:
        while words[upcoming][1] <= sample and symbol:
            before = _PAUSES.search(text[: words[upcoming][0]].rstrip())
            parts.append(f"{before.group() if before else ''} ")
            upcoming += 1
        parts.append(symbol)
    last = _PAUSES.search(text)
    return "".join(parts).lstrip() + (last.group() if last else "")


def _espeak_voice(name: str) -> str:
    """The name by which eSpeak NG knows a voice: `en-gb` is its `en`. Raises `ValueError` where it has none."""
    try:
        speak("a", Prosody(name, 160, 50, 50))
    except ValueError:
        language, _, region = name.partition("-")
        if not region:
            raise
        return _espeak_voice(language)
    return name


def _pitch(model: _Model, speaker: int) -> float:
    """A speaker's median fundamental frequency in Hz, by autocorrelation of frames of 50 ms."""
    guide = speak(_PROBE, Prosody(model.espeak_voice, 160, 50, 50))
    sound = model.sound(_phonemes(_PROBE, guide), speaker, 1.0) / 32768
    size = model.sample_rate // 20
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    loud = frames[frames.std(1) > 0.3 * frames.std(1).max()]
    spectra = np.fft.rfft(loud - loud.mean(1, keepdims=True), 4 * size)
    correlation = np.fft.irfft(np.abs(spectra) ** 2)[:, :size]
    low, high = model.sample_rate // 400, model.sample_rate // 60
    lags = low + correlation[:, low:high].argmax(1)
    return float(model.sample_rate / np.median(lags))
