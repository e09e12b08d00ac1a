"""Learning what an engine is without loading it."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sagemaker_containers.serving import manifest, weights

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(("stage", "engine"), [("voice", "espeak_ng"), ("music", "composer")])
def test_the_only_engine_of_a_stage_serves_it(stage: str, engine: str) -> None:
    read = manifest.read(stage)
    assert (read.name, read.model) == (engine, stage)
    release, digest = read.version.split("+")
    written = json.loads((manifest.CONTAINERS / stage / engine / "manifest.json").read_text())
    assert release == written["version"] and len(digest) == 8
    assert read == manifest.read(stage)


def names(stage: str) -> list[str]:
    return [engine.name for engine in manifest.engines(stage)]


def test_a_chosen_engine_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "espeak_ng")
    assert names("voice") == ["espeak_ng"]
    monkeypatch.setenv("VOICE_ENGINE", "parrot")
    with pytest.raises(LookupError, match="parrot"):
        manifest.read("voice")
    with pytest.raises(LookupError):
        manifest.read("no_such_stage")


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


FLITE = [
    "libflite.so.1",
    "libflite_usenglish.so.1",
    "libflite_cmulex.so.1",
    "libflite_cmu_us_slt.so.1",
    "libflite_cmu_us_rms.so.1",
    "libflite_cmu_us_awb.so.1",
]


def test_an_engine_comes_first_where_its_libraries_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICE_ENGINE")
    monkeypatch.setenv("FLITE_LIBRARIES", str(put(tmp_path, *FLITE[:-1])))
    assert names("voice") == ["espeak_ng"]
    put(tmp_path, *FLITE)
    assert names("voice") == ["flite", "espeak_ng"]
    both = manifest.read("voice")
    assert both.name == "flite+espeak_ng"
    assert {"hi", "en"} <= both.capabilities["languages"].keys()
    assert {"american", "scottish", "british"} <= both.capabilities["languages"]["en"]["accents"].keys()


def test_a_chosen_engine_that_is_not_installed_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLITE_LIBRARIES", str(tmp_path))
    monkeypatch.setenv("VOICE_ENGINE", "flite")
    with pytest.raises(LookupError, match="libflite1"):
        manifest.read("voice")


def test_the_version_changes_with_the_libraries_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "flite,espeak_ng")
    monkeypatch.setenv("FLITE_LIBRARIES", str(put(tmp_path, *FLITE)))
    before = manifest.read("voice").version
    assert before == manifest.read("voice").version
    (tmp_path / FLITE[-1]).write_bytes(b"a newer release")
    assert manifest.read("voice").version != before


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The voice container in a folder of its own."""
    shutil.copytree(manifest.CONTAINERS / "voice", tmp_path / "voice", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(manifest, "CONTAINERS", tmp_path)
    return tmp_path


@pytest.mark.parametrize("changed", ["voice/espeak_ng/casting.py", "voice/adapter.py", "voice/requirements.txt"])
def test_the_version_changes_with_what_the_engine_runs(copied: Path, changed: str) -> None:
    before = manifest.read("voice").version
    (copied / changed).write_text((copied / changed).read_text() + "# changed\n")
    assert manifest.read("voice").version != before


def test_compiled_files_do_not_change_the_version(copied: Path) -> None:
    before = manifest.read("voice").version
    (copied / "voice" / "espeak_ng" / "__pycache__").mkdir()
    (copied / "voice" / "espeak_ng" / "__pycache__" / "casting.pyc").write_bytes(b"compiled")
    assert manifest.read("voice").version == before


def test_code_that_engines_share_is_part_of_the_version(copied: Path) -> None:
    (copied / "drawing").mkdir()
    (copied / "drawing" / "pen.py").write_text("WIDTH = 2\n")
    path = copied / "voice" / "espeak_ng" / "manifest.json"
    path.write_text(path.read_text().replace('"name":', '"sources": ["drawing"],\n  "name":', 1))
    before = manifest.read("voice").version
    (copied / "drawing" / "pen.py").write_text("WIDTH = 3\n")
    assert manifest.read("voice").version != before


def test_reading_a_manifest_loads_no_engine() -> None:
    code = (
        "import sys; from sagemaker_containers.serving import manifest; manifest.read('voice'); manifest.read('music');"
        "print([m for m in ('numpy', 'espeakng_loader', 'tinysoundfont', 'boto3', 'starlette') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


PAINTER = {
    "name": "painter",
    "version": "1.0.0",
    "model": "voice",
    "preference": 9,
    "outside": {
        "setting": "PAINTER_WEIGHTS",
        "kind": "weights",
        "files": [manifest.LISTING, "*.bin"],
        "install": "Ask.",
    },
    "environment": "voice",
    "capabilities": {"languages": {}},
    "code_licence": "MIT",
    "weights_licence": "MIT",
    "commercial_use": True,
}


@pytest.fixture
def painter(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the weights of an engine that the voice container has as well."""
    monkeypatch.delenv("VOICE_ENGINE")
    (copied / "voice" / "painter").mkdir()
    (copied / "voice" / "painter" / "manifest.json").write_text(json.dumps(PAINTER))
    return put(tmp_path / "weights", "model.bin")


def test_an_engine_with_weights_serves_only_where_they_and_their_listing_are(
    painter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names("voice") == ["espeak_ng"]
    monkeypatch.setenv("PAINTER_WEIGHTS", str(painter))
    assert names("voice") == ["espeak_ng"]
    weights.write_listing(painter)
    assert names("voice") == ["painter", "espeak_ng"]
    assert manifest.read("voice").environment == "voice"


def test_other_weights_make_other_artifacts(painter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAINTER_WEIGHTS", str(painter))
    weights.write_listing(painter)
    before = manifest.read("voice").version
    (painter / "model.bin").write_bytes(b"trained for longer")
    weights.write_listing(painter)
    assert manifest.read("voice").version != before


def test_the_version_is_known_where_the_weights_are_not(painter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = weights.write_listing(painter)
    monkeypatch.setenv("PAINTER_WEIGHTS", str(painter))
    there = manifest.read("voice")
    monkeypatch.setenv("PAINTER_WEIGHTS", f"sha256:{hashlib.sha256(listing.read_bytes()).hexdigest()}")
    assert manifest.read("voice") == there


def test_one_engine_serves_a_stage_that_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("weights.sha256", "base/model_index.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.setenv("Z_IMAGE_WEIGHTS", str(tmp_path))
    assert names("picture") == ["illustrator"]
    monkeypatch.setenv("PICTURE_ENGINE", "z_image")
    assert names("picture") == ["z_image"]
    monkeypatch.setenv("PICTURE_ENGINE", "z_image,illustrator")
    with pytest.raises(LookupError, match="one serves"):
        names("picture")


def test_pictures_and_clips_must_be_of_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    endpoints = {stage: stage for stage in ("voice", "picture", "lip_sync", "music")}
    told = manifest.told(endpoints)
    assert told["picture"]["engine"] == "illustrator" and not told["picture"]["portraits"]
    assert "en" in told["voice"]["languages"]
    monkeypatch.setenv("PICTURE_ENGINE", "sdxl")
    monkeypatch.setenv("SDXL_WEIGHTS", "sha256:" + "0" * 64)
    with pytest.raises(LookupError, match="puppet does not animate what sdxl draws"):
        manifest.told(endpoints)


def test_operators_are_told_of_every_engine_with_weights() -> None:
    page = (ROOT / "docs" / "models.md").read_text()
    with_weights = [
        engine
        for stage in ("voice", "picture", "lip_sync", "music")
        for engine in manifest.known(stage).values()
        if engine.outside and engine.outside.kind == "weights"
    ]
    assert len(with_weights) >= 6
    for engine in with_weights:
        assert engine.outside
        row = next(line for line in page.splitlines() if line.startswith(f"| `{engine.name}` |"))
        assert f"`{engine.outside.setting}`" in row
        assert row.endswith("| yes |" if engine.commercial_use else "| no |")
