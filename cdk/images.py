"""The images of the model containers: what each holds, pinned by hash, as a folder that Docker builds.

Each stage has two: one for instances without a GPU, with the engines that need no weights, and one that has all of its
engines, PyTorch, and CUDA as PyTorch's wheels bring it. `python -m cdk.images lock` pins what they import.
Synthesising needs no Docker, deploying does.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

from cdk.layers import BUILT, FONTS, ROOT, SOURCE, files_of, lock_packages, requirements
from cdk.layers import reached as reached_from
from cdk.services import MODELS
from sagemaker_containers.serving.manifest import known

CONTAINERS = ROOT / "sagemaker_containers"
SHARED = ("serving", "drawing")
"""What containers have in common."""

PLATFORM = ("3.12", "x86_64")
"""Python and processor of the containers: there is no wheel of tinysoundfont for a newer Python."""

ALONE = ("tinysoundfont",)
"""Packages whose needs are left out: its one dependency plays aloud, and does not build without a sound system."""

DISTRIBUTIONS = {
    "PIL": "pillow",
    "TTS": "coqui-tts",
    "cv2": "opencv-python-headless",
    "espeakng_loader": "espeakng-loader",
    "pretty_midi": "pretty_midi",
    "skia": "skia-python",
}
"""The distribution of each module that is called otherwise."""


def lock_file(stage: str, gpu: bool = False) -> Path:
    """The pinned and hashed packages of a container."""
    return CONTAINERS / stage / ("gpu.lock" if gpu else "image.lock")


def _with_weights(stage: str) -> frozenset[Path]:
    """The code of a stage that only an environment of its own runs: engines with weights, and what loads them."""
    folders = [CONTAINERS / stage / engine.name for engine in known(stage).values() if engine.environment]
    return frozenset({CONTAINERS / "serving" / "weights.py", *(path for f in folders for path in f.rglob("*.py"))})


def modules(stage: str, gpu: bool = False) -> set[str]:
    """The top-level modules that a container's code imports; without a GPU there are no engines with weights."""
    without = frozenset() if gpu else _with_weights(stage)
    files = {*(CONTAINERS / stage).rglob("*.py"), *(CONTAINERS / "serving").glob("*.py")}
    return reached_from(sorted(files - without), without)


def lock(stage: str) -> None:
    """Write the lock of a container: what its code imports and its requirements name, and what these need."""
    listed = (CONTAINERS / stage / "requirements.txt").read_text()
    named = {DISTRIBUTIONS.get(module, module) for module in modules(stage)} | set(
        re.findall(r"^([\w.-]+)==", listed, re.M)
    )
    plain = {name.lower().replace("_", "-") for name in named}
    lines = lock_packages([pin for pin in requirements() if pin[0].lower().replace("_", "-") in plain], PLATFORM)
    for name, version in re.findall(rf"^({'|'.join(ALONE)})==(\S+)$", listed, re.MULTILINE):
        lines |= lock_packages([(name, "", version)], PLATFORM, alone=True)
    head = f"# The image of {stage} (Python {PLATFORM[0]}, {PLATFORM[1]}), written by `make lock`.\n"
    lock_file(stage).write_text(head + "".join(lines[name] for name in sorted(lines)))


def lock_for_gpu(stage: str) -> None:
    """Write the lock of a container for a GPU: what the one without has, and what its engines with weights need."""
    folder = CONTAINERS / stage
    held = {line.partition("==")[0]: line for line in pins(lock_file(stage))}
    asked = [line.partition(" ")[0] for name, line in held.items() if name not in ALONE]
    asked += [pin for path in sorted(folder.glob("*/requirements.txt")) for pin in pins(path)]
    lines = _resolve(asked)
    # Their own pins are older than what they run with.
    lines |= _resolve([pin for path in sorted(folder.glob("*/alone.txt")) for pin in pins(path)], "--no-deps")
    lines |= held
    head = f"# The image of {stage} for a GPU (Python {PLATFORM[0]}, {PLATFORM[1]}), written by `make lock`.\n"
    lock_file(stage, gpu=True).write_text(head + "".join(f"{lines[name]}\n" for name in sorted(lines)))


def pins(path: Path) -> list[str]:
    """The lines of a list of requirements, without comments."""
    found = (line.partition("  #")[0].strip() for line in path.read_text().splitlines())
    return [line for line in found if line and not line.startswith("#")]


def _resolve(asked: list[str], *options: str) -> dict[str, str]:
    """The lines of a lock by distribution. pip resolves for another Python from wheels alone; some here have none."""
    if not asked:
        return {}
    python, processor = PLATFORM
    target = ("--python-version", python, "--python-platform", f"{processor}-manylinux_2_28")
    command = (sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--format", "pylock.toml", *target, *options)
    found = subprocess.run(  # noqa: S603 - no argument comes from a request
        [*command, "-"], input="\n".join(asked), capture_output=True, text=True, check=False
    )
    if found.returncode:
        raise RuntimeError(found.stderr)
    lines = {}
    for package in tomllib.loads(found.stdout)["packages"]:
        files = package.get("wheels") or [package["sdist"]]
        hashes = " ".join(f"--hash=sha256:{file['hashes']['sha256']}" for file in files)
        lines[package["name"]] = f"{package['name']}=={package['version']} {hashes}"
    return lines


@cache
def context(stage: str, gpu: bool = False) -> Path:
    """The folder that Docker builds a container's image from: its code, that of the studio, the fonts, the lock."""
    folder = BUILT.parent / "images" / (f"{stage}-gpu" if gpu else stage)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for source in (SOURCE / "film_studio", *(CONTAINERS / name for name in (*SHARED, stage))):
        for path in files_of(source):
            base = SOURCE if source.is_relative_to(SOURCE) else ROOT
            copy = folder / path.relative_to(base)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    shutil.copy(CONTAINERS / "__init__.py", folder / "sagemaker_containers" / "__init__.py")
    for name in ("Dockerfile", "serve"):
        shutil.copy(CONTAINERS / name, folder / name)
    shutil.copy(lock_file(stage, gpu), folder / "image.lock")
    shutil.copytree(FONTS, folder / "fonts")
    return folder


def main() -> None:
    """Lock every container."""
    if sys.argv[1:] != ["lock"]:
        sys.exit("usage: python -m cdk.images lock")
    for stage in MODELS:
        lock(stage)
        lock_for_gpu(stage)


if __name__ == "__main__":
    main()
