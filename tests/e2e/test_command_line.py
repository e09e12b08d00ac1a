"""`python -m local film`, as `make film` calls it."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from .conftest import ROOT, SCRIPTS, frame_hashes


def command(tmp_path: Path, *options: str) -> list[str]:
    """The command with its data in the test's own folder."""
    return [sys.executable, "-m", "local", "film", "--data-dir", str(tmp_path / "studio"), *options]


def run(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run it to the end."""
    return subprocess.run(command(tmp_path, *options), cwd=ROOT, capture_output=True, text=True, timeout=400)


def test_help_names_every_option() -> None:
    answer = subprocess.run([sys.executable, "-m", "local", "film", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0
    for option in ["script", "out", "duration", "frame", "quality", "voice", "music", "subtitles", "mode"]:
        assert f"--{option}" in answer.stdout


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--script", "nowhere.txt"], "nowhere.txt"),
        (["--voice", "ancient-female"], "voice.age"),
        (["--subtitles", "en,xx"], "subtitles.languages"),
        (["--script", str(SCRIPTS / "the_last_train.txt"), "--subtitles", "fr"], "the_last_train.CODE.txt"),
        (["--duration", "299"], "duration_seconds"),
        (["--duration", "30"], "duration_seconds"),
    ],
)
def test_a_wrong_option_is_named_at_once(options: list[str], named: str, tmp_path: Path) -> None:
    answer = run(tmp_path, *options)
    assert answer.returncode in (1, 2)
    assert named in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "studio").exists()  # nothing was started for it


def test_an_engine_without_its_weights_is_named_with_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PICTURE_ENGINE", "sdxl")
    answer = run(tmp_path)
    assert answer.returncode == 1
    assert "PICTURE_ENGINE" in answer.stderr and "SDXL_WEIGHTS names a folder" in answer.stderr
    assert "docs/models.md" in answer.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"word " * 49, "49"),
        (b"word " * 501, "501"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "text"),
    ],
    ids=["empty", "short", "long", "binary"],
)
def test_a_wrong_script_is_refused_at_once(content: bytes, said: str, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(content)
    answer = run(tmp_path, "--script", str(script))
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr


def test_ctrl_c_leaves_no_process_and_the_next_run_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "fox.mp4"
    options = ["--script", str(SCRIPTS / "the_lighthouse_fox.txt"), "--quality", "preview", "--out", str(out)]
    first = subprocess.Popen(command(tmp_path, *options), cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert first.stderr is not None
    shown = ""
    for line in first.stderr:
        shown += line
        if "Animation 1/" in line or "Animation 2/" in line:
            break
    else:
        raise AssertionError(shown)
    children = psutil.Process(first.pid).children(recursive=True)
    assert children

    first.send_signal(signal.SIGINT)
    rest = first.communicate(timeout=30)[1]

    assert first.returncode == 130
    assert "goes on" in rest and "Traceback" not in rest
    assert psutil.wait_procs(children, timeout=5)[1] == []
    second = run(tmp_path, *options)
    assert second.returncode == 0, second.stderr
    percents = [int(number) for number in re.findall(r"(\d+) %", second.stderr)]
    assert percents[0] > 0  # it went on, it did not begin anew
    assert str(out) in second.stdout
    assert len(frame_hashes(out)) >= 60 * 24
    assert out.with_suffix(".jpg").exists()
    assert out.with_suffix(".en.srt").exists()
