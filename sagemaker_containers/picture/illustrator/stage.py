"""The stage a scene is drawn on: its measure, its light, and its layers.

Drawing units do not depend on the frame: x is 0 in the middle, y is 0 at the top, and a grown-up stands about 58 units
tall. A wide frame shows 100 units of height; a narrow one shows more, so that things keep their size on it.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import skia

from film_studio.film.models import Glow, Particles, PictureRequest, TimeOfDay
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.picture.illustrator import finish
from sagemaker_containers.picture.illustrator.atmosphere import Atmosphere

MIN_VISIBLE_WIDTH = 78.0
"""Units that even the narrowest frame shows from side to side."""


@dataclass
class DrawnLayer:
    """One layer of the whole frame."""

    name: str
    depth: float
    raster: Raster


@dataclass
class Stage:
    """Where one scene is drawn. `floor` is where feet stand, `horizon` where ground and sky meet (units)."""

    request: PictureRequest
    indoors: bool
    layers: list[DrawnLayer] = field(default_factory=list)
    glows: list[Glow] = field(default_factory=list)
    particles: Particles = "none"
    sun: tuple[float, float] | None = None
    """Where sun or moon stand (units), once the sky is drawn."""
    daylight: float | None = None
    """Where the window stands through which sun or moon are seen (units)."""
    panes: list[skia.Path] = field(default_factory=list)
    """The windows through which one sees out of a room, on whose sky shadows are faint."""
    counter: float | None = None
    """Top of what stands before the actors and carries the props (units); without it they stand on the ground."""

    hearth: bool = False
    """Whether a hearth is drawn: a fire that the scene names burns there."""

    def __post_init__(self) -> None:
        scene = self.request.scene
        self.unit = min(self.request.height / 100, self.request.width / MIN_VISIBLE_WIDTH)
        self.width = self.request.width / self.unit
        self.height = self.request.height / self.unit
        self.left, self.right = -self.width / 2, self.width / 2
        self.floor = self.height - (14 if self.height < 110 else 22)
        self.horizon = self.floor - 26
        self.culture = scene.culture
        self.period = self.request.period
        self.time: TimeOfDay = "day" if scene.setting == "space" else scene.time_of_day
        self.weather = scene.weather
        self.random = random.Random(f"{self.request.seed} {scene.setting} {scene.number}")
        self.air = Atmosphere(self.time, scene.weather, scene.mood, self.indoors)

    @property
    def indian(self) -> bool:
        """Whether buildings and things are Indian; a mixed culture leans to it."""
        return self.culture != "western"

    @property
    def mixed(self) -> bool:
        """Whether Western things stand among Indian ones."""
        return self.culture == "mixed"

    @property
    def modern(self) -> bool:
        """Whether there are engines and electric light."""
        return self.period != "historical"

    @property
    def wet(self) -> bool:
        """Whether the ground shines with rain."""
        return self.weather in ("rain", "storm") and not self.indoors

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.time in ("dusk", "night")

    @property
    def fair(self) -> bool:
        """Whether people sit in the open: by day, while nothing falls."""
        return self.time == "day" and self.weather not in ("rain", "storm", "snow")

    @property
    def snowy(self) -> bool:
        """Whether snow lies."""
        return self.weather == "snow" and not self.indoors

    @contextmanager
    def layer(self, name: str, depth: float, plain: bool = False) -> Iterator[Pen]:
        """A new layer in front of those before. The pen's colours are lit as near things are, and where there is a sky
        its light and weather fall on all, unless the layer is to be `plain`."""
        raster = Raster(self.request.width, self.request.height)
        raster.canvas.scale(self.unit, self.unit)
        raster.canvas.translate(self.width / 2, 0)
        lamps = len(self.glows)
        yield Pen(raster.canvas, self.air.lit)
        if self.sun and depth > 0 and not plain:
            self._finish(raster, depth, self.sun, self.glows[lamps:])
        self.layers.append(DrawnLayer(name, depth, raster))

    def _finish(self, raster: Raster, depth: float, sun: tuple[float, float], lamps: list[Glow]) -> None:
        """Light and weather on a layer: only on the rows that it has, as most layers are low."""
        top, bottom = finish.drawn_rows(raster.pixels)
        canvas, air = raster.canvas, self.air
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(self.left - 1, top / self.unit, self.right + 1, bottom / self.unit))
        finish.lay_light(canvas, air, sun, self.width, depth)
        finish.lay_haze(canvas, air, self.horizon, self.height, depth)
        if self.weather == "mist" and 0.5 <= depth < 1:
            finish.lay_banks(canvas, air, self.random, self.width, self.horizon, self.floor)
        if self.wet and depth >= 0.5:
            shining = [(glow.x / self.unit + self.left, glow.colour) for glow in lamps]
            finish.mirror_lamps(canvas, shining, self.floor - 4, self.height)
        canvas.restore()
        if self.snowy:
            snow = air.lit("#f6faff", 0.5 if depth < 0.5 else 0.05)
            finish.edge_upward(raster.pixels[top:bottom], snow, max(1, round(0.9 * self.unit)), 0.9)
        elif self.time != "day" and depth >= 0.5:
            aside = max(1, round(0.3 * self.unit)) * (1 if sun[0] > 0 else -1)
            strength = (1.0 if self.time == "night" else 0.75) * air.gleam
            standing = raster.pixels[top : max(top, round((self.horizon - 1) * self.unit))]
            finish.edge_upward(standing, air.beam, max(1, round(0.4 * self.unit)), strength, aside)

    @property
    def nearest(self) -> Pen:
        """The pen for what was drawn last behind the actors: it draws over that, in its own colours."""
        layer = next(layer for layer in reversed(self.layers) if layer.depth < 1)
        return Pen(layer.raster.canvas)

    def far(self, pen: Pen, distance: float) -> Pen:
        """The pen for things at `distance`, 0 here to 1 at the horizon."""
        return pen.toned(lambda colour: self.air.lit(colour, distance))

    def lamp(self, x: float, y: float, radius: float, colour: str = "#ffb347", strength: float = 0.5) -> None:
        """Light that flickers from frame to frame, at (x, y) in units."""
        self.glows.append(
            Glow(
                x=round((x - self.left) * self.unit, 1),
                y=round(y * self.unit, 1),
                radius=round(radius * self.unit, 1),
                colour=colour,
                strength=strength,
            )
        )
