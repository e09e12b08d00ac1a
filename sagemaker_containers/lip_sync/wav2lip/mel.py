"""What Wav2Lip hears: mel spectra as its weights were trained on.

The parameters are those of `audio.py` and `hparams.py` of the published code (https://github.com/Rudrabha/Wav2Lip).
"""

import io

import librosa
import numpy as np

from film_studio.film.models import FPS

SAMPLE_RATE = 16000
BANDS, WINDOW = 80, 16
"""Mel bands, and the spectra that the network hears of each frame: 0.2 s from the frame's time on."""

SPECTRA_PER_SECOND = 80
_HOP, _FRAME = SAMPLE_RATE // SPECTRA_PER_SECOND, 800
_LOWEST, _HIGHEST = 55, 7600
_PRE_EMPHASIS = 0.97
_REFERENCE_DB, _FLOOR_DB = 20.0, -100.0
_MOST = 4.0
"""Levels from the floor to 0 dB become −4 to 4."""


def decoded(content: bytes) -> np.ndarray:
    """The samples of a sound file, mono at `SAMPLE_RATE`."""
    samples: np.ndarray = librosa.load(io.BytesIO(content), sr=SAMPLE_RATE, mono=True)[0]
    return samples


def spectra(samples: np.ndarray) -> np.ndarray:
    """The mel spectra of a sound at `SAMPLE_RATE`, `SPECTRA_PER_SECOND`, from −4 to 4; shape (80, spectra)."""
    sharp = np.append(samples[:1], samples[1:] - _PRE_EMPHASIS * samples[:-1])
    magnitudes = np.abs(librosa.stft(sharp, n_fft=_FRAME, hop_length=_HOP, win_length=_FRAME, pad_mode="reflect"))
    bands = librosa.filters.mel(sr=SAMPLE_RATE, n_fft=_FRAME, n_mels=BANDS, fmin=_LOWEST, fmax=_HIGHEST)
    levels = 20 * np.log10(np.maximum(10 ** (_FLOOR_DB / 20), bands @ magnitudes)) - _REFERENCE_DB
    scaled = np.clip(2 * _MOST * (levels - _FLOOR_DB) / -_FLOOR_DB - _MOST, -_MOST, _MOST)
    return np.asarray(scaled, np.float32)


def window(heard: np.ndarray, frame: int) -> np.ndarray:
    """What the network hears of a frame (at `FPS`) of the sound with these spectra; shape (80, 16)."""
    start = int(frame * SPECTRA_PER_SECOND / FPS)
    return heard[:, start : start + WINDOW]
