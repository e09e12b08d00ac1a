"""The contract between the server and a model container.

A container is a folder `sagemaker_containers/<stage>/` whose module `adapter` has what `Adapter` lists. It knows
nothing of HTTP: it reads its inputs with `film_studio.storage`, writes local files that its `Output` names, and answers
the stage's document.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from film_studio import storage
from film_studio.film.models import Document
from sagemaker_containers.serving.manifest import Manifest

Engine = TypeVar("Engine")
Request = TypeVar("Request", bound=Document)


class Unsupported(Exception):
    """The engine can never honour this valid request. `field` names the part of it at fault (`lines.0.text`)."""

    def __init__(self, message: str, field: str):
        super().__init__(message)
        self.message = message
        self.field = field


class OutOfMemory(Exception):
    """There was no room (host or accelerator) for this batch; the same request may work later."""


@dataclass
class Output:
    """Where one request's files go: local files in `folder` first, uploaded under `prefix` when the batch is done."""

    prefix: str
    folder: Path
    _content_types: dict[str, str] = field(default_factory=dict, init=False)

    def file(self, name: str, content_type: str) -> Path:
        """A local path to write the file `name` to; `name` may have folders. It is uploaded as `content_type`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._content_types[name] = content_type
        return path

    def uri(self, name: str) -> str:
        """The `s3://` URI that `name` will have."""
        return f"{self.prefix}/{name}"

    def upload(self) -> None:
        """Upload every file that was asked for. Raises `FileNotFoundError` where one was never written."""
        for name, content_type in self._content_types.items():
            storage.upload(self.folder / name, self.uri(name), content_type)


@dataclass(frozen=True)
class Invocation(Generic[Request]):
    """One request of a batch, and where its files go."""

    request: Request
    output: Output


class Adapter(Protocol[Engine, Request]):
    """What the module `sagemaker_containers.<stage>.adapter` has. All of it is called from one thread."""

    REQUEST: type[Request]
    """The stage's request document."""

    def load(self) -> Engine:
        """Make the engine ready to run; a model's weights are in `/opt/ml/model`."""

    def warm_up(self, engine: Engine) -> None:
        """Run the engine once on something small, so that the first request is as fast as the others."""

    def describe(self, engine: Engine) -> Manifest:
        """What the engine is and can do."""

    def run_batch(self, engine: Engine, batch: list[Invocation[Request]]) -> list[Document]:
        """The artifact document of each request, in order. Raises `Unsupported` or `OutOfMemory`."""
