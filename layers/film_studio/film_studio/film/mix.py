"""The sound mix: speech on its frames, under it the score and the sounds of its places, which a side chain turns down.

Everything is 48 kHz float, full scale ±1. The loudness of the result is left to `film_studio.film.loudness`.
"""

import wave
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt

from film_studio.film.ambience.play import play
from film_studio.film.ambience.soundscape import Soundscape
from film_studio.film.clearance import Span, make_room
from film_studio.film.meter import SILENCE_LUFS, integrated_loudness
from film_studio.film.models import FPS, INTRO_FRAMES, OUTRO_FRAMES, Speech, SpokenLine, TimedLine, Timeline
from film_studio.film.sound import SAMPLE_RATE, Sound, decibels, running_max, running_mean, steps_to_samples

SPEECH_DBFS = -20.0
"""Level (RMS while somebody speaks) that the speech of a film is brought to."""

MUSIC_LUFS = -22.5
"""Loudness that the score is brought to before ducking, at the usual volume of 0.5."""

MUSIC_DUCK_DB, AMBIENCE_DUCK_DB = 11.0, 3.0
"""How far each is turned down while somebody speaks; `clearance` sees to it that no word is masked."""

CARD_LIFT_DB = 4.0
"""How much louder the score is under the title card and the end card, where nobody speaks."""

_REFLECTIONS_MS = ((7.1, 9.7), (13.3, 11.9), (19.1, 22.7), (29.3, 26.3), (37.9, 41.3))
_FIRST_REFLECTION_DB, _REFLECTION_STEP_DB = -23.0, 2.0
"""A voice's reflections, left and right: they give it a place without making it less clear."""

ROOM_TONE_DBFS = -72.0
"""Level of the noise laid under every film, so that its pauses sound like a room and not like a fault."""

_ATTACK_SECONDS, _HOLD_SECONDS, _RELEASE_SECONDS = 0.06, 0.5, 0.9
_LINE_FADE_SECONDS = 0.005
_FADE_IN_SECONDS, _FADE_OUT_SECONDS = 0.05, 0.8
_CARD_GLIDE_SECONDS = 1.0
_BLOCK = SAMPLE_RATE // 200
"""Samples per step of the gain curves: 5 ms."""


class MixError(ValueError):
    """Timeline, speech and score do not belong together."""


class _PlacedLine(NamedTuple):
    start: int
    sound: Sound
    words: list[Span]


def mix(
    timeline: Timeline, speeches: list[tuple[Speech, Path]], score: Path, music_volume: float, soundscape: Soundscape
) -> Sound:
    """The film's sound: shape (samples, 2), as long as the film to the sample.

    `speeches` are the scenes' speech with their WAV files, `score` the film's music as a WAV file; `music_volume` is 0
    (no music) to 1, and 0.5 the usual level. Raises `MixError` where a line of the timeline has no speech, speech lies
    outside its sound file or the film, or the score's length is not the film's.
    """
    length = timeline.total_frames * SAMPLE_RATE // FPS
    placed = _place_lines(timeline, speeches, length)
    speech = np.zeros(length, np.float32)
    for line in placed:
        speech[line.start : line.start + len(line.sound)] += line.sound
    speaking = _side_chain(speech)

    background = play(soundscape, length)
    background *= steps_to_samples(decibels(-AMBIENCE_DUCK_DB * speaking), _BLOCK, length)[:, None]
    if music_volume > 0:
        music = _read_score(score, length)
        gain = decibels(_card_lift(timeline) - MUSIC_DUCK_DB * speaking) * np.float32(music_volume / 0.5)
        music *= steps_to_samples(gain, _BLOCK, length)[:, None]
        background += music
    _fade(background)
    background = make_room(background, speech, [word for line in placed for word in line.words])
    background += (speech + _room_tone(length))[:, None]
    _add_room(background, speech)
    return background


