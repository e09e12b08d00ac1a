"""Speaks a scene with eSpeak NG."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from film_studio.film.models import Phoneme, SpeechRequest, SpokenLine, Word
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice.espeak_ng import polish
from sagemaker_containers.voice.espeak_ng.alignment import align, sounds_to_phonemes
from sagemaker_containers.voice.espeak_ng.casting import Delivery, cast
from sagemaker_containers.voice.espeak_ng.library import speak

FASTER_AT_MOST = 1.25
"""Where lines do not fit, they are spoken faster than asked by up to this factor."""

_BEAT = round(0.4 * polish.SAMPLE_RATE)
"""How many samples a line takes in which there is nothing to say (an ellipsis, a dash)."""


@dataclass(frozen=True)
class _Take:
    """One line as spoken. Times are seconds from its first sample."""

    samples: polish.Samples
    words: list[Word]
    phonemes: list[Phoneme]

    @property
    def seconds(self) -> float:
        return len(self.samples) / polish.SAMPLE_RATE


class EspeakNG:
    """The engine. `languages` is the manifest's capability of that name."""

    def __init__(self, languages: dict[str, Any], rates: tuple[float, float]):
        self._languages = languages
        self._rates = rates

    def speak(self, request: SpeechRequest) -> tuple[list[SpokenLine], polish.Samples]:
        """The lines of a scene one after the other without pause: their times, and the sound at 48 kHz.

        Raises `Unsupported` for a language, accent or rate that there is not, and for lines that do not fit
        `max_seconds` even when spoken `FASTER_AT_MOST` times faster.
        """
        language = self._languages.get(request.language)
        if language is None:
            raise Unsupported(f"eSpeak NG is not set up to speak {request.language!r}.", "language")
        slowest, fastest = self._rates
        if not slowest <= request.rate <= fastest:
            raise Unsupported(f"The rate must be from {slowest} to {fastest}.", "rate")
        takes = self._fit(request, language)
        lines, start = [], 0
        for line, take in zip(request.lines, takes, strict=True):
            lines.append(
                SpokenLine(
                    line=line.id,
                    start=start / polish.SAMPLE_RATE,
                    duration=take.seconds,
                    words=take.words,
                    phonemes=take.phonemes,
                )
            )
            start += len(take.samples)
        return lines, np.concatenate([np.zeros(0), *(take.samples for take in takes)])

    def _fit(self, request: SpeechRequest, language: dict[str, Any]) -> list[_Take]:
        """Takes of all lines that together are no longer than allowed, as little faster than asked as that needs."""
        limit = FASTER_AT_MOST * request.rate
        rate = request.rate
        while True:
            takes = [
                _take(line.text, cast(line, language, rate, f"lines.{index}"))
                for index, line in enumerate(request.lines)
            ]
            seconds = sum(take.seconds for take in takes)
            if seconds <= request.max_seconds:
                return takes
            if rate >= limit:
                raise Unsupported(
                    f"The lines take {seconds:.1f} s when spoken as fast as can be understood, "
                    f"{seconds - request.max_seconds:.1f} s more than there is.",
                    "max_seconds",
                )
            rate = min(rate * max(seconds / request.max_seconds, 1.01), limit)


def _take(text: str, delivery: Delivery) -> _Take:
    spoken = "".join(character if character.isprintable() else " " for character in text)
    utterance = speak(spoken, delivery.prosody)
    samples, step = polish.voice(utterance.samples, utterance.sample_rate, delivery.formants)
    first, last = polish.audible(samples)
    if first == last:
        first, last, samples = 0, _BEAT, np.zeros(_BEAT)
    duration = (last - first) / polish.SAMPLE_RATE

    def seconds(sample: int) -> float:
        return min(max(sample * step - first / polish.SAMPLE_RATE, 0.0), duration)

    phonemes = sounds_to_phonemes([(symbol, seconds(sample)) for symbol, sample in utterance.sounds], duration)
    words = align(text, [(character, seconds(sample)) for character, sample in utterance.words], phonemes, duration)
    return _Take(polish.polish(samples[first:last], delivery.loudness), words, phonemes)


def write_wav(path: Path, samples: polish.Samples) -> None:
    """Write mono 16-bit WAV at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(polish.SAMPLE_RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
