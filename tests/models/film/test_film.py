"""One film in which an engine with weights serves every stage, each in its own environment, on random checkpoints.

It is noise to see and to hear, but whole: what is asked of any film holds.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
import srt

ROOT = Path(__file__).parents[3]
FOLDERS = {"picture": "", "voice": "", "lip_sync": "", "music": "musicgen"}
"""The stages, and the folder that a stage's checkpoint goes to where it does not name its own."""

SCRIPT = """The Lamp

Meera lived with her grandmother in a small village by the river. Every evening they lit one clay lamp and set it on
the window.

"Why only one?" asked Meera.

"One is enough," said the grandmother. "Whoever is lost looks for a single light."

That night a boatman came out of the storm to their door, wet and smiling, and Meera lit a second lamp for him.
"""


def write_checkpoint(stage: str, folder: Path) -> None:
    """Write the checkpoints of a stage into a folder."""
    folder.mkdir(parents=True)
    python = ROOT / ".venv-models" / stage / "bin" / "python"
    code = f"import pathlib, sys, benchmarks.models.checkpoints.{stage} as c; c.write(pathlib.Path(sys.argv[1]))"
    subprocess.run([python, "-c", code, folder], check=True, cwd=ROOT)


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of each engine, written by the libraries of its stage."""
    folder = tmp_path_factory.mktemp("weights")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda stage: write_checkpoint(stage, folder / stage / FOLDERS[stage]), FOLDERS))
    return folder


@pytest.fixture(scope="module")
def film(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("film")
    (folder / "lamp.txt").write_text(SCRIPT)
    chosen = {
        "PICTURE_ENGINE": "sdxl", "SDXL_WEIGHTS": weights / "picture" / "sdxl",
        "VOICE_ENGINE": "vits", "VITS_WEIGHTS": weights / "voice" / "vits",
        "LIP_SYNC_ENGINE": "wav2lip", "WAV2LIP_WEIGHTS": weights / "lip_sync" / "wav2lip",
        "MUSIC_ENGINE": "musicgen", "MUSICGEN_WEIGHTS": weights / "music" / "musicgen",
        "OMP_NUM_THREADS": 1,  # as many containers as there are cores, each with as many threads, hinder each other
    }  # fmt: skip
    made = subprocess.run(
        [sys.executable, "-m", "local", "film", "--script", folder / "lamp.txt", "--out", folder / "lamp.mp4",
         "--quality", "preview", "--data-dir", folder / "studio"],
        cwd=ROOT, env={**os.environ, **{name: str(value) for name, value in chosen.items()}}, capture_output=True,
        text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "lamp.mp4"


def test_the_film_is_as_long_as_films_are_and_sound_and_picture_end_together(film: Path) -> None:
    with av.open(str(film)) as container:
        lengths = {
            s.type: float((s.duration or 0) * (s.time_base or 0))
            for s in (*container.streams.video, *container.streams.audio)
        }
    assert set(lengths) == {"video", "audio"}
    assert 45 < lengths["video"] < 300
    assert abs(lengths["video"] - lengths["audio"]) < 0.1


def test_there_is_sound_throughout(film: Path) -> None:
    with av.open(str(film)) as container:
        rate = container.streams.audio[0].rate or 0
        sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])
    seconds = sound[: len(sound) // rate * rate].reshape(-1, rate)
    levels = np.sqrt((seconds**2).mean(axis=1))
    assert (levels[2:-3] > 1e-3).mean() > 0.95
    assert np.abs(sound).max() <= 1.0


def test_scenes_are_painted_and_move(film: Path) -> None:
    with av.open(str(film)) as container:
        shown = [frame.to_ndarray(format="gray").astype(float) for frame in container.decode(video=0)][24:-24:24]
    assert all(frame.std() > 3 for frame in shown), "no frame is plain"
    changes = [np.abs(one - other).mean() for one, other in pairwise(shown)]
    assert max(changes) > 5, "scenes differ"
    assert np.mean([change > 0 for change in changes]) > 0.8, "pictures live"


def test_its_subtitles_say_what_the_script_says(film: Path) -> None:
    cues = list(srt.parse(film.with_suffix(".en.srt").read_text()))
    said = " ".join(" ".join(cue.content.split()) for cue in cues)
    assert "One is enough" in said and "a second lamp for him" in said
    assert all(one.end <= other.start for one, other in pairwise(cues))
    with av.open(str(film)) as container:
        assert cues[-1].end.total_seconds() <= (container.duration or 0) / 1e6


def test_a_still_of_it_is_there(film: Path) -> None:
    assert cv2.imread(str(film.with_suffix(".jpg"))) is not None
