"""A character as a puppet on the stage: where it stands, how light falls on it, what it looks like at the moment.

A puppet is drawn on a small picture of its own, once for every pose, and only around the mouth where nothing else
moves. The frame then takes it from there.
"""

from collections.abc import Callable

import numpy as np
import skia

from film_studio.film.models import Character, Light, Placement
from sagemaker_containers.drawing.colour import multiply
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.animal import Animal
from sagemaker_containers.lip_sync.puppet.person import Person
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


def reach(place: Placement) -> Area:
    """All that a puppet may ever cover that stands at this place."""
    unit = place.height / 100
    left, top = int(place.x - 44 * unit), int(place.y - 124 * unit)
    return left, top, left + int(88 * unit) + 1, top + int(134 * unit) + 1


def common(one: Area, other: Area) -> Area:
    """What two areas share, `NOWHERE` if nothing."""
    area = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return area if area[0] < area[2] and area[1] < area[3] else NOWHERE


class Figure:
    """One actor of a clip, as far as it is in `frame`; some of it must be."""

    def __init__(self, character: Character, place: Placement, light: Light, frame: Area):
        self.name = character.id
        self.place = place
        self.area = NOWHERE
        """What the puppet covers in the frame now."""
        self._shadow = light.shadow
        self._tone: Callable[[str], str] = lambda colour: multiply(colour, light.tint, light.tint_strength)
        self._puppet: Person | Animal = (
            Animal(character.species, character.look, character.age)
            if character.species
            else Person(character.look, character.age, character.gender)
        )
        self._unit = place.height / 100
        self._left, self._top, right, bottom = common(reach(place), frame)
        self._pixels = np.zeros((bottom - self._top, right - self._left, 4), np.uint8)
        self._surface = skia.Surface(self._pixels, colorType=skia.kBGRA_8888_ColorType)
        self._image = skia.Image.fromarray(
            self._pixels, colorType=skia.kBGRA_8888_ColorType, alphaType=skia.kPremul_AlphaType, copy=False
        )
        self._acted: tuple[Pose, Mouth] | None = None

    def cast_shadow(self, canvas: skia.Canvas) -> None:
        """Draw the shadow at the puppet's feet; it does not move."""
        Pen(canvas).shadow(self.place.x, self.place.y, 22 * self._unit, 3.2 * self._unit, self._shadow)

    def act(self, pose: Pose, mouth: Mouth) -> Area:
        """Take on a pose; answers the area of the frame that changes by it, `NOWHERE` if none does."""
        before = self._acted
        if before == (pose, mouth):
            return NOWHERE
        self._acted = (pose, mouth)
        if before and before[0] == pose:
            changed = self._mouth_area
            self._redraw(pose, mouth, changed)
            return changed
        old = self.area
        self._redraw(pose, mouth)
        self.area = self._covered()
        return around(old, self.area)

    def draw(self, canvas: skia.Canvas) -> None:
        """Put the puppet into the frame as it is now."""
        canvas.drawImage(self._image, self._left, self._top)

    @property
    def _mouth_area(self) -> Area:
        """Where the mouth and chin can be, whatever the pose."""
        unit, place, neck = self._unit, self.place, self._puppet.neck
        return (
            int(place.x - 24 * unit), int(place.y - (neck + 24) * unit), int(place.x + 24 * unit) + 1,
            int(place.y - (neck - 10) * unit) + 1,
        )  # fmt: skip

    def _redraw(self, pose: Pose, mouth: Mouth, area: Area | None = None) -> None:
        canvas = self._surface.getCanvas()
        canvas.save()
        canvas.translate(-self._left, -self._top)
        if area:
            canvas.clipRect(skia.Rect.MakeLTRB(*area))
        canvas.clear(0)
        pen = Pen(canvas, self._tone)
        with pen.moved(self.place.x, self.place.y, self._unit, flip=self.place.facing == "left"):
            self._puppet.draw(pen, pose, mouth)
        canvas.restore()
        self._surface.flushAndSubmit()

    def _covered(self) -> Area:
        filled = self._pixels.view(np.uint32)[:, :, 0]
        rows = np.flatnonzero(filled.any(axis=1))
        if not len(rows):
            return NOWHERE
        columns = np.flatnonzero(filled.any(axis=0))
        return (
            self._left + int(columns[0]), self._top + int(rows[0]), self._left + int(columns[-1]) + 1,
                self._top + int(rows[-1]) + 1,
        )  # fmt: skip
