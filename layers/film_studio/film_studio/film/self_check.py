"""Probes a finished film with code that did not make it, and says in plain sentences where it falls short.

The sound is decoded whole. Of the picture only the key frames are, and what lies around key frames that look alike, or
further than two seconds apart: a picture that stands for four seconds always shows itself there. Where key frames come
every two seconds, a film of one minute takes about a second.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from film_studio.film.models import CheckReport, Timeline

FRAME_RATE, SAMPLE_RATE = 24, 48_000
DURATION_TOLERANCE_SECONDS = 1.0
LOUDNESS_LUFS, LOUDNESS_TOLERANCE_LU = -14.0, 1.0
HIGHEST_TRUE_PEAK_DBTP = -1.0
LONGEST_SILENCE_SECONDS = 3.0
LONGEST_FREEZE_SECONDS = 4.0

_SILENCE = 10 ** (-80 / 20)
_NO_LOUDNESS_LUFS, _NO_PEAK_DBTP = -70.0, -120.0
"""What a film without sound reports: JSON has no −∞."""

_METER = "lavfi.r128"

_KEY_FRAME_SECONDS = LONGEST_FREEZE_SECONDS / 2
"""A longest freeze holds two key frames at least, if they come this often."""

_FREEZE_SAMPLING = 6
"""Frames from one look at the picture to the next, where a freeze is measured."""

_BLOCK = 4
_CHANGED_LEVELS, _CHANGED_BLOCKS = 10, 2
"""A picture has changed when so many blocks of 4×4 px differ in brightness by more than so many of 255 levels."""

_BLACK_LEVEL, _BLACK_SHARE = 20, 0.999

_VTT_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_VTT_TIMING = re.compile(rf"{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}(?:[ \t].*)?")
_Grey = npt.NDArray[np.int16]


@dataclass(frozen=True)
class _Seen:
    """Of the picture: its codec, the longest freeze (seconds), its faults."""

    codec: str = "none"
    freeze: float = 0.0
    faults: Sequence[str] = ("The film has no picture.",)


@dataclass(frozen=True)
class _Heard:
    """Of the sound: its codec, loudness (LUFS), true peak (dBTP), the longest silence (seconds), its faults."""

    codec: str = "none"
    loudness: float = _NO_LOUDNESS_LUFS
    peak: float = _NO_PEAK_DBTP
    silence: float = 0.0
    faults: Sequence[str] = ("The film has no sound.",)


def check(film: Path, timeline: Timeline, subtitles: dict[str, str]) -> CheckReport:
    """What was measured in `film`, and its faults as sentences; none where it is what `timeline` describes.

    `subtitles` maps each language to the text of its WebVTT file. A freeze of less than four seconds may go unseen, and
    then counts as 0.
    """
    faults: list[str] = []
    duration, seen, heard = 0.0, _Seen(), _Heard()
    try:
        with av.open(film) as container:
            duration = (container.duration or 0) / av.time_base
            faults += _container_faults(container, film, timeline)
        with ThreadPoolExecutor(2) as pool:  # decoding leaves the interpreter free
            looking, listening = pool.submit(_look, film, timeline), pool.submit(_listen, film)
        seen = looking.result()
        faults += seen.faults
        heard = listening.result()
        faults += heard.faults
    except av.FFmpegError as error:
        faults.append(f"The film cannot be read: {error}.")
    if not subtitles:
        faults.append("The film has no subtitles.")
    for language, text in subtitles.items():
        faults += [f"Subtitles in {language}: {fault}" for fault in _subtitle_faults(text, duration)]
    return CheckReport(
        duration_seconds=duration,
        video_codec=seen.codec,
        audio_codec=heard.codec,
        integrated_lufs=heard.loudness,
        true_peak_dbtp=heard.peak,
        longest_silence_seconds=heard.silence,
        longest_freeze_seconds=seen.freeze,
        faults=faults,
    )


# The container -----------------------------------------------------------------------------------------------------


def _container_faults(container: InputContainer, film: Path, timeline: Timeline) -> Iterator[str]:
    if not _moov_first(film):
        yield "The film cannot start to play before it is loaded whole (its index lies at the end of the file)."
    wanted = timeline.total_frames / FRAME_RATE
    lengths = {
        kind: float(streams[0].duration * streams[0].time_base)
        for kind, streams in (("picture", container.streams.video), ("sound", container.streams.audio))
        if streams and streams[0].duration and streams[0].time_base
    }
    for kind, length in lengths.items():
        if abs(length - wanted) > DURATION_TOLERANCE_SECONDS:
            yield f"The {kind} lasts {length:.2f} s instead of {wanted:.2f} s."
    if len(lengths) == 2 and abs(lengths["picture"] - lengths["sound"]) > 1 / FRAME_RATE:
        yield f"The picture lasts {lengths['picture']:.2f} s but the sound {lengths['sound']:.2f} s."
    chapters = [chapter["start"] * (chapter["time_base"] or Fraction(0)) for chapter in container.chapters()]
    scenes = [Fraction(scene.start_frame, FRAME_RATE) for scene in timeline.scenes]
    if len(chapters) != len(scenes):
        yield f"The film has {len(chapters)} chapters for {len(scenes)} scenes."
    elif any(abs(chapter - scene) > Fraction(1, FRAME_RATE) for chapter, scene in zip(chapters, scenes, strict=True)):
        yield "The chapters do not start where the scenes do."


def _moov_first(film: Path) -> bool:
    """Whether the MP4's index comes before its media: reads the headers of the top-level atoms."""
    with film.open("rb") as file:
        while len(header := file.read(8)) == 8:
            size, kind = int.from_bytes(header[:4], "big"), header[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            if size == 1:
                size = int.from_bytes(file.read(8), "big") - 8
            if size < 8:
                return False
            file.seek(size - 8, 1)
    return False


# The picture -------------------------------------------------------------------------------------------------------


def _look(film: Path, timeline: Timeline) -> _Seen:
    """What the picture is."""
    with av.open(film) as container:
        if not container.streams.video:
            return _Seen()
        return _picture(container, container.streams.video[0], timeline)


def _picture(container: InputContainer, stream: VideoStream, timeline: Timeline) -> _Seen:
    context = stream.codec_context
    faults = []
    if context.name != "h264" or stream.profile != "High" or context.pix_fmt != "yuv420p":
        faults.append(f"The picture is {context.name} {stream.profile} {context.pix_fmt} instead of h264 High yuv420p.")
    if (context.width, context.height) != (timeline.width, timeline.height):
        faults.append(f"The picture is {context.width}×{context.height} instead of {timeline.width}×{timeline.height}.")
    times = sorted(float(packet.pts * packet.time_base) for packet in container.demux(stream) if packet.pts is not None)
    if len(times) < 2:
        return _Seen(context.name, 0.0, [*faults, "The picture does not move: it has a single frame or none."])
    if any(abs((later - earlier) * FRAME_RATE - 1) > 0.03 for earlier, later in pairwise(times)):
        rate = (len(times) - 1) / (times[-1] - times[0])
        faults.append(f"The picture does not run at {FRAME_RATE} frames a second throughout ({rate:.2f} on average).")

    key_frames = list(_key_frames(container, stream))
    freeze = 0.0
    for start, end in _doubtful_stretches(key_frames, times[-1]):
        freeze = max(freeze, _longest_freeze(container, stream, start, end))
    if freeze > LONGEST_FREEZE_SECONDS:
        faults.append(f"The picture stands still for {freeze:.1f} s.")
    black = sum((grey < _BLACK_LEVEL).mean() > _BLACK_SHARE for _, grey in key_frames)
    if black * 2 >= len(key_frames):
        faults.append("The picture is black.")
    return _Seen(context.name, freeze, faults)


def _key_frames(container: InputContainer, stream: VideoStream) -> Iterator[tuple[float, _Grey]]:
    """Time and picture of each key frame."""
    stream.codec_context.skip_frame = "NONKEY"
    container.seek(0)
    for frame in container.decode(stream):
        yield float(frame.time or 0), _grey(frame)


def _doubtful_stretches(key_frames: list[tuple[float, _Grey]], end: float) -> Iterator[tuple[float, float]]:
    """Stretches of the film that may hold a freeze: around key frames that look alike or are far apart."""
    times = [time for time, _ in key_frames] + [end]
    doubtful = [
        later - earlier > _KEY_FRAME_SECONDS + 1 / FRAME_RATE
        or (number + 1 < len(key_frames) and not _changed(key_frames[number][1], key_frames[number + 1][1]))
        for number, (earlier, later) in enumerate(pairwise(times))
    ]
    # A freeze begins before the first of its key frames and ends after the last.
    wide = [any(doubtful[max(number - 1, 0) : number + 2]) for number in range(len(doubtful))]
    start = None
    for number, look in enumerate([*wide, False]):
        if look and start is None:
            start = times[number]
        elif not look and start is not None:
            yield start, times[number]
            start = None


def _longest_freeze(container: InputContainer, stream: VideoStream, start: float, end: float) -> float:
    """The longest time in seconds between `start` and `end` in which the picture stays as it is."""
    longest, anchor, since = 0.0, None, start
    stream.codec_context.skip_frame = "DEFAULT"
    container.seek(round(start * av.time_base))
    for count, frame in enumerate(container.decode(stream)):
        time = float(frame.time or 0)
        if time > end:
            break
        if count % _FREEZE_SAMPLING == 0:
            grey = _grey(frame)
            # Against the first picture of the freeze, so that slow movement adds up.
            if anchor is None or _changed(anchor, grey):
                anchor, since = grey, time
            longest = max(longest, time - since)
    return longest


def _changed(one: _Grey, other: _Grey) -> bool:
    return int((np.abs(one - other) > _CHANGED_LEVELS).sum()) >= _CHANGED_BLOCKS


def _grey(frame: av.VideoFrame) -> _Grey:
    """The brightness of each block, 0 to 255."""
    small = frame.reformat(frame.width // _BLOCK, frame.height // _BLOCK, "gray", interpolation="AREA")
    return small.to_ndarray().astype(np.int16)


# The sound ---------------------------------------------------------------------------------------------------------


def _listen(film: Path) -> _Heard:
    """What the sound is."""
    with av.open(film) as container:
        if not container.streams.audio:
            return _Heard()
        stream = container.streams.audio[0]
        faults = [*_audio_format_faults(stream)]
        loudness, peak, silence = _measured(container, stream)
        faults += _sound_faults(loudness, peak, silence)
        return _Heard(stream.codec_context.name, loudness, peak, silence, faults)


def _audio_format_faults(stream: AudioStream) -> Iterator[str]:
    context = stream.codec_context
    if context.name != "aac" or context.sample_rate != SAMPLE_RATE or context.channels != 2:
        yield (
            f"The sound is {context.name} at {context.sample_rate} Hz with {context.channels} channels "
            f"instead of stereo aac at {SAMPLE_RATE} Hz."
        )


def _measured(container: InputContainer, stream: AudioStream) -> tuple[float, float, float]:
    """Integrated loudness (LUFS), true peak (dBTP) and the longest stretch without sound above −80 dBFS (seconds).

    Loudness and peak are measured by FFmpeg's `ebur128`, a meter that no other part of the studio uses.
    """
    graph = av.filter.Graph()
    source, meter = graph.add_abuffer(template=stream), graph.add("ebur128", "metadata=1:peak=true:framelog=quiet")
    source.link_to(meter)
    meter.link_to(graph.add("abuffersink"))
    graph.configure()
    resampler = av.AudioResampler(format="fltp")
    heard, samples = [np.array([-1])], 0
    said: dict[str, str] = {}
    for frame in container.decode(stream):
        for piece in resampler.resample(frame):
            loud = np.flatnonzero((np.abs(piece.to_ndarray()) > _SILENCE).any(axis=0))
            heard.append(loud + samples)
            samples += piece.samples
        graph.push(frame)
        said |= _said(graph)
    graph.push(None)
    said |= _said(graph)
    edges = np.concatenate([*heard, [samples]])
    loudness = max(float(said.get(f"{_METER}.I", "-inf")), _NO_LOUDNESS_LUFS)
    peak = max(20 * float(np.log10(float(said.get(f"{_METER}.true_peak", 0)) + 1e-12)), _NO_PEAK_DBTP)
    return loudness, peak, float(np.diff(edges).max() - 1) / SAMPLE_RATE


def _said(graph: av.filter.Graph) -> dict[str, str]:
    """What the meter says by now."""
    said: dict[str, str] = {}
    with suppress(av.BlockingIOError, av.EOFError):
        while True:
            said |= graph.pull().metadata
    return said


def _sound_faults(loudness: float, peak: float, silence: float) -> Iterator[str]:
    if abs(loudness - LOUDNESS_LUFS) > LOUDNESS_TOLERANCE_LU:
        yield f"The film's loudness is {loudness:.1f} LUFS instead of {LOUDNESS_LUFS:.0f} ±{LOUDNESS_TOLERANCE_LU:.0f}."
    if peak > HIGHEST_TRUE_PEAK_DBTP:
        yield f"The sound's true peak is {peak:.1f} dBTP, more than {HIGHEST_TRUE_PEAK_DBTP:.0f}."
    if silence > LONGEST_SILENCE_SECONDS:
        yield f"The film is silent for {silence:.1f} s."


# The subtitles -----------------------------------------------------------------------------------------------------


def _subtitle_faults(text: str, duration: float) -> Iterator[str]:
    """Faults of one WebVTT file, read more strictly than players do."""
    header, *blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").removeprefix("\ufeff").strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", header):
        yield "the file does not start as WebVTT."
        return
    cues = [block for block in blocks if not re.match(r"(?:NOTE|STYLE|REGION)\b", block)]
    if not cues:
        yield "there is no cue."
    previous_end = 0.0
    for number, cue in enumerate(cues, start=1):
        lines = cue.split("\n")
        if "-->" not in lines[0]:
            lines = lines[1:]  # a cue may carry a name of its own
        timing = _VTT_TIMING.fullmatch(lines[0]) if lines else None
        if timing is None:
            yield f"cue {number} has no valid times."
            continue
        start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        if not re.sub(r"<[^>]*>", "", "".join(lines[1:])).strip():
            yield f"cue {number} is empty."
        if end <= start:
            yield f"cue {number} ends at {end:.3f} s, before it starts."
        if start < previous_end:
            yield f"cue {number} starts at {start:.3f} s, before the one before it has ended."
        if end > duration + 0.001:
            yield f"cue {number} ends at {end:.3f} s, after the film."
        previous_end = max(previous_end, end)


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in clock)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
