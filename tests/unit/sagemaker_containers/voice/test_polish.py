"""What every engine's voice goes through before it is heard."""

import numpy as np
import numpy.typing as npt
import pytest

from sagemaker_containers.voice.polish import SAMPLE_RATE, polish

Samples = npt.NDArray[np.floating]


def with_hiss(decibels: float) -> Samples:
    """A second of a hummed vowel, and half a second of hiss so far under it in the middle of another."""
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    vowel = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 12))
    vowel *= np.where(np.abs(time - 1.5) < 0.25, 0, 1)
    noise = np.random.default_rng(1).normal(size=len(time))
    spectrum = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(len(time), 1 / SAMPLE_RATE)
    spectrum[(hertz < 5500) | (hertz > 8500)] = 0
    hiss = np.fft.irfft(spectrum)
    level = np.sqrt(np.mean(vowel[:SAMPLE_RATE] ** 2)) * 10 ** (decibels / 20)
    return vowel * 0.1 + hiss / hiss.std() * level * 0.1 * (np.abs(time - 1.5) < 0.22)


def hiss_under_vowel(sound: Samples) -> float:
    """In dB."""
    vowel, hiss = sound[SAMPLE_RATE // 4 : SAMPLE_RATE], sound[round(1.35 * SAMPLE_RATE) : round(1.65 * SAMPLE_RATE)]
    return float(10 * np.log10(np.mean(hiss**2) / np.mean(vowel**2)))


def test_sharp_hiss_is_turned_down_and_soft_hiss_is_left() -> None:
    sharp, soft = with_hiss(-4), with_hiss(-24)
    assert hiss_under_vowel(polish(sharp, 0)) < hiss_under_vowel(sharp) - 4
    assert hiss_under_vowel(polish(soft, 0)) > hiss_under_vowel(soft) - 0.5


@pytest.mark.parametrize("level", [0.01, 0.3, 1.0])
def test_no_voice_clips_or_clicks(level: float) -> None:
    sound = polish(with_hiss(-10) * level, 3)
    assert np.abs(sound).max() < 0.9
    assert np.abs(sound[[0, -1]]).max() < 1e-3
    assert np.abs(np.diff(sound[: SAMPLE_RATE // 100])).max() < 0.1
