"""Frames that repeat are written without being encoded; decoders see them as they see others."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from sagemaker_containers.lip_sync.puppet.encoder import GOP_FRAMES, encode
from sagemaker_containers.lip_sync.puppet.repeats import units
from sagemaker_containers.lip_sync.puppet.transition import planes

SIZES = [(320, 180), (180, 320), (854, 480), (1920, 1080)]


def moving(width: int, height: int, count: int, repeats: set[int]) -> Iterator[av.VideoFrame | None]:
    """A stripe that goes over a noisy picture, drawn into one frame again and again."""
    frame = av.VideoFrame(width, height, "yuv420p")
    noise = np.random.default_rng(1).integers(60, 120, (height, width), np.uint8)
    for number in range(count):
        if number in repeats:
            yield None
            continue
        luma, *chroma = planes(frame)
        luma[:, :width] = noise
        luma[:, number * 2 : number * 2 + 20] = 200
        for plane in chroma:
            plane[:] = 128
        yield frame


def decoded(path: Path) -> list[tuple[int, bool, np.ndarray]]:
    with av.open(str(path)) as container:
        container.streams.video[0].codec_context.options = {"err_detect": "explode+careful+compliant+aggressive"}
        return [
            (round(frame.time * 24), frame.key_frame, frame.to_ndarray(format="gray").astype(int))
            for frame in container.decode(video=0)
        ]


@pytest.mark.parametrize("size", SIZES)
def test_a_repeat_is_the_frame_before(tmp_path: Path, size: tuple[int, int]) -> None:
    repeats = {1, 3, 4, 5, 9, 20}
    assert encode(moving(*size, 24, repeats), tmp_path / "on_twos.mp4", *size) == 24
    encode(moving(*size, 24, set()), tmp_path / "on_ones.mp4", *size)
    frames, plain = decoded(tmp_path / "on_twos.mp4"), decoded(tmp_path / "on_ones.mp4")
    assert [number for number, _, _ in frames] == list(range(24))
    for number in (1, 3, 5, 9, 20):  # between two repeats x264 itself has its turn
        assert np.array_equal(frames[number][2], frames[number - 1][2])
    assert np.abs(frames[4][2] - frames[3][2]).mean() < 1
    for number in set(range(24)) - repeats:
        assert np.abs(frames[number][2] - plain[number][2]).mean() < 2, "what follows is not led astray"


def test_key_frames_come_every_two_seconds_whatever_repeats(tmp_path: Path) -> None:
    repeats = set(range(1, 120, 2)) | {GOP_FRAMES}
    encode(moving(320, 180, 120, repeats), tmp_path / "clip.mp4", 320, 180)
    frames = decoded(tmp_path / "clip.mp4")
    assert [number for number, key, _ in frames if key] == [0, 48, 96]
    assert np.abs(frames[48][2] - frames[47][2]).mean() < 2


def test_none_refers_to_a_repeat_and_no_two_follow_each_other(tmp_path: Path) -> None:
    encode(moving(320, 180, 60, set(range(1, 60)) - {30}), tmp_path / "clip.mp4", 320, 180)
    with av.open(str(tmp_path / "clip.mp4")) as container:
        annex_b = av.BitStreamFilterContext("h264_mp4toannexb", container.streams.video[0])
        slices = [
            (unit[0] >> 5) & 3
            for packet in container.demux(video=0)
            for filtered in annex_b.filter(packet)
            for unit in units(bytes(filtered))
            if unit[0] & 31 in (1, 5)
        ]
    assert len(slices) == 60
    assert slices.count(0) >= 29
    assert all(one or other for one, other in pairwise(slices))


def test_a_repeat_is_small(tmp_path: Path) -> None:
    encode(moving(1920, 1080, 24, set(range(1, 24, 2))), tmp_path / "clip.mp4", 1920, 1080)
    with av.open(str(tmp_path / "clip.mp4")) as container:
        sizes = [packet.size for packet in container.demux(video=0) if packet.size]
    assert max(sizes[1::2]) < 100


def test_the_first_frame_cannot_repeat(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="repeats none"):
        encode(iter([None]), tmp_path / "clip.mp4", 320, 180)
