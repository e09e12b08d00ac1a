"""The Lambda layers: which packages each holds, which function needs which, and how they are built without Docker.

`python -m cdk.layers lock` pins and hashes what a layer holds for Lambda's processors; `python -m cdk.layers` builds
all layers into `.build/layers` and prints their sizes.
"""

import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "layers" / "dependencies"
SOURCE = ROOT / "layers" / "film_studio"
OWN = {"film_studio": SOURCE, "sagemaker_containers": ROOT}
"""Where our own packages are."""

BUILT = ROOT / ".build" / "layers"

LIMIT = 262_144_000
"""Bytes that Lambda allows a function and its layers together, unpacked."""

MEDIA = "media"
FONTS = ROOT / "fonts" / "ttf"
"""Who draws letters has the layer `media`, which so holds the fonts."""

LAYERS: dict[str, tuple[str, ...]] = {
    "dependencies": (
        "aws-lambda-powertools",
        "budoux",
        "numpy",
        "psycopg",
        "py3langid",
        "pydantic",
        "regex",
        "urllib3",
        "valkey",
    ),
    "accounts": ("bcrypt", "email-validator", "prometheus-client", "pyjwt", "stripe"),
    "images": ("opencv-python-headless", "pillow"),
    MEDIA: ("av", "skia-python"),
    "migrations": ("alembic", "SQLAlchemy"),
}
"""The distributions of each layer; what they need comes with them. Every function has the first."""

MODULES = {
    "bcrypt": "accounts",
    "cryptography": "accounts",
    "email_validator": "accounts",
    "jwt": "accounts",
    "prometheus_client": "accounts",
    "stripe": "accounts",
    "cv2": "images",
    "PIL": "images",
    "av": MEDIA,
    "skia": MEDIA,
}
"""The layer of each module that not every function has."""

RUNTIME = {"boto3", "botocore", "jmespath", "python-dateutil", "s3transfer", "six"}
"""Distributions that Lambda's runtime brings."""

LAMBDA = ("3.13", "aarch64")
"""Python and processor of the functions."""

PLATFORMS = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_17", "manylinux2014")

UNUSED = ("tests", "test", "*.pyi", "*.pyx", "*.pxd", "*.h", "__pycache__", "bin", "include")
"""What of a package no function reads."""


@cache
def _imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, at its top or in a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return frozenset(found)


def reached(files: list[Path], without: frozenset[Path] = frozenset()) -> set[str]:
    """The top-level modules that files of ours import, through whatever module of the studio or its containers.

    The files `without` which they do are not followed.
    """
    seen = {*files, *without}
    found: set[str] = set()
    waiting = list(files)
    while waiting:
        for name in _imports(waiting.pop()):
            top = name.partition(".")[0]
            found.add(top)
            if top not in OWN:
                continue
            path = OWN[top].joinpath(*name.split("."))
            for file in (path.with_suffix(".py"), path / "__init__.py"):
                if file.exists() and file not in seen:
                    seen.add(file)
                    waiting.append(file)
    return found - set(OWN)


def modules(function: str) -> set[str]:
    """The top-level modules that a function's handler reaches."""
    return reached([ROOT / "lambdas" / function / "handler.py"])


def layers_of(function: str) -> list[str]:
    """The layers with what a function imports, in the order of `LAYERS`."""
    needed = {"dependencies", *(MODULES[name] for name in modules(function) if name in MODULES)}
    return [name for name in LAYERS if name in needed]


def lock_file(layer: str) -> Path:
    """The pinned and hashed packages of a layer."""
    return FOLDER / f"{layer}.lock"


def digest(layer: str) -> str:
    """What a built layer is known by: a hash of its lock, of how it is built, and of the fonts that it holds."""
    content = hashlib.sha256(lock_file(layer).read_bytes() + repr((PLATFORMS, UNUSED)).encode())
    if layer == MEDIA:
        content.update((ROOT / "fonts" / "convert.py").read_bytes() + (ROOT / "package-lock.json").read_bytes())
    return content.hexdigest()


