"""Speaks lines with neural voices (VITS) in the format that Piper publishes them in: a model and its description each.

A voice takes the phonemes that eSpeak NG makes of a text, and gives nothing but sound: when each is said comes from
eSpeak NG's own rendering of the text, warped onto it.
"""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.character import EMOTIONS, SENIOR_RATE, TONES
from sagemaker_containers.voice.espeak_ng.library import Utterance
from sagemaker_containers.voice.neural import (
    PROBE,
    cast,
    espeak_voice,
    guide_of,
    median_pitch,
    printable,
    spelled,
    within,
)
from sagemaker_containers.voice.speaking import Take, heard
from sagemaker_containers.voice.warping import warp

_BEGIN, _PAD, _END = "^", "_", "$"
"""Symbols of every voice that are no sound: around the phonemes, and between any two of them."""

_MOST_SPEAKERS = 8
"""So many speakers of a voice that has hundreds are listened to when it is loaded."""


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
        self.espeak_voice = espeak_voice(self.description["espeak"]["voice"])
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
        return voice.sample is None and bool(self._able(language, voice.accent))

    def _able(self, language: str, accent: str | None) -> list[_Speaker]:
        entry = self._languages.get(language, {"accents": {}})
        region = f"{language.partition('-')[0]}_" if accent is None else entry["accents"].get(accent)
        return [speaker for speaker in self._speakers if region and speaker.model.region.startswith(region)]

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken."""
        spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
        speaker, hertz = cast(self._able(language, spec.accent), spec)
        moved = within(hertz * tone.pitch * emotion.pitch / speaker.hertz)
        pace = rate * tone.rate * emotion.rate * (SENIOR_RATE if spec.age == "senior" else 1.0)

        text = printable(line.text)
        guide = guide_of(text, speaker.model.espeak_voice)
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


def _phonemes(text: str, guide: Utterance) -> str:
    """All that the network reads of a text."""
    return "".join(piece.symbols for piece in spelled(text, guide))


def _pitch(model: _Model, speaker: int) -> float:
    """A speaker's median pitch in Hz."""
    sound = model.sound(_phonemes(PROBE, guide_of(PROBE, model.espeak_voice)), speaker, 1.0)
    return median_pitch(sound / 32768, model.sample_rate)
