"""How loud a sound is (ITU-R BS.1770, EBU R 128), measured by FFmpeg's `ebur128` filter."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.filter.context import FilterContext

SILENCE_LUFS = -70.0
"""The absolute gate: what is not louder is silent, and measured as this."""

_OVERSAMPLING = 4
_REACH = 12
"""Samples on either side that an interpolated one is made of."""

_TAPS = np.arange(-_REACH, _REACH + 1)
_BETWEEN = [
    (np.sinc(_TAPS + part / _OVERSAMPLING) * np.kaiser(len(_TAPS), 6)).astype(np.float32)
    for part in range(1, _OVERSAMPLING)
]
"""Windowed-sinc kernels that give the sample one, two and three quarters on."""


def integrated_loudness(sound: npt.NDArray[np.float32], sample_rate: int) -> float:
    """Loudness in LUFS of a stereo sound, shape (samples, 2)."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=sample_rate, format="flt", layout="stereo", time_base=Fraction(1, sample_rate)
    )
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    loudness = SILENCE_LUFS
    for start in range(0, len(sound), sample_rate):
        block = np.ascontiguousarray(sound[start : start + sample_rate], np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(block, "flt", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = sample_rate, start, Fraction(1, sample_rate)
        source.push(frame)
        for measured in _waiting(sink):
            loudness = float(measured.metadata["lavfi.r128.I"])
    return loudness


def true_peaks(sound: npt.NDArray[np.float32], block: int) -> npt.NDArray[np.float32]:
    """The peak between the samples, as an amplitude, of each `block` samples in either channel; shape (blocks,)."""
    padded = np.pad(sound, ((0, -len(sound) % block), (0, 0)))
    peaks = np.zeros(len(padded) // block, np.float32)
    for channel in np.ascontiguousarray(padded.T, np.float32):
        for fine in (channel, *(np.convolve(channel, kernel, "same") for kernel in _BETWEEN)):
            np.maximum(peaks, np.abs(fine).reshape(-1, block).max(axis=1), out=peaks)
    return peaks


def _waiting(sink: FilterContext) -> Iterator[av.AudioFrame]:
    with suppress(av.BlockingIOError, av.EOFError):
        while True:
            frame = sink.pull()
            if isinstance(frame, av.AudioFrame):
                yield frame
