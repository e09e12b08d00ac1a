"""The sound mix: speech on its frames, the score under it, ducked by a side chain.

Everything is 48 kHz float, full scale ±1. The loudness of the result is left to `film_studio.film.loudness`.
"""

from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt

from film_studio.film.meter import SILENCE_LUFS, integrated_loudness
from film_studio.film.models import FPS, INTRO_FRAMES, OUTRO_FRAMES, Speech, TimedLine, Timeline

Sound = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
"""Sample rate of every film, Hz."""

SPEECH_DBFS = -20.0
"""Level (RMS while somebody speaks) that the speech of a film is brought to."""

MUSIC_LUFS = -26.0
"""Loudness that the score is brought to before ducking, at the usual volume of 0.5."""

DUCK_DB = 12.0
CLEARANCE_DB = 10.0
"""How far speech stays above the music in `CLARITY_BAND` over each line; music that needs it ducks deeper."""

CLARITY_BAND = (1000.0, 4000.0)
"""Where consonants live and music hides them, Hz."""

CARD_LIFT_DB = 4.0
"""How much louder the score is under the title card and the end card, where nobody speaks."""

ROOM_TONE_DBFS = -72.0
"""Level of the noise laid under a film without music, so that its pauses sound like a room and not like a fault."""

ATTACK_SECONDS, HOLD_SECONDS, RELEASE_SECONDS = 0.03, 0.5, 0.4
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


def mix(timeline: Timeline, speeches: list[tuple[Speech, Path]], score: Path, music_volume: float) -> Sound:
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
    if music_volume == 0:
        return np.repeat((speech + _room_tone(length))[:, None], 2, axis=1)

    music = _read_score(score, length)
    music *= music_volume / 0.5
    gain_db = _card_lift(timeline) - _ducking(placed, speech, music)
    blocks = (np.arange(len(gain_db)) + 0.5) * _BLOCK
    gain = np.interp(np.arange(length), blocks, 10 ** (gain_db / 20)).astype(np.float32)
    gain *= _film_fades(length)
    mixed: Sound = music * gain[:, None] + speech[:, None]
    return mixed


def _place_lines(timeline: Timeline, speeches: list[tuple[Speech, Path]], length: int) -> list[_PlacedLine]:
    """Every line's sound, levelled, with the sample at which it starts."""
    timed: dict[str, TimedLine] = {line.line: line for scene in timeline.scenes for line in scene.lines}
    placed: list[_PlacedLine] = []
    for speech, path in speeches:
        sound = _read_wav(path).mean(axis=1)
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
            placed.append(_PlacedLine(start, piece))
    if timed:
        raise MixError(f"no speech for {', '.join(sorted(timed))}")
    gain = _speech_gain([line.sound for line in placed])
    return [_PlacedLine(start, sound * gain) for start, sound in placed]


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
    loudness = integrated_loudness(sound, SAMPLE_RATE)
    if loudness <= SILENCE_LUFS:
        raise MixError("the score is silent")
    scaled: Sound = sound * np.float32(10 ** ((MUSIC_LUFS - loudness) / 20))
    return scaled


def _read_wav(path: Path) -> Sound:
    """A WAV file as (samples, channels), at `SAMPLE_RATE`."""
    resampler = av.AudioResampler("fltp", rate=SAMPLE_RATE)
    with av.open(path) as container:
        frames = [*container.decode(container.streams.audio[0]), None]
    pieces = [piece.to_ndarray() for frame in frames for piece in resampler.resample(frame)]
    return np.concatenate(pieces, axis=1, dtype=np.float32).T


