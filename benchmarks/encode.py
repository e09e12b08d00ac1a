"""The limit of a film's speed: encoding each of its frames by x264, and nothing else.

Two limits: the film's own encoder, whose settings were found for drawn pictures, and a preset of x264 as it comes.
"""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import av
from av.video.frame import PictureType

from film_studio.film.models import FPS
from sagemaker_containers.lip_sync.puppet.encoder import encode


def bare_seconds(film: Path, processes: int, preset: str = "") -> float:
    """Seconds that encoding a film's decoded frames takes, shared among so many processes.

    By the film's own encoder, or by a `preset` of x264 at its usual quality (crf 20).
    """
    every = [processes] * processes
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return max(pool.map(_encode_part, [film] * processes, range(processes), every, [preset] * processes))


def _encode_part(film: Path, part: int, parts: int, preset: str) -> float:
    decoding = 0.0

    def frames() -> Iterator[av.VideoFrame]:
        nonlocal decoding
        with av.open(film) as container:
            stream = container.streams.video[0]
            stream.codec_context.thread_count = 1
            first, last = (stream.frames * edge // parts for edge in (part, part + 1))
            pictures = islice(container.decode(stream), first, last)
            while True:
                asked = time.perf_counter()
                picture = next(pictures, None)
                decoding += time.perf_counter() - asked
                if picture is None:
                    return
                yield picture

    with av.open(film) as container:
        width, height = container.streams.video[0].width, container.streams.video[0].height
    with tempfile.TemporaryDirectory() as scratch:
        started, path = time.perf_counter(), Path(scratch) / "part.mp4"
        if preset:
            _encode_as_it_comes(frames(), path, width, height, preset)
        else:
            encode(frames(), path, width, height)
        return time.perf_counter() - started - decoding


def _encode_as_it_comes(frames: Iterator[av.VideoFrame], path: Path, width: int, height: int, preset: str) -> None:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FPS, options={"preset": preset, "crf": "20"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            frame.pict_type = PictureType.NONE
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
