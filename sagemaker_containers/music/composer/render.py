"""From notes to sound: stereo, 48 kHz, exactly as long as asked."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tinysoundfont

from sagemaker_containers.music.composer.composition import Composition, Note, Part
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.instruments import PLAYERS, SAMPLE_RATE

Stereo = npt.NDArray[np.float32]

FADE_IN_SECONDS = 1.0
FADE_OUT_SECONDS = 1.7
_LEVEL = 10 ** (-20 / 20)
"""RMS of the score, full scale 1.0."""

_FONT_GAIN_DB = 10.0
_PRE_RINGING = 1 << 13
"""Samples by which the room and the equaliser sound ahead."""
_BLOCK = 1 << 14


@dataclass(frozen=True)
class _Voice:
    """An instrument's place in the mix: General MIDI program (None where it is made here), gain and pan (−1 to 1).

    Gains even out what the font leaves uneven (measured): a lead, a broken chord or a bass comes to −26 dBFS at a
    moderate velocity, a note of a pad to −32.
    """

    program: int | None
    gain_db: float
    pan: float


_VOICES = {
    "piano": _Voice(0, -3.5, -0.1),
    "electric piano": _Voice(4, -12.0, 0.15),
    "bass": _Voice(33, -16.5, 0.0),
    "violin": _Voice(40, -13.5, -0.3),
    "viola": _Voice(41, -15.5, 0.2),
    "cello": _Voice(42, -15.0, -0.25),
    "contrabass": _Voice(43, -15.5, 0.25),
    "tremolo strings": _Voice(44, -20.5, 0.0),
    "pizzicato": _Voice(45, -16.0, 0.25),
    "harp": _Voice(46, -21.0, 0.25),
    "timpani": _Voice(47, -17.0, 0.1),
    "strings": _Voice(49, -17.5, 0.0),
    "trombone": _Voice(57, -13.0, 0.25),
    "vibraphone": _Voice(11, -13.0, 0.2),
    "crystal": _Voice(98, -13.5, 0.15),
    "choir": _Voice(52, -23.0, 0.0),
    "horn": _Voice(60, -21.5, 0.2),
    "oboe": _Voice(68, -19.5, 0.1),
    "clarinet": _Voice(71, -12.5, 0.1),
    "flute": _Voice(73, -18.0, 0.1),
    "warm pad": _Voice(89, -24.5, 0.0),
    "sub": _Voice(89, -22.5, 0.0),
    "halo": _Voice(94, -24.0, 0.0),
    "sitar": _Voice(None, -6.0, 0.15),
    "chikari": _Voice(None, -16.0, 0.25),
    "veena": _Voice(None, -9.0, -0.15),
    "chant": _Voice(None, -6.0, -0.05),
    "high chant": _Voice(None, -10.0, 0.2),
    "bansuri": _Voice(None, -15.0, 0.1),
    "guitar": _Voice(None, -7.0, -0.2),
    "tanpura": _Voice(None, -14.0, -0.1),
    "tabla": _Voice(None, -6.5, 0.05),
    "bell": _Voice(None, -14.0, 0.2),
    "drums": _Voice(None, -12.0, 0.0),
}


def font_path() -> Path:
    """The General MIDI font that comes with pretty_midi (found without importing it)."""
    spec = find_spec("pretty_midi")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pretty_midi, which brings the General MIDI font, is not installed")
    return Path(spec.origin).with_name("TimGM6mb.sf2")


def render(composition: Composition) -> Stereo:
    """The finished score, shape (samples, 2), peaks below full scale."""
    samples = round(composition.seconds * SAMPLE_RATE)
    mix = _play_font(composition, samples)
    for part in composition.parts.values():
        if _VOICES[part.instrument].program is None:
            _play_own(part, composition.tonic, mix)
    return finish(mix, composition.passages, composition.reverberation)


def finish(mix: Stereo, passages: Sequence[Passage], reverberation: float) -> Stereo:
    """A mix as it goes to the film: in a room, with the form's dynamics, faded, at the usual level, limited."""
    mix = _room_and_balance(mix, reverberation)
    mix *= _dynamics(passages, len(mix))[:, None]
    _fade(mix)
    mix *= _LEVEL / max(float(np.sqrt(np.mean(mix[::8] ** 2))), 1e-6)
    return _limit(mix)


def _play_font(composition: Composition, samples: int) -> Stereo:
    """All parts that the General MIDI font plays."""
    synth = tinysoundfont.Synth(samplerate=SAMPLE_RATE, gain=_FONT_GAIN_DB)
    font = synth.sfload(str(font_path()))
    events: list[tuple[int, int, int, int, float]] = []  # sample, order, channel, pitch, value
    channel = 0
    for part in composition.parts.values():
        voice = _VOICES[part.instrument]
        if voice.program is None:
            continue
        synth.program_select(channel, font, 0, voice.program)
        synth.control_change(channel, 7, round(127 * 10 ** (voice.gain_db / 60)))  # the synthesiser cubes it
        synth.control_change(channel, 10, round(64 + 63 * voice.pan))
        for note in part.notes:
            events.extend(_midi(note, channel))
        channel += 1 if channel != 8 else 2  # channel 9 is for drums
    mix = np.zeros((samples, 2), np.float32)
    at = 0
    for sample, kind, on_channel, pitch, value in sorted(events):
        if at < sample <= samples:
            synth.generate(sample - at, mix[at:sample].data.cast("B"))
            at = sample
        if kind == _OFF:
            synth.noteoff(on_channel, pitch)
        else:
            synth.noteon(on_channel, pitch, max(round(127 * value), 1))
    if at < samples:
        synth.generate(samples - at, mix[at:].data.cast("B"))
    return mix


