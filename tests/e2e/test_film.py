"""A script becomes a film through the running studio; the film is judged by readers that did not make it."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pyloudnorm
import pytest
import srt
import webvtt
from scipy.signal import resample_poly

from .conftest import Client, RunningStudio, read_script

EXAMPLES: dict[str, dict[str, Any]] = {
    "the_clay_lamp": {
        "duration_seconds": 90,
        "subtitles": {"languages": ["en", "hi"], "translations": {"hi": "the_clay_lamp.hi"}},
    },
    "the_lighthouse_fox": {"frame": "1:1"},
    "why_the_sky_is_blue": {"mode": "podcast", "frame": "9:16"},
    "kauaa_aur_ghada": {"music": {"style": "indian-classical"}},
    "the_last_train": {"subtitles": {"burn_in": False}},
}
SIZES = {"16:9": (854, 480), "9:16": (480, 854), "1:1": (480, 480)}


def sound_of(film: Path) -> np.ndarray:
    """The decoded sound: samples × 2 channels, float, 48 kHz."""
    with av.open(str(film)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(container.streams.audio[0])]
    return np.concatenate(blocks, axis=1).T.astype(np.float64)


def seconds_of(clock: str) -> float:
    """A WebVTT time in seconds."""
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_script_becomes_a_film(name: str, shared_studio: RunningStudio, tmp_path: Path) -> None:
    options = {"quality": "preview", **EXAMPLES[name]}
    if translations := options.get("subtitles", {}).get("translations"):
        options["subtitles"]["translations"] = {k: read_script(v)[1] for k, v in translations.items()}
    user = Client(shared_studio)
    job = user.ask(name, **options)

    status = user.wait(job)

    assert status["status"] == "completed", status
    assert status["progress_percentage"] == 100
    assert user.credits() == 2
    result = user.call("GET", f"/jobs/{job}/result").json()
    film = user.download(job, tmp_path)
    with av.open(str(film)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        seconds = container.duration / av.time_base
        assert (video.codec_context.name, video.codec_context.profile) == ("h264", "High")
        assert video.codec_context.pix_fmt == "yuv420p"
        assert (video.width, video.height) == SIZES[options.get("frame", "16:9")]
        assert video.average_rate == 24
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48000, 2)
        assert abs(float(video.duration * video.time_base) - float(audio.duration * audio.time_base)) < 0.05
        chapters = container.chapters()
    asked = options.get("duration_seconds")
    assert abs(seconds - (asked or result["film"]["duration_seconds"])) <= 1
    assert 60 <= seconds <= 300
    assert len(chapters) >= 4  # opening, at least two scenes, end
    head = film.read_bytes()[:64]
    assert b"moov" in head[:40] or film.read_bytes().index(b"moov") < film.read_bytes().index(b"mdat")

    sound = sound_of(film)
    loudness = pyloudnorm.Meter(48000).integrated_loudness(sound)
    assert -15 <= loudness <= -13
    true_peak = 20 * np.log10(np.abs(resample_poly(sound, 4, 1, axis=0)).max())
    assert true_peak <= -1

    for language in options.get("subtitles", {}).get("languages") or [None]:
        vtt = next(tmp_path.glob(f"film.{language or '*'}.vtt"))
        cues = list(webvtt.read(vtt))
        subtitles = list(srt.parse(vtt.with_suffix(".srt").read_text(encoding="utf-8"), ignore_errors=False))
        assert len(cues) == len(subtitles) > 5
        for cue, following in zip(cues, [*cues[1:], None], strict=True):
            assert 0 <= seconds_of(cue.start) < seconds_of(cue.end) <= seconds
            assert following is None or seconds_of(cue.end) <= seconds_of(following.start)
            assert len(cue.text.splitlines()) <= 2

    thumbnail = film.with_suffix(".jpg")
    assert thumbnail.stat().st_size < 2_000_000
    with av.open(str(thumbnail)) as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == (1280, 720)


def test_the_intro_lasts_three_seconds_and_the_outro_two(shared_studio: RunningStudio, tmp_path: Path) -> None:
    user = Client(shared_studio)
    job = user.ask("the_lighthouse_fox", quality="preview")
    assert user.wait(job)["status"] == "completed"
    film = user.download(job, tmp_path)
    with av.open(str(film)) as container:
        chapters = container.chapters()
    first, last = chapters[0], chapters[-1]
    assert float((first["end"] - first["start"]) * first["time_base"]) == pytest.approx(3, abs=0.01)
    assert float((last["end"] - last["start"]) * last["time_base"]) == pytest.approx(2, abs=0.05)


def test_someone_elses_film_is_not_to_be_had(shared_studio: RunningStudio) -> None:
    owner, stranger = Client(shared_studio), Client(shared_studio)
    job = owner.ask("the_last_train", quality="preview")
    for path in (f"/jobs/{job}", f"/jobs/{job}/status", f"/jobs/{job}/result", f"/jobs/{job}/download"):
        assert stranger.call("GET", path).status_code == 404
    assert stranger.call("POST", f"/jobs/{job}/cancel").status_code == 404
    assert owner.call("POST", f"/jobs/{job}/cancel").status_code == 200
    assert owner.credits() == 3
