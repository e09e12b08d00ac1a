"""From what engines say to the speech of a scene: which engine takes a line, what a take is, how a scene fits."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from film_studio.film.models import LineToSpeak, Phoneme, SpeechRequest, SpokenLine, VoiceSpec, Word
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice.alignment import align, sounds_to_phonemes
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples, audible, polish

FASTER_AT_MOST = 1.25
"""Where lines do not fit, they are spoken faster than asked by up to this factor."""

_BEAT = round(0.4 * SAMPLE_RATE)
"""How many samples a line takes in which there is nothing to say (an ellipsis, a dash)."""


@dataclass(frozen=True)
class Take:
    """One line as spoken. Times are seconds from its first sample."""

    samples: Samples
    words: list[Word]
    phonemes: list[Phoneme]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / SAMPLE_RATE


def heard(
    text: str,
    sound: Samples,
    sounds: Sequence[tuple[str, float]],
    words: Sequence[tuple[int, float]],
    loudness: float,
) -> Take:
    """The take of a line as an engine makes it: without silence around it, polished, every written word timed.

    `sound` is at 48 kHz; `sounds` are IPA symbols ("" for a pause) and `words` indices of `text`, with their beginnings
    in seconds; `loudness` is in LU above or below the usual one.
    """
    first, last = audible(sound)
    if first == last or not any(symbol for symbol, _ in sounds):
        first, last, sound = 0, _BEAT, np.zeros(_BEAT)
    duration = (last - first) / SAMPLE_RATE

    def seconds(time: float) -> float:
        return min(max(time - first / SAMPLE_RATE, 0.0), duration)

    phonemes = sounds_to_phonemes([(symbol, seconds(time)) for symbol, time in sounds], duration)
    timed = align(text, [(character, seconds(time)) for character, time in words], phonemes, duration)
    return Take(polish(sound[first:last], loudness), timed, phonemes)


class Engine(Protocol):
    """Something that speaks lines."""

    name: str

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether it has a voice of this language and accent, and can sound like a sample where there is one."""

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line at a rate, 1.0 being natural; only for a voice that it `speaks`.

        Raises `Unsupported` with a field of the line's where that is at fault after all.
        """


class Voices:
    """The engines in force, the best first: each line is taken by the first that speaks its language and accent."""

    def __init__(self, engines: Sequence[Engine], rates: tuple[float, float]):
        self._engines = engines
        self._rates = rates

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether one of them has the language and accent, and can sound like the sample."""
        return any(engine.speaks(language, voice) for engine in self._engines)

    def speak(self, request: SpeechRequest) -> tuple[list[SpokenLine], Samples]:
        """The lines of a scene one after the other without pause: their times, and the sound at 48 kHz.

        Raises `Unsupported` for a language, accent or rate that there is not, and for lines that do not fit
        `max_seconds` even when spoken `FASTER_AT_MOST` times faster.
        """
        slowest, fastest = self._rates
        if not slowest <= request.rate <= fastest:
            raise Unsupported(f"The rate must be from {slowest} to {fastest}.", "rate")
        takes = self._fit(request, self._cast(request))
        lines, start = [], 0
        for line, take in zip(request.lines, takes, strict=True):
            lines.append(
                SpokenLine(
                    line=line.id,
                    start=start / SAMPLE_RATE,
                    duration=take.seconds,
                    words=_stressed(take.words, line),
                    phonemes=take.phonemes,
                )
            )
            start += len(take.samples)
        return lines, np.concatenate([np.zeros(0), *(take.samples for take in takes)])

    def _cast(self, request: SpeechRequest) -> list[Engine]:
        """The engine of each line."""
        engines = []
        for index, line in enumerate(request.lines):
            able = [engine for engine in self._engines if engine.speaks(request.language, line.voice)]
            if not able:
                names = " or ".join(engine.name for engine in self._engines)
                raise Unsupported(*self._fault(request.language, line.voice, names, f"lines.{index}"))
            engines.append(able[0])
        return engines

    def _fault(self, language: str, voice: VoiceSpec, names: str, field: str) -> tuple[str, str]:
        """What is wrong where no engine speaks, and which part of the request it is."""
        plain = voice.model_copy(update={"accent": None, "sample": None})
        if voice.sample and self.speaks(language, voice.model_copy(update={"sample": None})):
            return f"{names} does not speak {language!r} in the voice of a sample.", f"{field}.voice.sample"
        if self.speaks(language, plain):
            return f"{names} has no accent {voice.accent!r} of {language!r}.", f"{field}.voice.accent"
        return f"{names} does not speak {language!r}.", "language"

    @staticmethod
    def _fit(request: SpeechRequest, engines: Sequence[Engine]) -> list[Take]:
        """Takes of all lines that together are no longer than allowed, as little faster than asked as that needs."""
        limit = FASTER_AT_MOST * request.rate
        rate = request.rate
        while True:
            takes = []
            for index, (line, engine) in enumerate(zip(request.lines, engines, strict=True)):
                try:
                    takes.append(engine.take(line, request.language, rate))
                except Unsupported as fault:
                    raise Unsupported(fault.message, f"lines.{index}.{fault.field}") from fault
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


def _stressed(words: Sequence[Word], line: LineToSpeak) -> list[Word]:
    """The words of a line, those marked that its emphases stress."""
    stresses = [(each.start, each.end) for each in line.emphases if each.level != "reduced"]
    return [
        word.model_copy(update={"stressed": True})
        if any(start < word.offset + len(word.text) and word.offset < end for start, end in stresses)
        else word
        for word in words
    ]


def write_wav(path: Path, samples: Samples) -> None:
    """Write mono 16-bit WAV at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
