"""The composed film, read back by PyAV and by its bytes."""

import hashlib
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest
from scipy.signal import correlate

from film_studio.film import soundtrack
from film_studio.film.compose import ComposeError, compose
from film_studio.film.loudness import normalise
from film_studio.film.mix import mix
from film_studio.film.self_check import check
from tests.unit.film.film_samples import (
    RATE,
    SILENCE,
    a_timeline,
    bright_music,
    finished_sound,
    pictures,
    write_clip,
    write_clips,
    write_speeches,
    write_wav,
)

TITLE = "मिट्टी का दीया"


@pytest.fixture(scope="module")
def timeline():
    return a_timeline()


@pytest.fixture(scope="module")
def clips(timeline, tmp_path_factory):
    return write_clips(timeline, tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def sound(timeline):
    return finished_sound(timeline.total_frames)


@pytest.fixture(scope="module")
def track(sound, tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "soundtrack.mp4"
    soundtrack.write(sound, path)
    return path


@pytest.fixture(scope="module")
def film(timeline, clips, track, tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    compose(timeline, TITLE, clips, track, path)
    return path


def frame_hashes(path):
    with av.open(path) as container:
        return [hashlib.sha256(frame.to_ndarray()).hexdigest() for frame in container.decode(video=0)]


def frame_times(path):
    with av.open(path) as container:
        return [frame.pts * frame.time_base for frame in container.decode(video=0)]


def decoded_sound(path):
    with av.open(path) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1).T


def atoms(path):
    data, position = path.read_bytes(), 0
    while position < len(data):
        yield data[position + 4 : position + 8].decode()
        position += int.from_bytes(data[position : position + 4], "big")


def test_the_film_shows_the_clips_frames_in_order_and_unchanged(film, clips):
    assert frame_hashes(film) == [digest for clip in clips for digest in frame_hashes(clip)]


def test_every_frame_has_its_exact_time(film, timeline):
    assert frame_times(film) == [Fraction(frame, 24) for frame in range(timeline.total_frames)]


def test_decoding_times_run_on_across_the_clips(film):
    with av.open(film) as container:
        packets = [packet for packet in container.demux(video=0) if packet.dts is not None]
    assert all(later.dts - earlier.dts == later.duration for earlier, later in pairwise(packets))
    assert all(packet.dts <= packet.pts for packet in packets)


@pytest.mark.parametrize("bframes", [0, 3])
def test_clips_with_and_without_b_frames_are_joined_alike(bframes, timeline, track, tmp_path):
    clips = write_clips(timeline, tmp_path / "clips", bframes=bframes)
    compose(timeline, TITLE, clips, track, tmp_path / "film.mp4")
    assert frame_times(tmp_path / "film.mp4") == [Fraction(frame, 24) for frame in range(timeline.total_frames)]
    assert frame_hashes(tmp_path / "film.mp4") == [digest for clip in clips for digest in frame_hashes(clip)]


def test_streams_are_what_players_and_youtube_expect(film, timeline):
    with av.open(film) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.profile, video.codec_context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (video.width, video.height, video.average_rate) == (timeline.width, timeline.height, 24)
        assert (audio.codec_context.name, audio.profile) == ("aac", "LC")
        assert (audio.codec_context.sample_rate, audio.codec_context.layout.name) == (RATE, "stereo")


def test_picture_and_sound_last_exactly_as_long_as_the_timeline(film, timeline):
    seconds = Fraction(timeline.total_frames, 24)
    with av.open(film) as container:
        for stream in (container.streams.video[0], container.streams.audio[0]):
            assert stream.start_time == 0
            assert abs(stream.duration * stream.time_base - seconds) < Fraction(1, 1000)
        assert abs(Fraction(container.duration, av.time_base) - seconds) < Fraction(1, 24)


def test_the_sound_is_in_step_with_the_picture(film, sound):
    decoded = decoded_sound(film)
    for second in (1, len(sound) // RATE - 2):
        piece = slice(second * RATE, (second + 1) * RATE)
        lag = np.argmax(correlate(decoded[piece, 0], sound[piece, 0], "full")) - (RATE - 1)
        assert lag == 0


def test_chapters_title_and_language(film, timeline):
    with av.open(film) as container:
        chapters = container.chapters()
        assert container.metadata["title"] == TITLE
        assert {stream.metadata["language"] for stream in container.streams.audio + container.streams.video} == {"hin"}
    assert [chapter["metadata"]["title"] for chapter in chapters] == [scene.title for scene in timeline.scenes]
    starts = [chapter["start"] * chapter["time_base"] for chapter in chapters]
    assert starts == pytest.approx([scene.start_frame / 24 for scene in timeline.scenes], abs=0.001)
    assert chapters[-1]["end"] * chapters[-1]["time_base"] == pytest.approx(timeline.total_frames / 24, abs=0.001)


def test_the_index_comes_first(film):
    order = list(atoms(film))
    assert order.index("moov") < order.index("mdat")


def test_picture_and_sound_are_interleaved(film):
    """A player that streams the film needs both halves of a second at the same place of the file."""
    with av.open(film) as container:
        media = [stream for stream in container.streams if stream.type in ("video", "audio")]
        packets = [
            (packet.pos, packet.stream.type, float(packet.dts * packet.time_base))
            for packet in container.demux(media)
            if packet.dts is not None
        ]
    latest = {"video": 0.0, "audio": 0.0}
    for _, kind, time in sorted(packets):
        latest[kind] = time
        assert abs(latest["video"] - latest["audio"]) < 1.5


def test_the_same_inputs_give_the_same_bytes(film, timeline, clips, sound, tmp_path):
    soundtrack.write(sound, tmp_path / "again.m4a")
    compose(timeline, TITLE, clips, tmp_path / "again.m4a", tmp_path / "again.mp4")
    assert (tmp_path / "again.mp4").read_bytes() == film.read_bytes()


def test_a_film_of_mixed_and_normalised_sound_passes_the_self_check(timeline, clips, tmp_path):
    score = write_wav(tmp_path / "score.wav", bright_music(timeline.total_frames / 24))
    sound = normalise(mix(timeline, write_speeches(timeline, tmp_path), score, 0.5, SILENCE))
    soundtrack.write(sound, tmp_path / "sound.mp4")
    compose(timeline, TITLE, clips, tmp_path / "sound.mp4", tmp_path / "film.mp4")
    report = check(tmp_path / "film.mp4", timeline, {"hi": "WEBVTT\n\n00:03.500 --> 00:05.500\nनमस्ते\n"})
    assert report.faults == []
    assert report.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert report.true_peak_dbtp <= -1


# What is refused ---------------------------------------------------------------------------------------------------


@pytest.fixture
def refused(timeline, clips, track, tmp_path):
    """Compose must fail with this message, and leave neither a film nor a part of one."""

    def try_it(message, *, clips=clips, track=track):
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        with pytest.raises(ComposeError, match=message):
            compose(timeline, TITLE, clips, track, folder / "film.mp4")
        assert list(folder.iterdir()) == []

    return try_it


def test_a_clip_too_few(refused, clips):
    refused("3 clips for 4 shots", clips=clips[:3])


def test_a_clip_with_a_frame_too_few(refused, clips, tmp_path):
    short = write_clip(tmp_path / "short.mp4", pictures(89, 1))
    refused(r"short\.mp4 has 89 frames, shot 1 of scene 1 lasts 90", clips=[clips[0], short, *clips[2:]])


def test_a_clip_of_another_size(refused, clips, tmp_path):
    small = write_clip(tmp_path / "small.mp4", pictures(90, 1, 160, 120))
    refused(r"small\.mp4 has width 160, clip0\.mp4 has 320", clips=[clips[0], small, *clips[2:]])


def test_a_clip_from_an_encoder_set_up_otherwise(refused, clips, tmp_path):
    other = write_clip(tmp_path / "other.mp4", pictures(90, 1), bframes=0)
    refused(r"other\.mp4 has codec headers", clips=[clips[0], other, *clips[2:]])


def test_a_clip_at_another_rate(refused, clips, tmp_path):
    fast = write_clip(tmp_path / "fast.mp4", pictures(90, 1), fps=30)
    refused(r"fast\.mp4 is not 24 frames a second", clips=[clips[0], fast, *clips[2:]])


def test_clips_of_another_size_than_the_film(refused, timeline, tmp_path):
    tall = write_clips(a_timeline(width=240, height=320), tmp_path / "tall")
    refused("the clips are 240×320, the film 320×240", clips=tall)


def test_a_file_that_is_no_video(refused, clips, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clips[1].read_bytes()[:500])
    refused(r"broken\.mp4 cannot be read", clips=[clips[0], broken, *clips[2:]])


def test_a_file_without_picture(refused, clips, tmp_path):
    refused(
        r"voice\.wav has no video",
        clips=[clips[0], write_wav(tmp_path / "voice.wav", bright_music(3)), *clips[2:]],
    )


def test_sound_of_another_length(refused, sound, tmp_path):
    soundtrack.write(sound[: -RATE // 24], tmp_path / "short.mp4")
    refused("the sound lasts", track=tmp_path / "short.mp4")


def test_a_file_that_is_no_sound(refused, clips, tmp_path):
    refused(r"clip0\.mp4 cannot be read", track=clips[0])


def test_a_film_that_fails_leaves_the_one_before_in_place(timeline, clips, track, film, tmp_path):
    out = tmp_path / "film.mp4"
    out.write_bytes(film.read_bytes())
    with pytest.raises(ComposeError):
        compose(timeline, TITLE, clips[:-1], track, out)
    assert out.read_bytes() == film.read_bytes()
