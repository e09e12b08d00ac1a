"""Judgements and reviews as they cross a border."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from film_studio.jobs.models import JobInput
from film_studio.paging import Listed

Kind = Literal["text", "image"]
Outcome = Literal["allow", "review", "block"]
Decision = Literal["approve", "refuse"]
Category = Literal[
    "sexual_minors",
    "sexual",
    "hate",
    "extremism",
    "violence",
    "self_harm",
    "misconduct",
    "insults",
    "profanity",
    "denied_topic",
    "resembles_refused",
    "unchecked",
    "other",
]
"""`unchecked`: a service did not answer, so nobody knows. `resembles_refused`: nearly an image that was refused."""

ORDER: tuple[Outcome, ...] = ("allow", "review", "block")
"""From mild to severe."""

CLAIM_MINUTES = 30
"""How long a claimed review is kept from other reviewers."""


class Finding(BaseModel):
    """One thing that was noticed. `allow` says that it is only noted."""

    model_config = ConfigDict(frozen=True)

    category: Category
    severity: Outcome
    field: str = Field(description="Where: a field of the request.", examples=["script"])
    term: str | None = Field(default=None, description="The listed word, or the service's label.", examples=["porn"])
    judge: Literal["words", "guardrail", "rekognition", "known_images", "none"] = "words"


@dataclass(frozen=True)
class Content:
    """What is judged as one: the texts of a film by field, or one image, known by a hash."""

    kind: Kind
    hash: bytes
    field: str
    texts: tuple[tuple[str, str], ...] = ()
    uri: str = ""


def contents(job_input: JobInput) -> list[Content]:
    """All that a film shows or says of what its creator wrote and sent."""
    request = job_input.request
    translations = sorted(request.options.subtitles.translations.items())
    texts = (
        ("title", request.title),
        ("script", request.script),
        *((f"options.subtitles.translations.{language}", text) for language, text in translations),
    )
    digest = hashlib.sha256(json.dumps(texts).encode()).digest()
    found = [Content("text", digest, "script", texts=texts)]
    seen = set()
    for number, choice in enumerate(request.options.images):
        image = job_input.images[choice.asset]
        if image.uri not in seen:
            seen.add(image.uri)
            # The file's name is the SHA-256 of what is in it.
            hash_ = bytes.fromhex(PurePosixPath(image.uri).stem)
            found.append(Content("image", hash_, f"options.images.{number}.asset", uri=image.uri))
    return found


class Review(Listed):
    """Content that a person is to judge, or has judged. `outcome` is what machines made of it."""

    kind: Kind
    outcome: Outcome
    findings: list[Finding]
    films_waiting: int
    claimed_by: UUID | None
    claimed_until: datetime | None
    decision: Decision | None
    reason: str | None
    decided_by: UUID | None
    decided_at: datetime | None


class WaitingFilm(BaseModel):
    """A film that waits for a review. `appeal` is what its owner says to a block."""

    job_id: UUID
    user_id: UUID
    title: str
    appeal: str | None = Field(examples=["It quotes what the villain says."])
    created_at: datetime


class ReviewDetails(Review):
    """A review with what is to be looked at: texts by field, or an image by its URL (valid for one hour).

    Both are null once no film waits any more: what was judged is not kept, only its hash.
    """

    texts: dict[str, str] | None = Field(examples=[{"title": "The Clay Lamp", "script": "An old potter …"}])
    image_url: str | None
    films: list[WaitingFilm]


class ReviewDecision(BaseModel):
    """Approve or refuse. A refusal needs a reason, which the owners of the films are told."""

    model_config = ConfigDict(extra="forbid")

    decision: Decision
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)] | None = None

    @model_validator(mode="after")
    def _refused_for_a_reason(self) -> Self:
        if self.decision == "refuse" and self.reason is None:
            raise PydanticCustomError("reason_missing", "Say in `reason` why it is refused")
        return self