def build(layer: str) -> Path:
    """The folder of a built layer, built if it is not there. Raises `subprocess.CalledProcessError` as pip fails."""
    folder = BUILT / f"{layer}-{digest(layer)[:16]}"
    if folder.exists():
        return folder
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    target = ("--target", str(part / "python"))
    _pip(LAMBDA, "--require-hashes", "--no-deps", *target, "--requirement", str(lock_file(layer)))
    for pattern in UNUSED:
        for path in sorted(part.rglob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            elif path.exists():
                path.unlink()
    if layer == MEDIA:
        shutil.copytree(FONTS, part / "fonts")
    part.rename(folder)
    return folder


@cache
def source_digest() -> str:
    """A hash of the package `film_studio`."""
    content = hashlib.sha256()
    for path in files_of(SOURCE / "film_studio"):
        content.update(f"{path.relative_to(SOURCE)}\0".encode() + path.read_bytes())
    return content.hexdigest()


@cache
def build_source() -> Path:
    """The package `film_studio` as a layer has it: under `python/`."""
    folder = BUILT / f"film_studio-{source_digest()[:16]}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        for path in files_of(SOURCE / "film_studio"):
            copy = part / "python" / path.relative_to(SOURCE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
        part.rename(folder)
    return folder


def files_of(folder: Path) -> list[Path]:
    """The files of a package, without what Python compiled."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def size(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


Pin = tuple[str, str, str]
"""Name, extra (`[binary]` or nothing) and version of a distribution."""


def requirements() -> list[Pin]:
    """What the project pins."""
    text = "".join((folder / "requirements.txt").read_text() for folder in (FOLDER, ROOT))
    return re.findall(r"^([\w.-]+)(\[[\w,]+\])?==(\S+)", text, re.MULTILINE)


def lock_packages(pins: list[Pin], on: tuple[str, str], alone: bool = False) -> dict[str, str]:
    """The lines of a lock by distribution: `pins` for a Python and processor, and, unless `alone`, their needs."""
    BUILT.mkdir(parents=True, exist_ok=True)
    constraints, report = BUILT / "constraints.txt", BUILT / "report.json"
    # All pins of the project hold, so that whoever is locked agrees on what they share.
    constraints.write_text("".join(f"{name}=={version}\n" for name, _, version in requirements()))
    asked = [f"{name}{extra}=={version}" for name, extra, version in pins]
    target = ("--target", str(BUILT / "nothing"))  # pip asks for a folder, even where it only reports
    only = ("--no-deps",) if alone else ()
    _pip(on, "--dry-run", "--report", str(report), "-c", str(constraints), *target, *only, *asked)
    lines = {}
    for package in json.loads(report.read_text())["install"]:
        name = package["metadata"]["name"].lower().replace("_", "-")
        sha256 = package["download_info"]["archive_info"]["hashes"]["sha256"]
        lines[name] = f"{name}=={package['metadata']['version']} --hash=sha256:{sha256}\n"
    return lines


def lock(layer: str, held: set[str]) -> set[str]:
    """Write a layer's lock without the distributions `held` by others; gives those that it holds."""
    lines = lock_packages([pin for pin in requirements() if pin[0] in LAYERS[layer]], LAMBDA)
    own = {name: line for name, line in sorted(lines.items()) if name not in held | RUNTIME}
    lock_file(layer).write_text(
        f"# The layer {layer} for Lambda (Python 3.13, arm64), written by `make lock`.\n" + "".join(own.values())
    )
    return set(own)


def _pip(on: tuple[str, str], *arguments: str) -> None:
    python, processor = on
    platforms = (f"--platform={platform}_{processor}" for platform in PLATFORMS)
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile")
    target = (
        "--only-binary=:all:",
        f"--python-version={python}",
        "--implementation=cp",
        "--ignore-installed",
        *platforms,
    )
    subprocess.run([*command, *target, *arguments], check=True)  # noqa: S603 - no argument comes from a request


def main() -> None:
    """Lock or build, as the command line says."""
    if sys.argv[1:] == ["lock"]:
        held: set[str] = set()
        for layer in LAYERS:
            held |= lock(layer, held)
        return
    from cdk.services import FUNCTIONS

    sizes = {layer: size(build(layer)) for layer in LAYERS}
    for layer, count in sizes.items():
        print(f"{layer:14}{count / 1e6:8.1f} MB unpacked")
    largest = max(FUNCTIONS, key=lambda function: sum(sizes[layer] for layer in layers_of(function.name)))
    total = sum(sizes[layer] for layer in layers_of(largest.name)) + size(SOURCE)
    print(
        f"The largest function, {largest.name}, has {total / 1e6:.1f} MB of the {LIMIT / 1e6:.1f} MB that Lambda takes."
    )
    if total > LIMIT:
        sys.exit("That is more than Lambda takes.")


if __name__ == "__main__":
    main()
