"""Weights are those of their listing, or are not loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from sagemaker_containers.serving import weights

ROOT = Path(__file__).parents[4]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet" / "model.bin").write_bytes(b"weights")
    (tmp_path / "config.json").write_text("{}")
    weights.write_listing(tmp_path)
    return tmp_path


def test_a_listing_is_what_sha256sum_checks(folder: Path) -> None:
    weights.verify(folder)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "weights.sha256"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert checked.stdout == "config.json: OK\nunet/model.bin: OK\n"


def test_what_is_not_as_listed_is_named(folder: Path) -> None:
    (folder / "unet" / "model.bin").write_bytes(b"others")
    with pytest.raises(weights.Damaged, match=r"unet/model\.bin has other contents"):
        weights.verify(folder)
    (folder / "unet" / "model.bin").unlink()
    (folder / "extra.bin").touch()
    with pytest.raises(weights.Damaged, match=r"unet/model\.bin is missing, extra\.bin is not listed"):
        weights.verify(folder)


def test_without_a_listing_the_error_says_how_to_write_it(folder: Path) -> None:
    (folder / "weights.sha256").unlink()
    with pytest.raises(weights.Damaged, match=r"sagemaker_containers\.serving\.weights"):
        weights.verify(folder)
    command = [sys.executable, "-m", "sagemaker_containers.serving.weights", str(folder)]
    written = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert written.stdout.startswith("sha256:")
    weights.verify(folder)
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.endswith(written.stdout)
