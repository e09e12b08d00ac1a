"""The self-check: a film without fault passes, and each fault is found in a film that really has it."""

import numpy as np
import pytest

from film_studio.film.self_check import check
from tests.unit.film.film_samples import HEIGHT, RATE, WIDTH, a_timeline, finished_sound, pictures, write_film

SUBTITLES = {
    "hi": "WEBVTT\n\n1\n00:00:03.500 --> 00:00:05.500\n<v Meera>नमस्ते\nनदी\n\n00:07.250 --> 00:09.250\nदीया\n",
    "en": "WEBVTT - The Clay Lamp\n\nNOTE made here\n\n00:00:03.500 --> 00:00:05.500 line:90%\nHello\n",
}


@pytest.fixture(scope="module")
def timeline():
    return a_timeline()


@pytest.fixture(scope="module")
def good_film(timeline, tmp_path_factory):
    return write_film(tmp_path_factory.mktemp("good") / "film.mp4", timeline)


@pytest.fixture
def faults_of(timeline, tmp_path):
    """The faults of a film written with the given peculiarity."""

    def faults(**peculiarity):
        film = write_film(tmp_path / "film.mp4", timeline, **peculiarity)
        return check(film, timeline, SUBTITLES).faults

    return faults


def test_a_film_without_fault(good_film, timeline):
    report = check(good_film, timeline, SUBTITLES)
    assert report.faults == []
    assert report.duration_seconds == pytest.approx(timeline.total_frames / 24, abs=0.01)
    assert (report.video_codec, report.audio_codec) == ("h264", "aac")
    assert report.integrated_lufs == pytest.approx(-14, abs=0.3)
    assert -14 < report.true_peak_dbtp < -1
    assert report.longest_silence_seconds < 0.1
    assert report.longest_freeze_seconds < 2


# Sound -------------------------------------------------------------------------------------------------------------


