"""A person's head cut out of a photo, with what a puppet needs to know of it: where its eyes and mouth are.

Places are in heights of the face from the corner of its square (see `Face`), in which faces are much alike: the eyes
lie at two fifths, the mouth at four.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from film_studio.film.models import Face
from sagemaker_containers.drawing.colour import channels, from_channels
from sagemaker_containers.drawing.pen import Point
from sagemaker_containers.drawing.raster import Raster

FACE_PX = 256
"""How large the square of the face is in what is cut out: as large as close-ups show it."""

LEFT, TOP, RIGHT, BOTTOM = -0.55, -0.75, 1.55, 1.3
"""What is cut out around the face."""

_CHIN = 1.06
_USUAL_EYES = ((0.31, 0.4), (0.69, 0.4))
_MOUTH_BETWEEN = (0.7, 0.9)
_USUAL_MOUTH = 0.8
_CUT_SHARE = 0.5
"""The outline is found in a copy so much smaller, and soft by its pixels."""


@dataclass(frozen=True)
class Head:
    """A head without its surroundings. `raster` shows what is from `LEFT` to `RIGHT` and from `TOP` to `BOTTOM`."""

    raster: Raster
    eyes: tuple[Point, Point]
    mouth: float
    """How far down the lower lip begins."""

    teeth: bool
    """Whether it shows the upper teeth."""

    skin: str
    lid: str

    def lit(self, light: str) -> "Head":
        """The same head under coloured light."""
        factors = np.array([*channels(light)[::-1], 1], np.float32)
        raster = Raster(self.raster.width, self.raster.height)
        raster.pixels[:] = np.round(self.raster.pixels * factors)
        return replace(self, raster=raster)

    def sized(self, face: float) -> "Head":
        """The same head for a face of so many px, if that is smaller."""
        share = face / FACE_PX
        if share >= 1:
            return self
        small = cv2.resize(self.raster.pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        raster = Raster(small.shape[1], small.shape[0])
        raster.pixels[:] = small
        return replace(self, raster=raster)


@lru_cache(maxsize=16)
def cut_out(content: bytes, face: Face) -> Head:
    """The head around `face` in an image file, smoothed as pictures are. Raises `ValueError` where it is no image."""
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3:
        raise ValueError("the portrait is no image in colour")
    part, there = surroundings(pixels, face)
    height, width = there.shape
    alpha = part[:, :, 3] if part.shape[2] == 4 else _outline(part)
    colours = _painted(np.ascontiguousarray(part[:, :, :3]))
    alpha = np.minimum(alpha, there).astype(np.float32) * _oval(width, height)
    raster = Raster(width, height)
    raster.pixels[:, :, :3] = np.round(colours * (alpha[:, :, None] / 255))
    raster.pixels[:, :, 3] = np.round(alpha)
    mouth, teeth = _mouth(colours)
    eyes = _eyes(colours)
    return Head(
        raster=raster,
        eyes=eyes,
        mouth=mouth,
        teeth=teeth,
        skin=_colour(colours, [(0.24, 0.6), (0.76, 0.6), (0.5, 0.18)], 0.06),
        lid=_colour(colours, [(x, y - 0.1) for x, y in eyes], 0.03),
    )


def surroundings(pixels: np.ndarray, face: Face) -> tuple[np.ndarray, np.ndarray]:
    """What is around a face, its square `FACE_PX` large, and a mask (0 or 255) of what of that is in the image."""
    scale = FACE_PX / face.size
    size = round((RIGHT - LEFT) * FACE_PX), round((BOTTOM - TOP) * FACE_PX)
    onto = np.array([[scale, 0, -(face.x * scale + LEFT * FACE_PX)], [0, scale, -(face.y * scale + TOP * FACE_PX)]])
    if scale < 0.5:
        pixels = cv2.blur(pixels, (round(0.5 / scale) * 2 + 1,) * 2)
    there = cv2.warpAffine(np.full(pixels.shape[:2], 255, np.uint8), onto, size)
    return cv2.warpAffine(pixels, onto, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), there


def _grid(width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Where each pixel is, in faces."""
    across = np.linspace(LEFT, RIGHT, width, endpoint=False, dtype=np.float32)
    down = np.linspace(TOP, BOTTOM, height, endpoint=False, dtype=np.float32)
    return np.meshgrid(across, down)


def _oval(width: int, height: int) -> np.ndarray:
    """1 where a head may be, hair included, 0 outside, soft between: wide above, a jaw below."""
    x, y = _grid(width, height)
    half = 0.8 - 0.08 * np.clip((y - 0.42) / 0.2, 0, 1)
    away = np.hypot((x - 0.5) / half, (y - 0.42) / np.where(y < 0.42, 1.02, _CHIN - 0.42))
    return np.clip((1.0 - away) / 0.07, 0, 1)


