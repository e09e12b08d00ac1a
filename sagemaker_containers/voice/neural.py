"""What neural voices have in common, whichever network speaks: how a text is read to them, and who is chosen."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from film_studio.film.models import VoiceSpec
from sagemaker_containers.voice.character import OTHERS, PITCH_HZ
from sagemaker_containers.voice.espeak_ng.library import Prosody, Utterance, speak
from sagemaker_containers.voice.polish import Samples

PROBE = "He told them all he knew."
"""What a voice says to show its pitch."""

MOVED_AT_MOST = 1.2
"""The factor by which pitch and formants are moved together at most to suit an age; more sounds like a cartoon."""

_REACH = 1.35
"""Speakers whose pitch is within this factor of the nearest one's distance are as good for a part."""

_PAUSES = re.compile(r"[,;:.!?](?=\W*$)")
"""The mark that a stretch of text ends with."""


class Pitched(Protocol):
    """A speaker whose median pitch is known."""

    @property
    def hertz(self) -> float:
        """It."""


Speaker = TypeVar("Speaker", bound=Pitched)


def cast(speakers: Sequence[Speaker], spec: VoiceSpec) -> tuple[Speaker, float]:
    """Who of them speaks for a description, and the pitch that is wanted (Hz)."""
    hertz = float(PITCH_HZ[spec.gender][spec.age])

    def distance(speaker: Speaker) -> float:
        return abs(math.log(hertz / speaker.hertz))

    nearest = sorted(speakers, key=distance)
    near = [speaker for speaker in nearest if distance(speaker) <= distance(nearest[0]) + math.log(_REACH)]
    pitch, _ = OTHERS[spec.variant // len(near) % len(OTHERS)]
    return near[spec.variant % len(near)], hertz * pitch


def within(factor: float) -> float:
    """A factor for pitch and formants, no further from 1 than `MOVED_AT_MOST`."""
    return min(max(factor, 1 / MOVED_AT_MOST), MOVED_AT_MOST)


def printable(text: str) -> str:
    """The text with a space for each character that nobody can say."""
    return "".join(character if character.isprintable() else " " for character in text)


@dataclass(frozen=True)
class Piece:
    """Some symbols of what a network reads."""

    symbols: str
    sound: int | None
    """Which of the guide's sounds it is; None for a space or mark."""
    words: tuple[int, ...]
    """Places in the text of the words that begin with it."""


def spelled(text: str, guide: Utterance) -> list[Piece]:
    """The text as these voices are trained to read it: IPA with stress, spaces between words, marks where it pauses."""
    pieces: list[Piece] = []
    words = [*guide.words, (len(text), math.inf)]
    upcoming, silent = 0, True
    for number, (symbol, sample) in enumerate(guide.sounds):
        begun = []
        while words[upcoming][1] <= sample and symbol:
            place = words[upcoming][0]
            before = _PAUSES.search(text[:place].rstrip())
            if not silent:
                pieces.append(Piece(f"{before.group() if before else ''} ", None, ()))
            begun.append(place)
            upcoming += 1
        pieces.append(Piece(symbol, number, tuple(begun)))
        silent = silent and not symbol
    last = _PAUSES.search(text)
    return [*pieces, *([Piece(last.group(), None, ())] if last else [])]


def guide_of(text: str, voice: str) -> Utterance:
    """eSpeak NG's own rendering of a text, whose phonemes and times lead a neural voice."""
    return speak(text, Prosody(voice, 160, 50, 50))


def espeak_voice(name: str) -> str:
    """The name by which eSpeak NG knows a voice: `en-gb` is its `en`. Raises `ValueError` where it has none."""
    try:
        guide_of("a", name)
    except ValueError:
        language, _, region = name.partition("-")
        if not region:
            raise
        return espeak_voice(language)
    return name


def median_pitch(sound: Samples, sample_rate: int) -> float:
    """The median fundamental frequency in Hz, by autocorrelation of frames of 50 ms."""
    size = sample_rate // 20
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    loud = frames[frames.std(1) > 0.3 * frames.std(1).max()]
    spectra = np.fft.rfft(loud - loud.mean(1, keepdims=True), 4 * size)
    correlation = np.fft.irfft(np.abs(spectra) ** 2)[:, :size]
    low, high = sample_rate // 400, sample_rate // 60
    lags = low + correlation[:, low:high].argmax(1)
    return float(sample_rate / np.median(lags))
