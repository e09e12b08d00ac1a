"""How voices differ, by description and by emotion: `python -m benchmarks.voices` prints both tables in English.

Measured on the sound alone (`benchmarks.acoustics`), but for what is said when, which the voice tells.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pyloudnorm

from benchmarks.acoustics import formants, pitch_range, pitches
from film_studio.film.models import Age, Emotion, Gender, LineToSpeak, SpeechRequest, Tone, VoiceSpec
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.polish import SAMPLE_RATE

SENTENCE = "The old man walked along the river, and looked at the golden evening light over the water."


@dataclass(frozen=True)
class Measures:
    """Median pitch and first three formants in Hz, words a second."""

    pitch: float
    formants: tuple[float, float, float]
    rate: float

    def differs(self, other: "Measures") -> bool:
        """Whether a listener tells them apart.

        By half a semitone of pitch, 4 % of all resonances together, or 5 % of the rate: each above what is just
        noticed (0.3 %, 1.5 % and 5 %: Moore, An Introduction to the Psychology of Hearing; Quené 2007).
        """
        pitch = abs(np.log2(self.pitch / other.pitch)) * 12
        ratios = [np.log(one / two) for one, two in zip(self.formants, other.formants, strict=True)]
        return bool(pitch >= 0.5 or abs(np.mean(ratios)) >= 0.04 or abs(np.log(self.rate / other.rate)) >= 0.05)


def measured(engine: Any, voice: VoiceSpec) -> Measures:
    """A voice's measures over one sentence."""
    line = LineToSpeak(id="line", text=SENTENCE, emotion="neutral", voice=voice)
    request = SpeechRequest(scene=1, language="en", lines=[line], rate=1, max_seconds=99)
    (spoken,), sound = engine.speak(request)
    found = pitches(sound)
    return Measures(float(np.median(found[found > 0])), formants(sound), len(spoken.words) / spoken.duration)


EMOTION_SENTENCES = (
    "The boat came back in the morning, and my brother was on it.",
    "There is a letter on the table, and nobody has opened it.",
    "You have always known where the old road goes.",
)
"""Words that can be said in any emotion."""

EMOTION_VOICES = (
    VoiceSpec(age="adult", gender="female", tone="friendly"),
    VoiceSpec(age="adult", gender="male", tone="professional"),
    VoiceSpec(age="child", gender="neutral", tone="friendly"),
    VoiceSpec(age="senior", gender="male", tone="dramatic"),
)

_PAUSE = 0.1
"""Seconds between two sounds from which on it is a pause."""

_VOWELS = "aæɑɐɒɔəɚɛɜeɪiʊuʌoᵻ"


@dataclass(frozen=True)
class Expression:
    """How something is said: median pitch (Hz), its range (semitones), syllables a second, loudness (LUFS), pauses."""

    pitch: float
    range: float
    rate: float
    """Of the time that is not pause."""
    loudness: float
    pause: float
    """Seconds at a comma, on average."""

    def steps(self, other: "Expression") -> dict[str, float]:
        """How far this lies above another in each measure, in steps that are heard without listening for them."""
        return {
            "pitch": 12 * np.log2(self.pitch / other.pitch) / 1.5,
            "range": (self.range - other.range) / 2,
            "rate": np.log(self.rate / other.rate) / np.log(1.12),
            "loudness": (self.loudness - other.loudness) / 3,
        }


def expressed(
    engine: Any, voice: VoiceSpec, emotion: Emotion, sentences: Sequence[str] = EMOTION_SENTENCES
) -> Expression:
    """Sentences said in an emotion, measured together."""
    tracks, loudness, syllables, spoken, pauses = [], [], 0, 0.0, []
    for sentence in sentences:
        line = LineToSpeak(id="line", text=sentence, emotion=emotion, voice=voice)
        request = SpeechRequest(scene=1, language="en", lines=[line], rate=1, max_seconds=99)
        (said,), sound = engine.speak(request)
        tracks.append(pitches(sound))
        loudness.append(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(np.asarray(sound)))
        syllables += sum(phoneme.symbol[0] in _VOWELS for phoneme in said.phonemes)
        spoken += sum(phoneme.end - phoneme.start for phoneme in said.phonemes)
        pauses += [q.start - p.end for p, q in pairwise(said.phonemes) if q.start - p.end > _PAUSE]
    track = np.concatenate(tracks)
    return Expression(
        pitch=float(np.median(track[track > 0])),
        range=pitch_range(track),
        rate=syllables / spoken,
        loudness=float(np.mean(loudness)),
        pause=float(np.mean(pauses)),
    )


def main() -> None:
    """Print a row for each age, gender and tone, then one for each emotion of some voices."""
    engine = adapter.load()
    adapter.warm_up(engine)
    _print_descriptions(engine)
    print()
    _print_emotions(engine)


def _print_descriptions(engine: Any) -> None:
    voices = [
        VoiceSpec(age=age, gender=gender, tone=tone)
        for age, gender, tone in itertools.product(get_args(Age), get_args(Gender), get_args(Tone))
    ]
    print("| voice | pitch, Hz | formants, Hz | words a second |\n|---|---|---|---|")
    for voice in voices:
        found = measured(engine, voice)
        resonances = ", ".join(f"{formant:.0f}" for formant in found.formants)
        print(f"| {voice.age} {voice.gender} {voice.tone} | {found.pitch:.0f} | {resonances} | {found.rate:.2f} |")


def _print_emotions(engine: Any) -> None:
    print("| voice | emotion | pitch, Hz | range, semitones | syllables a second | loudness, LUFS | pause, s |")
    print("|---|---|---|---|---|---|---|")
    for voice, emotion in itertools.product(EMOTION_VOICES, get_args(Emotion)):
        found = expressed(engine, voice, emotion)
        print(
            f"| {voice.age} {voice.gender} {voice.tone} | {emotion} | {found.pitch:.0f} | {found.range:.1f} "
            f"| {found.rate:.2f} | {found.loudness:.1f} | {found.pause:.2f} |"
        )


if __name__ == "__main__":
    main()
