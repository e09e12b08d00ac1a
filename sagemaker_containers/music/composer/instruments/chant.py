"""A small choir that chants: eSpeak NG says the syllables, and their spectra are sung on the notes' pitches.

The voice is spoken on one tone, and its spectral envelope taken every 5 ms. The envelope then colours the harmonics of
another fundamental, the melody's: vowels are held as long as their notes, consonants keep their own length, and each
singer has a throat, a pitch and a moment of their own.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from sagemaker_containers.music.composer.composition import Note, Part
from sagemaker_containers.music.composer.instruments.sound import (
    SAMPLE_RATE,
    Floats,
    Samples,
    curve,
    just_hertz,
)
from sagemaker_containers.voice.espeak_ng.library import Prosody, speak

_PROSODY = Prosody("hi", words_per_minute=120, pitch=40, range=0)
_SPOKEN_HERTZ = 80
_RATE = 22050
_HOP = 110
_WINDOW = 660
_SIZE = 1024
_HIGHEST = 4600
_VOWELS = "aeiouəɪʊɛɔʌɐæ"
_VOICELESS = ("s", "ʃ", "ʂ", "ɕ", "h", "k", "t", "ʈ", "p", "c", "x")
_LEGATO_GAP = 0.12


@dataclass(frozen=True)
class _Singer:
    throat: float
    """How much shorter than the voice's own: formants are this many times as high."""
    cents: float
    delay: float
    vibrato: float


_SINGERS = (_Singer(1.0, 0.0, 0.0, 4.9), _Singer(0.93, -7.0, 0.022, 5.3), _Singer(1.07, 6.0, 0.035, 4.6))


@dataclass(frozen=True)
class _Spoken:
    """A line as it is spoken: its sound, spectral envelopes (one every `_HOP` samples), and times in seconds."""

    sound: Floats
    envelopes: Floats
    vowels: tuple[tuple[float, float], ...]
    voiceless: tuple[tuple[float, float], ...]


def chant(part: Part, tonic: int, samples: int) -> Samples:
    """The choir's part. Notes that follow each other are a line; each has one syllable, in eSpeak's mnemonics."""
    track = np.zeros(samples, np.float32)
    lines: list[list[Note]] = []
    for note in part.notes:
        if lines and note.start - (lines[-1][-1].start + lines[-1][-1].duration) < _LEGATO_GAP:
            lines[-1].append(note)
        else:
            lines.append([note])
    for line in lines:
        start, sound = _sing(line, tonic)
        first = max(round(start * SAMPLE_RATE), 0)
        sound = sound[: samples - first]
        track[first : first + len(sound)] += sound
    return track


@cache
def speak_line(syllables: tuple[str, ...]) -> _Spoken:
    """A line's syllables spoken on one tone. Raises `ValueError` where the voice leaves out or adds a vowel."""
    stressed = "".join("'" + syllable for syllable in syllables)  # without stress short vowels are swallowed
    utterance = speak(f"[[{stressed}]]", _PROSODY, phonemes=True)
    sound = utterance.samples / 32768.0
    events = [(symbol.strip("ˈˌ"), sample / utterance.sample_rate) for symbol, sample in utterance.sounds]
    events.append(("", len(sound) / utterance.sample_rate))
    spans = [(symbol, start, end) for (symbol, start), (_, end) in pairwise(events)]
    vowels = tuple((start, end) for symbol, start, end in spans if symbol[:1] and symbol[0] in _VOWELS)
    if len(vowels) != len(syllables):
        raise ValueError(f"{len(syllables)} syllables were spoken with {len(vowels)} vowels")
    voiceless = tuple((start, end) for symbol, start, end in spans if symbol.startswith(_VOICELESS))
    return _Spoken(sound, _envelopes(sound), vowels, voiceless)


