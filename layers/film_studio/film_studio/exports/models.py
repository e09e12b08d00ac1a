"""What crosses the border of the exports domain."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

Status = Literal["in_progress", "ready", "failed"]


class Export(BaseModel):
    """An archive of a user's data: `download_url` while it is ready, valid for an hour, and new each time one looks."""

    id: UUID
    status: Status
    requested_at: datetime
    finished_at: datetime | None = Field(description="When it was ready, or had failed.")
    expires_at: datetime | None = Field(description="When the archive is deleted.")
    size_bytes: int | None
    download_url: str | None
