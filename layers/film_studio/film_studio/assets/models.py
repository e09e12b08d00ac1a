"""Assets as they cross a border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from film_studio.film.models import Face
from film_studio.integers import ONLY_NUMBERS
from film_studio.paging import Listed
from film_studio.trimmed import NOT_BLANK

MAX_ASSETS = 20
"""How many a project may have."""

MAX_BYTES = 10 * 1024 * 1024
"""How large a file may be."""

ContentType = Literal["image/jpeg", "image/png", "image/webp"]
Filename = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NOT_BLANK]


class NewAsset(BaseModel):
    """The file that is going to be uploaded."""

    model_config = ConfigDict(extra="forbid")

    filename: Filename
    content_type: ContentType
    size_bytes: Annotated[int, Field(ge=1, le=MAX_BYTES), ONLY_NUMBERS]


class Asset(Listed):
    """An image of a project. What is not `pending` was looked at: its size is in px, upright; `url` shows it."""

    filename: str
    content_type: str
    size_bytes: int
    status: Literal["pending", "ready"]
    width: int | None
    height: int | None
    face: Face | None = Field(description="The largest face, for portraits; null where none was found.")
    url: str | None = Field(description="Valid for one hour.")


class UploadForm(BaseModel):
    """Send `fields` and then `file`, as multipart/form-data, by POST to `url`, before `expires_at`."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


class AssetToUpload(Asset):
    """An asset that waits for its file; when that is uploaded, POST to the asset's `/complete`."""

    upload: UploadForm
