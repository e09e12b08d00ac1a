"""Integers as JSON Schema has them: `60` and `60.0` are one, `true` and `"60"` are none."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _number(value: Any) -> Any:
    if isinstance(value, bool | str):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


ONLY_NUMBERS = BeforeValidator(_number)
"""For integers with bounds, and after those: pydantic does not describe bounds that come after a validator."""

Integer = Annotated[int, ONLY_NUMBERS]
"""An `int` for the bodies of requests; pydantic's own takes text and truth values too, its strict one no `60.0`."""
