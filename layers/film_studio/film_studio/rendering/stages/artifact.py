"""What every stage does around its own work."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from film_studio.storage import exists, get_document, put_document

Document = TypeVar("Document", bound=BaseModel)

VERSION = "1"
"""Part of every stage's key: raise it when a stage makes something else of the same inputs."""


class FilmFault(Exception):
    """What was made is not the film that was promised; the message says how. Trying again would make the same."""


def once(uri: str, model: type[Document], make: Callable[[], Document]) -> Document:
    """The document at `uri`, made now where it is not there. Its files are written before it, so it is whole."""
    if exists(uri):
        return get_document(uri, model)
    document = make()
    put_document(uri, document)
    return document
