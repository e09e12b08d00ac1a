"""The limit of a film's speed: encoding each of its frames by x264, and nothing else."""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import av

from sagemaker_containers.lip_sync.puppet.encoder import encode


def bare_seconds(film: Path, processes: int) -> float:
    """Seconds that the film's own encoder takes for its decoded frames, shared among so many processes."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return max(pool.map(_encode_part, [film] * processes, range(processes), [processes] * processes))


def _encode_part(film: Path, part: int, parts: int) -> float:
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
        started = time.perf_counter()
        encode(frames(), Path(scratch) / "part.mp4", width, height)
        return time.perf_counter() - started - decoding