def _ducking(placed: list[_PlacedLine], speech: Sound, music: Sound) -> npt.NDArray[np.float64]:
    """How far the music is turned down, in dB per block: an envelope follower on the speech drives it."""
    # The score's channels may cancel in a sum to mono, so the louder one counts.
    clarity_music = np.maximum(*(_block_power(_clarity(music[:, side])) for side in (0, 1)))
    clarity_speech = _block_power(_clarity(speech))
    depth = np.full(len(clarity_music), DUCK_DB)
    for line in placed:
        blocks = slice(line.start // _BLOCK, -(-(line.start + len(line.sound)) // _BLOCK))
        voice, masker = clarity_speech[blocks].mean(), clarity_music[blocks].mean()
        if voice > 0 and masker > 0:
            needed = CLEARANCE_DB - 10 * np.log10(voice / masker)
            depth[blocks] = np.maximum(depth[blocks], needed)

    power = _block_power(speech)
    # Fully down at 20 dB under the usual speech level, untouched at 35 dB under it.
    level = 10 * np.log10(power + 1e-12) - SPEECH_DBFS
    target = depth * np.clip((level + 35) / 15, 0, 1)
    return _follow(target)


def _clarity(sound: Sound) -> Sound:
    """What of a sound lies in `CLARITY_BAND`."""
    spectrum = np.fft.rfft(sound)
    frequencies = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    spectrum[(frequencies < CLARITY_BAND[0]) | (frequencies > CLARITY_BAND[1])] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def _follow(target: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The side chain's ballistics, block by block.

    It looks ahead so that the first syllable is clear, and holds through short pauses so that the music does not pump.
    """
    step = _BLOCK / SAMPLE_RATE
    ahead, hold = round(2 * ATTACK_SECONDS / step), round(HOLD_SECONDS / step)
    target = running_max(target, behind=hold, ahead=ahead)
    attack, release = np.exp(-step / ATTACK_SECONDS), np.exp(-step / RELEASE_SECONDS)
    followed, value = [], 0.0
    for wanted in target.tolist():
        keep = attack if wanted > value else release
        value = wanted + keep * (value - wanted)
        followed.append(value)
    return np.array(followed)


def _card_lift(timeline: Timeline) -> npt.NDArray[np.float64]:
    """The lift of the score under title and end card in dB per block, gliding in between."""
    frames = np.arange(-(-timeline.total_frames * SAMPLE_RATE // FPS // _BLOCK)) * _BLOCK * FPS / SAMPLE_RATE
    on_card = (frames < INTRO_FRAMES) | (frames >= timeline.total_frames - OUTRO_FRAMES)
    glide = round(_CARD_GLIDE_SECONDS * SAMPLE_RATE / _BLOCK)
    return CARD_LIFT_DB * running_mean(on_card.astype(float), behind=glide // 2, ahead=glide - glide // 2 - 1)


def _film_fades(length: int) -> Sound:
    gain = np.ones(length, np.float32)
    fade_in, fade_out = round(_FADE_IN_SECONDS * SAMPLE_RATE), round(_FADE_OUT_SECONDS * SAMPLE_RATE)
    gain[:fade_in] = _rise(fade_in)
    gain[-fade_out:] = _rise(fade_out)[::-1]
    return gain


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


def _room_tone(length: int) -> Sound:
    noise = np.random.default_rng(0).standard_normal(length, np.float32)
    tone: Sound = noise * np.float32(10 ** (ROOM_TONE_DBFS / 20))
    return tone


def running_max(values: npt.NDArray[np.floating], behind: int, ahead: int) -> npt.NDArray[np.float64]:
    """At each place the highest of `values` from `behind` places before it to `ahead` after it."""
    highest: npt.NDArray[np.float64] = _windows(values, behind, ahead).max(axis=1)
    return highest


def running_mean(values: npt.NDArray[np.floating], behind: int, ahead: int) -> npt.NDArray[np.float64]:
    """At each place the mean of `values` from `behind` places before it to `ahead` after it."""
    mean: npt.NDArray[np.float64] = _windows(values, behind, ahead).mean(axis=1)
    return mean


def _windows(values: npt.NDArray[np.floating], behind: int, ahead: int) -> npt.NDArray[np.float64]:
    padded = np.pad(values.astype(np.float64), (behind, ahead), mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, behind + ahead + 1)


def _block_power(sound: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Mean square per block of `_BLOCK` samples; a last, partial block is filled with silence."""
    padded = np.pad(sound, (0, -len(sound) % _BLOCK)).reshape(-1, _BLOCK)
    power: npt.NDArray[np.float64] = np.einsum("ij,ij->i", padded, padded).astype(np.float64) / _BLOCK
    return power
