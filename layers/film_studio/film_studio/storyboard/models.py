"""The storyboard as it crosses a border."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from film_studio.film.models import (
    Age,
    CharacterChoices,
    Culture,
    Emotion,
    Gender,
    Look,
    Mode,
    Mood,
    Period,
    SceneChoices,
    Setting,
    ShotSize,
    Species,
    TimeOfDay,
    VoiceSpec,
    Weather,
)

MOST_CHANGES = 200
"""How many scenes, lines or characters one change may name."""

Text = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=1000,
        pattern=r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
    ),
]
"""One row that is not blank."""


class LineChange(BaseModel):
    """What a line says, and how. The words are written into the script; an emotion of null goes back to the script."""

    model_config = ConfigDict(extra="forbid")

    text: Text | None = Field(default=None, description="Other words, said by the same speaker.")
    emotion: Emotion | None = None


class StoryboardChange(BaseModel):
    """A merge patch (RFC 7396) of the storyboard's `edits`: what is left out stays, null goes back to the script."""

    model_config = ConfigDict(extra="forbid")

    scenes: dict[int, SceneChoices] = Field(
        default_factory=dict,
        max_length=MOST_CHANGES,
        description="By the number of the scene.",
        json_schema_extra={"propertyNames": {"pattern": "^[0-9]{1,4}$"}},
    )
    lines: dict[str, LineChange] = Field(
        default_factory=dict, max_length=MOST_CHANGES, description="By the id of the line."
    )
    characters: dict[str, CharacterChoices] = Field(
        default_factory=dict, max_length=MOST_CHANGES, description="By the id of the character."
    )


class LineChoices(BaseModel):
    """What was chosen of a line."""

    emotion: Emotion


class Edits(BaseModel):
    """What was chosen otherwise than the script says, by number of scene, and id of line and character."""

    scenes: dict[int, SceneChoices]
    lines: dict[str, LineChoices]
    characters: dict[str, CharacterChoices]


class StoryboardLine(BaseModel):
    """What somebody says: `narrator`, or the id of a character."""

    id: str
    speaker: str
    text: str
    emotion: Emotion


class FilmedShotView(BaseModel):
    """A shot of the last film: its clip, without sound, and when it is seen."""

    size: ShotSize
    start_seconds: float
    end_seconds: float
    clip_url: str


class FilmedSceneView(BaseModel):
    """What the last film shows of a scene: a picture of it, its shots, and when it is seen."""

    picture_url: str
    start_seconds: float
    end_seconds: float
    shots: list[FilmedShotView]


class StoryboardScene(BaseModel):
    """A scene as the next film will have it, and as the last one had it."""

    number: int
    heading: str
    setting: Setting
    inside: bool
    time_of_day: TimeOfDay
    weather: Weather
    mood: Mood
    culture: Culture
    take: int
    characters: list[str] = Field(description="Ids of those on stage.")
    props: list[str]
    lines: list[StoryboardLine]
    changed: list[str] = Field(description="What the last film has otherwise; empty where there is no film yet.")
    filmed: FilmedSceneView | None = Field(description="The same scene of the last film, where it has it.")


class StoryboardCharacter(BaseModel):
    """Somebody in the film, the same in every scene."""

    id: str
    name: str
    species: Species | None
    age: Age
    gender: Gender
    role: str | None
    description: str
    look: Look
    voice: VoiceSpec
    scenes: list[int] = Field(description="Where the character is on stage.")


class LastFilm(BaseModel):
    """The film that was made last. `changed` names what a film made now would have otherwise as a whole."""

    job_id: UUID
    completed_at: datetime
    changed: list[str]
    stale: bool = Field(description="Whether a film made now would be another one.")


class Storyboard(BaseModel):
    """The film as its creator may change it. A script that cannot be read has no scenes yet."""

    project_id: UUID
    title: str
    language: str | None
    mode: Mode
    culture: Culture | None
    period: Period | None
    narrator: VoiceSpec | None
    scenes: list[StoryboardScene]
    characters: list[StoryboardCharacter]
    edits: Edits
    film: LastFilm | None
    expires_at: datetime = Field(description="When the URLs end.")
