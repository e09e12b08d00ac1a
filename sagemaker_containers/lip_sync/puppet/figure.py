"""A character as a puppet on the stage: where it stands, how light falls on it, what it looks like at the moment.

A puppet is drawn on a small picture of its own, once for every pose, and only around the mouth where nothing else
moves. The frame then takes from there what differs from the picture before.
"""

from collections.abc import Callable

import numpy as np
import skia

from film_studio.film.models import Character, Light, Placement, Weather
from sagemaker_containers.drawing.colour import channels, from_channels, mix, multiply
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.raster import SMOOTH, Raster
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.animals.families import animal
from sagemaker_containers.lip_sync.puppet.cut_out import Head
from sagemaker_containers.lip_sync.puppet.held import Held
from sagemaker_containers.lip_sync.puppet.key_light import KeyLight
from sagemaker_containers.lip_sync.puppet.person import Person
from sagemaker_containers.lip_sync.puppet.portrait import PortraitPerson
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

Area = tuple[int, int, int, int]
"""Left, top, right and bottom in px; right and bottom are beyond it."""

NOWHERE: Area = (0, 0, 0, 0)


def around(one: Area, other: Area) -> Area:
    """The smallest area that holds both."""
    if one == NOWHERE or other == NOWHERE:
        return other if one == NOWHERE else one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


_WINDOW_STEP = 32
"""Who walks takes its window along in steps of so many px."""

_BELOW_PERSONS_NECK, _BELOW_ANIMALS_NECK = 9.0, 16.0
"""How far below the neck a face may reach: the beard, the muzzle (units)."""

_BODY = ("x", "y", "reversed", "tilt", "lean", "bob", "breath", "near_arm", "far_arm", "near_foot", "far_foot", "tail")
"""What of a pose moves more than the face."""


_WARMTH = 0.66
"""How much of its colour the coldest light loses on skin."""

_BAND_GAP = 24
"""Rows of pixels that must be unchanged between two areas that are redrawn apart."""


def on_skin(tint: str) -> str:
    """The colour of the light on those who act: the colder it is, the less of its colour.

    Under the blue of a night skin turns grey and white beards blue, and people look ill.
    """
    red, green, blue = channels(tint)
    level = 0.3 * red + 0.59 * green + 0.11 * blue
    return mix(tint, from_channels(level * 1.05, level, level * 0.96), _WARMTH * min(1.0, max(0.0, 3 * (blue - red))))


def reach(place: Placement, holds: bool = False) -> Area:
    """All that a puppet may ever cover that stands at this place, also where it `holds` something that shines."""
    unit, aside = place.height / 100, 72 if holds else 49
    left, top = int(place.x - aside * unit), int(place.y - 124 * unit)
    return left, top, left + int(2 * aside * unit) + 1, top + int(134 * unit) + 1


def common(one: Area, other: Area) -> Area:
    """What two areas share, `NOWHERE` if nothing."""
    area = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return area if area[0] < area[2] and area[1] < area[3] else NOWHERE


def _play(drawn: skia.Picture, target: Raster, top: int, bottom: int) -> None:
    """Draw what of a recorded picture is in the rows `top` ≤ y < `bottom`, over nothing."""
    target.canvas.save()
    target.canvas.clipRect(skia.Rect.MakeLTRB(0, top, target.width, bottom))
    target.canvas.clear(0)
    target.canvas.drawPicture(drawn)
    target.canvas.restore()


def _body(pose: Pose) -> tuple[object, ...]:
    return tuple(getattr(pose, name) for name in _BODY)


