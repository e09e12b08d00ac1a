"""From an engine's takes of single lines to the speech of a scene, the same for every engine."""

import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from film_studio.film.models import LineToSpeak, Phoneme, SpeechRequest, SpokenLine, Word
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice.polish import SAMPLE_RATE, Samples

FASTER_AT_MOST = 1.25
"""Where lines do not fit, they are spoken faster than asked by up to this factor."""


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


def speak_scene(
    request: SpeechRequest, rates: tuple[float, float], take: Callable[[LineToSpeak, float, str], Take]
) -> tuple[list[SpokenLine], Samples]:
    """The lines of a scene one after the other without pause: their times, and the sound at 48 kHz.

    `take` speaks a line at a rate; its third argument names the line in the request. Raises `Unsupported` for a rate
    outside `rates`, and for lines that do not fit `max_seconds` even when spoken `FASTER_AT_MOST` times faster.
    """
    slowest, fastest = rates
    if not slowest <= request.rate <= fastest:
        raise Unsupported(f"The rate must be from {slowest} to {fastest}.", "rate")
    takes = _fit(request, take)
    lines, start = [], 0
    for line, taken in zip(request.lines, takes, strict=True):
        lines.append(
            SpokenLine(
                line=line.id,
                start=start / SAMPLE_RATE,
                duration=taken.seconds,
                words=taken.words,
                phonemes=taken.phonemes,
            )
        )
        start += len(taken.samples)
    return lines, np.concatenate([np.zeros(0), *(taken.samples for taken in takes)])


def _fit(request: SpeechRequest, take: Callable[[LineToSpeak, float, str], Take]) -> list[Take]:
    """Takes of all lines that together are no longer than allowed, as little faster than asked as that needs."""
    limit = FASTER_AT_MOST * request.rate
    rate = request.rate
    while True:
        takes = [take(line, rate, f"lines.{index}") for index, line in enumerate(request.lines)]
        seconds = sum(taken.seconds for taken in takes)
        if seconds <= request.max_seconds:
            return takes
        if rate >= limit:
            raise Unsupported(
                f"The lines take {seconds:.1f} s when spoken as fast as can be understood, "
                f"{seconds - request.max_seconds:.1f} s more than there is.",
                "max_seconds",
            )
        rate = min(rate * max(seconds / request.max_seconds, 1.01), limit)


def write_wav(path: Path, samples: Samples) -> None:
    """Write mono 16-bit WAV at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
