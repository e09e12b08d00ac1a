"""What an engine says of itself, readable without loading it.

An engine is a folder `sagemaker_containers/<stage>/<engine>/` with a `manifest.json`. The version that `read` answers
ends in a digest of the code and pins that the engine runs, and of the libraries and models that it finds outside,
because it is part of every artifact's key: an artifact made by other code is never taken for this engine's.

Which engine serves a stage `<STAGE>_ENGINE` says, else the `preference` of those that are installed. Voices are shared
out among several, of which the first that can do what is asked does it: `VOICE_ENGINE` may name them in their order
(`flite,espeak_ng`). An engine that needs weights is installed where its setting says where they are.
"""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

CONTAINERS = Path(__file__).parents[1]

_SHARED = ("voice",)
"""Stages that several engines serve together."""

_GENDERS = ("female", "male", "neutral")

_LIBRARY_FOLDERS = tuple(
    Path(prefix, folder)
    for prefix in ("/usr/local", "/usr")
    for folder in (f"lib/{getattr(sys.implementation, '_multiarch', '')}", "lib64", "lib")
)
"""Where systems keep shared libraries."""


LISTING = "weights.sha256"
"""What a folder of weights holds, as `sha256sum` writes it: the weights are known by the hash of this file."""


class Outside(BaseModel):
    """What an engine needs that no package of ours brings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    setting: str = Field(description="The environment variable that names the folder.")
    kind: Literal["libraries", "voices", "weights"] = Field(
        description="Shared libraries are looked for where systems keep them, the user's models and weights nowhere."
    )
    files: list[str] = Field(description="Patterns that each match a file there.")
    install: str = Field(description="How a user gets it, as a sentence.")

    def found(self) -> list[Path]:
        """The files in the order of their patterns, all in one folder; empty where one of them is missing."""
        named = os.environ.get(self.setting)
        usual = _LIBRARY_FOLDERS if self.kind == "libraries" else ()
        for folder in [Path(named)] if named else usual:
            matches = [sorted(folder.glob(pattern)) for pattern in self.files]
            if all(matches):
                return [path for match in matches for path in match]
        return []

    @property
    def elsewhere(self) -> str | None:
        """The hash of the listing of weights that are not on this machine: the setting says `sha256:<hash>` then."""
        scheme, _, digest = os.environ.get(self.setting, "").partition(":")
        return digest if self.kind == "weights" and scheme == "sha256" else None

    def contents(self) -> dict[str, bytes]:
        """The SHA-256 of each file that tells one state of all this from another, by its name."""
        if self.elsewhere:
            return {LISTING: bytes.fromhex(self.elsewhere)}
        files = self.found()
        if self.kind == "weights":  # gigabytes, which the listing speaks for
            files = [path for path in files if path.name == LISTING]
        return {path.name: _sha256(path) for path in files}


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


class Manifest(BaseModel):
    """One engine, or several that serve a stage together. `version` is `<release of the first>+<8 hex digits>`."""

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
    preference: int = Field(default=0, description="Where a stage has several engines, the highest comes first.")
    outside: Outside | None = Field(default=None, description="What must be there for it to be installed.")
    environment: str | None = Field(
        default=None, description="The folder of `.venv-models/` whose Python runs it; None for the studio's own."
    )


def _installed(engine: Manifest) -> Manifest | None:
    """The engine with the languages that it really has here; None where what it needs is missing."""
    if engine.outside is None:
        return engine
    if engine.outside.elsewhere:
        return engine
    found = engine.outside.found()
    if not found or engine.outside.kind != "voices":
        return engine if found else None
    # A model's name begins with its language and region: `hi_IN-pratham-medium.onnx`.
    languages = {path.name.partition("_")[0] for path in found}
    regions = {path.name.partition("-")[0] for path in found}
    able = {
        language: {**entry, "accents": {name: of for name, of in entry["accents"].items() if of in regions}}
        for language, entry in engine.capabilities["languages"].items()
        if language.partition("-")[0] in languages
    }
    return engine.model_copy(update={"capabilities": engine.capabilities | {"languages": able}})


def known(stage: str) -> dict[str, Manifest]:
    """All engines that a stage can have, by name."""
    return {
        path.parent.name: Manifest.model_validate_json(path.read_bytes())
        for path in sorted((CONTAINERS / stage).glob("*/manifest.json"))
    }


def engines(stage: str) -> list[Manifest]:
    """The engines in force, the first choice first. Raises `LookupError` where one is named that is not installed, or
    more than serve the stage.
    """
    candidates = known(stage)
    setting = f"{stage.upper()}_ENGINE"
    named = os.environ.get(setting)
    if not named:
        installed = [engine for engine in map(_installed, candidates.values()) if engine is not None]
        if not installed:
            raise LookupError(f"No engine of {stage!r} is installed; there could be: {', '.join(candidates) or 'none'}")
        ranked = sorted(installed, key=lambda engine: -engine.preference)
        return ranked if stage in _SHARED else ranked[:1]
    chosen = []
    for name in named.split(","):
        if name not in candidates:
            raise LookupError(f"{setting} names {name!r}; it must be one of {', '.join(candidates) or 'none'}")
        engine = _installed(candidates[name])
        if engine is None:
            how = candidates[name].outside
            raise LookupError(f"{setting} names {name!r}, which is not installed. {how.install if how else ''}")
        chosen.append(engine)
    if len(chosen) > 1 and stage not in _SHARED:
        raise LookupError(f"{setting} names {len(chosen)} engines; one serves this stage")
    return chosen


class Unlicensed(Exception):
    """An engine whose use in production needs a licence that the operator has not declared."""


def require_licences(stage: str) -> None:
    """Let only engines that may earn money serve `stage` in production (`PRODUCTION=true`).

    An operator who holds a commercial licence of an engine declares it: `LICENSED_ENGINES=piper,wav2lip`. Raises
    `Unlicensed`, naming every engine at fault, `ValueError` where PRODUCTION is no boolean, and `LookupError` as
    `engines` does.
    """
    production = os.environ.get("PRODUCTION", "false")
    if production not in ("true", "false"):
        raise ValueError(f"PRODUCTION is {production!r}; it must be true or false")
    if production == "false":
        return
    declared = {name.strip() for name in os.environ.get("LICENSED_ENGINES", "").split(",")}
    refused = [engine for engine in engines(stage) if not engine.commercial_use and engine.name not in declared]
    if refused:
        terms = "; ".join(f"{e.name} (code {e.code_licence}, weights {e.weights_licence})" for e in refused)
        raise Unlicensed(
            f"Not for commercial use: {terms}. Choose another engine with {stage.upper()}_ENGINE, or, holding a "
            f"licence that allows it, name the engine in LICENSED_ENGINES."
        )


def spoken() -> dict[str, dict[str, list[str]]]:
    """What the voice engines in force speak: for each language, which genders speak each of its accents.

    Raises `LookupError` as `engines` does.
    """
    languages: dict[str, dict[str, list[str]]] = {}
    for engine in engines("voice"):
        for language, entry in engine.capabilities["languages"].items():
            accents = languages.setdefault(language, {})
            for accent in entry["accents"]:
                genders = entry.get("genders", {}).get(accent, _GENDERS)
                accents[accent] = sorted({*accents.get(accent, []), *genders})
    return languages


def told(endpoints: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What functions are told of the engines in force (`film_studio.settings.Engine`); `endpoints` are by stage.

    Raises `LookupError` as `engines` does, and where clips are made of other figures than pictures are drawn with.
    """
    manifests = {stage: read(stage) for stage in endpoints}
    served: dict[str, dict[str, Any]] = {
        stage: {"endpoint": endpoints[stage], "engine": engine.name, "version": engine.version}
        for stage, engine in manifests.items()
    }
    picture, clip = manifests["picture"], manifests["lip_sync"]
    if picture.capabilities["figures"] not in clip.capabilities["figures"]:
        figures = picture.capabilities["figures"]
        fitting = [name for name, one in known("lip_sync").items() if figures in one.capabilities["figures"]]
        raise LookupError(
            f"{clip.name} does not animate what {picture.name} draws; "
            f"LIP_SYNC_ENGINE that does: {', '.join(fitting) or 'none so far'}"
        )
    served["voice"]["languages"] = spoken()
    served["picture"]["portraits"] = picture.capabilities.get("portraits", False)
    return served


