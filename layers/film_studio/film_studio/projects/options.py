"""A creator's options, changed piece by piece."""

from typing import Any

from pydantic import ValidationError

from film_studio.errors import Fault, Invalid
from film_studio.film.models import FilmOptions


def patched(options: dict[str, Any], patch: dict[str, Any]) -> FilmOptions:
    """Options with a merge patch (RFC 7396) applied: what is absent stays, what is null goes back to its default.

    Raises `Invalid` naming each field that is wrong.
    """
    try:
        return FilmOptions.model_validate(_merged(options, patch))
    except ValidationError as error:
        faults = [
            Fault(".".join(["options", *map(str, fault["loc"])]), fault["type"], fault["msg"])
            for fault in error.errors()
        ]
        raise Invalid(*faults) from error


def _merged(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), value)
    return merged
