"""How voices differ: `python -m benchmarks.voices` prints pitch, formants and rate of every description in English.

Measured on the sound alone: pitch by autocorrelation, formants as the resonances of a linear prediction of the voiced
parts (medians), the rate in words a second.
"""

import itertools
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from film_studio.film.models import Age, Gender, LineToSpeak, SpeechRequest, Tone, VoiceSpec
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.polish import SAMPLE_RATE

SENTENCE = "The old man walked along the river, and looked at the golden evening light over the water."

_RATE = 12_000
_WINDOW, _STEP = 480, 120
"""Samples at `_RATE`: 40 and 10 ms."""

_LOWEST, _HIGHEST = 60.0, 500.0
_ORDER = 14
_RANGES = ((250.0, 1000.0), (900.0, 2600.0), (2200.0, 4200.0))
"""Where the first three formants lie, Hz."""


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
    frames = _frames(np.asarray(sound, np.float64)[:: SAMPLE_RATE // _RATE])
    pitches = np.array([_pitch(frame) for frame in frames])
    voiced = pitches > 0
    formants = np.array([found for frame in frames[voiced] if (found := _formants(frame)) is not None])
    first, second, third = np.median(formants, axis=0)
    return Measures(
        float(np.median(pitches[voiced])),
        (float(first), float(second), float(third)),
        len(spoken.words) / spoken.duration,
    )


def _frames(sound: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Windows that are loud enough to be speech."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_STEP]
    power = (windows**2).mean(axis=1)
    return windows[power > power.max() * 0.02]


def _pitch(frame: npt.NDArray[np.float64]) -> float:
    """Hz; 0 where the frame is not voiced."""
    frame = (frame - frame.mean()) * np.hanning(len(frame))
    spectrum = np.abs(np.fft.rfft(frame, 2 * len(frame))) ** 2
    lags = (
        np.fft.irfft(spectrum)[: len(frame)]
        / np.fft.irfft(np.abs(np.fft.rfft(np.hanning(len(frame)), 2 * len(frame))) ** 2)[: len(frame)]
    )
    shortest, longest = int(_RATE / _HIGHEST), int(_RATE / _LOWEST)
    lag = shortest + int(lags[shortest:longest].argmax())
    return _RATE / lag if lags[lag] > 0.6 * lags[0] else 0.0


def _formants(frame: npt.NDArray[np.float64]) -> tuple[float, float, float] | None:
    """The first resonance in each range; None where one has none."""
    frame = np.append(frame[0], frame[1:] - 0.95 * frame[:-1]) * np.hamming(len(frame))
    lags = np.correlate(frame, frame, "full")[len(frame) - 1 : len(frame) + _ORDER]
    matrix = lags[np.abs(np.subtract.outer(np.arange(_ORDER), np.arange(_ORDER)))]
    roots = np.roots(np.append(1, -np.linalg.solve(matrix + np.eye(_ORDER) * 1e-9 * lags[0], lags[1:])))
    roots = roots[(roots.imag > 0) & (-np.log(np.abs(roots)) * _RATE / np.pi < 500)]
    frequencies = np.sort(np.angle(roots) * _RATE / (2 * np.pi))
    found: list[float] = []
    for low, high in _RANGES:
        above = frequencies[(frequencies > max(low, found[-1] + 150 if found else 0)) & (frequencies < high)]
        if not len(above):
            return None
        found.append(float(above[0]))
    return found[0], found[1], found[2]


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
        formants = ", ".join(f"{formant:.0f}" for formant in found.formants)
        print(f"| {voice.age} {voice.gender} {voice.tone} | {found.pitch:.0f} | {formants} | {found.rate:.2f} |")


if __name__ == "__main__":
    main()
