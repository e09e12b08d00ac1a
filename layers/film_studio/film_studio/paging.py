"""Lists in pages: newest first, continued by an opaque cursor that stays right while rows are added."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Generic, Self, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from film_studio.errors import Malformed

MAX_PAGE = 100
"""The most items of one page."""

PageSize = Annotated[int, Field(ge=1, le=MAX_PAGE)]


class Listed(BaseModel):
    """Base of what can stand in a page."""

    id: UUID
    created_at: datetime


Item = TypeVar("Item", bound=Listed)


class Cursor(BaseModel):
    """The last item of a page. The next page holds rows with a smaller `(created_at, id)`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    created_at: AwareDatetime
    id: UUID

    def encode(self) -> str:
        """The cursor as an opaque word that fits a URL."""
        return urlsafe_b64encode(self.model_dump_json().encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Self:
        """The cursor that `encode` wrote. Raises `Malformed` (`invalid_cursor`) for anything else."""
        try:
            return cls.model_validate_json(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except ValueError as error:
            raise Malformed("invalid_cursor", "This cursor did not come from an earlier page.") from error


class Page(BaseModel, Generic[Item]):
    """Some items, newest first, and the cursor of the page that follows (`null` on the last one)."""

    items: list[Item]
    next_cursor: str | None = None

    @classmethod
    def of(cls, found: list[Item], limit: int) -> Self:
        """The page of the first `limit` items, from a query that asked for one more to learn whether others follow."""
        items = found[:limit]
        more = len(found) > limit
        last = Cursor(created_at=items[-1].created_at, id=items[-1].id).encode() if more else None
        return cls(items=items, next_cursor=last)