def _place_lines(timeline: Timeline, speeches: list[tuple[Speech, Path]], length: int) -> list[_PlacedLine]:
    """Every line's sound, levelled, with the sample at which it starts."""
    timed: dict[str, TimedLine] = {line.line: line for scene in timeline.scenes for line in scene.lines}
    placed: list[_PlacedLine] = []
    for speech, path in speeches:
        sound = _read_wav(path)[:, 0]
        for spoken in speech.lines:
            if spoken.line not in timed:
                raise MixError(f"line {spoken.line} is spoken but not on the timeline")
            first = round(spoken.start * SAMPLE_RATE)
            last = round((spoken.start + spoken.duration) * SAMPLE_RATE)
            # Resampling and rounding of times may cost some samples, never more than 10 ms.
            if last > len(sound) + SAMPLE_RATE // 100:
                raise MixError(f"line {spoken.line} ends after its sound file {path.name}")
            start = timed.pop(spoken.line).start_frame * SAMPLE_RATE // FPS
            piece = sound[first:last] * _edges(len(sound[first:last]))
            if start + len(piece) > length:
                raise MixError(f"line {spoken.line} ends after the film")
            placed.append(_PlacedLine(start, piece, _words(spoken, start)))
    if timed:
        raise MixError(f"no speech for {', '.join(sorted(timed))}")
    gain = _speech_gain([line.sound for line in placed])
    return [line._replace(sound=line.sound * gain) for line in placed]


def _words(spoken: SpokenLine, start: int) -> list[Span]:
    """When each word of a line is said; a line whose words are not known counts as one."""
    times = [(word.start, word.end) for word in spoken.words] or [(0.0, spoken.duration)]
    return [Span(start + round(first * SAMPLE_RATE), start + round(last * SAMPLE_RATE)) for first, last in times]


def _speech_gain(sounds: list[Sound]) -> np.float32:
    """The one factor that brings a film's speech to `SPEECH_DBFS`; pauses do not count."""
    if not sounds:
        return np.float32(1)
    power = np.concatenate([_block_power(sound) for sound in sounds])
    loud = power[power > power.max() * 1e-3]
    if not len(loud):
        raise MixError("the speech is silent")
    return np.float32(10 ** (SPEECH_DBFS / 20) / np.sqrt(loud.mean()))


def _read_score(path: Path, length: int) -> Sound:
    """The score at `MUSIC_LUFS`, stereo. Half a frame of difference in length is trimmed or filled with silence."""
    sound = _read_wav(path)
    if abs(len(sound) - length) > SAMPLE_RATE // FPS // 2:
        seconds, wanted = len(sound) / SAMPLE_RATE, length / SAMPLE_RATE
        raise MixError(f"the score lasts {seconds:.3f} s, the film {wanted:.3f} s")
    sound = np.pad(sound[:length], ((0, length - len(sound[:length])), (0, 0)))
    if sound.shape[1] == 1:
        sound = np.repeat(sound, 2, axis=1)
    loudness = integrated_loudness(sound)
    if loudness <= SILENCE_LUFS:
        raise MixError("the score is silent")
    scaled: Sound = sound * np.float32(10 ** ((MUSIC_LUFS - loudness) / 20))
    return scaled


def _read_wav(path: Path) -> Sound:
    """A 16-bit WAV file as (samples, channels), at `SAMPLE_RATE`."""
    with wave.open(str(path)) as file:
        channels, rate = file.getnchannels(), file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, channels)
    sound = samples.astype(np.float32) / np.float32(32768)
    return sound if rate == SAMPLE_RATE else _resampled(sound, rate)


def _resampled(sound: Sound, rate: int) -> Sound:
    layout = "mono" if sound.shape[1] == 1 else "stereo"
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T), "fltp", layout)
    frame.sample_rate = rate
    resampler = av.AudioResampler("fltp", layout, SAMPLE_RATE)
    pieces = [piece.to_ndarray() for given in (frame, None) for piece in resampler.resample(given)]
    return np.concatenate(pieces, axis=1, dtype=np.float32).T


