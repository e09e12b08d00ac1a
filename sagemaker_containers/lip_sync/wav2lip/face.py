"""A painted face that lives: it blinks, moves a little with its head, and shows the mouths that it is given.

The head's motion is a warp of what is painted around the face, as if it had depth: what is nearer moves more, and
nothing does at the rim, so that the face stays part of its picture. Places are in heights of the face (see `Face`).
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from film_studio.film.models import Face
from sagemaker_containers.drawing.pen import Point
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.cut_out import BOTTOM, LEFT, RIGHT, TOP, eyes_seen, surroundings
from sagemaker_containers.lip_sync.puppet.figure import Area

CROP_LEFT, CROP_TOP, CROP_RIGHT, CROP_BOTTOM = 0.1, 0.08, 0.9, 1.12
"""What a lip-sync network sees of a face: from brow to chin and a little more, ear to ear."""

_MOUTH, _MOUTH_REACH = (0.5, 0.82), (0.34, 0.27)
"""Middle and half axes of what is taken of its answer, and how much of that fades out."""
_MOUTH_FEATHER = 0.45

_MIDDLE, _HEAD_REACH = (0.5, 0.27), (0.98, 0.99)
"""Middle and half axes of what moves with a head, hair included; its outer half moves less and less."""
_STIFF = 0.5

_NECK = (0.5, 1.3)
_BULGE = (0.5, 0.52), (0.62, 0.75)
"""Middle and half axes of the face as a body with depth."""

_EYE_HALF_WIDTH, _LID, _LID_STRETCH, _UNDER = 0.14, 0.055, 0.07, 0.08
"""An eye's half width; how far above its middle the lid's edge is, what is stretched over it, and what is below."""


@dataclass(frozen=True)
class Motion:
    """How a head is held against how it is painted: degrees of tilt to the right, and shifts in heights of the face.

    `aside` and `down` move the whole head, `turn` and `nod` its nearest point; `blink` is how far the lids are shut.
    """

    tilt: float = 0.0
    aside: float = 0.0
    down: float = 0.0
    turn: float = 0.0
    nod: float = 0.0
    blink: float = 0.0


STILL = Motion()


class LivingFace:
    """The part of a picture around one face.

    `area` is where it lies in the picture (px), `square` the face itself, `raster` how it is shown.
    """

    def __init__(self, pixels: np.ndarray, face: Face, corner: tuple[int, int] = (0, 0)):
        """`pixels` (BGR or BGRA) are of a layer whose `corner` is there in the picture; those needed are copied.

        Raises `ValueError` where the face is not on it.
        """
        self._face = face
        left, top = max(corner[0], self._column(LEFT)), max(corner[1], self._row(TOP))
        right = min(corner[0] + pixels.shape[1], self._column(RIGHT))
        bottom = min(corner[1] + pixels.shape[0], self._row(BOTTOM))
        if left >= right or top >= bottom:
            raise ValueError("the face is outside of the picture")
        self.area: Area = left, top, right, bottom
        self.square: Area = face.x, face.y, face.x + face.size, face.y + face.size
        own = face.model_copy(update={"x": face.x - left, "y": face.y - top})
        self._painted = np.ascontiguousarray(
            pixels[top - corner[1] : bottom - corner[1], left - corner[0] : right - corner[0], :3]
        )
        x = (np.arange(left, right, dtype=np.float32) + 0.5 - face.x) / face.size
        y = (np.arange(top, bottom, dtype=np.float32) + 0.5 - face.y) / face.size
        self._x, self._y = np.meshgrid(x, y)
        part, _ = surroundings(self._painted, own)
        self._eyes = [eye for eye in eyes_seen(part) if eye]
        self._stiffness = np.clip((1 - self._away(_MIDDLE, _HEAD_REACH)) / (1 - _STIFF), 0, 1)
        self._depth = np.sqrt(np.clip(1 - self._away(*_BULGE) ** 2, 0, None))
        fade = np.clip((1 - self._away(_MOUTH, _MOUTH_REACH)) / _MOUTH_FEATHER, 0, 1)
        self._mouth_share = (fade * fade * (3 - 2 * fade))[:, :, None]
        self.raster = Raster(right - left, bottom - top, opaque=True)
        self.raster.pixels[:, :, :3], self.raster.pixels[:, :, 3] = self._painted, 255

    @property
    def blinks(self) -> bool:
        """Whether its eyes were found; lids in the wrong place would be worse than none."""
        return len(self._eyes) == 2

    def crop(self, side: int) -> np.ndarray:
        """The face as a lip-sync network sees it: BGR, shape (side, side, 3)."""
        onto = self._onto(side)
        smooth = max(1, round(1 / (2 * max(onto[0, 0], onto[1, 1]))) * 2 - 1)
        softened = cv2.blur(self._painted, (smooth, smooth)) if smooth > 1 else self._painted
        return cv2.warpAffine(softened, onto, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def show(self, motion: Motion, mouth: np.ndarray | None = None, share: float = 1.0) -> None:
        """Show the face in motion, `share` of its mouth taken from `mouth`, a crop that a network answered (BGR)."""
        shown = self._painted
        if mouth is not None and share > 0:
            size = shown.shape[1], shown.shape[0]
            back = cv2.invertAffineTransform(self._onto(mouth.shape[0]))
            there = cv2.warpAffine(mouth, back, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
            weight = share * self._mouth_share
            shown = np.round(shown + (there.astype(np.float32) - shown) * weight).astype(np.uint8)
        if motion != STILL:
            x, y = self._sources(motion)
            shown = cv2.remap(shown, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        self.raster.pixels[:, :, :3] = shown

    def _sources(self, motion: Motion) -> tuple[np.ndarray, np.ndarray]:
        """Where each pixel is taken from, in px of the part."""
        angle = math.radians(motion.tilt)
        away_x, away_y = self._x - _NECK[0], self._y - _NECK[1]
        move_x = motion.aside - angle * away_y + motion.turn * self._depth
        move_y = motion.down + angle * away_x + motion.nod * self._depth
        x, y = self._x - self._stiffness * move_x, self._y - self._stiffness * move_y
        if motion.blink > 0:
            for eye in self._eyes:
                y = _lidded(x, y, eye, motion.blink)
        left, top = self.area[:2]
        face = self._face
        return x * face.size + (face.x - left - 0.5), y * face.size + (face.y - top - 0.5)

    def _away(self, middle: Point, reach: Point) -> np.ndarray:
        """How far each pixel is from the middle of an ellipse; 1 on it."""
        away: np.ndarray = np.hypot((self._x - middle[0]) / reach[0], (self._y - middle[1]) / reach[1])
        return away

    def _onto(self, side: int) -> np.ndarray:
        """Leads from px of the part to those of a crop."""
        face, (left, top) = self._face, self.area[:2]
        across = side / ((CROP_RIGHT - CROP_LEFT) * face.size)
        down = side / ((CROP_BOTTOM - CROP_TOP) * face.size)
        from_left = (left + 0.5 - face.x - CROP_LEFT * face.size) * across - 0.5
        from_top = (top + 0.5 - face.y - CROP_TOP * face.size) * down - 0.5
        return np.array([[across, 0, from_left], [0, down, from_top]], np.float64)

    def _column(self, x: float) -> int:
        return round(self._face.x + x * self._face.size)

    def _row(self, y: float) -> int:
        return round(self._face.y + y * self._face.size)


def _lidded(x: np.ndarray, y: np.ndarray, eye: Point, blink: float) -> np.ndarray:
    """Rows to take pixels from so that the skin above an eye comes down over it, less toward its corners."""
    across = (x - eye[0]) / _EYE_HALF_WIDTH
    lid, under = eye[1] - _LID, eye[1] + _UNDER
    above = lid - _LID_STRETCH
    comes_to = lid + blink * (_LID + 0.6 * _UNDER) * np.clip(1 - across * across, 0, 1)
    stretched = above + (y - above) * _LID_STRETCH / (comes_to - above)
    pressed = lid + (y - comes_to) * (under - lid) / (under - comes_to)
    lidded: np.ndarray = np.where((y > above) & (y < under), np.where(y < comes_to, stretched, pressed), y)
    return lidded.astype(np.float32)
