"""Where the voice tests have what no package of ours brings."""

import ctypes
import platform
import subprocess
from pathlib import Path

import pytest

from sagemaker_containers.serving import manifest


@pytest.fixture(scope="session")
def flite(pytestconfig: pytest.Config) -> list[Path]:
    """flite's libraries: the system's, else those of Debian's package, unpacked without installing it."""
    description = (manifest.CONTAINERS / "voice/flite/manifest.json").read_bytes()
    outside = manifest.Manifest.model_validate_json(description).outside
    assert outside is not None
    if found := outside.found():
        return found
    folder = pytestconfig.cache.mkdir("flite")
    libraries = folder / "usr/lib" / f"{platform.machine()}-linux-gnu"
    if not (libraries / outside.files[0]).exists():
        _unpack_debian_packages(folder)
    ctypes.CDLL(str(next(libraries.glob("libasound.so.2"))), mode=ctypes.RTLD_GLOBAL)
    return [libraries / name for name in outside.files]


def _unpack_debian_packages(folder: Path) -> None:
    """Fetch flite and the sound library that it is linked with. Needs apt and its mirror, no rights."""
    state = [f"-oDir::State={folder}", f"-oDir::Cache={folder}", "-oDebug::NoLocking=1"]
    for path in ("lists/partial", "archives/partial"):
        (folder / path).mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(["apt-get", "-qq", *state, "update"], check=True, capture_output=True, timeout=120)
        for package in ("libflite1", "libasound2"):
            subprocess.run(["apt-get", "-qq", *state, "download", package], cwd=folder, check=True, capture_output=True)
        for archive in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", archive, folder], check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"flite's library is not on this system, and Debian's package is out of reach: {error}")