def test_a_silent_stretch(faults_of, timeline):
    sound = finished_sound(timeline.total_frames)
    sound[4 * RATE : 7 * RATE + RATE // 2] = 0
    assert faults_of(sound=sound) == ["The film is silent for 3.5 s."]


def test_silence_up_to_three_seconds_is_a_pause(faults_of, timeline):
    sound = finished_sound(timeline.total_frames)
    sound[4 * RATE : 7 * RATE - RATE // 10] = 0
    assert faults_of(sound=sound) == []


@pytest.mark.parametrize("change_db", [-4, 2.5])
def test_too_quiet_and_too_loud(timeline, tmp_path, change_db):
    sound = finished_sound(timeline.total_frames) * 10 ** (change_db / 20)
    report = check(write_film(tmp_path / "film.mp4", timeline, sound=sound), timeline, SUBTITLES)
    assert report.integrated_lufs == pytest.approx(-14 + change_db, abs=0.3)
    assert f"The film's loudness is {report.integrated_lufs:.1f} LUFS instead of -14 ±1." in report.faults


def test_a_true_peak_between_the_samples(faults_of, timeline):
    """A tone at a quarter of the sample rate whose crests fall between samples: 3 dB more than any sample shows."""
    sound = finished_sound(timeline.total_frames)
    count = np.arange(RATE // 2)
    sound[5 * RATE : 5 * RATE + RATE // 2] = 0.95 * np.sin(np.pi / 2 * count + np.pi / 4)[:, None]
    assert np.abs(sound).max() < 10 ** (-1 / 20)
    assert any(fault.startswith("The sound's true peak is -0.") for fault in faults_of(sound=sound))


def test_no_sound(faults_of, timeline, tmp_path):
    assert faults_of(sound=np.zeros((0, 2))) == ["The film has no sound."]
    report = check(tmp_path / "film.mp4", timeline, SUBTITLES)
    assert report.audio_codec == "none"
    assert type(report).model_validate_json(report.model_dump_json()) == report


def test_a_film_of_nothing_but_silence(faults_of, timeline):
    sound = np.zeros((timeline.total_frames * RATE // 24, 2))
    faults = faults_of(sound=sound)
    assert "The film's loudness is -70.0 LUFS instead of -14 ±1." in faults
    assert any(fault.startswith("The film is silent for 12.") for fault in faults)


def test_mono_at_another_rate(faults_of, timeline):
    sound = finished_sound(timeline.total_frames)[: timeline.total_frames * 44_100 // 24, :1]
    faults = faults_of(sound=sound, rate=44_100, layout="mono")
    assert "The sound is aac at 44100 Hz with 1 channels instead of stereo aac at 48000 Hz." in faults


# Picture -----------------------------------------------------------------------------------------------------------


def test_a_frozen_stretch(timeline, tmp_path):
    images = pictures(timeline.total_frames, 1)
    images[100:220] = [images[100]] * 120
    report = check(write_film(tmp_path / "film.mp4", timeline, images), timeline, SUBTITLES)
    assert report.longest_freeze_seconds == pytest.approx(5, abs=0.5)
    (fault,) = report.faults
    assert fault.startswith("The picture stands still for ")


def test_a_stretch_frozen_under_another_encoder_setup(timeline, tmp_path):
    """Rarer key frames, no B-frames, and a grainy ground that the encoder refines for a while."""
    grain = np.random.default_rng(3).integers(-20, 20, (HEIGHT, WIDTH, 3))
    images = [np.clip(image + grain, 0, 255).astype(np.uint8) for image in pictures(timeline.total_frames, 1)]
    images[100:220] = [images[100]] * 120
    film = write_film(tmp_path / "film.mp4", timeline, images, **{"x264-params": "8x8dct=1:keyint=250:bframes=0"})
    assert check(film, timeline, SUBTITLES).longest_freeze_seconds == pytest.approx(5, abs=0.5)


def test_a_held_picture_of_three_seconds_is_no_freeze(faults_of, timeline):
    images = pictures(timeline.total_frames, 1)
    images[100:172] = [images[100]] * 72
    assert faults_of(images=images) == []


def test_a_picture_where_only_a_mouth_moves_is_no_freeze(faults_of, timeline):
    images = [image.copy() for image in pictures(1, 1) * timeline.total_frames]
    for index, image in enumerate(images):
        image[180 : 184 + index // 4 % 2 * 8, 150:170] = (120, 30, 40)
    assert faults_of(images=images) == []


def test_a_slow_pan_is_no_freeze(faults_of, timeline):
    wide = pictures(1, 1, width=2 * WIDTH)[0].astype(float)
    wide += 60 * np.sin(np.arange(2 * WIDTH) / 12)[None, :, None]
    shown = np.clip(wide, 0, 255).astype(np.uint8)
    images = [np.ascontiguousarray(shown[:, index // 6 : index // 6 + WIDTH]) for index in range(timeline.total_frames)]
    assert faults_of(images=images) == []


def test_a_black_film(faults_of, timeline):
    images = [np.zeros((HEIGHT, WIDTH, 3), np.uint8)] * timeline.total_frames
    assert "The picture is black." in faults_of(images=images)


def test_a_night_scene_is_not_black(faults_of, timeline):
    images = [image // 6 + 8 for image in pictures(timeline.total_frames, 1)]
    assert faults_of(images=images) == []


def test_another_frame_rate(faults_of, timeline):
    images = pictures(timeline.total_frames * 25 // 24, 1)
    assert faults_of(images=images, fps=25) == [
        "The picture does not run at 24 frames a second throughout (25.00 on average)."
    ]


def test_another_size(faults_of, timeline):
    assert "The picture is 160×120 instead of 320×240." in faults_of(
        images=pictures(timeline.total_frames, 1, 160, 120)
    )


def test_another_profile(faults_of):
    assert faults_of(profile="baseline", **{"x264-params": "8x8dct=0:bframes=0"}) == [
        "The picture is h264 Constrained Baseline yuv420p instead of h264 High yuv420p."
    ]


# The whole ---------------------------------------------------------------------------------------------------------


def test_a_film_that_is_too_short(faults_of, timeline):
    frames = timeline.total_frames - 36
    faults = faults_of(images=pictures(frames, 1), sound=finished_sound(frames))
    assert faults[:2] == [
        "The picture lasts 10.71 s instead of 12.21 s.",
        "The sound lasts 10.71 s instead of 12.21 s.",
    ]


def test_sound_that_ends_before_the_picture(faults_of, timeline):
    sound = finished_sound(timeline.total_frames)[: -RATE // 2]
    assert faults_of(sound=sound) == ["The picture lasts 12.21 s but the sound 11.71 s."]


def test_no_faststart(faults_of):
    (fault,) = faults_of(faststart=False)
    assert fault.startswith("The film cannot start to play before it is loaded whole")


def test_no_chapters(faults_of):
    assert faults_of(chapters=False) == ["The film has 0 chapters for 4 scenes."]


def test_chapters_of_another_cut(good_film):
    other = a_timeline(scene_frames=(80, 93))
    assert check(good_film, other, SUBTITLES).faults == ["The chapters do not start where the scenes do."]


def test_a_file_that_is_no_film(timeline, tmp_path, good_film):
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(good_film.read_bytes()[:2000])
    (fault,) = check(torn, timeline, {}).faults[:1]
    assert fault.startswith("The film cannot be read")


# Subtitles ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("00:01.000 --> 00:02.000\nHello\n", "the file does not start as WebVTT."),
        ("WEBVTT\n\nNOTE nothing yet\n", "there is no cue."),
        ("WEBVTT\n\n00:01 --> 00:02\nHello\n", "cue 1 has no valid times."),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHello\n", "cue 1 has no valid times."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Meera> \n", "cue 1 is empty."),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello\n", "cue 1 ends at 2.000 s, before it starts."),
        ("WEBVTT\n\n00:11.000 --> 00:12.500\nHello\n", "cue 1 ends at 12.500 s, after the film."),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.000\nHello\n\n00:02.900 --> 00:04.000\nthere\n",
            "cue 2 starts at 2.900 s, before the one before it has ended.",
        ),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nHello\n\n00:01.000 --> 00:02.000\nthere\n",
            "cue 2 starts at 1.000 s, before the one before it has ended.",
        ),
    ],
)
def test_faulty_subtitles(good_film, timeline, text, fault):
    assert check(good_film, timeline, {**SUBTITLES, "ta": text}).faults == [f"Subtitles in ta: {fault}"]


def test_no_subtitles(good_film, timeline):
    assert check(good_film, timeline, {}).faults == ["The film has no subtitles."]
