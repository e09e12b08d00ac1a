"""One picture request to one scene: draw the setting, put the props, place the actors, or letter a card."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from film_studio.film.models import (
    Glow,
    Light,
    PaintedFigure,
    Particles,
    PictureRequest,
    Placement,
    Setting,
    Weather,
)
from sagemaker_containers.picture.illustrator.cards import letter_card
from sagemaker_containers.picture.illustrator.feeling import feel
from sagemaker_containers.picture.illustrator.finish import drawn_rows
from sagemaker_containers.picture.illustrator.photograph import photograph
from sagemaker_containers.picture.illustrator.props import draw_props
from sagemaker_containers.picture.illustrator.props.supports import stand
from sagemaker_containers.picture.illustrator.settings import HALLS, INDOORS, SETTINGS
from sagemaker_containers.picture.illustrator.stage import DrawnLayer, Stage
from sagemaker_containers.picture.illustrator.staging import adult_height, cast, lit, perches, place_actors, prop_places

_PACKING = [
    cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_DEFAULT,
    cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_SUB,
]  # fmt: skip

_OWN_LIGHT: frozenset[Setting] = frozenset({"studio", "space"})
"""Settings that no mood decorates: a podcast is made in one light, and space has a sky of its own for each."""

_ROOFED: frozenset[Setting] = frozenset({"space", "palace"})
"""Settings under a sky where nothing falls on people: a palace's hall is open to it, but has a roof."""


@dataclass(frozen=True)
class PaintedLayer:
    """A layer cropped to what is drawn on it: PNG, and where its top left corner lies (px)."""

    name: str
    png: bytes
    x: int
    y: int
    depth: float


@dataclass(frozen=True)
class Illustration:
    """A drawn scene before it has an address."""

    layers: list[PaintedLayer]
    actors: list[Placement]
    painted: list[PaintedFigure]
    light: Light
    weather: Weather
    glows: list[Glow]
    particles: Particles


def stage_of(request: PictureRequest) -> Stage:
    """The empty stage of a scene or card."""
    setting = request.scene.setting
    return Stage(request, setting in INDOORS or (request.scene.inside and setting in HALLS))


def illustrate(request: PictureRequest, background: bytes | None = None) -> Illustration:
    """Draw the scene or card; `background` is the image file of a scene that has one. The same gives the same bytes.

    Raises `ValueError` where the file is no image in colour.
    """
    setting = request.scene.setting
    stage = stage_of(request)
    if background is None:
        (HALLS if request.scene.inside and setting in HALLS else SETTINGS)[setting](stage)
    else:
        photograph(stage, background)
    actors = [] if request.card else place_actors(stage)
    if background is None and not request.card and setting not in _OWN_LIGHT:
        feel(stage, actors)
    if request.card:
        letter_card(stage)
    else:
        places = prop_places(stage, actors)
        with stage.layer("props", 0.9 if stage.counter is None else 1.0) as pen:
            draw_props(stage, pen, request.scene.props, places[:3], cast(stage), adult_height(stage, actors))
            for x in perches(stage, actors):
                stand(stage, pen, x, stage.floor + 0.5)
        front = [layer for layer in stage.layers if layer.depth >= 1]
        stage.layers = [layer for layer in stage.layers if layer.depth < 1] + front
    return illustration(stage, actors)


def illustration(stage: Stage, actors: Sequence[Placement] = (), painted: Sequence[PaintedFigure] = ()) -> Illustration:
    """What is drawn on a stage, with the actors who are yet to stand on it, and those who are painted already."""
    scene = stage.request.scene
    sheltered = stage.indoors or scene.setting in _ROOFED
    falling = not sheltered and scene.weather in ("rain", "storm", "snow")
    return Illustration(
        layers=[layer for drawn in stage.layers if (layer := _cropped(drawn)) is not None],
        actors=lit(stage, list(actors)),
        painted=list(painted),
        light=stage.air.light(),
        weather="clear" if sheltered else scene.weather,
        glows=stage.glows,
        particles="none" if falling else stage.particles,
    )


def _cropped(drawn: DrawnLayer) -> PaintedLayer | None:
    """The layer cropped to its content; None where it is empty."""
    top, bottom = drawn_rows(drawn.raster.pixels)
    if top == bottom:
        return None
    shown = drawn.raster.pixels[top:bottom]
    columns = np.flatnonzero(shown[:, :, 3].any(axis=0))
    left = int(columns[0])
    part = shown[:, left : int(columns[-1]) + 1]
    return PaintedLayer(drawn.name, _png(part), left, top, drawn.depth)


def _png(pixels: np.ndarray) -> bytes:
    """Premultiplied BGRA as PNG, packed for speed: four times as fast as skia's own encoder."""
    opaque = bool((pixels[:, :, 3] == 255).all())
    plain = cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR if opaque else cv2.COLOR_mRGBA2RGBA)
    return bytes(cv2.imencode(".png", plain, _PACKING)[1])
