"""The meter against another: pyloudnorm, which filters in time."""

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import resample

from film_studio.film.meter import SILENCE_LUFS, integrated_loudness, true_peaks
from tests.unit.film.film_samples import RATE, bright_music, voice


def tone(hertz, seconds=6.0):
    wave = np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    return np.stack([0.1 * wave, 0.05 * wave], axis=1)


def speech_and_pauses():
    sound = np.repeat(voice(9, RATE)[:, None], 2, axis=1)
    sound[3 * RATE : 6 * RATE] *= 0.003
    return sound


@pytest.mark.parametrize(
    "sound",
    [bright_music(5), tone(80), tone(1000), tone(9000), speech_and_pauses(), bright_music(5.07)],
    ids=["noise", "low", "middle", "high", "speech", "odd length"],
)
def test_loudness_is_what_another_meter_says(sound):
    assert integrated_loudness(sound.astype(np.float32)) == pytest.approx(
        pyloudnorm.Meter(RATE).integrated_loudness(sound), abs=0.1
    )


def test_full_scale_sines_have_the_loudness_of_the_standard():
    """BS.1770: a sine of 997 Hz at full scale in one channel is −3.01 LUFS."""
    wave = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE).astype(np.float32)
    assert integrated_loudness(np.stack([wave, 0 * wave], axis=1)) == pytest.approx(-3.01, abs=0.05)


def test_what_is_too_quiet_is_silent():
    assert integrated_loudness(np.full((RATE, 2), 1e-6, np.float32)) == SILENCE_LUFS


def test_true_peaks_see_what_lies_between_samples():
    sound = bright_music(0.5).astype(np.float32)
    sound[:, 1] = np.tile([1, 1, -1, -1], len(sound) // 4) / np.sqrt(2)  # its true peak is 1
    expected = max(np.abs(resample(channel.astype(float), 8 * len(channel))).max() for channel in sound.T)
    peaks = true_peaks(sound, 8, 0)
    assert peaks.shape == (len(sound) // 8,)
    assert peaks.max() == pytest.approx(expected, rel=0.02)
    assert peaks[100:-100].min() == pytest.approx(1, rel=0.02)


def test_true_peaks_below_the_floor_are_those_of_the_samples():
    sound = bright_music(0.5).astype(np.float32)
    everywhere, above = true_peaks(sound, 8, 0), true_peaks(sound, 8, 0.15)
    assert (everywhere < 0.15).any() and (everywhere >= 0.15).any()
    np.testing.assert_allclose(above[everywhere >= 0.15], everywhere[everywhere >= 0.15], rtol=1e-5)
    assert (above <= everywhere * 1.00001).all() and (above < everywhere * 0.99).any()