_OFF, _ON = 0, 1


def _midi(note: Note, channel: int) -> list[tuple[int, int, int, int, float]]:
    start = round(note.start * SAMPLE_RATE)
    end = round((note.start + note.duration) * SAMPLE_RATE)
    return [(start, _ON, channel, note.pitch, note.velocity), (end, _OFF, channel, note.pitch, 0.0)]


def _play_own(part: Part, tonic: int, mix: Stereo) -> None:
    """Add a part whose instrument is made here."""
    voice = _VOICES[part.instrument]
    sides = np.array([np.sqrt((1 - voice.pan) / 2), np.sqrt((1 + voice.pan) / 2)])
    gains: Stereo = (10 ** (voice.gain_db / 20) * sides).astype(np.float32)
    sound = PLAYERS[part.instrument](part, tonic, len(mix))
    for start in range(0, len(mix), _BLOCK):  # a block at a time stays in the processor's cache
        mix[start : start + _BLOCK] += sound[start : start + _BLOCK, None] * gains


def _room_and_balance(mix: Stereo, reverberation: float) -> Stereo:
    """The room, and an equaliser that leaves 1 to 4 kHz to speech: one convolution, block after block."""
    length, block = 3 * SAMPLE_RATE // 2, 1 << 17
    size = block * 2
    random = np.random.default_rng(1)
    time = np.arange(length) / SAMPLE_RATE
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    octaves = np.log2(np.maximum(frequency, 1) / 2100)
    balance = 10 ** (-7.0 * np.exp(-((octaves / 1.1) ** 2)) / 20)
    balance /= np.sqrt(1 + (35 / np.maximum(frequency, 1)) ** 4) * np.sqrt(1 + (frequency / 9000) ** 2)
    # The equaliser rings before a sound as it does after it: delayed, it does not reach into the block before.
    early = np.exp(-2j * np.pi * frequency / SAMPLE_RATE * _PRE_RINGING)
    wet = np.zeros((len(mix) + _PRE_RINGING + size, 2), np.float32)
    for channel in range(2):
        tail = random.normal(size=length) * np.exp(-time / 0.32) * (1 - np.exp(-time / 0.012))
        spectrum = np.fft.rfft(tail, size)
        spectrum /= np.sqrt(1 + (frequency / 3000) ** 2)  # a room swallows the high
        spectrum *= reverberation / np.sqrt(np.sum(tail**2))
        spectrum = ((spectrum + (1 - reverberation)) * balance * early).astype(np.complex64)
        for start in range(0, len(mix), block):
            piece = mix[start : start + block, channel]
            wet[start : start + size, channel] += np.fft.irfft(np.fft.rfft(piece, size) * spectrum, size)
    return wet[_PRE_RINGING : _PRE_RINGING + len(mix)]


def _dynamics(passages: Sequence[Passage], samples: int) -> Stereo:
    """The gain that goes with the form: a passage has the level of its intensity and leads into that of the next."""
    times, levels = [0.0], [_level_db(passages[0].intensity)]
    for passage, following in zip(passages, [*passages[1:], passages[-1]], strict=True):
        own, coming = _level_db(passage.intensity), _level_db(following.intensity)
        settled = passage.start + min(1.0, (passage.end - passage.start) / 4)
        turning = passage.end - (passage.end - passage.start) / 2
        times += [settled, turning, passage.end]
        levels += [own, own, own + (coming - own) * (0.5 if coming > own else 0.25)]
    step = SAMPLE_RATE // 100
    coarse = np.interp(np.arange(0, samples + 2 * step, step) / SAMPLE_RATE, times, levels)
    gains = (10 ** (coarse / 20)).astype(np.float32)
    ramp = np.arange(step, dtype=np.float32) / step
    lines = (gains[:-1, None] + np.diff(gains)[:, None] * ramp).astype(np.float32, copy=False)
    return lines.ravel()[:samples]


def _level_db(intensity: float) -> float:
    return 8.0 * (intensity - 1.0)


def _fade(mix: Stereo) -> None:
    """In over the title, out to nothing on the last sample."""
    rise = min(round(FADE_IN_SECONDS * SAMPLE_RATE), len(mix) // 2)
    fall = min(round(FADE_OUT_SECONDS * SAMPLE_RATE), len(mix) // 2)
    mix[:rise] *= (np.sin(np.linspace(0, np.pi / 2, rise)) ** 2).astype(np.float32)[:, None]
    mix[len(mix) - fall :] *= (np.cos(np.linspace(0, np.pi / 2, fall)) ** 3).astype(np.float32)[:, None]


def _limit(mix: Stereo) -> Stereo:
    """Peaks rounded off below 0.9 of full scale."""
    knee, ceiling = 0.6, 0.9
    over = np.abs(mix) > knee
    excess = (np.abs(mix[over]) - knee) / (ceiling - knee)
    mix[over] = np.sign(mix[over]) * (knee + (ceiling - knee) * np.tanh(excess))
    return mix


def write_wav(path: Path, sound: Stereo) -> None:
    """Write stereo 16-bit WAV at 48 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.round(sound * 32767).astype("<i2").tobytes())