def _envelopes(sound: Floats) -> Floats:
    """Amplitude of the spectrum without its harmonics, shape (frames, bins): power smoothed over one fundamental."""
    padded = np.pad(sound, _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), _SIZE)) ** 2
    width = round(_SPOKEN_HERTZ * _SIZE / _RATE) * 2 + 1
    total = np.cumsum(np.pad(power, ((0, 0), (width // 2 + 1, width // 2)), mode="reflect"), axis=1)
    return np.asarray(np.sqrt((total[:, width:] - total[:, :-width]) / width))


def _sing(line: list[Note], tonic: int) -> tuple[float, Samples]:
    """One line: when it begins (the first consonant comes before the beat), and its sound at 48 kHz."""
    spoken = speak_line(tuple(note.syllable for note in line))
    lead_in = min(spoken.vowels[0][0], 0.25)
    begin = line[0].start - lead_in
    ends = line[-1].start + line[-1].duration - begin
    written, source = _alignment(line, spoken, begin, ends)
    length = ends + 0.25
    frames = np.arange(0, length, _HOP / _RATE)
    place = np.clip(np.interp(frames, written, source) * _RATE / _HOP, 0, len(spoken.envelopes) - 1).astype(int)
    voiced = np.ones(len(frames))
    for start, end in spoken.voiceless:
        first, last = np.interp([start, end], source, written)
        voiced[(frames >= first) & (frames < last)] = 0
    voiced = np.convolve(np.pad(voiced, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    loudness = np.interp(frames, [n.start - begin for n in line], [n.velocity for n in line])
    loudness *= np.clip(frames / 0.03, 0, 1) * np.clip((ends + 0.1 - frames) / 0.35, 0, 1)
    sung = np.zeros(round(length * _RATE) + _HOP)
    for singer in _SINGERS:
        voice = _voice(line, spoken.envelopes[place], voiced * loudness, frames, begin, tonic, singer)
        late = round(singer.delay * _RATE)
        sung[late : late + len(voice)] += voice[: len(sung) - late]
    for start, end in spoken.voiceless:
        piece = spoken.sound[round(start * _RATE) : round(end * _RATE)].copy()
        if len(piece) > 2 * _HOP:
            piece[:_HOP] *= np.linspace(0, 1, _HOP)
            piece[-_HOP:] *= np.linspace(1, 0, _HOP)
            moment = float(np.interp(start, source, written))
            begins = round(moment * _RATE)
            piece = piece[: max(len(sung) - begins, 0)]
            sung[begins : begins + len(piece)] += 0.5 * piece * np.interp(moment, frames, loudness)
    fine = np.arange(round(length * SAMPLE_RATE)) * (_RATE / SAMPLE_RATE)
    return begin, np.interp(fine, np.arange(len(sung)), sung).astype(np.float32)


def _alignment(line: list[Note], spoken: _Spoken, begin: float, ends: float) -> tuple[list[float], list[float]]:
    """Moments of the line (s) and of the spoken sound: vowels begin on their notes, and give way to consonants."""
    written, source = [0.0], [spoken.vowels[0][0] - min(spoken.vowels[0][0], 0.25)]
    for index, (note, (start, end)) in enumerate(zip(line, spoken.vowels, strict=True)):
        at = note.start - begin
        if index + 1 < len(line):
            until = line[index + 1].start - begin
            until -= min(spoken.vowels[index + 1][0] - end, 0.55 * (until - at))
        else:
            until = ends - 0.1
        edge = 0.2 * (until - at)
        written += [at, at + edge, until - edge, until]
        source += [start, start + 0.4 * (end - start), start + 0.65 * (end - start), end]
    return [*written, ends + 0.25], [*source, len(spoken.sound) / _RATE]


def _voice(
    line: list[Note], envelopes: Floats, level: Floats, frames: Floats, begin: float, tonic: int, singer: _Singer
) -> Floats:
    """One singer: harmonics of the melody under the envelopes."""
    octaves = np.empty(len(frames))
    octaves[:] = np.log2(just_hertz(line[0].pitch, tonic))
    for note in line:
        own = frames - (note.start - begin)
        on = own >= 0
        shaking = 0.14 * np.clip((own - 0.4) / 0.5, 0, 1) * np.sin(2 * np.pi * singer.vibrato * own)
        octaves[on] = np.log2(just_hertz(note.pitch, tonic)) + (curve(note.bends, own[on]) + shaking[on]) / 12
    window = np.hanning(19)[1:-1]  # from one tone to the next a voice takes about 80 ms
    octaves = np.convolve(np.pad(octaves, 8, mode="edge"), window / window.sum(), mode="valid")
    frequency = 2 ** (octaves + singer.cents / 1200)
    between = np.linspace(0, 1, _HOP, endpoint=False)
    steps = frequency[:-1, None] + (frequency[1:] - frequency[:-1])[:, None] * between
    phase = np.cumsum(steps.ravel()) / _RATE % 1
    phasor = np.exp(2j * np.pi * phase).astype(np.complex64).reshape(len(frames) - 1, _HOP)
    powers = np.ones_like(phasor)
    sound = np.zeros((len(frames) - 1, _HOP), np.float32)
    rows = np.arange(len(frames))
    ramp = between.astype(np.float32)
    for harmonic in range(1, int(_HIGHEST / frequency.min()) + 1):
        powers *= phasor
        bins = np.minimum(frequency * harmonic / singer.throat * _SIZE / _RATE, _SIZE // 2 - 1)
        whole = bins.astype(int)
        part = bins - whole
        envelope = envelopes[rows, whole] * (1 - part) + envelopes[rows, whole + 1] * part
        envelope *= level * np.clip((_HIGHEST - frequency * harmonic) / 600, 0, 1)
        low = envelope.astype(np.float32)
        wave = powers.imag if harmonic % 3 else powers.real  # peaks of the harmonics do not coincide
        gain = (low[1:] - low[:-1])[:, None] * ramp
        gain += low[:-1, None]
        gain *= wave
        sound += gain
    return np.asarray(sound.ravel() * (1.15 * np.sqrt(_SPOKEN_HERTZ) / _WINDOW))
