"""Where the artifact of a stage lies: under the hash of all that it depends on.

What exists under its key is what the stage would make again, so it is skipped. That one rule resumes a film after a
crash, makes retries free, and renders only the edited scene anew.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Literal, TypeVar
from uuid import UUID

from psycopg.rows import DictRow
from pydantic import BaseModel

from film_studio.settings import settings
from film_studio.storage import ProjectFolder, Room, exists, get_document, put_document

Document = TypeVar("Document", bound=BaseModel)
Kind = Literal["plan", "timeline", "voice", "picture", "lip_sync", "music", "sound", "subtitles", "film", "check"]

_ROOMS: Mapping[Kind, Room] = {
    "plan": "intermediate",
    "timeline": "intermediate",
    "voice": "intermediate",
    "check": "intermediate",
    "picture": "generated",
    "lip_sync": "generated",
    "music": "generated",
    "sound": "generated",
    "film": "final",
    "subtitles": "final",
}


def digest(inputs: Mapping[str, object]) -> str:
    """SHA-256 (hex) over the canonical JSON of everything an artifact depends on."""
    plain = {
        name: value.model_dump(mode="json") if isinstance(value, BaseModel) else value for name, value in inputs.items()
    }
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def folder(user_id: UUID, project_id: UUID) -> ProjectFolder:
    """A project's folder in this system's media bucket."""
    return ProjectFolder(settings().media_bucket, user_id, project_id)


def of(job: DictRow) -> ProjectFolder:
    """The folder of a job's project, which is its owner's, whoever asked for the film."""
    return folder(job["owner_id"], job["project_id"])


def output(folder: ProjectFolder, kind: Kind, inputs: Mapping[str, object]) -> str:
    """The URI under which an artifact's files lie; its document is the same with `.json`."""
    return folder.uri(_ROOMS[kind], f"{kind}/{digest(inputs)}")


def once(uri: str, model: type[Document], make: Callable[[], Document]) -> Document:
    """The document at `uri`, made now where it is not there. Its files are written before it, so it is whole."""
    if exists(uri):
        return get_document(uri, model)
    document = make()
    put_document(uri, document)
    return document


def thumbnail(folder: ProjectFolder, film: str) -> str:
    """The URI of the thumbnail of the film whose files lie under `film`."""
    return folder.uri("thumbnails", f"{film.rsplit('/', 1)[-1]}.jpg")


def still(folder: ProjectFolder, clip: str) -> str:
    """The URI of the still of the clip whose file is `clip`."""
    return folder.uri("thumbnails", f"still/{digest({'clip': clip})}.jpg")
