"""Speaks lines with VITS checkpoints as Coqui published them: times are the network's own durations, to the frame."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.serving.weights import device, memory_errors
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.alignment import written_words
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
from sagemaker_containers.voice.vits.network import Sounding, load

_MOST_SPEAKERS = 16
"""So many speakers of a checkpoint that has more have parts."""


@dataclass(frozen=True)
class Spoken:
    """A text as a checkpoint says it: the sound, and the sample at which each sound and word begins."""

    sounding: Sounding
    sounds: list[tuple[str, float]]
    words: list[tuple[int, float]]


class Voice:
    """One sub-folder: a checkpoint, and the language that its name begins with (`en-ljspeech`)."""

    def __init__(self, folder: Path, espeak: str):
        self.name = folder.name
        self.network = load(folder, device())
        self._espeak = espeak_voice(self.network.phonemes or espeak)

    def say(self, text: str, speaker: int | None, length: float, seed: int) -> Spoken:
        """The text by one of the speakers. `length` 1.0 is their own pace, more is slower."""
        guide = guide_of(text, self._espeak)
        if not any(symbol for symbol, _ in guide.sounds):
            return Spoken(Sounding(np.zeros(0, np.float32), np.zeros(1, np.int64)), [], [])
        if self.network.phonemes is None:
            return self._read_letters(text, guide, speaker, length, seed)
        pieces = spelled(text, guide)
        numbers, beginnings = self.network.encode([piece.symbols for piece in pieces])
        sounding = self.network.sound(numbers, speaker, length, seed)
        at = [float(sounding.beginnings[beginning]) for beginning in beginnings]
        sounds = [
            (guide.sounds[piece.sound][0], begins)
            for piece, begins in zip(pieces, at, strict=True)
            if piece.sound is not None
        ]
        words = [(place, begins) for piece, begins in zip(pieces, at, strict=True) for place in piece.words]
        return Spoken(sounding, sounds, words)

    def _read_letters(self, text: str, guide: Utterance, speaker: int | None, length: float, seed: int) -> Spoken:
        """By a network of letters, which knows when words begin; within them sounds keep the guide's proportions."""
        spans = written_words(text)
        language = self.name.partition("-")[0]
        cleaned = [self.network.clean(text[start:end], language) for start, end in spans]
        pieces = [piece for word in cleaned for piece in (word, " ")][:-1]
        numbers, beginnings = self.network.encode(pieces)
        sounding = self.network.sound(numbers, speaker, length, seed)
        at = [float(sounding.beginnings[beginning]) for beginning in beginnings[::2]]
        words = [(start, begins) for (start, _), begins in zip(spans, at, strict=True)]
        known, meant = [0.0], [0.0]
        for place, sample in guide.words:
            word = bisect_right([start for start, _ in spans], place) - 1
            if word >= 0 and sample > known[-1] and at[word] > meant[-1]:
                known.append(float(sample))
                meant.append(at[word])
        known.append(max(float(len(guide.samples)), known[-1] + 1))
        meant.append(float(sounding.beginnings[-1]))
        times = np.interp([sample for _, sample in guide.sounds], known, meant).tolist()
        return Spoken(sounding, [(symbol, at) for (symbol, _), at in zip(guide.sounds, times, strict=True)], words)


@dataclass(frozen=True)
class _Speaker:
    """One speaker of a checkpoint."""

    voice: Voice
    number: int | None

    @cached_property
    def hertz(self) -> float:
        """The median pitch."""
        sounding = self.voice.say(PROBE, self.number, 1.0, 0).sounding
        return median_pitch(sounding.samples, self.voice.network.sample_rate)


class VITS:
    """The engine. `folder` has a sub-folder per voice; `languages` is the manifest's capability of that name."""

    name = "VITS"

    def __init__(self, folder: Path, languages: dict[str, Any]):
        self._languages = languages
        self._speakers = []
        for config in sorted(folder.glob("*/config.json")):
            language = config.parent.name.partition("-")[0]
            if language not in languages:
                raise ValueError(f"{config.parent} is of no known language; it must be named like en-ljspeech")
            voice = Voice(config.parent, languages[language]["espeak"])
            self._speakers += [_Speaker(voice, number) for number in voice.network.speakers[:_MOST_SPEAKERS]]

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether there is a voice of the language, and of the accent where one is asked for."""
        return voice.sample is None and bool(self._able(language, voice.accent))

    def _able(self, language: str, accent: str | None) -> list[_Speaker]:
        entry = self._languages.get(language, {"accents": {}})
        name = f"{language.partition('-')[0]}-" if accent is None else entry["accents"].get(accent)
        return [speaker for speaker in self._speakers if name and speaker.voice.name.startswith(name)]

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken."""
        spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
        pace = rate * tone.rate * emotion.rate * (SENIOR_RATE if spec.age == "senior" else 1.0)
        seed = int.from_bytes(hashlib.sha256(f"{spec.model_dump_json()}{line.text}".encode()).digest()[:4])
        with memory_errors():
            speaker, hertz = cast(self._able(language, spec.accent), spec)
            moved = within(hertz * tone.pitch * emotion.pitch / speaker.hertz)
            spoken = speaker.voice.say(printable(line.text), speaker.number, moved / pace, seed)
        samples = np.round(spoken.sounding.samples.clip(-1, 1) * 32767).astype(np.int16)
        sound, step = polish.voice(samples, speaker.voice.network.sample_rate, moved)
        return heard(
            line.text,
            sound,
            [(symbol, sample * step) for symbol, sample in spoken.sounds],
            [(place, sample * step) for place, sample in spoken.words],
            emotion.loudness,
        )
