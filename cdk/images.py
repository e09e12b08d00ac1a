"""The images of the model containers: what each holds, pinned by hash, as a folder that Docker builds.

`python -m cdk.images lock` pins what a container's code imports. Synthesising needs no Docker, deploying does.
"""

import re
import shutil
import sys
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

DISTRIBUTIONS = {
    "PIL": "pillow",
    "cv2": "opencv-python-headless",
    "espeakng_loader": "espeakng-loader",
    "pretty_midi": "pretty_midi",
    "skia": "skia-python",
}
"""The distribution of each module that is called otherwise."""


def lock_file(stage: str) -> Path:
    """The pinned and hashed packages of a container."""
    return CONTAINERS / stage / "image.lock"


def _with_weights(stage: str) -> frozenset[Path]:
    """The code of a stage that only an environment of its own runs: engines with weights, and what loads them."""
    folders = [CONTAINERS / stage / engine.name for engine in known(stage).values() if engine.environment]
    return frozenset({CONTAINERS / "serving" / "weights.py", *(path for f in folders for path in f.rglob("*.py"))})


def modules(stage: str) -> set[str]:
    """The top-level modules that a container's code imports, engines with weights left out."""
    without = _with_weights(stage)
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
    # Its one dependency plays aloud, and does not build without a sound system.
    if found := re.search(r"^tinysoundfont==(\S+)$", listed, re.MULTILINE):
        lines |= lock_packages([("tinysoundfont", "", found[1])], PLATFORM, alone=True)
    head = f"# The image of {stage} (Python {PLATFORM[0]}, {PLATFORM[1]}), written by `make lock`.\n"
    lock_file(stage).write_text(head + "".join(lines[name] for name in sorted(lines)))


@cache
def context(stage: str) -> Path:
    """The folder that Docker builds a container's image from: its code, that of the studio, the fonts, the lock."""
    folder = BUILT.parent / "images" / stage
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
    shutil.copy(lock_file(stage), folder / "image.lock")
    shutil.copytree(FONTS, folder / "fonts")
    return folder


def main() -> None:
    """Lock every container."""
    if sys.argv[1:] != ["lock"]:
        sys.exit("usage: python -m cdk.images lock")
    for stage in MODELS:
        lock(stage)


if __name__ == "__main__":
    main()
