"""How voices differ: `python -m benchmarks.voices` prints pitch, formants and rate of every description in English.

Measured on the sound alone (`benchmarks.acoustics`), medians over one sentence; the rate in words a second.
"""

import itertools
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np

from benchmarks.acoustics import formants, pitches
from film_studio.film.models import Age, Gender, LineToSpeak, SpeechRequest, Tone, VoiceSpec
from sagemaker_containers.voice import adapter

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


def main() -> None:
    """Print a row for each age, gender and tone, and one for each accent."""
    engine = adapter.load()
    adapter.warm_up(engine)
    voices = [
        VoiceSpec(age=age, gender=gender, tone=tone)
        for age, gender, tone in itertools.product(get_args(Age), get_args(Gender), get_args(Tone))
    ]
    print("| voice | pitch, Hz | formants, Hz | words a second |\n|---|---|---|---|")
    for voice in voices:
        found = measured(engine, voice)
        resonances = ", ".join(f"{formant:.0f}" for formant in found.formants)
        print(f"| {voice.age} {voice.gender} {voice.tone} | {found.pitch:.0f} | {resonances} | {found.rate:.2f} |")


if __name__ == "__main__":
    main()
