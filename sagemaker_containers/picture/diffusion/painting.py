"""What text-to-image engines have in common: how they paint, which scene, at which size, and what comes of it."""

from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Self

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_validator

from film_studio.film.models import PictureRequest
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.picture.diffusion.poses import Figure, figures
from sagemaker_containers.picture.diffusion.prompts import STYLES, Prompt, Style, of_scene
from sagemaker_containers.picture.illustrator.cards import letter_card
from sagemaker_containers.picture.illustrator.illustrate import Illustration, illustration, stage_of
from sagemaker_containers.picture.illustrator.stage import DrawnLayer, Stage
from sagemaker_containers.picture.illustrator.staging import cast

_GROUND = 0.6
"""The depth of the painted layer: it moves as actors would."""


class Recipe(BaseModel):
    """How an engine paints: the file `recipe.json` beside its weights, so that another recipe is another version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    style: str = Field(default="storybook", description=f"One of {', '.join(STYLES)}.")
    steps: int = Field(default=28, ge=1, le=150)
    guidance: float = Field(default=6.0, ge=0, le=20)
    side: int = Field(default=1024, ge=64, description="Side of the square that the model paints best (px).")

    @field_validator("style")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in STYLES:
            raise ValueError(f"must be one of {', '.join(STYLES)}")
        return value

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The recipe of a folder of weights, the defaults where it has none. Raises `pydantic.ValidationError`."""
        path = folder / "recipe.json"
        return cls.model_validate_json(path.read_bytes()) if path.exists() else cls()

    @property
    def look(self) -> Style:
        """The words of the style."""
        return STYLES[self.style]


@dataclass(frozen=True)
class Subject:
    """A scene or card that is to be painted: who stands where in it, and what is said of it."""

    request: PictureRequest
    stage: Stage
    figures: list[Figure]
    prompt: Prompt

    @classmethod
    def of(cls, request: PictureRequest, style: Style) -> "Subject":
        """What a request asks for."""
        stage = stage_of(request)
        return cls(request, stage, figures(stage), of_scene(request, cast(stage), stage.indoors, style))

    def size(self, side: int, step: int) -> tuple[int, int]:
        """Width and height (px, multiples of `step`) of the frame's shape with the area of a square of `side` px."""
        aspect = self.request.width / self.request.height
        wide, high = side * sqrt(aspect), side / sqrt(aspect)
        return max(step, round(wide / step) * step), max(step, round(high / step) * step)

    def painted(self, pixels: np.ndarray, faces: bool) -> Illustration:
        """The scene from what was painted (RGB, 8 bit, any size). `faces` says whether they are where figures stand."""
        request, stage = self.request, self.stage
        raster = Raster(request.width, request.height)
        scaled = cv2.resize(pixels, (request.width, request.height), interpolation=cv2.INTER_LANCZOS4)
        raster.pixels[:] = cv2.cvtColor(scaled, cv2.COLOR_RGB2BGRA)
        stage.layers = [DrawnLayer("painted", _GROUND, raster)]
        stage.particles = "dust"
        if request.card:
            letter_card(stage)
        return illustration(stage, painted=[figure.painted for figure in self.figures] if faces else [])