def read(stage: str) -> Manifest:
    """The manifest of what serves `stage`: of several engines, with all that one of them can do.

    Raises `LookupError` as `engines` does.
    """
    container = CONTAINERS / stage
    chosen = engines(stage)
    own = {path for path in container.iterdir() if path.is_file()}
    if all(engine.environment is None for engine in chosen):
        own.discard(container / "gpu.lock")  # of the image that they are not in
    outside: dict[str, bytes] = {}
    for engine in chosen:
        for source in [container / engine.name, *(CONTAINERS / name for name in engine.sources)]:
            own.update([source] if source.is_file() else (path for path in source.rglob("*") if path.is_file()))
        outside |= (
            {f"{engine.name}/{name}": of for name, of in engine.outside.contents().items()} if engine.outside else {}
        )
    digest = hashlib.sha256()
    code = (path for path in own if "__pycache__" not in path.parts)
    files = {path.relative_to(CONTAINERS).as_posix(): _sha256(path) for path in code}
    for name, content in [*sorted(files.items()), *outside.items()]:
        digest.update(f"{name}\0".encode() + content)
    return Manifest(
        name="+".join(engine.name for engine in chosen),
        version=f"{chosen[0].version}+{digest.hexdigest()[:8]}",
        model=stage,
        capabilities=_union([engine.capabilities for engine in chosen]),
        code_licence=" AND ".join(dict.fromkeys(engine.code_licence for engine in chosen)),
        weights_licence=" AND ".join(dict.fromkeys(e.weights_licence for e in chosen if e.weights_licence)) or None,
        commercial_use=all(engine.commercial_use for engine in chosen),
        environment=next((engine.environment for engine in chosen if engine.environment), None),
    )


def _union(capabilities: list[dict[str, Any]]) -> dict[str, Any]:
    """All capabilities; where several say something of the same, the last, the one that the others fall back on."""
    union: dict[str, Any] = {}
    for one in capabilities:
        for name, value in one.items():
            both = isinstance(value, dict) and isinstance(union.get(name), dict)
            union[name] = _union([union[name], value]) if both else value
    return union
