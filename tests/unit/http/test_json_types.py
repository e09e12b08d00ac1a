"""A body holds a number or a time as JSON Schema has them, which allows less than pydantic takes."""

from datetime import UTC, datetime
from typing import Annotated, Any

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from film_studio.integers import ONLY_NUMBERS, Integer
from film_studio.moments import Moment


@pytest.mark.parametrize("kind", [Integer, Annotated[int, Field(ge=1), ONLY_NUMBERS]])
def test_an_integer_is_a_number_without_fraction(kind: Any) -> None:
    integer = TypeAdapter(kind)
    assert integer.validate_python(60) == integer.validate_python(60.0) == 60
    for wrong in (True, "60", 60.5, None):
        with pytest.raises(ValidationError):
            integer.validate_python(wrong)


def test_bounds_of_an_integer_are_described() -> None:
    described = TypeAdapter(Annotated[int, Field(ge=1, le=9), ONLY_NUMBERS]).json_schema()
    assert described == {"type": "integer", "minimum": 1, "maximum": 9}


def test_a_moment_is_text_with_its_offset() -> None:
    moment = TypeAdapter(Moment)
    assert moment.json_schema() == {"type": "string", "format": "date-time"}
    noon = datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert (
        moment.validate_python("2026-12-24T12:00:00Z") == moment.validate_python("2026-12-24T14:00:00.0+02:00") == noon
    )
    for wrong in (
        1798113600,
        "1798113600",
        "2026-12-24",
        "2026-12-24T12:00:00",
        "2026-12-24 12:00Z",
        "2026-13-24T12:00:00Z",
    ):
        with pytest.raises(ValidationError):
            moment.validate_python(wrong)
