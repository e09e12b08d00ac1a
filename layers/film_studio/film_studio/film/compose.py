"""The finished MP4: the scenes' clips copied packet by packet, one sound track under them, chapters and tags.

No picture is decoded or encoded here. The sound is one continuous track, as the padding of one per scene would add up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from film_studio.film.mix import SAMPLE_RATE, Sound
from film_studio.film.models import FPS, TimedScene, Timeline

if TYPE_CHECKING:
    from av.container.core import Chapter  # a type that exists in PyAV's stubs only

AUDIO_BIT_RATE = 192_000

# fmt: off
_MP4_LANGUAGES = {
    "ar": "ara", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "fa": "fas", "fi": "fin", "fr": "fra", "gu": "guj", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind",
    "it": "ita", "ja": "jpn", "kn": "kan", "ko": "kor", "ml": "mal", "mr": "mar", "ms": "msa", "ne": "nep",
    "nl": "nld", "no": "nor", "or": "ori", "pa": "pan", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sa": "san", "si": "sin", "sk": "slk", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "th": "tha",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}
# fmt: on
"""ISO 639-2 by ISO 639-1 code: MP4 writes languages in three letters."""


class ComposeError(ValueError):
    """The clips or the sound do not make up the film that the timeline describes."""


@dataclass(frozen=True)
class _Clip:
    """A clip as it lies on disk. `delay` is how many frames decoding runs ahead of showing (B-frames)."""

    path: Path
    frames: int
    delay: int
    parameters: dict[str, object]


def compose(timeline: Timeline, title: str, clips: list[Path], sound: Sound, out: Path) -> None:
    """Write the film to `out`, whole or not at all.

    `clips` are the scenes' MP4s in film order, `sound` the finished mix at 48 kHz, shape (samples, 2). Raises
    `ComposeError` where a clip has not the frames of its scene, clips differ in codec parameters, or the sound is not
    as long as the film.
    """
    inspected = _check(timeline, clips, sound)
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with av.open(unfinished, "w", format="mp4", options={"movflags": "+faststart"}) as film:
            _write(film, timeline, title, inspected, sound)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _check(timeline: Timeline, paths: list[Path], sound: Sound) -> list[_Clip]:
    if len(paths) != len(timeline.scenes):
        raise ComposeError(f"{len(paths)} clips for {len(timeline.scenes)} scenes")
    samples = timeline.total_frames * SAMPLE_RATE // FPS
    if sound.shape != (samples, 2):
        raise ComposeError(f"the sound has shape {sound.shape}, the film needs {(samples, 2)}")
    clips = [_inspect(path) for path in paths]
    for scene, clip in zip(timeline.scenes, clips, strict=True):
        wanted = scene.end_frame - scene.start_frame
        if clip.frames != wanted:
            raise ComposeError(f"{clip.path.name} has {clip.frames} frames, scene {scene.number} lasts {wanted}")
        for name, value in clip.parameters.items():
            first = clips[0].parameters[name]
            if value != first:
                raise ComposeError(f"{clip.path.name} has {name} {value}, {clips[0].path.name} has {first}")
    size = (clips[0].parameters["width"], clips[0].parameters["height"])
    if size != (timeline.width, timeline.height):
        raise ComposeError(f"the clips are {size[0]}×{size[1]}, the film {timeline.width}×{timeline.height}")
    return clips


def _inspect(path: Path) -> _Clip:
    """Read a clip's parameters and packets. Raises `ComposeError` where it is not plain 24 frames/s video."""
    try:
        with av.open(path) as container:
            if not container.streams.video:
                raise ComposeError(f"{path.name} has no video")
            stream = container.streams.video[0]
            shown: list[int] = []
            for packet, frame in _packets(container, stream):
                if not shown and not packet.is_keyframe:
                    raise ComposeError(f"{path.name} does not start with a key frame")
                shown.append(frame)
            context = stream.codec_context
            parameters: dict[str, object] = {
                "codec": context.name,
                "profile": stream.profile,
                "width": context.width,
                "height": context.height,
                "pixel format": context.pix_fmt,
                "codec headers": (context.extradata or b"").hex(),
            }
    except av.FFmpegError as error:
        raise ComposeError(f"{path.name} cannot be read: {error}") from error
    if sorted(shown) != list(range(len(shown))):
        raise ComposeError(f"{path.name} is not {FPS} frames a second from its first frame on")
    delay = max((decoded - frame for decoded, frame in enumerate(shown)), default=0)
    return _Clip(path, len(shown), delay, parameters)


def _packets(container: InputContainer, stream: VideoStream) -> Iterator[tuple["Packet[VideoStream]", int]]:
    """Packets in decoding order, each with the frame number at which it is shown."""
    first: Fraction | None = None
    for packet in container.demux(stream):
        if packet.pts is None:  # the demuxer's last word
            continue
        time = packet.pts * packet.time_base
        if first is None:
            first = time
        yield packet, round((time - first) * FPS)


def _write(film: OutputContainer, timeline: Timeline, title: str, clips: list[_Clip], sound: Sound) -> None:
    film.metadata["title"] = title
    film.set_chapters([_chapter(index, scene) for index, scene in enumerate(timeline.scenes)])
    with av.open(clips[0].path) as template:
        video = film.add_stream_from_template(template.streams.video[0])
    video.time_base = Fraction(1, FPS)
    # This coder takes half the time of the usual one, and at this rate it stays closer to the original: on a finished
    # mix its SNR is 43 instead of 38 dB, and peaks grow by 0.2 instead of 1.3 dB.
    audio = film.add_stream(
        "aac", rate=SAMPLE_RATE, options={"aac_coder": "fast"}, bit_rate=AUDIO_BIT_RATE, layout="stereo"
    )
    code = timeline.language.split("-")[0]
    for stream in (video, audio):
        stream.metadata["language"] = _MP4_LANGUAGES.get(code, code if len(code) == 3 else "und")

    frames = _frames_in_order(timeline.scenes, clips)
    # Constant over the film, so that decoding times run on without a seam from clip to clip.
    delay = max(clip.delay for clip in clips)
    for position, (packet, frame) in enumerate(frames):
        if position % FPS == 0:
            film.mux(audio.encode(_second(sound, position // FPS)))
        packet.stream = video
        packet.time_base = Fraction(1, FPS)
        packet.pts, packet.dts, packet.duration = frame, position - delay, 1
        film.mux(packet)
    film.mux(audio.encode(None))


def _frames_in_order(
    scenes: Iterable[TimedScene], clips: Iterable[_Clip]
) -> Iterator[tuple["Packet[VideoStream]", int]]:
    """The packets of all clips in decoding order, each with its frame of the film."""
    for scene, clip in zip(scenes, clips, strict=True):
        with av.open(clip.path) as container:
            for packet, frame in _packets(container, container.streams.video[0]):
                yield packet, scene.start_frame + frame


def _second(sound: Sound, second: int) -> av.AudioFrame:
    """One second of the sound (the last may be shorter) as the encoder wants it."""
    start = second * SAMPLE_RATE
    planes = np.ascontiguousarray(sound[start : start + SAMPLE_RATE].T)
    frame = av.AudioFrame.from_ndarray(planes, "fltp", "stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
    return frame


def _chapter(index: int, scene: TimedScene) -> "Chapter":
    return {
        "id": index,
        "start": scene.start_frame,
        "end": scene.end_frame,
        "time_base": Fraction(1, FPS),
        "metadata": {"title": scene.title},
    }
