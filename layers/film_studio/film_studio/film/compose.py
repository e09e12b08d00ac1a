"""The finished MP4: the shots' clips and the soundtrack copied packet by packet, chapters and tags.

Nothing is decoded or encoded here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from film_studio.film.models import FPS, Shot, TimedScene, Timeline

if TYPE_CHECKING:
    from av.container.core import Chapter  # a type that exists in PyAV's stubs only

_PACKETS_PER_SECOND = 47
"""Of AAC, at 48 kHz and 1024 samples each: how sound and picture are interleaved."""

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


def compose(timeline: Timeline, title: str, clips: list[Path], soundtrack: Path, out: Path) -> None:
    """Write the film to `out`, whole or not at all.

    `clips` are the shots' MP4s in film order, `soundtrack` an MP4 of one audio stream. Raises `ComposeError`
    where a clip has not the frames of its shot, clips differ in codec parameters, or the sound is not as long as the
    film.
    """
    inspected = _check(timeline, clips, soundtrack)
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        with av.open(unfinished, "w", format="mp4", options={"movflags": "+faststart"}) as film:
            _write(film, timeline, title, inspected, soundtrack)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _check(timeline: Timeline, paths: list[Path], soundtrack: Path) -> list[_Clip]:
    if len(paths) != len(timeline.shots):
        raise ComposeError(f"{len(paths)} clips for {len(timeline.shots)} shots")
    try:
        with av.open(soundtrack) as container:
            sound = container.streams.audio[0]
            seconds = float((sound.duration or 0) * (sound.time_base or 0))
    except (av.FFmpegError, IndexError) as error:
        raise ComposeError(f"{soundtrack.name} cannot be read: {error}") from error
    if abs(seconds - timeline.total_frames / FPS) > 0.5 / FPS:
        raise ComposeError(f"the sound lasts {seconds:.3f} s, the film {timeline.total_frames / FPS:.3f} s")
    clips = [_inspect(path) for path in paths]
    for shot, clip in zip(timeline.shots, clips, strict=True):
        wanted = shot.end_frame - shot.start_frame
        if clip.frames != wanted:
            raise ComposeError(
                f"{clip.path.name} has {clip.frames} frames, shot {shot.number} of scene {shot.scene} lasts {wanted}"
            )
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


def _write(film: OutputContainer, timeline: Timeline, title: str, clips: list[_Clip], soundtrack: Path) -> None:
    film.metadata["title"] = title
    film.set_chapters([_chapter(index, scene) for index, scene in enumerate(timeline.scenes)])
    with av.open(clips[0].path) as template, av.open(soundtrack) as sound:
        video = film.add_stream_from_template(template.streams.video[0])
        audio = film.add_stream_from_template(sound.streams.audio[0])
        video.time_base = Fraction(1, FPS)
        code = timeline.language.split("-")[0]
        for stream in (video, audio):
            stream.metadata["language"] = _MP4_LANGUAGES.get(code, code if len(code) == 3 else "und")
        # Constant over the film, so that decoding times run on without a seam from clip to clip.
        delay = max(clip.delay for clip in clips)
        sounds = _sounds(sound, audio)
        for position, (packet, frame) in enumerate(_frames_in_order(timeline.shots, clips)):
            if position % FPS == 0:
                film.mux(list(islice(sounds, _PACKETS_PER_SECOND)))
            packet.stream = video
            packet.time_base = Fraction(1, FPS)
            packet.pts, packet.dts, packet.duration = frame, position - delay, 1
            film.mux(packet)
        film.mux(list(sounds))


def _sounds(sound: InputContainer, audio: AudioStream) -> Iterator["Packet[AudioStream]"]:
    for packet in sound.demux(sound.streams.audio[0]):
        if packet.dts is not None:
            packet.stream = audio
            yield packet


def _frames_in_order(shots: Iterable[Shot], clips: Iterable[_Clip]) -> Iterator[tuple["Packet[VideoStream]", int]]:
    """The packets of all clips in decoding order, each with its frame of the film."""
    for shot, clip in zip(shots, clips, strict=True):
        with av.open(clip.path) as container:
            for packet, frame in _packets(container, container.streams.video[0]):
                yield packet, shot.start_frame + frame


def _chapter(index: int, scene: TimedScene) -> "Chapter":
    return {
        "id": index,
        "start": scene.start_frame,
        "end": scene.end_frame,
        "time_base": Fraction(1, FPS),
        "metadata": {"title": scene.title},
    }