def _side_chain(speech: Sound) -> npt.NDArray[np.float64]:
    """How far the rest gives way in each block, 0 to 1: it follows the speech's own level.

    It looks ahead so that the first syllable is clear, and holds through short pauses so that the music does not pump.
    """
    # Wholly at 20 dB under the usual level of speech, not at all at 35 dB under it.
    level = 10 * np.log10(_block_power(speech) + 1e-12) - SPEECH_DBFS
    step = _BLOCK / SAMPLE_RATE
    attack, hold = round(_ATTACK_SECONDS / step), round(_HOLD_SECONDS / step)
    held = running_max(np.clip((level + 35) / 15, 0, 1), behind=hold, ahead=attack)
    # A release along a straight line is a running maximum against a slope.
    slope = np.arange(len(held)) * (step / _RELEASE_SECONDS)
    released = np.maximum.accumulate(held + slope) - slope
    return running_mean(np.maximum(released, 0), behind=attack - 1, ahead=0)


def _card_lift(timeline: Timeline) -> npt.NDArray[np.float64]:
    """The lift of the score under title and end card in dB per block, gliding in between."""
    frames = np.arange(-(-timeline.total_frames * SAMPLE_RATE // FPS // _BLOCK)) * _BLOCK * FPS / SAMPLE_RATE
    on_card = (frames < INTRO_FRAMES) | (frames >= timeline.total_frames - OUTRO_FRAMES)
    glide = round(_CARD_GLIDE_SECONDS * SAMPLE_RATE / _BLOCK)
    return CARD_LIFT_DB * running_mean(on_card.astype(float), behind=glide // 2, ahead=glide - glide // 2 - 1)


def _fade(sound: Sound) -> None:
    fade_in, fade_out = round(_FADE_IN_SECONDS * SAMPLE_RATE), round(_FADE_OUT_SECONDS * SAMPLE_RATE)
    sound[:fade_in] *= _rise(fade_in)[:, None]
    sound[-fade_out:] *= _rise(fade_out)[::-1, None]


def _edges(length: int) -> Sound:
    """A gain curve that fades the first and last few milliseconds of a line, so that cuts do not click."""
    fade = min(round(_LINE_FADE_SECONDS * SAMPLE_RATE), length // 2)
    gain = np.ones(length, np.float32)
    gain[:fade] = _rise(fade)
    gain[length - fade :] = _rise(fade)[::-1]
    return gain


def _rise(length: int) -> Sound:
    curve: Sound = np.sin(np.linspace(0, np.pi / 2, length, dtype=np.float32)) ** 2
    return curve


def _add_room(mixed: Sound, speech: Sound) -> None:
    """Add the first reflections of the walls of a small room, others to the left than to the right, duller each."""
    dull = speech
    for number, delays in enumerate(_REFLECTIONS_MS):
        dull = (dull + np.concatenate([np.zeros(2, np.float32), dull[:-2]])) * np.float32(0.5)
        gain = np.float32(10 ** ((_FIRST_REFLECTION_DB - _REFLECTION_STEP_DB * number) / 20))
        for side, delay in enumerate(delays):
            late = round(delay * SAMPLE_RATE / 1000)
            mixed[late:, side] += dull[:-late] * gain


def _room_tone(length: int) -> Sound:
    noise = np.random.default_rng(0).standard_normal(min(length, 1 << 18), np.float32)
    tone: Sound = np.resize(noise * decibels(ROOM_TONE_DBFS), length)
    return tone


def _block_power(sound: Sound) -> npt.NDArray[np.float64]:
    """Mean square per block of `_BLOCK` samples; a last, partial block is filled with silence."""
    padded = np.pad(sound, (0, -len(sound) % _BLOCK)).reshape(-1, _BLOCK)
    power: npt.NDArray[np.float64] = np.einsum("ij,ij->i", padded, padded).astype(np.float64) / _BLOCK
    return power