def _outline(part: np.ndarray) -> np.ndarray:
    """The opacity (0 to 255) of each pixel: what is alike to the face and the hair about it, by GrabCut."""
    small = cv2.resize(part, None, fx=_CUT_SHARE, fy=_CUT_SHARE, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    x, y = _grid(width, height)
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    oval = _oval(width, height)
    mask[oval > 0] = cv2.GC_PR_BGD
    mask[np.hypot((x - 0.5) / 0.58, (y - 0.32) / 0.74) < 1] = cv2.GC_PR_FGD
    # The jaw is certain as well: without colour, cheeks before a pale wall are not told from it.
    mask[np.hypot((x - 0.5) / 0.35, (y - 0.46) / np.where(y < 0.46, 0.44, 0.54)) < 1] = cv2.GC_FGD
    mask[(y < -0.62) | (oval == 0)] = cv2.GC_BGD
    cv2.setRNGSeed(1)  # or another run cuts another head
    cv2.grabCut(small, mask, (0, 0, 0, 0), np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    head = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    head = cv2.morphologyEx(head, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11)))
    head = cv2.morphologyEx(head, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    _, parts = cv2.connectedComponents(head)
    middle = parts[round((0.5 - TOP) / (BOTTOM - TOP) * height), round((0.5 - LEFT) / (RIGHT - LEFT) * width)]
    outlines, _ = cv2.findContours((parts == middle).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(np.zeros_like(head), outlines, -1, 255, cv2.FILLED)
    soft = cv2.GaussianBlur(whole, (0, 0), 2.2)
    # A soft edge that lies inside takes no rim of the surroundings along.
    soft = np.clip((soft.astype(np.float32) - 96) / 140, 0, 1) * 255
    return cv2.resize(soft, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)


def _painted(part: np.ndarray) -> np.ndarray:
    """Grain and pores go, as from every photo here; the face comes to a middling brightness."""
    for _ in range(2):
        part = cv2.bilateralFilter(part, 7, 26, 5)
    x, y = _grid(part.shape[1], part.shape[0])
    face = np.hypot((x - 0.5) / 0.36, (y - 0.5) / 0.46) < 1
    mean = float(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)[face].mean()) / 255
    wanted = min(max(mean, 0.42), 0.66)
    curve = (np.arange(256) / 255) ** (np.log(wanted) / np.log(min(0.95, max(0.05, mean))))
    return cv2.LUT(part, np.round(curve * 255).astype(np.uint8))


def _window(pixels: np.ndarray, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """The part of the cut-out between these places."""
    columns = slice(round((left - LEFT) * FACE_PX), round((right - LEFT) * FACE_PX))
    return pixels[round((top - TOP) * FACE_PX) : round((bottom - TOP) * FACE_PX), columns]


def _mouth(colours: np.ndarray) -> tuple[float, bool]:
    """Where the lower lip begins, and whether teeth are seen over it.

    That is at the darkest line where mouths are; below teeth, which are pale, at the end of these.
    """
    top, bottom = _MOUTH_BETWEEN
    rows = cv2.cvtColor(_window(colours, 0.38, top, 0.62, bottom), cv2.COLOR_BGR2HSV).mean(axis=1)
    pale, bright = (np.convolve(rows[:, channel], np.ones(5) / 5, "same")[3:-3] for channel in (1, 2))
    at = top + (np.arange(len(bright)) + 3) / FACE_PX
    line = int(np.argmin(bright / bright.mean() + 1.5 * np.abs(at - _USUAL_MOUTH)))
    below = pale[line : line + round(0.16 * FACE_PX)]
    palest = int(np.argmin(below))
    teeth = bool(below[palest] < 0.7 * below[palest:].max())
    if teeth:
        line += palest + int(np.argmax(below[palest:] > (below[palest] + below[palest:].max()) / 2))
    return float(at[line]), teeth


@lru_cache(maxsize=1)
def _eye_detector() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).with_name("data") / "haarcascade_eye.xml"))


def _eyes(colours: np.ndarray) -> tuple[Point, Point]:
    """The middles of both eyes; one that is not found mirrors the other, and without both they are where eyes are."""
    left, right = eyes_seen(colours)
    left = left or (right and (1 - right[0], right[1])) or _USUAL_EYES[0]
    return left, right or (1 - left[0], left[1])


def eyes_seen(colours: np.ndarray) -> tuple[Point | None, Point | None]:
    """The middles of the left and the right eye, None for one that is not found in what is cut out (BGR)."""
    upper = cv2.cvtColor(_window(colours, 0.0, 0.15, 1.0, 0.62), cv2.COLOR_BGR2GRAY)
    found = _eye_detector().detectMultiScale(upper, 1.08, 4, minSize=(FACE_PX // 8, FACE_PX // 8))
    middles = [(float(x + w / 2) / FACE_PX, 0.15 + float(y + h * 0.52) / FACE_PX) for x, y, w, h in found]
    return _nearest(middles, _USUAL_EYES[0]), _nearest(middles, _USUAL_EYES[1])


def _nearest(middles: list[Point], usual: Point) -> Point | None:
    """Which of these is about where it usually is, if one is."""
    distances = [(math.dist(middle, usual), middle) for middle in middles]
    distance, middle = min(distances, default=(1.0, usual))
    return middle if distance < 0.15 else None


def _colour(colours: np.ndarray, places: list[Point], radius: float) -> str:
    """The median colour about some places."""
    about = [_window(colours, x - radius, y - radius, x + radius, y + radius).reshape(-1, 3) for x, y in places]
    blue, green, red = np.median(np.concatenate(about), axis=0) / 255
    return from_channels(red, green, blue)
