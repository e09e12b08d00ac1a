"""Loudness and true peak of the finished sound, measured by other means than the limiter's own."""

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import butter, resample, sosfilt

from film_studio.film.loudness import LoudnessError, normalise
from tests.unit.film.film_samples import RATE, bright_music, voice


def true_peak(sound):
    """By Fourier interpolation to eight times the rate."""
    return 20 * np.log10(max(np.abs(resample(channel.astype(float), 8 * len(channel))).max() for channel in sound.T))


def drums(seconds):
    time = np.arange(round(seconds * RATE)) / RATE
    hits = np.random.default_rng(5).standard_normal((len(time), 2)) * np.exp(-(time % 0.5) * 6)[:, None]
    return 0.3 * sosfilt(butter(8, 16_000, fs=RATE, output="sos"), hits, axis=0)


def speech_with_peaks(seconds):
    sound = np.repeat(voice(seconds, RATE)[:, None], 2, axis=1)
    sound[::RATE] += 0.8
    return sound


@pytest.mark.parametrize("source", [bright_music, drums, speech_with_peaks])
@pytest.mark.parametrize("level_db", [-30, 0, 12])
def test_any_sound_comes_out_at_its_loudness_under_the_ceiling(source, level_db):
    sound = (source(8) * 10 ** (level_db / 20)).astype(np.float32)
    finished = normalise(sound)
    assert finished.shape == sound.shape
    assert finished.dtype == np.float32
    assert pyloudnorm.Meter(RATE).integrated_loudness(finished) == pytest.approx(-14, abs=0.5)
    assert true_peak(finished) <= -1.5


def test_the_limiter_leaves_what_has_no_peaks_alone():
    sound = speech_with_peaks(8).astype(np.float32)
    sound[: 4 * RATE] = np.repeat(voice(4, RATE)[:, None], 2, axis=1) / 4
    finished = normalise(sound)
    quiet = slice(RATE // 10, 3 * RATE + RATE // 2)
    heard = np.abs(sound[quiet, 0]) > 0.005
    gain = finished[quiet, 0][heard] / sound[quiet, 0][heard]
    assert gain.max() / gain.min() < 1.001


def test_peaks_are_turned_down_smoothly():
    """A limiter that clips adds high frequencies to a low tone."""
    time = np.arange(8 * RATE) / RATE
    swell = np.where(time % 2 < 1.9, 0.1, 0.9)
    sound = np.repeat((swell * np.sin(2 * np.pi * 100 * time))[:, None], 2, axis=1).astype(np.float32)
    finished = normalise(sound)[:, 0]
    spectrum = np.abs(np.fft.rfft(finished * np.hanning(len(finished))))
    frequency = np.fft.rfftfreq(len(finished), 1 / RATE)
    before = np.abs(np.fft.rfft(sound[:, 0] * np.hanning(len(sound))))
    high = frequency > 3000
    harsh = np.sum(spectrum[high] ** 2) / np.sum(spectrum**2)
    assert harsh < 1.5 * np.sum(before[high] ** 2) / np.sum(before**2) + 1e-6


def test_silence_cannot_be_brought_to_a_loudness():
    with pytest.raises(LoudnessError, match="silent"):
        normalise(np.zeros((8 * RATE, 2), np.float32))


def test_clicks_in_silence_cannot_either():
    sound = np.zeros((8 * RATE, 2), np.float32)
    sound[::RATE] = 0.9
    with pytest.raises(LoudnessError, match="under the limiter"):
        normalise(sound)
