"""In production no engine earns money against its licence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sagemaker_containers.serving import manifest

ROOT = Path(__file__).parents[4]


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed engine that is not for commercial use serves the voice stage in production."""
    for pattern in next(e for e in MANIFESTS if e.name == "piper").outside.files:  # type: ignore[union-attr]
        (tmp_path / f"hi_IN-pratham-medium{pattern.rpartition('*')[2]}").write_bytes(b"")
    monkeypatch.setenv("PIPER_VOICES", str(tmp_path))
    monkeypatch.setenv("VOICE_ENGINE", "piper,espeak_ng")
    monkeypatch.setenv("PRODUCTION", "true")
    monkeypatch.delenv("LICENSED_ENGINES", raising=False)


MANIFESTS = [
    manifest.Manifest.model_validate_json(path.read_bytes())
    for path in (ROOT / "sagemaker_containers" / "voice").glob("*/manifest.json")
]


@pytest.mark.usefixtures("piper")
def test_production_refuses_what_is_not_for_commercial_use() -> None:
    with pytest.raises(manifest.Unlicensed, match="piper") as refused:
        manifest.require_licences("voice")
    assert "espeak_ng" not in str(refused.value) and "LICENSED_ENGINES" in str(refused.value)


@pytest.mark.usefixtures("piper")
def test_a_licence_is_declared_for_one_engine_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICENSED_ENGINES", "wav2lip")
    with pytest.raises(manifest.Unlicensed):
        manifest.require_licences("voice")
    monkeypatch.setenv("LICENSED_ENGINES", "wav2lip, piper")
    manifest.require_licences("voice")


@pytest.mark.usefixtures("piper")
def test_outside_production_it_may_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTION", "false")
    manifest.require_licences("voice")


@pytest.mark.usefixtures("piper")
def test_a_misspelt_production_is_not_taken_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTION", "yes")
    with pytest.raises(ValueError, match="PRODUCTION"):
        manifest.require_licences("voice")


@pytest.mark.parametrize("stage", ["picture", "lip_sync", "music"])
def test_our_own_engines_start_in_production(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTION", "true")
    manifest.require_licences(stage)


@pytest.mark.usefixtures("piper")
def test_the_container_ends_and_says_why() -> None:
    container = subprocess.run(
        [sys.executable, "-m", "sagemaker_containers.serving", "voice", "--host", "127.0.0.1", "--port", "0"],
        cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert container.returncode == 1
    assert "Not for commercial use: piper" in container.stderr and "Traceback" not in container.stderr
