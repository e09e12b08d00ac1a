"""A model's weights: a folder of files and their listing, as `sha256sum` writes it.

`python -m sagemaker_containers.serving.weights FOLDER` writes the listing of a folder, or checks it where there is one.
Nothing but the listing says which weights these are, so it is checked before they are loaded.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from sagemaker_containers.serving.adapter import OutOfMemory
from sagemaker_containers.serving.manifest import LISTING, Manifest


class Damaged(Exception):
    """The weights are not those of their listing."""


def device() -> str:
    """Where models run: "cuda" where there is such an accelerator, else "cpu"."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def folder_of(engine: Manifest) -> Path:
    """The folder of an engine's weights, checked. Raises `Damaged`."""
    if engine.outside is None:
        raise ValueError(f"{engine.name} has no weights")
    folder = Path(os.environ[engine.outside.setting])
    verify(folder)
    return folder


def write_listing(folder: Path) -> Path:
    """Write the listing of all files in a folder and answer its path."""
    lines = [f"{digest}  {name}\n" for name, digest in _digests(folder, names(folder)).items()]
    path = folder / LISTING
    path.write_text("".join(lines))
    return path


def listed(folder: Path) -> str:
    """The hash of a folder's listing, which is written where there is none. Raises `Damaged` as `verify` does."""
    path = folder / LISTING
    if path.exists():
        verify(folder)
    else:
        write_listing(folder)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def verify(folder: Path) -> None:
    """Hold the files of a folder against its listing. Raises `Damaged`, naming each that is missing or other."""
    path = folder / LISTING
    if not path.is_file():
        raise Damaged(
            f"{folder} has no {LISTING}; write it with: python -m sagemaker_containers.serving.weights {folder}"
        )
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in path.read_text().splitlines())}
    faults = [f"{name} is missing" for name in listed if not (folder / name).is_file()]
    faults += [f"{name} is not listed" for name in names(folder) if name not in listed]
    if not faults:
        found = _digests(folder, list(listed))
        faults = [f"{name} has other contents" for name, digest in listed.items() if found[name] != digest]
    if faults:
        raise Damaged(f"{folder} is not what its {LISTING} says: {', '.join(faults)}")


def names(folder: Path) -> list[str]:
    """The files of a folder of weights but for its listing, as paths within it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / LISTING)
    return sorted(path.relative_to(folder).as_posix() for path in files)


def _digests(folder: Path, names: list[str]) -> dict[str, str]:
    def digest(name: str) -> str:
        with (folder / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    with ThreadPoolExecutor() as pool:  # hashing lets other threads run, and disks are quicker than one of them
        return dict(zip(names, pool.map(digest, names), strict=True))


@contextmanager
def memory_errors() -> Iterator[None]:
    """Turn an accelerator's lack of memory into `OutOfMemory`, upon which the server halves the batch."""
    import torch

    try:
        yield
    except torch.OutOfMemoryError as error:
        short = str(error).partition(". ")[0]
        raise OutOfMemory(short) from None  # the traceback would hold what the batch allocated
    finally:
        if torch.cuda.is_available():
            torch.cuda.empty_cache()


def main() -> None:
    """Write or check the listing of the folder that the command line names; print its hash."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m sagemaker_containers.serving.weights FOLDER")
    folder = Path(sys.argv[1])
    known = (folder / LISTING).exists()
    try:
        digest = listed(folder)
    except Damaged as damage:
        sys.exit(str(damage))
    if known:
        print(f"{folder}: as listed")
    print(f"sha256:{digest}")


if __name__ == "__main__":
    main()
