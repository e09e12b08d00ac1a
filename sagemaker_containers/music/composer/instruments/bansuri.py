"""The bansuri, a bamboo flute: one breath is one sound, whose pitch never jumps."""

import numpy as np

from sagemaker_containers.music.composer.composition import Note, Part
from sagemaker_containers.music.composer.instruments.sound import SAMPLE_RATE, Floats, Samples, curve, just_hertz

_CONTROL_RATE = 400
_LEGATO_GAP = 0.08
_HARMONICS = ((1, 1.0), (2, 0.30), (3, 0.13), (4, 0.04), (5, 0.02))


def bansuri(part: Part, tonic: int, samples: int) -> Samples:
    """The part as the flute plays it: notes that follow each other without a gap are one breath."""
    track = np.zeros(samples, np.float32)
    breaths: list[list[Note]] = []
    for note in sorted(part.notes, key=lambda note: note.start):
        if breaths and note.start - (breaths[-1][-1].start + breaths[-1][-1].duration) < _LEGATO_GAP:
            breaths[-1].append(note)
        else:
            breaths.append([note])
    for index, breath in enumerate(breaths):
        first = round(breath[0].start * SAMPLE_RATE)
        sound = _blow(breath, tonic, index)[: samples - first]
        track[first : first + len(sound)] += sound
    return track


def _blow(breath: list[Note], tonic: int, seed: int) -> Samples:
    """One breath."""
    begin = breath[0].start
    length = breath[-1].start + breath[-1].duration - begin + 0.12
    time = np.arange(0, length, 1 / _CONTROL_RATE)
    octaves, level = np.empty(len(time)), np.zeros(len(time))
    for note, following in zip(breath, [*breath[1:], None], strict=True):
        first = round((note.start - begin) * _CONTROL_RATE)
        last = len(time) if following is None else round((following.start - begin) * _CONTROL_RATE)
        own = time[first:last] - time[first]
        vibrato = 0.13 * np.clip((own - 0.35) / 0.5, 0, 1) * np.sin(2 * np.pi * 4.8 * own)
        octaves[first:last] = np.log2(just_hertz(note.pitch, tonic)) + (curve(note.bends, own) + vibrato) / 12
        tongued = 1 - 0.3 * np.exp(-((own - 0.02) ** 2) / 0.0007) if note is not breath[0] else 1.0
        swell = 0.86 + 0.14 * np.sin(np.pi * np.clip(own / max(note.duration, 0.1), 0, 1))
        level[first:last] = note.velocity * tongued * swell
    # No hole of the flute opens at once: the pitch takes 20 ms from one note to the next.
    smooth_octaves = _smooth(octaves, 9)
    smooth_level = _smooth(level, 13) * np.clip(time / 0.06, 0, 1) * np.clip((time[-1] - time) / 0.12, 0, 1)
    fine = np.arange(round(length * SAMPLE_RATE)) * (_CONTROL_RATE / SAMPLE_RATE)
    frequency = np.interp(fine, np.arange(len(time)), 2**smooth_octaves)
    loud = np.interp(fine, np.arange(len(time)), smooth_level).astype(np.float32)
    phase = (np.cumsum(frequency) * (2 * np.pi / SAMPLE_RATE)) % (2 * np.pi * 60)
    phase = phase.astype(np.float32)
    tone = sum(
        np.float32(share) * loud ** np.float32(1 + 0.35 * (harmonic - 1)) * np.sin(np.float32(harmonic) * phase)
        for harmonic, share in _HARMONICS
    )
    air = _breath_noise(len(loud), seed) * loud * (0.035 + 0.16 * np.exp(-fine / (0.05 * _CONTROL_RATE)))
    return np.asarray(tone + air, np.float32)


def _smooth(values: Floats, width: int) -> Floats:
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(values, width // 2, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")


def _breath_noise(samples: int, seed: int) -> Samples:
    """Air between 500 Hz and 6 kHz, RMS 1."""
    size = 1 << (samples - 1).bit_length()
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(size, np.float32))
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    spectrum *= np.exp(-((np.log2(np.maximum(frequency, 1) / 1800) / 1.3) ** 2))
    air: Samples = np.fft.irfft(spectrum, size)[:samples].astype(np.float32)
    air /= np.sqrt(np.mean(air**2))
    return air
