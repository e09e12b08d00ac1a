"""How the API document describes text that is trimmed before its length is looked at: blank text is none."""

from pydantic import Field

NOT_BLANK = Field(json_schema_extra={"pattern": r"\S"})
"""Beside `StringConstraints(strip_whitespace=True, min_length=1, …)`."""

THREE_CHARACTERS = Field(json_schema_extra={"pattern": r"\S[\s\S]+\S"})
"""Beside `StringConstraints(strip_whitespace=True, min_length=3, …)`."""
