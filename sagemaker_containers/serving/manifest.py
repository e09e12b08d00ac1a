"""What an engine says of itself, readable without loading it.

An engine is a folder `sagemaker_containers/<stage>/<engine>/` with a `manifest.json`. The version that `read` answers
ends in a digest of the code and pins that the engine runs, because it is part of every artifact's key: an artifact
made by other code is never taken for this engine's.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

CONTAINERS = Path(__file__).parents[1]


class Manifest(BaseModel):
    """One engine. `version` is `<release>+<8 hex digits>`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    model: str = Field(description="The stage it serves: voice, picture, lip_sync or music.")
    capabilities: dict[str, Any] = Field(description="What the stage's requests may ask of it, e.g. languages.")
    code_licence: str = Field(description="SPDX expression.")
    weights_licence: str | None = Field(description="SPDX expression; None where there are no weights.")
    commercial_use: bool
    sources: list[str] = Field(
        default_factory=list,
        description="Files or folders of `sagemaker_containers/` beside its own that the engine's output depends on.",
    )


def engine_name(stage: str) -> str:
    """The engine that serves `stage`: what `<STAGE>_ENGINE` says, else the only one there is. Raises `LookupError`."""
    engines = sorted(path.parent.name for path in (CONTAINERS / stage).glob("*/manifest.json"))
    chosen = os.environ.get(f"{stage.upper()}_ENGINE")
    if chosen is None and len(engines) == 1:
        return engines[0]
    if chosen not in engines:
        raise LookupError(f"{stage.upper()}_ENGINE is {chosen!r}; it must be one of {engines}")
    return chosen


def read(stage: str) -> Manifest:
    """The manifest of the engine that serves `stage`. Raises `LookupError` where that is none or unclear."""
    container = CONTAINERS / stage
    folder = container / engine_name(stage)
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
    files = {path for path in container.iterdir() if path.is_file()}
    for source in [folder, *(CONTAINERS / name for name in manifest.sources)]:
        files.update([source] if source.is_file() else (path for path in source.rglob("*") if path.is_file()))
    digest = hashlib.sha256()
    for path in sorted(files):
        if "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(CONTAINERS).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return manifest.model_copy(update={"version": f"{manifest.version}+{digest.hexdigest()[:8]}"})