class Figure:
    """One actor of a clip, as far as it is in `frame`; some of it must be, when it stands in its place."""

    def __init__(
        self, character: Character, place: Placement, light: Light, frame: Area, head: Head | None = None,
        weather: Weather = "clear", held: Held | None = None,
    ):  # fmt: skip
        self.name = character.id
        self.place = place
        self.area = NOWHERE
        """What the puppet covers in the frame now."""
        self._shadow = light.shadow
        self._fall = -13 * light.fall * place.key
        tint = on_skin(light.tint)
        self._tone: Callable[[str], str] = lambda colour: multiply(colour, tint, light.tint_strength)
        self._unit = place.height / 100
        self._holds = held is not None
        self._puppet: Person | Animal
        if character.species:
            self._puppet = animal(character.species, character.look, character.age)
        else:
            key = KeyLight(place.key, light.rim, light.rim_strength)
            person = Person(character.look, character.age, character.gender, weather, key, held)
            self._puppet = PortraitPerson.of(person, head, self._unit, self._tone("#ffffff")) if head else person
        self._frame = frame
        self._acted: tuple[Pose, Mouth] | None = None
        self._window = NOWHERE
        self._rasters: list[Raster] = []

    def act(self, pose: Pose, mouth: Mouth) -> list[Area]:
        """Take on a pose; answers the areas of the frame that change by it."""
        before = self._acted
        if before == (pose, mouth):
            return []
        self._acted = (pose, mouth)
        window = common(reach(self._standing(pose), self._holds), self._frame)
        if window != self._window:
            old = self.area
            self._open(window)
            if window != NOWHERE:
                self._redraw(self._rasters[0], pose, mouth)
            self.area = self._covered()
            return [area for area in (old, self.area) if area != NOWHERE]
        if window == NOWHERE:
            return []
        if before and _body(before[0]) == _body(pose):
            return self._change_face(pose, mouth)
        shown, spare = self._rasters
        self._redraw(spare, pose, mouth)
        self._rasters = [spare, shown]
        self.area = self._covered()
        return self._differences(shown.pixels, spare.pixels)

    def draw(self, canvas: skia.Canvas) -> None:
        """Put the puppet into the frame as it is now."""
        if self._rasters:
            canvas.drawImage(self._rasters[0].image, self._window[0], self._window[1], SMOOTH)

    @property
    def face(self) -> Area:
        """Where the face can be, from chin to crown, in the frame or beyond it."""
        unit, place, chin = self._unit, self.place, self._puppet.neck
        return (
            int(place.x - 22 * unit), int(place.y - 100 * unit), int(place.x + 22 * unit) + 1,
            int(place.y - chin * unit) + 1,
        )  # fmt: skip

    def _standing(self, pose: Pose) -> Placement:
        """Its place as it is in this pose, to the pixel that a window may be moved by."""
        shift = round(pose.x * self._unit / _WINDOW_STEP) * _WINDOW_STEP
        return self.place.model_copy(update={"x": self.place.x + shift, "y": self.place.y - pose.y * self._unit})

    def _open(self, window: Area) -> None:
        self._window = window
        self._rasters = (
            [] if window == NOWHERE else [Raster(window[2] - window[0], window[3] - window[1]) for _ in range(2)]
        )

    def _change_face(self, pose: Pose, mouth: Mouth) -> list[Area]:
        """Redraw the upper part alone, where only the face moves."""
        shown, rows = self._rasters[0], self._chin(pose)
        old = shown.pixels[:rows].copy()
        _play(self._recorded(pose, mouth), shown, 0, rows)
        return self._differences(old, shown.pixels[:rows])

    def _chin(self, pose: Pose) -> int:
        """The row of the window down to which the face may reach in a pose."""
        depth = _BELOW_ANIMALS_NECK if isinstance(self._puppet, Animal) else _BELOW_PERSONS_NECK
        below = depth - self._puppet.neck - pose.bob - pose.y
        row = int(self.place.y + below * self._unit) - self._window[1]
        return min(max(row, 0), self._window[3] - self._window[1])

    def _flipped(self, pose: Pose) -> bool:
        return (self.place.facing == "left") != pose.reversed

    def _redraw(self, target: Raster, pose: Pose, mouth: Mouth) -> None:
        # Edges come out a little differently under another clip: either part is always drawn under its own.
        chin, drawn = self._chin(pose), self._recorded(pose, mouth)
        _play(drawn, target, 0, chin)
        _play(drawn, target, chin, target.height)

    def _recorded(self, pose: Pose, mouth: Mouth) -> skia.Picture:
        """The puppet and its shadow, in pixels of the window, ready to be drawn."""
        recorder = skia.PictureRecorder()
        bounds = skia.Rect.MakeWH(self._window[2] - self._window[0], self._window[3] - self._window[1])
        canvas = recorder.beginRecording(bounds)
        canvas.translate(-self._window[0], -self._window[1])
        x, y, height = self.place.x + pose.x * self._unit, self.place.y, pose.y * self._unit
        size = self._unit / (1 + pose.y / 60)
        Pen(canvas, dither=True).shadow(x, y, 22 * size, 3.2 * size, self._shadow, self._fall * size)
        pen = Pen(canvas, self._tone, dither=True)
        with pen.moved(x, y - height, self._unit, flip=self._flipped(pose)):
            self._puppet.draw(pen, pose, mouth)
        return recorder.finishRecordingAsPicture()

    def _covered(self) -> Area:
        if not self._rasters:
            return NOWHERE
        filled = self._rasters[0].pixels.view(np.uint32)[:, :, 0]
        rows = np.flatnonzero(filled.any(axis=1))
        if not len(rows):
            return NOWHERE
        columns = np.flatnonzero(filled.any(axis=0))
        return (
            self._window[0] + int(columns[0]), self._window[1] + int(rows[0]), self._window[0] + int(columns[-1]) + 1,
                self._window[1] + int(rows[-1]) + 1,
        )  # fmt: skip

    def _differences(self, old: np.ndarray, new: np.ndarray) -> list[Area]:
        """Where two pictures in the window differ: bands of rows, each as wide as it must be."""
        changed = (
            np.ascontiguousarray(old).view(np.uint32)[:, :, 0] != np.ascontiguousarray(new).view(np.uint32)[:, :, 0]
        )
        rows = np.flatnonzero(changed.any(axis=1))
        if not len(rows):
            return []
        areas = []
        for band in np.split(rows, np.flatnonzero(np.diff(rows) > _BAND_GAP) + 1):
            top, bottom = int(band[0]), int(band[-1]) + 1
            columns = np.flatnonzero(changed[top:bottom].any(axis=0))
            areas.append((
                self._window[0] + int(columns[0]), self._window[1] + top, self._window[0] + int(columns[-1]) + 1,
                self._window[1] + bottom,
            ))  # fmt: skip
        return areas
